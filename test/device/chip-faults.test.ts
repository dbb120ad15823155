import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PcscReaders } from '../../main/hardware/chip-reader/drivers/pcsc/pcsc-readers.ts'
import {
  readerNames,
  readerPorts,
  startVirtualReaders,
  type VirtualReaders,
  whyNoVirtualReaders,
} from '../../main/training/virtual-readers.ts'
import { driverOn, type EmulatedCard, emulateCard, holder, readCardOn, untilCard } from './chip-card.ts'

// What a card, a reader, the service or the driver's own process can do to the desk, on the real service.

const why = whyNoVirtualReaders()
if (why !== undefined) process.stderr.write(`skipped: ${why}\n`)

/** Few and short files, the quickest access: what is tried here is the way, not the content. */
const small = {
  holder,
  pace: [],
  dataGroups: [1],
  fingerprints: false,
  chipAuthentication: null,
  activeAuthentication: 'none',
}

describe.skipIf(why !== undefined)('a desk whose card reader fails', () => {
  let readers: VirtualReaders
  let driver: PcscReaders
  let card: EmulatedCard
  const notes: string[] = []

  beforeAll(async () => {
    readers = await startVirtualReaders()
    driver = driverOn(readers, notes)
    card = await emulateCard(readers, small)
    await untilCard(driver, 'present')
  })
  afterAll(async () => {
    await driver?.stop()
    await card?.stop()
    await readers?.stop()
  })

  // A test that failed leaves the desk of the next one whole.
  beforeEach(async () => {
    await card.order({ fault: { kind: 'none' }, insert: true })
    await untilCard(driver, 'present')
  })

  async function again(): Promise<void> {
    await untilCard(driver, 'absent')
    await card.order({ fault: { kind: 'none' }, insert: true })
    await untilCard(driver, 'present')
  }

  test('a card torn out at each of its commands is said, and read when it is put back', async () => {
    const whole = await readCardOn(driver)
    if (!whole.ok) throw new Error(JSON.stringify(whole))
    for (let at = 1; at <= whole.apdus; at++) {
      await card.order({ fault: { kind: 'tear-out', at } })
      const torn = await readCardOn(driver)
      expect(torn, `at ${at}`).toMatchObject({ ok: false, failure: 'card-removed' })
      expect(torn.ok ? '' : torn.step).not.toBe('')
      await again()
    }
    expect((await readCardOn(driver)).ok).toBe(true)
  })

  test('answers that were forged, cut, repeated or swapped on the way are refused with their step', async () => {
    for (const kind of ['wrong-mac', 'stale-reply', 'cut', 'garbage', 'no-status'] as const) {
      await card.order({ fault: { kind, at: 7 } })
      const spoilt = await readCardOn(driver)
      expect(spoilt, kind).toMatchObject({ ok: false, step: expect.stringContaining('EF.') })
    }
    await card.order({ fault: { kind: 'none' } })
    expect((await readCardOn(driver)).ok).toBe(true)
  })

  test('a reader that never answers is given up in its time, and the other reader goes on', async () => {
    await card.order({ fault: { kind: 'hang', at: 4 } })
    const before = performance.now()
    const silent = await readCardOn(driver, { reader: readerNames[0] })
    const hung = driver.host().pid
    expect(silent).toMatchObject({ ok: false, failure: 'reader-silent', step: 'BAC: external authenticate' })
    expect(performance.now() - before).toBeLessThan(40_000)
    await expect.poll(() => driver.host().pid).not.toBe(hung)
    await expect.poll(() => driver.host().state).toBe('up')
    const other = await emulateCard(readers, small, readerPorts[1])
    await untilCard(driver, 'present', readerNames[1])
    expect((await readCardOn(driver, { reader: readerNames[1] })).ok).toBe(true)
    await other.stop()
    // Unplugged: the service lets go of the reader, and the card can be put on again.
    await card.order({ remove: true })
    await again()
    expect((await readCardOn(driver)).ok).toBe(true)
  })

  test('a reader that falls silent in a long read is read in short ones from then on', async () => {
    await card.order({ profile: { ...small, extendedLength: true, longReads: 'silence' }, remove: true })
    await again()
    const hung = driver.host().pid
    const silent = await readCardOn(driver)
    expect(silent).toMatchObject({ ok: false, failure: 'reader-silent', silentInLongRead: readerNames[0] })
    await expect.poll(() => driver.host().pid).not.toBe(hung)
    await expect.poll(() => driver.host().state).toBe('up')
    await card.order({ remove: true })
    await again()
    expect(await readCardOn(driver)).toMatchObject({ ok: true })
    await card.order({ profile: small, remove: true })
    await again()
  })

  test('a read is cancelled between two commands and leaves the card free', async () => {
    await card.order({ fault: { kind: 'slow', ms: 150 } })
    const abort = new AbortController()
    const asked = readCardOn(driver, { signal: abort.signal })
    setTimeout(() => abort.abort(), 500)
    await expect(asked).rejects.toMatchObject({ name: 'DeviceError', failure: 'cancelled' })
    await card.order({ fault: { kind: 'none' } })
    await expect.poll(async () => (await readCardOn(driver)).ok).toBe(true)
  })

  test('the driver killed in the middle of a read is told, and the next read has a new one', async () => {
    await card.order({ fault: { kind: 'slow', ms: 150 } })
    const asked = readCardOn(driver)
    const first = driver.host().pid
    setTimeout(() => process.kill(first ?? 0, 'SIGKILL'), 500)
    await expect(asked).rejects.toMatchObject({ name: 'DeviceError', failure: 'driver-restarting' })
    await card.order({ fault: { kind: 'none' } })
    await untilCard(driver, 'present')
    await expect.poll(async () => (await readCardOn(driver)).ok).toBe(true)
    expect(driver.host().pid).not.toBe(first)
    expect(driver.host().restarts).toBeGreaterThan(0)
  })

  test('two cards are read at the same time', async () => {
    const other = await emulateCard(readers, small, readerPorts[1])
    await untilCard(driver, 'present', readerNames[1])
    const both = await Promise.all(readerNames.map((reader) => readCardOn(driver, { reader })))
    expect(both.map((one) => one.ok)).toEqual([true, true])
    // The same reader twice: the second is told that it is in use.
    await card.order({ fault: { kind: 'slow', ms: 60 } })
    const twice = await Promise.all([
      readCardOn(driver, { reader: readerNames[0] }),
      readCardOn(driver, { reader: readerNames[0] }),
    ])
    expect(twice.filter((one) => one.ok)).toHaveLength(1)
    expect(twice.find((one) => !one.ok)).toMatchObject({ failure: 'reader-busy' })
    await card.order({ fault: { kind: 'none' } })
    await other.stop()
  })

  test('without its service the readers are away, and are back with it', async () => {
    const service = readers
    await service.stop()
    await expect.poll(() => driver.seen.service).toBe('away')
    expect(await readCardOn(driver)).toMatchObject({ ok: false, failure: 'no-service' })
    readers = await startVirtualReaders()
  })
})
