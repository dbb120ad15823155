import type { Migration } from '../migration.ts'

/** Snapshot of the office's own residents, brought by the feed; searched while the line is out. */
export const ownResident: Migration = {
  version: 5,
  name: 'own-resident',
  up: `
    CREATE TABLE own_resident (
      rowid           INTEGER PRIMARY KEY,
      personal_number TEXT    NOT NULL UNIQUE,
      old_number      TEXT,
      folded_name     TEXT    NOT NULL,             -- no marks, đ→d, lower case
      birth           TEXT    NOT NULL,
      record          TEXT    NOT NULL CHECK (json_valid(record))
    ) STRICT;
    CREATE INDEX own_resident_old_number ON own_resident (old_number) WHERE old_number IS NOT NULL;
    -- A name with a year of birth is answered from this index alone.
    CREATE INDEX own_resident_birth ON own_resident (birth, folded_name);

    -- Trigrams of the folded name with a blank at both ends: finds any part of three letters, whatever the tone marks, and a word of
    -- one letter as the three signs it is between its blanks.
    CREATE VIRTUAL TABLE own_resident_name USING fts5 (
      folded_name, content = '', contentless_delete = 1, tokenize = 'trigram'
    );
    CREATE TRIGGER own_resident_added AFTER INSERT ON own_resident BEGIN
      INSERT INTO own_resident_name (rowid, folded_name) VALUES (new.rowid, ' ' || new.folded_name || ' ');
    END;
    CREATE TRIGGER own_resident_removed AFTER DELETE ON own_resident BEGIN
      DELETE FROM own_resident_name WHERE rowid = old.rowid;
    END;
    CREATE TRIGGER own_resident_changed AFTER UPDATE OF folded_name ON own_resident BEGIN
      DELETE FROM own_resident_name WHERE rowid = old.rowid;
      INSERT INTO own_resident_name (rowid, folded_name) VALUES (new.rowid, ' ' || new.folded_name || ' ');
    END;
  `,
}
