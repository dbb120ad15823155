import { parseDateOfBirth } from '../../domain/person/date-of-birth.ts'
import { normaliseText } from '../../domain/person/text-normalisation.ts'

export interface UnderstoodQuery {
  readonly as: 'personal-number' | 'old-number' | 'name' | 'name-and-birth'
  readonly personalNumber?: string
  readonly oldIdentityNumber?: string
  readonly name?: string
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly birth?: string
  readonly place?: string
}

/** A date or a year at the end of what was typed: "Nguyễn Văn An 1990", "… 15/03/1990". */
const TRAILING_BIRTH = /\s+(\d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{2}-\d{2})$/

function findBirth(text: string): string | undefined {
  const parsed = parseDateOfBirth(text)
  return parsed.ok ? parsed.value : undefined
}

/**
 * One field understands a number, an old number, a name, and a name with a birth year or date. `undefined` for what is too
 * short to search for: nobody browses the register by two letters.
 */
export function understandQuery(typed: {
  query: string
  birth?: string | undefined
  place?: string | undefined
}): UnderstoodQuery | undefined {
  const normalised = normaliseText(typed.query, 300)
  if (!normalised.ok) return undefined
  const text = normalised.value
  const digits = text.replace(/[\s.-]/g, '')
  if (/^\d{12}$/.test(digits)) return { as: 'personal-number', personalNumber: digits }
  if (/^\d{9}$/.test(digits)) return { as: 'old-number', oldIdentityNumber: digits }
  const trailing = TRAILING_BIRTH.exec(text)
  const birth = findBirth(typed.birth ?? '') ?? (trailing?.[1] === undefined ? undefined : findBirth(trailing[1]))
  const name = (trailing ? text.slice(0, trailing.index) : text).trim()
  if (name.replace(/[^\p{L}]/gu, '').length < 3) return undefined
  const place = typed.place?.trim()
  return {
    as: birth === undefined ? 'name' : 'name-and-birth',
    name,
    ...(birth === undefined ? {} : { birth }),
    ...(place ? { place } : {}),
  }
}
