import type { ReactNode, Ref } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { Icon, type IconName } from './icon.tsx'
import { KeyHint } from './key-hint.tsx'

export interface ButtonProps {
  readonly children: ReactNode
  readonly onPress?: () => void
  /** `main`: the one thing to do here. `grave`: cannot be taken back. `plain`: beside other things. */
  readonly kind?: 'main' | 'usual' | 'grave' | 'plain'
  readonly size?: 'usual' | 'small'
  readonly icon?: IconName
  /** Key that does the same, e.g. `F9`; shown, not bound here (use `useCommand`). */
  readonly keys?: string
  /** While an act runs: the button stays in place, takes no press and says it is busy. */
  readonly busy?: boolean
  readonly disabled?: boolean
  readonly type?: 'button' | 'submit'
  readonly autoFocus?: boolean
  readonly buttonRef?: Ref<HTMLButtonElement>
  readonly 'aria-label'?: string
  readonly 'aria-describedby'?: string
  readonly 'aria-expanded'?: boolean
  readonly 'aria-pressed'?: boolean
}

/** A held-down Enter does not press it again: react-aria ignores key repeat. */
export function Button({
  children,
  onPress,
  kind = 'usual',
  size = 'usual',
  icon,
  keys,
  busy,
  disabled,
  buttonRef,
  ...rest
}: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      {...(buttonRef ? { ref: buttonRef } : {})}
      {...(onPress ? { onPress: () => onPress() } : {})}
      className="k-button"
      data-kind={kind}
      data-size={size}
      isDisabled={disabled === true}
      isPending={busy === true}
    >
      {busy ? <Icon name="turning" turning /> : icon ? <Icon name={icon} /> : null}
      <span>{children}</span>
      {keys ? <KeyHint keys={keys} /> : null}
    </AriaButton>
  )
}
