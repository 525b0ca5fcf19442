//! `headroom-cli allocate --csv`: totals and weights in, shares out (contracts, sections 4 and 9).
//!
//! The same streaming as `prorate`; the split itself is in core.

use std::io::{self, Read, Write};

use csv::{ByteRecord, WriterBuilder};
use headroom_core::contract::{AllocateRow, allocate_row};

use super::prorate::{Summary, columns, open, text_fields};

const COLUMNS: [&str; 5] = ["id", "total", "weights", "places", "order"];

/// Reads totals from `input` and writes `id, shares, error` in input order, shares separated by `|`.
///
/// # Errors
/// As `prorate::run`.
pub fn run(input: impl Read, output: impl Write) -> io::Result<Summary> {
    let mut reader = open(input);
    let at = columns(&mut reader, &COLUMNS)?;
    let mut writer = WriterBuilder::new().from_writer(output);
    writer.write_record(["id", "shares", "error"])?;
    let mut summary = Summary::default();
    let mut record = ByteRecord::new();
    while reader.read_byte_record(&mut record)? {
        summary.rows += 1;
        let id = record.get(at[0]).unwrap_or_default();
        let computed = text_fields(&record, &at).and_then(|field| {
            let row = AllocateRow { total: field[1], weights: field[2], places: field[3], order: field[4] };
            allocate_row(&row).map_err(|refusal| refusal.to_string())
        });
        match computed {
            Ok(shares) => writer.write_record([id, shares.join("|").as_bytes(), b""])?,
            Err(refusal) => {
                summary.failed += 1;
                writer.write_record([id, b"", refusal.as_bytes()])?;
            }
        }
    }
    writer.flush()?;
    Ok(summary)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_come_in_input_order_and_bad_rows_get_their_error() {
        let input = "\u{feff}id,total,weights,places,order\r\n\
                     a,100.00,1|1|1,2,\r\n\
                     b,1.005,1|1,2,\r\n\
                     c,0.05,1|1|1,2,2|0|1\r\n\
                     d,1.00,0|0,2,\r\n";
        let mut output = Vec::new();
        let summary = run(input.as_bytes(), &mut output).unwrap();
        assert_eq!(summary, Summary { rows: 4, failed: 2 });
        let output = String::from_utf8(output).unwrap();
        let lines: Vec<_> = output.lines().collect();
        assert_eq!(lines[0], "id,shares,error");
        // 33.33 1/3 each: the cent left over goes to the first; 0.01 2/3 each: two cents to ranks 0 and 1.
        assert_eq!(lines[1], "a,33.34|33.33|33.33,");
        assert!(lines[2].starts_with("b,,") && lines[2].contains("1.005"));
        assert_eq!(lines[3], "c,0.01|0.02|0.02,");
        assert!(lines[4].starts_with("d,,") && lines[4].contains("zero"));
    }
}
