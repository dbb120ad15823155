import type { NameParts } from './person-name.ts'

/** Letters in the order of the Vietnamese alphabet with the four foreign ones, as ICU `vi` sorts them (primary level). */
const LETTERS = 'aăâbcdđeêfghijklmnoôơpqrstuưvwxyz'
const WEIGHTS = '0123456789ABCDEFGHIJKLMNOPQRSTUVW'
/** Tone marks in ICU order after "none": huyền, hỏi, ngã, sắc, nặng (secondary level). */
const TONES = ['\u0300', '\u0309', '\u0303', '\u0301', '\u0323']
/** Marks that belong to a letter, not to a tone. */
const LETTER_MARKS = '\u0306\u0302\u031b'
/** Below every letter and above the level separator (a blank). */
const PUNCTUATION: Readonly<Record<string, string>> = { ' ': '!', '-': '#', '.': '$', "'": '%', '’': '&' }

interface Weight {
  readonly primary: string
  readonly secondary: string
}

/** One letter with all its marks. */
function weigh(cluster: string): Weight {
  const [base = '', ...marks] = [...cluster.normalize('NFD')]
  const punctuation = PUNCTUATION[base]
  if (punctuation !== undefined) return { primary: punctuation, secondary: '0' }
  const letter = (base + marks.filter((mark) => LETTER_MARKS.includes(mark)).join('')).normalize('NFC')
  const known = LETTERS.indexOf(letter)
  const index = known >= 0 ? known : LETTERS.indexOf(base)
  const tone = marks.map((mark) => TONES.indexOf(mark)).find((found) => found >= 0)
  const foreign = marks.some((mark) => !TONES.includes(mark) && (known < 0 || !LETTER_MARKS.includes(mark)))
  const secondary = `${(tone ?? -1) + 1}`
  if (index < 0) return { primary: `X${(base.codePointAt(0) ?? 0).toString(16).padStart(5, '0')}`, secondary }
  return { primary: WEIGHTS[index] ?? 'X', secondary: foreign ? '9' : secondary }
}

function keyOf(part: string): string {
  const clusters =
    part
      .normalize('NFD')
      .toLowerCase()
      .replace(/\s+/g, ' ')
      .trim()
      .match(/\P{M}\p{M}*/gu) ?? []
  const weights = clusters.map(weigh)
  return `${weights.map((it) => it.primary).join('')} ${weights.map((it) => it.secondary).join('')}`
}

/**
 * Text whose binary order (SQLite BINARY, PostgreSQL "C", JavaScript `<`) is the order of lists of people: by given name
 * (tên), then middle (chữ đệm), then family name (họ), each as ICU `vi` sorts: letters first, then tones; case ignored.
 */
export function nameSortKey(parts: NameParts): string {
  return [parts.givenName, parts.middleName, parts.familyName].map(keyOf).join(' ')
}
