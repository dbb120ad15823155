import * as z from 'zod/mini'

/**
 * Why an application comes back to the counter: returned by the leader who should approve it (lãnh đạo trả lại) or by
 * the national centre (trung tâm trả lại: trùng vân tay, ảnh không đạt, sai dữ liệu). The list is the desk's own; the law
 * only asks that the reason be stated in writing. Words: `return.<code>` and `next.<nextStep>` in the text resources.
 */
export const ReturnReasonCode = z.enum([
  'data-wrong',
  'papers-missing',
  'papers-unreadable',
  'kind-or-reason-wrong',
  'fingerprints-poor',
  'fingerprints-duplicate',
  'fingerprints-match-in-office',
  'fingerprint-exception-unproved',
  'portrait-rejected',
  'iris-missing',
  'marks-wrong',
  'signature-missing',
  'fee-wrong',
  'representative-unproved',
  'already-in-process',
  'other',
])
export type ReturnReasonCode = z.infer<typeof ReturnReasonCode>

/** Who returns. */
export type Returner = 'leader' | 'centre'

export interface ReturnReason {
  readonly code: ReturnReasonCode
  readonly by: readonly Returner[]
  /** Step of the counter where the cure is done; the same names as the draft's sections. */
  readonly section: 'intake' | 'comparison' | 'marks' | 'fingerprints' | 'portrait' | 'iris' | 'confirmation' | 'fee'
  readonly nextStep: string
  /** A sentence of the one who returns is demanded besides the code. */
  readonly remarkRequired: boolean
}

const EITHER: readonly Returner[] = ['leader', 'centre']
const LEADER: readonly Returner[] = ['leader']
const CENTRE: readonly Returner[] = ['centre']

export const returnReasons: readonly ReturnReason[] = [
  { code: 'data-wrong', by: EITHER, section: 'comparison', nextStep: 'compare-again', remarkRequired: true },
  { code: 'papers-missing', by: LEADER, section: 'comparison', nextStep: 'add-paper', remarkRequired: true },
  { code: 'papers-unreadable', by: EITHER, section: 'comparison', nextStep: 'scan-again', remarkRequired: false },
  { code: 'kind-or-reason-wrong', by: EITHER, section: 'intake', nextStep: 'choose-reason', remarkRequired: false },
  {
    code: 'fingerprints-poor',
    by: EITHER,
    section: 'fingerprints',
    nextStep: 'capture-fingerprints-again',
    remarkRequired: false,
  },
  {
    code: 'fingerprints-duplicate',
    by: CENTRE,
    section: 'fingerprints',
    nextStep: 'await-adjudication',
    remarkRequired: false,
  },
  {
    // The leader's own finding, before anything is sent: nobody adjudicates, the counter finds out whose prints these are.
    code: 'fingerprints-match-in-office',
    by: LEADER,
    section: 'fingerprints',
    nextStep: 'compare-both-dossiers',
    remarkRequired: true,
  },
  {
    code: 'fingerprint-exception-unproved',
    by: LEADER,
    section: 'fingerprints',
    nextStep: 'state-exception',
    remarkRequired: false,
  },
  {
    code: 'portrait-rejected',
    by: EITHER,
    section: 'portrait',
    nextStep: 'take-portrait-again',
    remarkRequired: false,
  },
  { code: 'iris-missing', by: EITHER, section: 'iris', nextStep: 'capture-iris', remarkRequired: false },
  { code: 'marks-wrong', by: LEADER, section: 'marks', nextStep: 'describe-marks-again', remarkRequired: false },
  { code: 'signature-missing', by: LEADER, section: 'confirmation', nextStep: 'sign-again', remarkRequired: false },
  { code: 'fee-wrong', by: LEADER, section: 'fee', nextStep: 'correct-fee', remarkRequired: true },
  {
    code: 'representative-unproved',
    by: EITHER,
    section: 'intake',
    nextStep: 'prove-representation',
    remarkRequired: false,
  },
  {
    code: 'already-in-process',
    by: CENTRE,
    section: 'intake',
    nextStep: 'open-other-application',
    remarkRequired: true,
  },
  { code: 'other', by: EITHER, section: 'comparison', nextStep: 'read-remark', remarkRequired: true },
]

/** The list one of the two chooses from, in the order of the counter's steps. */
export function returnReasonsOf(by: Returner): readonly ReturnReason[] {
  return returnReasons.filter((reason) => reason.by.includes(by))
}

export function findReturnReason(code: string): ReturnReason | undefined {
  return returnReasons.find((reason) => reason.code === code)
}
