import type { FingerPosition } from '../../domain/biometric/finger-position.ts'
import type { ClerkFingers, FingerPolicy } from '../../preload/contract/clerk-finger.ts'
import { done, fail } from '../bridge/index.ts'
import type { PrintJudge } from '../fingerprint/index.ts'
import { audit, type OfficeLog } from '../log/index.ts'
import { findAccount, type Session } from '../session/index.ts'
import type { Store } from '../store/index.ts'
import {
  type ClerkPrint,
  dropClerkFingers,
  findClerkFingers,
  hasClerkFingers,
  listOtherFingers,
  putClerkFingers,
} from './clerk-finger-store.ts'
import { mayVouch } from './finger-policy.ts'
import type { FingerScan } from './finger-scan.ts'
import { impressionsOf, isSameFinger } from './same-finger.ts'

const IMPRESSIONS = 3
/** Who stood by does not stand there for ever. */
const OPEN_MINUTES = 10

interface Registration {
  readonly account: string
  readonly witness: string
  readonly fingers: readonly [FingerPosition, FingerPosition]
  readonly prints: ClerkPrint[]
  readonly until: number
}

export interface RegisterFingersParts {
  readonly store: Store
  readonly log: OfficeLog
  readonly session: Session
  readonly judge: PrintJudge
  readonly scan: FingerScan
  readonly policy: () => FingerPolicy
  readonly now: () => number
}

/** Two fingers, three impressions each, with a second person standing by; only templates are kept. */
export function registerFingers({ store, log, session, judge, scan, policy, now }: RegisterFingersParts) {
  let open: Registration | undefined
  const me = () => session.current?.account ?? ''
  session.onLeft(() => {
    if (open) scan.cancel()
    open = undefined
  })

  function running(): Registration | undefined {
    if (open && (open.until <= now() || open.account !== me())) open = undefined
    return open
  }

  function nextOf({ fingers, prints }: Registration): FingerPosition {
    return fingers.find((finger) => impressionsOf(prints, finger).length < IMPRESSIONS) ?? fingers[0]
  }

  const nameOf = (account: string) => findAccount(store, account)?.displayName ?? account

  function view(): ClerkFingers {
    const held = findClerkFingers(store, me())
    const registration = running()
    return {
      policy: policy(),
      registered: held
        ? { fingers: [...new Set(held.prints.map(({ finger }) => finger))], at: held.at, witness: nameOf(held.witness) }
        : null,
      running: registration
        ? {
            witness: nameOf(registration.witness),
            fingers: registration.fingers.map((finger) => ({
              ...{ finger, of: IMPRESSIONS },
              taken: impressionsOf(registration.prints, finger).length,
            })),
            next: nextOf(registration),
          }
        : null,
    }
  }

  /** What speaks against an impression; `undefined`: nothing. */
  async function objection({ account, prints, fingers }: Registration, finger: FingerPosition, template: Uint8Array) {
    const before = impressionsOf(prints, finger)
    if (before.length > 0) {
      const same = await isSameFinger(judge, template, before)
      if (same !== true) return fail(same === undefined ? 'finger-not-comparable' : 'finger-differs-from-before')
    }
    const other = fingers.find((one) => one !== finger)
    const twice = other ? await isSameFinger(judge, template, impressionsOf(prints, other)) : false
    if (twice !== false) return fail(twice ? 'finger-given-twice' : 'finger-not-comparable')
    // One finger opens one account: else two people's acts could be one person's.
    for (const set of listOtherFingers(store, account)) {
      for (const one of new Set(set.prints.map((print) => print.finger))) {
        const theirs = await isSameFinger(judge, template, impressionsOf(set.prints, one))
        if (theirs !== false) return fail(theirs ? 'finger-of-another' : 'finger-not-comparable')
      }
    }
    return undefined
  }

  function write({ account, witness, fingers, prints }: Registration): void {
    store.write(() => {
      putClerkFingers(store, account, { prints, witness, at: new Date(now()).toISOString() })
      log.append({
        ...{ kind: 'session.fingers-registered', subject: account, clerk: account },
        body: { account, witness, fingers: [...fingers], impressions: IMPRESSIONS },
      })
      audit(store, {
        ...{ account, action: 'session.fingers-registered', subject: account },
        detail: { witness, fingers: [...fingers] },
      })
    })
    log.announce()
  }

  return {
    view,
    async begin(request: { fingers: readonly [FingerPosition, FingerPosition]; witness: string; password: string }) {
      const account = me()
      if (policy() === 'off') return fail('fingers-off')
      if (request.fingers[0] === request.fingers[1]) return fail('one-finger-twice')
      if (request.witness === account) return fail('own-account')
      const confirmed = await session.confirm(request.witness, request.password)
      if (!confirmed.ok) {
        return confirmed.failure === 'account-locked'
          ? fail('account-locked', { minutes: confirmed.minutes })
          : fail(confirmed.failure)
      }
      if (!mayVouch(confirmed.account)) return fail('may-not-vouch')
      if (me() === account) {
        const { fingers, witness } = request
        open = { account, witness, fingers, prints: [], until: now() + OPEN_MINUTES * 60_000 }
      }
      return done(view())
    },

    async take() {
      const registration = running()
      if (!registration) return fail('no-registration-open')
      const finger = nextOf(registration)
      const scanned = await scan.take(registration.account, finger)
      if (!scanned.ok) return scanned
      const against = await objection(registration, finger, scanned.template)
      if (against) return against
      if (running() !== registration) return fail('no-registration-open')
      registration.prints.push({ finger, template: scanned.template })
      if (registration.prints.length === registration.fingers.length * IMPRESSIONS) {
        write(registration)
        open = undefined
      }
      return done(view())
    },

    stop() {
      scan.cancel()
      open = undefined
      return done(view())
    },

    async remove(password: string) {
      const account = me()
      if (!hasClerkFingers(store, account)) return fail('nothing-registered')
      const confirmed = await session.confirm(account, password)
      if (!confirmed.ok) {
        return confirmed.failure === 'account-locked'
          ? fail('account-locked', { minutes: confirmed.minutes })
          : fail(confirmed.failure)
      }
      store.write(() => {
        dropClerkFingers(store, account)
        log.append({
          ...{ kind: 'session.fingers-removed', subject: account, clerk: account },
          body: { account },
        })
        audit(store, { account, action: 'session.fingers-removed', subject: account })
      })
      log.announce()
      return done(view())
    },
  }
}
