import { type KeyboardEvent, type Ref, useEffect, useId, useImperativeHandle, useRef } from 'react'
import { isComposing, tidyText } from './composing.ts'
import { describedBy, FieldFrame, type FieldWords } from './field-frame.tsx'
import { focusNext } from './focus-next.ts'

export interface TextFieldProps extends FieldWords {
  readonly name?: string
  /**
   * Text put into the field from outside (draft, QR, look-up). The input is uncontrolled: a new value is written only when
   * this prop changes, and never into a field that has the focus with unsaved typing in it.
   */
  readonly value?: string
  /** Every keystroke, as typed; for searches and live checks. Must not write back. */
  readonly onType?: (text: string) => void
  /** On leaving the field or on Enter, only if the text changed: NFC, blanks tidied (not for `password`, not for `lines`). */
  readonly onCommit?: (text: string) => void
  /** Enter: instead of moving to the next field. */
  readonly onEnter?: (text: string) => void
  /** Up and Down: moves a mark in a list the owner shows below. */
  readonly onMove?: (step: 1 | -1) => void
  readonly type?: 'text' | 'password' | 'search' | 'tel'
  /** More than one line: a text area; Ctrl+Enter is left to the step, Enter writes a line. */
  readonly lines?: number
  readonly maxLength?: number
  /** Numbers and codes: wider letter spacing, numeric hints, no spelling check. */
  readonly code?: boolean
  readonly disabled?: boolean
  readonly readOnly?: boolean
  readonly autoFocus?: boolean
  readonly autoComplete?: 'off' | 'username' | 'current-password'
  readonly placeholder?: string
  readonly inputRef?: Ref<HTMLInputElement | HTMLTextAreaElement | null>
}

/** One line (or `lines`) of text, safe for every Vietnamese input method: nothing is rewritten while it is typed. */
export function TextField(props: TextFieldProps) {
  const id = useId()
  const element = useRef<HTMLInputElement | HTMLTextAreaElement | null>(null)
  const committed = useRef(props.value ?? '')
  useImperativeHandle<HTMLInputElement | HTMLTextAreaElement | null, HTMLInputElement | HTMLTextAreaElement | null>(
    props.inputRef,
    () => element.current,
    [],
  )

  useEffect(() => {
    const input = element.current
    const value = props.value ?? ''
    if (!input || value === committed.current) return
    const typing = document.activeElement === input && input.value !== committed.current
    if (typing) return
    committed.current = value
    input.value = value
  }, [props.value])

  function commit(): string {
    const input = element.current
    if (!input) return ''
    const tidy = props.type !== 'password' && props.lines === undefined
    const text = tidy ? tidyText(input.value) : input.value.normalize(props.type === 'password' ? undefined : 'NFC')
    if (input.value !== text) input.value = text
    if (text !== committed.current) {
      committed.current = text
      props.onCommit?.(text)
    }
    return text
  }

  function keyDown(event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>): void {
    if (props.onMove && (event.key === 'ArrowDown' || event.key === 'ArrowUp') && !isComposing(event.nativeEvent)) {
      event.preventDefault()
      props.onMove(event.key === 'ArrowDown' ? 1 : -1)
      return
    }
    if (event.key !== 'Enter' || isComposing(event.nativeEvent)) return
    if (event.ctrlKey || event.altKey || event.metaKey || (props.lines !== undefined && !props.onEnter)) return
    event.preventDefault()
    if (event.repeat) return
    const text = commit()
    if (props.onEnter) props.onEnter(text)
    else if (element.current) focusNext(element.current)
  }

  const shared = {
    id,
    name: props.name,
    className: 'k-input',
    defaultValue: props.value ?? '',
    disabled: props.disabled,
    readOnly: props.readOnly,
    maxLength: props.maxLength,
    placeholder: props.placeholder,
    autoComplete: props.autoComplete ?? 'off',
    autoCapitalize: 'off',
    autoCorrect: 'off',
    spellCheck: false,
    'data-code': props.code ? '' : undefined,
    'aria-invalid': props.refusal ? true : undefined,
    'aria-describedby': describedBy(id, props) || undefined,
    onBlur: () => void commit(),
    onKeyDown: keyDown,
    onInput: (event: { currentTarget: { value: string } }) => props.onType?.(event.currentTarget.value),
  } as const
  return (
    <FieldFrame id={id} words={props}>
      {props.lines === undefined ? (
        <input
          {...shared}
          type={props.type ?? 'text'}
          inputMode={props.code ? 'numeric' : undefined}
          // biome-ignore lint/a11y/noAutofocus: the first field of a step takes the keyboard, as the clerk expects
          autoFocus={props.autoFocus}
          ref={(input) => {
            element.current = input
          }}
        />
      ) : (
        <textarea
          {...shared}
          rows={props.lines}
          // biome-ignore lint/a11y/noAutofocus: the first field of a step takes the keyboard, as the clerk expects
          autoFocus={props.autoFocus}
          ref={(input) => {
            element.current = input
          }}
        />
      )}
    </FieldFrame>
  )
}
