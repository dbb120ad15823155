import type { CaptureGroup } from '../../../../domain/biometric/capture-group.ts'
import {
  type FingerPosition,
  fingerPositions,
  slapFingers,
  slapGroups,
} from '../../../../domain/biometric/finger-position.ts'
import type { ApplicationCaptures, CapturedPrint } from '../../../../domain/identity-card/application.ts'
import { openDoubts } from '../../../../domain/identity-card/print-doubt.ts'

/** 4-4-2 lays a hand on the glass at once; one by one is for hands that cannot lie flat. */
export type CaptureMode = 'slaps' | 'single'

/** Tries of one finger before the best one is kept as "Chất lượng thấp". */
export const MOST_TRIES = 3

type Prints = Pick<ApplicationCaptures, 'prints' | 'exceptions' | 'doubts'>

export type FingerState = 'missing' | 'captured' | 'low' | 'try-again' | 'excepted' | 'doubtful'

/**
 * `try-again`: too weak, and a try is left. `low`: too weak after three tries, kept so. `doubtful`: the ridges are not those of this
 * finger, and nobody has decided; of two prints too like, the one taken last is taken again.
 */
export function stateOfFinger(captures: Prints, finger: FingerPosition): FingerState {
  if (captures.exceptions[finger]) return 'excepted'
  const print: CapturedPrint | undefined = captures.prints[finger]
  if (!print) return 'missing'
  if (openDoubts(captures).some((doubt) => doubt.finger === finger)) return 'doubtful'
  if (!print.lowQuality) return 'captured'
  return print.attempts < MOST_TRIES ? 'try-again' : 'low'
}

export function fingersOfGroup(group: CaptureGroup): readonly FingerPosition[] {
  return group === 'right-four' || group === 'left-four' || group === 'thumbs' ? slapFingers(group) : [group]
}

/** Fingers of a group that still have something to give, in the order they lie on the glass. */
export function fingersToPlace(captures: Prints, group: CaptureGroup): readonly FingerPosition[] {
  return fingersOfGroup(group).filter((finger) => !captures.exceptions[finger])
}

const isOpen = (captures: Prints, finger: FingerPosition): boolean => {
  const state = stateOfFinger(captures, finger)
  return state === 'missing' || state === 'try-again' || state === 'doubtful'
}

/** What is laid on the glass to take this finger again. */
export function groupOf(finger: FingerPosition, mode: CaptureMode): CaptureGroup {
  return (mode === 'slaps' && slapGroups.find((group) => slapFingers(group).includes(finger))) || finger
}

/**
 * What to lay on the glass next, in the order of law (Thông tư 60/2021/TT-BCA, Điều 5: right four, left four, thumbs; one by one
 * from the right thumb to the left little finger). Undefined when every finger is taken, kept as weak, or excepted.
 */
export function nextGroup(captures: Prints, mode: CaptureMode): CaptureGroup | undefined {
  if (mode === 'single') return fingerPositions.find((finger) => isOpen(captures, finger))
  return slapGroups.find((group) => slapFingers(group).some((finger) => isOpen(captures, finger)))
}
