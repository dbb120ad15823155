import * as z from 'zod/mini'
import { PlainDate } from '../calendar/plain-date.ts'
import { UnitCode } from './administrative-unit.ts'

/**
 * One line of `resources/reference/units/units.json`: a unit in one span of its life.
 * `next` are the units that took it over on `validUntil` + 1; null where no mapping is at hand.
 */
export const UnitRow = z.tuple([
  UnitCode,
  /** validFrom */ PlainDate,
  /** validUntil, included; null in force */ z.nullable(PlainDate),
  /** parent */ z.nullable(UnitCode),
  /** full name, NFC, trimmed */ z.string().check(z.minLength(3), z.maxLength(80)),
  /** next */ z.nullable(z.array(UnitCode)),
  /** 'u': the code's span is in doubt; '' otherwise */ z.enum(['', 'u']),
  /** the catalogue's spelling where it differs; '' otherwise */ z.string().check(z.maxLength(80)),
])
export type UnitRow = z.infer<typeof UnitRow>

/** A state of the catalogue that was at hand, and the days it is confirmed for. */
export const UnitState = z.strictObject({
  day: PlainDate,
  confirmedUntil: z.nullable(PlainDate),
  catalogue: z.string(),
  law: z.string(),
})
export type UnitState = z.infer<typeof UnitState>

export const UnitFile = z.strictObject({
  notice: z.string(),
  states: z.array(UnitState).check(z.minLength(1)),
  units: z.array(UnitRow).check(z.minLength(1), z.maxLength(60_000)),
})
export type UnitFile = z.infer<typeof UnitFile>

/** Parses the text of the reference file; throws a zod or JSON error that names the line's path. */
export function parseUnitFile(text: string): UnitFile {
  return UnitFile.parse(JSON.parse(text))
}
