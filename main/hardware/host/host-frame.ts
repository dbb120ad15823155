/**
 * Frames between the core and a device host: length of the rest (u32 BE) · length of the text (u32 BE) · JSON text · bytes. A
 * Uint8Array inside a value stands in the text as `{"$bytes":[offset,length]}`. Node's own channel is not used, because one broken
 * message on it throws inside the receiver, beyond any catch, and its buffer has no bound.
 */
export class FrameFault extends Error {
  override readonly name = 'FrameFault'
}

const HEAD = 8
/** Reading text holds the core's thread: what is large travels as bytes. */
const MOST_TEXT_BYTES = 256 * 1024
const BYTES_KEY = '$bytes'

/** Value: JSON and Uint8Array, no cycles. Throws `FrameFault` where the frame would be longer than `most` bytes. */
export function writeFrame(value: unknown, most: number): Uint8Array {
  const parts: Uint8Array[] = []
  let offset = 0
  const text = Buffer.from(
    // Not an arrow: a Buffer is turned into something else before the second argument is seen; `this` still holds it.
    JSON.stringify(value, function (this: Record<string, unknown>, key: string, seen: unknown) {
      const own = this[key]
      if (!(own instanceof Uint8Array)) return seen
      parts.push(own)
      offset += own.length
      return { [BYTES_KEY]: [offset - own.length, own.length] }
    }),
    'utf8',
  )
  const rest = 4 + text.length + offset
  if (text.length > MOST_TEXT_BYTES)
    throw new FrameFault(`a text of ${text.length} bytes; large things travel as bytes`)
  if (rest > most) throw new FrameFault(`a frame of ${rest} bytes is longer than ${most}`)
  const head = Buffer.alloc(HEAD)
  head.writeUInt32BE(rest, 0)
  head.writeUInt32BE(text.length, 4)
  return Buffer.concat([head, text, ...parts])
}

function readValue(text: Buffer, bytes: Buffer): unknown {
  try {
    return JSON.parse(text.toString('utf8'), (_key, value: unknown) => {
      if (typeof value !== 'object' || value === null || !(BYTES_KEY in value)) return value
      const place: unknown = value[BYTES_KEY]
      const [offset, length]: unknown[] = Array.isArray(place) ? place : []
      const fits =
        Number.isInteger(offset) &&
        Number.isInteger(length) &&
        Number(offset) >= 0 &&
        Number(length) >= 0 &&
        Number(offset) + Number(length) <= bytes.length
      if (!fits) throw new FrameFault('bytes outside of the frame')
      return new Uint8Array(bytes.subarray(Number(offset), Number(offset) + Number(length)))
    })
  } catch (cause) {
    if (cause instanceof FrameFault) throw cause
    throw new FrameFault('no JSON in the frame', { cause })
  }
}

export interface HostFrameReader {
  /** Values of the frames that are whole; throws `FrameFault`, after which the channel is of no use. */
  push(chunk: Uint8Array): Generator<unknown>
}

/** Reads frames of at most `most` bytes; never keeps more than one frame and what came with it. */
export function hostFrameReader(most: number): HostFrameReader {
  let waiting: Buffer[] = []
  let held = 0
  let wanted = HEAD

  return {
    *push(chunk) {
      waiting.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))
      held += chunk.length
      while (held >= wanted) {
        const seen = waiting.length === 1 && waiting[0] ? waiting[0] : Buffer.concat(waiting)
        waiting = [seen]
        const [rest, textLength] = [seen.readUInt32BE(0), seen.readUInt32BE(4)]
        if (rest > most) throw new FrameFault(`a frame of ${rest} bytes is longer than ${most}`)
        if (textLength > MOST_TEXT_BYTES) throw new FrameFault(`a text of ${textLength} bytes`)
        if (rest < 4 || textLength > rest - 4) throw new FrameFault('a frame shorter than its text')
        if (held < 4 + rest) {
          wanted = 4 + rest
          return
        }
        const value = readValue(seen.subarray(HEAD, HEAD + textLength), seen.subarray(HEAD + textLength, 4 + rest))
        const left = seen.subarray(4 + rest)
        waiting = left.length > 0 ? [left] : []
        held = left.length
        wanted = HEAD
        yield value
      }
    },
  }
}
