//! `check`: is the book sound? SQLite's own verdict, then what the domain knows must hold.

use super::file::sql_error;
use headroom_core::error::Result;
use rusqlite::Connection;

/// What must select no row, and what it means when it does.
const RULES: &[(&str, &str)] = &[
    (
        "SELECT l.id FROM contract_line l JOIN contract c ON c.id = l.contract_id WHERE l.deleted_at IS NULL AND c.deleted_at IS NOT NULL",
        "contract line without its contract",
    ),
    (
        "SELECT id FROM document WHERE state IN ('sent', 'accepted', 'signed', 'frozen') AND kind <> 'call_brief' AND frozen_view IS NULL",
        "sent paper without its frozen content",
    ),
    (
        "SELECT d.id FROM document d LEFT JOIN calculation_record r ON r.id = d.record_id WHERE d.kind = 'addendum' AND d.state IN ('sent', 'signed') AND r.id IS NULL",
        "sent addendum without its calculation record",
    ),
    (
        "SELECT id FROM criterion WHERE state = 'running' AND (clock_start IS NULL OR due_on IS NULL)",
        "running criterion without a clock",
    ),
    (
        "SELECT a.id FROM attachment a LEFT JOIN blob b USING (sha256) WHERE b.sha256 IS NULL",
        "attachment without its bytes",
    ),
    (
        "SELECT kind || ' ' || ref_id FROM search_row WHERE kind NOT IN ('account', 'contact') AND rowid_in_index NOT IN (SELECT rowid FROM search_index)",
        "search entry without its text",
    ),
    (
        "SELECT kind || ' ' || ref_id FROM search_row WHERE kind IN ('account', 'contact') AND rowid_in_index NOT IN (SELECT rowid FROM search_name)",
        "search entry without its name",
    ),
    (
        "SELECT l.id FROM contract_line l JOIN contract c ON c.id = l.contract_id LEFT JOIN line_value v ON v.line_id = l.id AND v.account_id = c.account_id AND v.currency = c.currency AND v.start = l.start AND v.\"end\" IS l.\"end\"
         WHERE l.deleted_at IS NULL AND c.deleted_at IS NULL AND l.kind = 'recurring' AND l.trial = 0 AND v.line_id IS NULL",
        "contract line without its yearly value",
    ),
    (
        "SELECT v.line_id FROM line_value v LEFT JOIN contract_line l ON l.id = v.line_id AND l.deleted_at IS NULL LEFT JOIN contract c ON c.id = l.contract_id AND c.deleted_at IS NULL WHERE c.id IS NULL",
        "yearly value without its contract line",
    ),
    (
        "SELECT q.id FROM quote q LEFT JOIN search_row s ON s.kind = 'quote' AND s.ref_id = q.id WHERE q.deleted_at IS NULL AND s.ref_id IS NULL",
        "quote that search does not find",
    ),
    (
        "SELECT seq FROM journal j WHERE import_id IS NULL AND NOT EXISTS (SELECT 1 FROM journal_change c WHERE c.seq = j.seq)",
        "journal entry without changes",
    ),
];

/// Everything that is wrong with the book, in plain words; empty when it is sound.
pub fn problems(connection: &Connection) -> Result<Vec<String>> {
    let mut found = Vec::new();
    // A connection that checked before compares with the search index as it was then, unless a query renews it.
    for index in ["search_index", "search_name"] {
        connection
            .query_row(&format!("SELECT count(*) FROM (SELECT 1 FROM {index} LIMIT 1)"), [], |_| Ok(()))
            .map_err(sql_error)?;
    }
    let mut statement = connection.prepare("PRAGMA integrity_check(20)").map_err(sql_error)?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0)).map_err(sql_error)?;
    for row in rows {
        let verdict = row.map_err(sql_error)?;
        if verdict != "ok" {
            found.push(format!("the file is damaged: {verdict}"));
        }
    }
    let mut statement = connection.prepare("PRAGMA foreign_key_check").map_err(sql_error)?;
    let rows = statement
        .query_map([], |row| {
            Ok(format!(
                "a row of {} refers to a missing {}",
                row.get::<_, String>(0)?,
                row.get::<_, String>(2)?
            ))
        })
        .map_err(sql_error)?;
    found.extend(rows.collect::<Result<Vec<_>, _>>().map_err(sql_error)?);
    for (sql, meaning) in RULES {
        let mut statement = connection.prepare(sql).map_err(sql_error)?;
        let mut rows = statement.query([]).map_err(sql_error)?;
        while let Some(row) = rows.next().map_err(sql_error)? {
            let id = match row.get_ref(0).map_err(sql_error)? {
                rusqlite::types::ValueRef::Integer(number) => number.to_string(),
                other => other.as_str().unwrap_or("?").to_owned(),
            };
            found.push(format!("{meaning}: {id}"));
        }
    }
    Ok(found)
}
