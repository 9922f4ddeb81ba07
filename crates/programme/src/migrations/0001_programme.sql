-- The draft of the programme. What the public sees is a release, below.
CREATE TABLE session (
  id uuid PRIMARY KEY NOT NULL,
  edition uuid NOT NULL REFERENCES edition (id),
  -- Stands in addresses and feeds; never reused.
  code text NOT NULL CHECK (length(code) = 6),
  -- The forum that an item is part of.
  parent uuid,
  kind text NOT NULL CHECK (kind IN ('opening', 'keynote', 'forum', 'item', 'city_showcase', 'ceremony', 'field_visit', 'reception', 'break')),
  title json NOT NULL,
  summary json NOT NULL,
  track uuid,
  -- ISO 639-1 codes, separated by spaces.
  languages text NOT NULL CHECK (length(languages) <= 60),
  interpretation text NOT NULL CHECK (length(interpretation) <= 60),
  visibility text NOT NULL CHECK (visibility IN ('public', 'registered', 'invite_only', 'concealed')),
  -- The account that closed the door; it keeps the key.
  concealed_by uuid,
  state text NOT NULL CHECK (state IN ('draft', 'confirmed', 'cancelled')),
  starts_at bigint,
  minutes integer NOT NULL CHECK (minutes BETWEEN 5 AND 1440),
  room uuid,
  -- GeoNames id of the city that it is about.
  city bigint CHECK (city IS NULL OR city > 0),
  -- Fewer or more seats than the room has.
  capacity integer CHECK (capacity IS NULL OR capacity BETWEEN 1 AND 100000),
  revision bigint NOT NULL CHECK (revision > 0),
  created_at bigint NOT NULL,
  UNIQUE (edition, code),
  UNIQUE (edition, id),
  CHECK ((kind = 'item') = (parent IS NOT NULL)),
  CHECK (parent IS NULL OR parent <> id),
  CHECK (concealed_by IS NULL OR visibility = 'concealed'),
  FOREIGN KEY (edition, parent) REFERENCES session (edition, id),
  FOREIGN KEY (edition, track) REFERENCES track (edition, id),
  FOREIGN KEY (edition, room) REFERENCES room (edition, id)
);
CREATE INDEX session_by_parent ON session (parent);
CREATE INDEX session_by_room ON session (room);
CREATE INDEX session_by_track ON session (track);

-- Who does what in a session.
CREATE TABLE session_person (
  session uuid NOT NULL,
  edition uuid NOT NULL,
  person uuid NOT NULL REFERENCES person (id),
  role text NOT NULL CHECK (role IN ('speaker', 'moderator', 'panellist', 'host', 'interpreter', 'signatory')),
  position integer NOT NULL CHECK (position BETWEEN 0 AND 999),
  PRIMARY KEY (session, person, role),
  FOREIGN KEY (edition, session) REFERENCES session (edition, id)
);
CREATE INDEX session_person_by_person ON session_person (person);
CREATE INDEX session_person_by_edition ON session_person (edition);

-- How strictly an edition takes a rule; a rule without a row has its default.
CREATE TABLE rule_level (
  edition uuid NOT NULL REFERENCES edition (id),
  rule text NOT NULL CHECK (rule IN ('room_overlap', 'person_overlap', 'outside_parent', 'outside_days', 'walk', 'capacity', 'unplaced', 'hidden_room')),
  level text NOT NULL CHECK (level IN ('block', 'warn', 'ignore')),
  PRIMARY KEY (edition, rule)
);

-- A published state of the programme. Rows of this table and of the next are
-- inserted once; no statement updates or deletes them, and the hash proves it.
CREATE TABLE programme_release (
  id uuid PRIMARY KEY NOT NULL,
  edition uuid NOT NULL REFERENCES edition (id),
  number integer NOT NULL CHECK (number > 0),
  name text NOT NULL CHECK (length(name) <= 80),
  note text NOT NULL CHECK (length(note) <= 2000),
  released_at bigint NOT NULL,
  released_by uuid,
  hash text NOT NULL CHECK (length(hash) = 64),
  UNIQUE (edition, number)
);

CREATE TABLE released_session (
  release uuid NOT NULL REFERENCES programme_release (id),
  session uuid NOT NULL REFERENCES session (id),
  edition uuid NOT NULL REFERENCES edition (id),
  visibility text NOT NULL CHECK (visibility IN ('public', 'registered', 'invite_only', 'concealed')),
  -- RFC 5545, 3.8.7.4: grows when time, room, title or status changed.
  sequence integer NOT NULL CHECK (sequence >= 0),
  content json NOT NULL,
  PRIMARY KEY (release, session)
);
CREATE INDEX released_session_by_session ON released_session (session);

-- What a browser or an account has starred. Tokens are kept as SHA-256.
CREATE TABLE star_list (
  id uuid PRIMARY KEY NOT NULL,
  browser text UNIQUE CHECK (browser IS NULL OR length(browser) = 64),
  account uuid UNIQUE,
  feed text UNIQUE CHECK (feed IS NULL OR length(feed) = 64),
  created_at bigint NOT NULL,
  CHECK ((browser IS NULL) <> (account IS NULL))
);

CREATE TABLE star (
  list uuid NOT NULL REFERENCES star_list (id),
  session uuid NOT NULL REFERENCES session (id),
  edition uuid NOT NULL REFERENCES edition (id),
  starred_at bigint NOT NULL,
  PRIMARY KEY (list, session)
);
CREATE INDEX star_by_session ON star (session);
