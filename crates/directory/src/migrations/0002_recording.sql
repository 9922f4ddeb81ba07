-- What somebody answered about being photographed, being recorded and having
-- slides published, at one edition. Rows are added and never changed; a no is
-- written down like a yes, for the crew must be able to tell it from silence.
CREATE TABLE recording_consent (
  id uuid PRIMARY KEY NOT NULL,
  edition uuid NOT NULL REFERENCES edition (id),
  person uuid NOT NULL REFERENCES person (id),
  capture text NOT NULL CHECK (capture IN ('photo', 'recording', 'slides')),
  answer text NOT NULL CHECK (answer IN ('yes', 'no')),
  wording integer NOT NULL CHECK (wording > 0),
  locale text NOT NULL CHECK (locale IN ('en', 'zh')),
  at bigint NOT NULL,
  channel text NOT NULL CHECK (channel IN ('web', 'email', 'paper', 'officer', 'import')),
  -- Why somebody else could say it; empty when the person did.
  basis text NOT NULL CHECK (length(basis) <= 400),
  account uuid,
  UNIQUE (edition, person, capture, answer, id),
  CHECK (channel = 'web' OR length(basis) >= 3)
);
CREATE INDEX recording_consent_by_person ON recording_consent (person, edition, at);

-- The answer that holds now. It cannot say what no line of the ledger says.
CREATE TABLE recording_answer (
  edition uuid NOT NULL REFERENCES edition (id),
  person uuid NOT NULL REFERENCES person (id),
  capture text NOT NULL,
  answer text NOT NULL,
  consent uuid NOT NULL,
  PRIMARY KEY (edition, person, capture),
  FOREIGN KEY (edition, person, capture, answer, consent)
    REFERENCES recording_consent (edition, person, capture, answer, id)
);
