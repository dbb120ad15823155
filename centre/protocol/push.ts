import * as z from 'zod/mini'
import { SealedEvent } from './event.ts'
import { Signed } from './signed.ts'

/**
 * `POST /offices/{office}/events`: NDJSON, one `SealedEvent` a line, `Content-Encoding: deflate`, at most this many
 * events or bytes (before compression) in one request. One push in flight per office.
 */
export const MOST_EVENTS_PER_PUSH = 500
export const MOST_BYTES_PER_PUSH = 1_048_576

export const Head = z.object({ epoch: z.int(), seq: z.int(), hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)) })
export type Head = z.infer<typeof Head>

/** What a receipt (biên nhận của Trung tâm) says: everything of this office up to `seq` is durable at the centre. */
export const ReceiptContent = z.object({
  type: z.literal('receipt'),
  office: z.int(),
  epoch: z.int(),
  seq: z.int(),
  /** Hash of the event at `seq`. */
  head: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  /** The centre's clock, UTC. */
  time: z.string(),
})
export type ReceiptContent = z.infer<typeof ReceiptContent>

/** 200: durable up to the receipt's seq. */
export const PushAccepted = z.object({ receipt: Signed })
/** 409: there is a gap; send again from `head.seq + 1` of that epoch. Head seq 0: nothing of this epoch is known. */
export const PushGap = z.object({ head: Head })
/** 422: other bytes under a known number. The lane stops until people have looked at it. */
export const PushFork = z.object({
  fork: z.object({ epoch: z.int(), seq: z.int(), known: z.string(), sent: z.string() }),
})
/** 400: this event is not acceptable; it is parked visibly, never retried for ever. */
export const PushRefused = z.object({ refused: z.object({ epoch: z.int(), seq: z.int(), reason: z.string() }) })

export function encodePush(events: readonly SealedEvent[]): string {
  return events
    .map((event) => `${JSON.stringify({ canonical: event.canonical, signature: event.signature })}\n`)
    .join('')
}

export type DecodedPush =
  | { readonly ok: true; readonly events: SealedEvent[] }
  | { readonly ok: false; readonly line: number }

/** Parses an NDJSON body; names the first line that is no sealed event. */
export function decodePush(body: string): DecodedPush {
  const events: SealedEvent[] = []
  for (const [index, line] of body.split('\n').entries()) {
    if (line === '') continue
    try {
      events.push(SealedEvent.parse(JSON.parse(line)))
    } catch {
      return { ok: false, line: index + 1 }
    }
  }
  return { ok: true, events }
}
