import type { Migration } from '../migration.ts'

/** Templates of captured prints, apart from names and sealed under a key of their own. */
export const printTemplate: Migration = {
  version: 9,
  name: 'print-template',
  up: `
    CREATE TABLE print_template (
      reference TEXT NOT NULL PRIMARY KEY,   -- keyed hash of the blob's name: tells nobody whose it is
      sealed    BLOB NOT NULL,               -- nonce, AES-256-GCM ciphertext, tag
      made_at   TEXT NOT NULL
    ) STRICT;
  `,
}
