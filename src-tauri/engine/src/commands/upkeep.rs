//! The book itself: what it is, whether it is sound, its journal, its copies.

use super::Nothing;
use crate::engine::{Engine, JobContext, Read};
use crate::store::journal::{self, JournalEntry};
use crate::store::{self, sql_error};
use chrono::NaiveDate;
use headroom_core::error::Result;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use ts_rs::TS;

/// What book this is.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BookInfo {
    /// The file.
    pub path: String,
    /// The file's name without its ending.
    pub name: String,
    pub today: NaiveDate,
    pub currency: String,
    pub locale: String,
    pub accounts: i64,
    pub documents: i64,
    /// Whether it is a sample book.
    pub sample: bool,
    /// This program's version.
    pub version: String,
}

/// Whether the book is sound.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CheckReport {
    pub ok: bool,
    /// In plain words.
    pub problems: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct JournalRequest {
    /// At most so many entries; 200 when not given.
    #[serde(default)]
    #[ts(optional)]
    pub limit: Option<i64>,
    /// Only entries about this account.
    #[serde(default)]
    #[ts(optional)]
    pub account_id: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct UndoRequest {
    /// The entry to take back; the newest when not given.
    #[serde(default)]
    #[ts(optional)]
    pub seq: Option<i64>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BackupRequest {
    pub file: PathBuf,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BackupReport {
    pub file: String,
    pub bytes: u64,
}

/// What book this is.
pub fn info(read: &Read<'_>, _: Nothing) -> Result<BookInfo> {
    let count = |sql: &str| read.connection.query_row(sql, [], |row| row.get::<_, i64>(0)).map_err(sql_error);
    let settings = super::settings::load(read.connection)?;
    let path = read.engine.book().path();
    Ok(BookInfo {
        path: path.display().to_string(),
        name: path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        today: read.today,
        currency: settings.currency,
        locale: settings.locale,
        accounts: count("SELECT count(*) FROM account WHERE deleted_at IS NULL")?,
        documents: count("SELECT count(*) FROM document WHERE deleted_at IS NULL")?,
        sample: count("SELECT count(*) FROM meta WHERE key = 'sample'")? > 0,
        version: env!("CARGO_PKG_VERSION").to_owned(),
    })
}

/// Whether the book is sound.
pub fn check(read: &Read<'_>, _: Nothing) -> Result<CheckReport> {
    let problems = store::problems(read.connection)?;
    Ok(CheckReport { ok: problems.is_empty(), problems })
}

/// The changes, newest first.
pub fn journal(read: &Read<'_>, request: JournalRequest) -> Result<Vec<JournalEntry>> {
    journal::entries(read.connection, request.limit.unwrap_or(200), request.account_id.as_deref())
}

/// Takes back a change.
pub fn undo(engine: &Engine, request: UndoRequest) -> Result<JournalEntry> {
    engine.undo(request.seq)
}

/// Brings back what was undone last.
pub fn redo(engine: &Engine, _: Nothing) -> Result<JournalEntry> {
    engine.redo()
}

/// Copies the book to a file.
pub fn backup(engine: &Engine, request: BackupRequest, job: &JobContext) -> Result<BackupReport> {
    job.report(0, 1, "Copying the book");
    let bytes = engine.book().backup(&request.file)?;
    job.report(1, 1, "Copied and verified");
    Ok(BackupReport { file: request.file.display().to_string(), bytes })
}
