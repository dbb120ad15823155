/** How the bytes of a code became text. */
export interface DecodedCode {
  readonly text: string
  readonly encoding: 'utf-8' | 'windows-1258' | 'windows-1252'
}

/** Symbology identifiers whose data carry ECI escapes (ISO/IEC 15424): QR ]Q2 ]Q4 ]Q6, Data Matrix ]d4–6, Aztec ]z3–5, PDF417 ]L1. */
const WITH_ECI = /^\](?:Q[246]|d[456]|z[345]|L1)$/
/** ECI numbers of AIM ITS/04-023 that Vietnamese cards could carry; any other leaves the guess. */
const ECI: Readonly<Record<string, DecodedCode['encoding']>> = {
  '000003': 'windows-1252',
  '000023': 'windows-1252',
  '000026': 'utf-8',
}
const BACKSLASH = 0x5c

/**
 * UTF-8 where the bytes are UTF-8; else Windows-1258, the Vietnamese code page, whose tones are combining marks and join here.
 * Vietnamese text of that page is never UTF-8 by accident: its marked letters are lone bytes above 7F.
 */
function decodeBytes(bytes: Uint8Array): DecodedCode {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' }
  } catch {
    // No UTF-8: that is the answer to the question, not a fault.
    return { text: new TextDecoder('windows-1258').decode(bytes), encoding: 'windows-1258' }
  }
}

/** Takes `\NNNNNN` (a change of encoding) and `\\` (a backslash) out of data under an ECI identifier. */
function decodeWithEci(bytes: Uint8Array): DecodedCode {
  let text = ''
  let encoding: DecodedCode['encoding'] | undefined
  let said: DecodedCode['encoding'] = 'utf-8'
  let run: number[] = []
  const flush = () => {
    if (run.length === 0) return
    const part = Uint8Array.from(run)
    const decoded =
      encoding === undefined || encoding === 'utf-8'
        ? decodeBytes(part)
        : { text: new TextDecoder(encoding).decode(part), encoding }
    text += decoded.text
    said = decoded.encoding
    run = []
  }
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0
    if (byte !== BACKSLASH) {
      run.push(byte)
      continue
    }
    const digits = String.fromCharCode(...bytes.subarray(i + 1, i + 7))
    if (/^\d{6}$/.test(digits)) {
      flush()
      encoding = ECI[digits]
      i += 6
    } else {
      run.push(byte)
      if (bytes[i + 1] === BACKSLASH) i += 1
    }
  }
  flush()
  return { text, encoding: said }
}

/**
 * Text of a code. `symbology` is the AIM identifier or empty. NFC; the terminators many scanners add (CR, LF, TAB, NUL) are
 * taken off the end, control characters inside stay. Never throws.
 */
export function decodeCode(bytes: Uint8Array, symbology: string): DecodedCode {
  const decoded = WITH_ECI.test(symbology) ? decodeWithEci(bytes) : decodeBytes(bytes)
  return { ...decoded, text: decoded.text.replace(/[\r\n\t\0]+$/, '').normalize('NFC') }
}
