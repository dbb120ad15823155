/** Most hexadecimal digits of a chunk's size: 0xfffffff is far over any answer here. */
const MOST_SIZE_DIGITS = 7
const MOST_LINE = 200
const LINE_END = Buffer.from('\r\n')

/**
 * Body of an answer in chunks (RFC 9112, 7.1); extensions and trailers are left unread. 'unfinished' where the last chunk has not come,
 * 'malformed' where the bytes are no chunks. The pieces are views of what was given.
 */
export function readChunks(bytes: Buffer): Buffer | 'unfinished' | 'malformed' {
  const pieces: Buffer[] = []
  let at = 0
  for (;;) {
    const lineEnd = bytes.subarray(at, at + MOST_LINE).indexOf(LINE_END)
    if (lineEnd < 0) return bytes.length - at >= MOST_LINE ? 'malformed' : 'unfinished'
    const stated = /^([0-9a-f]+)[ \t]*(?:;.*)?$/i.exec(bytes.subarray(at, at + lineEnd).toString('latin1'))?.[1]
    if (stated === undefined || stated.length > MOST_SIZE_DIGITS) return 'malformed'
    const size = Number.parseInt(stated, 16)
    if (size === 0) return Buffer.concat(pieces)
    const from = at + lineEnd + LINE_END.length
    if (bytes.length < from + size + LINE_END.length) return 'unfinished'
    if (bytes.indexOf(LINE_END, from + size) !== from + size) return 'malformed'
    pieces.push(bytes.subarray(from, from + size))
    at = from + size + LINE_END.length
  }
}

/** Whether what came may be the end: the last chunk without trailers. Saves reading all of it again with every packet. */
export function looksEnded(tail: Buffer): boolean {
  return tail.subarray(-5).toString('latin1') === '0\r\n\r\n'
}
