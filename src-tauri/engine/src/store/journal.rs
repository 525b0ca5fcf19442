//! Undo, trash, import revert and audit are one mechanism: the journal of row images.
//!
//! Temporary triggers on the write connection note each change to a journaled row as JSON before and after;
//! at the end of a command they are folded to one change a row and stored under one entry, in the command's own
//! transaction. Undo puts the images back and refuses when later work changed a row. Images are readable
//! text, so that a person can be erased from them.

use super::file::sql_error;
use headroom_core::error::{AppError, Code, Result};
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use ts_rs::TS;

/// The tables whose rows are journaled. `blob` only grows, `draft` is typing, `meta` is the file's own, usage
/// rows are reverted by their import.
pub const JOURNALED: &[&str] = &[
    "setting",
    "account",
    "contact",
    "product",
    "price",
    "contract",
    "contract_line",
    "change",
    "calculation_record",
    "call_note",
    "quote",
    "criterion",
    "document",
    "attachment",
    "task",
    "import_run",
    "loss",
    "renewal",
    "white_space_item",
    "snooze",
    "bundle",
    "saved_view",
    "own_template",
    "opportunity",
    "ticket",
];

/// One command in the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct JournalEntry {
    pub seq: i64,
    /// UTC instant.
    pub at: String,
    pub command: String,
    pub summary: String,
    pub undone: bool,
    pub account_id: Option<String>,
    pub import_id: Option<String>,
}

/// What a command says about itself for its entry.
#[derive(Debug, Clone, Default)]
pub struct Mark {
    pub summary: String,
    pub account_id: Option<String>,
    pub import_id: Option<String>,
    /// Edits of one field within one visit share a key and become one entry.
    pub merge_key: Option<String>,
}

/// Puts the log and the noting triggers on a write connection.
pub fn install(connection: &Connection) -> Result<()> {
    connection
        .execute_batch(
            "CREATE TEMP TABLE change_log (ord INTEGER PRIMARY KEY, tbl TEXT NOT NULL, row_id TEXT NOT NULL, before TEXT, after TEXT);",
        )
        .map_err(sql_error)?;
    start_noting(connection)
}

fn start_noting(connection: &Connection) -> Result<()> {
    let mut sql = String::new();
    for table in JOURNALED {
        let columns = columns(connection, table)?;
        let image = |row: &str| image(&columns, row);
        for (event, id, before, after) in [
            ("INSERT", "NEW.id", "NULL".to_owned(), image("NEW")),
            ("UPDATE", "NEW.id", image("OLD"), image("NEW")),
            ("DELETE", "OLD.id", image("OLD"), "NULL".to_owned()),
        ] {
            sql.push_str(&format!(
                "CREATE TEMP TRIGGER note_{table}_{event} AFTER {event} ON main.\"{table}\" BEGIN \
                 INSERT INTO change_log (tbl, row_id, before, after) VALUES ('{table}', {id}, {before}, {after}); END;\n"
            ));
        }
    }
    connection.execute_batch(&sql).map_err(sql_error)
}

/// Runs `body` without noting its changes, which then cannot be undone: only for filling a book nobody has worked
/// in. Belongs inside a transaction, whose rollback also puts the triggers back.
pub fn suspended<T>(transaction: &Transaction<'_>, body: impl FnOnce() -> Result<T>) -> Result<T> {
    let mut sql = String::new();
    for table in JOURNALED {
        for event in ["INSERT", "UPDATE", "DELETE"] {
            sql.push_str(&format!("DROP TRIGGER temp.note_{table}_{event};\n"));
        }
    }
    transaction.execute_batch(&sql).map_err(sql_error)?;
    let value = body()?;
    start_noting(transaction)?;
    Ok(value)
}

fn columns(connection: &Connection, table: &str) -> Result<Vec<String>> {
    let mut statement = connection.prepare("SELECT name FROM pragma_table_info(?)").map_err(sql_error)?;
    let names = statement.query_map([table], |row| row.get(0)).map_err(sql_error)?;
    names.collect::<Result<_, _>>().map_err(sql_error)
}

/// The SQL of a row's image.
fn image(columns: &[String], row: &str) -> String {
    let pairs: Vec<String> = columns.iter().map(|column| format!("'{column}', {row}.\"{column}\"")).collect();
    format!("json_object({})", pairs.join(", "))
}

/// Forgets what was noted: called at the start of a transaction.
pub fn clear(transaction: &Transaction<'_>) -> Result<()> {
    transaction.execute("DELETE FROM change_log", []).map(|_| ()).map_err(sql_error)
}

/// Stores what was noted as one entry; none when no row changed. Returns the entry's number.
pub fn store(transaction: &Transaction<'_>, at: &str, command: &str, mark: &Mark) -> Result<Option<i64>> {
    let changes = noted(transaction)?;
    if changes.is_empty() && mark.import_id.is_none() {
        return Ok(None);
    }
    // A new change ends what could be redone: those entries stay in the list as undone.
    transaction
        .execute("UPDATE journal SET redo_place = NULL WHERE redo_place IS NOT NULL", [])
        .map_err(sql_error)?;
    let merged = mergeable(transaction, command, mark)?;
    let seq = match merged {
        Some(seq) => seq,
        None => {
            transaction
                .prepare_cached(
                    "INSERT INTO journal (at, command, summary, account_id, import_id, merge_key) VALUES (?, ?, ?, ?, ?, ?)",
                )
                .and_then(|mut statement| {
                    statement.insert(params![at, command, mark.summary, mark.account_id, mark.import_id, mark.merge_key])
                })
                .map_err(sql_error)?
        }
    };
    if merged.is_some() {
        merge(transaction, seq, at, mark, changes)?;
    } else {
        write_changes(transaction, seq, &changes)?;
    }
    Ok(Some(seq))
}

/// One row's change over a whole command.
#[derive(Debug, Clone, PartialEq, Eq)]
struct RowChange {
    table: String,
    row_id: String,
    before: Option<String>,
    after: Option<String>,
}

/// Reads the log, one change a row: the first image before and the last after.
fn noted(transaction: &Transaction<'_>) -> Result<Vec<RowChange>> {
    let mut statement = transaction
        .prepare_cached("SELECT tbl, row_id, before, after FROM change_log ORDER BY ord")
        .map_err(sql_error)?;
    let rows = statement.query_map([], row_change).map_err(sql_error)?;
    fold(rows.collect::<Result<Vec<_>, _>>().map_err(sql_error)?)
}

fn row_change(row: &rusqlite::Row<'_>) -> rusqlite::Result<RowChange> {
    Ok(RowChange { table: row.get(0)?, row_id: row.get(1)?, before: row.get(2)?, after: row.get(3)? })
}

fn fold(changes: Vec<RowChange>) -> Result<Vec<RowChange>> {
    let mut places: HashMap<(String, String), usize> = HashMap::new();
    let mut folded: Vec<RowChange> = Vec::with_capacity(changes.len());
    for change in changes {
        match places.get(&(change.table.clone(), change.row_id.clone())) {
            Some(&at) => folded[at].after = change.after,
            None => {
                places.insert((change.table.clone(), change.row_id.clone()), folded.len());
                folded.push(change);
            }
        }
    }
    folded.retain(|change| change.before != change.after);
    Ok(folded)
}

fn mergeable(transaction: &Transaction<'_>, command: &str, mark: &Mark) -> Result<Option<i64>> {
    let Some(key) = &mark.merge_key else { return Ok(None) };
    transaction
        .query_row(
            "SELECT seq FROM journal WHERE seq = (SELECT max(seq) FROM journal) AND undone = 0 AND command = ? AND merge_key = ?",
            params![command, key],
            |row| row.get(0),
        )
        .optional()
        .map_err(sql_error)
}

fn merge(
    transaction: &Transaction<'_>,
    seq: i64,
    at: &str,
    mark: &Mark,
    later: Vec<RowChange>,
) -> Result<()> {
    let mut all = changes_of(transaction, seq)?;
    all.extend(later);
    let folded = fold(all)?;
    transaction.execute("DELETE FROM journal_change WHERE seq = ?", [seq]).map_err(sql_error)?;
    if folded.is_empty() {
        transaction.execute("DELETE FROM journal WHERE seq = ?", [seq]).map_err(sql_error)?;
        return Ok(());
    }
    transaction
        .execute("UPDATE journal SET at = ?, summary = ? WHERE seq = ?", params![at, mark.summary, seq])
        .map_err(sql_error)?;
    write_changes(transaction, seq, &folded)
}

fn write_changes(transaction: &Transaction<'_>, seq: i64, changes: &[RowChange]) -> Result<()> {
    let mut statement = transaction
        .prepare_cached(
            "INSERT INTO journal_change (seq, ord, tbl, row_id, before, after) VALUES (?, ?, ?, ?, ?, ?)",
        )
        .map_err(sql_error)?;
    for (ord, change) in changes.iter().enumerate() {
        statement
            .execute(params![seq, ord as i64, change.table, change.row_id, change.before, change.after])
            .map_err(sql_error)?;
    }
    Ok(())
}

fn changes_of(connection: &Connection, seq: i64) -> Result<Vec<RowChange>> {
    let mut statement = connection
        .prepare_cached("SELECT tbl, row_id, before, after FROM journal_change WHERE seq = ? ORDER BY ord")
        .map_err(sql_error)?;
    let rows = statement.query_map([seq], row_change).map_err(sql_error)?;
    rows.collect::<Result<_, _>>().map_err(sql_error)
}

/// The newest entries first.
pub fn entries(connection: &Connection, limit: i64, account_id: Option<&str>) -> Result<Vec<JournalEntry>> {
    let mut statement = connection
        .prepare_cached(
            "SELECT seq, at, command, summary, undone, account_id, import_id FROM journal
             WHERE ?2 IS NULL OR account_id = ?2 ORDER BY seq DESC LIMIT ?1",
        )
        .map_err(sql_error)?;
    let rows = statement.query_map(params![limit, account_id], entry).map_err(sql_error)?;
    rows.collect::<Result<_, _>>().map_err(sql_error)
}

fn entry(row: &rusqlite::Row<'_>) -> rusqlite::Result<JournalEntry> {
    Ok(JournalEntry {
        seq: row.get(0)?,
        at: row.get(1)?,
        command: row.get(2)?,
        summary: row.get(3)?,
        undone: row.get::<_, i64>(4)? != 0,
        account_id: row.get(5)?,
        import_id: row.get(6)?,
    })
}

fn one(
    connection: &Connection,
    clause: &str,
    parameter: &dyn rusqlite::ToSql,
) -> Result<Option<JournalEntry>> {
    connection
        .query_row(
            &format!("SELECT seq, at, command, summary, undone, account_id, import_id FROM journal {clause}"),
            [parameter],
            entry,
        )
        .optional()
        .map_err(sql_error)
}

/// The entry of an import.
pub fn entry_of_import(connection: &Connection, import_id: &str) -> Result<JournalEntry> {
    one(connection, "WHERE import_id = ? ORDER BY seq DESC LIMIT 1", &import_id)?
        .ok_or_else(|| AppError::not_found("import", import_id))
}

/// Takes back entry `seq`, or the newest one that is not undone.
///
/// # Errors
/// `Precondition` when there is nothing to undo, `Conflict` when later work touched the same rows.
pub fn undo(transaction: &Transaction<'_>, seq: Option<i64>) -> Result<JournalEntry> {
    let found = match seq {
        Some(seq) => one(transaction, "WHERE seq = ?", &seq)?,
        None => one(transaction, "WHERE undone = ? ORDER BY seq DESC LIMIT 1", &0_i64)?,
    };
    let entry = found.ok_or_else(|| AppError::precondition("There is nothing to undo."))?;
    if entry.undone {
        return Err(AppError::precondition(format!("\"{}\" is undone already.", entry.summary))
            .hint("Use redo to bring it back."));
    }
    let mut changes = changes_of(transaction, entry.seq)?;
    changes.reverse();
    for change in &mut changes {
        std::mem::swap(&mut change.before, &mut change.after);
    }
    apply(transaction, &entry, &changes)?;
    if let Some(import_id) = &entry.import_id {
        transaction
            .execute("DELETE FROM usage_snapshot WHERE import_id = ?", [import_id])
            .map_err(sql_error)?;
    }
    finish(transaction, entry, true)
}

/// Brings back the entry that was undone last, unless something was changed since.
///
/// # Errors
/// `Precondition` when there is nothing to redo, `Conflict` when later work touched the same rows.
pub fn redo(transaction: &Transaction<'_>) -> Result<JournalEntry> {
    let entry = one(
        transaction,
        "WHERE undone = ? AND redo_place = (SELECT max(redo_place) FROM journal WHERE redo_place IS NOT NULL)",
        &1_i64,
    )?
    .ok_or_else(|| AppError::precondition("There is nothing to redo."))?;
    if entry.import_id.is_some() && changes_of(transaction, entry.seq)?.len() <= 1 {
        return Err(AppError::precondition("An import of usage rows cannot be redone.")
            .hint("Import the file again."));
    }
    let changes = changes_of(transaction, entry.seq)?;
    apply(transaction, &entry, &changes)?;
    finish(transaction, entry, false)
}

fn finish(transaction: &Transaction<'_>, mut entry: JournalEntry, undone: bool) -> Result<JournalEntry> {
    transaction
        .execute(
            "UPDATE journal SET undone = ?1, redo_place = CASE ?1 WHEN 1 THEN
             coalesce((SELECT max(redo_place) FROM journal WHERE redo_place IS NOT NULL), 0) + 1 END WHERE seq = ?2",
            params![i64::from(undone), entry.seq],
        )
        .map_err(sql_error)?;
    entry.undone = undone;
    Ok(entry)
}

/// Brings each row from its `before` image to its `after` image, or refuses when a row is not as `before` says.
fn apply(transaction: &Transaction<'_>, entry: &JournalEntry, changes: &[RowChange]) -> Result<()> {
    // Rows that refer to each other come back in any order; what is missing at the end still fails the commit.
    transaction.execute_batch("PRAGMA defer_foreign_keys = ON").map_err(sql_error)?;
    let mut known: HashMap<&str, Vec<String>> = HashMap::new();
    for change in changes {
        let columns = match known.get(change.table.as_str()) {
            Some(columns) => columns,
            None => {
                if !JOURNALED.contains(&change.table.as_str()) {
                    return Err(AppError::internal(format!("the journal names a table {}", change.table)));
                }
                let columns = columns(transaction, &change.table)?;
                known.entry(change.table.as_str()).or_insert(columns)
            }
        };
        let table = &change.table;
        let now: Option<String> = transaction
            .prepare_cached(&format!("SELECT {} FROM \"{table}\" AS r WHERE id = ?", image(columns, "r")))
            .and_then(|mut statement| statement.query_row([&change.row_id], |row| row.get(0)).optional())
            .map_err(sql_error)?;
        if !same(now.as_deref(), change.before.as_deref())? {
            return Err(conflict(transaction, entry, change));
        }
        match (&change.before, &change.after) {
            (_, None) => transaction
                .prepare_cached(&format!("DELETE FROM \"{table}\" WHERE id = ?"))
                .and_then(|mut statement| statement.execute([&change.row_id])),
            (None, Some(after)) => {
                let names: Vec<String> = columns.iter().map(|column| format!("\"{column}\"")).collect();
                let values: Vec<String> =
                    columns.iter().map(|column| format!("?1 ->> '$.{column}'")).collect();
                transaction
                    .prepare_cached(&format!(
                        "INSERT INTO \"{table}\" ({}) VALUES ({})",
                        names.join(", "),
                        values.join(", ")
                    ))
                    .and_then(|mut statement| statement.execute([after]))
            }
            (Some(_), Some(after)) => {
                let sets: Vec<String> =
                    columns.iter().map(|column| format!("\"{column}\" = ?1 ->> '$.{column}'")).collect();
                transaction
                    .prepare_cached(&format!("UPDATE \"{table}\" SET {} WHERE id = ?2", sets.join(", ")))
                    .and_then(|mut statement| statement.execute([after, &change.row_id]))
            }
        }
        .map_err(|_| conflict(transaction, entry, change))?;
    }
    Ok(())
}

/// Equal images; columns that a later migration added do not count.
fn same(now: Option<&str>, noted: Option<&str>) -> Result<bool> {
    match (now, noted) {
        (None, None) => Ok(true),
        (Some(now), Some(noted)) if now == noted => Ok(true),
        (Some(now), Some(noted)) => {
            let now: serde_json::Map<String, serde_json::Value> =
                serde_json::from_str(now).map_err(AppError::internal)?;
            let noted: serde_json::Map<String, serde_json::Value> =
                serde_json::from_str(noted).map_err(AppError::internal)?;
            Ok(noted.iter().all(|(name, value)| now.get(name) == Some(value)))
        }
        _ => Ok(false),
    }
}

fn conflict(transaction: &Transaction<'_>, entry: &JournalEntry, change: &RowChange) -> AppError {
    let later: Option<String> = transaction
        .query_row(
            "SELECT j.summary FROM journal_change c JOIN journal j USING (seq)
             WHERE c.tbl = ? AND c.row_id = ? AND j.seq > ? AND j.undone = 0 ORDER BY j.seq DESC LIMIT 1",
            params![change.table, change.row_id, entry.seq],
            |row| row.get(0),
        )
        .optional()
        .unwrap_or(None);
    let error = AppError::new(
        Code::Conflict,
        format!("\"{}\" cannot be taken back: later work touched the same rows.", entry.summary),
    );
    match later {
        Some(later) => error.hint(format!("Undo \"{later}\" first.")),
        None => error.hint("Undo the later work first; \"headroom-cli journal\" lists it."),
    }
}
