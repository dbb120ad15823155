import * as z from 'zod/mini'

/** Where a paper printer is: `printer` of `station.json`, or what the technician chose on the screen. */
export const PrinterAddress = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('folder'), folder: z.string() }),
  /** A printer that speaks IPP itself; `authorityFile` is the PEM that signs the certificate of an `ipps://` one, `pin` the SHA-256 of that certificate. */
  z.object({
    kind: z.literal('ipp'),
    uri: z.string(),
    authorityFile: z.optional(z.string()),
    pin: z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/))),
  }),
  /** A queue of this machine's CUPS, over its socket, else over its port. */
  z.object({
    kind: z.literal('cups'),
    queue: z.string(),
    socket: z.optional(z.string()),
    port: z.optional(z.int()),
  }),
  /** The system's own spooler, through the shell: it says no more than that it has taken the job. */
  z.object({ kind: z.literal('spooler'), printer: z.string() }),
])
export type PrinterAddress = z.infer<typeof PrinterAddress>
