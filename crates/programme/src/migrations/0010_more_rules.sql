-- Four more rules. A CHECK cannot be changed on both engines, so the table is
-- made anew and filled from the old one.
CREATE TABLE rule_level_next (
  edition uuid NOT NULL REFERENCES edition (id),
  rule text NOT NULL CHECK (rule IN ('room_overlap', 'person_overlap', 'outside_parent', 'outside_days', 'walk', 'capacity', 'unplaced', 'hidden_room', 'unavailable', 'sign_ups', 'interpreter', 'room_closed')),
  level text NOT NULL CHECK (level IN ('block', 'warn', 'ignore')),
  PRIMARY KEY (edition, rule)
);
INSERT INTO rule_level_next (edition, rule, level) SELECT edition, rule, level FROM rule_level;
DROP TABLE rule_level;
ALTER TABLE rule_level_next RENAME TO rule_level;
