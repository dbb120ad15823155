import { timeOrDay, useText } from '../../../app/index.ts'
import { Banner } from '../../../kit/index.ts'
import { useDraft } from '../saving/draft-room.tsx'

/** Why the application came back and what to do first; stands on top until it is sent again. */
export function ReturnedBanner() {
  const t = useText()
  const { returned, state } = useDraft(({ view }) => ({ returned: view.returned, state: view.state }))
  if (!returned || (state !== 'returned' && state !== 'returned-by-centre')) return null
  const next = `next.${returned.nextStep}`
  return (
    <Banner tone="bad" title={t(`application.returned.${returned.by}`, { at: timeOrDay(returned.at) })}>
      <strong>{t.first([`return.${returned.reason}`, 'return.other'])}.</strong> {returned.remark}{' '}
      {t.has(next) ? <span className="a-next">{t(next)}</span> : null}
    </Banner>
  )
}
