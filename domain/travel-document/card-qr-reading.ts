import type { PlainDate } from '../calendar/plain-date.ts'
import type { DateOfBirth } from '../person/date-of-birth.ts'
import type { OldIdentityNumber } from '../person/old-identity-number.ts'
import type { FullName } from '../person/person-name.ts'
import type { PersonalNumber } from '../person/personal-number.ts'
import type { Sex } from '../person/sex.ts'

/**
 * `certain`: the value's own pattern says what it is (twelve digits, Nam/Nữ), or the settled order of 2021 does.
 * `likely`: taken by its place or kind among others; the officer looks at it.
 */
export type Certainty = 'certain' | 'likely'

export interface QrField<T> {
  readonly value: T
  readonly certainty: Certainty
}

export type CardQrFieldName = 'personalNumber' | 'fullName' | 'dateOfBirth' | 'sex' | 'residence' | 'issuedOn'

export interface CardQrFields {
  readonly personalNumber?: QrField<PersonalNumber>
  readonly oldIdentityNumber?: QrField<OldIdentityNumber>
  /** Số định danh đã hủy: 2024 cards. */
  readonly cancelledNumbers: readonly QrField<PersonalNumber>[]
  readonly fullName?: QrField<FullName>
  readonly dateOfBirth?: QrField<DateOfBirth>
  readonly sex?: QrField<Sex>
  /** Nơi thường trú (2021 cards) or nơi cư trú (2024 cards) as the card wrote it on the day of issue. */
  readonly residence?: QrField<string>
  readonly issuedOn?: QrField<PlainDate>
  /** Names of parents on children's cards; which is which is not settled. */
  readonly parents: readonly QrField<string>[]
}

/** '2021': the settled order of the citizen identity card; '2024': any order of the present card; 'unknown': neither shape. */
export type CardQrOrder = '2021' | '2024' | 'unknown'

export interface CardQr {
  readonly ok: true
  readonly order: CardQrOrder
  readonly fields: CardQrFields
  /** Parts that fitted nowhere, kept for the officer's eye. */
  readonly leftOver: readonly string[]
  /** The code was UTF-8 taken for Windows-1252 and was put right. */
  readonly repairedEncoding: boolean
  /** As it was scanned, before any repair. */
  readonly raw: string
}

export type CardQrFailure =
  | 'empty'
  | 'too-long'
  | 'not-a-card-code'
  | 'insurance-card'
  | 'typed-through-input-method'
  | 'separators-lost'
  | 'fields-missing'

export interface CardQrRefusal {
  readonly ok: false
  readonly failure: CardQrFailure
  /** Fields every card carries that were not read ("Mã QR đọc thiếu 2 ô"); empty where the code is no card's at all. */
  readonly missing: readonly CardQrFieldName[]
  /** What was read all the same; the form keeps it. */
  readonly fields: CardQrFields
  readonly leftOver: readonly string[]
  readonly raw: string
}

export type CardQrReading = CardQr | CardQrRefusal
