import { promisify } from 'node:util'
import { inflate } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import type { Authority } from '../authority/index.ts'
import { findHead } from '../enrolment/index.ts'
import { decodePush, MOST_BYTES_PER_PUSH, MOST_EVENTS_PER_PUSH } from '../protocol/index.ts'
import type { CentreStore } from '../store/index.ts'
import { receiveEvents, refuse } from './receive-events.ts'

const unpack = promisify(inflate)
/** Each line wraps its event's bytes as a JSON string: quotes are escaped, and the envelope comes on top. */
const MOST_CLEAR_BYTES = MOST_BYTES_PER_PUSH * 3

type Body =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly status: 400 | 413 | 415; readonly reason: string }

async function readBody(body: unknown, encoding: string | undefined): Promise<Body> {
  if (!Buffer.isBuffer(body)) return { ok: false, status: 400, reason: 'no-ndjson' }
  if (encoding !== undefined && encoding !== 'deflate') return { ok: false, status: 415, reason: 'unknown-encoding' }
  try {
    const bytes = encoding === 'deflate' ? await unpack(body, { maxOutputLength: MOST_CLEAR_BYTES }) : body
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch (fault) {
    // Too much is told apart, because a smaller batch helps; half a body, not deflate, not UTF-8 say nothing we could keep.
    const tooMuch = fault instanceof Error && 'code' in fault && fault.code === 'ERR_BUFFER_TOO_LARGE'
    return tooMuch
      ? { ok: false, status: 413, reason: 'too-many-bytes' }
      : { ok: false, status: 400, reason: 'unreadable-body' }
  }
}

/** Takes pushes and tells heads. `onReceived` runs after the commit; what it starts is not waited for. */
export function registerInbox(
  server: FastifyInstance,
  store: CentreStore,
  authority: Authority,
  onReceived: (office: number) => void,
): void {
  /** One push in flight per office: a second one is a station that lost patience, or two stations with one key. */
  const inFlight = new Set<number>()

  server.addContentTypeParser(
    'application/x-ndjson',
    { parseAs: 'buffer', bodyLimit: MOST_BYTES_PER_PUSH },
    (_request, body, parsed) => parsed(null, body),
  )

  server.post<{ Params: { office: string } }>('/offices/:office/events', async (request, reply) => {
    const office = Number(request.params.office)
    if (inFlight.has(office)) return reply.code(429).header('retry-after', '1').send({ error: 'push-in-flight' })
    inFlight.add(office)
    try {
      const body = await readBody(request.body, request.headers['content-encoding'])
      if (!body.ok) {
        const { status } = body
        if (status === 413) reply.header('retry-after', '0')
        return reply.code(status).send(refuse(0, 0, body.reason).body)
      }
      const decoded = decodePush(body.text)
      if (!decoded.ok) return reply.code(400).send(refuse(0, 0, `line-${decoded.line}`).body)
      if (decoded.events.length > MOST_EVENTS_PER_PUSH)
        return reply
          .code(413)
          .header('retry-after', '0')
          .send(refuse(0, 0, 'too-many-events').body)
      const received = await receiveEvents(store, authority.receiptKey, office, decoded.events)
      if (received.status === 200) onReceived(office)
      return reply.code(received.status).send(received.body)
    } finally {
      inFlight.delete(office)
    }
  })

  server.get<{ Params: { office: string } }>('/offices/:office/head', async (request) => ({
    head: (await findHead(store.pool, Number(request.params.office))) ?? null,
  }))
}
