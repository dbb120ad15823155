import { createHash, randomBytes } from 'node:crypto'
import { authenticate, blockSize, type ChipCipher, decrypt, deriveKey, encrypt, pad, same } from './chip-cipher.ts'
import { type CardChannel, cardChannel } from './chip-messaging.ts'
import { type Answer, answer, type Command } from './command.ts'

/** What opens the card: the three items of the zone, each with its check digit, as one string. */
export interface ZoneSecret {
  readonly information: string
}

/** Keys of a channel that starts with this counter; the next key pair of any agreement, 9303-11, 9.7. */
export function openChannel(cipher: ChipCipher, secret: Uint8Array, counter?: Buffer): CardChannel {
  return cardChannel({
    cipher,
    encryption: deriveKey(cipher, secret, 1),
    authentication: deriveKey(cipher, secret, 2),
    counter: counter ?? Buffer.alloc(blockSize(cipher)),
  })
}

export interface BasicAccess {
  challenge(command: Command): Answer
  /** EXTERNAL AUTHENTICATE: the answer, and the channel where the terminal knew the zone. */
  authenticate(command: Command): { readonly reply: Answer; readonly channel?: CardChannel }
}

/** The card's side of Basic Access Control, ICAO 9303-11, 4.3. */
export function basicAccess({ information }: ZoneSecret): BasicAccess {
  const seed = createHash('sha1').update(information).digest().subarray(0, 16)
  const [encryption, authentication] = [deriveKey('3DES', seed, 1), deriveKey('3DES', seed, 2)]
  const mac = (bytes: Buffer) => authenticate('3DES', authentication, pad(bytes, 8))
  const zero = Buffer.alloc(8)
  let nonce: Buffer | undefined
  return {
    challenge(command) {
      nonce = randomBytes(8)
      return command.wanted === 8 || command.wanted === 256 ? answer(0x9000, nonce) : answer(0x6700)
    },
    authenticate(command) {
      const own = nonce
      nonce = undefined
      if (!own) return { reply: answer(0x6985) }
      if (command.data.length !== 40) return { reply: answer(0x6700) }
      const [sealed, checksum] = [command.data.subarray(0, 32), command.data.subarray(32)]
      if (!same(mac(sealed), checksum)) return { reply: answer(0x6988) }
      const clear = decrypt('3DES', encryption, zero, sealed)
      const [theirs, echoed, theirKey] = [clear.subarray(0, 8), clear.subarray(8, 16), clear.subarray(16)]
      if (!same(echoed, own)) return { reply: answer(0x6300) }
      const ownKey = randomBytes(16)
      const back = encrypt('3DES', encryption, zero, Buffer.concat([own, theirs, ownKey]))
      const shared = Buffer.from(ownKey.map((byte, i) => byte ^ (theirKey[i] ?? 0)))
      const counter = Buffer.concat([own.subarray(4), theirs.subarray(4)])
      return { reply: answer(0x9000, Buffer.concat([back, mac(back)])), channel: openChannel('3DES', shared, counter) }
    },
  }
}
