import { canonicalToneStyle, foldText, foldTypingResidue } from './fold.ts'
import { spellingKey } from './spelling-key.ts'

/**
 * Why two names may be one, best first. Each has its word on the screen: giống hệt, kiểu đặt dấu, khác cách viết liền,
 * dấu dễ nhầm, thiếu dấu, khác dấu, lỗi gõ, khác chính tả, gần giống, thiếu chữ đệm, khác thứ tự, họ vùng miền, khác.
 */
export type NameMatchReason =
  | 'exact'
  | 'tone-style'
  | 'spacing'
  | 'easily-confused-marks'
  | 'marks-missing'
  | 'tone-marks'
  | 'typing-residue'
  | 'spelling'
  | 'near'
  | 'middle-name-missing'
  | 'word-order'
  | 'regional-doublet'
  | 'different'

/** How far a reason carries, 0 to 1; ranks hits and weighs suspected duplicates, decides nothing alone. */
const WEIGHTS: Readonly<Record<NameMatchReason, number>> = {
  exact: 1,
  'tone-style': 0.99,
  spacing: 0.98,
  'easily-confused-marks': 0.95,
  'marks-missing': 0.92,
  'typing-residue': 0.9,
  'tone-marks': 0.85,
  spelling: 0.75,
  'middle-name-missing': 0.7,
  'word-order': 0.65,
  near: 0.6,
  'regional-doublet': 0.5,
  different: 0,
}

export interface NameMatch {
  /** The product of the weights of all reasons: 1 exact, 0 different. */
  readonly score: number
  /** Never empty; the weakest reason first. */
  readonly reasons: readonly NameMatchReason[]
}

/** Names are bounded where they enter; a longer text is cut for comparing, so that no comparison runs away. */
const LONGEST = 200
/** Huỳnh/Hoàng, Vũ/Võ, Phúc/Phước: one name in two regions, or two families. Weak evidence. */
const DOUBLETS: readonly ReadonlySet<string>[] = [
  new Set(['huynh', 'hoang']),
  new Set(['vu', 'vo']),
  new Set(['phuc', 'phuoc']),
]

/** Compares two full names, in either order with the same result. */
export function compareNames(one: string, other: string): NameMatch {
  const [a, b] = [words(one), words(other)]
  if (a.length === 0 || b.length === 0) return match(['different'])
  const candidates = [compareInOrder(a, b), compareSpacing(a, b), compareWithoutMiddle(a, b), compareAnyOrder(a, b)]
  return candidates.reduce((best, next) => (next.score > best.score ? next : best))
}

function match(reasons: Iterable<NameMatchReason>): NameMatch {
  const distinct = [...new Set(reasons)]
  const telling = distinct.length > 1 ? distinct.filter((reason) => reason !== 'exact') : distinct
  telling.sort((x, y) => WEIGHTS[x] - WEIGHTS[y])
  return { score: telling.reduce((product, reason) => product * WEIGHTS[reason], 1), reasons: telling }
}

function words(name: string): string[] {
  return name
    .slice(0, LONGEST)
    .normalize('NFC')
    .toLocaleLowerCase('vi')
    .replace(/['’.-]/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '')
}

function compareInOrder(a: readonly string[], b: readonly string[]): NameMatch {
  if (a.length !== b.length) return match(['different'])
  return match(a.map((word, i) => compareWords(word, b[i] ?? '')))
}

function compareSpacing(a: readonly string[], b: readonly string[]): NameMatch {
  if (a.length === b.length) return match(['different'])
  const reason = compareWords(a.join(''), b.join(''))
  return WEIGHTS[reason] >= WEIGHTS['tone-marks'] ? match(['spacing', reason]) : match(['different'])
}

/** Family and given name agree, and what one writes between them is a part of what the other writes. */
function compareWithoutMiddle(a: readonly string[], b: readonly string[]): NameMatch {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (short.length < 2 || short.length === long.length) return match(['different'])
  const reasons: NameMatchReason[] = ['middle-name-missing']
  let from = 0
  for (const [i, word] of short.entries()) {
    const last = i === short.length - 1
    const at = last
      ? long.length - 1
      : i === 0
        ? 0
        : long.findIndex((it, k) => k >= from && compareWords(it, word) !== 'different')
    if (at < from) return match(['different'])
    reasons.push(compareWords(word, long[at] ?? ''))
    from = at + 1
  }
  return match(reasons)
}

function compareAnyOrder(a: readonly string[], b: readonly string[]): NameMatch {
  if (a.length !== b.length || a.length < 2) return match(['different'])
  const [x, y] = [a.map(foldTypingResidue), b.map(foldTypingResidue)]
  if (x.toSorted().join(' ') !== y.toSorted().join(' ')) return match(['different'])
  const marked = a.toSorted().join(' ') === b.toSorted().join(' ')
  return match(marked ? ['word-order'] : ['word-order', 'tone-marks'])
}

function compareWords(a: string, b: string): NameMatchReason {
  if (a === b) return 'exact'
  const [x, y] = [canonicalToneStyle(a), canonicalToneStyle(b)]
  if (x === y) return 'tone-style'
  const [p, q] = [foldText(a), foldText(b)]
  if (p === q) {
    if (blurMarks(x) === blurMarks(y)) return 'easily-confused-marks'
    return x === p || y === q ? 'marks-missing' : 'tone-marks'
  }
  const [r, s] = [foldTypingResidue(a), foldTypingResidue(b)]
  if (r === s && r !== '') return 'typing-residue'
  if (spellingKey(p) === spellingKey(q)) return 'spelling'
  if (DOUBLETS.some((pair) => pair.has(p) && pair.has(q))) return 'regional-doublet'
  return isOneEditAway(p, q) ? 'near' : 'different'
}

/** Hỏi and ngã, ô and ơ, ă and â are mixed up by ear and by hand. */
function blurMarks(word: string): string {
  return word
    .normalize('NFD')
    .replace(/\u0303/g, '\u0309')
    .replace(/\u031b/g, '\u0302')
    .replace(/\u0306/g, '\u0302')
}

/** One letter added, lost, changed or swapped with its neighbour; words under three letters are too short to say. */
export function isOneEditAway(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < 3 || Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++
  const [x, y] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  return Math.max(x.length, y.length) <= 1 || (x.length === 2 && y.length === 2 && x[0] === y[1] && x[1] === y[0])
}
