-- A file that goes with a letter; forgotten with its content.
ALTER TABLE letter ADD COLUMN file_name text;
ALTER TABLE letter ADD COLUMN file_kind text CHECK (file_kind IS NULL OR file_kind IN ('calendar'));
ALTER TABLE letter ADD COLUMN file_text text;
