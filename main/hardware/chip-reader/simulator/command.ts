/** A command APDU as the card understands it, ISO/IEC 7816-4. */
export interface Command {
  readonly head: Buffer
  readonly instruction: number
  readonly p1: number
  readonly p2: number
  readonly data: Buffer
  /** Most bytes wanted; 0 where the command asks for none. */
  readonly wanted: number
  /** READ BINARY in the coding of extended length. */
  readonly isLongRead: boolean
  readonly chained: boolean
  readonly protectedClass: boolean
}

/** Answers of a card: data and the two status bytes. */
export interface Answer {
  readonly data: Buffer
  readonly status: number
}

export const answer = (status: number, data: Uint8Array = Buffer.alloc(0)): Answer => ({
  status,
  data: Buffer.from(data),
})

export function answerBytes({ data, status }: Answer): Buffer {
  return Buffer.concat([data, Buffer.from([status >> 8, status & 255])])
}

/** Short and extended lengths; undefined where the lengths do not fit the bytes. */
export function readCommand(bytes: Buffer): Command | undefined {
  if (bytes.length < 4) return undefined
  const head = bytes.subarray(0, 4)
  const body = bytes.subarray(4)
  const lengths = readLengths(body)
  if (!lengths) return undefined
  return {
    head,
    instruction: bytes[1] ?? 0,
    p1: bytes[2] ?? 0,
    p2: bytes[3] ?? 0,
    ...lengths,
    isLongRead: ((bytes[1] ?? 0) & 0xfe) === 0xb0 && body.length > 2 && body[0] === 0,
    chained: ((bytes[0] ?? 0) & 0x10) !== 0,
    protectedClass: ((bytes[0] ?? 0) & 0x0c) === 0x0c,
  }
}

function readLengths(body: Buffer): { data: Buffer; wanted: number } | undefined {
  const none = Buffer.alloc(0)
  if (body.length === 0) return { data: none, wanted: 0 }
  if (body.length === 1) return { data: none, wanted: body[0] || 256 }
  if (body[0] !== 0) {
    const size = body[0] ?? 0
    const rest = body.length - 1 - size
    if (rest === 0) return { data: body.subarray(1), wanted: 0 }
    return rest === 1 ? { data: body.subarray(1, -1), wanted: body.at(-1) || 256 } : undefined
  }
  if (body.length === 3) return { data: none, wanted: body.readUInt16BE(1) || 65_536 }
  if (body.length < 3) return undefined
  const size = body.readUInt16BE(1)
  const rest = body.length - 3 - size
  if (rest === 0) return { data: body.subarray(3), wanted: 0 }
  return rest === 2 ? { data: body.subarray(3, -2), wanted: body.readUInt16BE(body.length - 2) || 65_536 } : undefined
}
