//! The papers: their kinds, states and what the AM put into them.

use super::words;
use crate::id::{
    AccountId, AttachmentId, ChangeId, ContactId, ContractId, CriterionId, DocumentId, QuoteId, RecordId,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// What paper it is.
    DocumentKind {
        Proposal = "proposal", Addendum = "addendum", WhiteSpace = "white_space", Qbr = "qbr", CallBrief = "call_brief",
    }
    /// Where a paper stands. A sent one never changes.
    DocumentState {
        Draft = "draft", Ready = "ready", Sent = "sent", Accepted = "accepted", Declined = "declined",
        Signed = "signed", Frozen = "frozen", Superseded = "superseded", Void = "void",
    }
}

/// A paper of the book.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Document {
    pub id: DocumentId,
    pub account_id: AccountId,
    pub kind: DocumentKind,
    /// "P-2026-0001", the same for all versions.
    pub number: String,
    pub version: i64,
    pub title: String,
    pub state: DocumentState,
    pub contract_id: Option<ContractId>,
    pub change_id: Option<ChangeId>,
    /// The calculation record it prints.
    pub record_id: Option<RecordId>,
    /// The paper it came from: the addendum's proposal, the earlier version.
    pub source_id: Option<DocumentId>,
    pub recipient_id: Option<ContactId>,
    /// en, de or fr.
    pub language: String,
    /// What the AM wrote, by kind: `ProposalContent`, `AddendumContent`, `ReviewContent`.
    #[ts(type = "unknown")]
    pub content: serde_json::Value,
    pub sent_on: Option<NaiveDate>,
    /// How it went out: meeting, direct, through the champion.
    pub sent_route: Option<String>,
    pub decided_on: Option<NaiveDate>,
    pub signed_on: Option<NaiveDate>,
    pub valid_until: Option<NaiveDate>,
    /// The view that was printed when it was sent or frozen; it is rendered again from this.
    #[ts(type = "unknown")]
    pub frozen_view: Option<serde_json::Value>,
    /// SHA-256 of the PDF that was sent or frozen.
    pub frozen_sha256: Option<String>,
    pub created_at: String,
    pub updated_at: String,
    pub deleted_at: Option<String>,
}

/// Text bound to the quote it comes from.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct BoundText {
    pub text: String,
    pub quote_id: Option<QuoteId>,
}

/// A row of "What I'm proposing": a label and one line.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct LabelledText {
    pub label: String,
    pub text: String,
}

/// Another way to do it, with what it leaves unsolved.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Alternative {
    pub title: String,
    pub text: String,
    /// Which lines of the change it keeps, from 0; its price is then calculated and printed. All of them where
    /// only the day differs.
    pub items: Option<Vec<usize>>,
    /// Another day it would begin on; the contract's renewal date says "with the renewal".
    pub effective: Option<NaiveDate>,
    /// The title Headroom gave the way into the renewal: it is known by this, whatever it is called since.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub made_as: Option<String>,
}

/// The inputs of the return in three cases: hours saved, errors avoided and days won, each with what one costs.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct RoiInputs {
    /// Hours saved a month: conservative, base, aggressive.
    #[ts(type = "[string, string, string]")]
    pub hours: [rust_decimal::Decimal; 3],
    /// What one hour costs the customer, in the contract's currency.
    #[ts(type = "string")]
    pub rate: rust_decimal::Decimal,
    /// Errors avoided a month, in the same three cases.
    #[ts(type = "[string, string, string]")]
    pub errors: [rust_decimal::Decimal; 3],
    /// What one error costs.
    #[ts(type = "string")]
    pub error_cost: rust_decimal::Decimal,
    /// Days of delay avoided a year.
    #[ts(type = "[string, string, string]")]
    pub delay_days: [rust_decimal::Decimal; 3],
    /// What a day of delay costs.
    #[ts(type = "string")]
    pub delay_cost: rust_decimal::Decimal,
    /// The customer's sentence the hours come from.
    pub quote_id: Option<QuoteId>,
}

/// What the AM put into a proposal.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ProposalContent {
    /// Up to 90 characters, bound to a quote.
    pub headline: BoundText,
    /// 3 to 5 of their sentences.
    pub bullets: Vec<BoundText>,
    /// Seats, module, timeline; the co-term date is added by Headroom.
    pub proposing: Vec<LabelledText>,
    /// 2 to 3 success criteria.
    pub criteria: Vec<CriterionId>,
    /// The constraint page two opens with: the figure, its source and what it costs today.
    pub constraint: Option<String>,
    /// The usage metric whose figure and source the constraint takes from the book.
    pub constraint_metric: Option<String>,
    pub roi: Option<RoiInputs>,
    pub alternatives: Vec<Alternative>,
    /// Further pages with the calculation line by line, and the usage behind the constraint.
    pub annex: bool,
    pub next_step: Option<String>,
    pub economic_buyer_id: Option<ContactId>,
    pub recipient_id: Option<ContactId>,
    pub valid_until: Option<NaiveDate>,
    /// Why there is a proposal without a recorded need; counted in the metrics.
    pub no_need_reason: Option<String>,
}

/// What the AM put into an addendum; everything else comes from the change and its record.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct AddendumContent {
    pub criteria: Vec<CriterionId>,
    pub recipient_id: Option<ContactId>,
    /// The day the customer said yes; an addendum cannot be marked sent before it.
    pub verbal_yes_on: Option<NaiveDate>,
    /// The running number of the addendum within the contract.
    pub addendum_number: i64,
}

/// A file kept with an account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Attachment {
    pub id: AttachmentId,
    pub account_id: AccountId,
    pub document_id: Option<DocumentId>,
    pub name: String,
    pub media_type: String,
    pub size: i64,
    pub sha256: String,
    pub created_at: String,
    pub deleted_at: Option<String>,
}
