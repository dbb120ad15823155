import * as z from 'zod/mini'

/** Words a driver may put into a step or an error's name: no room for anybody's data. */
const Word = z.string().check(z.maxLength(80))
const CallId = z.int().check(z.nonnegative())

/** From the host to the core. */
export const FromHost = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('pong'), beat: z.int(), rss: z.number() }),
  z.object({ kind: z.literal('progress'), id: CallId, body: z.unknown() }),
  z.object({ kind: z.literal('reply'), id: CallId, body: z.unknown() }),
  z.object({ kind: z.literal('failure'), id: CallId, failure: Word, step: Word, error: Word }),
])
export type FromHost = z.infer<typeof FromHost>

/** From the core to the host. */
export const ToHost = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ping'), beat: z.int() }),
  z.object({ kind: z.literal('call'), id: CallId, method: Word, request: z.unknown() }),
  z.object({ kind: z.literal('cancel'), id: CallId }),
])
export type ToHost = z.infer<typeof ToHost>
