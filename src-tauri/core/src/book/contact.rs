//! The contact: a person at a customer and the part they play.

use super::words;
use crate::id::{AccountId, ContactId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// The part a person plays in a decision.
    StakeholderRole {
        Champion = "champion", EconomicBuyer = "economic_buyer", DecisionMaker = "decision_maker", User = "user",
        Procurement = "procurement", Legal = "legal", Blocker = "blocker",
    }
    /// How a champion has proved to be. Internal: never printed for the customer.
    ChampionStrength { Strong = "strong", Weak = "weak", Untested = "untested" }
    /// Whether the person is still there.
    ContactStatus { Active = "active", Left = "left" }
}

/// A person at a customer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Contact {
    pub id: ContactId,
    pub account_id: AccountId,
    pub external_id: Option<String>,
    pub name: String,
    pub title: Option<String>,
    pub department: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub roles: Vec<StakeholderRole>,
    pub champion_strength: Option<ChampionStrength>,
    pub support: Option<String>,
    pub influence: Option<String>,
    pub reports_to: Option<ContactId>,
    pub last_contact: Option<NaiveDate>,
    /// The day somebody last checked that this is still true; older than 180 days is marked.
    pub last_checked: Option<NaiveDate>,
    pub status: ContactStatus,
    pub created_at: String,
    pub deleted_at: Option<String>,
}
