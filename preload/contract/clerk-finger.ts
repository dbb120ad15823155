import * as z from 'zod/mini'
import { FingerPosition } from '../../domain/biometric/finger-position.ts'
import { defineContract } from './define-contract.ts'
import { printScannerFailures } from './print-scanner-failures.ts'
import { StationState } from './session.ts'

/** What the station asks of a role at the sign-in: no finger, a finger where one is registered, always a finger. */
export const FingerPolicy = z.enum(['off', 'optional', 'required'])
export type FingerPolicy = z.infer<typeof FingerPolicy>

/** Why somebody is let in without a finger; stands in the audit. */
export const WithoutFingerReason = z.enum(['scanner-away', 'finger-not-read', 'not-registered', 'other'])
export type WithoutFingerReason = z.infer<typeof WithoutFingerReason>

/** Vân tay đăng nhập: `witness` is the name of who stood by; the fingers of the person who is signed in. No template and no picture ever reaches the window. */
export const ClerkFingers = z.object({
  policy: FingerPolicy,
  registered: z.nullable(z.object({ fingers: z.array(FingerPosition), at: z.string(), witness: z.string() })),
  /** A registration that is under way; it ends with the last impression, with a cancellation, or when its time is over. */
  running: z.nullable(
    z.object({
      witness: z.string(),
      fingers: z.array(z.object({ finger: FingerPosition, taken: z.int(), of: z.int() })),
      next: FingerPosition,
    }),
  ),
})
export type ClerkFingers = z.infer<typeof ClerkFingers>

/** Notices of a finger on the glass, topic `finger`. */
export const FingerNotice = z.object({ jpeg: z.instanceof(Uint8Array) })

const Account = z.string().check(z.maxLength(60))
const Password = z.string().check(z.maxLength(200))
const Nothing = z.strictObject({})

/** What a scan of one finger can end with besides its success. */
export const fingerScanFailures = [
  ...printScannerFailures,
  /** The glass shows no finger, or one too poor to compare. */
  'finger-not-clear',
  /** The fingerprint engine is missing, fails or is too slow. */
  'finger-not-comparable',
] as const

const passwordFailures = ['wrong-account-or-password', 'account-locked', 'account-closed'] as const

export const clerkFingerContract = defineContract({
  /** The second step of a sign-in: the finger on the glass against the account's own. */
  'clerk-finger.sign-in': {
    request: z.strictObject({ finger: FingerPosition }),
    reply: StationState,
    /** 'finger-differs': `detail.triesLeft`; 'account-locked': none was left. */
    failures: [...fingerScanFailures, 'no-sign-in-open', 'finger-differs', 'account-locked'],
  },
  /** A leader or technician vouches with their own password for who cannot give a finger. */
  'clerk-finger.vouch': {
    request: z.strictObject({ account: Account, password: Password, reason: WithoutFingerReason }),
    reply: StationState,
    failures: [...passwordFailures, 'no-sign-in-open', 'own-account', 'may-not-vouch'],
  },
  /** Only where the station's policy allows it, or where nobody else could vouch. */
  'clerk-finger.go-without': {
    request: z.strictObject({ reason: WithoutFingerReason }),
    reply: StationState,
    failures: ['no-sign-in-open', 'not-allowed-here'],
  },
  /** Back to account and password. */
  'clerk-finger.give-up': { request: Nothing, reply: StationState, failures: [] },
  'clerk-finger.cancel-scan': { request: Nothing, reply: z.object({}), failures: [] },

  'clerk-finger.state': { request: Nothing, reply: ClerkFingers, failures: [] },
  /** Begins a registration, witnessed by a leader or technician at this desk. */
  'clerk-finger.begin': {
    request: z.strictObject({
      fingers: z.tuple([FingerPosition, FingerPosition]),
      witness: Account,
      password: Password,
    }),
    reply: ClerkFingers,
    failures: [...passwordFailures, 'own-account', 'may-not-vouch', 'one-finger-twice', 'fingers-off'],
  },
  /** Takes the next impression; with the last one the registration is written. */
  'clerk-finger.take': {
    request: Nothing,
    reply: ClerkFingers,
    failures: [
      ...fingerScanFailures,
      'no-registration-open',
      'finger-differs-from-before',
      'finger-given-twice',
      'finger-of-another',
    ],
  },
  'clerk-finger.stop': { request: Nothing, reply: ClerkFingers, failures: [] },
  /** One's own, with the own password again. */
  'clerk-finger.remove': {
    request: z.strictObject({ password: Password }),
    reply: ClerkFingers,
    failures: [...passwordFailures, 'nothing-registered'],
  },
})
