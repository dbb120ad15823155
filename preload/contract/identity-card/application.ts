import * as z from 'zod/mini'
import { CaptureGroup } from '../../../domain/biometric/capture-group.ts'
import { FingerPosition } from '../../../domain/biometric/finger-position.ts'
import { ApplicationForm, PortraitCheck, PrintException } from '../../../domain/identity-card/application.ts'
import { DoubtReason } from '../../../domain/identity-card/print-doubt.ts'
import { defineContract } from '../define-contract.ts'
import { DocumentScannerChoice, ScanSource } from '../device.ts'
import { ApplicationView, Board } from './application-view.ts'
import { captureFailures, scanFailures } from './device-failures.ts'
import { PrintOverride, printMatchCalls } from './print-match.ts'

export * from './application-view.ts'
export * from './print-match.ts'

const Id = z.string().check(z.maxLength(60))
const Bytes = z.instanceof(Uint8Array)
const Remark = z.string().check(z.maxLength(1000))

const viewFailures = ['no-such-application', 'version-behind', 'not-in-this-state'] as const

export const applicationContract = defineContract({
  'application.board': { request: z.strictObject({}), reply: Board, failures: [] },
  'application.create': {
    request: z.strictObject({
      ticket: z.string().check(z.maxLength(40)),
      channel: z.enum(['at-office', 'mobile', 'online']),
      requestId: Id,
    }),
    reply: ApplicationView,
    failures: ['no-procedure-here'],
  },
  'application.open': {
    request: z.strictObject({ id: Id }),
    reply: ApplicationView,
    failures: ['no-such-application'],
  },
  /** Saves the whole form; answers with the newly judged view. `baseVersion` guards against a second window. */
  'application.save-form': {
    request: z.strictObject({ id: Id, baseVersion: z.number(), form: ApplicationForm }),
    reply: ApplicationView,
    failures: viewFailures,
  },
  /** Text of a card's QR, an MRZ or a pasted block: what was understood, put into empty fields with its source. */
  'application.read-code': {
    request: z.strictObject({
      id: Id,
      text: z.string().check(z.maxLength(4000)),
      channel: z.enum(['scanned', 'typed', 'pasted']),
    }),
    reply: z.object({
      view: ApplicationView,
      kind: z.enum(['card-qr', 'mrz', 'ticket', 'legacy-text']),
      filled: z.array(z.string()),
      /** Fields where the code says something else than what stands there; nothing was overwritten. */
      conflicts: z.array(z.object({ field: z.string(), standing: z.string(), read: z.string() })),
      uncertain: z.array(z.string()),
    }),
    failures: [
      ...viewFailures,
      'not-a-code',
      'health-insurance-code',
      'fields-missing',
      'check-digit-wrong',
      'garbled-by-input-method',
      'code-too-long',
    ],
  },
  /** Puts the opened population record into the form. */
  'application.use-record': {
    request: z.strictObject({
      id: Id,
      ref: z.string().check(z.maxLength(400)),
      purpose: z.string(),
      scope: z.enum(['centre', 'own-residents']),
    }),
    reply: ApplicationView,
    failures: [...viewFailures, 'no-such-person', 'line-out', 'centre-refused', 'quota-reached'],
  },
  /** Nobody fits in the register: goes on with card or papers, marked "chưa đối chiếu". */
  'application.go-on-without-record': {
    request: z.strictObject({ id: Id, because: z.enum(['not-found', 'not-compared']) }),
    reply: ApplicationView,
    failures: viewFailures,
  },
  /** Starts a capture and answers when it is over; frames come as notices of topic `capture`. */
  'application.capture-prints': {
    request: z.strictObject({ id: Id, group: CaptureGroup, exceptions: z.array(FingerPosition) }),
    reply: z.object({
      view: ApplicationView,
      /** For each finger just taken: whether it is good enough, and whether a try is left. */
      outcome: z.array(
        z.object({ position: FingerPosition, quality: z.number(), enough: z.boolean(), triesLeft: z.number() }),
      ),
    }),
    failures: captureFailures,
  },
  'application.cancel-capture': { request: z.strictObject({ id: Id }), reply: z.object({}), failures: [] },
  'application.except-print': {
    request: z.strictObject({ id: Id, position: FingerPosition, exception: z.nullable(PrintException) }),
    reply: ApplicationView,
    failures: viewFailures,
  },
  'application.drop-print': {
    request: z.strictObject({ id: Id, position: FingerPosition }),
    reply: ApplicationView,
    failures: viewFailures,
  },
  /** Both prints of every pair in doubt are kept although their ridges do not fit their labels; "other" needs a remark. */
  'application.keep-doubted-prints': {
    request: z
      .strictObject({ id: Id, reason: DoubtReason, remark: z.string().check(z.maxLength(300)) })
      .check(z.refine(({ reason, remark }) => reason !== 'other' || remark.trim() !== '')),
    reply: ApplicationView,
    failures: [...viewFailures, 'nothing-doubted'],
  },
  /** The portrait as JPEG, cropped 3:4, with the checks the window made. */
  'application.keep-portrait': {
    request: z.strictObject({
      id: Id,
      jpeg: Bytes,
      checks: z.array(PortraitCheck).check(z.maxLength(20)),
      override: z.nullable(z.object({ reason: z.string(), remark: z.string() })),
    }),
    reply: ApplicationView,
    failures: [...viewFailures, 'not-an-image', 'image-too-small', 'image-too-large'],
  },
  'application.add-paper': {
    request: z.strictObject({ id: Id, type: z.string().check(z.maxLength(60)), content: Bytes }),
    reply: ApplicationView,
    failures: [...viewFailures, 'not-an-image', 'too-large', 'truncated', 'too-many-papers'],
  },
  /** Scans papers (giấy tờ) and files each page when it comes; answers when the glass or the feeder is done. */
  'application.scan-papers': {
    request: z.strictObject({
      id: Id,
      type: z.string().check(z.maxLength(60)),
      scanner: z.string().check(z.maxLength(300)),
      source: ScanSource,
      resolution: z.int().check(z.gte(50), z.lte(1200)),
      colour: z.enum(['colour', 'grey']),
      /** An open book: each picture becomes two pages. */
      spread: z.boolean(),
    }),
    reply: z.object({ view: ApplicationView, pages: z.int() }),
    /** `detail.pages`: how many had come and are kept. */
    failures: [...viewFailures, ...scanFailures],
  },
  /** Document scanners that answer now and what they can do, and why others do not. */
  'application.document-scanners': {
    request: z.strictObject({}),
    reply: z.object({ scanners: z.array(DocumentScannerChoice), troubles: z.array(z.object({ code: z.string() })) }),
    failures: [],
  },
  'application.cancel-scan': { request: z.strictObject({ id: Id }), reply: z.object({}), failures: [] },
  'application.remove-paper': {
    request: z.strictObject({ id: Id, paperId: Id }),
    reply: ApplicationView,
    failures: viewFailures,
  },
  /** Clear bytes of one picture or paper of this application, for the screen; audited. */
  'application.blob': {
    request: z.strictObject({ id: Id, blob: z.string() }),
    reply: z.object({ mediaType: z.string(), content: Bytes }),
    failures: ['no-such-application', 'no-such-blob', 'no-longer-here'],
  },
  /** The form of the rules in force as PDF, exactly as it will be printed. */
  'application.form-preview': {
    request: z.strictObject({
      id: Id,
      form: z.enum(['enrolment-sheet', 'appointment-slip', 'request-form', 'refusal']),
    }),
    reply: z.object({ formCode: z.string(), title: z.string(), pdf: Bytes }),
    failures: ['no-such-application', 'form-not-in-force', 'form-not-ready'],
  },
  'application.print': {
    request: z.strictObject({
      id: Id,
      form: z.enum(['enrolment-sheet', 'appointment-slip', 'request-form', 'refusal']),
      requestId: Id,
    }),
    reply: ApplicationView,
    failures: [
      'no-such-application',
      'form-not-in-force',
      'form-not-ready',
      'printer-unreachable',
      'printer-out-of-space',
      'printer-refused',
      'printer-not-supported',
      'printer-busy',
      'print-aborted',
      'print-cancelled',
      /** Paper may have come out: `detail.ticket` is settled with `printing.settle` before it is printed again. */
      'print-in-doubt',
    ],
  },
  /** Shows the recorded data on the applicant's window; answers at once. */
  'application.show-to-applicant': {
    request: z.strictObject({ id: Id }),
    reply: ApplicationView,
    failures: [...viewFailures, 'nothing-to-show'],
  },
  'application.hide-from-applicant': { request: z.strictObject({}), reply: z.object({}), failures: [] },
  /** The applicant read and signed the printed sheet (signature on paper). */
  'application.signed-on-paper': {
    request: z.strictObject({ id: Id }),
    reply: ApplicationView,
    failures: [...viewFailures, 'sheet-not-printed'],
  },
  /** Trình duyệt. The same `requestId` twice is the same act. */
  'application.submit': {
    request: z.strictObject({ id: Id, baseVersion: z.number(), requestId: Id }),
    reply: ApplicationView,
    failures: [...viewFailures, 'not-complete', 'possible-duplicate'],
  },
  'application.park': {
    request: z.strictObject({ id: Id, requestId: Id }),
    reply: ApplicationView,
    failures: [...viewFailures, 'nothing-to-correct', 'paper-missing'],
  },
  'application.resume': {
    request: z.strictObject({ id: Id, requestId: Id }),
    reply: ApplicationView,
    failures: viewFailures,
  },
  'application.refuse': {
    request: z.strictObject({ id: Id, finding: z.string(), remark: Remark, requestId: Id }),
    reply: ApplicationView,
    failures: [...viewFailures, 'no-ground'],
  },
  'application.withdraw': {
    request: z.strictObject({ id: Id, remark: Remark, requestId: Id }),
    reply: ApplicationView,
    failures: viewFailures,
  },
  /** Duyệt: never by the person who recorded it; the password again is the second factor and signs the record that was shown. */
  'application.approve': {
    request: z.strictObject({
      id: Id,
      baseVersion: z.number(),
      password: z.string().check(z.maxLength(200)),
      /** Asked for where another dossier has the same prints: the leader saw both and goes on. */
      prints: z.optional(PrintOverride),
      requestId: Id,
    }),
    reply: ApplicationView,
    failures: [...viewFailures, 'own-application', 'wrong-password', 'account-locked', 'prints-match-another'],
  },
  ...printMatchCalls,
  'application.return': {
    request: z.strictObject({
      id: Id,
      reason: z.string(),
      remark: z.string().check(z.minLength(3), z.maxLength(1000)),
      requestId: Id,
    }),
    reply: ApplicationView,
    failures: [...viewFailures, 'own-application', 'unknown-reason'],
  },
  /** Training: cards of synthetic people that a scanner could read here. */
  'application.training-cards': {
    request: z.strictObject({}),
    reply: z.object({
      cards: z.array(z.object({ label: z.string(), story: z.string(), qr: z.string(), mrz: z.string() })),
      /** Their chips can be laid on a reader, too. */
      chips: z.boolean(),
    }),
    failures: ['only-in-training'],
  },
})
