import { concatBytes } from '../chip/byte-string.ts'
import { ChipFault } from '../chip/chip-fault.ts'
import { readTlvHeader, readWholeTlv } from '../chip/tlv.ts'
import { writeTlv } from '../chip/tlv-writing.ts'

const DEEPEST = 24
const MOST_OBJECTS = 4_000
const INDEFINITE = 0x80
/** OCTET STRING in pieces, X.690 8.7.3. */
const STRING_IN_PIECES = 0x24

interface Coded {
  readonly bytes: Uint8Array
  /** Where the next object begins. */
  readonly end: number
  readonly isChanged: boolean
}

/**
 * CMS may be in BER (RFC 5652 4): lengths that an end mark closes, strings in pieces. The same objects with definite lengths and whole strings;
 * what was so already is the same bytes, so that signatures over it hold. X.690 8.1.3.6.
 *
 * @throws {ChipFault} `malformed` with the place, `too-large`
 */
export function withDefiniteLengths(bytes: Uint8Array, where: string, base = 0): Uint8Array {
  let objects = 0

  function fault(message: string, at: number): ChipFault {
    return new ChipFault('malformed', where, message, { offset: base + at })
  }

  function code(at: number, limit: number, depth: number): Coded {
    objects++
    if (depth > DEEPEST || objects > MOST_OBJECTS)
      throw new ChipFault('too-large', where, `deeper than ${DEEPEST} or more than ${MOST_OBJECTS} objects`)
    const lengthAt = lengthPlace(at)
    if (bytes[lengthAt] === INDEFINITE) return codeOpen(at, lengthAt, limit, depth)
    const { tag, constructed, length, valueOffset } = readTlvHeader(bytes, where, at, base)
    const end = valueOffset + length
    if (end > limit) throw fault(`length ${length} goes beyond the object around it`, at)
    const whole = { bytes: bytes.subarray(at, end), end, isChanged: false }
    if (!constructed) return whole
    const children: Coded[] = []
    for (let next = valueOffset; next < end; ) {
      const child = code(next, end, depth + 1)
      children.push(child)
      next = child.end
    }
    const isChanged = tag === STRING_IN_PIECES || children.some((child) => child.isChanged)
    return isChanged ? { bytes: put(tag, children), end, isChanged } : whole
  }

  function codeOpen(at: number, lengthAt: number, limit: number, depth: number): Coded {
    if (((bytes[at] ?? 0) & 0x20) === 0) throw fault('indefinite length of a primitive object', at)
    let tag = 0
    for (const byte of bytes.subarray(at, lengthAt)) tag = tag * 0x100 + byte
    const children: Coded[] = []
    let next = lengthAt + 1
    for (;;) {
      if (next + 2 > limit) throw fault('an object without an end', at)
      if (bytes[next] === 0 && bytes[next + 1] === 0)
        return { bytes: put(tag, children), end: next + 2, isChanged: true }
      const child = code(next, limit, depth + 1)
      children.push(child)
      next = child.end
    }
  }

  /** Behind the tag, of at most three bytes. */
  function lengthPlace(at: number): number {
    let place = at + 1
    if (((bytes[at] ?? 0) & 0x1f) !== 0x1f) return place
    while (((bytes[place] ?? 0) & 0x80) !== 0) place++
    if (place - at > 2) throw fault('tag of more than three bytes', at)
    return place + 1
  }

  function put(tag: number, children: readonly Coded[]): Uint8Array {
    const parts = children.map((child) => child.bytes)
    if (tag !== STRING_IN_PIECES) return writeTlv(tag, ...parts)
    return writeTlv(0x04, concatBytes(...parts.map((part) => readWholeTlv(part, 0x04, where).value)))
  }

  const { bytes: coded, end } = code(0, bytes.length, 0)
  if (end !== bytes.length) throw fault(`${bytes.length - end} bytes too many`, end)
  return coded
}
