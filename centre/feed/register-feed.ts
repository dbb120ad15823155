import type { FastifyInstance } from 'fastify'
import type { Authority } from '../authority/index.ts'
import { type FeedPage, type Head, signCanonical } from '../protocol/index.ts'
import type { CentreStore } from '../store/index.ts'
import { findFeedHead, listFeedAfter } from './feed-store.ts'

const ITEMS_PER_PAGE = 200

/** Serves the feed in signed pages. `findFoldedIn` tells how far the office's own log is already in what the feed holds. */
export function registerFeed(
  server: FastifyInstance,
  store: CentreStore,
  authority: Authority,
  findFoldedIn: (office: number) => Promise<Head | undefined>,
): void {
  server.get<{ Params: { office: string }; Querystring: { after?: string } }>(
    '/offices/:office/feed',
    async (request, reply) => {
      const office = Number(request.params.office)
      const asked = request.query.after ?? '0'
      if (!/^\d{1,15}$/.test(asked)) return reply.code(400).send({ refused: 'after' })
      const after = Number(asked)
      // Before the items: what is folded in by now is on this page or an earlier one, never only claimed to be.
      const foldedIn = await findFoldedIn(office)
      const last = await findFeedHead(store, office)
      const items = (await listFeedAfter(store, office, after, ITEMS_PER_PAGE)).filter((item) => item.pos <= last)
      const page: FeedPage = {
        type: 'feed',
        office,
        after,
        to: items.at(-1)?.pos ?? after,
        last: Math.max(last, after),
        foldedIn: foldedIn ?? null,
        items,
        time: new Date().toISOString(),
      }
      return signCanonical(page, authority.feedKey)
    },
  )
}
