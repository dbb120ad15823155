import { Checkbox as AriaCheckbox } from 'react-aria-components'
import { Icon } from './icon.tsx'

export interface CheckboxProps {
  readonly label: string
  readonly detail?: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly disabled?: boolean
}

export function Checkbox({ label, detail, checked, onChange, disabled }: CheckboxProps) {
  return (
    <AriaCheckbox
      className="k-choice"
      data-kind="check"
      isSelected={checked}
      onChange={onChange}
      isDisabled={disabled === true}
    >
      <span className="k-choice-mark">{checked ? <Icon name="check" /> : null}</span>
      <span>
        {label}
        {detail ? <span className="k-choice-detail">{detail}</span> : null}
      </span>
    </AriaCheckbox>
  )
}
