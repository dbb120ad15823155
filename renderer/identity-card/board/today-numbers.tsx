import type { ReplyOf } from '../../../preload/contract/index.ts'
import { useText } from '../../app/index.ts'

/** The office's day in numbers; a number that asks for something is marked by more than colour. */
export function TodayNumbers({ today }: { today: ReplyOf<'application.board'>['today'] }) {
  const t = useText()
  const rows = [
    ['received', today.received],
    ['approved', today.approved],
    ['receipted', today.receipted],
    ['due', today.due],
    ['overdue', today.overdue],
  ] as const
  return (
    <section className="today" aria-label={t('today.title')}>
      <h2>{t('today.title')}</h2>
      <dl>
        {rows.map(([name, count]) => (
          <div key={name} data-calls={name === 'overdue' && count > 0 ? '' : undefined}>
            <dt>{t(`today.${name}`)}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
