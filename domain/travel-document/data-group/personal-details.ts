import type { PlainDate } from '../../calendar/plain-date.ts'
import { toHex } from '../chip/byte-string.ts'
import { tagName } from '../chip/tlv.ts'
import { findListedDate, findText, readListedObjects } from './tag-list.ts'

/** DG11: what the issuer adds about the person. Every field may be absent. ICAO 9303-10 4.7.11. */
export interface PersonalDetails {
  readonly fullName?: string
  readonly otherNames: readonly string[]
  readonly personalNumber?: string
  readonly dateOfBirth?: PlainDate
  readonly placeOfBirth?: string
  readonly address?: string
  readonly telephone?: string
  readonly profession?: string
  readonly title?: string
  readonly summary?: string
  readonly otherDocuments?: string
  readonly custody?: string
  readonly citizenshipProof?: Uint8Array
  /** Fields of other tags, or that are not what their tag says: by tag, as hex. */
  readonly others: Readonly<Record<string, string>>
}

const TEXTS: ReadonlyMap<number, keyof PersonalDetails> = new Map([
  [0x5f0e, 'fullName'],
  [0x5f10, 'personalNumber'],
  [0x5f11, 'placeOfBirth'],
  [0x5f42, 'address'],
  [0x5f12, 'telephone'],
  [0x5f13, 'profession'],
  [0x5f14, 'title'],
  [0x5f15, 'summary'],
  [0x5f17, 'otherDocuments'],
  [0x5f18, 'custody'],
])

/** Texts stand as written: parts of names and places are divided by `<`. @throws {ChipFault} `malformed` */
export function readPersonalDetails(bytes: Uint8Array): PersonalDetails {
  const fields: Record<string, string | Uint8Array> = {}
  const otherNames: string[] = []
  const others: Record<string, string> = {}
  for (const { tag, value } of readListedObjects(bytes, 0x6b, 'DG11')) {
    const field = TEXTS.get(tag)
    const text = field === undefined && tag !== 0x5f0f ? undefined : findText(value)
    const date = tag === 0x5f2b ? findListedDate(value) : undefined
    if (field !== undefined && text !== undefined) fields[field] = text
    else if (tag === 0x5f0f && text !== undefined) otherNames.push(text)
    else if (date !== undefined) fields.dateOfBirth = date
    else if (tag === 0x5f16) fields.citizenshipProof = value
    else others[tagName(tag)] = toHex(value)
  }
  return { ...fields, otherNames, others }
}
