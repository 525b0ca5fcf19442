//! What the papers' checks share: criteria, wording, internal words, pages that are too long.

use super::{Check, CriterionFact, PageFit, shortened};
use crate::words::{Rule, Speaker, check_internal, check_language};

/// Checks success criteria: how many, each with measure and due day, none replaced or deleted.
pub(super) fn criteria_checks(criteria: &[CriterionFact], least: usize, most: usize) -> Vec<Check> {
    let count = criteria.len();
    let mut checks = Vec::new();
    if count < least || count > most {
        let hint = if count < least {
            "Agree with the customer what will be true 60 or 90 days in."
        } else {
            "Keep the ones their people will look at."
        };
        let wanted = if least == most { format!("{least}") } else { format!("{least} to {most}") };
        checks.push(
            Check::missing(
                "criteria_count",
                format!("{count} success criteria; the paper takes {wanted}."),
                hint,
            )
            .at("criteria"),
        );
    }
    for (index, criterion) in criteria.iter().enumerate() {
        let at = format!("criteria.{index}");
        let name = format!("\"{}\"", shortened(&criterion.text, 50));
        if criterion.gone {
            let message = format!("Criterion {name} was deleted or replaced by a later version.");
            checks.push(
                Check::missing("criterion_version", message, "Choose the version that counts now.").at(&at),
            );
        }
        if criterion.measure.trim().is_empty() {
            let message = format!("Criterion {name} does not say how it is measured.");
            checks
                .push(Check::missing("criterion_measure", message, "Give it a measure or a target.").at(&at));
        }
        if criterion.due_day <= 0 {
            let message = format!("Criterion {name} has no due day.");
            checks.push(Check::missing("criterion_due", message, "Day 60 or day 90.").at(&at));
        } else if criterion.due_day > 90 {
            let message = format!(
                "Criterion {name} is due on day {}, later than the 90 days the paper speaks of.",
                criterion.due_day
            );
            checks.push(Check::note("criterion_due", message, "Day 60 or day 90.").at(&at));
        }
    }
    if checks.iter().all(|check| check.ok) {
        checks.push(
            Check::met("criteria_count", format!("{count} success criteria with measure and due day."))
                .at("criteria"),
        );
    }
    checks
}

/// Checks the texts of page one for amounts, discounts, pressure and the seller's calendar.
pub(super) fn page_one_language(texts: &[(String, &str, Speaker)]) -> Vec<Check> {
    let mut checks = Vec::new();
    for (at, text, speaker) in texts {
        for finding in check_language(text, *speaker) {
            let id = match finding.rule {
                Rule::CurrencyAmount => "page_one_amount",
                Rule::PercentOff | Rule::Discount => "page_one_discount",
                Rule::PriceWording => "page_one_price",
                Rule::Urgency | Rule::EndOfQuarter => "page_one_pressure",
                Rule::ProductName | Rule::Internal => "page_one_words",
            };
            checks.push(
                Check::missing(id, format!("{} says \"{}\".", place(at), finding.matched), finding.message)
                    .at(at),
            );
        }
    }
    if checks.is_empty() {
        checks.push(Check::met(
            "page_one_language",
            "Page one names no amount, no discount and presses for nothing.",
        ));
    }
    checks
}

/// Finds our own vocabulary in a text.
pub(super) fn internal(text: &str, speaker: Speaker, private: &[&str], at: &str) -> Vec<Check> {
    check_internal(text, speaker, private)
        .into_iter()
        .map(|finding| {
            Check::missing(
                "internal",
                format!("{} says \"{}\", which is internal.", place(at), finding.matched),
                finding.message,
            )
            .at(at)
        })
        .collect()
}

/// Finds pieces of private remarks in a text; what the customer `said` themselves is theirs.
pub(super) fn private_in(text: &str, said: &str, private: &[String], at: &str) -> Vec<Check> {
    let private: Vec<&str> = private.iter().map(String::as_str).collect();
    let vocabulary = check_internal(text, Speaker::Us, &[]);
    let said = said.to_lowercase();
    check_internal(text, Speaker::Us, &private)
        .into_iter()
        .filter(|finding| !vocabulary.contains(finding) && !said.contains(&finding.matched.to_lowercase()))
        .map(|finding| {
            let message =
                format!("{} repeats a private remark: \"{}\".", place(at), shortened(&finding.matched, 60));
            Check::missing("internal", message, finding.message).at(at)
        })
        .collect()
}

/// Checks that each page named is one page: id, what it is called, what to shorten, the field to go to.
pub(super) fn page_checks(fit: &PageFit, pages: &[(&str, &str, &str, Option<&str>)]) -> Vec<Check> {
    pages
        .iter()
        .enumerate()
        .map(|(index, (id, what, hint, at))| {
            let check = match fit.lines_over.get(index) {
                Some(0) => Check::met(id, format!("{what} fits.")),
                Some(1) => Check::missing(id, format!("{what} is one line too long."), *hint),
                Some(lines) => Check::missing(id, format!("{what} is {lines} lines too long."), *hint),
                None => Check::missing(
                    id,
                    format!("{what} was not printed."),
                    "Open the preview and look at its message.",
                ),
            };
            if let Some(at) = at { check.at(*at) } else { check }
        })
        .collect()
}

/// Where a field stands, as a person calls it.
pub(super) fn place(at: &str) -> String {
    let (field, index) = at.split_once('.').unwrap_or((at, ""));
    let name = match field {
        "headline" => "The headline",
        "bullets" => "Bullet",
        "proposing" => "Line",
        "criteria" => "Criterion",
        "constraint" => "The constraint",
        "alternatives" => "Alternative",
        "next_step" => "The next step",
        "goals" => "Goal",
        "gaps" => "Gap",
        "roadmap" => "Roadmap row",
        "steps" => "Step",
        "recommendation" => "The recommendation",
        "slides" => return slide(index),
        _ => "The paper",
    };
    match index.split('.').next().and_then(|index| index.parse::<usize>().ok()) {
        Some(index) if field == "proposing" => format!("Line {} of \"What I'm proposing\"", index + 1),
        Some(index) => format!("{name} {}", index + 1),
        None => name.to_owned(),
    }
}

/// "The slide of goals" for the rest of a path such as `goals.title`.
fn slide(path: &str) -> String {
    match path.split_once('.') {
        Some((name, "title")) => format!("The title of the slide {name}"),
        Some((name, "lead")) => format!("The line under the title of the slide {name}"),
        _ => format!("The slide {path}"),
    }
}
