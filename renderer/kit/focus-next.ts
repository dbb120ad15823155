const STOPS =
  'input:not([disabled]):not([type="hidden"]), textarea:not([disabled]), select:not([disabled]), button:not([disabled]):not([data-enter-skips]), [tabindex="0"]:not([data-enter-skips])'

function reachable(element: HTMLElement): boolean {
  return element.tabIndex >= 0 && element.getClientRects().length > 0 && element.closest('[inert]') === null
}

/**
 * Enter moves on: to the next control inside the nearest `[data-enter-moves]` (a step, a dialog) or the whole page.
 * Small buttons beside a field (rule, list opener) carry `data-enter-skips` or tabindex −1 and are passed over.
 * Returns whether there was somewhere to go.
 */
export function focusNext(from: HTMLElement): boolean {
  const room = from.closest('[data-enter-moves]') ?? document.body
  const stops = [...room.querySelectorAll<HTMLElement>(STOPS)].filter(
    (stop) => reachable(stop) && !stop.classList.contains('k-rule-button'),
  )
  const next = stops.find(
    (stop) => (from.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 && !from.contains(stop),
  )
  if (!next) return false
  next.focus()
  if (next instanceof HTMLInputElement && next.type !== 'radio' && next.type !== 'checkbox') next.select()
  return true
}
