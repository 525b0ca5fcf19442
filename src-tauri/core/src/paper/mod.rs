//! The papers' views: what a document says, as strings that are already formatted.
//!
//! A view holds words, never numbers to compute with: amounts, dates and counts arrive in the locale of
//! the paper, so that a template has nothing to decide. Empty strings and empty lists mean "not there";
//! a section without content is left out of the paper. Nothing here knows HTML, a page or the book.

mod addendum;
mod labels;
mod proposal;
mod shared;

pub use addendum::{AddendumCriterion, AddendumView, CalculationLine, ChangeLine, Party};
pub use labels::{Labels, labels};
pub use proposal::{
    Alternative, Annex, AnnexSection, AnnexTable, Constraint, Contact, Headline, NextStep, PriceLine,
    PricePart, PriceTotals, ProposalCriterion, ProposalView, Roi, RoiCase,
};
pub use shared::{LabelledLine, PaperQuote, Share};
