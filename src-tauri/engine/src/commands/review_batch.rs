//! The reviews of a quarter for the whole book: one job over all cores, a row an account. What a single deck says and
//! how it is printed is in `reviews`.

use super::documents::file_stem;
use super::printing::write_file;
use super::reviews::{composed, made, quarter_or, stored};
use crate::engine::{Engine, JobContext};
use crate::store;
use headroom_core::book::{Account, AccountStatus, DocumentState};
use headroom_core::checks::Check;
use headroom_core::error::{AppError, Result};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use ts_rs::TS;

#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReviewBatch {
    /// The folder the files go to; made when it is not there.
    pub dir: PathBuf,
    #[serde(default)]
    #[ts(optional)]
    pub quarter: Option<String>,
    /// Only these accounts; every active one when not given.
    #[serde(default)]
    #[ts(optional)]
    pub accounts: Option<Vec<String>>,
}

/// How one account's deck went.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct BatchRow {
    pub account_id: String,
    pub account_name: String,
    pub file: Option<String>,
    pub pages: usize,
    pub bytes: usize,
    pub state: Option<DocumentState>,
    pub checks: Vec<Check>,
    pub error: Option<AppError>,
}

/// Renders the reviews of a quarter for every active account, on both cores; a failing account is listed and the
/// rest goes on.
pub fn export_all(engine: &Engine, request: ReviewBatch, job: &JobContext) -> Result<Vec<BatchRow>> {
    let quarter = quarter_or(request.quarter.as_deref(), engine.today())?;
    std::fs::create_dir_all(&request.dir).map_err(|error| {
        AppError::new(
            headroom_core::error::Code::File,
            format!("{} cannot be made: {error}.", request.dir.display()),
        )
        .hint("Check the folder and its permissions, or choose another place.")
        .field("dir")
    })?;
    let accounts = engine.read(|read| wanted(read.connection, request.accounts.as_deref()))?;
    let names = file_names(&accounts, &quarter);
    let total = accounts.len() as u64;
    job.report(0, total, "Rendering decks");
    let (next, done) = (AtomicUsize::new(0), AtomicU64::new(0));
    let rows: Vec<Mutex<Option<BatchRow>>> = accounts.iter().map(|_| Mutex::new(None)).collect();
    let hands = std::thread::available_parallelism().map_or(1, usize::from).min(accounts.len().max(1));
    std::thread::scope(|scope| {
        for _ in 0..hands {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let (Some(account), Some(name), Some(place)) =
                        (accounts.get(at), names.get(at), rows.get(at))
                    else {
                        break;
                    };
                    if job.go_on().is_err() {
                        break;
                    }
                    let row = one(engine, account, &quarter, request.dir.join(name));
                    if let Ok(mut place) = place.lock() {
                        *place = Some(row);
                    }
                    let ready = done.fetch_add(1, Ordering::Relaxed) + 1;
                    job.report(ready, total, account.name.clone());
                }
            });
        }
    });
    let rows: Vec<BatchRow> = rows.into_iter().filter_map(|row| row.into_inner().ok().flatten()).collect();
    if let Err(cancelled) = job.go_on() {
        // Leaves nothing half done: what this run wrote goes again.
        for file in rows.iter().filter_map(|row| row.file.as_ref()) {
            let _ = std::fs::remove_file(file);
        }
        return Err(cancelled);
    }
    Ok(rows)
}

fn one(engine: &Engine, account: &Account, quarter: &str, file: PathBuf) -> BatchRow {
    let outcome = engine
        .read(|read| {
            let document = match stored(read.connection, account.id.as_str(), quarter)? {
                Some(document) => document,
                None => composed(read.connection, account, quarter, read.today)?,
            };
            made(engine, read.connection, &document, "pdf")
        })
        .and_then(|(bytes, report)| write_file(&file, &bytes).map(|()| report));
    let row = BatchRow {
        account_id: account.id.0.clone(),
        account_name: account.name.clone(),
        file: None,
        pages: 0,
        bytes: 0,
        state: None,
        checks: Vec::new(),
        error: None,
    };
    match outcome {
        Ok(report) => BatchRow {
            file: Some(file.display().to_string()),
            pages: report.pages,
            bytes: report.bytes,
            state: Some(report.state),
            checks: report.checks,
            ..row
        },
        Err(error) => BatchRow { error: Some(error), ..row },
    }
}

fn wanted(connection: &Connection, only: Option<&[String]>) -> Result<Vec<Account>> {
    let accounts: Vec<Account> =
        store::list(connection, "WHERE deleted_at IS NULL ORDER BY name COLLATE NOCASE, id", [])?;
    Ok(accounts
        .into_iter()
        .filter(|account| match only {
            Some(ids) => ids.contains(&account.id.0),
            None => account.status == AccountStatus::Active,
        })
        .collect())
}

/// "Account - QBR 2026Q4.pdf"; two accounts of one name get a number.
fn file_names(accounts: &[Account], quarter: &str) -> Vec<String> {
    let mut taken = BTreeSet::new();
    accounts
        .iter()
        .map(|account| {
            let stem = format!("{} - QBR {quarter}", file_stem(&account.name));
            let mut name = format!("{stem}.pdf");
            let mut count = 1;
            // Some file systems do not tell cases apart.
            while !taken.insert(name.to_lowercase()) {
                count += 1;
                name = format!("{stem} {count}.pdf");
            }
            name
        })
        .collect()
}
