import { DeviceError } from '../../../device-error.ts'
import type { QueueJob } from '../../print-queue.ts'
import { askIpp, type IppQuestion } from './ipp-exchange.ts'
import { groupTag, type IppAttribute, type IppGroup, type IppMessage, operation, status } from './ipp-message.ts'
import type { IppTarget } from './ipp-target.ts'
import { attribute, findNumber, findText, groupsOf } from './read-attributes.ts'

const ASK_MS = 10_000
/** A document of many pages over a slow line. */
const SEND_MS = 120_000
/** Job names in one list; the newest come first. */
const MOST_JOBS_LISTED = 200
const USER = attribute.name('requesting-user-name', 'so-bo')

/** `client-error-not-found` and others whose meaning the caller knows. */
export function isStatus(answer: IppMessage, ...codes: readonly number[]): boolean {
  return codes.includes(answer.code)
}

/** Successful answers are 0x0000–0x00ff; RFC 8011 §4.1.6. Throws `DeviceError` for the others. */
function needSuccess(answer: IppMessage, step: string): IppMessage {
  if (answer.code <= 0xff) return answer
  const said = `${answer.code.toString(16)} ${findText(groupsOf(answer, groupTag.operation)[0], 'status-message') ?? ''}`
  const cause = new Error(`the printer answers ${said.slice(0, 200)}`)
  if (isStatus(answer, status.busy, status.serviceUnavailable))
    throw new DeviceError('busy', step, 'printer', { cause })
  if (isStatus(answer, status.formatNotSupported, status.attributesNotSupported, status.operationNotSupported))
    throw new DeviceError('not-supported', step, 'printer', { cause })
  throw new DeviceError('refused', step, 'printer', { cause })
}

/**
 * What the job asks of its printer. A printer that has no say in a thing (no `sides-supported`) does it one way and, told to obey to the
 * letter, would refuse the very word: what it does anyway is then left unsaid.
 */
export function jobAttributes(job: QueueJob, printer?: IppGroup): IppAttribute[] {
  const knows = (name: string) => printer === undefined || printer.attributes.some((one) => one.name === name)
  return [
    ...(job.copies > 1 || knows('copies-supported') ? [attribute.integer('copies', job.copies)] : []),
    ...(job.sides !== 'one-sided' || knows('sides-supported') ? [attribute.keyword('sides', job.sides)] : []),
    ...(knows('media-supported') ? [attribute.keyword('media', job.media)] : []),
  ]
}

/** The requests this desk makes of one printer, each named by its step. RFC 8011 §4, PWG 5100.22. */
export function ippOperations(target: IppTarget) {
  const ask = (question: IppQuestion, step: string, ms = ASK_MS) => askIpp(target, question, { ms, step })
  const must = async (question: IppQuestion, step: string, ms?: number) =>
    needSuccess(await ask(question, step, ms), step)
  const jobId = (answer: IppMessage, step: string): number => {
    const id = findNumber(groupsOf(answer, groupTag.job)[0], 'job-id')
    if (id === undefined) throw new DeviceError('malformed-answer', step, 'printer')
    return id
  }
  const named = (job: QueueJob) => [
    USER,
    attribute.name('job-name', job.name),
    // Rather a refusal than another paper or side than the one asked for.
    attribute.boolean('ipp-attribute-fidelity', true),
  ]
  const pdf = attribute.mimeType('document-format', 'application/pdf')

  return {
    async printer(): Promise<IppGroup> {
      const answer = await must(
        {
          operation: operation.getPrinterAttributes,
          operationAttributes: [attribute.keyword('requested-attributes', 'all')],
        },
        'ask',
      )
      const group = groupsOf(answer, groupTag.printer)[0]
      if (!group) throw new DeviceError('malformed-answer', 'ask', 'printer')
      return group
    },
    async printerState(): Promise<IppGroup | undefined> {
      const answer = await must(
        {
          operation: operation.getPrinterAttributes,
          operationAttributes: [attribute.keyword('requested-attributes', 'printer-state', 'printer-state-reasons')],
        },
        'watch',
      )
      return groupsOf(answer, groupTag.printer)[0]
    },
    async validate(job: QueueJob, printer?: IppGroup): Promise<void> {
      await must(
        {
          operation: operation.validateJob,
          operationAttributes: [...named(job), pdf],
          jobAttributes: jobAttributes(job, printer),
        },
        'check',
      )
    },
    async create(job: QueueJob, extra: readonly IppAttribute[] = [], printer?: IppGroup): Promise<number> {
      const question = {
        operation: operation.createJob,
        operationAttributes: named(job),
        jobAttributes: [...jobAttributes(job, printer), ...extra],
      }
      return jobId(await must(question, 'reserve'), 'reserve')
    },
    async sendDocument(id: number, job: QueueJob): Promise<void> {
      const question = {
        operation: operation.sendDocument,
        operationAttributes: [attribute.integer('job-id', id), USER, pdf, attribute.boolean('last-document', true)],
        document: job.pdf,
      }
      await must(question, 'send', SEND_MS)
    },
    async print(job: QueueJob, printer?: IppGroup): Promise<number> {
      const question = {
        operation: operation.printJob,
        operationAttributes: [...named(job), pdf],
        jobAttributes: jobAttributes(job, printer),
        document: job.pdf,
      }
      return jobId(await must(question, 'send', SEND_MS), 'send')
    },
    /** Undefined when the printer no longer knows the job. */
    async job(id: number, more: readonly string[] = []): Promise<IppGroup | undefined> {
      const question = {
        operation: operation.getJobAttributes,
        operationAttributes: [
          attribute.integer('job-id', id),
          USER,
          attribute.keyword('requested-attributes', 'job-id', 'job-name', 'job-state', 'job-state-reasons', ...more),
        ],
      }
      const answer = await ask(question, 'watch')
      if (isStatus(answer, status.notFound)) return undefined
      return groupsOf(needSuccess(answer, 'watch'), groupTag.job)[0]
    },
    async jobs(which: 'completed' | 'not-completed'): Promise<readonly IppGroup[]> {
      const question = {
        operation: operation.getJobs,
        operationAttributes: [
          USER,
          attribute.integer('limit', MOST_JOBS_LISTED),
          attribute.keyword('which-jobs', which),
          attribute.keyword('requested-attributes', 'job-id', 'job-name', 'job-state'),
        ],
      }
      return groupsOf(await must(question, 'find'), groupTag.job)
    },
    async cancel(id: number): Promise<void> {
      const question = {
        operation: operation.cancelJob,
        operationAttributes: [attribute.integer('job-id', id), USER],
      }
      const answer = await ask(question, 'cancel')
      // A job that has ended meanwhile, or is forgotten, needs no cancelling: its end is read back anyway.
      if (!isStatus(answer, status.notPossible, status.notFound)) needSuccess(answer, 'cancel')
    },
    async resume(id: number): Promise<void> {
      const question = {
        operation: operation.resumeJob,
        operationAttributes: [attribute.integer('job-id', id), USER],
      }
      const answer = await ask(question, 'resume')
      // It goes on already, or has ended: the job's own state is read next.
      if (!isStatus(answer, status.notPossible)) needSuccess(answer, 'resume')
    },
  }
}
export type IppOperations = ReturnType<typeof ippOperations>
