-- Releases that follow each other while letters wait tell of it in one letter:
-- `told_with` is the later release whose letters told of this one, too.
ALTER TABLE release_dispatch ADD COLUMN told_with uuid REFERENCES programme_release (id);

-- How many letters there were, once all are written; none while they are not. A
-- first release is announced to nobody, and has none from the beginning.
ALTER TABLE release_dispatch ADD COLUMN letters integer;
UPDATE release_dispatch SET letters = (SELECT COUNT(*) FROM release_notice WHERE release_notice.release = release_dispatch.release) WHERE state = 'left';
