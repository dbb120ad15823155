import * as z from 'zod/mini'
import { PopulationRecord } from '../../domain/person/population-record.ts'
import { defineContract } from './define-contract.ts'

/** A look-up is always for a dossier and a purpose (Luật Căn cước 26/2023/QH15, Điều 10; each query names officer, unit and request). */
export const LookUpPurpose = z.enum(['card-application', 'representative', 'duplicate-check', 'complaint'])
export type LookUpPurpose = z.infer<typeof LookUpPurpose>

export const PopulationHit = z.object({
  /** Opaque; opens the record for this dossier only. */
  ref: z.string(),
  maskedNumber: z.string(),
  fullName: z.string(),
  birthYear: z.string(),
  sex: z.enum(['male', 'female', 'undetermined']),
  /** Commune and province only. */
  place: z.string(),
  /** Codes of why this is a hit: 'number' | 'exact' | 'tone-marks' | 'middle-name-missing' | 'typing-residue' | 'old-name' | 'birth-year' … */
  why: z.array(z.string()),
  status: z.enum(['living', 'deceased', 'missing', 'cancelled']),
})
export type PopulationHit = z.infer<typeof PopulationHit>

export const populationContract = defineContract({
  /** One field that understands a number, an old number, a name, a name with a birth year or date, a name with a place, or a code read from a card. */
  'population.search': {
    request: z.strictObject({
      applicationId: z.string(),
      purpose: LookUpPurpose,
      query: z.string().check(z.maxLength(300)),
      birth: z.optional(z.string().check(z.maxLength(20))),
      place: z.optional(z.string().check(z.maxLength(200))),
    }),
    reply: z.object({
      scope: z.enum(['centre', 'own-residents']),
      /** When the snapshot searched was last brought up to date; null at the centre. */
      asOf: z.nullable(z.string()),
      hits: z.array(PopulationHit),
      more: z.boolean(),
      understoodAs: z.enum(['personal-number', 'old-number', 'name', 'name-and-birth', 'code']),
    }),
    failures: ['query-too-short', 'no-such-application', 'quota-reached', 'centre-refused'],
  },
  /** Unmasks one hit for the dossier; audited, and the clerk is told so. */
  'population.open': {
    request: z.strictObject({
      applicationId: z.string(),
      purpose: LookUpPurpose,
      ref: z.string().check(z.maxLength(400)),
    }),
    reply: z.object({ scope: z.enum(['centre', 'own-residents']), record: PopulationRecord }),
    failures: ['no-such-application', 'no-such-person', 'quota-reached', 'centre-refused', 'line-out'],
  },
})
