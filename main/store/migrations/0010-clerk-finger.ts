import type { Migration } from '../migration.ts'

/** Fingers a clerk signs in with: templates alone, apart from names and sealed under a key of their own. */
export const clerkFinger: Migration = {
  version: 10,
  name: 'clerk-finger',
  up: `
    CREATE TABLE clerk_finger (
      reference   TEXT    NOT NULL PRIMARY KEY,  -- keyed hash of the account: tells nobody whose it is
      sealed      BLOB    NOT NULL,              -- nonce, AES-256-GCM ciphertext, tag
      made_at     TEXT    NOT NULL,
      wrong_tries INTEGER NOT NULL DEFAULT 0     -- apart from those of the password: a right one must not wipe it
    ) STRICT;
  `,
}
