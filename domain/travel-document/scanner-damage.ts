/** What Windows-1252 shows for the bytes 80–9F, where it differs from Latin-1. */
const WINDOWS_1252: ReadonlyMap<string, number> = new Map(
  [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'].map((character, i) => [character, 0x80 + i]),
)

/**
 * Undoes UTF-8 that a scanner or its driver took for Windows-1252 (`Nguyá»…n` for `Nguyễn`). `undefined` where the text
 * is no such thing: a single character outside that code page, or bytes that are no UTF-8, say so.
 */
export function findUtf8ReadAsWindows1252(text: string): string | undefined {
  if (!/[\u00c2-\u00f4]/.test(text)) return undefined
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const byte = code < 0x100 ? code : WINDOWS_1252.get(text.charAt(i))
    if (byte === undefined) return undefined
    bytes[i] = byte
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Not UTF-8 underneath: the question is answered, nothing is lost.
    return undefined
  }
}

/** What the digit keys give under the Vietnamese keyboard layout of Windows: ă â ê ô đ, and tones that join them. */
const FROM_DIGIT_KEYS = /[ăâêôđằẳẵắặầẩẫấậềểễếệồổỗốộ]|[\u0300\u0301\u0303\u0309\u0323]/giu

/**
 * Whether a wedge scanner typed through a Vietnamese keyboard layout: the head of the code, a twelve-digit number on
 * every card, came out as marked letters. The tones merge, so the digits cannot be won back.
 */
export function looksTypedThroughInputMethod(text: string): boolean {
  const head = (text.split('|', 1)[0] ?? '').slice(0, 40).normalize('NFC').replace(/\s/g, '')
  const marked = head.match(FROM_DIGIT_KEYS)?.length ?? 0
  const digits = head.match(/\d/g)?.length ?? 0
  return marked >= 3 && marked + digits >= 6 && marked + digits >= head.length * 0.6
}

/**
 * Whether a zone (MRZ), which knows A–Z, digits and `<` alone, came out with Vietnamese letters: an input method took `A1` for `Á` or `DD`
 * for `Đ`. Which letters stood there cannot be told.
 */
export function looksLikeZoneThroughInputMethod(text: string): boolean {
  const signs = text.normalize('NFC').replace(/\s/g, '')
  if (signs.length < 20 || !signs.includes('<')) return false
  const zone = signs.match(/[A-Z0-9<]/g)?.length ?? 0
  const marked = signs.match(/[À-ỹĐđ]/gu)?.length ?? 0
  return marked > 0 && zone + marked === signs.length && zone >= signs.length * 0.8
}
