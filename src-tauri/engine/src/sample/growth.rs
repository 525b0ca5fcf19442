//! What happened between the calls: what accounts could still buy, what was lost, and the renewals inside longer
//! agreements.

use super::book::Made;
use super::data::{self, LossRow, WhiteSpaceRow};
use super::notes::as_of;
use super::papers::quote;
use crate::commands::renewals::{NewLoss, create_loss};
use crate::commands::white_space::{self, NewWhiteSpace};
use crate::engine::Write;
use crate::store;
use chrono::{Datelike, Duration, NaiveDate};
use headroom_core::book::{Line, LineOrigin, RenewalOutcome, RenewalRecord, WhiteSpaceStatus};
use headroom_core::error::Result;
use rust_decimal::Decimal;
use serde_json::{Map, json};

/// Writes all three.
pub fn fill(write: &mut Write<'_>, made: &Made) -> Result<()> {
    let rows = data::growth()?;
    for row in &rows.white_space {
        item(write, made, row)?;
    }
    for row in &rows.loss {
        loss(write, made, row)?;
    }
    renewals(write, made)
}

fn item(write: &mut Write<'_>, made: &Made, row: &WhiteSpaceRow) -> Result<()> {
    let account = made.account(&row.account)?;
    let champion = row.champion.as_deref().map(|name| made.contact(&row.account, name)).transpose()?;
    let quote = row.quote.as_deref().map(|text| quote(write, account.id.as_str(), text)).transpose()?;
    let replaces = match &row.replaces {
        Some(code) => Some(made.product(code)?.0.id.clone()),
        None => None,
    };
    let set: Map<String, serde_json::Value> = [
        ("product_id", json!(made.product(&row.product)?.0.id)),
        ("department", json!(row.department)),
        ("current", json!(row.current)),
        ("potential", json!(row.potential)),
        ("basis", json!(row.basis)),
        ("value_driver", json!(row.value_driver)),
        ("use_case", json!(row.use_case)),
        ("champion_id", json!(champion.map(|contact| &contact.id))),
        ("quote_id", json!(quote)),
        ("incumbent", json!(row.incumbent)),
        ("units", json!(row.units.map(|units| units.to_string()))),
        ("replaces_id", json!(replaces)),
        // All currencies of the sample have cents.
        ("arr_minor", json!(row.arr.map(|arr| arr * 100))),
        ("quarter", json!(quarter(write.today, row.quarters))),
        ("status", json!(row.status.unwrap_or(WhiteSpaceStatus::Open))),
        ("arr_potential", json!(row.scores[0])),
        ("ease", json!(row.scores[1])),
        ("importance", json!(row.scores[2])),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .collect();
    white_space::create(
        write,
        NewWhiteSpace { account_id: account.id.0.clone(), dimension: row.dimension, set },
    )?;
    Ok(())
}

/// "2027Q1": so many calendar quarters after the one of the day.
fn quarter(today: NaiveDate, ahead: i64) -> String {
    let quarters = i64::from(today.year()) * 4 + i64::from(today.month0() / 3) + ahead;
    format!("{}Q{}", quarters / 4, quarters % 4 + 1)
}

fn loss(write: &mut Write<'_>, made: &Made, row: &LossRow) -> Result<()> {
    let account_id = made.account(&row.account)?.id.0.clone();
    let day = write.today - Duration::days(row.ago);
    as_of(write, day, |write| {
        let (kind, reason, words) = (row.kind, row.reason.clone(), row.words.clone());
        create_loss(write, NewLoss { account_id, kind, reason, words, noted_on: None })
    })?;
    Ok(())
}

/// A line that took the place of another at an anniversary is a renewal that was recorded.
fn renewals(write: &mut Write<'_>, made: &Made) -> Result<()> {
    for row in data::accounts()? {
        let Some(contract) = made.contracts.get(&row.id) else { continue };
        let lines: Vec<Line> = store::list(
            write.connection,
            "WHERE contract_id = ? AND addendum_id IS NULL ORDER BY start, rowid",
            [contract.id.as_str()],
        )?;
        let mut days: Vec<NaiveDate> =
            lines.iter().filter(|line| line.origin == LineOrigin::Renewal).map(|line| line.start).collect();
        days.dedup();
        for (at, day) in days.iter().enumerate() {
            let worth = |day: NaiveDate| -> Decimal {
                let in_force = |line: &&Line| line.start <= day && line.end.is_none_or(|end| day < end);
                lines.iter().filter(in_force).map(|line| line.quantity * line.unit_price).sum()
            };
            let (before, after) = (worth(*day - Duration::days(1)), worth(*day));
            let outcome = match after.cmp(&before) {
                std::cmp::Ordering::Greater => RenewalOutcome::Up,
                std::cmp::Ordering::Less => RenewalOutcome::Down,
                std::cmp::Ordering::Equal => RenewalOutcome::Same,
            };
            store::insert(
                write.connection,
                &RenewalRecord {
                    id: write.id(),
                    contract_id: contract.id.clone(),
                    outcome,
                    renewed_on: *day,
                    next_renewal: days.get(at + 1).copied().or(contract.renewal_date),
                    reason: (outcome == RenewalOutcome::Down).then(|| "Fewer people work with it".to_owned()),
                    created_at: write.now.clone(),
                    deleted_at: None,
                },
            )?;
        }
        if let Some(left) = contract.renewal_date.filter(|day| row.status == "churned" && *day <= write.today)
        {
            store::insert(
                write.connection,
                &RenewalRecord {
                    id: write.id(),
                    contract_id: contract.id.clone(),
                    outcome: RenewalOutcome::Lost,
                    renewed_on: left,
                    next_renewal: None,
                    reason: Some("Notice given; nothing left to use it for".to_owned()),
                    created_at: write.now.clone(),
                    deleted_at: None,
                },
            )?;
        }
    }
    Ok(())
}
