import { sameBytes, toUint } from './byte-string.ts'
import { ChipFault } from './chip-fault.ts'
import { bitStringOf, membersOf, objectIdentifierOf, smallIntegerOf, unsignedIntegerOf } from './der.ts'
import {
  type Curve,
  type CurvePoint,
  curves,
  decodePoint,
  encodePoint,
  findCurveByParameterId,
} from './elliptic-curve.ts'
import { expectTag, readWholeTlv, type Tlv } from './tlv.ts'
import { writeObjectIdentifier, writeTlv } from './tlv-writing.ts'

const RSA = '1.2.840.113549.1.1.1'
const RSA_PSS = '1.2.840.113549.1.1.10'
const EC_PUBLIC_KEY = '1.2.840.10045.2.1'
const PRIME_FIELD = '1.2.840.10045.1.1'
/** standardizedDomainParameters, ICAO 9303-11 9.2.3: a number in place of a curve. */
const STANDARDIZED = '0.4.0.127.0.7.1.2'

/** `subjectPublicKeyInfo` is DER that names its curve, whatever the card wrote. */
export type SubjectPublicKey =
  | {
      readonly kind: 'rsa'
      readonly modulus: bigint
      readonly modulusBits: number
      readonly subjectPublicKeyInfo: Uint8Array
    }
  | {
      readonly kind: 'ec'
      readonly curve: Curve
      readonly point: CurvePoint
      readonly subjectPublicKeyInfo: Uint8Array
    }
  /** An algorithm or curve we do not speak. */
  | { readonly kind: 'other'; readonly algorithm: string }

/**
 * SubjectPublicKeyInfo, RFC 5280 4.1.2.7, RFC 5480. Explicit curve parameters are taken where they are those of a curve we know: a curve of
 * a card's own could be a weak one.
 *
 * @throws {ChipFault} `malformed`
 */
export function readSubjectPublicKey(bytes: Uint8Array, where: string, base = 0): SubjectPublicKey {
  return subjectPublicKeyOf(readWholeTlv(bytes, 0x30, where, base), where)
}

export function subjectPublicKeyOf(found: Tlv | undefined, where: string): SubjectPublicKey {
  const [algorithm, key] = membersOf(found, 0x30, where)
  const [identifier, parameters] = membersOf(algorithm, 0x30, where)
  const name = objectIdentifierOf(identifier, where)
  const bits = bitStringOf(key, where)
  const whole = expectTag(found, 0x30, where).bytes
  if (name === RSA || name === RSA_PSS) return rsaKey(bits, whole, where)
  if (name !== EC_PUBLIC_KEY && name !== STANDARDIZED) return { kind: 'other', algorithm: name }
  const curve = findCurveOf(parameters, where)
  if (curve === undefined) return { kind: 'other', algorithm: `${name} on a curve we do not know` }
  const point = decodePoint(curve, bits, where)
  return { kind: 'ec', curve, point, subjectPublicKeyInfo: writeEcPublicKey(curve, point) }
}

/** DER with the curve by name: what other cryptography takes. */
export function writeEcPublicKey(curve: Curve, point: CurvePoint): Uint8Array {
  const algorithm = [writeObjectIdentifier(EC_PUBLIC_KEY), writeObjectIdentifier(curve.objectIdentifier)]
  return writeTlv(0x30, writeTlv(0x30, ...algorithm), writeTlv(0x03, Uint8Array.of(0), encodePoint(curve, point)))
}

function rsaKey(bits: Uint8Array, subjectPublicKeyInfo: Uint8Array, where: string): SubjectPublicKey {
  const [modulus, exponent] = membersOf(readWholeTlv(bits, 0x30, where), 0x30, where)
  const value = unsignedIntegerOf(modulus, where)
  const modulusBits = value.toString(2).length
  const exponentBits = unsignedIntegerOf(exponent, where).toString(2).length
  // Beyond these a hostile key would only cost time.
  if (modulusBits > 8192 || exponentBits > 64)
    throw new ChipFault('too-large', where, `an RSA key of ${modulusBits} bits with an exponent of ${exponentBits}`)
  return { kind: 'rsa', modulus: value, modulusBits, subjectPublicKeyInfo }
}

/** Curve of EC parameters: by name, by number, or by explicit parameters that are those of a known curve. RFC 3279 2.3.5. */
export function findCurveOf(parameters: Tlv | undefined, where: string): Curve | undefined {
  if (parameters === undefined) throw new ChipFault('malformed', where, 'curve parameters are missing')
  if (parameters.tag === 0x02) return findCurveByParameterId(smallIntegerOf(parameters, where))
  if (parameters.tag === 0x06) {
    const name = objectIdentifierOf(parameters, where)
    return curves.find((curve) => curve.objectIdentifier === name)
  }
  const [, field, equation, generator, order, cofactor] = membersOf(parameters, 0x30, where)
  const [fieldType, prime] = membersOf(field, 0x30, where)
  if (objectIdentifierOf(fieldType, where) !== PRIME_FIELD) return undefined
  const [a, b] = membersOf(equation, 0x30, where)
  const p = unsignedIntegerOf(prime, where)
  const n = unsignedIntegerOf(order, where)
  const isCofactorOne = cofactor === undefined || unsignedIntegerOf(cofactor, where) === 1n
  const known = curves.find((curve) => {
    const given = curve.Point.CURVE()
    return given.p === p && given.n === n && given.a === coefficient(a, where) && given.b === coefficient(b, where)
  })
  const base = expectTag(generator, 0x04, where).value
  const isBase = known !== undefined && sameBytes(base, generatorOf(known, base))
  return isBase && isCofactorOne ? known : undefined
}

function coefficient(found: Tlv | undefined, where: string): bigint {
  return toUint(expectTag(found, 0x04, where).value)
}

/** The curve's generator as the other wrote his: compressed (02, 03) or not. */
function generatorOf(curve: Curve, like: Uint8Array): Uint8Array {
  return curve.Point.BASE.toBytes(like[0] !== 4)
}
