import * as z from 'zod/mini'

/** What the rules can say about an application. Words: `finding.<code>` in `resources/text/identity-card.{vi,en}.json`. */
export const FindingCode = z.enum([
  'birth-missing',
  'birth-in-future',
  'under-minimum-age',
  'age-uncertain',
  'not-a-citizen',
  'person-deceased',
  'person-missing',
  'number-cancelled',
  'not-in-population-database',
  'not-compared',
  'already-in-process',
  'kind-missing',
  'reason-missing',
  'reason-not-of-this-law',
  'card-already-held',
  'no-card-to-exchange',
  'no-card-to-reissue',
  'old-identity-card-not-known',
  'exchange-age-not-reached',
  'card-valid-to-next-age',
  'card-without-limit',
  'exchange-age-reached',
  'new-card-outlives-next-age',
  'new-card-without-limit',
  'representative-missing',
  'representative-relation-not-allowed',
  'representation-unproved',
  'representative-not-needed',
  'stored-biometrics-missing',
  'rules-unconfirmed',
])
export type FindingCode = z.infer<typeof FindingCode>

/** What the clerk does about it. Words: `next.<nextStep>`. */
export const NextStep = z.enum([
  'enter-birth',
  'correct-birth',
  'come-back-at-age',
  'ask-exact-birth',
  'explain-identity-certificate',
  'verify-death',
  'verify-missing',
  'ask-new-number',
  'take-resident-data-form',
  'compare-when-line-is-up',
  'open-other-application',
  'choose-kind',
  'choose-reason',
  'choose-exchange',
  'choose-first-issue',
  'choose-age-reached',
  'choose-on-request',
  'check-old-card',
  'tell-validity',
  'add-representative',
  'change-representative',
  'prove-representation',
  'capture-anew',
  'look-up-again',
  'compare-again',
  'add-paper',
  'scan-again',
  'capture-fingerprints-again',
  'await-adjudication',
  'state-exception',
  'take-portrait-again',
  'capture-iris',
  'describe-marks-again',
  'sign-again',
  'correct-fee',
  'read-remark',
])
export type NextStep = z.infer<typeof NextStep>

/**
 * `refusal`: the application cannot be taken, said in writing. `gap`: something is still open. `warning`: the clerk
 * decides. `note`: to be known.
 */
export type FindingSeverity = 'refusal' | 'gap' | 'warning' | 'note'

export interface RuleFinding {
  readonly code: FindingCode
  readonly severity: FindingSeverity
  /** Law and article as a clerk would cite it. */
  readonly source: string
  readonly unconfirmed?: true
  readonly nextStep?: NextStep
  /** Values for the words: days as `DD/MM/YYYY`, ages as numbers. */
  readonly data?: Readonly<Record<string, string>>
}
