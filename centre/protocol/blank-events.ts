import * as z from 'zod/mini'
import { BlankKind, SpoilReason } from '../../domain/blank/blank-state.ts'

/** Bodies of the events of numbered blanks, all version 1; subject = `<kind>:<serial>`, of a delivery its first serial. */
export const blankEventKinds = [
  'blank.received',
  'blank.used',
  'blank.spoil-reported',
  'blank.spoiled',
  'blank.spoil-refused',
] as const

export const BlanksReceived = z.object({
  kind: BlankKind,
  first: z.string(),
  last: z.string(),
  count: z.int(),
  /** Number of the delivery paper (phiếu giao nhận). */
  paper: z.string(),
})
/** `usedFor`: the dossier or entry the blank was printed for. */
export const BlankUsed = z.object({ kind: BlankKind, serial: z.string(), usedFor: z.string() })
export const BlankSpoilReported = z.object({
  kind: BlankKind,
  serial: z.string(),
  reason: SpoilReason,
  remark: z.string(),
})
/** The second person's signature over the hash of the report (`signApproval`). */
export const BlankSpoiled = z.object({
  kind: BlankKind,
  serial: z.string(),
  reportedHash: z.string(),
  witness: z.string(),
  witnessTitle: z.string(),
  approvalSignature: z.string(),
})
export const BlankSpoilRefused = z.object({
  kind: BlankKind,
  serial: z.string(),
  reportedHash: z.string(),
  remark: z.string(),
})
