import { DeviceError } from '../../../device-error.ts'
import type { FingerprintFinder, FingerprintScanner } from '../../fingerprint-scanner.ts'
import { askInfo } from './ask-info.ts'
import { sbiScanner } from './sbi-scanner.ts'
import { readTrust, type TrustFiles } from './sbi-trust.ts'

export interface SbiPlaces extends TrustFiles {
  /** Empty: all hundred of the protocol. */
  readonly ports: readonly number[]
}

/** The ports of the protocol: 4501 to 4600 on 127.0.0.1. */
const SBI_PORTS: readonly number[] = Array.from({ length: 100 }, (_, i) => 4501 + i)

/** Nobody needs a new sweep sooner: an empty desk is asked for again and again by its screens. */
const SWEEP_AGAIN_MS = 3_000

/** Sweeps all ports in parallel; what does not answer in time, or babbles, is not there and hurts nobody. */
export function findSbiScanners(places: SbiPlaces): FingerprintFinder {
  let known: readonly FingerprintScanner[] = []
  let refused: readonly DeviceError[] = []
  let sweeping: Promise<void> | undefined
  let sweptAt = Number.NEGATIVE_INFINITY

  async function sweep(): Promise<void> {
    const trust = readTrust(places)
    const ports = places.ports.length > 0 ? places.ports : SBI_PORTS
    const answers = await Promise.allSettled(ports.map((port) => askInfo(port, trust)))
    const good = answers.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    const failed = answers.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
    const devices = good.flatMap((one) => one.devices)
    // The same device may be served on two ports: the first counts.
    const single = devices.filter(
      (one, i) => devices.findIndex((other) => other.digitalId.serialNo === one.digitalId.serialNo) === i,
    )
    known = single.map((device) => sbiScanner(device, () => readTrust(places)))
    // A port where somebody answers too slowly may be a scanner; one with nobody, or with another program, is none.
    const slow = failed.filter((fault) => fault instanceof DeviceError && fault.failure === 'too-slow') as DeviceError[]
    refused = [...good.flatMap((one) => one.refused), ...slow]
    sweptAt = performance.now()
  }

  function sweepOnce(): Promise<void> {
    sweeping ??= sweep().finally(() => {
      sweeping = undefined
    })
    return sweeping
  }

  return {
    async find() {
      if (known.length === 0 && performance.now() - sweptAt > SWEEP_AGAIN_MS) await sweepOnce()
      return known
    },
    refused: () => refused,
    lookAgain: sweepOnce,
  }
}
