import { beforeAll, expect, test } from 'vitest'
import {
  createPrintIndex,
  loadPrintIndex,
  type PositionedTemplate,
  type PrintIndex,
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

test('a search that is cancelled says so', async () => {
  const stop = AbortSignal.abort()
  expect(await index.search(await touch(1, 1), { signal: stop })).toMatchObject({ ok: false, failure: 'cancelled' })
})

test('a template that is none is refused, a subject that is none too', async () => {
  const broken = [{ position: 2, template: new Uint8Array([1, 2, 3, 4]) }]
  expect(await index.add(1, broken)).toMatchObject({ ok: false, failure: 'unknown' })
  expect(await index.add(-1, [])).toMatchObject({ ok: false, failure: 'bad-argument' })
  expect(await index.add(1.5, [])).toMatchObject({ ok: false, failure: 'bad-argument' })
})
