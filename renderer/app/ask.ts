import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef } from 'react'
import type { EveryFailure } from '../../preload/contract/define-contract.ts'
import type { CallName, OutcomeOf, ReplyOf, RequestOf } from '../../preload/contract/index.ts'
import { getBridge } from './bridge.ts'
import { startWaiting } from './core-state.ts'

/** Failure codes of a call. */
export type FailureOf<N extends CallName> = Extract<OutcomeOf<N>, { ok: false }>['failure'] | EveryFailure

/** An outcome that is no reply, as an error for queries; `FailureText` has the words for it. */
export class AskFailed extends Error {
  override readonly name = 'AskFailed'
  readonly call: CallName
  readonly failure: string
  readonly detail: Readonly<Record<string, string | number>>

  constructor(call: CallName, failure: string, detail: Readonly<Record<string, string | number>> = {}) {
    super(`${call}: ${failure}`)
    this.call = call
    this.failure = failure
    this.detail = detail
  }
}

const ASK_AGAIN_MS = [300, 600, 1000, 2000, 2000, 2000, 2000, 2000] as const

/** A call whose repeat is the same act: it only reads, or the core knows it by its `requestId`. */
function mayRepeat(name: CallName, request: object): boolean {
  return 'requestId' in request || readingCalls.has(name)
}

const readingCalls: ReadonlySet<CallName> = new Set<CallName>([
  'session.state',
  'clerk-finger.state',
  'line.state',
  'line.detail',
  'device.list',
  'printing.printer',
  'blank.list',
  'printing.find-queues',
  'set-up.view',
  'device.copy-for-support',
  'unit.search',
  'unit.children',
  'population.search',
  'population.open',
  'application.board',
  'application.open',
  'application.blob',
  'application.compare-prints',
  'application.count-print-matches',
  'application.form-preview',
  'application.training-cards',
  'application.document-scanners',
  'applicant.view',
])

/**
 * Asks the core. While the core restarts, the window says so and a question that may be repeated is asked again for about
 * twelve seconds; an act that may not is answered with `core-restarting`, whose words tell the clerk to look first.
 */
export async function ask<N extends CallName>(name: N, request: RequestOf<N>): Promise<OutcomeOf<N>> {
  const bridge = getBridge()
  let outcome = await bridge.ask(name, request)
  if (outcome.ok || outcome.failure !== 'core-restarting') return outcome
  const stopWaiting = startWaiting()
  try {
    if (!mayRepeat(name, request as object)) return outcome
    for (const pause of ASK_AGAIN_MS) {
      await new Promise((resolve) => setTimeout(resolve, pause))
      outcome = await bridge.ask(name, request)
      if (outcome.ok || outcome.failure !== 'core-restarting') return outcome
    }
    return outcome
  } finally {
    stopWaiting()
  }
}

/** Like `ask`, but throws `AskFailed`: for queries. */
export async function askOrThrow<N extends CallName>(name: N, request: RequestOf<N>): Promise<ReplyOf<N>> {
  const outcome = await ask(name, request)
  if (outcome.ok) return outcome.value as ReplyOf<N>
  throw new AskFailed(name, outcome.failure, outcome.detail)
}

export interface UseAskOptions {
  /** Do not ask yet. */
  readonly enabled?: boolean
  readonly refreshEveryMs?: number
  /** Keep showing the last answer while the next is fetched (searches). */
  readonly keepLast?: boolean
  /** Forget the answer as soon as nobody shows it (pictures, opened persons). */
  readonly forget?: boolean
}

/** A reading call as a query: `const { data, error, isPending } = useAsk('line.state', {})`; `error` is an `AskFailed`. */
export function useAsk<N extends CallName>(name: N, request: RequestOf<N>, options: UseAskOptions = {}) {
  return useQuery<ReplyOf<N>, AskFailed>({
    queryKey: [name, request],
    queryFn: () => askOrThrow(name, request),
    enabled: options.enabled ?? true,
    ...(options.refreshEveryMs === undefined ? {} : { refetchInterval: options.refreshEveryMs }),
    ...(options.keepLast ? { placeholderData: keepPreviousData } : {}),
    ...(options.forget ? { gcTime: 0, staleTime: Number.POSITIVE_INFINITY } : {}),
  })
}

/** Puts an answer where `useAsk` finds it, e.g. the view that an act brought back. */
export function useKeepAnswer() {
  const client = useQueryClient()
  return useCallback(
    <N extends CallName>(name: N, request: RequestOf<N>, answer: ReplyOf<N>) => {
      client.setQueryData([name, request], answer)
    },
    [client],
  )
}

/** Asks again what `name` answered before, wherever it is shown. */
export function useAskAgain() {
  const client = useQueryClient()
  return useCallback((name: CallName) => client.invalidateQueries({ queryKey: [name] }), [client])
}

/**
 * A call that changes something. While it runs, a second `act` is the first one (the same promise): a double click or a held
 * key cannot do it twice. Not for saving drafts, where the second save says something new: use `ask` and queue there.
 *
 * `const submit = useAct('application.submit')` → `submit.act({…})` gives the outcome; `submit.failed` is the last refusal.
 */
export function useAct<N extends CallName>(name: N) {
  const running = useRef<Promise<OutcomeOf<N>> | undefined>(undefined)
  const { mutateAsync, isPending, data, reset } = useMutation<OutcomeOf<N>, Error, RequestOf<N>>({
    mutationFn: (request) => ask(name, request),
  })
  const act = useCallback(
    (request: RequestOf<N>): Promise<OutcomeOf<N>> => {
      running.current ??= mutateAsync(request).finally(() => {
        running.current = undefined
      })
      return running.current
    },
    [mutateAsync],
  )
  const failed = data && !data.ok ? new AskFailed(name, data.failure, data.detail) : undefined
  return { act, busy: isPending, failed: isPending ? undefined : failed, reset }
}

/** One id per act, made when the act is first offered, so that a repeat is the same act. */
export function newRequestId(): string {
  return crypto.randomUUID()
}
