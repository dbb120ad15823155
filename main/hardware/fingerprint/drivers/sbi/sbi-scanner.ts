import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { fingersOf } from '../../../../../domain/biometric/capture-group.ts'
import { FingerPosition } from '../../../../../domain/biometric/finger-position.ts'
import { DeviceError } from '../../../device-error.ts'
import type { CaptureProgress, CaptureRequest, FingerprintScanner } from '../../fingerprint-scanner.ts'
import { askInfo, type KnownDevice } from './ask-info.ts'
import { checkReady } from './check-ready.ts'
import { openPreview } from './open-preview.ts'
import { readCapture } from './read-capture.ts'
import { type Asked, captureBody, streamBody } from './sbi-dialect.ts'
import { askSbi } from './sbi-exchange.ts'
import type { SbiTrust } from './sbi-trust.ts'

const CAPTURE_MS = 40_000
const DEVICE_MS = 30_000
const MOST_CAPTURE_BYTES = 24_000_000
/** A device needs a moment to notice that nobody looks any more. */
const STREAM_ENDS_MS = 300

function fingersAsked(request: CaptureRequest): readonly FingerPosition[] {
  return fingersOf(request.group).filter((finger) => !request.exceptions.includes(finger))
}

/** Scanner behind a localhost Secure Biometric Interface service (0.9.2, 0.9.5, 1.0), registration purpose. */
export function sbiScanner(device: KnownDevice, trust: () => SbiTrust): FingerprintScanner {
  const { info, digitalId, port, version, specVersion } = device
  const single = digitalId.deviceSubType === 'Single'

  async function captureImages(asked: Asked, signal: AbortSignal): Promise<CaptureProgress> {
    const answer = await askSbi(port, 'RCAPTURE', '/capture', captureBody(asked, Date.now()), {
      ms: CAPTURE_MS,
      bytes: MOST_CAPTURE_BYTES,
      step: 'capture',
      signal,
    })
    const images = await readCapture(answer.body, { device, trust: trust(), asked, now: Date.now() })
    return { kind: 'captured', images, lastHash: images.at(-1)?.hash ?? asked.request.previousHash }
  }

  function refuseImpossible(request: CaptureRequest, fingers: readonly FingerPosition[]): void {
    const one = FingerPosition.safeParse(request.group).success
    if (fingers.length === 0) throw new DeviceError('wrong-fingers', 'capture fingers', 'fingerprint')
    if (request.impression === 'rolled' && !(single && one))
      throw new DeviceError('wrong-fingers', 'capture impression', 'fingerprint')
    if (single && !one) throw new DeviceError('wrong-fingers', 'capture group', 'fingerprint')
  }

  async function* capture(request: CaptureRequest, signal: AbortSignal): AsyncGenerator<CaptureProgress> {
    const fingers = fingersAsked(request)
    refuseImpossible(request, fingers)
    await checkReady(device, signal)
    const asked: Asked = {
      version,
      specVersion,
      takesSingle: single,
      info,
      serialNo: digitalId.serialNo,
      request,
      fingers,
      transactionId: randomUUID(),
      env: info.env ?? 'Developer',
      timeoutMs: DEVICE_MS,
    }
    const left = new AbortController()
    const wanted = AbortSignal.any([signal, left.signal])
    const preview = openPreview(port, streamBody(asked), wanted, request.lying)
    let ended = false
    const result = preview.seen
      .then(() => captureImages(asked, wanted))
      .catch((fault: unknown) => {
        // Some devices are busy as long as they stream: once more, without the preview.
        if (!(fault instanceof DeviceError) || fault.failure !== 'busy') throw fault
        preview.close()
        return pause(STREAM_ENDS_MS).then(() => captureImages(asked, wanted))
      })
      .finally(() => {
        ended = true
        preview.wake()
      })
    // It is awaited below; until then an early failure must not count as unhandled.
    result.catch(() => undefined)
    try {
      while (!ended) {
        const jpeg = preview.take()
        if (jpeg) yield { kind: 'frame', jpeg }
        else await preview.changed()
      }
      yield await result
    } finally {
      // Whoever stops looking wants no capture either.
      left.abort()
    }
  }

  return {
    serialNumber: digitalId.serialNo,
    make: digitalId.make,
    model: digitalId.model,
    takes: single ? 'single-fingers' : 'slaps-and-fingers',
    protocol: `SBI ${specVersion} ${info.certification ?? ''}`.trim(),
    simulated: digitalId.make === 'So Bo' && digitalId.model.startsWith('SIM'),
    firmware: info.firmware ?? info.serviceVersion ?? null,
    certificateUntil: new Date(device.certificate.validTo).toISOString(),
    capture,
    async check(signal) {
      const { devices, refused } = await askInfo(port, trust(), signal)
      if (!devices.some((one) => one.digitalId.serialNo === digitalId.serialNo))
        throw refused[0] ?? new DeviceError('unreachable', 'info', 'fingerprint')
      await checkReady(device, signal)
    },
  }
}
