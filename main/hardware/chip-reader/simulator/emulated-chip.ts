import { basicAccess, type ZoneSecret } from './chip-access.ts'
import type { CardChannel } from './chip-messaging.ts'
import { type PaceOffer, type PaceSecrets, pace } from './chip-pace.ts'
import type { ChipProfile } from './chip-profile.ts'
import type { ActiveProof, ChipProof, Proved } from './chip-proof.ts'
import { type Answer, answer, answerBytes, type Command, readCommand } from './command.ts'
import { readObjects, tlv } from './der.ts'

/** What a personalised card holds. */
export interface ChipContents {
  readonly secrets: PaceSecrets
  readonly zone: ZoneSecret
  readonly offers: readonly PaceOffer[]
  readonly basicAccess: boolean
  /** EF.CardAccess; undefined on a card without PACE. */
  readonly cardAccess: Buffer | undefined
  /** Elementary files of the application by identifier. A function plays a file without an end. */
  readonly files: ReadonlyMap<number, Buffer | ((offset: number, length: number) => Buffer)>
  /** Files only terminal authentication opens: DG3 and DG4. */
  readonly closed: readonly number[]
  readonly active: ActiveProof | undefined
  readonly chip: ChipProof | undefined
  readonly longReads: ChipProfile['longReads']
  /** Most bytes of a file in one answer. */
  readonly mostRead: number
}

export interface EmulatedChip {
  /** Power on or reset: every channel and selection is gone. */
  reset(): void
  /** Empty where the card never answers. */
  process(bytes: Buffer): Buffer
}

const APPLICATION = Buffer.from('a0000002471001', 'hex')
const CARD_ACCESS = 0x011c
const NOT_ALLOWED = 0x6982
const NOT_FOUND = 0x6a82

/** A chip card of ICAO 9303-10 and -11 that opens nothing but EF.CardAccess before BAC or PACE. */
export function emulatedChip(contents: ChipContents): EmulatedChip {
  const access = basicAccess(contents.zone)
  const password = pace(contents.offers, contents.secrets)
  let channel: CardChannel | undefined
  let inApplication = false
  let selected: number | undefined
  let opened = false
  let agreeing: 'pace' | 'chip' = 'pace'

  function reset(): void {
    channel = undefined
    inApplication = false
    selected = undefined
    opened = false
    password.reset()
  }

  function select({ p1, data }: Command): Answer {
    if (p1 === 4) {
      if (!data.equals(APPLICATION)) return answer(NOT_FOUND)
      inApplication = true
      selected = undefined
      return answer(0x9000)
    }
    if (p1 === 0 && (data.length === 0 || data.toString('hex') === '3f00')) {
      inApplication = false
      selected = undefined
      return answer(0x9000)
    }
    if (data.length !== 2) return answer(0x6a80)
    return selectFile(data.readUInt16BE(0))
  }

  function selectFile(file: number): Answer {
    const known = inApplication
      ? contents.files.has(file) || contents.closed.includes(file)
      : file === CARD_ACCESS && contents.cardAccess !== undefined
    if (inApplication && (!opened || contents.closed.includes(file))) return answer(NOT_ALLOWED)
    if (!known) return answer(NOT_FOUND)
    selected = file
    return answer(0x9000)
  }

  function bytesOf(file: number, offset: number, length: number): Answer {
    const held = file === CARD_ACCESS && !inApplication ? contents.cardAccess : contents.files.get(file)
    if (!held) return answer(NOT_FOUND)
    const most = Math.min(length, contents.mostRead)
    if (typeof held === 'function') return answer(0x9000, held(offset, most))
    if (offset > held.length || (offset === held.length && length > 0)) return answer(0x6b00)
    const bytes = held.subarray(offset, offset + most)
    return answer(bytes.length < length && most === length ? 0x6282 : 0x9000, bytes)
  }

  function readBinary(command: Command, odd: boolean): Answer {
    const reading = odd ? command.p1 * 256 + command.p2 : undefined
    let offset = command.p1 * 256 + command.p2
    if ((command.p1 & 0x80) !== 0 && !odd) {
      const picked = selectFile(inApplication ? 0x0100 | (command.p1 & 0x1f) : 0x0100 | (command.p1 & 0x1f))
      if (picked.status !== 0x9000) return picked
      offset = command.p2
    }
    if (reading) {
      const picked = selectFile(reading < 32 ? 0x0100 | reading : reading)
      if (picked.status !== 0x9000) return picked
    }
    if (selected === undefined) return answer(0x6986)
    if (inApplication && !opened) return answer(NOT_ALLOWED)
    if (!odd) return bytesOf(selected, offset, command.wanted)
    const place = readObjects(command.data)?.find((object) => object.tag === 0x54)?.value
    if (!place || place.length === 0 || place.length > 4) return answer(0x6a80)
    // The object 53 takes its head out of the length that was asked for.
    const found = bytesOf(selected, Number(`0x${place.toString('hex')}`), Math.max(1, command.wanted - 4))
    return found.data.length === 0 ? found : answer(found.status, tlv(0x53, found.data))
  }

  function manageSecurity(command: Command): Proved {
    const where = command.p1 * 256 + command.p2
    if (where === 0xc1a4) {
      agreeing = 'pace'
      return { reply: contents.offers.length === 0 ? answer(0x6a80) : password.select(command) }
    }
    if (!opened || !contents.chip) return { reply: answer(opened ? 0x6a80 : NOT_ALLOWED) }
    if (where === 0x41a6) return contents.chip.setKeyAgreement(command)
    agreeing = 'chip'
    return { reply: where === 0x41a4 ? contents.chip.select(command) : answer(0x6a86) }
  }

  function obey(command: Command): Proved {
    switch (command.instruction) {
      case 0xa4:
        return { reply: select(command) }
      case 0xb0:
      case 0xb1:
        return { reply: readBinary(command, command.instruction === 0xb1) }
      case 0x84:
        return { reply: inApplication && contents.basicAccess ? access.challenge(command) : answer(0x6985) }
      case 0x82:
        return inApplication && contents.basicAccess ? access.authenticate(command) : { reply: answer(0x6985) }
      case 0x22:
        return manageSecurity(command)
      case 0x86:
        if (agreeing === 'pace') return password.step(command)
        return opened && contents.chip ? contents.chip.step(command) : { reply: answer(NOT_ALLOWED) }
      case 0x88:
        return { reply: !opened ? answer(NOT_ALLOWED) : (contents.active?.prove(command) ?? answer(0x6d00)) }
      default:
        return { reply: answer(0x6d00) }
    }
  }

  return {
    reset,
    process(bytes) {
      const command = readCommand(bytes)
      if (!command) return answerBytes(answer(0x6700))
      if (!channel) {
        if (command.protectedClass) return answerBytes(answer(0x6882))
        if (command.isLongRead && contents.longReads === 'refused') return answerBytes(answer(0x6700))
        const { reply, channel: made } = obey(command)
        if (made) {
          channel = made
          opened = true
        }
        return answerBytes(reply)
      }
      const long = command.isLongRead ? contents.longReads : 'taken'
      if (long === 'drop-the-channel') {
        reset()
        return answerBytes(answer(0x6700))
      }
      if (long === 'without-status') return Buffer.alloc(1)
      if (long === 'silence') return Buffer.alloc(0)
      // A command in clear, or one that does not verify, ends the channel and what it had opened: 9303-11, 9.8.4.
      const clear = command.protectedClass ? channel.open(command) : 0x6982
      if (typeof clear === 'number') {
        reset()
        return answerBytes(answer(clear))
      }
      const { reply, channel: made } = long === 'refused' ? { reply: answer(0x6700) } : obey(clear)
      const sealed = channel.close(reply, (command.instruction & 1) === 1)
      if (made) channel = made
      return long === 'cut' && sealed.length > 258
        ? Buffer.concat([sealed.subarray(0, 256), sealed.subarray(-2)])
        : sealed
    },
  }
}
