import type { FieldSource } from '../../../../domain/identity-card/application.ts'
import type { ComparisonRow } from '../../../../preload/contract/identity-card/application.ts'
import { type Text, useText } from '../../../app/index.ts'
import { Badge } from '../../../kit/index.ts'

export function sourceWords(t: Text, source: string): string {
  return t.first([`source.${source}`, 'source.typed'])
}

/** Where a value came from, and what the population database says of it. */
export function SourceBadges({ source, row }: { source: FieldSource | undefined; row: ComparisonRow | undefined }) {
  const t = useText()
  const own = source === 'population' || source === 'own-residents'
  return (
    <span className="a-badges">
      {row && !own ? <RegisterBadge row={row} /> : null}
      {source ? (
        <Badge tone={own ? 'good' : 'quiet'} {...(own ? { icon: 'check' as const } : {})}>
          {sourceWords(t, source)}
        </Badge>
      ) : null}
    </span>
  )
}

function RegisterBadge({ row }: { row: ComparisonRow }) {
  const t = useText()
  if (row.outcome === 'same' || row.outcome === 'no-difference') {
    return (
      <Badge tone="good" icon="check">
        {t('application.register.agrees')}
      </Badge>
    )
  }
  if (row.outcome === 'only-given') return <Badge>{t('application.register.empty')}</Badge>
  return (
    <Badge tone="wait" icon="warning">
      {t('application.register.differs')}
    </Badge>
  )
}
