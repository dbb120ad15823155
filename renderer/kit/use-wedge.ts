import { useEffect, useRef } from 'react'
import { isComposing } from './composing.ts'
import { type KeyStroke, wedgeDetector } from './wedge-burst.ts'

/** Boxes that are there to be scanned into handle what is typed themselves. */
export const TAKES_CODES = 'data-takes-codes'
/** Lines of one code (an MRZ has three) come right behind each other. */
const NEXT_LINE_MS = 150

type Box = HTMLInputElement | HTMLTextAreaElement
const boxOf = (element: Element | null): Box | undefined =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element : undefined

export function strokeOf(event: KeyboardEvent): KeyStroke {
  const composing = isComposing(event)
  return {
    // An input method hides the key it takes; only where it stands on the keyboard is left.
    key: composing && event.code.endsWith('Enter') ? 'Enter' : event.key,
    at: event.timeStamp,
    composing,
    chord: event.ctrlKey || event.altKey || event.metaKey,
  }
}

/**
 * Hears scanners that type, wherever the cursor stands. `looksLikeCode` decides what is taken: only then the text goes out of the box it was
 * typed into, which gets back what stood there, and the ending Enter does nothing. Everything else stays as it was typed.
 */
export function useWedge(listener: {
  readonly looksLikeCode: (text: string) => boolean
  readonly onCode: (text: string) => void
  readonly onGarbled: () => void
}): void {
  const latest = useRef(listener)
  latest.current = listener
  useEffect(() => {
    const detector = wedgeDetector()
    let before: { readonly box: Box; readonly value: string } | undefined
    let lines: string[] = []
    let timer: ReturnType<typeof setTimeout> | undefined

    function restore(): void {
      if (!before) return
      const { box, value } = before
      box.value = value
      box.dispatchEvent(new Event('input', { bubbles: true }))
    }
    function keyDown(event: KeyboardEvent): void {
      const active = document.activeElement
      const box = boxOf(active)
      if (active?.hasAttribute(TAKES_CODES) || box?.type === 'password' || event.repeat) return
      const verdict = detector.take(strokeOf(event))
      if (verdict.kind === 'begun') before = box && !box.readOnly ? { box, value: box.value } : undefined
      if (verdict.kind === 'garbled') latest.current.onGarbled()
      if (verdict.kind !== 'code' || !latest.current.looksLikeCode(verdict.text)) return
      event.preventDefault()
      event.stopPropagation()
      restore()
      lines.push(verdict.text)
      clearTimeout(timer)
      timer = setTimeout(() => {
        const text = lines.join('\n')
        lines = []
        latest.current.onCode(text)
      }, NEXT_LINE_MS)
    }
    window.addEventListener('keydown', keyDown, { capture: true })
    return () => {
      clearTimeout(timer)
      window.removeEventListener('keydown', keyDown, { capture: true })
    }
  }, [])
}
