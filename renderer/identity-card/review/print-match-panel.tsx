import type { PrintMatch } from '../../../preload/contract/identity-card/application.ts'
import { useText } from '../../app/index.ts'
import { Banner, Button, Panel, Progress, StateBadge } from '../../kit/index.ts'
import type { usePrintMatches } from './use-print-matches.ts'

/** What the comparison of prints within the office says; a match leads to both people's prints. Never a guess: uncompared is said so. */
export function PrintMatchPanel({
  comparison,
  onLook,
}: {
  comparison: ReturnType<typeof usePrintMatches>
  onLook: (match: PrintMatch) => void
}) {
  const t = useText()
  const { asked, found, failed, running, again } = comparison
  if (!asked) return null
  return (
    <Panel title={t('review.prints.title')}>
      {running && !found ? (
        <Progress doing={t('review.prints.running')} />
      ) : failed || !found?.compared ? (
        <div className="print-match">
          <Banner tone="wait">{t('review.prints.not-compared')}</Banner>
          <Button busy={running} onPress={again}>
            {t('review.prints.again')}
          </Button>
        </div>
      ) : found.matches.length === 0 ? (
        <StateBadge tone="good">
          {found.others === 0 ? t('review.prints.nothing') : t('review.prints.none', { others: found.others })}
        </StateBadge>
      ) : (
        <div className="print-match">
          <Banner tone="bad">{t('review.prints.found', { count: found.matches.length })}</Banner>
          <ul className="stack">
            {found.matches.map((match) => (
              <li key={match.id} className="row">
                <span className="print-match-who">
                  {match.number} · {match.fullName} · {match.personalNumber === '' ? '–' : match.personalNumber}
                </span>
                <Button onPress={() => onLook(match)}>{t('review.prints.look')}</Button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Panel>
  )
}
