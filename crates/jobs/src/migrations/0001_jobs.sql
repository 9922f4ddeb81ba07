-- Work that is to be done after the commit that asked for it. A job that is
-- done is deleted; one that failed for good stays as 'dead' until somebody acts.
CREATE TABLE job (
  id uuid PRIMARY KEY NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 3 AND 80),
  payload json NOT NULL,
  -- At most one job of a name waits under a key. A claim clears it, so that what
  -- changes while a job runs is queued again. NULL keys never collide.
  unique_key text,
  state text NOT NULL CHECK (state IN ('waiting', 'running', 'dead')),
  due_at bigint NOT NULL,
  attempts integer NOT NULL CHECK (attempts >= 0),
  max_attempts integer NOT NULL CHECK (max_attempts BETWEEN 1 AND 100),
  -- Of the claim, not of the worker: who lost the lease cannot finish the job.
  holder uuid,
  lease_until bigint,
  last_error text,
  created_at bigint NOT NULL,
  CHECK ((state = 'running') = (holder IS NOT NULL)),
  CHECK ((state = 'running') = (lease_until IS NOT NULL)),
  CHECK (unique_key IS NULL OR state = 'waiting')
);
CREATE INDEX job_due ON job (state, due_at);
CREATE UNIQUE INDEX job_unique_key ON job (name, unique_key);

-- When a periodic job is queued next. One row for all nodes.
CREATE TABLE job_period (
  name text PRIMARY KEY NOT NULL,
  next_at bigint NOT NULL
);
