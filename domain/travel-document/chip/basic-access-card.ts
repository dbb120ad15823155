import { basicAccessKeys, basicAccessSession, findTriple, sealTriple } from './basic-access.ts'
import { sameBytes } from './byte-string.ts'
import type { ChipCryptography } from './chip-cryptography.ts'
import { type CardChannel, openCardChannel } from './secure-messaging-card.ts'

/** What the card answers to EXTERNAL AUTHENTICATE, and the channel for everything after it. */
export interface BasicAccessAnswer {
  readonly data: Uint8Array
  readonly channel: CardChannel
}

/**
 * The card's side of BAC, ICAO 9303-11 4.3.3: checks the terminal's 40 bytes against the nonce it was given by GET CHALLENGE.
 *
 * @param password `passwordOf` the card's own MRZ key
 * @param chipNonce 8 bytes, good for one try
 * @returns `wrong-key` (check value does not fit: 6300) or `wrong-nonce` (right key, another exchange: 6300)
 */
export function answerBasicAccess(
  cryptography: ChipCryptography,
  password: Uint8Array,
  chipNonce: Uint8Array,
  data: Uint8Array,
): BasicAccessAnswer | 'wrong-key' | 'wrong-nonce' {
  const keys = basicAccessKeys(cryptography, password)
  const opened = findTriple(cryptography, keys, data)
  if (opened === undefined) return 'wrong-key'
  if (!sameBytes(opened.second, chipNonce)) return 'wrong-nonce'
  const chipSecret = cryptography.random(16)
  const session = basicAccessSession(
    cryptography,
    { terminal: opened.key, chip: chipSecret },
    { terminal: opened.first, chip: chipNonce },
  )
  return {
    data: sealTriple(cryptography, keys, chipNonce, opened.first, chipSecret),
    channel: openCardChannel(cryptography, session.keys, session.counter),
  }
}
