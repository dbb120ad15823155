-- Applications as the centre sees them: a projection of the events, to be rebuilt at any time.
CREATE TABLE card_application (
  office          integer NOT NULL,
  id              text NOT NULL,
  approved_hash   bytea NOT NULL,            -- the approval this row was made from
  personal_number text,
  folded_name     text NOT NULL,
  birth           text NOT NULL,
  state           text NOT NULL,             -- blobs-awaited | accepted | returned
  reason          text,
  decided_at      timestamptz,
  PRIMARY KEY (office, id)
);
CREATE INDEX card_application_number ON card_application (personal_number) WHERE personal_number IS NOT NULL;

CREATE TABLE projection (
  name   text NOT NULL,
  office integer NOT NULL,
  epoch  integer NOT NULL,
  seq    bigint NOT NULL,                    -- everything up to here is folded in
  PRIMARY KEY (name, office, epoch)
);

-- Conflicts between facts: nothing merges, an officer decides.
CREATE TABLE adjudication_case (
  id        uuid PRIMARY KEY,
  office    integer NOT NULL,
  subject   text NOT NULL,
  kind      text NOT NULL,
  detail    text NOT NULL,
  opened_at timestamptz NOT NULL DEFAULT now(),
  closed_at timestamptz,
  UNIQUE (office, subject, kind)
);
