-- Whether reviewers see all that was submitted to their call, or what was assigned to them.
ALTER TABLE session_call ADD COLUMN reviewing text NOT NULL DEFAULT 'all' CHECK (reviewing IN ('all', 'assigned'));

-- Who is asked to review what.
CREATE TABLE review_assignment (
  proposal uuid NOT NULL,
  edition uuid NOT NULL,
  session_call uuid NOT NULL,
  account uuid NOT NULL REFERENCES account (id),
  assigned_at bigint NOT NULL,
  PRIMARY KEY (proposal, account),
  FOREIGN KEY (edition, proposal) REFERENCES proposal (edition, id)
);
CREATE INDEX review_assignment_by_account ON review_assignment (account);
CREATE INDEX review_assignment_by_call ON review_assignment (session_call);
