import * as z from 'zod/mini'
import { defineContract } from './define-contract.ts'

/** The line to the centre (đường truyền) as the top bar shows it. */
export const LineState = z.object({
  state: z.enum(['up', 'out', 'not-enrolled', 'needs-you']),
  since: z.string(),
  /** Events and blobs not yet covered by a receipt. */
  waitingEvents: z.number(),
  waitingApplications: z.number(),
  waitingBytes: z.number(),
  oldestWaitingAt: z.nullable(z.string()),
  lastReceipt: z.nullable(z.object({ epoch: z.number(), seq: z.number(), head: z.string(), at: z.string() })),
  /** Code of what stops the line: 'unreachable' | 'refused' | 'forged-receipt' | 'nonsense' | 'fork' | 'gap' | 'certificate' … */
  cause: z.nullable(z.string()),
  nextTryAt: z.nullable(z.string()),
})
export type LineState = z.infer<typeof LineState>

export const lineContract = defineContract({
  'line.state': { request: z.strictObject({}), reply: LineState, failures: [], windows: ['desk', 'applicant'] },
  'line.detail': {
    request: z.strictObject({}),
    reply: z.object({
      line: LineState,
      /** Newest first, at most 50: what waits, with its reason. */
      waiting: z.array(
        z.object({
          seq: z.number(),
          epoch: z.number(),
          kind: z.string(),
          subject: z.string(),
          at: z.string(),
          bytes: z.number(),
        }),
      ),
      receipts: z.array(
        z.object({ epoch: z.number(), fromSeq: z.number(), seq: z.number(), head: z.string(), at: z.string() }),
      ),
      /** Public key the centre's receipts are checked with, SPKI in base64. */
      receiptKey: z.string(),
      feed: z.array(z.object({ pos: z.number(), kind: z.string(), at: z.string(), summary: z.string() })),
      feedPosition: z.number(),
      log: z.object({
        events: z.number(),
        head: z.string(),
        verifiedAt: z.nullable(z.string()),
        intact: z.nullable(z.boolean()),
      }),
      ownResidents: z.object({ count: z.number(), asOf: z.nullable(z.string()) }),
    }),
    failures: [],
  },
  'line.try-now': { request: z.strictObject({}), reply: LineState, failures: [] },
  /** Training only: cuts or mends the line of this desk, for the outage drill. */
  'line.drill': { request: z.strictObject({ cut: z.boolean() }), reply: LineState, failures: ['only-in-training'] },
  'line.verify-log': {
    request: z.strictObject({}),
    reply: z.object({
      intact: z.boolean(),
      events: z.number(),
      firstFault: z.nullable(z.object({ epoch: z.number(), seq: z.number(), fault: z.string() })),
    }),
    failures: [],
  },
})
