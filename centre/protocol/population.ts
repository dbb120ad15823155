import * as z from 'zod/mini'
import { PopulationRecord } from '../../domain/person/population-record.ts'

/**
 * Every look-up names officer, unit, purpose, dossier and a request id that is the same again on a retry; a request without
 * one of them is refused (services of the population database; Luật Căn cước 26/2023/QH15, Điều 10).
 */
export const LookUpFrame = z.object({
  requestId: z.uuid(),
  officer: z.object({
    account: z.string().check(z.minLength(1), z.maxLength(60)),
    name: z.string().check(z.minLength(1), z.maxLength(100)),
  }),
  office: z.int(),
  purpose: z.string().check(z.minLength(1), z.maxLength(60)),
  /** Id of the dossier the look-up is for. */
  subject: z.string().check(z.minLength(1), z.maxLength(80)),
})
export type LookUpFrame = z.infer<typeof LookUpFrame>

/** `POST /population/search` */
export const SearchRequest = z.object({
  ...LookUpFrame.shape,
  query: z.object({
    personalNumber: z.optional(z.string()),
    oldIdentityNumber: z.optional(z.string()),
    name: z.optional(z.string().check(z.maxLength(100))),
    /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
    birth: z.optional(z.string().check(z.maxLength(10))),
    place: z.optional(z.string().check(z.maxLength(200))),
  }),
})
export type SearchRequest = z.infer<typeof SearchRequest>

export const SearchHit = z.object({
  /** Opaque and short-lived; opens the record for this office, officer and dossier only. */
  ref: z.string(),
  maskedNumber: z.string(),
  fullName: z.string(),
  birthYear: z.string(),
  sex: z.enum(['male', 'female', 'undetermined']),
  place: z.string(),
  why: z.array(z.string()),
  status: z.enum(['living', 'deceased', 'missing', 'cancelled']),
})
export type SearchHit = z.infer<typeof SearchHit>
export const SearchReply = z.object({
  requestId: z.string(),
  at: z.string(),
  hits: z.array(SearchHit).check(z.maxLength(50)),
  more: z.boolean(),
})

/** `POST /population/open` */
export const OpenRequest = z.object({ ...LookUpFrame.shape, ref: z.string().check(z.maxLength(300)) })
export type OpenRequest = z.infer<typeof OpenRequest>
export const OpenReply = z.object({ requestId: z.string(), at: z.string(), record: PopulationRecord })

/** 400/403/404/429 of the look-up: why; `field` names what is missing. */
export const LookUpRefused = z.object({
  refused: z.enum([
    'frame-incomplete',
    'query-too-short',
    'not-your-office',
    'no-such-person',
    'reference-expired',
    'quota-reached',
  ]),
  field: z.optional(z.string()),
})
