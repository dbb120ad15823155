import { useId } from 'react'
import { RadioGroup as AriaRadioGroup, Radio } from 'react-aria-components'
import type { Choice } from './choice.ts'
import { describedBy, FieldFrame, type FieldWords } from './field-frame.tsx'

export interface RadioGroupProps extends FieldWords {
  readonly choices: readonly Choice[]
  readonly value: string
  readonly onChoose: (id: string) => void
  readonly upright?: boolean
  readonly disabled?: boolean
}

/** Two to five choices, all in sight; arrows choose, Tab leaves. */
export function RadioGroup(props: RadioGroupProps) {
  const id = useId()
  return (
    <FieldFrame id={id} words={props} labelId={`${id}-label`}>
      <AriaRadioGroup
        aria-labelledby={`${id}-label`}
        {...(describedBy(id, props) ? { 'aria-describedby': describedBy(id, props) } : {})}
        className="k-choices"
        data-upright={props.upright ? '' : undefined}
        // An empty string would count as a choice: no radio of the group could then be reached by keyboard.
        value={props.value === '' ? null : props.value}
        onChange={props.onChoose}
        isDisabled={props.disabled === true}
        isInvalid={props.refusal !== undefined}
      >
        {props.choices.map((choice) => (
          <Radio key={choice.id} value={choice.id} className="k-choice" data-kind="radio">
            <span className="k-choice-mark" />
            <span>
              {choice.label}
              {choice.detail ? <span className="k-choice-detail">{choice.detail}</span> : null}
            </span>
          </Radio>
        ))}
      </AriaRadioGroup>
    </FieldFrame>
  )
}
