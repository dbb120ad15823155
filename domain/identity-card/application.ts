import * as z from 'zod/mini'
import { PrintJudgement } from '../biometric/print-judgement.ts'
import { PopulationRecord } from '../person/population-record.ts'
import { CardStatement } from '../travel-document/source-agreement.ts'
import { BlobName } from './blob-name.ts'
import { ChipFinding } from './chip-finding.ts'
import { HolderCheck, PrintDoubt, RidgeCheck } from './print-doubt.ts'

export { BlobName } from './blob-name.ts'
export { ChipCheck, ChipFinding } from './chip-finding.ts'

/**
 * The draft of an identity-card application (hồ sơ căn cước) as it grows at the counter.
 *
 * A draft keeps what was typed, right or wrong: it is checked by `assess-application`, never by refusing to save it.
 * The form belongs to the window, the captures to the core; both are one row, so that a crash loses neither.
 */

export const ApplicationState = z.enum([
  'received',
  'awaiting-population-correction',
  'awaiting-approval',
  'returned',
  'approved',
  'acknowledged',
  'in-production',
  'returned-by-centre',
  'refused',
  'withdrawn',
])
export type ApplicationState = z.infer<typeof ApplicationState>

/** Where a value came from; shown beside every field and written into the event. */
export const FieldSource = z.enum([
  'population',
  'own-residents',
  'chip',
  'qr',
  'mrz',
  'paper',
  'typed',
  'pasted',
  'carried-over',
])
export type FieldSource = z.infer<typeof FieldSource>

/** Plain text fields of the form, in the order the clerk meets them. */
export const TextFieldName = z.enum([
  'personalNumber',
  'oldIdentityNumber',
  'fullName',
  'familyName',
  'middleName',
  'givenName',
  'otherName',
  'dateOfBirth',
  'sex',
  'ethnicity',
  'religion',
  'nationality',
  'bloodGroup',
  'maritalStatus',
  'occupation',
  'educationLevel',
  'phone',
  'fatherName',
  'fatherNumber',
  'motherName',
  'motherNumber',
  'spouseName',
  'spouseNumber',
  'householdHeadName',
  'householdHeadNumber',
  'relationToHead',
])
export type TextFieldName = z.infer<typeof TextFieldName>

export const AddressFieldName = z.enum([
  'placeOfBirth',
  'placeOfBirthRegistration',
  'placeOfOrigin',
  'permanentResidence',
  'temporaryResidence',
  'currentResidence',
])
export type AddressFieldName = z.infer<typeof AddressFieldName>

const Line = z.string().check(z.maxLength(500))
const Code = z.string().check(z.maxLength(60))

/** `text` is what stands in the field; for coded fields (sex, ethnicity, …) it is the code. */
export const TextField = z.object({ text: Line, source: FieldSource })
export type TextField = z.infer<typeof TextField>

/** An address still being filled; the codes belong to the unit table of `asOf`. */
export const AddressField = z.object({
  detail: Line,
  provinceCode: z.optional(Code),
  districtCode: z.optional(Code),
  communeCode: z.optional(Code),
  asOf: z.string().check(z.maxLength(10)),
  /** As the paper, chip or QR wrote it; never rewritten. */
  written: z.optional(Line),
  source: FieldSource,
})
export type AddressField = z.infer<typeof AddressField>

/** Distinguishing mark (đặc điểm nhận dạng): kind, distance in cm, direction, landmark. */
export const MarkDraft = z.object({ kind: Code, distanceInCm: Line, direction: Code, landmark: Code })
export type MarkDraft = z.infer<typeof MarkDraft>

/** The clerk's answer to one difference between the person's data and the population database. */
export const DifferenceChoice = z.object({
  choice: z.enum(['keep-register', 'request-correction', 'choose-unit']),
  paperId: z.optional(z.string()),
  unitCode: z.optional(Code),
})
export type DifferenceChoice = z.infer<typeof DifferenceChoice>

export const RepresentativeDraft = z.object({
  fullName: Line,
  personalNumber: Line,
  relation: Code,
  /** Whether the relation is proved by the register or by a paper of the dossier. */
  proof: z.enum(['register', 'paper', 'none']),
})
export type RepresentativeDraft = z.infer<typeof RepresentativeDraft>

export const ApplicationForm = z.object({
  channel: z.enum(['at-office', 'mobile', 'online']),
  ticket: Line,
  /** 'first-issue' | 'exchange' | 'reissue', empty until chosen. */
  kind: Code,
  /** Reason code of `application-reason.ts`, empty until chosen. */
  reason: Code,
  fields: z.partialRecord(TextFieldName, TextField),
  addresses: z.partialRecord(AddressFieldName, AddressField),
  differences: z.record(z.string(), DifferenceChoice),
  representative: z.nullable(RepresentativeDraft),
  marks: z.array(MarkDraft).check(z.maxLength(10)),
  noMarks: z.boolean(),
  irisNotTaken: z.nullable(z.object({ reason: Code, remark: Line })),
  fee: z.object({ exemption: Code, receiptNumber: Line }),
  oldCard: z.object({ surrendered: z.enum(['', 'yes', 'no', 'none']), remark: Line }),
  delivery: z.object({ mode: z.enum(['office', 'post']), address: Line }),
  /** DC02 is printed as well (2024 rules, on request). */
  requestForm: z.boolean(),
  multipleBirth: z.boolean(),
  remark: Line,
})
export type ApplicationForm = z.infer<typeof ApplicationForm>

/** The empty form a new application starts from. */
export function emptyForm(): ApplicationForm {
  return {
    channel: 'at-office',
    ticket: '',
    kind: '',
    reason: '',
    fields: {},
    addresses: {},
    differences: {},
    representative: null,
    marks: [],
    noMarks: false,
    irisNotTaken: null,
    fee: { exemption: '', receiptNumber: '' },
    oldCard: { surrendered: '', remark: '' },
    delivery: { mode: 'office', address: '' },
    requestForm: false,
    multipleBirth: false,
    remark: '',
  }
}

export const CapturedPrint = z.object({
  blob: BlobName,
  /** 0–100 as the device states it. */
  quality: z.number(),
  attempts: z.number(),
  /** Kept below the wanted quality after three tries ("Chất lượng thấp"). */
  lowQuality: z.boolean(),
  device: z.string(),
  capturedAt: z.string(),
  /** What the fingerprint engine says; absent in records made before it was asked. */
  judgement: z.optional(PrintJudgement),
  /** While it was taken, the four fingers lay on the glass as those of the other hand do. */
  otherHandSeen: z.optional(z.boolean()),
})
export type CapturedPrint = z.infer<typeof CapturedPrint>

export const PrintException = z.object({
  reason: z.string(),
  duration: z.enum(['permanent', 'temporary']),
  remark: z.optional(Line),
})
export type PrintException = z.infer<typeof PrintException>

export const PortraitCheck = z.object({ check: z.string(), passed: z.boolean(), figure: z.number(), limit: z.number() })
export type PortraitCheck = z.infer<typeof PortraitCheck>

export const CapturedPortrait = z.object({
  blob: BlobName,
  width: z.number(),
  height: z.number(),
  checks: z.array(PortraitCheck),
  override: z.nullable(z.object({ reason: Code, remark: Line })),
  capturedAt: z.string(),
})
export type CapturedPortrait = z.infer<typeof CapturedPortrait>

export const FiledPaper = z.object({
  id: z.string(),
  type: z.string(),
  blob: BlobName,
  mediaType: z.enum(['image/jpeg', 'image/png', 'application/pdf']),
  bytes: z.number(),
  addedAt: z.string(),
})
export type FiledPaper = z.infer<typeof FiledPaper>

/** What the look-up in the population database brought, and how. */
export const PopulationFinding = z.object({
  status: z.enum(['found', 'not-found', 'not-compared']),
  /** Which register answered; "own-residents" is the desk's snapshot, used while the line is out. */
  scope: z.enum(['centre', 'own-residents', 'none']),
  requestId: z.string(),
  purpose: z.string(),
  at: z.string(),
  record: z.nullable(PopulationRecord),
})
export type PopulationFinding = z.infer<typeof PopulationFinding>

/** What the core holds of an application: captures, papers, the look-up, the applicant's yes. */
export const ApplicationCaptures = z.object({
  population: z.nullable(PopulationFinding),
  prints: z.record(z.string(), CapturedPrint),
  exceptions: z.record(z.string(), PrintException),
  /** Pairs whose ridges do not fit their labels; `standingDoubts` leaves out those whose prints are gone. */
  doubts: z.optional(z.array(PrintDoubt)),
  /** Whether the ridges of these very prints were held against each other; "not-checked": the engine could not. */
  ridges: z.optional(RidgeCheck),
  /** 1:1 against an earlier application of the same person; absent where there is none to compare with. */
  holder: z.optional(HolderCheck),
  /** Hash chain of the scanner over this application's captures, upper-case hex, empty at first. */
  lastCaptureHash: z.string(),
  portrait: z.nullable(CapturedPortrait),
  papers: z.array(FiledPaper),
  /** Of the card that was put on the reader; absent where none was. */
  chip: z.optional(ChipFinding),
  /** What each part of the shown card said when it was last read, whatever stands in the form: held against each other. */
  statements: z.optional(z.array(CardStatement)),
  /** The applicant said "Đúng" to exactly this content; `digest` is void as soon as the content changes. */
  confirmation: z.nullable(z.object({ at: z.string(), digest: z.string(), by: z.enum(['applicant-window', 'paper']) })),
  printed: z.array(z.object({ form: z.string(), at: z.string(), digest: z.string() })),
})
export type ApplicationCaptures = z.infer<typeof ApplicationCaptures>

export function emptyCaptures(): ApplicationCaptures {
  return {
    population: null,
    prints: {},
    exceptions: {},
    lastCaptureHash: '',
    portrait: null,
    papers: [],
    confirmation: null,
    printed: [],
  }
}

/** The nine steps of the counter, in order. */
export const SectionName = z.enum([
  'intake',
  'comparison',
  'marks',
  'fingerprints',
  'portrait',
  'iris',
  'confirmation',
  'fee',
  'slip',
])
export type SectionName = z.infer<typeof SectionName>

/**
 * One thing the rules have to say about an application. Words for `code` and `nextStep` lie in the text resources
 * (`finding.<code>`, `next.<nextStep>`); `source` is the law as a clerk would cite it.
 */
export const Finding = z.object({
  code: z.string(),
  severity: z.enum(['refusal', 'gap', 'warning', 'note']),
  section: SectionName,
  field: z.optional(z.string()),
  source: z.string(),
  unconfirmed: z.optional(z.boolean()),
  nextStep: z.optional(z.string()),
  data: z.optional(z.record(z.string(), z.string())),
})
export type Finding = z.infer<typeof Finding>
