import { promisify } from 'node:util'
import { inflate } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import type { Authority } from '../authority/index.ts'
import { findHead } from '../enrolment/index.ts'
import { decodePush, MOST_BYTES_PER_PUSH, MOST_EVENTS_PER_PUSH } from '../protocol/index.ts'
import type { CentreStore } from '../store/index.ts'
import { receiveEvents } from './receive-events.ts'

const unpack = promisify(inflate)
/** JSON escapes and the envelope of each line come on top of the events' own bytes. */
const MOST_CLEAR_BYTES = MOST_BYTES_PER_PUSH * 3

export function registerInbox(
  server: FastifyInstance,
  store: CentreStore,
  authority: Authority,
  onReceived: (office: number) => void,
): void {
  server.addContentTypeParser(
    'application/x-ndjson',
    { parseAs: 'buffer', bodyLimit: MOST_BYTES_PER_PUSH },
    (_request, body, parsed) => parsed(null, body),
  )

  server.post<{ Params: { office: string } }>('/offices/:office/events', async (request, reply) => {
    const body = request.body
    if (!Buffer.isBuffer(body)) return reply.code(400).send({ refused: { epoch: 0, seq: 0, reason: 'no-ndjson' } })
    let clear: string
    try {
      const bytes =
        request.headers['content-encoding'] === 'deflate'
          ? await unpack(body, { maxOutputLength: MOST_CLEAR_BYTES })
          : body
      clear = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    } catch {
      // Half a body, not deflate, not UTF-8, or a bomb: it says nothing we could keep.
      return reply.code(400).send({ refused: { epoch: 0, seq: 0, reason: 'unreadable-body' } })
    }
    const decoded = decodePush(clear)
    if (!decoded.ok) return reply.code(400).send({ refused: { epoch: 0, seq: 0, reason: `line-${decoded.line}` } })
    if (decoded.events.length > MOST_EVENTS_PER_PUSH)
      return reply
        .code(413)
        .header('retry-after', '0')
        .send({ refused: { epoch: 0, seq: 0, reason: 'too-many' } })
    const office = Number(request.params.office)
    const received = await receiveEvents(store, authority.receiptKey, office, decoded.events)
    if (received.status === 200) onReceived(office)
    return reply.code(received.status).send(received.body)
  })

  server.get<{ Params: { office: string } }>('/offices/:office/head', async (request) => ({
    head: (await findHead(store.pool, Number(request.params.office))) ?? null,
  }))
}
