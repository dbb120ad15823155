import type { KeyObject } from 'node:crypto'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type * as z from 'zod/mini'
import { maskPersonalNumber, PersonalNumber } from '../../domain/person/personal-number.ts'
import { formatAddress } from '../../domain/unit/format-address.ts'
import type { UnitTable } from '../../domain/unit/unit-table.ts'
import {
  canonicalJson,
  type LookUpFrame,
  type LookUpRefused,
  NotCanonical,
  OpenRequest,
  type SearchHit,
  SearchRequest,
} from '../protocol/index.ts'
import type { CentreStore } from '../store/index.ts'
import { auditLookUp, countRequests } from './look-up-store.ts'
import { findPerson } from './person-store.ts'
import { openReference, sealReference } from './reference.ts'
import { type Found, searchPersons } from './search-persons.ts'

const HOUR_MS = 3600_000
/** Searches and openings one officer may make in an hour: a busy counter makes a tenth of it, a thief wants a thousand times. */
export const MOST_REQUESTS_PER_HOUR = 400

type Refusal = z.infer<typeof LookUpRefused>

export interface LookUpParts {
  readonly store: CentreStore
  readonly units: UnitTable
  readonly referenceKey: KeyObject
}

/** Whether the frame can be written into the audit: no control characters in names, no text without a canonical form. */
function isAuditable(frame: LookUpFrame): boolean {
  if (/\p{Cc}/u.test(frame.officer.account)) return false
  try {
    return canonicalJson(frame) !== ''
  } catch (fault) {
    if (fault instanceof NotCanonical) return false
    throw fault
  }
}

/** What a list shows of a person before the record is opened: no full number, no day of birth, no street. */
function hitOf({ units, referenceKey }: LookUpParts, frame: LookUpFrame, found: Found): SearchHit {
  const { record } = found
  const number = PersonalNumber.safeParse(record.personalNumber)
  const home = record.permanentResidence ?? record.currentResidence
  return {
    ref: sealReference(referenceKey, frame, record.personalNumber, Date.now()),
    maskedNumber: number.success ? maskPersonalNumber(number.data) : '',
    fullName: record.fullName,
    birthYear: record.dateOfBirth.slice(0, 4),
    sex: record.sex,
    place: home ? formatAddress({ ...home, detail: '', written: undefined }, units, 'own-names') : '',
    why: [...found.why],
    status: record.status,
  }
}

/** The look-up API: who asks, for which dossier and why, or nothing. */
export function registerPopulation(server: FastifyInstance, parts: LookUpParts): void {
  const { store } = parts

  /** The frame, or the refusal that was sent: whose office, and whether this officer has asked too much already. */
  async function admit<T extends LookUpFrame>(
    parsed: z.core.util.SafeParseResult<T>,
    callerOffice: number,
    reply: FastifyReply,
  ): Promise<T | undefined> {
    const refuse = (status: number, refusal: Refusal) => void reply.code(status).send(refusal)
    if (!parsed.success) {
      refuse(400, { refused: 'frame-incomplete', field: parsed.error.issues[0]?.path.join('.') ?? '' })
      return undefined
    }
    const frame = parsed.data
    if (!isAuditable(frame)) {
      refuse(400, { refused: 'frame-incomplete', field: 'officer' })
      return undefined
    }
    if (frame.office !== callerOffice) {
      refuse(403, { refused: 'not-your-office' })
      return undefined
    }
    const since = new Date(Date.now() - HOUR_MS).toISOString()
    if ((await countRequests(store, frame, since)) >= MOST_REQUESTS_PER_HOUR) {
      reply.header('retry-after', '300')
      refuse(429, { refused: 'quota-reached' })
      return undefined
    }
    return frame
  }

  async function refuseAudited(reply: FastifyReply, frame: LookUpFrame, status: number, refused: Refusal['refused']) {
    await auditLookUp(store, frame, { action: 'refused', asked: { refused }, shown: [] })
    return reply.code(status).send({ refused } satisfies Refusal)
  }

  server.post('/population/search', async (request, reply) => {
    const frame = await admit(SearchRequest.safeParse(request.body), request.callerOffice, reply)
    if (!frame) return reply
    const searched = await searchPersons(store, frame.query)
    if (!searched.ok) return refuseAudited(reply, frame, 400, searched.refused)
    await auditLookUp(store, frame, {
      action: 'searched',
      asked: frame.query,
      shown: searched.hits.map((hit) => hit.record.personalNumber),
    })
    return {
      requestId: frame.requestId,
      at: new Date().toISOString(),
      hits: searched.hits.map((found) => hitOf(parts, frame, found)),
      more: searched.more,
    }
  })

  server.post('/population/open', async (request, reply) => {
    const frame = await admit(OpenRequest.safeParse(request.body), request.callerOffice, reply)
    if (!frame) return reply
    const personalNumber = openReference(parts.referenceKey, frame, frame.ref, Date.now())
    if (personalNumber === undefined) return refuseAudited(reply, frame, 404, 'reference-expired')
    const person = await findPerson(store.pool, personalNumber)
    if (!person) return refuseAudited(reply, frame, 404, 'no-such-person')
    await auditLookUp(store, frame, {
      action: 'opened',
      asked: { fields: Object.keys(person.record) },
      shown: [personalNumber],
    })
    return { requestId: frame.requestId, at: new Date().toISOString(), record: person.record }
  })
}
