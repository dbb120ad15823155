import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import type { ApplicationForm } from '../../../../domain/identity-card/application.ts'
import type { ApplicationView } from '../../../../preload/contract/identity-card/application.ts'
import type { CallName, OutcomeOf, ReplyOf, RequestOf } from '../../../../preload/contract/index.ts'
import { AskFailed, ask, useNotice } from '../../../app/index.ts'
import { type DraftKeeper, type DraftSnapshot, draftKeeper } from './draft-keeper.ts'
import { sameValue } from './merge-form.ts'

const DraftContext = createContext<DraftKeeper | undefined>(undefined)

const wallClock = {
  now: () => performance.now(),
  after: (ms: number, act: () => void) => {
    const timer = setTimeout(act, ms)
    return () => clearTimeout(timer)
  },
}

/** Holds the draft of one application for the screen, and sends what is unsent when the screen goes away. */
export function DraftRoom({ first, children }: { first: ApplicationView; children: ReactNode }) {
  const { id } = first
  const [keeper] = useState(() =>
    draftKeeper(first, {
      save: (baseVersion, form) => ask('application.save-form', { id, baseVersion, form }),
      open: () => ask('application.open', { id }),
      clock: wallClock,
    }),
  )
  useEffect(() => {
    const send = () => void keeper.flush()
    window.addEventListener('pagehide', send)
    return () => {
      window.removeEventListener('pagehide', send)
      send()
    }
  }, [keeper])
  useNotice('application', (body) => {
    if (!isAbout(body, id)) return
    void ask('application.open', { id }).then((opened) => {
      if (opened.ok) keeper.takeIn(opened.value)
    })
  })
  return <DraftContext value={keeper}>{children}</DraftContext>
}

function isAbout(body: unknown, id: string): boolean {
  return typeof body === 'object' && body !== null && 'id' in body && body.id === id
}

export function useKeeper(): DraftKeeper {
  const keeper = useContext(DraftContext)
  if (!keeper) throw new Error('a draft is only kept inside a DraftRoom')
  return keeper
}

/** A part of the draft; the component is drawn again only when that part says something else. */
export function useDraft<T>(select: (draft: DraftSnapshot) => T): T {
  const keeper = useKeeper()
  const last = useRef<{ readonly value: T } | undefined>(undefined)
  return useSyncExternalStore(keeper.listen, () => {
    const value = select(keeper.snapshot())
    if (last.current && sameValue(last.current.value, value)) return last.current.value
    last.current = { value }
    return value
  })
}

/** The application as the core last judged it: changes with each answer, not with each key. */
export function useView(): ApplicationView {
  const keeper = useKeeper()
  return useSyncExternalStore(keeper.listen, () => keeper.snapshot().view)
}

export function useEdit(): (change: (form: ApplicationForm) => ApplicationForm) => void {
  return useKeeper().edit
}

/** Calls of this screen, all of which answer with the view or with something that holds it. */
type ViewCall = {
  [N in CallName]: ReplyOf<N> extends ApplicationView | { view: ApplicationView } ? N : never
}[CallName]

function viewIn(reply: unknown): ApplicationView | undefined {
  if (typeof reply !== 'object' || reply === null) return undefined
  if ('view' in reply) return viewIn(reply.view)
  return isView(reply) ? reply : undefined
}

function isView(reply: object): reply is ApplicationView {
  return 'captures' in reply && 'version' in reply && 'sections' in reply
}

/**
 * An act on this application: first everything typed is saved, then the core is asked, then its view is taken in. While it runs,
 * a second press is the first one.
 */
export function useDraftAct<N extends ViewCall>(name: N) {
  const keeper = useKeeper()
  const [state, setState] = useState<{ readonly busy: boolean; readonly failed?: AskFailed }>({ busy: false })
  const running = useRef<Promise<OutcomeOf<N> | undefined> | undefined>(undefined)
  const act = useCallback(
    (request: RequestOf<N> | (() => RequestOf<N>)): Promise<OutcomeOf<N> | undefined> => {
      running.current ??= (async () => {
        setState({ busy: true })
        if (!(await keeper.flush())) {
          const { saving } = keeper.snapshot()
          const failure = saving.state === 'not-saved' ? saving.failure : 'fault'
          setState({ busy: false, failed: new AskFailed('application.save-form', failure) })
          return undefined
        }
        const outcome = await ask(name, typeof request === 'function' ? request() : request)
        const view = outcome.ok ? viewIn(outcome.value) : undefined
        if (view) keeper.takeIn(view)
        setState(
          outcome.ok ? { busy: false } : { busy: false, failed: new AskFailed(name, outcome.failure, outcome.detail) },
        )
        return outcome
      })().finally(() => {
        running.current = undefined
      })
      return running.current
    },
    [keeper, name],
  )
  const reset = useCallback(() => setState({ busy: false }), [])
  return { act, reset, ...state }
}
