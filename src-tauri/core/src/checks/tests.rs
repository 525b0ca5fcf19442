//! Every check once with a paper that breaks it and nothing else.

use super::*;
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn said(id: &str, text: &str) -> BoundFact {
    let quote = QuoteFact { id: id.into(), text: text.into(), speaker: "Jamie Reyes".into(), deleted: false };
    BoundFact { text: text.into(), bound: true, quote: Some(quote) }
}

fn criterion(text: &str, due_day: i64) -> CriterionFact {
    CriterionFact {
        text: text.into(),
        measure: "seats in use".into(),
        due_day,
        figures: String::new(),
        gone: false,
    }
}

/// A proposal that passes.
fn good() -> ProposalFacts {
    ProposalFacts {
        day: Some(day("2026-11-24")),
        supplier: "Larkfield Software Ltd".into(),
        headline: said(
            "q1",
            "We want marketing in the same place as operations, without it becoming a mess.",
        ),
        bullets: vec![
            said(
                "q2",
                "Marketing keeps asking us for access. Right now they share three logins with the ops desk.",
            ),
            said("q3", "I lose about forty hours a month waiting for somebody to export a list for me."),
            said("q4", "No shared passwords after the January audit."),
        ],
        proposing: vec![("Seats".into(), "25 for marketing, beside the 40 in operations".into())],
        criteria: vec![
            criterion("Marketing people work in a seat of their own", 60),
            criterion("Shared logins left", 90),
        ],
        effective: Some(day("2026-12-01")),
        co_term: Some(day("2027-06-15")),
        amounts: Amounts::Stored,
        economic_buyer: "Jamie Reyes".into(),
        valid_until: Some(day("2026-11-30")),
        next_step: "Thursday 26 November, 10:00: agree this page or change it.".into(),
        product_names: vec!["Business".into(), "Team".into(), "SEAT-ANALYST".into()],
        fit: PageFit { pages: 2, lines_over: vec![0, 0] },
        ..ProposalFacts::default()
    }
}

/// Ids and fields of what is missing.
fn missing(checks: &[Check]) -> Vec<(&str, Option<&str>)> {
    checks.iter().filter(|check| !check.ok).map(|check| (check.id.as_str(), check.field.as_deref())).collect()
}

fn broken(change: impl FnOnce(&mut ProposalFacts)) -> Vec<Check> {
    let mut facts = good();
    change(&mut facts);
    proposal(&facts)
}

/// A new book has no company yet; a proposal of nobody must not go out.
#[test]
fn a_paper_says_whose_it_is() {
    assert_eq!(missing(&broken(|f| f.supplier = " ".into())), [("supplier", None)]);
}

#[test]
fn a_complete_proposal_passes_and_says_what_is_met() {
    let checks = proposal(&good());
    assert_eq!(missing(&checks), []);
    assert!(checks.iter().all(|check| check.level == CheckLevel::Met), "{checks:#?}");
    assert!(passes(&checks));
}

#[test]
fn missing_stands_before_notes_and_notes_before_what_is_met() {
    let checks = broken(|facts| {
        facts.next_step.clear();
        facts.economic_buyer.clear();
    });
    let levels: Vec<CheckLevel> = checks.iter().map(|check| check.level).collect();
    assert!(levels.is_sorted());
    assert_eq!((levels[0], levels[1]), (CheckLevel::Missing, CheckLevel::Note));
    assert!(!passes(&checks));
}

#[test]
fn a_headline_needs_a_quote_that_is_still_there() {
    let loose = broken(|facts| facts.headline.bound = false);
    assert_eq!(missing(&loose), [("headline_bound", Some("headline"))]);
    let gone = broken(|facts| facts.headline.quote = None);
    assert_eq!(missing(&gone), [("headline_bound", Some("headline"))]);
    let deleted = broken(|facts| facts.headline.quote.as_mut().unwrap().deleted = true);
    assert_eq!(missing(&deleted), [("headline_bound", Some("headline"))]);
    let empty = broken(|facts| facts.headline.text = "  ".into());
    assert_eq!(missing(&empty), [("headline_bound", Some("headline"))]);
}

#[test]
fn a_headline_over_ninety_characters_is_refused_with_what_to_leave_out() {
    // Exactly 90 fit, 91 do not; characters are counted, not bytes.
    assert_eq!(missing(&broken(|facts| facts.headline = said("q1", &"ü".repeat(90)))), []);
    let checks =
        broken(|facts| facts.headline = said("q1", &format!("{} {}", "word ".repeat(17), "overflow")));
    assert_eq!(missing(&checks), [("headline_length", Some("headline"))]);
    assert!(checks[0].message.contains("94 characters, 4 more"), "{}", checks[0].message);
    assert!(checks[0].hint.contains("word word"), "{}", checks[0].hint);
}

#[test]
fn other_words_than_the_quote_are_noted_and_shortening_is_not() {
    let checks = broken(|facts| facts.headline.text = "Marketing and operations in one place".into());
    let note = checks.iter().find(|check| check.id == "headline_wording").unwrap();
    assert_eq!((note.level, note.ok), (CheckLevel::Note, true));
    assert!(note.message.contains("Jamie Reyes said"));
    let shorter =
        broken(|facts| facts.headline.text = "We want marketing in the same place as operations …".into());
    assert!(shorter.iter().all(|check| check.level == CheckLevel::Met), "{shorter:#?}");
}

#[test]
fn a_product_in_the_headline_is_refused() {
    let checks = broken(|facts| facts.headline = said("q1", "25 more SEAT-ANALYST for the Business plan"));
    assert!(missing(&checks).iter().all(|(id, at)| *id == "headline_product" && *at == Some("headline")));
    assert!(!passes(&checks));
}

#[test]
fn three_to_five_bullets_and_nine_are_told_which_to_leave_out() {
    assert_eq!(missing(&broken(|facts| facts.bullets.truncate(2))), [("bullets_count", Some("bullets"))]);
    let nine = broken(|facts| {
        facts.bullets = (1..=9).map(|n| said(&format!("q{n}"), &format!("Sentence number {n}"))).collect()
    });
    assert_eq!(missing(&nine), [("bullets_count", Some("bullets"))]);
    assert!(nine[0].message.contains("9 bullets, 4 more"), "{}", nine[0].message);
    assert!(nine[0].hint.contains("Sentence number 6") && nine[0].hint.contains("Sentence number 9"));
}

#[test]
fn each_bullet_is_bound_and_named_by_its_place() {
    let checks = broken(|facts| {
        facts.bullets[2].bound = false;
        facts.bullets[1].quote.as_mut().unwrap().deleted = true;
    });
    assert_eq!(missing(&checks), [("bullet_bound", Some("bullets.1")), ("bullet_bound", Some("bullets.2"))]);
    assert!(checks[1].message.starts_with("Bullet 3 "));
}

#[test]
fn criteria_are_two_or_three_with_measure_and_due_day() {
    assert_eq!(missing(&broken(|facts| facts.criteria.truncate(1))), [("criteria_count", Some("criteria"))]);
    let checks = broken(|facts| {
        facts.criteria[0].measure.clear();
        facts.criteria[1].due_day = 0;
        facts.criteria.push(CriterionFact { gone: true, ..criterion("Old wording", 90) });
    });
    assert_eq!(
        missing(&checks),
        [
            ("criterion_measure", Some("criteria.0")),
            ("criterion_due", Some("criteria.1")),
            ("criterion_version", Some("criteria.2")),
        ]
    );
}

#[test]
fn page_one_names_no_amount_no_discount_and_presses_for_nothing() {
    let wordings = [
        ("25 seats for 12,000.00 EUR", "page_one_amount"),
        ("25 seats at 20 % off", "page_one_discount"),
        ("25 seats, limited time offer", "page_one_pressure"),
        ("Signed before the end of the quarter", "page_one_pressure"),
    ];
    for (text, id) in wordings {
        let checks = broken(|facts| facts.proposing[0].1 = text.into());
        assert!(missing(&checks).contains(&(id, Some("proposing.0"))), "{text}: {:?}", missing(&checks));
    }
}

#[test]
fn nothing_internal_leaves_the_house() {
    let word = broken(|facts| facts.proposing[0].1 = "For our weak champion".into());
    assert!(missing(&word).contains(&("internal", Some("proposing.0"))));
    let remark = broken(|facts| {
        facts.private_texts = vec!["Jamie will not stay past spring, tread carefully here.".into()];
        facts.next_step = "Jamie will not stay past spring, so agree now".into();
        facts.page_two_texts = vec![("next_step".into(), facts.next_step.clone())];
    });
    assert_eq!(missing(&remark), [("internal", Some("next_step"))]);
}

#[test]
fn a_remark_that_repeats_the_quote_does_not_make_the_quote_internal() {
    let checks = broken(|facts| facts.private_texts = vec![facts.bullets[1].text.clone()]);
    assert_eq!(missing(&checks), []);
}

#[test]
fn buyer_prices_dates_and_validity_are_asked_for() {
    assert_eq!(
        missing(&broken(|f| f.economic_buyer.clear())),
        [("economic_buyer", Some("economic_buyer_id"))]
    );
    assert_eq!(
        missing(&broken(|f| f.economic_buyer_left = true)),
        [("economic_buyer", Some("economic_buyer_id"))]
    );
    assert_eq!(missing(&broken(|f| f.co_term = None)), [("co_term", None)]);
    for amounts in [Amounts::Missing, Amounts::Outdated] {
        assert_eq!(missing(&broken(|f| f.amounts = amounts)), [("calculated", None)]);
    }
    assert_eq!(missing(&broken(|f| f.valid_until = None)), [("validity", Some("valid_until"))]);
    assert_eq!(
        missing(&broken(|f| f.valid_until = Some(day("2026-11-23")))),
        [("validity", Some("valid_until"))]
    );
    assert_eq!(missing(&broken(|f| f.proposing.clear())), [("proposing", Some("proposing"))]);
}

#[test]
fn a_page_that_is_too_long_says_by_how_much_and_what_to_shorten() {
    let checks = broken(|facts| facts.fit = PageFit { pages: 3, lines_over: vec![4, 1] });
    assert_eq!(
        missing(&checks),
        [("page_one_fits", Some("bullets")), ("page_two_fits", Some("alternatives"))]
    );
    assert_eq!(checks[0].message, "Page one is 4 lines too long.");
    assert!(checks[0].hint.contains("bullet 1"), "the longest bullet is the first: {}", checks[0].hint);
    assert_eq!(checks[1].message, "Page two is one line too long.");
    // Nothing printed is not the same as everything fits.
    let unprinted = broken(|facts| facts.fit = PageFit::default());
    assert_eq!(missing(&unprinted).len(), 2);
}

fn signed_paper() -> AddendumFacts {
    AddendumFacts {
        supplier: "Larkfield Software Ltd".into(),
        supplier_address: "14 Foundry Lane\nBristol".into(),
        customer: "Kestrel & Boone GmbH".into(),
        customer_address: "Am Speicher 7\nBremen".into(),
        msa_reference: "MSA-2024-0117".into(),
        msa_date: Some(day("2024-06-03")),
        effective: Some(day("2026-12-01")),
        co_term: Some(day("2027-06-15")),
        amounts: Amounts::Stored,
        criteria: vec![criterion("Marketing people work in a seat of their own", 60)],
        verbal_yes_on: Some(day("2026-11-26")),
        signatory: "Jamie Reyes".into(),
        fit: PageFit { pages: 1, lines_over: vec![0] },
        ..AddendumFacts::default()
    }
}

#[test]
fn a_complete_addendum_passes_and_each_gap_is_named() {
    assert_eq!(missing(&addendum(&signed_paper())), []);
    let gap = |change: fn(&mut AddendumFacts)| {
        let mut facts = signed_paper();
        change(&mut facts);
        let checks = addendum(&facts);
        missing(&checks).iter().map(|(id, _)| (*id).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(gap(|f| f.supplier.clear()), ["parties"]);
    assert_eq!(gap(|f| f.customer_address.clear()), ["parties"]);
    assert_eq!(gap(|f| f.msa_reference.clear()), ["msa"]);
    assert_eq!(gap(|f| f.msa_date = None), ["msa"]);
    assert_eq!(gap(|f| f.effective = None), ["effective_date"]);
    assert_eq!(gap(|f| f.co_term = None), ["co_term"]);
    assert_eq!(gap(|f| f.amounts = Amounts::Missing), ["calculated"]);
    assert_eq!(gap(|f| f.criteria.clear()), ["criteria_count"]);
    assert_eq!(gap(|f| f.fit.lines_over = vec![2]), ["one_page"]);
    // A yes without a date only keeps it from being sent; the line to sign may stay free.
    assert_eq!(gap(|f| f.verbal_yes_on = None), [""; 0]);
    assert_eq!(gap(|f| f.signatory.clear()), [""; 0]);
}
