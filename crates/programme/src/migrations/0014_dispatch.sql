-- How long the letters of a release wait before they leave, by edition; an
-- edition without a row has the default. In this time a release can be taken back.
CREATE TABLE release_hold (
  edition uuid PRIMARY KEY NOT NULL REFERENCES edition (id),
  seconds integer NOT NULL CHECK (seconds BETWEEN 0 AND 86400)
);

-- What became of the letters of a release. Held letters leave, or the release is
-- taken back, whichever is first; neither is ever undone. A release itself never
-- changes: `restored` is the later one that published again what stood before.
-- Releases from before this table have no row; their letters have left.
CREATE TABLE release_dispatch (
  release uuid PRIMARY KEY NOT NULL REFERENCES programme_release (id),
  edition uuid NOT NULL REFERENCES edition (id),
  state text NOT NULL CHECK (state IN ('held', 'left', 'taken_back')),
  due_at bigint NOT NULL,
  -- The organisers' own words at the head of every letter, by language.
  words json NOT NULL,
  settled_at bigint,
  restored uuid UNIQUE REFERENCES programme_release (id),
  CHECK ((state = 'held') = (settled_at IS NULL)),
  CHECK ((state = 'taken_back') = (restored IS NOT NULL)),
  CHECK (restored IS NULL OR restored <> release)
);
CREATE INDEX release_dispatch_by_edition ON release_dispatch (edition);
