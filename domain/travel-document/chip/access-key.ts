import { mrzCheckDigit } from '../mrz-check-digit.ts'
import { fromAscii } from './byte-string.ts'
import type { ChipCryptography } from './chip-cryptography.ts'

/** What opens the chip: the machine-readable zone, or the card access number (CAN, six digits on the front). ICAO 9303-11 4.4.3. */
export type AccessKey =
  | { readonly kind: 'mrz'; readonly information: string }
  | { readonly kind: 'can'; readonly number: string }

export interface MrzAccessParts {
  /** As the document shows it, without check digit; of the Vietnamese card the last nine digits of the personal number. */
  readonly documentNumber: string
  /** YYMMDD */
  readonly birth: string
  /** YYMMDD */
  readonly expiry: string
}

/** MRZ information: number, birth and expiry, each with its check digit. ICAO 9303-11 4.3.2 and appendix D.2. */
export function mrzInformation(parts: MrzAccessParts): string {
  const number = parts.documentNumber.toUpperCase().padEnd(9, '<')
  return [number, parts.birth, parts.expiry].map((part) => part + mrzCheckDigit(part)).join('')
}

/**
 * MRZ information out of the lines of a zone: three of thirty (TD1) or two of forty-four (TD3) or of
 * thirty-six (TD2), whose second lines agree in what counts here; undefined where they are neither. Numbers of
 * more than nine places go on in the optional data, ICAO 9303-5 4.2.2 note j (TD1), 9303-6 4.2.2.2 (TD2).
 */
export function findMrzInformation(lines: readonly string[]): string | undefined {
  const [one = '', two = ''] = lines
  if (lines.length === 2 && one.length === two.length && (one.length === 44 || one.length === 36)) {
    const goesOn = one.length === 36 && two.charAt(9) === '<'
    const number = goesOn ? two.slice(0, 9) + (two.slice(28, 35).split('<', 1)[0] ?? '') : two.slice(0, 10)
    return number + two.slice(13, 20) + two.slice(21, 28)
  }
  if (lines.length !== 3 || one.length !== 30 || two.length !== 30) return undefined
  const dates = two.slice(0, 7) + two.slice(8, 15)
  if (one.charAt(14) !== '<') return one.slice(5, 15) + dates
  const rest = one.slice(15).split('<', 1)[0] ?? ''
  return one.slice(5, 14) + rest + dates
}

/** Bytes that keys are derived from: SHA-1 of the MRZ information, or the CAN as it is. ICAO 9303-11 table 7, K = f(π). */
export function passwordOf(key: AccessKey, cryptography: ChipCryptography): Uint8Array {
  return key.kind === 'can' ? fromAscii(key.number) : cryptography.hash('SHA-1', fromAscii(key.information))
}
