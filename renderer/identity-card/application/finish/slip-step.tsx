import { plainDay, timeOrDay, useStation, useText } from '../../../app/index.ts'
import { StatusLine, TextField } from '../../../kit/index.ts'
import { useDraft, useEdit, useView } from '../saving/draft-room.tsx'
import { PaperPreview } from './paper-preview.tsx'
import { PrintButton } from './print-button.tsx'

/** 9 Giấy hẹn: the day the card is due, on paper for the applicant. */
export function SlipStep() {
  const t = useText()
  const edit = useEdit()
  const view = useView()
  const station = useStation()
  const remark = useDraft((draft) => draft.form.remark)
  const last = view.captures.printed.findLast((one) => one.form === 'appointment-slip')
  const put = (text: string) => edit((form) => (form.remark === text ? form : { ...form, remark: text }))
  return (
    <>
      <p className="a-due">
        {view.dueDay === null
          ? t('application.slip.no-day')
          : t('application.slip.due', { day: plainDay(view.dueDay) })}
      </p>
      <div className="a-row">
        <PrintButton
          form="appointment-slip"
          words={t('application.slip.print', { code: station.regime.appointmentSlip })}
        />
        {last ? <StatusLine tone="good">{t('application.slip.printed', { at: timeOrDay(last.at) })}</StatusLine> : null}
      </div>
      <TextField
        label={t('field.remark')}
        optional
        lines={2}
        value={remark}
        maxLength={500}
        onType={put}
        onCommit={put}
      />
      <PaperPreview form="appointment-slip" />
    </>
  )
}
