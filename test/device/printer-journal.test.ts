import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { DeviceError, type JobNews, openPaperPrinter, type PaperPrinter } from '../../main/hardware/index.ts'
import { openStore, type Store } from '../../main/store/index.ts'
import { startChild } from '../../main/training/child.ts'
import { paperJob } from './paper-job.ts'
import { type PrinterSimulator, startPrinterSimulator } from './start-printer-simulator.ts'

let simulator: PrinterSimulator
beforeAll(async () => {
  simulator = await startPrinterSimulator()
})
afterAll(() => simulator.stop())

interface Desk {
  readonly file: string
  readonly store: Store
  readonly printer: PaperPrinter
}

function openDesk(file?: string): Desk {
  const folder = file === undefined ? mkdtempSync(path.join(tmpdir(), 'so-bo-journal-')) : path.dirname(file)
  const where = file ?? path.join(folder, 'station.db')
  const store = openStore(where, new Uint8Array(32).fill(1))
  onTestFinished(() => {
    store.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const printer = openPaperPrinter({ store, address: { kind: 'ipp', uri: simulator.uri }, now: Date.now })
  return { file: where, store, printer }
}

const PROGRAM = path.resolve(import.meta.dirname, 'print-and-stop.ts')

async function crashAt(step: string, desk: { readonly file: string }, ticket: string): Promise<void> {
  const child = startChild('printing process', process.execPath, [
    PROGRAM,
    ...['--store', desk.file, '--uri', simulator.uri, '--stop', step, '--ticket', ticket],
  ])
  await child.ready
  const gone = new Promise((resolve) => child.process.once('exit', resolve))
  child.process.kill('SIGKILL')
  await gone
}

let before = 0
beforeEach(async () => {
  await simulator.order({ name: null, troubles: [], jamNext: false, pageMs: 100 })
  before = simulator.printed().length
})
const sheets = () => simulator.printed().length - before

async function failureOf(printing: Promise<unknown>): Promise<string> {
  return printing.then(
    () => 'printed',
    (fault: unknown) => {
      if (fault instanceof DeviceError) return fault.failure
      throw fault
    },
  )
}

describe('one act is one paper', () => {
  test('the same ticket twice, at once or later, prints once', async () => {
    const { printer } = openDesk()
    const [first, second] = await Promise.all([printer.print(paperJob('a')), printer.print(paperJob('a'))])
    expect(first).toEqual({ ticket: 'a', word: 'printed', content: 'content-of-the-paper' })
    expect(second).toEqual(first)
    expect(await printer.print(paperJob('a'))).toEqual(first)
    expect(sheets()).toBe(1)
  })

  test('a paper that its record has not heard of is taken over by the next act, not printed again', async () => {
    const { printer } = openDesk()
    await printer.print(paperJob('b'))
    expect((await printer.print(paperJob('b-again'))).ticket).toBe('b')
    printer.told('b')
    await printer.print(paperJob('b-copy'))
    expect(sheets()).toBe(2)
  })
})

describe('what the printer says is told', () => {
  test('out of paper: the job waits, the clerk reads why, and it goes on by itself', async () => {
    const { printer } = openDesk()
    await simulator.order({ troubles: ['media-empty-error'] })
    const heard: JobNews[] = []
    const printing = printer.print(paperJob('c'), (news) => {
      heard.push(news)
      if (news.state === 'stopped') void simulator.order({ troubles: [] })
    })
    expect((await printing).word).toBe('printed')
    expect(heard[0]).toEqual({ state: 'stopped', reasons: ['out-of-paper'] })
    expect(sheets()).toBe(1)
  })

  test('a job the printer gives up is no paper, and the next try is a new job', async () => {
    const { printer } = openDesk()
    await simulator.order({ jamNext: true })
    expect(await failureOf(printer.print(paperJob('d')))).toBe('aborted')
    expect(sheets()).toBe(0)
    expect(await failureOf(printer.print(paperJob('d')))).toBe('printed')
    expect(sheets()).toBe(1)
  })

  test('a cancelled job is told as cancelled', async () => {
    const { printer } = openDesk()
    await simulator.order({ troubles: ['paused'] })
    const printing = failureOf(
      printer.print(paperJob('e'), ({ state }) => {
        if (state === 'stopped') void printer.cancel('e')
      }),
    )
    expect(await printing).toBe('cancelled-at-device')
    expect(await printer.cancel('e')).toBe(false)
  })

  test('a paper size it has not got is refused before anything is sent', async () => {
    const { printer } = openDesk()
    expect(await failureOf(printer.print(paperJob('f', { media: 'iso_a3_297x420mm' })))).toBe('not-supported')
    expect((await simulator.order({})).jobs.some((job) => job.name.includes('HS-000123-CC02 f'))).toBe(false)
  })

  test('a printer that is not there, or answers rubbish, has printed nothing', async () => {
    const { store } = openDesk()
    const away = openPaperPrinter({ store, address: { kind: 'ipp', uri: 'ipp://127.0.0.1:9/x' }, now: Date.now })
    expect(await failureOf(away.print(paperJob('g')))).toBe('unreachable')
    const { printer } = openDesk()
    for (const name of ['garbage', 'oversized', 'http-503'])
      expect(await simulator.order({ name }).then(() => failureOf(printer.print(paperJob(name))))).toBe(
        'malformed-answer',
      )
    expect(sheets()).toBe(0)
  })
})

describe('a lost answer', () => {
  const SEND_DOCUMENT = 6

  test('to the document: the job is looked up and followed, one paper', async () => {
    const { printer } = openDesk()
    await simulator.order({ name: 'cut-answer', operation: SEND_DOCUMENT })
    expect((await printer.print(paperJob('h'))).word).toBe('printed')
    expect(sheets()).toBe(1)
  })

  test('before the document arrived: the empty job is withdrawn, nothing is printed, the clerk may try again', async () => {
    const { printer } = openDesk()
    await simulator.order({ name: 'cut-request', operation: SEND_DOCUMENT })
    expect(await failureOf(printer.print(paperJob('i')))).toBe('unreachable')
    expect(sheets()).toBe(0)
    expect((await printer.print(paperJob('i'))).word).toBe('printed')
    expect(sheets()).toBe(1)
  })

  test('from a printer that has forgotten the job: asked, never printed again by itself', async () => {
    const { printer } = openDesk()
    await simulator.order({ pageMs: 700 })
    const printing = failureOf(
      printer.print(paperJob('j'), ({ state }) => {
        if (state === 'printing') void simulator.order({ forgetJobs: true })
      }),
    )
    expect(await printing).toBe('in-doubt')
    expect(printer.questions().map((question) => question.ticket)).toEqual(['j'])
    expect(await failureOf(printer.print(paperJob('j')))).toBe('in-doubt')
    expect(await failureOf(printer.print(paperJob('another act')))).toBe('in-doubt')
    // It did come out, which nobody at the desk can know without looking.
    await expect.poll(sheets).toBe(1)
    expect(printer.settle('j', true, 'lan')).toBe(true)
    expect(printer.settle('j', false, 'lan')).toBe(false)
    expect(await printer.print(paperJob('j'))).toMatchObject({ ticket: 'j', word: 'printed' })
    expect((await simulator.order({})).jobs).toEqual([])
    expect(sheets()).toBe(1)
  })
})

test('a printer that was switched off and counts anew is not asked about somebody else’s job', async () => {
  const { file, store } = openDesk()
  store.close()
  await crashAt('after-send', { file }, 'off')
  await expect.poll(sheets).toBe(1)
  const { jobs } = await simulator.order({})
  const number = Math.max(...jobs.map(({ id }) => id))
  await simulator.order({ forgetJobs: true, nextId: number })
  const other = openDesk()
  await other.printer.print(paperJob('somebody else', { name: 'HS-OTHER' }))
  expect((await simulator.order({})).jobs).toMatchObject([{ id: number }])
  expect(await failureOf(openDesk(file).printer.print(paperJob('off')))).toBe('in-doubt')
})

describe('a crash at any step', () => {
  for (const step of [
    'before-reserve',
    'after-reserve',
    'before-send',
    'after-send',
    'before-watch',
    'after-watch',
    'after-print',
  ]) {
    test(`${step}: killed, and after the restart there is exactly one paper`, async () => {
      const first = openDesk()
      const { file } = first
      first.store.close()
      await crashAt(step, { file }, step)
      const again = openDesk(file)
      expect((await again.printer.print(paperJob(step))).word).toBe('printed')
      expect(sheets()).toBe(1)
      expect(again.printer.questions()).toEqual([])
    })
  }

  test('the start itself finds out what became of the job', async () => {
    const { file, store } = openDesk()
    store.close()
    await crashAt('after-send', { file }, 'alone')
    const again = openDesk(file)
    await again.printer.recover()
    expect((await again.printer.print(paperJob('next act'))).ticket).toBe('alone')
    expect(sheets()).toBe(1)
  })
})
