import * as z from 'zod/mini'
import { chipCurves } from './chip-curve.ts'

const Cipher = z.enum(['3DES', 'AES-128', 'AES-192', 'AES-256'])
const Curve = z.enum(Object.keys(chipCurves) as [keyof typeof chipCurves, ...(keyof typeof chipCurves)[]])
const Offer = z.object({ cipher: Cipher, curve: Curve })
const PaceOffer = z.extend(Offer, { mapping: z._default(z.enum(['generic', 'integrated']), 'generic') })
const Day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))
const Hex = z.string().check(z.regex(/^(?:[0-9A-Fa-f]{2})*$/))
const FileName = z.string().check(z.regex(/^(?:COM|SOD|DG(?:[1-9]|1[0-6]))$/))

/** What DG13 says of the holder, in Vietnamese with its marks. All synthetic. */
const Holder = z.object({
  personalNumber: z.string().check(z.regex(/^\d{12}$/)),
  fullName: z.string(),
  dateOfBirth: Day,
  sex: z.enum(['male', 'female']),
  nationality: z._default(z.string(), 'Việt Nam'),
  ethnicity: z.optional(z.string()),
  religion: z.optional(z.string()),
  placeOfBirth: z.optional(z.string()),
  placeOfOrigin: z.optional(z.string()),
  residence: z.optional(z.string()),
  features: z.optional(z.string()),
  issuedOn: z._default(Day, '2024-07-15'),
  expiresOn: z._default(Day, '2039-03-15'),
  fatherName: z.optional(z.string()),
  motherName: z.optional(z.string()),
  spouseName: z.optional(z.string()),
  oldIdentityNumber: z.optional(z.string()),
})

/** How the card misbehaves. `at` counts the commands since power on, from 1. */
export const ChipFaultOrder = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['tear-out', 'hang', 'wrong-mac', 'stale-reply', 'cut', 'too-long', 'no-status', 'garbage']),
    at: z.int(),
  }),
  z.object({ kind: z.literal('status'), at: z.int(), status: z.string().check(z.regex(/^[0-9A-Fa-f]{4}$/)) }),
  z.object({ kind: z.literal('slow'), ms: z.number() }),
  z.object({ kind: z.literal('none') }),
])
export type ChipFaultOrder = z.infer<typeof ChipFaultOrder>

/** A card to be personalised: a person, and what the chip can do. Everything but the person has a default. */
export const ChipProfile = z.object({
  holder: Holder,
  /** The three lines where they shall differ from the holder's: a forged zone. */
  mrz: z.optional(z.array(z.string())),
  can: z.optional(z.string().check(z.regex(/^\d{6}$/))),
  canTries: z.optional(z.int()),
  pace: z._default(z.array(PaceOffer), [{ cipher: 'AES-128', curve: 'brainpoolP256r1', mapping: 'generic' }]),
  bac: z._default(z.boolean(), true),
  portrait: z._default(z.enum(['jpeg', 'jpeg2000']), 'jpeg'),
  /** Base64 of a picture file in place of the drawn face. */
  portraitBytes: z.optional(z.string()),
  activeAuthentication: z._default(z.enum(['none', 'rsa-sha1', 'rsa-sha256', 'ecdsa']), 'rsa-sha1'),
  activeBits: z._default(z.int(), 1024),
  chipAuthentication: z._default(z.nullable(Offer), { cipher: 'AES-128', curve: 'brainpoolP256r1' }),
  /** The copy of a card: its data are genuine, its keys are not those of DG14 and DG15. */
  clone: z._default(z.boolean(), false),
  dataGroups: z._default(z.array(z.int().check(z.minimum(1), z.maximum(16))), [1, 2, 11, 12, 13, 14, 15]),
  /** DG3 with the fingerprints: listed, and closed. */
  fingerprints: z._default(z.boolean(), true),
  signature: z._default(z.enum(['ecdsa-p256', 'ecdsa-p384', 'rsa-pkcs1', 'rsa-pss']), 'ecdsa-p256'),
  signer: z._default(z.enum(['good', 'expired', 'revoked', 'stranger', 'forger']), 'good'),
  /** Says in its answer to reset that it takes commands of extended length. */
  extendedLength: z._default(z.boolean(), true),
  /** What becomes of reads of extended length all the same: refused with 6700, or, once a channel is open, by dropping it, by an answer that is cut
   * to what a short one holds, by one byte, or by none for ever. */
  longReads: z._default(z.enum(['taken', 'refused', 'drop-the-channel', 'cut', 'without-status', 'silence']), 'taken'),
  mostRead: z._default(z.int(), 65_536),
  /** Contents forged after the signature: bytes in hex by file. */
  forged: z._default(z.record(FileName, Hex), {}),
  /** Files that are a trap: one without an end, one nested without an end, one whose length lies. */
  traps: z._default(z.record(FileName, z.enum(['endless', 'deep', 'lying-length', 'bomb'])), {}),
  fault: z._default(ChipFaultOrder, { kind: 'none' }),
})
export type ChipProfile = z.infer<typeof ChipProfile>
export type ChipHolder = ChipProfile['holder']
