-- What a record of a person said before it was changed. Rows are added, never
-- changed, and go when the person asks to be erased.
CREATE TABLE person_version (
  person uuid NOT NULL REFERENCES person (id),
  -- The revision that was replaced.
  revision bigint NOT NULL CHECK (revision > 0),
  name text NOT NULL,
  latin text NOT NULL,
  native text NOT NULL,
  sort_name text NOT NULL,
  biography json NOT NULL,
  replaced_at bigint NOT NULL,
  -- Who replaced it, and what it was replaced by: an editor's form or what a speaker wrote.
  account uuid,
  origin text NOT NULL CHECK (origin IN ('editor', 'speaker')),
  PRIMARY KEY (person, revision)
);
