-- what lists and search need to stay quick in a large book, saved views, and the record of what was
-- deleted for good. `line_value` and `search_name` are derived: triggers keep them in step with what they are
-- derived from, so undo, import and merge keep them too.

-- What each line that counts is worth a year, in minor units. The amount is the arithmetic's, not SQL's: triggers
-- leave it empty and the end of the same transaction fills it. One that the arithmetic refuses stays empty.
CREATE TABLE line_value (
  account_id TEXT NOT NULL,
  line_id TEXT NOT NULL,
  start TEXT NOT NULL,
  "end" TEXT,
  currency TEXT NOT NULL,
  minor INTEGER,
  PRIMARY KEY (account_id, currency, line_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX line_value_line ON line_value (line_id);
CREATE INDEX line_value_empty ON line_value (line_id) WHERE minor IS NULL;

CREATE TRIGGER line_value_insert AFTER INSERT ON contract_line WHEN NEW.deleted_at IS NULL AND NEW.kind = 'recurring' AND NEW.trial = 0 BEGIN
  INSERT INTO line_value (account_id, line_id, start, "end", currency)
    SELECT account_id, NEW.id, NEW.start, NEW."end", currency FROM contract WHERE id = NEW.contract_id AND deleted_at IS NULL;
END;
CREATE TRIGGER line_value_update AFTER UPDATE ON contract_line BEGIN
  DELETE FROM line_value WHERE line_id = OLD.id;
  INSERT INTO line_value (account_id, line_id, start, "end", currency)
    SELECT account_id, NEW.id, NEW.start, NEW."end", currency FROM contract
    WHERE id = NEW.contract_id AND deleted_at IS NULL AND NEW.deleted_at IS NULL AND NEW.kind = 'recurring' AND NEW.trial = 0;
END;
CREATE TRIGGER line_value_delete AFTER DELETE ON contract_line BEGIN
  DELETE FROM line_value WHERE line_id = OLD.id;
END;
-- A price for the whole term hangs on the contract's dates; undo may bring a contract back after its lines.
CREATE TRIGGER line_value_contract_insert AFTER INSERT ON contract WHEN NEW.deleted_at IS NULL BEGIN
  INSERT INTO line_value (account_id, line_id, start, "end", currency)
    SELECT NEW.account_id, id, start, "end", NEW.currency FROM contract_line
    WHERE contract_id = NEW.id AND deleted_at IS NULL AND kind = 'recurring' AND trial = 0;
END;
CREATE TRIGGER line_value_contract_update AFTER UPDATE ON contract
WHEN (OLD.currency, OLD.start, OLD.renewal_date, OLD.deleted_at) IS NOT (NEW.currency, NEW.start, NEW.renewal_date, NEW.deleted_at) BEGIN
  DELETE FROM line_value WHERE line_id IN (SELECT id FROM contract_line WHERE contract_id = OLD.id);
  INSERT INTO line_value (account_id, line_id, start, "end", currency)
    SELECT NEW.account_id, id, start, "end", NEW.currency FROM contract_line
    WHERE contract_id = NEW.id AND NEW.deleted_at IS NULL AND deleted_at IS NULL AND kind = 'recurring' AND trial = 0;
END;
INSERT INTO line_value (account_id, line_id, start, "end", currency)
  SELECT c.account_id, l.id, l.start, l."end", c.currency FROM contract_line l JOIN contract c ON c.id = l.contract_id
  WHERE l.deleted_at IS NULL AND c.deleted_at IS NULL AND l.kind = 'recurring' AND l.trial = 0;

-- Each column of the book's list that comes from other tables is read from one index alone.
CREATE INDEX contract_next ON contract (account_id, renewal_date) WHERE deleted_at IS NULL;
CREATE INDEX call_note_held ON call_note (account_id, held_on) WHERE deleted_at IS NULL;
CREATE INDEX document_open ON document (account_id) WHERE deleted_at IS NULL AND state IN ('draft', 'ready', 'sent');
CREATE INDEX task_open ON task (account_id) WHERE deleted_at IS NULL AND state = 'open';
CREATE INDEX criterion_open ON criterion (due_on) WHERE deleted_at IS NULL AND state = 'running';
CREATE INDEX contract_notice ON contract (date(renewal_date, '-' || notice_days || ' days'))
  WHERE deleted_at IS NULL AND notice_days IS NOT NULL AND renewal_date IS NOT NULL;
CREATE INDEX contract_line_end ON contract_line (contract_id, "end") WHERE deleted_at IS NULL;

-- Names have an index of their own: a letter finds accounts and people at once, however many notes there are.
CREATE VIRTUAL TABLE search_name USING fts5 (
  kind, ref_id UNINDEXED, account_id UNINDEXED, title, body,
  tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3'
);
DROP TRIGGER search_account_insert;
DROP TRIGGER search_account_update;
DROP TRIGGER search_account_delete;
DROP TRIGGER search_contact_insert;
DROP TRIGGER search_contact_update;
DROP TRIGGER search_contact_delete;
DELETE FROM search_index WHERE rowid IN (SELECT rowid_in_index FROM search_row WHERE kind IN ('account', 'contact'));
DELETE FROM search_row WHERE kind IN ('account', 'contact');

CREATE TRIGGER search_account_insert AFTER INSERT ON account WHEN NEW.deleted_at IS NULL BEGIN
  INSERT INTO search_name (kind, ref_id, account_id, title, body) VALUES ('account', NEW.id, NEW.id, NEW.name, coalesce(NEW.legal_name,'')||' '||coalesce(NEW.domain,'')||' '||coalesce(NEW.external_id,''));
  INSERT INTO search_row (kind, ref_id, rowid_in_index) VALUES ('account', NEW.id, last_insert_rowid());
END;
CREATE TRIGGER search_account_update AFTER UPDATE ON account
WHEN (OLD.name, OLD.legal_name, OLD.domain, OLD.external_id, OLD.deleted_at) IS NOT (NEW.name, NEW.legal_name, NEW.domain, NEW.external_id, NEW.deleted_at) BEGIN
  DELETE FROM search_name WHERE rowid = (SELECT rowid_in_index FROM search_row WHERE kind = 'account' AND ref_id = OLD.id);
  DELETE FROM search_row WHERE kind = 'account' AND ref_id = OLD.id;
  INSERT INTO search_name (kind, ref_id, account_id, title, body)
    SELECT 'account', NEW.id, NEW.id, NEW.name, coalesce(NEW.legal_name,'')||' '||coalesce(NEW.domain,'')||' '||coalesce(NEW.external_id,'') WHERE NEW.deleted_at IS NULL;
  INSERT INTO search_row (kind, ref_id, rowid_in_index) SELECT 'account', NEW.id, last_insert_rowid() WHERE NEW.deleted_at IS NULL;
END;
CREATE TRIGGER search_account_delete AFTER DELETE ON account BEGIN
  DELETE FROM search_name WHERE rowid = (SELECT rowid_in_index FROM search_row WHERE kind = 'account' AND ref_id = OLD.id);
  DELETE FROM search_row WHERE kind = 'account' AND ref_id = OLD.id;
END;
CREATE TRIGGER search_contact_insert AFTER INSERT ON contact WHEN NEW.deleted_at IS NULL BEGIN
  INSERT INTO search_name (kind, ref_id, account_id, title, body) VALUES ('contact', NEW.id, NEW.account_id, NEW.name, coalesce(NEW.title,'')||' '||coalesce(NEW.email,''));
  INSERT INTO search_row (kind, ref_id, rowid_in_index) VALUES ('contact', NEW.id, last_insert_rowid());
END;
CREATE TRIGGER search_contact_update AFTER UPDATE ON contact
WHEN (OLD.name, OLD.title, OLD.email, OLD.deleted_at) IS NOT (NEW.name, NEW.title, NEW.email, NEW.deleted_at) BEGIN
  DELETE FROM search_name WHERE rowid = (SELECT rowid_in_index FROM search_row WHERE kind = 'contact' AND ref_id = OLD.id);
  DELETE FROM search_row WHERE kind = 'contact' AND ref_id = OLD.id;
  INSERT INTO search_name (kind, ref_id, account_id, title, body)
    SELECT 'contact', NEW.id, NEW.account_id, NEW.name, coalesce(NEW.title,'')||' '||coalesce(NEW.email,'') WHERE NEW.deleted_at IS NULL;
  INSERT INTO search_row (kind, ref_id, rowid_in_index) SELECT 'contact', NEW.id, last_insert_rowid() WHERE NEW.deleted_at IS NULL;
END;
CREATE TRIGGER search_contact_delete AFTER DELETE ON contact BEGIN
  DELETE FROM search_name WHERE rowid = (SELECT rowid_in_index FROM search_row WHERE kind = 'contact' AND ref_id = OLD.id);
  DELETE FROM search_row WHERE kind = 'contact' AND ref_id = OLD.id;
END;
INSERT INTO search_name (rowid, kind, ref_id, account_id, title, body)
  SELECT rowid, 'account', id, id, name, coalesce(legal_name,'')||' '||coalesce(domain,'')||' '||coalesce(external_id,'') FROM account WHERE deleted_at IS NULL;
INSERT INTO search_row (kind, ref_id, rowid_in_index) SELECT 'account', ref_id, rowid FROM search_name;
INSERT INTO search_name (kind, ref_id, account_id, title, body)
  SELECT 'contact', id, account_id, name, coalesce(title,'')||' '||coalesce(email,'') FROM contact WHERE deleted_at IS NULL;
INSERT INTO search_row (kind, ref_id, rowid_in_index) SELECT 'contact', ref_id, rowid FROM search_name WHERE kind = 'contact';

-- A list as somebody wants to see it again: filters, order, columns and their widths.
CREATE TABLE saved_view (
  id TEXT PRIMARY KEY,
  list TEXT NOT NULL CHECK (length(list) > 0),
  name TEXT NOT NULL CHECK (length(name) > 0),
  state TEXT NOT NULL CHECK (json_valid(state)),
  created_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE UNIQUE INDEX saved_view_name ON saved_view (list, name COLLATE NOCASE) WHERE deleted_at IS NULL;

-- That something was deleted for good, without what it was.
CREATE TABLE erasure (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  rows INTEGER NOT NULL
) STRICT;
