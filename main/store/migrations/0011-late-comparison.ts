import type { Migration } from '../migration.ts'

/** What the office found of prints it had approved without comparing them, once it could. */
export const lateComparison: Migration = {
  version: 11,
  name: 'late-comparison',
  up: `
    CREATE TABLE late_comparison (
      epoch       INTEGER NOT NULL,              -- of the approval that was signed uncompared
      seq         INTEGER NOT NULL,
      application TEXT    NOT NULL REFERENCES application (id),
      others      INTEGER NOT NULL,
      matches     TEXT    NOT NULL CHECK (json_valid(matches)),  -- ids of the dossiers with the same prints
      compared_at TEXT    NOT NULL,
      PRIMARY KEY (epoch, seq)
    ) STRICT;
    CREATE INDEX late_comparison_application ON late_comparison (application);
  `,
}
