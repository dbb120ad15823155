import type { Role, SignedIn } from '../../preload/contract/session.ts'
import { audit } from '../log/index.ts'
import type { Store } from '../store/index.ts'
import { type Account, findAccount, updateLastPlace, updateTries } from './account-store.ts'
import { checkPassword, type Opened } from './password.ts'

export const TRIES_BEFORE_LOCK = 5
export const LOCK_MINUTES = 5

/** What the station asks of an account besides its password: nothing, its registered finger, one that is not registered yet. */
export type FingerRule = 'none' | 'registered' | 'missing'

/** The password was right; the finger is still to come. */
export interface WaitingSignIn {
  readonly account: Account
  readonly rule: Exclude<FingerRule, 'none'>
}

/** How the one who waited came in; stands in the audit beside the sign-in. */
export type Admission = Readonly<{ by: 'finger' | 'vouched' | 'password-alone'; [more: string]: string }>

/** A sign-in that gets no finger is over: the password is asked again. */
const FINGER_MINUTES = 5

export type SignInResult =
  | { readonly ok: true; readonly account: Account; readonly opened: Opened }
  | { readonly ok: false; readonly failure: 'wrong-account-or-password' | 'account-closed' }
  | { readonly ok: false; readonly failure: 'account-locked'; readonly minutes: number }

/** Who sits at the desk. One person at a time; every wrong password counts, also the one of an approval. */
export interface Session {
  readonly current: SignedIn | undefined
  /** Where the person's work stood when the desk was locked. */
  readonly returnTo: string | null
  /** A sign-in that waits for its finger; over after five minutes. */
  readonly waiting: WaitingSignIn | undefined
  /** `finger-wanted`: the password is right, and `waiting` tells of whom a finger is asked. */
  signIn(
    name: string,
    password: string,
  ): Promise<SignInResult | { readonly ok: false; readonly failure: 'finger-wanted' }>
  /** Lets in who waits. Throws where it is not this sign-in that waits. */
  admit(waiting: WaitingSignIn, admission: Admission): void
  /** Nobody waits any more. */
  giveUp(): void
  /** Too many wrong fingers: locks the account as wrong passwords do, and tells for how many minutes. */
  shutOut(waiting: WaitingSignIn): number
  /** Checks the password of an account without changing who is signed in: the second factor of an approval. */
  confirm(name: string, password: string): Promise<SignInResult>
  signOut(): void
  lock(at: string): void
  /** Hears that nobody works here any more: what stood open for that person must go. */
  onLeft(listener: () => void): void
  hasAnyRole(roles: readonly Role[]): boolean
}

export function session(
  store: Store,
  now: () => number = Date.now,
  fingerRule: (account: Account) => FingerRule = () => 'none',
): Session {
  let current: SignedIn | undefined
  let waiting: (WaitingSignIn & { readonly until: number }) | undefined
  let returnTo: string | null = null
  const leaving: (() => void)[] = []

  function leave(): void {
    current = undefined
    waiting = undefined
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

  function enter(account: Account, admission?: Admission): void {
    store.write(() => {
      audit(
        store,
        {
          ...{ account: account.name, action: 'session.signed-in', subject: account.name },
          ...(admission ? { detail: admission } : {}),
        },
        now,
      )
      updateLastPlace(store, account.name, null)
    })
    waiting = undefined
    returnTo = account.lastPlace
    current = {
      account: account.name,
      displayName: account.displayName,
      roles: [...account.roles],
      title: account.title,
      since: new Date(now()).toISOString(),
    }
  }

  return {
    get current() {
      return current
    },
    get waiting() {
      if (waiting && waiting.until <= now()) waiting = undefined
      return waiting
    },
    get returnTo() {
      return returnTo
    },
    confirm,
    async signIn(name, password) {
      const result = await confirm(name, password)
      if (!result.ok) return result
      const { account } = result
      // Whoever sat here has been asked away by this sign-in, also while its finger is still to come.
      if (current) leave()
      const rule = fingerRule(account)
      if (rule === 'none') enter(account)
      else {
        waiting = { account, rule, until: now() + FINGER_MINUTES * 60_000 }
        return { ok: false, failure: 'finger-wanted' }
      }
      return result
    },
    admit(who, admission) {
      if (who !== waiting) throw new Error('this sign-in does not wait any more')
      enter(who.account, admission)
    },
    giveUp() {
      waiting = undefined
    },
    shutOut({ account }) {
      updateTries(store, account.name, 0, new Date(now() + LOCK_MINUTES * 60_000).toISOString())
      waiting = undefined
      return LOCK_MINUTES
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
