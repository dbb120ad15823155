import type { TextFieldName } from '../../../../domain/identity-card/application.ts'
import { warnOfInputMethod } from '../../../../domain/person/code-field.ts'
import { parseDateOfBirth } from '../../../../domain/person/date-of-birth.ts'
import { useText } from '../../../app/index.ts'
import { ComboField, DateField, RadioGroup, SelectField, TextField } from '../../../kit/index.ts'
import { useDraft, useEdit, useTyping } from '../saving/draft-room.tsx'
import { withText } from '../saving/edit-form.ts'
import { codedChoices } from '../words/value-words.ts'
import { FieldRoom } from './field-room.tsx'
import { LONGEST_TEXT } from './longest-text.ts'

/** A text of the form. Each key goes to the draft as typed; leaving the field tidies it. */
export function TextEntry({
  name,
  code = false,
  optional = false,
  wide = false,
}: {
  name: TextFieldName
  code?: boolean
  optional?: boolean
  wide?: boolean
}) {
  const t = useText()
  const type = useTyping()
  const field = useDraft((draft) => draft.form.fields[name])
  const put = (text: string) => type((form) => withText(form, name, text))
  const typedWrong = code ? warnOfInputMethod(field?.text ?? '') : undefined
  return (
    <FieldRoom name={name} source={field?.source} wide={wide}>
      {(parts) => (
        <TextField
          {...parts}
          {...(typedWrong
            ? { caution: { text: t('application.input-method', { letter: typedWrong.character }) } }
            : {})}
          code={code}
          optional={optional}
          value={field?.text ?? ''}
          maxLength={LONGEST_TEXT}
          onType={put}
          onCommit={put}
        />
      )}
    </FieldRoom>
  )
}

/** Day, month and year, or what of it is known: `15/03/2001`, `03/2001`, `2001`. */
export function BirthEntry() {
  const t = useText()
  const type = useTyping()
  const field = useDraft((draft) => draft.form.fields.dateOfBirth)
  const put = (text: string) => type((form) => withText(form, 'dateOfBirth', text))
  const parsed = parseDateOfBirth(field?.text ?? '')
  const partial = parsed.ok && parsed.value.length < 10
  return (
    <FieldRoom name="dateOfBirth" source={field?.source}>
      {(parts) => (
        <DateField
          {...parts}
          value={field?.text ?? ''}
          onType={put}
          onCommit={put}
          {...(partial ? { description: t('application.birth.partial') } : {})}
        />
      )}
    </FieldRoom>
  )
}

/** A coded value chosen from its official list: in sight where short, narrowed by typing where long. */
export function CodedEntry({ name, optional = false }: { name: keyof typeof codedChoices; optional?: boolean }) {
  const edit = useEdit()
  const field = useDraft((draft) => draft.form.fields[name])
  const choices = codedChoices[name] ?? []
  const choose = (id: string) => edit((form) => withText(form, name, id))
  const value = field?.text ?? ''
  return (
    <FieldRoom name={name} source={value === '' ? undefined : field?.source}>
      {(parts) => {
        if (choices.length <= 3)
          return <RadioGroup {...parts} optional={optional} choices={choices} value={value} onChoose={choose} />
        if (choices.length <= 8)
          return <SelectField {...parts} optional={optional} choices={choices} value={value} onChoose={choose} />
        return (
          <ComboField
            {...parts}
            optional={optional}
            choices={choices}
            value={value}
            valueLabel={value}
            onChoose={choose}
          />
        )
      }}
    </FieldRoom>
  )
}
