import { FailureText, useAsk, useText } from '../../app/index.ts'
import { Button, Progress } from '../../kit/index.ts'
import './application.css'
import { Counter } from './counter.tsx'
import { ApplicationRecord } from './record/application-record.tsx'
import { DraftRoom, useView } from './saving/draft-room.tsx'

/** One application at the counter: the nine steps while it may be edited, the record and its trail afterwards. */
export function ApplicationScreen({ id }: { id: string }) {
  const t = useText()
  const opened = useAsk('application.open', { id }, { forget: true })
  if (opened.error) {
    return (
      <div className="a-application">
        <FailureText
          failed={opened.error}
          actions={<Button onPress={() => void opened.refetch()}>{t('application.open-again')}</Button>}
        />
      </div>
    )
  }
  if (!opened.data) {
    return (
      <div className="a-application">
        <Progress doing={t('application.opening')} />
      </div>
    )
  }
  return (
    <DraftRoom key={id} first={opened.data}>
      <CounterOrRecord />
    </DraftRoom>
  )
}

function CounterOrRecord() {
  const { may } = useView()
  return may.edit ? <Counter /> : <ApplicationRecord />
}
