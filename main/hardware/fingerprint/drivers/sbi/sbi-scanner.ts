import { randomUUID, type X509Certificate } from 'node:crypto'
import {
  FingerPosition,
  findFingerBySbiName,
  sbiDeviceSubId,
  sbiFingerName,
  slapFingers,
} from '../../../../../domain/biometric/finger-position.ts'
import { DeviceError } from '../../../device-error.ts'
import type { CapturedImage, CaptureProgress, CaptureRequest, FingerprintScanner } from '../../fingerprint-scanner.ts'
import { PrintRecordUnreadable, readPrintRecord } from '../../print-record.ts'
import { nextCaptureHash, verifyJws } from './device-signature.ts'
import { askSbi, openSbi } from './sbi-exchange.ts'
import { CaptureData, CaptureReply, type DeviceInfo, DigitalId, failureOfCode, SbiError } from './sbi-messages.ts'
import { frameReader } from './sbi-stream.ts'

const CAPTURE_MS = 40_000
const DEVICE_MS = 30_000
const MOST_CAPTURE_BYTES = 24_000_000
const CLOCK_TOLERANCE_MS = 5 * 60_000

export interface FoundDevice {
  readonly port: number
  readonly info: DeviceInfo
  readonly digitalId: DigitalId
  readonly certificate: X509Certificate
  readonly roots: () => readonly X509Certificate[]
}

function fingersAsked(request: CaptureRequest): readonly FingerPosition[] {
  const single = FingerPosition.safeParse(request.group)
  const all = single.success
    ? [single.data]
    : slapFingers(request.group as Exclude<CaptureRequest['group'], FingerPosition>)
  return all.filter((finger) => !request.exceptions.includes(finger))
}

function subIdOf(group: CaptureRequest['group']): string {
  return FingerPosition.safeParse(group).success
    ? '0'
    : String(sbiDeviceSubId(group as Exclude<CaptureRequest['group'], FingerPosition>))
}

const malformed = (step: string, cause?: unknown) => new DeviceError('malformed-answer', step, 'fingerprint', { cause })

function parseJson(body: Buffer, step: string): unknown {
  try {
    return JSON.parse(body.toString('utf8').trim())
  } catch (cause) {
    throw malformed(step, cause)
  }
}

/** Scanner behind a localhost Secure Biometric Interface service, specification 0.9.5, registration purpose. */
export function sbiScanner(device: FoundDevice): FingerprintScanner {
  const { info, digitalId, port } = device
  const deviceId = String(info.deviceId)

  function readImage(
    text: string,
    statedHash: string,
    previous: string,
    asked: { transactionId: string; env: string },
  ): CapturedImage {
    const jws = verifyJws(text, device.roots(), Date.now())
    if (!jws.ok) {
      const failure = jws.fault === 'not-a-jws' ? 'malformed-answer' : 'not-trusted'
      throw new DeviceError(failure, `capture signature (${jws.fault})`, 'fingerprint')
    }
    const data = CaptureData.safeParse(jws.payload)
    if (!data.success) throw malformed('capture data', data.error)
    const { bioValue, bioSubType, transactionId, timestamp, qualityScore, purpose, env } = data.data
    const position = findFingerBySbiName(bioSubType)
    const quality = Number(qualityScore)
    if (!position) throw malformed('capture finger')
    if (transactionId !== asked.transactionId || purpose !== 'Registration' || env !== asked.env)
      throw new DeviceError('not-trusted', 'capture transaction', 'fingerprint')
    if (!(Math.abs(Date.parse(timestamp) - Date.now()) <= CLOCK_TOLERANCE_MS))
      throw new DeviceError('not-trusted', 'capture time', 'fingerprint')
    if (!Number.isFinite(quality) || quality < 0 || quality > 100) throw malformed('capture quality')
    const identity = verifyJws(data.data.digitalId, device.roots(), Date.now())
    const own = identity.ok ? DigitalId.safeParse(identity.payload).data : undefined
    if (own?.serialNo !== digitalId.serialNo) throw new DeviceError('not-trusted', 'capture device', 'fingerprint')
    const record = new Uint8Array(Buffer.from(bioValue, 'base64url'))
    try {
      readPrintRecord(record)
    } catch (cause) {
      if (cause instanceof PrintRecordUnreadable) throw malformed('capture image', cause)
      throw cause
    }
    const hash = nextCaptureHash(previous, record)
    if (statedHash.toUpperCase() !== hash) throw new DeviceError('not-trusted', 'capture chain', 'fingerprint')
    return { position, quality, record, hash }
  }

  async function captureImages(request: CaptureRequest, signal: AbortSignal): Promise<CaptureProgress> {
    const asked = { transactionId: randomUUID(), env: info.env ?? 'Developer' }
    const fingers = fingersAsked(request)
    const body = JSON.stringify({
      env: asked.env,
      purpose: 'Registration',
      specVersion: info.specVersion[0],
      timeout: String(DEVICE_MS),
      captureTime: new Date().toISOString().replace(/\.\d{3}Z$/, 'Z'),
      transactionId: asked.transactionId,
      bio: [
        {
          type: 'Finger',
          count: String(fingers.length),
          bioSubType: fingers.map(sbiFingerName),
          exception: request.exceptions.map(sbiFingerName),
          requestedScore: String(request.requestedScore),
          deviceId,
          deviceSubId: subIdOf(request.group),
          previousHash: request.previousHash,
        },
      ],
      customOpts: {},
    })
    const answer = await askSbi(port, 'RCAPTURE', '/capture', body, {
      ms: CAPTURE_MS,
      bytes: MOST_CAPTURE_BYTES,
      step: 'capture',
      signal,
    })
    const raw = parseJson(answer.body, 'capture')
    const reply = CaptureReply.safeParse(raw)
    if (!reply.success) {
      const refused = SbiError.safeParse((raw as { error?: unknown } | null)?.error ?? raw)
      if (refused.success)
        throw new DeviceError(
          failureOfCode(refused.data.errorCode),
          `capture (${refused.data.errorCode})`,
          'fingerprint',
        )
      throw malformed('capture', reply.error)
    }
    let previous = request.previousHash
    const images: CapturedImage[] = []
    for (const one of reply.data.biometrics) {
      if (one.error && String(one.error.errorCode) !== '0')
        throw new DeviceError(failureOfCode(one.error.errorCode), `capture (${one.error.errorCode})`, 'fingerprint')
      const image = readImage(one.data, one.hash, previous, asked)
      previous = image.hash
      images.push(image)
    }
    // Exactly the fingers asked for, none twice: three fingers or the other hand are not four of this one.
    const got = new Set(images.map((image) => image.position))
    if (got.size !== images.length || got.size !== fingers.length || fingers.some((finger) => !got.has(finger))) {
      throw new DeviceError('wrong-fingers', 'capture fingers', 'fingerprint')
    }
    return { kind: 'captured', images, lastHash: previous }
  }

  async function* capture(request: CaptureRequest, signal: AbortSignal): AsyncGenerator<CaptureProgress> {
    if (fingersAsked(request).length === 0) throw new DeviceError('wrong-fingers', 'capture fingers', 'fingerprint')
    const streaming = new AbortController()
    const frames: CaptureProgress[] = []
    let wake: () => void = () => undefined
    let ended = false
    const reader = frameReader()
    const socket = openSbi(
      port,
      'STREAM',
      '/stream',
      JSON.stringify({ deviceId, deviceSubId: subIdOf(request.group), timeout: String(DEVICE_MS) }),
      AbortSignal.any([signal, streaming.signal]),
    )
    // The preview is a help, not the capture: when it fails, the capture goes on without it.
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk) => {
      try {
        for (const jpeg of reader.push(chunk)) frames.splice(0, frames.length, { kind: 'frame', jpeg })
      } catch {
        socket.destroy()
      }
      wake()
    })
    const result = captureImages(request, signal).finally(() => {
      ended = true
      streaming.abort()
      wake()
    })
    // It is awaited below; until then an early failure must not count as unhandled.
    result.catch(() => undefined)
    try {
      while (!ended) {
        const frame = frames.shift()
        if (frame) yield frame
        else {
          await new Promise<void>((resolve) => {
            wake = resolve
            if (ended || frames.length > 0) resolve()
          })
        }
      }
      yield await result
    } finally {
      streaming.abort()
    }
  }

  return {
    serialNumber: digitalId.serialNo,
    make: digitalId.make,
    model: digitalId.model,
    simulated: digitalId.make === 'So Bo' && digitalId.model.startsWith('SIM'),
    firmware: info.firmware ?? null,
    certificateUntil: new Date(device.certificate.validTo).toISOString(),
    capture,
  }
}
