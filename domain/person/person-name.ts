import * as z from 'zod/mini'

export { nameSortKey } from './name-sort-key.ts'

/** Latin letters with the marks that have no composed form (Ê-đê `ê̆`), blank, apostrophes, hyphen, dot. */
const ALLOWED = /[\p{Script=Latin} '’.-]|[\u0300-\u036f]/u
const LETTER = /\p{Script=Latin}/u
const LONGEST = 100

export function squeezeName(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** Full-width letters, ligatures, Roman numerals: Latin by script, but no keyboard of ours types them and no search finds them. */
function isPresentationForm(character: string): boolean {
  return character.normalize('NFKC') !== character
}

export interface NameFault {
  readonly code: 'empty' | 'too-long' | 'digit' | 'character-not-allowed' | 'no-letter'
  /** The offending character and its place, counted from 0 in the squeezed name. */
  readonly character?: string
  readonly at?: number
}

/**
 * What is wrong with a name, or `undefined`. Names of all peoples pass: `H'Hen Niê`, `Y Moan Ênuôl`, `K’Brêu`, `Páo`.
 * No digits and no symbols: Bộ luật Dân sự 91/2015/QH13, Điều 26 khoản 3.
 */
export function findNameFault(text: string): NameFault | undefined {
  const name = squeezeName(text)
  if (name === '') return { code: 'empty' }
  if (name.length > LONGEST) return { code: 'too-long' }
  let at = 0
  for (const character of name) {
    if (!ALLOWED.test(character) || isPresentationForm(character))
      return { code: /\p{N}/u.test(character) ? 'digit' : 'character-not-allowed', character, at }
    at += character.length
  }
  return LETTER.test(name) ? undefined : { code: 'no-letter' }
}

/**
 * Họ, chữ đệm và tên as one string in NFC with single blanks, 1 to 100 characters; case is left as it was written.
 * Parsing squeezes blanks and composes; the split below is a suggestion the clerk may change.
 */
export const FullName = z
  .string()
  .check(
    z.overwrite(squeezeName),
    z.refine((text) => findNameFault(text) === undefined, 'not a name'),
  )
  .brand<'FullName'>()
export type FullName = z.infer<typeof FullName>

export function findFullName(text: string): FullName | undefined {
  const parsed = FullName.safeParse(text)
  return parsed.success ? parsed.data : undefined
}

export interface NameParts {
  /** Họ; empty where the person has none. */
  readonly familyName: string
  /** Chữ đệm; often empty. */
  readonly middleName: string
  /** Tên: people are sorted and called by it. */
  readonly givenName: string
}

/** `H'Hen`, `K’Brêu`: a marker of sex or birth before the given name, which then comes first and the family name last. */
const MARKED_GIVEN_NAME = /^[HK]['’]\p{L}/iu
/** The same marker written apart: `H' Hen`, `Y Moan`. */
const MARKER_APART = /^(?:[HK]['’]|Y)$/iu

/**
 * Suggests họ, chữ đệm, tên of a full name: first word, words between, last word. Names of the Ê-đê and Cơ-ho kind put
 * the family name last. One word is a given name.
 */
export function splitName(fullName: string): NameParts {
  const words = squeezeName(fullName).split(' ')
  const [first = '', second] = words
  if (words.length === 1) return { familyName: '', middleName: '', givenName: first }
  if (MARKED_GIVEN_NAME.test(first)) {
    return { familyName: words.slice(1).join(' '), middleName: '', givenName: first }
  }
  if (MARKER_APART.test(first)) {
    return { familyName: words.slice(2).join(' '), middleName: '', givenName: `${first} ${second ?? ''}`.trim() }
  }
  return { familyName: first, middleName: words.slice(1, -1).join(' '), givenName: words.at(-1) ?? '' }
}

/** Whether the parts, in either order of writing, are the words of the full name: an edited split may move words, not change them. */
export function isSplitOf(parts: NameParts, fullName: string): boolean {
  const words = squeezeName(fullName)
  const familyFirst = squeezeName(`${parts.familyName} ${parts.middleName} ${parts.givenName}`)
  const familyLast = squeezeName(`${parts.middleName} ${parts.givenName} ${parts.familyName}`)
  return words === familyFirst || words === familyLast
}

/** IN HOA CÓ DẤU, as cards and certificates print names. */
export function upperCaseName(name: string): string {
  return name.normalize('NFC').toLocaleUpperCase('vi')
}
