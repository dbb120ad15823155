import type { Finding } from '../../../domain/identity-card/application.ts'
import { useText } from '../../app/index.ts'
import { Badge, Panel, StateBadge, type Tone } from '../../kit/index.ts'
import { findingWords, nextWords } from '../application/index.ts'

const tones: Readonly<Record<Finding['severity'], Tone>> = {
  refusal: 'bad',
  gap: 'wait',
  warning: 'wait',
  note: 'info',
}
const order: readonly Finding['severity'][] = ['refusal', 'gap', 'warning', 'note']

/** What the rules say, gravest first, with the law as a clerk would cite it. */
export function FindingList({ findings }: { findings: readonly Finding[] }) {
  const t = useText()
  const sorted = [...findings].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
  return (
    <Panel title={t('review.findings')}>
      {sorted.length === 0 ? <StateBadge tone="good">{t('review.findings-none')}</StateBadge> : null}
      <ul className="findings">
        {sorted.map((finding) => (
          <li key={`${finding.section} ${finding.code} ${finding.field ?? ''} ${finding.data?.types ?? ''}`}>
            <StateBadge tone={tones[finding.severity]}>{t(`severity.${finding.severity}`)}</StateBadge>
            <span>
              {findingWords(t, finding)} {nextWords(t, finding)}
              <small className="k-data-note">
                {finding.source} {finding.unconfirmed ? <Badge tone="wait">{t('unconfirmed')}</Badge> : null}
              </small>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
