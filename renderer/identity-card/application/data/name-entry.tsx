import { useState } from 'react'
import type { ApplicationForm } from '../../../../domain/identity-card/application.ts'
import { isSplitOf, type NameParts, splitName, upperCaseName } from '../../../../domain/person/person-name.ts'
import { useText } from '../../../app/index.ts'
import { Refusal, TextField } from '../../../kit/index.ts'
import { useDraft, useTyping } from '../saving/draft-room.tsx'
import { withText } from '../saving/edit-form.ts'
import { FieldRoom } from './field-room.tsx'
import { LONGEST_TEXT } from './longest-text.ts'

function partsOf(form: ApplicationForm): NameParts {
  const { familyName, middleName, givenName } = form.fields
  return { familyName: familyName?.text ?? '', middleName: middleName?.text ?? '', givenName: givenName?.text ?? '' }
}

function withParts(form: ApplicationForm, parts: NameParts): ApplicationForm {
  return withText(
    withText(withText(form, 'familyName', parts.familyName), 'middleName', parts.middleName),
    'givenName',
    parts.givenName,
  )
}

/** One string as the papers write it; the split into parts follows it until the clerk has moved the words. */
function withFullName(form: ApplicationForm, text: string): ApplicationForm {
  const before = form.fields.fullName?.text ?? ''
  const standing = partsOf(form)
  const suggested = splitName(before)
  const ownSplit =
    before !== '' &&
    (standing.familyName !== suggested.familyName ||
      standing.middleName !== suggested.middleName ||
      standing.givenName !== suggested.givenName)
  const named = withText(form, 'fullName', text)
  if (ownSplit && isSplitOf(standing, text)) return named
  return withParts(named, text.trim() === '' ? { familyName: '', middleName: '', givenName: '' } : splitName(text))
}

export function NameEntry() {
  const t = useText()
  const type = useTyping()
  const [open, setOpen] = useState(false)
  const field = useDraft((draft) => draft.form.fields.fullName)
  const parts = useDraft((draft) => partsOf(draft.form))
  const name = field?.text ?? ''
  const put = (text: string) => type((form) => withFullName(form, text))
  const fits = name.trim() === '' || isSplitOf(parts, name)
  const order = [parts.givenName, parts.middleName, parts.familyName].filter((part) => part !== '').map(upperCaseName)
  return (
    <FieldRoom name="fullName" source={field?.source} wide>
      {(frame) => (
        <>
          <TextField {...frame} value={name} maxLength={LONGEST_TEXT} onType={put} onCommit={put} />
          <div className="a-name-order">
            <span>
              {order.length > 0
                ? t('application.name.sorted', { order: order.join(' · ') })
                : t('application.name.no-capitals')}
            </span>
            <button
              type="button"
              className="k-rule-button"
              data-enter-skips=""
              aria-expanded={open || !fits}
              onClick={() => setOpen(!open)}
            >
              {t('application.name.split')}
            </button>
          </div>
          {open || !fits ? (
            <div className="a-three">
              {(['familyName', 'middleName', 'givenName'] as const).map((part) => (
                <TextField
                  key={part}
                  label={t(`field.${part}`)}
                  value={parts[part]}
                  optional={part !== 'givenName'}
                  maxLength={LONGEST_TEXT}
                  onType={(text) => type((form) => withText(form, part, text))}
                  onCommit={(text) => type((form) => withText(form, part, text))}
                />
              ))}
            </div>
          ) : null}
          {fits ? null : <Refusal words={{ text: t('application.name.split-wrong', { name }) }} />}
        </>
      )}
    </FieldRoom>
  )
}
