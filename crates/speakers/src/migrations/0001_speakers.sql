-- What an edition asks of its speakers: of all, of those in one role, or of those
-- in one session. Whom it asks is not stored but follows from the programme, so
-- that whoever joins a session owes at once what is owed, and whoever leaves owes
-- nothing.
CREATE TABLE speaker_task (
  id uuid PRIMARY KEY NOT NULL,
  edition uuid NOT NULL REFERENCES edition (id),
  slug text NOT NULL CHECK (length(slug) BETWEEN 1 AND 80),
  kind text NOT NULL CHECK (kind IN ('biography', 'portrait', 'abstract', 'slides', 'travel', 'consent', 'other')),
  title json NOT NULL,
  note json NOT NULL,
  scope text NOT NULL CHECK (scope IN ('all', 'role', 'session')),
  role text CHECK (role IN ('speaker', 'moderator', 'panellist', 'host', 'interpreter', 'signatory')),
  session uuid REFERENCES session (id),
  due_at bigint NOT NULL,
  -- Reminders go out by themselves; otherwise when the desk sends them.
  reminds boolean NOT NULL,
  revision bigint NOT NULL CHECK (revision > 0),
  created_at bigint NOT NULL,
  UNIQUE (edition, slug),
  UNIQUE (edition, id),
  CHECK ((scope = 'role') = (role IS NOT NULL)),
  CHECK ((scope = 'session') = (session IS NOT NULL))
);

-- A file that was handed in. Its bytes are in the store of files, by digest.
CREATE TABLE speaker_file (
  id uuid PRIMARY KEY NOT NULL,
  edition uuid NOT NULL REFERENCES edition (id),
  task uuid NOT NULL,
  person uuid NOT NULL REFERENCES person (id),
  session uuid REFERENCES session (id),
  digest text NOT NULL REFERENCES blob (digest),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  size bigint NOT NULL CHECK (size > 0),
  kind text NOT NULL,
  handed_in_at bigint NOT NULL,
  FOREIGN KEY (edition, task) REFERENCES speaker_task (edition, id)
);
CREATE INDEX speaker_file_by_session ON speaker_file (session);

-- What became of a task for one person; without a row it is open and untouched.
-- `about` is the session for what is owed per session, and the person otherwise.
CREATE TABLE speaker_item (
  task uuid NOT NULL,
  person uuid NOT NULL REFERENCES person (id),
  about uuid NOT NULL,
  edition uuid NOT NULL REFERENCES edition (id),
  session uuid REFERENCES session (id),
  state text NOT NULL CHECK (state IN ('open', 'handed_in', 'accepted', 'returned', 'waived')),
  -- What was typed.
  answer text NOT NULL CHECK (length(answer) <= 8000),
  file uuid REFERENCES speaker_file (id),
  -- What the desk says to the speaker about it.
  note text NOT NULL CHECK (length(note) <= 1000),
  handed_in_at bigint,
  changed_at bigint NOT NULL,
  revision bigint NOT NULL CHECK (revision > 0),
  PRIMARY KEY (task, person, about),
  FOREIGN KEY (edition, task) REFERENCES speaker_task (edition, id),
  CHECK (CASE WHEN session IS NULL THEN about = person ELSE about = session END),
  CHECK (state <> 'returned' OR length(note) >= 3),
  CHECK (state NOT IN ('handed_in', 'accepted') OR handed_in_at IS NOT NULL)
);
CREATE INDEX speaker_item_by_edition ON speaker_item (edition, person);

-- A personal way in: half of one, for a code to the invited address is the other.
CREATE TABLE speaker_invitation (
  id uuid PRIMARY KEY NOT NULL,
  edition uuid NOT NULL REFERENCES edition (id),
  person uuid NOT NULL REFERENCES person (id),
  token_hash text NOT NULL UNIQUE,
  email text NOT NULL,
  sent_at bigint NOT NULL,
  sent_by uuid,
  used_at bigint,
  revoked_at bigint
);
-- A new link ends the one before it.
CREATE UNIQUE INDEX speaker_invitation_live ON speaker_invitation (edition, person) WHERE revoked_at IS NULL;

-- Nobody is reminded twice of one thing in one step.
CREATE TABLE speaker_reminder (
  task uuid NOT NULL REFERENCES speaker_task (id),
  person uuid NOT NULL REFERENCES person (id),
  about uuid NOT NULL,
  step text NOT NULL CHECK (step IN ('early', 'last', 'overdue')),
  reminded_at bigint NOT NULL,
  PRIMARY KEY (task, person, about, step)
);

-- Until when a speaker has seen what changed.
CREATE TABLE speaker_seen (
  edition uuid NOT NULL REFERENCES edition (id),
  person uuid NOT NULL REFERENCES person (id),
  seen_at bigint NOT NULL,
  PRIMARY KEY (edition, person)
);
