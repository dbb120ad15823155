import { DeviceError } from '../../../device-error.ts'
import type { JobNews, PrinterLook, PrintQueue, QueueJob } from '../../print-queue.ts'
import { type IppGroup, operation } from './ipp-message.ts'
import { type IppOperations, ippOperations } from './ipp-operations.ts'
import type { IppTarget } from './ipp-target.ts'
import { printerState, readJob, readReasons } from './job-state.ts'
import { findBoolean, findNumber, findText, numbersOf, textsOf } from './read-attributes.ts'

/** The first looks come quickly, so that "printing" is on the screen at once; then less and less often. */
const FIRST_LOOK_MS = 15
const LOOK_GROWS = 1.5
const MOST_LOOK_MS = 200
/** After this long a job is worth looking at less often still. */
const FRESH_MS = 15_000
const SLOW_LOOK_MS = 600

export interface IppQueueSettings {
  readonly target: IppTarget
  /** How long a printer that answers nothing is waited for while a job is in it. */
  readonly silenceMs?: number
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

function looked(group: IppGroup, fallback: string): PrinterLook {
  const state = findNumber(group, 'printer-state')
  const made = findText(group, 'printer-make-and-model') ?? ''
  return {
    name: made === '' ? (findText(group, 'printer-name') ?? fallback) : made,
    state: state === printerState.stopped ? 'stopped' : state === printerState.processing ? 'busy' : 'ready',
    accepting: findBoolean(group, 'printer-is-accepting-jobs') ?? true,
    reasons: readReasons(textsOf(group, 'printer-state-reasons'), state === printerState.stopped),
    firmware: findText(group, 'printer-firmware-string-version') ?? null,
    media: textsOf(group, 'media-supported'),
    sides: textsOf(group, 'sides-supported'),
  }
}

/**
 * A printer or CUPS queue over IPP. The job is made first and its document sent second where the printer can (so that a lost answer
 * before the document has provably printed nothing); the end of a job is its own state and nothing else.
 */
export function ippQueue(settings: IppQueueSettings): PrintQueue & { readonly operations: IppOperations } {
  const { target, silenceMs = 60_000 } = settings
  const ipp = ippOperations(target)
  let asked: IppGroup | undefined

  async function abilities(): Promise<IppGroup> {
    asked ??= await ipp.printer()
    return asked
  }

  async function can(...wanted: readonly number[]): Promise<boolean> {
    const supported = numbersOf(await abilities(), 'operations-supported')
    return wanted.every((one) => supported.includes(one))
  }

  /** One look at the job; the printer's own reasons are asked for while it is not simply printing. */
  async function lookAtJob(id: number, nameBefore: string | undefined) {
    const job = await ipp.job(id)
    // After a restart the printer counts anew: another job of this number says nothing of ours.
    const name = findText(job, 'job-name')
    if (!job || (nameBefore !== undefined && name !== nameBefore)) return { end: { end: 'unknown' as const } }
    const alone = readJob(job, [])
    if ('end' in alone) return alone
    const printer = await ipp.printerState()
    const stopped = findNumber(printer, 'printer-state') === printerState.stopped
    const word = readJob(job, readReasons(textsOf(printer, 'printer-state-reasons'), stopped))
    return 'end' in word ? word : { ...word, name }
  }

  async function watch(idText: string, onNews: (news: JobNews) => void) {
    const began = performance.now()
    let silentSince: number | undefined
    let last = ''
    let name: string | undefined
    let wait = FIRST_LOOK_MS
    const tell = (news: JobNews) => {
      const words = `${news.state} ${news.reasons.join(' ')}`
      if (words !== last) onNews(news)
      last = words
    }
    for (;;) {
      try {
        const word = await lookAtJob(Number(idText), name)
        silentSince = undefined
        if ('end' in word) return word.end
        name ??= word.name
        tell(word.news)
      } catch (fault) {
        if (!(fault instanceof DeviceError)) throw fault
        silentSince ??= performance.now()
        if (performance.now() - silentSince > silenceMs)
          throw new DeviceError('interrupted', 'watch', 'printer', { cause: fault })
        tell({ state: 'stopped', reasons: ['offline'] })
      }
      const fresh = performance.now() - began < FRESH_MS
      wait = Math.min(wait * LOOK_GROWS, fresh ? MOST_LOOK_MS : SLOW_LOOK_MS)
      await pause(wait)
    }
  }

  return {
    name: target.printerUri,
    operations: ipp,
    async check(job) {
      if (await can(operation.validateJob)) await ipp.validate(job, await abilities())
    },
    async reserve(job: QueueJob) {
      if (!(await can(operation.createJob, operation.sendDocument))) return undefined
      return String(await ipp.create(job, [], await abilities()))
    },
    async send(job, reserved) {
      if (reserved === undefined) return String(await ipp.print(job, await abilities()))
      await ipp.sendDocument(Number(reserved), job)
      return reserved
    },
    watch,
    async find(name, known) {
      if (known !== undefined && findText(await ipp.job(Number(known)), 'job-name') === name) return known
      for (const which of ['not-completed', 'completed'] as const) {
        const job = (await ipp.jobs(which)).find((one) => findText(one, 'job-name') === name)
        const id = findNumber(job, 'job-id')
        if (id !== undefined) return String(id)
      }
      return undefined
    },
    cancel: (id) => ipp.cancel(Number(id)),
    async withdraw(id) {
      const job = await ipp.job(Number(id))
      // RFC 8011 §5.3.8: the document has not arrived, or not whole.
      if (!textsOf(job, 'job-state-reasons').some((one) => /^job-(incoming|data-insufficient)$/.test(one))) return false
      await ipp.cancel(Number(id))
      return true
    },
    look: async () => looked(await ipp.printer(), target.printerUri),
  }
}
