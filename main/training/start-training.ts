import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type PlainDate, plainDate } from '../../domain/calendar/plain-date.ts'
import { trainingOffice } from '../../domain/unit/training-office.ts'
import { writeFakeCameraVideo } from '../hardware/index.ts'
import { CONFIG_FILE, type StationConfig } from '../station-config.ts'
import { type Child, startChild } from './child.ts'
import { freePort, freePortIn } from './free-port.ts'
import { startTrainingChip } from './training-chip.ts'
import { makeTrainingAccounts } from './training-files.ts'

const ROOT = path.resolve(import.meta.dirname, '..', '..')
const SBI_PORTS = { from: 4501, to: 4600 }

export interface TrainingOptions {
  readonly dataFolder: string
  /** Legal day; null for today. */
  readonly day: string | null
  readonly people: number
  readonly say: (text: string) => void
}

/** A training desk's surroundings: embedded centre, simulators, files. The desk itself is Electron's to start. */
export interface Training {
  readonly dataFolder: string
  readonly centrePort: number
  readonly scannerPort: number
  /** Arguments for Electron, after its own. */
  readonly deskArguments: readonly string[]
  /** Resolves when the embedded centre answers; the desk does not wait for it. */
  readonly centreReady: Promise<unknown>
  readonly centrePid: () => number | undefined
  stopCentre(): Promise<void>
  startCentre(): Promise<unknown>
  readonly scanner: Child
  readonly documentScanner: Child
  readonly printer: Child
  /** Why no emulated card can be laid on a reader; undefined where one can. */
  readonly noChip: string | undefined
  stop(): Promise<void>
}

function today(): PlainDate {
  const now = new Date()
  return plainDate(
    [now.getFullYear(), String(now.getMonth() + 1).padStart(2, '0'), String(now.getDate()).padStart(2, '0')].join('-'),
  )
}

function writeWhole(file: string, content: string): void {
  writeFileSync(`${file}.new`, content, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

/** The one-time code of this data folder's station: derived, so that a second start names the same. */
function enrolmentCode(dataFolder: string, office: number): string {
  return createHash('sha256').update(`${dataFolder} ${office}`).digest('base64url').slice(0, 20)
}

/** Prepares the data folder and starts centre and simulators; every child is ended by pid in `stop`. */
export async function startTraining(options: TrainingOptions): Promise<Training> {
  const { dataFolder, say } = options
  const day = options.day === null ? today() : plainDate(options.day)
  const office = trainingOffice(day)
  const at = (...parts: string[]) => path.join(dataFolder, ...parts)
  mkdirSync(at('centre'), { recursive: true, mode: 0o700 })
  mkdirSync(at('print'), { recursive: true, mode: 0o700 })

  makeTrainingAccounts(at('training-accounts.json'), office.approverTitle)
  const centrePort = await freePort()
  const printerPort = await freePort()
  const scannerPort = await freePortIn(SBI_PORTS.from, SBI_PORTS.to)
  const documentScannerPort = await freePort()
  const chip = await startTrainingChip(at('chip-trust'))
  say('absent' in chip ? `no emulated chip card: ${chip.absent}` : 'a chip reader of its own, with an emulated card')
  const code = enrolmentCode(dataFolder, office.id)
  const config: StationConfig = {
    station: 'quay-1',
    office: { ...office, communesServed: [...office.communesServed] },
    centre: {
      url: `https://127.0.0.1:${centrePort}`,
      authorityFile: at('centre', 'authority.pem'),
      enrolmentCode: code,
    },
    fingerprint: { ports: [scannerPort], trustFile: at('scanner-trust.pem') },
    documentScanner: {
      places: [{ driver: 'escl', address: `http://127.0.0.1:${documentScannerPort}/eSCL/`, simulated: true }],
    },
    chip: {
      trustFolder: at('chip-trust'),
      ...('absent' in chip ? {} : { serviceSocket: chip.serviceSocket }),
    },
    printFolder: at('print'),
    // The simulator puts what it prints into that folder: the driver that prints here is the one that ships.
    printer: { kind: 'ipp', uri: `ipp://127.0.0.1:${printerPort}/ipp/print` },
    training: {
      accountsFile: at('training-accounts.json'),
      samplesFile: at('samples.json'),
      fingersPort: scannerPort,
      ...('absent' in chip ? {} : { chipOrders: chip.ordersSocket }),
    },
  }
  writeWhole(at(CONFIG_FILE), JSON.stringify(config, null, 2))
  writeWhole(
    at('offices.json'),
    JSON.stringify([
      {
        id: office.id,
        name: office.name,
        kind: office.kind,
        unitCode: office.unitCode,
        communes: office.communesServed,
        enrolmentCode: code,
      },
    ]),
  )

  const camera = at('camera.y4m')
  if (!existsSync(camera)) await writeFakeCameraVideo(camera, 1)

  let centre: Child | undefined
  function startCentre(): Promise<unknown> {
    say('starting the embedded centre')
    centre = startChild('the embedded centre', process.execPath, [
      path.join(ROOT, 'centre', 'server.ts'),
      ...['--data', at('centre'), '--port', String(centrePort), '--offices', at('offices.json')],
      ...['--people', String(options.people), '--day', day, '--samples-out', at('samples.json'), '--stop-with-stdin'],
    ])
    return centre.ready
  }
  const centreReady = startCentre()
  const scanner = startChild('the scanner simulator', process.execPath, [
    path.join(ROOT, 'main', 'hardware', 'fingerprint', 'simulator', 'sbi-simulator.ts'),
    ...['--port', String(scannerPort), '--trust-out', at('scanner-trust.pem')],
  ])
  const printer = startChild('the printer simulator', process.execPath, [
    path.join(ROOT, 'main', 'hardware', 'printer', 'simulator', 'ipp-simulator.ts'),
    ...['--port', String(printerPort), '--folder', at('print')],
  ])

  const documentScanner = startChild('the document scanner simulator', process.execPath, [
    path.join(ROOT, 'main', 'hardware', 'document-scanner', 'simulator', 'escl-simulator.ts'),
    ...['--port', String(documentScannerPort)],
  ])

  return {
    dataFolder,
    centrePort,
    scannerPort,
    deskArguments: [
      ROOT,
      `--sobo-data=${dataFolder}`,
      '--sobo-training',
      ...(options.day === null ? [] : [`--sobo-day=${day}`]),
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${camera}`,
      // Root has no user namespace of its own to put Chromium's sandbox in.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
    centreReady,
    centrePid: () => centre?.process.pid,
    startCentre,
    stopCentre: async () => centre?.stop(),
    scanner,
    documentScanner,
    printer,
    noChip: 'absent' in chip ? chip.absent : undefined,
    async stop() {
      const others = 'absent' in chip ? [] : [chip.stop()]
      await Promise.all([centre?.stop(), scanner.stop(), documentScanner.stop(), printer.stop(), ...others])
    },
  }
}
