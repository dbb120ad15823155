/** Value of a character of the machine-readable zone: digits, A=10 … Z=35, `<`=0. ICAO 9303-3, section 4.9. */
function weightOf(character: string): number {
  if (character >= '0' && character <= '9') return character.charCodeAt(0) - 48
  if (character >= 'A' && character <= 'Z') return character.charCodeAt(0) - 55
  return 0
}

/** Check digit with weights 7, 3, 1, as one character. Expects characters of the zone only: `A`–`Z`, `0`–`9`, `<`. */
export function mrzCheckDigit(text: string): string {
  let sum = 0
  for (let i = 0; i < text.length; i++) sum += weightOf(text.charAt(i)) * ([7, 3, 1][i % 3] ?? 0)
  return String(sum % 10)
}
