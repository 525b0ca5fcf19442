//! `headroom-cli prorate --csv`: a file of prorations in, a file of amounts out (contracts, section 9).
//!
//! Streams row by row, so a file may be of any length. What a row is worth is decided in core; this file
//! knows only CSV: the header, the order of the columns, and that a bad row gets its error.

use std::io::{self, Read, Write};

use csv::{ByteRecord, ReaderBuilder, WriterBuilder};
use headroom_core::contract::{ProrateRow, prorate_row};

/// How many rows were read, and how many of them got an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    pub rows: u64,
    pub failed: u64,
}

const COLUMNS: [&str; 11] = [
    "id",
    "method",
    "price",
    "price_period",
    "currency",
    "term_start",
    "term_end",
    "charge_start",
    "charge_end",
    "quantity",
    "rounding",
];

/// Reads prorations from `input` and writes `id, amount, fraction, days, notice, error` in input order.
///
/// Columns are found by name; others are left alone. A BOM and CRLF are accepted. Several notices are
/// separated by `|`.
///
/// # Errors
/// Input that cannot be read, a header without the columns, output that cannot be written. A row that cannot
/// be computed is no error of the run: it is counted in [`Summary::failed`].
pub fn run(input: impl Read, output: impl Write) -> io::Result<Summary> {
    let mut reader = open(input);
    let at = columns(&mut reader, &COLUMNS)?;
    let mut writer = WriterBuilder::new().from_writer(output);
    writer.write_record(["id", "amount", "fraction", "days", "notice", "error"])?;
    let mut summary = Summary::default();
    let mut record = ByteRecord::new();
    let mut notices = String::new();
    while reader.read_byte_record(&mut record)? {
        summary.rows += 1;
        let id = record.get(at[0]).unwrap_or_default();
        let computed = text_fields(&record, &at).and_then(|field| {
            let row = ProrateRow {
                method: field[1],
                price: field[2],
                price_period: field[3],
                currency: field[4],
                term_start: field[5],
                term_end: field[6],
                charge_start: field[7],
                charge_end: field[8],
                quantity: field[9],
                rounding: field[10],
            };
            prorate_row(&row).map_err(|refusal| refusal.to_string())
        });
        match computed {
            Ok(found) => {
                notices.clear();
                for notice in &found.notices {
                    if !notices.is_empty() {
                        notices.push('|');
                    }
                    notices.push_str(notice.code());
                }
                let (amount, fraction) = (found.amount.plain(), found.fraction.to_string());
                let days = found.days.to_string();
                writer.write_record([
                    id,
                    amount.as_bytes(),
                    fraction.as_bytes(),
                    days.as_bytes(),
                    notices.as_bytes(),
                    b"",
                ])?;
            }
            Err(refusal) => {
                summary.failed += 1;
                writer.write_record([id, b"", b"", b"", b"", refusal.as_bytes()])?;
            }
        }
    }
    writer.flush()?;
    Ok(summary)
}

/// A reader that takes rows of any length: a ragged row is that row's error, not the file's.
pub(super) fn open<R: Read>(input: R) -> csv::Reader<R> {
    ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(input)
}

/// Where the named columns are. The CSV reader itself skips a byte order mark.
pub(super) fn columns<R: Read, const N: usize>(
    reader: &mut csv::Reader<R>,
    names: &[&str; N],
) -> io::Result<[usize; N]> {
    let header = reader.byte_headers()?;
    let mut at = [0; N];
    for (place, name) in at.iter_mut().zip(names) {
        *place = header.iter().position(|column| column == name.as_bytes()).ok_or_else(|| {
            io::Error::new(io::ErrorKind::InvalidData, format!("the file has no column \"{name}\""))
        })?;
    }
    Ok(at)
}

/// The fields as text, or why the row has none.
pub(super) fn text_fields<'a, const N: usize>(
    record: &'a ByteRecord,
    at: &[usize; N],
) -> Result<[&'a str; N], String> {
    let mut fields = [""; N];
    for (field, place) in fields.iter_mut().zip(at) {
        let bytes = record.get(*place).ok_or_else(|| "the row has too few columns".to_owned())?;
        *field = std::str::from_utf8(bytes).map_err(|_| "the row is not UTF-8 text".to_owned())?;
    }
    Ok(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str =
        "id,method,price,price_period,currency,term_start,term_end,charge_start,charge_end,quantity,rounding";
    const GOOD: &str = "a,actual_actual,12000,year,USD,2025-04-01,2026-04-01,2025-09-17,2026-04-01,1,half_up";

    fn computed(input: &[u8]) -> (Summary, String) {
        let mut output = Vec::new();
        let summary = run(input, &mut output).unwrap();
        (summary, String::from_utf8(output).unwrap())
    }

    #[test]
    fn good_and_bad_rows_keep_their_order() {
        let bad = GOOD.replace("a,actual", "b,actual").replace("USD", "ZZZ");
        let ragged = "c,actual_actual,12000";
        let none = GOOD.replace("a,actual", "d,actual").replace("2025-09-17", "2026-04-01");
        let (summary, output) = computed(format!("{HEADER}\n{GOOD}\n{bad}\n{ragged}\n{none}\n").as_bytes());
        assert_eq!(summary, Summary { rows: 4, failed: 2 });
        let lines: Vec<_> = output.lines().collect();
        assert_eq!(lines[0], "id,amount,fraction,days,notice,error");
        // 12,000 x 196/365 = 6,443.8356.
        assert_eq!(lines[1], "a,6443.84,196/365,196,,");
        assert!(lines[2].starts_with("b,,,,,") && lines[2].contains("ZZZ"));
        assert!(lines[3].starts_with("c,,,,,") && lines[3].contains("too few columns"));
        assert_eq!(lines[4], "d,0.00,0/1,0,zero_days,");
    }

    #[test]
    fn a_byte_order_mark_crlf_other_columns_and_their_order_are_fine() {
        let mut names: Vec<_> = HEADER.split(',').collect();
        let mut values: Vec<_> = GOOD.split(',').collect();
        names.reverse();
        values.reverse();
        let input = format!("\u{feff}{},expected\r\n{},6443.84\r\n", names.join(","), values.join(","));
        let (summary, output) = computed(input.as_bytes());
        assert_eq!(summary, Summary { rows: 1, failed: 0 });
        assert!(output.ends_with("a,6443.84,196/365,196,,\n"), "{output}");
    }

    #[test]
    fn a_missing_column_is_named() {
        let error = run("id,method\na,actual_actual\n".as_bytes(), Vec::new()).unwrap_err();
        assert!(error.to_string().contains("price"), "{error}");
    }

    #[test]
    fn a_row_that_is_no_text_fails_alone() {
        let mut input = format!("{HEADER}\n{GOOD}\n").into_bytes();
        input.extend_from_slice(&GOOD.replace("USD", "U\u{1}D").replace("a,", "z,").into_bytes());
        let place = input.len() - 30;
        input[place] = 0xff;
        let (summary, _) = computed(&input);
        assert_eq!(summary, Summary { rows: 2, failed: 1 });
    }
}
