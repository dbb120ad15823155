import { useState } from 'react'
import { useIntl } from 'react-intl'
import { Icon } from './icon.tsx'

/** One sentence beside the field: what happened to the work and what to do. */
export interface RefusalWords {
  readonly text: string
  /** Law and article in full, or how the rule works; shown behind a click. */
  readonly rule?: string
}

/** A refusal, or a caution that lets the work go on, under its field. */
export function Refusal({ words, id, caution = false }: { words: RefusalWords; id?: string; caution?: boolean }) {
  const intl = useIntl()
  const [shown, setShown] = useState(false)
  return (
    <div className={caution ? 'k-caution' : 'k-refusal'} id={id}>
      <Icon name={caution ? 'warning' : 'cross'} />
      <span className="k-refusal-words">{words.text}</span>
      {words.rule ? (
        <button type="button" className="k-rule-button" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {intl.formatMessage({ id: shown ? 'kit.rule-hide' : 'kit.rule-show' })}
        </button>
      ) : null}
      {shown && words.rule ? <span className="k-rule">{words.rule}</span> : null}
    </div>
  )
}
