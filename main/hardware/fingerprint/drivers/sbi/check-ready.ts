import { DeviceError } from '../../../device-error.ts'
import type { KnownDevice } from './ask-info.ts'
import { askSbi } from './sbi-exchange.ts'
import { DiscoveryReply } from './sbi-messages.ts'

const DISCOVERY_MS = 5_000
const MOST_DISCOVERY_BYTES = 200_000

/** Status of this device in a discovery answer; undefined where the answer does not tell. Unsigned: good for a warning, not for trust. */
export function readStatus(body: Uint8Array, device: Pick<KnownDevice, 'digitalId' | 'info'>): string | undefined {
  let raw: unknown
  try {
    raw = JSON.parse(Buffer.from(body).toString('utf8').trim())
  } catch {
    // Not every service answers discovery as written; the capture itself will tell.
    return undefined
  }
  const reply = DiscoveryReply.safeParse(raw)
  const serial = device.digitalId.serialNo
  const own = reply.data?.find(
    (one) =>
      one.serialNo === serial ||
      one.deviceCode === serial ||
      (one.deviceId !== undefined && String(one.deviceId) === String(device.info.deviceId)),
  )
  return own?.deviceStatus
}

/** Asks by discovery whether the device is free, before fingers are laid down. Throws 'unreachable', 'busy', 'not-ready', 'not-registered'. */
export async function checkReady(device: KnownDevice, signal: AbortSignal): Promise<void> {
  const verb = device.version === '1.0' ? 'SBIDISC' : 'MOSIPDISC'
  const limits = { ms: DISCOVERY_MS, bytes: MOST_DISCOVERY_BYTES, step: 'discovery', signal }
  const body = await askSbi(device.port, verb, '/device', JSON.stringify({ type: 'Finger' }), limits).then(
    (answer) => answer.body,
    (fault: unknown) => {
      if (!(fault instanceof DeviceError) || fault.failure !== 'malformed-answer') throw fault
      return new Uint8Array()
    },
  )
  const status = readStatus(body, device)
  const failures = { Busy: 'busy', 'Not Ready': 'not-ready', 'Not Registered': 'not-registered' } as const
  const failure = failures[status as keyof typeof failures]
  if (failure) throw new DeviceError(failure, 'discovery', 'fingerprint')
}
