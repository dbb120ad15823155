import type { Migration } from '../migration.ts'

/** What came down from the centre, in order; the position moves in the transaction that applies the page. */
export const feed: Migration = {
  version: 6,
  name: 'feed',
  up: `
    CREATE TABLE feed_item (
      pos     INTEGER NOT NULL PRIMARY KEY,
      kind    TEXT    NOT NULL,
      at      TEXT    NOT NULL,
      summary TEXT    NOT NULL                      -- ids and codes only
    ) STRICT;
  `,
}
