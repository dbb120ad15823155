import type { FingerPosition } from '../../domain/biometric/finger-position.ts'
import type { fingerScanFailures } from '../../preload/contract/clerk-finger.ts'
import type { Failure } from '../../preload/contract/define-contract.ts'
import { fail } from '../bridge/index.ts'
import type { PrintJudge } from '../fingerprint/index.ts'
import { DeviceError, type FingerprintFinder, FRAME_EVERY_MS, printScannerFailureOf } from '../hardware/index.ts'

const WANTED_SCORE = 45
/** The engine's own measure; below it the expected score against a good print of the same finger says too little. */
const LEAST_QUALITY = 20

export type ScanFailure = Failure<(typeof fingerScanFailures)[number]>

export interface FingerScanParts {
  readonly scanners: FingerprintFinder
  readonly judge: PrintJudge
  readonly onFrame: (jpeg: Uint8Array) => void
  readonly onDevice: (event: { readonly used: true } | { readonly fault: DeviceError }, device?: string) => void
  /** Training: lays the right person's finger on the simulated glass. */
  readonly beforeScan?: (account: string) => Promise<void>
}

/**
 * One finger on the scanner, as a template; the picture is let go at once. The port checks that the device signed this answer to this
 * question (its transaction, its time, its certificate), so that an earlier capture cannot be played again. Whether the finger is alive is
 * what the scanner makes sure of: nothing is claimed here.
 */
export interface FingerScan {
  take(account: string, finger: FingerPosition): Promise<{ ok: true; template: Uint8Array } | ScanFailure>
  cancel(): void
}

export function fingerScan(parts: FingerScanParts): FingerScan {
  let running: AbortController | undefined

  async function record(account: string, finger: FingerPosition, signal: AbortSignal): Promise<Uint8Array> {
    const [scanner] = await parts.scanners.find()
    if (!scanner) throw parts.scanners.refused()[0] ?? new DeviceError('unreachable', 'discovery', 'fingerprint')
    try {
      await parts.beforeScan?.(account)
      let shownAt = 0
      const request = { group: finger, exceptions: [], requestedScore: WANTED_SCORE, previousHash: '' }
      for await (const progress of scanner.capture(request, signal)) {
        if (progress.kind === 'frame') {
          if (Date.now() - shownAt < FRAME_EVERY_MS) continue
          shownAt = Date.now()
          parts.onFrame(progress.jpeg)
          continue
        }
        const [image] = progress.images
        if (!image) break
        parts.onDevice({ used: true }, scanner.serialNumber)
        return image.record
      }
      throw new DeviceError('interrupted', 'capture', 'fingerprint')
    } catch (fault) {
      if (fault instanceof DeviceError && fault.failure !== 'cancelled') parts.onDevice({ fault }, scanner.serialNumber)
      throw fault
    }
  }

  async function judged(bytes: Uint8Array, finger: FingerPosition) {
    const { judgement, template } = await parts.judge.judge(bytes, finger)
    if (judgement.state === 'not-checked') return fail('finger-not-comparable')
    if (judgement.state === 'no-finger' || !template || judgement.quality < LEAST_QUALITY)
      return fail('finger-not-clear', { reason: judgement.state === 'judged' ? (judgement.reasons[0] ?? '') : '' })
    return { ok: true as const, template }
  }

  return {
    async take(account, finger) {
      if (running) return fail('capture-running')
      running = new AbortController()
      try {
        return await judged(await record(account, finger, running.signal), finger)
      } catch (fault) {
        if (fault instanceof DeviceError) return fail(printScannerFailureOf(fault), { step: fault.step })
        throw fault
      } finally {
        running = undefined
      }
    },
    cancel: () => running?.abort(),
  }
}
