import type { Store } from '../../store/index.ts'

/** When the first receipt came that covers the approval of application `a`, by the centre's clock; NULL before. */
const RECEIPTED_AT = `(SELECT r.at FROM centre_receipt r
  WHERE r.epoch = a.approved_epoch AND r.seq >= a.approved_seq ORDER BY r.seq LIMIT 1)`

export interface DayCounts {
  readonly received: number
  readonly approved: number
  readonly receipted: number
  readonly due: number
  readonly overdue: number
}

/** Today's numbers; `since` is the start of the real day in UTC, `day` the legal day for what is due. */
export function countDay(store: Store, since: string, day: string): DayCounts {
  const row = store.sqlite
    .prepare<[string, string, string, string, string, string], DayCounts>(
      `SELECT
         count(*) FILTER (WHERE a.saved_at >= ? AND a.received_on = ?) AS received,
         count(*) FILTER (WHERE e.recorded_at >= ?) AS approved,
         count(*) FILTER (WHERE ${RECEIPTED_AT} >= ?) AS receipted,
         count(*) FILTER (WHERE a.due_day = ? AND a.state NOT IN ('refused', 'withdrawn')) AS due,
         count(*) FILTER (WHERE a.due_day < ? AND a.state NOT IN ('refused', 'withdrawn', 'in-production')) AS overdue
       FROM application a LEFT JOIN office_event e ON e.epoch = a.approved_epoch AND e.seq = a.approved_seq`,
    )
    .get(since, day, since, since, day, day)
  return row ?? { received: 0, approved: 0, receipted: 0, due: 0, overdue: 0 }
}

export interface QualityCounts {
  readonly open: number
  readonly withGaps: number
  readonly warnings: number
  readonly suspectedDuplicates: number
}

export function countQuality(store: Store): QualityCounts {
  const row = store.sqlite
    .prepare<[], QualityCounts>(
      `SELECT count(*) AS open,
         count(*) FILTER (WHERE open_gaps > 0) AS withGaps,
         coalesce(sum(open_warnings), 0) AS warnings,
         (SELECT count(*) FROM (
            SELECT 1 FROM application WHERE state NOT IN ('refused', 'withdrawn') AND form ->> '$.fields.personalNumber.text' <> ''
            GROUP BY form ->> '$.fields.personalNumber.text' HAVING count(*) > 1)) AS suspectedDuplicates
       FROM application WHERE state NOT IN ('refused', 'withdrawn', 'in-production')`,
    )
    .get()
  return row ?? { open: 0, withGaps: 0, warnings: 0, suspectedDuplicates: 0 }
}

/** Seconds from approval to receipt of today's applications, median; `undefined` before the first. */
export function medianSecondsToReceipt(store: Store, since: string): number | undefined {
  const rows = store.sqlite
    .prepare<[string], { seconds: number }>(
      `SELECT (julianday(${RECEIPTED_AT}) - julianday(e.recorded_at)) * 86400 AS seconds
       FROM application a JOIN office_event e ON e.epoch = a.approved_epoch AND e.seq = a.approved_seq
       WHERE e.recorded_at >= ? AND seconds IS NOT NULL ORDER BY seconds`,
    )
    .all(since)
  return rows[Math.floor(rows.length / 2)]?.seconds
}
