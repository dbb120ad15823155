-- The population register, and who asked what of it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE person (
  personal_number text PRIMARY KEY,
  birth           text NOT NULL,
  sex             text NOT NULL,
  status          text NOT NULL,
  place           text NOT NULL,             -- folded names of the place, of then and of now
  record          text NOT NULL
);

-- Every number a person goes or went by.
CREATE TABLE person_number (
  number          text NOT NULL,
  kind            text NOT NULL,             -- own | old | cancelled
  personal_number text NOT NULL,
  PRIMARY KEY (number, kind, personal_number)
);

-- Every name a person goes or went by, as the search sees it.
CREATE TABLE person_name (
  personal_number text NOT NULL,
  kind            text NOT NULL,             -- own | other
  key             text NOT NULL,             -- ' nguyen van an ': no marks, đ→d, lower case, a blank at both ends
  spelling        text NOT NULL,             -- the key of its sound: i/y, s/x, ch/tr, l/n …
  birth_year      integer NOT NULL,
  PRIMARY KEY (personal_number, kind)
);
CREATE INDEX person_name_words ON person_name USING gin (key gin_trgm_ops);
CREATE INDEX person_name_key ON person_name (key, birth_year);
CREATE INDEX person_name_spelling ON person_name (spelling, birth_year);
CREATE INDEX person_name_year ON person_name (birth_year);

-- Days the register was filled for, and the sample people of each.
CREATE TABLE seeding (
  day       text PRIMARY KEY,
  samples   text NOT NULL,
  seeded_at timestamptz NOT NULL DEFAULT now()
);

-- One chain per office: each line is hashed over the line before it.
CREATE TABLE look_up_head (
  office integer PRIMARY KEY,
  seq    bigint NOT NULL,
  hash   bytea NOT NULL
);
CREATE TABLE look_up (
  office     integer NOT NULL,
  seq        bigint NOT NULL,                -- gapless; written under a lock of the head row
  at         text NOT NULL,
  account    text NOT NULL,
  request_id text NOT NULL,
  line       text NOT NULL,                  -- canonical JSON: who, purpose, dossier, what was asked, whom it showed
  hash       bytea NOT NULL,
  PRIMARY KEY (office, seq)
);
CREATE INDEX look_up_account ON look_up (office, account, at);
