import { Agent, errors, request } from 'undici'
import { DeviceError } from '../../../device-error.ts'

export interface EsclAnswer {
  readonly status: number
  readonly location: string | undefined
  /** Seconds the scanner asks to wait; undefined where it does not say. */
  readonly retryAfter: number | undefined
  readonly body: Uint8Array
}

export interface EsclAsk {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly url: URL
  readonly step: string
  readonly signal: AbortSignal
  /** The most the answer may have. */
  readonly bytes: number
  /** Silence that ends it: a page may take its time to begin, the bytes of it may not stop. */
  readonly silenceMs: number
  /** The whole exchange, however lively. */
  readonly totalMs: number
  readonly body?: string
  readonly onBytes?: (sofar: number) => void
}

// A connection an exchange: many scanners close it when they please, and an answer cut on an old one would be taken for theirs.
const agent = new Agent({
  pipelining: 0,
  keepAliveTimeout: 1,
  keepAliveMaxTimeout: 1,
  maxHeaderSize: 16 * 1024,
  connect: { timeout: 5_000 },
})

function faultOf(cause: unknown, { step, signal }: EsclAsk, late: boolean): DeviceError {
  const fault = (failure: DeviceError['failure']) => new DeviceError(failure, step, 'document-scanner', { cause })
  if (cause instanceof DeviceError) return cause
  if (signal.aborted) return fault('cancelled')
  if (late || cause instanceof errors.HeadersTimeoutError || cause instanceof errors.BodyTimeoutError)
    return fault('too-slow')
  if (cause instanceof errors.HTTPParserError || cause instanceof errors.HeadersOverflowError)
    return fault('malformed-answer')
  const code = (cause as NodeJS.ErrnoException | undefined)?.code ?? ''
  const away = ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']
  return fault(away.includes(code) ? 'unreachable' : 'interrupted')
}

/** One exchange with the scanner, bounded in bytes and in silence; redirects are not followed. Throws `DeviceError`. */
export async function askEscl(ask: EsclAsk): Promise<EsclAnswer> {
  const late = AbortSignal.timeout(ask.totalMs)
  try {
    const answer = await request(ask.url, {
      method: ask.method,
      dispatcher: agent,
      signal: AbortSignal.any([ask.signal, late]),
      headersTimeout: ask.silenceMs,
      bodyTimeout: ask.silenceMs,
      ...(ask.body === undefined ? {} : { body: ask.body, headers: { 'content-type': 'text/xml' } }),
    })
    const parts: Uint8Array[] = []
    let length = 0
    for await (const part of answer.body as AsyncIterable<Uint8Array>) {
      length += part.length
      if (length > ask.bytes) throw new DeviceError('too-large', ask.step, 'document-scanner')
      parts.push(part)
      ask.onBytes?.(length)
    }
    const header = (name: string) => {
      const value = answer.headers[name]
      return Array.isArray(value) ? value[0] : value
    }
    const wait = header('retry-after')
    return {
      status: answer.statusCode,
      location: header('location'),
      retryAfter: wait !== undefined && /^\d{1,4}$/.test(wait) ? Number(wait) : undefined,
      body: new Uint8Array(Buffer.concat(parts)),
    }
  } catch (cause) {
    throw faultOf(cause, ask, late.aborted)
  }
}
