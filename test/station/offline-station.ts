import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openAuthority } from '../../centre/authority/index.ts'
import { publicKeyToText, subjectOfStation } from '../../centre/protocol/index.ts'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { trainingOffice } from '../../domain/unit/training-office.ts'
import { certificateRequest, getOrMakeKeys, keepEnrolment } from '../../main/replication/station-identity.ts'
import { type Station, startStation } from '../../main/start-station.ts'
import { CONFIG_FILE, type StationConfig } from '../../main/station-config.ts'
import { openStore, type Store } from '../../main/store/index.ts'
import { makeTrainingAccounts, readTrainingAccounts } from '../../main/training/training-files.ts'
import type { WindowKind } from '../../preload/contract/define-contract.ts'
import type { NoticeTopic } from '../../preload/contract/index.ts'

export interface Outcome {
  readonly ok: boolean
  readonly failure?: string
  readonly detail?: Readonly<Record<string, unknown>>
  // The contract's own types say what is in it; a test reads what it asked for.
  readonly value?: unknown
}

export interface OfflineStation {
  readonly store: Store
  readonly dataFolder: string
  ask(name: string, request?: unknown, window?: WindowKind): Promise<Outcome>
  /** As `ask`; throws when it fails. */
  get<T>(name: string, request?: unknown, window?: WindowKind): Promise<T>
  signIn(account: 'lan' | 'hung' | 'minh'): Promise<void>
  stop(): Promise<void>
}

export interface OfflineStationParts {
  /** Other devices than the scanner of prints, other policies. */
  readonly config?: Partial<StationConfig>
  readonly notify?: (topic: NoticeTopic, body: unknown) => void
}

/** A whole enrolled core on a real encrypted store, whose centre does not answer: the office alone with its work. */
export async function startOfflineStation(
  /** `laysFingers` false: whoever asks, the same person's fingers lie on the glass. */
  scanner?: { port: number; trustFile: string; laysFingers?: boolean },
  more: OfflineStationParts = {},
): Promise<OfflineStation> {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'so-bo-station-'))
  const at = (...parts: string[]) => path.join(dataFolder, ...parts)
  const authority = await openAuthority(at('authority'))
  const office = trainingOffice(plainDate('2026-11-24'))
  mkdirSync(at('print'))
  makeTrainingAccounts(at('accounts.json'), office.approverTitle)
  const config: StationConfig = {
    station: 'quay-1',
    office: { ...office, communesServed: [...office.communesServed] },
    // Nobody listens there: port 9 of loopback is discard, and off.
    centre: { url: 'https://127.0.0.1:9', authorityFile: at('authority', 'authority.pem'), enrolmentCode: '' },
    fingerprint: { ports: scanner ? [scanner.port] : [], trustFile: scanner?.trustFile ?? at('no-trust.pem') },
    printFolder: at('print'),
    training: {
      accountsFile: at('accounts.json'),
      samplesFile: at('samples.json'),
      ...(scanner && scanner.laysFingers !== false ? { fingersPort: scanner.port } : {}),
    },
    chip: { trustFolder: at('chip-trust') },
    ...more.config,
  }
  writeFileSync(at(CONFIG_FILE), JSON.stringify(config))
  const store = openStore(at('station.db'), new Uint8Array(32).fill(7))
  const name = subjectOfStation(office.id, 'quay-1')
  const { certificate } = await authority.certify(
    await authority.readRequest(await certificateRequest(getOrMakeKeys(store).tls, name), name),
  )
  keepEnrolment(store, {
    office: office.id,
    station: 'quay-1',
    certificate,
    authority: authority.certificate,
    epoch: 1,
    head: null,
    receiptKey: publicKeyToText(authority.receiptKey),
    feedKey: publicKeyToText(authority.feedKey),
    blobKey: publicKeyToText(authority.blobKey),
  })
  const station: Station = await startStation({
    kind: 'start',
    dataFolder,
    training: true,
    legalDay: '2026-11-24',
    storeKey: new Uint8Array(32).fill(7),
    newKey: false,
    version: 'test',
    store,
    notify: more.notify ?? (() => undefined),
    lockDesk: () => undefined,
  })
  const ask = async (asked: string, request: unknown = {}, window: WindowKind = 'desk') =>
    (await station.answer({ window, name: asked, request })) as Outcome
  async function get<T>(asked: string, request: unknown = {}, window: WindowKind = 'desk'): Promise<T> {
    const outcome = await ask(asked, request, window)
    if (!outcome.ok) throw new Error(`${asked}: ${outcome.failure} ${JSON.stringify(outcome.detail ?? {})}`)
    return outcome.value as T
  }
  return {
    store,
    dataFolder,
    ask,
    get,
    async signIn(account) {
      const password = readTrainingAccounts(at('accounts.json')).find((one) => one.account === account)?.password
      await ask('session.sign-out')
      await get('session.sign-in', { account, password })
    },
    async stop() {
      await station.stop()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}
