import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { DeviceError } from '../../main/hardware/device-error.ts'
import type { ScanProgress, ScanRequest } from '../../main/hardware/document-scanner/document-scanner.ts'
import { esclScanner } from '../../main/hardware/document-scanner/drivers/escl/escl-scanner.ts'
import { checkImportedFile } from '../../main/hardware/document-scanner/drivers/import-file.ts'
import { type EsclSimulator, startEsclSimulator } from './start-escl-simulator.ts'

let simulator: EsclSimulator
const folder = mkdtempSync(path.join(tmpdir(), 'so-bo-escl-'))
beforeAll(async () => {
  simulator = await startEsclSimulator()
})
afterAll(async () => {
  await simulator.stop()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  await simulator.order({ fault: null, pages: 3, pageMs: 0 })
})

const impatient = {
  answerMs: 1_500,
  pageMs: 2_500,
  wholePageMs: 5_000,
  retryMs: 60,
  retriesForJob: 3,
  retriesForPage: 3,
}
const asked: ScanRequest = {
  source: 'flatbed',
  resolution: 75,
  colour: 'grey',
  format: 'image/jpeg',
  area: { width: 210, height: 297 },
  spread: false,
}
const scanner = () => esclScanner(simulator.address, impatient)
/** Drawing a large page takes the simulator a second, on a busy machine several. */
const patient = () => esclScanner(simulator.address)

async function scan(request: Partial<ScanRequest>, signal = new AbortController().signal, driver = scanner()) {
  const heard: ScanProgress[] = []
  const pages = () => heard.filter((one) => one.kind === 'page')
  try {
    for await (const one of driver.scan({ ...asked, ...request }, signal)) heard.push(one)
    return { heard, pages: pages(), failure: undefined, step: undefined }
  } catch (fault) {
    if (!(fault instanceof DeviceError)) throw fault
    return { heard, pages: pages(), failure: fault.failure, step: fault.step }
  }
}

// First the simulator is proved by a client that was not written here; only then it may judge ours.
const airscan = spawnSync('scanimage', ['--version']).status === 0
if (!airscan)
  process.stderr.write('skipped: the independent eSCL client; sane-utils and sane-airscan are not installed here\n')

function scanimage(...args: readonly string[]) {
  const config = path.join(folder, 'sane')
  mkdirSync(path.join(config, 'dll.d'), { recursive: true })
  writeFileSync(path.join(config, 'dll.conf'), 'airscan\n')
  writeFileSync(
    path.join(config, 'airscan.conf'),
    `[devices]\n"So Bo Sim" = ${simulator.address}, eSCL\n[options]\ndiscovery = disable\n`,
  )
  const result = spawnSync('scanimage', ['-d', 'airscan:e0:So Bo Sim', ...args], {
    env: { ...process.env, SANE_CONFIG_DIR: config },
    encoding: 'latin1',
    timeout: 60_000,
  })
  return { exit: result.status, said: result.stderr }
}

test.skipIf(!airscan)('sane-airscan scans from the glass of the simulator in colour', () => {
  const file = path.join(folder, 'glass.png')
  expect(
    scanimage('--resolution', '100', '--mode', 'Color', '-x', '210', '-y', '297', '--format=png', '-o', file).exit,
  ).toBe(0)
  expect(checkImportedFile(readFileSync(file))).toMatchObject({ ok: true, width: 827, height: 1169 })
})

test.skipIf(!airscan).each([
  ['ADF', 3],
  ['ADF Duplex', 6],
])('sane-airscan empties the feeder of the simulator: %s gives %i pages', (source, pages) => {
  const own = mkdtempSync(path.join(folder, 'pages-'))
  const batch = `--batch=${path.join(own, 'p%d.jpg')}`
  expect(scanimage('--source', source, '--resolution', '75', '--mode', 'Gray', '--format=jpeg', batch).exit).toBe(0)
  expect(readdirSync(own)).toHaveLength(pages)
})

test.skipIf(!airscan)('sane-airscan is told of a jam, an open lid and an empty feeder', async () => {
  const batch = `--batch=${path.join(folder, 'f%d.jpg')}`
  const feeder = ['--source', 'ADF', '--resolution', '75', '--format=jpeg', batch]
  await simulator.order({ fault: 'jam', atPage: 2 })
  expect(scanimage(...feeder)).toMatchObject({ exit: 6 })
  await simulator.order({ fault: 'door-open', count: 99 })
  expect(scanimage(...feeder).exit).toBe(8)
  await simulator.order({ fault: null, pages: 0 })
  expect(scanimage(...feeder)).toMatchObject({ exit: 7 })
})

test('the abilities are what the scanner said, in millimetres', async () => {
  const abilities = await scanner().abilities(new AbortController().signal)
  expect(abilities).toMatchObject({ name: 'So Bo SIM-A3 & ADF', serialNumber: 'SOBOSCAN0001' })
  expect(abilities.sources.map((one) => [one.source, Math.round(one.widest), Math.round(one.longest)])).toEqual([
    ['flatbed', 297, 420],
    ['feeder', 210, 297],
    ['feeder-duplex', 210, 297],
  ])
})

test.each([
  ['flatbed', 1],
  ['feeder', 3],
  ['feeder-duplex', 6],
] as const)('%s brings %i whole pages in order and leaves the scanner free', async (source, count) => {
  const { pages, failure } = await scan({ source })
  expect(failure).toBeUndefined()
  expect(pages.map((one) => one.page)).toEqual(Array.from({ length: count }, (_, i) => i + 1))
  for (const one of pages) expect(checkImportedFile(one.content)).toMatchObject({ ok: true, width: 620, height: 877 })
  expect((await simulator.order({})).jobs.at(-1)?.state).toBe('Completed')
})

test('resolution, colour and format are the ones asked for, the nearest the scanner has', async () => {
  const { heard, pages } = await scan({ resolution: 120, format: 'image/png', colour: 'colour' }, undefined, patient())
  expect(heard[0]).toEqual({ kind: 'started', resolution: 150 })
  expect(checkImportedFile(pages[0]?.content ?? new Uint8Array())).toMatchObject({
    mediaType: 'image/png',
    width: 1240,
  })
  const pdf = await scan({ source: 'feeder', format: 'application/pdf' }, undefined, patient())
  expect(pdf.pages.map((one) => one.mediaType)).toEqual(['application/pdf'])
})

test('a page of the size of a photograph tells how far it is while it comes', async () => {
  const { heard } = await scan({ resolution: 300, colour: 'colour' }, undefined, patient())
  const sizes = heard.flatMap((one) => (one.kind === 'receiving' ? [one.bytes] : []))
  expect(sizes.length).toBeGreaterThan(0)
  expect(sizes).toEqual([...sizes].sort((a, b) => a - b))
})

test.each([
  ['busy', 9, 'busy', 'start', 0],
  ['page-busy', 9, 'busy', 'page', 0],
  ['conflict', 1, 'refused', 'start', 0],
  ['hatch-open', 9, 'cover-open', 'status', 0],
  ['door-open', 9, 'cover-open', 'status', 0],
  ['stopped', 9, 'not-ready', 'status', 0],
  ['jam', 1, 'paper-jam', 'page', 1],
  ['aborted', 1, 'interrupted', 'page', 1],
  ['truncated-image', 1, 'interrupted', 'page', 1],
  ['cut', 1, 'interrupted', 'page', 1],
  ['short-length', 1, 'interrupted', 'page', 1],
  ['long-length', 1, 'interrupted', 'page', 1],
  ['text-page', 1, 'malformed-answer', 'page', 1],
  ['oversized-page', 1, 'too-large', 'page', 1],
  ['endless-body', 1, 'too-large', 'page', 1],
  ['slow-drip', 1, 'too-slow', 'page', 1],
  ['silence', 1, 'too-slow', 'page', 1],
  ['no-xml', 1, 'malformed-answer', 'capabilities', 0],
  ['bomb-xml', 1, 'malformed-answer', 'capabilities', 0],
  ['deep-xml', 1, 'malformed-answer', 'capabilities', 0],
  ['huge-xml', 1, 'too-large', 'capabilities', 0],
  ['no-location', 1, 'malformed-answer', 'start', 0],
] as const)(
  '%s (%i times) is told as it is: %s at %s, after %i good pages',
  async (fault, count, failure, step, good) => {
    await simulator.order({ fault, count, atPage: good === 0 ? 0 : 2 })
    const outcome = await scan({ source: 'feeder' })
    expect([outcome.failure, outcome.step, outcome.pages.length]).toEqual([failure, step, good])
    // It can be used again at once.
    await simulator.order({ fault: null, pages: 3 })
    expect(await scan({ source: 'feeder' })).toMatchObject({ failure: undefined, pages: { length: 3 } })
  },
)

test('a scanner that is busy for a moment is waited for, before the job and between pages', async () => {
  await simulator.order({ fault: 'busy', count: 2 })
  expect((await scan({})).failure).toBeUndefined()
  await simulator.order({ fault: 'page-busy', count: 2, atPage: 2 })
  expect(await scan({ source: 'feeder' })).toMatchObject({ failure: undefined, pages: { length: 3 } })
})

test('a feeder that says "no page" while paper still lies in it is asked again, and not for ever', async () => {
  await simulator.order({ fault: 'early-end', count: 2, atPage: 2 })
  expect(await scan({ source: 'feeder' })).toMatchObject({ failure: undefined, pages: { length: 3 } })
  await simulator.order({ fault: 'early-end', count: 99, atPage: 2 })
  expect((await scan({ source: 'feeder' })).pages).toHaveLength(1)
})

test('an empty feeder is said before anything is asked of it, and a full glass does not mind', async () => {
  await simulator.order({ pages: 0 })
  expect(await scan({ source: 'feeder' })).toMatchObject({ failure: 'feeder-empty', step: 'status' })
  expect((await scan({})).pages).toHaveLength(1)
})

test('a scanner that sends us elsewhere is asked at its own address all the same', async () => {
  await simulator.order({ fault: 'location-elsewhere' })
  expect((await scan({})).pages).toHaveLength(1)
})

test('cancelling stops at once, keeps the pages that came and frees the scanner', async () => {
  await simulator.order({ pages: 50, pageMs: 200 })
  const stop = new AbortController()
  const pages: number[] = []
  let cancelledAt = 0
  const run = async () => {
    for await (const one of scanner().scan({ ...asked, source: 'feeder' }, stop.signal)) {
      if (one.kind !== 'page') continue
      pages.push(one.page)
      if (one.page !== 2) continue
      cancelledAt = performance.now()
      setTimeout(() => stop.abort(), 50)
    }
  }
  await expect(run()).rejects.toMatchObject({ failure: 'cancelled' })
  expect(performance.now() - cancelledAt).toBeLessThan(6_000)
  expect(pages).toEqual([1, 2])
  expect((await simulator.order({})).jobs.at(-1)?.state).toBe('Canceled')
})

test('a feeder that never ends is ended', async () => {
  await simulator.order({ fault: 'never-empty', count: 9_999 })
  const outcome = await scan({ source: 'feeder' })
  expect([outcome.failure, outcome.step, outcome.pages.length]).toEqual(['too-large', 'pages', 200])
})

test('what the scanner cannot do is not asked of it', async () => {
  const able = await scanner().abilities(new AbortController().signal)
  const driver = { ...scanner(), abilities: async () => able }
  const outcome = await scan({ source: 'flatbed', format: 'image/gif' as never }, undefined, driver)
  expect([outcome.failure, outcome.step]).toEqual(['unsupported', 'settings'])
})

test('a scanner that is switched off, and one that dies in the middle, are told apart', async () => {
  const nobody = await new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
  const off = await scan({}, undefined, esclScanner(`http://127.0.0.1:${nobody}/eSCL`, impatient))
  expect([off.failure, off.step]).toEqual(['unreachable', 'capabilities'])
  const dying = await startEsclSimulator()
  await dying.order({ fault: 'crash', atPage: 2 })
  const dead = await scan({ source: 'feeder' }, undefined, esclScanner(dying.address, impatient))
  expect([dead.failure, dead.step, dead.pages.length]).toEqual(['interrupted', 'page', 1])
  await dying.ended
})

test('a glass is asked for one page, whatever the scanner makes of a second question', async () => {
  await simulator.order({ fault: 'one-page-only', count: 99 })
  const { pages, failure } = await scan({ source: 'flatbed' })
  expect([pages.length, failure]).toEqual([1, undefined])
})

test('a scanner that is busy for questions about itself is asked again, and called busy when it stays so', async () => {
  await simulator.order({ fault: 'busy-for-questions', count: 2 })
  expect((await scan({ source: 'flatbed' })).pages).toHaveLength(1)
  await simulator.order({ fault: 'busy-for-questions', count: 99 })
  expect(await scan({ source: 'flatbed' })).toMatchObject({ failure: 'busy', step: 'capabilities' })
})
