-- Version 4: a change keeps how it is rounded, as it keeps its method, so that a later default never reprices it.
-- Null, for a change from before: as its calculation says, else as the settings say.

ALTER TABLE change ADD COLUMN rounding TEXT CHECK (rounding IN ('half_up', 'half_even'));
ALTER TABLE change ADD COLUMN unit_price_first INTEGER CHECK (unit_price_first IN (0, 1));
UPDATE change SET
  rounding = (SELECT record ->> '$.policy.rounding' FROM calculation_record WHERE id = change.record_id),
  unit_price_first = (SELECT record ->> '$.policy.unit_price_first' FROM calculation_record WHERE id = change.record_id)
WHERE record_id IS NOT NULL;
