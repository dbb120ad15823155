import { beforeAll, expect, test } from 'vitest'
import {
  createPrintIndex,
  loadPrintIndex,
  type PositionedTemplate,
  type PrintIndex,
  type PrintIndexRequest,
  syntheticPrint,
} from '../../../native/fingerprint/index.ts'

const PEOPLE = 120
let index: PrintIndex

async function touch(person: number, impression: number): Promise<PositionedTemplate[]> {
  return Promise.all(
    [2, 7].map(async (position) => ({
      position,
      template: await syntheticPrint(person, position, impression, { hardness: 0.5 }),
    })),
  )
}

async function found(prints: PositionedTemplate[], among = index) {
  const search = await among.search(prints, { keepLeast: 12, most: 3 })
  if (!search.ok) throw new Error(search.failure)
  return search.hits
}

/** A template without a minutia: the engine's own bytes with their counts set to none. */
async function emptyTemplate(): Promise<Uint8Array> {
  const bytes = (await syntheticPrint(1, 7, 0)).slice(0, 20)
  bytes.fill(0, 10, 18)
  return bytes
}

beforeAll(async () => {
  index = createPrintIndex()
  for (let person = 0; person < PEOPLE; person++) await index.add(person, await touch(person, 0))
})

test('people are found among many by another touch of two fingers', async () => {
  for (const person of [3, 50, 101]) expect((await found(await touch(person, 1)))[0]?.subject).toBe(person)
})

test('a stranger scores far below everyone who is there', async () => {
  const own = (await found(await touch(50, 1)))[0]?.score ?? 0
  const stranger = (await found(await touch(PEOPLE + 7, 1)))[0]?.score ?? 0
  expect(stranger).toBeLessThan(own)
})

test('a print fits a kilobyte and a half', async () => {
  const { prints, bytes } = await index.size()
  expect(prints).toBe(2 * PEOPLE)
  expect(bytes / prints).toBeLessThanOrEqual(1536)
})

test('who was removed is not found any more', async () => {
  const own = createPrintIndex()
  await own.add(1, await touch(1, 0))
  await own.add(2, await touch(2, 0))
  expect(await own.remove(1)).toBe(2)
  expect(await own.remove(1)).toBe(0)
  expect((await found(await touch(1, 1), own)).map((hit) => hit.subject)).toEqual([2])
})

test('a saved index answers as the first one did; cut and changed bytes are refused', async () => {
  const bytes = await index.save()
  const loaded = await loadPrintIndex(bytes)
  if (!loaded.ok) throw new Error(loaded.failure)
  const probe = await touch(77, 1)
  expect(await found(probe, loaded.index)).toEqual(await found(probe))
  const changed = Uint8Array.from(bytes)
  changed[70_000] = (changed[70_000] ?? 0) ^ 1
  for (const bad of [new Uint8Array(), bytes.subarray(0, bytes.length - 384), bytes.subarray(1), changed])
    expect(await loadPrintIndex(bad)).toMatchObject({ ok: false, failure: 'bad-value' })
})

test('searches go on while others add and remove', async () => {
  const own = createPrintIndex()
  await own.add(1, await touch(1, 0))
  const probe = await touch(1, 0)
  const writing = (async () => {
    for (let person = 500; person < 560; person++) {
      await own.add(person, await touch(person, 0))
      if (person % 2 === 0) await own.remove(person)
    }
  })()
  const searches = []
  for (let i = 0; i < 20; i++) searches.push(found(probe, own))
  for (const hits of await Promise.all(searches)) expect(hits[0]?.subject).toBe(1)
  await writing
  expect((await own.size()).subjects).toBe(31)
})

test('a search that was cancelled before it began says so', async () => {
  const stop = AbortSignal.abort()
  expect(await index.search(await touch(1, 1), { signal: stop })).toMatchObject({ ok: false, failure: 'cancelled' })
})

/** Stops the search a few milliseconds after it was asked for; `whole` would take many times as long. */
async function expectStopped(among: PrintIndex, prints: PositionedTemplate[], request: PrintIndexRequest) {
  const whole = await among.search(prints, request)
  if (!whole.ok) throw new Error(whole.failure)
  const stop = new AbortController()
  const began = performance.now()
  setTimeout(() => stop.abort(), Math.min(50, whole.seconds * 100))
  const stopped = await among.search(prints, { ...request, signal: stop.signal })
  expect(stopped).toMatchObject({ ok: false, failure: 'cancelled' })
  return { took: performance.now() - began, whole: whole.seconds * 1000 }
}

test('a search is stopped in the middle of its full comparisons', async () => {
  const { took, whole } = await expectStopped(index, await touch(50, 1), { keepShare: 1, anyFinger: true })
  expect(whole).toBeGreaterThan(50)
  expect(took).toBeLessThan(5_000)
})

test('a search is stopped in the middle of its scan', { timeout: 120_000 }, async () => {
  const crowd = createPrintIndex()
  const pair = await touch(7, 0)
  const prints = Array.from({ length: 10 }, () => pair).flat()
  for (let subject = 0; subject < 200; subject++) await crowd.add(subject, prints)
  // One subject compared in full leaves the scan of 4,000 prints as nearly all of the work.
  await expectStopped(crowd, await touch(50, 1), { keepShare: 0, keepLeast: 1, anyFinger: true })
})

test('the same print twice in a probe proves no more than once, and what cannot be compared is no finger', async () => {
  const probe = await touch(50, 1)
  const [first] = probe
  if (!first) throw new Error('no print')
  const once = (await found([first]))[0]
  const twice = (await found([first, first]))[0]
  expect(twice?.subject).toBe(50)
  expect(twice?.score).toBeCloseTo((once?.score ?? 0) - Math.log10(2), 6)
  const empty = { position: 7, template: await emptyTemplate() }
  const beside = (await found([first, empty]))[0]
  expect(beside).toEqual(once)
  expect(once?.fingers).toBe(1)
})

test('searching across positions makes no stranger more alike: every try is paid for', async () => {
  const bare = async (anyFinger: boolean) => {
    const scores = []
    for (let person = PEOPLE; person < PEOPLE + 2; person++) {
      const search = await index.search(await touch(person, 0), { anyFinger, keepShare: 1, most: PEOPLE })
      if (!search.ok) throw new Error(search.failure)
      scores.push(...search.hits.map((hit) => hit.score))
    }
    return scores
  }
  const share = (scores: number[]) => scores.filter((score) => score >= 1).length / scores.length
  const [own, any] = [await bare(false), await bare(true)]
  expect(any.length).toBeGreaterThan(200)
  // A score of 1 is a stated one in ten.
  expect(share(own)).toBeLessThan(0.1)
  expect(share(any)).toBeLessThan(0.1)
})

test('a template that is none is refused, a subject that is none too', async () => {
  const broken = [{ position: 2, template: new Uint8Array([1, 2, 3, 4]) }]
  expect(await index.add(1, broken)).toMatchObject({ ok: false, failure: 'unknown' })
  expect(await index.add(-1, [])).toMatchObject({ ok: false, failure: 'bad-argument' })
  expect(await index.add(1.5, [])).toMatchObject({ ok: false, failure: 'bad-argument' })
})
