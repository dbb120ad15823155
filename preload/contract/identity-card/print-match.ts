import * as z from 'zod/mini'
import { FingerPosition } from '../../../domain/biometric/finger-position.ts'
import { ApplicationState } from '../../../domain/identity-card/application.ts'
import { defineContract } from '../define-contract.ts'

/** Why a leader goes on although another dossier has the same prints. */
export const PrintMatchReason = z.enum(['not-the-same-fingers', 'same-person-other-withdrawn', 'known-mistake'])
export type PrintMatchReason = z.infer<typeof PrintMatchReason>

/** Another dossier of this office whose prints are taken for the same person's. */
export const PrintMatch = z.object({
  id: z.string(),
  number: z.string(),
  state: ApplicationState,
  fullName: z.string(),
  personalNumber: z.string(),
  dateOfBirth: z.string(),
  /** Stated false match rate: two strangers come so near in one comparison of … ; finer is not said, the engine's scale ends there. */
  falseMatch: z.enum(['one-in-10-thousand', 'one-in-100-thousand', 'one-in-a-million']),
  /** Fingers both have, most alike first; the names of their blobs in either dossier. */
  fingers: z.array(z.object({ position: FingerPosition, blob: z.string(), otherBlob: z.string() })),
})
export type PrintMatch = z.infer<typeof PrintMatch>

/** `compared` false: the engine is missing, failed or was too slow, or the prints are not readable; nothing is said of matches. */
export const PrintMatches = z.object({
  compared: z.boolean(),
  /** Dossiers whose prints were looked at. */
  others: z.int(),
  matches: z.array(PrintMatch),
})
export type PrintMatches = z.infer<typeof PrintMatches>

export const PrintOverride = z.object({
  reason: PrintMatchReason,
  remark: z.string().check(z.minLength(3), z.maxLength(1000)),
})

const OneApplication = z.strictObject({ id: z.string().check(z.maxLength(60)) })

/** 1:N among the office's own dossiers that are not decided yet. */
export const printMatchCalls = defineContract({
  /** For the one who decides. Names shown are in the audit. */
  'application.compare-prints': { request: OneApplication, reply: PrintMatches, failures: ['no-such-application'] },
  /** For the clerk: how many, and nobody's name. */
  'application.count-print-matches': {
    request: OneApplication,
    reply: z.object({ compared: z.boolean(), others: z.int(), count: z.int() }),
    failures: ['no-such-application'],
  },
})
