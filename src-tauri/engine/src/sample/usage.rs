//! Two years of monthly usage: seats used beside seats paid for, calls beside the limit, and for some accounts what lies
//! idle.
//!
//! Between the first and the last month of the file the figures grow evenly, with a summer dip and a little
//! unevenness that comes from the account's name, so that every book of a day is the same.

use super::book::Made;
use super::data;
use crate::engine::Write;
use crate::store::{self, sql_error};
use chrono::{Datelike, Duration, NaiveDate};
use headroom_core::book::Line;
use headroom_core::error::{AppError, Result};
use rusqlite::params;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Months of usage in the small sample.
pub const MONTHS: i64 = 24;
/// Months of what is paid for and hardly used.
const ADOPTION: i64 = 8;
/// Calls a month of one interface plan.
const CALLS: i64 = 500_000;
/// What stands for an import run: the rows did not come from a file.
const RUN: &str = "sample";

/// Writes a row a month, metric and account, on the last day of the month.
pub fn fill(write: &mut Write<'_>, made: &Made) -> Result<()> {
    let mut insert = write
        .connection
        .prepare(
            "INSERT INTO usage_snapshot (account_id, line_id, metric, day, value, entitlement, import_id)
             VALUES (?, '', ?, ?, ?, ?, ?)",
        )
        .map_err(sql_error)?;
    let first_of_month =
        write.today.with_day(1).ok_or_else(|| AppError::internal(format!("the month of {}", write.today)))?;
    let adoption = data::adoption()?;
    for (at, row) in data::usage()?.iter().enumerate() {
        let account = made.account(&row.id)?;
        let contract = made.contract(&row.id)?;
        let lines: Vec<Line> = store::list(
            write.connection,
            "WHERE contract_id = ? AND deleted_at IS NULL",
            [contract.id.as_str()],
        )?;
        let paid_for = |codes: &[&str], day: NaiveDate| -> Result<i64> {
            let mut sum = Decimal::ZERO;
            for code in codes {
                let product = &made.product(code)?.0;
                sum += lines
                    .iter()
                    .filter(|line| line.product_id == product.id)
                    .filter(|line| line.start <= day && line.end.is_none_or(|end| day < end))
                    .map(|line| line.quantity)
                    .sum::<Decimal>();
            }
            Ok(sum.to_i64().unwrap_or(0))
        };
        for month in 0..MONTHS {
            let next = headroom_core::dates::add_months(first_of_month, month - MONTHS + 1)
                .map_err(AppError::internal)?;
            let day = next - Duration::days(1);
            let seats = paid_for(&["STD", "PRO"], day)?;
            let mut put = |metric: &str, value: i64, entitlement: i64| {
                let entitlement = (entitlement > 0).then(|| entitlement.to_string());
                insert
                    .execute(params![
                        account.id.as_str(),
                        metric,
                        day.to_string(),
                        value.to_string(),
                        entitlement,
                        RUN
                    ])
                    .map(|_| ())
                    .map_err(sql_error)
            };
            // Nobody uses what is not there yet: before the contract there is no usage.
            if seats > 0 {
                let used = between(row.first, row.last, month, at as i64, day);
                put("seats_used", if month + 1 < MONTHS { used.min(seats + 2) } else { used }, seats)?;
            }
            let since = month - (MONTHS - ADOPTION);
            for idle in adoption.iter().filter(|idle| idle.id == row.id && since >= 0) {
                let used = idle.first + (idle.last - idle.first) * since / (ADOPTION - 1);
                put(&idle.metric, used, idle.paid)?;
            }
            if let (Some(first), Some(last)) = (row.calls_first, row.calls_last) {
                let limit = CALLS * paid_for(&["API"], day)?;
                if limit > 0 {
                    let percent = between(first * 10, last * 10, month, at as i64, day);
                    put("api_calls", limit * percent / 1000 + (at as i64 * 7919 + month * 613) % 997, limit)?;
                }
            }
        }
    }
    Ok(())
}

/// An even way from `first` to `last`, uneven by a few percent and lower in July and August; exact at both ends.
fn between(first: i64, last: i64, month: i64, seed: i64, day: NaiveDate) -> i64 {
    let even = first + (last - first) * month / (MONTHS - 1);
    if month == 0 || month == MONTHS - 1 {
        return even;
    }
    let swing = (seed * 31 + month * 17) % 7 - 3;
    let summer = if matches!(day.month(), 7 | 8) { 3 } else { 0 };
    (even * (100 + swing - summer) / 100).max(1)
}
