import { type CaptureGroup, fingersOf } from '../../../domain/biometric/capture-group.ts'
import { FingerPosition } from '../../../domain/biometric/finger-position.ts'
import type { Failure, Success } from '../../../preload/contract/define-contract.ts'
import type { PrintScannerFailure } from '../../../preload/contract/print-scanner-failures.ts'
import { done, fail } from '../../bridge/index.ts'
import type { FrameWatch, PrintJudge } from '../../fingerprint/index.ts'
import {
  type CapturedImage,
  DeviceError,
  type FingerprintFinder,
  type FingerprintScanner,
  FRAME_EVERY_MS,
  printScannerFailureOf,
} from '../../hardware/index.ts'
import { audit } from '../../log/index.ts'
import type { ApplicationView, ViewFailure } from './application-desk.ts'
import type { Application } from './application-store.ts'
import { checkRidges, examinePrints, withVerdict } from './examine-prints.ts'
import { type KeepingParts, keepPrints, WANTED_QUALITY } from './keep-prints.ts'
import { type GlassWatch, watchGlass } from './watch-glass.ts'

export const MOST_TRIES = 3

export interface CaptureParts extends KeepingParts {
  readonly scanners: FingerprintFinder
  readonly judge: PrintJudge
  readonly frames: FrameWatch
  /** Training: lays the right person's fingers on the simulated glass. */
  readonly beforeCapture?: (seed: string, absent: readonly FingerPosition[]) => Promise<void>
  /** The scanner was used, or failed: the device page shows it. */
  readonly onDevice: (event: { readonly used: true } | { readonly fault: DeviceError }, device?: string) => void
}

/** A scanner for slaps takes everything; one for single fingers takes single fingers. */
function findFitting(scanners: readonly FingerprintScanner[], group: CaptureGroup): FingerprintScanner | undefined {
  const single = FingerPosition.safeParse(group).success
  return scanners.find((one) => one.takes === 'slaps-and-fingers') ?? (single ? scanners[0] : undefined)
}

/** Whose fingers these are, for a simulator: the same person has the same prints at every visit. */
function seedOf({ form }: Application): string {
  const { personalNumber, fullName, dateOfBirth } = form.fields
  return personalNumber?.text || `${fullName?.text ?? ''} ${dateOfBirth?.text ?? ''}`
}

export interface PrintCapture {
  run(request: { id: string; group: CaptureGroup; exceptions: readonly FingerPosition[] }): Promise<CaptureOutcome>
  cancel(): void
}
type CaptureOutcome =
  | Success<{
      readonly view: ApplicationView
      readonly outcome: { position: FingerPosition; quality: number; enough: boolean; triesLeft: number }[]
    }>
  | Failure<ViewFailure | PrintScannerFailure>

/** One capture at a time. Each is written when it arrives: a crash in the middle costs the fingers on the glass, no more. */
export function printCapture(parts: CaptureParts): PrintCapture {
  const { desk } = parts
  let running: AbortController | undefined

  /** Kept first, then held against the others: a crash between the two leaves prints that are "not checked", never lost ones. */
  async function takeIn(
    id: string,
    images: readonly CapturedImage[],
    lastHash: string,
    device: string,
    glass: GlassWatch,
  ) {
    const [examined, otherHand] = await Promise.all([examinePrints(parts.judge, images), glass.otherHand()])
    const fingers = images.map((image) => image.position)
    const kept = desk.change(id, {}, (application) => {
      const after = keepPrints(parts, application, examined, device, otherHand)
      audit(desk.store, {
        account: desk.account(),
        action: 'application.prints-captured',
        subject: id,
        detail: { fingers, device },
      })
      return { ...after, captures: { ...withVerdict(after.captures, undefined, desk.at()), lastCaptureHash: lastHash } }
    })
    const now = kept.ok ? desk.find(id) : undefined
    if (!now) return kept
    const verdict = await checkRidges(desk, parts.judge, now, fingers)
    return verdict
      ? desk.change(id, {}, (application) => ({
          ...application,
          captures: withVerdict(application.captures, verdict, desk.at()),
        }))
      : kept
  }

  async function run({ id, group, exceptions }: Parameters<PrintCapture['run']>[0]): Promise<CaptureOutcome> {
    if (running) return fail('capture-running')
    const before = desk.find(id)
    if (!before) return fail('no-such-application')
    const abort = new AbortController()
    running = abort
    let device: string | undefined
    try {
      const scanner = findFitting(await parts.scanners.find(), group)
      if (!scanner) throw parts.scanners.refused()[0] ?? new DeviceError('unreachable', 'discovery', 'fingerprint')
      device = scanner.serialNumber
      const absent = fingersOf(group).filter(
        (finger) => exceptions.includes(finger) || before.captures.exceptions[finger] !== undefined,
      )
      await parts.beforeCapture?.(seedOf(before), absent)
      let shownAt = 0
      // Fingers that are left out are not told apart in a slap: no coaching then.
      const glass = watchGlass(parts.frames, absent.length > 0 && fingersOf(group).length > 1 ? undefined : group)
      for await (const progress of scanner.capture(
        {
          ...{ group, exceptions: absent, requestedScore: WANTED_QUALITY, lying: glass.lying },
          previousHash: before.captures.lastCaptureHash,
        },
        abort.signal,
      )) {
        if (progress.kind === 'frame') {
          // The window needs no more frames than the eye; the newest counts.
          if (Date.now() - shownAt < FRAME_EVERY_MS) continue
          shownAt = Date.now()
          desk.notify('capture', { applicationId: id, jpeg: progress.jpeg, ...glass.look(progress.jpeg) })
          continue
        }
        const changed = await takeIn(id, progress.images, progress.lastHash, scanner.serialNumber, glass)
        if (!changed.ok) return changed
        parts.onDevice({ used: true }, device)
        const { prints } = changed.value.captures
        return done({
          view: changed.value,
          outcome: progress.images.map(({ position }) => {
            const print = prints[position]
            return {
              position,
              quality: print?.quality ?? 0,
              enough: (print?.quality ?? 0) >= WANTED_QUALITY,
              triesLeft: Math.max(0, MOST_TRIES - (print?.attempts ?? 0)),
            }
          }),
        })
      }
      throw new DeviceError('interrupted', 'capture', 'fingerprint')
    } catch (fault) {
      if (!(fault instanceof DeviceError)) throw fault
      if (fault.failure !== 'cancelled') parts.onDevice({ fault }, device)
      return fail(printScannerFailureOf(fault), { step: fault.step })
    } finally {
      running = undefined
    }
  }

  return { run, cancel: () => running?.abort() }
}
