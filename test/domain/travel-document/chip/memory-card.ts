import { toUint } from '../../../../domain/travel-document/chip/byte-string.ts'
import { ChipFault } from '../../../../domain/travel-document/chip/chip-fault.ts'
import type { ChipSteps } from '../../../../domain/travel-document/chip/chip-session.ts'
import {
  type CommandApdu,
  decodeCommand,
  encodeResponse,
  type ResponseApdu,
} from '../../../../domain/travel-document/chip/command-apdu.ts'
import type { CardChannel } from '../../../../domain/travel-document/chip/secure-messaging-card.ts'
import { readWholeTlv } from '../../../../domain/travel-document/chip/tlv.ts'
import { writeTlv } from '../../../../domain/travel-document/chip/tlv-writing.ts'

/** A card of files in memory; `channel` protects, `answer` may speak first. */
export interface MemoryCard {
  readonly files: ReadonlyMap<number, Uint8Array>
  channel?: CardChannel | undefined
  readonly answer?: (command: CommandApdu) => ResponseApdu | undefined
}

const NOTHING = new Uint8Array(0)

function fileAnswer(card: MemoryCard, selected: { id: number }, command: CommandApdu): ResponseApdu {
  if (command.ins === 0xa4) {
    if (command.p1 === 0x04) return { data: NOTHING, statusWord: 0x9000 }
    selected.id = Number(toUint(command.data))
    return { data: NOTHING, statusWord: card.files.has(selected.id) ? 0x9000 : 0x6a82 }
  }
  const file = card.files.get(selected.id) ?? NOTHING
  const isOdd = command.ins === 0xb1
  const offset = isOdd
    ? Number(toUint(readWholeTlv(command.data, 0x54, 'card').value))
    : command.p1 * 0x100 + command.p2
  const most = command.expected ?? 0
  const length = isOdd ? most - (most > 0x103 ? 4 : most > 0x81 ? 3 : 2) : most
  const part = file.subarray(offset, offset + length)
  const data = isOdd ? writeTlv(0x53, part) : part
  return { data, statusWord: part.length < length ? 0x6282 : 0x9000 }
}

/** The plain command, or the status word a card ends the session with. */
function openedOrRefused(channel: CardChannel, sent: CommandApdu): CommandApdu | number {
  try {
    return channel.open(sent)
  } catch (fault) {
    if (fault instanceof ChipFault && fault.statusWord !== undefined) return fault.statusWord
    throw fault
  }
}

/** Plays steps against the card; gives the result and every step's name. */
export function playAgainst<T>(
  card: MemoryCard,
  steps: ChipSteps<T>,
): { readonly result: T; readonly steps: string[] } {
  const selected = { id: 0 }
  const names: string[] = []
  let turn = steps.next()
  while (turn.done !== true) {
    names.push(turn.value.step)
    if (turn.value.afterReset) {
      card.channel = undefined
      selected.id = 0
    }
    const sent = decodeCommand(turn.value.command)
    const { channel } = card
    const command = channel === undefined ? sent : openedOrRefused(channel, sent)
    if (typeof command === 'number') {
      card.channel = undefined
      turn = steps.next(encodeResponse({ data: NOTHING, statusWord: command }))
      continue
    }
    const answer = card.answer?.(command) ?? fileAnswer(card, selected, command)
    const isOdd = (command.ins & 1) === 1
    turn = steps.next(encodeResponse(channel === undefined ? answer : channel.protect(answer, isOdd)))
  }
  return { result: turn.value, steps: names }
}
