import * as z from 'zod/mini'
import { FingerPosition, handOf, isoFingerCode } from '../biometric/finger-position.ts'
import { BlobName } from './blob-name.ts'

/**
 * Two prints whose ridges do not fit their labels. The pair is shown side by side; it blocks the submission until a finger is taken again
 * or the clerk keeps both with a reason, which the leader sees.
 */
export const PrintTrouble = z.enum(['same-finger-twice', 'same-hand-twice', 'swapped-hands', 'wrong-finger'])
export type PrintTrouble = z.infer<typeof PrintTrouble>

export const doubtReasons = ['scarred', 'device-limits', 'checked-by-eye', 'other'] as const
export const DoubtReason = z.enum(doubtReasons)
export type DoubtReason = z.infer<typeof DoubtReason>

export const PrintDoubt = z.object({
  trouble: PrintTrouble,
  /** The finger that was taken last: the first to take again. */
  finger: FingerPosition,
  blob: BlobName,
  other: FingerPosition,
  otherBlob: BlobName,
  /** The earlier application the other print belongs to; null: this one. */
  otherApplication: z.nullable(z.string()),
  /** −log10 of the false match rate at which the two are just taken for one finger. */
  score: z.number(),
  kept: z.nullable(z.object({ reason: DoubtReason, remark: z.string().check(z.maxLength(500)) })),
})
export type PrintDoubt = z.infer<typeof PrintDoubt>

/** The ten prints against those of an earlier application with the same personal number. */
export const HolderCheck = z.object({
  outcome: z.enum(['same', 'not-the-same', 'no-say']),
  /** Fingers that could be compared. */
  fingers: z.number(),
  /** The middle one of their scores, as −log10 of a false match rate. */
  score: z.number(),
  /** One compared pair, for the eye. */
  pair: z.nullable(z.object({ finger: FingerPosition, blob: BlobName, earlierBlob: BlobName })),
  earlierApplication: z.string(),
  earlierNumber: z.string(),
  /** For whom it was asked: another number in the form voids the answer. */
  personalNumber: z.string(),
  at: z.string(),
})
export type HolderCheck = z.infer<typeof HolderCheck>

/** What was made of the ridges of an application's prints as they stand. */
export const RidgeCheck = z.object({
  /** "not-checked": the engine could not; it is done later by itself. */
  state: z.enum(['checked', 'not-checked']),
  at: z.string(),
  /** Number of an accepted application of the same person: its prints left this office, the centre compares them. */
  atCentre: z.optional(z.string()),
})

interface Held {
  readonly prints: Readonly<Record<string, { readonly blob: string }>>
  readonly doubts?: readonly PrintDoubt[] | undefined
}

/** Doubts about prints that are still held; what was taken again or dropped takes its doubt with it. */
export function standingDoubts({ prints, doubts = [] }: Held): PrintDoubt[] {
  return doubts.filter(
    (doubt) =>
      prints[doubt.finger]?.blob === doubt.blob &&
      (doubt.otherApplication !== null || prints[doubt.other]?.blob === doubt.otherBlob),
  )
}

export function openDoubts(held: Held): PrintDoubt[] {
  return standingDoubts(held).filter((doubt) => doubt.kept === null)
}

/** Right index and left index: what two laid hands would be mistaken for. */
export function areMirrored(a: FingerPosition, b: FingerPosition): boolean {
  return handOf(a) !== handOf(b) && isoFingerCode(a) % 5 === isoFingerCode(b) % 5
}
