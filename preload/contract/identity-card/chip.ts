import * as z from 'zod/mini'
import { ChipFinding } from '../../../domain/identity-card/application.ts'
import { defineContract } from '../define-contract.ts'
import { ApplicationView } from './application-view.ts'

const Id = z.string().check(z.maxLength(60))

/** What opens the chip, as the clerk has it at hand. */
export const ChipKey = z.discriminatedUnion('by', [
  /** The zone that was scanned into this application. */
  z.object({ by: z.literal('scanned-zone') }),
  /** Number and birth of the form, with the day the card says it ends; ISO. */
  z.object({ by: z.literal('form'), expiresOn: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/)) }),
  /** Six digits on the front of the card. */
  z.object({ by: z.literal('can'), number: z.string().check(z.regex(/^\d{6}$/)) }),
])
export type ChipKey = z.infer<typeof ChipKey>

/** Notice of topic `chip`: what lies on the readers now, and how far a reading is. */
export const ChipNotice = z.object({
  service: z.enum(['up', 'away']),
  readers: z.array(z.object({ name: z.string(), card: z.enum(['absent', 'present', 'mute', 'in-use']) })),
  reading: z.nullable(z.object({ applicationId: Id, step: z.string(), apdus: z.number() })),
})
export type ChipNotice = z.infer<typeof ChipNotice>

export const chipContract = defineContract({
  /** Readers and cards now, and whether a zone that opens the card was scanned into this application. */
  'application.chip-readers': {
    request: z.strictObject({ id: Id }),
    reply: z.object({ now: ChipNotice, zoneAtHand: z.boolean(), holderAtHand: z.boolean() }),
    failures: ['no-such-application'],
  },
  /** Reads the card on the reader and fills empty fields with source "chip". Progress comes as notices of topic `chip`. */
  'application.read-chip': {
    request: z.strictObject({
      id: Id,
      key: ChipKey,
      reader: z.nullable(z.string().check(z.maxLength(200))),
      spendLastTry: z.boolean(),
    }),
    reply: z.object({
      view: ApplicationView,
      filled: z.array(z.string()),
      conflicts: z.array(z.object({ field: z.string(), standing: z.string(), read: z.string() })),
      uncertain: z.array(z.string()),
      finding: ChipFinding,
      /** Files that could be read and not understood. */
      unreadable: z.array(z.string()),
      portrait: z.nullable(z.instanceof(Uint8Array)),
    }),
    failures: [
      'no-such-application',
      'version-behind',
      'not-in-this-state',
      'chip-key-missing',
      'chip-running',
      'chip-cancelled',
      'chip-driver-restarting',
      'chip-no-service',
      'chip-no-reader',
      'chip-no-card',
      'chip-card-mute',
      'chip-card-removed',
      'chip-reader-busy',
      'chip-reader-silent',
      'chip-interrupted',
      'chip-malformed',
      'chip-too-large',
      'chip-refused',
      'chip-wrong-access-key',
      'chip-access-key-blocked',
      'chip-secure-messaging-lost',
      'chip-not-authentic',
      'chip-unsupported',
    ],
  },
  'application.cancel-chip': { request: z.strictObject({}), reply: z.object({}), failures: [] },
  /** Training: lays the card of a sample person on the simulated reader, or takes it away. */
  'application.training-chip': {
    request: z.strictObject({ label: z.nullable(z.string().check(z.maxLength(200))) }),
    reply: z.object({}),
    failures: ['only-in-training', 'no-such-card', 'chip-no-reader'],
  },
})
