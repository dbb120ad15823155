import { findPlainDate, type PlainDate } from '../../calendar/plain-date.ts'
import { toHex } from '../chip/byte-string.ts'
import { ChipFault } from '../chip/chip-fault.ts'
import { childrenOf, readWholeTlv, type Tlv, tagName } from '../chip/tlv.ts'
import { findText } from './tag-list.ts'

/** Fields of DG13 that two independent readings agree on. */
export type VietnameseFieldName =
  | 'personalNumber'
  | 'fullName'
  | 'dateOfBirth'
  | 'sex'
  | 'nationality'
  | 'ethnicity'
  | 'religion'
  | 'placeOfOrigin'
  | 'residence'
  | 'identifyingMarks'
  | 'issuedOn'
  | 'expiresOn'
  | 'parents'
  | 'spouse'
  | 'oldIdentityNumber'

export interface VietnameseValue {
  readonly tag: string
  /** Number of the context-specific tag, of the value itself or around it: 0 for `80` and `A0`. */
  readonly context?: number
  /** Where the bytes are UTF-8. */
  readonly text?: string
  readonly hex: string
}

/** One numbered field as the card wrote it. */
export interface VietnameseField {
  readonly number: number
  /** Undefined where the number means nothing we know. */
  readonly name?: VietnameseFieldName
  /** `unconfirmed`: the readings of cards differ about this number (14–16). */
  readonly certainty: 'certain' | 'unconfirmed'
  /** Each value of the field with its tag; father and mother are two. */
  readonly values: readonly VietnameseValue[]
  /** All texts, with single blanks between. */
  readonly text: string
  /** Of a field that is one date in the form dd/MM/yyyy. */
  readonly date?: PlainDate
}

/** DG13 of the Vietnamese card (thông tin mở rộng trên chip). Its form is published nowhere: every field is optional. */
export interface VietnameseDetails {
  /** In the order of the card. Numbers may come twice. */
  readonly fields: readonly VietnameseField[]
  /** Pieces that are no numbered field, as hex: kept, never guessed at. */
  readonly leftOver: readonly string[]
}

const NAMES: readonly (VietnameseFieldName | undefined)[] = [
  undefined,
  'personalNumber',
  'fullName',
  'dateOfBirth',
  'sex',
  'nationality',
  'ethnicity',
  'religion',
  'placeOfOrigin',
  'residence',
  'identifyingMarks',
  'issuedOn',
  'expiresOn',
  'parents',
  'spouse',
  'oldIdentityNumber',
]
const LAST_CERTAIN = 13
const MOST_FIELDS = 200
const DEEPEST = 8

/**
 * Walks DG13: wherever a SEQUENCE begins with a one-byte INTEGER and goes on with values, it is a field; everything else that is constructed
 * is opened. Cards of 2024 may carry parts coded in the issuer's own way: those are left over, as bytes.
 *
 * @throws {ChipFault} `malformed` only where the outer object 6D is not whole, `too-large`
 */
export function readVietnameseDetails(bytes: Uint8Array): VietnameseDetails {
  const where = 'DG13'
  const fields: VietnameseField[] = []
  const leftOver: string[] = []
  const walk = (object: Tlv, depth: number): void => {
    if (fields.length + leftOver.length >= MOST_FIELDS)
      throw new ChipFault('too-large', where, `more than ${MOST_FIELDS} fields`, { offset: object.offset })
    const children = object.constructed ? findChildren(object, where) : undefined
    const field = children === undefined || object.tag !== 0x30 ? undefined : findField(children, where)
    if (field !== undefined) fields.push(field)
    else if (children === undefined || depth === DEEPEST) leftOver.push(toHex(object.bytes))
    else for (const child of children) walk(child, depth + 1)
  }
  const outer = readWholeTlv(bytes, 0x6d, where)
  const inner = findChildren(outer, where)
  if (inner === undefined) leftOver.push(toHex(outer.value))
  else for (const object of inner) walk(object, 0)
  return { fields, leftOver }
}

/** The field of a name, where the card has exactly one. */
export function findVietnameseField(
  details: VietnameseDetails,
  name: VietnameseFieldName,
): VietnameseField | undefined {
  const found = details.fields.filter((field) => field.name === name)
  return found.length === 1 ? found[0] : undefined
}

/** Undefined where what is inside is not made of objects: the issuer's own coding, or damage. */
function findChildren(object: Tlv, where: string): readonly Tlv[] | undefined {
  try {
    return childrenOf(object, where)
  } catch (fault) {
    if (fault instanceof ChipFault && fault.failure === 'malformed') return undefined
    throw fault
  }
}

function findField(children: readonly Tlv[], where: string): VietnameseField | undefined {
  const [head, ...values] = children
  const number = head?.tag === 0x02 && head.value.length === 1 ? (head.value[0] ?? 0) : 0
  if (number === 0 || number > 0x7f || values.length === 0) return undefined
  // A list of fields with a number in front (a version) is no field itself.
  if (values.some((value) => holdsFields(value, where))) return undefined
  const found = values.flatMap((value) => leavesOf(value, where, DEEPEST))
  const name = NAMES[number]
  const text = found
    .map((leaf) => leaf.text ?? '')
    .filter((part) => part !== '')
    .join(' ')
  const [, day, month, year] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text) ?? []
  const date = findPlainDate(`${year}-${month}-${day}`)
  return {
    number,
    ...(name === undefined ? {} : { name }),
    certainty: number <= LAST_CERTAIN ? 'certain' : 'unconfirmed',
    values: found,
    text,
    ...(date === undefined ? {} : { date }),
  }
}

function holdsFields(value: Tlv, where: string): boolean {
  const children = value.constructed ? findChildren(value, where) : undefined
  return children?.some((child) => child.tag === 0x30 && child.value[0] === 0x02 && child.value[1] === 1) ?? false
}

/** Primitive values below, each by its tag and text. */
function leavesOf(value: Tlv, where: string, depth: number, around?: number): readonly VietnameseValue[] {
  const isContext = value.tag >= 0x80 && value.tag <= 0xbf
  const context = isContext ? value.tag & 0x1f : around
  const children = value.constructed && depth > 0 ? findChildren(value, where) : undefined
  if (children !== undefined) return children.flatMap((child) => leavesOf(child, where, depth - 1, context))
  const text = findText(value.value)
  return [
    {
      tag: tagName(value.tag),
      ...(context === undefined ? {} : { context }),
      hex: toHex(value.value),
      ...(text === undefined ? {} : { text }),
    },
  ]
}
