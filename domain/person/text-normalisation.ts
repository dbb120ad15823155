/** Letters of other languages that look like Đ and đ: Eth and African D. */
const LOOK_ALIKES: Readonly<Record<string, string>> = { Ð: 'Đ', Ɖ: 'Đ', ð: 'đ', ɖ: 'đ' }
const LOOK_ALIKE = /[ÐƉðɖ]/g
/** Written from code points, so that the source holds no invisible characters. Zero-width and directional marks are among them. */
const CONTROL = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/u

export type NormalisedText =
  | { readonly ok: true; readonly value: string; readonly repairedLookAlikes: number }
  | {
      readonly ok: false
      readonly failure: 'control-character' | 'too-long'
      /** Code point as `U+200B`, and its place in the text as it came. */
      readonly character?: string
      readonly at?: number
      readonly most?: number
    }

/**
 * Text at the edge of the program (typed, pasted, scanned): composed (NFC), Eth and its kin made Đ, blanks single and
 * trimmed. Control and invisible characters are refused, not dropped: a name with one is not the name on the screen.
 * Tabs and line ends count as blanks.
 */
export function normaliseText(text: string, longest = 500): NormalisedText {
  if (text.length > longest) return { ok: false, failure: 'too-long', most: longest }
  const spaced = text.replace(/[\t\r\n\u00a0\u202f]/g, ' ')
  const found = CONTROL.exec(spaced)
  if (found) {
    const point = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    return { ok: false, failure: 'control-character', character: `U+${point}`, at: found.index }
  }
  const composed = spaced.normalize('NFC')
  const repairedLookAlikes = composed.match(LOOK_ALIKE)?.length ?? 0
  const value = composed
    .replace(LOOK_ALIKE, (letter) => LOOK_ALIKES[letter] ?? letter)
    .replace(/\s+/g, ' ')
    .trim()
  return { ok: true, value, repairedLookAlikes }
}
