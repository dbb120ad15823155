import { useEffect, useId, useState } from 'react'
import { Button, ComboBox, Input, ListBox, Popover } from 'react-aria-components'
import { useIntl } from 'react-intl'
import { type Choice, narrowed } from './choice.ts'
import { isComposing } from './composing.ts'
import { describedBy, FieldFrame, type FieldWords } from './field-frame.tsx'
import { focusNext } from './focus-next.ts'
import { Icon } from './icon.tsx'
import { ChoiceItem } from './select-field.tsx'

export interface ComboFieldProps extends FieldWords {
  /** All choices, or (with `onSearch`) those found for the text typed. */
  readonly choices: readonly Choice[]
  readonly value: string
  /** Words of the chosen value where `choices` may not hold it (searches). */
  readonly valueLabel?: string
  readonly onChoose: (id: string) => void
  /** Given: the list is not filtered here, the owner finds `choices` for the text. */
  readonly onSearch?: (text: string) => void
  readonly disabled?: boolean
}

/**
 * A long list that is narrowed by typing, with or without marks. The list stands below the field; the text typed is
 * never completed in place, because the Backspace of UniKey would delete the completion.
 */
export function ComboField(props: ComboFieldProps) {
  const intl = useIntl()
  const id = useId()
  const chosen = props.choices.find((choice) => choice.id === props.value)?.label ?? props.valueLabel ?? ''
  const [text, setText] = useState(chosen)
  useEffect(() => setText(chosen), [chosen])
  return (
    <FieldFrame id={id} words={props} labelId={`${id}-label`}>
      <ComboBox
        aria-labelledby={`${id}-label`}
        items={props.onSearch ? props.choices : narrowed(props.choices, text === chosen ? '' : text)}
        defaultFilter={() => true}
        value={props.value === '' ? null : props.value}
        inputValue={text}
        onInputChange={(next) => {
          setText(next)
          props.onSearch?.(next)
        }}
        onChange={(key) => {
          if (key !== null) props.onChoose(String(key))
          else if (text === '') props.onChoose('')
        }}
        onBlur={() => {
          if (text.trim() === '') props.onChoose('')
          else setText(chosen)
        }}
        allowsEmptyCollection
        isDisabled={props.disabled === true}
        isInvalid={props.refusal !== undefined}
        menuTrigger="input"
      >
        <div className="k-combo">
          <Input
            className="k-combo-input"
            aria-describedby={describedBy(id, props)}
            spellCheck={false}
            autoComplete="off"
            onKeyDown={(event) => {
              const closed = event.currentTarget.getAttribute('aria-expanded') !== 'true'
              if (event.key !== 'Enter' || !closed || isComposing(event.nativeEvent)) return
              // Else the same key would press the button it arrives at.
              event.preventDefault()
              if (!event.repeat) focusNext(event.currentTarget)
            }}
          />
          <Button className="k-combo-open" aria-label={intl.formatMessage({ id: 'kit.open-list' })}>
            <Icon name="down" />
          </Button>
        </div>
        <Popover className="k-popover">
          <ListBox
            className="k-list"
            renderEmptyState={() => <p className="k-list-empty">{intl.formatMessage({ id: 'kit.nothing-fits' })}</p>}
          >
            {(choice: Choice) => <ChoiceItem choice={choice} />}
          </ListBox>
        </Popover>
      </ComboBox>
    </FieldFrame>
  )
}
