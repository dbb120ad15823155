import { createServer, type Server, type Socket } from 'node:net'

/** One request of a peer: verbs of its own, body by Content-Length in bytes. */
export interface SbiRequest {
  readonly verb: string
  readonly path: string
  readonly body: Buffer
  readonly socket: Socket
}

const MOST_REQUEST_BYTES = 1_000_000

/** One request per connection. Node's HTTP server refuses the protocol's verbs, so this one listens on the raw socket. */
export function sbiServer(handle: (request: SbiRequest) => void): Server {
  return createServer((socket) => {
    let seen = Buffer.alloc(0)
    let handled = false
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk) => {
      if (handled) return
      seen = Buffer.concat([seen, chunk])
      if (seen.length > MOST_REQUEST_BYTES) {
        socket.destroy()
        return
      }
      const end = seen.indexOf('\r\n\r\n')
      if (end < 0) return
      const head = seen.subarray(0, end).toString('latin1')
      const length = Number(/^content-length:\s*(\d+)/im.exec(head)?.[1] ?? 0)
      if (seen.length < end + 4 + length) return
      handled = true
      const [verb = '', path = ''] = head.split(' ', 2)
      handle({ verb, path, body: seen.subarray(end + 4, end + 4 + length), socket })
    })
  })
}

/** Answers and closes, as services do; `keepOpen` leaves the connection to the peer. */
export function reply(socket: Socket, value: unknown, { keepOpen = false } = {}): void {
  const body = Buffer.from(JSON.stringify(value), 'utf8')
  const send = keepOpen ? socket.write.bind(socket) : socket.end.bind(socket)
  send(
    Buffer.concat([
      Buffer.from(
        `HTTP/1.1 200 OK\r\nCACHE-CONTROL:no-store\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: Closed\r\n\r\n`,
        'latin1',
      ),
      body,
    ]),
  )
}

const CHUNK_BYTES = 1_000

/** The same answer in chunks (RFC 9112, 7.1), as services on a common web server send it; the connection stays open. */
export function replyInChunks(socket: Socket, value: unknown): void {
  const body = Buffer.from(JSON.stringify(value), 'utf8')
  socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n')
  for (let at = 0; at < body.length; at += CHUNK_BYTES) {
    const piece = body.subarray(at, at + CHUNK_BYTES)
    socket.write(Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')]))
  }
  socket.write('0\r\n\r\n')
}
