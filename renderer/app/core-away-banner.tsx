import { useState } from 'react'
import * as z from 'zod/mini'
import { Banner } from '../kit/index.ts'
import { useAsk, useAskAgain } from './ask.ts'
import { useCoreIsAway } from './core-state.ts'
import { useNotice } from './notice.ts'
import { useText } from './text.ts'

/** Body of topic `core-state`, as the shell sends it; other shapes are of a newer shell and mean nothing here. */
const CoreNotice = z.object({ state: z.enum(['up', 'down', 'unusable']), code: z.nullable(z.string()) })
type CoreNotice = z.infer<typeof CoreNotice>

/**
 * While the core restarts: one line that says so. Drafts are safe, questions are asked again by themselves. A core that
 * cannot start at all (store damaged, disk full) says why and what to do.
 */
export function CoreAwayBanner() {
  const t = useText()
  const waits = useCoreIsAway()
  const askAgain = useAskAgain()
  const [told, setTold] = useState<CoreNotice>()
  const hasAnswered = useAsk('session.state', {}, { enabled: false }).data !== undefined
  useNotice('core-state', (body) => {
    const notice = CoreNotice.safeParse(body)
    if (!notice.success) return
    setTold(notice.data)
    if (notice.data.state === 'up') void askAgain('session.state')
  })
  if (told?.state === 'unusable') {
    return (
      <div className="core-away">
        <Banner tone="bad" urgent title={t('core-unusable.title')}>
          {t.first([`failure.${told.code}`, 'core-unusable.body'])}
        </Banner>
      </div>
    )
  }
  // A core that starts for the first time is no core that restarts: the start page says what is done.
  if (!hasAnswered || (!waits && told?.state !== 'down')) return null
  return (
    <div className="core-away">
      <Banner tone="wait" title={t('core-away.title')}>
        {t('core-away.body')}
      </Banner>
    </div>
  )
}
