import type { FingerPosition } from '../../domain/biometric/finger-position.ts'
import type { FingerWanted } from '../../preload/contract/session.ts'
import { done, fail } from '../bridge/index.ts'
import type { PrintJudge } from '../fingerprint/index.ts'
import { audit } from '../log/index.ts'
import { listAccounts, type Session, TRIES_BEFORE_LOCK, type WaitingSignIn } from '../session/index.ts'
import type { Store } from '../store/index.ts'
import { countWrongFingers, findClerkFingers, putWrongFingers } from './clerk-finger-store.ts'
import { type ClerkFingerConfig, mayVouch, passwordAloneSuffices } from './finger-policy.ts'
import type { FingerScan } from './finger-scan.ts'
import { impressionsOf, isSameFinger } from './same-finger.ts'

export interface SignInByFingerParts {
  readonly store: Store
  readonly session: Session
  readonly judge: PrintJudge
  readonly scan: FingerScan
  readonly config: ClerkFingerConfig | undefined
}

/** Which fingers are registered. Templates that do not open are told and leave the ways around: a changed row locks nobody out. */
function fingersOf(store: Store, account: string, report: (cause: unknown) => void): FingerPosition[] {
  try {
    return [...new Set(findClerkFingers(store, account)?.prints.map((print) => print.finger) ?? [])]
  } catch (fault) {
    report(fault)
    return []
  }
}

/** What the window shows while a sign-in waits for its finger. */
export function fingerWanted(
  store: Store,
  config: ClerkFingerConfig | undefined,
  { account, rule }: WaitingSignIn,
  report: (cause: unknown) => void,
): FingerWanted {
  return {
    account: account.name,
    displayName: account.displayName,
    fingers: rule === 'registered' ? fingersOf(store, account.name, report) : [],
    triesLeft: TRIES_BEFORE_LOCK - countWrongFingers(store, account.name),
    passwordAlone: passwordAloneSuffices(config, listAccounts(store), account.name),
  }
}

/** The second step of a sign-in: the finger, or one of the two named ways around it. Every outcome is in the audit. */
export function signInByFinger({ store, session, judge, scan, config }: SignInByFingerParts) {
  const refuse = (account: string, because: string, detail: Record<string, unknown> = {}) =>
    audit(store, { account, action: 'session.finger-refused', subject: account, detail: { because, ...detail } })

  function differs(waiting: WaitingSignIn) {
    const { name } = waiting.account
    const tries = countWrongFingers(store, name) + 1
    const locks = tries >= TRIES_BEFORE_LOCK
    const minutes = store.write(() => {
      putWrongFingers(store, name, locks ? 0 : tries)
      refuse(name, 'finger-differs', { tries })
      return locks ? session.shutOut(waiting) : 0
    })
    return locks
      ? fail('account-locked', { minutes })
      : fail('finger-differs', { triesLeft: TRIES_BEFORE_LOCK - tries })
  }

  return {
    async byFinger(finger: FingerPosition) {
      const { waiting } = session
      if (waiting?.rule !== 'registered') return fail('no-sign-in-open')
      const { name } = waiting.account
      const impressions = impressionsOf(findClerkFingers(store, name)?.prints ?? [], finger)
      const scanned = await scan.take(name, finger)
      if (!scanned.ok) {
        refuse(name, scanned.failure)
        return scanned
      }
      const same = await isSameFinger(judge, scanned.template, impressions)
      scanned.template.fill(0)
      // The desk may have changed hands while the finger lay on the glass.
      if (session.waiting !== waiting) return fail('no-sign-in-open')
      if (same === undefined) {
        refuse(name, 'finger-not-comparable')
        return fail('finger-not-comparable')
      }
      if (!same) return differs(waiting)
      store.write(() => {
        putWrongFingers(store, name, 0)
        session.admit(waiting, { by: 'finger', finger })
      })
      return done({})
    },

    /** The second person's own password counts its wrong tries like any. */
    async byVoucher(request: { account: string; password: string; reason: string }) {
      const { waiting } = session
      if (!waiting) return fail('no-sign-in-open')
      if (request.account === waiting.account.name) return fail('own-account')
      const confirmed = await session.confirm(request.account, request.password)
      if (!confirmed.ok) {
        return confirmed.failure === 'account-locked'
          ? fail('account-locked', { minutes: confirmed.minutes })
          : fail(confirmed.failure)
      }
      if (!mayVouch(confirmed.account)) return fail('may-not-vouch')
      if (session.waiting !== waiting) return fail('no-sign-in-open')
      store.write(() => {
        audit(store, {
          ...{ account: request.account, action: 'session.vouched', subject: waiting.account.name },
          detail: { reason: request.reason },
        })
        session.admit(waiting, { by: 'vouched', voucher: request.account, reason: request.reason })
      })
      return done({})
    },

    withPasswordAlone(reason: string) {
      const { waiting } = session
      if (!waiting) return fail('no-sign-in-open')
      if (!passwordAloneSuffices(config, listAccounts(store), waiting.account.name)) return fail('not-allowed-here')
      session.admit(waiting, { by: 'password-alone', reason })
      return done({})
    },
  }
}
