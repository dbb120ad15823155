import { createHash } from 'node:crypto'
import type { Head } from '../protocol/index.ts'
import type { CentreStore, Connection } from '../store/index.ts'

export interface Office {
  readonly id: number
  readonly name: string
  readonly kind: string
  readonly unitCode: string
  readonly communes: readonly string[]
  readonly enrolmentCode: string
}

export interface Station {
  readonly office: number
  readonly name: string
  readonly epoch: number
  readonly eventKey: string
  readonly tlsKey: Buffer
  readonly serial: string
  readonly reply: string
  readonly revoked: boolean
}

const hashOf = (code: string) => createHash('sha256').update(code).digest()

export async function putOffice(store: CentreStore, office: Office): Promise<void> {
  await store.pool.query(
    `INSERT INTO office (id, name, kind, unit_code, communes, enrolment_code) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind, unit_code = excluded.unit_code,
       communes = excluded.communes, enrolment_code = excluded.enrolment_code`,
    [
      office.id,
      office.name,
      office.kind,
      office.unitCode,
      JSON.stringify(office.communes),
      hashOf(office.enrolmentCode),
    ],
  )
}

export async function lockOffice(connection: Connection, office: number): Promise<{ codeHash: Buffer } | undefined> {
  const found = await connection.query<{ enrolment_code: Buffer }>(
    'SELECT enrolment_code FROM office WHERE id = $1 FOR UPDATE',
    [office],
  )
  const row = found.rows[0]
  return row && { codeHash: row.enrolment_code }
}

export function codeMatches(codeHash: Buffer, code: string): boolean {
  return hashOf(code).equals(codeHash)
}

interface StationRow {
  office: number
  name: string
  epoch: number
  event_key: string
  tls_key: Buffer
  serial: string
  reply: string
  revoked_at: Date | null
}

function fromRow(row: StationRow): Station {
  return {
    office: row.office,
    name: row.name,
    epoch: row.epoch,
    eventKey: row.event_key,
    tlsKey: row.tls_key,
    serial: row.serial,
    reply: row.reply,
    revoked: row.revoked_at !== null,
  }
}

/** The station that writes now: the one of the highest epoch. */
export async function findCurrentStation(
  from: CentreStore['pool'] | Connection,
  office: number,
): Promise<Station | undefined> {
  const found = await from.query<StationRow>('SELECT * FROM station WHERE office = $1 ORDER BY epoch DESC LIMIT 1', [
    office,
  ])
  return found.rows[0] && fromRow(found.rows[0])
}

export async function findStationOfEpoch(
  from: CentreStore['pool'] | Connection,
  office: number,
  epoch: number,
): Promise<Station | undefined> {
  const found = await from.query<StationRow>('SELECT * FROM station WHERE office = $1 AND epoch = $2', [office, epoch])
  return found.rows[0] && fromRow(found.rows[0])
}

export async function insertStation(
  connection: Connection,
  station: Station & { readonly certificate: string },
): Promise<void> {
  await connection.query(
    'INSERT INTO station (office, name, epoch, event_key, tls_key, certificate, serial, reply) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
    [
      station.office,
      station.name,
      station.epoch,
      station.eventKey,
      station.tlsKey,
      station.certificate,
      station.serial,
      station.reply,
    ],
  )
}

/** The newest head of an office, over all epochs: where a new station goes on from. */
export async function findHead(from: CentreStore['pool'] | Connection, office: number): Promise<Head | undefined> {
  const found = await from.query<{ epoch: number; seq: number; hash: Buffer }>(
    'SELECT epoch, seq, hash FROM office_head WHERE office = $1 AND seq > 0 ORDER BY epoch DESC LIMIT 1',
    [office],
  )
  const row = found.rows[0]
  return row && { epoch: row.epoch, seq: row.seq, hash: row.hash.toString('hex') }
}
