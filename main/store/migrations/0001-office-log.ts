import type { Migration } from '../migration.ts'

/** What the station is, everything it did, who looked at what, and what the centre has confirmed. */
export const officeLog: Migration = {
  version: 1,
  name: 'office-log',
  up: `
    CREATE TABLE station_setting (
      name  TEXT NOT NULL PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT;

    CREATE TABLE office_event (
      epoch       INTEGER NOT NULL,
      seq         INTEGER NOT NULL,                -- gapless within the epoch
      id          TEXT    NOT NULL UNIQUE,         -- the centre drops repeats by it
      kind        TEXT    NOT NULL,
      subject     TEXT    NOT NULL,
      recorded_at TEXT    NOT NULL,
      canonical   TEXT    NOT NULL,                -- the signed bytes, never reformatted
      hash        BLOB    NOT NULL CHECK (length(hash) = 32),
      signature   BLOB    NOT NULL CHECK (length(signature) = 64),
      PRIMARY KEY (epoch, seq)
    ) STRICT;
    CREATE INDEX office_event_subject ON office_event (subject, epoch, seq);

    CREATE TRIGGER office_event_keeps_its_words
      BEFORE UPDATE ON office_event
      BEGIN SELECT RAISE(ABORT, 'events are never rewritten'); END;
    CREATE TRIGGER office_event_stays
      BEFORE DELETE ON office_event
      BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;

    CREATE TABLE centre_receipt (
      epoch     INTEGER NOT NULL,
      seq       INTEGER NOT NULL,                  -- everything up to here is durable at the centre
      head      TEXT    NOT NULL,
      at        TEXT    NOT NULL,                  -- the centre's clock
      canonical TEXT    NOT NULL,
      signature TEXT    NOT NULL,
      PRIMARY KEY (epoch, seq)
    ) STRICT;

    CREATE TABLE audit_line (
      seq     INTEGER NOT NULL PRIMARY KEY,        -- gapless
      at      TEXT    NOT NULL,
      account TEXT    NOT NULL,
      action  TEXT    NOT NULL,
      subject TEXT    NOT NULL,                    -- dossier or account, never a personal number
      purpose TEXT    NOT NULL,
      detail  TEXT    NOT NULL CHECK (json_valid(detail)),
      hash    BLOB    NOT NULL CHECK (length(hash) = 32)
    ) STRICT;
    CREATE INDEX audit_line_subject ON audit_line (subject, seq);
    CREATE TRIGGER audit_line_keeps_its_words
      BEFORE UPDATE ON audit_line
      BEGIN SELECT RAISE(ABORT, 'audit lines are never rewritten'); END;
  `,
}
