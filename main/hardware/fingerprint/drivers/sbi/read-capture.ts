import type { X509Certificate } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import {
  type FingerPosition,
  findFingerBySbiName,
  isoFingerCode,
} from '../../../../../domain/biometric/finger-position.ts'
import { PrintRecordUnreadable } from '../../../../../native/fingerprint/index.ts'
import { DeviceError } from '../../../device-error.ts'
import type { CapturedImage } from '../../fingerprint-scanner.ts'
import { readPrintRecord } from '../../print-record.ts'
import { failureOfSignature, type KnownDevice } from './ask-info.ts'
import { nextCaptureHash, verifyJws } from './device-signature.ts'
import { type Asked, chooseVersion } from './sbi-dialect.ts'
import { CaptureData, CaptureReply, DigitalId, failureOfCode, SbiError } from './sbi-messages.ts'
import { type SbiTrust, verifyIdentity } from './sbi-trust.ts'

const CLOCK_TOLERANCE_MS = 5 * 60_000
/** yyyy-MM-ddTHH:mm:ssZ; fractions of a second are tolerated. */
const UTC_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/

const malformed = (step: string, cause?: unknown) => new DeviceError('malformed-answer', step, 'fingerprint', { cause })
const distrust = (step: string) => new DeviceError('not-trusted', step, 'fingerprint')

export interface CaptureCheck {
  readonly device: KnownDevice
  readonly trust: SbiTrust
  readonly asked: Asked
  readonly now: number
}

function checkIdentity(text: string, signer: X509Certificate, { device, trust, now }: CaptureCheck): void {
  const identity = verifyIdentity(text, device.info.certification, signer, trust, now)
  if (!identity.ok)
    throw new DeviceError(failureOfSignature(identity.fault), `capture device (${identity.fault})`, 'fingerprint')
  if (DigitalId.safeParse(identity.payload).data?.serialNo !== device.digitalId.serialNo)
    throw distrust('capture device')
}

async function readRecord(
  bioValue: string,
  position: FingerPosition,
  rolled: boolean,
): Promise<Pick<CapturedImage, 'record' | 'impression'>> {
  const record = new Uint8Array(Buffer.from(bioValue, 'base64url'))
  try {
    const { impression, finger } = await readPrintRecord(record)
    // 0: the record leaves it to the message. Another finger than the message's own is a mix-up inside the device.
    if (finger !== 0 && finger !== isoFingerCode(position)) throw malformed('capture finger')
    // What was not rolled is not called rolled, whatever was asked.
    if (rolled && impression !== 'rolled') throw malformed('capture impression')
    return { record, impression }
  } catch (cause) {
    if (cause instanceof PrintRecordUnreadable) throw malformed('capture image', cause)
    throw cause
  }
}

async function readImage(
  text: string,
  statedHash: string,
  previous: string,
  check: CaptureCheck,
): Promise<CapturedImage> {
  const { asked, trust, now, device } = check
  const jws = verifyJws(text, trust.device, now)
  if (!jws.ok) throw new DeviceError(failureOfSignature(jws.fault), `capture signature (${jws.fault})`, 'fingerprint')
  const parsed = CaptureData.safeParse(jws.payload)
  if (!parsed.success) throw malformed('capture data', parsed.error)
  const data = parsed.data
  const position = findFingerBySbiName(data.bioSubType)
  if (data.bioType !== 'Finger' || !position) throw malformed('capture finger')
  if (data.transactionId !== asked.transactionId) throw distrust('capture transaction')
  if (data.purpose !== 'Registration' || data.env !== asked.env) throw distrust('capture purpose')
  if (data.deviceCode !== undefined && data.deviceCode !== device.digitalId.serialNo) {
    if (data.deviceCode !== device.info.deviceCode) throw distrust('capture device')
  }
  if (!UTC_TIME.test(data.timestamp) || !(Math.abs(Date.parse(data.timestamp) - now) <= CLOCK_TOLERANCE_MS))
    throw distrust('capture time')
  const quality = data.qualityScore === '' ? Number.NaN : Number(data.qualityScore)
  if (!(quality >= 0 && quality <= 100)) throw malformed('capture quality')
  checkIdentity(data.digitalId, jws.certificate, check)
  const image = await readRecord(data.bioValue, position, asked.request.impression === 'rolled')
  const hash = nextCaptureHash(previous, image.record)
  if (statedHash.toUpperCase() !== hash) throw distrust('capture chain')
  return { position, quality, hash, ...image }
}

function refusalOf(code: string | number): DeviceError {
  return new DeviceError(failureOfCode(code), `capture (${String(code).slice(0, 20)})`, 'fingerprint')
}

function parseReply(body: Uint8Array): CaptureReply {
  let raw: unknown
  try {
    raw = JSON.parse(Buffer.from(body).toString('utf8').trim())
  } catch (cause) {
    throw malformed('capture', cause)
  }
  const reply = CaptureReply.safeParse(raw)
  if (reply.success) return reply.data
  // An error may come in the specification's wrapping, bare, or as a list, as services do.
  const first: unknown = Array.isArray(raw) ? raw[0] : raw
  const inner: unknown = typeof first === 'object' && first !== null && 'error' in first ? first.error : first
  const refused = SbiError.safeParse(inner)
  throw refused.success ? refusalOf(refused.data.errorCode) : malformed('capture', reply.error)
}

/**
 * Reads an RCAPTURE reply and makes every check of the protocol: signature and chain, the device's identity, time, transaction, purpose,
 * version, quality, record, hash chain, and exactly the fingers asked for. Throws `DeviceError`; what it returns can be believed. An image
 * takes some milliseconds to check: between two the core's thread is given back.
 */
export async function readCapture(body: Uint8Array, check: CaptureCheck): Promise<readonly CapturedImage[]> {
  const { asked } = check
  const images: CapturedImage[] = []
  let previous = asked.request.previousHash
  for (const one of parseReply(body).biometrics) {
    const code = String(one.error?.errorCode ?? '0')
    if (code !== '0') throw refusalOf(code)
    if (chooseVersion([one.specVersion ?? ''])?.version !== asked.version) throw distrust('capture version')
    const image = await readImage(one.data ?? '', one.hash ?? '', previous, check)
    previous = image.hash
    images.push(image)
    await setImmediate()
  }
  // Exactly the fingers asked for, none twice: three fingers or the other hand are not four of this one.
  const got = new Set(images.map((image) => image.position))
  const missing = asked.fingers.some((finger) => !got.has(finger))
  if (got.size !== images.length || got.size !== asked.fingers.length || missing)
    throw new DeviceError('wrong-fingers', 'capture fingers', 'fingerprint')
  return images
}
