import type { ApplicationView } from '../../../../preload/contract/identity-card/application.ts'
import { timeOrDay, useText } from '../../../app/index.ts'
import { Icon, type IconName } from '../../../kit/index.ts'

const icons: Readonly<Record<string, IconName>> = {
  received: 'desk',
  submitted: 'send',
  approved: 'check',
  receipted: 'check',
  accepted: 'check',
  returned: 'back',
  'returned-by-centre': 'back',
  refused: 'cross',
  withdrawn: 'cross',
  parked: 'clock',
  resumed: 'right',
}

const waysOn = ['submitted', 'approved', 'receipted'] as const

/** What happened, by whom, as which event of the office's log; then what is still to come. Green only with the centre's receipt. */
export function Trail({ view }: { view: ApplicationView }) {
  const t = useText()
  const done = new Set(view.trail.map((entry) => entry.step))
  const ended = view.state === 'refused' || view.state === 'withdrawn'
  const last = waysOn.findLastIndex((step) => done.has(step))
  const toCome = ended ? [] : waysOn.slice(last + 1)
  const sending = view.state === 'approved' && view.receipt === null
  return (
    <ol className="a-trail">
      {view.trail.map((entry) => (
        <li key={`${entry.step} ${entry.at}`} data-tone={toneOf(entry.step)}>
          <Icon name={icons[entry.step] ?? 'dot'} />
          <div>
            <strong>{t.first([`application.trail.${entry.step}`, 'application.trail.other'])}</strong>
            <span className="a-soft">
              {[timeOrDay(entry.at), entry.by, entry.event ? t('application.trail.event', entry.event) : null]
                .filter((part) => part !== null)
                .join(' · ')}
            </span>
            {entry.remark ? <p>{entry.remark}</p> : null}
          </div>
        </li>
      ))}
      {sending ? (
        <li data-tone="wait">
          <Icon name="line" />
          <div>
            <strong>{t('application.trail.sending')}</strong>
            <span className="a-soft">{t('application.trail.sending-how')}</span>
          </div>
        </li>
      ) : null}
      {toCome.map((step) => (
        <li key={step} data-tone="to-come">
          <Icon name="dot" />
          <div>
            <span>{t(`application.trail.to-come-${step}`)}</span>
          </div>
        </li>
      ))}
    </ol>
  )
}

function toneOf(step: string): string {
  if (step === 'receipted' || step === 'accepted') return 'good'
  if (step === 'returned' || step === 'returned-by-centre' || step === 'refused' || step === 'withdrawn') return 'bad'
  return 'done'
}
