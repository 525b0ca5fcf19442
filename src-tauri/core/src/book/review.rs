//! What the AM puts into a quarterly review: picks and texts by slide. Numbers are not in here; they come from the
//! book at the cut-off day, and from the frozen view once they are frozen.

use super::document::BoundText;
use crate::id::CriterionId;
use crate::paper::SlideKind;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// The content of a review deck. An empty title or lead is written from the numbers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ReviewContent {
    /// "2026Q4"
    pub quarter: String,
    /// The day of the meeting.
    pub held_on: Option<NaiveDate>,
    pub place: Option<String>,
    /// The last day whose numbers count.
    pub cut_off: Option<NaiveDate>,
    pub cover_quote: Option<BoundText>,
    /// All slides in the order they are shown; slides change places inside their part only.
    pub order: Vec<SlideKind>,
    pub slides: BTreeMap<SlideKind, SlideText>,
    /// Criteria with their grades, up to five.
    pub criteria: Vec<CriterionId>,
    /// The metric of the usage slide.
    pub usage_metric: Option<String>,
    /// The criterion whose baseline and measured value are the value slide.
    pub value_criterion: Option<CriterionId>,
    pub value_quote: Option<BoundText>,
    /// Up to four.
    pub gaps: Vec<GapText>,
    /// Up to three.
    pub goals: Vec<GoalText>,
    /// Up to five.
    pub roadmap: Vec<PlanText>,
    pub recommendation: RecommendationText,
    /// Up to six.
    pub steps: Vec<StepText>,
}

/// What one slide says in the AM's words.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct SlideText {
    pub title: String,
    pub lead: String,
    /// For the presenter; never printed.
    pub notes: String,
}

/// Something that is paid for and hardly used.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct GapText {
    /// The metric whose latest reading and entitlement are printed.
    pub metric: String,
    /// As the customer calls it; the metric's own name when empty.
    pub name: String,
    /// How it went since, when empty.
    pub why: String,
    pub close: String,
    pub owner: String,
}

/// A goal in the customer's words, and what it asks of us.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct GoalText {
    pub quote: BoundText,
    pub asks: String,
}

/// A bar of the roadmap.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PlanText {
    pub name: String,
    pub note: String,
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    /// The customer's date rather than our release.
    pub goal: bool,
}

/// The one recommendation.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct RecommendationText {
    pub text: String,
    pub quote: Option<BoundText>,
    /// The outcome it is tied to.
    pub criterion_id: Option<CriterionId>,
    /// Up to three.
    pub reasons: Vec<ReasonText>,
    /// The small line at the foot: which paper follows.
    pub source: String,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ReasonText {
    pub title: String,
    pub text: String,
}

/// Who does what by which day.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct StepText {
    pub what: String,
    pub who: String,
    pub on: Option<NaiveDate>,
}

impl ReviewContent {
    /// The texts of a slide; empty ones when nothing was typed.
    pub fn slide(&self, kind: SlideKind) -> SlideText {
        self.slides.get(&kind).cloned().unwrap_or_default()
    }
}
