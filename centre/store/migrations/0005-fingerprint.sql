-- Templates of the prints of accepted applications, apart from names: whose they are is told by the decision alone.
CREATE TABLE print_template (
  office        integer NOT NULL,
  application   text NOT NULL,
  approved_hash bytea NOT NULL,              -- the decision that took them in
  sealed        bytea NOT NULL,              -- all fingers; AES-256-GCM under the centre's template key
  made_at       timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (office, application)
);

-- What the comparison of prints gave: no-prints | no-hit | confirmed | other-person | not-the-same | not-compared.
ALTER TABLE card_decision ADD COLUMN prints text;
CREATE INDEX card_decision_number ON card_decision (number) WHERE decision = 'accepted';
