import { randomUUID } from 'node:crypto'
import type { PopulationRecord } from '../../domain/person/population-record.ts'
import type { UnitTable } from '../../domain/unit/unit-table.ts'
import type { ReplyOf } from '../../preload/contract/index.ts'
import { done, fail } from '../bridge/index.ts'
import { audit } from '../log/index.ts'
import { type Line, LineFault } from '../replication/index.ts'
import type { Session } from '../session/index.ts'
import { findSetting, type Store } from '../store/index.ts'
import { findResidentByRow } from './own-resident-store.ts'
import { rowOfRef, searchOwnResidents } from './search-own-residents.ts'
import { understandQuery } from './understand-query.ts'

export interface LookUpParts {
  readonly store: Store
  readonly session: Session
  readonly line: Line
  readonly units: UnitTable
  readonly office: number
  /** Whether such a dossier is open here: a look-up without one is refused. */
  readonly isDossier: (id: string) => boolean
}

export interface Opened {
  readonly scope: 'centre' | 'own-residents'
  readonly record: PopulationRecord
  readonly requestId: string
}
export type OpenFailure = 'no-such-application' | 'no-such-person' | 'quota-reached' | 'centre-refused' | 'line-out'
type SearchReply = ReplyOf<'population.search'>

/** The look-up in the population database (tra cứu dân cư): always for a dossier and a purpose, always in the audit. */
export interface LookUp {
  search(request: {
    applicationId: string
    purpose: string
    query: string
    birth?: string | undefined
    place?: string | undefined
  }): Promise<
    | ReturnType<typeof done<SearchReply>>
    | ReturnType<typeof fail<'query-too-short' | 'no-such-application' | 'quota-reached' | 'centre-refused'>>
  >
  open(request: {
    applicationId: string
    purpose: string
    ref: string
  }): Promise<ReturnType<typeof done<Opened>> | ReturnType<typeof fail<OpenFailure>>>
}

export function lookUp(parts: LookUpParts): LookUp {
  const { store, session, line, units } = parts
  /** What was opened for a dossier stays open for it: using a record does not ask, and count, a second time. */
  const opened = new Map<string, Opened>()

  function frame(applicationId: string, purpose: string) {
    const officer = { account: session.current?.account ?? '', name: session.current?.displayName ?? '' }
    return { requestId: randomUUID(), officer, office: parts.office, purpose, subject: applicationId }
  }

  function note(action: string, applicationId: string, purpose: string, detail: Record<string, unknown>): void {
    audit(store, { account: session.current?.account ?? '', action, subject: applicationId, purpose, detail })
  }

  return {
    async search({ applicationId, purpose, ...typed }) {
      if (!parts.isDossier(applicationId)) return fail('no-such-application')
      const query = understandQuery(typed)
      if (!query) return fail('query-too-short')
      const { as, ...wanted } = query
      const asked = frame(applicationId, purpose)
      try {
        const answer = await line.exchange('search', (client) => client.search({ ...asked, query: wanted }))
        if (!answer.ok) {
          const { refused } = answer.refused
          if (refused === 'query-too-short' || refused === 'quota-reached') return fail(refused)
          return fail('centre-refused', { why: refused })
        }
        note('population.searched', applicationId, purpose, {
          scope: 'centre',
          as,
          hits: answer.value.hits.length,
          requestId: asked.requestId,
        })
        return done({ scope: 'centre', asOf: null, hits: answer.value.hits, more: answer.value.more, understoodAs: as })
      } catch (fault) {
        if (!(fault instanceof LineFault)) throw fault
      }
      const found = searchOwnResidents(store, query, units)
      note('population.searched', applicationId, purpose, { scope: 'own-residents', as, hits: found.hits.length })
      return done({
        scope: 'own-residents',
        asOf: findSetting(store, 'residents-as-of') ?? null,
        ...found,
        understoodAs: as,
      })
    },

    async open({ applicationId, purpose, ref }) {
      if (!parts.isDossier(applicationId)) return fail('no-such-application')
      const key = `${session.current?.account ?? ''} ${applicationId} ${ref}`
      const known = opened.get(key)
      if (known) return done(known)
      const row = rowOfRef(ref)
      const asked = frame(applicationId, purpose)
      let found: Opened
      if (row !== undefined) {
        const resident = findResidentByRow(store, row)
        if (!resident) return fail('no-such-person')
        found = { scope: 'own-residents', record: resident.record, requestId: asked.requestId }
      } else {
        try {
          const answer = await line.exchange('open', (client) => client.open({ ...asked, ref }))
          if (!answer.ok) {
            const { refused } = answer.refused
            if (refused === 'no-such-person' || refused === 'reference-expired') return fail('no-such-person')
            return refused === 'quota-reached' ? fail('quota-reached') : fail('centre-refused', { why: refused })
          }
          found = { scope: 'centre', record: answer.value.record, requestId: asked.requestId }
        } catch (fault) {
          if (fault instanceof LineFault) return fail('line-out')
          throw fault
        }
      }
      note('population.opened', applicationId, purpose, {
        scope: found.scope,
        requestId: found.requestId,
        fields: Object.keys(found.record),
      })
      opened.set(key, found)
      return done(found)
    },
  }
}
