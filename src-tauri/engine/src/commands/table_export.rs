//! A list as it is seen, as a file for a spreadsheet: CSV or XLSX. Every list's screen hands over its shown columns and
//! rows; this file knows how a cell is written and nothing of what the list is about.

use super::printing::write_file;
use crate::engine::{Engine, JobContext};
use chrono::NaiveDate;
use headroom_core::error::{AppError, Result};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use ts_rs::TS;

/// What a spreadsheet takes a column for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Holds {
    #[default]
    Text,
    /// Written with a point and without separators: "1234.50".
    Number,
    /// "2026-11-21".
    Date,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExportColumn {
    pub label: String,
    #[serde(default)]
    #[ts(optional, as = "Option<Holds>")]
    pub holds: Holds,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TableExport {
    /// Ends in .csv or .xlsx.
    pub file: PathBuf,
    /// The sheet's name.
    pub name: String,
    pub columns: Vec<ExportColumn>,
    /// A cell a column; null is an empty one.
    pub rows: Vec<Vec<Option<String>>>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TableExported {
    pub file: String,
    pub rows: usize,
}

/// Writes the table to its file.
pub fn export(_: &Engine, request: TableExport, job: &JobContext) -> Result<TableExported> {
    let width = request.columns.len();
    if width == 0 || request.rows.iter().any(|row| row.len() != width) {
        return Err(AppError::invalid("rows", "Every row has as many cells as there are columns."));
    }
    let ending = request.file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let bytes = match ending.as_deref() {
        Some("csv") => csv(&request, job)?,
        Some("xlsx") => xlsx(&request, job)?,
        _ => {
            return Err(AppError::invalid("file", "A list is written as .csv or .xlsx.")
                .hint("Give the file one of these endings."));
        }
    };
    job.go_on()?;
    write_file(&request.file, &bytes)?;
    Ok(TableExported { file: request.file.display().to_string(), rows: request.rows.len() })
}

fn csv(table: &TableExport, job: &JobContext) -> Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let head = table.columns.iter().map(|column| harmless(&column.label));
    writer.write_record(head).map_err(AppError::internal)?;
    for row in &table.rows {
        job.go_on()?;
        let cells = row.iter().zip(&table.columns).map(|(cell, column)| match (cell, column.holds) {
            (Some(text), Holds::Number) if text.parse::<Decimal>().is_ok() => text.clone(),
            (Some(text), _) => harmless(text),
            (None, _) => String::new(),
        });
        writer.write_record(cells).map_err(AppError::internal)?;
    }
    writer.into_inner().map_err(AppError::internal)
}

/// A text that no spreadsheet takes for a formula.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

fn xlsx(table: &TableExport, job: &JobContext) -> Result<Vec<u8>> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let name: String = table.name.chars().filter(|sign| !"[]:*?/\\'".contains(*sign)).take(31).collect();
    sheet.set_name(if name.trim().is_empty() { "List" } else { &name }).map_err(written)?;
    let (bold, day) = (Format::new().set_bold(), Format::new().set_num_format("yyyy-mm-dd"));
    for (at, column) in (0..).zip(&table.columns) {
        sheet.write_string_with_format(0, at, &column.label, &bold).map_err(written)?;
        let longest = table.rows.iter().take(500).filter_map(|row| row.get(usize::from(at))?.as_ref());
        let letters = longest.map(|text| text.chars().count()).max().unwrap_or(0);
        let wide = letters.max(column.label.chars().count()).clamp(6, 50) + 2;
        sheet.set_column_width(at, wide.to_f64().unwrap_or(12.0)).map_err(written)?;
    }
    for (line, row) in (1..).zip(&table.rows) {
        job.go_on()?;
        for ((at, cell), column) in (0..).zip(row).zip(&table.columns) {
            if let Some(text) = cell {
                write_cell(sheet, (line, at), text, column.holds, &day).map_err(written)?;
            }
        }
    }
    sheet.set_freeze_panes(1, 0).map_err(written)?;
    let (last_row, last_column) = (table.rows.len(), table.columns.len() - 1);
    if let (Ok(row), Ok(column)) = (u32::try_from(last_row), u16::try_from(last_column)) {
        sheet.autofilter(0, 0, row, column).map_err(written)?;
    }
    book.save_to_buffer().map_err(written)
}

/// A number as a number, a day as a day; what is neither stays the text it is, and a text is never a formula.
fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    holds: Holds,
    day: &Format,
) -> std::result::Result<(), XlsxError> {
    match holds {
        Holds::Number => {
            if let Some(number) = text.parse::<Decimal>().ok().and_then(|number| number.to_f64()) {
                return sheet.write_number(row, column, number).map(drop);
            }
        }
        Holds::Date => {
            if text.parse::<NaiveDate>().is_ok()
                && let Ok(date) = ExcelDateTime::parse_from_str(text)
            {
                return sheet.write_datetime_with_format(row, column, &date, day).map(drop);
            }
        }
        Holds::Text => {}
    }
    sheet.write_string(row, column, text).map(drop)
}

fn written(error: XlsxError) -> AppError {
    AppError::invalid("file", format!("The list cannot be written as XLSX: {error}."))
        .hint("Export it as CSV, or show fewer rows.")
}

#[cfg(test)]
mod test {
    use super::*;
    use calamine::{Data, Reader};

    /// A spreadsheet adds up numbers, counts days and runs no customer's text as a formula.
    #[test]
    fn a_sheet_knows_numbers_and_days() {
        let cell = |text: &str| Some(text.to_owned());
        let column = |label: &str, holds| ExportColumn { label: label.into(), holds };
        let table = TableExport {
            file: "list.xlsx".into(),
            name: "Accounts: all/of them".into(),
            columns: vec![
                column("Account", Holds::Text),
                column("ARR", Holds::Number),
                column("Renewal", Holds::Date),
            ],
            rows: vec![
                vec![cell("=1+1"), cell("1234.50"), cell("2026-04-01")],
                vec![cell("Zeta"), None, cell("later")],
            ],
        };
        let bytes = xlsx(&table, &JobContext::silent()).unwrap();
        let mut book: calamine::Xlsx<_> =
            calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
        let sheet = book.worksheet_range("Accounts allof them").unwrap();
        let at = |row, column| sheet.get_value((row, column)).cloned().unwrap_or(Data::Empty);
        assert_eq!(at(1, 0), Data::String("=1+1".into()));
        assert_eq!(at(1, 1), Data::Float(1234.5));
        // Days are counted from 30 Dec 1899: 46,023 to 1 Jan 2026, and 31 + 28 + 31 more.
        assert!(matches!(at(1, 2), Data::DateTime(day) if day.as_f64() == 46_113.0));
        assert_eq!((at(2, 1), at(2, 2)), (Data::Empty, Data::String("later".into())));
    }
}
