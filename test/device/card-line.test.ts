import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { listCardSteps, listCards } from '../../main/hardware/card-printer/card-job-store.ts'
import { type CardLine, cardLine } from '../../main/hardware/card-printer/card-line.ts'
import type { CardEncoder } from '../../main/hardware/card-printer/card-printer.ts'
import { ippCardPrinter } from '../../main/hardware/card-printer/drivers/ipp-card-printer.ts'
import { ippTarget } from '../../main/hardware/printer/drivers/ipp/ipp-target.ts'
import { openStore, type Store } from '../../main/store/index.ts'
import { startChild } from '../../main/training/child.ts'
import { simulatedCoupler } from './simulated-coupler.ts'
import { type PrinterSimulator, startPrinterSimulator } from './start-printer-simulator.ts'

const PROGRAM = path.resolve(import.meta.dirname, 'make-card-and-stop.ts')

interface Workshop {
  readonly simulator: PrinterSimulator
  readonly file: string
  open(encoder?: Partial<CardEncoder>): { store: Store; line: CardLine }
}

async function workshop(cards: readonly string[]): Promise<Workshop> {
  const folder = mkdtempSync(path.join(tmpdir(), 'so-bo-cards-'))
  const simulator = await startPrinterSimulator(['--card', '--page-ms', '80'])
  await simulator.order({ load: cards })
  onTestFinished(async () => {
    await simulator.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const file = path.join(folder, 'station.db')
  return {
    simulator,
    file,
    open(encoder = {}) {
      const store = openStore(file, new Uint8Array(32).fill(1))
      onTestFinished(() => store.close())
      const printer = ippCardPrinter(ippTarget({ uri: simulator.uri }))
      const line = cardLine({
        store,
        printer,
        encoder: { ...simulatedCoupler(simulator.uri), ...encoder },
        now: Date.now,
        patienceMs: 3000,
      })
      return { store, line }
    },
  }
}

const order = (id: string, serial: string) => ({
  id,
  subject: 'application',
  serial,
  pdf: Buffer.from('%PDF-'),
  content: `content of ${id}`,
})

/** Every card that was loaded lies in one place, and the journal says the same of it. */
async function account(simulator: PrinterSimulator, store: Store, loaded: readonly string[]) {
  const { cards } = await simulator.order({})
  const places = [...cards.hopper, ...cards.atCoupler, ...cards.printed, ...cards.rejected]
  expect([...places].sort()).toEqual([...loaded].sort())
  const journal = listCards(store)
  expect(cards.printed).toEqual(
    journal.filter(({ state }) => state === 'printed' || state === 'checked').map(({ serial }) => serial),
  )
  expect([...cards.rejected].sort()).toEqual(
    journal
      .filter(({ state }) => state === 'spoiled')
      .map(({ serial }) => serial)
      .sort(),
  )
  expect(cards.atCoupler).toEqual([])
}

test('a card goes through every state in order, and its chip is read back before it is printed', async () => {
  const { simulator, open } = await workshop(['C1', 'C2'])
  const { store, line } = open()
  expect(await line.make(order('a', 'C1'))).toMatchObject({ state: 'printed', serial: 'C1', chip: 'chip-of-C1' })
  expect(listCardSteps(store, 'a').map(({ state }) => state)).toEqual([
    'reserved',
    'feeding',
    'held-for-encoding',
    'encoding',
    'encoded',
    'read-back',
    'printing',
    'printed',
  ])
  expect(line.check('a', true, '').state).toBe('checked')
  expect(() => line.check('a', true, '')).toThrow('does not become')
  await account(simulator, store, ['C1', 'C2'])
})

test('a chip that does not say what was written is spoiled, not printed', async () => {
  const { simulator, open } = await workshop(['C1'])
  const { store, line } = open({ readBack: async () => ({ chip: 'x', content: 'something else' }) })
  expect(await line.make(order('a', 'C1'))).toMatchObject({ state: 'spoiled', failure: 'encoding' })
  await account(simulator, store, ['C1'])
})

test('another blank than the reserved one is spoiled under its own number, and the reserved one is free again', async () => {
  const { simulator, open } = await workshop(['C7', 'C1'])
  const { store, line } = open()
  expect(await line.make(order('a', 'C1'))).toMatchObject({ state: 'spoiled', serial: 'C7', failure: 'wrong-card' })
  expect(await line.make(order('b', 'C1'))).toMatchObject({ state: 'printed', serial: 'C1' })
  await account(simulator, store, ['C7', 'C1'])
})

test('a jam spoils the card it meets, and an empty hopper spoils none', async () => {
  const { simulator, open } = await workshop(['C1'])
  const { store, line } = open()
  await simulator.order({ jamNext: true })
  expect(await line.make(order('a', 'C1'))).toMatchObject({ state: 'spoiled', failure: 'printing' })
  await account(simulator, store, ['C1'])
  await expect(line.make(order('b', 'C2'))).rejects.toMatchObject({ failure: 'aborted', step: 'feeding' })
  await simulator.order({ load: ['C2'] })
  expect(await line.make(order('b', 'C2'))).toMatchObject({ state: 'printed' })
  await account(simulator, store, ['C1', 'C2'])
})

test('a machine that has forgotten the card is opened by a person: the program does not guess', async () => {
  const { simulator, open } = await workshop(['C1'])
  const { line } = open({
    encode: async () => {
      await simulator.order({ forgetJobs: true })
    },
  })
  await expect(line.make(order('a', 'C1'))).rejects.toMatchObject({ failure: 'in-doubt' })
  expect(await line.spoil('a', 'taken out by hand')).toMatchObject({ state: 'spoiled', failure: 'taken out by hand' })
})

test('killed at any step, no card is unaccounted for and none is used twice', async () => {
  const steps = [
    'reserved',
    'after-open',
    'feeding',
    'after-feed',
    'held-for-encoding',
    'encoding',
    'after-encode',
    'encoded',
    'read-back',
    'printing',
    'after-resume',
    'printed',
  ]
  const loaded = steps.map((_, i) => `C${i + 1}`)
  const { simulator, file, open } = await workshop(loaded)
  const ends: Record<string, string> = {}
  for (const step of steps) {
    const serial = (await simulator.order({})).cards.hopper[0] ?? ''
    const child = startChild('card process', process.execPath, [
      PROGRAM,
      ...['--store', file, '--uri', simulator.uri, '--stop', step, '--id', step, '--serial', serial],
    ])
    await child.ready
    const gone = new Promise((resolve) => child.process.once('exit', resolve))
    child.process.kill('SIGKILL')
    await gone
    const { store, line } = open()
    const row = await line.make(order(step, serial))
    ends[step] = row.state
    await account(simulator, store, loaded)
    store.close()
  }
  // Only a chip that may be half written is given up.
  expect(ends).toEqual(Object.fromEntries(steps.map((step) => [step, step === 'encoding' ? 'spoiled' : 'printed'])))
}, 120_000)
