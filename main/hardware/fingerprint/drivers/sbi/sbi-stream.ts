/**
 * Frames of an SBI preview. The boundary parameter and the delimiter on the wire do not agree as multipart demands, so frames are
 * found by their `Content-Length:` and the JPEG's own beginning; everything is bounded.
 */
export interface FrameReader {
  /** Whole JPEG frames in the bytes so far. Throws `RangeError` where a frame is impossibly large or the bytes make no sense. */
  push(chunk: Uint8Array): Uint8Array<ArrayBuffer>[]
}

const MOST_FRAME_BYTES = 2_000_000
const MOST_SEEN_BYTES = MOST_FRAME_BYTES + 65_536
const LENGTH = /content-length:\s*(\d{1,9})\s*\r?\n/i

export function frameReader(): FrameReader {
  let seen = Buffer.alloc(0)

  function next(): Uint8Array<ArrayBuffer> | undefined {
    const text = seen.subarray(0, 65_536).toString('latin1')
    const found = LENGTH.exec(text)
    if (!found) {
      // Keep the tail: the header may be cut in the middle.
      if (seen.length > 65_536) throw new RangeError('no frame in the stream')
      return undefined
    }
    const length = Number(found[1])
    if (length > MOST_FRAME_BYTES) throw new RangeError('a frame larger than any frame may be')
    const start = seen.indexOf(Buffer.from([0xff, 0xd8]), found.index + found[0].length)
    if (start < 0) {
      if (seen.length > found.index + found[0].length + 1024) throw new RangeError('a frame that is no JPEG')
      return undefined
    }
    if (seen.length < start + length) return undefined
    const frame = new Uint8Array(seen.subarray(start, start + length))
    seen = seen.subarray(start + length)
    return frame
  }

  return {
    push(chunk) {
      seen = Buffer.concat([seen, chunk])
      if (seen.length > MOST_SEEN_BYTES) throw new RangeError('the stream does not end its frames')
      const frames: Uint8Array<ArrayBuffer>[] = []
      for (let frame = next(); frame; frame = next()) frames.push(frame)
      return frames
    },
  }
}
