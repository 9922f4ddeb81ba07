-- Whether visitors are asked what they thought. An edition without a row asks;
-- a session with a row is not asked about.
CREATE TABLE feedback_switch (
  edition uuid PRIMARY KEY NOT NULL REFERENCES edition (id),
  offered boolean NOT NULL
);
CREATE TABLE feedback_off (
  session uuid PRIMARY KEY NOT NULL,
  edition uuid NOT NULL,
  FOREIGN KEY (edition, session) REFERENCES session (edition, id)
);
CREATE INDEX feedback_off_by_edition ON feedback_off (edition);
