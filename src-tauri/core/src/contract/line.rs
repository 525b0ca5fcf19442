//! A contract line as the ledger keeps it (domain, "Accounts and contracts").

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{LineKind, PricePeriod};
use crate::id::{DocumentId, LineId, ProductId};
use crate::money::{Currency, Money};

/// Where a line comes from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Origin {
    Initial,
    Renewal,
    Addendum { id: DocumentId },
}

/// A line of a contract, in force when `start <= day < end`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ContractLine {
    pub id: LineId,
    pub product_id: ProductId,
    /// The product's name as papers print it.
    pub product: String,
    #[ts(type = "string")]
    pub quantity: Decimal,
    /// Major units for one unit in one price period, up to 9 decimals, never rounded.
    #[ts(type = "string")]
    pub unit_price: Decimal,
    pub period: PricePeriod,
    /// 0 to 100, on every amount of the line.
    #[ts(type = "string")]
    pub discount_percent: Decimal,
    pub currency: Currency,
    /// A yearly value that came with the line and wins over its price.
    pub given_arr: Option<Money>,
    pub start: NaiveDate,
    /// The first day not in force; an open line goes on with its contract.
    pub end: Option<NaiveDate>,
    pub kind: LineKind,
    pub trial: bool,
    pub origin: Origin,
    /// The addendum that ended the line.
    pub ended_by: Option<DocumentId>,
}
