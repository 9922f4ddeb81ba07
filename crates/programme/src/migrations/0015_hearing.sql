-- What an edition promises to whoever listens: languages in which everything can
-- be followed, and rooms whose booths have a team of their own.
CREATE TABLE programme_hearing (
  edition uuid PRIMARY KEY NOT NULL REFERENCES edition (id),
  -- ISO 639-1 codes, separated by spaces.
  languages text NOT NULL CHECK (length(languages) <= 60),
  -- Keys of rooms; one that is gone since counts for nothing.
  booths json NOT NULL
);
