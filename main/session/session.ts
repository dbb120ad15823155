import type { Role, SignedIn } from '../../preload/contract/session.ts'
import { audit } from '../log/index.ts'
import type { Store } from '../store/index.ts'
import { type Account, findAccount, updateLastPlace, updateTries } from './account-store.ts'
import { checkPassword, type Opened } from './password.ts'

export const TRIES_BEFORE_LOCK = 5
export const LOCK_MINUTES = 5

export type SignInResult =
  | { readonly ok: true; readonly account: Account; readonly opened: Opened }
  | { readonly ok: false; readonly failure: 'wrong-account-or-password' | 'account-closed' }
  | { readonly ok: false; readonly failure: 'account-locked'; readonly minutes: number }

/** Who sits at the desk. One person at a time; every wrong password counts, also the one of an approval. */
export interface Session {
  readonly current: SignedIn | undefined
  /** Where the person's work stood when the desk was locked. */
  readonly returnTo: string | null
  signIn(name: string, password: string): Promise<SignInResult>
  /** Checks the password of an account without changing who is signed in: the second factor of an approval. */
  confirm(name: string, password: string): Promise<SignInResult>
  signOut(): void
  lock(at: string): void
  /** Hears that nobody works here any more: what stood open for that person must go. */
  onLeft(listener: () => void): void
  hasAnyRole(roles: readonly Role[]): boolean
}

export function session(store: Store, now: () => number = Date.now): Session {
  let current: SignedIn | undefined
  let returnTo: string | null = null
  const leaving: (() => void)[] = []

  function leave(): void {
    current = undefined
    returnTo = null
    for (const listener of leaving) listener()
  }

  async function confirm(name: string, password: string): Promise<SignInResult> {
    const account = findAccount(store, name)
    // The same work is done for a name that does not exist, so that the answer's time tells nothing.
    if (!account) {
      audit(store, { account: name.slice(0, 60), action: 'session.sign-in-refused', subject: 'unknown-account' }, now)
      await new Promise((resolve) => setTimeout(resolve, 120))
      return { ok: false, failure: 'wrong-account-or-password' }
    }
    if (account.closed) return { ok: false, failure: 'account-closed' }
    const lockedFor = account.lockedUntil === null ? 0 : Date.parse(account.lockedUntil) - now()
    if (lockedFor > 0) return { ok: false, failure: 'account-locked', minutes: Math.ceil(lockedFor / 60_000) }
    const opened = await checkPassword(account.secret, account.wrappedKey, password)
    if (!opened) {
      const tries = account.wrongTries + 1
      const locks = tries >= TRIES_BEFORE_LOCK
      store.write(() => {
        updateTries(
          store,
          name,
          locks ? 0 : tries,
          locks ? new Date(now() + LOCK_MINUTES * 60_000).toISOString() : null,
        )
        audit(store, { account: name, action: 'session.sign-in-refused', subject: name, detail: { tries } }, now)
      })
      return locks
        ? { ok: false, failure: 'account-locked', minutes: LOCK_MINUTES }
        : { ok: false, failure: 'wrong-account-or-password' }
    }
    if (account.wrongTries > 0 || account.lockedUntil !== null) updateTries(store, name, 0, null)
    return { ok: true, account, opened }
  }

  return {
    get current() {
      return current
    },
    get returnTo() {
      return returnTo
    },
    confirm,
    async signIn(name, password) {
      const result = await confirm(name, password)
      if (!result.ok) return result
      const { account } = result
      store.write(() => {
        audit(store, { account: account.name, action: 'session.signed-in', subject: account.name }, now)
        updateLastPlace(store, account.name, null)
      })
      returnTo = account.lastPlace
      current = {
        account: account.name,
        displayName: account.displayName,
        roles: [...account.roles],
        title: account.title,
        since: new Date(now()).toISOString(),
      }
      return result
    },
    signOut() {
      if (current)
        audit(store, { account: current.account, action: 'session.signed-out', subject: current.account }, now)
      leave()
    },
    lock(at) {
      if (!current) return
      const { account } = current
      store.write(() => {
        updateLastPlace(store, account, at)
        audit(store, { account, action: 'session.locked', subject: account }, now)
      })
      leave()
    },
    onLeft(listener) {
      leaving.push(listener)
    },
    hasAnyRole: (roles) => current !== undefined && roles.some((role) => current?.roles.includes(role)),
  }
}
