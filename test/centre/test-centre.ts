import { createPrivateKey, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import type { IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { Agent, request } from 'undici'
import {
  type EnrolmentReply,
  NO_PREVIOUS,
  type OfficeEvent,
  publicKeyToText,
  sealEvent,
  subjectOfStation,
} from '../../centre/protocol/index.ts'
import { type Centre, type CentreOptions, startCentre } from '../../centre/start-centre.ts'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { type CentreClient, centreClient } from '../../main/replication/index.ts'
import { certificateRequest } from '../../main/replication/station-identity.ts'

export const OFFICE = {
  id: 103,
  name: 'Công an phường Hoàn Kiếm',
  kind: 'police',
  unitCode: '00070',
  communes: ['00070'],
  enrolmentCode: 'code-103',
}
export const OTHER_OFFICE = {
  ...OFFICE,
  id: 104,
  name: 'Công an phường Cửa Nam',
  unitCode: '00082',
  communes: ['00082'],
  enrolmentCode: 'code-104',
}

export interface TestCentre {
  readonly centre: () => Centre
  readonly options: CentreOptions
  readonly url: () => string
  /** One look into the centre's own database. */
  query<T extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<T[]>
  restart(change?: Partial<CentreOptions>): Promise<void>
  stop(): Promise<void>
}

/** A real centre on a real PostgreSQL in a folder of its own. */
export async function startTestCentre(people = 300, day = '2026-11-24'): Promise<TestCentre> {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'so-bo-centre-'))
  const options: CentreOptions = {
    dataFolder,
    port: 0,
    offices: [OFFICE, OTHER_OFFICE],
    people,
    day: plainDate(day),
    samplesFile: path.join(dataFolder, 'samples.json'),
  }
  let centre = await startCentre(options)
  return {
    centre: () => centre,
    options,
    url: () => `https://127.0.0.1:${centre.port}`,
    async query(sql, values = []) {
      const client = new pg.Client({ connectionString: centre.databaseUrl })
      await client.connect()
      try {
        return (await client.query(sql, values)).rows
      } finally {
        await client.end()
      }
    },
    async restart(change = {}) {
      await centre.close()
      centre = await startCentre({ ...options, ...change })
    },
    async stop() {
      await centre.close()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

export interface TestStation {
  readonly office: number
  readonly reply: EnrolmentReply
  readonly eventKey: KeyObject
  readonly client: CentreClient
  readonly tlsKey: string
  /** The next event of this station's log, sealed; the chain goes on with each. */
  next(change?: Partial<OfficeEvent>): ReturnType<typeof sealEvent>
}

/** A station that speaks the real protocol with the real client, and whose log the test writes by hand. */
export async function enrolTestStation(
  centre: Pick<TestCentre, 'centre' | 'url'>,
  office = OFFICE,
): Promise<TestStation> {
  const tlsKey = String(
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'pem', type: 'pkcs8' }),
  )
  const { privateKey: eventKey } = generateKeyPairSync('ed25519')
  const authority = centre.centre().authority
  const stranger = centreClient({ url: centre.url(), authority })
  const enrolled = await stranger.enrol({
    office: office.id,
    station: 'quay-1',
    code: office.enrolmentCode,
    certificateRequest: await certificateRequest(tlsKey, subjectOfStation(office.id, 'quay-1')),
    eventKey: publicKeyToText(eventKey),
    programVersion: 'test',
  })
  await stranger.close()
  if (!enrolled.ok) throw new Error(enrolled.refused)
  let seq = 0
  // A new epoch goes on from what the centre holds of the one before.
  let prev = enrolled.reply.head?.hash ?? NO_PREVIOUS
  return {
    office: office.id,
    reply: enrolled.reply,
    tlsKey,
    eventKey: createPrivateKey(eventKey.export({ format: 'pem', type: 'pkcs8' })),
    client: centreClient({
      url: centre.url(),
      authority,
      identity: { certificate: enrolled.reply.certificate, key: tlsKey },
    }),
    next(change = {}) {
      seq += 1
      const sealed = sealEvent(
        {
          office: office.id,
          epoch: enrolled.reply.epoch,
          seq,
          id: randomUUID(),
          kind: 'test.done',
          version: 1,
          subject: `s${seq}`,
          body: { text: 'Nguyễn Thị Ước' },
          blobs: [],
          clerk: 'lan',
          station: 'quay-1',
          recordedAt: new Date().toISOString(),
          hlc: `${Date.now()}-${seq}-103`,
          prev,
          ...change,
        },
        eventKey,
      )
      prev = sealed.hash
      return sealed
    },
  }
}

/** A station of that office with a code of its own: the first of it, or the next epoch. The office is made where it is not. */
export async function enrolNewStation(centre: TestCentre, office: number): Promise<TestStation> {
  const enrolmentCode = randomUUID()
  await centre.query(
    `INSERT INTO office (id, name, kind, unit_code, communes) VALUES ($1, $2, $3, $4, '[]') ON CONFLICT DO NOTHING`,
    [office, OFFICE.name, OFFICE.kind, OFFICE.unitCode],
  )
  await centre.query('INSERT INTO enrolment_code (office, hash) VALUES ($1, sha256(convert_to($2, $3)))', [
    office,
    enrolmentCode,
    'UTF8',
  ])
  return enrolTestStation(centre, { ...OFFICE, id: office, enrolmentCode })
}

export interface Knocked {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/** A request as no well-behaved client would send it, with the station's certificate. */
export async function knock(
  centre: TestCentre,
  station: TestStation | undefined,
  method: 'GET' | 'POST' | 'PUT' | 'HEAD',
  path: string,
  body?: string | Uint8Array,
  headers: Record<string, string> = {},
): Promise<Knocked> {
  const agent = new Agent({
    connect: {
      ca: centre.centre().authority,
      ...(station ? { cert: station.reply.certificate, key: station.tlsKey } : {}),
    },
  })
  try {
    const answer = await request(`${centre.url()}${path}`, {
      method,
      dispatcher: agent,
      headers,
      ...(body === undefined ? {} : { body }),
    })
    return { status: answer.statusCode, headers: answer.headers, text: await answer.body.text() }
  } finally {
    await agent.destroy()
  }
}
