//! Usage as papers show it: the figures of an account by metric, the newest import of a day counting.

use crate::store::sql_error;
use chrono::{Datelike, NaiveDate};
use headroom_core::error::{AppError, Result};
use headroom_core::locale::Language;
use headroom_core::usage::UsagePoint;
use rusqlite::Connection;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// One metric with its figures, oldest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    pub metric: String,
    pub points: Vec<UsagePoint>,
}

/// A metric as the window, which speaks English, calls it: "Seats used"; one of their own as the import called it.
pub fn name(metric: &str) -> String {
    super::review_figures::called(Language::En, metric)
}

/// The metrics of an account up to a day, those with an entitlement first. Rows of one day are summed over lines.
///
/// # Errors
/// `Internal` for a row that cannot be read.
pub fn series(connection: &Connection, account: &str, until: NaiveDate) -> Result<Vec<Series>> {
    let mut statement = connection
        .prepare_cached(
            "SELECT u.metric, u.day, u.line_id, u.value, u.entitlement, coalesce(j.seq, 0) AS written
             FROM usage_snapshot u LEFT JOIN journal j ON j.import_id = u.import_id
             WHERE u.account_id = ?1 AND u.day <= ?2
             ORDER BY u.metric, u.day, u.line_id, written DESC",
        )
        .map_err(sql_error)?;
    let mut rows = statement.query([account, &until.to_string()]).map_err(sql_error)?;
    let mut found: Vec<Series> = Vec::new();
    let mut last = (String::new(), String::new(), String::new());
    while let Some(row) = rows.next().map_err(sql_error)? {
        let text = |at: usize| row.get::<_, String>(at).map_err(sql_error);
        let key = (text(0)?, text(1)?, text(2)?);
        // A later import of the same day and line wins.
        if key == last {
            continue;
        }
        let number = |text: String| text.parse::<Decimal>().map_err(AppError::internal);
        let value = number(text(3)?)?;
        let entitlement = row.get::<_, Option<String>>(4).map_err(sql_error)?.map(number).transpose()?;
        let day: NaiveDate = key.1.parse().map_err(AppError::internal)?;
        if found.last().is_none_or(|series| series.metric != key.0) {
            found.push(Series { metric: key.0.clone(), points: Vec::new() });
        }
        last = key;
        let Some(series) = found.last_mut() else { continue };
        match series.points.last_mut().filter(|point| point.day == day) {
            Some(point) => {
                point.value += value;
                point.entitlement = match (point.entitlement, entitlement) {
                    (Some(a), Some(b)) => Some(a + b),
                    (a, b) => a.or(b),
                };
            }
            None => series.points.push(UsagePoint { day, value, entitlement }),
        }
    }
    found.sort_by_key(|series| {
        series.points.last().is_none_or(|point| point.entitlement.is_none_or(|limit| limit <= Decimal::ZERO))
    });
    Ok(found)
}

/// The figure of one metric in force on a day: its newest one up to then.
///
/// # Errors
/// As [`series`].
pub fn reading(
    connection: &Connection,
    account: &str,
    metric: &str,
    on: NaiveDate,
) -> Result<Option<UsagePoint>> {
    let found = series(connection, account, on)?;
    Ok(found.into_iter().find(|one| one.metric == metric).and_then(|one| one.points.last().copied()))
}

/// The figures of an account by metric, oldest first.
pub type Readings = BTreeMap<String, Vec<UsagePoint>>;

/// As [`series`], by metric.
///
/// # Errors
/// As [`series`].
pub fn readings(connection: &Connection, account: &str, until: NaiveDate) -> Result<Readings> {
    Ok(series(connection, account, until)?.into_iter().map(|one| (one.metric, one.points)).collect())
}

/// Value / entitlement; none without an entitlement.
pub fn ratio(point: &UsagePoint) -> Option<Decimal> {
    point.entitlement.filter(|paid| *paid > Decimal::ZERO).and_then(|paid| point.value.checked_div(paid))
}

/// The last figure of each of the last `count` months, oldest first.
pub fn by_month(points: &[UsagePoint], count: usize) -> Vec<UsagePoint> {
    let mut months: Vec<UsagePoint> = Vec::new();
    for point in points {
        let month = |day: NaiveDate| (day.year(), day.month());
        if months.last().is_some_and(|last| month(last.day) == month(point.day)) {
            months.pop();
        }
        months.push(*point);
    }
    months.split_off(months.len().saturating_sub(count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_counts_with_its_last_figure() {
        let point = |text: &str, value: i64| UsagePoint {
            day: text.parse().unwrap(),
            value: value.into(),
            entitlement: None,
        };
        let days = [point("2026-01-05", 1), point("2026-01-31", 2), point("2026-02-28", 3)];
        assert_eq!(by_month(&days, 2), [days[1], days[2]]);
        assert_eq!(by_month(&days, 1), [days[2]]);
    }
}
