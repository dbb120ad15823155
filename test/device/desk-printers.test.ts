import { expect, onTestFinished, test } from 'vitest'
import { type DeskPrinters, deskPrinters } from '../../main/hardware/index.ts'
import type { Store } from '../../main/store/index.ts'
import { newStore } from '../main/new-store.ts'
import { paperJob } from './paper-job.ts'
import { startPrinterSimulator } from './start-printer-simulator.ts'

async function twoPrinters() {
  const [usual, other] = [await startPrinterSimulator(), await startPrinterSimulator()]
  onTestFinished(() => Promise.all([usual.stop(), other.stop()]).then(() => undefined))
  const { store } = newStore()
  const desk = (): DeskPrinters => deskPrinters({ store, station: { kind: 'ipp', uri: usual.uri }, now: Date.now })
  return { usual, other, store, desk }
}

const choose = (store: Store, desk: DeskPrinters, use: 'forms' | 'blanks', uri: string) =>
  store.write(() => desk.choose(use, { address: { kind: 'ipp', uri }, label: 'Máy mới' }))

test('a paper on a blank goes to the printer of the blanks, another to that of the papers, also after a restart', async () => {
  const { usual, other, store, desk } = await twoPrinters()
  choose(store, desk(), 'blanks', other.uri)
  const later = desk()
  expect(later.chosen('blanks')?.label).toBe('Máy mới')
  await later.print(paperJob('on-blank', { onBlank: true }))
  await later.print(paperJob('on-paper', { content: 'another' }))
  expect([usual.printed().length, other.printed().length]).toEqual([1, 1])
  store.write(() => later.choose('blanks', null))
  await later.print(paperJob('on-blank-2', { onBlank: true, content: 'a third' }))
  expect([usual.printed().length, other.printed().length]).toEqual([2, 1])
})

test('a paper that was on its way to the old printer is asked about, never printed again by itself on the new one', async () => {
  const { usual, other, store, desk } = await twoPrinters()
  await usual.order({ pageMs: 60_000 })
  const before = desk()
  const sent = new Promise<void>((resolve) => {
    void before
      .print(paperJob('under-way'), ({ state }) => (state === 'printing' ? resolve() : undefined))
      .catch(() => undefined)
  })
  await sent
  // While it prints, nobody takes the printer away; after a crash the core knows of the paper by its journal alone.
  expect(() => choose(store, before, 'forms', other.uri)).toThrow(/while it prints/)
  const after = desk()
  choose(store, after, 'forms', other.uri)
  await expect(after.print(paperJob('under-way'))).rejects.toMatchObject({ failure: 'in-doubt' })
  expect(other.printed()).toEqual([])
  expect(after.questions().map((one) => one.ticket)).toEqual(['under-way'])
  expect(after.settle('under-way', false, 'lan')).toBe(true)
  expect((await after.print(paperJob('under-way'))).word).toBe('printed')
  expect(other.printed()).toHaveLength(1)
  await usual.order({ pageMs: 0 })
})

test('an address that names no printer is refused, and the printer before it stays', async () => {
  const { usual, store, desk } = await twoPrinters()
  const printers = desk()
  expect(() => choose(store, printers, 'forms', 'ftp://elsewhere')).toThrow(RangeError)
  expect(printers.chosen('forms')).toBeNull()
  await printers.print(paperJob('still'))
  expect(usual.printed()).toHaveLength(1)
})
