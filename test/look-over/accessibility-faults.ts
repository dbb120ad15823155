import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** Smallest text in px and smallest target in px (WCAG 2.2, 2.5.8). */
const SMALLEST_TEXT = 13
const SMALLEST_TARGET = 24

/**
 * What is wrong with the screen as it stands: axe's rules, text under 13 px, targets under 24 px, words that run out of their box,
 * fields without a label in sight. Empty where all is well. `listOpen`: react-aria hides the page from screen readers while a
 * list hangs open over it, and keeps the focus in the list; axe cannot see the second half and is not asked about it.
 */
export async function faultsOf(page: Page, listOpen = false): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
  if (listOpen) axe.disableRules(['aria-hidden-focus', 'page-has-heading-one', 'region'])
  const { violations } = await axe.analyze()
  const found = violations.map(
    (one) =>
      `axe ${one.id}: ${one.nodes
        .slice(0, 3)
        .map((node) => node.target.join(' '))
        .join(', ')}`,
  )
  const seen = await page.evaluate(
    ([smallestText, smallestTarget]) => {
      const faults: string[] = []
      const name = (element: Element) =>
        `${element.tagName}.${element.className} "${(element.textContent ?? '').slice(0, 30)}"`
      const hidden = (element: Element) => element.closest('.visually-hidden, [style*="clip"]') !== null
      for (const element of document.querySelectorAll('body *')) {
        if (element.getClientRects().length === 0 || element.closest('svg') || hidden(element)) continue
        const style = getComputedStyle(element)
        const ownText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim())
        if (ownText && Number.parseFloat(style.fontSize) < smallestText) faults.push(`small text: ${name(element)}`)
        const target = element.matches('button, a, input, textarea')
        const box = element.getBoundingClientRect()
        if (target && !element.closest('.k-choice') && style.clipPath === 'none' && box.width > 1)
          if (box.width < smallestTarget || box.height < smallestTarget) faults.push(`small target: ${name(element)}`)
        const runsOut = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1
        if (runsOut && style.overflowX === 'visible' && style.display !== 'inline')
          faults.push(`runs out: ${name(element)}`)
      }
      for (const field of document.querySelectorAll('input, textarea')) {
        const labelled = field.getAttribute('aria-label') ?? field.getAttribute('aria-labelledby')
        const byLabel = field.id !== '' && document.querySelector(`label[for="${CSS.escape(field.id)}"]`) !== null
        if (!labelled && !byLabel && !field.closest('label') && !hidden(field)) faults.push(`no label: ${name(field)}`)
      }
      return faults
    },
    [SMALLEST_TEXT, SMALLEST_TARGET] as const,
  )
  return [...found, ...seen]
}
