import type { ChipCryptography } from './chip-cryptography.ts'
import { type Curve, decodePoint } from './elliptic-curve.ts'
import { deriveSessionKeys, type SessionCipher } from './key-derivation.ts'
import { multipliedX } from './point-multiplication.ts'
import { type CardChannel, openCardChannel } from './secure-messaging-card.ts'

/**
 * The card's side of chip authentication, ICAO 9303-11 6.2.3: the channel for everything after the answer to this command, which itself goes
 * out under the old one.
 *
 * @param secret the chip's static private key
 * @param terminalKey object 91 of MSE:SET KAT (3DES), or object 80 in 7C of GENERAL AUTHENTICATE (AES)
 * @throws {ChipFault} `malformed`: the card answers 6A80
 */
export function answerChipAuthentication(
  cryptography: ChipCryptography,
  cipher: SessionCipher,
  on: Curve,
  secret: bigint,
  terminalKey: Uint8Array,
): CardChannel {
  const point = decodePoint(on, terminalKey, 'chip authentication of the card')
  const shared = multipliedX(cryptography, on, secret, point)
  return openCardChannel(cryptography, deriveSessionKeys(cryptography, shared, cipher))
}
