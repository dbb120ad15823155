import { findSetting, putSetting, type Store } from '../store/index.ts'

export interface FeedLine {
  readonly pos: number
  readonly kind: string
  readonly at: string
  readonly summary: string
}

export function getFeedPosition(store: Store): number {
  return Number(findSetting(store, 'feed-position') ?? 0)
}

export function putFeedPosition(store: Store, position: number): void {
  putSetting(store, 'feed-position', String(position))
}

export function insertFeedLine(store: Store, line: FeedLine): void {
  store.sqlite
    .prepare('INSERT INTO feed_item (pos, kind, at, summary) VALUES (?, ?, ?, ?)')
    .run(line.pos, line.kind, line.at, line.summary)
}

/** Newest first. */
export function listFeedLines(store: Store, limit: number): FeedLine[] {
  return store.sqlite.prepare<[number], FeedLine>('SELECT * FROM feed_item ORDER BY pos DESC LIMIT ?').all(limit)
}
