import * as z from 'zod/mini'
import { Role } from '../../preload/contract/session.ts'
import type { Store } from '../store/index.ts'
import { PasswordSecret } from './password.ts'

export interface Account {
  readonly name: string
  readonly displayName: string
  /** Vietnamese title, e.g. "Cán bộ thu nhận". */
  readonly title: string
  readonly roles: readonly Role[]
  readonly secret: PasswordSecret
  readonly approvalKey: string
  readonly wrappedKey: string
  readonly closed: boolean
  readonly wrongTries: number
  readonly lockedUntil: string | null
  readonly lastPlace: string | null
}

interface Row {
  name: string
  display_name: string
  title: string
  roles: string
  secret: string
  approval_key: string
  wrapped_key: string
  closed: number
  wrong_tries: number
  locked_until: string | null
  last_place: string | null
}

function accountOf(row: Row): Account {
  return {
    name: row.name,
    displayName: row.display_name,
    title: row.title,
    roles: z.array(Role).parse(JSON.parse(row.roles)),
    secret: PasswordSecret.parse(JSON.parse(row.secret)),
    approvalKey: row.approval_key,
    wrappedKey: row.wrapped_key,
    closed: row.closed === 1,
    wrongTries: row.wrong_tries,
    lockedUntil: row.locked_until,
    lastPlace: row.last_place,
  }
}

export function findAccount(store: Store, name: string): Account | undefined {
  const row = store.sqlite.prepare<[string], Row>('SELECT * FROM account WHERE name = ?').get(name)
  return row && accountOf(row)
}

/** All accounts of the station that are not closed, by name. */
export function listAccounts(store: Store): Account[] {
  return store.sqlite.prepare<[], Row>('SELECT * FROM account WHERE closed = 0 ORDER BY name').all().map(accountOf)
}

export function insertAccount(
  store: Store,
  account: Omit<Account, 'closed' | 'wrongTries' | 'lockedUntil' | 'lastPlace'>,
): void {
  store.sqlite
    .prepare(
      'INSERT INTO account (name, display_name, title, roles, secret, approval_key, wrapped_key) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    .run(
      account.name,
      account.displayName,
      account.title,
      JSON.stringify(account.roles),
      JSON.stringify(account.secret),
      account.approvalKey,
      account.wrappedKey,
    )
}

export function updateTries(store: Store, name: string, wrongTries: number, lockedUntil: string | null): void {
  store.sqlite
    .prepare('UPDATE account SET wrong_tries = ?, locked_until = ? WHERE name = ?')
    .run(wrongTries, lockedUntil, name)
}

export function updateLastPlace(store: Store, name: string, place: string | null): void {
  store.sqlite.prepare('UPDATE account SET last_place = ? WHERE name = ?').run(place, name)
}

export function countAccounts(store: Store): number {
  return store.sqlite.prepare<[], { n: number }>('SELECT count(*) AS n FROM account').get()?.n ?? 0
}
