//! Changes to a contract as they are kept: their fields, and the calculation record that follows them. A change without
//! lines has no record; what a change costs is in `calculation`.

use super::calculation::{Calculation, Sums, describe};
use super::documents::next_number;
use crate::engine::Write;
use crate::store::{self, sql_error};
use chrono::NaiveDate;
use headroom_core::book::{Change, Document, StoredRecord};
use headroom_core::contract::{CalculationRecord, ChangeItem, FloorApproval, ProrationMethod};
use headroom_core::error::{AppError, Result};
use headroom_core::exact::Rounding;
use headroom_core::id::RecordId;
use headroom_core::money::Money;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The fields to change of a change; the record follows.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChangeUpdate {
    pub id: String,
    #[serde(default)]
    #[ts(optional)]
    pub effective_date: Option<NaiveDate>,
    #[serde(default)]
    #[ts(optional)]
    pub method: Option<ProrationMethod>,
    #[serde(default)]
    #[ts(optional)]
    pub rounding: Option<Rounding>,
    /// Round the prorated price of one unit before it is multiplied.
    #[serde(default)]
    #[ts(optional)]
    pub unit_price_first: Option<bool>,
    #[serde(default)]
    #[ts(optional)]
    pub items: Option<Vec<ChangeItem>>,
    /// Absent keeps it, null takes it away.
    #[serde(default, deserialize_with = "given")]
    #[ts(optional, type = "Money | null")]
    pub header_discount: Option<Option<Money>>,
    /// Absent keeps it, null takes it away.
    #[serde(default, deserialize_with = "given")]
    #[ts(optional, type = "Money | null")]
    pub agreed_total: Option<Option<Money>>,
    /// Who agreed to a price below its floor; absent keeps it, null takes it away.
    #[serde(default, deserialize_with = "given")]
    #[ts(optional, type = "FloorApproval | null")]
    pub approval: Option<Option<FloorApproval>>,
    /// Edits of one visit become one entry of the journal.
    #[serde(default)]
    #[ts(optional)]
    pub visit: Option<String>,
}

/// Tells an absent field from one that is null.
fn given<'de, T: Deserialize<'de>, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(deserializer).map(Some)
}

/// Changes effective date, method or lines; the calculation record follows. Without a line there is nothing to
/// calculate: date and method are kept, and there is no record until a line comes.
pub fn update_change(write: &mut Write<'_>, request: ChangeUpdate) -> Result<Option<Calculation>> {
    let mut change: Change = store::get(write.connection, &request.id)?;
    refuse_when_signed(write.connection, &change)?;
    let visit = request.visit.clone();
    fill(&mut change, request)?;
    write.mark.summary = format!("Change what is calculated: effective {}", change.effective_date);
    write.mark.account_id = Some(change.account_id.0.clone());
    write.mark.merge_key = visit.map(|visit| format!("{visit}/{}", change.id));
    if change.items.is_empty() {
        let dropped = drop_record(write, &mut change)?;
        if dropped.is_none() {
            store::update(write.connection, &change)?;
        }
        return Ok(None);
    }
    let record = write_record(write, &mut change)?;
    describe(write.connection, record, &change, write.today).map(Some)
}

/// Puts the fields given into a change.
///
/// # Errors
/// An approval that does not say who agreed and why.
pub fn fill(change: &mut Change, request: ChangeUpdate) -> Result<()> {
    if let Some(date) = request.effective_date {
        change.effective_date = date;
    }
    if let Some(method) = request.method {
        change.method = method.name().to_owned();
    }
    change.rounding = request.rounding.or(change.rounding);
    change.unit_price_first = request.unit_price_first.or(change.unit_price_first);
    if let Some(items) = request.items {
        change.items = items;
    }
    if let Some(discount) = request.header_discount {
        change.header_discount = discount;
    }
    if let Some(total) = request.agreed_total {
        change.agreed_total = total;
    }
    if let Some(approval) = request.approval {
        if approval
            .as_ref()
            .is_some_and(|given| given.approver.trim().is_empty() || given.reason.trim().is_empty())
        {
            return Err(AppError::invalid("approval", "An approval names who agreed and why."));
        }
        change.approval = approval;
    }
    Ok(())
}

/// Takes the change's record off it and writes the change. One that a sent paper prints stays as it is; one that nobody
/// has seen outside is removed. Gives back what a next record takes over: its number, or what it supersedes.
fn drop_record(write: &mut Write<'_>, change: &mut Change) -> Result<Option<Dropped>> {
    let Some(id) = change.record_id.take() else { return Ok(None) };
    let before: StoredRecord = store::get(write.connection, id.as_str())?;
    store::update(write.connection, change)?;
    if is_printed(write.connection, &before.id)? {
        return Ok(Some(Dropped { number: None, supersedes: Some(before.id) }));
    }
    store::delete::<StoredRecord>(write.connection, before.id.as_str())?;
    Ok(Some(Dropped { number: Some(before.number), supersedes: before.supersedes_id }))
}

/// What a record leaves to the one after it.
struct Dropped {
    number: Option<String>,
    supersedes: Option<RecordId>,
}

/// Stores the record of a change. One that a sent paper prints stays and is superseded; one that nobody has seen
/// outside is replaced under its number.
fn write_record(write: &mut Write<'_>, change: &mut Change) -> Result<CalculationRecord> {
    let id: RecordId = write.id();
    // Calculated first: what is refused leaves everything as it was.
    let mut record = Sums::gather(write.connection, change)?.record(&id)?;
    let dropped = drop_record(write, change)?;
    let (number, supersedes_id) = match dropped {
        Some(Dropped { number: Some(number), supersedes }) => (number, supersedes),
        dropped => {
            let number = next_number(write.connection, "C", write.today, "calculation_record")?;
            (number, dropped.and_then(|dropped| dropped.supersedes))
        }
    };
    record.supersedes.clone_from(&supersedes_id);
    let stored = StoredRecord {
        id: id.clone(),
        number,
        change_id: change.id.clone(),
        supersedes_id,
        record: record.clone(),
        created_at: write.now.clone(),
    };
    store::insert(write.connection, &stored)?;
    change.record_id = Some(id);
    store::update(write.connection, change)?;
    Ok(record)
}

fn is_printed(connection: &Connection, record: &RecordId) -> Result<bool> {
    connection
        .query_row("SELECT EXISTS (SELECT 1 FROM document WHERE record_id = ?)", [record.as_str()], |row| {
            row.get(0)
        })
        .map_err(sql_error)
}

pub fn refuse_when_signed(connection: &Connection, change: &Change) -> Result<()> {
    let signed: Vec<Document> =
        store::list(connection, "WHERE change_id = ? AND state = 'signed'", [change.id.as_str()])?;
    match signed.first() {
        Some(document) => {
            Err(AppError::precondition(format!("{} is signed; its change is in force.", document.number))
                .hint("Start another addendum."))
        }
        None => Ok(()),
    }
}
