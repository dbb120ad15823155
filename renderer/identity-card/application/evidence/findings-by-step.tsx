import type { Finding } from '../../../../domain/identity-card/application.ts'
import { useText } from '../../../app/index.ts'
import { Icon, type IconName } from '../../../kit/index.ts'
import { stepNumber, steps } from '../steps.ts'
import { findingWords } from '../words/finding-words.ts'

const icons: Readonly<Record<Finding['severity'], IconName>> = {
  refusal: 'cross',
  gap: 'dot',
  warning: 'warning',
  note: 'info',
}

/** What is left to do, by step; each line leads to its field. */
export function FindingsByStep({ findings, onGo }: { findings: readonly Finding[]; onGo: (finding: Finding) => void }) {
  const t = useText()
  return steps.map((step) => {
    const own = findings.filter((one) => one.section === step)
    if (own.length === 0) return null
    return (
      <div key={step} className="a-left">
        <h4>
          {stepNumber(step)} {t(`application.step.${step}`)}
        </h4>
        <ul>
          {own.map((finding, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same rule may speak twice of one field
            <li key={`${finding.code} ${finding.field ?? ''} ${at}`}>
              <button
                type="button"
                className="a-left-line"
                data-severity={finding.severity}
                data-enter-skips=""
                onClick={() => onGo(finding)}
              >
                <Icon name={icons[finding.severity]} />
                <span>
                  <span className="visually-hidden">{t(`application.severity.${finding.severity}`)}: </span>
                  {findingWords(t, finding)}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    )
  })
}
