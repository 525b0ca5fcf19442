//! Import: files of other systems into the book, previewed, cancellable, undone as one.
//!
//! In layers: `read` makes rows of a file, `detect` and `analyse` find out what they mean, `cells` reads one row by a
//! mapping, and one file for each kind compares rows with the book and writes. A preview takes the same way
//! and leaves the writing out. Every row is imported or listed with its line and the reason.

mod accounts;
mod analyse;
mod cells;
mod contacts;
mod contracts;
mod decode;
mod desk;
mod detect;
mod fields;
mod losses;
mod mapping;
mod notes;
mod opportunities;
mod price;
mod products;
mod read;
mod report;
mod sheet;
mod sniff;
mod suggest;
mod tickets;
mod usage;

pub use mapping::{Details, End, Mapping, Scalar, Target};
pub use report::{
    FieldChange, ImportKind, ImportReport, ImportRequest, RowChange, RowError, SavedWith, Vanished,
};
pub(crate) use suggest::nearest;

use crate::commands::settings;
use crate::engine::{Engine, JobContext};
use crate::store::sql_error;
use cells::{Cells, Layout};
use chrono::NaiveDate;
use csv::StringRecord;
use desk::Desk;
use headroom_core::book::Settings;
use headroom_core::error::{AppError, Code, Result};
use headroom_core::locale::Locale;
use headroom_core::money::Currency;
use read::{Rows, Source};
use rusqlite::{Connection, OptionalExtension, params};
use std::cell::{Cell, RefCell};

/// The most faulty rows that are listed one by one.
const LISTED: usize = 50_000;
/// Rows between two reports of progress.
const STEP: u64 = 500;

/// Says what an import of the file would do; writes nothing.
///
/// # Errors
/// `File` when the file is missing or unreadable, `WrongFileType` when it is no table, `InvalidInput` when it
/// or its mapping cannot be used, `Cancelled`.
pub fn preview(engine: &Engine, request: &ImportRequest, job: &JobContext) -> Result<ImportReport> {
    let source = Source::open(&request.file)?;
    engine.read(|read| {
        let desk = desk(read.connection, None, String::new(), read.today)?;
        import(&desk, &source, request, job, "")
    })
}

/// Imports the file as one entry of the journal.
///
/// # Errors
/// As [`preview`]; the book is as it was after any of them.
pub fn run(engine: &Engine, request: &ImportRequest, job: &JobContext) -> Result<ImportReport> {
    let source = Source::open(&request.file)?;
    let file_name =
        request.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    engine.write("import_run", |write| {
        // Rows of one file may refer to each other in any order; the commit still checks every reference.
        write.connection.execute_batch("PRAGMA defer_foreign_keys = ON").map_err(sql_error)?;
        let import_id: String = write.id();
        let mut report = {
            let new = || write.id::<String>();
            let desk = desk(write.connection, Some(&new), write.now.clone(), write.today)?;
            import(&desk, &source, request, job, &import_id)?
        };
        report.import_id = Some(import_id.clone());
        write.mark.summary = summary(&report, &file_name);
        write.mark.import_id = Some(import_id.clone());
        let kept = ImportReport {
            sample: Vec::new(),
            errors: Vec::new(),
            changes: Vec::new(),
            ..report.clone()
        };
        write
            .connection
            .execute(
                "INSERT INTO import_run (id, kind, file_name, mapping, report, created_at) VALUES (?, ?, ?, ?, ?, ?)",
                params![
                    import_id,
                    report.kind.as_str(),
                    file_name,
                    serde_json::to_string(&report.mapping).map_err(AppError::internal)?,
                    serde_json::to_string(&kept).map_err(AppError::internal)?,
                    write.now,
                ],
            )
            .map_err(sql_error)?;
        job.go_on()?;
        Ok(report)
    })
}

fn summary(report: &ImportReport, file_name: &str) -> String {
    let kind = report.kind.as_str();
    format!("Import {kind} from {file_name}: {} new, {} changed", report.created, report.updated)
}

fn desk<'a>(
    connection: &'a Connection,
    ids: Option<&'a dyn Fn() -> String>,
    now: String,
    today: NaiveDate,
) -> Result<Desk<'a>> {
    let settings: Settings = settings::load(connection)?;
    let currency: Currency = settings.currency.parse().map_err(AppError::internal)?;
    Ok(Desk { connection, ids, now, today, currency, drafts: Cell::new(0), changes: RefCell::default() })
}

fn import(
    desk: &Desk<'_>,
    source: &Source,
    request: &ImportRequest,
    job: &JobContext,
    import_id: &str,
) -> Result<ImportReport> {
    let locale: Locale = settings::load(desk.connection)?.locale.parse().unwrap_or_default();
    let (mut mapping, saved_with) = chosen_mapping(desk, source, request)?;
    let analysis = match settled(source, &mut mapping, locale, job) {
        Err(error) if request.draft && error.code == Code::InvalidInput => {
            return unsettled(source, mapping, saved_with, error);
        }
        settled => settled?,
    };
    let kind = mapping.kind;
    let layout = Layout::new(&mapping, &source.headers, &analysis.readings);
    let mut report = ImportReport::new(kind, mapping, source.description());
    report.saved_with = saved_with;
    report.notices.extend(source.notices.iter().cloned());
    report.notices.extend(analysis.notices);
    report.columns = source.headers.clone();
    report.sample = analysis.sample;
    report.notices.push(match_key(&report.mapping));
    report.notices.extend(left_out(source, &report.mapping));
    let mut feed = Feed {
        rows: source.rows()?,
        headers: &source.headers,
        record: StringRecord::new(),
        layout,
        refresh: request.refresh && (request.mapping.is_some() || report.saved_with.is_some()),
        job,
        done: 0,
        // Every row is read once and written once.
        total: analysis.rows * 2,
    };
    match kind {
        ImportKind::Accounts => accounts::import(desk, &mut feed, &mut report)?,
        ImportKind::Contacts => contacts::import(desk, &mut feed, &mut report)?,
        ImportKind::Products => products::import(desk, &mut feed, &mut report)?,
        ImportKind::Contracts => contracts::import(desk, &mut feed, &mut report)?,
        ImportKind::Usage => usage::import(desk, &mut feed, &mut report, import_id)?,
        ImportKind::Opportunities => opportunities::import(desk, &mut feed, &mut report)?,
        ImportKind::Tickets => tickets::import(desk, &mut feed, &mut report)?,
        ImportKind::Losses => losses::import(desk, &mut feed, &mut report)?,
        ImportKind::Notes => notes::import(desk, &mut feed, &mut report)?,
    }
    report.changes = desk.changes.take();
    job.report(feed.total, feed.total, "Done");
    job.go_on()?;
    Ok(report)
}

/// Checks the mapping and finds out how its columns are written.
fn settled(
    source: &Source,
    mapping: &mut Mapping,
    locale: Locale,
    job: &JobContext,
) -> Result<analyse::Analysis> {
    mapping.check(&source.headers)?;
    if let Some(what) = detect::missing(mapping.kind, mapping) {
        return Err(AppError::invalid("file", format!("No column of the file is {what}."))
            .hint(format!("Name it in a mapping. The file's columns are {}.", source.headers.join(", "))));
    }
    job.report(0, 0, "Reading the file");
    analyse::analyse(source, mapping, locale, &|rows| {
        job.report(rows, 0, "Reading the file");
        job.go_on()
    })
}

/// What there is to map while the mapping cannot be used: the columns and the first rows.
fn unsettled(
    source: &Source,
    mapping: Mapping,
    saved_with: Option<SavedWith>,
    error: AppError,
) -> Result<ImportReport> {
    let mut report = ImportReport::new(mapping.kind, mapping, source.description());
    report.saved_with = saved_with;
    report.lacks = Some(error.message);
    report.columns = source.headers.clone();
    report.sample = analyse::sample(source)?;
    Ok(report)
}

/// The mapping that was given, the saved one for a refresh, or the detected one.
fn chosen_mapping(
    desk: &Desk<'_>,
    source: &Source,
    request: &ImportRequest,
) -> Result<(Mapping, Option<SavedWith>)> {
    if let Some(mapping) = &request.mapping {
        return match request.kind {
            Some(kind) if kind != mapping.kind => Err(AppError::invalid(
                "kind",
                format!("The mapping is for {}, not for {}.", mapping.kind.as_str(), kind.as_str()),
            )),
            _ => Ok((mapping.clone(), None)),
        };
    }
    if request.refresh
        && let Some(saved) = saved_mapping(desk, source, request.kind)?
    {
        return Ok(saved);
    }
    let kind = request.kind.or_else(|| detect::kind(&source.headers)).ok_or_else(|| {
        AppError::invalid("kind", "The columns do not say what kind of rows these are.").hint(format!(
            "Say it: {}. The file's columns are {}.",
            ImportKind::ALL.map(ImportKind::as_str).join(", "),
            source.headers.join(", ")
        ))
    })?;
    Ok((detect::mapping(kind, source)?, None))
}

/// The newest mapping that was imported with and whose columns the file has.
fn saved_mapping(
    desk: &Desk<'_>,
    source: &Source,
    kind: Option<ImportKind>,
) -> Result<Option<(Mapping, Option<SavedWith>)>> {
    let mut statement = desk
        .connection
        .prepare_cached(
            "SELECT r.mapping, r.file_name, r.created_at FROM import_run r LEFT JOIN journal j ON j.import_id = r.id
             WHERE r.deleted_at IS NULL AND (?1 IS NULL OR r.kind = ?1) ORDER BY j.seq DESC",
        )
        .map_err(sql_error)?;
    let mut rows = statement.query([kind.map(ImportKind::as_str)]).map_err(sql_error)?;
    while let Some(row) = rows.next().map_err(sql_error)? {
        let text: String = row.get(0).map_err(sql_error)?;
        let Ok(mapping) = serde_json::from_str::<Mapping>(&text) else { continue };
        let named = mapping.columns.keys().chain(&mapping.key);
        if named.into_iter().all(|column| source.headers.contains(column)) {
            let file_name = row.get(1).map_err(sql_error)?;
            let at = row.get(2).map_err(sql_error)?;
            return Ok(Some((mapping, Some(SavedWith { file_name, at }))));
        }
    }
    Ok(None)
}

/// How rows are found again, in one sentence.
fn match_key(mapping: &Mapping) -> String {
    let kind = mapping.kind;
    let has = |field: &str| {
        let is_it = |name: &str| fields::named(kind, name).is_some_and(|known| known.name == field);
        mapping.columns.values().any(|target| is_it(target.field()))
    };
    let (rows, otherwise) = match kind {
        ImportKind::Accounts if has("account.domain") => ("Accounts", "their domain, else their exact name"),
        ImportKind::Accounts => ("Accounts", "their exact name"),
        ImportKind::Contacts if has("contact.email") => {
            ("People", "their mail, else their exact name at the account")
        }
        ImportKind::Contacts => ("People", "their exact name at the account"),
        ImportKind::Products => ("Products", "their name"),
        ImportKind::Contracts => ("Contract lines", "account, product and start"),
        ImportKind::Opportunities => ("Deals", "account and name"),
        ImportKind::Tickets => ("Tickets", "account, day and subject"),
        ImportKind::Losses => ("Losses", "account, day and reason"),
        ImportKind::Notes => ("Notes", "account, day and subject"),
        ImportKind::Usage => {
            return "Values are found again by account or subscription, metric and day.".to_owned();
        }
    };
    let own = cells::key_field(kind);
    let column = mapping.key.as_ref().or_else(|| {
        let mut columns = mapping.columns.iter();
        columns.find(|(_, target)| target.field() == own).map(|(column, _)| column)
    });
    match column {
        Some(column) => {
            format!("{rows} are found again by their id, column \"{column}\", else by {otherwise}.")
        }
        None => format!("{rows} are found again by {otherwise}."),
    }
}

/// The columns nothing is taken from.
fn left_out(source: &Source, mapping: &Mapping) -> Option<String> {
    let unused: Vec<&str> = source
        .headers
        .iter()
        .filter(|header| !mapping.columns.contains_key(*header) && mapping.key.as_ref() != Some(header))
        .map(String::as_str)
        .collect();
    (!unused.is_empty()).then(|| format!("Columns that are left out: {}.", unused.join(", ")))
}

/// The rows of a file on their way through an importer.
pub(crate) struct Feed<'a> {
    rows: Rows<'a>,
    headers: &'a [String],
    record: StringRecord,
    layout: Layout,
    /// Whether accounts that vanished are to be listed.
    refresh: bool,
    job: &'a JobContext,
    done: u64,
    total: u64,
}

impl Feed<'_> {
    /// Hands every row to `take`; a row that is faulty, or that `take` refuses, is listed.
    fn each(
        &mut self,
        report: &mut ImportReport,
        mut take: impl FnMut(Cells<'_>, &mut ImportReport) -> Result<(), RowError>,
    ) -> Result<()> {
        let mut unlisted = 0_u64;
        while let Some(found) = self.rows.next(&mut self.record)? {
            report.rows += 1;
            self.done += 1;
            if self.done.is_multiple_of(STEP) {
                self.job.report(self.done, self.total, "Comparing with the book");
                self.job.go_on()?;
            }
            let refused = match &found.fault {
                Some(fault) => Some(RowError {
                    line: found.line,
                    column: match fault {
                        read::Fault::TooLarge { column } => self.headers.get(*column).cloned(),
                        _ => None,
                    },
                    code: fault.code().to_owned(),
                    message: fault.message(),
                }),
                None => {
                    let row = Cells { layout: &self.layout, record: &self.record, line: found.line };
                    take(row, report).err()
                }
            };
            match refused {
                Some(error) if report.errors.len() < LISTED => report.fail(error),
                Some(_) => {
                    report.failed += 1;
                    unlisted += 1;
                }
                None => {}
            }
        }
        if unlisted > 0 {
            report.notices.push(format!("{unlisted} more rows failed; only the first {LISTED} are listed."));
        }
        Ok(())
    }

    /// Before the row at `at` is written: says now and then how far it is; an error when the job was asked to stop.
    fn pace(&self, at: usize) -> Result<()> {
        let written = at as u64;
        if written.is_multiple_of(STEP) { self.step(written) } else { Ok(()) }
    }

    /// Says how many rows are written; an error when the job was asked to stop.
    fn step(&self, written: u64) -> Result<()> {
        self.job.report((self.done + written).min(self.total), self.total, "Writing");
        self.job.go_on()
    }
}

/// Takes back everything an import wrote.
///
/// # Errors
/// `NotFound` when there is no such import, `Conflict` when later work touched its rows.
pub fn undo(engine: &Engine, import_id: &str) -> Result<crate::store::journal::JournalEntry> {
    let known = engine.read(|read| {
        read.connection
            .query_row("SELECT 1 FROM journal WHERE import_id = ?", [import_id], |_| Ok(()))
            .optional()
            .map_err(sql_error)
    })?;
    known.ok_or_else(|| AppError::not_found("import", import_id))?;
    engine.undo_import(import_id)
}
