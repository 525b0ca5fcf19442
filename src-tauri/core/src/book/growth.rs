//! What happens between two calls: losses, renewals, and what an account could still buy.

use super::words;
use crate::id::{AccountId, ContactId, ContractId, LossId, ProductId, QuoteId, RenewalId, WhiteSpaceId};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// What was lost or asked to be less.
    LossKind {
        Downgrade = "downgrade", Cancellation = "cancellation", PriceObjection = "price_objection",
        ContractionRequest = "contraction_request",
    }
    /// How a renewal turned out.
    RenewalOutcome { Same = "same", Up = "up", Down = "down", Lost = "lost" }
    /// In which direction an account could buy more (000-43..50).
    WhiteSpaceDimension { Seats = "seats", Plan = "plan", Modules = "modules", Usage = "usage", Units = "units" }
    /// Where an item of white space stands.
    WhiteSpaceStatus { Open = "open", InDeal = "in_deal", Won = "won", Lost = "lost" }
}

/// A loss or a request for less, with the reason and their words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Loss {
    pub id: LossId,
    pub account_id: AccountId,
    pub external_id: Option<String>,
    pub contract_id: Option<ContractId>,
    pub kind: LossKind,
    pub noted_on: NaiveDate,
    pub reason: String,
    /// What the customer said, word for word.
    pub words: Option<String>,
    pub created_at: String,
    pub deleted_at: Option<String>,
}

/// A renewal that was recorded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RenewalRecord {
    pub id: RenewalId,
    pub contract_id: ContractId,
    pub outcome: RenewalOutcome,
    /// The renewal date of the term that ended.
    pub renewed_on: NaiveDate,
    /// The renewal date of the next term; null when it was lost.
    pub next_renewal: Option<NaiveDate>,
    pub reason: Option<String>,
    pub created_at: String,
    pub deleted_at: Option<String>,
}

/// Something the account could still buy (002-47..51).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct WhiteSpaceItem {
    pub id: WhiteSpaceId,
    pub account_id: AccountId,
    pub dimension: WhiteSpaceDimension,
    pub product_id: Option<ProductId>,
    /// The unit or department.
    pub department: Option<String>,
    pub current: Option<String>,
    pub potential: Option<String>,
    /// What the potential rests on.
    pub basis: Option<String>,
    pub value_driver: Option<String>,
    /// The quote that triggers it.
    pub quote_id: Option<QuoteId>,
    pub champion_id: Option<ContactId>,
    pub use_case: Option<String>,
    /// How many more units of the product it would be; with its list price this says what it adds.
    #[ts(type = "string | null")]
    pub units: Option<Decimal>,
    /// The product whose lines it would take the place of.
    pub replaces_id: Option<ProductId>,
    /// What it would add a year, in minor units of the account's currency; wins over units and price.
    pub arr_minor: Option<i64>,
    /// "2027Q1".
    pub quarter: Option<String>,
    /// Who serves it today.
    pub incumbent: Option<String>,
    pub status: WhiteSpaceStatus,
    /// 1 to 5.
    pub arr_potential: Option<i64>,
    /// 1 to 5: champion, budget timing, incumbent.
    pub ease: Option<i64>,
    /// 1 to 5.
    pub importance: Option<i64>,
    pub created_at: String,
    pub deleted_at: Option<String>,
}
