-- What the prints of an application gave that was accepted without being compared, once they could be. A decision is never said twice:
-- this stands beside it. Outcomes as in card_decision.prints; "unreadable": no print of it shows a finger.
CREATE TABLE late_print_finding (
  office        integer NOT NULL,
  approved_hash bytea NOT NULL,
  application   text NOT NULL,
  outcome       text NOT NULL,
  found_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (office, approved_hash)
);
