import type { PlainDate } from '../calendar/plain-date.ts'
import { addWorkingDays, type WorkCalendar } from '../calendar/working-days.ts'
import { type DatedRule, datedRule } from '../law/dated-rule.ts'
import type { ApplicationKind } from './application-reason.ts'

/** City and town; mountainous, border and island districts; the rest. Only the 2014 law makes the difference. */
export type OfficeArea = 'city' | 'upland' | 'other'

type LimitInWorkingDays = (kind: ApplicationKind, area: OfficeArea) => number

/** Working days from a valid file to the card. */
const TIME_LIMIT: DatedRule<LimitInWorkingDays> = datedRule<LimitInWorkingDays>([
  {
    from: '2021-01-01',
    until: '2024-06-30',
    source: 'Luật Căn cước công dân 59/2014/QH13, Điều 25',
    value: (kind, area) => {
      if (area === 'upland') return 20
      return area === 'city' && kind !== 'reissue' ? 7 : 15
    },
  },
  { from: '2024-07-01', until: '2026-06-30', source: 'Luật Căn cước 26/2023/QH15, Điều 26', value: () => 7 },
  {
    from: '2026-07-01',
    until: null,
    source: 'Luật Căn cước 26/2023/QH15, Điều 26, sửa đổi bởi Luật 118/2025/QH15 (chưa đọc toàn văn)',
    unconfirmed: true,
    value: () => 7,
  },
])

export interface DueDay {
  readonly day: PlainDate
  readonly workingDays: number
  readonly source: string
  readonly unconfirmed?: true
}

/** Day for the appointment slip; the day of receipt is not counted. Unconfirmed where a year's holidays are not announced. */
export function dueDay(
  question: { readonly receivedOn: PlainDate; readonly kind: ApplicationKind; readonly area: OfficeArea },
  calendar: WorkCalendar,
): DueDay {
  const span = TIME_LIMIT.spanAt(question.receivedOn)
  const workingDays = span.value(question.kind, question.area)
  const day = addWorkingDays(question.receivedOn, workingDays, calendar)
  const years = [question.receivedOn, day].map((one) => Number(one.slice(0, 4)))
  const unsure = span.unconfirmed === true || !years.every((year) => calendar.isAnnounced(year))
  return { day, workingDays, source: span.source, ...(unsure ? { unconfirmed: true as const } : {}) }
}
