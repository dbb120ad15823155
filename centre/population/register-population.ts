import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type * as z from 'zod/mini'
import { maskPersonalNumber, PersonalNumber } from '../../domain/person/personal-number.ts'
import { formatAddress } from '../../domain/unit/format-address.ts'
import type { UnitTable } from '../../domain/unit/unit-table.ts'
import { type LookUpFrame, type LookUpRefused, OpenRequest, type SearchHit, SearchRequest } from '../protocol/index.ts'
import type { CentreStore } from '../store/index.ts'
import { auditLookUp } from './look-up-audit-store.ts'
import { findPerson } from './person-store.ts'
import { type Found, searchPersons } from './search-persons.ts'

const REFERENCE_MS = 30 * 60_000
const HOUR_MS = 3600_000
/** Searches and openings one officer may make in an hour: a busy counter makes a tenth of it, a thief wants a thousand times. */
const MOST_PER_HOUR = 400

interface Reference {
  readonly personalNumber: string
  readonly office: number
  readonly account: string
  readonly subject: string
  readonly until: number
}

/** Opaque, short-lived names of hits; they open for the office, officer and dossier that searched, and for nobody else. */
function references() {
  const held = new Map<string, Reference>()
  return {
    give(frame: LookUpFrame, personalNumber: string): string {
      const now = Date.now()
      if (held.size > 50_000) for (const [ref, reference] of held) if (reference.until < now) held.delete(ref)
      const ref = randomBytes(15).toString('base64url')
      held.set(ref, {
        personalNumber,
        office: frame.office,
        account: frame.officer.account,
        subject: frame.subject,
        until: now + REFERENCE_MS,
      })
      return ref
    },
    find(frame: LookUpFrame, ref: string): string | undefined {
      const reference = held.get(ref)
      const fits =
        reference &&
        reference.until > Date.now() &&
        reference.office === frame.office &&
        reference.account === frame.officer.account &&
        reference.subject === frame.subject
      return fits ? reference.personalNumber : undefined
    },
  }
}

function quota() {
  const asked = new Map<string, number[]>()
  return (frame: LookUpFrame): boolean => {
    const key = `${frame.office} ${frame.officer.account}`
    const since = Date.now() - HOUR_MS
    const times = (asked.get(key) ?? []).filter((time) => time > since)
    times.push(Date.now())
    asked.set(key, times)
    return times.length <= MOST_PER_HOUR
  }
}

type Refusal = z.infer<typeof LookUpRefused>
const refuse = (reply: FastifyReply, status: number, refusal: Refusal) => reply.code(status).send(refusal)

/** The look-up API: who asks, for which dossier and why, or nothing. */
export function registerPopulation(
  server: FastifyInstance,
  store: CentreStore,
  units: UnitTable,
  officeOf: (request: unknown) => number,
): void {
  const refs = references()
  const withinQuota = quota()

  function hitOf(frame: LookUpFrame, found: Found): SearchHit {
    const { record } = found
    const number = PersonalNumber.safeParse(record.personalNumber)
    const home = record.permanentResidence ?? record.currentResidence
    return {
      ref: refs.give(frame, record.personalNumber),
      maskedNumber: number.success ? maskPersonalNumber(number.data) : '',
      fullName: record.fullName,
      birthYear: record.dateOfBirth.slice(0, 4),
      sex: record.sex,
      place: home ? formatAddress({ ...home, detail: '', written: undefined }, units, 'own-names') : '',
      why: [...found.why],
      status: record.status,
    }
  }

  server.post('/population/search', async (request, reply) => {
    const parsed = SearchRequest.safeParse(request.body)
    if (!parsed.success)
      return refuse(reply, 400, { refused: 'frame-incomplete', field: parsed.error.issues[0]?.path.join('.') ?? '' })
    const frame = parsed.data
    if (frame.office !== officeOf(request)) return refuse(reply, 403, { refused: 'not-your-office' })
    if (!withinQuota(frame)) return refuse(reply, 429, { refused: 'quota-reached' })
    const searched = await searchPersons(store, frame.query)
    if (!searched.ok) return refuse(reply, 400, { refused: searched.refused })
    await auditLookUp(store, frame, 'searched', { hits: searched.hits.length, by: Object.keys(frame.query) })
    return {
      requestId: frame.requestId,
      at: new Date().toISOString(),
      hits: searched.hits.map((found) => hitOf(frame, found)),
      more: searched.more,
    }
  })

  server.post('/population/open', async (request, reply) => {
    const parsed = OpenRequest.safeParse(request.body)
    if (!parsed.success)
      return refuse(reply, 400, { refused: 'frame-incomplete', field: parsed.error.issues[0]?.path.join('.') ?? '' })
    const frame = parsed.data
    if (frame.office !== officeOf(request)) return refuse(reply, 403, { refused: 'not-your-office' })
    if (!withinQuota(frame)) return refuse(reply, 429, { refused: 'quota-reached' })
    const personalNumber = refs.find(frame, frame.ref)
    if (personalNumber === undefined) return refuse(reply, 404, { refused: 'reference-expired' })
    const person = await findPerson(store, personalNumber)
    if (!person) return refuse(reply, 404, { refused: 'no-such-person' })
    await auditLookUp(store, frame, 'opened', { fields: Object.keys(person.record) })
    return { requestId: frame.requestId, at: new Date().toISOString(), record: person.record }
  })
}
