//! The contract as it is kept: terms and lines. The arithmetic over it lives in `crate::contract`.

use super::words;
use crate::contract::{CalculationRecord, ChangeItem, ContractLine, FloorApproval, Origin};
use crate::dates::Term;
use crate::exact::Rounding;
use crate::id::{AccountId, ChangeId, ContractId, DocumentId, LineId, ProductId, RecordId};
use crate::money::{Currency, Money};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// The period a unit price is for.
    LinePeriod { Month = "month", Quarter = "quarter", Year = "year", Term = "term" }
    /// Whether a line comes again.
    LineKind { Recurring = "recurring", OneTime = "one_time" }
    /// Where a line comes from.
    LineOrigin { Initial = "initial", Renewal = "renewal", Addendum = "addendum" }
}

/// An agreement with a customer; its term is half-open: `[start, renewal_date)`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Contract {
    pub id: ContractId,
    pub account_id: AccountId,
    pub external_id: Option<String>,
    pub msa_reference: Option<String>,
    pub msa_date: Option<NaiveDate>,
    pub start: NaiveDate,
    /// The first day not covered; without one nothing can co-term.
    pub renewal_date: Option<NaiveDate>,
    pub auto_renew: bool,
    pub notice_days: Option<i64>,
    /// monthly, quarterly, annual, or what the import said.
    pub billing_period: Option<String>,
    /// ISO 4217.
    pub currency: String,
    pub created_at: String,
    pub deleted_at: Option<String>,
}

/// A line of a contract, in force when `start <= day < end`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Line {
    pub id: LineId,
    pub contract_id: ContractId,
    pub external_id: Option<String>,
    pub product_id: ProductId,
    #[ts(type = "string")]
    pub quantity: Decimal,
    #[ts(type = "string")]
    pub unit_price: Decimal,
    pub period: LinePeriod,
    /// 0 to 100.
    #[ts(type = "string")]
    pub discount_percent: Decimal,
    /// A yearly value that came with the import and wins over the price, in minor units.
    pub given_arr_minor: Option<i64>,
    pub start: NaiveDate,
    /// The first day not in force; open-ended when null.
    pub end: Option<NaiveDate>,
    pub kind: LineKind,
    pub trial: bool,
    pub origin: LineOrigin,
    /// The addendum that made the line.
    pub addendum_id: Option<DocumentId>,
    /// The addendum that ended the line.
    pub ended_by: Option<DocumentId>,
    pub created_at: String,
    pub deleted_at: Option<String>,
}

/// A change to a contract: what proposal and addendum share.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Change {
    pub id: ChangeId,
    pub account_id: AccountId,
    pub contract_id: ContractId,
    pub effective_date: NaiveDate,
    /// A method name of contracts, section 9.
    pub method: String,
    /// How halves are rounded; the book's setting when the change was started.
    #[serde(default)]
    pub rounding: Option<Rounding>,
    /// Whether the prorated price of one unit is rounded before it is multiplied.
    #[serde(default)]
    pub unit_price_first: Option<bool>,
    /// What is to change.
    pub items: Vec<ChangeItem>,
    /// Taken off the whole and allocated over the lines (contracts, section 4).
    pub header_discount: Option<Money>,
    /// A total that was agreed and wins over the sum.
    pub agreed_total: Option<Money>,
    /// Who agreed to a price below its floor.
    pub approval: Option<FloorApproval>,
    /// The record that counts now.
    pub record_id: Option<RecordId>,
    pub created_at: String,
    pub deleted_at: Option<String>,
}

/// A stored calculation; never changed once written (contracts, section 8).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct StoredRecord {
    pub id: RecordId,
    /// "C-2026-0001".
    pub number: String,
    pub change_id: ChangeId,
    pub supersedes_id: Option<RecordId>,
    pub record: CalculationRecord,
    pub created_at: String,
}

impl Contract {
    /// `[start, renewal date)`, when there is a renewal date.
    pub fn term(&self) -> Option<Term> {
        self.renewal_date.map(|end| Term { start: self.start, end })
    }
}

impl Line {
    /// The line as the arithmetic sees it, in the currency of its contract; `term` is what a price for the whole
    /// term is for.
    pub fn for_arithmetic(&self, product: &str, currency: Currency, term: Option<Term>) -> ContractLine {
        ContractLine {
            id: self.id.clone(),
            product_id: self.product_id.clone(),
            product: product.to_owned(),
            quantity: self.quantity,
            unit_price: self.unit_price,
            period: self.period,
            price_term: term,
            discount_percent: self.discount_percent,
            currency,
            given_arr: self.given_arr_minor.map(|minor| Money::new(minor, currency)),
            start: self.start,
            end: self.end,
            kind: self.kind,
            trial: self.trial,
            origin: match (self.origin, &self.addendum_id) {
                (LineOrigin::Addendum, Some(id)) => Origin::Addendum { id: id.clone() },
                (LineOrigin::Renewal, _) => Origin::Renewal,
                _ => Origin::Initial,
            },
            ended_by: self.ended_by.clone(),
        }
    }
}
