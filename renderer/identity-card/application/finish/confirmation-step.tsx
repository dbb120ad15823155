import { useState } from 'react'
import { FailureText, timeOrDay, useAct, useNotice, useStation, useText } from '../../../app/index.ts'
import { Banner, Button, Checkbox, StatusLine, useCommand } from '../../../kit/index.ts'
import { useDraft, useDraftAct, useEdit, useView } from '../saving/draft-room.tsx'
import { type PaperForm, PaperPreview } from './paper-preview.tsx'
import { PrintButton } from './print-button.tsx'

type Shown = 'waiting' | 'reading' | 'confirmed' | 'rejected' | 'blank'
const shownStates: readonly Shown[] = ['waiting', 'reading', 'confirmed', 'rejected', 'blank']

function shownIn(body: unknown): { readonly state: Shown; readonly applicationId: string } | undefined {
  if (typeof body !== 'object' || body === null || !('state' in body) || !('applicationId' in body)) return undefined
  const state = shownStates.find((one) => one === body.state)
  return state && typeof body.applicationId === 'string' ? { state, applicationId: body.applicationId } : undefined
}

/** 7 In, kiểm tra, ký: the sheet as it will be printed, read by the applicant on their screen or on paper, signed on paper. */
export function ConfirmationStep() {
  const t = useText()
  const edit = useEdit()
  const view = useView()
  const station = useStation()
  const requestForm = useDraft((draft) => draft.form.requestForm)
  const [shown, setShown] = useState<PaperForm>('enrolment-sheet')
  const newLaw = station.regime.iris
  return (
    <>
      <ApplicantScreenRow />
      <div className="a-row">
        <PrintButton
          form="enrolment-sheet"
          words={t('application.confirm.print', { code: station.regime.enrolmentSheet })}
        />
        <SignedButton />
      </div>
      <PrintedLine />
      {newLaw ? (
        <div className="a-row">
          <Checkbox
            label={t('application.confirm.request-form')}
            checked={requestForm}
            onChange={(wanted) => {
              edit((form) => ({ ...form, requestForm: wanted }))
              setShown(wanted ? 'request-form' : 'enrolment-sheet')
            }}
          />
          {requestForm ? (
            <PrintButton form="request-form" words={t('application.confirm.print-request')} bound={false} />
          ) : null}
        </div>
      ) : null}
      {requestForm && newLaw ? (
        <div className="a-tabs">
          {(['enrolment-sheet', 'request-form'] as const).map((form) => (
            <Button key={form} size="small" aria-pressed={shown === form} onPress={() => setShown(form)}>
              {t(`application.paper.${form}`)}
            </Button>
          ))}
        </div>
      ) : null}
      <PaperPreview
        key={`${shown} ${view.form.requestForm}`}
        form={requestForm && newLaw ? shown : 'enrolment-sheet'}
      />
    </>
  )
}

/** Shows the record on the applicant's window and mirrors what happens there; the answer counts for exactly this content. */
function ApplicantScreenRow() {
  const t = useText()
  const view = useView()
  const [state, setState] = useState<Shown>()
  const show = useDraftAct('application.show-to-applicant')
  const hide = useAct('application.hide-from-applicant')
  useNotice('applicant', (body) => {
    const said = shownIn(body)
    setState(said?.applicationId === view.id ? said.state : undefined)
  })
  useCommand({
    id: 'application.hide-from-applicant',
    words: t('application.confirm.hide'),
    run: () => void hide.act({}),
  })
  const { confirmation } = view.captures
  const reading = state === 'reading'
  return (
    <section className="a-box" aria-label={t('application.confirm.screen')}>
      <div className="a-row">
        <Button
          icon="eye"
          kind={confirmation ? 'usual' : 'main'}
          busy={show.busy}
          onPress={() => void show.act({ id: view.id })}
        >
          {t(reading || state === 'rejected' ? 'application.confirm.show-again' : 'application.confirm.show')}
        </Button>
        <Button busy={hide.busy} onPress={() => void hide.act({})}>
          {t('application.confirm.hide')}
        </Button>
        {reading ? <StatusLine tone="info">{t('application.confirm.reading')}</StatusLine> : null}
      </div>
      {state === 'rejected' ? <Banner tone="wait">{t('application.confirm.rejected')}</Banner> : null}
      {confirmation ? (
        <Banner tone="good">
          {t(`application.confirm.by-${confirmation.by}`, { at: timeOrDay(confirmation.at) })}
        </Banner>
      ) : null}
      <FailureText failed={show.failed ?? hide.failed} />
    </section>
  )
}

function SignedButton() {
  const t = useText()
  const view = useView()
  const sign = useDraftAct('application.signed-on-paper')
  return (
    <>
      <Button icon="check" busy={sign.busy} onPress={() => void sign.act({ id: view.id })}>
        {t('application.confirm.signed')}
      </Button>
      <FailureText failed={sign.failed} />
    </>
  )
}

function PrintedLine() {
  const t = useText()
  const { captures, findings } = useView()
  const last = captures.printed.findLast((one) => one.form === 'enrolment-sheet')
  if (!last) return null
  const outdated = findings.some((one) => one.code === 'sheet-outdated')
  return (
    <StatusLine tone={outdated ? 'wait' : 'good'}>
      {t(outdated ? 'application.confirm.printed-before' : 'application.confirm.printed', { at: timeOrDay(last.at) })}
    </StatusLine>
  )
}
