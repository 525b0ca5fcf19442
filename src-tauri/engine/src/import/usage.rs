//! Importing usage: values summed per account or line, metric and day.
//!
//! Rows are gathered in a private scratch database that spills to disk, so that a million of them take no
//! more memory than a thousand. They are not journaled one by one: they carry their import's id, and undoing
//! the import removes them. A later import of a day stands in front of an earlier one.

use super::Feed;
use super::cells::Cells;
use super::desk::{Accounts, Desk, SUGGESTIONS, fingerprint};
use super::report::{ImportReport, RowError};
use crate::store::sql_error;
use chrono::NaiveDate;
use headroom_core::error::Result;
use rusqlite::{Connection, OptionalExtension, params};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashMap, HashSet};

/// How many sums are gathered before they go to the scratch database.
const BATCH: usize = 50_000;

/// Account and line by place in the list of places, metric by place in the list of metrics, day.
type Key = (u32, u32, NaiveDate);

struct Sum {
    value: Decimal,
    entitlement: Option<Decimal>,
    rows: u32,
}

/// Imports the rows.
pub(super) fn import(
    desk: &Desk<'_>,
    feed: &mut Feed<'_>,
    report: &mut ImportReport,
    import_id: &str,
) -> Result<()> {
    let accounts = Accounts::load(desk.connection)?;
    let lines = lines(desk)?;
    let scratch = Scratch::open()?;
    let mut places = Interned::default();
    let mut metrics = Interned::default();
    let mut sums: BTreeMap<Key, Sum> = BTreeMap::new();
    let mut seen: HashSet<u64> = HashSet::new();
    let mut copies = 0_u64;
    let mut searched = 0_u32;
    let mut trouble: Result<()> = Ok(());
    feed.each(report, |row, report| {
        let (account, line) = place(row, &accounts, &lines, &mut searched)?;
        let place = places.of(&format!("{account} {line}"));
        let day = row
            .date("usage.day")?
            .ok_or_else(|| row.error("usage.day", "missing_value", "The date is missing."))?;
        let values = values(row)?;
        // The same id with the same content is the same row; with other content it is another one.
        if row.text("usage.id").is_some() && !seen.insert(fingerprint(row.record)) {
            copies += 1;
            report.unchanged += 1;
            return Ok(());
        }
        let entitlement = row.quantity("usage.entitlement")?;
        for (at, (metric, value)) in values.into_iter().enumerate() {
            let sum = sums.entry((place, metrics.of(metric), day)).or_insert(Sum {
                value: Decimal::ZERO,
                entitlement: None,
                rows: 0,
            });
            sum.value = sum
                .value
                .checked_add(value)
                .ok_or_else(|| row.error("usage.value", "invalid_number", "The sum is too large."))?;
            sum.entitlement = entitlement.or(sum.entitlement);
            sum.rows += u32::from(at == 0);
        }
        if sums.len() >= BATCH && trouble.is_ok() {
            trouble = scratch.take(&mut sums);
        }
        Ok(())
    })?;
    trouble?;
    scratch.take(&mut sums)?;
    settle(desk, &scratch, &places, &metrics, import_id, feed, report)?;
    if copies > 0 {
        report.notices.push(format!(
            "{copies} rows stand in the file twice, letter by letter; they were counted once."
        ));
    }
    Ok(())
}

/// The lines of the book by external id: their account and their id.
fn lines(desk: &Desk<'_>) -> Result<HashMap<String, (String, String)>> {
    let mut statement = desk
        .connection
        .prepare_cached(
            "SELECT l.external_id, c.account_id, l.id FROM contract_line l JOIN contract c ON c.id = l.contract_id
             WHERE l.external_id IS NOT NULL AND l.deleted_at IS NULL AND c.deleted_at IS NULL",
        )
        .map_err(sql_error)?;
    let rows =
        statement.query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?)))).map_err(sql_error)?;
    rows.collect::<Result<_, _>>().map_err(sql_error)
}

/// The account and line a row is about; the line is empty when the file knows accounts only.
fn place<'a>(
    row: Cells<'_>,
    accounts: &'a Accounts,
    lines: &'a HashMap<String, (String, String)>,
    searched: &mut u32,
) -> Result<(&'a str, &'a str), RowError> {
    const LINE: &str = "line.external_id";
    if let Some(external) = row.text(LINE) {
        if let Some((account, line)) = lines.get(external) {
            return Ok((account, line));
        }
        *searched += 1;
        let names = lines.keys().map(String::as_str);
        let near = if *searched <= SUGGESTIONS { super::suggest::nearest(external, names) } else { None };
        let meant = match near {
            Some(near) => format!(" Did you mean \"{near}\"?"),
            None => " Import the contracts first.".to_owned(),
        };
        return Err(row.error(
            LINE,
            "unknown_subscription",
            format!("There is no subscription \"{external}\".{meant}"),
        ));
    }
    accounts.of(row).map(|account| (account.id.as_str(), ""))
}

/// The metrics of a row: one named in a column, or one for each column of its own.
fn values<'a>(row: Cells<'a>) -> Result<Vec<(&'a str, Decimal)>, RowError> {
    let mut found = Vec::new();
    if row.layout.has("usage.value") {
        let metric = row.required("usage.metric", "The metric")?;
        let value = row
            .number("usage.value")?
            .ok_or_else(|| row.error("usage.value", "missing_value", "The value is missing."))?;
        if value.is_sign_negative() && !value.is_zero() {
            return Err(row.error("usage.value", "negative", format!("{value} is negative.")));
        }
        found.push((metric, value));
    }
    for (field, column) in &row.layout.open {
        if let (Some(metric), Some(value)) = (super::fields::metric_of(field), row.number_of_column(column)?)
        {
            found.push((metric, value));
        }
    }
    Ok(found)
}

/// Texts by number, so that a key is small.
#[derive(Default)]
struct Interned {
    places: HashMap<String, u32>,
    texts: Vec<String>,
}

impl Interned {
    fn of(&mut self, text: &str) -> u32 {
        if let Some(at) = self.places.get(text) {
            return *at;
        }
        let at = self.texts.len() as u32;
        self.places.insert(text.to_owned(), at);
        self.texts.push(text.to_owned());
        at
    }
}

/// A database of its own for the sums; SQLite keeps it in memory while it is small.
struct Scratch(Connection);

impl Scratch {
    fn open() -> Result<Self> {
        let connection = Connection::open("").map_err(sql_error)?;
        connection
            .execute_batch(
                "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
                 CREATE TABLE sum (place INTEGER, metric INTEGER, day TEXT, value TEXT, entitlement TEXT, rows INTEGER,
                   PRIMARY KEY (place, metric, day)) WITHOUT ROWID; BEGIN;",
            )
            .map_err(sql_error)?;
        Ok(Self(connection))
    }

    /// Adds the sums gathered so far, in key order.
    fn take(&self, sums: &mut BTreeMap<Key, Sum>) -> Result<()> {
        let mut find = self
            .0
            .prepare_cached(
                "SELECT value, entitlement, rows FROM sum WHERE place = ? AND metric = ? AND day = ?",
            )
            .map_err(sql_error)?;
        let mut put = self
            .0
            .prepare_cached("INSERT OR REPLACE INTO sum VALUES (?, ?, ?, ?, ?, ?)")
            .map_err(sql_error)?;
        let empty: bool = self
            .0
            .query_row("SELECT NOT EXISTS (SELECT 1 FROM sum)", [], |row| row.get(0))
            .map_err(sql_error)?;
        for ((place, metric, day), mut sum) in std::mem::take(sums) {
            let day = day.to_string();
            if !empty {
                let earlier: Option<(String, Option<String>, u32)> = find
                    .query_row(params![place, metric, day], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
                    .optional()
                    .map_err(sql_error)?;
                if let Some((value, entitlement, rows)) = earlier {
                    sum.value += value.parse::<Decimal>().unwrap_or_default();
                    sum.entitlement = sum.entitlement.or_else(|| entitlement?.parse().ok());
                    sum.rows += rows;
                }
            }
            let entitlement = sum.entitlement.map(|value| value.normalize().to_string());
            put.execute(params![
                place,
                metric,
                day,
                sum.value.normalize().to_string(),
                entitlement,
                sum.rows
            ])
            .map_err(sql_error)?;
        }
        Ok(())
    }
}

/// Compares the sums with the book and writes those that are new or different.
fn settle(
    desk: &Desk<'_>,
    scratch: &Scratch,
    places: &Interned,
    metrics: &Interned,
    import_id: &str,
    feed: &Feed<'_>,
    report: &mut ImportReport,
) -> Result<()> {
    let mut now = desk
        .connection
        .prepare_cached(
            "SELECT u.value, u.entitlement FROM usage_snapshot u LEFT JOIN journal j ON j.import_id = u.import_id
             WHERE u.account_id = ? AND u.metric = ? AND u.day = ? AND u.line_id = ? ORDER BY j.seq DESC LIMIT 1",
        )
        .map_err(sql_error)?;
    let mut put = desk
        .connection
        .prepare_cached(
            "INSERT INTO usage_snapshot (account_id, line_id, metric, day, value, entitlement, import_id)
             VALUES (?, ?, ?, ?, ?, ?, ?)",
        )
        .map_err(sql_error)?;
    let empty: bool = desk
        .connection
        .query_row("SELECT NOT EXISTS (SELECT 1 FROM usage_snapshot)", [], |row| row.get(0))
        .map_err(sql_error)?;
    let mut all = scratch
        .0
        .prepare("SELECT place, metric, day, value, entitlement, rows FROM sum ORDER BY place, metric, day")
        .map_err(sql_error)?;
    let mut rows = all.query([]).map_err(sql_error)?;
    let mut count = 0_u64;
    while let Some(row) = rows.next().map_err(sql_error)? {
        count += 1;
        if count.is_multiple_of(5_000) {
            feed.step(count)?;
        }
        let place: u32 = row.get(0).map_err(sql_error)?;
        let metric: u32 = row.get(1).map_err(sql_error)?;
        let text = |at: usize| row.get::<_, Option<String>>(at);
        let day = text(2).map_err(sql_error)?;
        let (value, entitlement) = (text(3).map_err(sql_error)?, text(4).map_err(sql_error)?);
        let rows: u32 = row.get(5).map_err(sql_error)?;
        let (account, line) = places.texts[place as usize].split_once(' ').unwrap_or_default();
        let metric = &metrics.texts[metric as usize];
        let known: Option<(Option<String>, Option<String>)> = if empty {
            None
        } else {
            now.query_row(params![account, metric, day, line], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()
                .map_err(sql_error)?
        };
        match known {
            Some(known) if known == (value.clone(), entitlement.clone()) => {
                report.unchanged += u64::from(rows);
                continue;
            }
            Some(_) => report.updated += u64::from(rows),
            None => report.created += u64::from(rows),
        }
        if desk.ids.is_some() {
            put.execute(params![account, line, metric, day, value, entitlement, import_id])
                .map_err(sql_error)?;
        }
    }
    report.notices.push(format!(
        "The rows make {count} values per {}, metric and day.",
        if places.texts.iter().any(|p| !p.ends_with(' ')) { "subscription" } else { "account" }
    ));
    Ok(())
}
