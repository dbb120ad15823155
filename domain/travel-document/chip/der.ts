import { toUint } from './byte-string.ts'
import { ChipFault } from './chip-fault.ts'
import { childrenOf, expectTag, type Tlv } from './tlv.ts'

const LONGEST_OBJECT_IDENTIFIER = 64

/** Dotted form of the content bytes of an OBJECT IDENTIFIER: X.690 8.19. Arcs beyond 2^53 are refused. */
export function readObjectIdentifier(content: Uint8Array, where: string, offset?: number): string {
  const malformed = (message: string): never => {
    throw new ChipFault('malformed', where, message, offset === undefined ? {} : { offset })
  }
  if (content.length === 0 || content.length > LONGEST_OBJECT_IDENTIFIER)
    return malformed(`object identifier of ${content.length} bytes`)
  const arcs: number[] = []
  let arc = 0
  for (const byte of content) {
    arc = arc * 0x80 + (byte & 0x7f)
    if (!Number.isSafeInteger(arc)) malformed('object identifier with an arc too large')
    if ((byte & 0x80) !== 0) continue
    arcs.push(arc)
    arc = 0
  }
  if (((content[content.length - 1] ?? 0) & 0x80) !== 0) malformed('object identifier that is cut')
  const [first = 0, ...rest] = arcs
  const top = Math.min(Math.floor(first / 40), 2)
  return [top, first - top * 40, ...rest].join('.')
}

export function objectIdentifierOf(found: Tlv | undefined, where: string): string {
  const object = expectTag(found, 0x06, where)
  return readObjectIdentifier(object.value, where, object.offset)
}

/** INTEGER that is not negative. */
export function unsignedIntegerOf(found: Tlv | undefined, where: string): bigint {
  const object = expectTag(found, 0x02, where)
  if (object.value.length === 0 || (object.value[0] ?? 0) >= 0x80)
    throw new ChipFault('malformed', where, 'an integer that is empty or negative', { offset: object.offset })
  return toUint(object.value)
}

/** INTEGER of a version or an identifier: 0 to 2^31. */
export function smallIntegerOf(found: Tlv | undefined, where: string): number {
  const value = unsignedIntegerOf(found, where)
  if (value > 0x7fffffffn)
    throw new ChipFault('malformed', where, 'an integer too large for its place', offsetOf(found))
  return Number(value)
}

/** Members of a SEQUENCE (30) or SET (31). */
export function membersOf(found: Tlv | undefined, tag: 0x30 | 0x31, where: string): readonly Tlv[] {
  return childrenOf(expectTag(found, tag, where), where)
}

/** Bytes of a BIT STRING of whole bytes. */
export function bitStringOf(found: Tlv | undefined, where: string): Uint8Array {
  const object = expectTag(found, 0x03, where)
  if (object.value[0] !== 0) throw new ChipFault('malformed', where, 'a bit string of broken bytes', offsetOf(found))
  return object.value.subarray(1)
}

function offsetOf(found: Tlv | undefined): { readonly offset?: number } {
  return found === undefined ? {} : { offset: found.offset }
}

/** UTCTime and GeneralizedTime as certificates and CMS write them: to the second, in Z. RFC 5280 4.1.2.5, RFC 5652 11.3. */
export function timeOf(found: Tlv | undefined, where: string): Date {
  const isShort = found?.tag === 0x17
  const object = isShort ? found : expectTag(found, 0x18, where)
  const text = String.fromCharCode(...object.value.subarray(0, 16))
  const century = Number(text.slice(0, 2)) >= 50 ? '19' : '20'
  const whole = isShort ? century + text : text
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(whole) ?? []
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  if (Number.isNaN(time.getTime())) throw new ChipFault('malformed', where, 'a time that is none', offsetOf(found))
  return time
}
