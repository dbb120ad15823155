import type { clerkFingerContract } from '../../preload/contract/clerk-finger.ts'
import type { StationState } from '../../preload/contract/session.ts'
import { done, type Handlers } from '../bridge/index.ts'
import type { OfficeLog } from '../log/index.ts'
import { policyOf } from './finger-policy.ts'
import { type FingerScanParts, fingerScan } from './finger-scan.ts'
import { registerFingers } from './register-fingers.ts'
import { type SignInByFingerParts, signInByFinger } from './sign-in-by-finger.ts'

export interface ClerkFingerParts extends Omit<SignInByFingerParts, 'scan'>, Omit<FingerScanParts, 'judge'> {
  readonly log: OfficeLog
  readonly state: () => StationState
  readonly onChange: () => void
  readonly now: () => number
}

/** Vân tay đăng nhập: the finger as the second step of a sign-in, and how it is registered and removed. */
export function answerClerkFinger(parts: ClerkFingerParts): Handlers<keyof typeof clerkFingerContract> {
  const { session, config } = parts
  const scan = fingerScan(parts)
  const signIn = signInByFinger({ ...parts, scan })
  const policy = () => policyOf(config, session.current?.roles ?? [])
  const register = registerFingers({ ...parts, scan, policy })

  /** The station as it stands once somebody is in; a refusal stays what it is. */
  function entered<R extends { readonly ok: boolean }>(outcome: R) {
    parts.onChange()
    return outcome.ok ? done(parts.state()) : (outcome as Exclude<R, { ok: true }>)
  }

  return {
    'clerk-finger.sign-in': {
      access: 'anybody',
      run: async ({ finger }) => entered(await signIn.byFinger(finger)),
    },
    'clerk-finger.vouch': { access: 'anybody', run: async (request) => entered(await signIn.byVoucher(request)) },
    'clerk-finger.go-without': { access: 'anybody', run: ({ reason }) => entered(signIn.withPasswordAlone(reason)) },
    'clerk-finger.give-up': {
      access: 'anybody',
      run: () => {
        scan.cancel()
        session.giveUp()
        return done(parts.state())
      },
    },
    'clerk-finger.cancel-scan': {
      access: 'anybody',
      run: () => {
        scan.cancel()
        return done({})
      },
    },
    'clerk-finger.state': { access: 'signed-in', run: () => done(register.view()) },
    'clerk-finger.begin': { access: 'signed-in', run: (request) => register.begin(request) },
    'clerk-finger.take': { access: 'signed-in', run: () => register.take() },
    'clerk-finger.stop': { access: 'signed-in', run: () => register.stop() },
    'clerk-finger.remove': { access: 'signed-in', run: ({ password }) => register.remove(password) },
  }
}
