import type { Store } from '../../store/index.ts'

export type PrintJobState = 'reserving' | 'sending' | 'sent' | 'printed' | 'handed-over' | 'failed' | 'in-doubt'

export interface PrintJobRow {
  readonly ticket: string
  readonly attempt: number
  readonly name: string
  readonly content: string
  readonly printer: string
  readonly state: PrintJobState
  readonly deviceJob: string | null
  readonly failure: string | null
  readonly told: boolean
  readonly madeAt: string
  readonly changedAt: string
}

interface Row {
  ticket: string
  attempt: number
  name: string
  content: string
  printer: string
  state: string
  device_job: string | null
  failure: string | null
  told: number
  made_at: string
  changed_at: string
}

function fromRow(row: Row): PrintJobRow {
  return {
    ticket: row.ticket,
    attempt: row.attempt,
    name: row.name,
    content: row.content,
    printer: row.printer,
    state: row.state as PrintJobState,
    deviceJob: row.device_job,
    failure: row.failure,
    told: row.told === 1,
    madeAt: row.made_at,
    changedAt: row.changed_at,
  }
}

/** Begins a job, or the next attempt of one that is known to have printed nothing. */
export function beginPrintJob(
  store: Store,
  job: Pick<PrintJobRow, 'ticket' | 'attempt' | 'name' | 'content' | 'printer'>,
  at: string,
): void {
  store.sqlite
    .prepare(
      `INSERT INTO print_job (ticket, attempt, name, content, printer, state, made_at, changed_at)
       VALUES (?, ?, ?, ?, ?, 'reserving', ?, ?)
       ON CONFLICT (ticket) DO UPDATE SET attempt = excluded.attempt, printer = excluded.printer, state = 'reserving', device_job = NULL,
         failure = NULL, changed_at = excluded.changed_at`,
    )
    .run(job.ticket, job.attempt, job.name, job.content, job.printer, at, at)
}

export function movePrintJob(
  store: Store,
  ticket: string,
  to: { readonly state: PrintJobState; readonly deviceJob?: string | undefined; readonly failure?: string },
  at: string,
): void {
  store.sqlite
    .prepare(
      'UPDATE print_job SET state = ?, device_job = coalesce(?, device_job), failure = ?, changed_at = ? WHERE ticket = ?',
    )
    .run(to.state, to.deviceJob ?? null, to.failure ?? null, at, ticket)
}

/** A person has looked: only a job in doubt takes the answer. */
export function settlePrintJob(
  store: Store,
  ticket: string,
  state: 'printed' | 'failed',
  account: string,
  at: string,
): boolean {
  return (
    store.sqlite
      .prepare(`UPDATE print_job SET state = ?, settled_by = ?, changed_at = ? WHERE ticket = ? AND state = 'in-doubt'`)
      .run(state, account, at, ticket).changes === 1
  )
}

export function markPrintJobTold(store: Store, ticket: string): void {
  store.sqlite.prepare('UPDATE print_job SET told = 1 WHERE ticket = ?').run(ticket)
}

export function findPrintJob(store: Store, ticket: string): PrintJobRow | undefined {
  const row = store.sqlite.prepare<[string], Row>('SELECT * FROM print_job WHERE ticket = ?').get(ticket)
  return row && fromRow(row)
}

/** The same paper with the same content under another ticket, whose outcome its record has not heard: newest first. */
export function findUntoldPrintJob(store: Store, name: string, content: string): PrintJobRow | undefined {
  const row = store.sqlite
    .prepare<[string, string], Row>(
      `SELECT * FROM print_job WHERE name = ? AND content = ? AND told = 0 AND state <> 'failed' ORDER BY made_at DESC LIMIT 1`,
    )
    .get(name, content)
  return row && fromRow(row)
}

/** Jobs that were under way, and those a person must answer for. */
export function listOpenPrintJobs(store: Store): PrintJobRow[] {
  return store.sqlite
    .prepare<[], Row>(
      `SELECT * FROM print_job WHERE state IN ('reserving', 'sending', 'sent', 'in-doubt') ORDER BY made_at`,
    )
    .all()
    .map(fromRow)
}

export interface PrinterOffset {
  /** Millimetres the printed content moves to the right and down. */
  readonly rightMm: number
  readonly downMm: number
}

export function findPrinterOffset(store: Store, printer: string): PrinterOffset | undefined {
  return store.sqlite
    .prepare<[string], PrinterOffset>(
      'SELECT right_mm AS rightMm, down_mm AS downMm FROM printer_offset WHERE printer = ?',
    )
    .get(printer)
}

export function putPrinterOffset(
  store: Store,
  printer: string,
  offset: PrinterOffset,
  account: string,
  at: string,
): void {
  store.sqlite
    .prepare(
      `INSERT INTO printer_offset (printer, right_mm, down_mm, set_by, set_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (printer) DO UPDATE SET right_mm = excluded.right_mm, down_mm = excluded.down_mm, set_by = excluded.set_by,
         set_at = excluded.set_at`,
    )
    .run(printer, offset.rightMm, offset.downMm, account, at)
}
