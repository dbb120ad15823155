import { connect, type Socket } from 'node:net'
import { DeviceError } from '../../../device-error.ts'
import { looksEnded, readChunks } from './sbi-chunks.ts'

/** One answer of a device service: status and body; services of this kind close the connection after it. */
export interface SbiAnswer {
  readonly status: number
  readonly body: Buffer
}

const MOST_HEAD_BYTES = 16_384

function requestText(port: number, verb: string, path: string, body: string): Buffer {
  const bytes = Buffer.from(body, 'utf8')
  const head = [
    `${verb} ${path} HTTP/1.1`,
    `HOST: 127.0.0.1:${port}`,
    'EXT: So Bo',
    'Content-Type: application/json',
    `Content-Length: ${bytes.length}`,
    'Connection: close',
  ]
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), bytes])
}

export interface AnswerHead {
  readonly status: number
  readonly bodyAt: number
  /** As stated; undefined where the end of the connection ends the body, or its last chunk. */
  readonly length: number | undefined
  readonly chunked: boolean
}

/** Head of an answer: where the body begins and how long it says it is; undefined while the head is not whole. */
export function readHead(seen: Buffer): AnswerHead | undefined {
  const end = seen.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const head = seen.subarray(0, end).toString('latin1')
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1] ?? 0)
  const stated = /^content-length:\s*(\d{1,10})\s*$/im.exec(head)?.[1]
  const chunked = /^transfer-encoding:[ \t]*(?:.*,[ \t]*)?chunked[ \t]*$/im.test(head)
  // A length beside chunks does not count (RFC 9112, 6.3).
  const length = chunked || stated === undefined ? undefined : Number(stated)
  return { status, bodyAt: end + 4, length, chunked }
}

/**
 * Opens a connection and sends one request with a verb of its own. A raw socket, because the verbs are not HTTP's and some
 * services count Content-Length in characters: the end of the connection ends the body as well.
 */
export function openSbi(port: number, verb: string, path: string, body: string, signal: AbortSignal): Socket {
  const socket = connect({ host: '127.0.0.1', port })
  socket.setNoDelay(true)
  socket.once('connect', () => socket.write(requestText(port, verb, path, body)))
  const stop = () => socket.destroy()
  if (signal.aborted) stop()
  else signal.addEventListener('abort', stop, { once: true })
  socket.once('close', () => signal.removeEventListener('abort', stop))
  return socket
}

/** A connection the service keeps open after its answer is closed after this rest: lengths are counted in characters by some. */
const REST_MS = 150

/**
 * One question, one answer, bounded in time and bytes. Throws `DeviceError`: 'unreachable', 'interrupted' (half an answer), 'too-slow',
 * 'malformed-answer', 'cancelled'.
 */
export function askSbi(
  port: number,
  verb: string,
  path: string,
  body: string,
  limits: { readonly ms: number; readonly bytes: number; readonly step: string; readonly signal?: AbortSignal },
): Promise<SbiAnswer> {
  const { step } = limits
  const timeout = AbortSignal.timeout(limits.ms)
  const signal = limits.signal ? AbortSignal.any([limits.signal, timeout]) : timeout
  return new Promise((resolve, reject) => {
    const socket = openSbi(port, verb, path, body, signal)
    const chunks: Buffer[] = []
    let bytes = 0
    let connected = false
    let head: ReturnType<typeof readHead>
    let rest: NodeJS.Timeout | undefined

    const fail = (failure: 'unreachable' | 'interrupted' | 'malformed-answer', cause?: unknown) => {
      socket.destroy()
      const why = limits.signal?.aborted ? 'cancelled' : timeout.aborted ? 'too-slow' : failure
      reject(new DeviceError(why, step, 'fingerprint', { cause }))
    }
    const finish = () => {
      clearTimeout(rest)
      const seen = Buffer.concat(chunks)
      const whole = head ?? readHead(seen)
      if (seen.length === 0) return fail(connected ? 'interrupted' : 'unreachable')
      if (!whole || whole.status === 0) return fail('malformed-answer')
      const answer = seen.subarray(whole.bodyAt)
      const body = whole.chunked ? readChunks(answer) : answer
      if (body === 'malformed') return fail('malformed-answer')
      if (signal.aborted || body === 'unfinished' || body.length < (whole.length ?? 0)) return fail('interrupted')
      resolve({ status: whole.status, body })
    }
    socket.once('connect', () => {
      connected = true
    })
    socket.on('data', (chunk) => {
      chunks.push(chunk)
      bytes += chunk.length
      if (bytes > limits.bytes + MOST_HEAD_BYTES)
        return fail('malformed-answer', new RangeError('the answer is longer than any answer may be'))
      head ??= bytes <= MOST_HEAD_BYTES + chunk.length ? readHead(Buffer.concat(chunks)) : undefined
      const ended = head?.chunked
        ? looksEnded(Buffer.concat(chunks.slice(-5)))
        : bytes >= (head?.length ?? Infinity) + (head?.bodyAt ?? 0)
      if (!ended) return
      clearTimeout(rest)
      rest = setTimeout(() => socket.end(), REST_MS)
    })
    socket.once('error', (cause) => fail(connected ? 'interrupted' : 'unreachable', cause))
    socket.once('close', finish)
  })
}
