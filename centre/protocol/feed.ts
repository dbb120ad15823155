import * as z from 'zod/mini'
import { PopulationRecord } from '../../domain/person/population-record.ts'
import { Head } from './push.ts'

/** A centre's decision about one application that reached it approved. */
export const ApplicationDecision = z.object({
  applicationId: z.string(),
  decision: z.enum(['accepted', 'returned']),
  /** Return reason code of `domain/identity-card/return-reason.ts`; null when accepted. */
  reason: z.nullable(z.string()),
  /** Vietnamese, for the clerk; without personal data of anybody else. */
  remark: z.string(),
  /** Outcome of the comparison for applications that arrived "chưa đối chiếu": 'match' | 'name-differs' | 'not-found' | … */
  compared: z.nullable(z.string()),
})
export type ApplicationDecision = z.infer<typeof ApplicationDecision>

export const FeedItem = z.object({
  pos: z.int(),
  at: z.string(),
  content: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('resident'), record: PopulationRecord }),
    z.object({ kind: z.literal('resident-gone'), personalNumber: z.string() }),
    z.object({ kind: z.literal('application-decided'), ...ApplicationDecision.shape }),
    z.object({ kind: z.literal('certificate-revoked'), serial: z.string() }),
    z.object({ kind: z.literal('minimum-version'), version: z.string() }),
    /** A kind this program does not know yet: kept, shown, not acted on. */
    z.object({ kind: z.literal('unknown'), original: z.string() }),
  ]),
})
export type FeedItem = z.infer<typeof FeedItem>

/**
 * One page of `GET /offices/{office}/feed?after={pos}` inside a `Signed` (feed key). Applied all or nothing, its position
 * stored in the same transaction. `foldedIn` is the office's own head already taken into account by these decisions.
 */
export const FeedPage = z.object({
  type: z.literal('feed'),
  office: z.int(),
  after: z.int(),
  /** Position of the last item of the page; equal to `after` when there is nothing new. */
  to: z.int(),
  /** Highest position the feed holds now: how much is left. */
  last: z.int(),
  foldedIn: z.nullable(Head),
  items: z.array(FeedItem).check(z.maxLength(500)),
  time: z.string(),
})
export type FeedPage = z.infer<typeof FeedPage>
