import {
  createContext,
  type ReactNode,
  startTransition,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useReducer,
  useRef,
  useState,
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

/**
 * A part of the draft; the component is drawn again only when that part says something else. What was typed stands in its field
 * already, and no answer of the core is urgent: both are drawn in a transition, which a key interrupts. What was chosen is drawn at once.
 */
export function useDraft<T>(select: (draft: DraftSnapshot) => T): T {
  const keeper = useKeeper()
  const [, drawAgain] = useReducer((times: number) => times + 1, 0)
  const drawn = useRef<{ readonly value: T } | undefined>(undefined)
  const found = select(keeper.snapshot())
  const value = drawn.current && sameValue(drawn.current.value, found) ? drawn.current.value : found
  /** What was drawn last or is about to be: only something else asks for another drawing. */
  const asked = useRef<{ readonly value: T; readonly select: typeof select }>({ value, select })
  useLayoutEffect(() => {
    drawn.current = { value }
    asked.current = { value, select }
  })
  useLayoutEffect(() => {
    function look(atOnce: boolean): void {
      const next = asked.current.select(keeper.snapshot())
      if (sameValue(asked.current.value, next)) return
      asked.current = { ...asked.current, value: next }
      if (atOnce) drawAgain()
      else startTransition(drawAgain)
    }
    const stop = keeper.listen(look)
    // What changed between the drawing and now.
    look(true)
    return stop
  }, [keeper])
  return value
}

/** The application as the core last judged it: changes with each answer, not with each key. */
export function useView(): ApplicationView {
  return useDraft((draft) => draft.view)
}

/** Changes the form; what was chosen is drawn at once. */
export function useEdit(): (change: (form: ApplicationForm) => ApplicationForm) => void {
  return useKeeper().edit
}

/** Changes the form by a text whose field shows it already. */
export function useTyping(): (change: (form: ApplicationForm) => ApplicationForm) => void {
  return useKeeper().type
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
