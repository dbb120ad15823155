import type { ReactNode } from 'react'
import { useIntl } from 'react-intl'
import { Refusal, type RefusalWords } from './refusal.tsx'

export interface FieldWords {
  readonly label: string
  readonly description?: string
  /** Where the value came from, e.g. `<Badge>CSDL dân cư</Badge>`. */
  readonly badge?: ReactNode
  readonly refusal?: RefusalWords | undefined
  readonly caution?: RefusalWords | undefined
  /** Says "không bắt buộc" beside the label. */
  readonly optional?: boolean
}

/** Ids of the words that describe a control, for `aria-describedby`; empty where there are none. */
export function describedBy(id: string, words: FieldWords): string {
  const ids = [
    words.description ? `${id}-description` : '',
    words.refusal ? `${id}-refusal` : '',
    words.caution ? `${id}-caution` : '',
  ].filter((part) => part !== '')
  return ids.join(' ')
}

/** Label above, control, then description and refusal below: the same for every kind of field. */
export function FieldFrame({
  id,
  words,
  labelId,
  children,
}: {
  id: string
  words: FieldWords
  labelId?: string
  children: ReactNode
}) {
  const intl = useIntl()
  const inside = (
    <>
      {words.label}
      {words.optional ? <span className="k-label-optional"> {intl.formatMessage({ id: 'kit.optional' })}</span> : null}
    </>
  )
  return (
    <div className="k-field" data-refused={words.refusal ? '' : undefined}>
      <div className="k-field-head">
        {labelId ? (
          <span className="k-label" id={labelId}>
            {inside}
          </span>
        ) : (
          <label className="k-label" htmlFor={id}>
            {inside}
          </label>
        )}
        {words.badge ? <span className="k-field-badge">{words.badge}</span> : null}
      </div>
      {children}
      {words.description ? (
        <p className="k-description" id={`${id}-description`}>
          {words.description}
        </p>
      ) : null}
      <div aria-live="polite">
        {words.refusal ? <Refusal words={words.refusal} id={`${id}-refusal`} /> : null}
        {words.caution ? <Refusal words={words.caution} id={`${id}-caution`} caution /> : null}
      </div>
    </div>
  )
}
