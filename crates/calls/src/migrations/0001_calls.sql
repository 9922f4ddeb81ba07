-- A call for sessions. Whether it takes proposals is asked of the clock: it does
-- from `opens_at` on and before `closes_at`, and for `grace_minutes` longer.
CREATE TABLE session_call (
  id uuid PRIMARY KEY NOT NULL,
  edition uuid NOT NULL REFERENCES edition (id),
  slug text NOT NULL CHECK (length(slug) BETWEEN 1 AND 80),
  title json NOT NULL,
  body json NOT NULL,
  state text NOT NULL CHECK (state IN ('draft', 'open', 'archived')),
  opens_at bigint NOT NULL,
  closes_at bigint NOT NULL,
  -- The zone in which the two were entered.
  zone text NOT NULL CHECK (zone LIKE '%_/_%'),
  grace_minutes integer NOT NULL CHECK (grace_minutes BETWEEN 0 AND 1440),
  access text NOT NULL CHECK (access IN ('public', 'code', 'invitation')),
  blind boolean NOT NULL,
  -- Kinds of session with their usual minutes, keys of tracks, the score card.
  kinds json NOT NULL,
  tracks json NOT NULL,
  card json NOT NULL,
  revision bigint NOT NULL CHECK (revision > 0),
  created_at bigint NOT NULL,
  UNIQUE (edition, slug),
  UNIQUE (edition, id),
  CHECK (opens_at < closes_at)
);

-- A deadline that was moved after the call had opened: published with the call.
CREATE TABLE call_extension (
  id uuid PRIMARY KEY NOT NULL,
  edition uuid NOT NULL,
  session_call uuid NOT NULL,
  earlier bigint NOT NULL,
  later bigint NOT NULL,
  made_at bigint NOT NULL,
  CHECK (earlier <> later),
  FOREIGN KEY (edition, session_call) REFERENCES session_call (edition, id)
);
CREATE INDEX call_extension_by_call ON call_extension (session_call);

CREATE TABLE call_question (
  id uuid PRIMARY KEY NOT NULL,
  edition uuid NOT NULL,
  session_call uuid NOT NULL,
  position integer NOT NULL CHECK (position BETWEEN 0 AND 9999),
  asked_of text NOT NULL CHECK (asked_of IN ('proposal', 'speaker')),
  shape text NOT NULL CHECK (shape IN ('line', 'text', 'choice', 'choices', 'yes_no', 'number')),
  label json NOT NULL,
  hint json NOT NULL,
  -- Only of these kinds of session; none are all.
  kinds json NOT NULL,
  options json NOT NULL,
  required boolean NOT NULL,
  -- In characters.
  most integer CHECK (most IS NULL OR most BETWEEN 1 AND 20000),
  for_reviewers boolean NOT NULL,
  -- A question that has answers is retired, not removed.
  retired boolean NOT NULL,
  revision bigint NOT NULL CHECK (revision > 0),
  FOREIGN KEY (edition, session_call) REFERENCES session_call (edition, id)
);
CREATE INDEX call_question_by_call ON call_question (session_call);

CREATE TABLE call_code (
  id uuid PRIMARY KEY NOT NULL,
  edition uuid NOT NULL,
  session_call uuid NOT NULL,
  label text NOT NULL CHECK (length(label) BETWEEN 1 AND 120),
  -- Staff hand it out again and again, so it is kept as it is.
  word text NOT NULL UNIQUE CHECK (length(word) = 12),
  most integer NOT NULL CHECK (most BETWEEN 1 AND 10000),
  used integer NOT NULL CHECK (used >= 0),
  -- Until then it opens the call, also when that has closed before.
  ends_at bigint,
  revoked_at bigint,
  revision bigint NOT NULL CHECK (revision > 0),
  made_at bigint NOT NULL,
  CHECK (used <= most),
  FOREIGN KEY (edition, session_call) REFERENCES session_call (edition, id)
);
CREATE INDEX call_code_by_call ON call_code (session_call);

-- Who has shown which code.
CREATE TABLE call_access (
  session_call uuid NOT NULL,
  edition uuid NOT NULL,
  account uuid NOT NULL REFERENCES account (id),
  code uuid NOT NULL REFERENCES call_code (id),
  shown_at bigint NOT NULL,
  PRIMARY KEY (session_call, account, code),
  FOREIGN KEY (edition, session_call) REFERENCES session_call (edition, id)
);
CREATE INDEX call_access_by_account ON call_access (account);

-- Reviewers of a call, and those whom it invites.
CREATE TABLE call_member (
  id uuid PRIMARY KEY NOT NULL,
  edition uuid NOT NULL,
  session_call uuid NOT NULL,
  account uuid NOT NULL REFERENCES account (id),
  part text NOT NULL CHECK (part IN ('reviewer', 'invitee')),
  -- As it was invited; the desk knows nothing else of the account.
  email text NOT NULL CHECK (length(email) <= 254),
  invited_at bigint NOT NULL,
  UNIQUE (session_call, account, part),
  FOREIGN KEY (edition, session_call) REFERENCES session_call (edition, id)
);
CREATE INDEX call_member_by_account ON call_member (account);

CREATE TABLE proposal (
  id uuid PRIMARY KEY NOT NULL,
  edition uuid NOT NULL,
  session_call uuid NOT NULL,
  -- Stands in addresses and letters; never reused.
  code text NOT NULL CHECK (length(code) = 6),
  state text NOT NULL CHECK (state IN ('draft', 'submitted', 'accepted', 'wait_listed', 'rejected', 'withdrawn')),
  kind text NOT NULL CHECK (kind IN ('keynote', 'talk', 'panel', 'workshop', 'poster', 'city_showcase', 'forum', 'field_visit')),
  track uuid,
  -- The language it is written in.
  locale text NOT NULL CHECK (locale IN ('en', 'zh')),
  title text NOT NULL CHECK (length(title) <= 200),
  summary text NOT NULL CHECK (length(summary) <= 5000),
  -- ISO 639-1 codes of the languages to be spoken, separated by spaces.
  languages text NOT NULL CHECK (length(languages) <= 60),
  answers json NOT NULL,
  owner uuid NOT NULL REFERENCES account (id),
  submitted_at bigint,
  -- SHA-256 over what was submitted, as in the receipt.
  receipt text CHECK (receipt IS NULL OR length(receipt) = 64),
  -- The decision that its speakers were told of last, and when.
  told text CHECK (told IN ('accepted', 'wait_listed', 'rejected')),
  told_at bigint,
  session uuid REFERENCES session (id),
  -- Counts what its speakers changed.
  revision bigint NOT NULL CHECK (revision > 0),
  -- Counts what staff decided; apart, so that speakers do not see it move.
  verdicts bigint NOT NULL CHECK (verdicts >= 0),
  created_at bigint NOT NULL,
  UNIQUE (edition, code),
  UNIQUE (edition, id),
  UNIQUE (session),
  CHECK ((submitted_at IS NULL) = (receipt IS NULL)),
  CHECK (state IN ('draft', 'withdrawn') OR submitted_at IS NOT NULL),
  CHECK (state <> 'draft' OR submitted_at IS NULL),
  CHECK ((told IS NULL) = (told_at IS NULL)),
  CHECK (told IS NULL OR submitted_at IS NOT NULL),
  CHECK (state <> 'accepted' OR session IS NOT NULL),
  FOREIGN KEY (edition, session_call) REFERENCES session_call (edition, id),
  FOREIGN KEY (edition, track) REFERENCES track (edition, id)
);
CREATE INDEX proposal_by_call ON proposal (session_call);

-- Who would be on the stage, in their own words.
CREATE TABLE proposal_speaker (
  proposal uuid NOT NULL,
  edition uuid NOT NULL,
  account uuid NOT NULL REFERENCES account (id),
  position integer NOT NULL CHECK (position BETWEEN 0 AND 99),
  name text NOT NULL CHECK (length(name) <= 100),
  latin text NOT NULL CHECK (length(latin) <= 100),
  affiliation text NOT NULL CHECK (length(affiliation) <= 200),
  biography text NOT NULL CHECK (length(biography) <= 2000),
  answers json NOT NULL,
  -- Agrees that name, affiliation and biography stand in the public programme.
  shows boolean NOT NULL,
  revision bigint NOT NULL CHECK (revision > 0),
  joined_at bigint NOT NULL,
  PRIMARY KEY (proposal, account),
  FOREIGN KEY (edition, proposal) REFERENCES proposal (edition, id)
);
CREATE INDEX proposal_speaker_by_account ON proposal_speaker (account);

-- A way in for one co-speaker. The token is kept as SHA-256.
CREATE TABLE speaker_link (
  id uuid PRIMARY KEY NOT NULL,
  edition uuid NOT NULL,
  proposal uuid NOT NULL,
  note text NOT NULL CHECK (length(note) BETWEEN 1 AND 120),
  token text NOT NULL UNIQUE CHECK (length(token) = 64),
  made_at bigint NOT NULL,
  revoked_at bigint,
  joined uuid REFERENCES account (id),
  CHECK (revoked_at IS NULL OR joined IS NULL),
  FOREIGN KEY (edition, proposal) REFERENCES proposal (edition, id)
);
CREATE INDEX speaker_link_by_proposal ON speaker_link (proposal);

-- What a reviewer thinks of a proposal. Scores are hundredths by criterion.
CREATE TABLE proposal_review (
  proposal uuid NOT NULL,
  edition uuid NOT NULL,
  session_call uuid NOT NULL,
  account uuid NOT NULL REFERENCES account (id),
  state text NOT NULL CHECK (state IN ('draft', 'submitted', 'recused')),
  scores json NOT NULL,
  remark text NOT NULL CHECK (length(remark) <= 4000),
  revision bigint NOT NULL CHECK (revision > 0),
  written_at bigint NOT NULL,
  PRIMARY KEY (proposal, account),
  FOREIGN KEY (edition, proposal) REFERENCES proposal (edition, id)
);
CREATE INDEX proposal_review_by_call ON proposal_review (session_call);

-- Which decision somebody was told of: nobody is told of one twice.
CREATE TABLE decision_letter (
  proposal uuid NOT NULL,
  edition uuid NOT NULL,
  account uuid NOT NULL REFERENCES account (id),
  decision text NOT NULL CHECK (decision IN ('accepted', 'wait_listed', 'rejected')),
  sent_at bigint NOT NULL,
  PRIMARY KEY (proposal, account, decision),
  FOREIGN KEY (edition, proposal) REFERENCES proposal (edition, id)
);
