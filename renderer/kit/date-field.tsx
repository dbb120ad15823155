import { useIntl } from 'react-intl'
import { withStrokes } from './date-strokes.ts'
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
