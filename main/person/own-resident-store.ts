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

/** What ranking looks at first: small, so that hundreds cost nothing; the record is read for those that are shown. */
export interface ResidentName {
  readonly rowid: number
  readonly foldedName: string
  readonly birth: string
}

/**
 * Names that hold every part, in any order. A part is text of a folded name as it stands between blanks: ` an ` is the word, ` an` how
 * a word begins. Parts of fewer than three signs cannot be found and must not be asked for.
 */
export function listResidentNames(store: Store, parts: readonly string[], limit: number): ResidentName[] {
  const match = parts.map((part) => `"${part.replaceAll('"', '""')}"`).join(' AND ')
  return store.sqlite
    .prepare<[string, number], ResidentName>(
      `SELECT r.rowid, r.folded_name AS foldedName, r.birth FROM own_resident_name n JOIN own_resident r ON r.rowid = n.rowid
       WHERE own_resident_name MATCH ? LIMIT ?`,
    )
    .all(match, limit)
}

/** As `listResidentNames`, of people born in that year or on that day; parts may be of any length. Answered from one index alone. */
export function listResidentNamesBorn(
  store: Store,
  birth: string,
  parts: readonly string[],
  limit: number,
): ResidentName[] {
  const holds = parts.map(() => ` AND instr(' ' || folded_name || ' ', ?) > 0`).join('')
  return (
    store.sqlite
      .prepare<(string | number)[], ResidentName>(
        `SELECT rowid, folded_name AS foldedName, birth FROM own_resident
       WHERE birth >= ? AND birth < ? || '.'${holds} LIMIT ?`,
      )
      // In text order '.' comes right after '-': everything that begins with the year, and nothing of the next.
      .all(birth, birth, ...parts, limit)
  )
}
