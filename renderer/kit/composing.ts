/**
 * Whether an input method is still composing: its keys belong to it, not to us.
 * Chromium marks them `isComposing`; the first key of a composition only carries key code 229.
 */
export function isComposing(event: { readonly isComposing: boolean; readonly keyCode: number }): boolean {
  return event.isComposing || event.keyCode === 229
}

/** The form in which text is kept: NFC, no blanks at the ends, one blank between words. Applied on leaving, never while typing. */
export function tidyText(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}
