import { blankContract } from './blank.ts'
import { clerkFingerContract } from './clerk-finger.ts'
import type { Call, Outcome, Request, WindowKind } from './define-contract.ts'
import { deviceContract } from './device.ts'
import { deviceSetUpContract } from './device-set-up.ts'
import { applicantContract } from './identity-card/applicant.ts'
import { applicationContract } from './identity-card/application.ts'
import { chipContract } from './identity-card/chip.ts'
import { lineContract } from './line.ts'
import { populationContract } from './population.ts'
import { printingContract } from './printing.ts'
import { sessionContract } from './session.ts'
import { unitContract } from './unit.ts'

/** Every question a window may ask: the sum of the features' contracts. */
export const contract = {
  ...sessionContract,
  ...clerkFingerContract,
  ...lineContract,
  ...deviceContract,
  ...deviceSetUpContract,
  ...printingContract,
  ...blankContract,
  ...unitContract,
  ...populationContract,
  ...applicationContract,
  ...chipContract,
  ...applicantContract,
} as const satisfies Record<string, Call>

export type CallName = keyof typeof contract
export type RequestOf<N extends CallName> = Request<(typeof contract)[N]>
export type OutcomeOf<N extends CallName> = Outcome<(typeof contract)[N]>
export type ReplyOf<N extends CallName> = Extract<OutcomeOf<N>, { ok: true }>['value']

export const callNames = Object.keys(contract) as readonly CallName[]

export function isCallName(name: string): name is CallName {
  return Object.hasOwn(contract, name)
}

/** Windows that may make the call; the desk alone where the contract does not say. */
export function windowsOf(name: CallName): readonly WindowKind[] {
  const call: Call = contract[name]
  return call.windows ?? ['desk']
}

/** Topics the core pushes to a window, and which windows hear them. */
export const noticeTopics = {
  line: ['desk', 'applicant'],
  board: ['desk'],
  application: ['desk'],
  capture: ['desk'],
  /** Frames of a clerk's finger on the glass. */
  finger: ['desk'],
  /** Progress of a scan of papers, and what a code scanner read. */
  scan: ['desk'],
  code: ['desk'],
  printing: ['desk'],
  'set-up': ['desk'],
  chip: ['desk'],
  session: ['desk', 'applicant'],
  applicant: ['applicant', 'desk'],
  paper: ['paper'],
  'core-state': ['desk', 'applicant'],
} as const satisfies Record<string, readonly WindowKind[]>
export type NoticeTopic = keyof typeof noticeTopics
