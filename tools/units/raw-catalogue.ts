import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'

const Code = (digits: number) => z.string().check(z.regex(new RegExp(`^\\d{${digits}}$`)))
const Named = z.object({ name: z.string() })

/** Three-level catalogue: province, district, commune. */
export const OldCatalogue = z.array(
  z.object({
    Code: Code(2),
    FullName: z.string(),
    District: z.array(
      z.object({
        Code: Code(3),
        FullName: z.string(),
        Ward: z.nullable(z.array(z.object({ Code: Code(5), FullName: z.string() }))),
      }),
    ),
  }),
)

/** Two-level catalogue: province, commune. */
export const NewCatalogue = z.array(
  z.object({
    Code: Code(2),
    FullName: z.string(),
    Wards: z.array(z.object({ Code: Code(5), FullName: z.string(), ProvinceCode: Code(2) })),
  }),
)

const Successors = z.array(z.object({ new_id: z.string() }))
export const Splits = z.object({
  data: z.array(
    z.object({
      level1_id: Code(2),
      splits: Successors,
      level3s: z.array(z.object({ ...Named.shape, level3_id: Code(5), splits: Successors })),
      level2s: z.optional(z.array(z.object({ level2_id: Code(3), splits: Successors }))),
    }),
  ),
})

const Origins = z.array(z.object({ old_id: z.string(), type: z.enum(['full', 'partial']) }))
export const Merges = z.object({
  data: z.array(
    z.object({
      level1_id: Code(2),
      name: z.string(),
      merges: Origins,
      level2s: z.array(z.object({ level2_id: Code(5), name: z.string(), merges: Origins })),
    }),
  ),
})

/** The five files, with the checksum each must have: a changed source is a new decision, not a silent import. */
export const rawFiles = {
  'units-2021-11-06.json': 'b0cabc57b017c6091f1f04bcb49f1d427fecc33fa7e3770872db7d9bdf33f1ab',
  'units-2025-03-01.json': 'bd7f37a37ffa58fd3cf986ababf62ea33e330ec6059d278fe64bc68502365e03',
  'units-2026-07-25.json': '1945cb05e60783050215d1dc38a15dc35506c5beef0b7bd84769d9a09579a5a2',
  'units-2025-07-01-splits.json': '335cc8907764e63e31f8603f9b46287d21f3916b00695fdcfe9371907aad5aa2',
  'units-2025-07-01-merges.json': '7d4f8cb5ed4be203589faeb9978957e5dc8bb982bc42680b9c2f044ce0e8795a',
} as const

/** Reads and parses one raw file; throws where the checksum or the shape is not the known one. */
export function readRaw<T extends z.ZodMiniType>(folder: string, file: keyof typeof rawFiles, shape: T): z.output<T> {
  const bytes = readFileSync(join(folder, file))
  const found = createHash('sha256').update(bytes).digest('hex')
  if (found !== rawFiles[file]) throw new Error(`${file}: sha256 is ${found}, expected ${rawFiles[file]}`)
  return shape.parse(JSON.parse(bytes.toString('utf8')))
}
