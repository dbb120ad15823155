import type { Migration } from '../migration.ts'

/** Who may work here. Passwords are Argon2id; the approval key opens with the password alone. */
export const account: Migration = {
  version: 2,
  name: 'account',
  up: `
    CREATE TABLE account (
      name          TEXT    NOT NULL PRIMARY KEY,
      display_name  TEXT    NOT NULL,
      title         TEXT    NOT NULL,
      roles         TEXT    NOT NULL CHECK (json_valid(roles)),
      secret        TEXT    NOT NULL CHECK (json_valid(secret)),  -- Argon2id parameters, salt and check value
      approval_key  TEXT    NOT NULL,                             -- Ed25519 public key, SPKI base64
      wrapped_key   TEXT    NOT NULL,                             -- the private one, AES-256-GCM under the password
      closed        INTEGER NOT NULL DEFAULT 0,
      wrong_tries   INTEGER NOT NULL DEFAULT 0,
      locked_until  TEXT,
      last_place    TEXT                                          -- where the desk was locked
    ) STRICT;
  `,
}
