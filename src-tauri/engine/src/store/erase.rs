//! Deleting for good: rows with all that belongs to them leave the book, its search and its journal, and only the
//! record stays that it was done. What merely mentions such a row loses the mention, in the book and in the journal
//! alike, so that older changes can still be taken back. Papers that went out stay as they went out.

use super::file::sql_error;
use super::journal::JOURNALED;
use headroom_core::error::{AppError, Result};
use rusqlite::{Connection, Transaction, params};
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};

/// What stands where an erased person's name stood.
pub const NAMELESS: &str = "A person whose name was erased";

/// A row, by its table and id.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Row {
    pub table: String,
    pub id: String,
}

/// A column that refers to another table.
struct Reference {
    table: String,
    column: String,
    to: String,
    required: bool,
}

/// Erases the rows, and records it. Nothing of this is journaled.
///
/// # Errors
/// `Precondition` when something that is not in the trash needs one of the rows.
pub fn erase(transaction: &Transaction<'_>, rows: &[Row], now: &str) -> Result<()> {
    transaction.execute_batch("PRAGMA defer_foreign_keys = ON").map_err(sql_error)?;
    let references = references(transaction)?;
    let all = with_belongings(transaction, rows, &references)?;
    let names = names(transaction, &all)?;
    let blobs = blobs(transaction, &all)?;
    forget_mentions(transaction, &all, &references)?;
    scrub_journal(transaction, &all, &names)?;
    for row in &all {
        // Usage has no id of its own; it belongs to its account.
        if row.table == "account" {
            transaction
                .execute("DELETE FROM usage_snapshot WHERE account_id = ?", [&row.id])
                .map_err(sql_error)?;
        }
        transaction
            .execute(&format!("DELETE FROM \"{}\" WHERE id = ?", row.table), [&row.id])
            .map_err(sql_error)?;
        for loose in ["draft", "snooze"] {
            transaction
                .execute(&format!("DELETE FROM {loose} WHERE instr(id, ?) > 0"), [&row.id])
                .map_err(sql_error)?;
        }
    }
    for blob in blobs {
        transaction
            .execute(
                "DELETE FROM blob WHERE sha256 = ?1 AND NOT EXISTS (SELECT 1 FROM attachment WHERE sha256 = ?1)
                 AND NOT EXISTS (SELECT 1 FROM document WHERE frozen_sha256 = ?1)
                 AND NOT EXISTS (SELECT 1 FROM setting WHERE instr(value, ?1) > 0)",
                [blob],
            )
            .map_err(sql_error)?;
    }
    let mut counts: HashMap<&str, i64> = HashMap::new();
    for row in rows {
        *counts.entry(row.table.as_str()).or_default() += 1;
    }
    for (kind, count) in counts {
        transaction
            .execute("INSERT INTO erasure (at, kind, rows) VALUES (?, ?, ?)", params![now, kind, count])
            .map_err(sql_error)?;
    }
    Ok(())
}

/// Every reference between journaled tables.
fn references(connection: &Connection) -> Result<Vec<Reference>> {
    let mut found = Vec::new();
    for table in JOURNALED {
        let mut statement = connection
            .prepare_cached(
                "SELECT f.\"from\", f.\"table\", c.\"notnull\" FROM pragma_foreign_key_list(?1) f
                 JOIN pragma_table_info(?1) c ON c.name = f.\"from\"",
            )
            .map_err(sql_error)?;
        let rows = statement
            .query_map([table], |row| {
                Ok(Reference {
                    table: (*table).to_owned(),
                    column: row.get(0)?,
                    to: row.get(1)?,
                    required: row.get::<_, i64>(2)? != 0,
                })
            })
            .map_err(sql_error)?;
        for reference in rows {
            found.push(reference.map_err(sql_error)?);
        }
    }
    Ok(found)
}

/// The rows and all that cannot be without them, the deepest last. An account owns everything of its own; otherwise a
/// row that is not in the trash is not taken along.
fn with_belongings(connection: &Connection, rows: &[Row], references: &[Reference]) -> Result<Vec<Row>> {
    let mut seen: HashSet<Row> = rows.iter().cloned().collect();
    let mut all: Vec<(Row, bool)> = rows.iter().map(|row| (row.clone(), row.table == "account")).collect();
    let mut at = 0;
    while let Some((owner, owned)) = all.get(at).cloned() {
        at += 1;
        for reference in references.iter().filter(|reference| reference.to == owner.table) {
            let belongs =
                reference.required || (owner.table == "account" && reference.column == "account_id");
            if !belongs {
                continue;
            }
            for (id, live) in referring(connection, reference, &owner.id)? {
                let row = Row { table: reference.table.clone(), id };
                if seen.contains(&row) {
                    continue;
                }
                if live && !owned {
                    let noun = reference.table.replace('_', " ");
                    return Err(AppError::precondition(format!("A {noun} still needs it."))
                        .hint(format!("Delete that {noun} first, or leave this in the trash.")));
                }
                seen.insert(row.clone());
                all.push((row, owned));
            }
        }
    }
    Ok(all.into_iter().map(|(row, _)| row).collect())
}

/// The rows that refer to `id`, and whether each is in use.
fn referring(connection: &Connection, reference: &Reference, id: &str) -> Result<Vec<(String, bool)>> {
    let Reference { table, column, .. } = reference;
    // A row without a trash is in use as long as it is there.
    let live = if has_trash(connection, table)? { "deleted_at IS NULL" } else { "1" };
    let mut statement = connection
        .prepare_cached(&format!("SELECT id, {live} FROM \"{table}\" WHERE \"{column}\" = ?"))
        .map_err(sql_error)?;
    let rows = statement.query_map([id], |row| Ok((row.get(0)?, row.get(1)?))).map_err(sql_error)?;
    rows.collect::<Result<_, _>>().map_err(sql_error)
}

fn has_trash(connection: &Connection, table: &str) -> Result<bool> {
    connection
        .prepare_cached("SELECT count(*) FROM pragma_table_info(?) WHERE name = 'deleted_at'")
        .and_then(|mut statement| statement.query_row([table], |row| row.get::<_, i64>(0)))
        .map(|count| count > 0)
        .map_err(sql_error)
}

/// The names of the people that go.
fn names(connection: &Connection, all: &[Row]) -> Result<Vec<String>> {
    let people = all.iter().filter(|row| row.table == "contact");
    people
        .map(|row| {
            connection
                .query_row("SELECT name FROM contact WHERE id = ?", [&row.id], |row| row.get(0))
                .map_err(sql_error)
        })
        .collect()
}

fn blobs(connection: &Connection, all: &[Row]) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for row in all {
        let sql = match row.table.as_str() {
            "attachment" => "SELECT sha256 FROM attachment WHERE id = ?",
            "document" => "SELECT frozen_sha256 FROM document WHERE id = ?",
            _ => continue,
        };
        let blob: Option<String> =
            connection.query_row(sql, [&row.id], |row| row.get(0)).map_err(sql_error)?;
        found.extend(blob);
    }
    Ok(found)
}

/// Takes the mention of what goes out of the rows that stay.
fn forget_mentions(connection: &Connection, all: &[Row], references: &[Reference]) -> Result<()> {
    for row in all {
        if row.table == "contact" {
            connection
                .execute(
                    "UPDATE quote SET speaker = ?2, speaker_title = NULL WHERE contact_id = ?1",
                    params![row.id, NAMELESS],
                )
                .map_err(sql_error)?;
            connection
                .execute(
                    "UPDATE call_note SET people = (SELECT json_group_array(value) FROM json_each(people) WHERE value <> ?1)
                     WHERE instr(people, ?1) > 0",
                    [&row.id],
                )
                .map_err(sql_error)?;
        }
        for Reference { table, column, .. } in
            references.iter().filter(|reference| reference.to == row.table && !reference.required)
        {
            // Calculation records never change; the rows that supersede each other go together.
            if table != "calculation_record" {
                connection
                    .execute(
                        &format!("UPDATE \"{table}\" SET \"{column}\" = NULL WHERE \"{column}\" = ?"),
                        [&row.id],
                    )
                    .map_err(sql_error)?;
            }
        }
    }
    Ok(())
}

/// Takes the rows out of the journal, and their mention out of what stays there.
fn scrub_journal(connection: &Connection, all: &[Row], names: &[String]) -> Result<()> {
    for row in all {
        connection
            .execute(
                "UPDATE journal SET summary = 'Change something that was erased since', account_id = NULL
                 WHERE seq IN (SELECT seq FROM journal_change WHERE tbl = ?1 AND row_id = ?2)",
                params![row.table, row.id],
            )
            .map_err(sql_error)?;
        connection
            .execute("DELETE FROM journal_change WHERE tbl = ? AND row_id = ?", params![row.table, row.id])
            .map_err(sql_error)?;
    }
    let ids: HashSet<&str> = all.iter().map(|row| row.id.as_str()).collect();
    // What was put off on Today names its source in its id.
    for id in put_off(connection)?.iter().filter(|id| id.split(':').any(|part| ids.contains(part))) {
        connection
            .execute("DELETE FROM journal_change WHERE tbl = 'snooze' AND row_id = ?", [id])
            .map_err(sql_error)?;
    }
    let people: HashSet<&str> =
        all.iter().filter(|row| row.table == "contact").map(|row| row.id.as_str()).collect();
    let mut changed = Vec::new();
    {
        let mut statement = connection
            .prepare("SELECT seq, ord, tbl, before, after FROM journal_change")
            .map_err(sql_error)?;
        let mut rows = statement.query([]).map_err(sql_error)?;
        while let Some(row) = rows.next().map_err(sql_error)? {
            let table: String = row.get(2).map_err(sql_error)?;
            let before: Option<String> = row.get(3).map_err(sql_error)?;
            let after: Option<String> = row.get(4).map_err(sql_error)?;
            let clean = |image: &Option<String>| -> Result<Option<String>> {
                image.as_ref().map(|image| scrubbed(&table, image, &ids, &people)).transpose()
            };
            let cleaned = (clean(&before)?, clean(&after)?);
            if (&cleaned.0, &cleaned.1) != (&before, &after) {
                let key: (i64, i64) = (row.get(0).map_err(sql_error)?, row.get(1).map_err(sql_error)?);
                changed.push((key, cleaned));
            }
        }
    }
    for ((seq, ord), (before, after)) in changed {
        connection
            .execute(
                "UPDATE journal_change SET before = ?3, after = ?4 WHERE seq = ?1 AND ord = ?2",
                params![seq, ord, before, after],
            )
            .map_err(sql_error)?;
    }
    for name in names {
        connection
            .execute(
                "UPDATE journal SET summary = replace(summary, ?1, 'a person') WHERE instr(summary, ?1) > 0",
                [name],
            )
            .map_err(sql_error)?;
    }
    connection
        .execute(
            "DELETE FROM journal WHERE import_id IS NULL AND NOT EXISTS (SELECT 1 FROM journal_change c WHERE c.seq = journal.seq)",
            [],
        )
        .map_err(sql_error)?;
    Ok(())
}

/// Everything of Today that the journal knows to have been put off.
fn put_off(connection: &Connection) -> Result<Vec<String>> {
    let mut statement = connection
        .prepare("SELECT DISTINCT row_id FROM journal_change WHERE tbl = 'snooze'")
        .map_err(sql_error)?;
    let rows = statement.query_map([], |row| row.get(0)).map_err(sql_error)?;
    rows.collect::<Result<_, _>>().map_err(sql_error)
}

/// A row's image without the mention of what goes.
fn scrubbed(table: &str, image: &str, ids: &HashSet<&str>, people: &HashSet<&str>) -> Result<String> {
    // Most images mention nothing of it; reading them as JSON is for those that may.
    let mentions = image.split(|sign: char| !(sign.is_ascii_hexdigit() || sign == '-'));
    if !mentions.into_iter().any(|word| ids.contains(word)) {
        return Ok(image.to_owned());
    }
    let mut row: Map<String, Value> = serde_json::from_str(image).map_err(AppError::internal)?;
    if table == "quote" && row.get("contact_id").and_then(Value::as_str).is_some_and(|id| people.contains(id))
    {
        row.insert("speaker".into(), NAMELESS.into());
        row.insert("speaker_title".into(), Value::Null);
    }
    for (name, value) in &mut row {
        match value {
            Value::String(text) if name != "id" && ids.contains(text.as_str()) => *value = Value::Null,
            Value::String(text) if table == "call_note" && name == "people" => {
                let mut listed: Vec<String> = serde_json::from_str(text).map_err(AppError::internal)?;
                listed.retain(|id| !ids.contains(id.as_str()));
                *text = serde_json::to_string(&listed).map_err(AppError::internal)?;
            }
            _ => {}
        }
    }
    serde_json::to_string(&row).map_err(AppError::internal)
}
