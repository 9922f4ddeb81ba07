-- What an account did to the draft, to be taken back and done again. `settled`
-- is an act that was taken back and then overtaken by a new one.
CREATE TABLE programme_act (
  id uuid PRIMARY KEY NOT NULL,
  edition uuid NOT NULL REFERENCES edition (id),
  account uuid NOT NULL,
  verb text NOT NULL CHECK (verb IN ('created', 'revised', 'moved', 'swapped', 'shifted', 'delayed', 'confirmed', 'cancelled', 'reinstated', 'people')),
  state text NOT NULL CHECK (state IN ('done', 'undone', 'settled')),
  acted_at bigint NOT NULL
);
CREATE INDEX programme_act_by_account ON programme_act (edition, account, state);

-- A session as the act found and left it; nothing before is a session that the
-- act made. No reference to the session: a creation that is taken back deletes it.
CREATE TABLE programme_act_session (
  act uuid NOT NULL REFERENCES programme_act (id),
  session uuid NOT NULL,
  before json,
  after json,
  PRIMARY KEY (act, session),
  CHECK (before IS NOT NULL OR after IS NOT NULL)
);
