-- Who was told what a release changed: nobody is told twice.
CREATE TABLE release_notice (
  release uuid NOT NULL REFERENCES programme_release (id),
  account uuid NOT NULL,
  told_at bigint NOT NULL,
  PRIMARY KEY (release, account)
);
