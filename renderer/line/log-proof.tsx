import { useState } from 'react'
import type { ReplyOf } from '../../preload/contract/index.ts'
import { FailureText, timeOrDay, useAct, useAskAgain, useText } from '../app/index.ts'
import { Banner, Button, DataList, Panel, Progress } from '../kit/index.ts'

/** Nhật ký: verifies every hash and signature of the office's log, here and now. */
export function LogProof({ log }: { log: ReplyOf<'line.detail'>['log'] }) {
  const t = useText()
  const askAgain = useAskAgain()
  const verify = useAct('line.verify-log')
  const [verdict, setVerdict] = useState<ReplyOf<'line.verify-log'>>()
  async function run(): Promise<void> {
    const outcome = await verify.act({})
    if (!outcome.ok) return
    setVerdict(outcome.value)
    await Promise.all([askAgain('line.detail'), askAgain('application.board')])
  }
  const fault = verdict?.firstFault
  return (
    <Panel
      title={t('log.title')}
      aside={
        <Button size="small" busy={verify.busy} onPress={() => void run()}>
          {t('log.verify')}
        </Button>
      }
    >
      <div className="stack">
        {verify.busy ? <Progress doing={t('log.verifying', { count: log.events })} /> : null}
        <FailureText failed={verify.failed} />
        {verdict ? (
          <Banner tone={verdict.intact ? 'good' : 'bad'} urgent={!verdict.intact}>
            {verdict.intact || !fault
              ? t('log.intact', { count: verdict.events })
              : t('log.broken', {
                  place: `${fault.epoch}/${fault.seq}`,
                  fault: t.first([`log.fault.${fault.fault}`, 'log.fault.other']),
                })}
          </Banner>
        ) : null}
        <DataList
          rows={[
            { key: 'events', label: t('log.events'), value: String(log.events) },
            { key: 'head', label: t('log.head'), value: log.head === '' ? t('log.empty') : log.head },
            {
              key: 'verified',
              label: t('log.verified'),
              value: log.verifiedAt ? timeOrDay(log.verifiedAt) : t('log.not-yet'),
            },
          ]}
        />
      </div>
    </Panel>
  )
}
