import type { Page } from 'playwright-core'
import type { Language } from '../../renderer/app/text.ts'
import { codedChoices } from '../../renderer/identity-card/application/words/value-words.ts'
import { allTexts } from '../renderer/text-files.ts'

/**
 * What an eye would find wrong with the screen as it stands: text over text, text cut off, a page that scrolls sideways, a dialog that
 * leaves the window, a word of the other language, a key or a code instead of a word, an empty screen. Empty where all is well.
 */
export async function pictureFaults(page: Page, language: Language): Promise<readonly string[]> {
  const seen = await page.evaluate(look)
  return [...seen.faults, ...wordFaults(seen.words, language)]
}

/** Runs in the page. Every length is a CSS pixel. */
function look(): { readonly faults: readonly string[]; readonly words: readonly string[] } {
  interface Seen {
    readonly element: Element
    readonly text: string
    readonly box: DOMRect
    /** The dialog, toast, list or sticky head it lies on: things above others may cover them. */
    readonly layer: Element
  }
  const faults: string[] = []
  const words = new Set<string>()
  const name = (element: Element) => {
    const named = element.closest('[class]') ?? element
    return `${named.tagName.toLowerCase()}.${named.getAttribute('class') ?? ''} "${(element.textContent ?? '').trim().slice(0, 40)}"`
  }
  /** For screen readers only, by class or by the rules of a narrow window. */
  function isClippedAway(element: Element): boolean {
    for (let at: Element | null = element; at; at = at.parentElement)
      if (getComputedStyle(at).clipPath === 'inset(50%)' && at.getBoundingClientRect().width <= 2) return true
    return false
  }
  const isUnseen = (element: Element) =>
    element.closest('.visually-hidden, [hidden], svg, script, style') !== null ||
    !element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) ||
    isClippedAway(element)

  function layerOf(element: Element): Element {
    for (let at: Element | null = element; at; at = at.parentElement) {
      const { position, zIndex } = getComputedStyle(at)
      if (position === 'fixed' || position === 'sticky' || (position === 'absolute' && zIndex !== 'auto')) return at
      if (at.getAttribute('role') === 'dialog' || at.getAttribute('role') === 'alertdialog') return at
    }
    return document.documentElement
  }

  /** The part of a text that can be seen now; says where something hides the rest without letting it be scrolled to. */
  function visiblePart(element: Element, box: DOMRect): DOMRect | undefined {
    let [left, top, right, bottom] = [box.left, box.top, box.right, box.bottom]
    let scrollable = false
    for (let at: Element | null = element; at; at = at.parentElement) {
      const style = getComputedStyle(at)
      if (style.overflowX === 'visible' && style.overflowY === 'visible') continue
      const room = at.getBoundingClientRect()
      const scrolls = /auto|scroll/.test(style.overflowX + style.overflowY)
      if (!scrolls && !scrollable && at !== document.documentElement && at !== document.body) {
        const cutX = Math.max(room.left - left, right - room.right)
        const cutY = Math.max(room.top - top, bottom - room.bottom)
        if ((cutX > 1.5 || cutY > 3) && !at.hasAttribute('title')) faults.push(`cut off: ${name(element)}`)
      }
      scrollable ||= scrolls
      left = Math.max(left, room.left)
      right = Math.min(right, room.right)
      top = Math.max(top, room.top)
      bottom = Math.min(bottom, room.bottom)
    }
    left = Math.max(left, 0)
    right = Math.min(right, innerWidth)
    top = Math.max(top, 0)
    bottom = Math.min(bottom, innerHeight)
    return right - left > 2 && bottom - top > 4 ? new DOMRect(left, top, right - left, bottom - top) : undefined
  }

  const seen: Seen[] = []
  for (const element of document.querySelectorAll('body, body *')) {
    if (isUnseen(element)) continue
    for (const attribute of ['placeholder', 'aria-label', 'title']) {
      const word = element.getAttribute(attribute)
      if (word) words.add(word)
    }
    for (const node of element.childNodes) {
      const text = node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '').replace(/\s+/g, ' ').trim() : ''
      if (text === '') continue
      // What was said once stands for a few seconds in the language it was said in.
      if (!element.closest('.k-toasts')) words.add(text)
      const range = document.createRange()
      range.selectNodeContents(node)
      for (const box of range.getClientRects()) {
        const part = box.width > 0 ? visiblePart(element, box) : undefined
        if (part) seen.push({ element, text, box: part, layer: layerOf(element) })
      }
    }
  }

  for (const [index, one] of seen.entries()) {
    for (const other of seen.slice(index + 1)) {
      if (one.element === other.element || one.layer !== other.layer) continue
      const width = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
      const height = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top)
      // Letters do not fill their line: up to a third of the height two lines may share without touching.
      const least = Math.min(one.box.height, other.box.height)
      if (width > 2 && height > least / 3)
        faults.push(`text over text: ${name(one.element)} and ${name(other.element)}`)
    }
  }

  if (document.documentElement.scrollWidth > innerWidth + 1) faults.push('the page scrolls sideways')
  for (const dialog of document.querySelectorAll('[role="dialog"], [role="alertdialog"]')) {
    const box = dialog.getBoundingClientRect()
    if (box.width > 0 && (box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1))
      faults.push(`a dialog leaves the window: ${name(dialog)}`)
  }
  for (const words of document.querySelectorAll('.k-banner-words')) {
    const icon = words.parentElement?.querySelector('.k-icon')?.getBoundingClientRect()
    if (icon && icon.height > 0 && words.getBoundingClientRect().top >= icon.bottom)
      faults.push(`words under their own icon: ${name(words)}`)
  }
  if (seen.map((one) => one.text).join(' ').length < 12) faults.push('the screen is empty')
  return { faults: [...new Set(faults)], words: [...words] }
}

/** A key of the texts, an unfilled place, a value that is none. */
const NO_WORD = /^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+$|\{[a-zA-Z]+[,}]|\bundefined\b|\bNaN\b|\[object |\bnull\b/

/** Recorded values stand in the words of the form in both languages: the record is Vietnamese. */
const recordedWords: ReadonlySet<string> = new Set(
  Object.values(codedChoices).flatMap((choices) => choices.map((choice) => choice.label)),
)

/** Plain texts of the other language that this one says in other words. */
function foreignWords(language: Language): ReadonlyMap<string, string> {
  const own = allTexts(language)
  const ownWords = new Set(Object.values(own))
  const foreign = new Map<string, string>()
  for (const [key, text] of Object.entries(allTexts(language === 'vi' ? 'en' : 'vi'))) {
    const isSentence = !text.includes('{') && text.length > 2 && !/^[A-Z0-9]+$/.test(text)
    if (isSentence && !ownWords.has(text) && !recordedWords.has(text)) foreign.set(text, key)
  }
  return foreign
}

function wordFaults(words: readonly string[], language: Language): string[] {
  const foreign = foreignWords(language)
  return words.flatMap((word) => {
    if (NO_WORD.test(word)) return [`not a word: "${word}"`]
    const key = foreign.get(word)
    return key === undefined ? [] : [`left untranslated: "${word}" (${key})`]
  })
}
