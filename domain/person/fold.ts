const MARKS = /[\u0300-\u036f]/g
/** The five tone marks: huyền, sắc, ngã, hỏi, nặng. */
const TONE = '[\\u0300\\u0301\\u0303\\u0309\\u0323]'

/**
 * Search form of a text: no marks, đ as d, lower case, single blanks. `"  Nguyễn  THỊ Đông "` gives `nguyen thi dong`.
 * A collator of base strength is no substitute: in ICU `vi`, ê differs from e and đ from d.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(MARKS, '')
    .replace(/[đĐðÐɖƉ]/g, 'd')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
}

const LATE_TONE_OA = new RegExp(`([oO])([aAeE])(${TONE})(?![\\p{L}\\p{M}])`, 'gu')
const LATE_TONE_UY = new RegExp(`(?<![qQ])([uU])([yY])(${TONE})(?![\\p{L}\\p{M}])`, 'gu')

/**
 * One spelling for both legal tone-mark styles: `hoà`, `khoẻ`, `thuỷ` become `hòa`, `khỏe`, `thủy`. They differ only in
 * open oa, oe and uy, and never after q. For comparing only: papers keep the spelling of their source.
 */
export function canonicalToneStyle(text: string): string {
  return text.normalize('NFD').replace(LATE_TONE_OA, '$1$3$2').replace(LATE_TONE_UY, '$1$3$2').normalize('NFC')
}

/** Tone keys after the first vowel; cut there by hand, for a look-behind takes quadratic time on hostile text. */
function dropToneKeys(letters: string): string {
  const vowel = letters.search(/[aeiouyw]/)
  return vowel < 0 ? letters : letters.slice(0, vowel) + letters.slice(vowel).replace(/[sfrxj]/g, '')
}

function foldSyllable(syllable: string): string {
  if (!/[a-z]/.test(syllable)) return syllable
  return syllable
    .replace(/[0-9]/g, '')
    .replace(/dd/g, 'd')
    .replace(/[a-z]+/g, dropToneKeys)
    .replace(/aa|aw/g, 'a')
    .replace(/ee/g, 'e')
    .replace(/oo|ow/g, 'o')
    .replace(/uw/g, 'u')
    .replace(/w/g, 'u')
}

/**
 * Search form that also forgives keystrokes left over from an input method: Telex `Nguyeenx`, `Ddawng`, VNI `Tran62`.
 * Vietnamese syllables carry no s, f, r, x or j after their vowel and no doubled vowel letters of Telex, so clean names
 * fold as `foldText` folds them; other names only lose letters, alike on both sides of a comparison.
 */
export function foldTypingResidue(text: string): string {
  return foldText(text).split(' ').map(foldSyllable).join(' ')
}
