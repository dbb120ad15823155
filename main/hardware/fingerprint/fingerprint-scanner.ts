import type { FingerPosition, SlapGroup } from '../../../domain/biometric/finger-position.ts'
import type { DeviceError } from '../device-error.ts'

/** Vân tay phẳng or vân tay lăn; ISO/IEC 19794-4, impression types. */
export type Impression = 'plain' | 'rolled'

export interface CaptureRequest {
  readonly group: SlapGroup | FingerPosition
  /** Fingers of the group that are not there. */
  readonly exceptions: readonly FingerPosition[]
  /** 0–100; the device answers with its best even where it is not met. */
  readonly requestedScore: number
  /** Hash of the capture before in this transaction, upper-case hex; empty for the first. */
  readonly previousHash: string
  /** Plain where it is not said. Rolled: a single finger, on a device that takes single fingers; our extension of the protocol. */
  readonly impression?: Impression
  /** Settles when whoever looks at the frames sees the fingers lie well: a capture that waits for nothing else begins then. */
  readonly lying?: Promise<void>
}

export interface CapturedImage {
  readonly position: FingerPosition
  /** 0–100, as the device states it. */
  readonly quality: number
  /** ISO/IEC 19794-4 record. */
  readonly record: Uint8Array
  /** As the record states it. */
  readonly impression: Impression
  /** Hash of the chain after this image, upper-case hex. */
  readonly hash: string
}

export type CaptureProgress =
  | { readonly kind: 'frame'; readonly jpeg: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'captured'; readonly images: readonly CapturedImage[]; readonly lastHash: string }

/** Port: what a feature needs of a fingerprint scanner. Makers' names live in drivers/. */
export interface FingerprintScanner {
  readonly serialNumber: string
  readonly make: string
  readonly model: string
  readonly takes: 'slaps-and-fingers' | 'single-fingers'
  /** Protocol, version and level, for the technician. */
  readonly protocol: string
  readonly simulated: boolean
  readonly firmware: string | null
  /** Day the device's certificate ends, ISO; null where it has none. */
  readonly certificateUntil: string | null
  /** Frames while the fingers settle, then the images; throws `DeviceError`. Aborting frees the device. */
  capture(request: CaptureRequest, signal: AbortSignal): AsyncIterable<CaptureProgress>
  /** Asks the device whether it is itself, trusted and ready; throws `DeviceError` where it is not. */
  check(signal: AbortSignal): Promise<void>
}

/** Looks for scanners and remembers them; looks again when one has failed. */
export interface FingerprintFinder {
  find(): Promise<readonly FingerprintScanner[]>
  /** Scanners that answered the last sweep and cannot be used, with the reason. */
  refused(): readonly DeviceError[]
  lookAgain(): Promise<void>
}
