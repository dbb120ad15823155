import { readFileSync } from 'node:fs'
import { plainDate } from '../domain/calendar/plain-date.ts'
import type { RegistrationOffice } from '../domain/unit/training-office.ts'
import type { NoticeTopic } from '../preload/contract/index.ts'
import type { CoreStart } from '../preload/contract/shell-channel.ts'
import { type Bridge, bridge, done, fail } from './bridge/index.ts'
import {
  answerApplication,
  applicantScreen,
  applicationDesk,
  countWaitingApplications,
  decisionListener,
  printCapture,
  receiveReceipt,
} from './identity-card/application/index.ts'
import { officeLog } from './log/index.ts'
import { notEnrolled } from './not-enrolled.ts'
import { openChipDesk } from './open-chip-desk.ts'
import { openDevices } from './open-devices.ts'
import { answerPopulation, lookUp, ownResidentsAtHand, residentListeners } from './person/index.ts'
import { readUnits, readWords } from './reference.ts'
import {
  answerLine,
  centreClient,
  enrol,
  findIdentity,
  type Line,
  LineFault,
  line,
  logCheck,
  type StationIdentity,
} from './replication/index.ts'
import { answerSession, countAccounts, openAccount, type Session, session } from './session/index.ts'
import { readStationConfig, type StationConfig } from './station-config.ts'
import { type StationLog, stationLog } from './station-log.ts'
import type { Store } from './store/index.ts'
import { serveTechnician } from './technician/serve-technician.ts'
import { readTrainingAccounts, setSimulatedFingers } from './training/training-files.ts'
import { answerUnit } from './unit/index.ts'

export interface StationParts extends CoreStart {
  readonly store: Store
  readonly notify: (topic: NoticeTopic, body: unknown) => void
  readonly lockDesk: () => void
}

export interface Station {
  answer: Bridge['answer']
  stop(): Promise<void>
}

const ENROL_AGAIN_MS = 1_000
/** The chain is checked at the start and then every ten minutes, in slices that leave the counter undisturbed. */
const CHECK_LOG_EVERY_MS = 600_000

function localDay(now: number): string {
  const date = new Date(now)
  return [
    date.getFullYear(),
    String(date.getMonth() + 1).padStart(2, '0'),
    String(date.getDate()).padStart(2, '0'),
  ].join('-')
}

/** The station's start-up, readable as a list. What needs the centre's acceptance begins when it is there. */
export async function startStation(parts: StationParts): Promise<Station> {
  const { store, notify } = parts
  const log = stationLog(parts.dataFolder)
  const config = readStationConfig(parts.dataFolder)
  const office: RegistrationOffice = config.office
  const legalDay = () => plainDate(parts.legalDay ?? localDay(Date.now()))
  const units = readUnits()
  const desk = { session: undefined as Session | undefined, line: undefined as Line | undefined }
  let stopped = false
  const stops: (() => Promise<void>)[] = []

  const earlySession: Session = session(store)
  const windows = bridge(earlySession, (call, cause) => log.fault(call, cause))
  windows.register(
    answerSession({
      session: () => desk.session,
      office,
      station: config.station,
      legalDay,
      legalDayIsSet: parts.legalDay !== null,
      training: parts.training,
      trainingAccounts: () => (config.training ? readTrainingAccounts(config.training.accountsFile) : []),
      version: parts.version,
      lockDesk: parts.lockDesk,
      onChange: () => notify('session', {}),
    }),
  )

  async function open(identity: StationIdentity): Promise<void> {
    const parts2 = {
      store,
      config,
      office,
      units,
      legalDay,
      identity,
      session: earlySession,
      windows,
      log,
      notify,
      training: parts.training,
      version: parts.version,
      dataFolder: parts.dataFolder,
      onStop: (stop: () => Promise<void>) => stops.push(stop),
    }
    desk.line = await openDesk(parts2)
    desk.session = earlySession
    notify('session', {})
  }

  async function becomeKnown(): Promise<void> {
    while (!stopped) {
      try {
        const authority = readFileSync(config.centre.authorityFile, 'utf8')
        const { url, enrolmentCode } = config.centre
        const result = await enrol(store, {
          url,
          authority,
          office: office.id,
          station: config.station,
          code: enrolmentCode,
          programVersion: parts.version,
        })
        if (result.ok) {
          await open(result.identity)
          return
        }
        log.note('enrolment-refused', { why: result.refused })
      } catch (fault) {
        // The centre is not up yet, or its authority file not written: that is what waiting is for.
        if (!(fault instanceof LineFault) && (fault as NodeJS.ErrnoException).code !== 'ENOENT')
          log.fault('enrolment', fault)
      }
      await new Promise((resolve) => setTimeout(resolve, ENROL_AGAIN_MS))
    }
  }

  const identity = findIdentity(store)
  if (identity) await open(identity)
  else void becomeKnown()

  return {
    answer: (ask) => {
      if (!desk.line && ask.name === 'line.state') return Promise.resolve(done(notEnrolled()))
      return desk.line || ask.name.startsWith('session.')
        ? windows.answer(ask)
        : Promise.resolve(fail('core-restarting'))
    },
    async stop() {
      stopped = true
      await Promise.all([desk.line?.stop(), ...stops.map((stop) => stop())])
      store.close()
    },
  }
}

interface OpenParts {
  readonly store: Store
  readonly config: StationConfig
  readonly office: RegistrationOffice
  readonly units: ReturnType<typeof readUnits>
  readonly legalDay: () => ReturnType<typeof plainDate>
  readonly identity: StationIdentity
  readonly session: Session
  readonly windows: Bridge
  readonly log: StationLog
  readonly notify: StationParts['notify']
  readonly training: boolean
  readonly version: string
  readonly dataFolder: string
  readonly onStop: (stop: () => Promise<void>) => void
}

/** Everything an enrolled station does: each feature registers its answers and what it hears from the line. */
async function openDesk(parts: OpenParts): Promise<Line> {
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

  const { scanners, printer, chips, board: devices } = openDevices(parts)
  parts.onStop(() => chips.stop())
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
  windows.register(
    answerApplication({
      desk,
      identity,
      lookUp: population,
      capture,
      printing: {
        desk,
        training: parts.training,
        printer,
        words: readWords(),
        onDevice: (event) => devices.note('printer', event),
      },
      screen,
      trainingCards: chip.trainingCards,
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
  return theLine
}
