/**
 * What stopped a chip read, in a code the texts can have a cure for.
 *
 * - `malformed`: bytes that are not what the standard says; `too-large`: a bound of ours was met (endless file, too many commands)
 * - `refused`: the card answered with a status word that ends the step; `wrong-access-key`: number, birth, expiry or CAN do not open the
 *   card; `access-key-blocked`: the card takes no more tries, or would block at the next one
 * - `secure-messaging-lost`: an answer whose check value or framing is wrong: cut, replayed or forged
 * - `not-authentic`: the other side does not hold the key it should; `unsupported`: an algorithm or curve we do not speak
 */
export type ChipFailure =
  | 'malformed'
  | 'too-large'
  | 'refused'
  | 'wrong-access-key'
  | 'access-key-blocked'
  | 'secure-messaging-lost'
  | 'not-authentic'
  | 'unsupported'

export interface ChipFaultDetail {
  /** Place in the bytes that were parsed. */
  readonly offset?: number
  /** SW1 SW2 as the card sent them. */
  readonly statusWord?: number
  /** Tries the card said are left for its password. */
  readonly triesLeft?: number
  /** The status word came without secure messaging: the card has dropped the channel, and nobody vouches for the word. */
  readonly inClear?: boolean
  readonly cause?: unknown
}

/** The one error of everything that reads chips: `step` names the command or the place in the file where it stopped. */
export class ChipFault extends Error {
  override readonly name = 'ChipFault'
  readonly failure: ChipFailure
  readonly step: string
  readonly offset: number | undefined
  readonly statusWord: number | undefined
  readonly triesLeft: number | undefined
  readonly inClear: boolean

  constructor(failure: ChipFailure, step: string, message: string, detail: ChipFaultDetail = {}) {
    super(
      `${step}: ${message}${detail.offset === undefined ? '' : ` (at byte ${detail.offset})`}`,
      detail.cause === undefined ? undefined : { cause: detail.cause },
    )
    this.failure = failure
    this.step = step
    this.offset = detail.offset
    this.statusWord = detail.statusWord
    this.triesLeft = detail.triesLeft
    this.inClear = detail.inClear ?? false
  }
}
