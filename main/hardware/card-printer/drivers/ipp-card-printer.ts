import type { IppGroup } from '../../printer/drivers/ipp/ipp-message.ts'
import { ippQueue } from '../../printer/drivers/ipp/ipp-queue.ts'
import type { IppTarget } from '../../printer/drivers/ipp/ipp-target.ts'
import { jobState, readJob } from '../../printer/drivers/ipp/job-state.ts'
import { attribute, findNumber, findText, textsOf } from '../../printer/drivers/ipp/read-attributes.ts'
import type { CardJobLook, CardPrinter } from '../card-printer.ts'

/** PWG 5101.1 name of CR80, 53.98 × 85.60 mm, portrait: CUPS turns a landscape page. */
const CR80 = 'om_card_54x86mm'

function lookOf(job: IppGroup | undefined): CardJobLook {
  if (!job) return { state: 'not-known' }
  const reasons = textsOf(job, 'job-state-reasons')
  if (reasons.some((one) => /^job-(incoming|data-insufficient)$/.test(one))) return { state: 'waiting-for-document' }
  const serial = findText(job, 'card-serial') ?? null
  const word = readJob(job, [])
  if ('end' in word) return { state: 'ended', end: word.end.end, serial }
  const state = findNumber(job, 'job-state')
  if (state === jobState.stopped && reasons.includes('job-suspended')) return { state: 'held', serial }
  return { state: state === jobState.processing ? 'printing' : 'queued', serial }
}

/**
 * A card printer behind an IPP queue: two sides of CR80, `encode-card` suspends the job with its card (job-suspended), Resume-Job
 * (RFC 3998) goes on, Cancel-Job rejects the card. `encode-card` and `card-serial` are attributes of ours: makers have their own words
 * for both, and a driver of theirs belongs beside this one.
 */
export function ippCardPrinter(target: IppTarget): CardPrinter {
  const { operations: ipp, find } = ippQueue({ target })
  const queueJob = (card: { readonly name: string; readonly pdf: Uint8Array }) =>
    ({ ...card, copies: 1, sides: 'two-sided-long-edge', media: CR80 }) as const
  return {
    name: target.printerUri,
    open: async (card) => String(await ipp.create(queueJob(card), [attribute.boolean('encode-card', true)])),
    feed: (id, card) => ipp.sendDocument(Number(id), queueJob(card)),
    look: async (id) => lookOf(await ipp.job(Number(id), ['card-serial'])),
    find,
    resume: (id) => ipp.resume(Number(id)),
    giveUp: (id) => ipp.cancel(Number(id)),
  }
}
