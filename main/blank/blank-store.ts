import type { BlankKind, BlankState, SpoilReason } from '../../domain/blank/blank-state.ts'
import type { Store } from '../store/index.ts'

export interface BlankRow {
  readonly kind: BlankKind
  readonly serial: string
  readonly state: BlankState
  readonly beforeReport: 'received' | 'used' | null
  readonly usedFor: string | null
  readonly reason: SpoilReason | null
  readonly remark: string | null
  readonly reportedBy: string | null
  readonly reportedHash: string | null
  readonly spoiledBy: string | null
  readonly changedAt: string
}

const COLUMNS = `kind, serial, state, before_report AS beforeReport, used_for AS usedFor, reason, remark, reported_by AS reportedBy,
  reported_hash AS reportedHash, spoiled_by AS spoiledBy, changed_at AS changedAt`

/** False where the number is in the register already. */
export function insertBlank(store: Store, kind: BlankKind, serial: string, at: string): boolean {
  return (
    store.sqlite
      .prepare(
        `INSERT INTO blank (kind, serial, state, changed_at) VALUES (?, ?, 'received', ?) ON CONFLICT DO NOTHING`,
      )
      .run(kind, serial, at).changes === 1
  )
}

export function findBlank(store: Store, kind: BlankKind, serial: string): BlankRow | undefined {
  return store.sqlite
    .prepare<[string, string], BlankRow>(`SELECT ${COLUMNS} FROM blank WHERE kind = ? AND serial = ?`)
    .get(kind, serial)
}

export function updateBlank(store: Store, row: BlankRow): void {
  store.sqlite
    .prepare(
      `UPDATE blank SET state = ?, before_report = ?, used_for = ?, reason = ?, remark = ?, reported_by = ?, reported_hash = ?,
         spoiled_by = ?, changed_at = ? WHERE kind = ? AND serial = ?`,
    )
    .run(
      row.state,
      row.beforeReport,
      row.usedFor,
      row.reason,
      row.remark,
      row.reportedBy,
      row.reportedHash,
      row.spoiledBy,
      row.changedAt,
      row.kind,
      row.serial,
    )
}

export interface BlankCounts {
  readonly received: number
  readonly inStock: number
  readonly used: number
  readonly reported: number
  readonly spoiled: number
  /** The lowest number in stock. */
  readonly next: string | null
}

export function countBlanks(store: Store, kind: BlankKind): BlankCounts {
  const row = store.sqlite
    .prepare<[string], BlankCounts>(
      `SELECT count(*) AS received,
         count(*) FILTER (WHERE state = 'received') AS inStock,
         count(*) FILTER (WHERE state = 'used') AS used,
         count(*) FILTER (WHERE state = 'spoil-reported') AS reported,
         count(*) FILTER (WHERE state = 'spoiled') AS spoiled,
         min(serial) FILTER (WHERE state = 'received') AS next
       FROM blank WHERE kind = ?`,
    )
    .get(kind)
  return row ?? { received: 0, inStock: 0, used: 0, reported: 0, spoiled: 0, next: null }
}

/** Blanks that wait for a second person, oldest first. */
export function listReportedBlanks(store: Store): BlankRow[] {
  return store.sqlite
    .prepare<[], BlankRow>(`SELECT ${COLUMNS} FROM blank WHERE state = 'spoil-reported' ORDER BY changed_at`)
    .all()
}

/** What was done with blanks last, newest first. */
export function listRecentBlanks(store: Store, limit: number): BlankRow[] {
  return store.sqlite
    .prepare<[number], BlankRow>(
      `SELECT ${COLUMNS} FROM blank WHERE state <> 'received' ORDER BY changed_at DESC, serial DESC LIMIT ?`,
    )
    .all(limit)
}

/** Whether this request was carried out before: the same request twice is the same act. */
export function takeRequest(store: Store, requestId: string, act: string, subject: string, at: string): boolean {
  return (
    store.sqlite
      .prepare('INSERT INTO act_done (request_id, act, subject, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING')
      .run(requestId, act, subject, at).changes === 1
  )
}
