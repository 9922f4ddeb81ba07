-- What the crew said about a session on its day, and what follows from it. The
-- plan itself stays as it was released.
CREATE TABLE live_session (
  session uuid PRIMARY KEY NOT NULL REFERENCES session (id),
  edition uuid NOT NULL REFERENCES edition (id),
  -- The start that was released when this was written: about another start it says nothing.
  planned_start bigint NOT NULL,
  -- Minutes that it begins later, and minutes that it takes longer, as somebody said.
  delay integer NOT NULL CHECK (delay BETWEEN 0 AND 720),
  overrun integer NOT NULL CHECK (overrun BETWEEN 0 AND 720),
  started_at bigint,
  ended_at bigint,
  is_full boolean NOT NULL,
  -- Follows from all that was said about the room's day; written again with every press.
  expected_start bigint NOT NULL,
  expected_end bigint NOT NULL,
  -- Counts what was said; 0 is nothing yet, only what follows from others.
  revision bigint NOT NULL CHECK (revision >= 0),
  changed_at bigint NOT NULL,
  CHECK (ended_at IS NULL OR started_at IS NOT NULL),
  CHECK (expected_start >= planned_start),
  CHECK (expected_end >= expected_start)
);
CREATE INDEX live_session_by_edition ON live_session (edition);

-- What was pressed, to be taken back. `before` is what had been said until then.
CREATE TABLE live_press (
  id uuid PRIMARY KEY NOT NULL,
  edition uuid NOT NULL REFERENCES edition (id),
  session uuid NOT NULL REFERENCES session (id),
  account uuid NOT NULL,
  verb text NOT NULL CHECK (verb IN ('started', 'late', 'on_time', 'full', 'seats', 'ended')),
  minutes integer NOT NULL CHECK (minutes BETWEEN 0 AND 720),
  before json NOT NULL,
  -- The revision that the press made; where it is another now, somebody pressed since.
  made bigint NOT NULL CHECK (made > 0),
  state text NOT NULL CHECK (state IN ('done', 'undone')),
  pressed_at bigint NOT NULL
);
CREATE INDEX live_press_by_account ON live_press (edition, account, pressed_at);
CREATE INDEX live_press_by_session ON live_press (session);

-- What the show-caller calls: a line of the run sheet beside the programme's own.
CREATE TABLE cue (
  id uuid PRIMARY KEY NOT NULL,
  edition uuid NOT NULL REFERENCES edition (id),
  session uuid NOT NULL REFERENCES session (id),
  -- Minutes from the start of the session; before it they are negative.
  minute integer NOT NULL CHECK (minute BETWEEN -240 AND 1440),
  who text NOT NULL CHECK (length(who) BETWEEN 1 AND 80),
  what text NOT NULL CHECK (length(what) BETWEEN 1 AND 300),
  written_at bigint NOT NULL
);
CREATE INDEX cue_by_session ON cue (session);

-- How an edition runs its rooms; one without a row takes the defaults.
CREATE TABLE room_custom (
  edition uuid PRIMARY KEY NOT NULL REFERENCES edition (id),
  doors integer NOT NULL CHECK (doors BETWEEN 0 AND 120),
  turnover integer NOT NULL CHECK (turnover BETWEEN 0 AND 60),
  shortest_break integer NOT NULL CHECK (shortest_break BETWEEN 0 AND 120),
  questions integer NOT NULL CHECK (questions BETWEEN 0 AND 60),
  revision bigint NOT NULL CHECK (revision > 0)
);
