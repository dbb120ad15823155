import { formatDay, type PlainDate } from '../calendar/plain-date.ts'
import { ageOn, type DateOfBirth, earliestBirth } from '../person/date-of-birth.ts'
import type { PopulationRecord } from '../person/population-record.ts'
import { type ApplicationKind, findReason, type ReasonCode } from './application-reason.ts'
import { capturesRequired, majorityForCard, type StoredBiometrics } from './captures-required.ts'
import { cardRegimeOn } from './card-regime.ts'
import { cardValidity, exchangeAgeState, type HeldCard } from './card-validity.ts'
import { type Representative, representativeFindings } from './representative.ts'
import type { FindingCode, FindingSeverity, NextStep, RuleFinding } from './rule-finding.ts'

export interface EligibilityQuestion {
  readonly day: PlainDate
  readonly birth: DateOfBirth | undefined
  readonly kind: ApplicationKind | undefined
  readonly reason: ReasonCode | undefined
  /** ICAO code; undefined where not stated. */
  readonly nationality: string | undefined
  readonly population: 'found' | 'not-found' | 'not-compared'
  /** As the population database has it; undefined where not found. */
  readonly status: PopulationRecord['status'] | undefined
  /** Undefined where not known (line out), null where the register knows of none. */
  readonly heldCard: HeldCard | null | undefined
  readonly representative: Representative | null
  /** Lost capacity or difficulty in cognition: somebody acts for a person of any age. */
  readonly needsRepresentative: boolean
  /** Number of another application of the same person that is not finished; undefined without one. */
  readonly otherApplication: string | undefined
  readonly stored: StoredBiometrics | undefined
}

/** Collects findings under one source. */
type Say = (
  code: FindingCode,
  severity: FindingSeverity,
  article: string,
  nextStep?: NextStep,
  data?: Readonly<Record<string, string>>,
) => void

/**
 * May this person be given a card now, of this kind, for this reason? Returns what stands against it or must be known,
 * refusals first; an empty list is a clear yes. Throws `NoRuleInForce` before 2021.
 */
export function assessEligibility(question: EligibilityQuestion): readonly RuleFinding[] {
  const regime = cardRegimeOn(question.day)
  const findings: RuleFinding[] = []
  const say: Say = (code, severity, article, nextStep, data) => {
    findings.push({
      code,
      severity,
      source: `${regime.lawName}, ${article}`,
      ...(nextStep === undefined ? {} : { nextStep }),
      ...(data === undefined ? {} : { data }),
    })
  }
  assessPerson(question, regime.minimumAge, say)
  assessKind(question, say)
  findings.push(...representativeFindings(question))
  if (regime.unconfirmed) {
    findings.push({ code: 'rules-unconfirmed', severity: 'note', source: regime.source, unconfirmed: true })
  }
  const order: readonly FindingSeverity[] = ['refusal', 'gap', 'warning', 'note']
  return findings.sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
}

/** True where nothing forbids it; gaps and warnings may still be open. */
export function mayProceed(findings: readonly RuleFinding[]): boolean {
  return findings.every((finding) => finding.severity !== 'refusal')
}

function assessPerson(question: EligibilityQuestion, minimumAge: number, say: Say): void {
  const { birth, day, status } = question
  if (birth === undefined) say('birth-missing', 'gap', 'Điều 19', 'enter-birth')
  else if (earliestBirth(birth) > day) say('birth-in-future', 'refusal', 'Điều 19', 'correct-birth')
  else assessAge(birth, day, minimumAge, say)
  if (question.nationality !== undefined && question.nationality !== 'VNM') {
    say('not-a-citizen', 'refusal', 'Điều 19', 'explain-identity-certificate', { nationality: question.nationality })
  }
  if (status === 'deceased') say('person-deceased', 'refusal', 'Điều 19', 'verify-death')
  if (status === 'cancelled') say('number-cancelled', 'refusal', 'Điều 12', 'ask-new-number')
  if (status === 'missing') say('person-missing', 'warning', 'Điều 19', 'verify-missing')
  if (question.population === 'not-found') {
    say('not-in-population-database', 'gap', 'Điều 23', 'take-resident-data-form')
  }
  if (question.population === 'not-compared') say('not-compared', 'warning', 'Điều 23', 'compare-when-line-is-up')
  if (question.otherApplication !== undefined) {
    say('already-in-process', 'refusal', 'Điều 23', 'open-other-application', {
      application: question.otherApplication,
    })
  }
}

function assessAge(birth: DateOfBirth, day: PlainDate, minimumAge: number, say: Say): void {
  const age = ageOn(birth, day)
  if (age.atMost < minimumAge) {
    say('under-minimum-age', 'refusal', 'Điều 19', 'come-back-at-age', {
      age: String(age.atMost),
      minimumAge: String(minimumAge),
    })
    return
  }
  const borders = [6, majorityForCard].filter((border) => age.years < border && border <= age.atMost)
  for (const border of borders) {
    say('age-uncertain', 'warning', 'Điều 19', 'ask-exact-birth', { age: String(border) })
  }
}

function assessKind(question: EligibilityQuestion, say: Say): void {
  const { kind, reason, heldCard, day } = question
  if (kind === undefined) {
    say('kind-missing', 'gap', 'Điều 19', 'choose-kind')
    return
  }
  if (reason === undefined)
    say('reason-missing', 'gap', kind === 'first-issue' ? 'Điều 19' : 'Điều 24', 'choose-reason')
  else if (!findReason(day, kind, reason)) {
    say(
      'reason-not-of-this-law',
      'refusal',
      kind === 'first-issue' ? 'Điều 19' : articleOfReasons(day),
      'choose-reason',
    )
  }
  const hasCard = heldCard !== undefined && heldCard !== null && heldCard.kind !== 'old-card'
  if (kind === 'first-issue') {
    if (hasCard)
      say('card-already-held', 'refusal', 'Điều 19', 'choose-exchange', { since: formatDay(heldCard.issuedOn) })
    if (reason === 'from-old-identity-card' && heldCard === null) {
      say('old-identity-card-not-known', 'warning', 'Điều 19', 'check-old-card')
    }
  }
  if (kind === 'exchange') {
    if (heldCard === null) say('no-card-to-exchange', 'refusal', articleOfReasons(day), 'choose-first-issue')
    else if (heldCard?.kind === 'old-card') {
      say('no-card-to-exchange', 'refusal', articleOfReasons(day), 'choose-first-issue')
    } else if (heldCard) assessExchange(question, heldCard, say)
  }
  if (kind === 'reissue') assessReissue(question, say)
}

function articleOfReasons(day: PlainDate): string {
  return cardRegimeOn(day).law === '2014' ? 'Điều 23' : 'Điều 24'
}

function assessExchange(question: EligibilityQuestion, card: HeldCard, say: Say): void {
  const { birth, day, reason } = question
  if (birth === undefined || earliestBirth(birth) > day) return
  const state = exchangeAgeState(birth, card, day)
  if (reason === 'age-reached') {
    if (state.state === 'not-reached') {
      if (state.nextDay === null) say('card-without-limit', 'refusal', 'Điều 21', 'choose-on-request')
      else {
        const next = { age: String(state.nextAge), day: formatDay(state.nextDay) }
        say('exchange-age-not-reached', 'refusal', 'Điều 21', 'choose-on-request', next)
      }
    }
    if (state.state === 'outlives') {
      if (state.until === null) say('card-without-limit', 'warning', 'Điều 21', 'choose-on-request')
      else say('card-valid-to-next-age', 'warning', 'Điều 21', 'choose-on-request', { until: formatDay(state.until) })
    }
  } else if (reason !== undefined && state.state === 'due') {
    say('exchange-age-reached', 'warning', 'Điều 21', 'choose-age-reached', { since: formatDay(state.since) })
  }
  const next = state.state === 'not-reached' ? state.nextAge : null
  const validity = cardValidity(birth, day)
  if (next === null || validity.age === next) return
  if (validity.expiresOn === null)
    say('new-card-without-limit', 'note', 'Điều 21', 'tell-validity', { age: String(next) })
  else {
    const data = { age: String(next), until: formatDay(validity.expiresOn) }
    say('new-card-outlives-next-age', 'note', 'Điều 21', 'tell-validity', data)
  }
}

function assessReissue(question: EligibilityQuestion, say: Say): void {
  const { birth, day, heldCard, reason, stored } = question
  const neverHeld = heldCard === null || heldCard?.kind === 'old-card'
  if (neverHeld && reason !== 'nationality-restored') {
    say('no-card-to-reissue', 'refusal', articleOfReasons(day), 'choose-first-issue')
  }
  if (birth === undefined || cardRegimeOn(day).law === '2014') return
  const needs = capturesRequired({ birth, day, kind: 'reissue', stored })
  if ([needs.portrait, needs.fingerprints].includes('required')) {
    say('stored-biometrics-missing', 'warning', 'Điều 25', 'capture-anew')
  }
}
