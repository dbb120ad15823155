import type { Migration } from '../migration.ts'

/** What was given to printers, each step written before it is taken; per-printer offsets for pre-printed blanks. */
export const printing: Migration = {
  version: 7,
  name: 'printing',
  up: `
    CREATE TABLE print_job (
      ticket     TEXT    NOT NULL PRIMARY KEY,
      attempt    INTEGER NOT NULL,                 -- rises when a job that printed nothing is tried again
      name       TEXT    NOT NULL,                 -- dossier number and form code, nothing of the person
      content    TEXT    NOT NULL,                 -- digest of what the paper shows
      printer    TEXT    NOT NULL,
      state      TEXT    NOT NULL CHECK (state IN
                   ('reserving', 'sending', 'sent', 'printed', 'handed-over', 'failed', 'in-doubt')),
      device_job TEXT,                             -- the printer's own number, once it has given one
      failure    TEXT,
      told       INTEGER NOT NULL DEFAULT 0,       -- 1 once the record it belongs to knows that it was printed
      settled_by TEXT,                             -- who looked into the tray
      made_at    TEXT    NOT NULL,
      changed_at TEXT    NOT NULL
    ) STRICT;
    CREATE INDEX print_job_name ON print_job (name, content) WHERE told = 0;
    CREATE INDEX print_job_open ON print_job (state) WHERE state IN ('reserving', 'sending', 'sent', 'in-doubt');

    CREATE TABLE printer_offset (
      printer  TEXT NOT NULL PRIMARY KEY,
      right_mm REAL NOT NULL,
      down_mm  REAL NOT NULL,
      set_by   TEXT NOT NULL,
      set_at   TEXT NOT NULL
    ) STRICT;

    -- One row a card, one row a step; the step is written before it is taken.
    CREATE TABLE card_job (
      id         TEXT NOT NULL PRIMARY KEY,
      subject    TEXT NOT NULL,                    -- the application it is made for
      serial     TEXT NOT NULL UNIQUE,             -- of the blank card: used once, whatever becomes of it
      printer    TEXT NOT NULL,
      state      TEXT NOT NULL,
      device_job TEXT,
      chip       TEXT,                             -- serial of the chip, read back
      failure    TEXT,
      changed_at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE card_step (
      job    TEXT    NOT NULL REFERENCES card_job (id),
      seq    INTEGER NOT NULL,
      state  TEXT    NOT NULL,
      detail TEXT    NOT NULL CHECK (json_valid(detail)),
      at     TEXT    NOT NULL,
      PRIMARY KEY (job, seq)
    ) STRICT;
  `,
}
