import { foldText, foldTypingResidue } from '../../domain/person/fold.ts'
import { spellingKey } from '../../domain/person/spelling-key.ts'

/** Words of a name as the search compares them: no marks, no apostrophes, hyphens, dots or control characters. */
export function nameWords(name: string): string[] {
  return foldText(name)
    .replace(/[\p{P}\p{S}\p{C}]/gu, ' ')
    .split(' ')
    .filter((word) => word !== '')
}

/** The same without keystrokes left over from an input method. */
export function residueWords(name: string): string[] {
  return nameWords(foldTypingResidue(name))
}

/** ` nguyen van an `: a blank at both ends, so that ` an ` is a word wherever it stands. */
export function nameKey(words: readonly string[]): string {
  return ` ${words.join(' ')} `
}

export function spellingOf(words: readonly string[]): string {
  return words.map(spellingKey).join(' ')
}

/** What remains of a name when any of its middle names are left out, the whole name first; at most 16 forms. */
export function shorterForms(words: readonly string[]): string[][] {
  const [first, last] = [words[0], words.at(-1)]
  if (first === undefined || last === undefined || words.length < 3) return [[...words]]
  const middle = words.slice(1, -1).slice(0, 4)
  const forms: string[][] = []
  for (let kept = (1 << middle.length) - 1; kept >= 0; kept--)
    forms.push([first, ...middle.filter((_word, i) => (kept & (1 << i)) !== 0), last])
  return words.length > 6 ? [[...words], ...forms] : forms
}
