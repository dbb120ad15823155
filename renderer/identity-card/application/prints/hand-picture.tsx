import { memo } from 'react'
import type { FingerPosition, Hand } from '../../../../domain/biometric/finger-position.ts'
import type { ApplicationCaptures } from '../../../../domain/identity-card/application.ts'
import { useText } from '../../../app/index.ts'
import { fingerWords } from '../words/finger-words.ts'
import { stateOfFinger } from './capture-plan.ts'
import { fingersOfHand, HAND_HEIGHT, HAND_WIDTH, palmOf } from './hand-shape.ts'

export interface HandPictureProps {
  readonly hand: Hand
  readonly captures: Pick<ApplicationCaptures, 'prints' | 'exceptions' | 'doubts'>
  /** Fingers to be laid on the glass now. */
  readonly lit: ReadonlySet<FingerPosition>
  readonly chosen?: FingerPosition | undefined
  readonly onChoose?: (finger: FingerPosition) => void
  /** Small, without figures: the evidence column. */
  readonly mini?: boolean
}

/**
 * A hand as it lies on the glass. Fingers to place are lit, captured ones filled with their figure, weak ones striped, excepted ones
 * hatched. The list beside it says the same in words and takes the keyboard; the picture only adds the mouse.
 */
export const HandPicture = memo(DrawnHand)

function DrawnHand({ hand, captures, lit, chosen, onChoose, mini = false }: HandPictureProps) {
  const t = useText()
  const fingers = fingersOfHand(hand)
  const hatch = `hatch-${hand}-${mini ? 'mini' : 'large'}`
  const palm = <path d={palmOf()} {...(hand === 'left' ? { transform: `matrix(-1 0 0 1 ${HAND_WIDTH} 0)` } : {})} />
  return (
    <svg
      className="a-hand"
      data-mini={mini ? '' : undefined}
      viewBox={`0 0 ${HAND_WIDTH} ${HAND_HEIGHT}`}
      aria-hidden="true"
      focusable="false"
    >
      <defs>
        <pattern id={hatch} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="7" height="7" className="a-hatch-ground" />
          <line x1="0" y1="0" x2="0" y2="7" className="a-hatch-line" />
        </pattern>
        {fingers.map(({ position, light }) => (
          <linearGradient key={position} id={`${hatch}-${position}`} gradientUnits="userSpaceOnUse" {...light}>
            <stop offset="0.1" className="a-light" />
            <stop offset="0.8" className="a-light-end" />
          </linearGradient>
        ))}
      </defs>
      <g className="a-hand-edge">
        {palm}
        {fingers.map((finger) => (
          <path key={finger.position} d={finger.outline} />
        ))}
      </g>
      <g className="a-hand-skin">
        {palm}
        {fingers.map((finger) => (
          <path key={finger.position} d={finger.outline} />
        ))}
      </g>
      <g className="a-hand-crease">
        {fingers.flatMap((finger) => finger.creases.map((crease) => <path key={crease} d={crease} />))}
      </g>
      {fingers.map((finger) => {
        const state = stateOfFinger(captures, finger.position)
        const quality = captures.prints[finger.position]?.quality
        return (
          // biome-ignore lint/a11y/noStaticElementInteractions: the list of fingers is the control; the picture is its shortcut for the mouse
          <g
            key={finger.position}
            className="a-finger"
            data-state={state}
            data-lit={lit.has(finger.position) ? '' : undefined}
            data-chosen={chosen === finger.position ? '' : undefined}
            onClick={onChoose ? () => onChoose(finger.position) : undefined}
          >
            <title>{fingerWords(t, finger.position)}</title>
            <path
              className="a-finger-touch"
              d={finger.outline}
              fill={lit.has(finger.position) ? `url(#${hatch}-${finger.position})` : 'transparent'}
            />
            <path
              className="a-finger-pad"
              d={finger.pad}
              {...(state === 'excepted' ? { fill: `url(#${hatch})` } : {})}
            />
            <path className="a-finger-nail" d={finger.nail} />
            {mini || quality === undefined ? null : (
              <text className="a-finger-figure" x={finger.label.x} y={finger.label.y} textAnchor="middle">
                {Math.round(quality)}
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
}
