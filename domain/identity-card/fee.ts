import * as z from 'zod/mini'
import type { PlainDate } from '../calendar/plain-date.ts'
import { type DatedRule, datedRule } from '../law/dated-rule.ts'
import type { ApplicationKind, ReasonCode } from './application-reason.ts'

/** Claimed exemptions; the first three are proved by a paper, the last is the office's own fault. */
export const FeeExemption = z.enum(['poor-household', 'war-invalid', 'orphan-under-16', 'office-error'])
export type FeeExemption = z.infer<typeof FeeExemption>

interface FeeTable {
  /** In đồng: chuyển từ CMND, cấp đổi, cấp lại. */
  readonly fromOldIdentityCard: number
  readonly exchange: number
  readonly reissue: number
}

export interface Fee {
  /** In đồng, 0 where free. */
  readonly amount: number
  /** Why nothing is taken: words `free.<why>`. */
  readonly freeBecause?: 'first-issue' | 'age-reached' | 'units-rearranged' | FeeExemption
  readonly source: string
  readonly unconfirmed?: true
}

const FULL: FeeTable = { fromOldIdentityCard: 30_000, exchange: 50_000, reissue: 70_000 }
const HALF: FeeTable = { fromOldIdentityCard: 15_000, exchange: 25_000, reissue: 35_000 }
const TT_59 = 'Thông tư 59/2019/TT-BTC'

/**
 * Fees by day of filing. Temporary reductions before 2025-07 were not read; from 2027 on nothing is known, and
 * Thông tư 117/2026/TT-BTC (reduction for "công dân số") was not read.
 */
const FEES: DatedRule<FeeTable> = datedRule<FeeTable>([
  {
    from: '2021-01-01',
    until: '2025-06-30',
    value: FULL,
    source: `${TT_59} (các đợt giảm tạm thời: chưa đọc)`,
    unconfirmed: true,
  },
  { from: '2025-07-01', until: '2026-12-31', value: HALF, source: `${TT_59}; Thông tư 64/2025/TT-BTC (giảm 50%)` },
  {
    from: '2027-01-01',
    until: null,
    value: FULL,
    source: `${TT_59}; Thông tư 117/2026/TT-BTC chưa đọc`,
    unconfirmed: true,
  },
])

/** What the citizen pays. First issue, reached age, rearranged units and the office's own errors cost nothing. */
export function cardFee(question: {
  readonly day: PlainDate
  readonly kind: ApplicationKind
  readonly reason: ReasonCode
  readonly exemption?: FeeExemption | undefined
}): Fee {
  const { day, kind, reason, exemption } = question
  const span = FEES.spanAt(day)
  const base = { source: span.source, ...(span.unconfirmed ? { unconfirmed: true as const } : {}) }
  const free = freeBecause(kind, reason) ?? exemption
  if (free !== undefined) return { amount: 0, freeBecause: free, ...base, source: `${TT_59}, Điều 5` }
  if (kind === 'first-issue') return { amount: span.value.fromOldIdentityCard, ...base }
  return { amount: kind === 'exchange' ? span.value.exchange : span.value.reissue, ...base }
}

function freeBecause(kind: ApplicationKind, reason: ReasonCode): Fee['freeBecause'] {
  if (kind === 'first-issue' && reason !== 'from-old-identity-card') return 'first-issue'
  if (reason === 'age-reached') return 'age-reached'
  return reason === 'units-rearranged' ? 'units-rearranged' : undefined
}

/** `25.000 đồng`, as receipts print it; `Không thu` for nothing. */
export function formatFee(fee: Fee): string {
  if (fee.amount === 0) return 'Không thu'
  return `${String(fee.amount).replace(/\B(?=(\d{3})+$)/g, '.')} đồng`
}
