import { copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { startVirtualReaders, whyNoVirtualReaders } from '../../main/training/virtual-readers.ts'
import { emulateCard, holder } from '../../test/device/chip-card.ts'
import { pretendScanner, whyNoPretendedScanner } from '../../test/device/hid-scanner/pretended-scanner.ts'
import { startEsclSimulator } from '../../test/device/start-escl-simulator.ts'
import { startPrinterSimulator } from '../../test/device/start-printer-simulator.ts'
import { startSimulator } from '../../test/device/start-simulator.ts'
import { type OfflineStation, startOfflineStation } from '../../test/station/offline-station.ts'
import type { DevicePace } from './device-pace.ts'
import type { Figures } from './figures.ts'
import { watchIdleMachine } from './idle-machine.ts'
import { LATE_MS, type Stall, startStallMeter } from './stall-meter.ts'

// The whole core in this thread, on its encrypted store, with all its devices at work at once; each device is a process of its own and
// speaks its own protocol.

const WORK_MS = 40_000
const REST_MS = 5_000
const CODE = '001090012345|012345678|Nguyễn Văn Ân|15031990|Nam|12 Hàng Bông, Hàng Gai, Hoàn Kiếm, Hà Nội|20042021'

type Work = (until: () => boolean) => Promise<number>

let asked = 0
async function newApplication(station: OfflineStation): Promise<string> {
  asked += 1
  const about = { ticket: `B${asked}`, channel: 'at-office', requestId: `bench-${asked}` }
  return (await station.get<{ id: string }>('application.create', about)).id
}

/** Ten fingers of one applicant after the other. */
const takePrints =
  (station: OfflineStation): Work =>
  async (until) => {
    let captures = 0
    while (!until()) {
      const id = await newApplication(station)
      for (const group of ['right-four', 'left-four', 'thumbs']) {
        if (until()) break
        await station.get('application.capture-prints', { id, group, exceptions: [] })
        captures += 1
      }
    }
    return captures
  }

const readChips =
  (station: OfflineStation): Work =>
  async (until) => {
    let reads = 0
    while (!until()) {
      const id = await newApplication(station)
      const key = { by: 'can', number: '123456' }
      await station.get('application.read-chip', { id, key, reader: null, spendLastTry: false })
      reads += 1
    }
    return reads
  }

const scanPapers =
  (station: OfflineStation, scanner: string): Work =>
  async (until) => {
    let pages = 0
    const how = { type: 'birth-certificate', source: 'feeder', resolution: 300, colour: 'colour', spread: false }
    while (!until()) {
      const id = await newApplication(station)
      pages += (await station.get<{ pages: number }>('application.scan-papers', { id, scanner, ...how })).pages
    }
    return pages
  }

const printPapers =
  (station: OfflineStation): Work =>
  async (until) => {
    let papers = 0
    while (!until()) {
      await station.get('printing.print-page', { page: 'test', requestId: `bench-paper-${papers}` })
      papers += 1
    }
    return papers
  }

/** Runs the work until the time is over; answers with how much each did. */
async function runAll(works: readonly Work[]): Promise<readonly number[]> {
  const end = performance.now() + WORK_MS
  return Promise.all(works.map((work) => work(() => performance.now() >= end)))
}

function whyNot(): string | undefined {
  return whyNoVirtualReaders() ?? whyNoPretendedScanner()
}

/** The same columns for the core, for the machine and for the core at rest. */
function stallFigures(whose: string, stall: Stall): Figures {
  const ms = (value: number) => ({ value: Math.round(value * 100) / 100, unit: 'ms' })
  return {
    [`${whose}: lateness of a turn, p50`]: ms(stall.p50),
    [`${whose}: lateness of a turn, p99`]: ms(stall.p99),
    [`${whose}: lateness of a turn, longest`]: ms(stall.longest),
    [`${whose}: own computing in a turn, p99`]: ms(stall.ownP99),
    [`${whose}: own computing in a turn, longest`]: ms(stall.ownLongest),
    [`${whose}: turns later than ${LATE_MS} ms`]: { value: Math.round(stall.lateShare * 100_000) / 1_000, unit: '%' },
  }
}

/** The core's thread while chips are read, prints taken, papers scanned and printed, and codes scanned, all at once. */
export async function workingDevices(pace: DevicePace): Promise<Figures> {
  const why = whyNot()
  if (why !== undefined) throw new Error(why)
  const ends: (() => Promise<unknown>)[] = []
  const keep = <T extends { stop(): Promise<unknown> }>(one: T): T => {
    ends.unshift(() => one.stop())
    return one
  }
  try {
    const fingers = keep(await startSimulator())
    await fingers.order('/admin/delay', { delay: pace.fingersMs })
    const papers = keep(await startEsclSimulator())
    await papers.order({ fault: null, pages: 3, pageMs: pace.scannedPageMs })
    const printer = keep(await startPrinterSimulator(['--page-ms', String(pace.printedPageMs)]))
    const readers = keep(await startVirtualReaders())
    const card = keep(await emulateCard(readers, { holder, can: '123456' }))
    if (pace.chipMs > 0) await card.order({ fault: { kind: 'slow', ms: pace.chipMs } })
    const scanner = keep(await pretendScanner(CODE, pace.codeMs, Math.ceil((WORK_MS + 60_000) / pace.codeMs)))
    // The hosts of the core find their service and their device by what they inherit.
    const environment = {
      ...scanner.environment,
      PCSCLITE_CSOCK_NAME: readers.environment.PCSCLITE_CSOCK_NAME ?? '',
    }
    Object.assign(process.env, environment)
    let codes = 0
    const address = papers.address
    const station = keep(
      await startOfflineStation(fingers, {
        config: {
          documentScanner: { places: [{ driver: 'escl', address, simulated: true }] },
          printer: { kind: 'ipp', uri: printer.uri },
        },
        notify: (topic) => {
          if (topic === 'code') codes += 1
        },
      }),
    )
    for (const name of Object.keys(scanner.environment)) delete process.env[name]
    const trust = path.join(station.dataFolder, 'chip-trust')
    mkdirSync(trust, { recursive: true })
    for (const name of readdirSync(card.trustFolder).filter((one) => one.startsWith('csca.')))
      copyFileSync(path.join(card.trustFolder, name), path.join(trust, name))
    await station.signIn('lan')

    const works = [
      takePrints(station),
      readChips(station),
      scanPapers(station, `escl:${address}`),
      printPapers(station),
    ]
    // Once each before it counts: prints are grown, engines loaded, hosts started.
    for (const work of works) {
      let once = 0
      await work(() => once++ > 0)
    }
    const rest = startStallMeter()
    await new Promise((resolve) => setTimeout(resolve, REST_MS))
    const atRest = rest.stop()

    codes = 0
    const idle = keep(await watchIdleMachine())
    const meter = startStallMeter((ms) => process.stderr.write(`» the core computed ${ms.toFixed(1)} ms in one turn\n`))
    const [captures = 0, reads = 0, pages = 0, sheets = 0] = await runAll(works)
    const busy = meter.stop()
    const machine = await idle.stop()
    const many = (value: number, unit: string) => ({ value, unit })
    return {
      [`${pace.name}: captures of fingers`]: many(captures, 'captures'),
      [`${pace.name}: chips read`]: many(reads, 'chips'),
      [`${pace.name}: pages scanned and filed`]: many(pages, 'pages'),
      [`${pace.name}: papers printed`]: many(sheets, 'papers'),
      [`${pace.name}: codes heard`]: many(codes, 'codes'),
      ...stallFigures(`core thread, ${pace.name}`, busy),
      ...stallFigures(`idle process beside it, ${pace.name}`, machine),
      ...stallFigures(`core thread, devices at rest before it, ${pace.name}`, atRest),
    }
  } finally {
    for (const end of ends) await end()
    delete process.env.PCSCLITE_CSOCK_NAME
  }
}
