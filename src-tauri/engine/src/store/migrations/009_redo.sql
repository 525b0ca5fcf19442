-- What was undone, in the order it was: the highest place is brought back first, and a new change empties the list.

ALTER TABLE journal ADD COLUMN redo_place INTEGER;
CREATE INDEX journal_redo ON journal (redo_place) WHERE redo_place IS NOT NULL;
