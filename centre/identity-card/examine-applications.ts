import type { PositionedTemplate } from '../../native/fingerprint/index.ts'
import { openCase } from '../adjudication/index.ts'
import { listWholeBlobs } from '../blob/index.ts'
import { appendToFeed } from '../feed/index.ts'
import type { ClearPrint, PrintFinding } from '../fingerprint/index.ts'
import { listEpochs, listEventsAfter, listEventsOfSubject, type StoredEvent } from '../inbox/index.ts'
import type { Connection } from '../store/index.ts'
import { APPROVED, approvalFault, findApprovedSubmission } from './approval-fault.ts'
import {
  closeApplication,
  findDecision,
  findJudged,
  findPosition,
  insertDecision,
  listBlobsAwaited,
  putCardApplication,
  putPosition,
  releaseClaims,
  takeClaim,
} from './card-application-store.ts'
import { compareLater, type LatePass } from './compare-later.ts'
import { numberOf } from './compare-with-register.ts'
import { alreadyInProcess, type Judgement, type JudgeParts, judgeApplication, returned } from './judge-application.ts'
import { judgePrints, makeTemplates } from './judge-prints.ts'

/** Ends an application at its own office. */
const ENDED: ReadonlySet<string> = new Set(['identity-card.application-withdrawn', 'identity-card.application-refused'])
const PAGE = 200
const AGAIN_MS = 5_000
/** An engine that is away does not come back by the second. */
const LATE_AGAIN_MS = 60_000

interface Examined {
  readonly number: string | null
  readonly judgement: Judgement | 'blobs-awaited'
  /** To be compared before it is written; none where something else decided. */
  readonly clear?: readonly ClearPrint[]
}

/** What is written of it: with what the prints gave. */
interface Weighed extends Examined {
  readonly outcome?: PrintFinding['outcome']
  readonly templates?: readonly PositionedTemplate[]
}

/** What is to be said of one approval now; touches nothing. */
async function examine(parts: JudgeParts, office: number, approved: StoredEvent): Promise<Examined> {
  const ofSubject = await listEventsOfSubject(parts.store, office, approved.subject)
  const submission = findApprovedSubmission(approved, ofSubject)
  if (!submission.ok) return { number: null, judgement: returned('other', submission.remark) }
  const { approval, event, submitted } = submission.found
  const number = numberOf(submitted)
  const ofApprover = await listEventsOfSubject(parts.store, office, approval.approver)
  const fault = approvalFault(office, approved, submission.found, ofApprover)
  if (fault !== undefined) return { number, judgement: returned('other', fault) }
  const names = event.blobs.map((blob) => blob.name)
  const whole = await listWholeBlobs(parts.store, office, names)
  if (names.some((name) => !whole.has(name))) return { number, judgement: 'blobs-awaited' }
  const { judgement, prints } = await judgeApplication(parts, { office, id: approved.subject, submitted, event })
  return { number, judgement, clear: prints }
}

/** Writes decision, row, claim, feed item, templates and case of one judgement in the caller's transaction; answers whether accepted. */
async function keep(
  { prints }: JudgeParts,
  connection: Connection,
  office: number,
  event: StoredEvent,
  examined: Weighed,
): Promise<boolean> {
  const { number } = examined
  const claim = { office, application: event.subject }
  const row = { office, id: event.subject, approvedHash: event.hash, personalNumber: number }
  let { judgement } = examined
  if (judgement !== 'blobs-awaited' && judgement.decision === 'accepted' && number !== null) {
    // Somebody else may have taken the number since the judgement was made: the row decides, not the moment.
    if (!(await takeClaim(connection, number, claim))) judgement = alreadyInProcess(event.subject, null)
  }
  if (judgement === 'blobs-awaited') {
    await putCardApplication(connection, { ...row, state: judgement, reason: null })
    return false
  }
  const { decision, reason, remark, compared } = judgement
  if (decision === 'returned') await releaseClaims(connection, claim)
  await putCardApplication(connection, { ...row, state: decision, reason })
  await insertDecision(connection, office, event.hash, {
    ...{ application: event.subject, number },
    ...{ decision, reason, remark, compared },
    prints: examined.outcome ?? (decision === 'accepted' ? 'no-prints' : null),
  })
  const accepted = decision === 'accepted'
  const { templates = [] } = examined
  if (accepted && templates.length > 0) await prints.keep(connection, templates, claim, event.hash)
  await appendToFeed(connection, office, [
    { kind: 'application-decided', applicationId: event.subject, decision, reason, remark, compared },
  ])
  if (judgement.openCase) await openCase(connection, { office, subject: event.subject, ...judgement.openCase })
  return accepted
}

/**
 * Compares the prints and writes the judgement, one application at a time from the search to the commit; the memory follows the commit,
 * and a kill in between is made good when it is filled from the table at the next start.
 */
async function settle(
  parts: JudgeParts,
  office: number,
  event: StoredEvent,
  examined: Examined,
  write: (weighed: Weighed) => Promise<boolean>,
): Promise<void> {
  const { judgement, number, clear = [] } = examined
  if (judgement === 'blobs-awaited' || number === null || clear.length === 0) {
    await write(examined)
    return
  }
  const made = await makeTemplates(parts, clear)
  await parts.prints.exclusively(async () => {
    const weighed = await judgePrints(parts, { office, id: event.subject, number }, judgement, made)
    const accepted = await write({ number, ...weighed })
    if (accepted && weighed.templates.length > 0)
      await parts.prints.added(weighed.templates, { office, application: event.subject })
  })
}

/** One event of the log, in one transaction with the position: a kill in between repeats nothing and leaves nothing out. */
async function follow(parts: JudgeParts, office: number, event: StoredEvent): Promise<void> {
  const isApproval = event.kind === APPROVED
  const said = isApproval ? await findDecision(parts.store.pool, office, event.hash) : undefined
  const examined = isApproval && !said ? await examine(parts, office, event) : undefined
  const owner = { office, application: event.subject }
  const hasEnded = ENDED.has(event.kind)
  const write = (weighed: Weighed | undefined): Promise<boolean> =>
    parts.store.transaction(async (connection) => {
      const accepted = weighed !== undefined && (await keep(parts, connection, office, event, weighed))
      if (said) {
        const { decision: state, reason, number: personalNumber } = said
        await putCardApplication(connection, {
          ...{ office, id: event.subject, approvedHash: event.hash },
          ...{ state, reason, personalNumber },
        })
      }
      if (hasEnded) {
        await closeApplication(connection, office, event.subject)
        await releaseClaims(connection, owner)
        await parts.prints.forget(connection, owner)
      }
      await putPosition(connection, office, event)
      return accepted
    })
  if (examined) await settle(parts, office, event, examined, write)
  else await write(undefined)
  if (hasEnded) await parts.prints.removed(owner)
}

/** Reads one epoch of an office's log from where the projection stands. */
async function followLog(parts: JudgeParts, office: number, epoch: number): Promise<void> {
  for (;;) {
    const from = await findPosition(parts.store, office, epoch)
    const page = await listEventsAfter(parts.store, office, epoch, from, PAGE)
    const last = page.at(-1)
    if (!last) return
    for (const event of page)
      if (event.kind === APPROVED || ENDED.has(event.kind) || event === last) await follow(parts, office, event)
  }
}

/** Looks again at the applications whose blobs were awaited. */
async function followBlobs(parts: JudgeParts, office: number): Promise<void> {
  for (const id of await listBlobsAwaited(parts.store, office)) {
    const judged = await findJudged(parts.store.pool, office, id)
    const event = (await listEventsOfSubject(parts.store, office, id)).find((one) => one.hash === judged?.approvedHash)
    if (!event) continue
    const examined = await examine(parts, office, event)
    if (examined.judgement !== 'blobs-awaited')
      await settle(parts, office, event, examined, (weighed) =>
        parts.store.transaction((connection) => keep(parts, connection, office, event, weighed)),
      )
  }
}

export interface Examiner {
  /** Looks at what is new of an office; resolves when it has been looked at. Never rejects: a fault is reported and tried again. */
  look(office: number): Promise<void>
  /** Stops trying again, and waits for what is under way. */
  close(): Promise<void>
}

/**
 * Follows the offices' logs and examines every approved application once. A projection: derived from the events alone, behind
 * the receipt, and taken up again where a kill left it. One look at a time per office; asked meanwhile, it looks again.
 */
export function examiner(parts: JudgeParts, report: (cause: unknown) => void): Examiner {
  const running = new Map<number, Promise<void>>()
  const again = new Set<number>()
  const timers = new Set<NodeJS.Timeout>()
  let closed = false

  async function lookAll(office: number): Promise<void> {
    let late: LatePass
    do {
      again.delete(office)
      for (const epoch of await listEpochs(parts.store, office)) await followLog(parts, office, epoch)
      await followBlobs(parts, office)
      // In passes, so that new work goes before what was accepted uncompared.
      late = closed ? 'done' : await compareLater(parts, office)
    } while ((again.has(office) || late === 'more') && !closed)
    if (late === 'stuck') tryAgain(office, LATE_AGAIN_MS)
  }

  function tryAgain(office: number, ms = AGAIN_MS): void {
    if (closed) return
    const timer = setTimeout(() => {
      timers.delete(timer)
      void look(office)
    }, ms)
    timer.unref()
    timers.add(timer)
  }

  function look(office: number): Promise<void> {
    if (closed) return Promise.resolve()
    const standing = running.get(office)
    if (standing) {
      again.add(office)
      return standing
    }
    const run = lookAll(office)
      .catch((cause: unknown) => {
        report(cause)
        tryAgain(office)
      })
      .finally(() => running.delete(office))
    running.set(office, run)
    return run
  }

  return {
    look,
    async close() {
      closed = true
      for (const timer of timers) clearTimeout(timer)
      await Promise.all(running.values())
    },
  }
}
