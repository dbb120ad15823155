import type { PlainDate } from '../calendar/plain-date.ts'
import { ageOn, type DateOfBirth, earliestBirth, yearOfBirth } from './date-of-birth.ts'
import { findOldIdentityNumber, type OldIdentityNumber } from './old-identity-number.ts'
import { findPersonalNumber, type PersonalNumber, readPersonalNumber } from './personal-number.ts'
import type { Sex } from './sex.ts'

const STRUCTURE = 'Nghị định 137/2015/NĐ-CP, Điều 13; Luật Căn cước 26/2023/QH15, Điều 12'
const CODE_TABLES = 'Thông tư 07/2016/TT-BCA, phụ lục mã tỉnh và mã nước'
const OLDEST_AGE = 120

export type PersonalNumberFindingCode =
  | 'unknown-place-code'
  | 'sex-disagrees'
  | 'year-disagrees'
  | 'birth-in-future'
  | 'age-over-120'
  | 'place-disagrees'
  | 'number-shared'

/** What a rule says of a number; the words belong to the text resources. */
export interface PersonalNumberFinding {
  readonly code: PersonalNumberFindingCode
  /** An error stops the dossier, a warning is answered by the clerk. */
  readonly severity: 'error' | 'warning'
  readonly source: string
  /** A supervisor may let an unknown code pass: tables grow. */
  readonly supervisorMayOverride?: true
  readonly data?: Readonly<Record<string, string | number>>
}

export interface PersonalNumberContext {
  readonly sex?: Sex
  readonly dateOfBirth?: DateOfBirth
  /** A newborn's number must agree; old numbers may outlive a corrected sex or year of birth. */
  readonly newborn?: boolean
  readonly birthRegisteredOn?: PlainDate
  /** Two-digit code of the province of birth registration, in the tables of that day. */
  readonly birthRegistrationProvince?: string
  /** The day that counts; nothing here asks a clock. */
  readonly today: PlainDate
}

/** Checks a well-formed number against what is known of the person. An empty list: nothing to say. */
export function checkPersonalNumber(number: PersonalNumber, context: PersonalNumberContext): PersonalNumberFinding[] {
  const reading = readPersonalNumber(number, context.birthRegisteredOn)
  const { sex, dateOfBirth, today } = context
  const disagreement = context.newborn ? 'error' : 'warning'
  const findings: PersonalNumberFinding[] = []
  if (reading.places.length === 0) {
    findings.push({
      code: 'unknown-place-code',
      severity: 'error',
      source: CODE_TABLES,
      supervisorMayOverride: true,
      data: { placeCode: reading.placeCode },
    })
  }
  if (sex !== undefined && sex !== 'undetermined' && sex !== reading.sex) {
    const data = { inNumber: reading.sex, declared: sex }
    findings.push({ code: 'sex-disagrees', severity: disagreement, source: STRUCTURE, data })
  }
  if (dateOfBirth !== undefined && yearOfBirth(dateOfBirth) !== reading.yearOfBirth) {
    const data = { inNumber: reading.yearOfBirth, declared: yearOfBirth(dateOfBirth) }
    findings.push({ code: 'year-disagrees', severity: disagreement, source: STRUCTURE, data })
  }
  findings.push(...checkBirthAgainst(today, reading.yearOfBirth, dateOfBirth))
  const province = context.birthRegistrationProvince
  if (province !== undefined && reading.places.length > 0 && reading.placeCode !== `0${province}`) {
    const data = { inNumber: reading.placeCode, declared: `0${province}` }
    findings.push({ code: 'place-disagrees', severity: 'warning', source: CODE_TABLES, data })
  }
  return findings
}

function checkBirthAgainst(today: PlainDate, yearInNumber: number, birth?: DateOfBirth): PersonalNumberFinding[] {
  const thisYear = Number(today.slice(0, 4))
  const inFuture = yearInNumber > thisYear || (birth !== undefined && earliestBirth(birth) > today)
  if (inFuture) return [{ code: 'birth-in-future', severity: 'error', source: STRUCTURE, data: { today } }]
  const age = birth === undefined ? thisYear - yearInNumber - 1 : ageOn(birth, today).years
  if (age > OLDEST_AGE) return [{ code: 'age-over-120', severity: 'error', source: STRUCTURE, data: { age } }]
  return []
}

/** The same number held by somebody else: one person, one number (Luật Căn cước 26/2023/QH15, Điều 12). */
export function checkSharedNumber(
  person: { readonly nameKey: string; readonly dateOfBirth: DateOfBirth },
  holder: { readonly nameKey: string; readonly dateOfBirth: DateOfBirth },
): PersonalNumberFinding[] {
  if (person.nameKey === holder.nameKey && person.dateOfBirth === holder.dateOfBirth) return []
  return [{ code: 'number-shared', severity: 'error', source: 'Luật Căn cước 26/2023/QH15, Điều 12' }]
}

/** Twelve digits: personal number, whatever card it stands on; nine: old identity number; anything else is neither. */
export function classifyNumber(
  text: string,
):
  | { readonly kind: 'personal-number'; readonly number: PersonalNumber }
  | { readonly kind: 'old-identity-number'; readonly number: OldIdentityNumber }
  | { readonly kind: 'neither' } {
  const personal = findPersonalNumber(text)
  if (personal) return { kind: 'personal-number', number: personal }
  const old = findOldIdentityNumber(text)
  return old ? { kind: 'old-identity-number', number: old } : { kind: 'neither' }
}
