//! Opening a file to import: what type it is, how its cells are separated, and its rows one after the other.
//!
//! Every physical line is either part of a row that is handed on or of one that is named as faulty; a
//! quotation mark that is never closed costs its own line only.

use super::decode::{self, CLOSING, DecodeReader};
use super::sheet;
use super::sniff::{missing, not_text, reader_of, separator, wrong_type};
use csv::StringRecord;
use encoding_rs::{Encoding, UTF_8};
use headroom_core::error::{AppError, Code, Result};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The largest file that is read.
const FILE_LIMIT: u64 = 1 << 30;
/// The longest cell that is taken, in bytes.
const CELL_LIMIT: usize = 100_000;
/// The most columns a header may have.
const COLUMN_LIMIT: usize = 1_000;
/// After so many quotation marks that are never closed, marks are read as letters.
const MENDED_LIMIT: u32 = 50;

/// A file that can be imported: its header and a way to read its rows as often as needed.
pub(super) struct Source {
    path: PathBuf,
    body: Body,
    /// Unique names, in the order of the columns.
    pub headers: Vec<String>,
    /// The physical line of the header.
    header_line: u64,
    /// What had to be decided to read the file.
    pub notices: Vec<String>,
}

enum Body {
    Csv { encoding: &'static Encoding, separator: u8 },
    Sheet { name: String, rows: Vec<(u64, StringRecord)> },
}

/// What is wrong with a whole row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
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
pub(super) struct Found {
    pub line: u64,
    pub fault: Option<Fault>,
}

impl Source {
    /// Opens a CSV or XLSX file and reads its header.
    ///
    /// # Errors
    /// `File` when it is missing or unreadable, `WrongFileType` when it is a folder or neither CSV nor XLSX,
    /// `InvalidInput` when it has no header.
    pub fn open(path: &Path) -> Result<Self> {
        let meta = std::fs::metadata(path).map_err(|error| missing(path, &error))?;
        if meta.is_dir() {
            return Err(wrong_type(path, "is a folder").hint("Name a CSV or XLSX file inside it."));
        }
        if meta.len() > FILE_LIMIT {
            return Err(AppError::invalid("file", format!("{} is larger than 1 GB.", path.display()))
                .hint("Cut it into several files and import one after the other."));
        }
        let mut head = Vec::new();
        File::open(path)
            .and_then(|file| file.take(8192).read_to_end(&mut head))
            .map_err(|error| missing(path, &error))?;
        if head.is_empty() {
            return Err(empty(path));
        }
        if head.starts_with(b"PK\x03\x04") {
            let (name, others, rows) = sheet::read(path)?;
            let mut source = Self {
                path: path.to_owned(),
                body: Body::Sheet { name, rows },
                headers: Vec::new(),
                header_line: 0,
                notices: Vec::new(),
            };
            if others > 0 {
                source
                    .notices
                    .push(format!("The file has {} sheets; the first with rows was read.", others + 1));
            }
            source.find_header()?;
            return Ok(source);
        }
        not_text(path, &head)?;
        let encoding = decode::encoding_of(path).map_err(|error| missing(path, &error))?;
        let separator = separator(path, encoding)?;
        let mut source = Self {
            path: path.to_owned(),
            body: Body::Csv { encoding, separator },
            headers: Vec::new(),
            header_line: 0,
            notices: Vec::new(),
        };
        if encoding != UTF_8 {
            source.notices.push(format!("The file was read as {}.", encoding.name()));
        }
        source.find_header()?;
        Ok(source)
    }

    /// What the file is, in words.
    pub fn description(&self) -> String {
        match &self.body {
            Body::Csv { encoding, separator } => {
                let mark = match separator {
                    b';' => "semicolons",
                    b'\t' => "tabs",
                    b'|' => "bars",
                    _ => "commas",
                };
                format!("CSV, {}, separated by {mark}", encoding.name())
            }
            Body::Sheet { name, .. } => format!("XLSX, sheet \"{name}\""),
        }
    }

    fn separator(&self) -> u8 {
        match &self.body {
            Body::Csv { separator, .. } => *separator,
            Body::Sheet { .. } => b',',
        }
    }

    /// True when decimals are likely to be written with a comma: a comma did not have to separate cells.
    pub fn prefers_decimal_comma(&self) -> bool {
        matches!(self.body, Body::Csv { separator: b';', .. })
    }

    /// The rows below the header, from the beginning.
    pub fn rows(&self) -> Result<Rows<'_>> {
        let mut rows = self.all_rows()?;
        let mut record = StringRecord::new();
        while let Some(found) = rows.next(&mut record)? {
            if found.line >= self.header_line {
                break;
            }
        }
        rows.width = Some(self.headers.len());
        Ok(rows)
    }

    fn all_rows(&self) -> Result<Rows<'_>> {
        let reading = match &self.body {
            Body::Csv { encoding, separator } => {
                let reader = self.reader(encoding, *separator, 0, true)?;
                Reading::Csv { reader: Box::new(reader), offset: 0, mended: 0, quoting: true, nuls: 0 }
            }
            Body::Sheet { rows, .. } => Reading::Sheet(rows.iter()),
        };
        Ok(Rows { source: self, reading, width: None })
    }

    fn reader(
        &self,
        encoding: &'static Encoding,
        separator: u8,
        skip: u64,
        quoting: bool,
    ) -> Result<csv::Reader<DecodeReader>> {
        let file =
            DecodeReader::open(&self.path, encoding, skip).map_err(|error| missing(&self.path, &error))?;
        Ok(reader_of(file, separator, quoting))
    }

    /// Takes the first row as header. A title above the header is a row of one cell before at least two of
    /// several; a single column has none of those.
    fn find_header(&mut self) -> Result<()> {
        let mut record = StringRecord::new();
        let mut first: Vec<(u64, usize, StringRecord)> = Vec::new();
        {
            let mut rows = self.all_rows()?;
            while first.len() < 10 {
                let Some(found) = rows.next(&mut record)? else { break };
                let filled = record.iter().filter(|cell| !cell.trim().is_empty()).count();
                let is_hint = first.is_empty() && record.get(0).is_some_and(|cell| cell.starts_with("sep="));
                if filled > 0 && !is_hint {
                    first.push((found.line, filled, record.clone()));
                }
            }
        }
        let several = first.iter().filter(|(_, filled, _)| *filled > 1).count();
        let titled = first.first().is_some_and(|(_, filled, _)| *filled == 1)
            && several > 1
            && several * 2 >= first.len();
        let mut candidates = first.into_iter().filter(|(_, filled, _)| !titled || *filled > 1);
        let chosen = candidates.next().map(|(line, _, record)| (line, record));
        let (line, record) = chosen.ok_or_else(|| empty(&self.path))?;
        if record.len() > COLUMN_LIMIT {
            return Err(AppError::invalid("file", format!("The header has {} columns.", record.len()))
                .hint("Leave out what is not needed, and try again."));
        }
        self.header_line = line;
        let width = (0..record.len())
            .rfind(|at| record.get(*at).is_some_and(|cell| !cell.trim().is_empty()))
            .map_or(1, |last| last + 1);
        for (index, cell) in record.iter().take(width).enumerate() {
            let plain = cell.trim().trim_start_matches('\u{feff}').replace('\n', " ");
            let mut name = if plain.is_empty() { format!("column {}", index + 1) } else { plain };
            if self.headers.contains(&name) {
                let mut count = 2;
                while self.headers.contains(&format!("{name} ({count})")) {
                    count += 1;
                }
                self.notices.push(format!(
                    "Two columns are called \"{name}\"; the later one is read as \"{name} ({count})\"."
                ));
                name = format!("{name} ({count})");
            }
            self.headers.push(name);
        }
        Ok(())
    }
}

/// The rows of a file.
pub(super) struct Rows<'a> {
    source: &'a Source,
    reading: Reading<'a>,
    /// The cells every row must have; open while the header is looked for.
    width: Option<usize>,
}

enum Reading<'a> {
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

fn empty(path: &Path) -> AppError {
    AppError::invalid("file", format!("{} is empty.", path.display()))
        .hint("The first line must name the columns.")
}

fn broken(path: &Path, error: &csv::Error) -> AppError {
    AppError::new(Code::File, format!("{} cannot be read: {error}.", path.display())).field("file")
}

#[cfg(test)]
mod tests {
    use super::*;

    type Row = (u64, Vec<String>, Option<&'static str>);

    fn open(name: &str, bytes: &[u8]) -> Result<(Vec<String>, Vec<Row>, String)> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let source = Source::open(&path)?;
        let mut rows = source.rows()?;
        let mut record = StringRecord::new();
        let mut found = Vec::new();
        while let Some(row) = rows.next(&mut record)? {
            let cells = record.iter().map(str::to_owned).collect();
            found.push((row.line, cells, row.fault.as_ref().map(Fault::code)));
        }
        Ok((source.headers.clone(), found, source.description()))
    }

    fn lines(rows: &[Row]) -> Vec<(u64, Option<&'static str>)> {
        rows.iter().map(|(line, _, fault)| (*line, *fault)).collect()
    }

    #[test]
    fn lines_are_physical_with_blank_lines_and_cells_of_several_lines() {
        let text = "id,text\n\n1,\"two\nlines\"\r\n\r\n2,plain\n,,\n3,\"a \"\"quoted\"\" word\"";
        let (headers, rows, format) = open("t.csv", text.as_bytes()).unwrap();
        assert_eq!(headers, ["id", "text"]);
        assert_eq!(lines(&rows), [(3, None), (6, None), (8, None)], "line 7 is blank");
        assert_eq!(rows[0].1[1], "two\nlines");
        assert_eq!(rows[2].1[1], "a \"quoted\" word");
        assert_eq!(format, "CSV, UTF-8, separated by commas");
    }

    #[test]
    fn the_separator_is_found() {
        for (text, format, cell) in [
            ("a;b\n1,5;x\n2,5;y\n", "semicolons", "1,5"),
            ("a\tb\n1,5\tx\n", "tabs", "1,5"),
            ("a|b\n1|x\n", "bars", "1"),
            ("sep=;\na;b\n1;x\n", "semicolons", "1"),
            ("a,b\n\"1;5;6\",x\n", "commas", "1;5;6"),
        ] {
            let (headers, rows, found) = open("t.csv", text.as_bytes()).unwrap();
            assert_eq!(headers, ["a", "b"], "{text}");
            assert!(found.ends_with(format), "{text}: {found}");
            assert_eq!(rows[0].1[0], cell);
        }
    }

    #[test]
    fn a_ragged_row_is_named_and_its_neighbours_are_read() {
        let (_, rows, _) = open("t.csv", b"a,b,c\n1,2,3\n1,2\n1,2,3,\n1,2,3,4\n1,2,3\n").unwrap();
        let ragged = Some("ragged_row");
        assert_eq!(lines(&rows), [(2, None), (3, ragged), (4, None), (5, ragged), (6, None)]);
    }

    #[test]
    fn a_mark_that_is_never_closed_costs_its_own_line_only() {
        let (_, rows, _) = open("t.csv", b"a,b\n1,x\n2,\"open\n3,y\n4,z\n").unwrap();
        assert_eq!(lines(&rows), [(2, None), (3, Some("unclosed_quote")), (4, None), (5, None)]);
        // Two strays would pair up over several lines; the second one closes in the middle of a cell.
        let (_, rows, _) = open("t.csv", b"a,b\n1,\"x\n2,y\n3,\"z\n4,w\n").unwrap();
        let open_quote = Some("unclosed_quote");
        assert_eq!(lines(&rows), [(2, open_quote), (3, None), (4, open_quote), (5, None)], "{rows:?}");
        let (_, rows, _) = open("t.csv", b"a,b,c\n1,\"x,a\n2,\"y,b\n3,z,c\n").unwrap();
        assert_eq!(lines(&rows), [(2, open_quote), (3, open_quote), (4, None)], "{rows:?}");
        let many: String = (0..200).map(|n| format!("{n},\"open\n")).collect();
        let (_, rows, _) = open("t.csv", format!("a,b\n{many}").as_bytes()).unwrap();
        assert_eq!(rows.len(), 200, "each line is listed");
        assert!(rows.iter().all(|row| row.2 == Some("unclosed_quote")));
    }

    #[test]
    fn a_title_above_the_header_and_equal_headers_are_understood() {
        let (headers, rows, _) = open("t.csv", b"Export of 21 November\n\na,b,a,\n1,2,3,4\n").unwrap();
        assert_eq!(headers, ["a", "b", "a (2)"]);
        assert_eq!(lines(&rows), [(4, Some("ragged_row"))], "the fourth cell has no column");
        let (headers, rows, _) = open("t.csv", b"name\nAcme\n\"Smith, Inc\"\nSmith, Jones\n").unwrap();
        assert_eq!(headers, ["name"], "a comma in a single column makes no header");
        assert_eq!(lines(&rows), [(2, None), (3, None), (4, Some("ragged_row"))]);
    }

    #[test]
    fn a_huge_cell_is_named() {
        let text = format!("a,b\n1,{}\n2,x\n", "y".repeat(10 << 20));
        let (_, rows, _) = open("t.csv", text.as_bytes()).unwrap();
        assert_eq!(lines(&rows), [(2, Some("cell_too_large")), (3, None)]);
    }

    #[test]
    fn what_is_no_table_is_refused_by_kind() {
        let code = |bytes: &[u8]| open("t.csv", bytes).unwrap_err().code;
        assert_eq!(code(b"%PDF-1.7 whatever"), Code::WrongFileType);
        assert_eq!(code(b"<!DOCTYPE html><table>"), Code::WrongFileType);
        assert_eq!(code(b"{\"a\": 1}"), Code::WrongFileType);
        assert_eq!(code(b"PK\x03\x04 not really"), Code::WrongFileType);
        assert_eq!(code(&[1, 2, 3, 4, 5, 6, 7, 8, 9]), Code::WrongFileType);
        assert_eq!(code(b""), Code::InvalidInput);
        assert_eq!(code(b"\n\n"), Code::InvalidInput);
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Source::open(folder.path()).err().unwrap().code, Code::WrongFileType);
        assert_eq!(Source::open(&folder.path().join("none.csv")).err().unwrap().code, Code::File);
    }
}
