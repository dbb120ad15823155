import { type NameParts, splitName } from '../person/person-name.ts'

/**
 * Letters of the zone for a Vietnamese name part: marks removed, Đ as D, apostrophes dropped, hyphens and blanks as one
 * filler. ICAO 9303-3, sections 4.6 and 6; letters of no Latin kind are left out.
 */
export function transliterate(namePart: string): string {
  return namePart
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐðÐɖƉ]/g, 'D')
    .toUpperCase()
    .replace(/['’.]/g, '')
    .replace(/[\s-]+/g, '<')
    .replace(/[^A-Z<]/g, '')
    .replace(/^<+|<+$/g, '')
}

/** Third line: family name, `<<`, middle and given names; cut at 30 characters. One-word names stand as primary. */
export function mrzNameLine(name: string | NameParts): string {
  const parts = typeof name === 'string' ? splitName(name) : name
  const secondary = transliterate(`${parts.middleName} ${parts.givenName}`)
  const primary = transliterate(parts.familyName)
  const line = primary === '' ? secondary : `${primary}<<${secondary}`
  return line.slice(0, 30).padEnd(30, '<')
}

export interface MrzName {
  readonly primary: string
  /** Middle and given names with single blanks; empty for one-word names. */
  readonly secondary: string
  /** The line is full to its last place: the name may go on. */
  readonly mayBeCut: boolean
  /** Holds a digit: misread somewhere, and no check digit covers the name. */
  readonly doubtful: boolean
}

/** Letters without marks only: good for comparing with a folded name, never for taking over as a name. */
export function readMrzNameLine(line: string): MrzName {
  const [primary = '', ...rest] = line.replace(/<+$/, '').split('<<')
  const words = (text: string) => text.replace(/</g, ' ').replace(/\s+/g, ' ').trim()
  return {
    primary: words(primary),
    secondary: words(rest.join(' ')),
    mayBeCut: !line.endsWith('<'),
    doubtful: /\d/.test(line),
  }
}
