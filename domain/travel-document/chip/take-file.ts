import { ChipFault } from './chip-fault.ts'
import { type ChipFileName, chipFile } from './chip-file.ts'
import type { ChipSession, ChipSteps } from './chip-session.ts'
import { FILE_NOT_FOUND, findChipFile, longestRead, shortenReads } from './read-chip-file.ts'

const WRONG_LENGTH = 0x6700
const NOT_ALLOWED = 0x6982
/** From extended length to the shortest read it is four halvings; a card that refuses on is left with its file. */
const MOST_TRIES = 6

/**
 * One file, or what the card does in its place: `absent`, or the refusal. Many cards refuse without secure messaging and have dropped the
 * channel with that: the card is opened again, and asked again unless its word was clear (6A82, 6982).
 *
 * @param reopen opens the card anew, from a reset on
 * @throws {ChipFault} `malformed`, `too-large`, `secure-messaging-lost` (an answer that was cut, replayed or forged)
 */
export function* takeFile(
  session: ChipSession,
  name: ChipFileName,
  reopen: () => ChipSteps<void>,
): ChipSteps<Uint8Array | 'absent' | ChipFault> {
  let asked = 0
  for (;;) {
    try {
      return (yield* findChipFile(session, chipFile(name))) ?? 'absent'
    } catch (fault) {
      if (!(fault instanceof ChipFault)) throw fault
      const isRefused = fault.failure === 'refused'
      if (!isRefused && !fault.inClear) throw fault
      const wasLong = session.isReadingLong || (fault.inClear && fault.statusWord === WRONG_LENGTH)
      if (wasLong) shortenReads(session, longestRead(session))
      session.isReadingLong = false
      if (isRefused && wasLong) continue
      if (isRefused) return fault
      yield* reopen()
      if (fault.statusWord === FILE_NOT_FOUND) return 'absent'
      asked++
      if (fault.statusWord === NOT_ALLOWED || asked === MOST_TRIES || (asked > 1 && !wasLong)) return fault
    }
  }
}
