import type { PlainDate } from '../calendar/plain-date.ts'
import type { DateOfBirth } from '../person/date-of-birth.ts'
import type { OldIdentityNumber } from '../person/old-identity-number.ts'
import type { PersonalNumber } from '../person/personal-number.ts'
import { type Sex, sexWord } from '../person/sex.ts'

export interface CardQrPerson {
  readonly personalNumber: PersonalNumber
  readonly oldIdentityNumber?: OldIdentityNumber
  readonly cancelledNumber?: PersonalNumber
  readonly fullName: string
  readonly dateOfBirth: DateOfBirth
  readonly sex: Sex
  readonly residence: string
  readonly issuedOn: PlainDate
  /** Father, mother: children's cards of 2024. */
  readonly parents?: readonly string[]
}

/** `15032001`; zeros where day or month is unknown. */
function eightDigits(birth: string): string {
  const [year = '', month = '00', day = '00'] = birth.split('-')
  return day + month + year
}

/**
 * The code of a training card: the settled order of 2021, or the two orders seen on 2024 cards (sex before or after the
 * date of birth).
 */
export function formatCardQr(person: CardQrPerson, order: '2021' | '2024' | '2024-sex-first'): string {
  const birth = eightDigits(person.dateOfBirth)
  const issued = eightDigits(person.issuedOn)
  const name = person.fullName.normalize('NFC').replaceAll('|', ' ')
  const residence = person.residence.normalize('NFC').replaceAll('|', ' ')
  const old = person.oldIdentityNumber ?? ''
  if (order === '2021')
    return [person.personalNumber, old, name, birth, sexWord(person.sex), residence, issued].join('|')
  const middle = order === '2024' ? [birth, sexWord(person.sex)] : [sexWord(person.sex), birth]
  const head = [person.personalNumber, name, ...middle, residence, issued, old, person.cancelledNumber ?? '']
  return [...head, ...(person.parents ?? [])].join('|')
}
