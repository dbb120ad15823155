import { PopulationRecord } from '../../domain/person/population-record.ts'
import type { Store } from '../store/index.ts'

export interface OwnResident {
  readonly rowid: number
  readonly record: PopulationRecord
}

interface Row {
  rowid: number
  record: string
}

function fromRow(row: Row): OwnResident {
  return { rowid: row.rowid, record: PopulationRecord.parse(JSON.parse(row.record)) }
}

export function putResident(store: Store, record: PopulationRecord, foldedName: string): void {
  store.sqlite
    .prepare(
      `INSERT INTO own_resident (personal_number, old_number, folded_name, birth, record) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (personal_number) DO UPDATE SET
         old_number = excluded.old_number, folded_name = excluded.folded_name, birth = excluded.birth, record = excluded.record`,
    )
    .run(
      record.personalNumber,
      record.oldIdentityNumber ?? null,
      foldedName,
      record.dateOfBirth,
      JSON.stringify(record),
    )
}

export function removeResident(store: Store, personalNumber: string): void {
  store.sqlite.prepare('DELETE FROM own_resident WHERE personal_number = ?').run(personalNumber)
}

export function countResidents(store: Store): number {
  return store.sqlite.prepare<[], { n: number }>('SELECT count(*) AS n FROM own_resident').get()?.n ?? 0
}

export function findResident(store: Store, personalNumber: string): OwnResident | undefined {
  const row = store.sqlite
    .prepare<[string], Row>('SELECT rowid, record FROM own_resident WHERE personal_number = ?')
    .get(personalNumber)
  return row && fromRow(row)
}

export function findResidentByRow(store: Store, rowid: number): OwnResident | undefined {
  const row = store.sqlite.prepare<[number], Row>('SELECT rowid, record FROM own_resident WHERE rowid = ?').get(rowid)
  return row && fromRow(row)
}

export function listResidentsByOldNumber(store: Store, oldNumber: string): OwnResident[] {
  return store.sqlite
    .prepare<[string], Row>('SELECT rowid, record FROM own_resident WHERE old_number = ? LIMIT 20')
    .all(oldNumber)
    .map(fromRow)
}

/**
 * People whose folded name holds every part, in any order; parts shorter than three letters are checked in the row itself,
 * because a trigram index cannot find them.
 */
export function listResidentsByName(
  store: Store,
  parts: readonly string[],
  birthPrefix: string | undefined,
  limit: number,
): OwnResident[] {
  const long = parts.filter((part) => part.length >= 3)
  const short = parts.filter((part) => part.length < 3)
  const conditions = short.map(() => `instr(' ' || r.folded_name || ' ', ?) > 0`)
  const values: (string | number)[] = short.map((part) => ` ${part} `)
  if (birthPrefix !== undefined) {
    conditions.push(`r.birth LIKE ? || '%'`)
    values.push(birthPrefix)
  }
  const where = conditions.length > 0 ? ` AND ${conditions.join(' AND ')}` : ''
  if (long.length === 0) {
    return store.sqlite
      .prepare<(string | number)[], Row>(`SELECT r.rowid, r.record FROM own_resident r WHERE 1${where} LIMIT ?`)
      .all(...values, limit)
      .map(fromRow)
  }
  const match = long.map((part) => `"${part.replaceAll('"', '""')}"`).join(' AND ')
  return store.sqlite
    .prepare<(string | number)[], Row>(
      `SELECT r.rowid, r.record FROM own_resident_name n JOIN own_resident r ON r.rowid = n.rowid
       WHERE own_resident_name MATCH ?${where} LIMIT ?`,
    )
    .all(match, ...values, limit)
    .map(fromRow)
}
