import { useDeferredValue } from 'react'
import { FailureText, useAsk, useText } from '../../../app/index.ts'
import { PdfPaper, Progress } from '../../../kit/index.ts'
import { useView } from '../saving/draft-room.tsx'

export type PaperForm = 'enrolment-sheet' | 'appointment-slip' | 'request-form' | 'refusal'

/** The paper itself, drawn anew when what it says has changed. */
export function PaperPreview({ form }: { form: PaperForm }) {
  const { version } = useView()
  return <PaperOfVersion key={useDeferredValue(version)} form={form} />
}

function PaperOfVersion({ form }: { form: PaperForm }) {
  const t = useText()
  const { id } = useView()
  const { data, error } = useAsk('application.form-preview', { id, form }, { forget: true })
  if (error) return <FailureText failed={error} />
  if (!data) return <Progress doing={t('kit.drawing-paper')} />
  return (
    <figure className="a-paper">
      <figcaption>{t('application.paper.title', { code: data.formCode, title: data.title })}</figcaption>
      <PdfPaper pdf={data.pdf} title={data.title} />
    </figure>
  )
}
