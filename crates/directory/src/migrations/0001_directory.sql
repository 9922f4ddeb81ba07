-- A human being, the same through all editions. Contact details stand here but
-- nobody outside the staff of the person's editions sees one without a row in
-- `disclosure`.
CREATE TABLE person (
  id uuid PRIMARY KEY NOT NULL,
  slug text NOT NULL UNIQUE CHECK (length(slug) BETWEEN 1 AND 80),
  -- As the person writes it, whole: one word is a name too.
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  latin text NOT NULL CHECK (length(latin) <= 100),
  native text NOT NULL CHECK (length(native) <= 100),
  sort_name text NOT NULL CHECK (length(sort_name) BETWEEN 1 AND 100),
  -- Folded forms: order of lists, letter of the index, comparison of names.
  sort_key text NOT NULL CHECK (length(sort_key) >= 1),
  initial text NOT NULL CHECK (length(initial) = 1),
  name_key text NOT NULL,
  latin_key text NOT NULL,
  biography json NOT NULL,
  languages json NOT NULL,
  email text,
  email_key text,
  phone text CHECK (length(phone) BETWEEN 3 AND 40),
  revision bigint NOT NULL CHECK (revision > 0),
  created_at bigint NOT NULL,
  CHECK ((email IS NULL) = (email_key IS NULL))
);
CREATE INDEX person_by_order ON person (sort_key, id);
CREATE INDEX person_by_email ON person (email_key);
CREATE INDEX person_by_name ON person (name_key);
CREATE INDEX person_by_latin ON person (latin_key);

-- A person takes part in an edition. `listed` is the staff's word; strangers
-- see the person only when the person's own consent says the same.
CREATE TABLE participation (
  person uuid NOT NULL REFERENCES person (id),
  edition uuid NOT NULL REFERENCES edition (id),
  listed boolean NOT NULL,
  created_at bigint NOT NULL,
  PRIMARY KEY (person, edition)
);
CREATE INDEX participation_by_edition ON participation (edition, person);

-- The ledger: what was agreed to or taken back, when, in which words, in which
-- language, through which channel. Rows are added and never changed.
CREATE TABLE consent (
  id uuid PRIMARY KEY NOT NULL,
  person uuid NOT NULL REFERENCES person (id),
  purpose text NOT NULL CHECK (purpose IN ('listing', 'organisation', 'biography', 'photo', 'email', 'phone')),
  act text NOT NULL CHECK (act IN ('given', 'withdrawn')),
  -- The audience that was agreed to; a withdrawal ends them all.
  audience text CHECK (audience IN ('public', 'registered')),
  wording integer NOT NULL CHECK (wording > 0),
  locale text NOT NULL CHECK (locale IN ('en', 'zh')),
  at bigint NOT NULL,
  channel text NOT NULL CHECK (channel IN ('web', 'email', 'paper', 'officer', 'import')),
  -- Why somebody else could say it; empty when the person did.
  basis text NOT NULL CHECK (length(basis) <= 400),
  account uuid,
  UNIQUE (person, purpose, id),
  CHECK ((act = 'given') = (audience IS NOT NULL)),
  CHECK (channel = 'web' OR length(basis) >= 3)
);
CREATE INDEX consent_by_person ON consent (person, at);

-- What is open now. A row cannot exist without the consent it stands on, so
-- hidden is what everything is until somebody agrees.
CREATE TABLE disclosure (
  person uuid NOT NULL REFERENCES person (id),
  purpose text NOT NULL,
  audience text NOT NULL CHECK (audience IN ('public', 'registered')),
  consent uuid NOT NULL,
  PRIMARY KEY (person, purpose),
  FOREIGN KEY (person, purpose, consent) REFERENCES consent (person, purpose, id)
);
CREATE INDEX disclosure_by_purpose ON disclosure (purpose, audience, person);

CREATE TABLE organisation (
  id uuid PRIMARY KEY NOT NULL,
  slug text NOT NULL UNIQUE CHECK (length(slug) BETWEEN 1 AND 80),
  name json NOT NULL,
  kind text NOT NULL CHECK (kind IN ('city_government', 'national_body', 'international_body', 'company', 'university', 'research', 'association', 'media', 'other')),
  -- ISO 3166-1 alpha-2; the label on every page is "Country / region".
  country text CHECK (length(country) = 2),
  -- GeoNames id.
  city bigint CHECK (city > 0),
  website text CHECK (length(website) <= 300),
  description json NOT NULL,
  sort_key text NOT NULL,
  name_key text NOT NULL,
  revision bigint NOT NULL CHECK (revision > 0),
  created_at bigint NOT NULL
);
CREATE INDEX organisation_by_order ON organisation (sort_key, id);
CREATE INDEX organisation_by_name ON organisation (name_key);
CREATE INDEX organisation_by_city ON organisation (city);

CREATE TABLE organisation_participation (
  organisation uuid NOT NULL REFERENCES organisation (id),
  edition uuid NOT NULL REFERENCES edition (id),
  listed boolean NOT NULL,
  created_at bigint NOT NULL,
  PRIMARY KEY (organisation, edition)
);
CREATE INDEX organisation_participation_by_edition ON organisation_participation (edition, organisation);

-- What somebody is or was, at an organisation or for a city. Days are civil
-- days (YYYY-MM-DD); no last day means still.
CREATE TABLE office_held (
  id uuid PRIMARY KEY NOT NULL,
  person uuid NOT NULL REFERENCES person (id),
  organisation uuid REFERENCES organisation (id),
  city bigint CHECK (city > 0),
  title json NOT NULL,
  from_day text CHECK (length(from_day) = 10),
  to_day text CHECK (length(to_day) = 10),
  -- Precedence, 1 the highest; named by `rank_level` of the edition.
  rank integer CHECK (rank BETWEEN 1 AND 20),
  CHECK ((organisation IS NULL) <> (city IS NULL)),
  CHECK (from_day IS NULL OR to_day IS NULL OR from_day <= to_day)
);
CREATE INDEX office_by_person ON office_held (person);
CREATE INDEX office_by_organisation ON office_held (organisation);
CREATE INDEX office_by_city ON office_held (city);

-- The table of ranks of an edition: ministerial, vice-ministerial, mayor …
CREATE TABLE rank_level (
  edition uuid NOT NULL REFERENCES edition (id),
  level integer NOT NULL CHECK (level BETWEEN 1 AND 20),
  name json NOT NULL,
  PRIMARY KEY (edition, level)
);

CREATE TABLE delegation (
  id uuid PRIMARY KEY NOT NULL,
  edition uuid NOT NULL REFERENCES edition (id),
  slug text NOT NULL CHECK (length(slug) BETWEEN 1 AND 80),
  name json NOT NULL,
  kind text NOT NULL CHECK (kind IN ('city', 'district', 'national_body', 'company')),
  city bigint CHECK (city > 0),
  organisation uuid REFERENCES organisation (id),
  country text CHECK (length(country) = 2),
  -- Who in the organiser's team looks after them.
  liaison uuid REFERENCES person (id),
  -- Strangers may know that it comes. Who is in it is never public here.
  announced boolean NOT NULL,
  sort_key text NOT NULL,
  revision bigint NOT NULL CHECK (revision > 0),
  created_at bigint NOT NULL,
  UNIQUE (edition, slug),
  CHECK (kind NOT IN ('city', 'district') OR city IS NOT NULL)
);
CREATE INDEX delegation_by_order ON delegation (edition, sort_key, id);
CREATE INDEX delegation_by_city ON delegation (city);

CREATE TABLE delegation_member (
  delegation uuid NOT NULL REFERENCES delegation (id),
  person uuid NOT NULL REFERENCES person (id),
  rank integer CHECK (rank BETWEEN 1 AND 20),
  is_head boolean NOT NULL,
  added_at bigint NOT NULL,
  PRIMARY KEY (delegation, person)
);
-- Never two heads; the verbs see to it that there is never none.
CREATE UNIQUE INDEX delegation_one_head ON delegation_member (delegation) WHERE is_head;
CREATE INDEX delegation_member_by_person ON delegation_member (person);
