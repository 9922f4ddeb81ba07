-- A programme also has talks, workshops, panels and posters. Neither engine can
-- widen a CHECK in words that the other reads, so the draft is made anew beside
-- the old table, and with it the tables that refer to it: those go first and come
-- back pointing at the new one. Constraints are those of 0001.
CREATE TABLE session_next (
  id uuid PRIMARY KEY NOT NULL,
  edition uuid NOT NULL REFERENCES edition (id),
  -- Stands in addresses and feeds; never reused.
  code text NOT NULL CHECK (length(code) = 6),
  -- The forum that an item is part of.
  parent uuid,
  kind text NOT NULL CHECK (kind IN ('opening', 'keynote', 'talk', 'panel', 'workshop', 'poster', 'forum', 'item', 'city_showcase', 'ceremony', 'field_visit', 'reception', 'break')),
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
  FOREIGN KEY (edition, parent) REFERENCES session_next (edition, id),
  FOREIGN KEY (edition, track) REFERENCES track (edition, id),
  FOREIGN KEY (edition, room) REFERENCES room (edition, id)
);
INSERT INTO session_next (id, edition, code, parent, kind, title, summary, track, languages, interpretation, visibility, concealed_by, state, starts_at, minutes, room, city, capacity, revision, created_at)
  SELECT id, edition, code, parent, kind, title, summary, track, languages, interpretation, visibility, concealed_by, state, starts_at, minutes, room, city, capacity, revision, created_at FROM session;

CREATE TABLE session_person_next (
  session uuid NOT NULL,
  edition uuid NOT NULL,
  person uuid NOT NULL REFERENCES person (id),
  role text NOT NULL CHECK (role IN ('speaker', 'moderator', 'panellist', 'host', 'interpreter', 'signatory')),
  position integer NOT NULL CHECK (position BETWEEN 0 AND 999),
  PRIMARY KEY (session, person, role),
  FOREIGN KEY (edition, session) REFERENCES session_next (edition, id)
);
INSERT INTO session_person_next (session, edition, person, role, position)
  SELECT session, edition, person, role, position FROM session_person;
DROP TABLE session_person;

-- The rows of a release are carried over as they are; `doctor` recomputes the hash.
CREATE TABLE released_session_next (
  release uuid NOT NULL REFERENCES programme_release (id),
  session uuid NOT NULL REFERENCES session_next (id),
  edition uuid NOT NULL REFERENCES edition (id),
  visibility text NOT NULL CHECK (visibility IN ('public', 'registered', 'invite_only', 'concealed')),
  -- RFC 5545, 3.8.7.4: grows when time, room, title or status changed.
  sequence integer NOT NULL CHECK (sequence >= 0),
  content json NOT NULL,
  PRIMARY KEY (release, session)
);
INSERT INTO released_session_next (release, session, edition, visibility, sequence, content)
  SELECT release, session, edition, visibility, sequence, content FROM released_session;
DROP TABLE released_session;

CREATE TABLE star_next (
  list uuid NOT NULL REFERENCES star_list (id),
  session uuid NOT NULL REFERENCES session_next (id),
  edition uuid NOT NULL REFERENCES edition (id),
  starred_at bigint NOT NULL,
  PRIMARY KEY (list, session)
);
INSERT INTO star_next (list, session, edition, starred_at)
  SELECT list, session, edition, starred_at FROM star;
DROP TABLE star;

DROP TABLE session;
ALTER TABLE session_next RENAME TO session;
ALTER TABLE session_person_next RENAME TO session_person;
ALTER TABLE released_session_next RENAME TO released_session;
ALTER TABLE star_next RENAME TO star;

CREATE INDEX session_by_parent ON session (parent);
CREATE INDEX session_by_room ON session (room);
CREATE INDEX session_by_track ON session (track);
CREATE INDEX session_person_by_person ON session_person (person);
CREATE INDEX session_person_by_edition ON session_person (edition);
CREATE INDEX released_session_by_session ON released_session (session);
CREATE INDEX star_by_session ON star (session);
