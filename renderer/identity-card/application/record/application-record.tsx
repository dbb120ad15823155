import { useState } from 'react'
import { AddressFieldName, TextFieldName } from '../../../../domain/identity-card/application.ts'
import { Evidence, FailureText, newRequestId, plainDay, useText } from '../../../app/index.ts'
import { Button, DataList, type DataRow, Panel, StateBadge, type Tone } from '../../../kit/index.ts'
import { useUnitPath } from '../data/unit-names.ts'
import { RecordEvidence } from '../evidence/record-evidence.tsx'
import { OtherActs } from '../finish/other-acts.tsx'
import { PrintButton } from '../finish/print-button.tsx'
import { wordingOf } from '../marks/marks-step.tsx'
import { useDraft, useDraftAct, useView } from '../saving/draft-room.tsx'
import { SavedLine } from '../saving/saved-line.tsx'
import { SourceBadges } from '../words/source-badges.tsx'
import { valueWords } from '../words/value-words.ts'
import { ReturnedBanner } from './returned-banner.tsx'
import { Trail } from './trail.tsx'

const tones: Readonly<Record<string, Tone>> = {
  acknowledged: 'good',
  'in-production': 'good',
  refused: 'bad',
  withdrawn: 'quiet',
  'returned-by-centre': 'bad',
  returned: 'bad',
}

/** An application that is not edited here now: how far it is, what was recorded, and what can still be done. */
export function ApplicationRecord() {
  const t = useText()
  const view = useView()
  const { form } = view
  // Nobody is given a day to come back for a card that will not be made.
  const ended = view.state === 'refused' || view.state === 'withdrawn'
  const unsaved = useDraft((draft) => draft.saving.state === 'not-saved')
  const marks = form.noMarks
    ? t('application.marks.none')
    : form.marks.flatMap((mark) => wordingOf(mark) ?? []).join('; ')
  const texts: readonly DataRow[] = TextFieldName.options.flatMap((name) => {
    const field = form.fields[name]
    if (!field || field.text === '' || name === 'familyName' || name === 'middleName' || name === 'givenName') return []
    const row = view.comparison.find((one) => one.field === name)
    return [
      {
        key: name,
        label: t(`field.${name}`),
        value: valueWords(name, field.text),
        badge: <SourceBadges source={field.source} row={row} />,
      },
    ]
  })
  return (
    <div className="a-application">
      <header className="a-head">
        <div className="a-head-words">
          <h1>
            {t('application.number', { number: view.number })}
            {form.fields.fullName ? ` · ${form.fields.fullName.text}` : null}
          </h1>
          <p className="a-head-what">
            <span>{form.kind === '' ? t('application.kind-open') : t(`kind.${form.kind}`)}</span>
          </p>
        </div>
        <div className="a-head-acts">
          <StateBadge tone={tones[view.state] ?? 'info'}>{t(`state.${view.state}`)}</StateBadge>
          {view.state === 'awaiting-population-correction' ? <ResumeButton /> : null}
          <OtherActs />
        </div>
      </header>
      {unsaved ? <SavedLine /> : null}
      <ReturnedBanner />
      <Panel title={t('application.trail.title')}>
        <Trail view={view} />
        {view.dueDay === null || ended ? null : (
          <p className="a-soft">{t('application.slip.due', { day: plainDay(view.dueDay) })}</p>
        )}
      </Panel>
      {view.state === 'refused' ? (
        <div className="a-row">
          <PrintButton form="refusal" words={t('application.refuse.print')} main />
        </div>
      ) : view.state === 'withdrawn' ? null : (
        <div className="a-row">
          <PrintButton form="appointment-slip" words={t('application.slip.print-again')} />
        </div>
      )}
      <Panel title={t('application.record.title')}>
        <DataList
          rows={[...texts, ...(marks === '' ? [] : [{ key: 'marks', label: t('field.mark'), value: marks }])]}
        />
        <dl className="k-data a-record-places">
          {AddressFieldName.options.map((name) => (
            <Place key={name} name={name} />
          ))}
        </dl>
      </Panel>
      <Evidence>
        <RecordEvidence />
      </Evidence>
    </div>
  )
}

function Place({ name }: { name: AddressFieldName }) {
  const t = useText()
  const { form } = useView()
  const address = form.addresses[name]
  const path = useUnitPath(address)
  const words = [address?.detail ?? '', path].filter((part) => part !== '').join(', ')
  if (!address || (words === '' && !address.written)) return null
  return (
    <div className="k-data-row">
      <dt>{t(`field.${name}`)}</dt>
      <dd>
        {words === '' ? address.written : words} <SourceBadges source={address.source} row={undefined} />
      </dd>
    </div>
  )
}

function ResumeButton() {
  const t = useText()
  const { id } = useView()
  const [requestId] = useState(newRequestId)
  const resume = useDraftAct('application.resume')
  return (
    <>
      <Button kind="main" busy={resume.busy} onPress={() => void resume.act({ id, requestId })}>
        {t('application.park.resume')}
      </Button>
      <FailureText failed={resume.failed} />
    </>
  )
}
