import { type ReactNode, useState } from 'react'
import type { AddressFieldName, FieldSource, TextFieldName } from '../../../../domain/identity-card/application.ts'
import type { ComparisonRow } from '../../../../preload/contract/identity-card/application.ts'
import { useText } from '../../../app/index.ts'
import { Button, type RefusalWords } from '../../../kit/index.ts'
import { useDraft } from '../saving/draft-room.tsx'
import { findingRefusal } from '../words/finding-words.ts'
import { SourceBadges } from '../words/source-badges.tsx'
import { DifferenceAnswer } from './difference-answer.tsx'
import { useSteps } from './step-room.tsx'

export interface FieldParts {
  readonly label: string
  readonly badge: ReactNode
  readonly refusal: RefusalWords | undefined
  readonly caution: RefusalWords | undefined
}

/**
 * What stands around every recorded value: its source, what the rules say of it, what the register says, and the answer to a
 * difference. Emptiness is not held against a field before it was visited or the step was to be finished.
 */
export function FieldRoom({
  name,
  source,
  children,
  wide = false,
}: {
  name: TextFieldName | AddressFieldName
  source: FieldSource | undefined
  children: (parts: FieldParts) => ReactNode
  wide?: boolean
}) {
  const t = useText()
  const { tried, step, uncertain, sureOf } = useSteps()
  const [visited, setVisited] = useState(false)
  const { findings, row } = useDraft((draft) => ({
    findings: draft.view.findings.filter((one) => one.field === name),
    row: draft.view.comparison.find((one) => one.field === name),
  }))
  const strict = visited || tried.has(step)
  const wrong = findings.find(
    (one) =>
      (one.severity === 'gap' || one.severity === 'refusal') &&
      one.code !== 'difference-open' &&
      one.code !== 'place-asks' &&
      (strict || one.code !== 'field-missing'),
  )
  const odd = findings.find((one) => one.severity === 'warning')
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only hears that the keyboard has left the field inside
    <div className="a-field" data-field={name} data-wide={wide ? '' : undefined} onBlur={() => setVisited(true)}>
      {children({
        label: t(`field.${name}`),
        badge: <SourceBadges source={source} row={row} />,
        refusal: wrong ? findingRefusal(t, wrong) : undefined,
        caution: odd ? findingRefusal(t, odd) : undefined,
      })}
      {uncertain.has(name) ? (
        <div className="a-uncertain">
          <span>{t('application.code.uncertain')}</span>
          <Button size="small" onPress={() => sureOf(name)}>
            {t('application.code.confirm')}
          </Button>
        </div>
      ) : null}
      {row ? <Comparison name={name} row={row} strict={strict} /> : null}
    </div>
  )
}

function Comparison({
  name,
  row,
  strict,
}: {
  name: TextFieldName | AddressFieldName
  row: ComparisonRow
  strict: boolean
}) {
  const t = useText()
  if (row.outcome === 'same' && row.note === 'keep-register') {
    return <p className="a-compare">{t('application.difference.kept')}</p>
  }
  if (row.outcome === 'no-difference') {
    return (
      <p className="a-compare">
        {t('application.register.writes', { value: row.register })} ·{' '}
        {t.first([`comparison.${row.note}`, 'comparison.spelling'])}
      </p>
    )
  }
  if (row.outcome === 'differs' || row.outcome === 'asks')
    return <DifferenceAnswer name={name} row={row} strict={strict} />
  return null
}
