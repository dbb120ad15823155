/** A key press as the detector sees it; `at` is the event's own time (ms), which a busy window does not blur. */
export interface KeyStroke {
  readonly key: string
  readonly at: number
  /** An input method owns it (`isComposing`, or key code 229). */
  readonly composing: boolean
  /** Ctrl, Alt or Meta is held. */
  readonly chord: boolean
}

/**
 * What a key meant for the burst it belongs to.
 * `begun`: the first key of what may become a burst. `code`: a scanner typed this text and the key ended it.
 * `garbled`: a scanner typed, but an input method changed what it typed: the text is lost.
 */
export type BurstVerdict =
  | { readonly kind: 'begun' }
  | { readonly kind: 'going' }
  | { readonly kind: 'none' }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'garbled' }

/** Scanners send a key every 1–20 ms; no hand keeps eight keys closer than this, whatever two of them may do by chance. */
const MOST_GAP_MS = 35
const LEAST_STROKES = 8
const MOST_STROKES = 4_000
const MODIFIERS = new Set(['Shift', 'CapsLock', 'NumLock', 'AltGraph'])

interface Burst {
  text: string[]
  /** Letters typed before an input method touched the burst. */
  own: number
  touched: boolean
  /** Keys that an input method took for itself. */
  composed: number
  lastAt: number
}

export interface WedgeDetector {
  take(stroke: KeyStroke): BurstVerdict
}

/**
 * Tells a scanner that types (bàn phím giả) from a person and from an input method, by its timing alone. An input method of Windows
 * answers one key with Backspaces and new letters within a few ms, one with shorthand with a whole sentence: such a burst begins with
 * Backspace, or has fewer letters of its own than eight, and is never taken. One that composes marks its keys, and keeps them.
 */
export function wedgeDetector(): WedgeDetector {
  let burst: Burst | undefined

  function end(): BurstVerdict {
    const over = burst
    burst = undefined
    if (!over) return { kind: 'none' }
    const strokes = over.own + over.composed
    // Keys that come this fast and are composed are a scanner's; what became of them is the input method's to know.
    if (strokes < LEAST_STROKES) return { kind: 'none' }
    if (over.touched || over.composed > 0)
      return over.own >= LEAST_STROKES || over.composed >= LEAST_STROKES ? { kind: 'garbled' } : { kind: 'none' }
    return { kind: 'code', text: over.text.join('') }
  }

  function drop(): BurstVerdict {
    burst = undefined
    return { kind: 'none' }
  }

  return {
    take({ key, at, composing, chord }) {
      if (burst && (at - burst.lastAt > MOST_GAP_MS || at < burst.lastAt)) burst = undefined
      if (MODIFIERS.has(key)) {
        if (burst) burst.lastAt = at
        return burst ? { kind: 'going' } : { kind: 'none' }
      }
      if (chord) return drop()
      if (key === 'Enter' || (key === 'Tab' && !composing)) return end()
      const letter = !composing && [...key].length === 1
      // What begins with a Backspace is an input method's answer to a key that came before.
      if (!letter && !composing && key !== 'Backspace') return drop()
      const first = burst === undefined
      burst ??= { text: [], own: 0, touched: key === 'Backspace', composed: 0, lastAt: at }
      burst.lastAt = at
      if (composing) burst.composed += 1
      else if (key === 'Backspace') burst.touched = true
      else {
        burst.text.push(key)
        // Letters behind a Backspace may be the input method's own: they prove nothing.
        if (!burst.touched) burst.own += 1
      }
      if (burst.text.length + burst.composed > MOST_STROKES) return drop()
      return first ? { kind: 'begun' } : { kind: 'going' }
    },
  }
}
