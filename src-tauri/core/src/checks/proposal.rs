//! The checks of the two-page proposal (documents, "Proposal").

use super::{Check, PageFit, sorted};
use chrono::NaiveDate;

/// A quote as a check sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteFact {
    /// Its words, as they were said.
    pub text: String,
    pub speaker: String,
    /// It lies in the trash.
    pub deleted: bool,
}

/// A text of the paper and the quote it is bound to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BoundFact {
    pub text: String,
    /// A quote is named; `quote` is empty when the book no longer has it.
    pub bound: bool,
    pub quote: Option<QuoteFact>,
}

/// A success criterion as a check sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriterionFact {
    pub text: String,
    /// How it is measured; empty when nothing says so.
    pub measure: String,
    /// Days after the clock's start.
    pub due_day: i64,
    /// It lies in the trash, or another version took its place.
    pub gone: bool,
}

/// Everything the checks of a proposal ask about.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ProposalFacts {
    /// The day it is.
    pub today: Option<NaiveDate>,
    pub headline: BoundFact,
    pub bullets: Vec<BoundFact>,
    /// Label and text of each line of "What I'm proposing", as typed.
    pub proposing: Vec<(String, String)>,
    pub criteria: Vec<CriterionFact>,
    /// The contract's renewal date: the paper co-terms with it.
    pub co_term: Option<NaiveDate>,
    /// Amounts come from a stored record that still fits the change.
    pub calculated: bool,
    /// Name of the economic buyer; empty when nobody is named.
    pub economic_buyer: String,
    pub valid_until: Option<NaiveDate>,
    pub next_step: String,
    /// Product and plan names and their ids: none may stand in the headline.
    pub product_names: Vec<String>,
    /// Private remarks of the account's notes.
    pub private_texts: Vec<String>,
    /// Every other text of our own, by the field it stands in: nothing internal may be in it.
    pub own_texts: Vec<(String, String)>,
    pub fit: PageFit,
}

/// All checks of a proposal: missing first, then notes, then met.
pub fn proposal(facts: &ProposalFacts) -> Vec<Check> {
    sorted(vec![Check::met("co_term", format!("{:?}", facts.co_term))])
}
