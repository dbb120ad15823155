import { toHex } from '../chip/byte-string.ts'
import { membersOf, objectIdentifierOf } from '../chip/der.ts'
import { readWholeTlv, type Tlv } from '../chip/tlv.ts'

/** String types by tag: UTF8String, PrintableString, TeletexString, IA5String, UniversalString, BMPString. */
const LABELS: ReadonlyMap<number, string> = new Map([
  [0x0c, 'utf-8'],
  [0x13, 'latin1'],
  [0x14, 'latin1'],
  [0x16, 'latin1'],
  [0x1c, 'utf-32'],
  [0x1e, 'utf-16be'],
])

/**
 * A name as text for comparing: which string type an issuer's software chose, capitals and blanks make no other name. RFC 5280 7.1.
 *
 * @param der Name of RFC 5280 4.1.2.4: SEQUENCE of SETs of type and value
 * @throws {ChipFault} `malformed`
 */
export function comparableName(der: Uint8Array, where: string): string {
  const parts = membersOf(readWholeTlv(der, 0x30, where), 0x30, where).map((relative) =>
    membersOf(relative, 0x31, where)
      .map((attribute) => {
        const [type, value] = membersOf(attribute, 0x30, where)
        return [objectIdentifierOf(type, where), value === undefined ? '' : comparableValue(value)]
      })
      .sort(([one = ''], [other = '']) => (one < other ? -1 : 1)),
  )
  return JSON.stringify(parts)
}

function comparableValue(value: Tlv): string {
  const label = LABELS.get(value.tag)
  const text = label === undefined ? undefined : findDecoded(value.value, label)
  // Not text: compared as bytes, which no text can look like.
  if (text === undefined) return `#${toHex(value.bytes)}`
  return `=${text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()}`
}

function findDecoded(bytes: Uint8Array, label: string): string | undefined {
  if (label === 'utf-32') return findUniversal(bytes)
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch {
    // Bytes that are not of their type: the caller compares them as they stand.
    return undefined
  }
}

function findUniversal(bytes: Uint8Array): string | undefined {
  if (bytes.length % 4 !== 0) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const points = Array.from({ length: bytes.length / 4 }, (_, i) => view.getUint32(4 * i))
  return points.some((point) => point > 0x10ffff) ? undefined : String.fromCodePoint(...points)
}
