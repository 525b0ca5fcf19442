//! What an import was asked to do and what came of it, as the window, the command line and the journal see it.

use super::mapping::Mapping;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use ts_rs::TS;

/// What kind of rows a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    Accounts,
    Contacts,
    Products,
    Contracts,
    Usage,
    Opportunities,
    Tickets,
    Losses,
    Notes,
}

impl ImportKind {
    pub const ALL: [ImportKind; 9] = [
        Self::Accounts,
        Self::Contacts,
        Self::Products,
        Self::Contracts,
        Self::Usage,
        Self::Opportunities,
        Self::Tickets,
        Self::Losses,
        Self::Notes,
    ];

    /// The word on the command line and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accounts => "accounts",
            Self::Contacts => "contacts",
            Self::Products => "products",
            Self::Contracts => "contracts",
            Self::Usage => "usage",
            Self::Opportunities => "opportunities",
            Self::Tickets => "tickets",
            Self::Losses => "losses",
            Self::Notes => "notes",
        }
    }

    /// The kind a word names.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// A file to import.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ImportRequest {
    /// CSV or XLSX.
    pub file: PathBuf,
    /// Recognised from the columns when not given.
    #[serde(default)]
    #[ts(optional)]
    pub kind: Option<ImportKind>,
    /// Detected from the file when not given.
    #[serde(default)]
    #[ts(optional)]
    pub mapping: Option<Mapping>,
    /// Applies the mapping such a file was last imported with, and lists the accounts that vanished. Without such an
    /// import the mapping is detected.
    #[serde(default)]
    pub refresh: bool,
    /// For a preview: a mapping that cannot be used yet gives a report that says what it lacks, with the columns to map,
    /// instead of an error.
    #[serde(default)]
    pub draft: bool,
}

/// Why one row was not imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RowError {
    /// The physical line, the header being line 1; the row number of a sheet.
    #[ts(type = "number")]
    pub line: u64,
    /// The header of the column; null when the whole row is at fault.
    pub column: Option<String>,
    /// A word for scripts: `invalid_date`, `unknown_account`.
    pub code: String,
    /// What is wrong and, where one can be guessed, what was meant.
    pub message: String,
}

/// A row of the book that the file no longer names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Vanished {
    pub id: String,
    pub external_id: String,
    pub name: String,
}

/// A row of the book that a file changes, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RowChange {
    /// What a person knows the row by.
    pub name: String,
    pub fields: Vec<FieldChange>,
}

/// One field before and after; null is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FieldChange {
    pub field: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// Where a mapping was saved: with the import of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SavedWith {
    pub file_name: String,
    /// The instant of that import.
    pub at: String,
}

/// What an import did, or would do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportReport {
    /// Null for a preview.
    pub import_id: Option<String>,
    pub kind: ImportKind,
    /// Rows below the header; blank ones do not count.
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
    /// In the order of the file.
    pub errors: Vec<RowError>,
    /// What was decided on the way, each in one sentence.
    pub notices: Vec<String>,
    /// The mapping that was used, detected or given.
    pub mapping: Mapping,
    /// The first rows of the book that change, with what changes; new rows are not listed.
    #[serde(default)]
    pub changes: Vec<RowChange>,
    /// For a refresh: the import whose mapping was applied; null when none fits the file.
    #[serde(default)]
    pub saved_with: Option<SavedWith>,
    /// For a draft: what the mapping lacks before anything can be read; no row was counted then.
    #[serde(default)]
    pub lacks: Option<String>,
    /// Only for a refresh: what earlier imports brought and this file no longer names.
    pub vanished: Vec<Vanished>,
    /// Encoding and separator, or the sheet: "CSV, UTF-8, separated by commas".
    pub format: String,
    /// The file's columns, in its order.
    pub columns: Vec<String>,
    /// The first rows as they are read, for the screen: one list of cells a row, in the order of the columns.
    pub sample: Vec<Vec<String>>,
}

impl ImportReport {
    pub(super) fn new(kind: ImportKind, mapping: Mapping, format: String) -> Self {
        Self {
            import_id: None,
            kind,
            rows: 0,
            created: 0,
            updated: 0,
            unchanged: 0,
            failed: 0,
            errors: Vec::new(),
            notices: Vec::new(),
            mapping,
            changes: Vec::new(),
            saved_with: None,
            lacks: None,
            vanished: Vec::new(),
            format,
            columns: Vec::new(),
            sample: Vec::new(),
        }
    }

    /// Lists a row that was not imported.
    pub(super) fn fail(&mut self, error: RowError) {
        self.failed += 1;
        self.errors.push(error);
    }

    /// Counts a row by what became of it.
    pub(super) fn count(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Created => self.created += 1,
            Outcome::Updated => self.updated += 1,
            Outcome::Unchanged => self.unchanged += 1,
        }
    }
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Created,
    Updated,
    Unchanged,
}
