-- An edition: one holding of a congress. Everything else hangs on it.
-- Days are civil days (YYYY-MM-DD) of the edition's own zone.
CREATE TABLE edition (
  id uuid PRIMARY KEY NOT NULL,
  slug text NOT NULL UNIQUE CHECK (length(slug) BETWEEN 1 AND 80),
  name json NOT NULL,
  theme json NOT NULL,
  place json NOT NULL,
  description json NOT NULL,
  zone text NOT NULL CHECK (zone LIKE '%_/_%'),
  first_day text NOT NULL CHECK (length(first_day) = 10),
  last_day text NOT NULL CHECK (length(last_day) = 10),
  state text NOT NULL CHECK (state IN ('draft', 'public', 'archived')),
  -- The event that this one is held inside. Cycles longer than one are refused by the code.
  host uuid REFERENCES edition (id),
  -- The colour of its pages, by a name of the style sheet.
  accent text NOT NULL CHECK (accent IN ('lake', 'vermilion', 'indigo', 'moss', 'plum', 'ochre', 'azure', 'rose')),
  illustration boolean NOT NULL,
  -- When strangers could first see it; from then on the slug stays.
  published_at bigint,
  revision bigint NOT NULL CHECK (revision > 0),
  created_at bigint NOT NULL,
  CHECK (first_day <= last_day),
  CHECK (host IS NULL OR host <> id),
  CHECK (state = 'draft' OR published_at IS NOT NULL)
);
CREATE INDEX edition_by_host ON edition (host);

CREATE TABLE venue (
  id uuid PRIMARY KEY NOT NULL,
  edition uuid NOT NULL REFERENCES edition (id),
  slug text NOT NULL CHECK (length(slug) BETWEEN 1 AND 80),
  name json NOT NULL,
  address json NOT NULL,
  position integer NOT NULL CHECK (position BETWEEN 0 AND 9999),
  revision bigint NOT NULL CHECK (revision > 0),
  UNIQUE (edition, slug),
  UNIQUE (edition, id)
);

CREATE TABLE room (
  id uuid PRIMARY KEY NOT NULL,
  edition uuid NOT NULL REFERENCES edition (id),
  venue uuid NOT NULL,
  slug text NOT NULL CHECK (length(slug) BETWEEN 1 AND 80),
  name json NOT NULL,
  capacity integer NOT NULL CHECK (capacity BETWEEN 1 AND 100000),
  kind text NOT NULL CHECK (kind IN ('hall', 'stage', 'room', 'meeting', 'exhibition', 'outdoor')),
  position integer NOT NULL CHECK (position BETWEEN 0 AND 9999),
  -- Unpublished rooms are known to staff only.
  published boolean NOT NULL,
  revision bigint NOT NULL CHECK (revision > 0),
  UNIQUE (edition, slug),
  UNIQUE (edition, id),
  -- A room stands in a venue of its own edition.
  FOREIGN KEY (edition, venue) REFERENCES venue (edition, id)
);
CREATE INDEX room_by_venue ON room (venue);

CREATE TABLE track (
  id uuid PRIMARY KEY NOT NULL,
  edition uuid NOT NULL REFERENCES edition (id),
  slug text NOT NULL CHECK (length(slug) BETWEEN 1 AND 80),
  name json NOT NULL,
  colour integer NOT NULL CHECK (colour BETWEEN 1 AND 8),
  position integer NOT NULL CHECK (position BETWEEN 0 AND 9999),
  revision bigint NOT NULL CHECK (revision > 0),
  UNIQUE (edition, slug),
  UNIQUE (edition, id)
);

-- A published figure and who says so.
CREATE TABLE edition_fact (
  id uuid PRIMARY KEY NOT NULL,
  edition uuid NOT NULL REFERENCES edition (id),
  slug text NOT NULL CHECK (length(slug) BETWEEN 1 AND 80),
  label json NOT NULL,
  value text NOT NULL CHECK (length(value) BETWEEN 1 AND 60),
  source_name text NOT NULL CHECK (length(source_name) BETWEEN 1 AND 160),
  source_url text NOT NULL CHECK (source_url LIKE 'http%' AND length(source_url) <= 500),
  as_of text NOT NULL CHECK (length(as_of) = 10),
  position integer NOT NULL CHECK (position BETWEEN 0 AND 9999),
  revision bigint NOT NULL CHECK (revision > 0),
  UNIQUE (edition, slug)
);

-- Minutes on foot between two venues; kept once per pair, the lower key first.
CREATE TABLE venue_walk (
  edition uuid NOT NULL,
  venue_a uuid NOT NULL,
  venue_b uuid NOT NULL,
  minutes integer NOT NULL CHECK (minutes BETWEEN 0 AND 600),
  PRIMARY KEY (venue_a, venue_b),
  CHECK (venue_a < venue_b),
  FOREIGN KEY (edition, venue_a) REFERENCES venue (edition, id),
  FOREIGN KEY (edition, venue_b) REFERENCES venue (edition, id)
);

-- How this house calls a country or region, where it differs from the catalogue.
CREATE TABLE country_name (
  code text PRIMARY KEY NOT NULL CHECK (length(code) = 2),
  name json NOT NULL,
  revision bigint NOT NULL CHECK (revision > 0)
);
