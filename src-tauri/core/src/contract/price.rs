//! Prices: what one price is for, discounts, and lists that depend on the quantity (contracts, sections 1 and 5).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A reduction of one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Discount {
    /// Percent off the price, 0 to 100, before proration (section 5). Not `recurring`: only in this charge,
    /// the value at renewal is at the full price.
    Percent {
        #[ts(type = "string")]
        percent: Decimal,
        recurring: bool,
    },
    /// An amount in major units. `recurring`: off the line's amount per price period and therefore prorated;
    /// otherwise off the prorated amount once.
    Fixed {
        #[ts(type = "string")]
        amount: Decimal,
        recurring: bool,
    },
    /// Percent off every year for a contract of at least `years` contract years.
    MultiYear {
        #[ts(type = "string")]
        percent: Decimal,
        years: u32,
    },
}

/// How a list turns a quantity into a total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ListKind {
    /// The whole quantity costs the unit price of the tier it reaches.
    Volume,
    /// Each tier's units cost that tier's unit price.
    Graduated,
}

/// One tier of a price list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PriceTier {
    /// The largest quantity of this tier; the last tier is open.
    #[ts(type = "string | null")]
    pub up_to: Option<Decimal>,
    /// Major units for one unit in one price period.
    #[ts(type = "string")]
    pub unit_price: Decimal,
}

/// A price that depends on the quantity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PriceList {
    pub kind: ListKind,
    /// Rising in `up_to`.
    pub tiers: Vec<PriceTier>,
}
