import * as z from 'zod/mini'
import { FingerPosition } from '../../domain/biometric/finger-position.ts'
import { defineContract } from './define-contract.ts'

/** Roles of the glossary; an account may hold several, but nobody approves what they recorded. */
export const Role = z.enum(['intake-officer', 'enrolment-officer', 'supervisor', 'administrator', 'inspector'])
export type Role = z.infer<typeof Role>

export const OfficeView = z.object({
  id: z.number(),
  name: z.string(),
  /** 'police' (Công an) | 'committee' (UBND) | 'insurance' (BHXH): decides the work lists. */
  kind: z.enum(['police', 'committee', 'insurance']),
  level: z.string(),
  approverTitle: z.string(),
})

export const SignedIn = z.object({
  account: z.string(),
  displayName: z.string(),
  roles: z.array(Role),
  /** Vietnamese title shown beside the name, e.g. "Cán bộ thu nhận". */
  title: z.string(),
  since: z.string(),
})
export type SignedIn = z.infer<typeof SignedIn>

/** The password was right, and the station asks for a finger before it lets this account in. */
export const FingerWanted = z.object({
  account: z.string(),
  displayName: z.string(),
  /** Registered fingers; empty: none is, and the role must have one. */
  fingers: z.array(FingerPosition),
  /** Wrong fingers that are left before the account is locked for a while. */
  triesLeft: z.int(),
  /** The station lets people in by the password alone, with a reason that stands in the audit. */
  passwordAlone: z.boolean(),
})
export type FingerWanted = z.infer<typeof FingerWanted>

export const StationState = z.object({
  office: OfficeView,
  station: z.string(),
  /** Day whose law counts; the real day outside training. */
  legalDay: z.string(),
  legalDayIsSet: z.boolean(),
  training: z.boolean(),
  /** Only in training: who may sign in here, with the passwords made for this data folder. */
  trainingAccounts: z.array(
    z.object({ account: z.string(), displayName: z.string(), title: z.string(), password: z.string() }),
  ),
  /** False until the centre has accepted this station: nobody can sign in before that, and the window says what is waited for. */
  enrolled: z.boolean(),
  signedIn: z.nullable(SignedIn),
  /** A sign-in that waits for its finger. */
  finger: z.nullable(FingerWanted),
  /** Where the work stood when the desk was locked: the sign-in returns there. */
  returnTo: z.nullable(z.string()),
  version: z.string(),
  /** Card regime in force on the legal day. */
  regime: z.object({
    law: z.string(),
    cardTitle: z.string(),
    enrolmentSheet: z.string(),
    appointmentSlip: z.string(),
    iris: z.boolean(),
  }),
})
export type StationState = z.infer<typeof StationState>

export const sessionContract = defineContract({
  'session.state': { request: z.strictObject({}), reply: StationState, failures: [], windows: ['desk', 'applicant'] },
  'session.sign-in': {
    request: z.strictObject({
      account: z.string().check(z.maxLength(60)),
      password: z.string().check(z.maxLength(200)),
    }),
    /** Nobody is signed in yet where `finger` says what is still asked. */
    reply: StationState,
    /** 'account-locked': five wrong passwords; `detail.minutes` says how long. */
    failures: ['wrong-account-or-password', 'account-locked', 'account-closed'],
  },
  'session.sign-out': { request: z.strictObject({}), reply: z.object({}), failures: [] },
  /** F12 or idleness: the session stays with its owner, the window is destroyed; `at` is the route to come back to. */
  'session.lock': {
    request: z.strictObject({ at: z.string().check(z.maxLength(300)) }),
    reply: z.object({}),
    failures: [],
  },
})
