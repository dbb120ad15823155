import * as z from 'zod/mini'

/** Where the pages lie: on the glass (mặt kính), or in the feeder (khay nạp), read on one or both sides. */
export const ScanSource = z.enum(['flatbed', 'feeder', 'feeder-duplex'])
export type ScanSource = z.infer<typeof ScanSource>

export const ScanRequest = z.object({
  source: ScanSource,
  /** Dots per inch; the nearest the scanner can is taken and said in `started`. */
  resolution: z.int().check(z.gte(50), z.lte(1200)),
  colour: z.enum(['colour', 'grey']),
  format: z.enum(['image/jpeg', 'image/png', 'application/pdf']),
  /** Millimetres from the upper left corner; null: all the source can see. */
  area: z.nullable(z.object({ width: z.number(), height: z.number() })),
  /** An open book (sổ A3): each picture becomes its left and its right page. JPEG only. */
  spread: z.boolean(),
})
export type ScanRequest = z.infer<typeof ScanRequest>

export const ScanAbilities = z.object({
  name: z.string(),
  serialNumber: z.string(),
  sources: z
    .array(
      z.object({
        source: ScanSource,
        resolutions: z.array(z.int()),
        colours: z.array(z.enum(['colour', 'grey'])),
        formats: z.array(z.enum(['image/jpeg', 'image/png', 'application/pdf'])),
        /** Millimetres. */
        widest: z.number(),
        longest: z.number(),
      }),
    )
    .check(z.maxLength(3)),
})
export type ScanAbilities = z.infer<typeof ScanAbilities>

export const ScanProgress = z.discriminatedUnion('kind', [
  /** The scanner took the job, with what it made of the request. */
  z.object({ kind: z.literal('started'), resolution: z.int() }),
  /** Bytes of the page that is on its way. */
  z.object({ kind: z.literal('receiving'), page: z.int(), bytes: z.int() }),
  z.object({
    kind: z.literal('page'),
    page: z.int(),
    mediaType: z.enum(['image/jpeg', 'image/png', 'application/pdf']),
    content: z.instanceof(Uint8Array),
  }),
])
export type ScanProgress = z.infer<typeof ScanProgress>

/** Port: what a feature needs of a document scanner (máy quét giấy tờ). Makers' names live in drivers/. */
export interface DocumentScanner {
  /** Stable over restarts. */
  readonly id: string
  readonly simulated: boolean
  readonly abilities: ScanAbilities
  /**
   * Pages as they come, each checked by its own bytes; ends when the glass or the feeder is done. Throws `DeviceError`; pages that
   * came before it are whole and may be kept. Aborting stops the scanner.
   */
  scan(request: ScanRequest, signal: AbortSignal): AsyncIterable<ScanProgress>
}

export interface DocumentScanners {
  /** Those that answer now. */
  find(): Promise<readonly DocumentScanner[]>
  /** Configured ones that do not, with what they failed with. */
  troubles(): readonly { readonly id: string; readonly failure: string; readonly step: string }[]
  lookAgain(): Promise<void>
  close(): Promise<void>
}

/** What a driver does inside the host's process. */
export interface ScanDriver {
  abilities(signal: AbortSignal): Promise<ScanAbilities>
  scan(request: ScanRequest, signal: AbortSignal): AsyncIterable<ScanProgress>
}

/** Pages one job may bring: more is a feeder that does not end. */
export const MOST_PAGES = 200
