import { openCase } from '../adjudication/index.ts'
import { listEventsOfSubject } from '../inbox/index.ts'
import { findApprovedSubmission } from './approval-fault.ts'
import { type JudgeParts, openCaptures } from './judge-application.ts'
import { judgePrints } from './judge-prints.ts'
import { insertLateFinding, listNotCompared, type NotCompared } from './late-print-store.ts'

/** A pass takes some seconds, so that what is new in the office's log does not wait behind a long arrear. */
const AT_ONCE = 20

/** `more`: the pass is done and others wait; `stuck`: engine, register or blobs are still not there, worth another try later. */
export type LatePass = 'done' | 'more' | 'stuck'

async function printsOf(parts: JudgeParts, office: number, { application, approvedHash }: NotCompared) {
  const ofSubject = await listEventsOfSubject(parts.store, office, application)
  const approved = ofSubject.find((one) => one.hash === approvedHash)
  const submission = approved && findApprovedSubmission(approved, ofSubject)
  if (!submission?.ok) return []
  const { event, submitted } = submission.found
  return (await openCaptures(parts, { office, id: application, submitted, event })).prints
}

/** Compares one; `undefined`: it cannot be done yet. The finding, its templates and its case are one transaction. */
async function compareOne(parts: JudgeParts, office: number, one: NotCompared): Promise<true | undefined> {
  const { application, approvedHash, number } = one
  const owner = { office, application }
  const clear = await printsOf(parts, office, one)
  const made = clear.length === 0 ? [] : await parts.prints.make(clear)
  if (made === undefined) return undefined
  if (made.length === 0) {
    await parts.store.transaction((connection) => insertLateFinding(connection, office, one, 'unreadable'))
    return true
  }
  return parts.prints.exclusively(async () => {
    const accepted = { decision: 'accepted', reason: null, remark: '', compared: null } as const
    const { judgement, outcome } = await judgePrints(parts, { office, id: application, number }, accepted, made)
    if (outcome === 'not-compared') return undefined
    await parts.store.transaction(async (connection) => {
      await insertLateFinding(connection, office, one, outcome)
      await parts.prints.keep(connection, made, owner, approvedHash)
      // The card is under way: nothing is taken back by a program, an officer decides.
      if (judgement.openCase) await openCase(connection, { office, subject: application, ...judgement.openCase })
    })
    await parts.prints.added(made, owner)
    return true
  })
}

/**
 * Applications that were accepted while the engine or its register was away are compared once it is there again: a row for each that is
 * done, so that a kill takes the work up where it stood. A hit opens the case it would have opened then.
 */
export async function compareLater(parts: JudgeParts, office: number): Promise<LatePass> {
  const waiting = await listNotCompared(parts.store, office, AT_ONCE)
  for (const one of waiting) if (!(await compareOne(parts, office, one))) return 'stuck'
  return waiting.length === AT_ONCE ? 'more' : 'done'
}
