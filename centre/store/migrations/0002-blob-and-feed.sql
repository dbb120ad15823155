-- What came up beside the events, and what goes down to each office.
CREATE TABLE blob (
  office   integer NOT NULL,
  name     text NOT NULL,                    -- SHA-256 of the ciphertext
  bytes    bigint NOT NULL,                  -- as announced with the first step
  begun_at timestamptz NOT NULL DEFAULT now(),
  whole_at timestamptz,
  PRIMARY KEY (office, name)
);

-- Blobs an office's events speak of; any other name is only parked for a while.
CREATE TABLE blob_reference (
  office integer NOT NULL,
  name   text NOT NULL,
  bytes  bigint NOT NULL,
  epoch  integer NOT NULL,
  seq    bigint NOT NULL,
  PRIMARY KEY (office, name)
);

CREATE TABLE feed_head (
  office integer PRIMARY KEY,
  pos    bigint NOT NULL                     -- a counter row, locked in the writing transaction: no holes, no lost rows
);

CREATE TABLE feed_item (
  office  integer NOT NULL,
  pos     bigint  NOT NULL,
  at      text    NOT NULL,
  content text    NOT NULL,
  PRIMARY KEY (office, pos)
);
