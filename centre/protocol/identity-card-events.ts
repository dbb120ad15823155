import * as z from 'zod/mini'
import {
  ApplicationForm,
  BlobName,
  CapturedPrint,
  ChipFinding,
  FiledPaper,
  Finding,
  PopulationFinding,
  PortraitCheck,
  PrintException,
} from '../../domain/identity-card/application.ts'

/**
 * Bodies of the events of an identity-card application, all version 1, subject = the application's id.
 *
 * received → (parked ⇄ resumed) → submitted → approved | returned → … ; refused and withdrawn end it.
 * Drafts are no events: nothing binds anybody before `received`, and between `received` and `submitted` only the row changes.
 */
export const identityCardEventKinds = [
  'identity-card.application-received',
  'identity-card.application-parked',
  'identity-card.application-resumed',
  'identity-card.application-submitted',
  'identity-card.application-returned',
  'identity-card.application-approved',
  'identity-card.application-refused',
  'identity-card.application-withdrawn',
] as const
export type IdentityCardEventKind = (typeof identityCardEventKinds)[number]

export const ApplicationReceived = z.object({
  number: z.string(),
  receivedOn: z.string(),
  channel: z.string(),
  ticket: z.string(),
})
export const ApplicationParked = z.object({
  corrections: z.array(
    z.object({ field: z.string(), given: z.string(), register: z.string(), paperId: z.optional(z.string()) }),
  ),
})
export const ApplicationResumed = z.object({})

/** Everything that was recorded, as it stood when it was submitted (trình duyệt). */
export const ApplicationSubmitted = z.object({
  number: z.string(),
  /** Legal day the rules were asked for. */
  legalDay: z.string(),
  /** Law of the regime: '2014' | '2023'. */
  law: z.string(),
  form: ApplicationForm,
  population: z.nullable(PopulationFinding),
  /** True where nobody could be compared with the register: the centre does it on arrival ("chưa đối chiếu"). */
  notCompared: z.boolean(),
  prints: z.record(z.string(), CapturedPrint),
  exceptions: z.record(z.string(), PrintException),
  portrait: z.nullable(
    z.object({
      blob: BlobName,
      width: z.number(),
      height: z.number(),
      checks: z.array(PortraitCheck),
      override: z.nullable(z.object({ reason: z.string(), remark: z.string() })),
    }),
  ),
  papers: z.array(FiledPaper),
  /** Of the chip that was read at the counter; absent where none was. */
  chip: z.optional(ChipFinding),
  /** Gaps that were open and allowed to be (e.g. iris without a device), warnings and notes. */
  findings: z.array(Finding),
  confirmation: z.object({ at: z.string(), digest: z.string(), by: z.enum(['applicant-window', 'paper']) }),
  dueDay: z.nullable(z.string()),
  feeAmount: z.nullable(z.number()),
})
export type ApplicationSubmitted = z.infer<typeof ApplicationSubmitted>

export const ApplicationReturned = z.object({ reason: z.string(), remark: z.string(), submittedHash: z.string() })
export const ApplicationApproved = z.object({
  /** Hash of the `submitted` event that was displayed and is approved by this. */
  submittedHash: z.string(),
  approver: z.string(),
  approverTitle: z.string(),
  /** `signApproval` by the approver's own key, base64. */
  approvalSignature: z.string(),
  /** What the office's own comparison of prints said, and why the leader went on; absent where the station did not ask. */
  prints: z.optional(
    z.object({
      compared: z.boolean(),
      others: z.int(),
      matches: z.array(z.object({ application: z.string(), score: z.string() })),
      reason: z.optional(z.string()),
      remark: z.optional(z.string()),
    }),
  ),
})
export type ApplicationApproved = z.infer<typeof ApplicationApproved>
export const ApplicationRefused = z.object({ finding: z.string(), source: z.string(), remark: z.string() })
export const ApplicationWithdrawn = z.object({ remark: z.string() })
