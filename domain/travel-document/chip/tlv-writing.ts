import { concatBytes, fromUintShortest } from './byte-string.ts'

/** Length field of X.690 8.1.3 in its shortest form. */
function lengthField(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length)
  const bytes = fromUintShortest(length)
  return concatBytes(Uint8Array.of(0x80 | bytes.length), bytes)
}

/** One data object; `tag` is the whole tag (0x7F61), the value the parts one after the other. */
export function writeTlv(tag: number, ...value: readonly Uint8Array[]): Uint8Array {
  const length = value.reduce((sum, part) => sum + part.length, 0)
  return concatBytes(fromUintShortest(tag), lengthField(length), ...value)
}

/** INTEGER that is not negative, X.690 8.3: a leading zero where the first bit would be a sign. */
export function writeInteger(value: bigint | number): Uint8Array {
  const bytes = fromUintShortest(value)
  return writeTlv(0x02, ...((bytes[0] ?? 0) >= 0x80 ? [Uint8Array.of(0)] : []), bytes)
}

/** Content bytes of OBJECT IDENTIFIER, X.690 8.19, without tag and length: what MSE and the tokens of PACE carry. */
export function objectIdentifierContent(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const bytes = [first * 40 + second, ...rest].flatMap((arc) => {
    const septets = [arc % 0x80]
    for (let left = Math.floor(arc / 0x80); left > 0; left = Math.floor(left / 0x80)) {
      septets.unshift(0x80 | (left % 0x80))
    }
    return septets
  })
  return Uint8Array.from(bytes)
}

export function writeObjectIdentifier(dotted: string): Uint8Array {
  return writeTlv(0x06, objectIdentifierContent(dotted))
}
