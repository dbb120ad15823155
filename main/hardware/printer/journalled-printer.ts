import { createHash } from 'node:crypto'
import type { Store } from '../../store/index.ts'
import { DeviceError } from '../device-error.ts'
import type { PaperJob, PaperPrinter, Printed } from './paper-printer.ts'
import {
  beginPrintJob,
  findPrinterOffset,
  findPrintJob,
  findUntoldPrintJob,
  listOpenPrintJobs,
  markPrintJobTold,
  movePrintJob,
  type PrintJobRow,
  settlePrintJob,
} from './print-job-store.ts'
import type { JobEnd, JobNews, PrintQueue, QueueJob } from './print-queue.ts'
import { shiftPdf } from './shift-pdf.ts'

/** Failures after which something may have left for the printer. */
const lost: readonly DeviceError['failure'][] = ['interrupted', 'malformed-answer']

/** Failures that are the printer's own word about a job, or already a question. */
const spoken: readonly DeviceError['failure'][] = ['aborted', 'cancelled-at-device', 'in-doubt']

/** What the printer lists the job under: found again by it after a crash. */
export function queueName(job: Pick<PrintJobRow, 'ticket' | 'name' | 'attempt'>): string {
  const mark = createHash('sha256').update(`${job.ticket} ${job.attempt}`).digest('hex').slice(0, 12)
  return `${job.name.replace(/[^A-Za-z0-9._-]/g, '_').slice(0, 80)} ${mark}`
}

/**
 * A queue with a journal: every step is written before it is taken, a job is found again after a crash or a lost answer, and what
 * may have been printed is asked about.
 */
export function journalledPrinter(parts: {
  readonly store: Store
  readonly queue: PrintQueue
  readonly now: () => number
}): PaperPrinter {
  const { store, queue } = parts
  const at = () => new Date(parts.now()).toISOString()
  const running = new Map<string, Promise<Printed>>()
  const move = (ticket: string, to: Parameters<typeof movePrintJob>[2]) => movePrintJob(store, ticket, to, at())

  function doubt(ticket: string, step: string, cause?: unknown): DeviceError {
    move(ticket, { state: 'in-doubt', failure: step })
    return new DeviceError('in-doubt', step, 'printer', { cause })
  }

  function conclude(row: PrintJobRow, end: JobEnd): Printed {
    if (end.end === 'unknown') throw doubt(row.ticket, 'watch')
    if (end.end === 'printed' || end.end === 'handed-over') {
      move(row.ticket, { state: end.end })
      return { ticket: row.ticket, word: end.end, content: row.content }
    }
    const failure = end.end === 'aborted' ? 'aborted' : 'cancelled-at-device'
    move(row.ticket, { state: 'failed', failure })
    throw new DeviceError(failure, end.reasons[0] ?? 'print', 'printer')
  }

  /** Follows a job whose number is known to its end. */
  async function follow(row: PrintJobRow, deviceJob: string, onNews: (news: JobNews) => void): Promise<Printed> {
    move(row.ticket, { state: 'sent', deviceJob })
    let end: JobEnd
    try {
      end = await queue.watch(deviceJob, onNews)
    } catch (fault) {
      if (fault instanceof DeviceError) throw doubt(row.ticket, fault.step, fault)
      throw fault
    }
    return conclude(row, end)
  }

  /** What became of a job that was under way; undefined when it has certainly printed nothing. */
  async function findOut(row: PrintJobRow, onNews: (news: JobNews) => void): Promise<Printed | undefined> {
    // Its document had not been sent; an empty job, if the printer made one, ends by its own time limit.
    if (row.state === 'reserving' || queue.repeatable) return undefined
    // The desk has another printer now: what became of the paper at the old one only a person can see.
    if (row.printer !== queue.name) throw doubt(row.ticket, 'find')
    const deviceJob = await queue.find(queueName(row), row.deviceJob ?? undefined)
    if (deviceJob === undefined) throw doubt(row.ticket, 'find')
    if (row.state === 'sending' && (await queue.withdraw(deviceJob))) return undefined
    return follow(row, deviceJob, onNews)
  }

  /** The printer's word ends the question, whatever it is; its silence leaves it in doubt. */
  async function orDoubt(finding: Promise<Printed | undefined>, ticket: string): Promise<Printed | undefined> {
    try {
      return await finding
    } catch (fault) {
      if (!(fault instanceof DeviceError) || spoken.includes(fault.failure)) throw fault
      throw doubt(ticket, 'find', fault)
    }
  }

  async function attempt(job: PaperJob, number: number, onNews: (news: JobNews) => void): Promise<Printed> {
    const row = { ticket: job.ticket, attempt: number, name: job.name, content: job.content, printer: queue.name }
    const offset = job.onBlank ? findPrinterOffset(store, queue.name) : undefined
    const document: QueueJob = {
      name: queueName(row),
      pdf: offset ? shiftPdf(job.pdf, offset) : job.pdf,
      copies: job.copies ?? 1,
      sides: job.sides ?? 'one-sided',
      media: job.media ?? 'iso_a4_210x297mm',
    }
    beginPrintJob(store, row, at())
    const begun: PrintJobRow = {
      ...row,
      state: 'sending',
      deviceJob: null,
      failure: null,
      told: false,
      madeAt: '',
      changedAt: '',
    }
    let reserved: string | undefined
    try {
      await queue.check(document)
      reserved = await queue.reserve(document)
    } catch (fault) {
      move(job.ticket, { state: 'failed', failure: fault instanceof DeviceError ? fault.failure : 'fault' })
      throw fault
    }
    move(job.ticket, { state: 'sending', deviceJob: reserved })
    let deviceJob: string
    try {
      deviceJob = await queue.send(document, reserved)
    } catch (fault) {
      if (!(fault instanceof DeviceError)) throw fault
      if (!lost.includes(fault.failure)) {
        move(job.ticket, { state: 'failed', failure: fault.failure })
        throw fault
      }
      const found = await orDoubt(findOut({ ...begun, deviceJob: reserved ?? null }, onNews), job.ticket)
      if (found) return found
      // The document did not arrive: the printer was there, and may be asked again.
      move(job.ticket, { state: 'failed', failure: fault.failure })
      throw new DeviceError('unreachable', 'send', 'printer', { cause: fault })
    }
    return follow(begun, deviceJob, onNews)
  }

  async function run(job: PaperJob, onNews: (news: JobNews) => void): Promise<Printed> {
    const known = findPrintJob(store, job.ticket) ?? findUntoldPrintJob(store, job.name, job.content)
    if (!known) return attempt(job, 1, onNews)
    if (known.state === 'printed' || known.state === 'handed-over')
      return { ticket: known.ticket, word: known.state, content: known.content }
    if (known.state === 'failed') return attempt({ ...job, ticket: known.ticket }, known.attempt + 1, onNews)
    const found = await orDoubt(findOut(known, onNews), known.ticket)
    return found ?? attempt({ ...job, ticket: known.ticket }, known.attempt + 1, onNews)
  }

  return {
    name: queue.name,
    handsOver: queue.handsOver ?? false,
    print(job, onNews = () => undefined) {
      const key = `${job.name} ${job.content}`
      const already = running.get(key)
      if (already) return already
      const printing = run(job, onNews).finally(() => running.delete(key))
      running.set(key, printing)
      return printing
    },
    told: (ticket) => markPrintJobTold(store, ticket),
    questions: () =>
      listOpenPrintJobs(store)
        .filter((row) => row.state === 'in-doubt')
        .map((row) => ({ ticket: row.ticket, name: row.name, printer: row.printer, at: row.changedAt })),
    settle: (ticket, cameOut, account) => settlePrintJob(store, ticket, cameOut ? 'printed' : 'failed', account, at()),
    async cancel(ticket) {
      const row = findPrintJob(store, ticket)
      if (row?.deviceJob == null || row.state !== 'sent' || row.printer !== queue.name) return false
      await queue.cancel(row.deviceJob)
      return true
    },
    look: () => queue.look(),
    async recover() {
      for (const row of listOpenPrintJobs(store)) {
        if (row.printer !== queue.name || row.state === 'in-doubt') continue
        try {
          const found = await findOut(row, () => undefined)
          if (!found) move(row.ticket, { state: 'failed', failure: 'not-sent' })
        } catch (fault) {
          // Told when somebody prints it again; a printer that is away leaves the row as it stands.
          if (!(fault instanceof DeviceError)) throw fault
        }
      }
    },
  }
}
