import { mkdtemp, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  adoptPrintIndex,
  createIndexMemory,
  createPrintIndex,
  mapPrintIndex,
  type PositionedTemplate,
  type PrintIndex,
  syntheticPrint,
} from '../../../native/fingerprint/index.ts'

const PEOPLE = 60
let folder = ''
let index: PrintIndex
let saved: Uint8Array

async function touch(person: number, impression: number): Promise<PositionedTemplate[]> {
  return Promise.all(
    [2, 7].map(async (position) => ({
      position,
      template: await syntheticPrint(person, position, impression, { hardness: 0.5 }),
    })),
  )
}

async function found(person: number, among: PrintIndex) {
  const search = await among.search(await touch(person, 1), { keepLeast: 12, most: 3 })
  if (!search.ok) throw new Error(search.failure)
  return search.hits
}

async function kept(name: string, bytes: Uint8Array): Promise<string> {
  const file = path.join(folder, name)
  await writeFile(file, bytes)
  return file
}

async function mapped(file: string): Promise<PrintIndex> {
  const opened = await mapPrintIndex(file)
  if (!opened.ok) throw new Error(opened.failure)
  return opened.index
}

function memoryWith(bytes: Uint8Array): ArrayBuffer {
  const memory = createIndexMemory(bytes.length)
  new Uint8Array(memory).set(bytes)
  return memory
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'print-index-'))
  index = createPrintIndex()
  for (let person = 0; person < PEOPLE; person++) await index.add(person, await touch(person, 0))
  saved = await index.save()
})

afterAll(() => rm(folder, { recursive: true }))

test('an index in a mapped file answers as the saved one did and is saved as the same bytes', async () => {
  const own = await mapped(await kept('same', saved))
  expect(await own.size()).toEqual(await index.size())
  for (const person of [3, 41]) expect(await found(person, own)).toEqual(await found(person, index))
  expect(Buffer.compare(await own.save(), saved)).toBe(0)
})

test('people come to and leave a mapped index, and a new file takes the place of the old one', async () => {
  const file = await kept('changing', saved)
  const own = await mapped(file)
  await own.add(900, await touch(900, 0))
  expect(await own.remove(3)).toBe(2)
  expect((await found(900, own))[0]?.subject).toBe(900)
  expect((await found(3, own)).map((hit) => hit.subject)).not.toContain(3)
  await rename(await kept('changing.new', await own.save()), file)
  const next = await mapped(file)
  expect(await next.size()).toEqual(await own.size())
  expect(await found(900, next)).toEqual(await found(900, own))
})

test('a file that is none, cut, changed or grown is refused when it is opened', async () => {
  const changed = Uint8Array.from(saved)
  changed[30_000] = (changed[30_000] ?? 0) ^ 1
  const grown = Buffer.concat([saved, new Uint8Array(384)])
  for (const bad of [saved.subarray(0, saved.length - 384), saved.subarray(0, 63), saved.subarray(1), changed, grown])
    expect(await mapPrintIndex(await kept('bad', bad))).toMatchObject({ ok: false, failure: 'bad-value' })
  for (const none of [path.join(folder, 'missing'), folder, '', `${await kept('cut-name', saved)}\0.index`])
    expect(await mapPrintIndex(none)).toMatchObject({ ok: false, failure: 'file-unreadable' })
})

test('a mapped file that is cut short afterwards makes the index say so; the program goes on', async () => {
  const file = await kept('cut-later', saved)
  const own = await mapped(file)
  expect((await found(5, own))[0]?.subject).toBe(5)
  await truncate(file, 4096)
  expect(await own.search(await touch(5, 1))).toMatchObject({ ok: false, failure: 'file-lost' })
  await expect(own.save()).rejects.toThrow('file-lost')
  expect((await found(5, index))[0]?.subject).toBe(5)
})

test('an index adopts the memory it was decrypted into: nobody else can reach it afterwards', async () => {
  const memory = memoryWith(saved)
  const view = new Uint8Array(memory)
  const opened = await adoptPrintIndex(memory)
  if (!opened.ok) throw new Error(opened.failure)
  expect([memory.byteLength, view.length]).toEqual([0, 0])
  for (const person of [3, 41]) expect(await found(person, opened.index)).toEqual(await found(person, index))
  await opened.index.add(901, await touch(901, 0))
  expect((await found(901, opened.index))[0]?.subject).toBe(901)
})

test('memory that holds no index, or is not of the engine, is refused', async () => {
  const changed = Uint8Array.from(saved)
  changed[30_000] = (changed[30_000] ?? 0) ^ 1
  for (const bad of [changed, saved.subarray(0, saved.length - 384), new Uint8Array(1)])
    expect(await adoptPrintIndex(memoryWith(bad))).toMatchObject({ ok: false, failure: 'bad-value' })
  const foreign = new ArrayBuffer(saved.length)
  expect(await adoptPrintIndex(foreign)).toMatchObject({ ok: false, failure: 'bad-argument' })
  expect(foreign.byteLength).toBe(saved.length)
  for (const size of [0, -1, Number.NaN, 1e18]) expect(() => createIndexMemory(size)).toThrow(TypeError)
})
