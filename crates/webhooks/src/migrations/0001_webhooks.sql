-- An address that is told when a release changes something. The secret is kept
-- as it is, because every delivery is signed with it.
CREATE TABLE webhook (
  id uuid PRIMARY KEY NOT NULL,
  edition uuid NOT NULL REFERENCES edition (id),
  address text NOT NULL CHECK (length(address) BETWEEN 1 AND 500),
  -- Words with spaces between them.
  events text NOT NULL CHECK (events <> ''),
  state text NOT NULL CHECK (state IN ('active', 'paused', 'gone', 'failing')),
  secret text NOT NULL,
  -- Signs too, until then: a receiver changes over without losing anything.
  old_secret text,
  old_until bigint,
  made_by uuid,
  made_at bigint NOT NULL,
  -- Calls without any answer, one after the other, and how long it is left alone.
  silent integer NOT NULL CHECK (silent >= 0),
  rests_until bigint,
  -- When something last arrived.
  delivered_at bigint,
  UNIQUE (edition, address),
  CHECK ((old_secret IS NULL) = (old_until IS NULL))
);

-- One thing that is told to one address.
CREATE TABLE webhook_delivery (
  id uuid PRIMARY KEY NOT NULL,
  webhook uuid NOT NULL REFERENCES webhook (id),
  edition uuid NOT NULL REFERENCES edition (id),
  event text NOT NULL CHECK (event IN ('programme.released', 'session.added', 'session.removed', 'session.moved', 'session.cancelled', 'session.reinstated', 'session.changed', 'webhook.ping')),
  -- What it is about: nothing is told twice, however often the job begins.
  subject text NOT NULL,
  -- The same bytes at every attempt.
  body text NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
  attempts integer NOT NULL CHECK (attempts >= 0),
  -- The attempts of the present round, and when that began.
  tries integer NOT NULL CHECK (tries >= 0),
  begun_at bigint NOT NULL,
  due_at bigint,
  made_at bigint NOT NULL,
  UNIQUE (webhook, event, subject),
  CHECK ((state = 'waiting') = (due_at IS NOT NULL))
);
CREATE INDEX webhook_delivery_by_time ON webhook_delivery (webhook, made_at);

-- What became of one attempt.
CREATE TABLE webhook_attempt (
  delivery uuid NOT NULL REFERENCES webhook_delivery (id),
  number integer NOT NULL CHECK (number > 0),
  edition uuid NOT NULL,
  tried_at bigint NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('answered', 'refused', 'unresolved', 'unreachable', 'untrusted', 'late', 'garbled')),
  status integer CHECK (status BETWEEN 100 AND 999),
  millis integer NOT NULL CHECK (millis >= 0),
  -- The first bytes of the answer, as text.
  answer text NOT NULL,
  PRIMARY KEY (delivery, number),
  CHECK ((outcome = 'answered') = (status IS NOT NULL))
);
