-- What an item of white space is counted in, so that products and prices say what it adds.
ALTER TABLE white_space_item ADD COLUMN units TEXT;
ALTER TABLE white_space_item ADD COLUMN replaces_id TEXT REFERENCES product (id);

-- Who works with it and what for, as the head of the white-space sheet says.
ALTER TABLE account ADD COLUMN departments TEXT;
ALTER TABLE account ADD COLUMN use_cases TEXT;

-- Who does it, where it is not the account's owner.
ALTER TABLE task ADD COLUMN owner TEXT;
