-- What visitors thought of a session. `giver` is a digest of who gave it and of
-- the session, so that nobody answers twice; the account itself is kept only for
-- who wanted to be named.
CREATE TABLE feedback (
  id uuid PRIMARY KEY NOT NULL,
  session uuid NOT NULL REFERENCES session (id),
  edition uuid NOT NULL REFERENCES edition (id),
  giver text NOT NULL CHECK (length(giver) = 64),
  account uuid,
  rating integer NOT NULL CHECK (rating BETWEEN 1 AND 5),
  comment text NOT NULL CHECK (length(comment) <= 2000),
  given_at bigint NOT NULL,
  UNIQUE (session, giver)
);
CREATE INDEX feedback_by_edition ON feedback (edition);

-- Who besides the desk reads it; without a row nobody.
CREATE TABLE feedback_policy (
  edition uuid PRIMARY KEY NOT NULL REFERENCES edition (id),
  readers text NOT NULL CHECK (readers IN ('desk', 'speakers'))
);
