import type { Migration } from '../migration.ts'

/** Register of numbered blanks: one row a blank, its state derived from the events. */
export const blank: Migration = {
  version: 8,
  name: 'blank',
  up: `
    CREATE TABLE blank (
      kind          TEXT NOT NULL,
      serial        TEXT NOT NULL,
      state         TEXT NOT NULL CHECK (state IN ('received', 'used', 'spoil-reported', 'spoiled')),
      before_report TEXT CHECK (before_report IN ('received', 'used')),  -- where it goes back to when the second person disagrees
      used_for      TEXT,
      reason        TEXT,
      remark        TEXT,
      reported_by   TEXT,
      reported_hash TEXT,                            -- of the event that the second person signs
      spoiled_by    TEXT CHECK (spoiled_by <> reported_by),
      changed_at    TEXT NOT NULL,
      PRIMARY KEY (kind, serial)
    ) STRICT;
    CREATE INDEX blank_state ON blank (kind, state, serial);
    CREATE INDEX blank_changed ON blank (changed_at) WHERE state <> 'received';
  `,
}
