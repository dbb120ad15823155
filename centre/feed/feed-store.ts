import type { FeedItem } from '../protocol/index.ts'
import type { CentreStore, Connection } from '../store/index.ts'

export type FeedContent = FeedItem['content']

/**
 * Appends items to an office's feed. The counter row is locked in the same transaction, so that positions are contiguous and
 * a reader never sees a later one before an earlier one. Answers with the last position.
 */
export async function appendToFeed(
  connection: Connection,
  office: number,
  contents: readonly FeedContent[],
  at = new Date().toISOString(),
): Promise<number> {
  await connection.query('INSERT INTO feed_head (office, pos) VALUES ($1, 0) ON CONFLICT DO NOTHING', [office])
  const head = await connection.query<{ pos: number }>('SELECT pos FROM feed_head WHERE office = $1 FOR UPDATE', [
    office,
  ])
  const from = head.rows[0]?.pos ?? 0
  if (contents.length === 0) return from
  await connection.query(
    'INSERT INTO feed_item (office, pos, at, content) SELECT $1::int, u.pos, $3, u.content FROM unnest($2::bigint[], $4::text[]) u (pos, content)',
    [office, contents.map((_content, i) => from + i + 1), at, contents.map((content) => JSON.stringify(content))],
  )
  await connection.query('UPDATE feed_head SET pos = $2 WHERE office = $1', [office, from + contents.length])
  return from + contents.length
}

export async function findFeedHead(store: CentreStore, office: number): Promise<number> {
  const head = await store.pool.query<{ pos: number }>('SELECT pos FROM feed_head WHERE office = $1', [office])
  return head.rows[0]?.pos ?? 0
}

export async function listFeedAfter(
  store: CentreStore,
  office: number,
  after: number,
  limit: number,
): Promise<FeedItem[]> {
  const found = await store.pool.query<{ pos: number; at: string; content: string }>(
    'SELECT pos, at, content FROM feed_item WHERE office = $1 AND pos > $2 ORDER BY pos LIMIT $3',
    [office, after, limit],
  )
  return found.rows.map((row) => ({ pos: row.pos, at: row.at, content: JSON.parse(row.content) as FeedContent }))
}
