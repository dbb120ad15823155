import type { plainDate } from '../domain/calendar/plain-date.ts'
import type { RegistrationOffice } from '../domain/unit/training-office.ts'
import type { NoticeTopic } from '../preload/contract/index.ts'
import { answerBlank, blankRegister } from './blank/index.ts'
import type { Bridge } from './bridge/index.ts'
import { frameWatch, printJudge } from './fingerprint/index.ts'
import type { HandOver } from './hardware/index.ts'
import {
  answerApplication,
  applicantScreen,
  applicationDesk,
  countWaitingApplications,
  decisionListener,
  paperScan,
  printCapture,
  printMatching,
  receiveReceipt,
} from './identity-card/application/index.ts'
import { localDay } from './local-day.ts'
import { officeLog } from './log/index.ts'
import { openChipDesk } from './open-chip-desk.ts'
import { openDevices } from './open-devices.ts'
import { answerPopulation, lookUp, ownResidentsAtHand, residentListeners } from './person/index.ts'
import { answerPrinting } from './printing/index.ts'
import { type readUnits, readWords } from './reference.ts'
import { answerLine, centreClient, type Line, line, logCheck, type StationIdentity } from './replication/index.ts'
import { countAccounts, openAccount, type Session } from './session/index.ts'
import type { StationConfig } from './station-config.ts'
import type { StationLog } from './station-log.ts'
import type { Store } from './store/index.ts'
import { serveTechnician } from './technician/serve-technician.ts'
import { readTrainingAccounts, setSimulatedFingers } from './training/training-files.ts'
import { answerUnit } from './unit/index.ts'

/** The chain is checked at the start and then every ten minutes, in slices that leave the counter undisturbed. */
const CHECK_LOG_EVERY_MS = 600_000

export interface OpenDeskParts {
  readonly store: Store
  readonly config: StationConfig
  readonly office: RegistrationOffice
  readonly units: ReturnType<typeof readUnits>
  readonly legalDay: () => ReturnType<typeof plainDate>
  readonly identity: StationIdentity
  readonly session: Session
  readonly windows: Bridge
  readonly log: StationLog
  readonly notify: (topic: NoticeTopic, body: unknown) => void
  readonly training: boolean
  readonly version: string
  readonly dataFolder: string
  readonly handOver?: HandOver | undefined
}

/** Everything an enrolled station does: each feature registers its answers and what it hears from the line. */
export async function openDesk(parts: OpenDeskParts): Promise<Line> {
  const { store, config, identity, windows, notify, units, session: who } = parts
  const events = officeLog(store, identity)
  if (config.training && countAccounts(store) === 0) {
    for (const account of readTrainingAccounts(config.training.accountsFile)) {
      await openAccount(store, events, { ...account, name: account.account })
    }
  }

  const desk = applicationDesk({
    store,
    log: events,
    session: who,
    units,
    office: parts.office,
    legalDay: parts.legalDay,
    notify,
    now: Date.now,
  })
  const client = centreClient({
    url: config.centre.url,
    authority: identity.authority,
    identity: { certificate: identity.certificate, key: identity.tlsKey },
  })
  const theLine = line({
    store,
    identity,
    log: events,
    client,
    feed: { ...residentListeners(store), 'application-decided': decisionListener(desk) },
    onReceipt: (receipt) => receiveReceipt(desk, receipt),
    countWaitingApplications: () => countWaitingApplications(desk),
    onChange: (state) => notify('line', state),
    report: (step, cause) => parts.log.fault(step, cause),
  })
  events.onAppended(() => theLine.wake())

  const { scanners, printer, documentScanners, chips, board: devices, close: closeDevices } = openDevices(parts)
  const check = logCheck(store, identity)
  const population = lookUp({
    store,
    session: who,
    line: theLine,
    units,
    office: parts.office.id,
    isDossier: (id) => desk.find(id) !== undefined,
  })
  const screen = applicantScreen(desk)
  // A desk nobody sits at shows nobody's data, on the applicant's side neither.
  who.onLeft(() => screen.hide())
  const { training } = config
  const capture = printCapture({
    desk,
    scanners,
    judge: printJudge({ onFault: parts.log.fault }),
    frames: frameWatch(parts.log.fault),
    blobKey: identity.blobKey,
    onDevice: (event, device) => devices.note('fingerprint', event, device),
    ...(training?.fingersPort === undefined
      ? {}
      : { beforeCapture: (seed, absent) => setSimulatedFingers(training.fingersPort ?? 0, { seed, absent }) }),
  })

  const chip = openChipDesk({ desk, chips, devices, identity, config, today: () => localDay(Date.now()) })

  windows.register(
    answerLine(
      { store, line: theLine, identity, training: parts.training, ownResidents: () => ownResidentsAtHand(store) },
      check,
    ),
  )
  windows.register(answerPopulation(population))
  windows.register(answerUnit(units))
  windows.register(devices.answers())
  const onPrinter = (event: Parameters<typeof devices.note>[1]) => devices.note('printer', event)
  windows.register(answerBlank(store, blankRegister({ store, log: events, session: who, now: Date.now })))
  windows.register(answerPrinting({ ...parts, printer, now: Date.now, onDevice: onPrinter }))
  windows.register(
    answerApplication({
      desk,
      identity,
      lookUp: population,
      capture,
      matching: printMatching({ desk, report: (cause) => parts.log.fault('compare-prints', cause) }),
      paperScan: paperScan({
        desk,
        scanners: documentScanners,
        blobKey: identity.blobKey,
        onDevice: (event, device) => devices.note('document-scanner', event, device),
      }),
      printing: {
        desk,
        training: parts.training,
        printer,
        words: readWords(),
        onDevice: onPrinter,
        onNews: (news) => notify('printing', news),
      },
      screen,
      trainingCards: chip.trainingCards,
      laysCards: chip.laysCards,
      onZone: chip.room.rememberZone,
      provable: () => check.intact,
    }),
  )
  windows.register(chip.answers)
  const unanswered = windows.unanswered()
  if (unanswered.length > 0) throw new Error(`nobody answers ${unanswered.join(', ')}`)

  theLine.start()
  serveTechnician({
    dataFolder: parts.dataFolder,
    store,
    identity,
    line: theLine,
    session: who,
    devices,
    log: parts.log,
  })
  const checkLog = () =>
    void check
      .run()
      .then(() => notify('board', {}))
      .catch((fault: unknown) => parts.log.fault('verify-log', fault))
  setTimeout(checkLog, 3_000)
  setInterval(checkLog, CHECK_LOG_EVERY_MS).unref()
  return { ...theLine, stop: async () => void (await Promise.all([closeDevices(), theLine.stop()])) }
}
