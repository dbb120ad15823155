import * as z from 'zod/mini'

/** A reader as the PC/SC service knows it now. */
export const ChipReaderSeen = z.object({
  name: z.string().check(z.maxLength(200)),
  card: z.enum(['absent', 'present', 'mute', 'in-use']),
  /** Answer to reset, upper-case hex; null without a card. */
  atr: z.nullable(z.string().check(z.maxLength(80))),
})
export type ChipReaderSeen = z.infer<typeof ChipReaderSeen>

/** `away`: the PC/SC service does not run, or has died. */
export const ChipReadersSeen = z.object({
  service: z.enum(['up', 'away']),
  readers: z.array(ChipReaderSeen).check(z.maxLength(64)),
})
export type ChipReadersSeen = z.infer<typeof ChipReadersSeen>

/** What opens the chip: the zone's number, birth and expiry with their check digits, or the six digits on the card's front. */
export const ChipAccessKey = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('mrz'), information: z.string().check(z.regex(/^[A-Z0-9<]{24,40}$/)) }),
  z.object({ kind: z.literal('can'), number: z.string().check(z.regex(/^\d{6}$/)) }),
])
export type ChipAccessKey = z.infer<typeof ChipAccessKey>

/** Certificates of document issuers (CSCA) this office trusts, and their lists of revoked signers; DER. */
export const ChipTrust = z.object({
  authorities: z.array(z.instanceof(Uint8Array)),
  revocations: z.array(z.instanceof(Uint8Array)),
})
export type ChipTrust = z.infer<typeof ChipTrust>

export const ChipReadRequest = z.object({
  /** The reader's name; without one the first that holds a card. */
  reader: z.optional(z.string().check(z.maxLength(200))),
  key: ChipAccessKey,
  trust: ChipTrust,
  /** Day of reading, ISO: decides the century of a birth. */
  readOn: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/)),
  /** Spends the last try a card grants for its access number: asked of a person, never assumed. */
  spendLastTry: z._default(z.boolean(), false),
  /** Readers that fell silent in a read of extended length: read in short ones, whatever the card says of itself. `true`: all. */
  shortReads: z.optional(
    z.union([z.literal(true), z.array(z.string().check(z.maxLength(200))).check(z.maxLength(64))]),
  ),
})
export type ChipReadRequest = z.infer<typeof ChipReadRequest>

export const ChipVerdict = z.object({
  verdict: z.enum(['valid', 'cannot-be-checked', 'invalid']),
  /** A code the texts have words for; null where it is valid. */
  reason: z.nullable(z.string().check(z.maxLength(80))),
  /** For the technician, in English. */
  detail: z.nullable(z.string().check(z.maxLength(600))),
})
export type ChipVerdict = z.infer<typeof ChipVerdict>

const Text = z.string().check(z.maxLength(4_000))
const Bytes = z.instanceof(Uint8Array)

/** What the chip says of its holder, in the words of DG1, DG11, DG12 and DG13; dates ISO where they could be read. */
export const ChipFields = z.record(z.string().check(z.maxLength(40)), Text)
export type ChipFields = z.infer<typeof ChipFields>

export const ChipPicture = z.object({
  /** Made anew from the chip's pixels: what is shown was never the chip's own file. */
  jpeg: Bytes,
  width: z.int(),
  height: z.int(),
  source: z.enum(['jpeg', 'jpeg2000']),
})
export type ChipPicture = z.infer<typeof ChipPicture>

export const ChipDocument = z.object({
  ok: z.literal(true),
  reader: Text,
  access: z.enum(['PACE', 'BAC']),
  cipher: z.enum(['3DES', 'AES-128', 'AES-192', 'AES-256']),
  curve: z.nullable(Text),
  /** Why the older way (BAC) was taken; null where it was PACE. */
  fellBack: z.nullable(Text),
  /** Files read, as they stand on the chip. */
  files: z.record(z.string(), Bytes),
  /** Files the card lists and keeps closed: DG3 and DG4 open to the police alone (terminal authentication). */
  closed: z.array(Text),
  /** Listed or wanted, and not there. */
  absent: z.array(Text),
  /** Files that could be read but not understood, with the place. */
  unreadable: z.array(z.object({ file: Text, why: Text })),
  /** The lines of DG1. */
  lines: z.nullable(z.array(Text)),
  /** DG1 and DG13 by field, for holding one against the other; null where the file was not there or not readable. */
  zone: z.nullable(ChipFields),
  details: z.nullable(ChipFields),
  /** The best of all files by field. */
  fields: ChipFields,
  portrait: z.nullable(ChipPicture),
  passiveAuthentication: ChipVerdict,
  activeAuthentication: ChipVerdict,
  chipAuthentication: ChipVerdict,
  steps: z.array(z.object({ name: Text, ms: z.number() })),
  apdus: z.int(),
  /** Bytes of all commands and answers. */
  bytes: z.int(),
  /** Milliseconds: all of it; until the card could be lifted; and of these waiting for its answers. */
  totalMs: z.number(),
  readMs: z.number(),
  cardMs: z.number(),
})
export type ChipDocument = z.infer<typeof ChipDocument>

export const chipRefusals = [
  'no-service',
  'no-reader',
  'no-card',
  'card-mute',
  'card-removed',
  'reader-busy',
  'reader-silent',
  'interrupted',
  'malformed',
  'too-large',
  'refused',
  'wrong-access-key',
  'access-key-blocked',
  'secure-messaging-lost',
  'not-authentic',
  'unsupported',
] as const
export type ChipRefusal = (typeof chipRefusals)[number]

/** Why a card was not read: the exact step, and what the card said. */
export const ChipNotRead = z.object({
  ok: z.literal(false),
  failure: z.enum(chipRefusals),
  step: Text,
  detail: Text,
  statusWord: z.nullable(z.int()),
  triesLeft: z.nullable(z.int()),
  /** The reader, where it fell silent in a read of extended length: short ones may be the cure. */
  silentInLongRead: z.optional(z.string().check(z.maxLength(200))),
})
export type ChipNotRead = z.infer<typeof ChipNotRead>

export const ChipReading = z.discriminatedUnion('ok', [ChipDocument, ChipNotRead])
export type ChipReading = z.infer<typeof ChipReading>

/** One command done: for a bar that moves, and the words beside it. */
export const ChipProgress = z.object({ step: Text, apdus: z.int() })
export type ChipProgress = z.infer<typeof ChipProgress>

/** Port: what a feature needs of the readers for chip cards. Throws `DeviceError` where the driver itself fails. */
export interface ChipReaders {
  readonly seen: ChipReadersSeen
  onChange(listener: (seen: ChipReadersSeen) => void): () => void
  /** Aborting leaves the card and its reader free. */
  readDocument(
    request: ChipReadRequest,
    signal: AbortSignal,
    onProgress?: (progress: ChipProgress) => void,
  ): Promise<ChipReading>
  stop(): Promise<void>
}
