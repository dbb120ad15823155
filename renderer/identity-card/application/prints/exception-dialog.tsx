import { useState } from 'react'
import {
  CaptureException,
  CaptureExceptionReason,
  captureExceptionReasons,
  ExceptionDuration,
  possibleDurations,
  remarkNeeded,
} from '../../../../domain/biometric/capture-exception.ts'
import { type FingerPosition, fingerPositions, handOf } from '../../../../domain/biometric/finger-position.ts'
import { FailureText, useText } from '../../../app/index.ts'
import { Button, Dialog, RadioGroup, TextField } from '../../../kit/index.ts'
import { useDraftAct, useView } from '../saving/draft-room.tsx'
import { fingerWords } from '../words/finger-words.ts'

/** Không thu được: for absent prints only, each with its reason and how long it lasts; a whole hand at once. */
export function ExceptionDialog({ finger, onClose }: { finger: FingerPosition; onClose: () => void }) {
  const t = useText()
  const { id, captures } = useView()
  const except = useDraftAct('application.except-print')
  const [reason, setReason] = useState<CaptureExceptionReason>()
  const [duration, setDuration] = useState<ExceptionDuration>()
  const [remark, setRemark] = useState('')
  const [tried, setTried] = useState(false)
  const [saving, setSaving] = useState(false)
  const durations = reason ? possibleDurations(reason) : []
  const exception = { reason, duration, ...(remark.trim() === '' ? {} : { remark: remark.trim() }) }
  const checked = CaptureException.safeParse(exception)
  const fingers =
    reason === 'whole-hand'
      ? fingerPositions.filter((one) => handOf(one) === handOf(finger) && !captures.exceptions[one])
      : [finger]

  async function save(): Promise<void> {
    setTried(true)
    if (!checked.success) return
    const { reason: why, duration: howLong, remark: said } = checked.data
    setSaving(true)
    for (const position of fingers) {
      const outcome = await except.act({
        id,
        position,
        exception: { reason: why, duration: howLong, ...(said === undefined ? {} : { remark: said }) },
      })
      if (!outcome?.ok) {
        setSaving(false)
        return
      }
    }
    onClose()
  }
  return (
    <Dialog
      title={t('application.prints.no-print-of', { finger: fingerWords(t, finger) })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('kit.cancel')}</Button>
          <Button kind="main" busy={saving} onPress={() => void save()}>
            {t('application.prints.no-print-keep')}
          </Button>
        </>
      }
    >
      <div className="a-stack">
        <p>{t('application.prints.no-print-only')}</p>
        <RadioGroup
          label={t('application.prints.reason')}
          upright
          choices={captureExceptionReasons.map((one) => ({ id: one, label: t(`exception-reason.${one}`) }))}
          value={reason ?? ''}
          onChoose={(one) => {
            const chosen = CaptureExceptionReason.safeParse(one).data
            setReason(chosen)
            setDuration(chosen ? possibleDurations(chosen)[0] : undefined)
          }}
          {...(tried && !reason ? { refusal: { text: t('application.prints.reason-missing') } } : {})}
        />
        {durations.length > 0 ? (
          <RadioGroup
            label={t('application.prints.duration')}
            choices={durations.map((one) => ({ id: one, label: t(`duration.${one}`) }))}
            value={duration ?? ''}
            onChoose={(one) => setDuration(ExceptionDuration.safeParse(one).data)}
          />
        ) : null}
        <TextField
          label={t('application.prints.remark')}
          optional={!reason || !remarkNeeded(reason)}
          value=""
          maxLength={500}
          onType={setRemark}
          {...(tried && reason && remarkNeeded(reason) && remark.trim() === ''
            ? { refusal: { text: t('application.prints.remark-missing') } }
            : {})}
        />
        {reason === 'whole-hand' ? <p>{t('application.prints.whole-hand', { count: fingers.length })}</p> : null}
        <FailureText failed={except.failed} />
      </div>
    </Dialog>
  )
}
