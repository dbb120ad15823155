import type { PlainDate } from '../../calendar/plain-date.ts'
import { toHex } from '../chip/byte-string.ts'
import { tagName } from '../chip/tlv.ts'
import { findListedDate, findText, readListedObjects } from './tag-list.ts'

/** DG12: what the issuer adds about the document. Every field may be absent. ICAO 9303-10 4.7.12. */
export interface DocumentDetails {
  readonly issuingAuthority?: string
  readonly issuedOn?: PlainDate
  readonly otherPersons: readonly string[]
  readonly endorsements?: string
  readonly taxOrExit?: string
  readonly personalisedAt?: string
  readonly personalisationDevice?: string
  readonly front?: Uint8Array
  readonly rear?: Uint8Array
  /** Fields of other tags, or that are not what their tag says: by tag, as hex. */
  readonly others: Readonly<Record<string, string>>
}

const TEXTS: ReadonlyMap<number, keyof DocumentDetails> = new Map([
  [0x5f19, 'issuingAuthority'],
  [0x5f1b, 'endorsements'],
  [0x5f1c, 'taxOrExit'],
  [0x5f55, 'personalisedAt'],
  [0x5f56, 'personalisationDevice'],
])

/** @throws {ChipFault} `malformed` */
export function readDocumentDetails(bytes: Uint8Array): DocumentDetails {
  const fields: Record<string, string | Uint8Array> = {}
  const otherPersons: string[] = []
  const others: Record<string, string> = {}
  for (const { tag, value } of readListedObjects(bytes, 0x6c, 'DG12')) {
    const field = TEXTS.get(tag)
    const text = field === undefined && tag !== 0x5f1a ? undefined : findText(value)
    const date = tag === 0x5f26 ? findListedDate(value) : undefined
    if (field !== undefined && text !== undefined) fields[field] = text
    else if (tag === 0x5f1a && text !== undefined) otherPersons.push(text)
    else if (date !== undefined) fields.issuedOn = date
    else if (tag === 0x5f1d) fields.front = value
    else if (tag === 0x5f1e) fields.rear = value
    else others[tagName(tag)] = toHex(value)
  }
  return { ...fields, otherPersons, others }
}
