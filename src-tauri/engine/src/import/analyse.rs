//! One pass over a whole file: how many rows it has, and how the dates and decimals of its columns are written.
//!
//! A single value misleads; a column seldom does. What two readings are left for is refused, not guessed.

use super::cells::{Reading, order_of_format, read_date};
use super::fields::{self, Type};
use super::mapping::{Mapping, Target};
use super::read::Source;
use csv::StringRecord;
use headroom_core::error::{AppError, Result};
use headroom_core::locale::{DateOrder, Locale};

/// How many rows the screen shows.
const SAMPLE: usize = 20;

/// What one pass over the whole file found out.
pub(super) struct Analysis {
    pub rows: u64,
    /// Per column of the file.
    pub readings: Vec<Reading>,
    pub notices: Vec<String>,
    /// The first rows, for the screen.
    pub sample: Vec<Vec<String>>,
}

/// Reads every row once: counts them, and settles how dates and decimals of the mapped columns are written.
/// The formats found are written into the mapping, so that the dry run shows them.
///
/// # Errors
/// `InvalidInput` for a date column that fits two orders, until the mapping names one.
pub(super) fn analyse(
    source: &Source,
    mapping: &mut Mapping,
    locale: Locale,
    go_on: &dyn Fn(u64) -> Result<()>,
) -> Result<Analysis> {
    let types: Vec<Option<Type>> = source
        .headers
        .iter()
        .map(|header| {
            let target = mapping.columns.get(header)?;
            if fields::metric_of(target.field()).is_some() {
                return Some(Type::Number);
            }
            fields::named(mapping.kind, target.field()).map(|field| field.of)
        })
        .collect();
    let mut columns: Vec<Evidence> = types.iter().map(|_| Evidence::default()).collect();
    let mut rows = source.rows()?;
    let mut record = StringRecord::new();
    let (mut count, mut sample) = (0_u64, Vec::new());
    while let Some(found) = rows.next(&mut record)? {
        count += 1;
        if count.is_multiple_of(5_000) {
            go_on(count)?;
        }
        if found.fault.is_some() {
            continue;
        }
        if sample.len() < SAMPLE {
            sample.push(shown(&record));
        }
        for ((evidence, of), cell) in columns.iter_mut().zip(&types).zip(record.iter()) {
            match of {
                Some(Type::Date | Type::EndDate) => evidence.date(cell.trim()),
                Some(Type::Number | Type::Money | Type::Whole) => evidence.number(cell.trim()),
                _ => {}
            }
        }
    }
    let mut analysis = Analysis { rows: count, readings: Vec::new(), notices: Vec::new(), sample };
    if rows.nuls() > 0 {
        analysis.notices.push(format!("{} NUL characters were left out.", rows.nuls()));
    }
    let commas = columns.iter().map(|c| c.comma_decimal).sum::<u64>();
    let dots = columns.iter().map(|c| c.dot_decimal).sum::<u64>();
    for ((header, evidence), of) in source.headers.iter().zip(&columns).zip(&types) {
        let mut reading = Reading::default();
        match of {
            Some(Type::Date | Type::EndDate) => reading.order = dates(mapping, header, evidence)?,
            Some(of @ (Type::Number | Type::Money | Type::Whole)) => {
                let native = if source.prefers_decimal_comma() { ',' } else { locale.decimal_sign() };
                let file = match commas.cmp(&dots) {
                    std::cmp::Ordering::Greater => ',',
                    std::cmp::Ordering::Less => '.',
                    std::cmp::Ordering::Equal => native,
                };
                let given = mapping.columns.get(header).and_then(|target| target.details().decimal);
                let decimal = evidence.decimal(*of, file);
                if given.is_none() && evidence.unsure() && *of != Type::Whole {
                    let example = &evidence.unsure_example;
                    let meant = if example.contains(decimal) { "a decimal" } else { "a group" };
                    analysis.notices.push(format!(
                        "In \"{header}\" the mark in \"{example}\" was read as {meant} sign; name the decimal sign in the mapping if that is wrong."
                    ));
                }
                reading.decimal = Some(decimal);
            }
            _ => {}
        }
        analysis.readings.push(reading);
    }
    Ok(analysis)
}

/// The first rows of a file as the screen shows them.
pub(super) fn sample(source: &Source) -> Result<Vec<Vec<String>>> {
    let mut rows = source.rows()?;
    let mut record = StringRecord::new();
    let mut found = Vec::new();
    while found.len() < SAMPLE
        && let Some(row) = rows.next(&mut record)?
    {
        if row.fault.is_none() {
            found.push(shown(&record));
        }
    }
    Ok(found)
}

fn shown(record: &StringRecord) -> Vec<String> {
    record.iter().map(|cell| cell.chars().take(200).collect()).collect()
}

/// What the values of a column have shown so far.
#[derive(Debug, Default)]
struct Evidence {
    year_first: u64,
    day_first: u64,
    month_first: u64,
    /// Day first and month first give different days.
    differing: u64,
    date_example: String,
    differing_example: String,
    comma_decimal: u64,
    dot_decimal: u64,
    unsure_comma: u64,
    unsure_dot: u64,
    unsure_example: String,
}

impl Evidence {
    fn date(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let iso = text.len() >= 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
        if iso && self.date_example.is_empty() {
            text.clone_into(&mut self.date_example);
        }
        let read = |order| read_date(text, order).ok();
        if iso || read(DateOrder::YearMonthDay).is_some() {
            self.year_first += 1;
            return;
        }
        let (day, month) = (read(DateOrder::DayMonthYear), read(DateOrder::MonthDayYear));
        if (day.is_some() || month.is_some()) && self.date_example.is_empty() {
            text.clone_into(&mut self.date_example);
        }
        self.day_first += u64::from(day.is_some());
        self.month_first += u64::from(month.is_some());
        if day.is_some() && month.is_some() && day != month {
            self.differing += 1;
            if self.differing_example.is_empty() {
                text.clone_into(&mut self.differing_example);
            }
        }
    }

    fn number(&mut self, text: &str) {
        let (dots, commas) = (text.matches('.').count(), text.matches(',').count());
        let last = |mark: char| {
            text.rfind(mark).map_or(0, |at| text[at + 1..].chars().take_while(char::is_ascii_digit).count())
        };
        let zero_first = text.trim_start_matches(['-', '−', '+', '(']).starts_with('0');
        match (dots, commas) {
            (0, 0) => {}
            (1.., 1..) if text.rfind('.') > text.rfind(',') => self.dot_decimal += 1,
            (1.., 1..) => self.comma_decimal += 1,
            (2.., 0) => self.comma_decimal += 1,
            (0, 2..) => self.dot_decimal += 1,
            (1, 0) if last('.') != 3 || zero_first => self.dot_decimal += 1,
            (0, 1) if last(',') != 3 || zero_first => self.comma_decimal += 1,
            (1, 0) => {
                self.unsure_dot += 1;
                text.clone_into(&mut self.unsure_example);
            }
            _ => {
                self.unsure_comma += 1;
                text.clone_into(&mut self.unsure_example);
            }
        }
    }

    fn unsure(&self) -> bool {
        self.comma_decimal + self.dot_decimal == 0 && self.unsure_comma + self.unsure_dot > 0
    }

    fn decimal(&self, of: Type, file: char) -> char {
        match self.comma_decimal.cmp(&self.dot_decimal) {
            std::cmp::Ordering::Greater => ',',
            std::cmp::Ordering::Less => '.',
            // Seats and people come in whole numbers, so the mark groups.
            _ if of == Type::Whole && self.unsure_dot > self.unsure_comma => ',',
            _ if of == Type::Whole && self.unsure_comma > 0 => '.',
            _ => file,
        }
    }
}

/// Settles the order of a date column and writes it into the mapping.
fn dates(mapping: &mut Mapping, header: &str, seen: &Evidence) -> Result<Option<DateOrder>> {
    let Some(target) = mapping.columns.get(header) else { return Ok(None) };
    let mut details = target.details();
    if let Some(format) = &details.format {
        return Ok(order_of_format(format));
    }
    let mark = seen.date_example.chars().find(|c| matches!(c, '.' | '/' | '-')).unwrap_or('-');
    let dotted = seen.date_example.contains('.');
    let (order, format) = if seen.day_first.max(seen.month_first) == 0 {
        (DateOrder::YearMonthDay, format!("%Y{mark}%m{mark}%d"))
    } else if seen.day_first == seen.month_first && seen.differing > 0 && !dotted {
        let field = &details.field;
        return Err(AppError::invalid(
            header,
            format!(
                "The dates in \"{header}\" fit two orders: \"{}\" can be day first or month first.",
                seen.differing_example
            ),
        )
        .hint(format!(
            "Name the order in the mapping: \"{header}\" = {{ field = \"{field}\", format = \"%d{mark}%m{mark}%Y\" }}, or \"%m{mark}%d{mark}%Y\"."
        )));
    } else if seen.day_first >= seen.month_first {
        (DateOrder::DayMonthYear, format!("%d{mark}%m{mark}%Y"))
    } else {
        (DateOrder::MonthDayYear, format!("%m{mark}%d{mark}%Y"))
    };
    if !seen.date_example.is_empty() && !seen.date_example.chars().any(char::is_alphabetic) {
        details.format = Some(format);
        mapping.columns.insert(header.to_owned(), Target::from_details(details));
    }
    Ok(Some(order))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::detect::mapping;
    use crate::import::report::ImportKind;

    fn source(text: &str) -> (tempfile::TempDir, Source) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.csv");
        std::fs::write(&path, text).unwrap();
        let source = Source::open(&path).unwrap();
        (folder, source)
    }

    fn analysed(kind: ImportKind, text: &str) -> Result<(Mapping, Analysis)> {
        let (_folder, source) = source(text);
        let mut mapping = mapping(kind, &source)?;
        let analysis = analyse(&source, &mut mapping, Locale::EnUs, &|_| Ok(()))?;
        Ok((mapping, analysis))
    }

    #[test]
    fn the_order_of_dates_is_settled_by_the_whole_column() {
        let rows = |dates: &[&str]| {
            let lines: String = dates.iter().map(|d| format!("Acme,Pro,{d}\n")).collect();
            format!("account,plan,start\n{lines}")
        };
        let format = |dates: &[&str]| {
            analysed(ImportKind::Contracts, &rows(dates))
                .map(|(mapping, _)| mapping.columns["start"].details().format.unwrap_or_default())
        };
        assert_eq!(format(&["2026-03-04"]).unwrap(), "%Y-%m-%d");
        assert_eq!(format(&["03/04/2026", "21/04/2026"]).unwrap(), "%d/%m/%Y");
        assert_eq!(format(&["03/04/2026", "04/21/2026"]).unwrap(), "%m/%d/%Y");
        assert_eq!(format(&["03.04.2026"]).unwrap(), "%d.%m.%Y", "dots are day first");
        assert_eq!(format(&["04/04/2026"]).unwrap(), "%d/%m/%Y", "both orders give the same day");
        let error = format(&["03/04/2026", "05/06/2026"]).unwrap_err();
        assert_eq!(error.field.as_deref(), Some("start"));
        assert!(error.hint.contains("%d/%m/%Y"), "{error:?}");
    }

    #[test]
    fn the_decimal_sign_is_settled_by_the_whole_column_then_the_file() {
        let decimal = |text: &str, column: usize| {
            analysed(ImportKind::Contracts, text).unwrap().1.readings[column].decimal
        };
        let start = "account;plan;start;arr;mrr\n";
        assert_eq!(decimal(&format!("{start}A;P;2026-01-01;1.200,50;\n"), 3), Some(','));
        assert_eq!(
            decimal(&format!("{start}A;P;2026-01-01;1.200;\n"), 3),
            Some(','),
            "semicolons speak for a comma"
        );
        assert_eq!(
            decimal("account,plan,start,arr,mrr\nA,P,2026-01-01,1.200,99.5\n", 3),
            Some('.'),
            "the file's other column"
        );
        let (_, analysis) =
            analysed(ImportKind::Contracts, "account,plan,start,arr\nA,P,2026-01-01,1.200\n").unwrap();
        assert!(analysis.notices.iter().any(|n| n.contains("1.200")), "{:?}", analysis.notices);
    }
}
