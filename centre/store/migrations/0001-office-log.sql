-- Offices, their stations, and everything they did, byte for byte.
CREATE TABLE office (
  id        integer PRIMARY KEY,
  name      text NOT NULL,
  kind      text NOT NULL,
  unit_code text NOT NULL,
  communes  jsonb NOT NULL
);

-- One-time codes: each lets one station in, and begins one epoch.
CREATE TABLE enrolment_code (
  office   integer NOT NULL,
  hash     bytea NOT NULL,                   -- SHA-256 of the code, never the code
  epoch    integer,                          -- the epoch it was used for; NULL until then
  added_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (office, hash)
);

CREATE TABLE station (
  office      integer NOT NULL,
  name        text NOT NULL,
  epoch       integer NOT NULL,
  event_key   text NOT NULL,                 -- Ed25519, SPKI base64
  tls_key     bytea NOT NULL,                -- the certified public key, SPKI
  certificate text NOT NULL,
  serial      text NOT NULL,
  start_hash  bytea NOT NULL,                -- prev of the epoch's first event: our head when it began
  reply       text NOT NULL,                 -- the whole enrolment reply: a lost answer is given again
  revoked_at  timestamptz,
  enrolled_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (office, epoch)
);

CREATE TABLE event (
  office    integer NOT NULL,
  epoch     integer NOT NULL,
  seq       bigint  NOT NULL,
  hash      bytea   NOT NULL,
  kind      text    NOT NULL,
  subject   text    NOT NULL,
  canonical text    NOT NULL,                -- text, never jsonb: the signed bytes
  signature text    NOT NULL,
  suspect   boolean NOT NULL DEFAULT false,  -- the station's clock was far from ours
  received  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (office, epoch, seq)
);
CREATE INDEX event_subject ON event (office, subject);

CREATE TABLE office_head (
  office integer NOT NULL,
  epoch  integer NOT NULL,
  seq    bigint  NOT NULL,
  hash   bytea   NOT NULL,
  PRIMARY KEY (office, epoch)
);

-- Two different events under one number: the known one stays in its place, the other is kept here, people decide.
CREATE TABLE fork (
  office    integer NOT NULL,
  epoch     integer NOT NULL,
  seq       bigint  NOT NULL,
  known     bytea   NOT NULL,
  sent      bytea   NOT NULL,
  canonical text    NOT NULL,
  signature text    NOT NULL,
  seen      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (office, epoch, seq, sent)
);
