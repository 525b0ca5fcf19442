//! The quarterly review: twelve slides in a fixed order, value first, the ask last (documents, "QBR deck").
//!
//! A slide's title is its finding in one sentence. A part that is not there is named on its slide, not
//! skipped: `missing` says what and until when.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::chart::{ChartBar, ColumnChart};
use super::shared::{GradeMark, PaperQuote, Share, StepLine};
use super::slides::{SlideKind, SlideOrder};
use crate::locale::Language;

/// Everything a review deck prints. Template `qbr`, size 16:9.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ReviewView {
    pub language: Language,
    /// The slides in the order they are shown.
    pub order: SlideOrder,
    pub supplier_name: String,
    pub account: String,
    /// With the weekday and perhaps the place: "Wednesday 18 November 2026, Bremen".
    pub date: String,
    pub author: String,
    /// The cut-off day of every number.
    pub numbers_up_to: String,
    /// In the foot of every slide but the cover.
    pub footer: String,
    pub cover_quote: Option<PaperQuote>,
    pub agenda: ReviewAgenda,
    pub summary: ReviewSummary,
    pub outcomes: ReviewOutcomes,
    pub usage: UsageSlide,
    pub value: ValueSlide,
    pub gaps: ReviewGaps,
    pub goals: ReviewGoals,
    pub roadmap: ReviewRoadmap,
    pub recommendation: ReviewRecommendation,
    pub next: ReviewSteps,
    /// Up to two.
    pub appendix: Vec<ReviewAppendix>,
}

/// What every content slide carries.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct SlideHead {
    /// The finding in one sentence.
    pub title: String,
    /// What is measured.
    pub lead: String,
    /// Where the numbers come from, with the cut-off day.
    pub source: String,
    /// Printed instead of the content when the part is not there.
    pub missing: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ReviewAgenda {
    pub title: String,
    pub items: Vec<AgendaItem>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct AgendaItem {
    /// "1" to "4"; empty for the next steps.
    pub number: String,
    pub name: String,
    pub question: String,
    pub minutes: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ReviewSummary {
    pub head: SlideHead,
    /// Three: what was delivered, what lies idle, what is next.
    pub points: Vec<PaperFact>,
}

/// A figure and what it says.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PaperFact {
    pub figure: String,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ReviewOutcomes {
    pub head: SlideHead,
    pub criteria: Vec<ReviewedCriterion>,
    pub remark_label: String,
    pub remark: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ReviewedCriterion {
    pub text: String,
    /// "Version 2"; empty for the first.
    pub version: String,
    /// What was agreed before it was changed: "Version 1: all depots, target 24".
    pub earlier: String,
    pub target: String,
    pub result: String,
    /// Result and target on the same track; no track without a mark of the target.
    pub bar: Share,
    pub target_mark: Share,
    pub mark: GradeMark,
    pub word: String,
    pub evidence: String,
    /// "Jamie Reyes, 11 Nov".
    pub confirmed: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct UsageSlide {
    pub head: SlideHead,
    pub chart: ColumnChart,
    /// Up to two.
    pub facts: Vec<PaperFact>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ValueSlide {
    pub head: SlideHead,
    pub bars: Vec<ChartBar>,
    pub quote: Option<PaperQuote>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ReviewGaps {
    pub head: SlideHead,
    /// Up to four.
    pub rows: Vec<ReviewGap>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ReviewGap {
    pub what: String,
    /// "17".
    pub used: String,
    /// "of 40".
    pub of_paid: String,
    pub bar: Share,
    pub why: String,
    pub close: String,
    pub owner: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ReviewGoals {
    pub head: SlideHead,
    /// Up to three.
    pub goals: Vec<ReviewGoal>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ReviewGoal {
    pub quote: PaperQuote,
    pub asks: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ReviewRoadmap {
    pub head: SlideHead,
    pub months: Vec<RoadmapMonth>,
    /// Up to five.
    pub lanes: Vec<RoadmapLane>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct RoadmapMonth {
    pub label: String,
    pub left: Share,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct RoadmapLane {
    pub name: String,
    pub note: String,
    pub left: Share,
    pub width: Share,
    /// In the bar, or behind one that is too short: "Until 11 January".
    pub text: String,
    /// The bar has room for its text.
    pub roomy: bool,
    /// Where the text stands when the bar has none.
    pub after: Share,
    /// The customer's goal (accent) rather than our release (tint).
    pub goal: bool,
}

/// One recommendation, tied to an outcome.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ReviewRecommendation {
    pub text: String,
    pub quote: Option<PaperQuote>,
    /// Three: title and text.
    pub reasons: Vec<PaperFact>,
    pub source: String,
    pub missing: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ReviewSteps {
    pub head: SlideHead,
    /// Up to six.
    pub steps: Vec<StepLine>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ReviewAppendix {
    pub head: SlideHead,
    /// Up to eight.
    pub rows: Vec<NumberRow>,
}

/// A number, how it is counted, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct NumberRow {
    pub name: String,
    pub value: String,
    pub counted: String,
    pub source: String,
}

impl ReviewView {
    /// The title of a slide as printed, and what it says instead of its content.
    pub fn said(&self, kind: SlideKind) -> (String, String) {
        let head = match kind {
            SlideKind::Cover => return (self.account.clone(), String::new()),
            SlideKind::Agenda => return (self.agenda.title.clone(), String::new()),
            SlideKind::Recommendation => {
                return (self.recommendation.text.clone(), self.recommendation.missing.clone());
            }
            SlideKind::Summary => &self.summary.head,
            SlideKind::Outcomes => &self.outcomes.head,
            SlideKind::Usage => &self.usage.head,
            SlideKind::Value => &self.value.head,
            SlideKind::Gaps => &self.gaps.head,
            SlideKind::Goals => &self.goals.head,
            SlideKind::Roadmap => &self.roadmap.head,
            SlideKind::Next => &self.next.head,
            SlideKind::Appendix => match self.appendix.first() {
                Some(slide) => &slide.head,
                None => return (String::new(), String::new()),
            },
        };
        (head.title.clone(), head.missing.clone())
    }
}
