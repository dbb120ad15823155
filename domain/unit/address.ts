import * as z from 'zod/mini'
import { PlainDate } from '../calendar/plain-date.ts'
import { CommuneCode, DistrictCode, ProvinceCode } from './administrative-unit.ts'

/**
 * A place as it was recorded. The codes belong to the unit table of the day `asOf`; they are never rewritten, today's
 * unit is derived (`successorsOf`). Places of decades ago may have no codes at all: then `written` or `detail` is the place.
 */
export const Address = z.strictObject({
  /** House number, hamlet, street (số nhà, thôn, đường). */
  detail: z.string().check(z.maxLength(200)),
  communeCode: z.optional(CommuneCode),
  /** Until 2025-06-30 only. */
  districtCode: z.optional(DistrictCode),
  provinceCode: z.optional(ProvinceCode),
  asOf: PlainDate,
  /** As the paper, chip or QR wrote it. */
  written: z.optional(z.string().check(z.maxLength(500))),
})
export type Address = z.infer<typeof Address>
