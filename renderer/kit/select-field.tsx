import { useId } from 'react'
import { Button, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components'
import { useIntl } from 'react-intl'
import type { Choice } from './choice.ts'
import { describedBy, FieldFrame, type FieldWords } from './field-frame.tsx'
import { Icon } from './icon.tsx'

export interface SelectFieldProps extends FieldWords {
  readonly choices: readonly Choice[]
  /** Empty string: nothing chosen yet. */
  readonly value: string
  readonly onChoose: (id: string) => void
  readonly disabled?: boolean
  readonly name?: string
}

/** A short list to choose one from; typing a letter jumps, the list opens below. */
export function SelectField(props: SelectFieldProps) {
  const intl = useIntl()
  const id = useId()
  return (
    <FieldFrame id={id} words={props} labelId={`${id}-label`}>
      <Select
        aria-labelledby={`${id}-label`}
        {...(props.name ? { name: props.name } : {})}
        value={props.value === '' ? null : props.value}
        onChange={(key) => props.onChoose(key === null ? '' : String(key))}
        isDisabled={props.disabled === true}
        isInvalid={props.refusal !== undefined}
      >
        <Button className="k-select" aria-describedby={describedBy(id, props)}>
          <SelectValue>
            {({ selectedText, isPlaceholder }) =>
              isPlaceholder ? (
                <span className="k-placeholder">{intl.formatMessage({ id: 'kit.choose' })}</span>
              ) : (
                selectedText
              )
            }
          </SelectValue>
          <Icon name="down" />
        </Button>
        <Popover className="k-popover">
          <ListBox className="k-list" items={props.choices}>
            {(choice: Choice) => <ChoiceItem choice={choice} />}
          </ListBox>
        </Popover>
      </Select>
    </FieldFrame>
  )
}

export function ChoiceItem({ choice }: { choice: Choice }) {
  return (
    <ListBoxItem id={choice.id} textValue={choice.label} className="k-option">
      <span>{choice.label}</span>
      {choice.detail ? <span className="k-option-detail">{choice.detail}</span> : null}
    </ListBoxItem>
  )
}
