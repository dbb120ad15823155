/** A line of a card's machine-readable zone (TD1): thirty signs, a line of a passport forty-four. */
const MRZ_LINE = /^[A-Z0-9<]{28,46}$/
/** A card's code has seven fields or more. */
const LEAST_SEPARATORS = 4

/** Whether a typed burst is a card's code or a line of its zone; names, numbers and sentences are not, however fast they came. */
export function looksLikeCardCode(text: string): boolean {
  const separators = text.split('|').length - 1
  if (separators >= LEAST_SEPARATORS) return true
  return MRZ_LINE.test(text.trim()) && (text.includes('<') || /^\d{7}[MF<]?/.test(text))
}
