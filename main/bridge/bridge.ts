import Database from 'better-sqlite3'
import type { Call, Failure, Success, WindowKind } from '../../preload/contract/define-contract.ts'
import {
  type CallName,
  contract,
  isCallName,
  type OutcomeOf,
  type RequestOf,
  windowsOf,
} from '../../preload/contract/index.ts'
import type { Role } from '../../preload/contract/session.ts'
import type { Session } from '../session/index.ts'

/** Who may ask: anybody at the window, anybody signed in, or holders of one of the roles. */
export type Access = 'anybody' | 'signed-in' | readonly Role[]

export interface Rule<N extends CallName> {
  readonly access: Access
  readonly run: (request: ParsedRequest<N>, caller: Caller) => OutcomeOf<N> | Promise<OutcomeOf<N>>
}
type ParsedRequest<N extends CallName> = (typeof contract)[N]['request'] extends { _zod: { output: infer O } }
  ? O
  : RequestOf<N>

export interface Caller {
  readonly window: WindowKind
  /** Account of the person signed in; empty string for calls open to anybody. */
  readonly account: string
}

export type Handlers<N extends CallName> = { readonly [K in N]: Rule<K> }

export interface Bridge {
  register<N extends CallName>(handlers: Handlers<N>): void
  /** Checks, parses, runs and maps; never throws. */
  answer(ask: { readonly window: WindowKind; readonly name: string; readonly request: unknown }): Promise<unknown>
  /** Calls that nobody answers yet: none, once the station has started. */
  unanswered(): CallName[]
  /** Access of each registered call, for the matrix test of roles and calls. */
  accessOf(name: CallName): Access | undefined
}

export function fail<const Code extends string>(
  failure: Code,
  detail?: Record<string, string | number>,
): Failure<Code> {
  return detail ? { ok: false, failure, detail } : { ok: false, failure }
}

export function done<T>(value: T): Success<T> {
  return { ok: true, value }
}

/** What a thrown fault is called at the window. A full disk and a damaged store have their own words. */
function failureOf(cause: unknown): Failure {
  const code =
    cause instanceof Database.SqliteError ? cause.code : ((cause as NodeJS.ErrnoException | undefined)?.code ?? '')
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') return fail('disk-full')
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return fail('store-damaged')
  return fail('fault')
}

export function bridge(session: Session, reportFault: (call: string, cause: unknown) => void): Bridge {
  const rules = new Map<CallName, { access: Access; run: (request: never, caller: Caller) => unknown }>()

  function refusalOf(name: CallName, access: Access): Failure | undefined {
    if (access === 'anybody') return undefined
    if (!session.current) return fail('not-signed-in')
    if (access !== 'signed-in' && !session.hasAnyRole(access)) return fail('not-permitted', { call: name })
    return undefined
  }

  return {
    register(handlers) {
      for (const name of Object.keys(handlers) as CallName[]) {
        if (rules.has(name)) throw new Error(`${name} is answered twice`)
        rules.set(
          name,
          (handlers as Record<string, { access: Access; run: (request: never, caller: Caller) => unknown }>)[
            name
          ] as never,
        )
      }
    },
    async answer({ window, name, request }) {
      if (!isCallName(name)) return fail('wrong-shape', { call: String(name).slice(0, 80) })
      const rule = rules.get(name)
      if (!rule) return fail('fault', { call: name })
      if (!windowsOf(name).includes(window)) return fail('wrong-window', { call: name })
      const refusal = refusalOf(name, rule.access)
      if (refusal) return refusal
      const call: Call = contract[name]
      const parsed = call.request.safeParse(request)
      if (!parsed.success) {
        const issue = parsed.error.issues[0]
        return fail('wrong-shape', { call: name, field: issue?.path.join('.') ?? '' })
      }
      try {
        return await rule.run(parsed.data as never, { window, account: session.current?.account ?? '' })
      } catch (cause) {
        reportFault(name, cause)
        return failureOf(cause)
      }
    },
    unanswered: () => (Object.keys(contract) as CallName[]).filter((name) => !rules.has(name)),
    accessOf: (name) => rules.get(name)?.access,
  }
}
