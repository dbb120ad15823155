import * as z from 'zod/mini'

/**
 * Số chứng minh nhân dân 9 số: number of the card before 2012–2016, history since 2025-01-01. One person may have had
 * several, and in rare cases two persons the same one: it identifies nobody by itself.
 */
export const OldIdentityNumber = z
  .string()
  .check(z.regex(/^\d{9}$/, 'nine digits'))
  .brand<'OldIdentityNumber'>()
export type OldIdentityNumber = z.infer<typeof OldIdentityNumber>

/** Accepts the blanks, dots and hyphens people write between groups of digits. */
export function findOldIdentityNumber(text: string): OldIdentityNumber | undefined {
  const parsed = OldIdentityNumber.safeParse(text.replace(/[\s.-]/g, ''))
  return parsed.success ? parsed.data : undefined
}

/** `•••••2345`: as lists show it until the record is opened. */
export function maskOldIdentityNumber(number: OldIdentityNumber): string {
  return '•'.repeat(5) + number.slice(5)
}
