import { useMemo } from 'react'
import { useText } from './text.ts'

/** Every office is in one time zone; a station whose clock is set to another still shows the office's time. */
const ZONE = 'Asia/Ho_Chi_Minh'

const clock = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' })
const clockWithSeconds = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})
const calendar = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, day: '2-digit', month: '2-digit', year: 'numeric' })

/** `09:12` from an ISO instant. */
export const clockTime = (instant: string): string => clock.format(new Date(instant))
/** `10:42:07` */
export const clockTimeWithSeconds = (instant: string): string => clockWithSeconds.format(new Date(instant))
/** `24/11/2026` from an ISO instant. */
export const calendarDay = (instant: string): string => calendar.format(new Date(instant))
/** `24/11/2026` from a plain day `2026-11-24`. */
export const plainDay = (day: string): string => day.split('-').reverse().join('/')
/** `09:12` today, `24/11/2026 09:12` on other days. */
export function timeOrDay(instant: string, now: Date = new Date()): string {
  const day = calendarDay(instant)
  return day === calendar.format(now) ? clockTime(instant) : `${day} ${clockTime(instant)}`
}

/** Whole minutes, hours or days as a text key and its count: `moment.minutes` 5. */
export function spanOf(ms: number): {
  key: 'moment.seconds' | 'moment.minutes' | 'moment.hours' | 'moment.days'
  count: number
} {
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 90) return { key: 'moment.seconds', count: seconds }
  if (seconds < 90 * 60) return { key: 'moment.minutes', count: Math.round(seconds / 60) }
  if (seconds < 36 * 3600) return { key: 'moment.hours', count: Math.round(seconds / 3600) }
  return { key: 'moment.days', count: Math.round(seconds / 86_400) }
}

/** Bytes as `38 MB`, `640 kB`, with the decimal comma of the language. */
export function useSizes(): (bytes: number) => string {
  const t = useText()
  return useMemo(() => {
    const number = new Intl.NumberFormat(t.language === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: 1 })
    return (bytes: number) =>
      bytes >= 1_000_000 ? `${number.format(bytes / 1_000_000)} MB` : `${number.format(Math.ceil(bytes / 1000))} kB`
  }, [t])
}

/** "5 phút", "2 giờ" */
export function useSpans(): (ms: number) => string {
  const t = useText()
  return useMemo(
    () => (ms: number) => {
      const { key, count } = spanOf(ms)
      return t(key, { count })
    },
    [t],
  )
}
