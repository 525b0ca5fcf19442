//! The calculation record: everything a change was calculated from and came to (contracts, section 8).
//!
//! Written once and never changed. Screen, proposal, addendum, mail and CSV print it; none of them
//! computes a second time. A new effective date makes another record that names this one.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CalculationPolicy, ContractLine, Discount, ListKind, Notice, PricePeriod, ProrationMethod};
use crate::dates::Term;
use crate::exact::Exact;
use crate::id::{LineId, ProductId, RecordId};
use crate::money::{Currency, Money};

/// What one unit of a segment's `count` is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SegmentUnit {
    /// A contract year, counted from the contract start.
    ContractYear,
    /// A quarter, counted from the contract start.
    ContractQuarter,
    /// A month, counted from the contract start.
    ContractMonth,
    /// The whole term the price is for.
    WholeTerm,
    /// A year of 365 days.
    FixedYear,
    /// A calendar month, or a month counted from the charge start.
    Month,
}

/// One piece of a charge with its own denominator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProrationSegment {
    pub from: NaiveDate,
    /// First day not in the segment.
    pub to: NaiveDate,
    /// Days of the segment.
    #[ts(type = "number")]
    pub days: i64,
    /// What the days are divided by: 365, 366, 31, 30, 365/12 …; null where whole units are counted.
    #[ts(type = "string | null")]
    pub denominator: Option<Exact>,
    /// Units of the segment: 196/365, or 6 for six whole months.
    pub count: Exact,
}

/// The exact fraction of a price that some dates cost, and how it comes about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Proration {
    pub method: ProrationMethod,
    /// The days charged, half open.
    pub charge: Term,
    /// Days charged.
    #[ts(type = "number")]
    pub days: i64,
    /// What the segments count.
    pub unit: SegmentUnit,
    pub segments: Vec<ProrationSegment>,
    /// Prices per unit: 1/12 where months are counted and the price is for a year, 4 for a year and a price
    /// per quarter.
    pub prices_per_unit: Exact,
    /// (sum of `count`) x `prices_per_unit`: the multiplier of the price, exact.
    pub fraction: Exact,
    /// The charge is the whole contract of whole years, so it costs exactly that many years (section 2).
    pub whole_term: bool,
    pub notices: Vec<Notice>,
}

/// Why a calculated line is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChangeLineKind {
    /// More of a line.
    AddedQuantity,
    /// A new product.
    AddedProduct,
    /// The old plan given back.
    PlanCredit,
    /// The new plan.
    PlanCharge,
    /// Less of a line, or none of it.
    RemovalCredit,
    /// Another quantity on a volume or graduated list.
    ListDifference,
    /// Charged once, outside the fraction.
    OneTimeFee,
    /// One price of a ramp.
    RampStep,
    /// A line that goes on to a renewal date moved to a later day; it adds no yearly value.
    ExtendedTerm,
    /// Quantity used above the quantity paid for.
    TrueUp,
}

/// A discount with what it came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AppliedDiscount {
    pub discount: Discount,
    /// Major units off the line's amount per price period; for a one-time discount off the prorated amount. Exact.
    pub amount: Exact,
}

/// The whole-quantity totals of a price list before and after, in major units per price period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ListTotals {
    pub kind: ListKind,
    pub before: Exact,
    pub after: Exact,
}

/// The limit of a credit: billed minus earlier credits (section 5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AppliedCap {
    pub billed: Money,
    /// Earlier credits, positive.
    pub credited: Money,
    /// The most that can be given back, never below zero.
    pub limit: Money,
    /// The credit was larger and is cut to the limit.
    pub applied: bool,
}

/// One line of a calculation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CalculatedLine {
    /// Position in the record, from 1; the tie order of every split.
    pub number: u32,
    pub kind: ChangeLineKind,
    pub product_id: ProductId,
    pub product: String,
    /// The contract line it continues, reduces or replaces.
    pub contract_line: Option<LineId>,
    /// The contract line that begins with it: what is charged here, or what is left after a credit.
    #[serde(default)]
    pub opens: Option<LineId>,
    #[ts(type = "string")]
    pub quantity_before: Decimal,
    #[ts(type = "string")]
    pub quantity_after: Decimal,
    /// What is priced: negative for a credit.
    #[ts(type = "string")]
    pub quantity: Decimal,
    #[ts(type = "string")]
    pub unit_price: Decimal,
    /// Null for a one-time fee.
    pub period: Option<PricePeriod>,
    pub list_totals: Option<ListTotals>,
    pub discounts: Vec<AppliedDiscount>,
    /// Signed amount per price period (or once) after recurring discounts, in major units, exact.
    pub period_amount: Exact,
    /// Null for a one-time fee.
    pub proration: Option<Proration>,
    /// The amount before rounding, in major units, exact.
    pub unrounded: Exact,
    /// The prorated unit price in minor units where it was rounded first.
    pub rounded_unit_price: Option<Money>,
    /// `unrounded`, rounded once.
    pub rounded: Money,
    pub cap: Option<AppliedCap>,
    /// The share of a discount on the whole change, positive.
    pub header_discount: Option<Money>,
    /// What the line comes to: `rounded`, after cap, header discount and a negotiated total.
    pub amount: Money,
    /// Yearly value this line adds (or takes), from the yearly price, never from the rounded stub.
    pub acv: Money,
    /// Yearly value this line adds (or takes) on the last day of the term; zero for an earlier ramp step.
    pub at_renewal: Money,
    pub notices: Vec<Notice>,
}

/// What the lines come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CalculationTotals {
    /// Sum of the rounded charge lines.
    pub charges: Money,
    /// Sum of the rounded credit lines; negative or zero.
    pub credits: Money,
    /// The part of `charges` that is charged once.
    pub one_time: Money,
    /// Charges and credits: the amount until the renewal (TCV of the addendum).
    pub total: Money,
    /// Yearly value added from the effective date on.
    pub acv_added: Money,
    /// Yearly value added as it stands on the last day of the term.
    pub acv_added_at_renewal: Money,
    /// Yearly value of the contract on the day before the effective date's change.
    pub arr_before: Money,
    /// Yearly value of the contract on the effective date.
    pub arr_after: Money,
    /// Yearly value of everything in force on the last day of the term.
    pub value_at_renewal: Money,
}

/// What signing does to the contract lines.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "step", rename_all = "snake_case")]
#[allow(clippy::large_enum_variant, reason = "a record holds a handful of steps")]
pub enum LedgerStep {
    /// A line ends; `end_before` is what its end was.
    Close { line: LineId, on: NaiveDate, end_before: Option<NaiveDate> },
    /// A line begins. Its id and origin are final once the addendum is signed.
    Open { line: ContractLine },
}

/// One calculation, immutable.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CalculationRecord {
    /// Version of this form, 1.
    pub form: u32,
    pub id: RecordId,
    /// The record this one replaces.
    pub supersedes: Option<RecordId>,
    /// The record this one takes back.
    pub reverses: Option<RecordId>,
    pub policy: CalculationPolicy,
    pub currency: Currency,
    /// `[start, renewal date)`.
    pub contract: Term,
    /// `[effective date, renewal date)`.
    pub charge: Term,
    pub lines: Vec<CalculatedLine>,
    pub header_discount: Option<Money>,
    pub agreed_total: Option<Money>,
    pub totals: CalculationTotals,
    pub ledger: Vec<LedgerStep>,
    pub notices: Vec<Notice>,
}
