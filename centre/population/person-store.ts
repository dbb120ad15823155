import { PopulationRecord } from '../../domain/person/population-record.ts'
import type { CentreStore, Connection } from '../store/index.ts'
import { nameKey, nameWords, spellingOf } from './name-key.ts'

export interface PersonRow {
  readonly record: PopulationRecord
  /** Folded names of the place of residence, of its own time and of today. */
  readonly place: string
}

export interface NamedPerson extends PersonRow {
  /** Name by which the person was found, and whether it is the present one. */
  readonly foundBy: 'own' | 'other'
}

/** Adds people; a number that is there already throws, for two people under one number are no seed. */
export async function insertPersons(connection: Connection, persons: readonly PersonRow[]): Promise<void> {
  const records = persons.map((person) => person.record)
  await connection.query(
    `INSERT INTO person (personal_number, birth, sex, status, place, record)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])`,
    [
      records.map((record) => record.personalNumber),
      records.map((record) => record.dateOfBirth),
      records.map((record) => record.sex),
      records.map((record) => record.status),
      persons.map((person) => person.place),
      records.map((record) => JSON.stringify(record)),
    ],
  )
  const numbers = records.flatMap((record) => [
    { number: record.personalNumber, kind: 'own', of: record.personalNumber },
    ...(record.oldIdentityNumber === undefined
      ? []
      : [{ number: record.oldIdentityNumber, kind: 'old', of: record.personalNumber }]),
    ...(record.cancelledNumber === undefined
      ? []
      : [{ number: record.cancelledNumber, kind: 'cancelled', of: record.personalNumber }]),
  ])
  await connection.query(
    'INSERT INTO person_number (number, kind, personal_number) SELECT * FROM unnest($1::text[], $2::text[], $3::text[])',
    [numbers.map((one) => one.number), numbers.map((one) => one.kind), numbers.map((one) => one.of)],
  )
  const names = records.flatMap((record) => [
    { record, kind: 'own', words: nameWords(record.fullName) },
    ...(record.otherName === undefined ? [] : [{ record, kind: 'other', words: nameWords(record.otherName) }]),
  ])
  await connection.query(
    `INSERT INTO person_name (personal_number, kind, key, spelling, birth_year)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[])`,
    [
      names.map((name) => name.record.personalNumber),
      names.map((name) => name.kind),
      names.map((name) => nameKey(name.words)),
      names.map((name) => spellingOf(name.words)),
      names.map((name) => Number(name.record.dateOfBirth.slice(0, 4))),
    ],
  )
}

export async function countPersons(store: CentreStore): Promise<number> {
  const found = await store.pool.query<{ n: number }>('SELECT count(*) AS n FROM person')
  return found.rows[0]?.n ?? 0
}

/** Fresh figures for the planner after many people came at once. */
export async function analysePersons(store: CentreStore): Promise<void> {
  await store.pool.query('ANALYZE person, person_name, person_number')
}

interface Row {
  record: string
  place: string
}

const fromRow = (row: Row): PersonRow => ({ record: PopulationRecord.parse(JSON.parse(row.record)), place: row.place })

export async function findPerson(
  from: CentreStore['pool'] | Connection,
  personalNumber: string,
): Promise<PersonRow | undefined> {
  const found = await from.query<Row>('SELECT record, place FROM person WHERE personal_number = $1', [personalNumber])
  return found.rows[0] && fromRow(found.rows[0])
}

/** Everybody who goes or went by this number; an old nine-digit one may be two people's. */
export async function listPersonsByNumber(
  store: CentreStore,
  number: string,
  kinds: readonly ('own' | 'old' | 'cancelled')[],
): Promise<(PersonRow & { readonly kind: string })[]> {
  const found = await store.pool.query<Row & { kind: string }>(
    `SELECT p.record, p.place, n.kind FROM person_number n JOIN person p USING (personal_number)
     WHERE n.number = $1 AND n.kind = ANY($2::text[]) ORDER BY n.kind DESC, p.personal_number LIMIT 20`,
    [number, kinds],
  )
  return found.rows.map((row) => ({ ...fromRow(row), kind: row.kind }))
}

/** Years of birth that may be meant, both included; without one, any year. */
export type Years = { readonly from: number; readonly to: number } | undefined

type NameCondition =
  | { readonly keys: readonly string[] }
  | { readonly spelling: string }
  | { readonly words: readonly string[] }
  | { readonly like: string }

const CONDITION = {
  keys: 'n.key = ANY($1::text[])',
  spelling: 'n.spelling = $1',
  words: 'n.key LIKE ALL($1::text[])',
  like: 'similarity(n.key, $1) >= 0.35',
} as const

function parameterOf(condition: NameCondition): string | readonly string[] {
  if ('keys' in condition) return condition.keys
  if ('spelling' in condition) return condition.spelling
  if ('like' in condition) return condition.like
  return condition.words.map((word) => `% ${escapeLike(word)} %`)
}

function textOf(condition: NameCondition): string {
  if ('keys' in condition) return CONDITION.keys
  if ('spelling' in condition) return CONDITION.spelling
  return 'like' in condition ? CONDITION.like : CONDITION.words
}

/** People by what their names are; `like` reads every name of the years, and is for few years only. */
export async function listPersonsByName(
  store: CentreStore,
  condition: NameCondition,
  years: Years,
  limit: number,
): Promise<NamedPerson[]> {
  const found = await store.pool.query<Row & { kind: 'own' | 'other' }>(
    `SELECT p.record, p.place, n.kind FROM person_name n JOIN person p USING (personal_number)
     WHERE ${textOf(condition)}${years ? ' AND n.birth_year BETWEEN $3 AND $4' : ''}
     ${'like' in condition ? 'ORDER BY similarity(n.key, $1) DESC' : ''} LIMIT $2`,
    [parameterOf(condition), limit, ...(years ? [years.from, years.to] : [])],
  )
  return found.rows.map((row) => ({ ...fromRow(row), foundBy: row.kind }))
}

/** Living people of one folded name, birth and sex: what a person registered twice looks like. */
export async function listNamesakes(
  store: CentreStore,
  fullName: string,
  birth: string,
  sex: string,
): Promise<PersonRow[]> {
  const found = await store.pool.query<Row>(
    `SELECT p.record, p.place FROM person_name n JOIN person p USING (personal_number)
     WHERE n.key = $1 AND n.birth_year = $2 AND p.birth = $3 AND p.sex = $4 AND p.status = 'living' LIMIT 50`,
    [nameKey(nameWords(fullName)), Number(birth.slice(0, 4)), birth, sex],
  )
  return found.rows.map(fromRow)
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (sign) => `\\${sign}`)
}
