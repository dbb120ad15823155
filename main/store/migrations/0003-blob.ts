import type { Migration } from '../migration.ts'

/** Captures and papers, encrypted once, named by their ciphertext. */
export const blob: Migration = {
  version: 3,
  name: 'blob',
  up: `
    CREATE TABLE blob (
      name         TEXT    NOT NULL PRIMARY KEY,    -- SHA-256 of the ciphertext, hex
      kind         TEXT    NOT NULL,
      media_type   TEXT    NOT NULL,
      bytes        INTEGER NOT NULL,
      ciphertext   BLOB,                            -- NULL once the centre holds it and it is no longer needed here
      data_key     BLOB,
      subject      TEXT    NOT NULL,                -- the application it belongs to
      made_at      TEXT    NOT NULL,
      referenced   INTEGER NOT NULL DEFAULT 0,      -- 1 once an event names it: only then it is sent
      sent_bytes   INTEGER NOT NULL DEFAULT 0,
      receipted_at TEXT
    ) STRICT;
    CREATE INDEX blob_waiting ON blob (made_at) WHERE referenced = 1 AND receipted_at IS NULL;
    CREATE INDEX blob_subject ON blob (subject);
  `,
}
