//! The checks of the quarterly review (documents, "QBR deck"): nothing of ours leaks, no price is named, their words
//! are bound and marked, every slide fits, and a slide without content is named.

use super::proposal::{BoundFact, binding};
use super::texts::{internal, place, private_in};
use super::{Check, PageFit, sorted};
use crate::paper::SlideKind;
use crate::words::{Rule, Speaker, check_language};

/// Everything the checks of a review ask about.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReviewFacts {
    /// Our own texts by the field they stand in.
    pub texts: Vec<(String, String)>,
    /// The customer's words by the field they stand in, with what the field is called.
    pub quotes: Vec<(String, String, BoundFact)>,
    /// The slides that have nothing to show, in their order.
    pub absent: Vec<SlideKind>,
    /// The slides in the order they are printed.
    pub slides: Vec<SlideKind>,
    /// The recommendation names the outcome it is tied to.
    pub tied: bool,
    pub private_texts: Vec<String>,
    pub fit: PageFit,
}

/// All checks of a review: missing first, then notes, then met.
pub fn review(facts: &ReviewFacts) -> Vec<Check> {
    let mut checks = wording(facts);
    checks.extend(nothing_internal(facts));
    checks.extend(facts.quotes.iter().filter_map(|(at, what, fact)| binding("quote", what, fact, at)));
    checks.extend(facts.absent.iter().map(|slide| absent(*slide)));
    if !facts.absent.contains(&SlideKind::Recommendation) {
        checks.push(if facts.tied {
            Check::met("recommendation_tied", "The recommendation is tied to an outcome.")
                .at("recommendation")
        } else {
            let hint = "Choose the criterion it serves; a recommendation without one reads as a pitch.";
            Check::note("recommendation_tied", "The recommendation is not tied to an outcome.", hint)
                .at("recommendation")
        });
    }
    checks.extend(fit(facts));
    sorted(checks)
}

/// The name of a slide in a sentence.
fn called(slide: SlideKind) -> &'static str {
    match slide {
        SlideKind::Cover => "the cover",
        SlideKind::Agenda => "the agenda",
        SlideKind::Summary => "the summary",
        SlideKind::Outcomes => "the outcomes",
        SlideKind::Usage => "usage",
        SlideKind::Value => "the value in their measure",
        SlideKind::Gaps => "the adoption gaps",
        SlideKind::Goals => "their goals",
        SlideKind::Roadmap => "the roadmap",
        SlideKind::Recommendation => "the recommendation",
        SlideKind::Next => "the next steps",
        SlideKind::Appendix => "the numbers",
    }
}

fn absent(slide: SlideKind) -> Check {
    let hint = match slide {
        SlideKind::Outcomes => "Agree success criteria with the customer and grade them.",
        SlideKind::Usage | SlideKind::Gaps | SlideKind::Appendix => {
            "Import the usage readings, or choose a metric."
        }
        SlideKind::Value => "Grade a criterion that has a baseline and a measured value.",
        SlideKind::Goals => "Record a goal in a call note, word for word.",
        SlideKind::Roadmap => "Add their dates and yours.",
        SlideKind::Recommendation => "Write the one recommendation.",
        _ => "Add who does what by when.",
    };
    let field = match slide {
        SlideKind::Outcomes => "criteria",
        SlideKind::Usage => "usage_metric",
        SlideKind::Value => "value_criterion",
        SlideKind::Gaps => "gaps",
        SlideKind::Goals => "goals",
        SlideKind::Roadmap => "roadmap",
        SlideKind::Recommendation => "recommendation",
        _ => "steps",
    };
    let message = format!("The slide of {} has nothing to show; it says so.", called(slide));
    Check::note(&format!("absent_{}", slide.as_str()), message, hint).at(field)
}

/// A result may be counted in money; a price, a discount or pressure stands nowhere in the deck.
fn wording(facts: &ReviewFacts) -> Vec<Check> {
    let mut checks = Vec::new();
    for (at, text) in &facts.texts {
        let result = at.starts_with("slides.outcomes")
            || at.starts_with("slides.value")
            || at.starts_with("slides.usage")
            || at.starts_with("criteria");
        for finding in check_language(text, Speaker::Us) {
            let id = match finding.rule {
                Rule::CurrencyAmount | Rule::PriceWording | Rule::PercentOff if result => continue,
                Rule::CurrencyAmount => "deck_amount",
                Rule::PercentOff | Rule::Discount => "deck_discount",
                Rule::PriceWording => "deck_price",
                Rule::Urgency | Rule::EndOfQuarter => "deck_pressure",
                Rule::ProductName | Rule::Internal => "deck_words",
            };
            // "20 % Rabatt" is both a percentage and a discount: one thing to take out.
            if checks.iter().any(|known: &Check| known.id == id && known.field.as_deref() == Some(at)) {
                continue;
            }
            let hint = "Prices and terms stand in the proposal; the deck speaks of results.";
            checks.push(
                Check::missing(id, format!("{} says \"{}\".", place(at), finding.matched), hint).at(at),
            );
        }
    }
    if checks.is_empty() {
        checks.push(Check::met(
            "deck_language",
            "The deck names no price, no discount and presses for nothing.",
        ));
    }
    checks
}

fn nothing_internal(facts: &ReviewFacts) -> Vec<Check> {
    let mut checks = Vec::new();
    for (at, text) in &facts.texts {
        checks.extend(internal(text, Speaker::Us, &[], at));
        checks.extend(private_in(text, "", &facts.private_texts, at));
    }
    for (at, _, fact) in &facts.quotes {
        let said = fact.quote.as_ref().map_or("", |quote| quote.text.as_str());
        checks.extend(private_in(&fact.text, said, &facts.private_texts, at));
    }
    if checks.is_empty() {
        checks.push(Check::met("internal", "Nothing internal stands in the deck."));
    }
    checks
}

fn fit(facts: &ReviewFacts) -> Vec<Check> {
    let mut checks = Vec::new();
    for (index, lines) in facts.fit.lines_over.iter().enumerate().filter(|(_, lines)| **lines > 0) {
        let slide = facts.slides.get(index).copied().unwrap_or(SlideKind::Appendix);
        let what = if *lines == 1 { "one line".to_owned() } else { format!("{lines} lines") };
        checks.push(
            Check::missing(
                "slide_fits",
                format!("Slide {}, {}, is {what} too long.", index + 1, called(slide)),
                "Shorten its texts, or take a row away.",
            )
            .at(format!("slides.{}", slide.as_str())),
        );
    }
    if checks.is_empty() {
        checks.push(Check::met("slide_fits", "Every slide fits."));
    }
    checks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(at: &str, text: &str) -> Vec<Check> {
        let facts = ReviewFacts { texts: vec![(at.into(), text.into())], tied: true, ..Default::default() };
        review(&facts)
    }

    fn failing(at: &str, text: &str) -> Vec<String> {
        of(at, text).into_iter().filter(|check| !check.ok).map(|check| check.id).collect()
    }

    #[test]
    fn a_price_is_refused_everywhere_and_a_saving_only_outside_the_results() {
        assert_eq!(failing("recommendation.text", "24 more seats for $9,504"), ["deck_amount"]);
        assert_eq!(failing("steps.0.what", "20 % Rabatt bis Freitag"), ["deck_discount"]);
        assert_eq!(failing("slides.value.title", "$4,000 less waste a month"), Vec::<String>::new());
        assert_eq!(failing("recommendation.text", "Their champion is weak"), Vec::<String>::new());
        assert_eq!(failing("gaps.0.why", "Weak champion in Decatur"), ["internal"]);
    }

    #[test]
    fn a_slide_without_content_is_named_and_does_not_hold_the_deck_back() {
        let facts = ReviewFacts { absent: vec![SlideKind::Goals], tied: true, ..Default::default() };
        let checks = review(&facts);
        let goals = checks.iter().find(|check| check.id == "absent_goals").unwrap();
        assert!(goals.ok && goals.message.contains("their goals"));
        assert_eq!(goals.field.as_deref(), Some("goals"));
    }

    #[test]
    fn a_slide_that_is_too_long_is_named_by_its_place_in_the_deck() {
        let facts = ReviewFacts {
            slides: SlideKind::ALL.to_vec(),
            fit: PageFit { pages: 12, lines_over: vec![0, 0, 0, 2] },
            ..Default::default()
        };
        let check = review(&facts).into_iter().find(|check| !check.ok).unwrap();
        assert!(check.message.contains("Slide 4, the outcomes, is 2 lines too long"), "{}", check.message);
        assert_eq!(check.field.as_deref(), Some("slides.outcomes"));
    }
}
