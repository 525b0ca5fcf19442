//! The trash: what was deleted and when, restored with what went with it, or deleted for good.

use super::Nothing;
use super::accounts::Done;
use crate::engine::{Engine, Read, Write};
use crate::store::{erase, sql_error};
use headroom_core::error::{AppError, Result};
use rusqlite::{Connection, ErrorCode, OptionalExtension};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One deleted thing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct TrashRow {
    /// The table it lies in.
    pub kind: String,
    pub id: String,
    pub title: String,
    pub account_id: Option<String>,
    pub account_name: Option<String>,
    /// UTC instant.
    pub deleted_at: String,
    /// How many rows went with it and come back with it.
    pub with: i64,
}

/// The trash, newest first, and what was deleted for good.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Trash {
    pub rows: Vec<TrashRow>,
    /// The newest first; nothing of what it was.
    pub erased: Vec<Erased>,
}

/// The record that something was deleted for good.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Erased {
    /// UTC instant.
    pub at: String,
    pub kind: String,
    pub rows: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TrashItem {
    pub kind: String,
    pub id: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TrashRequest {
    pub items: Vec<TrashItem>,
}

/// What lies in the trash: the table, how a row is called, and the account it belongs to.
struct Bin {
    table: &'static str,
    title: &'static str,
    account: &'static str,
    /// Table and column of the rows that go and come with it: those deleted at the same instant.
    with: Option<(&'static str, &'static str)>,
    /// It is shown under its owner when both went at the same instant: table and column of the owner.
    under: Option<(&'static str, &'static str)>,
}

const fn bin(table: &'static str, title: &'static str) -> Bin {
    Bin { table, title, account: "r.account_id", with: None, under: None }
}

const BINS: &[Bin] = &[
    Bin { account: "r.id", ..bin("account", "r.name") },
    bin("contact", "r.name"),
    Bin { account: "NULL", ..bin("product", "r.name") },
    Bin { account: "NULL", ..bin("bundle", "r.name") },
    Bin { with: Some(("contract_line", "contract_id")), ..bin("contract", "'Contract from ' || r.start") },
    Bin {
        account: "(SELECT account_id FROM contract WHERE id = r.contract_id)",
        under: Some(("contract", "contract_id")),
        ..bin("contract_line", "r.quantity || ' x ' || (SELECT name FROM product WHERE id = r.product_id)")
    },
    Bin { with: Some(("quote", "note_id")), ..bin("call_note", "'Call of ' || r.held_on") },
    Bin { under: Some(("call_note", "note_id")), ..bin("quote", "r.text") },
    bin("criterion", "r.text"),
    bin("document", "r.number || ' ' || r.title"),
    bin("attachment", "r.name"),
    bin("task", "r.what"),
    bin("loss", "r.reason"),
    bin(
        "white_space_item",
        "coalesce(r.use_case, (SELECT name FROM product WHERE id = r.product_id), r.department, r.dimension)",
    ),
    bin("opportunity", "r.name"),
    bin("ticket", "coalesce(r.subject, r.external_id, r.opened_on)"),
    Bin { account: "NULL", ..bin("saved_view", "r.name") },
];

fn find(kind: &str) -> Result<&'static Bin> {
    BINS.iter()
        .find(|bin| bin.table == kind)
        .ok_or_else(|| AppError::invalid("kind", format!("Nothing called \"{kind}\" lies in the trash.")))
}

/// What lies in the trash.
pub fn list(read: &Read<'_>, _: Nothing) -> Result<Trash> {
    let mut rows = Vec::new();
    for bin in BINS {
        rows.extend(in_bin(read.connection, bin)?);
    }
    rows.sort_by(|a, b| (&b.deleted_at, &a.kind, &a.title).cmp(&(&a.deleted_at, &b.kind, &b.title)));
    let mut statement = read
        .connection
        .prepare_cached("SELECT at, kind, rows FROM erasure ORDER BY id DESC LIMIT 50")
        .map_err(sql_error)?;
    let erased = statement
        .query_map([], |row| Ok(Erased { at: row.get(0)?, kind: row.get(1)?, rows: row.get(2)? }))
        .map_err(sql_error)?;
    Ok(Trash { rows, erased: erased.collect::<Result<_, _>>().map_err(sql_error)? })
}

fn in_bin(connection: &Connection, bin: &Bin) -> Result<Vec<TrashRow>> {
    let Bin { table, title, account, with, under } = bin;
    let with = match with {
        Some((child, column)) => format!(
            "(SELECT count(*) FROM {child} c WHERE c.{column} = r.id AND c.deleted_at = r.deleted_at)"
        ),
        None => "0".to_owned(),
    };
    let apart = match under {
        Some((owner, column)) => format!(
            "AND NOT EXISTS (SELECT 1 FROM {owner} o WHERE o.id = r.{column} AND o.deleted_at = r.deleted_at)"
        ),
        None => String::new(),
    };
    let mut statement = connection
        .prepare_cached(&format!(
            "SELECT r.id, {title}, {account}, a.name, r.deleted_at, {with}
             FROM {table} r LEFT JOIN account a ON a.id = {account} WHERE r.deleted_at IS NOT NULL {apart}"
        ))
        .map_err(sql_error)?;
    let rows = statement
        .query_map([], |row| {
            Ok(TrashRow {
                kind: (*table).to_owned(),
                id: row.get(0)?,
                title: row.get::<_, Option<String>>(1)?.unwrap_or_default(),
                account_id: row.get(2)?,
                account_name: row.get(3)?,
                deleted_at: row.get(4)?,
                with: row.get(5)?,
            })
        })
        .map_err(sql_error)?;
    rows.collect::<Result<_, _>>().map_err(sql_error)
}

/// The title of a row in the trash.
fn title(connection: &Connection, bin: &Bin, id: &str) -> Result<String> {
    let sql =
        format!("SELECT {} FROM {} r WHERE r.id = ? AND r.deleted_at IS NOT NULL", bin.title, bin.table);
    let found: Option<Option<String>> =
        connection.query_row(&sql, [id], |row| row.get(0)).optional().map_err(sql_error)?;
    found
        .map(Option::unwrap_or_default)
        .ok_or_else(|| AppError::not_found(&format!("{} in the trash", bin.table.replace('_', " ")), id))
}

/// Takes things out of the trash, each with what went with it, as one change.
pub fn restore(write: &mut Write<'_>, request: TrashRequest) -> Result<Done> {
    let mut items: Vec<(&Bin, &str)> = Vec::new();
    for item in &request.items {
        items.push((find(&item.kind)?, &item.id));
    }
    // An account before what belongs to it.
    items.sort_by_key(|(bin, _)| bin.table != "account");
    for (bin, id) in &items {
        let title = title(write.connection, bin, id)?;
        refuse_without_owner(write.connection, bin, id, &title)?;
        let back = |sql: String| -> Result<()> {
            write.connection.execute(&sql, [id]).map(drop).map_err(|error| taken(error, &title))
        };
        if let Some((child, column)) = bin.with {
            back(format!(
                "UPDATE {child} SET deleted_at = NULL WHERE {column} = ?1
                 AND deleted_at = (SELECT deleted_at FROM {} WHERE id = ?1)",
                bin.table
            ))?;
        }
        back(format!("UPDATE {} SET deleted_at = NULL WHERE id = ?1", bin.table))?;
        write.mark.summary = format!("Restore {title}");
    }
    if items.len() > 1 {
        write.mark.summary = format!("Restore {} things", items.len());
    }
    Ok(Done::default())
}

/// What belongs to something in the trash would come back to nowhere.
fn refuse_without_owner(connection: &Connection, bin: &Bin, id: &str, title: &str) -> Result<()> {
    let mut owners =
        vec![("account", format!("SELECT {} FROM {} r WHERE r.id = ?1", bin.account, bin.table))];
    if let Some((owner, column)) = bin.under {
        owners.push((owner, format!("SELECT r.{column} FROM {} r WHERE r.id = ?1", bin.table)));
    }
    for (owner, sql) in owners.into_iter().filter(|(owner, _)| *owner != bin.table) {
        let name = find(owner)?.title;
        let gone: Option<String> = connection
            .query_row(
                &format!("SELECT {name} FROM {owner} r WHERE r.id = ({sql}) AND r.deleted_at IS NOT NULL"),
                [id],
                |row| row.get(0),
            )
            .optional()
            .map_err(sql_error)?;
        if let Some(gone) = gone {
            return Err(AppError::precondition(format!(
                "\"{title}\" belongs to \"{gone}\", which is in the trash."
            ))
            .hint(format!("Restore \"{gone}\" first.")));
        }
    }
    Ok(())
}

fn taken(error: rusqlite::Error, title: &str) -> AppError {
    if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) {
        return AppError::precondition(format!(
            "\"{title}\" cannot come back: another has its name or id now."
        ))
        .hint("Rename the other one, or leave this one in the trash.");
    }
    sql_error(error)
}

/// Deletes things of the trash for good: rows, what belongs to them, and their images in the journal. This is the one
/// change that cannot be taken back.
pub fn purge(engine: &Engine, request: TrashRequest) -> Result<Done> {
    let mut items = Vec::new();
    for item in &request.items {
        let bin = find(&item.kind)?;
        engine.read(|read| title(read.connection, bin, &item.id))?;
        items.push(erase::Row { table: bin.table.to_owned(), id: item.id.clone() });
        if let Some((child, column)) = bin.with {
            let sql = format!("SELECT id FROM {child} WHERE {column} = ?");
            let children: Vec<String> = engine.read(|read| {
                let mut statement = read.connection.prepare_cached(&sql).map_err(sql_error)?;
                let ids = statement.query_map([&item.id], |row| row.get(0)).map_err(sql_error)?;
                ids.collect::<Result<_, _>>().map_err(sql_error)
            })?;
            items.extend(children.into_iter().map(|id| erase::Row { table: child.to_owned(), id }));
        }
    }
    engine.erase(&items)?;
    Ok(Done::default())
}
