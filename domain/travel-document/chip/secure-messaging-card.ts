import { concatBytes, fromUint } from './byte-string.ts'
import type { ChipCryptography } from './chip-cryptography.ts'
import { ChipFault } from './chip-fault.ts'
import { type CommandApdu, commandApdu, type ResponseApdu } from './command-apdu.ts'
import type { SessionCipher, SessionKeys } from './key-derivation.ts'
import {
  authenticatedHeader,
  CHECK_VALUE,
  CRYPTOGRAM,
  CRYPTOGRAM_OF_OBJECTS,
  channelCipher,
  EXPECTED_LENGTH,
  joined,
  objectNames,
  STATUS,
} from './secure-messaging-objects.ts'
import { readTlvs, type Tlv } from './tlv.ts'
import { writeTlv } from './tlv-writing.ts'

/** The card's end of secure messaging: ICAO 9303-11 9.8. One answer is protected after each command. */
export interface CardChannel {
  readonly cipher: SessionCipher
  /**
   * The plain command; its class is without the secure-messaging bits.
   *
   * @throws {ChipFault} with `statusWord` 6987 (object missing) or 6988 (object wrong): the card answers it unprotected and ends the session
   */
  open(command: CommandApdu): CommandApdu
  /** @param objects the data are data objects themselves (answer to an odd INS): object 85 in place of 87 */
  protect(answer: ResponseApdu, objects?: boolean): ResponseApdu
}

const STEP = 'secure messaging of the card'

/** @param counter see `channelCipher` */
export function openCardChannel(cryptography: ChipCryptography, keys: SessionKeys, counter?: Uint8Array): CardChannel {
  const channel = channelCipher(cryptography, keys, counter)
  return {
    cipher: keys.cipher,
    open(command) {
      channel.countOn()
      const { cryptogram, expected, check } = objectsOfCommand(command)
      const header = authenticatedHeader(command, channel.blockLength)
      if (!channel.verifies(check, header, joined([cryptogram, expected]))) throw wrong('the check value is wrong')
      const data = cryptogram === undefined ? new Uint8Array(0) : channel.decipher(cryptogram)
      if (data === undefined) throw wrong('the cryptogram cannot be opened')
      const plain = [command.cla & ~0x0c, command.ins, command.p1, command.p2] as const
      return expected === undefined ? commandApdu(...plain, data) : commandApdu(...plain, data, lengthOf(expected))
    },
    protect(answer, objects = false) {
      channel.countOn()
      const tag = objects ? CRYPTOGRAM_OF_OBJECTS : CRYPTOGRAM
      const protectedData = concatBytes(
        ...(answer.data.length === 0 ? [] : [channel.encipher(tag, answer.data)]),
        writeTlv(STATUS, fromUint(answer.statusWord, 2)),
      )
      const check = writeTlv(CHECK_VALUE, channel.checkValue(protectedData))
      return { data: concatBytes(protectedData, check), statusWord: answer.statusWord }
    },
  }
}

function wrong(message: string, statusWord = 0x6988): ChipFault {
  return new ChipFault('secure-messaging-lost', STEP, message, { statusWord })
}

function lengthOf(expected: Tlv): number {
  const [high = 0, low] = expected.value
  if (expected.value.length === 1) return high || 0x100
  if (expected.value.length === 2) return high * 0x100 + (low ?? 0) || 0x10000
  throw wrong('object 97 is of one or two bytes')
}

/** [87, or 85 with an odd INS] [97] 8E */
function objectsOfCommand(command: CommandApdu) {
  if ((command.cla & 0x0c) !== 0x0c) throw wrong('the command is not protected', 0x6987)
  let objects: readonly Tlv[]
  try {
    objects = readTlvs(command.data, STEP)
  } catch (cause) {
    throw new ChipFault('secure-messaging-lost', STEP, 'the command is not made of data objects', {
      statusWord: 0x6988,
      cause,
    })
  }
  const rest = [...objects]
  const take = (tag: number) => (rest[0]?.tag === tag ? rest.shift() : undefined)
  const cryptogram = take((command.ins & 1) === 0 ? CRYPTOGRAM : CRYPTOGRAM_OF_OBJECTS)
  const expected = take(EXPECTED_LENGTH)
  const check = take(CHECK_VALUE)
  if (rest.length > 0) throw wrong(`objects ${objectNames(objects)} in the command`)
  if (check === undefined) throw wrong('object 8E is missing', 0x6987)
  return { cryptogram, expected, check }
}
