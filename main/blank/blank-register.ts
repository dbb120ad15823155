import { signApproval } from '../../centre/protocol/index.ts'
import { blankRange, tidySerial } from '../../domain/blank/blank-serial.ts'
import { type BlankAct, type BlankKind, mayDo, type SpoilReason } from '../../domain/blank/blank-state.ts'
import type { Failure, Success } from '../../preload/contract/define-contract.ts'
import { done, fail } from '../bridge/index.ts'
import { audit, type OfficeLog } from '../log/index.ts'
import type { Session } from '../session/index.ts'
import type { Store } from '../store/index.ts'
import { type BlankRow, findBlank, insertBlank, takeRequest, updateBlank } from './blank-store.ts'

export interface RegisterParts {
  readonly store: Store
  readonly log: OfficeLog
  readonly session: Session
  readonly now: () => number
}

interface Named {
  readonly kind: BlankKind
  readonly serial: string
  readonly requestId: string
}
type Changed<Code extends string> =
  | Success<Record<string, never>>
  | Failure<Code | 'no-such-blank' | 'blank-not-in-state'>

/** Aborts the transaction and carries the refusal out of it. */
class Refused extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super('refused')
    this.failure = failure
  }
}

/** Sổ theo dõi phôi: each act is a row, an event and an audit line in one transaction. */
export function blankRegister(parts: RegisterParts) {
  const { store, log, session } = parts
  const at = () => new Date(parts.now()).toISOString()
  const account = () => session.current?.account ?? ''
  const subjectOf = (kind: BlankKind, serial: string) => `${kind}:${serial}`

  /** One act on one blank, once per request id; the work may refuse, and then nothing is written. */
  function act<Code extends string = never>(
    what: BlankAct,
    request: Named,
    work: (row: BlankRow, subject: string) => BlankRow | Failure<Code>,
  ): Changed<Code> {
    const serial = tidySerial(request.serial)
    const subject = subjectOf(request.kind, serial)
    let written = false
    try {
      store.write(() => {
        const row = findBlank(store, request.kind, serial)
        if (!row) throw new Refused(fail('no-such-blank', { serial }))
        if (!takeRequest(store, request.requestId, `blank.${what}`, subject, at())) return
        if (!mayDo(what, row.state)) throw new Refused(fail('blank-not-in-state', { state: row.state }))
        const next = work(row, subject)
        if ('ok' in next) throw new Refused(next)
        updateBlank(store, { ...next, changedAt: at() })
        audit(store, { account: account(), action: `blank.${what}`, subject }, parts.now)
        written = true
      })
    } catch (refused) {
      if (refused instanceof Refused) return refused.failure as Failure<Code | 'no-such-blank' | 'blank-not-in-state'>
      throw refused
    }
    if (written) log.announce()
    return done({})
  }

  return {
    /** A delivery: all of its numbers, or none where one is in the register already. */
    receive(request: {
      readonly kind: BlankKind
      readonly first: string
      readonly last: string
      readonly paper: string
      readonly requestId: string
    }) {
      const range = blankRange(request.first, request.last)
      if (!range.ok) return fail(range.failure)
      const [first = '', last = first] = [range.serials[0], range.serials.at(-1)]
      try {
        store.write(() => {
          const subject = subjectOf(request.kind, first)
          if (!takeRequest(store, request.requestId, 'blank.receive', subject, at())) return
          for (const serial of range.serials) {
            if (!insertBlank(store, request.kind, serial, at())) throw new Refused(fail('serial-known', { serial }))
          }
          const { kind, paper } = request
          log.append({
            kind: 'blank.received',
            subject,
            body: { kind, first, last, count: range.serials.length, paper },
            clerk: account(),
          })
          audit(store, { account: account(), action: 'blank.receive', subject, detail: { last } }, parts.now)
        })
      } catch (refused) {
        if (refused instanceof Refused) return refused.failure as Failure<'serial-known'>
        throw refused
      }
      log.announce()
      return done({})
    },

    use: (request: Named & { readonly usedFor: string }) =>
      act('use', request, (row, subject) => {
        const { kind, serial } = row
        log.append({
          kind: 'blank.used',
          subject,
          body: { kind, serial, usedFor: request.usedFor },
          clerk: account(),
        })
        return { ...row, state: 'used', usedFor: request.usedFor }
      }),

    reportSpoiled: (request: Named & { readonly reason: SpoilReason; readonly remark: string }) =>
      act('report-spoiled', request, (row, subject) => {
        const { reason, remark } = request
        const appended = log.append({
          kind: 'blank.spoil-reported',
          subject,
          body: { kind: row.kind, serial: row.serial, reason, remark },
          clerk: account(),
        })
        return {
          ...row,
          state: 'spoil-reported',
          beforeReport: row.state === 'used' ? 'used' : 'received',
          reason,
          remark,
          reportedBy: account(),
          reportedHash: appended.hash,
        }
      }),

    /** The second person, who has the spoiled blank in the hand, signs with the own key; never the one who reported. */
    async confirmSpoiled(request: Named & { readonly password: string }) {
      const me = account()
      const shown = findBlank(store, request.kind, tidySerial(request.serial))
      if (!shown) return fail('no-such-blank', { serial: request.serial })
      if (shown.reportedBy === me) return fail('own-report')
      const confirmed = await session.confirm(me, request.password)
      if (!confirmed.ok)
        return confirmed.failure === 'account-locked'
          ? fail('account-locked', { minutes: confirmed.minutes })
          : fail('wrong-password')
      const key = confirmed.opened.approvalKey()
      return act('confirm-spoiled', request, (row, subject) => {
        // Asked again inside the transaction: the desk may have changed hands while the password was checked.
        if (row.reportedBy === me || account() !== me || row.reportedHash === null) return fail('own-report')
        log.append({
          kind: 'blank.spoiled',
          subject,
          body: {
            kind: row.kind,
            serial: row.serial,
            reportedHash: row.reportedHash,
            witness: me,
            witnessTitle: confirmed.account.title,
            approvalSignature: signApproval(log.identity.office, me, row.reportedHash, key),
          },
          clerk: me,
        })
        return { ...row, state: 'spoiled', spoiledBy: me }
      })
    },

    /** The second person does not agree: the blank is what it was before. */
    refuseSpoiled: (request: Named & { readonly remark: string }) =>
      act('refuse-spoiled', request, (row, subject) => {
        if (row.reportedBy === account()) return fail('own-report')
        log.append({
          kind: 'blank.spoil-refused',
          subject,
          body: {
            kind: row.kind,
            serial: row.serial,
            reportedHash: row.reportedHash ?? '',
            remark: request.remark,
          },
          clerk: account(),
        })
        return {
          ...row,
          state: row.beforeReport ?? 'received',
          beforeReport: null,
          reason: null,
          remark: null,
          reportedBy: null,
          reportedHash: null,
        }
      }),
  }
}
export type BlankRegister = ReturnType<typeof blankRegister>
