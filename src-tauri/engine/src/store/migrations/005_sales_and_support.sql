-- Version 5: what other systems know. Opportunities and tickets come by import, a loss that came by import is found
-- again by its id, and a call note keeps the transcript its quotes were marked in.

CREATE TABLE opportunity (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  external_id TEXT,
  name TEXT NOT NULL CHECK (length(name) > 0),
  kind TEXT CHECK (kind IN ('seat', 'plan', 'module', 'usage', 'enterprise')),
  product_id TEXT REFERENCES product (id),
  stage TEXT NOT NULL CHECK (stage IN ('identified', 'qualified', 'business_case', 'in_review', 'negotiation', 'closed_won', 'closed_lost')),
  stage_since TEXT,
  forecast TEXT CHECK (forecast IN ('commit', 'best_case', 'pipeline')),
  source TEXT CHECK (source IN ('am', 'usage')),
  amount_minor INTEGER,
  currency TEXT NOT NULL,
  owner TEXT,
  opened_on TEXT,
  expected_close TEXT,
  closed_on TEXT,
  reason TEXT,
  next_step TEXT,
  created_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX opportunity_account ON opportunity (account_id);
CREATE UNIQUE INDEX opportunity_external ON opportunity (external_id) WHERE external_id IS NOT NULL AND deleted_at IS NULL;

CREATE TABLE ticket (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  external_id TEXT,
  subject TEXT,
  priority TEXT CHECK (priority IN ('urgent', 'high', 'medium', 'low')),
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
  opened_on TEXT NOT NULL,
  closed_on TEXT,
  first_response_minutes INTEGER CHECK (first_response_minutes >= 0),
  resolution_hours TEXT,
  satisfaction INTEGER CHECK (satisfaction BETWEEN 1 AND 5),
  escalated INTEGER NOT NULL DEFAULT 0 CHECK (escalated IN (0, 1)),
  created_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX ticket_account ON ticket (account_id, opened_on);
CREATE UNIQUE INDEX ticket_external ON ticket (external_id) WHERE external_id IS NOT NULL AND deleted_at IS NULL;

ALTER TABLE loss ADD COLUMN external_id TEXT;
CREATE UNIQUE INDEX loss_external ON loss (external_id) WHERE external_id IS NOT NULL AND deleted_at IS NULL;

ALTER TABLE call_note ADD COLUMN transcript TEXT;
