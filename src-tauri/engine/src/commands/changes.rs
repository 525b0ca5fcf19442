//! Changes to a contract: tried out, calculated once into a record, and described so that they can be judged.

use super::documents::next_number;
use super::{contracts, settings};
use crate::engine::{Read, Write};
use crate::store::{self, sql_error};
use chrono::NaiveDate;
use headroom_core::book::{Account, Change, Contract, Document, Settings, StoredRecord};
use headroom_core::contract::{
    self, CalculationInput, CalculationPolicy, CalculationRecord, ChangeItem, Collision, CollisionSetting,
    ContractChange, ContractLine, ContractTerms, FloorApproval, OtherMethod, ProrationMethod,
};
use headroom_core::error::{AppError, Result};
use headroom_core::exact::Rounding;
use headroom_core::id::RecordId;
use headroom_core::money::Money;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A change to try out; nothing is stored.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CalculateRequest {
    pub contract_id: String,
    pub effective_date: NaiveDate,
    /// The setting when not given.
    #[serde(default)]
    #[ts(optional)]
    pub method: Option<ProrationMethod>,
    pub items: Vec<ChangeItem>,
    #[serde(default)]
    #[ts(optional)]
    pub header_discount: Option<Money>,
    #[serde(default)]
    #[ts(optional)]
    pub agreed_total: Option<Money>,
}

/// A calculation with what helps to judge it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Calculation {
    pub record: CalculationRecord,
    /// The record as sentences that can be checked by hand.
    pub sentences: Vec<String>,
    /// What the other methods would give for the same change.
    pub others: Vec<OtherMethod>,
    /// Both paths, when the change comes close to the renewal.
    pub collision: Option<Collision>,
}

/// The fields to change of a change; the record follows.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
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

/// What a change costs, without storing anything.
pub fn calculate(read: &Read<'_>, request: CalculateRequest) -> Result<Calculation> {
    let settings = settings::load(read.connection)?;
    let contract: Contract = store::get(read.connection, &request.contract_id)?;
    let change = Change {
        id: "preview".into(),
        account_id: contract.account_id.clone(),
        contract_id: contract.id.clone(),
        effective_date: request.effective_date,
        method: request
            .method
            .map_or_else(|| settings.proration_method.clone(), |method| method.name().to_owned()),
        items: request.items,
        header_discount: request.header_discount,
        agreed_total: request.agreed_total,
        approval: None,
        record_id: None,
        created_at: String::new(),
        deleted_at: None,
    };
    let record = Sums::gather(read.connection, &change)?.record(&RecordId("preview".into()))?;
    describe(read.connection, record, &change, read.today)
}

/// Everything a calculation takes, read from the book.
struct Sums {
    terms: ContractTerms,
    lines: Vec<ContractLine>,
    change: ContractChange,
    policy: CalculationPolicy,
}

impl Sums {
    fn gather(connection: &Connection, change: &Change) -> Result<Self> {
        let settings = settings::load(connection)?;
        let contract: Contract = store::get(connection, change.contract_id.as_str())?;
        let currency = settings::currency("currency", &contract.currency)?;
        Ok(Self {
            terms: ContractTerms { start: contract.start, renewal_date: contract.renewal_date, currency },
            lines: contracts::arithmetic_lines(connection, &contract)?,
            change: ContractChange {
                effective: change.effective_date,
                currency,
                items: change.items.clone(),
                header_discount: change.header_discount,
                agreed_total: change.agreed_total,
            },
            policy: policy(&settings, &change.method)?,
        })
    }

    fn input<'a>(&'a self, id: &'a RecordId) -> CalculationInput<'a> {
        CalculationInput {
            id,
            change: &self.change,
            terms: &self.terms,
            lines: &self.lines,
            billing: &[],
            policy: self.policy,
        }
    }

    fn record(&self, id: &RecordId) -> Result<CalculationRecord> {
        Ok(contract::calculate(&self.input(id))?)
    }
}

fn policy(settings: &Settings, method: &str) -> Result<CalculationPolicy> {
    Ok(CalculationPolicy {
        method: method.parse::<ProrationMethod>()?,
        rounding: if settings.rounding == "half_even" { Rounding::HalfEven } else { Rounding::HalfUp },
        unit_price_first: settings.round_unit_price_first,
    })
}

/// A record with its sentences, the other methods and both paths when the renewal is close.
pub fn describe(
    connection: &Connection,
    record: CalculationRecord,
    change: &Change,
    today: NaiveDate,
) -> Result<Calculation> {
    let sums = Sums::gather(connection, change)?;
    // A record that is in force already was calculated on the lines before it; it can no longer be compared.
    let others = contract::other_methods(&record, &sums.input(&record.id)).unwrap_or_default();
    let settings = settings::load(connection)?;
    let locale = settings::locale("locale", &settings.locale)?;
    let collision = collision(connection, &settings, &record, change, today)?;
    Ok(Calculation { sentences: contract::explain(&record, locale)?, others, collision, record })
}

fn collision(
    connection: &Connection,
    settings: &Settings,
    record: &CalculationRecord,
    change: &Change,
    today: NaiveDate,
) -> Result<Option<Collision>> {
    let account: Option<Account> = store::optional(connection, change.account_id.as_str())?;
    let contract: Contract = store::get(connection, change.contract_id.as_str())?;
    let lead =
        account.and_then(|account| account.procurement_lead_days).unwrap_or(settings.procurement_lead_days);
    let setting = CollisionSetting {
        today,
        window_days: settings.renewal_window_days,
        procurement_days: u32::try_from(lead).unwrap_or(0),
        notice_days: contract.notice_days,
        holidays: &settings.holidays,
    };
    Ok(contract::collision(record, &setting)?)
}

/// Changes effective date, method or lines; the calculation record follows.
pub fn update_change(write: &mut Write<'_>, request: ChangeUpdate) -> Result<Calculation> {
    let mut change: Change = store::get(write.connection, &request.id)?;
    refuse_when_signed(write.connection, &change)?;
    if let Some(date) = request.effective_date {
        change.effective_date = date;
    }
    if let Some(method) = request.method {
        change.method = method.name().to_owned();
    }
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
    let record = write_record(write, &mut change)?;
    write.mark.summary = format!("Change what is calculated: effective {}", change.effective_date);
    write.mark.account_id = Some(change.account_id.0.clone());
    write.mark.merge_key = request.visit.map(|visit| format!("{visit}/{}", change.id));
    describe(write.connection, record, &change, write.today)
}

/// Stores the record of a change. One that a sent paper prints stays and is superseded; one that nobody has seen
/// outside is replaced under its number.
fn write_record(write: &mut Write<'_>, change: &mut Change) -> Result<CalculationRecord> {
    let before: Option<StoredRecord> =
        change.record_id.as_ref().map(|id| store::get(write.connection, id.as_str())).transpose()?;
    let id: RecordId = write.id();
    let sums = Sums::gather(write.connection, change)?;
    let mut record = sums.record(&id)?;
    let (number, supersedes_id) = match before {
        None => (next_number(write.connection, "C", write.today, "calculation_record")?, None),
        Some(before) if is_printed(write.connection, &before.id)? => {
            (next_number(write.connection, "C", write.today, "calculation_record")?, Some(before.id))
        }
        Some(before) => {
            change.record_id = None;
            store::update(write.connection, change)?;
            store::delete::<StoredRecord>(write.connection, before.id.as_str())?;
            (before.number, before.supersedes_id)
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
