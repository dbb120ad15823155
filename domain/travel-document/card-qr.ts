import { findPersonalNumber } from '../person/personal-number.ts'
import { assign, classify, nameThatReadsAsSex, orderOf } from './card-qr-parts.ts'
import type { CardQrFailure, CardQrFieldName, CardQrFields, CardQrReading, CardQrRefusal } from './card-qr-reading.ts'
import { findUtf8ReadAsWindows1252, looksTypedThroughInputMethod } from './scanner-damage.ts'

export type * from './card-qr-reading.ts'
export { type CardQrPerson, formatCardQr } from './card-qr-writing.ts'

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
