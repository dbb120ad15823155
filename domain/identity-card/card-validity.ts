import type { PlainDate } from '../calendar/plain-date.ts'
import { type DateOfBirth, dayOfReachingAge, reachesAgeBy } from '../person/date-of-birth.ts'
import { cardRegimeOn } from './card-regime.ts'

/** Years before an exchange age within which a new card stays valid until the age after it. */
const GRACE_YEARS = 2

export interface CardValidity {
  /** Day printed as "có giá trị đến" / "ngày hết hạn"; null is "Không thời hạn". */
  readonly expiresOn: PlainDate | null
  /** Age reached on that day. */
  readonly age: number | null
  readonly source: string
  /** The date of birth has no day: the last possible day is given, not confirmed. */
  readonly unconfirmed?: true
}

/**
 * How long a card issued on the day is valid: until the next exchange age; a card issued within the two years before
 * an age, until the age after it; after 60 without limit.
 * Luật Căn cước công dân 59/2014/QH13, Điều 21 (25, 40, 60); Luật Căn cước 26/2023/QH15, Điều 21 (14, 25, 40, 60).
 */
export function cardValidity(birth: DateOfBirth, issuedOn: PlainDate): CardValidity {
  const regime = cardRegimeOn(issuedOn)
  const source = `${regime.lawName}, Điều 21`
  const age = regime.exchangeAges.find((one) => issuedOn < dayOfReachingAge(birth, one - GRACE_YEARS).latest)
  if (age === undefined) return { expiresOn: null, age: null, source, ...uncertain(birth) }
  return { expiresOn: dayOfReachingAge(birth, age).latest, age, source, ...uncertain(birth) }
}

function uncertain(birth: DateOfBirth): { unconfirmed?: true } {
  return birth.length === 10 ? {} : { unconfirmed: true }
}

/**
 * Where a held card stands among the exchange ages.
 * - `due`: an age was reached and the card is no longer valid
 * - `outlives`: an age was reached since the issue, but the card is valid until the next one (two-year rule)
 * - `not-reached`: no age was reached since the issue
 */
export type ExchangeAgeState =
  | { readonly state: 'due'; readonly since: PlainDate }
  | { readonly state: 'outlives'; readonly age: number; readonly until: PlainDate | null }
  | { readonly state: 'not-reached'; readonly nextAge: number | null; readonly nextDay: PlainDate | null }

export interface HeldCard {
  /** `old-card` is the paper identity card of before (CMND). */
  readonly kind: 'chip-card' | 'barcode-card' | 'old-card'
  readonly issuedOn: PlainDate
  /** As printed; null is "Không thời hạn". */
  readonly expiresOn: PlainDate | null
}

/** The printed day counts: cards of the 2014 law stay valid until it (Luật Căn cước 26/2023/QH15, Điều 46). */
export function exchangeAgeState(birth: DateOfBirth, card: HeldCard, day: PlainDate): ExchangeAgeState {
  if (card.expiresOn !== null && day >= card.expiresOn) return { state: 'due', since: card.expiresOn }
  const ages = cardRegimeOn(day).exchangeAges
  const reached = ages.findLast((age) => {
    return reachesAgeBy(birth, age, day) === 'yes' && card.issuedOn < dayOfReachingAge(birth, age).latest
  })
  if (reached !== undefined) return { state: 'outlives', age: reached, until: card.expiresOn }
  const nextAge = ages.find((age) => day < dayOfReachingAge(birth, age).latest) ?? null
  return {
    state: 'not-reached',
    nextAge,
    nextDay: nextAge === null ? null : dayOfReachingAge(birth, nextAge).latest,
  }
}
