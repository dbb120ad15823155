import type { PlainDate } from '../../../domain/calendar/plain-date.ts'
import { type Assessment, assessApplication } from '../../../domain/identity-card/assess-application.ts'
import { isDoubt, isOpenGap } from '../../../domain/identity-card/open-gap.ts'
import type { RegistrationOffice } from '../../../domain/unit/training-office.ts'
import type { UnitTable } from '../../../domain/unit/unit-table.ts'
import type { Failure, Success } from '../../../preload/contract/define-contract.ts'
import type { NoticeTopic, ReplyOf } from '../../../preload/contract/index.ts'
import { done, fail } from '../../bridge/index.ts'
import { audit, type OfficeLog } from '../../log/index.ts'
import type { Session } from '../../session/index.ts'
import type { Store } from '../../store/index.ts'
import {
  type Application,
  countOthersWithNumber,
  findActDone,
  findApplication,
  insertActDone,
  updateApplication,
} from './application-store.ts'
import { contentDigest } from './content-digest.ts'
import { viewApplication } from './view-application.ts'

export type ApplicationView = ReplyOf<'application.open'>
export type ViewFailure = 'no-such-application' | 'version-behind' | 'not-in-this-state'

/** States in which the recording officer may still change the record. */
const EDITABLE: readonly Application['state'][] = ['received', 'returned', 'returned-by-centre']

export interface DeskParts {
  readonly store: Store
  readonly log: OfficeLog
  readonly session: Session
  readonly units: UnitTable
  readonly office: RegistrationOffice
  /** Day whose law counts for what begins now. */
  readonly legalDay: () => PlainDate
  readonly notify: (topic: NoticeTopic, body: unknown) => void
  readonly now: () => number
}

/** The counter's own work on applications: every change goes through here, judged and written as one. */
export interface ApplicationDesk extends DeskParts {
  readonly at: () => string
  view(application: Application): ApplicationView
  assess(application: Application): Assessment
  find(id: string): Application | undefined
  /**
   * Changes the draft of an editable application. The work runs inside the transaction and may append events;
   * it answers with the changed application or a refusal, and then nothing is written.
   */
  change<Code extends string = never>(
    id: string,
    options: { readonly baseVersion?: number; readonly states?: readonly Application['state'][] },
    work: (application: Application) => Application | Failure<Code>,
  ): Success<ApplicationView> | Failure<Code | ViewFailure>
  /** As `change`, once per request id: the same request again answers with the application as it now stands. */
  act<Code extends string = never>(
    id: string,
    request: {
      readonly requestId: string
      readonly act: string
      readonly baseVersion?: number
      readonly states: readonly Application['state'][]
    },
    work: (application: Application) => Application | Failure<Code>,
  ): Success<ApplicationView> | Failure<Code | ViewFailure>
  account(): string
}

function isFailure(result: Application | Failure): result is Failure {
  return 'ok' in result
}

/** Aborts the transaction and carries the refusal out of it. */
class Refused extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super('refused')
    this.failure = failure
  }
}

export function applicationDesk(parts: DeskParts): ApplicationDesk {
  const { store, session } = parts
  const at = () => new Date(parts.now()).toISOString()
  const account = () => session.current?.account ?? ''

  function assess(application: Application): Assessment {
    const number = application.form.fields.personalNumber?.text ?? ''
    return assessApplication({
      form: application.form,
      captures: application.captures,
      day: application.legalDay as PlainDate,
      digest: contentDigest(application.form, application.captures),
      othersWithNumber: number === '' ? 0 : countOthersWithNumber(store, application.id, number),
      units: parts.units,
    })
  }

  /** A changed content voids what was said "Đúng" to and what was printed. */
  function settle(before: Application, after: Application): Application {
    const digest = contentDigest(after.form, after.captures)
    const confirmation = after.captures.confirmation?.digest === digest ? after.captures.confirmation : null
    const assessment = assess(after)
    return {
      ...after,
      version: before.version + 1,
      savedAt: at(),
      captures: { ...after.captures, confirmation },
      openGaps: assessment.findings.filter(isOpenGap).length,
      openWarnings: assessment.findings.filter(isDoubt).length,
      dueDay: assessment.dueDay ?? after.dueDay,
    }
  }

  function change<Code extends string = never>(
    id: string,
    options: {
      readonly baseVersion?: number
      readonly states?: readonly Application['state'][]
      readonly once?: { requestId: string; act: string }
    },
    work: (application: Application) => Application | Failure<Code>,
  ): Success<ApplicationView> | Failure<Code | ViewFailure> {
    const { once } = options
    let appended = false
    try {
      const after = store.write(() => {
        const before = findApplication(store, id)
        if (!before) throw new Refused(fail('no-such-application'))
        if (once && findActDone(store, once.requestId)) return before
        if (!(options.states ?? EDITABLE).includes(before.state))
          throw new Refused(fail('not-in-this-state', { state: before.state }))
        if (options.baseVersion !== undefined && options.baseVersion !== before.version) {
          throw new Refused(fail('version-behind', { version: before.version }))
        }
        const result = work(before)
        if (isFailure(result)) throw new Refused(result)
        const settled = settle(before, result)
        updateApplication(store, settled)
        if (once) {
          insertActDone(store, once.requestId, once.act, id, at())
          audit(store, { account: account(), action: `application.${once.act}`, subject: id })
          appended = true
        }
        return settled
      })
      if (appended) parts.log.announce()
      if (appended) parts.notify('board', {})
      return done(view(after))
    } catch (refused) {
      if (refused instanceof Refused) return refused.failure as Failure<Code | ViewFailure>
      throw refused
    }
  }

  function view(application: Application): ApplicationView {
    return viewApplication({ ...parts, assess }, application)
  }

  return {
    ...parts,
    at,
    account,
    assess,
    view,
    find: (id) => findApplication(store, id),
    change,
    act: (id, request, work) =>
      change(
        id,
        {
          states: request.states,
          once: { requestId: request.requestId, act: request.act },
          ...(request.baseVersion === undefined ? {} : { baseVersion: request.baseVersion }),
        },
        work,
      ),
  }
}
