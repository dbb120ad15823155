/** Keys the desk binds. Nothing on a single letter, on input-method or system toggles (screens.md, Keys). */
export type Chord =
  | 'F1'
  | 'F2'
  | 'F3'
  | 'F7'
  | 'F8'
  | 'F9'
  | 'F12'
  | 'Ctrl+Enter'
  | 'Ctrl+K'
  | 'Ctrl+S'
  | 'Ctrl+P'
  | 'Ctrl+PgDn'
  | 'Ctrl+PgUp'
  | 'Alt+1'

/** Something the clerk can do now: by key, by its button, by Ctrl+K and, with `bar`, in the bottom bar. */
export interface Command {
  readonly id: string
  readonly words: string
  readonly run: () => void
  readonly keys?: Chord
  /** Place in the bottom bar, smallest first; left out: not in the bar. */
  readonly bar?: number
  /** Works above an open dialog too (lock, help). */
  readonly everywhere?: boolean
  /** More words by which Ctrl+K finds it. */
  readonly alsoCalled?: string
  /** Offered on every screen: a screen's own command of the same keys goes before, whichever came last. */
  readonly ofFrame?: boolean
}

export interface PlacedCommand extends Command {
  /** 0 is the page, each open dialog one more. */
  readonly layer: number
}

type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>

/** The chord of a key press as we write it, or undefined for anything we do not bind. */
export function chordOf(event: KeyPress): string | undefined {
  if (event.metaKey || event.shiftKey) return undefined
  if (/^F([1-9]|1[0-2])$/.test(event.key)) return event.ctrlKey || event.altKey ? undefined : event.key
  if (event.ctrlKey && !event.altKey) {
    if (event.key === 'Enter') return 'Ctrl+Enter'
    if (event.key === 'PageDown') return 'Ctrl+PgDn'
    if (event.key === 'PageUp') return 'Ctrl+PgUp'
    return event.key.length === 1 ? `Ctrl+${event.key.toUpperCase()}` : undefined
  }
  if (event.altKey && !event.ctrlKey && event.key === '1') return 'Alt+1'
  return undefined
}

/** Ours even when no command answers, so that no browser habit (print, save, find) comes through. */
export const ownChords: ReadonlySet<string> = new Set([
  'F1',
  'F3',
  'F7',
  'Ctrl+K',
  'Ctrl+S',
  'Ctrl+P',
  'Ctrl+Enter',
  'Alt+1',
])

/** The command a chord means now: of the topmost layer the screen's before the frame's, then the one that came last. Ctrl+P means F9 where it has no own. */
export function commandFor(commands: readonly PlacedCommand[], chord: string): PlacedCommand | undefined {
  const top = commands.reduce((highest, command) => Math.max(highest, command.layer), 0)
  return topCommandFor(commands, chord, top) ?? (chord === 'Ctrl+P' ? topCommandFor(commands, 'F9', top) : undefined)
}

function topCommandFor(commands: readonly PlacedCommand[], chord: string, top: number): PlacedCommand | undefined {
  const meant = commands.filter(
    (command) => command.keys === chord && (command.layer === top || command.everywhere === true),
  )
  return meant.findLast((command) => command.ofFrame !== true) ?? meant.at(-1)
}
