import type { FastifyInstance } from 'fastify'
import type { Authority } from '../authority/index.ts'
import { findHead } from '../enrolment/index.ts'
import { type FeedPage, signCanonical } from '../protocol/index.ts'
import type { CentreStore } from '../store/index.ts'
import { findFeedHead, listFeedAfter } from './feed-store.ts'

const ITEMS_PER_PAGE = 200

export function registerFeed(server: FastifyInstance, store: CentreStore, authority: Authority): void {
  server.get<{ Params: { office: string }; Querystring: { after?: string } }>(
    '/offices/:office/feed',
    async (request, reply) => {
      const office = Number(request.params.office)
      const after = Number(request.query.after ?? 0)
      if (!Number.isSafeInteger(after) || after < 0) return reply.code(400).send({ refused: 'after' })
      // The head first: an item that arrives in between is on the next page, never lost.
      const last = await findFeedHead(store, office)
      const items = (await listFeedAfter(store, office, after, ITEMS_PER_PAGE)).filter((item) => item.pos <= last)
      const page: FeedPage = {
        type: 'feed',
        office,
        after,
        to: items.at(-1)?.pos ?? after,
        last: Math.max(last, after),
        foldedIn: (await findHead(store.pool, office)) ?? null,
        items,
        time: new Date().toISOString(),
      }
      return signCanonical(page, authority.feedKey)
    },
  )
}
