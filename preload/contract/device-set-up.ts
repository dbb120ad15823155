import * as z from 'zod/mini'
import { defineContract } from './define-contract.ts'
import { PrinterUse } from './printing.ts'

const Words = z.string().check(z.maxLength(200))
const Id = z.string().check(z.maxLength(300))
const Pin = z.string().check(z.regex(/^[0-9a-f]{64}$/))

/** A printer as it announced itself on the network (DNS-SD). */
const FoundPrinter = z.object({
  name: z.string(),
  model: z.string(),
  /** Where it stands, in the words of whoever set it up. */
  place: z.string(),
  address: z.string(),
  /** The encrypted way first, where it has both. */
  uris: z.array(z.string()),
  pdf: z.boolean(),
  twoSided: z.boolean(),
  colour: z.boolean(),
})
export type FoundPrinter = z.infer<typeof FoundPrinter>

const FoundScanner = z.object({
  name: z.string(),
  place: z.string(),
  address: z.string(),
  url: z.string(),
  feeder: z.boolean(),
})
export type FoundScanner = z.infer<typeof FoundScanner>

const UsedPrinter = z.object({
  label: z.string(),
  address: z.string(),
  /** Chosen on the screen; named by `station.json`; or, for blanks, the printer of the forms. */
  origin: z.enum(['chosen', 'station-file', 'as-forms']),
})
export type UsedPrinter = z.infer<typeof UsedPrinter>

const UsedScanner = z.object({
  id: z.string(),
  label: z.string(),
  address: z.string(),
  simulated: z.boolean(),
  /** Those of `station.json` are taken away there. */
  removable: z.boolean(),
  /** Code of `device.*` in the texts; null where it answers. */
  trouble: z.nullable(z.string()),
})

/** What this desk prints on and scans with; the first scanner is the one a clerk is offered first. */
export const SetUpView = z.object({
  mayChoose: z.boolean(),
  printers: z.object({ forms: UsedPrinter, blanks: UsedPrinter }),
  scanners: z.array(UsedScanner),
})
export type SetUpView = z.infer<typeof SetUpView>

/** Notices of topic `set-up`: `{ searchId, printers, scanners, share }` while the network is searched. */
export const SearchNotice = z.object({
  searchId: z.string(),
  printers: z.int(),
  scanners: z.int(),
  share: z.number(),
})

const printerFailures = [
  'not-an-address',
  'outside-network',
  'printer-unreachable',
  'printer-refused',
  'not-a-printer',
  'printer-not-supported',
  'printer-busy',
  /** Encrypted, by a certificate nobody here knows: a person compares it and decides; detail `pin`. */
  'printer-certificate-unknown',
  'print-under-way',
] as const

/** Choosing the devices of a desk: the technician's part of the devices page. */
export const deviceSetUpContract = defineContract({
  'set-up.view': { request: z.strictObject({}), reply: SetUpView, failures: [] },
  /** Asks every scanner anew. */
  'set-up.look-again': { request: z.strictObject({}), reply: SetUpView, failures: [] },
  /** Some five seconds; ends early with what was found when it is stopped. One at a time: a second stops the first. */
  'set-up.search': {
    request: z.strictObject({ searchId: Words }),
    reply: z.object({
      printers: z.array(FoundPrinter),
      scanners: z.array(FoundScanner),
      /** Announced themselves at an address outside of the network they were heard in; never offered. `near`: the address is private all the same. */
      strays: z.array(z.object({ name: z.string(), address: z.string(), near: z.boolean() })),
      /** Networks that were asked. */
      networks: z.int(),
      whole: z.boolean(),
      more: z.boolean(),
    }),
    failures: [],
  },
  'set-up.stop-search': { request: z.strictObject({ searchId: Words }), reply: z.object({}), failures: [] },
  /** Asks the printer first whether it takes our papers; what does not answer is not chosen. */
  'set-up.choose-printer': {
    request: z.strictObject({
      use: PrinterUse,
      printer: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('address'), address: Words, label: Words, pin: z.optional(Pin) }),
        z.strictObject({ kind: z.literal('queue'), queue: Words, label: Words }),
        /** Back to what `station.json` names; for blanks: to the printer of the forms. */
        z.strictObject({ kind: z.literal('usual') }),
      ]),
    }),
    reply: SetUpView,
    failures: printerFailures,
  },
  'set-up.add-scanner': {
    request: z.strictObject({ address: Words, label: Words }),
    reply: SetUpView,
    failures: ['not-an-address', 'outside-network', 'scanner-unreachable', 'not-a-scanner', 'too-many-scanners'],
  },
  'set-up.prefer-scanner': { request: z.strictObject({ id: Id }), reply: SetUpView, failures: ['no-such-scanner'] },
  'set-up.remove-scanner': { request: z.strictObject({ id: Id }), reply: SetUpView, failures: ['no-such-scanner'] },
})
