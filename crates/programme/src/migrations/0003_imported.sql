-- What came in with a schedule from elsewhere: the name that the source has for
-- it, and the record it became. No reference to the record: one that was removed
-- by hand since is made again. The fingerprint of a session is that of the event
-- as it was read last; only an event that changed touches its session.
CREATE TABLE imported (
  edition uuid NOT NULL REFERENCES edition (id),
  kind text NOT NULL CHECK (kind IN ('session', 'person', 'room', 'track')),
  source text NOT NULL CHECK (length(source) BETWEEN 1 AND 200),
  record uuid NOT NULL,
  fingerprint text NOT NULL CHECK (length(fingerprint) IN (0, 64)),
  imported_at bigint NOT NULL,
  PRIMARY KEY (edition, kind, source)
);
CREATE INDEX imported_by_record ON imported (record);
