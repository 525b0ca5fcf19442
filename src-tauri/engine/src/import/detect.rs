//! Finds out what a file means: the kind of its rows, which column is which field, how dates and decimals
//! are written. Looks at names first and at the values of the whole column for everything that can mislead.

use super::cells::{Reading, key_field, order_of_format, read_date};
use super::fields::{self, Field, METRICS, Type, normalised};
use super::mapping::{Details, End, Mapping, Scalar, Target};
use super::read::Source;
use super::report::ImportKind;
use csv::StringRecord;
use headroom_core::error::{AppError, Result};
use headroom_core::locale::{DateOrder, Locale};
use headroom_core::money::Currency;

/// How many rows the shape of unnamed values is looked for in.
const SHAPE_ROWS: usize = 200;

/// The kind whose fields the header fits best; `None` when two fit alike or nothing fits.
pub(super) fn kind(headers: &[String]) -> Option<ImportKind> {
    let mut scores: Vec<(usize, ImportKind)> = ImportKind::ALL
        .into_iter()
        .filter(|kind| missing(*kind, &named_columns(*kind, headers)).is_none())
        .map(|kind| {
            let mapping = named_columns(kind, headers);
            let own = mapping.columns.values().filter(|target| !target.field().starts_with("extra.")).count();
            // A key of its own kind says most: "subscription_id" is about contracts.
            let keyed = mapping.key.as_deref().is_some_and(|column| normalised(column) != "id");
            (own * 2 + usize::from(keyed) * 3, kind)
        })
        .collect();
    scores.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    match scores.as_slice() {
        [(best, kind), (next, _), ..] if best > next => Some(*kind),
        [(_, kind)] => Some(*kind),
        _ => None,
    }
}

/// The mapping the names and values of a file suggest.
pub(super) fn mapping(kind: ImportKind, source: &Source) -> Result<Mapping> {
    let mut mapping = named_columns(kind, &source.headers);
    by_shape(&mut mapping, source)?;
    if kind == ImportKind::Accounts {
        for header in &source.headers {
            if !mapping.columns.contains_key(header) && mapping.key.as_ref() != Some(header) {
                mapping.columns.insert(header.clone(), Target::Field(format!("extra.{header}")));
            }
        }
    }
    Ok(mapping)
}

/// Maps columns by their names alone.
fn named_columns(kind: ImportKind, headers: &[String]) -> Mapping {
    let mut mapping = Mapping::empty(kind);
    for field in fields::of(kind) {
        let best = headers
            .iter()
            .filter(|header| !mapping.columns.contains_key(*header) && mapping.key.as_ref() != Some(header))
            .filter_map(|header| rank(field, header).map(|rank| (rank, header)))
            .min_by_key(|(rank, _)| *rank);
        let Some((_, header)) = best else { continue };
        if field.name == key_field(kind) {
            mapping.key = Some(header.clone());
        } else {
            let end = (field.of == Type::EndDate).then_some(End::Exclusive);
            let details = Details { field: field.name.to_owned(), end, ..Details::default() };
            mapping.columns.insert(header.clone(), Target::from_details(details));
        }
    }
    if kind == ImportKind::Usage {
        for header in headers {
            let name = normalised(header);
            let metric = METRICS.iter().find(|(_, names)| names.contains(&name.as_str()));
            if let Some((metric, _)) = metric.filter(|_| !mapping.columns.contains_key(header)) {
                mapping.columns.insert(header.clone(), Target::Field(format!("usage.metric.{metric}")));
            }
        }
    }
    // "arr_usd" and "ARR (EUR)" name the currency in the column.
    let has_currency = mapping.columns.values().any(|target| target.field().ends_with("currency"));
    let named = mapping.columns.keys().find_map(|header| currency_in(header).map(|(currency, _)| currency));
    if let Some(currency) = named.filter(|_| !has_currency && kind == ImportKind::Contracts) {
        mapping.constants.insert("currency".to_owned(), Scalar(currency.to_owned()));
    }
    mapping
}

/// How well a column name fits a field: the place in the field's list, `None` when it does not.
fn rank(field: &Field, header: &str) -> Option<usize> {
    let place = |name: &str| field.columns.iter().position(|column| *column == name);
    place(&normalised(header)).or_else(|| {
        let (_, rest) = currency_in(header).filter(|_| matches!(field.of, Type::Money | Type::Number))?;
        place(&normalised(&rest)).map(|rank| rank + 100)
    })
}

/// The currency a column name ends with, and the name without it.
fn currency_in(header: &str) -> Option<(&'static str, String)> {
    let trimmed = header.trim().trim_end_matches(')');
    let cut = trimmed.rfind(|c: char| !c.is_alphanumeric())?;
    let code = trimmed[cut + 1..].to_ascii_uppercase();
    let currency: Currency = code.parse().ok().filter(|_| cut + 1 < trimmed.len())?;
    Some((currency.code(), trimmed[..cut].to_owned()))
}

/// Maps what no name gave away but the values do: mail addresses.
fn by_shape(mapping: &mut Mapping, source: &Source) -> Result<()> {
    if mapping.kind != ImportKind::Contacts || mapping.columns.values().any(|t| t.field() == "contact.email")
    {
        return Ok(());
    }
    let mut rows = source.rows()?;
    let mut record = StringRecord::new();
    let mut counts = vec![(0_usize, 0_usize); source.headers.len()];
    for _ in 0..SHAPE_ROWS {
        let Some(found) = rows.next(&mut record)? else { break };
        if found.fault.is_some() {
            continue;
        }
        for (count, cell) in counts.iter_mut().zip(record.iter()) {
            let cell = cell.trim();
            count.0 += usize::from(!cell.is_empty());
            count.1 += usize::from(is_mail(cell));
        }
    }
    for (header, (filled, mails)) in source.headers.iter().zip(counts) {
        if mails > 0 && mails * 10 >= filled * 9 && !mapping.columns.contains_key(header) {
            mapping.columns.insert(header.clone(), Target::Field("contact.email".to_owned()));
            break;
        }
    }
    Ok(())
}

fn is_mail(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else { return false };
    !name.is_empty() && domain.contains('.') && !domain.contains(['@', ' '])
}

/// The first thing a mapping lacks to be usable, in words.
pub(super) fn missing(kind: ImportKind, mapping: &Mapping) -> Option<&'static str> {
    let has = |field: &str| {
        mapping
            .columns
            .values()
            .any(|target| fields::named(kind, target.field()).is_some_and(|f| f.name == field))
            || mapping.constants.keys().any(|name| fields::named(kind, name).is_some_and(|f| f.name == field))
            || (mapping.key.is_some() && key_field(kind) == field)
    };
    let account = has("account.external_id") || has("account.name") || has("account.domain");
    match kind {
        ImportKind::Accounts if !has("account.name") => Some("the name of the account"),
        ImportKind::Contacts if !(has("contact.name") || has("contact.last_name")) => {
            Some("the name of the person")
        }
        ImportKind::Products if !has("product.name") => Some("the name of the product"),
        ImportKind::Contracts if !(has("product") || has("product.external_id")) => {
            Some("the product or plan")
        }
        ImportKind::Contracts if !has("line.start") => Some("the start date"),
        ImportKind::Usage if !has("usage.day") => Some("the date"),
        ImportKind::Usage if !(has_metric(mapping) || has("usage.value") && has("usage.metric")) => {
            Some("the metric and its value")
        }
        ImportKind::Usage if !(account || has("line.external_id")) => Some("the account or subscription"),
        ImportKind::Notes if !has("note.held_on") => Some("the date of the call"),
        ImportKind::Contacts | ImportKind::Contracts | ImportKind::Notes if !account => Some("the account"),
        _ => None,
    }
}

fn has_metric(mapping: &Mapping) -> bool {
    mapping.columns.values().any(|target| fields::metric_of(target.field()).is_some())
}

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
        if sample.len() < 20 {
            sample.push(record.iter().map(|cell| cell.chars().take(200).collect()).collect());
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

    fn headers(names: &str) -> Vec<String> {
        names.split(',').map(str::to_owned).collect()
    }

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
    fn the_kind_is_seen_from_the_header() {
        for (names, expected) in [
            (
                "account_id,account_name,industry,country,signup_date,plan_tier,seats,is_trial,churn_flag",
                Some(ImportKind::Accounts),
            ),
            (
                "subscription_id,account_id,start_date,end_date,plan_tier,seats,mrr_amount,arr_amount",
                Some(ImportKind::Contracts),
            ),
            ("usage_id,subscription_id,usage_date,feature_name,usage_count", Some(ImportKind::Usage)),
            ("Vorname,Nachname,Firma,E-Mail,Position", Some(ImportKind::Contacts)),
            ("SKU,Product name,Price,Currency,Period", Some(ImportKind::Products)),
            ("foo,bar", None),
        ] {
            assert_eq!(kind(&headers(names)), expected, "{names}");
        }
    }

    #[test]
    fn columns_are_recognised_in_three_languages() {
        let mapping =
            named_columns(ImportKind::Accounts, &headers("Kundennummer,Firma,Branche,Mitarbeiter,Währung"));
        assert_eq!(mapping.key.as_deref(), Some("Kundennummer"));
        let field = |column: &str| mapping.columns[column].field().to_owned();
        assert_eq!(
            (field("Firma"), field("Branche"), field("Mitarbeiter"), field("Währung")),
            (
                "account.name".into(),
                "account.industry".into(),
                "account.employees".into(),
                "account.currency".into()
            )
        );
        let mapping =
            named_columns(ImportKind::Contracts, &headers("Client,Produit,Date début,Date fin,ARR (EUR)"));
        assert_eq!(mapping.constants["currency"], Scalar("EUR".into()));
        assert_eq!(mapping.columns["ARR (EUR)"].field(), "line.arr");
        assert_eq!(mapping.columns["Date fin"].details().end, Some(End::Exclusive));
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

    #[test]
    fn what_a_file_lacks_is_named() {
        let lacks = |kind, names: &str| missing(kind, &named_columns(kind, &headers(names)));
        assert_eq!(lacks(ImportKind::Contracts, "account_id,plan_tier"), Some("the start date"));
        assert_eq!(lacks(ImportKind::Contracts, "plan_tier,start_date"), Some("the account"));
        assert_eq!(lacks(ImportKind::Accounts, "account_id"), Some("the name of the account"));
        assert_eq!(lacks(ImportKind::Usage, "account_id,date,dau,mau"), None);
    }
}
