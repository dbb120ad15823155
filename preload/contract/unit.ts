import * as z from 'zod/mini'
import { defineContract } from './define-contract.ts'

export const UnitView = z.object({
  code: z.string(),
  name: z.string(),
  level: z.enum(['province', 'district', 'commune']),
  parentCode: z.nullable(z.string()),
  /** "Phường Hàng Gai, Quận Hoàn Kiếm, Thành phố Hà Nội" */
  path: z.string(),
  validFrom: z.string(),
})
export type UnitView = z.infer<typeof UnitView>

const day = z.string().check(z.maxLength(10))

export const unitContract = defineContract({
  /** Tone-insensitive search among the communes (and, before 2025-07-01, districts) of a day; at most 30. */
  'unit.search': {
    request: z.strictObject({ text: z.string().check(z.maxLength(100)), day }),
    reply: z.object({ units: z.array(UnitView) }),
    failures: [],
  },
  'unit.children': {
    request: z.strictObject({ parentCode: z.nullable(z.string()), day }),
    reply: z.object({ units: z.array(UnitView) }),
    failures: ['no-such-unit'],
  },
})
