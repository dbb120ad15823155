import {
  type FingerPosition,
  fingerPositions,
  type Hand,
  handOf,
} from '../../../../domain/biometric/finger-position.ts'
import type { ApplicationCaptures } from '../../../../domain/identity-card/application.ts'
import { type Text, useText } from '../../../app/index.ts'
import { exceptionWords, fingerWords } from '../words/finger-words.ts'
import { type FingerState, stateOfFinger } from './capture-plan.ts'

type Captures = Pick<ApplicationCaptures, 'prints' | 'exceptions' | 'doubts'>

const fill: Readonly<Record<FingerState, 'good' | 'wait' | undefined>> = {
  captured: 'good',
  low: 'wait',
  'try-again': 'wait',
  doubtful: 'wait',
  missing: undefined,
  excepted: undefined,
}

/** Where the engine expects trouble with a print the device takes for good, its coaching is shown too. */
const COACHED_BELOW = 45

/** What would help this finger: the engine's first reason; "chưa kiểm tra" where it could not say. */
function coachingOf(t: Text, captures: Captures, finger: FingerPosition): string {
  const print = captures.prints[finger]
  const judgement = print?.judgement
  if (judgement?.state === 'not-checked') return t('application.prints.state-not-checked')
  if (judgement?.state === 'no-finger') return t('application.prints.coach.no-finger')
  const reason = judgement?.reasons[0]
  const weak = print?.lowQuality || (judgement && judgement.quality < COACHED_BELOW)
  if (!weak) return ''
  if (reason) return t(`application.prints.coach.${reason}`)
  return t((print?.quality ?? 0) < 20 ? 'application.prints.help-unclear' : 'application.prints.help-dry')
}

/** What to say of a finger: its state and, where weak, one sentence that helps. */
function wordsOfState(t: Text, captures: Captures, finger: FingerPosition): string {
  const exception = captures.exceptions[finger]
  if (exception) return t('application.prints.excepted', { ...exceptionWords(t, exception) })
  return `${t(`application.prints.state-${stateOfFinger(captures, finger)}`)} ${coachingOf(t, captures, finger)}`.trim()
}

/** A bar per finger with its quality and one sentence; each is a button that opens what can be done with the finger. */
export function FingerList({
  hand,
  captures,
  lit,
  chosen,
  onChoose,
}: {
  hand: Hand
  captures: Captures
  lit: ReadonlySet<FingerPosition>
  chosen: FingerPosition | undefined
  onChoose: (finger: FingerPosition) => void
}) {
  const t = useText()
  return (
    <ul className="a-finger-list" aria-label={t(`application.prints.hand-${hand}`)}>
      {fingerPositions
        .filter((finger) => handOf(finger) === hand)
        .map((finger) => {
          const state = stateOfFinger(captures, finger)
          const quality = captures.prints[finger]?.quality
          return (
            <li key={finger}>
              <button
                type="button"
                className="a-finger-row"
                data-state={state}
                data-lit={lit.has(finger) ? '' : undefined}
                data-coached={coachingOf(t, captures, finger) === '' ? undefined : ''}
                aria-pressed={chosen === finger}
                data-enter-skips=""
                onClick={() => onChoose(finger)}
              >
                <span className="a-finger-name">{fingerWords(t, finger)}</span>
                <span className="k-bar" aria-hidden="true">
                  <span className="a-bar-fill" data-tone={fill[state]} style={{ width: `${quality ?? 0}%` }} />
                </span>
                <span className="a-finger-quality">
                  {quality === undefined ? '' : t('application.prints.quality', { quality: Math.round(quality) })}
                </span>
                <span className="a-finger-say">{wordsOfState(t, captures, finger)}</span>
              </button>
            </li>
          )
        })}
    </ul>
  )
}
