//! The first sheet of an XLSX file as rows of text: dates as ISO, numbers without loss, formulas by their value.
//!
//! A spreadsheet is an archive; it is inflated once with a limit before anything else looks at it, so that
//! a small file cannot fill the memory.

use super::sniff::wrong_type;
use calamine::{DataRef, Reader, Xlsx, open_workbook};
use csv::StringRecord;
use headroom_core::error::{AppError, Result};
use rust_decimal::Decimal;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

/// The most bytes the archive's parts may have together.
const INFLATED_LIMIT: u64 = 512 << 20;
/// The last column that is read (Excel's own last is 16,384).
const COLUMN_LIMIT: u32 = 1_000;

type Rows = Vec<(u64, StringRecord)>;

/// Reads the first sheet that has rows: its name, how many other sheets there are, and its rows.
pub(super) fn read(path: &Path) -> Result<(String, usize, Rows)> {
    guard(path, INFLATED_LIMIT)?;
    let mut book: Xlsx<BufReader<File>> =
        open_workbook(path).map_err(|_| wrong_type(path, "is an archive or another Office file"))?;
    let names = book.sheet_names();
    for name in &names {
        let rows = rows(&mut book, name).map_err(|error| unreadable(path, &error))?;
        if !rows.is_empty() {
            return Ok((name.clone(), names.len() - 1, rows));
        }
    }
    Err(AppError::invalid("file", format!("{} has no filled sheet.", path.display()))
        .hint("The first row of a sheet must name the columns."))
}

fn unreadable(path: &Path, error: &dyn std::fmt::Display) -> AppError {
    wrong_type(path, "is a damaged spreadsheet")
        .hint(format!("Open and save it again, or export it as CSV. ({error})"))
}

/// Inflates every part of the archive into nothing, counting.
fn guard(path: &Path, limit: u64) -> Result<()> {
    let damaged = || wrong_type(path, "is a damaged archive");
    let file = File::open(path).map_err(|_| damaged())?;
    let mut archive = zip::ZipArchive::new(BufReader::new(file)).map_err(|_| damaged())?;
    let mut total = 0_u64;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| damaged())?;
        total +=
            io::copy(&mut part.take(limit + 1 - total.min(limit)), &mut io::sink()).map_err(|_| damaged())?;
        if total > limit {
            return Err(AppError::invalid(
                "file",
                format!("{} unpacks to more than {} MB.", path.display(), limit >> 20),
            )
            .hint("Export the sheet as CSV, and import that."));
        }
    }
    Ok(())
}

fn rows(book: &mut Xlsx<BufReader<File>>, name: &str) -> Result<Rows, calamine::XlsxError> {
    let mut reader = book.worksheet_cells_reader(name)?;
    let mut rows: Rows = Vec::new();
    while let Some(cell) = reader.next_cell()? {
        let (row, column) = cell.get_position();
        let text = text(cell.get_value());
        if text.is_empty() || column >= COLUMN_LIMIT {
            continue;
        }
        let line = u64::from(row) + 1;
        if rows.last().is_none_or(|(last, _)| *last != line) {
            rows.push((line, StringRecord::new()));
        }
        // A damaged sheet may name a cell twice; the first one stands.
        if let Some((_, record)) = rows.last_mut().filter(|(_, record)| record.len() <= column as usize) {
            while record.len() < column as usize {
                record.push_field("");
            }
            record.push_field(&text);
        }
    }
    Ok(rows)
}

fn text(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Empty => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number_text(*number),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(at) if at.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
            if (hour, minute, second) == (0, 0, 0) {
                format!("{year:04}-{month:02}-{day:02}")
            } else {
                format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
            }
        }
        DataRef::DateTime(duration) => number_text(duration.as_f64()),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        // Kept as it is shown, so that the row is listed with it.
        DataRef::Error(error) => error.to_string(),
    }
}

/// A number with the fifteen digits a spreadsheet shows, so that 0.1 + 0.2 is 0.3.
fn number_text(number: f64) -> String {
    let scientific = format!("{number:.14e}");
    match Decimal::from_scientific(&scientific) {
        Ok(exact) => exact.normalize().to_string(),
        Err(_) => scientific,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_out_as_the_sheet_shows_them() {
        for (number, expected) in
            [(33432.0, "33432"), (0.1 + 0.2, "0.3"), (-12.5, "-12.5"), (1e6, "1000000"), (0.0, "0")]
        {
            assert_eq!(number_text(number), expected);
        }
    }

    #[test]
    fn cells_become_text_row_by_row() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.xlsx");
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "id").unwrap();
        sheet.write(0, 2, "when").unwrap();
        sheet.write(2, 0, 7).unwrap();
        let format = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
        let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 11, 21).unwrap();
        sheet.write_datetime_with_format(2, 2, &day, &format).unwrap();
        sheet.write(2, 3, true).unwrap();
        book.save(&path).unwrap();
        let (name, others, rows) = read(&path).unwrap();
        assert_eq!((name.as_str(), others), ("Sheet1", 0));
        let cells: Vec<(u64, Vec<&str>)> =
            rows.iter().map(|(line, row)| (*line, row.iter().collect())).collect();
        assert_eq!(cells, [(1, vec!["id", "", "when"]), (3, vec!["7", "", "2026-11-21", "TRUE"])]);
    }

    #[test]
    fn an_archive_that_unpacks_too_far_is_refused() {
        use std::io::Write;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bomb.xlsx");
        let mut zip = zip::ZipWriter::new(File::create(&path).unwrap());
        zip.start_file("xl/worksheets/sheet1.xml", zip::write::SimpleFileOptions::default()).unwrap();
        let block = vec![b' '; 1 << 20];
        for _ in 0..5 {
            zip.write_all(&block).unwrap();
        }
        zip.finish().unwrap();
        assert!(std::fs::metadata(&path).unwrap().len() < 1 << 17, "small on disk");
        assert_eq!(guard(&path, 4 << 20).unwrap_err().code, headroom_core::error::Code::InvalidInput);
    }
}
