-- A table of sessions that somebody of the desk has sent and not yet taken into
-- the programme: one of each account in an edition, until it is taken or thrown away.
CREATE TABLE schedule_upload (
  edition uuid NOT NULL REFERENCES edition (id),
  account uuid NOT NULL,
  name text NOT NULL CHECK (length(name) <= 200),
  sheet json NOT NULL,
  -- What each column means, as guessed or chosen.
  columns json NOT NULL,
  uploaded_at bigint NOT NULL,
  PRIMARY KEY (edition, account)
);
