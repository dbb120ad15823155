import { useState } from 'react'
import type { Finding } from '../../../../domain/identity-card/application.ts'
import { useText } from '../../../app/index.ts'
import { Button, Icon, type IconName } from '../../../kit/index.ts'
import { findingWords, nextWords } from './finding-words.ts'

const icons: Readonly<Record<Finding['severity'], IconName>> = {
  refusal: 'cross',
  gap: 'dot',
  warning: 'warning',
  note: 'info',
}
const rank: Readonly<Record<Finding['severity'], number>> = { refusal: 0, gap: 1, warning: 2, note: 3 }

/** Findings, gravest first: what is wrong, what to do, the law behind a click, and where asked for a way there. */
export function FindingList({ findings, onGo }: { findings: readonly Finding[]; onGo?: (finding: Finding) => void }) {
  return (
    <ul className="a-findings">
      {[...findings]
        .sort((a, b) => rank[a.severity] - rank[b.severity])
        .map((finding) => (
          <FindingRow
            key={`${finding.section}.${finding.code}.${finding.field ?? ''}.${finding.data?.types ?? ''}`}
            finding={finding}
            {...(onGo ? { onGo } : {})}
          />
        ))}
    </ul>
  )
}

function FindingRow({ finding, onGo }: { finding: Finding; onGo?: (finding: Finding) => void }) {
  const t = useText()
  const [ruleShown, setRuleShown] = useState(false)
  const next = nextWords(t, finding)
  return (
    <li className="a-finding" data-severity={finding.severity}>
      <Icon name={icons[finding.severity]} />
      <div>
        <p>
          <span className="visually-hidden">{t(`application.severity.${finding.severity}`)}: </span>
          {findingWords(t, finding)} {next === '' ? null : <span className="a-next">{next}</span>}
        </p>
        {ruleShown ? (
          <p className="a-rule">
            {finding.unconfirmed ? t('application.source-unconfirmed', { source: finding.source }) : finding.source}
          </p>
        ) : null}
        <span className="a-finding-acts">
          {onGo ? (
            <Button kind="plain" size="small" onPress={() => onGo(finding)}>
              {t('application.go-there', { step: t(`application.step.${finding.section}`) })}
            </Button>
          ) : null}
          <button
            type="button"
            className="k-rule-button"
            aria-expanded={ruleShown}
            onClick={() => setRuleShown(!ruleShown)}
          >
            {t(ruleShown ? 'kit.rule-hide' : 'kit.rule-show')}
          </button>
        </span>
      </div>
    </li>
  )
}
