import { FailureText, useAct, useAsk, useAskAgain, useNotice, useSizes, useText } from '../app/index.ts'
import { lineWords } from '../app/line-lamp.tsx'
import { useStation } from '../app/station.tsx'
import { Banner, type BannerProps, Button, Progress } from '../kit/index.ts'
import { LineRecords } from './line-records.tsx'
import { LogProof } from './log-proof.tsx'
import { OutageDrill } from './outage-drill.tsx'
import { WhatWorks } from './what-works.tsx'

const tones: Readonly<Record<string, BannerProps['tone']>> = { up: 'good', out: 'wait', 'needs-you': 'bad' }

/** Đường truyền: how it stands, what waits, what came back, and the proof that nothing was lost or changed. */
export function LineScreen() {
  const t = useText()
  const sizes = useSizes()
  const askAgain = useAskAgain()
  const station = useStation()
  const { data, error } = useAsk('line.detail', {}, { refreshEveryMs: 5000 })
  const tryNow = useAct('line.try-now')
  useNotice('line', () => void askAgain('line.detail'))
  if (!data)
    return (
      <div className="page">
        <h1>{t('rail.line')}</h1>
        {error ? <FailureText failed={error} /> : <Progress doing={t('line.loading')} />}
      </div>
    )
  const { line } = data
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('rail.line')}</h1>
        <Button
          busy={tryNow.busy}
          onPress={() => void tryNow.act({}).then(() => Promise.all([askAgain('line.detail'), askAgain('line.state')]))}
        >
          {t('line.try-now')}
        </Button>
      </div>
      <Banner tone={tones[line.state] ?? 'info'} title={lineWords(t, sizes, line)}>
        {line.cause && line.state !== 'up' ? t.first([`line.cause.${line.cause}`, 'line.cause.fault']) : ''}
      </Banner>
      <FailureText failed={tryNow.failed} />
      <WhatWorks state={line.state} />
      {station.training ? <OutageDrill state={line.state} /> : null}
      <LineRecords detail={data} />
      <LogProof log={data.log} />
    </div>
  )
}
