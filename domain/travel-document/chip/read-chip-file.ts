import { concatBytes, fromUint } from './byte-string.ts'
import { ChipFault } from './chip-fault.ts'
import { type ChipFile, EMRTD_APPLICATION } from './chip-file.ts'
import { type ChipSession, type ChipSteps, refusal, sendCommand, sendToSucceed } from './chip-session.ts'
import { commandApdu } from './command-apdu.ts'
import { DONE, END_OF_FILE } from './status-word.ts'
import { readTlvHeader, readWholeTlv, tagName } from './tlv.ts'
import { writeTlv } from './tlv-writing.ts'

/** Longest plain text whose protected answer fits 256 bytes: objects 87, 99 and 8E and the padding take the rest. */
const SHORT_READ = { '3DES': 231, AES: 223, plain: 256 } as const
export const FILE_NOT_FOUND = 0x6a82
/** Cards with smaller buffers than this are not known. */
const LEAST_READ = 64
/** READ BINARY with even INS reaches offsets of fifteen bits. */
const EVEN_REACH = 0x7fff

/** Selects the eMRTD application (LDS1). ICAO 9303-10 3.2, `00 A4 04 0C`. */
export function* selectEmrtdApplication(session: ChipSession): ChipSteps<void> {
  yield* sendToSucceed(session, 'select eMRTD application', commandApdu(0x00, 0xa4, 0x04, 0x0c, EMRTD_APPLICATION))
}

/**
 * Reads a file whole, in steps as long as cipher and session allow.
 *
 * @returns the outer object's bytes, undefined where the card has no such file
 * @throws {ChipFault} `refused` (access not open), `too-large`, `malformed` (ends early, other tag)
 */
export function* findChipFile(session: ChipSession, file: ChipFile): ChipSteps<Uint8Array | undefined> {
  const select = `${file.name}: select`
  const selected = yield* sendCommand(session, select, commandApdu(0x00, 0xa4, 0x02, 0x0c, fromUint(file.id, 2)))
  if (selected.statusWord === FILE_NOT_FOUND) return undefined
  if (selected.statusWord !== DONE) throw refusal(select, selected.statusWord)

  const first = yield* readAt(session, file, 0, longestRead(session))
  // A card that takes no long read says so once: the rest, and all files after it, go in short ones. Refused at its first byte a short one
  // says nothing: the file may be shorter still. Were it too long for the card, the next one shows it.
  if (first === undefined) session.readLength = undefined
  let longest = longestRead(session)
  const head = first ?? (yield* readAt(session, file, 0, 8))
  if (head === undefined) throw new ChipFault('malformed', `${file.name}: read 0`, 'the card gives no first bytes')
  const outer = readTlvHeader(head, file.name)
  if (outer.tag !== file.tag)
    throw new ChipFault('malformed', file.name, `begins with ${tagName(outer.tag)}, not with ${tagName(file.tag)}`, {
      offset: 0,
    })
  const length = outer.valueOffset + outer.length
  if (length > session.limits.longestFile)
    throw new ChipFault('too-large', file.name, `says it has ${length} bytes, ${session.limits.longestFile} are read`)

  const parts = [head.subarray(0, length)]
  for (let at = Math.min(head.length, length); at < length; ) {
    const asked = Math.min(longest, length - at)
    const part = yield* readAt(session, file, at, asked)
    // Within the file, so the card's buffer is smaller than the read.
    if (part === undefined && shortenReads(session, asked)) {
      longest = longestRead(session)
      continue
    }
    if (part === undefined || part.length === 0)
      throw new ChipFault('malformed', `${file.name}: read ${at}`, `the file ends at ${at} of ${length} bytes`)
    parts.push(part)
    at += part.length
  }
  const bytes = concatBytes(...parts)
  readWholeTlv(bytes, file.tag, file.name)
  return bytes
}

/** Bytes of the next read. */
export function longestRead(session: ChipSession): number {
  return Math.min(session.readLength ?? shortRead(session), session.mostRead)
}

/** After a refusal of so many bytes asks for half from now on; false where it was little already. */
export function shortenReads(session: ChipSession, refused: number): boolean {
  if (refused <= LEAST_READ) return false
  // From extended length first to a short answer: many cards take one and not the other.
  session.mostRead = refused > shortRead(session) ? shortRead(session) : Math.max(LEAST_READ, refused >>> 1)
  return true
}

/** Most bytes of plain data that a short answer holds in this session. */
export function shortRead(session: ChipSession): number {
  const cipher = session.channel?.cipher
  return cipher === undefined ? SHORT_READ.plain : SHORT_READ[cipher === '3DES' ? cipher : 'AES']
}

/** Undefined where the card will not give that many bytes from there (6700, 6B00, 6CXX); the next try asks for less. */
function* readAt(
  session: ChipSession,
  file: ChipFile,
  offset: number,
  length: number,
): ChipSteps<Uint8Array | undefined> {
  const step = `${file.name}: read ${offset}`
  const isOdd = offset > EVEN_REACH
  // An odd READ BINARY answers with object 53 around the data: what its tag and length take does not reach us.
  const wanted = isOdd ? Math.max(1, Math.min(length, longestRead(session) - 4)) : length
  const wrapping = wanted > 0xff ? 4 : wanted > 0x7f ? 3 : 2
  const command = isOdd
    ? commandApdu(0x00, 0xb1, 0x00, 0x00, writeTlv(0x54, fromUint(offset, 3)), wanted + wrapping)
    : commandApdu(0x00, 0xb0, offset >>> 8, offset & 0xff, undefined, wanted)
  session.isReadingLong = wanted > shortRead(session)
  const answer = yield* sendCommand(session, step, command)
  const { statusWord } = answer
  if (statusWord === 0x6700 || statusWord === 0x6b00 || statusWord >>> 8 === 0x6c) return undefined
  if (statusWord !== DONE && statusWord !== END_OF_FILE) throw refusal(step, statusWord)
  const data = isOdd && answer.data.length > 0 ? readWholeTlv(answer.data, 0x53, step).value : answer.data
  if (data.length > wanted)
    throw new ChipFault('malformed', step, `${data.length} bytes where ${wanted} were asked for`)
  session.isReadingLong = false
  return data
}
