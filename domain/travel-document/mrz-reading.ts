import type { PlainDate } from '../calendar/plain-date.ts'
import type { DateOfBirth } from '../person/date-of-birth.ts'
import type { PersonalNumber } from '../person/personal-number.ts'
import type { Sex } from '../person/sex.ts'
import type { MrzName } from './mrz-name.ts'

/** Line 1–3 and position 1–30, as ICAO 9303-5 counts them. */
export interface MrzPlace {
  readonly line: number
  readonly position: number
}

export type MrzFailure =
  | 'empty'
  | 'too-long'
  | 'wrong-line-count'
  | 'wrong-line-length'
  | 'character-not-allowed'
  | 'not-an-identity-card'
  | 'wrong-check-digit'
  | 'not-a-number'
  | 'not-a-date'
  | 'not-a-sex'
  | 'numbers-disagree'

export type MrzField =
  | 'document-number'
  | 'personal-number'
  | 'date-of-birth'
  | 'expiry'
  | 'composite'
  | 'sex'
  | 'line'
  | 'kind'

export interface MrzRefusal extends MrzPlace {
  readonly ok: false
  readonly failure: MrzFailure
  readonly field: MrzField
  readonly found?: string
  readonly expected?: string
}

/** A character read wrongly and put right, because a check digit proves the other reading and no other. */
export interface MrzRepair extends MrzPlace {
  readonly read: string
  readonly used: string
}

export interface Mrz {
  readonly ok: true
  /** `I`, `ID`, `A`, `C` …: document code, ICAO 9303-5. */
  readonly documentCode: string
  readonly issuer: string
  /** As the card writes it; of the Vietnamese card the last nine digits of the personal number. */
  readonly documentNumber: string
  /** Only Vietnamese cards carry it. */
  readonly personalNumber?: PersonalNumber
  /** Partial where the card leaves month or day unknown. */
  readonly dateOfBirth: DateOfBirth
  readonly sex: Sex
  /** `null` where the card gives none. What cards without expiry (Không thời hạn) print is not confirmed: see `expiryText`. */
  readonly expiresOn: PlainDate | null
  /** Six characters as read. */
  readonly expiryText: string
  readonly nationality: string
  readonly name: MrzName
  /** Optional data of lines 1 and 2 without fillers. */
  readonly optionalData: readonly [string, string]
  readonly repairs: readonly MrzRepair[]
  /** The lines after repair: what access to the chip is derived from. */
  readonly lines: readonly [string, string, string]
}

export type MrzReading = Mrz | MrzRefusal

/** Builds a refusal; positions count from 1. */
export function refuse(
  failure: MrzFailure,
  field: MrzField,
  line: number,
  position: number,
  more: { found?: string; expected?: string } = {},
): MrzRefusal {
  return { ok: false, failure, field, line, position, ...more }
}
