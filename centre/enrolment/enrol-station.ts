import type { FastifyInstance } from 'fastify'
import { type Authority, MalformedRequest } from '../authority/index.ts'
import { EnrolmentRequest, publicKeyFromText, publicKeyToText, subjectOfStation } from '../protocol/index.ts'
import type { CentreStore } from '../store/index.ts'
import { codeMatches, findCurrentStation, findHead, insertStation, lockOffice } from './enrolment-store.ts'

type Refused = { readonly refused: 'wrong-code' | 'unknown-office' | 'malformed-request' | 'code-used' }
type Result =
  | { readonly status: 200; readonly body: string }
  | { readonly status: 400 | 403 | 409; readonly body: Refused }

/**
 * Accepts a station: one code, one station. The same station asking again with the same keys gets the same answer again,
 * because an answer that was lost must not lock it out; other keys under a used code are refused.
 */
async function enrolStation(store: CentreStore, authority: Authority, raw: unknown): Promise<Result> {
  const parsed = EnrolmentRequest.safeParse(raw)
  if (!parsed.success) return { status: 400, body: { refused: 'malformed-request' } }
  const request = parsed.data
  try {
    publicKeyFromText(request.eventKey)
  } catch {
    return { status: 400, body: { refused: 'malformed-request' } }
  }
  return store.transaction(async (connection): Promise<Result> => {
    const office = await lockOffice(connection, request.office)
    if (!office) return { status: 403, body: { refused: 'unknown-office' } }
    if (!codeMatches(office.codeHash, request.code)) return { status: 403, body: { refused: 'wrong-code' } }
    const standing = await findCurrentStation(connection, request.office)
    if (standing) {
      const same = standing.eventKey === request.eventKey && standing.name === request.station && !standing.revoked
      return same ? { status: 200, body: standing.reply } : { status: 409, body: { refused: 'code-used' } }
    }
    const head = await findHead(connection, request.office)
    const epoch = (head?.epoch ?? 0) + 1
    const certified = await authority.certify(
      request.certificateRequest,
      subjectOfStation(request.office, request.station),
    )
    const reply = JSON.stringify({
      certificate: certified.certificate,
      authority: authority.certificate,
      receiptKey: publicKeyToText(authority.receiptKey),
      feedKey: publicKeyToText(authority.feedKey),
      blobKey: publicKeyToText(authority.blobKey),
      epoch,
      head: head ?? null,
    })
    await insertStation(connection, {
      office: request.office,
      name: request.station,
      epoch,
      eventKey: request.eventKey,
      tlsKey: certified.publicKey,
      certificate: certified.certificate,
      serial: certified.serial,
      reply,
      revoked: false,
    })
    return { status: 200, body: reply }
  })
}

export function registerEnrolment(server: FastifyInstance, store: CentreStore, authority: Authority): void {
  server.post('/enrolment', { config: { open: true } }, async (request, reply) => {
    try {
      const result = await enrolStation(store, authority, request.body)
      return reply.code(result.status).type('application/json').send(result.body)
    } catch (fault) {
      if (fault instanceof MalformedRequest) return reply.code(400).send({ refused: 'malformed-request' })
      throw fault
    }
  })
}
