import { MOST_BLOB_BYTES } from '../protocol/index.ts'
import type { CentreStore } from '../store/index.ts'
import type { BlobFiles } from './blob-files.ts'
import {
  beginBlob,
  findBegunBytes,
  findParked,
  findReferredBytes,
  forgetBlob,
  listForgotten,
  markBlobWhole,
} from './blob-store.ts'

/** Blobs come after their events, but a receipt may be slow: so many may wait here before any event speaks of them. */
const MOST_PARKED = { count: 64, bytes: 128 * 1024 * 1024 }
/** An unfinished upload that no event has spoken of for so long is thrown away. */
const PARKED_DAYS = 7

export interface BlobStep {
  readonly office: number
  readonly name: string
  readonly offset: number
  /** Of the whole blob. */
  readonly length: number
  readonly bytes: Buffer
}

export type BlobReceived =
  | { readonly kind: 'whole' }
  | { readonly kind: 'more'; readonly offset: number }
  | { readonly kind: 'other-offset'; readonly offset: number }
  | { readonly kind: 'refused'; readonly status: 400 | 413 | 429; readonly why: string }

const refuse = (status: 400 | 413 | 429, why: string): BlobReceived => ({ kind: 'refused', status, why })

/** Whether an office may begin this blob: named by one of its events with this length, or within what may be parked. */
async function refusalOf(store: CentreStore, { office, name, length }: BlobStep): Promise<BlobReceived | undefined> {
  if (length > MOST_BLOB_BYTES) return refuse(413, 'too-large')
  const referred = await findReferredBytes(store, office, name)
  if (referred !== undefined) return referred === length ? undefined : refuse(400, 'not-the-length-of-its-event')
  const parked = await findParked(store, office, name)
  const fits = parked.count < MOST_PARKED.count && parked.bytes + length <= MOST_PARKED.bytes
  return fits ? undefined : refuse(429, 'too-much-parked')
}

/** Takes one step of a blob; the same step twice, a cut between steps and a lost answer end in the same whole blob. */
async function takeStep(store: CentreStore, files: BlobFiles, step: BlobStep): Promise<BlobReceived> {
  const { office, name, length } = step
  const standing = await files.offsetOf(office, name)
  if (standing.whole) {
    if (standing.offset !== length) return refuse(400, 'not-its-length')
    await markBlobWhole(store, office, name, length)
    return { kind: 'whole' }
  }
  const begun = await findBegunBytes(store, office, name)
  if (begun !== length) {
    const refusal = await refusalOf(store, step)
    if (refusal) return refusal
    // Another length was announced before: what came with it cannot be a part of this.
    if (begun !== undefined) await forgetBlob(store, office, name)
    if (standing.offset > 0) await files.drop(office, name)
    await beginBlob(store, office, name, length)
    if (standing.offset > 0) return { kind: 'other-offset', offset: 0 }
  }
  const reached = await files.append(office, name, step.offset, step.bytes)
  if (reached === undefined) return { kind: 'other-offset', offset: standing.offset }
  if (reached < length) return { kind: 'more', offset: reached }
  if (!(await files.complete(office, name))) {
    await forgetBlob(store, office, name)
    return refuse(400, 'not-the-named-bytes')
  }
  await markBlobWhole(store, office, name, length)
  return { kind: 'whole' }
}

/** Steps of one blob go one after the other, whoever sends them: two at once would write one place twice. */
export function blobReceiver(store: CentreStore, files: BlobFiles) {
  const queues = new Map<string, Promise<unknown>>()
  return (step: BlobStep): Promise<BlobReceived> => {
    const key = `${step.office} ${step.name}`
    const before = queues.get(key) ?? Promise.resolve()
    // The step before answers its own sender; its failure is no reason not to take this one.
    const next = before.then(
      () => takeStep(store, files, step),
      () => takeStep(store, files, step),
    )
    queues.set(key, next)
    const done = () => {
      if (queues.get(key) === next) queues.delete(key)
    }
    next.then(done, done)
    return next
  }
}

/** Throws away what was parked and never spoken of; answers how many. */
export async function sweepParked(store: CentreStore, files: BlobFiles): Promise<number> {
  const forgotten = await listForgotten(store, PARKED_DAYS)
  for (const { office, name } of forgotten) {
    await files.drop(office, name)
    await forgetBlob(store, office, name)
  }
  return forgotten.length
}
