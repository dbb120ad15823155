import type { FingerPosition } from '../../../domain/biometric/finger-position.ts'
import type { PrintException } from '../../../domain/identity-card/application.ts'
import { type DoubtReason, openDoubts, standingDoubts } from '../../../domain/identity-card/print-doubt.ts'
import { fail } from '../../bridge/index.ts'
import { dropTemplates, keepTemplate } from '../../fingerprint/index.ts'
import { audit } from '../../log/index.ts'
import { dropUnreferencedBlob, keepBlob } from '../../replication/index.ts'
import type { ApplicationDesk } from './application-desk.ts'
import type { Application } from './application-store.ts'
import type { ExaminedPrint } from './examine-prints.ts'

/** Wanted quality on the device's scale of 0–100; below it a finger is tried again, three times in all, the best kept. */
export const WANTED_QUALITY = 45

export interface KeepingParts {
  readonly desk: ApplicationDesk
  /** X25519 key of the centre: captures are encrypted before they touch the disk. */
  readonly blobKey: Parameters<typeof keepBlob>[1]
}

function letGo({ store }: ApplicationDesk, blob: string): void {
  dropUnreferencedBlob(store, blob)
  dropTemplates(store, [blob])
}

/** Puts the prints of one capture into the record. */
export function keepPrints(
  parts: KeepingParts,
  application: Application,
  prints: readonly ExaminedPrint[],
  device: string,
  otherHandSeen = false,
): Application {
  // Asked once, before the first is replaced: a doubt is about two prints, and both may be taken again by one capture.
  const doubted = new Set(openDoubts(application.captures).flatMap(({ blob, otherBlob }) => [blob, otherBlob]))
  return prints.reduce((after, print) => keepPrint(parts, after, print, device, doubted, otherHandSeen), application)
}

/** A print is kept when it is better than the one held, or that one is in doubt; the try counts either way. */
function keepPrint(
  { desk, blobKey }: KeepingParts,
  application: Application,
  { image, judgement, template }: ExaminedPrint,
  device: string,
  doubted: ReadonlySet<string>,
  otherHandSeen: boolean,
): Application {
  const held = application.captures.prints[image.position]
  const attempts = (held?.attempts ?? 0) + 1
  const prints = { ...application.captures.prints }
  // A print of what looked like the other hand is no better one, and gives way to one of the right hand.
  const handsDiffer = held !== undefined && (held.otherHandSeen === true) !== otherHandSeen
  const heldIsBetter = handsDiffer ? otherHandSeen : held !== undefined && held.quality >= image.quality
  if (held && !doubted.has(held.blob) && heldIsBetter) {
    prints[image.position] = { ...held, attempts, lowQuality: held.quality < WANTED_QUALITY }
  } else {
    const blob = keepBlob(desk.store, blobKey, {
      kind: 'fingerprint',
      mediaType: 'application/vnd.iso.19794-4',
      subject: application.id,
      clear: image.record,
      at: desk.at(),
    })
    if (held) letGo(desk, held.blob)
    if (template) keepTemplate(desk.store, blob.name, template, desk.at())
    prints[image.position] = {
      blob: blob.name,
      quality: image.quality,
      attempts,
      lowQuality: image.quality < WANTED_QUALITY,
      device,
      capturedAt: desk.at(),
      judgement,
      ...(otherHandSeen ? { otherHandSeen } : {}),
    }
  }
  return { ...application, captures: { ...application.captures, prints } }
}

/** A finger that gives no print, with its reason; null takes the exception back. */
export function exceptPrint(
  desk: ApplicationDesk,
  request: { id: string; position: FingerPosition; exception: PrintException | null },
) {
  return desk.change(request.id, {}, (application) => {
    const { [request.position]: _old, ...exceptions } = application.captures.exceptions
    const { [request.position]: held, ...prints } = application.captures.prints
    if (request.exception && held) letGo(desk, held.blob)
    return {
      ...application,
      captures: {
        ...application.captures,
        exceptions: request.exception ? { ...exceptions, [request.position]: request.exception } : exceptions,
        prints: request.exception ? prints : application.captures.prints,
      },
    }
  })
}

/** Takes a print out again, so that the finger can be tried anew. */
export function dropPrint(desk: ApplicationDesk, request: { id: string; position: FingerPosition }) {
  return desk.change(request.id, {}, (application) => {
    const { [request.position]: held, ...prints } = application.captures.prints
    if (held) letGo(desk, held.blob)
    return { ...application, captures: { ...application.captures, prints } }
  })
}

/** The clerk has looked at both prints and keeps every pair that is in doubt; the leader sees the reason. */
export function keepDoubtedPrints(desk: ApplicationDesk, request: { id: string; reason: DoubtReason; remark: string }) {
  return desk.change(request.id, {}, (application) => {
    if (openDoubts(application.captures).length === 0) return fail('nothing-doubted')
    const kept = { reason: request.reason, remark: request.remark }
    const doubts = standingDoubts(application.captures).map((doubt) => ({ ...doubt, kept: doubt.kept ?? kept }))
    audit(desk.store, {
      account: desk.account(),
      action: 'application.prints-kept-in-doubt',
      subject: application.id,
      detail: { reason: request.reason, pairs: doubts.map(({ finger, other }) => [finger, other]) },
    })
    return { ...application, captures: { ...application.captures, doubts } }
  })
}
