//! The catalogue: products and their list prices.

use super::words;
use crate::contract::PriceList;
use crate::id::{BundleId, PriceId, ProductId};
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
    pub tiers: Option<PriceList>,
    pub valid_from: Option<NaiveDate>,
    pub created_at: String,
    pub deleted_at: Option<String>,
}

/// Products sold together at one price.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Bundle {
    pub id: BundleId,
    pub name: String,
    /// ISO 4217.
    pub currency: String,
    pub period: super::LinePeriod,
    /// For all parts together.
    #[ts(type = "string")]
    pub price: Decimal,
    pub parts: Vec<BundledProduct>,
    pub created_at: String,
    pub deleted_at: Option<String>,
}

/// A product in a bundle.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct BundledProduct {
    pub product_id: ProductId,
    #[ts(type = "string")]
    pub quantity: Decimal,
}
