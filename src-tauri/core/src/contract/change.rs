//! What an account manager wants to change in a contract: the input of a calculation.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Discount, PriceList, PricePeriod, ProrationMethod};
use crate::exact::Rounding;
use crate::id::{LineId, ProductId};
use crate::money::{Currency, Money};

/// The terms of the contract a change is made to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ContractTerms {
    /// The original start; contract years are counted from it, also after the renewal date moved.
    pub start: NaiveDate,
    /// The first day not covered; without one nothing can co-term.
    pub renewal_date: Option<NaiveDate>,
    pub currency: Currency,
}

/// How a change is calculated; stored with it, so that a later default never reprices it (section 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct CalculationPolicy {
    #[serde(default)]
    pub method: ProrationMethod,
    #[serde(default)]
    pub rounding: Rounding,
    /// Round the prorated unit price first, then multiply by the quantity (section 3, rule 5).
    #[serde(default)]
    pub unit_price_first: bool,
}

/// A change to a contract from one effective date on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ContractChange {
    /// The first day at the new price.
    pub effective: NaiveDate,
    pub currency: Currency,
    pub items: Vec<ChangeItem>,
    /// An amount off the charges as a whole, positive; split over the charge lines (section 4).
    #[serde(default)]
    pub header_discount: Option<Money>,
    /// A negotiated net amount until the renewal that the lines must add up to (section 4).
    #[serde(default)]
    pub agreed_total: Option<Money>,
}

/// One thing that changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ChangeItem {
    /// More of a line, at its price unless `unit_price` names another.
    AddQuantity {
        line: LineId,
        #[ts(type = "string")]
        quantity: Decimal,
        #[serde(default)]
        #[ts(type = "string | null")]
        unit_price: Option<Decimal>,
        #[serde(default)]
        discounts: Vec<Discount>,
    },
    /// A product that was not there: a module, a seat product, another unit.
    AddProduct {
        product_id: ProductId,
        product: String,
        #[ts(type = "string")]
        quantity: Decimal,
        #[ts(type = "string")]
        unit_price: Decimal,
        period: PricePeriod,
        #[serde(default)]
        discounts: Vec<Discount>,
    },
    /// Another plan in the place of a line: a credit for the old one, a charge for the new one.
    ReplacePlan {
        line: LineId,
        product_id: ProductId,
        product: String,
        #[ts(type = "string")]
        quantity: Decimal,
        #[ts(type = "string")]
        unit_price: Decimal,
        period: PricePeriod,
        #[serde(default)]
        discounts: Vec<Discount>,
    },
    /// Less of a line, or none of it (`quantity` equal to what the line has): a credit.
    Remove {
        line: LineId,
        #[ts(type = "string")]
        quantity: Decimal,
    },
    /// Another quantity of a line priced from a volume or graduated list: T(new) - T(old).
    ListQuantity {
        line: LineId,
        #[ts(type = "string")]
        quantity_after: Decimal,
        list: PriceList,
        /// The box to tick when more units cost less.
        #[serde(default)]
        lower_price_confirmed: bool,
    },
    /// A fee that is charged once and never prorated.
    OneTime {
        product_id: ProductId,
        product: String,
        #[ts(type = "string")]
        quantity: Decimal,
        #[ts(type = "string")]
        unit_price: Decimal,
        #[serde(default)]
        discounts: Vec<Discount>,
    },
    /// A new line whose price changes on agreed days: one calculated line per price.
    Ramp {
        product_id: ProductId,
        product: String,
        #[ts(type = "string")]
        quantity: Decimal,
        period: PricePeriod,
        steps: Vec<RampStep>,
        #[serde(default)]
        discounts: Vec<Discount>,
    },
    /// The renewal date moved to a later day after signing: a line goes on from the old renewal date, which is
    /// the effective date, to the new one. What was signed stays as it is.
    Extend { line: LineId },
    /// The quantity used above the quantity paid for, from a usage snapshot; usage itself is never priced here.
    TrueUp {
        line: LineId,
        #[ts(type = "string")]
        observed: Decimal,
        /// The day of the snapshot.
        observed_on: NaiveDate,
        #[serde(default)]
        #[ts(type = "string | null")]
        unit_price: Option<Decimal>,
    },
}

/// A price from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RampStep {
    pub from: NaiveDate,
    #[ts(type = "string")]
    pub unit_price: Decimal,
}

/// What was billed for a line and already given back, where the book knows better than the line's own terms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LineBilling {
    pub line: LineId,
    pub billed: Money,
    /// Earlier credits, as a positive amount.
    pub credited: Money,
}
