//! The success criterion: what will be true 60 or 90 days in, in versions.

use super::words;
use crate::id::{AccountId, ContactId, CriterionId, DocumentId, QuoteId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// How a criterion turned out.
    Grade { Met = "met", Partly = "partly", Missed = "missed", NotYet = "not_yet" }
    /// Where a criterion stands: proposed, running since a signature, or replaced by a later version.
    CriterionState { Draft = "draft", Running = "running", Superseded = "superseded" }
}

/// One version of a success criterion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Criterion {
    pub id: CriterionId,
    pub account_id: AccountId,
    /// The same for all versions of one criterion.
    pub series: String,
    /// 1 and up.
    pub version: i64,
    pub text: String,
    pub measure: Option<String>,
    pub baseline: Option<String>,
    pub target: Option<String>,
    pub unit: Option<String>,
    /// 60 or 90 days after the clock's start.
    pub due_day: i64,
    pub owner_contact_id: Option<ContactId>,
    /// The owner at the customer, as printed.
    pub owner_name: Option<String>,
    pub quote_id: Option<QuoteId>,
    /// The paper it was first written for.
    pub document_id: Option<DocumentId>,
    /// The day the clock started; null until a signature.
    pub clock_start: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub measured_value: Option<String>,
    /// The usage metric it is measured with, such as "seats_used".
    #[serde(default)]
    pub metric: Option<String>,
    pub grade: Option<Grade>,
    pub evidence: Option<String>,
    pub graded_on: Option<NaiveDate>,
    pub confirmed_by: Option<String>,
    pub state: CriterionState,
    pub created_at: String,
    pub deleted_at: Option<String>,
}
