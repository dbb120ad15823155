import { type ReactNode, useId } from 'react'
import { useIntl } from 'react-intl'
import { StateBadge, type Tone } from './badge.tsx'
import { Icon } from './icon.tsx'

export type SectionState = 'open' | 'complete' | 'blocked' | 'not-applicable'

const tones: Readonly<Record<SectionState, Tone>> = {
  open: 'quiet',
  complete: 'good',
  blocked: 'bad',
  'not-applicable': 'quiet',
}

export interface SectionProps {
  readonly number: number
  readonly title: string
  readonly state: SectionState
  /** Such as "6/10" or why it is not needed. */
  readonly note?: string | null
  readonly shown: boolean
  readonly onToggle?: () => void
  readonly children: ReactNode
}

/** A numbered step of the form that ticks itself; its head opens and closes it. */
export function Section({ number, title, state, note, shown, onToggle, children }: SectionProps) {
  const intl = useIntl()
  const id = useId()
  return (
    <section className="k-section" data-state={state} data-shown={shown ? '' : undefined} aria-labelledby={id}>
      <div className="k-section-head">
        <span className="k-section-number" aria-hidden="true">
          {state === 'complete' ? <Icon name="check" /> : number}
        </span>
        <h2 className="k-section-title" id={id}>
          {onToggle ? (
            <button type="button" aria-expanded={shown} onClick={onToggle}>
              <span className="visually-hidden">{number}. </span>
              {title}
            </button>
          ) : (
            title
          )}
        </h2>
        {note ? <small>{note}</small> : null}
        <StateBadge tone={tones[state]} {...(state === 'open' ? { icon: 'dot' as const } : {})}>
          {intl.formatMessage({ id: `kit.section.${state}` })}
        </StateBadge>
      </div>
      {shown ? (
        <div className="k-section-body" data-enter-moves="">
          {children}
        </div>
      ) : null}
    </section>
  )
}

/** A titled box without number or state. */
export function Panel({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <section className="k-panel" aria-labelledby={id}>
      <div className="k-panel-head">
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      <div className="k-panel-body">{children}</div>
    </section>
  )
}
