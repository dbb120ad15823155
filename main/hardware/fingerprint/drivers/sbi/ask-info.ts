import type { X509Certificate } from 'node:crypto'
import { DeviceError, type DeviceFailure } from '../../../device-error.ts'
import { type SignatureFault, verifyJws } from './device-signature.ts'
import { type ChosenVersion, chooseVersion } from './sbi-dialect.ts'
import { askSbi } from './sbi-exchange.ts'
import { DeviceInfo, DigitalId, failureOfCode, InfoReply } from './sbi-messages.ts'
import { type SbiTrust, verifyIdentity } from './sbi-trust.ts'

const INFO_MS = 5_000
const MOST_INFO_BYTES = 500_000

/** A device that proved who it is. */
export interface KnownDevice extends ChosenVersion {
  readonly port: number
  readonly info: DeviceInfo
  readonly digitalId: DigitalId
  readonly certificate: X509Certificate
}

export interface InfoAnswer {
  readonly devices: readonly KnownDevice[]
  /** Scanners that answered and cannot be used, with the reason. */
  readonly refused: readonly DeviceError[]
}

export function failureOfSignature(fault: SignatureFault): DeviceFailure {
  if (fault === 'expired') return 'certificate-expired'
  return fault === 'not-a-jws' ? 'malformed-answer' : 'not-trusted'
}

const refusal = (failure: DeviceFailure, why: string) => new DeviceError(failure, `info (${why})`, 'fingerprint')

function readDevice(
  port: number,
  entry: InfoReply[number],
  trust: SbiTrust,
  now: number,
): KnownDevice | DeviceError | undefined {
  const code = String(entry.error?.errorCode ?? '0')
  // An unregistered device answers without a signature: nothing it says can be believed, only that it is not registered.
  if (code !== '0') return refusal(failureOfCode(code), code)
  const signed = verifyJws(entry.deviceInfo, trust.device, now)
  if (!signed.ok) return refusal(failureOfSignature(signed.fault), signed.fault)
  const info = DeviceInfo.safeParse(signed.payload).data
  if (!info) return refusal('malformed-answer', 'shape')
  const identity = verifyIdentity(info.digitalId, info.certification, signed.certificate, trust, now)
  if (!identity.ok) return refusal(failureOfSignature(identity.fault), `identity ${identity.fault}`)
  const digitalId = DigitalId.safeParse(identity.payload).data
  if (!digitalId) return refusal('malformed-answer', 'identity')
  // Another kind of device behind the same service is none of ours.
  if (digitalId.type !== 'Finger') return undefined
  if (info.purpose !== 'Registration') return refusal('not-registered', 'purpose')
  const chosen = chooseVersion(info.specVersion)
  if (!chosen) return refusal('unsupported-version', 'version')
  // A service may not send us elsewhere: only its own port of this machine is called back.
  if (!new RegExp(`^http://(127\\.0\\.0\\.1|localhost):${port}(/|$)`).test(info.callbackId))
    return refusal('not-trusted', 'callback')
  return { port, ...chosen, info, digitalId, certificate: signed.certificate }
}

/** Parses an info answer (MOSIPDINFO). Throws 'malformed-answer' where it is none. */
export function readInfo(body: Uint8Array, port: number, trust: SbiTrust, now: number): InfoAnswer {
  let reply: InfoReply
  try {
    reply = InfoReply.parse(JSON.parse(Buffer.from(body).toString('utf8').trim()))
  } catch (cause) {
    throw new DeviceError('malformed-answer', 'info', 'fingerprint', { cause })
  }
  const read = reply.map((entry) => readDevice(port, entry, trust, now))
  return {
    devices: read.flatMap((one) => (one === undefined || one instanceof DeviceError ? [] : [one])),
    refused: read.filter((one) => one instanceof DeviceError),
  }
}

/** Who stands behind one port. Throws `DeviceError` where nobody speaks the protocol there. */
export async function askInfo(port: number, trust: SbiTrust, signal?: AbortSignal): Promise<InfoAnswer> {
  const limits = { ms: INFO_MS, bytes: MOST_INFO_BYTES, step: 'info', ...(signal ? { signal } : {}) }
  const answer = await askSbi(port, 'MOSIPDINFO', '/info', '', limits)
  return readInfo(answer.body, port, trust, Date.now())
}
