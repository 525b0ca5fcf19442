//! The customer's words and ours: whether a text is still the quote, and what must not stand on page one.
//!
//! Everything here is a pure function over text. Checks report, they never change a word; whether a finding
//! stops a paper is decided where papers are made. Languages: English, German and French at once, because
//! a quote in one language can stand in a paper of another.

mod altitude;
mod amounts;
mod headline;
mod internal;
mod language;
mod paraphrase;
mod phrases;
mod tokens;
pub mod transcript;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use altitude::{Altitude, NeedScope, Seniority, altitude, seniority};
pub use headline::check_headline;
pub use internal::check_internal;
pub use language::check_language;
pub use paraphrase::{DiffKind, DiffPart, Wording, compare};

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// An amount of money, in any locale's way of writing.
    CurrencyAmount,
    /// "20 % off" and its relatives.
    PercentOff,
    /// Discount, rebate, special offer.
    Discount,
    /// Price, fee, price list: only where the words are ours.
    PriceWording,
    /// Pressure by time or scarcity.
    Urgency,
    /// The seller's calendar.
    EndOfQuarter,
    /// A product, plan or SKU in the headline.
    ProductName,
    /// Our own vocabulary or a private remark.
    Internal,
}

/// Whose words a text is: a customer may speak of "the price of delay", we may not speak of prices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaker {
    Customer,
    Us,
}

/// One place in a text that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Finding {
    pub rule: Rule,
    /// First UTF-16 unit of the place, so that the window can slice its own strings.
    pub start: u32,
    /// One past the last UTF-16 unit.
    pub end: u32,
    /// The text at the place, as written.
    pub matched: String,
    /// What is wrong and what to do, in one sentence or two.
    pub message: String,
}

impl Finding {
    /// A finding over a byte range of `text`.
    fn at(text: &str, rule: Rule, range: std::ops::Range<usize>, message: impl Into<String>) -> Finding {
        let units = |end: usize| text[..end].encode_utf16().count() as u32;
        Finding {
            rule,
            start: units(range.start),
            end: units(range.end),
            matched: text[range].to_owned(),
            message: message.into(),
        }
    }
}

/// Sorts findings by place and leaves out those that lie inside another of the same rule.
fn tidy(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by_key(|f| (f.rule, f.start, std::cmp::Reverse(f.end)));
    let mut kept: Vec<Finding> = Vec::new();
    for finding in findings {
        let inside = kept.last().is_some_and(|last| last.rule == finding.rule && finding.end <= last.end);
        if !inside {
            kept.push(finding);
        }
    }
    kept.sort_by_key(|f| (f.start, f.end, f.rule));
    kept
}
