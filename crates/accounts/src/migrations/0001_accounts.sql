-- A way to sign in. After erasure only the id is left, because the audit log speaks of it.
CREATE TABLE account (
  id uuid PRIMARY KEY NOT NULL,
  email text,
  email_key text UNIQUE,
  name text NOT NULL CHECK (length(name) <= 120),
  locale text NOT NULL CHECK (locale IN ('en', 'zh')),
  person uuid,
  created_at bigint NOT NULL,
  erased_at bigint,
  CHECK ((email IS NULL) = (email_key IS NULL)),
  CHECK ((erased_at IS NULL) = (email IS NOT NULL))
);
CREATE INDEX account_by_person ON account (person);

-- A code on its way to a mailbox. Bound to the browser that asked: without that
-- browser's cookie neither the code nor the link is worth anything.
CREATE TABLE sign_in_code (
  id uuid PRIMARY KEY NOT NULL,
  browser_hash text NOT NULL UNIQUE,
  email text NOT NULL,
  email_key text NOT NULL,
  code_hash text NOT NULL,
  link_hash text NOT NULL UNIQUE,
  next_path text,
  state text NOT NULL CHECK (state IN ('waiting', 'used', 'dead')),
  wrong_tries integer NOT NULL CHECK (wrong_tries BETWEEN 0 AND 5),
  asked_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  CHECK (expires_at > asked_at),
  CHECK (wrong_tries < 5 OR state = 'dead')
);
CREATE INDEX sign_in_code_by_time ON sign_in_code (asked_at);

-- How often something was tried in a span of time. The subject is a digest.
CREATE TABLE sign_in_count (
  subject text NOT NULL,
  since bigint NOT NULL,
  tries integer NOT NULL CHECK (tries > 0),
  PRIMARY KEY (subject, since)
);
CREATE INDEX sign_in_count_by_time ON sign_in_count (since);

-- A browser that is signed in. Ended ones stay for a while: after a breach they
-- say who was there.
CREATE TABLE account_session (
  id uuid PRIMARY KEY NOT NULL,
  token_hash text NOT NULL UNIQUE,
  account uuid NOT NULL REFERENCES account (id),
  device text NOT NULL CHECK (length(device) <= 80),
  created_at bigint NOT NULL,
  last_seen_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  second_factor_until bigint,
  ended_at bigint,
  ended_by text CHECK (ended_by IN ('sign_out', 'revoked', 'replaced', 'breach', 'erased')),
  CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
  CHECK (expires_at > created_at)
);
CREATE INDEX account_session_by_account ON account_session (account, ended_at);
CREATE INDEX account_session_by_time ON account_session (last_seen_at);

CREATE TABLE passkey (
  id uuid PRIMARY KEY NOT NULL,
  account uuid NOT NULL REFERENCES account (id),
  credential_id text NOT NULL UNIQUE,
  credential json NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  created_at bigint NOT NULL,
  last_used_at bigint
);
CREATE INDEX passkey_by_account ON passkey (account);

-- A ceremony under way, taken once. Registration belongs to an account.
CREATE TABLE passkey_ceremony (
  id uuid PRIMARY KEY NOT NULL,
  browser_hash text NOT NULL UNIQUE,
  purpose text NOT NULL CHECK (purpose IN ('register', 'sign_in')),
  account uuid REFERENCES account (id),
  state json NOT NULL,
  expires_at bigint NOT NULL,
  CHECK ((purpose = 'register') = (account IS NOT NULL))
);

-- One-time passwords by the clock. The last step taken is never taken again.
CREATE TABLE totp (
  account uuid PRIMARY KEY NOT NULL REFERENCES account (id),
  secret text NOT NULL,
  created_at bigint NOT NULL,
  confirmed_at bigint,
  last_step bigint NOT NULL
);

CREATE TABLE recovery_code (
  account uuid NOT NULL REFERENCES account (id),
  code_hash text NOT NULL,
  used_at bigint,
  PRIMARY KEY (account, code_hash)
);

-- Who may do what: for an edition, or for the whole house when it names none.
-- A role that was taken away keeps its row, with the instant at which it ended.
CREATE TABLE role_grant (
  id uuid PRIMARY KEY NOT NULL,
  account uuid NOT NULL REFERENCES account (id),
  edition uuid,
  role text NOT NULL CHECK (role IN ('owner', 'organiser', 'programme_editor', 'directory_editor', 'room_crew', 'reader')),
  from_at bigint NOT NULL,
  until_at bigint,
  given_at bigint NOT NULL,
  given_by uuid,
  CHECK (until_at IS NULL OR until_at >= from_at)
);
CREATE INDEX role_grant_by_account ON role_grant (account);
CREATE INDEX role_grant_by_edition ON role_grant (edition, role);

-- A declared breach of personal data; the law's 72 hours run from its declaration.
CREATE TABLE breach (
  id uuid PRIMARY KEY NOT NULL,
  declared_at bigint NOT NULL,
  declared_by uuid NOT NULL REFERENCES account (id),
  reason text NOT NULL CHECK (length(reason) >= 10),
  window_from bigint NOT NULL,
  window_until bigint NOT NULL,
  sessions_ended bigint NOT NULL,
  CHECK (window_until >= window_from)
);

-- A way in for the demonstration on this very machine.
CREATE TABLE local_link (
  account uuid PRIMARY KEY NOT NULL REFERENCES account (id),
  token_hash text NOT NULL UNIQUE,
  created_at bigint NOT NULL
);
