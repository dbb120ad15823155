import { ChipFault } from './chip-fault.ts'

/** One data object: ISO/IEC 7816-4 BER-TLV, ITU-T X.690. `offset` and `end` count in the bytes that were read first. */
export interface Tlv {
  /** Whole tag as a number: 0x30, 0x7F61, 0x5F2E. */
  readonly tag: number
  readonly constructed: boolean
  readonly value: Uint8Array
  /** First byte of the tag. */
  readonly offset: number
  readonly valueOffset: number
  readonly end: number
  /** Tag, length and value as they stood. */
  readonly bytes: Uint8Array
}

/** Most objects on one level: no file of ICAO 9303-10 comes near, and a hostile one costs no more than this. */
const MOST_OBJECTS = 4096
const DEEPEST = 24

/**
 * Reads the one object that begins at `offset`; bytes behind it are left. Tags of at most three bytes, definite lengths of at most four.
 *
 * @param where name of the file or step, for errors: `DG2`, `EF.SOD`
 * @throws {ChipFault} `malformed` with the offset
 */
export function readTlv(bytes: Uint8Array, where: string, offset = 0, base = 0): Tlv {
  const header = readTlvHeader(bytes, where, offset, base)
  const end = header.valueOffset + header.length
  if (end > bytes.length) {
    throw new ChipFault('malformed', where, `length ${header.length} goes beyond the ${bytes.length} bytes there are`, {
      offset: base + offset,
    })
  }
  return {
    tag: header.tag,
    constructed: header.constructed,
    value: bytes.subarray(header.valueOffset, end),
    offset: base + offset,
    valueOffset: base + header.valueOffset,
    end: base + end,
    bytes: bytes.subarray(offset, end),
  }
}

export interface TlvHeader {
  readonly tag: number
  readonly constructed: boolean
  readonly length: number
  /** Where the value begins in `bytes`. */
  readonly valueOffset: number
}

/** Tag and length alone: what the first read of a file needs to know how long the file is. The value need not be there. */
export function readTlvHeader(bytes: Uint8Array, where: string, offset = 0, base = 0): TlvHeader {
  const malformed = (message: string): never => {
    throw new ChipFault('malformed', where, message, { offset: base + offset })
  }
  const byteAt = (at: number): number => bytes[at] ?? malformed('cut in tag or length')
  let at = offset
  const first = byteAt(at++)
  let tag = first
  if ((first & 0x1f) === 0x1f) {
    for (let more = 0x80; (more & 0x80) !== 0; ) {
      more = byteAt(at++)
      tag = tag * 0x100 + more
      if (tag > 0xffffff) malformed('tag of more than three bytes')
    }
  }
  let length = byteAt(at++)
  if (length === 0x80) malformed('indefinite length')
  if (length > 0x80) {
    const count = length - 0x80
    if (count > 4) malformed(`length of ${count} bytes`)
    length = 0
    for (let i = 0; i < count; i++) length = length * 0x100 + byteAt(at++)
  }
  return { tag, constructed: (first & 0x20) !== 0, length, valueOffset: at }
}

/** All objects of one level; every byte belongs to one. */
export function readTlvs(bytes: Uint8Array, where: string, base = 0, most = MOST_OBJECTS): readonly Tlv[] {
  const found: Tlv[] = []
  for (let at = 0; at < bytes.length; ) {
    if (found.length === most) throw new ChipFault('too-large', where, `more than ${most} objects`)
    const one = readTlv(bytes, where, at, base)
    found.push(one)
    at = one.end - base
  }
  return found
}

/** The objects inside a constructed one. */
export function childrenOf(parent: Tlv, where: string): readonly Tlv[] {
  return readTlvs(parent.value, where, parent.valueOffset)
}

export function tagName(tag: number): string {
  return tag.toString(16).toUpperCase().padStart(2, '0')
}

/** The one object the bytes are, of the tag a file must have; nothing may follow it. */
export function readWholeTlv(bytes: Uint8Array, tag: number, where: string, base = 0): Tlv {
  const one = readTlv(bytes, where, 0, base)
  expectTag(one, tag, where)
  if (one.end - base !== bytes.length) {
    throw new ChipFault('malformed', where, `${bytes.length - (one.end - base)} bytes too many`, { offset: one.end })
  }
  return one
}

/** Checks the object that must stand in a place, and gives it back. */
export function expectTag(found: Tlv | undefined, tag: number, where: string): Tlv {
  if (found === undefined) throw new ChipFault('malformed', where, `object ${tagName(tag)} is missing`)
  if (found.tag !== tag) {
    throw new ChipFault('malformed', where, `object ${tagName(found.tag)} where ${tagName(tag)} belongs`, {
      offset: found.offset,
    })
  }
  return found
}

/**
 * Walks everything below, so that code which recurses without a bound may have the bytes afterwards.
 *
 * @throws {ChipFault} `too-large` beyond depth 24 or `mostObjects` in all; `malformed` where the tree is broken
 */
export function checkTlvTree(bytes: Uint8Array, where: string, mostObjects = 20_000): void {
  const open: { readonly value: Uint8Array; readonly base: number; readonly depth: number }[] = [
    { value: bytes, base: 0, depth: 0 },
  ]
  let count = 0
  for (let level = open.pop(); level !== undefined; level = open.pop()) {
    if (level.depth > DEEPEST)
      throw new ChipFault('too-large', where, `nested deeper than ${DEEPEST}`, { offset: level.base })
    for (const one of readTlvs(level.value, where, level.base)) {
      count++
      if (count > mostObjects) throw new ChipFault('too-large', where, `more than ${mostObjects} objects`)
      if (one.constructed) open.push({ value: one.value, base: one.valueOffset, depth: level.depth + 1 })
    }
  }
}
