import { concatBytes, fromUint, NO_BYTES } from './byte-string.ts'
import { ChipFault } from './chip-fault.ts'

/** Command of ISO/IEC 7816-4 5.1 before it is coded. */
export interface CommandApdu {
  readonly cla: number
  readonly ins: number
  readonly p1: number
  readonly p2: number
  readonly data: Uint8Array
  /** Ne: most bytes wanted back, 1–65536; undefined where no data are expected. */
  readonly expected?: number
}

export function commandApdu(
  cla: number,
  ins: number,
  p1: number,
  p2: number,
  data: Uint8Array = NO_BYTES,
  expected?: number,
): CommandApdu {
  return expected === undefined ? { cla, ins, p1, p2, data } : { cla, ins, p1, p2, data, expected }
}

/** Codes a command, short where it fits, extended where data exceed 255 or 256 bytes do not hold the answer. ISO 7816-4 5.1. */
export function encodeCommand(command: CommandApdu): Uint8Array {
  const { data, expected } = command
  if (data.length > 0xffff || (expected !== undefined && (expected < 1 || expected > 0x10000)))
    throw new RangeError(`command of ${data.length} bytes for ${expected} cannot be coded`)
  const header = Uint8Array.of(command.cla, command.ins, command.p1, command.p2)
  const extended = data.length > 0xff || (expected ?? 0) > 0x100
  const width = extended ? 2 : 1
  const lead = extended ? Uint8Array.of(0) : NO_BYTES
  const lc = data.length === 0 ? NO_BYTES : concatBytes(lead, fromUint(data.length, width))
  // Ne of 256 or 65536 is coded as zeros; the leading zero of the extended form stands once.
  const le =
    expected === undefined
      ? NO_BYTES
      : concatBytes(lc.length === 0 ? lead : NO_BYTES, fromUint(expected % (extended ? 0x10000 : 0x100), width))
  return concatBytes(header, lc, data, le)
}

/**
 * Reads a coded command (the card's side), short or extended.
 *
 * @throws {ChipFault} `malformed` where the lengths do not agree: the card answers 6700
 */
export function decodeCommand(bytes: Uint8Array, step = 'command'): CommandApdu {
  const wrong = (message: string): never => {
    throw new ChipFault('malformed', step, `${message} in a command of ${bytes.length} bytes`)
  }
  const [cla, ins, p1, p2] = bytes
  if (cla === undefined || ins === undefined || p1 === undefined || p2 === undefined) return wrong('cut header')
  const body = bytes.subarray(4)
  const of = (data: Uint8Array, expected?: number) => commandApdu(cla, ins, p1, p2, data, expected)
  const first = body[0]
  if (first === undefined) return of(NO_BYTES)
  if (body.length === 1) return of(NO_BYTES, first || 0x100)
  const word = (at: number) => (body[at] ?? 0) * 0x100 + (body[at + 1] ?? 0)
  if (first !== 0) {
    const data = body.subarray(1, 1 + first)
    if (body.length === 1 + first) return of(data)
    return body.length === 2 + first ? of(data, (body[1 + first] ?? 0) || 0x100) : wrong('wrong Lc')
  }
  if (body.length === 3) return of(NO_BYTES, word(1) || 0x10000)
  const length = word(1)
  if (body.length < 3 || length === 0) return wrong('wrong extended Lc')
  const data = body.subarray(3, 3 + length)
  if (body.length === 3 + length) return of(data)
  return body.length === 5 + length ? of(data, word(3 + length) || 0x10000) : wrong('wrong extended Lc')
}

/** Answer of ISO/IEC 7816-4 5.1: data and SW1 SW2. */
export interface ResponseApdu {
  readonly data: Uint8Array
  readonly statusWord: number
}

/** @throws {ChipFault} `malformed` where not even a status word came */
export function decodeResponse(bytes: Uint8Array, step: string): ResponseApdu {
  if (bytes.length < 2) throw new ChipFault('malformed', step, `answer of ${bytes.length} bytes`)
  if (bytes.length > 0x10002) throw new ChipFault('too-large', step, `answer of ${bytes.length} bytes`)
  const at = bytes.length - 2
  return { data: bytes.subarray(0, at), statusWord: (bytes[at] ?? 0) * 0x100 + (bytes[at + 1] ?? 0) }
}

export function encodeResponse(response: ResponseApdu): Uint8Array {
  return concatBytes(response.data, fromUint(response.statusWord, 2))
}
