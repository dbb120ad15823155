import { findEthnicity } from '../person/ethnicity.ts'
import { canonicalToneStyle } from '../person/fold.ts'
import type { PopulationRecord } from '../person/population-record.ts'
import type { Address } from '../unit/address.ts'
import type { AdministrativeUnit } from '../unit/administrative-unit.ts'
import { comparePlaces } from '../unit/compare-places.ts'
import { formatAddress } from '../unit/format-address.ts'
import type { UnitTable } from '../unit/unit-table.ts'
import type { AddressFieldName, FieldSource, TextFieldName } from './application.ts'
import { papersForCorrection } from './correction-papers.ts'
import type { PaperType } from './required-papers.ts'

/** Fields the population database can answer for; occupation, education and telephone are the person's own to state. */
export type ComparedField = Exclude<TextFieldName, 'familyName' | 'middleName' | 'givenName'> | AddressFieldName

/** The clerk's answers to a difference; the same words as the draft's `DifferenceChoice`. */
export type ComparisonChoice = 'keep-register' | 'request-correction' | 'choose-unit'

/**
 * - `same`
 * - `no-difference`: another tone-mark style or case; a place that was renamed or taken over whole
 * - `asks`: the officer has to say which (split unit, nothing to compare by)
 * - `differs`: keep the register's value or ask for its correction with a paper
 */
export type ComparisonResult = 'same' | 'no-difference' | 'asks' | 'differs'

export type ComparisonReason =
  | 'equal'
  | 'spelling'
  | 'renamed'
  | 'split'
  | 'not-comparable'
  | 'register-empty'
  | 'less-exact'
  | 'value'

export interface FieldComparison {
  readonly field: ComparedField
  readonly result: ComparisonResult
  readonly why: ComparisonReason
  readonly source: FieldSource
  /** As shown: addresses are formatted in the names of their own day. */
  readonly stated: string
  readonly registered: string
  /** Empty for `same` and `no-difference`; also for a personal number: that is another person. */
  readonly choices: readonly ComparisonChoice[]
  /** Papers of which one proves a correction. */
  readonly papers: readonly PaperType[]
  /** Units to choose from, for `choose-unit`. */
  readonly candidates: readonly AdministrativeUnit[]
}

/** What the applicant states; fields left out or empty are not compared (they are gaps, not differences). */
export interface StatedData {
  readonly texts: Readonly<Partial<Record<TextFieldName, { readonly text: string; readonly source: FieldSource }>>>
  readonly places: Readonly<
    Partial<Record<AddressFieldName, { readonly address: Address; readonly source: FieldSource }>>
  >
}

type TextReader = (record: PopulationRecord) => string | undefined

/** Which value of the record stands against which field. Luật Căn cước 26/2023/QH15, Điều 9. */
const TEXTS: readonly (readonly [ComparedField & TextFieldName, TextReader])[] = [
  ['personalNumber', (record) => record.personalNumber],
  ['oldIdentityNumber', (record) => record.oldIdentityNumber],
  ['fullName', (record) => record.fullName],
  ['otherName', (record) => record.otherName],
  ['dateOfBirth', (record) => record.dateOfBirth],
  ['sex', (record) => record.sex],
  ['ethnicity', (record) => record.ethnicity],
  ['religion', (record) => record.religion],
  ['nationality', (record) => record.nationality],
  ['bloodGroup', (record) => record.bloodGroup],
  ['maritalStatus', (record) => record.maritalStatus],
  ['fatherName', (record) => record.father?.fullName],
  ['fatherNumber', (record) => record.father?.personalNumber],
  ['motherName', (record) => record.mother?.fullName],
  ['motherNumber', (record) => record.mother?.personalNumber],
  ['spouseName', (record) => record.spouse?.fullName],
  ['spouseNumber', (record) => record.spouse?.personalNumber],
  ['householdHeadName', (record) => record.householdHead?.fullName],
  ['householdHeadNumber', (record) => record.householdHead?.personalNumber],
  ['relationToHead', (record) => record.relationToHead],
]

const PLACES: readonly AddressFieldName[] = [
  'placeOfBirth',
  'placeOfBirthRegistration',
  'placeOfOrigin',
  'permanentResidence',
  'temporaryResidence',
  'currentResidence',
]

/** Field by field, in the order of the form. Law: Luật Căn cước 26/2023/QH15, Điều 23 (data are checked and corrected first). */
export function compareWithRegister(
  stated: StatedData,
  record: PopulationRecord,
  table: UnitTable,
): readonly FieldComparison[] {
  const comparisons: FieldComparison[] = []
  for (const [field, read] of TEXTS) {
    const value = stated.texts[field]
    if (value && value.text.trim() !== '') comparisons.push(compareText(field, value, read(record) ?? ''))
  }
  for (const field of PLACES) {
    const value = stated.places[field]
    if (!value || formatAddress(value.address, table) === '') continue
    comparisons.push(comparePlace(field, value, record[field], table))
  }
  return comparisons
}

/** Fields that still wait for the clerk's answer. */
export function openQuestions(
  comparisons: readonly FieldComparison[],
  answered: Readonly<Record<string, unknown>>,
): readonly FieldComparison[] {
  return comparisons.filter(
    (one) => one.result !== 'same' && one.result !== 'no-difference' && !(one.field in answered),
  )
}

function compareText(
  field: ComparedField & TextFieldName,
  { text, source }: { readonly text: string; readonly source: FieldSource },
  registered: string,
): FieldComparison {
  const why = textReason(field, text.normalize('NFC').trim(), registered.normalize('NFC').trim())
  return { field, source, stated: text, registered, candidates: [], ...outcome(field, why) }
}

function textReason(field: ComparedField, stated: string, registered: string): ComparisonReason {
  if (registered === '') return 'register-empty'
  if (stated === registered) return 'equal'
  if (comparable(stated) === comparable(registered)) return 'spelling'
  if (field === 'ethnicity') {
    const code = findEthnicity(stated)
    if (code !== undefined && code === findEthnicity(registered)) return 'spelling'
  }
  const partial =
    field === 'dateOfBirth' && (stated.startsWith(`${registered}-`) || registered.startsWith(`${stated}-`))
  return partial ? 'less-exact' : 'value'
}

function comparable(text: string): string {
  return canonicalToneStyle(text)
    .toLocaleUpperCase('vi')
    .replace(/[’ʼ`´]/g, "'")
    .replace(/\s+/g, ' ')
}

function comparePlace(
  field: AddressFieldName,
  { address, source }: { readonly address: Address; readonly source: FieldSource },
  registered: Address | undefined,
  table: UnitTable,
): FieldComparison {
  const base = { field, source, stated: formatAddress(address, table) }
  if (!registered || formatAddress(registered, table) === '') {
    return { ...base, registered: '', candidates: [], ...outcome(field, 'register-empty') }
  }
  const places = comparePlaces(address, registered, table)
  const candidates = 'candidates' in places ? places.candidates : []
  const why = {
    same: 'equal',
    renamed: 'renamed',
    'split-asks': 'split',
    'not-comparable': 'not-comparable',
    different: 'value',
  } as const
  return { ...base, registered: formatAddress(registered, table), candidates, ...outcome(field, why[places.result]) }
}

function outcome(
  field: ComparedField,
  why: ComparisonReason,
): Pick<FieldComparison, 'result' | 'why' | 'choices' | 'papers'> {
  if (why === 'equal') return { result: 'same', why, choices: [], papers: [] }
  if (why === 'spelling' || why === 'renamed') return { result: 'no-difference', why, choices: [], papers: [] }
  const papers = papersForCorrection(field)
  if (why === 'split')
    return { result: 'asks', why, choices: ['choose-unit', 'keep-register', 'request-correction'], papers }
  if (why === 'not-comparable' || why === 'less-exact') {
    return { result: 'asks', why, choices: ['keep-register', 'request-correction'], papers }
  }
  const another = field === 'personalNumber'
  return { result: 'differs', why, choices: another ? [] : ['keep-register', 'request-correction'], papers }
}
