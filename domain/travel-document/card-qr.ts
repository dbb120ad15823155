import { findPlainDate, type PlainDate } from '../calendar/plain-date.ts'
import { type DateOfBirth, findDateOfBirth, formatDateOfBirth, yearOfBirth } from '../person/date-of-birth.ts'
import { findOldIdentityNumber, type OldIdentityNumber } from '../person/old-identity-number.ts'
import { findFullName } from '../person/person-name.ts'
import { findPersonalNumber, type PersonalNumber, readPersonalNumber } from '../person/personal-number.ts'
import { findSexByWord, type Sex, sexWord } from '../person/sex.ts'
import type {
  CardQrFailure,
  CardQrFieldName,
  CardQrFields,
  CardQrOrder,
  CardQrReading,
  CardQrRefusal,
  Certainty,
  QrField,
} from './card-qr-reading.ts'
import { findUtf8ReadAsWindows1252, looksTypedThroughInputMethod } from './scanner-damage.ts'

export type * from './card-qr-reading.ts'

/** A QR code of the card holds some 200 characters; bounds keep a hostile code from costing more than a glance. */
const LONGEST = 2000
const MOST_PARTS = 30
const REQUIRED: readonly CardQrFieldName[] = [
  'personalNumber',
  'fullName',
  'dateOfBirth',
  'sex',
  'residence',
  'issuedOn',
]
const NOTHING: CardQrFields = { cancelledNumbers: [], parents: [] }

/** Mã thẻ BHYT: QĐ 1351/QĐ-BHXH; since 2021-04-01 the ten digits of the insurance number alone. */
const INSURANCE_CARD = /^(?:[A-Z]{2}[1-5]\d{12}|\d{10})$/i

type Part =
  | { readonly kind: 'twelve'; readonly value: PersonalNumber }
  | { readonly kind: 'nine'; readonly value: OldIdentityNumber }
  | { readonly kind: 'date'; readonly value: PlainDate }
  | { readonly kind: 'year'; readonly value: DateOfBirth }
  | { readonly kind: 'sex'; readonly value: Sex }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'empty' }

function classify(text: string): Part {
  if (text === '') return { kind: 'empty' }
  const twelve = /^\d{12}$/.test(text) ? findPersonalNumber(text) : undefined
  if (twelve) return { kind: 'twelve', value: twelve }
  const nine = /^\d{9}$/.test(text) ? findOldIdentityNumber(text) : undefined
  if (nine) return { kind: 'nine', value: nine }
  const digits = /^(\d{2})[/.-]?(\d{2})[/.-]?(\d{4})$/.exec(text)
  if (digits) {
    const [, day, month, year] = digits
    const full = findPlainDate(`${year}-${month}-${day}`)
    if (full && findDateOfBirth(full)) return { kind: 'date', value: full }
    // Persons whose day or month of birth is unknown: zeros stand in their place.
    const partial = day === '00' ? findDateOfBirth(month === '00' ? `${year}` : `${year}-${month}`) : undefined
    if (partial) return { kind: 'year', value: partial }
  }
  const year = /^\d{4}$/.test(text) ? findDateOfBirth(text) : undefined
  if (year) return { kind: 'year', value: year }
  const sex = findSexByWord(text)
  return sex ? { kind: 'sex', value: sex } : { kind: 'text', value: text }
}

/**
 * Reads the QR code of an identity card: the seven fields of the 2021 card, or the fields of the 2024 card in whatever
 * order they come (the order is not settled: each is known by its pattern). Never throws; a refusal keeps what was read.
 */
export function parseCardQr(scanned: string): CardQrReading {
  const raw = scanned.slice(0, LONGEST)
  if (scanned.length > LONGEST) return refuse('too-long', raw)
  const repaired = findUtf8ReadAsWindows1252(scanned)
  // Scanners end, and some begin, with control characters of their own (CR, STX, GS).
  const text = (repaired ?? scanned)
    .normalize('NFC')
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
  if (text === '') return refuse('empty', raw)
  const parts = text.split('|').map((part) => part.replace(/\s+/g, ' ').trim())
  if (isInsuranceCode(parts)) return refuse('insurance-card', raw)
  if (looksTypedThroughInputMethod(text)) return refuse('typed-through-input-method', raw, REQUIRED)
  if (parts.length === 1) return refuseWhole(text, raw)
  if (parts.length > MOST_PARTS) return refuse('not-a-card-code', raw)

  const classified = nameThatReadsAsSex(parts.map(classify), parts)
  const order = orderOf(classified)
  const { fields, leftOver } = assign(classified, order)
  if (fields.personalNumber === undefined && fields.sex === undefined && fields.dateOfBirth === undefined) {
    return refuse('not-a-card-code', raw)
  }
  const missing = REQUIRED.filter((name) => fields[name] === undefined)
  if (missing.length > 0) return { ok: false, failure: 'fields-missing', missing, fields, leftOver, raw }
  return { ok: true, order, fields, leftOver, repairedEncoding: repaired !== undefined, raw }
}

function refuse(
  failure: CardQrFailure,
  raw: string,
  missing: readonly CardQrFieldName[] = [],
  fields: CardQrFields = NOTHING,
): CardQrRefusal {
  return { ok: false, failure, missing, fields, leftOver: [], raw }
}

/** Thẻ BHYT: number, hexadecimal UTF-8 name, date, sex 1/2 …; the VssID variant has two fields; `$` may end it. */
function isInsuranceCode(parts: readonly string[]): boolean {
  const first = (parts[0] ?? '').replace(/\$$/, '')
  return INSURANCE_CARD.test(first) || ((parts.at(-1) ?? '').endsWith('$') && !/^\d{12}$/.test(first))
}

/** No separator at all: a bare number is a number typed, and twelve digits with text behind have lost their separators. */
function refuseWhole(text: string, raw: string): CardQrRefusal {
  const head = /^(\d{12})(?!$)/.exec(text)?.[1]
  const number = head === undefined ? undefined : findPersonalNumber(head)
  if (number === undefined || !/\p{L}/u.test(text)) return refuse('not-a-card-code', raw)
  const fields: CardQrFields = { ...NOTHING, personalNumber: { value: number, certainty: 'likely' } }
  return refuse('separators-lost', raw, REQUIRED.slice(1), fields)
}

/** A person may be called Nam: where the name belongs and a second part says the sex, the word is the name. */
function nameThatReadsAsSex(classified: readonly Part[], parts: readonly string[]): readonly Part[] {
  const place = classified[1]?.kind === 'empty' || classified[1]?.kind === 'nine' ? 2 : 1
  const others = classified.filter((part, i) => i !== place && part.kind === 'sex')
  if (classified[place]?.kind !== 'sex' || others.length === 0) return classified
  return classified.with(place, { kind: 'text', value: parts[place] ?? '' })
}

/** The order of 2021 is known by its second field, which is an old number or empty, and by its seven fields. */
function orderOf(parts: readonly Part[]): CardQrOrder {
  const kinds = parts.map((part) => part.kind)
  if (kinds[0] !== 'twelve') return 'unknown'
  const [, second, third, fourth, fifth] = kinds
  if (second !== 'empty' && second !== 'nine') return '2024'
  const settled = third === 'text' && (fourth === 'date' || fourth === 'year') && fifth === 'sex' && kinds[5] === 'text'
  return settled && kinds[6] === 'date' && kinds.slice(7).every((kind) => kind === 'empty') ? '2021' : '2024'
}

/** Hands each part to the field its pattern names; what two fields could claim goes by place, and is only `likely`. */
function assign(parts: readonly Part[], order: CardQrOrder): { fields: CardQrFields; leftOver: readonly string[] } {
  const settled = order === '2021'
  const leftOver: string[] = []
  const numbers = parts.flatMap((part) => (part.kind === 'twelve' ? [part.value] : []))
  const [personalNumber, ...cancelled] = numbers
  const headed = parts[0]?.kind === 'twelve'
  const olds = parts.flatMap((part) => (part.kind === 'nine' ? [part.value] : []))
  const sexes = parts.flatMap((part) => (part.kind === 'sex' ? [part.value] : []))
  leftOver.push(...olds.slice(1), ...sexes.slice(1))
  const dates = assignDates(parts, personalNumber, settled)
  const texts = assignTexts(parts)
  leftOver.push(...dates.leftOver, ...texts.leftOver)
  const fields: CardQrFields = {
    ...optional('personalNumber', personalNumber, headed ? 'certain' : 'likely'),
    ...optional('oldIdentityNumber', olds[0], 'certain'),
    cancelledNumbers: cancelled.map((value) => ({ value, certainty: 'likely' })),
    ...optional('fullName', texts.fullName, settled ? 'certain' : 'likely'),
    ...optional('dateOfBirth', dates.birth, dates.certainty),
    ...optional('sex', sexes[0], 'certain'),
    ...optional('residence', texts.residence, settled ? 'certain' : 'likely'),
    ...optional('issuedOn', dates.issuedOn, dates.certainty),
    parents: texts.parents.map((value) => ({ value, certainty: 'likely' })),
  }
  return { fields, leftOver }
}

function optional<K extends string, T>(key: K, value: T | undefined, certainty: Certainty): { [P in K]?: QrField<T> } {
  const entry: { [P in K]?: QrField<T> } = {}
  if (value !== undefined) entry[key] = { value, certainty }
  return entry
}

/** Birth comes before issue, in time and in every order seen; a lone date is the birth if the number's year says so. */
function assignDates(parts: readonly Part[], number: PersonalNumber | undefined, settled: boolean) {
  const found = parts.flatMap((part): DateOfBirth[] => {
    if (part.kind === 'year') return [part.value]
    const date = part.kind === 'date' ? findDateOfBirth(part.value) : undefined
    return date ? [date] : []
  })
  const yearInNumber = number === undefined ? undefined : readPersonalNumber(number).yearOfBirth
  const [first, second, ...rest] = found
  const agrees = first !== undefined && yearOfBirth(first) === yearInNumber
  const leftOver = rest.map(formatDateOfBirth)
  if (first !== undefined && second === undefined && !agrees && yearInNumber !== undefined) {
    const issuedOn = findPlainDate(first)
    return issuedOn
      ? { issuedOn, certainty: 'likely' as const, leftOver }
      : { birth: first, certainty: 'likely' as const, leftOver }
  }
  const issuedOn = second === undefined ? undefined : findPlainDate(second)
  if (first !== undefined && second !== undefined && (issuedOn === undefined || second < first)) {
    return { birth: first, certainty: 'likely' as const, leftOver: [formatDateOfBirth(second), ...leftOver] }
  }
  return { birth: first, issuedOn, certainty: settled || agrees ? ('certain' as const) : ('likely' as const), leftOver }
}

/** Name before residence before parents' names; a text that cannot be a name, standing first, is no name. */
function assignTexts(parts: readonly Part[]) {
  const texts = parts.flatMap((part) => (part.kind === 'text' ? [part.value] : []))
  const fullName = texts[0] === undefined || texts[0].includes(',') ? undefined : findFullName(texts[0])
  const others = fullName === undefined ? texts : texts.slice(1)
  // Digits alone are a damaged number or date, not a place.
  const at = others.findIndex((text) => /\p{L}/u.test(text))
  const residence = others[at]
  const behind = others.filter((_, i) => i !== at)
  const parents = behind.filter((text) => findFullName(text) !== undefined).slice(0, 2)
  const leftOver = behind.filter((text) => !parents.includes(text))
  return { fullName, residence, parents, leftOver }
}

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
