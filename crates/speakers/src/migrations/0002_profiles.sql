-- What somebody wrote about themselves: name, Latin form, the biography in every
-- language, and at which revision their record in the directory stood then.
ALTER TABLE speaker_item ADD COLUMN profile json NOT NULL DEFAULT '{}';
