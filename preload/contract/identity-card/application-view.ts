import * as z from 'zod/mini'
import { FingerPosition } from '../../../domain/biometric/finger-position.ts'
import { PrintReason } from '../../../domain/biometric/print-judgement.ts'
import {
  ApplicationCaptures,
  ApplicationForm,
  ApplicationState,
  Finding,
  SectionName,
} from '../../../domain/identity-card/application.ts'
/** A card on the board: masked, short, enough to find the person at the counter. */
export const BoardCard = z.object({
  id: z.string(),
  /** Number of the dossier in this office, e.g. "000123". */
  number: z.string(),
  state: ApplicationState,
  shortName: z.string(),
  maskedNumber: z.string(),
  kind: z.string(),
  ticket: z.string(),
  channel: z.string(),
  since: z.string(),
  dueDay: z.nullable(z.string()),
  /** What it waits for: code with words in the texts (`waits.<code>`). */
  waitsFor: z.string(),
  recordedBy: z.string(),
  mine: z.boolean(),
  notCompared: z.boolean(),
  /** Approved uncompared, and found afterwards to have another dossier's prints. */
  lateMatch: z.boolean(),
})
export type BoardCard = z.infer<typeof BoardCard>

export const Board = z.object({
  /** Every state that has a column for this office, with its count even where `cards` is cut to the oldest 50. */
  columns: z.array(z.object({ state: ApplicationState, count: z.number(), cards: z.array(BoardCard) })),
  /** The office's real day; `due` and `overdue` by the legal day. */
  today: z.object({
    received: z.number(),
    approved: z.number(),
    receipted: z.number(),
    due: z.number(),
    overdue: z.number(),
  }),
  meters: z.object({
    /** đúng: findings of severity warning or refusal per 1,000 open records. */
    correct: z.number(),
    /** đủ: records with an open gap. */
    complete: z.number(),
    /** sạch: suspected duplicates open. */
    clean: z.number(),
    /** sống: seconds from approval to receipt, median of today; null before the first. */
    alive: z.nullable(z.number()),
    /** chứng minh được: log chain verified. */
    provable: z.nullable(z.boolean()),
  }),
})
export type Board = z.infer<typeof Board>

/** One line of the trail: saved → trình duyệt → duyệt → truyền → Trung tâm đã nhận. */
export const TrailEntry = z.object({
  step: z.string(),
  at: z.string(),
  by: z.nullable(z.string()),
  /** (epoch, seq) of the event in the office's log. */
  event: z.nullable(z.object({ epoch: z.number(), seq: z.number() })),
  remark: z.nullable(z.string()),
})

/** One row of the comparison with the population database. */
export const ComparisonRow = z.object({
  field: z.string(),
  outcome: z.enum(['same', 'no-difference', 'asks', 'differs', 'only-register', 'only-given']),
  given: z.string(),
  givenSource: z.string(),
  register: z.string(),
  note: z.nullable(z.string()),
  candidates: z.array(z.object({ code: z.string(), name: z.string() })),
})
export type ComparisonRow = z.infer<typeof ComparisonRow>

export const SectionView = z.object({
  section: SectionName,
  state: z.enum(['open', 'complete', 'blocked', 'not-applicable']),
  /** Short reason for 'not-applicable' or a count such as "6/10". */
  note: z.nullable(z.string()),
})

/** Everything the desk shows of one application. */
export const ApplicationView = z.object({
  id: z.string(),
  number: z.string(),
  state: ApplicationState,
  version: z.number(),
  receivedOn: z.string(),
  legalDay: z.string(),
  form: ApplicationForm,
  captures: ApplicationCaptures,
  sections: z.array(SectionView),
  findings: z.array(Finding),
  comparison: z.array(ComparisonRow),
  /** Which captures the rules of the day ask for. */
  required: z.object({
    portrait: z.enum(['required', 'not-taken', 'stored']),
    fingerprints: z.enum(['required', 'not-taken', 'stored']),
    iris: z.enum(['required', 'not-taken', 'stored']),
    source: z.string(),
  }),
  reasons: z.array(z.object({ code: z.string(), kind: z.string(), text: z.string() })),
  fee: z.object({
    amount: z.nullable(z.number()),
    source: z.string(),
    unconfirmed: z.boolean(),
    exemptions: z.array(z.string()),
  }),
  dueDay: z.nullable(z.string()),
  savedAt: z.string(),
  trail: z.array(TrailEntry),
  /** Approved uncompared, and found afterwards to have another dossier's prints: for the leader to look at. */
  lateMatch: z.boolean(),
  returned: z.nullable(
    z.object({
      by: z.enum(['supervisor', 'centre']),
      reason: z.string(),
      remark: z.string(),
      nextStep: z.string(),
      at: z.string(),
    }),
  ),
  /** The centre's receipt that covers the approval; `canonical` is its signed text, `signature` Ed25519 in base64. */
  receipt: z.nullable(
    z.object({
      epoch: z.number(),
      seq: z.number(),
      head: z.string(),
      at: z.string(),
      canonical: z.string(),
      signature: z.string(),
    }),
  ),
  recordedBy: z.object({ account: z.string(), displayName: z.string() }),
  /** What the signed-in person may do now. */
  may: z.object({
    edit: z.boolean(),
    submit: z.boolean(),
    approve: z.boolean(),
    returnIt: z.boolean(),
    withdraw: z.boolean(),
    refuse: z.boolean(),
  }),
})
export type ApplicationView = z.infer<typeof ApplicationView>

/** Notices of one capture, topic `capture`. */
export const CaptureNotice = z.object({
  applicationId: z.string(),
  jpeg: z.instanceof(Uint8Array),
  /** Fingers on the glass as the engine judged a frame a moment ago; empty before the first and where it cannot. */
  seen: z.array(z.object({ position: FingerPosition, quality: z.number(), reasons: z.array(PrintReason) })),
  /** The four fingers lie as those of the other hand do. */
  otherHand: z.boolean(),
})
export type CaptureNotice = z.infer<typeof CaptureNotice>

/** Notices of a scan of papers, topic `scan`: which page is on its way, how many are filed. */
export const ScanNotice = z.object({
  applicationId: z.string(),
  page: z.int(),
  bytes: z.int(),
  filed: z.int(),
})
export type ScanNotice = z.infer<typeof ScanNotice>
