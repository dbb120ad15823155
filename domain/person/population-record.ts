import * as z from 'zod/mini'
import { Address } from '../unit/address.ts'

const Relative = z.object({
  fullName: z.string(),
  personalNumber: z.optional(z.string()),
  nationality: z.optional(z.string()),
})

/**
 * One person as the national population database holds them (Cơ sở dữ liệu quốc gia về dân cư).
 * Source of the field list: Luật Căn cước 26/2023/QH15, Điều 9. Everything but number, name, birth and sex may be missing.
 */
export const PopulationRecord = z.object({
  personalNumber: z.string(),
  oldIdentityNumber: z.optional(z.string()),
  cancelledNumber: z.optional(z.string()),
  fullName: z.string(),
  familyName: z.string(),
  middleName: z.string(),
  givenName: z.string(),
  otherName: z.optional(z.string()),
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  dateOfBirth: z.string(),
  sex: z.enum(['male', 'female', 'undetermined']),
  /** Two-digit code of the 54 peoples. */
  ethnicity: z.optional(z.string()),
  religion: z.optional(z.string()),
  nationality: z.string(),
  bloodGroup: z.optional(z.string()),
  maritalStatus: z.optional(z.string()),
  placeOfBirth: z.optional(Address),
  placeOfBirthRegistration: z.optional(Address),
  placeOfOrigin: z.optional(Address),
  permanentResidence: z.optional(Address),
  temporaryResidence: z.optional(Address),
  currentResidence: z.optional(Address),
  occupation: z.optional(z.string()),
  father: z.optional(Relative),
  mother: z.optional(Relative),
  spouse: z.optional(Relative),
  householdHead: z.optional(Relative),
  relationToHead: z.optional(z.string()),
  /** The card held now, as far as the register knows. */
  card: z.optional(
    z.object({
      kind: z.enum(['chip-card', 'barcode-card', 'old-card']),
      issuedOn: z.string(),
      expiresOn: z.nullable(z.string()),
    }),
  ),
  /** Biometrics held at the centre: what a re-issue may use instead of a new capture. */
  storedBiometrics: z.optional(
    z.object({ takenOn: z.string(), face: z.boolean(), fingerprints: z.boolean(), iris: z.boolean() }),
  ),
  status: z.enum(['living', 'deceased', 'missing', 'cancelled']),
})
export type PopulationRecord = z.infer<typeof PopulationRecord>
