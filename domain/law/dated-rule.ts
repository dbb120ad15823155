import type { PlainDate } from '../calendar/plain-date.ts'

/** One span of time in which a legal value holds; both ends are included, `until` null means still in force. */
export interface RuleSpan<T> {
  readonly from: string
  readonly until: string | null
  readonly value: T
  /** Law and article the value was taken from, as a clerk would cite it. */
  readonly source: string
  /** Set where the value was not read in the law itself: screens and papers then say "chưa xác nhận". */
  readonly unconfirmed?: true
}

/** No span of the rule covers the day that was asked for: the program refuses to guess. */
export class NoRuleInForce extends Error {
  override readonly name = 'NoRuleInForce'

  readonly day: PlainDate

  constructor(day: PlainDate, known: string) {
    super(`no rule in force on ${day}; known: ${known}`)
    this.day = day
  }
}

export interface DatedRule<T> {
  /** The value in force on the day. Throws `NoRuleInForce` outside all spans. */
  at(day: PlainDate): T
  /** The whole span in force on the day, with its source. Throws `NoRuleInForce` outside all spans. */
  spanAt(day: PlainDate): RuleSpan<T>
  readonly spans: readonly RuleSpan<T>[]
}

/**
 * A legal value that is asked for the day that counts and never for "now".
 * Spans may not overlap; a gap is an honest answer ("no rule known").
 */
export function datedRule<T>(spans: readonly RuleSpan<T>[]): DatedRule<T> {
  const sorted = [...spans].sort((a, b) => a.from.localeCompare(b.from))
  for (const [i, span] of sorted.entries()) {
    const next = sorted[i + 1]
    if (span.until !== null && span.until < span.from) throw new RangeError(`span ends before it begins: ${span.from}`)
    if (next && (span.until === null || span.until >= next.from)) throw new RangeError(`spans overlap at ${next.from}`)
  }
  function spanAt(day: PlainDate): RuleSpan<T> {
    const found = sorted.find((span) => span.from <= day && (span.until === null || day <= span.until))
    if (!found) throw new NoRuleInForce(day, sorted.map((s) => `${s.from}…${s.until ?? ''}`).join(', '))
    return found
  }
  return { at: (day) => spanAt(day).value, spanAt, spans: sorted }
}
