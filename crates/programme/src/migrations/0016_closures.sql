-- A room that is closed for a while: set-up, a repair. Only the desk knows of it.
CREATE TABLE room_closure (
  id uuid PRIMARY KEY NOT NULL,
  edition uuid NOT NULL,
  room uuid NOT NULL,
  reason text NOT NULL CHECK (reason IN ('set_up', 'repair', 'rehearsal', 'other')),
  note text NOT NULL CHECK (length(note) <= 200),
  starts_at bigint NOT NULL,
  ends_at bigint NOT NULL,
  CHECK (starts_at < ends_at),
  -- A closure goes with its room.
  FOREIGN KEY (edition, room) REFERENCES room (edition, id) ON DELETE CASCADE
);
CREATE INDEX room_closure_by_edition ON room_closure (edition);

-- Closing a room and opening it again are acts that can be taken back. A CHECK
-- cannot be changed on both engines, so the tables of acts are made anew.
CREATE TABLE programme_act_next (
  id uuid PRIMARY KEY NOT NULL,
  edition uuid NOT NULL REFERENCES edition (id),
  account uuid NOT NULL,
  verb text NOT NULL CHECK (verb IN ('created', 'revised', 'moved', 'swapped', 'shifted', 'delayed', 'confirmed', 'cancelled', 'reinstated', 'people', 'closed', 'reopened')),
  state text NOT NULL CHECK (state IN ('done', 'undone', 'settled')),
  acted_at bigint NOT NULL
);
INSERT INTO programme_act_next (id, edition, account, verb, state, acted_at)
  SELECT id, edition, account, verb, state, acted_at FROM programme_act;
CREATE TABLE programme_act_session_next (
  act uuid NOT NULL REFERENCES programme_act_next (id),
  session uuid NOT NULL,
  before json,
  after json,
  PRIMARY KEY (act, session),
  CHECK (before IS NOT NULL OR after IS NOT NULL)
);
INSERT INTO programme_act_session_next (act, session, before, after)
  SELECT act, session, before, after FROM programme_act_session;
DROP TABLE programme_act_session;
DROP TABLE programme_act;
ALTER TABLE programme_act_next RENAME TO programme_act;
ALTER TABLE programme_act_session_next RENAME TO programme_act_session;
CREATE INDEX programme_act_by_account ON programme_act (edition, account, state);

-- A closure as the act found and left it; nothing is one that is not there.
CREATE TABLE programme_act_closure (
  act uuid NOT NULL REFERENCES programme_act (id),
  closure uuid NOT NULL,
  before json,
  after json,
  PRIMARY KEY (act, closure),
  CHECK ((before IS NULL) <> (after IS NULL))
);
