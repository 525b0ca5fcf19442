//! Papers over the small book of [`shelf`]: what they say, how they print, what their checks find.

mod leaks;
mod shelf;

use crate::commands::settings;
use crate::store;
use headroom_core::book::*;
use headroom_core::checks::CheckLevel;
use headroom_core::contract::{ChangeItem, Discount};
use headroom_core::money::{Currency, Money};
use rust_decimal::Decimal;
use serde_json::json;
use shelf::*;
use std::collections::BTreeSet;

#[test]
fn a_proposal_prints_what_the_record_says() {
    let view = shelf(&EN, items()).proposal();
    // 25 x 480 x 196/365 = 6,443.8356; -6,000 x 196/365 = -3,221.9178; 9,600 x 196/365 = 5,155.0685.
    let [seats, plan] = view.price_lines.as_slice() else { panic!("{:#?}", view.price_lines) };
    assert_eq!(seats.title, "Seat: 25 more, 480.00 each");
    assert_eq!(
        seats.sentence.replace('\u{a0}', " "),
        "You pay 196/365 of the yearly price, from 17 September 2025 to 31 March 2026."
    );
    assert_eq!((seats.per_year.as_str(), seats.until.as_str()), ("12,000.00", "6,443.84"));
    assert_eq!(plan.title, "Lumen instead of Kiwi");
    assert_eq!((plan.per_year.as_str(), plan.until.as_str()), ("3,600.00", "1,933.15"));
    let parts: Vec<_> = plan.parts.iter().map(|part| (part.per_year.as_str(), part.until.as_str())).collect();
    assert_eq!(parts, [("9,600.00", "5,155.07"), ("−6,000.00", "−3,221.92")]);
    assert_eq!((view.totals.per_year.as_str(), view.totals.until.as_str()), ("15,600.00", "8,376.99"));
    // At renewal 65 x 480 + 9,600 = 40,800.
    assert_eq!(view.at_renewal, "40,800.00");
    assert_eq!(
        view.at_renewal_label.replace('\u{a0}', " "),
        "Your whole contract at the renewal (65 × Seat)"
    );
    assert_eq!(view.until_label.replace('\u{a0}', " "), "Until 31 March 2026");
    assert!(view.price_intro.contains("196 of the 365 days"), "{}", view.price_intro);
    let co_term = view.proposing.last().unwrap();
    assert_eq!(co_term.text.replace('\u{a0}', " "), "Ends on 31 March 2026, renews on 1 April 2026");
    assert_eq!(view.calculation, "calculation C-2025-0001");
}

#[test]
fn the_return_in_three_cases_follows_hours_and_rate() {
    let roi = shelf(&EN, items()).proposal().roi.unwrap();
    // 24 x 12 x 55 = 15,840 against 15,600: net 240, 15,600 / 15,840 x 12 = 11.8 months; 40: 26,400, 7.1; 56: 36,960, 5.1.
    let cases: Vec<_> =
        roi.cases.iter().map(|c| (c.value.as_str(), c.net.as_str(), c.payback.as_str())).collect();
    assert_eq!(
        cases,
        [
            ("15,840.00", "240.00", "11.8 months"),
            ("26,400.00", "10,800.00", "7.1 months"),
            ("36,960.00", "21,360.00", "5.1 months"),
        ]
    );
    // The price stands where 15,600 is on a track of 36,960: 42.2 %.
    assert_eq!(roi.price_mark.to_string(), "42.2%");
    assert_eq!(roi.quote.unwrap().text, EN.said[2]);
}

/// Hours 24 x 12 x 55 = 15,840, errors 2 x 12 x 100 = 2,400, delay 3 x 500 = 1,500: 19,740 in the first case.
#[test]
fn errors_and_delay_count_beside_the_hours() {
    let shelf = shelf(&EN, items());
    let mut document = shelf.document("doc-p");
    document.content["roi"]["errors"] = json!(["2", "3", "4"]);
    document.content["roi"]["error_cost"] = json!("100");
    document.content["roi"]["delay_days"] = json!(["3", "4", "5"]);
    document.content["roi"]["delay_cost"] = json!("500");
    shelf.write(|connection| store::update(connection, &document));
    let roi = shelf.proposal().roi.unwrap();
    assert_eq!((roi.cases[0].driver.as_str(), roi.cases[0].value.as_str()), ("24", "19,740.00"));
    let formula: Vec<String> = roi.formula.iter().map(|line| line.replace('\u{a0}', " ")).collect();
    assert_eq!(
        formula[..3],
        [
            "Value: hours saved a month × 12 × 55.00.",
            "And errors avoided a month (2 ⁄ 3 ⁄ 4) × 12 × 100.00.",
            "And days of delay avoided a year (3 ⁄ 4 ⁄ 5) × 500.00."
        ]
    );
    // Errors alone lead the table.
    document.content["roi"]["hours"] = json!(["0", "0", "0"]);
    document.content["roi"]["delay_cost"] = json!("0");
    shelf.write(|connection| store::update(connection, &document));
    let roi = shelf.proposal().roi.unwrap();
    assert_eq!((roi.driver_label.as_str(), roi.cases[2].value.as_str()), ("Errors", "4,800.00"));
}

/// Seats alone: 25 x 480 = 12,000 a year, 6,443.84 of it for 196 of 365 days; with the renewal nothing before it.
#[test]
fn another_way_is_priced_as_the_change_itself() {
    let shelf = shelf(&EN, items());
    let mut document = shelf.document("doc-p");
    document.content["alternatives"] = json!([
        { "title": "Seats only", "text": "The logins stay shared.", "items": [0] },
        { "title": "With the renewal", "text": "", "effective": "2026-04-01" },
        { "title": "Later", "text": "", "effective": "2026-01-01" },
        { "title": "In words", "text": "As it is." },
    ]);
    document.content["annex"] = json!(true);
    shelf.write(|connection| store::update(connection, &document));
    let view = shelf.proposal();
    let texts: Vec<String> =
        view.alternatives.iter().map(|other| other.text.replace('\u{a0}', " ")).collect();
    assert_eq!(texts[0], "6,443.84 until 31 March 2026, then 12,000.00 a year. The logins stay shared.");
    assert_eq!(texts[1], "Nothing now, 15,600.00 a year from 1 April 2026.");
    // 90 of 365 days: 25 x 480 -> 2,958.90; -6,000 -> -1,479.45; 9,600 -> 2,367.12: 3,846.57.
    assert_eq!(texts[2], "From 1 January 2026: 3,846.57 until 31 March 2026, then 15,600.00 a year.");
    assert_eq!(texts[3], "As it is.");
    // The annex has every line of the calculation and its total.
    let annex = view.annex.unwrap();
    let table = annex.sections[0].table.as_ref().unwrap();
    assert_eq!((table.rows.len(), table.total.last().unwrap().as_str()), (3, "8,376.99"));
    assert!(
        table.rows.iter().all(|row| row.len() == table.head.len()) && table.total.len() == table.head.len()
    );
}

/// Used seats of 31 August: figure and source from the book, the meaning as it was written.
#[test]
fn a_constraint_takes_its_figure_from_usage() {
    let shelf = shelf(&EN, items());
    let mut document = shelf.document("doc-p");
    document.content["constraint_metric"] = json!("seats_used");
    document.content["constraint"] = json!("seats in use, three logins shared.");
    shelf.write(|connection| {
        store::update(connection, &document)?;
        connection
            .execute(
                "INSERT INTO usage_snapshot (account_id, line_id, metric, day, value, entitlement, import_id)
                 VALUES (?, '', 'seats_used', '2025-08-31', '39', '40', 'i')",
                [document.account_id.as_str()],
            )
            .map_err(crate::store::sql_error)?;
        Ok(())
    });
    let constraint = shelf.proposal().constraint.unwrap();
    assert_eq!(
        (constraint.figure.as_str(), constraint.text.as_str()),
        ("39 of 40", "seats in use, three logins shared.")
    );
    assert_eq!(constraint.source.replace('\u{a0}', " "), "Counted in your workspace, 31 August 2025");
}

/// The contract renews by itself on 1 April 2026 with 60 days of notice: 31 January 2026.
#[test]
fn an_addendum_says_how_the_agreement_renews() {
    let shelf = shelf(&EN, items());
    let mut contract: Contract = shelf.contract();
    contract.auto_renew = true;
    contract.notice_days = Some(60);
    contract.billing_period = Some("annual".into());
    shelf.write(|connection| store::update(connection, &contract));
    assert_eq!(
        shelf.addendum().other_terms.replace('\u{a0}', " "),
        "The agreement renews by itself on 1 April 2026 unless notice is given by 31 January 2026. \
         It is invoiced once a year with the agreement."
    );
}

#[test]
fn a_value_below_the_price_is_not_called_a_payback() {
    let shelf = shelf(&EN, items());
    let mut document = shelf.document("doc-p");
    document.content["roi"]["hours"] = json!(["20", "40", "56"]);
    shelf.write(|connection| store::update(connection, &document));
    // 20 x 12 x 55 = 13,200 < 15,600.
    let case = &shelf.proposal().roi.unwrap().cases[0];
    assert_eq!((case.net.as_str(), case.payback.as_str()), ("−2,400.00", "not reached"));
}

#[test]
fn an_addendum_shows_how_every_amount_came_about() {
    let view = shelf(&EN, items()).addendum();
    let plain = |text: &str| text.replace('\u{a0}', " ");
    let rows: Vec<_> = view
        .calculation
        .iter()
        .map(|l| (plain(&l.formula), l.unrounded.clone(), l.rounded.clone()))
        .collect();
    let row = |formula: &str, unrounded: &str, rounded: &str| {
        (formula.to_owned(), unrounded.to_owned(), rounded.to_owned())
    };
    assert_eq!(
        rows,
        [
            row("25 × 480.00 × 196/365", "6,443.8356", "6,443.84"),
            row("−6,000.00 × 196/365", "−3,221.9178", "−3,221.92"),
            row("9,600.00 × 196/365", "5,155.0685", "5,155.07"),
        ]
    );
    let changes: Vec<_> =
        view.changes.iter().map(|l| (l.what.as_str(), l.before.as_str(), l.after.as_str())).collect();
    assert_eq!(changes, [("Seat", "40", "65"), ("Kiwi", "1", "0"), ("Lumen", "0", "1")]);
    assert_eq!(view.total, "8,376.99");
    assert_eq!(
        plain(&view.method),
        "Days left divided by the days of the contract year. 17 September 2025 to 31 March 2026, both included, are \
         196 days; the year from 1 April 2025 has 365. Each line is rounded once, half up."
    );
    assert_eq!(
        (plain(&view.ends_on), plain(&view.renews_on)),
        ("31 March 2026".into(), "1 April 2026".into())
    );
    assert!(plain(&view.agreement).contains("MSA-2024-0117 of 3 June 2024"));
    // Day 60 from the effective date: 17 September + 60 = 16 November.
    assert_eq!(plain(&view.criteria[0].due), "16 November 2025");
    assert_eq!((view.criteria_version.as_str(), view.number.as_str()), ("1", "3"));
    assert_eq!(view.calculation_reference, "from calculation C-2025-0001, method “daily, actual days”");
}

#[test]
fn both_papers_print_and_pass_their_checks_in_three_languages() {
    for words in [&EN, &DE, &FR] {
        let shelf = shelf(words, items());
        for (id, pages) in [("doc-p", 2), ("doc-a", 1)] {
            let (printed, checks) = shelf.print(id);
            assert!(printed.pdf.starts_with(b"%PDF"));
            let missing: Vec<_> = checks.iter().filter(|check| check.level != CheckLevel::Met).collect();
            assert!(missing.is_empty(), "{} {id}: {missing:#?}", words.language);
            assert_eq!(
                (printed.pages, printed.lines_over),
                (pages, vec![0; pages]),
                "{} {id}",
                words.language
            );
            if let Some(folder) = std::env::var_os("HEADROOM_SHOW_PAPERS") {
                let file = std::path::Path::new(&folder).join(format!("{id}-{}.pdf", words.language));
                std::fs::write(file, &printed.pdf).unwrap();
            }
        }
    }
}

/// The words of a paper without mark-up, names and figures.
fn words_of(html: &str) -> BTreeSet<String> {
    let body = html.split("<body>").nth(1).unwrap();
    let mut text = String::new();
    let mut inside = false;
    for sign in body.chars() {
        match sign {
            '<' => inside = true,
            '>' => {
                inside = false;
                text.push(' ');
            }
            _ if !inside => text.push(sign),
            _ => {}
        }
    }
    text.split(|sign: char| !sign.is_alphabetic())
        .filter(|word| word.chars().count() > 1)
        .map(str::to_lowercase)
        .collect()
}

#[test]
fn no_english_word_is_left_in_a_german_or_french_paper() {
    // Names, and words that are the same in both languages.
    let names = "larkfield software ltd kestrel boone gmbh jamie reyes vp ops maya example lindqvist am speicher \
                 bremen foundry lane bristol bs xx msa kiwi lumen marketing logins mail september code";
    let shared = [
        ("de", "name was in april november nov euro amp september"),
        (
            "fr",
            "amp net nov page date dates signature total version calculation description client audit avenant",
        ),
    ];
    for id in ["doc-p", "doc-a"] {
        let english = words_of(&shelf(&EN, items()).print(id).0.html);
        for words in [&DE, &FR] {
            let same = shared.iter().find(|(language, _)| *language == words.language).unwrap().1;
            let allowed: BTreeSet<&str> = names.split_whitespace().chain(same.split(' ')).collect();
            let printed = words_of(&shelf(words, items()).print(id).0.html);
            let left: Vec<&String> =
                printed.intersection(&english).filter(|word| !allowed.contains(word.as_str())).collect();
            assert!(left.is_empty(), "{} {id}: {left:?}", words.language);
        }
    }
}

#[test]
fn a_draft_without_anything_still_has_a_paper_and_says_what_is_missing() {
    let shelf = shelf(&EN, items());
    shelf.write(|connection| {
        for (id, kind, number) in [("doc-p2", "proposal", "P-2"), ("doc-a2", "addendum", "A-2")] {
            let mut empty = document(id, kind, number, "en", json!({}));
            empty.contract_id = None;
            empty.change_id = None;
            store::insert(connection, &empty)?;
        }
        Ok(())
    });
    let (proposal, checks) = shelf.print("doc-p2");
    assert_eq!(proposal.pages, 2);
    let missing: Vec<&str> = checks.iter().filter(|check| !check.ok).map(|check| check.id.as_str()).collect();
    for id in [
        "headline_bound",
        "bullets_count",
        "criteria_count",
        "co_term",
        "economic_buyer",
        "calculated",
        "validity",
    ] {
        assert!(missing.contains(&id), "{id} in {missing:?}");
    }
    let (addendum, checks) = shelf.print("doc-a2");
    assert_eq!(addendum.pages, 1);
    assert!(checks.iter().any(|check| check.id == "calculated" && !check.ok));
}

#[test]
fn a_deleted_quote_and_a_replaced_calculation_are_noticed() {
    let shelf = shelf(&EN, items());
    shelf.write(|connection| {
        let mut said: Quote = store::get(connection, "quo-2")?;
        said.deleted_at = Some(NOW.into());
        store::update(connection, &said)?;
        let mut change: Change = store::get(connection, "chg")?;
        change.effective_date = day("2025-10-01");
        store::update(connection, &change)
    });
    let checks = shelf.print("doc-p").1;
    let missing: Vec<_> =
        checks.iter().filter(|c| !c.ok).map(|c| (c.id.as_str(), c.field.as_deref())).collect();
    assert_eq!(missing, [("bullet_bound", Some("bullets.1")), ("calculated", None)]);
}

#[test]
fn the_catalogue_and_private_remarks_stay_out_of_the_paper() {
    let shelf = shelf(&EN, items());
    shelf.write(|connection| {
        let note: CallNote = row(
            json!({
                "id": "not", "account_id": "acc", "held_on": "2025-09-02", "people": [], "state": "saved",
                "updated_at": NOW, "private_remarks": "Jamie is leaving in spring, keep this to ourselves.",
            }),
            &[
                "external_id",
                "minutes",
                "signal",
                "question",
                "answer_type",
                "mirrored",
                "mirror_confirmed",
                "next_step",
                "next_step_due",
                "parked_renewal",
                "deleted_at",
            ],
        );
        store::insert(connection, &note)?;
        let mut document: Document = store::get(connection, "doc-p")?;
        document.content["headline"]["text"] = json!("Move to the Lumen plan");
        document.content["next_step"] = json!("As Jamie is leaving in spring, agree this week.");
        store::update(connection, &document)
    });
    let checks = shelf.print("doc-p").1;
    let missing: Vec<_> =
        checks.iter().filter(|c| !c.ok).map(|c| (c.id.as_str(), c.field.as_deref())).collect();
    assert!(missing.contains(&("headline_product", Some("headline"))), "{missing:?}");
    assert!(missing.contains(&("internal", Some("next_step"))), "{missing:?}");
}

#[test]
fn another_wording_of_the_headline_is_marked_and_the_quote_stands_beneath() {
    let shelf = shelf(&EN, items());
    let mut document = shelf.document("doc-p");
    document.content["headline"]["text"] = json!("Marketing beside operations");
    shelf.write(|connection| store::update(connection, &document));
    let headline = shelf.proposal().headline;
    assert!(headline.paraphrased);
    assert_eq!(headline.quote, EN.said[0]);
    assert_eq!(headline.byline.replace('\u{a0}', " "), "Jamie Reyes, VP Ops, 2 September 2025");
}

#[test]
fn a_frozen_paper_prints_the_same_bytes_after_everything_changed() {
    let shelf = shelf(&EN, items());
    let sent = shelf.print("doc-p").0;
    let frozen = serde_json::to_value(shelf.view("doc-p")).unwrap();
    shelf.write(|connection| {
        let mut document: Document = store::get(connection, "doc-p")?;
        document.frozen_view = Some(frozen);
        document.content = json!({});
        document.updated_at = "2025-12-24T00:00:00.000Z".into();
        store::update(connection, &document)?;
        let mut all = settings::load(connection)?;
        all.company.accent = "#663399".into();
        all.page_size = "letter".into();
        settings::store(connection, &all)
    });
    assert!(shelf.print("doc-p").0.pdf == sent.pdf);
}

#[test]
fn discounts_once_only_fees_and_agreed_totals_add_up_row_by_row() {
    let mut changed = vec![
        ChangeItem::AddQuantity {
            line: "lin-s".into(),
            quantity: decimal("25"),
            unit_price: None,
            discounts: vec![Discount::Percent { percent: decimal("15"), recurring: true }],
        },
        ChangeItem::OneTime {
            product_id: "prd-b".into(),
            product: "Training".into(),
            quantity: Decimal::ONE,
            unit_price: decimal("500"),
            discounts: vec![],
        },
    ];
    let view = shelf(&EN, std::mem::take(&mut changed)).addendum();
    let plain = |text: &str| text.replace('\u{a0}', " ");
    // 10,200 x 196/365 = 5,477.2603 (contracts, section 6, case 28).
    assert_eq!(plain(&view.calculation[0].formula), "25 × 480.00 × (1 − 15%) × 196/365");
    assert_eq!(view.calculation[0].rounded, "5,477.26");
    assert_eq!(
        (view.calculation[1].formula.as_str(), view.calculation[1].rounded.as_str()),
        ("500.00", "500.00")
    );
    assert_eq!(view.changes[1].period, "one-time");

    let shelf = shelf(&EN, items());
    shelf.write(|connection| {
        let change: Change = store::get(connection, "chg")?;
        let change = Change { agreed_total: Some(Money::new(800_000, Currency::EUR)), ..change };
        let lines: Vec<Line> =
            ["lin-s", "lin-p"].iter().map(|id| store::get(connection, id).unwrap()).collect();
        record(connection, &EN, &change, &lines, "cal-2", "C-2025-0002", Some("cal-1"))
    });
    let view = shelf.addendum();
    assert_eq!(view.total, "8,000.00");
    let cents = |text: &str| text.replace(',', "").replace('−', "-").replace('.', "").parse::<i64>().unwrap();
    let sum: i64 = view.calculation.iter().map(|row| cents(&row.rounded)).sum();
    assert_eq!(sum, 800_000, "{:#?}", view.calculation);
    assert!(view.calculation_reference.contains("C-2025-0002 (replaces C-2025-0001)"));
    assert!(view.notices.iter().any(|notice| notice.contains("8,376.99")), "{:?}", view.notices);
}
