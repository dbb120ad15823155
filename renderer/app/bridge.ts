import type { SoboBridge } from '../../preload/contract/bridge.ts'

declare global {
  interface Window {
    /** Put there by the preload; missing where the page was opened outside the desk. */
    readonly sobo?: SoboBridge
  }
}

/** The bridge of this window. Throws where the page was opened outside the desk. */
export function getBridge(): SoboBridge {
  if (!window.sobo) throw new Error('window.sobo is missing: this page only works inside the desk')
  return window.sobo
}
