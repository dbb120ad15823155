import { authenticate, blockSize, type ChipCipher, decrypt, encrypt, pad, same, unpad, vector } from './chip-cipher.ts'
import type { Answer, Command } from './command.ts'
import { readObjects, tlv } from './der.ts'

/** Keys of one secure channel as the card holds them. */
export interface ChannelKeys {
  readonly cipher: ChipCipher
  readonly encryption: Buffer
  readonly authentication: Buffer
  /** Send sequence counter, one block long. */
  readonly counter: Buffer
}

/** The card's end of secure messaging, ISO/IEC 7816-4 and ICAO 9303-11, 9.8. */
export interface CardChannel {
  /** The command in clear, or the status with which the card drops the channel. */
  open(command: Command): Command | number
  close(reply: Answer, odd: boolean): Buffer
}

const WRONG_OBJECTS = 0x6988
const OBJECTS_MISSING = 0x6987

export function cardChannel(keys: ChannelKeys): CardChannel {
  const block = blockSize(keys.cipher)
  const counter = Buffer.from(keys.counter)
  const count = () => {
    for (let i = counter.length - 1; i >= 0; i--) {
      counter[i] = ((counter[i] ?? 0) + 1) & 255
      if (counter[i] !== 0) return
    }
  }
  const mac = (...parts: readonly Buffer[]) =>
    authenticate(keys.cipher, keys.authentication, pad(Buffer.concat([counter, ...parts]), block))

  return {
    open(command) {
      count()
      const objects = readObjects(command.data)
      if (!objects) return WRONG_OBJECTS
      const find = (tag: number) => objects.find((object) => object.tag === tag)
      const [checksum, wanted, sealed] = [find(0x8e), find(0x97), find(0x87) ?? find(0x85)]
      if (!checksum) return OBJECTS_MISSING
      const covered = objects.filter((object) => object !== checksum).map((object) => object.whole)
      const right = mac(pad(command.head, block), ...covered)
      if (!same(checksum.value, right) || objects.some(({ tag }) => ![0x87, 0x85, 0x97, 0x8e].includes(tag))) {
        return WRONG_OBJECTS
      }
      const data = sealed === undefined ? Buffer.alloc(0) : unseal(sealed.value, sealed.tag === 0x85)
      if (!data) return WRONG_OBJECTS
      const most = wanted === undefined ? 0 : wanted.value.length === 2 ? wanted.value.readUInt16BE(0) : wanted.value[0]
      const whole = wanted?.value.length === 2 ? 65_536 : 256
      return { ...command, data, wanted: wanted === undefined ? 0 : most || whole }
    },
    close(reply, odd) {
      count()
      const status = Buffer.from([reply.status >> 8, reply.status & 255])
      const sealed =
        reply.data.length === 0 ? Buffer.alloc(0) : tlv(odd ? 0x85 : 0x87, odd ? [] : [1], seal(reply.data))
      const objects = Buffer.concat([sealed, tlv(0x99, status)])
      return Buffer.concat([objects, tlv(0x8e, mac(objects)), status])
    },
  }

  function seal(data: Buffer): Buffer {
    return encrypt(keys.cipher, keys.encryption, vector(keys.cipher, keys.encryption, counter), pad(data, block))
  }

  function unseal(value: Buffer, odd: boolean): Buffer | undefined {
    const sealed = odd ? value : value.subarray(1)
    if ((!odd && value[0] !== 1) || sealed.length === 0 || sealed.length % block !== 0) return undefined
    const iv = vector(keys.cipher, keys.encryption, counter)
    return unpad(decrypt(keys.cipher, keys.encryption, iv, sealed))
  }
}
