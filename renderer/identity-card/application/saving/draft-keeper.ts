import type { ApplicationForm } from '../../../../domain/identity-card/application.ts'
import type { ApplicationView } from '../../../../preload/contract/identity-card/application.ts'
import { keepingParts, mergeForm, sameValue } from './merge-form.ts'

/** Sent this long after the last key; a core killed half a second after it must have lost nothing. */
export const QUIET_MS = 150
/** Somebody who types without a pause is saved this often. */
export const LONGEST_UNSENT_MS = 1000
/** Pauses between tries while the core restarts; the last one repeats. */
export const TRY_AGAIN_MS = [200, 400, 800, 1500] as const
/** Answers "version behind" in a row before it counts as a failure: then two windows fight over one draft. */
const REBASES = 5

export type KeeperOutcome =
  | { readonly ok: true; readonly value: ApplicationView }
  | { readonly ok: false; readonly failure: string; readonly detail?: Readonly<Record<string, string | number>> }

export interface KeeperParts {
  readonly save: (baseVersion: number, form: ApplicationForm) => Promise<KeeperOutcome>
  readonly open: () => Promise<KeeperOutcome>
  readonly clock: { now(): number; after(ms: number, act: () => void): () => void }
}

/** What the header may say; never "saved" before the core has answered. */
export type Saving =
  | { readonly state: 'saved' }
  | { readonly state: 'unsent' }
  | { readonly state: 'saving' }
  | {
      readonly state: 'not-saved'
      readonly failure: string
      readonly detail: Readonly<Record<string, string | number>>
      readonly tryingAgain: boolean
    }

export interface DraftSnapshot {
  /** As the core last judged it; its `form` may be older than `form`. */
  readonly view: ApplicationView
  readonly form: ApplicationForm
  readonly saving: Saving
  /** Fields another window changed while they were typed here; what was typed here was kept. */
  readonly overlaps: readonly string[]
}

export interface DraftKeeper {
  readonly snapshot: () => DraftSnapshot
  /** `atOnce`: somebody chose something and looks at it; typing and answers may be drawn when the keyboard rests. */
  readonly listen: (listener: (atOnce: boolean) => void) => () => void
  edit(change: (form: ApplicationForm) => ApplicationForm): void
  /** An edit whose own field already shows it: a key in a text. */
  type(change: (form: ApplicationForm) => ApplicationForm): void
  /** A view an act or a reload brought; older ones are ignored, typing is laid on top. */
  takeIn(view: ApplicationView): void
  /** Sends what is unsent now; true when the core holds everything that was typed. */
  flush(): Promise<boolean>
  /** Ends a pause between two tries. */
  tryNow(): void
  forgetOverlaps(): void
}

/**
 * Keeps one draft: one save in flight, the newest form wins, a core that restarts is asked again, and a version that moved on
 * (a capture finished, another window) is taken in under what was typed.
 */
export function draftKeeper(first: ApplicationView, parts: KeeperParts): DraftKeeper {
  const { clock } = parts
  const listeners = new Set<(atOnce: boolean) => void>()
  let now: DraftSnapshot = { view: first, form: first.form, saving: { state: 'saved' }, overlaps: [] }
  /** The form the core certainly holds. */
  let base = first.form
  let unsentSince: number | undefined
  let stopTimer: (() => void) | undefined
  let running: Promise<boolean> | undefined
  let wake: (() => void) | undefined

  function put(change: Partial<DraftSnapshot>, atOnce = false): void {
    now = { ...now, ...change }
    for (const listener of listeners) listener(atOnce)
  }
  const clean = () => sameValue(now.form, base)

  function takeIn(answer: ApplicationView): void {
    if (answer.version < now.view.version) return
    const view = keepingParts(now.view, answer)
    const merge = mergeForm(base, now.form, view.form)
    base = view.form
    const saving: Saving = clean() && now.saving.state !== 'saving' ? { state: 'saved' } : now.saving
    put({
      view,
      form: merge.form,
      saving,
      overlaps: merge.overlaps.length > 0 ? [...new Set([...now.overlaps, ...merge.overlaps])] : now.overlaps,
    })
  }

  function stop(): void {
    stopTimer?.()
    stopTimer = undefined
  }

  function plan(): void {
    stop()
    unsentSince ??= clock.now()
    const wait = Math.max(0, Math.min(QUIET_MS, unsentSince + LONGEST_UNSENT_MS - clock.now()))
    stopTimer = clock.after(wait, () => {
      stopTimer = undefined
      void send()
    })
  }

  function send(): Promise<boolean> {
    stop()
    running ??= run().finally(() => {
      running = undefined
      if (stopTimer === undefined && !clean() && now.saving.state === 'unsent') plan()
    })
    return running
  }

  async function run(): Promise<boolean> {
    let tries = 0
    let rebases = 0
    while (!clean()) {
      const sent = now.form
      unsentSince = undefined
      put({ saving: { state: 'saving' } })
      const outcome = await settled(parts.save(now.view.version, sent))
      if (outcome.ok) {
        // The core holds exactly what was sent; whatever was typed meanwhile is newer than that.
        base = sent
        tries = 0
        rebases = 0
        // Told with the view, in one drawing.
        now = { ...now, saving: { state: 'unsent' } }
        takeIn(outcome.value)
        continue
      }
      const behind = outcome.failure === 'version-behind' && rebases < REBASES
      if (behind || outcome.failure === 'not-in-this-state') {
        rebases += 1
        const opened = await settled(parts.open())
        if (opened.ok) takeIn(opened.value)
        if (behind && opened.ok) continue
      }
      const tryingAgain = outcome.failure === 'core-restarting' || behind
      put({ saving: { state: 'not-saved', failure: outcome.failure, detail: outcome.detail ?? {}, tryingAgain } })
      if (!tryingAgain) return false
      await pause(TRY_AGAIN_MS[Math.min(tries, TRY_AGAIN_MS.length - 1)] ?? 1500)
      tries += 1
    }
    if (now.saving.state !== 'saved') put({ saving: { state: 'saved' } })
    return true
  }

  /** A bridge that breaks off means the core went away with the question: asking again is safe, a draft says the same twice. */
  async function settled(answer: Promise<KeeperOutcome>): Promise<KeeperOutcome> {
    try {
      return await answer
    } catch {
      return { ok: false, failure: 'core-restarting' }
    }
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = clock.after(ms, () => wake?.())
      wake = () => {
        wake = undefined
        cancel()
        resolve()
      }
    })
  }

  function edit(change: (form: ApplicationForm) => ApplicationForm, atOnce: boolean): void {
    const form = change(now.form)
    if (form === now.form) return
    const keeps = now.saving.state === 'saving' || (now.saving.state === 'not-saved' && now.saving.tryingAgain)
    put({ form, ...(keeps ? {} : { saving: { state: 'unsent' } as const }) }, atOnce)
    plan()
  }

  return {
    snapshot: () => now,
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    edit: (change) => edit(change, true),
    type: (change) => edit(change, false),
    takeIn,
    async flush() {
      while (!clean()) if (!(await send())) return false
      return true
    },
    tryNow() {
      if (wake) wake()
      else if (!clean()) void send()
    },
    forgetOverlaps: () => put({ overlaps: [] }, true),
  }
}
