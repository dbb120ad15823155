import { execFile } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { DeviceError, findCupsQueues, type JobNews, openPaperPrinter } from '../../main/hardware/index.ts'
import { putPrinterOffset } from '../../main/hardware/printer/print-job-store.ts'
import type { PrinterAddress } from '../../main/hardware/printer/printer-address.ts'
import { shiftPdf } from '../../main/hardware/printer/shift-pdf.ts'
import { rulerPage } from '../../main/printing/ruler-page.ts'
import { newStore } from '../main/new-store.ts'
import { pagePixels } from '../main/paper/poppler.ts'
import { paperJob } from './paper-job.ts'
import { type PrinterPeer, startPrinterPeer, whyNoPeers } from './start-ipp-printer.ts'
import { startPrinterSimulator } from './start-printer-simulator.ts'

const run = promisify(execFile)
const why = whyNoPeers(['cupsd', 'lpadmin', 'ipptool', 'pdftoppm'])

function printerAt(address: PrinterAddress) {
  const { store } = newStore()
  return { store, printer: openPaperPrinter({ store, address, now: Date.now }) }
}

async function failureOf(printing: Promise<unknown>): Promise<string> {
  return printing.then(
    () => 'printed',
    (fault: unknown) => {
      if (fault instanceof DeviceError) return fault.failure
      throw fault
    },
  )
}

/** Share of the page's pixels that differ by more than half the grey scale, as poppler draws both. */
async function difference(one: Uint8Array, other: Uint8Array): Promise<number> {
  const [a, b] = [await pagePixels(one, 75), await pagePixels(other, 75)]
  if (a.width !== b.width || a.height !== b.height) return 1
  let differing = 0
  for (const [i, pixel] of a.pixels.entries()) if (Math.abs(pixel - (b.pixels[i] ?? 0)) > 127) differing += 1
  return differing / a.pixels.length
}

describe.skipIf(why !== undefined)('a printer that is not ours (ippeveprinter)', () => {
  let peer: PrinterPeer
  let address: PrinterAddress
  beforeAll(async () => {
    peer = await startPrinterPeer('a4')
    address = { kind: 'ipp', uri: peer.uri }
  })
  afterAll(() => peer?.stop())

  test('prints what it was given, to the byte, with the paper, sides and copies asked for', async () => {
    const { printer } = printerAt(address)
    peer.setMode('ok')
    const job = paperJob('peer-1', { sides: 'two-sided-long-edge', copies: 2 })
    expect((await printer.print(job)).word).toBe('printed')
    expect(peer.printed().at(-1)?.equals(Buffer.from(job.pdf))).toBe(true)
    const settings = peer.lastSettings()
    expect(settings).toContain('IPP_SIDES=two-sided-long-edge')
    expect(settings).toContain('IPP_COPIES=2')
    expect(settings).toContain('IPP_MEDIA=iso_a4_210x297mm')
  })

  test('says that it is out of paper while the job waits, and goes on', async () => {
    const { printer } = printerAt(address)
    peer.setMode('empty')
    const heard: JobNews[] = []
    await printer.print(paperJob('peer-2'), (news) => {
      heard.push(news)
      if (news.state === 'stopped') peer.setMode('ok')
    })
    expect(heard).toContainEqual({ state: 'stopped', reasons: ['out-of-paper'] })
  })

  test('aborts at a jam: no paper', async () => {
    const { printer } = printerAt(address)
    peer.setMode('jam')
    const before = peer.printed().length
    expect(await failureOf(printer.print(paperJob('peer-3')))).toBe('aborted')
    expect(peer.printed().length).toBe(before)
    peer.setMode('ok')
    expect(await failureOf(printer.print(paperJob('peer-3')))).toBe('printed')
  })

  test('cancels a running job', async () => {
    const { printer } = printerAt(address)
    peer.setMode('slow')
    const printing = failureOf(
      printer.print(paperJob('peer-4'), ({ state }) => {
        if (state === 'printing') void printer.cancel('peer-4').then(() => peer.setMode('ok'))
      }),
    )
    expect(await printing).toBe('cancelled-at-device')
  })

  test('an encrypted line: a printer that shows an unknown certificate gets nothing, one that is named is believed', async () => {
    const uri = peer.uri.replace('ipp:', 'ipps:')
    expect(await failureOf(printerAt({ kind: 'ipp', uri }).printer.print(paperJob('peer-tls')))).toBe('not-trusted')
    const authorityFile = path.join(peer.folder, 'spool', 'localhost.crt')
    peer.setMode('ok')
    const { printer } = printerAt({ kind: 'ipp', uri, authorityFile })
    expect((await printer.print(paperJob('peer-tls'))).word).toBe('printed')
  })

  test('killed while it prints: the paper is in doubt, and a printer that is back does not know the job', async () => {
    const mortal = await startPrinterPeer('a4')
    onTestFinished(() => mortal.stop())
    mortal.setMode('slow')
    const { store } = newStore()
    const queue = { kind: 'ipp', uri: mortal.uri } as const
    const { journalledPrinter } = await import('../../main/hardware/printer/journalled-printer.ts')
    const { ippQueue } = await import('../../main/hardware/printer/drivers/ipp/ipp-queue.ts')
    const { ippTarget } = await import('../../main/hardware/printer/drivers/ipp/ipp-target.ts')
    const printer = journalledPrinter({
      store,
      queue: ippQueue({ target: ippTarget(queue), silenceMs: 1000 }),
      now: Date.now,
    })
    const heard: JobNews[] = []
    const printing = printer.print(paperJob('peer-5'), (news) => {
      heard.push(news)
      if (news.state === 'printing') void mortal.stop()
    })
    expect(await failureOf(printing)).toBe('in-doubt')
    expect(heard.at(-1)).toEqual({ state: 'stopped', reasons: ['offline'] })
    expect(await failureOf(printer.print(paperJob('peer-5')))).toBe('in-doubt')
    expect(printer.questions()).toHaveLength(1)
  })
})

describe.skipIf(why !== undefined)('a CUPS queue on that printer', () => {
  let peer: Awaited<ReturnType<typeof startPrinterPeer>>
  let address: PrinterAddress
  beforeAll(async () => {
    peer = await startPrinterPeer('a4', { cups: true })
    address = { kind: 'cups', queue: 'Desk', socket: peer.cupsSocket }
  })
  afterAll(() => peer?.stop())

  test('is found, and what comes out of it looks like what went in', async () => {
    expect((await findCupsQueues({ socket: peer.cupsSocket })).map(({ queue }) => queue)).toEqual(['Desk'])
    const { printer } = printerAt(address)
    const job = paperJob('cups-1')
    expect((await printer.print(job)).word).toBe('printed')
    const out = peer.printed().at(-1) ?? Buffer.alloc(0)
    expect(out.subarray(0, 5).toString()).toBe('%PDF-')
    expect(await difference(job.pdf, out)).toBeLessThan(0.002)
  })

  test('a page for a blank comes out moved by the offset of the printer', async () => {
    const { printer, store } = printerAt(address)
    const offset = { rightMm: 4, downMm: -3 }
    putPrinterOffset(store, printer.name, offset, 'minh', new Date().toISOString())
    const pdf = await rulerPage({ training: false, printer: 'Desk', at: '2026-11-01T00:00:00.000Z' })
    await printer.print({ ...paperJob('cups-2'), pdf, onBlank: true })
    const out = peer.printed().at(-1) ?? Buffer.alloc(0)
    expect(await difference(shiftPdf(pdf, offset), out)).toBeLessThan(0.002)
    expect(await difference(pdf, out)).toBeGreaterThan(0.002)
  })

  test('a job that the printer gave up is not printed, whatever CUPS counts', async () => {
    const { printer } = printerAt(address)
    peer.setMode('jam')
    expect(await failureOf(printer.print(paperJob('cups-3')))).toBe('aborted')
    peer.setMode('ok')
  })

  test('says out of paper through the queue', async () => {
    const { printer } = printerAt(address)
    peer.setMode('empty')
    const heard: JobNews[] = []
    await printer.print(paperJob('cups-4'), (news) => {
      heard.push(news)
      if (news.reasons.includes('out-of-paper')) peer.setMode('ok')
    })
    expect(heard.some((news) => news.reasons.includes('out-of-paper'))).toBe(true)
  })
})

describe.skipIf(why !== undefined)('our simulator, asked by a client that is not ours (ipptool)', () => {
  test.each(['a4', 'card'])('the %s printer passes the IPP/1.1 suite of CUPS', async (kind) => {
    const simulator = await startPrinterSimulator(kind === 'card' ? ['--card'] : [])
    const folder = mkdtempSync(path.join(tmpdir(), 'so-bo-ipptool-'))
    onTestFinished(async () => {
      await simulator.stop()
      rmSync(folder, { recursive: true, force: true })
    })
    // Debian ships the suite without its sample documents: ours take their names.
    const suite = path.join(folder, 'ipp-1.1.test')
    copyFileSync('/usr/share/cups/ipptool/ipp-1.1.test', suite)
    const names = [...readFileSync(suite, 'utf8').matchAll(/^\s*FILE ([\w.-]+)$/gm)].map((found) => found[1] ?? '')
    for (const name of ['paper.pdf', ...names]) writeFileSync(path.join(folder, name), paperJob('x').pdf)
    const paper = path.join(folder, 'paper.pdf')
    const { stdout } = await run('ipptool', ['-tI', '-f', paper, simulator.uri, suite], { timeout: 60_000 }).catch(
      (fault: { stdout?: string }) => ({ stdout: fault.stdout ?? String(fault) }),
    )
    expect(stdout.split('\n').filter((line) => line.includes('[FAIL]'))).toEqual([])
    expect(stdout).toMatch(/Summary: \d{2} tests, \d{2} passed, 0 failed/)
  })
})
