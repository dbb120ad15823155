import { concatBytes } from './byte-string.ts'
import type { ChipCryptography } from './chip-cryptography.ts'
import { ChipFault } from './chip-fault.ts'
import { type CommandApdu, commandApdu, decodeResponse, encodeCommand, type ResponseApdu } from './command-apdu.ts'
import type { SecureChannel } from './secure-messaging.ts'
import { DONE, statusWords } from './status-word.ts'

/** What a step asks of whoever holds the reader: send these bytes, give back what the card answered. */
export interface ChipExchange {
  /** `BAC: external authenticate`, `DG2: read 446`: for errors and for the list of steps. */
  readonly step: string
  /** Coded command, secure messaging applied. */
  readonly command: Uint8Array
  /** The card is to be reset before this command: what was open is closed, as at power on. */
  readonly afterReset?: true
}

/**
 * Steps without a reader: a generator that yields commands, takes the card's raw answers (data and status word), and returns its result.
 * Faults leave it as `ChipFault`. `runChipSteps` feeds it.
 */
export type ChipSteps<T> = Generator<ChipExchange, T, Uint8Array>

/** Bounds of one read: a hostile card can go on for ever, the desk can not. */
export interface ChipLimits {
  readonly mostCommands: number
  /** All bytes of all answers. */
  readonly mostBytes: number
  /** Of one file. */
  readonly longestFile: number
}

/** A card of 16 files of portrait size stays far below. */
export const CHIP_LIMITS: ChipLimits = { mostCommands: 8_000, mostBytes: 4_000_000, longestFile: 1_000_000 }

/** One card from power on to power off. The channel is set by BAC or PACE and replaced by chip authentication. */
export interface ChipSession {
  readonly cryptography: ChipCryptography
  readonly limits: ChipLimits
  channel: SecureChannel | undefined
  /** Bytes of one read where card and reader take extended length; undefined: as many as a short answer holds, or refused since. */
  readLength: number | undefined
  /** A read of extended length is under way: where it breaks, the length may be why, and a new session without it the cure. */
  isReadingLong: boolean
  /** Most bytes this card gives at once, as its refusals taught; begins without a bound. */
  mostRead: number
  /** Set by `restartCard` until the next command is sent. */
  resetFirst: boolean
  commands: number
  bytes: number
}

/** @param readLength see `ChipSession`; at most 65,000, of a card that says it (EF.ATR/INFO, historical bytes) */
export function openChipSession(
  cryptography: ChipCryptography,
  limits: ChipLimits = CHIP_LIMITS,
  readLength?: number,
): ChipSession {
  return {
    cryptography,
    limits,
    readLength,
    isReadingLong: false,
    mostRead: 0x10000,
    resetFirst: false,
    channel: undefined,
    commands: 0,
    bytes: 0,
  }
}

/** Forgets the channel; the next command goes to a card that was reset. */
export function restartCard(session: ChipSession): void {
  session.channel = undefined
  session.resetFirst = true
}

/** Sends one command, protected if a channel is open. */
export function* sendCommand(session: ChipSession, step: string, command: CommandApdu): ChipSteps<ResponseApdu> {
  const { channel } = session
  if (channel === undefined) return yield* deliver(session, step, command)
  return channel.open(yield* deliver(session, step, channel.protect(command)), step)
}

/**
 * One command and its whole answer. Contact cards (T=0) give an answer in pieces (61XX) and name the right length (6CXX): that is the
 * transport's, below secure messaging. ISO/IEC 7816-3 10.3.
 */
function* deliver(session: ChipSession, step: string, command: CommandApdu): ChipSteps<ResponseApdu> {
  let answer = yield* exchange(session, step, command)
  if (answer.statusWord >>> 8 === 0x6c && command.expected !== undefined && answer.data.length === 0) {
    answer = yield* exchange(session, step, { ...command, expected: answer.statusWord & 0xff || 0x100 })
  }
  const parts = [answer.data]
  while (answer.statusWord >>> 8 === 0x61) {
    const more = commandApdu(0x00, 0xc0, 0x00, 0x00, undefined, answer.statusWord & 0xff || 0x100)
    answer = yield* exchange(session, `${step}: get response`, more)
    parts.push(answer.data)
  }
  return { data: concatBytes(...parts), statusWord: answer.statusWord }
}

function* exchange(session: ChipSession, step: string, command: CommandApdu): ChipSteps<ResponseApdu> {
  if (++session.commands > session.limits.mostCommands)
    throw new ChipFault('too-large', step, `more than ${session.limits.mostCommands} commands`)
  const coded = { step, command: encodeCommand(command) }
  const { resetFirst } = session
  session.resetFirst = false
  const answer = decodeResponse(yield resetFirst ? { ...coded, afterReset: true } : coded, step)
  session.bytes += answer.data.length
  if (session.bytes > session.limits.mostBytes)
    throw new ChipFault('too-large', step, `the card sent more than ${session.limits.mostBytes} bytes`)
  return answer
}

/**
 * Sends a command that must succeed, and gives its data.
 *
 * @throws {ChipFault} `refused` with the status word
 */
export function* sendToSucceed(session: ChipSession, step: string, command: CommandApdu): ChipSteps<Uint8Array> {
  const answer = yield* sendCommand(session, step, command)
  if (answer.statusWord !== DONE) throw refusal(step, answer.statusWord)
  return answer.data
}

export function refusal(step: string, statusWord: number): ChipFault {
  return new ChipFault('refused', step, `the card answers ${statusWords(statusWord)}`, { statusWord })
}
