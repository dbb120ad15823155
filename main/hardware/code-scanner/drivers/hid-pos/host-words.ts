import * as z from 'zod/mini'

/** What the host of the HID scanners tells the core while it watches. */
export const FromWatch = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('devices'),
    devices: z
      .array(
        z.object({
          id: z.string().check(z.maxLength(200)),
          name: z.string().check(z.maxLength(120)),
          serialNumber: z.string().check(z.maxLength(80)),
          trouble: z.nullable(z.enum(['no-access', 'unsupported', 'interrupted'])),
        }),
      )
      .check(z.maxLength(16)),
  }),
  z.object({
    kind: z.literal('code'),
    device: z.string().check(z.maxLength(200)),
    symbology: z.string().check(z.regex(/^(?:\][A-Za-z][A-Za-z0-9])?$/)),
    bytes: z.instanceof(Uint8Array).check(z.refine((bytes) => bytes.length <= 6_000)),
  }),
  z.object({
    kind: z.literal('broken'),
    device: z.string().check(z.maxLength(200)),
    why: z.string().check(z.maxLength(40)),
  }),
])
export type FromWatch = z.infer<typeof FromWatch>
