-- Letters, queued in the transaction that causes them. What was handed to a mail
-- server keeps its envelope only: the content may hold a sign-in code.
CREATE TABLE letter (
  id uuid PRIMARY KEY NOT NULL,
  created_at bigint NOT NULL,
  recipient text NOT NULL CHECK (length(recipient) BETWEEN 3 AND 254),
  recipient_name text CHECK (length(recipient_name) BETWEEN 1 AND 200),
  subject text NOT NULL CHECK (length(subject) <= 300),
  body text NOT NULL,
  html text,
  locale text NOT NULL CHECK (locale IN ('en', 'zh')),
  stream text NOT NULL CHECK (stream IN ('transactional', 'announcement')),
  kind text NOT NULL CHECK (length(kind) BETWEEN 3 AND 80),
  state text NOT NULL CHECK (state IN ('queued', 'sent', 'failed')),
  sent_at bigint,
  error text,
  CHECK ((state = 'sent') = (sent_at IS NOT NULL)),
  CHECK (state <> 'failed' OR error IS NOT NULL)
);
CREATE INDEX letter_by_time ON letter (created_at);
CREATE INDEX letter_by_state ON letter (state, created_at);
