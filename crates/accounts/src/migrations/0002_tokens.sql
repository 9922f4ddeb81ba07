-- A personal token: a program asks with it in the name of an account. It reaches
-- as far as its scopes (words with spaces between them) and its edition say, and
-- never further than the account; without the second factor of the hour in which
-- it was made, the roles of the account sleep for it.
CREATE TABLE api_token (
  id uuid PRIMARY KEY NOT NULL,
  account uuid NOT NULL REFERENCES account (id),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  token_hash text NOT NULL UNIQUE,
  scopes text NOT NULL CHECK (scopes <> ''),
  edition uuid,
  second_factor boolean NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  last_used_day bigint,
  revoked_at bigint,
  CHECK (expires_at > created_at)
);
CREATE INDEX api_token_by_account ON api_token (account);
CREATE INDEX api_token_by_end ON api_token (expires_at);
