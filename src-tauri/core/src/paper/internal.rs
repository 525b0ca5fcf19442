//! The two internal sheets: white space of an account, and the brief for the next call.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::chart::ChartSegment;
use super::shared::{GradedLine, LabelledLine, PaperQuote, Share, StepLine};
use crate::locale::Language;

/// Everything a white-space sheet prints, in the order of the domain (002-47..51). Template `white-space`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct WhiteSpaceView {
    pub language: Language,
    pub account: String,
    /// "Maya Lindqvist, Saturday 21 November 2026".
    pub made_by: String,
    /// Named once: "euro".
    pub currency: String,
    pub arr_today: String,
    pub contract_ends_on: String,
    /// "40 of 212".
    pub licensed: String,
    pub could_be_added: String,
    /// Products, departments, use cases.
    pub state: Vec<LabelledLine>,
    /// Seats, plan, cross-sell, in that order.
    pub blocks: Vec<WhiteSpaceBlock>,
    pub total: WhiteSpaceTotal,
    /// Three.
    pub actions: Vec<StepLine>,
    pub foot: String,
}

/// One item with what it is worth.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct WhiteSpaceBlock {
    /// "Seats", "Plan" or the product; the sheet numbers them.
    pub title: String,
    /// "High ARR, low friction", or the department of a cross-sell.
    pub subtitle: String,
    /// "ARR 5, ease 5, aims 4".
    pub priority: String,
    /// Current, potential with basis, target, champion, use case, value driver; whatever is known.
    pub lines: Vec<LabelledLine>,
    /// Head of the triggering need, and the need as a quote.
    pub need_label: String,
    pub need: Option<PaperQuote>,
    pub amount: String,
    pub quarter: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct WhiteSpaceTotal {
    pub segments: Vec<ChartSegment>,
    /// "25,200 today, 57,000 with everything, Q4 2026 to Q3 2027".
    pub text: String,
    pub amount: String,
}

/// Everything a call brief prints: quotes first, what not to talk about last. Template `brief`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct BriefView {
    pub language: Language,
    pub account: String,
    /// "Thursday 26 November, 10:00 to 10:15, with Jamie Reyes and Priya Anand".
    pub meeting: String,
    pub purpose: String,
    /// The opening question, without quotation marks.
    pub opening: String,
    /// "Printed Saturday 21 November 2026".
    pub printed: String,
    pub quotes: Vec<PaperQuote>,
    /// `who` is part of `what`; the first one due is marked.
    pub promises: Vec<StepLine>,
    /// "Criteria of addendum 2, version 1".
    pub criteria_title: String,
    pub criteria: Vec<GradedLine>,
    /// What is for another day, with when it has its own talk.
    pub leave: String,
    pub contract: Vec<LabelledLine>,
    /// "Usage, 20 November".
    pub usage_title: String,
    pub usage: Vec<UsageLine>,
    pub people: Vec<LabelledLine>,
    pub foot: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct UsageLine {
    pub name: String,
    /// "40 of 40".
    pub value: String,
    pub bar: Share,
    /// "Full since 2 November".
    pub note: String,
    /// At its limit: wears the accent.
    pub full: bool,
}
