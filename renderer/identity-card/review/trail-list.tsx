import type { ApplicationView } from '../../../preload/contract/identity-card/application.ts'
import { timeOrDay, useText } from '../../app/index.ts'
import { Panel } from '../../kit/index.ts'

/** The way of the application so far: trình duyệt, duyệt, truyền, Trung tâm đã nhận; each with its place in the log. */
export function TrailList({ application }: { application: ApplicationView }) {
  const t = useText()
  return (
    <Panel title={t('review.trail')}>
      <ol className="trail">
        {application.trail.map((entry) => (
          <li key={`${entry.step} ${entry.at}`}>
            <time dateTime={entry.at}>{timeOrDay(entry.at)}</time>
            <span>
              {t.first([`trail.${entry.step}`, 'trail.other'])}
              {entry.by ? ` · ${entry.by}` : ''}
              {entry.event ? (
                <small> · {t('trail.place', { place: `${entry.event.epoch}/${entry.event.seq}` })}</small>
              ) : null}
              {entry.remark ? <span className="k-data-note">“{entry.remark}”</span> : null}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  )
}
