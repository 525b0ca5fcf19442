//! The checks before a paper may leave the house (documents, "Proposal", "Addendum").
//!
//! Pure functions over facts somebody else gathered: what the paper says, how it fits its pages, what the
//! book knows. A check says what and where in plain words, and names the field the composer can focus.
//! Nothing here knows a database, a page layout or a screen.

mod addendum;
mod mail;
mod proposal;
mod review;
#[cfg(test)]
mod tests;
mod texts;

pub use addendum::{AddendumFacts, addendum};
pub use mail::mail;
pub use proposal::{BULLETS, BoundFact, HEADLINE_LIMIT, ProposalFacts, QuoteFact, proposal};

pub use review::{ReviewFacts, review};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How much a check weighs. `missing` keeps the paper a draft, `note` is worth a look, `met` is in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CheckLevel {
    Missing,
    Note,
    Met,
}

/// One check of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Check {
    /// Which check it is: "headline_bound", "bullets_count".
    pub id: String,
    pub level: CheckLevel,
    /// False only for `missing`: a note does not hold the paper back.
    pub ok: bool,
    /// What and where, in plain words.
    pub message: String,
    /// What to do; empty when there is nothing to do.
    pub hint: String,
    /// JSON path into the paper's content: "headline", "bullets.2", "valid_until".
    pub field: Option<String>,
}

impl Check {
    /// Something that keeps the paper a draft.
    pub fn missing(id: &str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::of(CheckLevel::Missing, id, message, hint)
    }

    /// Something worth a look.
    pub fn note(id: &str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::of(CheckLevel::Note, id, message, hint)
    }

    /// Something in order.
    pub fn met(id: &str, message: impl Into<String>) -> Self {
        Self::of(CheckLevel::Met, id, message, "")
    }

    fn of(level: CheckLevel, id: &str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            id: id.to_owned(),
            level,
            ok: level != CheckLevel::Missing,
            message: message.into(),
            hint: hint.into(),
            field: None,
        }
    }

    /// Names the field it is about.
    #[must_use]
    pub fn at(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }
}

/// How a printed paper fits its pages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PageFit {
    /// Pages of the whole paper.
    pub pages: usize,
    /// Lines too many per page that must not flow over, from page one on; 0 for one that fits.
    pub lines_over: Vec<usize>,
}

/// A success criterion as a check sees it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CriterionFact {
    pub text: String,
    /// How it is measured; empty when nothing says so.
    pub measure: String,
    /// Days after the clock's start.
    pub due_day: i64,
    /// Target and baseline with their unit, as they are printed beside the text.
    pub figures: String,
    /// It lies in the trash, or another version took its place.
    pub gone: bool,
}

/// Prices below their floor, and whether somebody agreed to them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FloorFact {
    /// One sentence a line that lies below.
    pub below: Vec<String>,
    /// "Ada Lind on 20 Nov 2026"; empty when nobody agreed.
    pub approved: String,
}

impl FloorFact {
    fn check(&self) -> Option<Check> {
        let first = self.below.first()?;
        Some(if self.approved.is_empty() {
            Check::missing(
                "below_floor",
                first.clone(),
                "Raise the price, or enter who agreed to it, when and why.",
            )
        } else {
            Check::met("below_floor", format!("{first} Agreed by {}.", self.approved))
        })
    }
}

/// Where the amounts of a paper stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Amounts {
    /// Nothing was calculated.
    #[default]
    Missing,
    /// The change or the contract is no longer what was calculated.
    Outdated,
    /// They come from the stored calculation of the change.
    Stored,
}

impl Amounts {
    fn check(self) -> Check {
        let id = "calculated";
        match self {
            Amounts::Missing => Check::missing(
                id,
                "There are no prices yet.",
                "Say what changes in the contract and from when; Headroom calculates the rest.",
            ),
            Amounts::Outdated => Check::missing(
                id,
                "The change or the contract is no longer what the prices were calculated from.",
                "Calculate the change again.",
            ),
            Amounts::Stored => Check::met(id, "Every amount comes from a stored calculation."),
        }
    }
}

/// Whether the paper may be marked ready or sent.
pub fn passes(checks: &[Check]) -> bool {
    checks.iter().all(|check| check.ok)
}

/// Missing first, then notes, then what is met; within a level the order of the paper stays.
fn sorted(mut checks: Vec<Check>) -> Vec<Check> {
    checks.sort_by_key(|check| check.level);
    checks
}

/// The first `most` characters, with an ellipsis where something is left out.
fn shortened(text: &str, most: usize) -> String {
    let text = text.trim();
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let start: String = text.chars().take(most).collect();
    format!("{}…", start.trim_end())
}
