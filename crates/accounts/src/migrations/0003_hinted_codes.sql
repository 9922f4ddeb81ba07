-- A code that was asked for from an invitation: the browser has not typed the
-- address and is shown a hint of it only.
ALTER TABLE sign_in_code ADD COLUMN hinted boolean NOT NULL DEFAULT false;
