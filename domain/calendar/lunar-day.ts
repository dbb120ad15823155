import { addDays, type PlainDate, plainDate } from './plain-date.ts'

/** Âm lịch as kept in Vietnam: months begin on the day of the new moon at UTC+7, month 11 holds the winter solstice. */
export interface LunarDay {
  readonly year: number
  /** 1 … 12. */
  readonly month: number
  /** 1 … 30. */
  readonly day: number
  /** Tháng nhuận: the second month of that number in the year. */
  readonly leap: boolean
}

/** Hours east of Greenwich; Beijing's UTC+8 gives another Tết now and then (2007, 2030). */
const ZONE = 7
const SYNODIC_MONTH = 29.530588853
/** Julian day of the new moon from which lunations are counted, 1900-01-01. */
const FIRST_NEW_MOON = 2415021.076998695
const RADIANS = Math.PI / 180

/** Julian day number of the civil day; 2440588 is 1970-01-01. */
function julianDay(day: PlainDate): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000) + 2440588
}

const EPOCH = plainDate('1970-01-01')

function dayOfJulian(julian: number): PlainDate {
  return addDays(EPOCH, julian - 2440588)
}

/**
 * Civil day (UTC+7) of the k-th new moon after 1900-01-01. Mean phase with the periodic terms of Meeus, Astronomical
 * Algorithms, as reduced by Hồ Ngọc Đức ("Tính âm lịch"); good to some minutes between 1800 and 2199.
 */
function newMoonDay(k: number): number {
  const t = k / 1236.85
  const [t2, t3] = [t * t, t * t * t]
  const mean =
    2415020.75933 +
    29.53058868 * k +
    0.0001178 * t2 -
    0.000000155 * t3 +
    0.00033 * Math.sin((166.56 + 132.87 * t - 0.009173 * t2) * RADIANS)
  const sun = (359.2242 + 29.10535608 * k - 0.0000333 * t2 - 0.00000347 * t3) * RADIANS
  const moon = (306.0253 + 385.81691806 * k + 0.0107306 * t2 + 0.00001236 * t3) * RADIANS
  const node = (21.2964 + 390.67050646 * k - 0.0016528 * t2 - 0.00000239 * t3) * RADIANS
  const correction =
    (0.1734 - 0.000393 * t) * Math.sin(sun) +
    0.0021 * Math.sin(2 * sun) -
    0.4068 * Math.sin(moon) +
    0.0161 * Math.sin(2 * moon) -
    0.0004 * Math.sin(3 * moon) +
    0.0104 * Math.sin(2 * node) -
    0.0051 * Math.sin(sun + moon) -
    0.0074 * Math.sin(sun - moon) +
    0.0004 * Math.sin(2 * node + sun) -
    0.0004 * Math.sin(2 * node - sun) -
    0.0006 * Math.sin(2 * node + moon) +
    0.001 * Math.sin(2 * node - moon) +
    0.0005 * Math.sin(2 * moon + sun)
  const deltaT =
    t < -11
      ? 0.001 + 0.000839 * t + 0.0002261 * t2 - 0.00000845 * t3 - 0.000000081 * t * t3
      : -0.000278 + 0.000265 * t + 0.000262 * t2
  return Math.floor(mean + correction - deltaT + 0.5 + ZONE / 24)
}

/** Twelfth of the sun's path, 0 … 11, at midnight (UTC+7) that begins the day; 9 begins with the winter solstice. */
function sunSector(julian: number): number {
  const t = (julian - 2451545.5 - ZONE / 24) / 36525
  const t2 = t * t
  const anomaly = (357.5291 + 35999.0503 * t - 0.0001559 * t2 - 0.00000048 * t * t2) * RADIANS
  const mean = 280.46645 + 36000.76983 * t + 0.0003032 * t2
  const centre =
    (1.9146 - 0.004817 * t - 0.000014 * t2) * Math.sin(anomaly) +
    (0.019993 - 0.000101 * t) * Math.sin(2 * anomaly) +
    0.00029 * Math.sin(3 * anomaly)
  const longitude = (((mean + centre) % 360) + 360) % 360
  return Math.floor(longitude / 30)
}

/** First day of lunar month 11 that ends the given civil year: the month that holds the winter solstice. */
function firstDayOfMonth11(year: number): number {
  const days = julianDay(plainDate(`${String(year).padStart(4, '0')}-12-31`)) - 2415021
  const k = Math.floor(days / SYNODIC_MONTH)
  const start = newMoonDay(k)
  return sunSector(start) >= 9 ? newMoonDay(k - 1) : start
}

/** Months after month 11 at which the leap month stands: the first that holds no principal term. */
function leapMonthOffset(month11: number): number {
  const k = Math.floor((month11 - FIRST_NEW_MOON) / SYNODIC_MONTH + 0.5)
  let i = 1
  let sector = sunSector(newMoonDay(k + i))
  let last: number
  do {
    last = sector
    i++
    sector = sunSector(newMoonDay(k + i))
  } while (sector !== last && i < 14)
  return i - 1
}

function lunationOf(julian: number): number {
  return Math.floor((julian - FIRST_NEW_MOON) / SYNODIC_MONTH + 0.5)
}

/** The mean month misses the true one by up to a day (2054-05-07): look one month on either side. */
function lastNewMoonUpTo(julian: number): number {
  const k = Math.floor((julian - FIRST_NEW_MOON) / SYNODIC_MONTH)
  const candidates = [newMoonDay(k + 1), newMoonDay(k), newMoonDay(k - 1)]
  return candidates.find((start) => start <= julian) ?? newMoonDay(k - 2)
}

/** The lunar day of a civil day. Trustworthy from 1800 to 2199; throws `RangeError` outside. */
export function lunarDayOf(day: PlainDate): LunarDay {
  const civilYear = Number(day.slice(0, 4))
  requireKnownYear(civilYear)
  const julian = julianDay(day)
  const start = lastNewMoonUpTo(julian)
  const thisMonth11 = firstDayOfMonth11(civilYear)
  const before = thisMonth11 >= start
  const [from, to] = before
    ? [
        thisMonth11 === start ? start : firstDayOfMonth11(civilYear - 1),
        thisMonth11 === start ? firstDayOfMonth11(civilYear + 1) : thisMonth11,
      ]
    : [thisMonth11, firstDayOfMonth11(civilYear + 1)]
  const lunarYear = from === thisMonth11 ? civilYear + 1 : civilYear
  const offset = Math.floor((start - from) / 29)
  const leapAt = to - from > 365 ? leapMonthOffset(from) : undefined
  const passedLeap = leapAt !== undefined && offset >= leapAt
  const raw = offset + (passedLeap ? 10 : 11)
  const month = raw > 12 ? raw - 12 : raw
  const year = month >= 11 && offset < 4 ? lunarYear - 1 : lunarYear
  return { year, month, day: julian - start + 1, leap: leapAt === offset }
}

/** The civil day of a lunar day, `undefined` where that year has no such day (leap month, 30th of a short month). */
export function findDayOfLunar(lunar: LunarDay): PlainDate | undefined {
  requireKnownYear(lunar.year)
  if (lunar.month < 1 || lunar.month > 12 || lunar.day < 1 || lunar.day > 30) return undefined
  const earlier = lunar.month < 11
  const from = firstDayOfMonth11(earlier ? lunar.year - 1 : lunar.year)
  const to = firstDayOfMonth11(earlier ? lunar.year : lunar.year + 1)
  let offset = earlier ? lunar.month + 1 : lunar.month - 11
  const leapAt = to - from > 365 ? leapMonthOffset(from) : undefined
  if (lunar.leap && leapAt === undefined) return undefined
  if (leapAt !== undefined && (lunar.leap || offset >= leapAt)) offset++
  const found = dayOfJulian(newMoonDay(lunationOf(from) + offset) + lunar.day - 1)
  const back = lunarDayOf(found)
  const same =
    back.month === lunar.month && back.day === lunar.day && back.leap === lunar.leap && back.year === lunar.year
  return same ? found : undefined
}

function requireKnownYear(year: number): void {
  if (!Number.isInteger(year) || year < 1800 || year > 2199) throw new RangeError(`lunar year out of range: ${year}`)
}
