import { readFileSync } from 'node:fs'
import { plainDate } from '../domain/calendar/plain-date.ts'
import type { RegistrationOffice } from '../domain/unit/training-office.ts'
import type { NoticeTopic } from '../preload/contract/index.ts'
import type { CoreStart } from '../preload/contract/shell-channel.ts'
import { type Bridge, bridge, done, fail } from './bridge/index.ts'
import { fingerRuleOf, fingerWanted } from './clerk-finger/index.ts'
import type { HandOver } from './hardware/index.ts'
import { localDay } from './local-day.ts'
import { notEnrolled } from './not-enrolled.ts'
import { openDesk } from './open-desk.ts'
import { readUnits } from './reference.ts'
import { enrol, findIdentity, type Line, LineFault, type StationIdentity } from './replication/index.ts'
import { answerSession, type Session, type SessionAnswersParts, session, stationState } from './session/index.ts'
import { readStationConfig } from './station-config.ts'
import { stationLog } from './station-log.ts'
import { checkpointThread, type Store } from './store/index.ts'
import { readTrainingAccounts } from './training/training-files.ts'

export interface StationParts extends CoreStart {
  readonly store: Store
  readonly notify: (topic: NoticeTopic, body: unknown) => void
  readonly lockDesk: () => void
  /** Gives a document to the system's spooler through the shell; a core without a shell has none. */
  readonly handOver?: HandOver | undefined
}

export interface Station {
  answer: Bridge['answer']
  stop(): Promise<void>
}

const ENROL_AGAIN_MS = 1_000

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

  const earlySession: Session = session(store, Date.now, (account) => fingerRuleOf(store, config.clerkFinger, account))
  const windows = bridge(earlySession, (call, cause) => log.fault(call, cause))
  const aboutSession: SessionAnswersParts = {
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
    fingerWanted: (waiting) =>
      fingerWanted(store, config.clerkFinger, waiting, (cause) => log.fault('clerk-fingers', cause)),
  }
  windows.register(answerSession(aboutSession))

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
      handOver: parts.handOver,
      stationState: () => stationState(aboutSession),
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
  // Last: what opens the desk first has the processors to itself.
  const checkpoints = checkpointThread(store, parts.storeKey, log)

  return {
    answer: (ask) => {
      if (!desk.line && ask.name === 'line.state') return Promise.resolve(done(notEnrolled()))
      return desk.line || ask.name.startsWith('session.')
        ? windows.answer(ask)
        : Promise.resolve(fail('core-restarting'))
    },
    async stop() {
      stopped = true
      await desk.line?.stop()
      await checkpoints.stop()
      store.close()
    },
  }
}
