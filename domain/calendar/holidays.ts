import { datedRule } from '../law/dated-rule.ts'
import type { AnnouncedYear } from './announced-years.ts'
import { findDayOfLunar } from './lunar-day.ts'
import { addDays, dayOfWeek, isWeekend, type PlainDate, plainDate } from './plain-date.ts'

export type HolidayKind =
  | 'new-year'
  | 'tet'
  | 'hung-kings'
  | 'reunification'
  | 'labour-day'
  | 'national-day'
  | 'further-holiday'
  | 'compensation'
  | 'swapped-off'

export interface Holiday {
  readonly day: PlainDate
  readonly kind: HolidayKind
  /** Vietnamese name, as a calendar on the wall prints it. */
  readonly name: string
  readonly source: string
  /** The day follows from a default or from an announcement that was not read in the original. */
  readonly unconfirmed?: true
}

interface HolidayLaw {
  readonly tetDays: number
  readonly nationalDays: number
}

/** Days off with pay that the law grants: Tết and Quốc khánh changed with the Labour Code of 2019. */
const HOLIDAY_LAW = datedRule<HolidayLaw>([
  {
    from: '2013-05-01',
    until: '2020-12-31',
    value: { tetDays: 5, nationalDays: 1 },
    source: 'Bộ luật Lao động 10/2012/QH13, Điều 115',
  },
  {
    from: '2021-01-01',
    until: null,
    value: { tetDays: 5, nationalDays: 2 },
    source: 'Bộ luật Lao động 45/2019/QH14, Điều 112',
  },
])

const REST_IN_LIEU = 'Bộ luật Lao động 45/2019/QH14, Điều 111 khoản 3'

function lunarDay(year: number, month: number, day: number): PlainDate {
  const found = findDayOfLunar({ year, month, day, leap: false })
  if (found === undefined) throw new RangeError(`no day ${day}/${month} in lunar year ${year}`)
  return found
}

/** Without an announcement: Tết beginning on a Tuesday has one day before, other years two, as announced since 2021. */
function usualTetDaysBefore(tet: PlainDate): 1 | 2 {
  return dayOfWeek(tet) === 2 ? 1 : 2
}

/** Without an announcement: the neighbour that is itself a working day, and joins the weekend where it can. */
function usualNationalDayExtra(nationalDay: PlainDate): 'before' | 'after' {
  return [1, 4, 7].includes(dayOfWeek(nationalDay)) ? 'after' : 'before'
}

/**
 * Public holidays of a civil year, ascending: the days the law names, then days off in their place where one falls on
 * a weekend, then announced swaps. Years from 2014; `NoRuleInForce` before.
 */
export function holidaysOf(year: number, announced?: AnnouncedYear): readonly Holiday[] {
  const span = HOLIDAY_LAW.spanAt(plainDate(`${year}-01-01`))
  const { value: law, source } = span
  const tet = lunarDay(year, 1, 1)
  const nationalDay = plainDate(`${year}-09-02`)
  const before = announced?.tetDaysBefore ?? usualTetDaysBefore(tet)
  const extra = announced?.nationalDayExtra ?? usualNationalDayExtra(nationalDay)
  const open = announced === undefined || announced.unconfirmed ? ({ unconfirmed: true } as const) : {}
  const chosenBy = announced?.source ?? source

  const named: Holiday[] = [
    { day: plainDate(`${year}-01-01`), kind: 'new-year', name: 'Tết Dương lịch', source },
    { day: lunarDay(year, 3, 10), kind: 'hung-kings', name: 'Giỗ Tổ Hùng Vương', source },
    { day: plainDate(`${year}-04-30`), kind: 'reunification', name: 'Ngày Chiến thắng', source },
    { day: plainDate(`${year}-05-01`), kind: 'labour-day', name: 'Ngày Quốc tế lao động', source },
    { day: nationalDay, kind: 'national-day', name: 'Quốc khánh', source },
  ]
  for (let i = 0; i < law.tetDays; i++) {
    const certain = i >= before && i < law.tetDays - 1
    const day = addDays(tet, i - before)
    named.push({ day, kind: 'tet', name: 'Tết Âm lịch', source: certain ? source : chosenBy, ...(certain ? {} : open) })
  }
  if (law.nationalDays === 2) {
    const day = addDays(nationalDay, extra === 'before' ? -1 : 1)
    named.push({ day, kind: 'national-day', name: 'Quốc khánh', source: chosenBy, ...open })
  }
  for (const { day, name } of announced?.furtherHolidays ?? []) {
    named.push({ day, kind: 'further-holiday', name, source: chosenBy, ...open })
  }
  const all = [...named, ...inLieu(named)]
  for (const day of announced?.swappedOff ?? []) {
    if (!all.some((it) => it.day === day))
      all.push({ day, kind: 'swapped-off', name: 'Nghỉ hoán đổi', source: chosenBy, ...open })
  }
  return all.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
}

/** Each holiday on a Saturday or Sunday is made up for on the next working day. */
function inLieu(named: readonly Holiday[]): Holiday[] {
  const taken = new Set(named.map((it) => it.day))
  const added: Holiday[] = []
  const onWeekend = named.filter((it) => isWeekend(it.day)).sort((a, b) => (a.day < b.day ? -1 : 1))
  for (const holiday of onWeekend) {
    let day = addDays(holiday.day, 1)
    while (isWeekend(day) || taken.has(day)) day = addDays(day, 1)
    taken.add(day)
    const open = holiday.unconfirmed ? ({ unconfirmed: true } as const) : {}
    added.push({ day, kind: 'compensation', name: `Nghỉ bù ${holiday.name}`, source: REST_IN_LIEU, ...open })
  }
  return added
}
