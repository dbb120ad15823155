import type {
  AddressField,
  AddressFieldName,
  ApplicationForm,
  DifferenceChoice,
  FieldSource,
  TextFieldName,
} from '../../../../domain/identity-card/application.ts'

/** An answer given to another value is no answer to this one. */
function withoutAnswer(form: ApplicationForm, field: string): ApplicationForm['differences'] {
  if (!(field in form.differences)) return form.differences
  const { [field]: _answered, ...rest } = form.differences
  return rest
}

/** Puts a text into a field; a text that changes is typed unless a source is named. */
export function withText(
  form: ApplicationForm,
  name: TextFieldName,
  text: string,
  source?: FieldSource,
): ApplicationForm {
  const standing = form.fields[name]
  if ((standing?.text ?? '') === text && (source === undefined || standing?.source === source)) return form
  const fields = { ...form.fields, [name]: { text, source: source ?? 'typed' } }
  return { ...form, fields, differences: withoutAnswer(form, name) }
}

/** The clerk has looked at a value a reader was not sure of, and stands for it. */
export function withConfirmed(form: ApplicationForm, name: string): ApplicationForm {
  const fields = Object.fromEntries(
    Object.entries(form.fields).map(([key, field]) => [
      key,
      key === name && field ? { ...field, source: 'typed' } : field,
    ]),
  )
  return { ...form, fields }
}

export function withAddress(form: ApplicationForm, name: AddressFieldName, address: AddressField): ApplicationForm {
  return { ...form, addresses: { ...form.addresses, [name]: address }, differences: withoutAnswer(form, name) }
}

export function withDifference(form: ApplicationForm, field: string, choice: DifferenceChoice): ApplicationForm {
  return { ...form, differences: { ...form.differences, [field]: choice } }
}
