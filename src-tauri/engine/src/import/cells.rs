//! Typed access to the cells of one row, by field: what a mapping means, applied to text.
//!
//! Knows nothing of the book. A cell that cannot be read is an error with its column, a code for scripts and
//! a sentence for people.

use super::fields::{self, Type};
use super::mapping::{End, Mapping};
use super::report::RowError;
use chrono::NaiveDate;
use headroom_core::locale::{DateError, DateOrder, NumberError, parse_in_order, parse_with_decimal_sign};
use headroom_core::money::Currency;
use rust_decimal::Decimal;
use std::collections::HashMap;

/// How the values of one column are read.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub index: usize,
    pub header: String,
    pub order: DateOrder,
    /// A `strftime` format that replaces the order.
    pub format: Option<String>,
    pub end: End,
    pub decimal: char,
    values: HashMap<String, String>,
}

#[derive(Debug, Clone)]
enum Slot {
    Column(Column),
    Constant(String),
}

/// A mapping bound to the columns of one file.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    slots: HashMap<&'static str, Slot>,
    /// Columns with a made-up field: its name and where it stands.
    pub open: Vec<(String, Column)>,
}

/// One row, read through a layout.
#[derive(Clone, Copy)]
pub(super) struct Cells<'a> {
    pub layout: &'a Layout,
    pub record: &'a csv::StringRecord,
    pub line: u64,
}

/// What the analysis of a column found out about its values.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Reading {
    pub order: Option<DateOrder>,
    pub decimal: Option<char>,
}

impl Layout {
    /// Binds a checked mapping to a header. `readings` are per column of the file.
    pub fn new(mapping: &Mapping, headers: &[String], readings: &[Reading]) -> Self {
        let mut layout = Self { slots: HashMap::new(), open: Vec::new() };
        let column = |name: &str| -> Option<Column> {
            let index = headers.iter().position(|header| header == name)?;
            let details = mapping.columns.get(name).map(|target| target.details()).unwrap_or_default();
            let reading = readings.get(index).copied().unwrap_or_default();
            let values = mapping.values.get(name).into_iter().flatten();
            let named = details.format.as_deref().and_then(order_of_format);
            Some(Column {
                index,
                header: name.to_owned(),
                order: named.or(reading.order).unwrap_or(DateOrder::YearMonthDay),
                // A plain format names an order; only an unusual one is taken to the letter.
                format: details.format.filter(|_| named.is_none()),
                end: details.end.unwrap_or(End::Exclusive),
                decimal: details
                    .decimal
                    .and_then(|sign| sign.chars().next())
                    .or(reading.decimal)
                    .unwrap_or('.'),
                values: values.map(|(from, to)| (from.trim().to_lowercase(), to.0.clone())).collect(),
            })
        };
        for (name, value) in &mapping.constants {
            if let Some(field) = fields::named(mapping.kind, name) {
                layout.slots.insert(field.name, Slot::Constant(value.0.clone()));
            }
        }
        for (name, target) in &mapping.columns {
            let Some(column) = column(name) else { continue };
            match fields::named(mapping.kind, target.field()) {
                Some(field) => {
                    layout.slots.insert(field.name, Slot::Column(column));
                }
                None => layout.open.push((target.field().to_owned(), column)),
            }
        }
        // The key column is the external id of the rows themselves.
        if let Some(column) = mapping.key.as_deref().and_then(column) {
            layout.slots.insert(key_field(mapping.kind), Slot::Column(column));
        }
        layout.open.sort_by_key(|(_, column)| column.index);
        layout
    }

    /// True when the field has a column or a constant.
    pub fn has(&self, field: &str) -> bool {
        self.slots.contains_key(field)
    }

    /// The header of a field's column, for errors; the field's own name for a constant or a missing one.
    pub fn header(&self, field: &str) -> String {
        match self.slots.get(field) {
            Some(Slot::Column(column)) => column.header.clone(),
            _ => field.to_owned(),
        }
    }

    /// How the column of a field is read.
    pub fn column(&self, field: &str) -> Option<&Column> {
        match self.slots.get(field) {
            Some(Slot::Column(column)) => Some(column),
            _ => None,
        }
    }
}

/// The order a `strftime` format of day, month and year names; `None` for any other format.
pub(super) fn order_of_format(format: &str) -> Option<DateOrder> {
    let directives: Vec<char> = format.split('%').skip(1).filter_map(|part| part.chars().next()).collect();
    match directives.as_slice() {
        ['F'] | ['Y', 'm', 'd'] => Some(DateOrder::YearMonthDay),
        ['d' | 'e', 'm' | 'b' | 'B', 'Y' | 'y'] => Some(DateOrder::DayMonthYear),
        ['D'] | ['m' | 'b' | 'B', 'd' | 'e', 'Y' | 'y'] => Some(DateOrder::MonthDayYear),
        _ => None,
    }
}

/// The field that holds the external id of a kind's own rows.
pub(super) fn key_field(kind: super::report::ImportKind) -> &'static str {
    use super::report::ImportKind as K;
    match kind {
        K::Accounts => "account.external_id",
        K::Contacts => "contact.external_id",
        K::Products => "product.external_id",
        K::Contracts => "line.external_id",
        K::Usage => "usage.id",
        K::Opportunities => "opportunity.external_id",
        K::Tickets => "ticket.external_id",
        K::Losses => "loss.external_id",
        K::Notes => "note.external_id",
    }
}

type Read<T> = Result<T, RowError>;

impl<'a> Cells<'a> {
    /// An error about a field of this row.
    pub fn error(&self, field: &str, code: &str, message: impl Into<String>) -> RowError {
        RowError {
            line: self.line,
            column: Some(self.layout.header(field)),
            code: code.to_owned(),
            message: message.into(),
        }
    }

    /// The text of a field with the mapping's values applied; `None` when empty.
    pub fn text(&self, field: &str) -> Option<&'a str> {
        let text = match self.layout.slots.get(field)? {
            Slot::Constant(value) => value.as_str(),
            Slot::Column(column) => self.of_column(column)?,
        };
        Some(text).filter(|text| !text.is_empty())
    }

    /// The text of a column, trimmed.
    pub fn of_column(&self, column: &'a Column) -> Option<&'a str> {
        let raw = self.record.get(column.index)?.trim();
        if column.values.is_empty() {
            return Some(raw).filter(|text| !text.is_empty());
        }
        Some(column.values.get(&raw.to_lowercase()).map_or(raw, String::as_str))
            .filter(|text| !text.is_empty())
    }

    /// The text of a field that must not be empty.
    pub fn required(&self, field: &str, noun: &str) -> Read<&'a str> {
        self.text(field).ok_or_else(|| self.error(field, "missing_value", format!("{noun} is missing.")))
    }

    /// The date of a field. A time of day behind it is left out.
    pub fn date(&self, field: &str) -> Read<Option<NaiveDate>> {
        let Some(text) = self.text(field) else { return Ok(None) };
        let read = match self.layout.column(field) {
            Some(Column { format: Some(format), .. }) => {
                let parse = |text: &str| NaiveDate::parse_from_str(text, format);
                parse(text)
                    .or_else(|error| date_part(text).map_or(Err(error), parse))
                    .map_err(|_| self.bad_date(field, text, format))?
            }
            Some(column) => read_date(text, column.order).map_err(|error| self.date_error(field, error))?,
            None => {
                read_date(text, DateOrder::YearMonthDay).map_err(|error| self.date_error(field, error))?
            }
        };
        Ok(Some(read))
    }

    fn bad_date(&self, field: &str, text: &str, format: &str) -> RowError {
        self.error(field, "invalid_date", format!("\"{text}\" is not a date in the form {format}."))
    }

    fn date_error(&self, field: &str, error: DateError) -> RowError {
        self.error(field, "invalid_date", format!("{error}."))
    }

    /// The first day not covered: an end date, one day later when the mapping says it is inclusive.
    pub fn end(&self, field: &str) -> Read<Option<NaiveDate>> {
        let Some(date) = self.date(field)? else { return Ok(None) };
        let inclusive = self.layout.column(field).is_some_and(|column| column.end == End::Inclusive);
        Ok(if inclusive { date.succ_opt() } else { Some(date) })
    }

    /// The number of a field.
    pub fn number(&self, field: &str) -> Read<Option<Decimal>> {
        let Some(text) = self.text(field) else { return Ok(None) };
        self.number_of(field, text).map(Some)
    }

    fn number_of(&self, field: &str, text: &str) -> Read<Decimal> {
        let decimal = self.layout.column(field).map_or('.', |column| column.decimal);
        read_number(text, decimal).map_err(|error| self.error(field, "invalid_number", format!("{error}.")))
    }

    /// The number of a column with a made-up field.
    pub fn number_of_column(&self, column: &'a Column) -> Read<Option<Decimal>> {
        let Some(text) = self.of_column(column) else { return Ok(None) };
        read_number(text, column.decimal).map(Some).map_err(|error| RowError {
            line: self.line,
            column: Some(column.header.clone()),
            code: "invalid_number".to_owned(),
            message: format!("{error}."),
        })
    }

    /// The whole number of a field, zero or more.
    pub fn count(&self, field: &str) -> Read<Option<i64>> {
        let Some(value) = self.number(field)? else { return Ok(None) };
        if value.is_sign_negative() && !value.is_zero() {
            return Err(self.error(field, "negative", format!("{value} is negative.")));
        }
        let whole = Some(value).filter(Decimal::is_integer).and_then(|value| i64::try_from(value).ok());
        whole
            .map(Some)
            .ok_or_else(|| self.error(field, "invalid_number", format!("{value} is not a whole number.")))
    }

    /// The whole number of a field between two bounds.
    pub fn within(&self, field: &str, low: i64, high: i64) -> Read<Option<i64>> {
        match self.count(field)? {
            Some(value) if !(low..=high).contains(&value) => {
                Err(self.error(field, "out_of_range", format!("{value} is outside {low} to {high}.")))
            }
            value => Ok(value),
        }
    }

    /// The number of a field, zero or more.
    pub fn quantity(&self, field: &str) -> Read<Option<Decimal>> {
        let value = self.number(field)?;
        if let Some(value) = value.filter(|value| value.is_sign_negative() && !value.is_zero()) {
            return Err(self.error(field, "negative", format!("{value} is negative.")));
        }
        Ok(value)
    }

    /// The amount of a field in minor units of `currency`; a sign or code in the cell must agree with it.
    pub fn money(&self, field: &str, currency: Currency) -> Read<Option<i64>> {
        let Some(text) = self.text(field) else { return Ok(None) };
        let (body, named) = without_currency(text);
        if let Some(named) = named.filter(|named| !currency_agrees(named, currency)) {
            let message = format!("\"{text}\" is in {named}, the row is in {currency}.");
            return Err(self.error(field, "currency_mismatch", message));
        }
        let value = self.number_of(field, &body)?.normalize();
        if value.scale() > currency.scale() {
            let message = format!("{value} has more decimals than {currency} has.");
            return Err(self.error(field, "invalid_number", message));
        }
        let factor = Decimal::from(10_i64.pow(currency.scale()));
        let minor = value.checked_mul(factor).and_then(|minor| i64::try_from(minor).ok());
        minor
            .filter(|minor| minor.unsigned_abs() <= 1 << 53)
            .map(Some)
            .ok_or_else(|| self.error(field, "invalid_number", format!("{value} is too large.")))
    }

    /// The truth of a field.
    pub fn truth(&self, field: &str) -> Read<Option<bool>> {
        let Some(text) = self.text(field) else { return Ok(None) };
        read_truth(text).map(Some).ok_or_else(|| {
            let message = format!(
                "\"{text}\" is neither true nor false; say what it means under [values] of the mapping."
            );
            self.error(field, "invalid_value", message)
        })
    }

    /// The book's word for a field of choices.
    pub fn choice(&self, kind: super::report::ImportKind, field: &str) -> Read<Option<&'static str>> {
        let Some(text) = self.text(field) else { return Ok(None) };
        let Some(Type::Choice(choices)) = fields::named(kind, field).map(|field| field.of) else {
            return Ok(None);
        };
        let wanted = text.to_lowercase();
        let found = choices.iter().find(|(word, others)| {
            *word == wanted || word.eq_ignore_ascii_case(text) || others.contains(&wanted.as_str())
        });
        found.map(|(word, _)| Some(*word)).ok_or_else(|| {
            let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
            let every = choices.iter().flat_map(|(word, others)| others.iter().chain([word])).copied();
            let meant = match super::suggest::nearest(text, every) {
                Some(near) => format!(" Did you mean \"{near}\"?"),
                None => String::new(),
            };
            let message = format!("\"{text}\" is none of {}.{meant}", words.join(", "));
            self.error(field, "invalid_value", message)
        })
    }
}

/// A date in a known order. A time of day, in any form behind a space or a T, is left out.
pub(super) fn read_date(text: &str, order: DateOrder) -> Result<NaiveDate, DateError> {
    match parse_in_order(text, order) {
        Err(error) => match date_part(text) {
            Some(date) => parse_in_order(date, order).map_err(|_| error),
            None => Err(error),
        },
        read => read,
    }
}

/// The part before a time of day: "2024-04-28 3:00", "2024-04-28T03:00:00Z".
fn date_part(text: &str) -> Option<&str> {
    let colon = text.find(':')?;
    let cut = text[..colon].rfind([' ', 'T'])?;
    Some(text[..cut].trim_end_matches(','))
}

fn read_number(text: &str, decimal: char) -> Result<Decimal, NumberError> {
    let text = text.trim_end_matches('%').trim_end();
    match parse_with_decimal_sign(text, decimal) {
        // Spreadsheets write large and small numbers as 1.5E+06.
        Err(NumberError::NotANumber { .. }) if text.contains(['e', 'E']) => {
            Decimal::from_scientific(text).map_err(|_| NumberError::NotANumber { text: text.to_owned() })
        }
        read => read,
    }
}

fn read_truth(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "t" | "yes" | "y" | "1" | "x" | "ja" | "j" | "wahr" | "oui" | "o" | "vrai" | "on" => {
            Some(true)
        }
        "false" | "f" | "no" | "n" | "0" | "-" | "nein" | "falsch" | "non" | "faux" | "off" => Some(false),
        _ => None,
    }
}

/// Takes signs, letters and spaces off both ends: "$1,200", "1.200,00 €", "USD 12".
fn without_currency(text: &str) -> (String, Option<String>) {
    let is_mark =
        |c: char| c.is_alphabetic() || matches!(c, '$' | '€' | '£' | '¥' | '₹' | '\u{20a0}'..='\u{20cf}');
    let mark: String = text.chars().filter(|c| is_mark(*c)).collect();
    // 1.5E+06 is a number, and words without a figure are no amount in a strange currency.
    if !text.contains(|c: char| c.is_ascii_digit()) || mark.is_empty() || mark == "E" || mark == "e" {
        return (text.to_owned(), None);
    }
    let body: String = text.chars().filter(|c| !is_mark(*c)).collect();
    (body.trim().to_owned(), Some(mark))
}

fn currency_agrees(mark: &str, currency: Currency) -> bool {
    let signs: &[&str] = match currency.code() {
        "EUR" => &["€"],
        "GBP" => &["£"],
        "JPY" | "CNY" => &["¥"],
        "INR" => &["₹"],
        "USD" => &["$", "US$"],
        "CAD" => &["$", "CA$", "C$"],
        "AUD" => &["$", "AU$", "A$"],
        "NZD" | "SGD" | "HKD" | "MXN" => &["$"],
        _ => &[],
    };
    mark.eq_ignore_ascii_case(currency.code()) || signs.contains(&mark)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::mapping::Target;
    use crate::import::report::ImportKind;

    fn cells(mapping: &str, header: &[&str], row: &[&str], read: impl FnOnce(Cells<'_>)) {
        let mapping = Mapping::from_toml(mapping).unwrap();
        let headers: Vec<String> = header.iter().map(|h| (*h).to_owned()).collect();
        let layout = Layout::new(&mapping, &headers, &[]);
        let record = csv::StringRecord::from(row.to_vec());
        read(Cells { layout: &layout, record: &record, line: 2 });
    }

    #[test]
    fn a_cell_is_read_by_its_field() {
        let toml = "kind='contracts'\nkey='id'\n[columns]\ns='line.start'\ne={field='line.end',end='inclusive'}\nq='line.quantity'\nt='line.trial'\na={field='line.arr',decimal=','}\n[values.t]\n'still trying'='true'\n[constants]\ncurrency='EUR'";
        cells(
            toml,
            &["id", "s", "e", "q", "t", "a"],
            &["S-1", "2024-04-28 3:00", "2024-12-31", "12", "Still trying", "1.200,50 €"],
            |row| {
                let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d);
                assert_eq!(row.text("line.external_id"), Some("S-1"));
                assert_eq!(row.date("line.start").unwrap(), day(2024, 4, 28), "the time of day is left out");
                assert_eq!(
                    row.end("line.end").unwrap(),
                    day(2025, 1, 1),
                    "inclusive: the next day is the first free one"
                );
                assert_eq!(row.quantity("line.quantity").unwrap(), Some(Decimal::from(12)));
                assert_eq!(row.truth("line.trial").unwrap(), Some(true));
                assert_eq!(row.money("line.arr", Currency::EUR).unwrap(), Some(120_050));
                assert_eq!(row.text("currency"), Some("EUR"));
                assert_eq!(row.money("line.arr", Currency::USD).unwrap_err().code, "currency_mismatch");
            },
        );
    }

    #[test]
    fn a_cell_that_cannot_be_read_names_column_code_and_reason() {
        let toml = "kind='contracts'\n[columns]\n'Start'='line.start'\n'Seats'='line.quantity'\n'Trial'='line.trial'\n'ARR'='line.arr'";
        cells(toml, &["Start", "Seats", "Trial", "ARR"], &["2026-02-30", "-3", "maybe", "12.345"], |row| {
            let error = row.date("line.start").unwrap_err();
            assert_eq!(
                (error.line, error.column.as_deref(), error.code.as_str()),
                (2, Some("Start"), "invalid_date")
            );
            assert!(error.message.contains("28 days"), "{}", error.message);
            assert_eq!(row.quantity("line.quantity").unwrap_err().code, "negative");
            assert_eq!(row.truth("line.trial").unwrap_err().code, "invalid_value");
            assert_eq!(row.money("line.arr", Currency::USD).unwrap_err().code, "invalid_number");
        });
    }

    #[test]
    fn a_choice_is_read_in_other_words() {
        let mut mapping = Mapping::empty(ImportKind::Accounts);
        mapping.columns.insert("s".into(), Target::Field("account.status".into()));
        let layout = Layout::new(&mapping, &["s".to_owned()], &[]);
        let record = csv::StringRecord::from(vec!["Lost"]);
        let row = Cells { layout: &layout, record: &record, line: 2 };
        assert_eq!(row.choice(ImportKind::Accounts, "account.status").unwrap(), Some("churned"));
    }
}
