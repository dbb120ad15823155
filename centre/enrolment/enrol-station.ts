import type { FastifyInstance } from 'fastify'
import type * as z from 'zod/mini'
import { type Authority, MalformedRequest } from '../authority/index.ts'
import {
  type EnrolmentRefused,
  EnrolmentRequest,
  NO_PREVIOUS,
  publicKeyFromText,
  publicKeyToText,
  subjectOfStation,
} from '../protocol/index.ts'
import type { CentreStore } from '../store/index.ts'
import {
  findCode,
  findCurrentStation,
  findHead,
  findStationOfEpoch,
  insertStation,
  lockOffice,
  spendCode,
} from './enrolment-store.ts'
import { endCertificate } from './revoke-station.ts'

type Refusal = z.infer<typeof EnrolmentRefused>['refused']
type Result =
  | { readonly status: 200; readonly body: string }
  | { readonly status: 400 | 403 | 409; readonly body: { readonly refused: Refusal } }

const refuse = (status: 400 | 403 | 409, refused: Refusal): Result => ({ status, body: { refused } })

function isEventKey(text: string): boolean {
  try {
    const key = publicKeyFromText(text)
    return key.asymmetricKeyType === 'ed25519' && publicKeyToText(key) === text
  } catch {
    // Not a key at all is the same answer.
    return false
  }
}

/**
 * Accepts a station: one code, one station, one epoch. The same station asking again with the same keys gets the same answer
 * again, because an answer that was lost must not lock it out; other keys under a used code are refused. The station that
 * wrote before loses its certificate: two never write one log. Throws `MalformedRequest`.
 */
async function enrolStation(store: CentreStore, authority: Authority, raw: unknown): Promise<Result> {
  const parsed = EnrolmentRequest.safeParse(raw)
  if (!parsed.success || !isEventKey(parsed.data.eventKey)) return refuse(400, 'malformed-request')
  const { office, station: name, code, eventKey } = parsed.data
  const asked = await authority.readRequest(parsed.data.certificateRequest, subjectOfStation(office, name))
  return store.transaction(async (connection): Promise<Result> => {
    if (!(await lockOffice(connection, office, 'alone'))) return refuse(403, 'unknown-office')
    const held = await findCode(connection, office, code)
    if (!held) return refuse(403, 'wrong-code')
    if (held.epoch !== null) {
      const station = await findStationOfEpoch(connection, office, held.epoch)
      const same =
        station?.eventKey === eventKey &&
        station.name === name &&
        station.tlsKey.equals(asked.publicKey) &&
        !station.revoked
      return same ? { status: 200, body: station.reply } : refuse(409, 'code-used')
    }
    const before = await findCurrentStation(connection, office)
    if (before) await endCertificate(connection, before)
    const head = await findHead(connection, office)
    const epoch = (before?.epoch ?? 0) + 1
    const certified = await authority.certify(asked)
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
      office,
      name,
      epoch,
      eventKey,
      tlsKey: asked.publicKey,
      certificate: certified.certificate,
      serial: certified.serial,
      startHash: head?.hash ?? NO_PREVIOUS,
      reply,
    })
    await spendCode(connection, office, code, epoch)
    return { status: 200, body: reply }
  })
}

const GUESSES_PER_MINUTE = 10

/** Wrong codes of the last minute, by office: a code is long, and nobody gets to try many. */
function guessing() {
  const wrong = new Map<number, number[]>()
  const recent = (office: number) => (wrong.get(office) ?? []).filter((time) => time > Date.now() - 60_000)
  return {
    isTooMuch: (office: number) => recent(office).length >= GUESSES_PER_MINUTE,
    note(office: number): void {
      if (wrong.size > 10_000) wrong.clear()
      wrong.set(office, [...recent(office), Date.now()])
    },
  }
}

export function registerEnrolment(server: FastifyInstance, store: CentreStore, authority: Authority): void {
  const guesses = guessing()
  server.post<{ Body: { office?: unknown } | null }>(
    '/enrolment',
    { config: { open: true }, bodyLimit: 32_768 },
    async (request, reply) => {
      const office = Number(request.body?.office)
      if (guesses.isTooMuch(office))
        return reply.code(429).header('retry-after', '60').send({ error: 'too many wrong codes' })
      try {
        const result = await enrolStation(store, authority, request.body)
        if (result.status === 403) guesses.note(office)
        return reply.code(result.status).type('application/json').send(result.body)
      } catch (fault) {
        if (fault instanceof MalformedRequest) return reply.code(400).send({ refused: 'malformed-request' })
        throw fault
      }
    },
  )
}
