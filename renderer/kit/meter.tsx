import { useId } from 'react'
import type { Tone } from './badge.tsx'

export interface MeterProps {
  readonly label: string
  /** Between 0 and `max`. */
  readonly value: number
  readonly max?: number
  /** What the value is called, e.g. "82/100"; shown and read out. */
  readonly words: string
  readonly tone?: Exclude<Tone, 'quiet' | 'info'>
}

/** A measured value on its scale, with the value in words: never the bar alone. */
export function Meter({ label, value, max = 100, words, tone }: MeterProps) {
  const id = useId()
  const share = Math.min(100, Math.max(0, (value / max) * 100))
  return (
    <div className="k-meter">
      <div className="k-meter-head">
        <span id={id}>{label}</span>
        <span>{words}</span>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: the fill of a native meter cannot be given the colours of our states */}
      <div
        className="k-bar"
        role="meter"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={value}
        aria-valuetext={words}
      >
        <div className="k-bar-fill" data-tone={tone} style={{ width: `${share}%` }} />
      </div>
    </div>
  )
}
