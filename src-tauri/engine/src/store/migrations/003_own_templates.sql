-- Templates the user changed, by the name of the source they stand in for.

CREATE TABLE own_template (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL,
  shipped_sha256 TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
