import { ApplicationCaptures, ApplicationForm, ApplicationState } from '../../../domain/identity-card/application.ts'
import type { Store } from '../../store/index.ts'

export interface ReturnedMark {
  readonly by: 'supervisor' | 'centre'
  readonly reason: string
  readonly remark: string
  readonly nextStep: string
  readonly at: string
}

/** One application as this station holds it: the draft and the state derived from its events. */
export interface Application {
  readonly id: string
  readonly number: number
  readonly state: ApplicationState
  readonly version: number
  readonly receivedOn: string
  /** Day whose rules count for this application. */
  readonly legalDay: string
  readonly form: ApplicationForm
  readonly captures: ApplicationCaptures
  readonly recordedBy: string
  readonly stateSince: string
  readonly savedAt: string
  readonly dueDay: string | null
  readonly returned: ReturnedMark | null
  readonly openGaps: number
  readonly openWarnings: number
  readonly submittedHash: string | null
  readonly approved: { readonly epoch: number; readonly seq: number } | null
}

interface Row {
  id: string
  number: number
  state: string
  version: number
  received_on: string
  legal_day: string
  form: string
  captures: string
  recorded_by: string
  state_since: string
  saved_at: string
  due_day: string | null
  returned: string | null
  open_gaps: number
  open_warnings: number
  submitted_hash: string | null
  approved_epoch: number | null
  approved_seq: number | null
}

function fromRow(row: Row): Application {
  return {
    id: row.id,
    number: row.number,
    state: ApplicationState.parse(row.state),
    version: row.version,
    receivedOn: row.received_on,
    legalDay: row.legal_day,
    form: ApplicationForm.parse(JSON.parse(row.form)),
    captures: ApplicationCaptures.parse(JSON.parse(row.captures)),
    recordedBy: row.recorded_by,
    stateSince: row.state_since,
    savedAt: row.saved_at,
    dueDay: row.due_day,
    returned: row.returned === null ? null : (JSON.parse(row.returned) as ReturnedMark),
    openGaps: row.open_gaps,
    openWarnings: row.open_warnings,
    submittedHash: row.submitted_hash,
    approved:
      row.approved_epoch === null || row.approved_seq === null
        ? null
        : { epoch: row.approved_epoch, seq: row.approved_seq },
  }
}

/** The next running number of this office; belongs in the transaction that inserts the row. */
export function nextNumber(store: Store): number {
  const row = store.sqlite.prepare<[], { n: number | null }>('SELECT max(number) AS n FROM application').get()
  return (row?.n ?? 0) + 1
}

export function insertApplication(store: Store, application: Application): void {
  store.sqlite
    .prepare(
      `INSERT INTO application (id, number, state, version, received_on, legal_day, form, captures, recorded_by, state_since, saved_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      application.id,
      application.number,
      application.state,
      application.version,
      application.receivedOn,
      application.legalDay,
      JSON.stringify(application.form),
      JSON.stringify(application.captures),
      application.recordedBy,
      application.stateSince,
      application.savedAt,
    )
}

/** Writes the whole row back; `version` rises by the caller's hand. */
export function updateApplication(store: Store, application: Application): void {
  store.sqlite
    .prepare(
      `UPDATE application SET state = ?, version = ?, legal_day = ?, form = ?, captures = ?, state_since = ?, saved_at = ?, due_day = ?,
         returned = ?, open_gaps = ?, open_warnings = ?, submitted_hash = ?, approved_epoch = ?, approved_seq = ?
       WHERE id = ?`,
    )
    .run(
      application.state,
      application.version,
      application.legalDay,
      JSON.stringify(application.form),
      JSON.stringify(application.captures),
      application.stateSince,
      application.savedAt,
      application.dueDay,
      application.returned === null ? null : JSON.stringify(application.returned),
      application.openGaps,
      application.openWarnings,
      application.submittedHash,
      application.approved?.epoch ?? null,
      application.approved?.seq ?? null,
      application.id,
    )
}

export function findApplication(store: Store, id: string): Application | undefined {
  const row = store.sqlite.prepare<[string], Row>('SELECT * FROM application WHERE id = ?').get(id)
  return row && fromRow(row)
}

/** Oldest first. */
export function listApplications(store: Store, state: ApplicationState, limit: number): Application[] {
  return store.sqlite
    .prepare<[string, number], Row>('SELECT * FROM application WHERE state = ? ORDER BY state_since LIMIT ?')
    .all(state, limit)
    .map(fromRow)
}

/** Approved ones that the receipt up to (epoch, seq) covers. */
export function listApprovedUpTo(store: Store, epoch: number, seq: number): Application[] {
  return store.sqlite
    .prepare<[number, number], Row>(
      `SELECT * FROM application WHERE state = 'approved' AND approved_epoch = ? AND approved_seq <= ?`,
    )
    .all(epoch, seq)
    .map(fromRow)
}

export function countByState(store: Store): Map<ApplicationState, number> {
  const rows = store.sqlite
    .prepare<[], { state: string; n: number }>('SELECT state, count(*) AS n FROM application GROUP BY state')
    .all()
  return new Map(rows.map((row) => [ApplicationState.parse(row.state), row.n]))
}

/** Open applications (not ended) other than this one that carry the same personal number. */
export function countOthersWithNumber(store: Store, id: string, personalNumber: string): number {
  const row = store.sqlite
    .prepare<[string, string], { n: number }>(
      `SELECT count(*) AS n FROM application
       WHERE id <> ? AND state NOT IN ('refused', 'withdrawn') AND form ->> '$.fields.personalNumber.text' = ?`,
    )
    .get(id, personalNumber)
  return row?.n ?? 0
}

/** Applications other than this one that carry the same personal number, ended ones too; newest first, at most ten. */
export function listOthersWithNumber(store: Store, id: string, personalNumber: string): Application[] {
  return store.sqlite
    .prepare<[string, string], Row>(
      `SELECT * FROM application WHERE id <> ? AND form ->> '$.fields.personalNumber.text' = ? ORDER BY number DESC LIMIT 10`,
    )
    .all(id, personalNumber)
    .map(fromRow)
}

/** Whether this request was carried out before; then the act is not done twice. */
export function findActDone(
  store: Store,
  requestId: string,
): { readonly act: string; readonly subject: string } | undefined {
  return store.sqlite
    .prepare<[string], { act: string; subject: string }>('SELECT act, subject FROM act_done WHERE request_id = ?')
    .get(requestId)
}

export function insertActDone(store: Store, requestId: string, act: string, subject: string, at: string): void {
  store.sqlite
    .prepare('INSERT INTO act_done (request_id, act, subject, at) VALUES (?, ?, ?, ?)')
    .run(requestId, act, subject, at)
}
