-- What was done, by whom. Never updated, never deleted by the application.
CREATE TABLE audit (
  id uuid PRIMARY KEY NOT NULL,
  at bigint NOT NULL,
  account uuid,
  edition uuid,
  verb text NOT NULL CHECK (length(verb) BETWEEN 3 AND 80),
  subject uuid,
  detail json NOT NULL
);
CREATE INDEX audit_by_edition ON audit (edition, at);
CREATE INDEX audit_by_subject ON audit (subject, at);

-- What other nodes must forget. Pruned after a day.
CREATE TABLE change (
  id uuid PRIMARY KEY NOT NULL,
  at bigint NOT NULL,
  domain text NOT NULL,
  edition uuid,
  subject uuid NOT NULL
);
CREATE INDEX change_by_time ON change (at);
