import * as z from 'zod/mini'
import { countriesOfBirthRegistration } from './country-of-birth-registration.ts'
import { foldText } from './fold.ts'

/** Codes of travel documents that are no country of the birth table; XXA, XXB, XXC, XXX: ICAO 9303-3, section 5. */
const OTHERS: readonly (readonly [string, string])[] = [
  ['VNM', 'Việt Nam'],
  ['PSE', 'Palestine'],
  ['TWN', 'Đài Loan (Trung Quốc)'],
  ['HKG', 'Hồng Kông (Trung Quốc)'],
  ['MAC', 'Ma Cao (Trung Quốc)'],
  ['XXA', 'Không quốc tịch'],
  ['XXB', 'Người tị nạn'],
  ['XXC', 'Người tị nạn (khác)'],
  ['XXX', 'Chưa xác định quốc tịch'],
]

const NAMES: ReadonlyMap<string, string> = new Map([
  // The later of two spellings in the table loses to the shorter, earlier one.
  ...[...countriesOfBirthRegistration].reverse().map((country): [string, string] => [country.alpha3, country.name]),
  ...OTHERS,
])

/** Quốc tịch as the three-letter code of ICAO 9303-3 (ISO 3166-1 alpha-3 and the codes for persons without one). */
export const Nationality = z
  .string()
  .check(z.refine((code) => NAMES.has(code), 'no known nationality'))
  .brand<'Nationality'>()
export type Nationality = z.infer<typeof Nationality>

export const vietnamese: Nationality = Nationality.parse('VNM')

/** Every nationality, Việt Nam first, then by name. */
export const nationalities: readonly Nationality[] = [...NAMES.keys()]
  .sort(
    (a, b) =>
      Number(b === 'VNM') - Number(a === 'VNM') ||
      foldText(NAMES.get(a) ?? '').localeCompare(foldText(NAMES.get(b) ?? '')),
  )
  .map((code) => Nationality.parse(code))

export function nationalityName(nationality: Nationality): string {
  return NAMES.get(nationality) ?? nationality
}

/** Finds by code, by the two letters `VN` of the population database, or by name with marks and case ignored. */
export function findNationality(text: string): Nationality | undefined {
  const folded = foldText(text)
  if (folded === 'vn' || folded === 'viet nam' || folded === 'vietnam') return vietnamese
  if (folded === 'd') return Nationality.parse('DEU')
  return nationalities.find((code) => code.toLowerCase() === folded || foldText(nationalityName(code)) === folded)
}
