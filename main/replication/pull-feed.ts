import { type FeedItem, FeedPage, openSigned } from '../../centre/protocol/index.ts'
import type { Store } from '../store/index.ts'
import type { CentreClient } from './centre-client.ts'
import { getFeedPosition, insertFeedLine, putFeedPosition } from './feed-store.ts'
import { LineFault } from './line-fault.ts'
import type { StationIdentity } from './station-identity.ts'

type Content = FeedItem['content']
export type FeedKind = Content['kind']
/** Applies one item inside the page's transaction; answers with ids and codes for the list of what came down. */
export type FeedListener<K extends FeedKind = FeedKind> = (content: Extract<Content, { kind: K }>, at: string) => string
export type FeedListeners = { [K in FeedKind]?: FeedListener<K> }

export interface PulledPage {
  readonly items: number
  readonly left: number
}

/** Residents come by the thousand: the list of what came down names their number, not each. */
const quiet: ReadonlySet<FeedKind> = new Set<FeedKind>(['resident', 'resident-gone'])

/**
 * Brings one page of the feed down and applies it whole, position included, or not at all.
 * Throws `LineFault`; a page with a wrong signature or a hole is 'forged'.
 */
export async function pullFeed(
  store: Store,
  client: CentreClient,
  identity: StationIdentity,
  listeners: FeedListeners,
): Promise<PulledPage> {
  const after = getFeedPosition(store)
  const signed = await client.feed(identity.office, after)
  const opened = openSigned(signed, identity.feedKey, FeedPage)
  if (!opened.ok) throw new LineFault('forged', 'feed')
  const page = opened.value
  const gapless = page.items.every((item, i) => item.pos === after + i + 1)
  if (page.office !== identity.office || page.after !== after || !gapless || page.to !== after + page.items.length) {
    throw new LineFault('forged', 'feed')
  }
  if (page.items.length === 0) return { items: 0, left: 0 }
  store.write(() => {
    let residents = 0
    for (const item of page.items) {
      const listener = listeners[item.content.kind] as FeedListener | undefined
      const summary = listener ? listener(item.content, item.at) : 'unknown'
      if (quiet.has(item.content.kind)) residents += 1
      else insertFeedLine(store, { pos: item.pos, kind: item.content.kind, at: item.at, summary })
    }
    if (residents > 0) {
      const last = page.items.findLast((item) => quiet.has(item.content.kind))
      if (last) insertFeedLine(store, { pos: last.pos, kind: 'residents', at: last.at, summary: String(residents) })
    }
    putFeedPosition(store, page.to)
  })
  return { items: page.items.length, left: page.last - page.to }
}
