import { useState } from 'react'
import * as z from 'zod/mini'
import { FailureText, useAct, useNotice, useText } from '../app/index.ts'
import { Banner, Button, Progress } from '../kit/index.ts'

const News = z.object({
  ticket: z.string(),
  state: z.enum(['waiting', 'printing', 'stopped']),
  reasons: z.array(z.string()),
})
type News = z.infer<typeof News>

/** While a paper is printed: what the printer says, and when it has stopped, why and what to do; it goes on by itself. */
export function PrintProgress({ ticket }: { ticket: string }) {
  const t = useText()
  const [news, setNews] = useState<News>()
  const cancel = useAct('printing.cancel')
  useNotice('printing', (body) => {
    const heard = News.safeParse(body)
    if (heard.success && heard.data.ticket === ticket) setNews(heard.data)
  })
  if (news?.state !== 'stopped') return <Progress doing={t(`printing.${news?.state ?? 'sending'}`)} />
  return (
    <>
      <Banner
        tone="wait"
        urgent
        title={t('printing.stopped')}
        actions={
          <Button size="small" busy={cancel.busy} onPress={() => void cancel.act({ ticket })}>
            {t('printing.cancel')}
          </Button>
        }
      >
        {news.reasons.map((reason) => t.first([`printer-reason.${reason}`, 'printer-reason.other'])).join(' ')}
      </Banner>
      <FailureText failed={cancel.failed} />
    </>
  )
}
