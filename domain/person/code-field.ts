/** VNI keys: what an input method eats when a code is typed, `12A1` becoming `12Á`. */
const VNI_KEYS: Readonly<Record<string, string>> = {
  '\u0301': '1',
  '\u0300': '2',
  '\u0309': '3',
  '\u0303': '4',
  '\u0323': '5',
  '\u0302': '6',
  '\u031b': '7',
  '\u0306': '8',
}

export interface CodeFieldWarning {
  readonly code: 'input-method-on'
  /** The first letter an input method has put together, and its place in the composed text. */
  readonly character: string
  readonly at: number
  /** What VNI keys would have been meant; absent where the marks leave the order of keys open. */
  readonly suggestion?: string
}

/**
 * Warns of Vietnamese letters in a field that holds codes (numbers, tickets, receipt numbers): an input method was on.
 * `undefined` where there is nothing to warn of. The text is never changed here; the clerk takes the suggestion or not.
 */
export function warnOfInputMethod(text: string): CodeFieldWarning | undefined {
  const composed = text.normalize('NFC')
  const found = /[đĐ]|\p{L}\p{M}+|[^\P{L}A-Za-z]/u.exec(composed)
  if (!found) return undefined
  const warning = { code: 'input-method-on', character: found[0], at: found.index } as const
  const suggestion = composed
    .replace(/[đĐ]/g, (letter) => (letter === 'đ' ? 'd9' : 'D9'))
    .normalize('NFD')
    .replace(/\p{M}+/gu, (marks) => (marks.length === 1 ? (VNI_KEYS[marks] ?? '?') : '?'))
  return /^[\x20-\x7e]*$/.test(suggestion) && !suggestion.includes('?') ? { ...warning, suggestion } : warning
}
