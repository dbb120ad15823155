import type { PopulationFinding } from '../../../domain/identity-card/application.ts'
import type { ComparisonRow } from '../../../preload/contract/identity-card/application.ts'
import { timeOrDay, useText } from '../../app/index.ts'
import { Badge, Panel, StateBadge, type Tone } from '../../kit/index.ts'

const tones: Readonly<Record<ComparisonRow['outcome'], Tone>> = {
  same: 'good',
  'no-difference': 'good',
  asks: 'wait',
  differs: 'wait',
  'only-register': 'quiet',
  'only-given': 'info',
}
const changes = (row: ComparisonRow): boolean => row.outcome !== 'same' && row.outcome !== 'no-difference'

/** What changed against the population database; fields that agree are counted, not listed. */
export function ChangeTable({
  rows,
  population,
}: {
  rows: readonly ComparisonRow[]
  population: PopulationFinding | null
}) {
  const t = useText()
  const changed = rows.filter(changes)
  const compared = population?.record
    ? t('review.compared', { time: timeOrDay(population.at), scope: t(`scope.${population.scope}`) })
    : t('review.not-compared')
  return (
    <Panel title={t('review.changes')} aside={<small>{compared}</small>}>
      {rows.length > 0 ? (
        <p className="k-description">
          {t('review.same-count', { same: rows.length - changed.length, all: rows.length })}
        </p>
      ) : null}
      {changed.length === 0 ? (
        <p>{t('review.changes-none')}</p>
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; this only scrolls
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <div className="table-room" role="group" aria-label={t('review.changes')} tabIndex={0}>
          <table className="records">
            <thead>
              <tr>
                <th scope="col">{t('review.column.field')}</th>
                <th scope="col">{t('review.column.register')}</th>
                <th scope="col">{t('review.column.given')}</th>
                <th scope="col">{t('review.column.outcome')}</th>
              </tr>
            </thead>
            <tbody>
              {changed.map((row) => (
                <tr key={row.field}>
                  <th scope="row">{t.first([`person.${row.field}`, 'person.other'])}</th>
                  <td>{row.register === '' ? '–' : row.register}</td>
                  <td>
                    {row.given === '' ? '–' : row.given}{' '}
                    {row.givenSource === '' ? null : (
                      <Badge>{t.first([`source.${row.givenSource}`, 'source.typed'])}</Badge>
                    )}
                  </td>
                  <td>
                    <StateBadge tone={tones[row.outcome]}>{t(`outcome.${row.outcome}`)}</StateBadge>
                    {row.note ? (
                      <small className="k-data-note">{t.first([`comparison.${row.note}`, 'comparison.value'])}</small>
                    ) : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  )
}
