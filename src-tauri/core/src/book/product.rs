//! The catalogue: products and their list prices.

use super::words;
use crate::id::{PriceId, ProductId};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// What kind of catalogue item it is.
    ProductKind { Seat = "seat", Module = "module", Plan = "plan", Usage = "usage", Service = "service" }
}

/// A catalogue item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Product {
    pub id: ProductId,
    pub external_id: Option<String>,
    pub name: String,
    pub kind: ProductKind,
    pub description: Option<String>,
    pub created_at: String,
    pub deleted_at: Option<String>,
}

/// A list price: what one unit of a product costs in a currency per period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Price {
    pub id: PriceId,
    pub product_id: ProductId,
    /// ISO 4217.
    pub currency: String,
    /// month, quarter, year or term.
    pub period: String,
    /// Up to nine decimals, not rounded to the currency.
    #[ts(type = "string")]
    pub unit_price: Decimal,
    /// Below this an approver, a date and a reason are asked for.
    #[ts(type = "string | null")]
    pub floor_price: Option<Decimal>,
    /// Volume or graduated tiers; null for a flat price.
    #[ts(type = "unknown")]
    pub tiers: Option<serde_json::Value>,
    pub valid_from: Option<NaiveDate>,
    pub created_at: String,
    pub deleted_at: Option<String>,
}
