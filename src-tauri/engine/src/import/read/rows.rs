//! The rows of a file one after the other, each with its physical line and what is wrong with it.

use super::{Body, Source};
use crate::import::decode::{CLOSING, DecodeReader};
use csv::StringRecord;
use headroom_core::error::{AppError, Code, Result};
use std::path::Path;

/// The longest cell that is taken, in bytes.
const CELL_LIMIT: usize = 100_000;
/// After so many quotation marks that are never closed, marks are read as letters.
const MENDED_LIMIT: u32 = 50;

/// What is wrong with a whole row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) enum Fault {
    Cells {
        found: usize,
        expected: usize,
    },
    TooLarge {
        column: usize,
    },
    Unclosed,
    /// A mark after [`MENDED_LIMIT`] unclosed ones.
    StrayMark,
}

impl Fault {
    pub fn code(&self) -> &'static str {
        match self {
            Fault::Cells { .. } => "ragged_row",
            Fault::TooLarge { .. } => "cell_too_large",
            Fault::Unclosed | Fault::StrayMark => "unclosed_quote",
        }
    }

    pub fn message(&self) -> String {
        match self {
            Fault::Cells { found, expected } => {
                format!(
                    "The row has {found} cells, the header has {expected}. Look for a missing separator or mark."
                )
            }
            Fault::TooLarge { .. } => {
                format!("A cell holds more than {CELL_LIMIT} characters; it was probably not meant to.")
            }
            Fault::Unclosed => {
                "A quotation mark is opened in this row and not closed where the row ends.".to_owned()
            }
            Fault::StrayMark => {
                "The row has quotation marks, and too many in this file are never closed to trust them."
                    .to_owned()
            }
        }
    }
}

/// Where a row stands and whether it can be used.
pub(in crate::import) struct Found {
    pub line: u64,
    pub fault: Option<Fault>,
}

/// The rows of a file.
pub(in crate::import) struct Rows<'a> {
    pub(super) source: &'a Source,
    pub(super) reading: Reading<'a>,
    /// The cells every row must have; open while the header is looked for.
    pub(super) width: Option<usize>,
}

pub(super) enum Reading<'a> {
    Csv { reader: Box<csv::Reader<DecodeReader>>, offset: u64, mended: u32, quoting: bool, nuls: u64 },
    Sheet(std::slice::Iter<'a, (u64, StringRecord)>),
}

impl Rows<'_> {
    /// Reads the next row that is not blank.
    pub fn next(&mut self, record: &mut StringRecord) -> Result<Option<Found>> {
        loop {
            let Some(mut found) = self.read(record)? else { return Ok(None) };
            if found.fault.is_none() && record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            if found.fault.is_none()
                && let Some(column) = record.iter().position(|cell| cell.len() > CELL_LIMIT)
            {
                found.fault = Some(Fault::TooLarge { column });
            }
            return Ok(Some(found));
        }
    }

    /// NUL characters that were left out so far.
    pub fn nuls(&self) -> u64 {
        match &self.reading {
            Reading::Csv { reader, nuls, .. } => nuls + reader.get_ref().nuls,
            Reading::Sheet(_) => 0,
        }
    }

    fn read(&mut self, record: &mut StringRecord) -> Result<Option<Found>> {
        let (line, fault) = match &mut self.reading {
            Reading::Sheet(rows) => {
                let Some((line, row)) = rows.next() else { return Ok(None) };
                record.clone_from(row);
                // A sheet ends its rows at the last filled cell.
                while self.width.is_some_and(|width| record.len() < width) {
                    record.push_field("");
                }
                (*line, None)
            }
            Reading::Csv { reader, offset, quoting, .. } => {
                if !reader.read_record(record).map_err(|error| broken(&self.source.path, &error))? {
                    return Ok(None);
                }
                let inner = record
                    .iter()
                    .map(|cell| cell.bytes().filter(|b| *b == b'\n').count() as u64)
                    .sum::<u64>();
                if record.len() == 1 && &record[0] == CLOSING {
                    return Ok(None);
                }
                let swallowed = record
                    .iter()
                    .next_back()
                    .is_some_and(|cell| cell.ends_with(CLOSING) || cell.contains("\n\u{1e}\u{1e}"));
                let ragged = self.width.is_some_and(|width| cells_missing(record, width));
                // A record ends with a line feed, so the reader stands on the line behind it; one that swallowed
                // the rest of the file took the last line feed too.
                let line = *offset + reader.position().line().saturating_sub(inner + u64::from(!swallowed));
                let start = record.position().map_or(0, csv::Position::byte);
                let end = reader.position().byte();
                let doubtful = inner > 0
                    && (ragged || !well_quoted(reader.get_ref().handed(start, end), self.source.separator()));
                reader.get_mut().forget(end);
                if swallowed || doubtful {
                    return self.mend(record, line).map(Some);
                }
                (
                    line,
                    (!*quoting && record.iter().any(|cell| cell.contains('"'))).then_some(Fault::StrayMark),
                )
            }
        };
        let fault = fault.or_else(|| {
            let width = self.width.filter(|width| cells_missing(record, *width))?;
            Some(Fault::Cells { found: record.len(), expected: width })
        });
        Ok(Some(Found { line, fault }))
    }

    /// Gives up on the row at `line` and goes on with the line behind it.
    fn mend(&mut self, record: &mut StringRecord, line: u64) -> Result<Found> {
        if let (Body::Csv { encoding, separator }, Reading::Csv { reader, offset, mended, quoting, nuls }) =
            (&self.source.body, &mut self.reading)
        {
            *mended += 1;
            *quoting = *mended < MENDED_LIMIT;
            *offset = line;
            *nuls += reader.get_ref().nuls;
            **reader = self.source.reader(encoding, *separator, line, *quoting)?;
        }
        record.clear();
        Ok(Found { line, fault: Some(Fault::Unclosed) })
    }
}

/// True when every quotation mark of a row opens or closes a cell, or stands doubled inside one.
fn well_quoted(row: &[u8], separator: u8) -> bool {
    let mut at = row.iter().position(|byte| *byte != b'\n').unwrap_or(0);
    let ends_cell = |at: usize| row.get(at).is_none_or(|byte| *byte == separator || *byte == b'\n');
    while at < row.len() {
        if row[at] == b'"' {
            at += 1;
            loop {
                match (row.get(at), row.get(at + 1)) {
                    (Some(b'"'), Some(b'"')) => at += 2,
                    (Some(b'"'), _) => break,
                    (Some(_), _) => at += 1,
                    (None, _) => return false,
                }
            }
            at += 1;
            if !ends_cell(at) {
                return false;
            }
        } else {
            while !ends_cell(at) {
                if row[at] == b'"' {
                    return false;
                }
                at += 1;
            }
        }
        at += 1;
    }
    true
}

/// True when a row has cells beyond the header that hold something, or fewer than the header.
fn cells_missing(record: &StringRecord, width: usize) -> bool {
    record.len() < width || record.iter().skip(width).any(|cell| !cell.trim().is_empty())
}

fn broken(path: &Path, error: &csv::Error) -> AppError {
    AppError::new(Code::File, format!("{} cannot be read: {error}.", path.display())).field("file")
}
