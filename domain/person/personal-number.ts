import * as z from 'zod/mini'
import type { PlainDate } from '../calendar/plain-date.ts'
import { findCountryOfBirthRegistration } from './country-of-birth-registration.ts'
import { type ProvinceReading, readProvinceOfBirthRegistration } from './province-of-birth-registration.ts'

/**
 * Số định danh cá nhân: twelve digits for life, also the number of the card. Luật Căn cước 26/2023/QH15, Điều 12;
 * structure: Nghị định 137/2015/NĐ-CP, Điều 13. It carries no check digit; only the centre gives numbers out.
 */
export const PersonalNumber = z
  .string()
  .check(z.regex(/^\d{12}$/, 'twelve digits'))
  .brand<'PersonalNumber'>()
export type PersonalNumber = z.infer<typeof PersonalNumber>

/** Accepts the blanks, dots and hyphens people write between groups (`001 0 90 012345`); `undefined` for anything else. */
export function findPersonalNumber(text: string): PersonalNumber | undefined {
  const parsed = PersonalNumber.safeParse(text.replace(/[\s.-]/g, ''))
  return parsed.success ? parsed.data : undefined
}

export interface CountryReading {
  readonly kind: 'country'
  readonly code: string
  readonly name: string
  readonly alpha3: string
  readonly unconfirmed?: true
}

export type PlaceReading = ProvinceReading | CountryReading

/** What the digits say: where the birth was registered, sex and year of birth. Never where the person lives or is from. */
export interface NumberReading {
  readonly placeCode: string
  /** Empty for an unknown code; two where the code moved in 2025 and the day of registration is unknown. */
  readonly places: readonly PlaceReading[]
  /** First year of the hundred years of birth: 1900, 2000, … 2300. */
  readonly century: number
  readonly sex: 'male' | 'female'
  readonly yearOfBirth: number
}

/** Digit 4 = century and sex (1900s: 0 male, 1 female; 2000s: 2, 3; … 2300s: 8, 9), digits 5–6 = year. */
export function readPersonalNumber(number: PersonalNumber, registeredOn?: PlainDate): NumberReading {
  const placeCode = number.slice(0, 3)
  const centuryAndSex = Number(number[3])
  const century = 1900 + 100 * Math.floor(centuryAndSex / 2)
  return {
    placeCode,
    places: readPlace(placeCode, registeredOn),
    century,
    sex: centuryAndSex % 2 === 0 ? 'male' : 'female',
    yearOfBirth: century + Number(number.slice(4, 6)),
  }
}

function readPlace(code: string, registeredOn: PlainDate | undefined): readonly PlaceReading[] {
  const country = findCountryOfBirthRegistration(code)
  return country ? [{ kind: 'country', ...country }] : readProvinceOfBirthRegistration(code, registeredOn)
}

/** `••••••••2345`: as lists show it until the record is opened. */
export function maskPersonalNumber(number: PersonalNumber): string {
  return '•'.repeat(8) + number.slice(8)
}
