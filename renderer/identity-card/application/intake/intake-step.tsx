import { useText } from '../../../app/index.ts'
import { RadioGroup, SelectField, TextField } from '../../../kit/index.ts'
import { TextEntry } from '../data/text-entry.tsx'
import { useDraft, useEdit, useView } from '../saving/draft-room.tsx'
import { reasonWords } from '../words/reason-words.ts'
import { PersonSearch } from './person-search.tsx'
import { Refusing } from './refusing.tsx'
import { Representative } from './representative.tsx'

const channels = ['at-office', 'mobile', 'online'] as const

/** 1 Tiếp nhận: who is looked for before anything is typed, then what is asked for and whether the law gives it. */
export function IntakeStep() {
  return (
    <>
      <TicketRow />
      <PersonSearch />
      <KindAndReason />
      <Representative />
      <Refusing />
    </>
  )
}

function TicketRow() {
  const t = useText()
  const edit = useEdit()
  const { ticket, channel } = useDraft((draft) => ({ ticket: draft.form.ticket, channel: draft.form.channel }))
  const put = (text: string) => edit((form) => (form.ticket === text ? form : { ...form, ticket: text }))
  return (
    <div className="a-three">
      <TextField label={t('field.ticket')} value={ticket} maxLength={40} onType={put} onCommit={put} />
      <TextEntry name="phone" code />
      <SelectField
        label={t('field.channel')}
        choices={channels.map((id) => ({ id, label: t(`channel.${id}`) }))}
        value={channel}
        onChoose={(id) => {
          const chosen = channels.find((one) => one === id)
          if (chosen) edit((form) => ({ ...form, channel: chosen }))
        }}
      />
    </div>
  )
}

function KindAndReason() {
  const t = useText()
  const edit = useEdit()
  const { reasons } = useView()
  const { kind, reason } = useDraft((draft) => ({ kind: draft.form.kind, reason: draft.form.reason }))
  const kinds = [...new Set(reasons.map((one) => one.kind))]
  const offered = reasons.filter((one) => one.kind === kind)
  return (
    <div className="a-pair">
      <div data-field="kind">
        <RadioGroup
          label={t('field.kind')}
          choices={kinds.map((id) => ({ id, label: t(`kind.${id}`) }))}
          value={kind}
          onChoose={(id) => {
            const only = reasons.filter((one) => one.kind === id)
            edit((form) => ({
              ...form,
              kind: id,
              reason: only.some((one) => one.code === form.reason)
                ? form.reason
                : only.length === 1
                  ? (only[0]?.code ?? '')
                  : '',
            }))
          }}
        />
      </div>
      <div data-field="reason">
        <SelectField
          label={t('field.reason')}
          choices={offered.map((one) => ({ id: one.code, label: reasonWords(t, one) }))}
          value={offered.some((one) => one.code === reason) ? reason : ''}
          disabled={kind === ''}
          onChoose={(id) => edit((form) => ({ ...form, reason: id }))}
          {...(kind === '' ? { description: t('application.reason.kind-first') } : {})}
        />
      </div>
    </div>
  )
}
