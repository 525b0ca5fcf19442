//! The checks of the two-page proposal (documents, "Proposal").

use std::collections::BTreeSet;

use super::texts::{criteria_checks, internal, page_checks, page_one_language, private_in};
use super::{Amounts, Check, CriterionFact, FloorFact, PageFit, shortened, sorted};
use crate::words::{Speaker, Wording, check_headline, compare};
use chrono::NaiveDate;

/// The longest headline, in characters.
pub const HEADLINE_LIMIT: usize = 90;
/// Fewest and most bullets under "What you told me".
pub const BULLETS: (usize, usize) = (3, 5);

/// A quote as a check sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteFact {
    pub id: String,
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
    /// A quote is named; `quote` is empty when the book does not have it.
    pub bound: bool,
    pub quote: Option<QuoteFact>,
}

impl BoundFact {
    /// How the text relates to a quote that is still there.
    fn wording(&self) -> Option<Wording> {
        let quote = self.quote.as_ref().filter(|quote| !quote.deleted)?;
        Some(compare(&quote.text, &self.text))
    }

    /// Whose words they count as: a paraphrase is ours.
    fn speaker(&self) -> Speaker {
        match self.wording() {
            Some(Wording::Verbatim | Wording::Shortened) => Speaker::Customer,
            _ => Speaker::Us,
        }
    }
}

/// Everything the checks of a proposal ask about.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ProposalFacts {
    /// The day the paper was last worked on.
    pub day: Option<NaiveDate>,
    /// Whose paper it is; empty while the company has no name.
    pub supplier: String,
    pub headline: BoundFact,
    pub bullets: Vec<BoundFact>,
    /// Label and text of each line of "What I'm proposing", as typed.
    pub proposing: Vec<(String, String)>,
    pub criteria: Vec<CriterionFact>,
    pub effective: Option<NaiveDate>,
    /// The contract's renewal date: the paper co-terms with it.
    pub co_term: Option<NaiveDate>,
    pub amounts: Amounts,
    pub floor: FloorFact,
    /// Name of the economic buyer; empty when nobody is named.
    pub economic_buyer: String,
    /// The economic buyer has left the customer.
    pub economic_buyer_left: bool,
    pub valid_until: Option<NaiveDate>,
    pub next_step: String,
    /// Product and plan names and their ids: none may stand in the headline.
    pub product_names: Vec<String>,
    /// Private remarks of the account's notes.
    pub private_texts: Vec<String>,
    /// The texts of page two that are ours, by the field they stand in.
    pub page_two_texts: Vec<(String, String)>,
    pub fit: PageFit,
}

/// All checks of a proposal: missing first, then notes, then met.
pub fn proposal(facts: &ProposalFacts) -> Vec<Check> {
    let mut checks = headline(facts);
    checks.push(supplier(facts));
    checks.extend(bullets(facts));
    checks.extend(proposing(facts));
    checks.extend(criteria_checks(&facts.criteria, 2, 3));
    checks.push(co_term(facts));
    checks.extend(page_one_language(&page_one(facts)));
    checks.extend(nothing_internal(facts));
    checks.push(economic_buyer(facts));
    checks.push(facts.amounts.check());
    checks.extend(facts.floor.check());
    checks.push(validity(facts));
    checks.push(next_step(facts));
    checks.extend(fit(facts));
    sorted(checks)
}

fn supplier(facts: &ProposalFacts) -> Check {
    match facts.supplier.trim() {
        "" => Check::missing(
            "supplier",
            "The paper does not say whose it is.",
            "Write your company's name; it stands on every paper.",
        ),
        name => Check::met("supplier", format!("From {name}.")),
    }
}

fn headline(facts: &ProposalFacts) -> Vec<Check> {
    let at = "headline";
    let text = facts.headline.text.trim();
    if text.is_empty() {
        let hint =
            "Take one sentence of the customer: access for a team, a process for a region, one shared view.";
        return vec![Check::missing("headline_bound", "The headline is empty.", hint).at(at)];
    }
    let mut checks = Vec::new();
    let length = text.chars().count();
    if length > HEADLINE_LIMIT {
        checks.push(
            Check::missing(
                "headline_length",
                format!(
                    "The headline has {length} characters, {} more than the {HEADLINE_LIMIT} that fit.",
                    length - HEADLINE_LIMIT
                ),
                format!(
                    "Leave out everything after \"{}\", or put an ellipsis where you shorten.",
                    fitting_start(text)
                ),
            )
            .at(at),
        );
    }
    checks.extend(binding("headline", "The headline", &facts.headline, at));
    let names: Vec<&str> = facts.product_names.iter().map(String::as_str).collect();
    let named = check_headline(text, &names);
    checks.extend(named.iter().map(|finding| {
        Check::missing(
            "headline_product",
            format!("The headline says \"{}\".", finding.matched),
            finding.message.clone(),
        )
        .at(at)
    }));
    if checks.iter().all(|check| check.ok) {
        let speaker = facts.headline.quote.as_ref().map_or("", |quote| quote.speaker.as_str());
        checks.push(
            Check::met(
                "headline_bound",
                format!("The headline goes back to {speaker}, {length} characters."),
            )
            .at(at),
        );
    }
    checks
}

/// The whole words of `text` that fit the limit.
fn fitting_start(text: &str) -> String {
    let mut start = String::new();
    for word in text.split_whitespace() {
        if start.chars().count() + word.chars().count() + 1 > HEADLINE_LIMIT {
            break;
        }
        if !start.is_empty() {
            start.push(' ');
        }
        start.push_str(word);
    }
    if start.is_empty() { shortened(text, 40) } else { start }
}

/// Whether a text is bound to a quote that is there, and how its words relate to it.
pub(super) fn binding(kind: &str, what: &str, fact: &BoundFact, at: &str) -> Option<Check> {
    let id = format!("{kind}_bound");
    let Some(quote) = fact.quote.as_ref().filter(|_| fact.bound) else {
        let (problem, hint) = if fact.bound {
            ("is bound to a quote this book does not have", "Bind it to another quote of this account.")
        } else {
            (
                "is not bound to a quote",
                "Choose the quote it comes from, or record the quote in a call note first.",
            )
        };
        return Some(Check::missing(&id, format!("{what} {problem}."), hint).at(at));
    };
    if quote.deleted {
        let message = format!("{what} is bound to a deleted quote of {}.", quote.speaker);
        return Some(
            Check::missing(&id, message, "Restore the quote from the trash, or bind another one.").at(at),
        );
    }
    fact.wording().filter(Wording::is_paraphrase).map(|_| {
        let message = format!(
            "{what} differs from what {} said: \"{}\". The paper marks it as paraphrased.",
            quote.speaker,
            shortened(&quote.text, 120)
        );
        Check::note(
            &format!("{kind}_wording"),
            message,
            "Use their exact words to lose the mark; shorten with an ellipsis.",
        )
        .at(at)
    })
}

fn bullets(facts: &ProposalFacts) -> Vec<Check> {
    let count = facts.bullets.len();
    let mut checks = Vec::new();
    if count < BULLETS.0 {
        checks.push(
            Check::missing(
                "bullets_count",
                format!("\"What you told me\" has {count} of at least {} bullets.", BULLETS.0),
                "Add what else they said, one quote for each bullet.",
            )
            .at("bullets"),
        );
    } else if count > BULLETS.1 {
        let extra = count - BULLETS.1;
        let which: Vec<String> = facts.bullets[BULLETS.1..]
            .iter()
            .map(|bullet| format!("\"{}\"", shortened(&bullet.text, 40)))
            .collect();
        checks.push(
            Check::missing(
                "bullets_count",
                format!(
                    "\"What you told me\" has {count} bullets, {extra} more than the {} that fit.",
                    BULLETS.1
                ),
                format!("Keep the five that ask for this change; the last ones are {}.", which.join(", ")),
            )
            .at("bullets"),
        );
    }
    let mut seen = BTreeSet::new();
    for (index, bullet) in facts.bullets.iter().enumerate() {
        let at = format!("bullets.{index}");
        let what = format!("Bullet {}", index + 1);
        if bullet.text.trim().is_empty() {
            checks.push(
                Check::missing(
                    "bullet_bound",
                    format!("{what} is empty."),
                    "Choose a quote, or remove the bullet.",
                )
                .at(at),
            );
            continue;
        }
        checks.extend(binding("bullet", &what, bullet, &at));
        let twice = bullet.quote.as_ref().is_some_and(|quote| !seen.insert((&quote.id, &bullet.text)));
        if twice {
            checks.push(
                Check::note(
                    "bullet_twice",
                    format!("{what} says what an earlier bullet says."),
                    "Take another quote.",
                )
                .at(at),
            );
        }
    }
    if checks.iter().all(|check| check.ok) {
        checks.push(
            Check::met("bullets_count", format!("{count} bullets, each bound to a quote.")).at("bullets"),
        );
    }
    checks
}

fn proposing(facts: &ProposalFacts) -> Vec<Check> {
    if facts.proposing.is_empty() {
        let hint = "Say in one line each how many seats, which module and when it is live.";
        return vec![Check::missing("proposing", "\"What I'm proposing\" is empty.", hint).at("proposing")];
    }
    let empty: Vec<Check> = facts
        .proposing
        .iter()
        .enumerate()
        .filter(|(_, (label, text))| label.trim().is_empty() || text.trim().is_empty())
        .map(|(index, _)| {
            Check::missing(
                "proposing",
                format!("Line {} of \"What I'm proposing\" is not complete.", index + 1),
                "Give it a label and a text, or remove it.",
            )
            .at(format!("proposing.{index}"))
        })
        .collect();
    if empty.is_empty() {
        vec![Check::met("proposing", "What is proposed is said.").at("proposing")]
    } else {
        empty
    }
}

fn co_term(facts: &ProposalFacts) -> Check {
    match facts.co_term {
        None => Check::missing(
            "co_term",
            "The contract has no renewal date, so there is no co-term date.",
            "Set the renewal date of the contract.",
        ),
        Some(date) => {
            let last = date.pred_opt().unwrap_or(date);
            Check::met(
                "co_term",
                format!("Everything ends with the contract on {last} and renews on {date}."),
            )
        }
    }
}

/// Every text of page one with where it stands and whose words it is.
fn page_one(facts: &ProposalFacts) -> Vec<(String, &str, Speaker)> {
    let mut texts = vec![("headline".to_owned(), facts.headline.text.as_str(), facts.headline.speaker())];
    // A headline that is not word for word has its quote beneath it.
    if facts.headline.wording().is_some_and(|wording| wording != Wording::Verbatim)
        && let Some(quote) = &facts.headline.quote
    {
        texts.push(("headline".to_owned(), &quote.text, Speaker::Customer));
    }
    for (index, bullet) in facts.bullets.iter().enumerate() {
        texts.push((format!("bullets.{index}"), &bullet.text, bullet.speaker()));
    }
    for (index, (label, text)) in facts.proposing.iter().enumerate() {
        texts.push((format!("proposing.{index}"), label, Speaker::Us));
        texts.push((format!("proposing.{index}"), text, Speaker::Us));
    }
    for (index, criterion) in facts.criteria.iter().enumerate() {
        texts.push((format!("criteria.{index}"), &criterion.text, Speaker::Us));
        texts.push((format!("criteria.{index}"), &criterion.figures, Speaker::Us));
    }
    texts
}

fn nothing_internal(facts: &ProposalFacts) -> Vec<Check> {
    let mut checks = Vec::new();
    for (at, text, speaker) in page_one(facts) {
        checks.extend(internal(text, speaker, &[], &at));
    }
    // A remark may repeat what the customer said; their own words never leak.
    let bound = std::iter::once(("headline".to_owned(), &facts.headline))
        .chain(facts.bullets.iter().enumerate().map(|(index, bullet)| (format!("bullets.{index}"), bullet)));
    for (at, fact) in bound {
        let said = fact.quote.as_ref().map_or("", |quote| quote.text.as_str());
        checks.extend(private_in(&fact.text, said, &facts.private_texts, &at));
    }
    for (index, (_, text)) in facts.proposing.iter().enumerate() {
        checks.extend(private_in(text, "", &facts.private_texts, &format!("proposing.{index}")));
    }
    for (index, criterion) in facts.criteria.iter().enumerate() {
        checks.extend(private_in(&criterion.text, "", &facts.private_texts, &format!("criteria.{index}")));
    }
    for (at, text) in &facts.page_two_texts {
        checks.extend(internal(text, Speaker::Us, &[], at));
        checks.extend(private_in(text, "", &facts.private_texts, at));
    }
    if checks.is_empty() {
        checks.push(Check::met("internal", "Nothing internal stands in the paper."));
    }
    checks
}

fn economic_buyer(facts: &ProposalFacts) -> Check {
    let at = "economic_buyer_id";
    let name = facts.economic_buyer.trim();
    if name.is_empty() {
        Check::missing(
            "economic_buyer",
            "Nobody is named as the one who holds the budget.",
            "Choose the economic buyer among the contacts.",
        )
        .at(at)
    } else if facts.economic_buyer_left {
        Check::missing(
            "economic_buyer",
            format!("{name} has left the customer."),
            "Find out who holds the budget now.",
        )
        .at(at)
    } else {
        Check::met("economic_buyer", format!("{name} holds the budget.")).at(at)
    }
}

fn validity(facts: &ProposalFacts) -> Check {
    let at = "valid_until";
    let Some(until) = facts.valid_until else {
        return Check::missing(
            "validity",
            "The paper does not say how long its prices hold.",
            "Set the day until which they hold.",
        )
        .at(at);
    };
    if facts.day.is_some_and(|day| until < day) {
        return Check::missing(
            "validity",
            format!("The prices held until {until}, which is over."),
            "Set a later day.",
        )
        .at(at);
    }
    if facts.effective.is_some_and(|effective| until > effective) {
        let message = format!("The prices hold until {until}, later than the start of the change.");
        return Check::note(
            "validity",
            message,
            "A yes after the start needs a new calculation; let the prices end before it.",
        )
        .at(at);
    }
    Check::met("validity", format!("The prices hold until {until}.")).at(at)
}

fn next_step(facts: &ProposalFacts) -> Check {
    if facts.next_step.trim().is_empty() {
        Check::note("next_step", "The next step is open.", "Name the day, the time and the people.")
            .at("next_step")
    } else {
        Check::met("next_step", "The next step is named.").at("next_step")
    }
}

fn fit(facts: &ProposalFacts) -> Vec<Check> {
    let longest = facts.bullets.iter().enumerate().max_by_key(|(_, bullet)| bullet.text.chars().count());
    let first_hint = longest.map_or_else(
        || "Shorten the lines of \"What I'm proposing\".".to_owned(),
        |(index, bullet)| {
            format!(
                "Shorten bullet {} (\"{}\", the longest one), or leave a bullet out.",
                index + 1,
                shortened(&bullet.text, 40)
            )
        },
    );
    page_checks(
        &facts.fit,
        &[
            ("page_one_fits", "Page one", &first_hint, Some("bullets")),
            (
                "page_two_fits",
                "Page two",
                "Shorten the alternatives or the constraint; the prices stay as they are.",
                Some("alternatives"),
            ),
        ],
    )
}
