//! What a change costs: everything a calculation takes, read from the book, and what helps to judge it. Nothing is
//! stored here; keeping records is in `changes`.

use super::addenda::{self, Signed};
use super::changes::{ChangeUpdate, fill};
use super::{contracts, settings};
use crate::engine::Read;
use crate::store;
use chrono::NaiveDate;
use headroom_core::book::{Account, Change, Contract, Settings, StoredRecord};
use headroom_core::contract::{
    self, CalculationInput, CalculationPolicy, CalculationRecord, ChangeItem, Collision, CollisionSetting,
    ContractChange, ContractLine, ContractTerms, InvoiceBasis, InvoicePreview, LineBilling, OtherMethod,
    OtherRounding, PricePeriod, ProrationMethod,
};
use headroom_core::error::Result;
use headroom_core::exact::Rounding;
use headroom_core::id::RecordId;
use headroom_core::locale::Language;
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
    /// The setting when not given.
    #[serde(default)]
    #[ts(optional)]
    pub rounding: Option<Rounding>,
    /// The setting when not given.
    #[serde(default)]
    #[ts(optional)]
    pub unit_price_first: Option<bool>,
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
    /// What other ways to round would give.
    pub roundings: Vec<OtherRounding>,
    /// Both paths, when the change comes close to the renewal.
    pub collision: Option<Collision>,
    /// The change's own amounts by billing period, the first on the effective date; empty when the contract does not
    /// say how it is billed.
    pub invoices: Vec<InvoicePreview>,
    /// The first regular invoice after the effective date with the change in it.
    pub next_invoice: Option<InvoicePreview>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExplainRequest {
    /// The calculation record.
    pub id: String,
    /// en, de or fr.
    pub language: String,
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
        rounding: request.rounding,
        unit_price_first: request.unit_price_first,
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

/// A stored calculation in sentences, in the language of whoever has to check it.
pub fn explain(read: &Read<'_>, request: ExplainRequest) -> Result<Vec<String>> {
    let language = settings::language("language", &request.language)?;
    let stored: StoredRecord = store::get(read.connection, &request.id)?;
    let locale = settings::locale("locale", &settings::load(read.connection)?.locale)?;
    let locale =
        if locale.language() == language { locale } else { settings::locale("language", language.code())? };
    let earlier = earlier_number(read.connection, &stored.record)?;
    Ok(contract::explain(&stored.record, language, locale, earlier.as_deref())?)
}

/// The number of the calculation that a record replaces or takes back.
fn earlier_number(connection: &Connection, record: &CalculationRecord) -> Result<Option<String>> {
    let Some(id) = record.reverses.as_ref().or(record.supersedes.as_ref()) else { return Ok(None) };
    Ok(store::optional::<StoredRecord>(connection, id.as_str())?.map(|record| record.number))
}

/// A change with the fields of a request, and its record or why there is none; nothing is stored.
pub fn try_out(
    connection: &Connection,
    request: ChangeUpdate,
) -> Result<(Change, Result<CalculationRecord>)> {
    let mut change: Change = store::get(connection, &request.id)?;
    fill(&mut change, request)?;
    let id = RecordId("preview".into());
    let record = Sums::gather(connection, &change)?.record(&id);
    change.record_id = record.is_ok().then_some(id);
    Ok((change, record))
}

/// Everything a calculation takes, read from the book.
pub struct Sums {
    terms: ContractTerms,
    lines: Vec<ContractLine>,
    signed: Vec<Signed>,
    billing: Vec<LineBilling>,
    billed_by: Option<PricePeriod>,
    change: ContractChange,
    policy: CalculationPolicy,
}

impl Sums {
    pub fn gather(connection: &Connection, change: &Change) -> Result<Self> {
        let settings = settings::load(connection)?;
        let contract: Contract = store::get(connection, change.contract_id.as_str())?;
        let currency = settings::currency("currency", &contract.currency)?;
        let lines = contracts::arithmetic_lines(connection, &contract)?;
        let signed = addenda::signed(connection, contract.id.as_str())?;
        let policy = policy(&settings, change)?;
        let records: Vec<&CalculationRecord> = signed.iter().map(|signed| &signed.record).collect();
        let billed_by = contracts::billed_by(&contract);
        let billing = match contract.term() {
            Some(term) => contract::line_billing(&InvoiceBasis {
                contract: term,
                policy,
                currency,
                billing: billed_by.unwrap_or(PricePeriod::Term),
                lines: &lines,
                records: &records,
            })?,
            None => Vec::new(),
        };
        Ok(Self {
            terms: ContractTerms { start: contract.start, renewal_date: contract.renewal_date, currency },
            lines,
            billing,
            billed_by,
            change: ContractChange {
                effective: change.effective_date,
                currency,
                items: change.items.clone(),
                header_discount: change.header_discount,
                agreed_total: change.agreed_total,
            },
            policy,
            signed,
        })
    }

    fn input<'a>(&'a self, id: &'a RecordId) -> CalculationInput<'a> {
        CalculationInput {
            id,
            change: &self.change,
            terms: &self.terms,
            lines: &self.lines,
            billing: &self.billing,
            policy: self.policy,
        }
    }

    pub fn record(&self, id: &RecordId) -> Result<CalculationRecord> {
        Ok(contract::calculate(&self.input(id))?)
    }

    /// Whether a record says what would be calculated now; the one it replaces does not matter.
    pub fn is_current(&self, record: &CalculationRecord) -> bool {
        self.record(&record.id).is_ok_and(|fresh| {
            fresh.lines == record.lines
                && fresh.totals == record.totals
                && fresh.contract == record.contract
                && fresh.policy == record.policy
        })
    }

    /// The first regular invoice after a day with the record in it; nothing where the contract does not say how it is
    /// billed, or its lines no longer fit.
    fn next_invoice(&self, record: &CalculationRecord, after: NaiveDate) -> Option<InvoicePreview> {
        let mut records: Vec<&CalculationRecord> = self.signed.iter().map(|signed| &signed.record).collect();
        let lines = contract::lines_before(&self.lines, &records);
        if !records.iter().any(|known| known.id == record.id) {
            records.push(record);
        }
        let basis = InvoiceBasis {
            contract: record.contract,
            policy: record.policy,
            currency: record.currency,
            billing: self.billed_by?,
            lines: &lines,
            records: &records,
        };
        contract::invoice_after(&basis, after).ok()
    }
}

/// The rounding that new changes start with.
pub fn rounding(settings: &Settings) -> Rounding {
    if settings.rounding == "half_even" { Rounding::HalfEven } else { Rounding::HalfUp }
}

fn policy(settings: &Settings, change: &Change) -> Result<CalculationPolicy> {
    Ok(CalculationPolicy {
        method: change.method.parse::<ProrationMethod>()?,
        rounding: change.rounding.unwrap_or_else(|| rounding(settings)),
        unit_price_first: change.unit_price_first.unwrap_or(settings.round_unit_price_first),
    })
}

/// A record with its sentences, what other methods and roundings would give, its invoices, and both paths when the
/// renewal is close.
pub fn describe(
    connection: &Connection,
    record: CalculationRecord,
    change: &Change,
    today: NaiveDate,
) -> Result<Calculation> {
    let sums = Sums::gather(connection, change)?;
    // A record that is in force already was calculated on the lines before it; it can no longer be compared.
    let others = contract::other_methods(&record, &sums.input(&record.id)).unwrap_or_default();
    let roundings = contract::other_roundings(&record, &sums.input(&record.id)).unwrap_or_default();
    let settings = settings::load(connection)?;
    let locale = settings::locale("locale", &settings.locale)?;
    let invoices = match sums.billed_by {
        Some(billing) => contract::invoice_schedule(&record, billing)?,
        None => Vec::new(),
    };
    let earlier = earlier_number(connection, &record)?;
    Ok(Calculation {
        sentences: contract::explain(&record, Language::En, locale, earlier.as_deref())?,
        others,
        roundings,
        collision: collision(connection, &settings, &record, change, today)?,
        invoices,
        next_invoice: sums.next_invoice(&record, record.charge.start.max(today)),
        record,
    })
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
