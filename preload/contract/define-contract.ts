import type * as z from 'zod/mini'

/**
 * The two windows of the desk; the shell stamps each call with the one it came from. 'paper' is a sheet nobody sees, drawn for the
 * system's spooler: it is told what to draw and may ask nothing.
 */
export type WindowKind = 'desk' | 'applicant' | 'paper'

/** One question a window may ask the station core. */
export interface Call {
  readonly request: z.ZodMiniType
  readonly reply: z.ZodMiniType
  /** Failure codes this call may answer; anything else is a fault of the program. */
  readonly failures: readonly string[]
  /** Windows that may ask; without it only the desk may. */
  readonly windows?: readonly WindowKind[]
}

export type Request<C extends Call> = z.input<C['request']>
export type Reply<C extends Call> = z.output<C['reply']>

/** Failures every call can answer, whatever its own list says. */
export const everyCallMayFail = [
  'not-signed-in',
  'not-permitted',
  'wrong-shape',
  'wrong-window',
  'core-restarting',
  'store-damaged',
  'disk-full',
  'fault',
] as const
export type EveryFailure = (typeof everyCallMayFail)[number]

/** What went wrong, in a code the window has words for; `detail` fills the words (never personal data). */
export interface Failure<Code extends string = string> {
  readonly ok: false
  readonly failure: Code
  readonly detail?: Readonly<Record<string, string | number>>
}
export interface Success<T> {
  readonly ok: true
  readonly value: T
}
export type Outcome<C extends Call> = Success<Reply<C>> | Failure<C['failures'][number] | EveryFailure>

export type Contract = Readonly<Record<string, Call>>

/** Keeps the literal types of a feature's calls. */
export function defineContract<const T extends Contract>(calls: T): T {
  return calls
}
