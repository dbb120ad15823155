import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { DeviceError } from '../../main/hardware/device-error.ts'
import type {
  DocumentScanner,
  ScanProgress,
  ScanRequest,
} from '../../main/hardware/document-scanner/document-scanner.ts'
import { checkImportedFile } from '../../main/hardware/document-scanner/drivers/import-file.ts'
import { saneScanner } from '../../main/hardware/document-scanner/drivers/sane/sane-scanner.ts'
import { openDocumentScanners } from '../../main/hardware/document-scanner/open-document-scanners.ts'
import { type EsclSimulator, startEsclSimulator } from './start-escl-simulator.ts'

let simulator: EsclSimulator
let scanners: ReturnType<typeof openDocumentScanners>
const folder = mkdtempSync(path.join(tmpdir(), 'so-bo-sane-'))
const before = process.env.SANE_CONFIG_DIR
beforeAll(async () => {
  simulator = await startEsclSimulator()
  // SANE's own pretended scanner, which is built into Debian's package, and nothing else.
  mkdirSync(path.join(folder, 'dll.d'))
  writeFileSync(path.join(folder, 'dll.conf'), 'test\n')
  const shipped = spawnSync('cat', ['/etc/sane.d/test.conf'], { encoding: 'utf8' }).stdout
  writeFileSync(path.join(folder, 'test.conf'), shipped)
  process.env.SANE_CONFIG_DIR = folder
})
afterAll(async () => {
  await simulator.stop()
  rmSync(folder, { recursive: true, force: true })
  if (before === undefined) delete process.env.SANE_CONFIG_DIR
  else process.env.SANE_CONFIG_DIR = before
})
beforeEach(async () => {
  await simulator.order({ fault: null, pages: 3, pageMs: 0 })
  scanners = openDocumentScanners({
    places: [{ driver: 'escl', address: simulator.address, simulated: true }],
    log: { note: () => undefined },
  })
})
afterEach(() => scanners.close())

const asked: ScanRequest = {
  source: 'feeder',
  resolution: 75,
  colour: 'grey',
  format: 'image/jpeg',
  area: { width: 210, height: 297 },
  spread: false,
}
type Scans = Pick<DocumentScanner, 'scan'>
async function scan(
  scanner: Scans,
  request: Partial<ScanRequest> = {},
  signal = new AbortController().signal,
  onPage: () => void = () => undefined,
) {
  const pages: Extract<ScanProgress, { kind: 'page' }>[] = []
  try {
    for await (const one of scanner.scan({ ...asked, ...request }, signal)) {
      if (one.kind !== 'page') continue
      pages.push(one)
      onPage()
    }
    return { pages, failure: undefined }
  } catch (fault) {
    if (!(fault instanceof DeviceError)) throw fault
    return { pages, failure: fault.failure }
  }
}
async function theScanner(): Promise<DocumentScanner> {
  const [scanner] = await scanners.find()
  if (!scanner) throw new Error('the simulator was not found')
  return scanner
}

test('pages come through the host whole, and the scanner is named as it names itself', async () => {
  const scanner = await theScanner()
  expect(scanner).toMatchObject({
    id: `escl:${simulator.address}`,
    simulated: true,
    abilities: { serialNumber: 'SOBOSCAN0001' },
  })
  const { pages, failure } = await scan(scanner)
  expect(failure).toBeUndefined()
  expect(pages.map((one) => checkImportedFile(one.content))).toEqual(
    new Array(3).fill({ ok: true, mediaType: 'image/jpeg', width: 620, height: 877 }),
  )
})

test('an A3 book becomes its left and its right page', async () => {
  const { pages } = await scan(await theScanner(), { source: 'flatbed', area: null, spread: true })
  expect(pages.map((one) => one.page)).toEqual([1, 2])
  const sizes = pages.map((one) => checkImportedFile(one.content))
  // 3508 units are 877 points at 75 dpi; both pages keep three millimetres beyond the fold.
  for (const one of sizes) expect(one).toMatchObject({ ok: true, height: 1240 })
  const widths = sizes.map((one) => (one.ok ? (one.width ?? 0) : 0))
  expect(widths.reduce((a, b) => a + b, 0)).toBeGreaterThan(877)
  expect(Math.abs((widths[0] ?? 0) - (widths[1] ?? 0))).toBeLessThan(12)
})

test('one job at a time: the second is told so, the first goes on', async () => {
  await simulator.order({ pageMs: 200 })
  const scanner = await theScanner()
  const first = scan(scanner)
  await new Promise((resolve) => setTimeout(resolve, 250))
  expect((await scan(scanner)).failure).toBe('busy')
  expect(await first).toMatchObject({ failure: undefined, pages: { length: 3 } })
})

test('a host that is killed in the middle is told, the pages before it are kept, and the next scan works', async () => {
  await simulator.order({ pages: 20, pageMs: 300 })
  const scanner = await theScanner()
  let killed = false
  const outcome = await scan(scanner, {}, new AbortController().signal, () => {
    if (!killed) process.kill(scanners.host().pid ?? 0, 'SIGKILL')
    killed = true
  })
  expect(outcome.failure).toBe('driver-restarting')
  expect(outcome.pages.length).toBeGreaterThan(0)
  // The scanner still holds the job of the dead host; whoever stands beside it clears it.
  await simulator.order({ fault: null, pages: 2, pageMs: 0 })
  expect(await scan(scanner)).toMatchObject({ failure: undefined, pages: { length: 2 } })
})

test('cancelling through the host frees the scanner', async () => {
  await simulator.order({ pages: 50, pageMs: 200 })
  const stop = new AbortController()
  const running = async () => {
    for await (const one of (await theScanner()).scan(asked, stop.signal)) if (one.kind === 'page') stop.abort()
  }
  await expect(running()).rejects.toMatchObject({ failure: 'cancelled' })
  await expect.poll(async () => (await simulator.order({})).jobs.at(-1)?.state).toBe('Canceled')
})

test('a scanner that is not there is listed with what it failed with, and found when it comes', async () => {
  const missing = openDocumentScanners({
    places: [{ driver: 'escl', address: 'http://127.0.0.1:9/eSCL/', simulated: false }],
    log: { note: () => undefined },
  })
  expect(await missing.find()).toEqual([])
  expect(missing.troubles()).toEqual([
    { id: 'escl:http://127.0.0.1:9/eSCL/', failure: 'unreachable', step: 'capabilities' },
  ])
  await missing.close()
})

const sane = spawnSync('scanimage', ['--version']).status === 0
if (!sane) process.stderr.write("skipped: SANE's test scanner; sane-utils is not installed here\n")
const device = 'test:0'

test.skipIf(!sane)(
  "SANE's test scanner is understood and gives ten pages from its feeder, one from its glass",
  async () => {
    const driver = saneScanner(device)
    const able = await driver.abilities(new AbortController().signal)
    expect(able.sources.map((one) => [one.source, one.widest])).toEqual([
      ['flatbed', 200],
      ['feeder', 200],
    ])
    expect((await scan(driver, { source: 'flatbed', format: 'image/png' })).pages.map((one) => one.mediaType)).toEqual([
      'image/png',
    ])
    const feeder = await scan(driver, { source: 'feeder', area: { width: 80, height: 100 } })
    expect([feeder.failure, feeder.pages.length]).toEqual([undefined, 10])
    expect(feeder.pages.map((one) => one.page)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  },
)

test.skipIf(!sane).each([
  ['SANE_STATUS_JAMMED', 'paper-jam'],
  ['SANE_STATUS_NO_DOCS', 'feeder-empty'],
  ['SANE_STATUS_COVER_OPEN', 'cover-open'],
  ['SANE_STATUS_IO_ERROR', 'interrupted'],
  ['SANE_STATUS_DEVICE_BUSY', 'busy'],
  ['SANE_STATUS_ACCESS_DENIED', 'no-access'],
])('%s of a SANE scanner is told as %s', async (fault, failure) => {
  const conf = readFileSync(path.join(folder, 'test.conf'), 'utf8')
  writeFileSync(path.join(folder, 'test.conf'), conf.replace(/^read-status-code .*$/m, `read-status-code "${fault}"`))
  try {
    expect((await scan(saneScanner(device), { source: 'flatbed' })).failure).toBe(failure)
  } finally {
    writeFileSync(path.join(folder, 'test.conf'), conf)
  }
})

test.skipIf(!sane)('cancelling a SANE scan ends its program and leaves no page behind', async () => {
  const conf = readFileSync(path.join(folder, 'test.conf'), 'utf8')
  const slow = conf
    .replace(/^read-delay .*$/m, 'read-delay true')
    .replace(/^read-delay-duration .*$/m, 'read-delay-duration 200000')
  writeFileSync(path.join(folder, 'test.conf'), slow)
  const stop = new AbortController()
  const pagesLeft = () => readdirSync('/dev/shm').filter((name) => name.startsWith('so-bo-scan-'))
  const leftBefore = pagesLeft()
  let cancelledAt = 0
  setTimeout(() => {
    cancelledAt = performance.now()
    stop.abort()
  }, 1_500)
  const outcome = await scan(saneScanner(device), { source: 'feeder', resolution: 300, area: null }, stop.signal)
  writeFileSync(path.join(folder, 'test.conf'), conf)
  expect(outcome.failure).toBe('cancelled')
  expect(performance.now() - cancelledAt).toBeLessThan(15_000)
  expect(pagesLeft()).toEqual(leftBefore)
})

/** Programs of this name that this process has started and that still run. */
function ownPrograms(name: string): number[] {
  return readdirSync('/proc').flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return []
    try {
      // pid (name) state parent …
      const [, called, parent] = /^\d+ \((.*)\) \S (\d+) /.exec(readFileSync(`/proc/${entry}/stat`, 'latin1')) ?? []
      return called === name && Number(parent) === process.pid ? [Number(entry)] : []
    } catch {
      // It has ended meanwhile.
      return []
    }
  })
}

test.skipIf(!sane)('a SANE program that is killed in the middle costs the pages that had not come', async () => {
  const driver = saneScanner(device)
  const outcome = await scan(driver, { area: null, resolution: 300 }, new AbortController().signal, () => {
    for (const pid of ownPrograms('scanimage')) process.kill(pid, 'SIGKILL')
  })
  expect(outcome.failure).toBe('interrupted')
  expect(outcome.pages.length).toBeGreaterThan(0)
  expect((await scan(driver, { source: 'flatbed', area: { width: 80, height: 100 } })).pages).toHaveLength(1)
})

test.skipIf(!sane)('a SANE scanner that does not exist is unreachable or unsupported, never found', async () => {
  await expect(saneScanner('test:99').abilities(new AbortController().signal)).rejects.toMatchObject({
    name: 'DeviceError',
  })
})
