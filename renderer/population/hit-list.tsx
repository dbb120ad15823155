import type { PopulationHit } from '../../preload/contract/population.ts'
import { useText } from '../app/index.ts'
import { Badge, StateBadge } from '../kit/index.ts'

/** Hits, masked, each with why it is one. Arrows in the field move the mark, Enter or a press opens. */
export function HitList({
  id,
  hits,
  marked,
  onOpen,
}: {
  id: string
  hits: readonly PopulationHit[]
  marked: number
  onOpen: (hit: PopulationHit) => void
}) {
  const t = useText()
  return (
    <ul className="hits" aria-label={t('look-up.hits')} id={`${id}-hits`}>
      {hits.map((hit, index) => (
        <li key={hit.ref}>
          <button
            type="button"
            className="hit"
            data-marked={index === marked ? '' : undefined}
            aria-current={index === marked ? 'true' : undefined}
            onClick={() => onOpen(hit)}
          >
            <span className="hit-name">{hit.fullName}</span>
            <span className="hit-facts">
              {[hit.birthYear, t(`sex.${hit.sex}`), hit.maskedNumber, hit.place]
                .filter((fact) => fact !== '')
                .join(' · ')}
            </span>
            <span className="hit-why">
              {hit.status === 'living' ? null : (
                <StateBadge tone={hit.status === 'missing' ? 'wait' : 'bad'}>
                  {t(`person-status.${hit.status}`)}
                </StateBadge>
              )}
              {hit.why.map((why) => (
                <Badge key={why} tone={why === 'exact' || why === 'number' ? 'good' : 'quiet'}>
                  {t.first([`hit-why.${why}`, 'hit-why.other'])}
                </Badge>
              ))}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
