-- The population register, and who asked what of it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE person (
  personal_number text PRIMARY KEY,
  old_number      text,
  folded_name     text NOT NULL,             -- no marks, đ→d, lower case
  birth           text NOT NULL,
  sex             text NOT NULL,
  commune_code    text,
  place           text NOT NULL,             -- folded commune and province
  record          text NOT NULL
);
CREATE INDEX person_old_number ON person (old_number) WHERE old_number IS NOT NULL;
CREATE INDEX person_name ON person USING gin (folded_name gin_trgm_ops);
CREATE INDEX person_birth ON person (birth, folded_name);

CREATE TABLE look_up_audit (
  seq        bigint PRIMARY KEY,             -- gapless; written under a lock of its head row
  at         text NOT NULL,
  office     integer NOT NULL,
  account    text NOT NULL,
  action     text NOT NULL,
  purpose    text NOT NULL,
  subject    text NOT NULL,
  request_id text NOT NULL,
  detail     text NOT NULL,
  hash       bytea NOT NULL
);
CREATE TABLE look_up_audit_head (sole boolean PRIMARY KEY DEFAULT true CHECK (sole), seq bigint NOT NULL, hash bytea NOT NULL);
INSERT INTO look_up_audit_head (seq, hash) VALUES (0, decode(repeat('00', 32), 'hex'));
