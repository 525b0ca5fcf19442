//! The two-page proposal: page one is what the customer said and what follows from it (no amount, no plan
//! name), page two is price and return (documents, "Proposal").

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::shared::{LabelledLine, PaperQuote, Share};
use crate::locale::Language;

/// Everything a proposal prints. Template `proposal`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ProposalView {
    pub language: Language,
    /// "P-2026-0147".
    pub document_id: String,
    /// The number alone: "3".
    pub version: String,
    /// With the weekday: "Tuesday 24 November 2026".
    pub date: String,
    /// The supplier's name in daily use, beside the mark: "Larkfield".
    pub supplier_name: String,
    /// The supplier's legal name, in the foot: "Larkfield Software Ltd".
    pub supplier_legal_name: String,
    /// The economic buyer it is written to.
    pub recipient_name: String,
    pub recipient_company: String,

    pub headline: Headline,
    /// 3 to 5 (checked in core, not here).
    pub told_me: Vec<PaperQuote>,
    /// Seats, module, timeline, co-term date; one line each, labels in the language of the paper.
    pub proposing: Vec<LabelledLine>,
    /// 2 to 3.
    pub criteria: Vec<ProposalCriterion>,

    /// Currency, tax and the days left in one or two sentences, above the prices.
    pub price_intro: String,
    /// What limits the customer today; opens page two.
    pub constraint: Option<Constraint>,
    /// Head of the second amount column: "Until 14 June 2027". The first is always "Per year".
    pub until_label: String,
    pub price_lines: Vec<PriceLine>,
    pub totals: PriceTotals,
    /// "Your whole contract at the renewal, 65 seats"; empty when unknown.
    pub at_renewal_label: String,
    pub at_renewal: String,
    pub roi: Option<Roi>,
    pub alternatives: Vec<Alternative>,
    pub next_step: Option<NextStep>,
    /// Reference of the record the amounts come from: "calculation C-2026-0058".
    pub calculation: String,
    pub annex: Option<Annex>,
}

/// A line of up to 90 characters bound to a quote.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Headline {
    /// Without quotation marks; they are printed when it is not paraphrased.
    pub text: String,
    /// Name, role, date.
    pub byline: String,
    pub paraphrased: bool,
    /// The quote itself, printed beneath when the headline differs from it; empty when it is the same.
    pub quote: String,
}

/// A success criterion as the big figure and what it measures.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ProposalCriterion {
    /// The target as the eye should catch it: "25 of 25", "90 %", "0". Up to about 10 characters.
    pub figure: String,
    /// "marketing people work in a seat of their own".
    pub text: String,
    /// "Day 60, 30 Jan 2027".
    pub due: String,
    /// "today 3 shared logins"; empty when there is no baseline.
    pub baseline: String,
}

/// The usage figure that limits the customer, with its source and what it costs today.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Constraint {
    /// "40 of 40 seats".
    pub figure: String,
    /// What it means and costs today, one or two sentences.
    pub text: String,
    /// "Product telemetry, 20 November 2026".
    pub source: String,
}

/// One priced change with its sentence; a plan change carries its credit and charge as `parts`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PriceLine {
    pub title: String,
    /// The proration in one sentence; may be empty for a one-time fee.
    pub sentence: String,
    /// Empty for a one-time line.
    pub per_year: String,
    /// Amount from the effective date to the co-term date.
    pub until: String,
    pub parts: Vec<PricePart>,
}

/// A grey line that adds up to its price line.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PricePart {
    pub text: String,
    pub per_year: String,
    pub until: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PriceTotals {
    pub per_year: String,
    pub until: String,
}

/// Return in three cases.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Roi {
    /// Head of the column that drives the cases: "Hours a month".
    pub driver_label: String,
    pub cases: Vec<RoiCase>,
    /// Where the price stands on the track of the bars.
    pub price_mark: Share,
    /// Formula and inputs: "Value: hours saved a month x 12 x 55.00".
    pub formula: Vec<String>,
    /// The customer's sentence the inputs come from.
    pub quote: Option<PaperQuote>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct RoiCase {
    /// "Conservative", "Base", "Aggressive" in the language of the paper.
    pub name: String,
    /// The driver's figure: "24".
    pub driver: String,
    /// Value on the same scale as the price mark.
    pub bar: Share,
    pub value: String,
    pub net: String,
    /// "11.8 months", or the sentence that it does not pay back.
    pub payback: String,
}

/// Another way, with what it leaves unsolved.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Alternative {
    /// "Or: seats only".
    pub title: String,
    pub text: String,
}

/// The next step with day, time and people.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct NextStep {
    pub text: String,
    /// "Prices hold until 18 December 2026."
    pub validity: String,
    pub contact: Option<PaperContact>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PaperContact {
    pub name: String,
    /// Printed and clickable (`mailto:`).
    pub email: String,
    pub phone: String,
}

/// Further pages for whoever wants to check the figures.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Annex {
    pub title: String,
    pub intro: String,
    pub sections: Vec<AnnexSection>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct AnnexSection {
    pub heading: String,
    pub paragraphs: Vec<String>,
    pub table: Option<AnnexTable>,
}

/// A table of the annex; it may run over several pages with its head repeated.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct AnnexTable {
    /// The first column is text; the others are amounts and stand at the right.
    pub head: Vec<String>,
    /// Each row has as many cells as the head.
    pub rows: Vec<Vec<String>>,
    /// Empty, or one cell per column.
    pub total: Vec<String>,
}
