//! What comes from the sales and support systems: opportunities in their stages, and support tickets.
//!
//! Imported facts; nothing here decides what a stage asks for.

use super::words;
use crate::id::{AccountId, OpportunityId, ProductId, TicketId};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// What an opportunity would add.
    OpportunityKind { Seat = "seat", Plan = "plan", Module = "module", Usage = "usage", Enterprise = "enterprise" }
    /// How far an opportunity has come (000-06..42).
    Stage {
        Identified = "identified", Qualified = "qualified", BusinessCase = "business_case", InReview = "in_review",
        Negotiation = "negotiation", Won = "closed_won", Lost = "closed_lost",
    }
    /// How sure the account manager is of it.
    Forecast { Commit = "commit", BestCase = "best_case", Pipeline = "pipeline" }
    /// Who or what brought it up.
    OpportunitySource { Manager = "am", Usage = "usage" }
    /// How urgent a ticket is to the customer.
    TicketPriority { Urgent = "urgent", High = "high", Medium = "medium", Low = "low" }
    /// Whether somebody still works on a ticket.
    TicketState { Open = "open", Closed = "closed" }
}

impl Stage {
    /// Whether nothing more can come of it.
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Won | Self::Lost)
    }
}

/// A chance to sell more to an account; "deal" on the screen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Opportunity {
    pub id: OpportunityId,
    pub account_id: AccountId,
    pub external_id: Option<String>,
    pub name: String,
    pub kind: Option<OpportunityKind>,
    pub product_id: Option<ProductId>,
    pub stage: Stage,
    /// The day it came into its stage, where that is known.
    pub stage_since: Option<NaiveDate>,
    pub forecast: Option<Forecast>,
    pub source: Option<OpportunitySource>,
    /// ACV in minor units.
    pub amount_minor: Option<i64>,
    /// ISO 4217.
    pub currency: String,
    pub owner: Option<String>,
    pub opened_on: Option<NaiveDate>,
    pub expected_close: Option<NaiveDate>,
    pub closed_on: Option<NaiveDate>,
    /// Why it was won or lost.
    pub reason: Option<String>,
    pub next_step: Option<String>,
    pub created_at: String,
    pub deleted_at: Option<String>,
}

/// A support ticket of an account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Ticket {
    pub id: TicketId,
    pub account_id: AccountId,
    pub external_id: Option<String>,
    pub subject: Option<String>,
    pub priority: Option<TicketPriority>,
    pub state: TicketState,
    pub opened_on: NaiveDate,
    pub closed_on: Option<NaiveDate>,
    /// Minutes until somebody answered.
    pub first_response_minutes: Option<i64>,
    /// Hours until it was solved.
    #[ts(type = "string | null")]
    pub resolution_hours: Option<Decimal>,
    /// 1 (bad) to 5 (good), as the customer said.
    pub satisfaction: Option<i64>,
    pub escalated: bool,
    pub created_at: String,
    pub deleted_at: Option<String>,
}
