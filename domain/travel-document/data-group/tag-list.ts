import { findPlainDate, type PlainDate } from '../../calendar/plain-date.ts'
import { childrenOf, readWholeTlv, type Tlv } from '../chip/tlv.ts'

/** UTF-8, or `undefined` where the bytes are none. NFC, control characters as blanks, `<` of zones as it stands. */
export function findText(value: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(value)
    return text
      .normalize('NFC')
      .replace(/\p{Cc}+/gu, ' ')
      .trim()
  } catch {
    // Not text: the caller keeps the bytes.
    return undefined
  }
}

/** The objects of DG11 and DG12 behind their list of tags (5C), the A0 groups opened. ICAO 9303-10 4.7.11, 4.7.12. */
export function readListedObjects(bytes: Uint8Array, tag: number, where: string): readonly Tlv[] {
  return childrenOf(readWholeTlv(bytes, tag, where), where).flatMap((object) => {
    if (object.tag === 0x5c) return []
    return object.tag === 0xa0 ? childrenOf(object, where).filter((inner) => inner.tag !== 0x02) : [object]
  })
}

/** YYYYMMDD as eight digits or as four bytes of packed digits: both are found on cards. */
export function findListedDate(value: Uint8Array): PlainDate | undefined {
  const packed = value.length === 4
  const digits = packed
    ? [...value].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    : String.fromCharCode(...value.subarray(0, 8))
  if (!/^\d{8}$/.test(digits) || (!packed && value.length !== 8)) return undefined
  return findPlainDate(`${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`)
}

/** Parts of a name or an address as DG11 and DG12 write it: `NGUYEN<<VAN<AN`, `HANOI<VIET NAM`. */
export function withoutFillers(text: string): string {
  return text.replace(/<+/g, ' ').replace(/\s+/g, ' ').trim()
}
