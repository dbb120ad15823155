import type { PlainDate } from '../calendar/plain-date.ts'
import type { DateOfBirth } from '../person/date-of-birth.ts'
import type { NameParts } from '../person/person-name.ts'
import type { PersonalNumber } from '../person/personal-number.ts'
import { mrzSexLetter, type Sex } from '../person/sex.ts'
import { mrzCheckDigit } from './mrz-check-digit.ts'
import { mrzNameLine } from './mrz-name.ts'

export interface MrzCard {
  readonly personalNumber: PersonalNumber
  readonly dateOfBirth: DateOfBirth
  readonly sex: Sex
  /** `null` prints fillers: what the issuer prints for cards without expiry is not confirmed. */
  readonly expiresOn: PlainDate | null
  readonly nationality: string
  readonly name: string | NameParts
}

/** The three lines of a Vietnamese card, for training cards and tests; the layout of the cards since 2021. */
export function formatMrz(card: MrzCard): readonly [string, string, string] {
  const documentNumber = card.personalNumber.slice(3)
  const birth = card.dateOfBirth.replaceAll('-', '').slice(2).padEnd(6, '<')
  const expiry = card.expiresOn?.replaceAll('-', '').slice(2) ?? '<<<<<<'
  const nationality = card.nationality.padEnd(3, '<').slice(0, 3)
  const one = `IDVNM${documentNumber}${mrzCheckDigit(documentNumber)}${card.personalNumber}<<${mrzCheckDigit(card.personalNumber)}`
  const dates = [birth + mrzCheckDigit(birth), mrzSexLetter(card.sex), expiry + mrzCheckDigit(expiry)] as const
  const two = `${dates.join('')}${nationality}${'<'.repeat(11)}`
  const over = one.slice(5) + dates[0] + dates[2] + '<'.repeat(11)
  return [one, two + mrzCheckDigit(over), mrzNameLine(card.name)]
}
