-- The book, version 1. Tables hold one kind of row each; columns are the fields of headroom_core::book.
-- Every journaled table has a text primary key `id`. Bulk tables carry their import_id instead.

CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  id    TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT;

CREATE TABLE account (
  id TEXT PRIMARY KEY,
  external_id TEXT,
  name TEXT NOT NULL CHECK (length(name) > 0),
  legal_name TEXT,
  address TEXT,
  domain TEXT,
  industry TEXT,
  segment TEXT,
  country TEXT,
  region TEXT,
  parent_id TEXT REFERENCES account (id),
  fiscal_year_start_month INTEGER NOT NULL DEFAULT 1 CHECK (fiscal_year_start_month BETWEEN 1 AND 12),
  currency TEXT NOT NULL,
  locale TEXT,
  paper_language TEXT,
  status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'trial', 'churned')),
  owner TEXT,
  csm TEXT,
  ae TEXT,
  signed_up TEXT,
  go_live TEXT,
  employees INTEGER CHECK (employees >= 0),
  employees_checked TEXT,
  addressable_users INTEGER CHECK (addressable_users >= 0),
  addressable_checked TEXT,
  health INTEGER CHECK (health BETWEEN 0 AND 100),
  health_date TEXT,
  health_source TEXT,
  nps INTEGER CHECK (nps BETWEEN 0 AND 10),
  open_critical_issues INTEGER CHECK (open_critical_issues >= 0),
  payment_history TEXT,
  ownership_model TEXT,
  procurement_lead_days INTEGER CHECK (procurement_lead_days >= 0),
  msa_reference TEXT,
  msa_date TEXT,
  extra TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extra)),
  created_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE UNIQUE INDEX account_external ON account (external_id) WHERE external_id IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX account_name ON account (name COLLATE NOCASE) WHERE deleted_at IS NULL;
CREATE INDEX account_domain ON account (domain) WHERE domain IS NOT NULL;
CREATE INDEX account_parent ON account (parent_id) WHERE parent_id IS NOT NULL;

CREATE TABLE contact (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  external_id TEXT,
  name TEXT NOT NULL CHECK (length(name) > 0),
  title TEXT,
  department TEXT,
  email TEXT,
  phone TEXT,
  roles TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(roles)),
  champion_strength TEXT,
  support TEXT,
  influence TEXT,
  reports_to TEXT REFERENCES contact (id),
  last_contact TEXT,
  last_checked TEXT,
  status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'left')),
  created_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX contact_account ON contact (account_id);
CREATE INDEX contact_email ON contact (email) WHERE email IS NOT NULL;
CREATE UNIQUE INDEX contact_external ON contact (external_id) WHERE external_id IS NOT NULL AND deleted_at IS NULL;

CREATE TABLE product (
  id TEXT PRIMARY KEY,
  external_id TEXT,
  name TEXT NOT NULL CHECK (length(name) > 0),
  kind TEXT NOT NULL CHECK (kind IN ('seat', 'module', 'plan', 'usage', 'service')),
  description TEXT,
  created_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE UNIQUE INDEX product_name ON product (name COLLATE NOCASE) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX product_external ON product (external_id) WHERE external_id IS NOT NULL AND deleted_at IS NULL;

CREATE TABLE price (
  id TEXT PRIMARY KEY,
  product_id TEXT NOT NULL REFERENCES product (id),
  currency TEXT NOT NULL,
  period TEXT NOT NULL CHECK (period IN ('month', 'quarter', 'year', 'term')),
  unit_price TEXT NOT NULL,
  floor_price TEXT,
  tiers TEXT CHECK (tiers IS NULL OR json_valid(tiers)),
  valid_from TEXT,
  created_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX price_product ON price (product_id, currency);

CREATE TABLE contract (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  external_id TEXT,
  msa_reference TEXT,
  msa_date TEXT,
  start TEXT NOT NULL,
  renewal_date TEXT,
  auto_renew INTEGER NOT NULL DEFAULT 0 CHECK (auto_renew IN (0, 1)),
  notice_days INTEGER CHECK (notice_days >= 0),
  billing_period TEXT,
  currency TEXT NOT NULL,
  created_at TEXT NOT NULL,
  deleted_at TEXT,
  CHECK (renewal_date IS NULL OR renewal_date > start)
) STRICT;
CREATE INDEX contract_account ON contract (account_id);
CREATE INDEX contract_renewal ON contract (renewal_date) WHERE renewal_date IS NOT NULL AND deleted_at IS NULL;

CREATE TABLE contract_line (
  id TEXT PRIMARY KEY,
  contract_id TEXT NOT NULL REFERENCES contract (id),
  external_id TEXT,
  product_id TEXT NOT NULL REFERENCES product (id),
  quantity TEXT NOT NULL,
  unit_price TEXT NOT NULL,
  period TEXT NOT NULL CHECK (period IN ('month', 'quarter', 'year', 'term')),
  discount_percent TEXT NOT NULL DEFAULT '0',
  given_arr_minor INTEGER,
  start TEXT NOT NULL,
  "end" TEXT,
  kind TEXT NOT NULL DEFAULT 'recurring' CHECK (kind IN ('recurring', 'one_time')),
  trial INTEGER NOT NULL DEFAULT 0 CHECK (trial IN (0, 1)),
  origin TEXT NOT NULL DEFAULT 'initial' CHECK (origin IN ('initial', 'renewal', 'addendum')),
  addendum_id TEXT REFERENCES document (id),
  ended_by TEXT REFERENCES document (id),
  created_at TEXT NOT NULL,
  deleted_at TEXT,
  CHECK ("end" IS NULL OR "end" >= start)
) STRICT;
CREATE INDEX contract_line_contract ON contract_line (contract_id);
CREATE INDEX contract_line_product ON contract_line (product_id);
CREATE UNIQUE INDEX contract_line_external ON contract_line (external_id) WHERE external_id IS NOT NULL AND deleted_at IS NULL;

CREATE TABLE change (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  contract_id TEXT NOT NULL REFERENCES contract (id),
  effective_date TEXT NOT NULL,
  method TEXT NOT NULL,
  items TEXT NOT NULL CHECK (json_valid(items)),
  header_discount TEXT CHECK (header_discount IS NULL OR json_valid(header_discount)),
  agreed_total TEXT CHECK (agreed_total IS NULL OR json_valid(agreed_total)),
  approval TEXT CHECK (approval IS NULL OR json_valid(approval)),
  record_id TEXT REFERENCES calculation_record (id),
  created_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX change_account ON change (account_id);

-- A record is never updated; undoing the command that made it removes it with the rest of that command.
CREATE TABLE calculation_record (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  change_id TEXT NOT NULL REFERENCES change (id),
  supersedes_id TEXT REFERENCES calculation_record (id),
  record TEXT NOT NULL CHECK (json_valid(record)),
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX calculation_record_change ON calculation_record (change_id);
CREATE TRIGGER calculation_record_immutable BEFORE UPDATE ON calculation_record
BEGIN SELECT RAISE(ABORT, 'a calculation record never changes'); END;

CREATE TABLE call_note (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  external_id TEXT,
  held_on TEXT NOT NULL,
  minutes INTEGER CHECK (minutes >= 0),
  people TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(people)),
  signal TEXT,
  question TEXT,
  answer_type TEXT CHECK (answer_type IN ('need', 'vague', 'deflected')),
  mirrored TEXT,
  mirror_confirmed INTEGER CHECK (mirror_confirmed IN (0, 1)),
  next_step TEXT,
  next_step_due TEXT,
  parked_renewal TEXT,
  private_remarks TEXT,
  state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'saved')),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX call_note_account ON call_note (account_id, held_on);

CREATE TABLE quote (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  note_id TEXT REFERENCES call_note (id),
  contact_id TEXT REFERENCES contact (id),
  speaker TEXT NOT NULL,
  speaker_title TEXT,
  said_on TEXT NOT NULL,
  text TEXT NOT NULL CHECK (length(text) > 0),
  phase INTEGER CHECK (phase BETWEEN 1 AND 4),
  kind TEXT NOT NULL,
  replaces_id TEXT REFERENCES quote (id),
  created_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX quote_account ON quote (account_id, said_on);
CREATE INDEX quote_note ON quote (note_id) WHERE note_id IS NOT NULL;

CREATE TABLE criterion (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  series TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  text TEXT NOT NULL CHECK (length(text) > 0),
  measure TEXT,
  baseline TEXT,
  target TEXT,
  unit TEXT,
  due_day INTEGER NOT NULL CHECK (due_day > 0),
  owner_contact_id TEXT REFERENCES contact (id),
  owner_name TEXT,
  quote_id TEXT REFERENCES quote (id),
  document_id TEXT REFERENCES document (id),
  clock_start TEXT,
  due_on TEXT,
  measured_value TEXT,
  grade TEXT,
  evidence TEXT,
  graded_on TEXT,
  confirmed_by TEXT,
  state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'running', 'superseded')),
  created_at TEXT NOT NULL,
  deleted_at TEXT,
  UNIQUE (series, version)
) STRICT;
CREATE INDEX criterion_account ON criterion (account_id);
CREATE INDEX criterion_due ON criterion (due_on) WHERE due_on IS NOT NULL AND grade IS NULL;

CREATE TABLE document (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  kind TEXT NOT NULL,
  number TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  title TEXT NOT NULL,
  state TEXT NOT NULL,
  contract_id TEXT REFERENCES contract (id),
  change_id TEXT REFERENCES change (id),
  record_id TEXT REFERENCES calculation_record (id),
  source_id TEXT REFERENCES document (id),
  recipient_id TEXT REFERENCES contact (id),
  language TEXT NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  sent_on TEXT,
  sent_route TEXT,
  decided_on TEXT,
  signed_on TEXT,
  valid_until TEXT,
  frozen_view TEXT CHECK (frozen_view IS NULL OR json_valid(frozen_view)),
  frozen_sha256 TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  UNIQUE (number, version)
) STRICT;
CREATE INDEX document_account ON document (account_id, kind);
CREATE INDEX document_state ON document (state) WHERE deleted_at IS NULL;

-- File bytes by content; rows are only ever added, so the journal need not carry them.
CREATE TABLE blob (
  sha256 TEXT PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE attachment (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  document_id TEXT REFERENCES document (id),
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL REFERENCES blob (sha256),
  created_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX attachment_account ON attachment (account_id);

CREATE TABLE task (
  id TEXT PRIMARY KEY,
  account_id TEXT REFERENCES account (id),
  what TEXT NOT NULL,
  due TEXT NOT NULL,
  rule TEXT NOT NULL,
  source_id TEXT,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'dropped')),
  snoozed_until TEXT,
  done_on TEXT,
  created_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX task_due ON task (due) WHERE state = 'open';
CREATE INDEX task_account ON task (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX task_source ON task (source_id) WHERE source_id IS NOT NULL;

-- Bulk: summed per account, line, metric and day within one import.
CREATE TABLE usage_snapshot (
  account_id TEXT NOT NULL REFERENCES account (id),
  line_id TEXT NOT NULL DEFAULT '',
  metric TEXT NOT NULL,
  day TEXT NOT NULL,
  value TEXT NOT NULL,
  entitlement TEXT,
  import_id TEXT NOT NULL,
  PRIMARY KEY (account_id, metric, day, line_id, import_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX usage_snapshot_import ON usage_snapshot (import_id);

-- One row per import that wrote something; the counts and the mapping are kept for the refresh.
CREATE TABLE import_run (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  file_name TEXT NOT NULL,
  mapping TEXT NOT NULL CHECK (json_valid(mapping)),
  report TEXT NOT NULL CHECK (json_valid(report)),
  created_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

-- Where a person left off typing: never journaled, overwritten each half second.
CREATE TABLE draft (
  id TEXT PRIMARY KEY,
  body TEXT NOT NULL,
  saved_at TEXT NOT NULL
) STRICT;

-- Every change to a journaled row, so that it can be undone, listed and audited.
CREATE TABLE journal (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  command TEXT NOT NULL,
  summary TEXT NOT NULL,
  account_id TEXT,
  import_id TEXT,
  merge_key TEXT,
  undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE INDEX journal_import ON journal (import_id) WHERE import_id IS NOT NULL;

-- Row images are JSON objects of all columns; before is null for an insert, after for a delete.
CREATE TABLE journal_change (
  seq INTEGER NOT NULL REFERENCES journal (seq),
  ord INTEGER NOT NULL,
  tbl TEXT NOT NULL,
  row_id TEXT NOT NULL,
  before TEXT,
  after TEXT,
  PRIMARY KEY (seq, ord)
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_change_row ON journal_change (tbl, row_id, seq);

-- Search over what people look for. Kept in step by triggers, so undo and import keep it too.
CREATE VIRTUAL TABLE search_index USING fts5 (
  kind UNINDEXED, ref_id UNINDEXED, account_id UNINDEXED, title, body,
  tokenize = "unicode61 remove_diacritics 2", prefix = '2 3'
);
CREATE TABLE search_row (
  kind TEXT NOT NULL,
  ref_id TEXT NOT NULL,
  rowid_in_index INTEGER NOT NULL,
  PRIMARY KEY (kind, ref_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER search_account_insert AFTER INSERT ON account WHEN NEW.deleted_at IS NULL BEGIN
  INSERT INTO search_index (kind, ref_id, account_id, title, body) VALUES ('account', NEW.id, NEW.id, NEW.name, coalesce(NEW.legal_name,'')||' '||coalesce(NEW.domain,'')||' '||coalesce(NEW.external_id,''));
  INSERT INTO search_row (kind, ref_id, rowid_in_index) VALUES ('account', NEW.id, last_insert_rowid());
END;
CREATE TRIGGER search_account_update AFTER UPDATE ON account BEGIN
  DELETE FROM search_index WHERE rowid = (SELECT rowid_in_index FROM search_row WHERE kind = 'account' AND ref_id = OLD.id);
  DELETE FROM search_row WHERE kind = 'account' AND ref_id = OLD.id;
  INSERT INTO search_index (kind, ref_id, account_id, title, body)
    SELECT 'account', NEW.id, NEW.id, NEW.name, coalesce(NEW.legal_name,'')||' '||coalesce(NEW.domain,'')||' '||coalesce(NEW.external_id,'') WHERE NEW.deleted_at IS NULL;
  INSERT INTO search_row (kind, ref_id, rowid_in_index) SELECT 'account', NEW.id, last_insert_rowid() WHERE NEW.deleted_at IS NULL;
END;
CREATE TRIGGER search_account_delete AFTER DELETE ON account BEGIN
  DELETE FROM search_index WHERE rowid = (SELECT rowid_in_index FROM search_row WHERE kind = 'account' AND ref_id = OLD.id);
  DELETE FROM search_row WHERE kind = 'account' AND ref_id = OLD.id;
END;

CREATE TRIGGER search_contact_insert AFTER INSERT ON contact WHEN NEW.deleted_at IS NULL BEGIN
  INSERT INTO search_index (kind, ref_id, account_id, title, body) VALUES ('contact', NEW.id, NEW.account_id, NEW.name, coalesce(NEW.title,'')||' '||coalesce(NEW.email,''));
  INSERT INTO search_row (kind, ref_id, rowid_in_index) VALUES ('contact', NEW.id, last_insert_rowid());
END;
CREATE TRIGGER search_contact_update AFTER UPDATE ON contact BEGIN
  DELETE FROM search_index WHERE rowid = (SELECT rowid_in_index FROM search_row WHERE kind = 'contact' AND ref_id = OLD.id);
  DELETE FROM search_row WHERE kind = 'contact' AND ref_id = OLD.id;
  INSERT INTO search_index (kind, ref_id, account_id, title, body)
    SELECT 'contact', NEW.id, NEW.account_id, NEW.name, coalesce(NEW.title,'')||' '||coalesce(NEW.email,'') WHERE NEW.deleted_at IS NULL;
  INSERT INTO search_row (kind, ref_id, rowid_in_index) SELECT 'contact', NEW.id, last_insert_rowid() WHERE NEW.deleted_at IS NULL;
END;
CREATE TRIGGER search_contact_delete AFTER DELETE ON contact BEGIN
  DELETE FROM search_index WHERE rowid = (SELECT rowid_in_index FROM search_row WHERE kind = 'contact' AND ref_id = OLD.id);
  DELETE FROM search_row WHERE kind = 'contact' AND ref_id = OLD.id;
END;

CREATE TRIGGER search_call_note_insert AFTER INSERT ON call_note WHEN NEW.deleted_at IS NULL BEGIN
  INSERT INTO search_index (kind, ref_id, account_id, title, body) VALUES ('note', NEW.id, NEW.account_id, coalesce(NEW.signal,''), coalesce(NEW.question,'')||' '||coalesce(NEW.mirrored,'')||' '||coalesce(NEW.next_step,'')||' '||coalesce(NEW.private_remarks,''));
  INSERT INTO search_row (kind, ref_id, rowid_in_index) VALUES ('note', NEW.id, last_insert_rowid());
END;
CREATE TRIGGER search_call_note_update AFTER UPDATE ON call_note BEGIN
  DELETE FROM search_index WHERE rowid = (SELECT rowid_in_index FROM search_row WHERE kind = 'note' AND ref_id = OLD.id);
  DELETE FROM search_row WHERE kind = 'note' AND ref_id = OLD.id;
  INSERT INTO search_index (kind, ref_id, account_id, title, body)
    SELECT 'note', NEW.id, NEW.account_id, coalesce(NEW.signal,''), coalesce(NEW.question,'')||' '||coalesce(NEW.mirrored,'')||' '||coalesce(NEW.next_step,'')||' '||coalesce(NEW.private_remarks,'') WHERE NEW.deleted_at IS NULL;
  INSERT INTO search_row (kind, ref_id, rowid_in_index) SELECT 'note', NEW.id, last_insert_rowid() WHERE NEW.deleted_at IS NULL;
END;
CREATE TRIGGER search_call_note_delete AFTER DELETE ON call_note BEGIN
  DELETE FROM search_index WHERE rowid = (SELECT rowid_in_index FROM search_row WHERE kind = 'note' AND ref_id = OLD.id);
  DELETE FROM search_row WHERE kind = 'note' AND ref_id = OLD.id;
END;

CREATE TRIGGER search_quote_insert AFTER INSERT ON quote WHEN NEW.deleted_at IS NULL BEGIN
  INSERT INTO search_index (kind, ref_id, account_id, title, body) VALUES ('quote', NEW.id, NEW.account_id, NEW.speaker, NEW.text);
  INSERT INTO search_row (kind, ref_id, rowid_in_index) VALUES ('quote', NEW.id, last_insert_rowid());
END;
CREATE TRIGGER search_quote_update AFTER UPDATE ON quote BEGIN
  DELETE FROM search_index WHERE rowid = (SELECT rowid_in_index FROM search_row WHERE kind = 'quote' AND ref_id = OLD.id);
  DELETE FROM search_row WHERE kind = 'quote' AND ref_id = OLD.id;
  INSERT INTO search_index (kind, ref_id, account_id, title, body)
    SELECT 'quote', NEW.id, NEW.account_id, NEW.speaker, NEW.text WHERE NEW.deleted_at IS NULL;
  INSERT INTO search_row (kind, ref_id, rowid_in_index) SELECT 'quote', NEW.id, last_insert_rowid() WHERE NEW.deleted_at IS NULL;
END;
CREATE TRIGGER search_quote_delete AFTER DELETE ON quote BEGIN
  DELETE FROM search_index WHERE rowid = (SELECT rowid_in_index FROM search_row WHERE kind = 'quote' AND ref_id = OLD.id);
  DELETE FROM search_row WHERE kind = 'quote' AND ref_id = OLD.id;
END;

CREATE TRIGGER search_document_insert AFTER INSERT ON document WHEN NEW.deleted_at IS NULL BEGIN
  INSERT INTO search_index (kind, ref_id, account_id, title, body) VALUES ('document', NEW.id, NEW.account_id, NEW.title, NEW.number);
  INSERT INTO search_row (kind, ref_id, rowid_in_index) VALUES ('document', NEW.id, last_insert_rowid());
END;
CREATE TRIGGER search_document_update AFTER UPDATE ON document BEGIN
  DELETE FROM search_index WHERE rowid = (SELECT rowid_in_index FROM search_row WHERE kind = 'document' AND ref_id = OLD.id);
  DELETE FROM search_row WHERE kind = 'document' AND ref_id = OLD.id;
  INSERT INTO search_index (kind, ref_id, account_id, title, body)
    SELECT 'document', NEW.id, NEW.account_id, NEW.title, NEW.number WHERE NEW.deleted_at IS NULL;
  INSERT INTO search_row (kind, ref_id, rowid_in_index) SELECT 'document', NEW.id, last_insert_rowid() WHERE NEW.deleted_at IS NULL;
END;
CREATE TRIGGER search_document_delete AFTER DELETE ON document BEGIN
  DELETE FROM search_index WHERE rowid = (SELECT rowid_in_index FROM search_row WHERE kind = 'document' AND ref_id = OLD.id);
  DELETE FROM search_row WHERE kind = 'document' AND ref_id = OLD.id;
END;

CREATE TRIGGER search_attachment_insert AFTER INSERT ON attachment WHEN NEW.deleted_at IS NULL BEGIN
  INSERT INTO search_index (kind, ref_id, account_id, title, body) VALUES ('attachment', NEW.id, NEW.account_id, NEW.name, '');
  INSERT INTO search_row (kind, ref_id, rowid_in_index) VALUES ('attachment', NEW.id, last_insert_rowid());
END;
CREATE TRIGGER search_attachment_update AFTER UPDATE ON attachment BEGIN
  DELETE FROM search_index WHERE rowid = (SELECT rowid_in_index FROM search_row WHERE kind = 'attachment' AND ref_id = OLD.id);
  DELETE FROM search_row WHERE kind = 'attachment' AND ref_id = OLD.id;
  INSERT INTO search_index (kind, ref_id, account_id, title, body)
    SELECT 'attachment', NEW.id, NEW.account_id, NEW.name, '' WHERE NEW.deleted_at IS NULL;
  INSERT INTO search_row (kind, ref_id, rowid_in_index) SELECT 'attachment', NEW.id, last_insert_rowid() WHERE NEW.deleted_at IS NULL;
END;
CREATE TRIGGER search_attachment_delete AFTER DELETE ON attachment BEGIN
  DELETE FROM search_index WHERE rowid = (SELECT rowid_in_index FROM search_row WHERE kind = 'attachment' AND ref_id = OLD.id);
  DELETE FROM search_row WHERE kind = 'attachment' AND ref_id = OLD.id;
END;
