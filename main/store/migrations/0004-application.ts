import type { Migration } from '../migration.ts'

/** Identity-card applications: the draft as it grows, and the state derived from the events. */
export const application: Migration = {
  version: 4,
  name: 'application',
  up: `
    CREATE TABLE application (
      id              TEXT    NOT NULL PRIMARY KEY,
      number          INTEGER NOT NULL UNIQUE,      -- running number of this office, given in the transaction that makes the row
      state           TEXT    NOT NULL,
      version         INTEGER NOT NULL,             -- rises with every change; guards against two windows
      received_on     TEXT    NOT NULL,             -- legal day
      legal_day       TEXT    NOT NULL,
      form            TEXT    NOT NULL CHECK (json_valid(form)),
      captures        TEXT    NOT NULL CHECK (json_valid(captures)),
      recorded_by     TEXT    NOT NULL REFERENCES account (name),
      state_since     TEXT    NOT NULL,
      saved_at        TEXT    NOT NULL,
      due_day         TEXT,
      returned        TEXT    CHECK (returned IS NULL OR json_valid(returned)),
      open_gaps       INTEGER NOT NULL DEFAULT 0,
      open_warnings   INTEGER NOT NULL DEFAULT 0,
      submitted_hash  TEXT,                         -- hash of the event that is (to be) approved
      approved_epoch  INTEGER,
      approved_seq    INTEGER
    ) STRICT;
    CREATE INDEX application_state ON application (state, state_since);

    -- One act, one row: the same request twice is the same act.
    CREATE TABLE act_done (
      request_id TEXT NOT NULL PRIMARY KEY,
      act        TEXT NOT NULL,
      subject    TEXT NOT NULL,
      at         TEXT NOT NULL
    ) STRICT;
  `,
}
