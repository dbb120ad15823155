import type { KeyboardEvent, ReactNode } from 'react'
import { focusNext, isComposing } from '../../../kit/index.ts'

/** Controls that choose instead of being typed into: a radio, a check box, a list that is closed. */
function choosing(target: EventTarget): HTMLElement | undefined {
  if (!(target instanceof HTMLElement)) return undefined
  if (target.matches('input[type="radio"], input[type="checkbox"]')) return target
  const list = target.closest<HTMLElement>('button.k-select, input[role="combobox"]')
  return list && list.getAttribute('aria-expanded') !== 'true' ? list : undefined
}

/**
 * Enter goes on from controls that choose as it does from fields that are typed into: arrows and Space choose, Space or ↓
 * opens a list. The key ends here: where it only moved the focus, it would also press the button it arrives at.
 */
export function EnterMoves({ children }: { children: ReactNode }) {
  function keyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.defaultPrevented || isComposing(event.nativeEvent)) return
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return
    const control = choosing(event.target)
    if (!control) return
    event.preventDefault()
    event.stopPropagation()
    if (!event.repeat) focusNext(control)
  }
  return (
    <div className="a-contents" onKeyDownCapture={keyDown}>
      {children}
    </div>
  )
}
