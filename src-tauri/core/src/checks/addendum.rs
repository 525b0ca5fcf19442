//! The checks of the one-page addendum (documents, "Addendum").

use super::texts::{criteria_checks, internal, page_checks, private_in};
use super::{Amounts, Check, CriterionFact, FloorFact, PageFit, sorted};
use crate::words::Speaker;
use chrono::NaiveDate;

/// Everything the checks of an addendum ask about.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AddendumFacts {
    /// Our legal name.
    pub supplier: String,
    pub supplier_address: String,
    /// The customer's legal name.
    pub customer: String,
    pub customer_address: String,
    pub msa_reference: String,
    pub msa_date: Option<NaiveDate>,
    pub effective: Option<NaiveDate>,
    /// The contract's renewal date: the paper co-terms with it.
    pub co_term: Option<NaiveDate>,
    pub amounts: Amounts,
    pub floor: FloorFact,
    pub criteria: Vec<CriterionFact>,
    /// Where it says something else than the proposal it came from, each as a sentence.
    pub unlike_proposal: Vec<String>,
    pub verbal_yes_on: Option<NaiveDate>,
    /// Name of who signs for the customer; empty when nobody is named.
    pub signatory: String,
    /// Private remarks of the account's notes.
    pub private_texts: Vec<String>,
    pub fit: PageFit,
}

/// All checks of an addendum: missing first, then notes, then met.
pub fn addendum(facts: &AddendumFacts) -> Vec<Check> {
    let mut checks = parties(facts);
    checks.push(agreement(facts));
    checks.extend(dates(facts));
    checks.push(facts.amounts.check());
    checks.extend(facts.floor.check());
    checks.extend(criteria_checks(&facts.criteria, 1, 3));
    checks.extend(facts.unlike_proposal.iter().map(|difference| {
        Check::note(
            "unlike_proposal",
            difference.clone(),
            "Tell the customer what changed since the proposal.",
        )
    }));
    checks.extend(nothing_internal(facts));
    checks.push(verbal_yes(facts));
    checks.push(signatory(facts));
    checks.extend(page_checks(
        &facts.fit,
        &[(
            "one_page",
            "The page",
            "Shorten the success criteria first, then the addresses.",
            Some("criteria"),
        )],
    ));
    sorted(checks)
}

fn parties(facts: &AddendumFacts) -> Vec<Check> {
    let mut checks = Vec::new();
    let sides = [
        (
            "Your company",
            &facts.supplier,
            &facts.supplier_address,
            "Enter it in Settings, under the company.",
        ),
        ("The customer", &facts.customer, &facts.customer_address, "Enter it on the account's page."),
    ];
    for (who, name, address, hint) in sides {
        if name.trim().is_empty() {
            checks.push(Check::missing("parties", format!("{who} has no legal name."), hint));
        } else if address.trim().is_empty() {
            checks.push(Check::missing("parties", format!("{who} has no postal address."), hint));
        }
    }
    if checks.is_empty() {
        checks.push(Check::met(
            "parties",
            format!("Between {} and {}.", facts.supplier, facts.customer.trim_end_matches('.')),
        ));
    }
    checks
}

fn agreement(facts: &AddendumFacts) -> Check {
    let hint = "Enter reference and date of the agreement at the contract.";
    match (facts.msa_reference.trim(), facts.msa_date) {
        ("", _) => Check::missing("msa", "The master agreement has no reference.", hint),
        (_, None) => Check::missing("msa", "The master agreement has no date.", hint),
        (reference, Some(date)) => Check::met("msa", format!("Part of {reference} of {date}.")),
    }
}

fn dates(facts: &AddendumFacts) -> Vec<Check> {
    match (facts.effective, facts.co_term) {
        (None, _) => vec![Check::missing(
            "effective_date",
            "There is no day from which the change holds.",
            "Set the effective date of the change.",
        )],
        (_, None) => vec![Check::missing(
            "co_term",
            "The contract has no renewal date, so there is no co-term date.",
            "Set the renewal date of the contract.",
        )],
        (Some(effective), Some(renewal)) => {
            let last = renewal.pred_opt().unwrap_or(renewal);
            vec![Check::met(
                "co_term",
                format!("In force from {effective}, ends on {last}, renews on {renewal}."),
            )]
        }
    }
}

fn nothing_internal(facts: &AddendumFacts) -> Vec<Check> {
    let mut checks = Vec::new();
    for (index, criterion) in facts.criteria.iter().enumerate() {
        let at = format!("criteria.{index}");
        checks.extend(internal(&criterion.text, Speaker::Us, &[], &at));
        checks.extend(private_in(&criterion.text, "", &facts.private_texts, &at));
    }
    if checks.is_empty() {
        checks.push(Check::met("internal", "Nothing internal stands in the paper."));
    }
    checks
}

fn verbal_yes(facts: &AddendumFacts) -> Check {
    match facts.verbal_yes_on {
        None => Check::note(
            "verbal_yes",
            "The verbal yes has no date.",
            "It cannot be marked sent before the customer said yes.",
        )
        .at("verbal_yes_on"),
        Some(day) => Check::met("verbal_yes", format!("The customer said yes on {day}.")).at("verbal_yes_on"),
    }
}

fn signatory(facts: &AddendumFacts) -> Check {
    match facts.signatory.trim() {
        "" => Check::note(
            "signatory",
            "Nobody is named to sign for the customer; the line stays free.",
            "Choose who signs.",
        )
        .at("recipient_id"),
        name => Check::met("signatory", format!("{name} signs for the customer.")).at("recipient_id"),
    }
}
