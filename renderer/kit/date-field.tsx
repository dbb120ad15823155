import { useIntl } from 'react-intl'
import { TextField, type TextFieldProps } from './text-field.tsx'

/**
 * A date as clerks type it: `15/03/2001`, `15032001`, `03/2001` or `2001` where only that is known. It stays text; on
 * leaving, eight digits get their strokes. Whether the day exists is judged by the rules, beside the field.
 */
export function DateField({ onCommit, ...props }: Omit<TextFieldProps, 'type' | 'lines' | 'code'>) {
  const intl = useIntl()
  return (
    <TextField
      {...props}
      code
      maxLength={10}
      placeholder={intl.formatMessage({ id: 'kit.date-shape' })}
      {...(onCommit ? { onCommit: (text: string) => onCommit(withStrokes(text)) } : {})}
    />
  )
}

/** `15032001` → `15/03/2001`, `032001` → `03/2001`, `15.3.2001` → `15/03/2001`; anything else is left as it was typed. */
export function withStrokes(text: string): string {
  const digits = /^(?:(\d{2})(\d{2})|(\d{2}))(\d{4})$/.exec(text)
  if (digits) return digits[1] === undefined ? `${digits[3]}/${digits[4]}` : `${digits[1]}/${digits[2]}/${digits[4]}`
  const parts = /^(\d{1,2})[/.\- ](?:(\d{1,2})[/.\- ])?(\d{4})$/.exec(text)
  if (!parts) return text
  return [parts[1], parts[2]]
    .filter((part): part is string => part !== undefined)
    .map((part) => part.padStart(2, '0'))
    .concat(parts[3] ?? '')
    .join('/')
}
