import { findPlainDate, type PlainDate } from '../calendar/plain-date.ts'
import { type DateOfBirth, findDateOfBirth, formatDateOfBirth, yearOfBirth } from '../person/date-of-birth.ts'
import { findOldIdentityNumber, type OldIdentityNumber } from '../person/old-identity-number.ts'
import { findFullName } from '../person/person-name.ts'
import { findPersonalNumber, type PersonalNumber, readPersonalNumber } from '../person/personal-number.ts'
import { findSexByWord, type Sex } from '../person/sex.ts'
import type { CardQrFields, CardQrOrder, Certainty, QrField } from './card-qr-reading.ts'

/** One part between separators, known by its pattern alone. */
export type Part =
  | { readonly kind: 'twelve'; readonly value: PersonalNumber }
  | { readonly kind: 'nine'; readonly value: OldIdentityNumber }
  | { readonly kind: 'date'; readonly value: PlainDate }
  | { readonly kind: 'year'; readonly value: DateOfBirth }
  | { readonly kind: 'sex'; readonly value: Sex }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'empty' }

export function classify(text: string): Part {
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

/** A person may be called Nam: where the name belongs and a second part says the sex, the word is the name. */
export function nameThatReadsAsSex(classified: readonly Part[], parts: readonly string[]): readonly Part[] {
  const place = classified[1]?.kind === 'empty' || classified[1]?.kind === 'nine' ? 2 : 1
  const others = classified.filter((part, i) => i !== place && part.kind === 'sex')
  if (classified[place]?.kind !== 'sex' || others.length === 0) return classified
  return classified.with(place, { kind: 'text', value: parts[place] ?? '' })
}

/** The order of 2021 is known by its second field, which is an old number or empty, and by its seven fields. */
export function orderOf(parts: readonly Part[]): CardQrOrder {
  const kinds = parts.map((part) => part.kind)
  if (kinds[0] !== 'twelve') return 'unknown'
  const [, second, third, fourth, fifth] = kinds
  if (second !== 'empty' && second !== 'nine') return '2024'
  const settled = third === 'text' && (fourth === 'date' || fourth === 'year') && fifth === 'sex' && kinds[5] === 'text'
  return settled && kinds[6] === 'date' && kinds.slice(7).every((kind) => kind === 'empty') ? '2021' : '2024'
}

/** Hands each part to the field its pattern names; what two fields could claim goes by place, and is only `likely`. */
export function assign(
  parts: readonly Part[],
  order: CardQrOrder,
): { fields: CardQrFields; leftOver: readonly string[] } {
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

/** Every order seen has the name before sex and birth, the residence right before the day of issue, parents behind. */
function assignTexts(parts: readonly Part[]) {
  const texts = parts.flatMap((part, at) => (part.kind === 'text' ? [{ at, text: part.value }] : []))
  const pivot = parts.findIndex((part) => part.kind === 'sex' || part.kind === 'date' || part.kind === 'year')
  const name = texts.find((it) => it.at < pivot && !it.text.includes(',') && findFullName(it.text) !== undefined)
  const behind = texts.filter((it) => it.at > pivot)
  const beforeIssue = behind.find((it) => it.at === parts.findLastIndex((part) => part.kind === 'date') - 1)
  const residence = [beforeIssue, ...behind].find((it) => it !== undefined && looksLikePlace(it.text))
  const parents = behind
    .filter((it) => residence !== undefined && it.at > residence.at && findFullName(it.text))
    .slice(0, 2)
  const used = [name, residence, ...parents]
  return {
    fullName: name && findFullName(name.text),
    residence: residence?.text,
    parents: parents.map((it) => it.text),
    leftOver: texts.filter((it) => !used.includes(it)).map((it) => it.text),
  }
}

/** Digits alone are a damaged number or date, and two or three letters a damaged sex: neither is a place. */
function looksLikePlace(text: string): boolean {
  return /\p{L}/u.test(text) && text.length > 3
}
