const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const

function digit(n: number): string {
  return DIGITS[n] ?? ''
}

/** 21 hai mươi mốt, 15 mười lăm, 24 hai mươi tư: the unit changes its word after a ten. */
function belowHundred(n: number): string {
  const [tens, unit] = [Math.floor(n / 10), n % 10]
  if (tens === 0) return digit(unit)
  const head = tens === 1 ? 'mười' : `${digit(tens)} mươi`
  if (unit === 0) return head
  if (unit === 5) return `${head} lăm`
  if (tens > 1 && unit === 1) return `${head} mốt`
  if (tens > 1 && unit === 4) return `${head} tư`
  return `${head} ${digit(unit)}`
}

/**
 * 0 … 9999 in Vietnamese words, house style: `linh`, `nghìn`, hundreds spoken out after a thousand (hai nghìn không
 * trăm linh tám), 2000 as `hai nghìn`. Throws `RangeError` outside.
 */
export function numberInWords(n: number): string {
  if (!Number.isInteger(n) || n < 0 || n > 9999) throw new RangeError(`no words for ${n}`)
  if (n < 100) return belowHundred(n)
  const [thousands, hundreds, rest] = [Math.floor(n / 1000), Math.floor((n % 1000) / 100), n % 100]
  const parts: string[] = []
  if (thousands > 0) parts.push(`${digit(thousands)} nghìn`)
  if (hundreds > 0 || (thousands > 0 && rest > 0)) parts.push(`${digit(hundreds)} trăm`)
  if (rest > 0) parts.push(rest < 10 ? `linh ${digit(rest)}` : belowHundred(rest))
  return parts.join(' ')
}

/** Folded words, so that marks and their style do not matter: năm, lăm, nhăm are all five. */
const VALUES: Readonly<Record<string, number>> = {
  khong: 0,
  mot: 1,
  hai: 2,
  ba: 3,
  bon: 4,
  tu: 4,
  nam: 5,
  lam: 5,
  nham: 5,
  sau: 6,
  bay: 7,
  tam: 8,
  chin: 9,
}
const GRAMMAR =
  /^(?:(?<thousands>[a-z]+) (?:nghin|ngan)(?= |$))? ?(?:(?<hundreds>[a-z]+) tram(?= |$))? ?(?:(?<rest>.+))?$/

/**
 * Reads folded words (no marks, lower case, single blanks) of a number below 10,000 in every usual wording: linh or lẻ,
 * nghìn or ngàn, tư or bốn, mốt or một, lăm or năm, with or without `không trăm`. `undefined` for anything else, also for
 * "hai nghìn tám", which may mean 2008 or 2800.
 */
export function findNumberOfWords(folded: string): number | undefined {
  const groups = GRAMMAR.exec(folded)?.groups
  if (!groups || folded === '') return undefined
  const thousands = groups.thousands === undefined ? 0 : VALUES[groups.thousands]
  const hundreds = groups.hundreds === undefined ? 0 : VALUES[groups.hundreds]
  const rest = groups.rest === undefined ? 0 : findBelowHundred(groups.rest, groups.thousands ?? groups.hundreds)
  if (thousands === undefined || hundreds === undefined || rest === undefined) return undefined
  return thousands * 1000 + hundreds * 100 + rest
}

function findBelowHundred(words: string, after: string | undefined): number | undefined {
  const spoken = words.replace(/^(?:linh|le) /, '')
  const joined = spoken !== words
  const tens = /^(?:(?<tens>[a-z]+) )?muoi(?: (?<unit>[a-z]+))?$/.exec(spoken)?.groups
  if (tens) {
    if (joined) return undefined
    const [ten, unit] = [
      tens.tens === undefined ? 1 : VALUES[tens.tens],
      tens.unit === undefined ? 0 : VALUES[tens.unit],
    ]
    return ten === undefined || unit === undefined || ten === 0 ? undefined : ten * 10 + unit
  }
  const value = VALUES[spoken]
  return after !== undefined && !joined ? undefined : value
}
