import { networkInterfaces } from 'node:os'
import { type DnsQuestion, nameKey, recordType } from './dns-message.ts'
import { type FoundDevices, foundDevices } from './found-devices.ts'
import { gatherServices, serviceTypes, typeName } from './gather-services.ts'
import { type MulticastEar, openMulticastEar } from './multicast-ear.ts'
import { ownNetworks } from './near-address.ts'

export interface NetworkSearch extends FoundDevices {
  /** Networks that were asked; none: this computer has no network. */
  readonly networks: number
  /** The time was used to its end; false: stopped before it. */
  readonly whole: boolean
  /** More answered than are listed. */
  readonly more: boolean
}

export interface SearchSettings {
  /** Milliseconds of the whole search. */
  readonly ms?: number
  /** A training desk asks nobody but its own computer. */
  readonly loopbackOnly: boolean
  readonly signal: AbortSignal
  readonly onProgress?: (sofar: {
    readonly printers: number
    readonly scanners: number
    readonly share: number
  }) => void
}

const SEARCH_MS = 5_000
/** RFC 6762 §5.2: the second question a second after the first, then twice as long. */
const ASK_AT_MS = [0, 1_000, 3_000]
const FOLLOW_EVERY_MS = 250

/** What is still missing of the services heard of: place and text of an instance, addresses of a host. */
function followUps(ear: MulticastEar, asked: Map<string, number>): DnsQuestion[] {
  const questions: DnsQuestion[] = []
  const want = (question: DnsQuestion) => {
    const key = `${nameKey(question.name)} ${question.type}`
    const times = asked.get(key) ?? 0
    // Twice: one answer may be lost, and nobody is pestered.
    if (times >= 2) return
    asked.set(key, times + 1)
    questions.push(question)
  }
  for (const { type, instance, host, text, addresses } of gatherServices(ear.records).services) {
    const name = [instance, ...typeName(type)]
    if (host === undefined) want({ name, type: recordType.srv })
    if (text === undefined) want({ name, type: recordType.txt })
    if (host && addresses.length === 0) want({ name: host, type: recordType.a })
  }
  return questions
}

/**
 * Looks for IPP printers and eSCL scanners that announce themselves (DNS-SD over multicast DNS, RFC 6763 and RFC 6762): asks once in each
 * IPv4 network of this computer, its loopback included (where `ipp-usb` announces what hangs on USB), and takes answers out of that network
 * alone. Aborting ends it early with what was found. Never throws for what the network says.
 */
export async function findNetworkDevices(settings: SearchSettings): Promise<NetworkSearch> {
  const { ms = SEARCH_MS, signal } = settings
  const ears = (
    await Promise.all(ownNetworks(networkInterfaces(), settings.loopbackOnly).map(openMulticastEar))
  ).filter((ear) => ear !== undefined)
  const heard = () => {
    const each = ears.map((ear) => {
      const { services, more } = gatherServices(ear.records)
      return { ...foundDevices(services, ear.network.holds), more: more || ear.flooded }
    })
    return {
      printers: each.flatMap((one) => one.printers),
      scanners: each.flatMap((one) => one.scanners),
      strays: each.flatMap((one) => one.strays),
      more: each.some((one) => one.more),
    }
  }
  const whole = serviceTypes.map((type) => ({ name: typeName(type), type: recordType.ptr }))
  const asked = ears.map(() => new Map<string, number>())
  const began = performance.now()
  try {
    let next = 0
    while (!signal.aborted && ears.length > 0) {
      const passed = performance.now() - began
      if (passed >= ms) break
      if (passed >= (ASK_AT_MS[next] ?? Number.POSITIVE_INFINITY)) {
        next += 1
        for (const ear of ears) ear.ask(whole)
      } else for (const [i, ear] of ears.entries()) ear.ask(followUps(ear, asked[i] ?? new Map()))
      const { printers, scanners } = heard()
      settings.onProgress?.({ printers: printers.length, scanners: scanners.length, share: passed / ms })
      await pause(Math.min(FOLLOW_EVERY_MS, ms - passed), signal)
    }
    return { ...heard(), networks: ears.length, whole: !signal.aborted }
  } finally {
    for (const ear of ears) ear.close()
  }
}

/** Ends at once when it is aborted. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', over)
      resolve()
    }
    const timer = setTimeout(over, ms)
    signal.addEventListener('abort', over)
  })
}
