-- How one signs up for a session; a session without a row is open to whoever comes.
CREATE TABLE sign_up_terms (
  session uuid PRIMARY KEY NOT NULL,
  edition uuid NOT NULL,
  offered boolean NOT NULL,
  -- Fewer or more than the session has seats.
  places integer CHECK (places IS NULL OR places BETWEEN 1 AND 100000),
  opens_at bigint,
  -- Without one, sign-up ends when the session begins.
  closes_at bigint,
  waits boolean NOT NULL,
  revision bigint NOT NULL CHECK (revision > 0),
  CHECK (opens_at IS NULL OR closes_at IS NULL OR opens_at < closes_at),
  FOREIGN KEY (edition, session) REFERENCES session (edition, id)
);
CREATE INDEX sign_up_terms_by_edition ON sign_up_terms (edition);

-- Who has signed up. One row for a person and a session, whatever they changed
-- their mind about; `turn` is the order in which they came.
CREATE TABLE sign_up (
  id uuid PRIMARY KEY NOT NULL,
  session uuid NOT NULL,
  edition uuid NOT NULL,
  account uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('signed_up', 'waiting', 'promoted', 'cancelled', 'declined')),
  turn bigint NOT NULL CHECK (turn > 0),
  -- What its holder has not been told yet.
  news text CHECK (news IS NULL OR news IN ('promoted', 'added', 'declined')),
  signed_up_at bigint NOT NULL,
  changed_at bigint NOT NULL,
  UNIQUE (session, account),
  UNIQUE (session, turn),
  FOREIGN KEY (edition, session) REFERENCES session (edition, id)
);
CREATE INDEX sign_up_by_account ON sign_up (account, edition);
CREATE INDEX sign_up_by_edition ON sign_up (edition, state);

-- Whether somebody may sign up for two sessions at one time; without a row they
-- are warned.
CREATE TABLE sign_up_policy (
  edition uuid PRIMARY KEY NOT NULL REFERENCES edition (id),
  on_clash text NOT NULL CHECK (on_clash IN ('warn', 'block'))
);
