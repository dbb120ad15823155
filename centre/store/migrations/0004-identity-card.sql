-- Applications as the centre sees them: a projection of the events, to be rebuilt at any time.
CREATE TABLE card_application (
  office          integer NOT NULL,
  id              text NOT NULL,
  approved_hash   bytea NOT NULL,            -- the approval this row was made from
  personal_number text,
  state           text NOT NULL,             -- blobs-awaited | accepted | returned | closed
  reason          text,
  decided_at      timestamptz,
  PRIMARY KEY (office, id)
);
CREATE INDEX card_application_awaited ON card_application (office) WHERE state = 'blobs-awaited';

-- What was said about each approval: once, and never taken back by reading the log again.
CREATE TABLE card_decision (
  office        integer NOT NULL,
  approved_hash bytea NOT NULL,
  application   text NOT NULL,
  decision      text NOT NULL,               -- accepted | returned
  reason        text,
  remark        text NOT NULL,
  compared      text,
  number        text,
  decided_at    timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (office, approved_hash)
);

-- Who is having a card made: one application per number, whichever office was first.
CREATE TABLE card_claim (
  personal_number text PRIMARY KEY,
  office          integer NOT NULL,
  application     text NOT NULL,
  claimed_at      timestamptz NOT NULL DEFAULT now()
);

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
