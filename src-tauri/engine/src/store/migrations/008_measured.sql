-- A success criterion may name the usage metric it is measured with.

ALTER TABLE criterion ADD COLUMN metric TEXT CHECK (length(metric) > 0);
