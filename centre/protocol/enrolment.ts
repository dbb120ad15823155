import * as z from 'zod/mini'
import { Head } from './push.ts'

/** `POST /enrolment`: the only call without a client certificate; the one-time code comes from the centre by another way. */
export const EnrolmentRequest = z.object({
  office: z.int().check(z.gte(1)),
  station: z.string().check(z.regex(/^[a-z0-9-]{1,40}$/)),
  code: z.string().check(z.maxLength(100)),
  /** PKCS#10 request, PEM, P-256. */
  certificateRequest: z.string().check(z.maxLength(8000)),
  /** Ed25519, SPKI base64: checks this station's events. */
  eventKey: z.string().check(z.maxLength(200)),
  programVersion: z.string().check(z.maxLength(40)),
})
export type EnrolmentRequest = z.infer<typeof EnrolmentRequest>

export const EnrolmentReply = z.object({
  /** Client certificate, PEM; subject CN `office-<office>.station-<station>`. */
  certificate: z.string(),
  authority: z.string(),
  receiptKey: z.string(),
  feedKey: z.string(),
  /** X25519, SPKI base64: blobs are wrapped to it. */
  blobKey: z.string(),
  /** Epoch this station writes from now on, and what its first `prev` must be. */
  epoch: z.int(),
  head: z.nullable(Head),
})
export type EnrolmentReply = z.infer<typeof EnrolmentReply>

/** 403/409 of enrolment: why. */
export const EnrolmentRefused = z.object({
  refused: z.enum(['wrong-code', 'unknown-office', 'malformed-request', 'code-used']),
})

export function subjectOfStation(office: number, station: string): string {
  return `office-${office}.station-${station}`
}
