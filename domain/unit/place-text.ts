/** How the names of places are compared and searched; printing always uses the source string. */

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g
const MARKS = /[\u0300-\u036f]/g

/** Repairs Eth and African D to Đ, unifies apostrophes, dashes and blanks, and composes (NFC). */
export function cleanPlaceText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u00d0\u0189]/g, 'Đ')
    .replace(/\u00f0/g, 'đ')
    .replace(/[\u2018\u2019\u02bc`´]/g, "'")
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
}

/**
 * Same text for the same name, whatever the case and the place of the tone mark (`Hòa` and `Hoà`); the tone itself
 * still counts (`Hoa` is another name). `Phường 01` is `Phường 1`. Each syllable's tone is moved to its end.
 */
export function comparablePlaceName(text: string): string {
  return cleanPlaceText(text)
    .toLocaleLowerCase('vi')
    .replace(/ ?- ?/g, ' - ')
    .replace(/(?<!\d)0+(?=\d)/g, '')
    .split(' ')
    .map((syllable) => {
      const letters = syllable.normalize('NFD')
      return letters.replace(TONES, '') + (letters.match(TONES) ?? []).join('')
    })
    .join(' ')
    .trim()
}

/** For search: no marks, no case, no punctuation; `Đắk R'Lấp` becomes `dak rlap`. */
export function foldPlaceName(text: string): string {
  return cleanPlaceText(text)
    .normalize('NFD')
    .replace(MARKS, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/'/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}
