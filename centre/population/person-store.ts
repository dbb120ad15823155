import { foldText } from '../../domain/person/fold.ts'
import { PopulationRecord } from '../../domain/person/population-record.ts'
import type { CentreStore, Connection } from '../store/index.ts'

export interface PersonRow {
  readonly record: PopulationRecord
  /** Folded commune and province: for "and lives in …". */
  readonly place: string
}

export async function insertPersons(connection: Connection, persons: readonly PersonRow[]): Promise<void> {
  const records = persons.map((person) => person.record)
  await connection.query(
    `INSERT INTO person (personal_number, old_number, folded_name, birth, sex, commune_code, place, record)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
     ON CONFLICT DO NOTHING`,
    [
      records.map((record) => record.personalNumber),
      records.map((record) => record.oldIdentityNumber ?? null),
      records.map((record) => foldText(record.fullName)),
      records.map((record) => record.dateOfBirth),
      records.map((record) => record.sex),
      records.map((record) => record.permanentResidence?.communeCode ?? null),
      persons.map((person) => person.place),
      records.map((record) => JSON.stringify(record)),
    ],
  )
}

export async function countPersons(store: CentreStore): Promise<number> {
  const found = await store.pool.query<{ n: number }>('SELECT count(*) AS n FROM person')
  return found.rows[0]?.n ?? 0
}

interface Row {
  record: string
  place: string
}

const fromRow = (row: Row): PersonRow => ({ record: PopulationRecord.parse(JSON.parse(row.record)), place: row.place })

export async function findPerson(store: CentreStore, personalNumber: string): Promise<PersonRow | undefined> {
  const found = await store.pool.query<Row>('SELECT record, place FROM person WHERE personal_number = $1', [
    personalNumber,
  ])
  return found.rows[0] && fromRow(found.rows[0])
}

export async function listPersonsByOldNumber(store: CentreStore, oldNumber: string): Promise<PersonRow[]> {
  const found = await store.pool.query<Row>('SELECT record, place FROM person WHERE old_number = $1 LIMIT 20', [
    oldNumber,
  ])
  return found.rows.map(fromRow)
}

/** People whose folded name holds every part, in any order; trigram index for parts of three letters and more. */
export async function listPersonsByName(
  store: CentreStore,
  parts: readonly string[],
  birthPrefix: string | undefined,
  limit: number,
): Promise<PersonRow[]> {
  const patterns = parts.map((part) => (part.length >= 3 ? `%${escapeLike(part)}%` : `% ${escapeLike(part)} %`))
  const found = await store.pool.query<Row>(
    `SELECT record, place FROM person
     WHERE (' ' || folded_name || ' ') LIKE ALL($1::text[]) AND folded_name LIKE ALL($2::text[])
       AND ($3::text IS NULL OR birth LIKE $3 || '%') LIMIT $4`,
    [
      patterns,
      parts.filter((part) => part.length >= 3).map((part) => `%${escapeLike(part)}%`),
      birthPrefix ?? null,
      limit,
    ],
  )
  return found.rows.map(fromRow)
}

/** Living namesakes of one birth and sex: what a person registered twice looks like. */
export async function listNamesakes(
  store: CentreStore,
  foldedName: string,
  birth: string,
  sex: string,
): Promise<PersonRow[]> {
  const found = await store.pool.query<Row>(
    'SELECT record, place FROM person WHERE birth = $2 AND folded_name = $1 AND sex = $3 LIMIT 20',
    [foldedName, birth, sex],
  )
  return found.rows.map(fromRow).filter(({ record }) => record.status === 'living')
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (sign) => `\\${sign}`)
}
