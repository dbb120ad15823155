import type { Store } from '../../store/index.ts'
import { type Application, findApplication } from './application-store.ts'

const existing = (store: Store, ids: readonly { readonly id: string }[]): Application[] =>
  ids.flatMap(({ id }) => findApplication(store, id) ?? [])

/** Drafts with prints the engine has not seen, or not held against each other; oldest first. */
export function listUnchecked(store: Store, limit: number): Application[] {
  return existing(
    store,
    store.sqlite
      .prepare<[number], { id: string }>(
        `SELECT id FROM application
         WHERE state IN ('received', 'returned', 'returned-by-centre', 'awaiting-population-correction')
           AND captures -> '$.prints' <> '{}'
           AND (captures ->> '$.ridges.state' = 'not-checked'
             OR EXISTS (SELECT 1 FROM json_each(captures, '$.prints') p WHERE p.value ->> '$.judgement.state' = 'not-checked'))
         ORDER BY number LIMIT ?`,
      )
      .all(limit),
  )
}

/** Approved without a comparison, not decided yet, and not compared since; oldest first. */
export function listApprovedUncompared(store: Store, limit: number): Application[] {
  return existing(
    store,
    store.sqlite
      .prepare<[number], { id: string }>(
        `SELECT a.id FROM application a JOIN office_event e ON e.epoch = a.approved_epoch AND e.seq = a.approved_seq
         WHERE a.state IN ('approved', 'acknowledged') AND e.canonical ->> '$.body.prints.compared' = 0
           AND NOT EXISTS (SELECT 1 FROM late_comparison l WHERE l.epoch = e.epoch AND l.seq = e.seq)
         ORDER BY e.epoch, e.seq LIMIT ?`,
      )
      .all(limit),
  )
}

export function insertLateComparison(
  store: Store,
  approved: { readonly epoch: number; readonly seq: number },
  found: {
    readonly application: string
    readonly others: number
    readonly matches: readonly string[]
    readonly at: string
  },
): void {
  store.sqlite
    .prepare(
      'INSERT INTO late_comparison (epoch, seq, application, others, matches, compared_at) VALUES (?, ?, ?, ?, ?, ?)',
    )
    .run(approved.epoch, approved.seq, found.application, found.others, JSON.stringify(found.matches), found.at)
}

/** Whether the approval that stands was found, afterwards, to have another dossier's prints. */
export function hasLateMatch(store: Store, approved: { readonly epoch: number; readonly seq: number }): boolean {
  const row = store.sqlite
    .prepare<[number, number], { n: number }>(
      `SELECT count(*) AS n FROM late_comparison WHERE epoch = ? AND seq = ? AND matches <> '[]'`,
    )
    .get(approved.epoch, approved.seq)
  return (row?.n ?? 0) > 0
}
