import { createHash } from 'node:crypto'
import type { Head } from '../protocol/index.ts'
import type { CentreStore, Connection } from '../store/index.ts'

export interface Office {
  readonly id: number
  readonly name: string
  readonly kind: string
  readonly unitCode: string
  readonly communes: readonly string[]
  /** One-time code; a new one here lets a replacement station in and begins a new epoch. */
  readonly enrolmentCode: string
}

export interface Station {
  readonly office: number
  readonly name: string
  readonly epoch: number
  readonly eventKey: string
  readonly tlsKey: Buffer
  readonly serial: string
  /** `prev` of the epoch's first event, hex. */
  readonly startHash: string
  readonly reply: string
  readonly revoked: boolean
}

const hashOf = (code: string) => createHash('sha256').update(code).digest()

/** Makes the office known. Its code is added when it is new; unused codes named before are withdrawn, used ones stay used. */
export async function putOffice(store: CentreStore, office: Office): Promise<void> {
  await store.transaction(async (connection) => {
    await connection.query(
      `INSERT INTO office (id, name, kind, unit_code, communes) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind, unit_code = excluded.unit_code,
         communes = excluded.communes`,
      [office.id, office.name, office.kind, office.unitCode, JSON.stringify(office.communes)],
    )
    const hash = hashOf(office.enrolmentCode)
    await connection.query('DELETE FROM enrolment_code WHERE office = $1 AND epoch IS NULL AND hash <> $2', [
      office.id,
      hash,
    ])
    await connection.query('INSERT INTO enrolment_code (office, hash) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      office.id,
      hash,
    ])
  })
}

/** Locks the office against a push or a second enrolment at the same time; false where it is unknown. */
export async function lockOffice(
  connection: Connection,
  office: number,
  mode: 'alone' | 'with-others',
): Promise<boolean> {
  const found = await connection.query(
    mode === 'alone' ? 'SELECT 1 FROM office WHERE id = $1 FOR UPDATE' : 'SELECT 1 FROM office WHERE id = $1 FOR SHARE',
    [office],
  )
  return found.rows.length > 0
}

/** The epoch a code was used for, null while it is unused; undefined for a code of nobody. */
export async function findCode(
  connection: Connection,
  office: number,
  code: string,
): Promise<{ readonly epoch: number | null } | undefined> {
  const found = await connection.query<{ epoch: number | null }>(
    'SELECT epoch FROM enrolment_code WHERE office = $1 AND hash = $2',
    [office, hashOf(code)],
  )
  return found.rows[0]
}

export async function spendCode(connection: Connection, office: number, code: string, epoch: number): Promise<void> {
  await connection.query('UPDATE enrolment_code SET epoch = $3 WHERE office = $1 AND hash = $2', [
    office,
    hashOf(code),
    epoch,
  ])
}

interface StationRow {
  office: number
  name: string
  epoch: number
  event_key: string
  tls_key: Buffer
  serial: string
  start_hash: Buffer
  reply: string
  revoked_at: Date | null
}

const STATION = 'SELECT office, name, epoch, event_key, tls_key, serial, start_hash, reply, revoked_at FROM station'

function fromRow(row: StationRow): Station {
  return {
    office: row.office,
    name: row.name,
    epoch: row.epoch,
    eventKey: row.event_key,
    tlsKey: row.tls_key,
    serial: row.serial,
    startHash: row.start_hash.toString('hex'),
    reply: row.reply,
    revoked: row.revoked_at !== null,
  }
}

/** The station that writes now: the one of the highest epoch, revoked or not. */
export async function findCurrentStation(
  from: CentreStore['pool'] | Connection,
  office: number,
): Promise<Station | undefined> {
  const found = await from.query<StationRow>(`${STATION} WHERE office = $1 ORDER BY epoch DESC LIMIT 1`, [office])
  return found.rows[0] && fromRow(found.rows[0])
}

export async function findStationOfEpoch(
  from: CentreStore['pool'] | Connection,
  office: number,
  epoch: number,
): Promise<Station | undefined> {
  const found = await from.query<StationRow>(`${STATION} WHERE office = $1 AND epoch = $2`, [office, epoch])
  return found.rows[0] && fromRow(found.rows[0])
}

export async function insertStation(
  connection: Connection,
  station: Omit<Station, 'revoked'> & { readonly certificate: string },
): Promise<void> {
  await connection.query(
    `INSERT INTO station (office, name, epoch, event_key, tls_key, certificate, serial, start_hash, reply)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      station.office,
      station.name,
      station.epoch,
      station.eventKey,
      station.tlsKey,
      station.certificate,
      station.serial,
      Buffer.from(station.startHash, 'hex'),
      station.reply,
    ],
  )
}

/** Marks a certificate as not to be believed any more; false where it already was. */
export async function markRevoked(connection: Connection, office: number, epoch: number): Promise<boolean> {
  const changed = await connection.query(
    'UPDATE station SET revoked_at = now() WHERE office = $1 AND epoch = $2 AND revoked_at IS NULL',
    [office, epoch],
  )
  return (changed.rowCount ?? 0) > 0
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
