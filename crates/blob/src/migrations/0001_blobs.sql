-- A file, by the SHA-256 of its content. The bytes are in the store; one row is one
-- object there, however many people handed the same thing in.
CREATE TABLE blob (
  digest text PRIMARY KEY NOT NULL CHECK (length(digest) = 64),
  size bigint NOT NULL CHECK (size > 0),
  kind text NOT NULL CHECK (kind IN ('application/pdf', 'application/vnd.openxmlformats-officedocument.presentationml.presentation', 'application/vnd.oasis.opendocument.presentation', 'application/vnd.apple.keynote', 'image/png', 'image/jpeg')),
  stored_at bigint NOT NULL
);
CREATE INDEX blob_by_time ON blob (stored_at);

-- Who needs it. A file without a holder is swept.
CREATE TABLE blob_holder (
  digest text NOT NULL REFERENCES blob (digest),
  holder uuid NOT NULL,
  PRIMARY KEY (digest, holder)
);

-- A file on its way: bytes up to `arrived` are there and stay there, whatever
-- happens to the connection.
CREATE TABLE blob_part (
  id uuid PRIMARY KEY NOT NULL,
  account uuid NOT NULL,
  -- What the sender says it will be; a plain form cannot say.
  expected bigint CHECK (expected > 0),
  arrived bigint NOT NULL CHECK (arrived >= 0),
  begun_at bigint NOT NULL,
  touched_at bigint NOT NULL,
  CHECK (expected IS NULL OR arrived <= expected)
);
CREATE INDEX blob_part_by_account ON blob_part (account);
CREATE INDEX blob_part_by_time ON blob_part (touched_at);
