import * as z from 'zod/mini'

/** Number of one blank (số sê-ri phôi): letters and marks of its series, then at least three digits. */
export const BlankSerial = z.string().check(z.regex(/^[A-Z0-9./-]{0,16}\d{3,10}$/))
export type BlankSerial = z.infer<typeof BlankSerial>

/** A delivery longer than this was mistyped. */
export const MOST_BLANKS_AT_ONCE = 5000

/** As people type it: blanks out, capital letters. */
export function tidySerial(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, '').toUpperCase()
}

export type BlankRange =
  | { readonly ok: true; readonly serials: readonly BlankSerial[] }
  | { readonly ok: false; readonly failure: 'not-a-serial' | 'not-one-series' | 'range-too-long' }

/** The serial in its series and its running number. */
function split(serial: string): { readonly series: string; readonly digits: string } {
  const digits = /\d+$/.exec(serial)?.[0] ?? ''
  return { series: serial.slice(0, serial.length - digits.length), digits }
}

/** Every number from the first to the last, both included: one series, one width, rising. */
export function blankRange(first: string, last: string): BlankRange {
  const [a, b] = [tidySerial(first), tidySerial(last)]
  if (!BlankSerial.safeParse(a).success || !BlankSerial.safeParse(b).success)
    return { ok: false, failure: 'not-a-serial' }
  const [from, until] = [split(a), split(b)]
  if (from.series !== until.series || from.digits.length !== until.digits.length || from.digits > until.digits)
    return { ok: false, failure: 'not-one-series' }
  const [start, count] = [BigInt(from.digits), BigInt(until.digits) - BigInt(from.digits) + 1n]
  if (count > BigInt(MOST_BLANKS_AT_ONCE)) return { ok: false, failure: 'range-too-long' }
  const width = from.digits.length
  const serials = Array.from(
    { length: Number(count) },
    (_, i) => `${from.series}${String(start + BigInt(i)).padStart(width, '0')}`,
  )
  return { ok: true, serials }
}
