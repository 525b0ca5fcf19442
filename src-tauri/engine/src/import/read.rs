//! Opening a file to import: what type it is, how its cells are separated, and its header; `rows` reads what follows.
//!
//! Every physical line is either part of a row that is handed on or of one that is named as faulty; a
//! quotation mark that is never closed costs its own line only.

mod rows;

use super::decode::{self, DecodeReader};
use super::sheet;
use super::sniff::{missing, not_text, reader_of, separator, wrong_type};
use csv::StringRecord;
use encoding_rs::{Encoding, UTF_8};
use headroom_core::error::{AppError, Result};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use rows::Reading;
pub(super) use rows::{Fault, Rows};

/// The largest file that is read.
const FILE_LIMIT: u64 = 1 << 30;
/// The most columns a header may have.
const COLUMN_LIMIT: usize = 1_000;

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

fn empty(path: &Path) -> AppError {
    AppError::invalid("file", format!("{} is empty.", path.display()))
        .hint("The first line must name the columns.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use headroom_core::error::Code;

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
