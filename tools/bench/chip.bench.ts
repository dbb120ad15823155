import { startVirtualReaders, whyNoVirtualReaders } from '../../main/training/virtual-readers.ts'
import { driverOn, emulateCard, holder, readCardOn, untilCard } from '../../test/device/chip-card.ts'
import { accessComputing, readComputing } from './chip-access.ts'
import { type Figures, median } from './figures.ts'

export const name = 'chip'
export const group = 'devices'

const RUNS = 7
const CARDS = [
  { name: 'BAC 3DES', pace: [], chip: null },
  { name: 'PACE 3DES P-256', pace: [{ cipher: '3DES', curve: 'P-256' }], chip: null },
  { name: 'PACE AES-128 brainpoolP256r1', pace: [{ cipher: 'AES-128', curve: 'brainpoolP256r1' }], chip: null },
  { name: 'PACE AES-192 P-384', pace: [{ cipher: 'AES-192', curve: 'P-384' }], chip: null },
  {
    name: 'PACE AES-128 brainpoolP256r1, extended',
    pace: [{ cipher: 'AES-128', curve: 'brainpoolP256r1' }],
    chip: null,
    extendedLength: true,
  },
  { name: 'PACE AES-256 brainpoolP512r1', pace: [{ cipher: 'AES-256', curve: 'brainpoolP512r1' }], chip: null },
] as const

/** A contactless chip takes its time for each command; on a card that answers at once only our own time is left to see. */
const CHIP_MS = 12

/**
 * A read, until the card may be lifted, over the sum of its bare round trips (the same commands in the same read: what the driver waited for the card), per cipher,
 * for a card that answers at once and for one as slow as a contactless chip; commands and bytes; what BAC and PACE cost us alone.
 */
export async function run(): Promise<Figures> {
  const why = whyNoVirtualReaders()
  if (why !== undefined) throw new Error(why)
  const figures: Record<string, { value: number; unit: string }> = {}
  const put = (what: string, value: number, unit: string) => {
    figures[what] = { value: Math.round(value * 1000) / 1000, unit }
  }
  const readers = await startVirtualReaders()
  const driver = driverOn(readers)
  const card = await emulateCard(readers, { holder })
  try {
    for (const one of CARDS) {
      await card.order({ remove: true })
      await untilCard(driver, 'absent')
      await card.order({
        profile: {
          holder,
          pace: one.pace,
          extendedLength: 'extendedLength' in one,
          chipAuthentication: one.chip,
          fingerprints: false,
        },
        insert: true,
      })
      await untilCard(driver, 'present')
      for (const [speed, fault] of [
        ['at once', { kind: 'none' }],
        [`${CHIP_MS} ms a command`, { kind: 'slow', ms: CHIP_MS }],
      ] as const) {
        await card.order({ fault })
        const ratios: number[] = []
        const own: number[] = []
        const reads: number[] = []
        const afterwards: number[] = []
        for (let i = 0; i < RUNS; i++) {
          const read = await readCardOn(driver)
          if (!read.ok) throw new Error(`not read: ${JSON.stringify(read)}`)
          ratios.push(read.readMs / read.cardMs)
          own.push(read.readMs - read.cardMs)
          reads.push(read.readMs)
          afterwards.push(read.totalMs - read.readMs)
          if (i > 0 || speed !== 'at once') continue
          put(`${one.name}: commands`, read.apdus, 'commands')
          // Each file could be read by its short identifier, without being selected.
          const files = Object.keys(read.files).length
          put(`${one.name}: commands over the fewest`, read.apdus / (read.apdus - files), 'ratio')
          put(`${one.name}: bytes both ways`, read.bytes, 'bytes')
          const content = Object.values(read.files).reduce((sum, file) => sum + file.length, 0)
          put(`${one.name}: bytes over the files' own`, read.bytes / content, 'ratio')
        }
        put(`${one.name}, ${speed}: read until the card may be lifted`, median(reads), 'ms')
        put(`${one.name}, ${speed}: understanding and picture afterwards`, median(afterwards), 'ms')
        put(`${one.name}, ${speed}: our own time`, median(own), 'ms')
        put(`${one.name}, ${speed}: over bare round trips`, median(ratios), 'ratio')
      }
    }
  } finally {
    await card.stop()
    await driver.stop()
    await readers.stop()
  }
  for (const { name: what, ms } of await accessComputing(RUNS)) put(`${what}: computing`, ms, 'ms of the processor')
  for (const { name: what, readMs, understandMs } of await readComputing(RUNS)) {
    put(`${what}: computing of a whole read`, readMs, 'ms of the processor')
    put(`${what}: understanding and picture`, understandMs, 'ms of the processor')
  }
  return figures
}
