-- When somebody who takes part cannot come. Instants, not days: half a day is
-- one too. The note is for the desk alone.
CREATE TABLE absence (
  id uuid PRIMARY KEY NOT NULL,
  edition uuid NOT NULL REFERENCES edition (id),
  person uuid NOT NULL REFERENCES person (id),
  starts_at bigint NOT NULL,
  ends_at bigint NOT NULL,
  note text NOT NULL CHECK (length(note) <= 400),
  stated_at bigint NOT NULL,
  -- Who said so; the person's own account, or somebody of the desk.
  stated_by uuid,
  CHECK (ends_at > starts_at)
);
CREATE INDEX absence_by_edition ON absence (edition, person, starts_at);
