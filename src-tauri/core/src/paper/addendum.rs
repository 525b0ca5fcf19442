//! The one-page addendum: what changes, how it is calculated, when, and who signs (documents, "Addendum").

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::locale::Language;

/// Everything an addendum prints. Template `addendum`. Amounts come only from the calculation record
/// (contracts, section 8).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct AddendumView {
    pub language: Language,
    /// "A-2026-0031".
    pub document_id: String,
    /// The running number under the agreement: "3".
    pub number: String,
    /// "27 November 2026".
    pub date: String,
    /// The supplier's name in daily use, beside the mark.
    pub supplier_name: String,
    /// Which agreement this is part of, as one sentence (`phrases::agreement`).
    pub agreement: String,
    /// "It replaces A-2026-0029 of 20 November 2026."; empty when it replaces nothing.
    pub supersedes: String,
    pub supplier: Party,
    pub customer: Party,

    /// Head of the price column: "Unit price a year".
    pub unit_price_label: String,
    /// Head of the amount column with period and currency: "Until 14 June 2027, euro".
    pub amount_label: String,
    pub changes: Vec<ChangeLine>,
    pub total: String,

    /// The method in one or two sentences, with days and rounding.
    pub method: String,
    pub calculation: Vec<CalculationLine>,
    /// Notices of the record (a leap year, a cap that applied), printed under the calculation.
    pub notices: Vec<String>,

    pub effective_on: String,
    pub ends_on: String,
    pub renews_on: String,
    /// "From then on 65 seats and plan Business cost 40,800.00 a year."; empty when unknown.
    pub at_renewal: String,

    /// The number alone: "1".
    pub criteria_version: String,
    pub criteria: Vec<AddendumCriterion>,
    /// Further sentences for the clause "everything else"; the sentence that all other terms remain
    /// unchanged is always printed.
    pub other_terms: String,
    /// Reference and method for the foot: "from calculation C-2026-0058, method daily, actual days".
    pub calculation_reference: String,
}

/// One side of the agreement.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Party {
    pub legal_name: String,
    /// Up to three lines.
    pub address: Vec<String>,
    /// Name and title of who signs, when known; else the line stays free.
    pub signatory: String,
}

/// One contract line before and after.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ChangeLine {
    pub what: String,
    pub before: String,
    pub after: String,
    pub unit_price: String,
    /// Where the line's own period differs from the heading ("one-time", "1 Jan to 14 Jun 2027"); else empty.
    pub period: String,
    pub amount: String,
}

/// One line of the calculation, checkable by hand.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct CalculationLine {
    /// "25 more seats, charge".
    pub what: String,
    /// "25 x 480.00 x 196/365", with a real multiplication sign.
    pub formula: String,
    /// Four decimals, before rounding; all lines alike.
    pub unrounded: String,
    pub rounded: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct AddendumCriterion {
    pub text: String,
    /// "30 January 2027".
    pub due: String,
    /// Who grades it at the customer.
    pub graded_by: String,
}
