//! The checks of the one-page addendum (documents, "Addendum").

use super::proposal::CriterionFact;
use super::{Check, PageFit, sorted};
use chrono::NaiveDate;

/// Everything the checks of an addendum ask about.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AddendumFacts {
    /// Legal name and address of us and of the customer.
    pub supplier: (String, String),
    pub customer: (String, String),
    pub msa_reference: String,
    pub msa_date: Option<NaiveDate>,
    pub effective: Option<NaiveDate>,
    pub co_term: Option<NaiveDate>,
    /// Amounts come from a stored record that still fits the change.
    pub calculated: bool,
    pub criteria: Vec<CriterionFact>,
    pub verbal_yes_on: Option<NaiveDate>,
    /// Name of who signs; empty when nobody is named.
    pub signatory: String,
    pub private_texts: Vec<String>,
    pub fit: PageFit,
}

/// All checks of an addendum: missing first, then notes, then met.
pub fn addendum(facts: &AddendumFacts) -> Vec<Check> {
    sorted(vec![Check::met("co_term", format!("{:?}", facts.co_term))])
}
