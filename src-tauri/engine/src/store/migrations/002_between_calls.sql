-- Version 2: what happens between two calls. Losses and reductions, what an account could still buy, and what was
-- put off on Today.

CREATE TABLE loss (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  contract_id TEXT REFERENCES contract (id),
  kind TEXT NOT NULL CHECK (kind IN ('downgrade', 'cancellation', 'price_objection', 'contraction_request')),
  noted_on TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (length(reason) > 0),
  words TEXT,
  created_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX loss_account ON loss (account_id, noted_on);

-- One row per renewal that was recorded; the lines themselves carry the new term.
CREATE TABLE renewal (
  id TEXT PRIMARY KEY,
  contract_id TEXT NOT NULL REFERENCES contract (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('same', 'up', 'down', 'lost')),
  renewed_on TEXT NOT NULL,
  next_renewal TEXT,
  reason TEXT,
  created_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX renewal_contract ON renewal (contract_id, renewed_on);

CREATE TABLE white_space_item (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  dimension TEXT NOT NULL CHECK (dimension IN ('seats', 'plan', 'modules', 'usage', 'units')),
  product_id TEXT REFERENCES product (id),
  department TEXT,
  current TEXT,
  potential TEXT,
  basis TEXT,
  value_driver TEXT,
  quote_id TEXT REFERENCES quote (id),
  champion_id TEXT REFERENCES contact (id),
  use_case TEXT,
  arr_minor INTEGER CHECK (arr_minor >= 0),
  quarter TEXT,
  incumbent TEXT,
  status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'in_deal', 'won', 'lost')),
  arr_potential INTEGER CHECK (arr_potential BETWEEN 1 AND 5),
  ease INTEGER CHECK (ease BETWEEN 1 AND 5),
  importance INTEGER CHECK (importance BETWEEN 1 AND 5),
  created_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX white_space_account ON white_space_item (account_id);

-- Products sold together at one price.
CREATE TABLE bundle (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL CHECK (length(name) > 0),
  currency TEXT NOT NULL,
  period TEXT NOT NULL CHECK (period IN ('month', 'quarter', 'year', 'term')),
  price TEXT NOT NULL,
  parts TEXT NOT NULL CHECK (json_valid(parts)),
  created_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

-- An item of Today that has no row of its own to put off: its rule and source, and the day it comes back.
CREATE TABLE snooze (
  id TEXT PRIMARY KEY,
  until TEXT NOT NULL
) STRICT;
