import type { PortraitCheck } from '../../../../domain/identity-card/application.ts'
import { useText } from '../../../app/index.ts'
import { Icon } from '../../../kit/index.ts'

/** Only what is wrong, each with its cure; one line when all is well. Figures stand behind, for the curious. */
export function CheckList({ checks }: { checks: readonly PortraitCheck[] }) {
  const t = useText()
  const wrong = checks.filter((one) => !one.passed)
  return (
    <ul className="a-checks" aria-live="polite" aria-label={t('application.portrait.checks')}>
      {wrong.length === 0 && checks.length > 0 ? (
        <li data-passed="">
          <Icon name="check" />
          {t('application.portrait.all-good')}
        </li>
      ) : null}
      {wrong.map((one) => (
        <li key={one.check} title={t('application.portrait.figure', { figure: one.figure, limit: one.limit })}>
          <Icon name="warning" />
          {t(`application.portrait.check.${one.check}`)}
        </li>
      ))}
    </ul>
  )
}
