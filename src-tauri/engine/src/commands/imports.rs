//! Import: preview, run, list, undo.

use super::Nothing;
use crate::engine::{Engine, JobContext, Read};
use crate::import;
use crate::store::journal::JournalEntry;
use crate::store::sql_error;
use headroom_core::error::{AppError, Result};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use crate::import::ImportRequest;

/// A past import.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportRun {
    pub id: String,
    pub kind: import::ImportKind,
    pub file_name: String,
    pub mapping: import::Mapping,
    #[ts(type = "number")]
    pub rows: u64,
    #[ts(type = "number")]
    pub created: u64,
    #[ts(type = "number")]
    pub updated: u64,
    #[ts(type = "number")]
    pub unchanged: u64,
    #[ts(type = "number")]
    pub failed: u64,
    pub created_at: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct UndoImport {
    pub import_id: String,
}

/// What an import would do; nothing is written.
pub fn preview(engine: &Engine, request: ImportRequest, job: &JobContext) -> Result<import::ImportReport> {
    import::preview(engine, &request, job)
}

/// Imports a file.
pub fn run(engine: &Engine, request: ImportRequest, job: &JobContext) -> Result<import::ImportReport> {
    import::run(engine, &request, job)
}

/// Past imports, newest first; undone ones are gone.
pub fn list(read: &Read<'_>, _: Nothing) -> Result<Vec<ImportRun>> {
    let mut statement = read
        .connection
        .prepare_cached(
            "SELECT r.id, r.file_name, r.report, r.created_at FROM import_run r LEFT JOIN journal j ON j.import_id = r.id
             WHERE r.deleted_at IS NULL ORDER BY j.seq DESC",
        )
        .map_err(sql_error)?;
    let mut rows = statement.query([]).map_err(sql_error)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next().map_err(sql_error)? {
        let text: String = row.get(2).map_err(sql_error)?;
        let report: import::ImportReport = serde_json::from_str(&text).map_err(AppError::internal)?;
        found.push(ImportRun {
            id: row.get(0).map_err(sql_error)?,
            kind: report.kind,
            file_name: row.get(1).map_err(sql_error)?,
            mapping: report.mapping,
            rows: report.rows,
            created: report.created,
            updated: report.updated,
            unchanged: report.unchanged,
            failed: report.failed,
            created_at: row.get(3).map_err(sql_error)?,
        });
    }
    Ok(found)
}

/// Takes back everything an import wrote.
pub fn undo(engine: &Engine, request: UndoImport) -> Result<JournalEntry> {
    import::undo(engine, &request.import_id)
}
