import type { PlainDate } from '../calendar/plain-date.ts'
import { ageOn, type DateOfBirth } from '../person/date-of-birth.ts'
import type { ApplicationKind } from './application-reason.ts'
import { cardRegimeOn } from './card-regime.ts'

/** `required`: taken now. `stored`: the centre's latest is used. `not-taken`: the law does not take it. */
export type CaptureNeed = 'required' | 'not-taken' | 'stored'

export interface CapturesRequired {
  readonly portrait: CaptureNeed
  readonly fingerprints: CaptureNeed
  readonly iris: CaptureNeed
  readonly marks: CaptureNeed
  /** Who signs the enrolment sheet. */
  readonly signedBy: 'applicant' | 'representative'
  readonly source: string
  readonly unconfirmed?: true
}

export interface StoredBiometrics {
  readonly takenOn: string
  readonly face: boolean
  readonly fingerprints: boolean
  readonly iris: boolean
}

/** Full years from which face, fingerprints and iris are taken: Luật Căn cước 26/2023/QH15, Điều 23. */
export const captureAge = 6
/** Full years from which a person applies without a representative. */
export const majorityForCard = 14

/**
 * What is captured. 2014 law: portrait and fingerprints, no iris. 2023 law: nothing under 6; from 6 on portrait,
 * fingerprints and iris; a re-issue uses what the centre holds, and captures what it does not hold.
 * A partial date of birth that leaves the age open is taken as the higher age.
 */
export function capturesRequired(question: {
  readonly birth: DateOfBirth
  readonly day: PlainDate
  readonly kind: ApplicationKind
  readonly stored?: StoredBiometrics | undefined
}): CapturesRequired {
  const { birth, day, kind, stored } = question
  const regime = cardRegimeOn(day)
  const age = ageOn(birth, day)
  const signedBy = age.atMost < majorityForCard ? 'representative' : 'applicant'
  const span = regime.unconfirmed ? { unconfirmed: true as const } : {}
  if (regime.law === '2014') {
    const source = `${regime.lawName}, Điều 18, Điều 22`
    return { portrait: 'required', fingerprints: 'required', iris: 'not-taken', marks: 'required', signedBy, source }
  }
  const source = `${regime.lawName}, Điều 16, Điều 23`
  if (age.atMost < captureAge) {
    const none = 'not-taken'
    return { portrait: none, fingerprints: none, iris: none, marks: none, signedBy, source, ...span }
  }
  const need = (held: boolean | undefined): CaptureNeed => (kind === 'reissue' && held === true ? 'stored' : 'required')
  return {
    portrait: need(stored?.face),
    fingerprints: need(stored?.fingerprints),
    iris: need(stored?.iris),
    marks: kind === 'reissue' && stored !== undefined ? 'stored' : 'required',
    signedBy,
    source: kind === 'reissue' ? `${regime.lawName}, Điều 24, Điều 25` : source,
    ...span,
  }
}
