import { concatBytes } from './byte-string.ts'
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
  expectedLengthObject,
  joined,
  objectNames,
  STATUS,
} from './secure-messaging-objects.ts'
import { statusWords } from './status-word.ts'
import { readTlvs, type Tlv } from './tlv.ts'
import { writeTlv } from './tlv-writing.ts'

/** The terminal's end of secure messaging: ICAO 9303-11 9.8. One answer is opened after each command. */
export interface SecureChannel {
  readonly cipher: SessionCipher
  protect(command: CommandApdu): CommandApdu
  /** @throws {ChipFault} `secure-messaging-lost`; the channel is of no use afterwards */
  open(answer: ResponseApdu, step: string): ResponseApdu
}

/** @param counter see `channelCipher` */
export function openSecureChannel(
  cryptography: ChipCryptography,
  keys: SessionKeys,
  counter?: Uint8Array,
): SecureChannel {
  const channel = channelCipher(cryptography, keys, counter)
  return {
    cipher: keys.cipher,
    protect(command) {
      channel.countOn()
      const masked = { ...command, cla: command.cla | 0x0c }
      const tag = (command.ins & 1) === 0 ? CRYPTOGRAM : CRYPTOGRAM_OF_OBJECTS
      const objects = concatBytes(
        ...(command.data.length === 0 ? [] : [channel.encipher(tag, command.data)]),
        ...(command.expected === undefined ? [] : [expectedLengthObject(command.expected)]),
      )
      const check = channel.checkValue(authenticatedHeader(masked, channel.blockLength), objects)
      const data = concatBytes(objects, writeTlv(CHECK_VALUE, check))
      const isExtended = data.length > 0xff || (command.expected ?? 0) > 0x100
      return commandApdu(masked.cla, masked.ins, masked.p1, masked.p2, data, isExtended ? 0x10000 : 0x100)
    },
    open(answer, step) {
      channel.countOn()
      const lost = (message: string, inClear = false): never => {
        throw new ChipFault('secure-messaging-lost', step, message, { statusWord: answer.statusWord, inClear })
      }
      if (answer.data.length === 0) {
        const isError = answer.statusWord >= 0x6400 && answer.statusWord <= 0x6fff
        return lost(`the card left secure messaging with ${statusWords(answer.statusWord)}`, isError)
      }
      const { cryptogram, status, check } = objectsOfAnswer(answer.data, step)
      if (check === undefined || status === undefined) return lost('check value or status is missing in the answer')
      if (!channel.verifies(check, joined([cryptogram, status]))) return lost('the check value of the answer is wrong')
      const statusWord = (status.value[0] ?? 0) * 0x100 + (status.value[1] ?? 0)
      if (status.value.length !== 2 || statusWord !== answer.statusWord)
        return lost(`protected status ${statusWords(statusWord)} differs from ${statusWords(answer.statusWord)}`)
      if (cryptogram === undefined) return { data: new Uint8Array(0), statusWord }
      const data = channel.decipher(cryptogram) ?? lost('the cryptogram of the answer cannot be opened')
      return { data, statusWord }
    },
  }
}

/** Order and number of objects are fixed: [87 or 85] 99 8E. */
function objectsOfAnswer(data: Uint8Array, step: string) {
  let objects: readonly Tlv[]
  try {
    objects = readTlvs(data, step)
  } catch (cause) {
    throw new ChipFault('secure-messaging-lost', step, 'the answer is not made of data objects', { cause })
  }
  const rest = [...objects]
  const take = (...tags: readonly number[]) => (tags.includes(rest[0]?.tag ?? -1) ? rest.shift() : undefined)
  const found = { cryptogram: take(CRYPTOGRAM, CRYPTOGRAM_OF_OBJECTS), status: take(STATUS), check: take(CHECK_VALUE) }
  if (rest.length > 0)
    throw new ChipFault('secure-messaging-lost', step, `objects ${objectNames(objects)} in the answer`)
  return found
}
