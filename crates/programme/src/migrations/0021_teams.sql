-- How many interpreters a session needs, by edition; an edition without a row
-- follows the practice of the profession.
CREATE TABLE interpreter_teams (
  edition uuid PRIMARY KEY NOT NULL REFERENCES edition (id),
  -- Minutes up to which one, two, three and four people are enough between two languages.
  alone integer NOT NULL CHECK (alone BETWEEN 1 AND 1440),
  pair integer NOT NULL,
  three integer NOT NULL,
  four integer NOT NULL CHECK (four <= 1440),
  -- A team between three languages is never smaller.
  between_three integer NOT NULL CHECK (between_three BETWEEN 1 AND 20),
  -- Between four or more: so many for the booth of each language.
  per_booth integer NOT NULL CHECK (per_booth BETWEEN 1 AND 10),
  -- The least team between two languages: a list of code, code, number.
  pairs json NOT NULL,
  CHECK (alone < pair AND pair < three AND three < four)
);
