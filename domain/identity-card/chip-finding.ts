import * as z from 'zod/mini'
import { BlobName } from './blob-name.ts'

const Line = z.string().check(z.maxLength(500))
const Code = z.string().check(z.maxLength(60))

/** One check of a chip: never `valid` for what was not checked. `reason` has words in the texts (`chip-reason.<reason>`). */
export const ChipCheck = z.object({
  verdict: z.enum(['valid', 'cannot-be-checked', 'invalid']),
  reason: z.nullable(Code),
})
export type ChipCheck = z.infer<typeof ChipCheck>

/** What the chip of the shown card said of itself (đọc chip), and on what its sources differ: suspected forgery. */
export const ChipFinding = z.object({
  at: z.string(),
  access: z.enum(['PACE', 'BAC']),
  /** Why the older way was taken, in the reader's words. */
  fellBack: z.nullable(Line),
  passive: ChipCheck,
  active: ChipCheck,
  chip: ChipCheck,
  disagreements: z
    .array(
      z.object({
        field: Code,
        values: z.array(z.object({ source: Code, value: Line })).check(z.maxLength(8)),
      }),
    )
    .check(z.maxLength(12)),
  /** Files the card keeps closed to everybody but the police. */
  closed: z.array(Code),
  portrait: z.nullable(BlobName),
})
export type ChipFinding = z.infer<typeof ChipFinding>
