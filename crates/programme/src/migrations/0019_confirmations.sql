-- Whoever signs up by themselves gets a letter, too. A CHECK cannot be changed on
-- both engines, so the table is made anew and filled from the old one.
CREATE TABLE sign_up_next (
  id uuid PRIMARY KEY NOT NULL,
  session uuid NOT NULL,
  edition uuid NOT NULL,
  account uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('signed_up', 'waiting', 'promoted', 'cancelled', 'declined')),
  turn bigint NOT NULL CHECK (turn > 0),
  -- What its holder has not been told yet.
  news text CHECK (news IS NULL OR news IN ('signed_up', 'waiting', 'promoted', 'added', 'declined')),
  signed_up_at bigint NOT NULL,
  changed_at bigint NOT NULL,
  UNIQUE (session, account),
  UNIQUE (session, turn),
  FOREIGN KEY (edition, session) REFERENCES session (edition, id)
);
INSERT INTO sign_up_next (id, session, edition, account, state, turn, news, signed_up_at, changed_at)
  SELECT id, session, edition, account, state, turn, news, signed_up_at, changed_at FROM sign_up;
DROP TABLE sign_up;
ALTER TABLE sign_up_next RENAME TO sign_up;
CREATE INDEX sign_up_by_account ON sign_up (account, edition);
CREATE INDEX sign_up_by_edition ON sign_up (edition, state);
