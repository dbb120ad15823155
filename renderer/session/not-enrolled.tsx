import type { StationState } from '../../preload/contract/session.ts'
import { FailureText, useAct, useAsk, useText } from '../app/index.ts'
import { Button, Progress } from '../kit/index.ts'
import { FrontPage } from './front-page.tsx'

/** Before the centre has accepted this station nobody can sign in: says what is waited for, and tries again. */
export function NotEnrolled({ station }: { station: StationState }) {
  const t = useText()
  const line = useAsk('line.state', {}, { refreshEveryMs: 3000 })
  const tryNow = useAct('line.try-now')
  return (
    <FrontPage station={station}>
      <Progress doing={t('enrolment.waiting')} />
      <p>{t('enrolment.explain')}</p>
      {line.data?.cause ? <p>{t.first([`line.cause.${line.data.cause}`, 'line.cause.fault'])}</p> : null}
      <FailureText failed={tryNow.failed} />
      <div className="row">
        <Button busy={tryNow.busy} onPress={() => void tryNow.act({})}>
          {t('line.try-now')}
        </Button>
      </div>
    </FrontPage>
  )
}
