import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hidPosScanners } from '../../main/hardware/code-scanner/drivers/hid-pos/hid-pos-scanners.ts'
import type { HostFault, HostState } from '../../main/hardware/host/index.ts'
import { openDocumentScanners } from '../../main/hardware/index.ts'
import { startVirtualReaders, whyNoVirtualReaders } from '../../main/training/virtual-readers.ts'
import { driverOn } from './chip-card.ts'
import { pretendScanner, whyNoPretendedScanner } from './hid-scanner/pretended-scanner.ts'
import { buildFaultyLibrary, type FaultyLibrary, type LibraryFault } from './host-faults/faulty-library.ts'
import { startEsclSimulator } from './start-escl-simulator.ts'

// The drivers' own processes, each with a maker's library in it that does its worst: what becomes of the one, and of the others meanwhile.

const whyNot = whyNoVirtualReaders() ?? whyNoPretendedScanner()
if (whyNot !== undefined) process.stderr.write(`skipped: drivers whose library misbehaves; ${whyNot}\n`)

/** A driver of the desk: its host, and a piece of its real work through its port. */
interface Driven {
  host(): HostState
  work(): Promise<void>
  close(): Promise<void>
}

const log = { note: () => undefined }
const drivers = ['chip readers', 'code scanners', 'document scanners'] as const
type DriverName = (typeof drivers)[number]

const openers: Record<DriverName, () => Promise<Driven>> = {
  async 'chip readers'() {
    const readers = await startVirtualReaders()
    const driver = driverOn(readers)
    return {
      host: () => driver.host(),
      async work() {
        const seen = await driver.lookNow(AbortSignal.timeout(60_000))
        if (seen.service !== 'up' || seen.readers.length !== 2) throw new Error(JSON.stringify(seen))
      },
      async close() {
        await driver.stop()
        await readers.stop()
      },
    }
  },
  async 'code scanners'() {
    const device = await pretendScanner('001090012345|012345678', 400, 5_000)
    const { LD_PRELOAD = '', ...environment } = device.environment
    // Both libraries: the one that pretends the device, and the faulty one.
    process.env.LD_PRELOAD = `${process.env.LD_PRELOAD}:${LD_PRELOAD}`
    Object.assign(process.env, environment)
    const scanners = hidPosScanners({ log })
    return {
      host: scanners.host,
      async work() {
        const end = AbortSignal.timeout(60_000)
        for await (const code of scanners.codes(end)) if (code.text === '001090012345|012345678') return
        throw new Error('no code was heard')
      },
      async close() {
        await scanners.close()
        await device.stop()
      },
    }
  },
  async 'document scanners'() {
    const simulator = await startEsclSimulator()
    await simulator.order({ fault: null, pages: 1, pageMs: 0 })
    const places = [{ driver: 'escl', address: simulator.address, simulated: true }] as const
    const scanners = openDocumentScanners({ places, log })
    const asked = { source: 'feeder', resolution: 75, colour: 'grey', format: 'image/jpeg', spread: false } as const
    return {
      host: scanners.host,
      async work() {
        await scanners.lookAgain()
        const [scanner] = await scanners.find()
        if (!scanner) throw new Error(`no scanner: ${JSON.stringify(scanners.troubles())}`)
        let pages = 0
        for await (const one of scanner.scan({ ...asked, area: null }, AbortSignal.timeout(60_000)))
          if (one.kind === 'page') pages += 1
        if (pages !== 1) throw new Error(`${pages} pages`)
      },
      async close() {
        await scanners.close()
        await simulator.stop()
      },
    }
  },
}

const faults: readonly (readonly [LibraryFault | 'killed', HostFault])[] = [
  ['killed', 'died'],
  ['crash', 'died'],
  ['garbage', 'garbage'],
  ['memory', 'too-much-memory'],
  ['hang', 'hung'],
]

describe.skipIf(whyNot !== undefined)('a desk with the processes of its drivers', () => {
  const open = new Map<DriverName, Driven>()
  const before = { ...process.env }
  let library: FaultyLibrary

  beforeAll(async () => {
    library = buildFaultyLibrary()
    Object.assign(process.env, library.environment)
    // In turn, because they change what the next inherits; the pretended device last.
    for (const name of ['chip readers', 'document scanners', 'code scanners'] as const)
      open.set(name, await openers[name]())
    for (const driver of open.values()) await driver.work()
  })
  afterAll(async () => {
    for (const driver of open.values()) await driver.close()
    for (const name of ['LD_PRELOAD', 'SO_BO_FAULTS', 'UMOCKDEV_DIR']) {
      if (before[name] === undefined) delete process.env[name]
      else process.env[name] = before[name]
    }
    library?.remove()
  })

  const get = (name: DriverName): Driven => {
    const driver = open.get(name)
    if (!driver) throw new Error(`${name} are not open`)
    return driver
  }

  describe.each(drivers)('the process of the %s', (name) => {
    test.each(faults)('ends with "%s" as "%s", the others work meanwhile, and it works again', async (fault, said) => {
      const driver = get(name)
      await driver.work()
      const { pid, lastFault, restarts } = driver.host()
      if (fault === 'killed') process.kill(pid ?? 0, 'SIGKILL')
      else library.misbehave(pid ?? 0, fault)
      // Whatever it does, and however long it takes until it is noticed: nobody else waits for it.
      for (const other of drivers) if (other !== name) await get(other).work()
      await expect.poll(() => driver.host().lastFault !== lastFault, { timeout: 60_000 }).toBe(true)
      expect(driver.host().lastFault?.fault).toBe(said)
      await expect.poll(() => driver.work().then(() => 'works', String), { timeout: 60_000 }).toBe('works')
      expect(driver.host().pid).not.toBe(pid)
      expect(driver.host().restarts).toBeGreaterThan(restarts)
    })
  })
})
