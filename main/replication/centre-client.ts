import { deflateSync } from 'node:zlib'
import { Agent, type Dispatcher, request } from 'undici'
import type * as z from 'zod/mini'
import {
  EnrolmentRefused,
  EnrolmentReply,
  type EnrolmentRequest,
  encodePush,
  LookUpRefused,
  OpenReply,
  type OpenRequest,
  PushAccepted,
  PushFork,
  PushGap,
  PushRefused,
  type SealedEvent,
  SearchReply,
  type SearchRequest,
  Signed,
} from '../../centre/protocol/index.ts'
import { LineFault } from './line-fault.ts'

const CONNECT_MS = 3_000
const ANSWER_MS = 15_000
const LOOK_UP_MS = 6_000
const MOST_ANSWER_BYTES = 16 * 1024 * 1024

export interface CentreAddress {
  readonly url: string
  /** PEM of the centre's authority: the only one this station believes. */
  readonly authority: string
  readonly identity?: { readonly certificate: string; readonly key: string }
  /** How long one answer is waited for; 15 s where nothing is said. */
  readonly answerWithinMs?: number
}

export type PushAnswer =
  | { readonly kind: 'accepted'; readonly receipt: Signed }
  | { readonly kind: 'gap'; readonly head: z.infer<typeof PushGap>['head'] }
  | { readonly kind: 'fork'; readonly fork: z.infer<typeof PushFork>['fork'] }
  | { readonly kind: 'refused'; readonly refused: z.infer<typeof PushRefused>['refused'] }

export type LookUpAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refused: z.infer<typeof LookUpRefused> }

/** What a station asks the centre. Every answer is parsed; every failure is a `LineFault` that names the step. */
export interface CentreClient {
  enrol(
    body: EnrolmentRequest,
  ): Promise<{ ok: true; reply: EnrolmentReply } | { ok: false; refused: z.infer<typeof EnrolmentRefused>['refused'] }>
  push(office: number, events: readonly SealedEvent[]): Promise<PushAnswer>
  feed(office: number, after: number): Promise<Signed>
  blobOffset(name: string): Promise<number>
  /** Sends one step; the last one is answered with the blob's receipt. */
  putBlob(name: string, offset: number, length: number, step: Uint8Array): Promise<Signed | undefined>
  search(body: SearchRequest): Promise<LookUpAnswer<z.infer<typeof SearchReply>>>
  open(body: OpenRequest): Promise<LookUpAnswer<z.infer<typeof OpenReply>>>
  status(): Promise<unknown>
  close(): Promise<void>
}

interface Answer {
  readonly status: number
  readonly headers: Record<string, string | string[] | undefined>
  readonly text: string
}

export function centreClient(address: CentreAddress): CentreClient {
  const agent = new Agent({
    connect: {
      ca: address.authority,
      timeout: CONNECT_MS,
      ...(address.identity ? { cert: address.identity.certificate, key: address.identity.key } : {}),
    },
    connections: 4,
    keepAliveTimeout: 10_000,
  })

  async function call(
    step: string,
    method: Dispatcher.HttpMethod,
    path: string,
    options: { body?: string | Uint8Array; headers?: Record<string, string>; ms?: number } = {},
  ): Promise<Answer> {
    const ms = options.ms ?? address.answerWithinMs ?? ANSWER_MS
    try {
      const response = await request(`${address.url}${path}`, {
        method,
        dispatcher: agent,
        headersTimeout: ms,
        bodyTimeout: ms,
        signal: AbortSignal.timeout(ms * 2),
        ...(options.body === undefined ? {} : { body: options.body }),
        headers: { 'content-type': 'application/json', ...options.headers },
      })
      let text = ''
      response.body.setEncoding('utf8')
      for await (const chunk of response.body) {
        text += chunk
        if (text.length > MOST_ANSWER_BYTES) throw new LineFault('nonsense', step)
      }
      return { status: response.statusCode, headers: response.headers, text }
    } catch (cause) {
      throw cause instanceof LineFault ? cause : new LineFault('unreachable', step, { cause })
    }
  }

  function parse<S extends z.ZodMiniType>(step: string, answer: Answer, shape: S): z.output<S> {
    try {
      return shape.parse(JSON.parse(answer.text))
    } catch (cause) {
      throw new LineFault('nonsense', step, { cause })
    }
  }

  function faultOf(step: string, answer: Answer): LineFault {
    if (answer.status === 413 || answer.status === 429 || answer.status === 503) {
      const seconds = Number(answer.headers['retry-after'] ?? 5)
      return new LineFault('busy', step, {
        retryAfterMs: Number.isFinite(seconds) ? Math.min(seconds, 300) * 1000 : 5_000,
      })
    }
    if (answer.status === 401 || answer.status === 403) return new LineFault('refused', step)
    return new LineFault('nonsense', step)
  }

  async function lookUp<S extends z.ZodMiniType>(
    path: string,
    body: unknown,
    shape: S,
  ): Promise<LookUpAnswer<z.output<S>>> {
    const step = `POST ${path}`
    const answer = await call(step, 'POST', path, { body: JSON.stringify(body), ms: LOOK_UP_MS })
    if (answer.status === 200) return { ok: true, value: parse(step, answer, shape) }
    const refused = LookUpRefused.safeParse(safeJson(answer.text))
    if (refused.success) return { ok: false, refused: refused.data }
    throw faultOf(step, answer)
  }

  return {
    async enrol(body) {
      const answer = await call('enrolment', 'POST', '/enrolment', { body: JSON.stringify(body) })
      if (answer.status === 200) return { ok: true, reply: parse('enrolment', answer, EnrolmentReply) }
      const refused = EnrolmentRefused.safeParse(safeJson(answer.text))
      if (refused.success) return { ok: false, refused: refused.data.refused }
      throw faultOf('enrolment', answer)
    },
    async push(office, events) {
      const body = deflateSync(Buffer.from(encodePush(events), 'utf8'))
      const answer = await call('push', 'POST', `/offices/${office}/events`, {
        body,
        headers: { 'content-type': 'application/x-ndjson', 'content-encoding': 'deflate' },
      })
      if (answer.status === 200) return { kind: 'accepted', receipt: parse('push', answer, PushAccepted).receipt }
      if (answer.status === 409) return { kind: 'gap', head: parse('push', answer, PushGap).head }
      if (answer.status === 422) return { kind: 'fork', fork: parse('push', answer, PushFork).fork }
      if (answer.status === 400) return { kind: 'refused', refused: parse('push', answer, PushRefused).refused }
      throw faultOf('push', answer)
    },
    async feed(office, after) {
      const answer = await call('feed', 'GET', `/offices/${office}/feed?after=${after}`)
      if (answer.status === 200) return parse('feed', answer, Signed)
      throw faultOf('feed', answer)
    },
    async blobOffset(name) {
      const answer = await call('blob', 'HEAD', `/blobs/${name}`)
      const offset = Number(answer.headers['upload-offset'])
      if ((answer.status === 200 || answer.status === 204) && Number.isSafeInteger(offset) && offset >= 0) return offset
      if (answer.status === 404) return 0
      throw faultOf('blob', answer)
    },
    async putBlob(name, offset, length, step) {
      const answer = await call('blob', 'PUT', `/blobs/${name}`, {
        body: step,
        headers: {
          'content-type': 'application/octet-stream',
          'upload-offset': String(offset),
          'upload-length': String(length),
        },
      })
      if (answer.status === 204) return undefined
      if (answer.status === 200) return parse('blob', answer, Signed)
      // 409: the centre stands elsewhere; the caller asks for the offset again.
      throw answer.status === 409 ? new LineFault('busy', 'blob', { retryAfterMs: 0 }) : faultOf('blob', answer)
    },
    search: (body) => lookUp('/population/search', body, SearchReply),
    open: (body) => lookUp('/population/open', body, OpenReply),
    async status() {
      const answer = await call('status', 'GET', '/status')
      if (answer.status !== 200) throw faultOf('status', answer)
      return safeJson(answer.text) ?? Promise.reject(new LineFault('nonsense', 'status'))
    },
    close: () => agent.destroy(),
  }
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON is an answer too: the caller finds no known shape in it and says "nonsense".
    return undefined
  }
}
