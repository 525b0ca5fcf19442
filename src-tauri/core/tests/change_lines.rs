//! The lines of a change (contracts, sections 3 to 5, 8 and 10): policies, lists, discounts, given totals,
//! explanation, other methods, invoices, the collision with the renewal.
#![allow(clippy::unwrap_used, reason = "a test that cannot make its input has failed")]

mod common;

use common::*;
use headroom_core::contract::*;
use headroom_core::exact::{Exact, Rounding};
use headroom_core::locale::{Language, Locale};
use headroom_core::money::Currency;

fn year() -> ContractTerms {
    terms("2025-04-01", "2026-04-01")
}

fn seats() -> Vec<ContractLine> {
    vec![line("seats", "40", "480", "2025-04-01"), line("team", "1", "6000", "2025-04-01")]
}

#[test]
fn rounding_the_unit_price_first_gives_the_printed_quote() {
    let change = change("2025-09-17", vec![add_product("Seats", "25", "120.50")]);
    let policy = CalculationPolicy { unit_price_first: true, ..CalculationPolicy::default() };
    // 25 x 120.50 x 196/365 = 1,617.6712; 120.50 x 196/365 = 64.7068 -> 64.71, x 25 = 1,617.75.
    assert_eq!(amounts(&calculated(&change, &year(), &[]).unwrap()), ["1617.67"]);
    let first = calculated_by(policy, "r", &change, &year(), &[]).unwrap();
    assert_eq!(amounts(&first), ["1617.75"]);
    assert_eq!(first.lines[0].rounded_unit_price, Some(dollars("64.71")));
    assert_eq!(first.lines[0].notices, [Notice::UnitPriceRoundedFirst]);
}

#[test]
fn an_upgrade_is_a_credit_and_a_charge_on_the_same_dates() {
    let change = change("2025-09-17", vec![replace("team", "Business", "1", "9600")]);
    let record = calculated(&change, &year(), &seats()).unwrap();
    // -6,000 x 196/365 = -3,221.918; 9,600 x 196/365 = 5,155.068.
    assert_eq!(amounts(&record), ["-3221.92", "5155.07"]);
    let totals = &record.totals;
    assert_eq!((totals.charges, totals.credits), (dollars("5155.07"), dollars("-3221.92")));
    assert_eq!((totals.total, totals.acv_added), (dollars("1933.15"), dollars("3600")));
    // 40 x 480 + 6,000 before; 3,600 more after.
    assert_eq!((totals.arr_before, totals.value_at_renewal), (dollars("25200"), dollars("28800")));
}

#[test]
fn added_seats_keep_the_price_and_the_discount_of_their_line() {
    let mut lines = seats();
    lines[0].discount_percent = decimal("10");
    let record =
        calculated(&change("2025-09-17", vec![add_quantity("seats", "25")]), &year(), &lines).unwrap();
    // 25 x 480 x 0.9 = 10,800 a year, x 196/365 = 5,799.452.
    assert_eq!(amounts(&record), ["5799.45"]);
    let line = &record.lines[0];
    assert_eq!((line.quantity_before, line.quantity_after), (decimal("40"), decimal("65")));
    assert_eq!(record.totals.acv_added, dollars("10800"));
    let named = ChangeItem::AddQuantity {
        line: "seats".into(),
        quantity: decimal("25"),
        unit_price: Some(decimal("500")),
        discounts: Vec::new(),
    };
    // At a named price only the named discounts count: 12,500 x 196/365 = 6,712.329.
    let record = calculated(&change("2025-09-17", vec![named]), &year(), &lines).unwrap();
    assert_eq!(amounts(&record), ["6712.33"]);
}

#[test]
fn a_true_up_charges_what_is_used_above_what_is_paid_for() {
    let true_up = |observed: &str| ChangeItem::TrueUp {
        line: "seats".into(),
        observed: decimal(observed),
        observed_on: day("2025-09-15"),
        unit_price: None,
    };
    let record = calculated(&change("2025-09-17", vec![true_up("47")]), &year(), &seats()).unwrap();
    // 7 x 480 x 196/365 = 1,804.274.
    assert_eq!(amounts(&record), ["1804.27"]);
    let refusal = calculated(&change("2025-09-17", vec![true_up("40")]), &year(), &seats()).unwrap_err();
    assert!(matches!(refusal, ContractError::NoOverage { .. }));
}

#[test]
fn a_graduated_list_charges_the_difference_of_its_totals() {
    let tier = |up_to: Option<&str>, price: &str| PriceTier {
        up_to: up_to.map(decimal),
        unit_price: decimal(price),
    };
    let list =
        PriceList { kind: ListKind::Graduated, tiers: vec![tier(Some("40"), "480"), tier(None, "300")] };
    let item = ChangeItem::ListQuantity {
        line: "seats".into(),
        quantity_after: decimal("47"),
        list,
        lower_price_confirmed: false,
    };
    let record = calculated(&change("2025-09-17", vec![item]), &year(), &seats()).unwrap();
    // 7 x 300 = 2,100 a year, x 196/365 = 1,127.671; 19,200 + 2,100 + the plan at renewal.
    assert_eq!(amounts(&record), ["1127.67"]);
    assert_eq!(record.totals.value_at_renewal, dollars("27300"));
}

#[test]
fn fixed_discounts_recur_or_are_given_once() {
    let with = |recurring| {
        let discount = Discount::Fixed { amount: decimal("600"), recurring };
        let change = change("2025-09-17", vec![add_discounted("Core", "1", "12000", vec![discount])]);
        calculated(&change, &year(), &[]).unwrap()
    };
    // Recurring: 11,400 x 196/365 = 6,121.644. Once: 6,443.8356 - 600 = 5,843.84, and 12,000 at renewal.
    assert_eq!(
        (amounts(&with(true)), with(true).totals.value_at_renewal),
        (vec!["6121.64".into()], dollars("11400"))
    );
    assert_eq!(
        (amounts(&with(false)), with(false).totals.value_at_renewal),
        (vec!["5843.84".into()], dollars("12000"))
    );
}

#[test]
fn a_header_discount_is_split_over_the_charges_by_largest_remainder() {
    let mut change = change(
        "2025-09-17",
        vec![
            add_product("A", "1", "12000"),
            add_product("B", "1", "6000"),
            add_product("C", "1", "2400"),
            remove("team", "1"),
        ],
    );
    change.header_discount = Some(dollars("1250"));
    let record = calculated(&change, &year(), &seats()).unwrap();
    // Charges 6,443.84, 3,221.92 and 1,288.77; shares 735.29, 367.65 and 147.06; the credit is left alone.
    assert_eq!(amounts(&record), ["5708.55", "2854.27", "1141.71", "-3221.92"]);
    assert_eq!(record.totals.charges, dollars("9704.53"));
    change.header_discount = Some(dollars("10954.54"));
    assert!(matches!(calculated(&change, &year(), &seats()), Err(ContractError::DiscountTooLarge(_))));
    change.header_discount = Some(dollars("10954.53"));
    let all = calculated(&change, &year(), &seats()).unwrap();
    assert_eq!(amounts(&all), ["0.00", "0.00", "0.00", "-3221.92"]);
}

#[test]
fn an_agreed_total_is_met_to_the_cent_and_credits_stay() {
    let mut change =
        change("2025-09-17", vec![add_product("A", "1", "12000"), replace("team", "B", "1", "9600")]);
    change.agreed_total = Some(dollars("8000"));
    let record = calculated(&change, &year(), &seats()).unwrap();
    // Charges have to come to 8,000 + 3,221.92 = 11,221.92, split 12,000 : 9,600.
    assert_eq!(amounts(&record), ["6234.40", "-3221.92", "4987.52"]);
    assert_eq!(record.totals.total, dollars("8000"));
    // The yearly value never comes from the agreed stub.
    assert_eq!(record.totals.acv_added, dollars("15600"));
    change.agreed_total = Some(dollars("-4000"));
    assert!(matches!(calculated(&change, &year(), &seats()), Err(ContractError::TotalNotReachable { .. })));
}

#[test]
fn a_plain_refusal_names_what_to_do() {
    let none = calculated(&change("2025-09-17", Vec::new()), &year(), &[]).unwrap_err();
    assert_eq!(none, ContractError::NothingChanges);
    let mut open = year();
    open.renewal_date = None;
    let refusal =
        calculated(&change("2025-09-17", vec![add_product("A", "1", "1")]), &open, &[]).unwrap_err();
    assert_eq!(refusal, ContractError::NoRenewalDate);
    assert!(!refusal.hint().is_empty());
    let more = calculated(&change("2025-09-17", vec![remove("team", "2")]), &year(), &seats()).unwrap_err();
    assert!(matches!(more, ContractError::MoreThanTheLineHas { .. }));
    let twice = vec![remove("seats", "1"), remove("seats", "1")];
    let twice = calculated(&change("2025-09-17", twice), &year(), &seats()).unwrap_err();
    assert!(matches!(twice, ContractError::LineChangedTwice { .. }));
}

#[test]
fn a_superseding_record_names_the_old_one_and_a_record_survives_the_wire() {
    let first =
        calculated(&change("2025-09-17", vec![add_quantity("seats", "25")]), &year(), &seats()).unwrap();
    let later = change("2025-10-01", vec![add_quantity("seats", "25")]);
    let input = CalculationInput {
        id: &"rec-2".into(),
        change: &later,
        terms: &year(),
        lines: &seats(),
        billing: &[],
        policy: first.policy,
    };
    let second = supersede(&first, &input).unwrap();
    assert_eq!(second.supersedes, Some("rec-1".into()));
    let text = serde_json::to_string(&second).unwrap();
    assert_eq!(serde_json::from_str::<CalculationRecord>(&text).unwrap(), second);
    assert!(!text.contains("e-"), "no number went through a float");
}

#[test]
fn the_explanation_can_be_checked_by_hand() {
    let items =
        vec![add_quantity("seats", "25"), replace("team", "Business", "1", "9600"), one_time("Setup", "500")];
    let record = calculated(&change("2025-09-17", items), &year(), &seats()).unwrap();
    let text = explain(&record, Language::En, Locale::EnGb, None).unwrap().join("\n").replace('\u{a0}', " ");
    for part in [
        "ends on 31 March 2026 and renews on 1 April 2026",
        "takes effect on 17 September 2025, which is the first day at the new price",
        "196 days, both days counted",
        "1. Product seats, 25 more, from 40 to 65: 25 × 480.00 a year, that is 12,000.00 a year.",
        "196 of the 365 days of the contract year (17 September 2025 to 31 March 2026)",
        "12,000.00 × 196/365 = 6,443.8356…, rounded to 6,443.84.",
        "−6,000.00 × 196/365 = −3,221.9178…, rounded to −3,221.92.",
        "9,600.00 × 196/365 = 5,155.0684…, rounded to 5,155.07.",
        "Charged once, outside the fraction: 500.00.",
        "The rounded lines add up to 8,876.99: charges of 12,098.91 and credits of −3,221.92.",
        "40,800.00 a year: the value at renewal",
    ] {
        assert!(text.contains(part), "missing: {part}\nin:\n{text}");
    }
    let german = explain(&record, Language::De, Locale::DeDe, Some("C-2025-0003")).unwrap().join("\n");
    let french = explain(&record, Language::Fr, Locale::FrFr, Some("C-2025-0003")).unwrap().join("\n");
    for (text, parts) in [
        (
            german,
            [
                "6.443,84",
                "endet am 31. März 2026",
                "196 der 365 Tage des Vertragsjahres",
                "von 40 auf 65",
                "C-2025-0003",
            ],
        ),
        (
            french,
            [
                "6\u{202f}443,84",
                "se termine le 31 mars 2026",
                "196 des 365 jours de l’année contractuelle",
                "de 40 à 65",
                "C-2025-0003",
            ],
        ),
    ] {
        let text = text.replace('\u{a0}', " ");
        for part in parts {
            assert!(text.contains(part), "missing: {part}\nin:\n{text}");
        }
        for english in [" the ", " of ", " and ", " less ", " is "] {
            assert!(!text.contains(english), "{english} in:\n{text}");
        }
    }
}

#[test]
fn days_are_said_once_when_shared_and_by_line_when_not() {
    let said = |record: &CalculationRecord| {
        let text =
            explain(record, Language::En, Locale::EnGb, None).unwrap().join("\n").replace('\u{a0}', " ");
        (text.matches("Charged: ").count(), text)
    };
    let items = vec![add_quantity("seats", "25"), replace("team", "Business", "1", "9600")];
    let change_once = change("2025-09-17", items);
    let (times, _) = said(&calculated(&change_once, &year(), &seats()).unwrap());
    assert_eq!(times, 1);
    let ramp = ChangeItem::Ramp {
        product_id: "core".into(),
        product: "Core".to_owned(),
        quantity: decimal("1"),
        period: PricePeriod::Year,
        steps: vec![
            RampStep { from: day("2025-09-17"), unit_price: decimal("10000") },
            RampStep { from: day("2026-03-31"), unit_price: decimal("12000") },
        ],
        discounts: Vec::new(),
    };
    let (times, text) = said(&calculated(&change("2025-09-17", vec![ramp]), &year(), &[]).unwrap());
    assert_eq!(times, 2);
    assert!(text.contains("1 of the 365 days of the contract year (31 March 2026)"), "{text}");
    let monthly = calculated_by(method("whole_months"), "r", &change_once, &year(), &seats()).unwrap();
    let (_, text) = said(&monthly);
    // 17 September to 16 March are six months; the seventh is only started.
    assert!(
        text.contains("6 whole months (17 September 2025 to 16 March 2026), and 1 started month"),
        "{text}"
    );
}

#[test]
fn fractions_are_written_as_counted() {
    let texts = |method: &str, period, dates: [&str; 4]| {
        let (term, charge) = (term(dates[0], dates[1]), term(dates[2], dates[3]));
        fraction_text(&prorate(method.parse().unwrap(), period, term, charge).unwrap())
    };
    let dates = ["2018-01-01", "2019-01-01", "2018-07-14", "2019-01-01"];
    assert_eq!(texts("actual_actual", PricePeriod::Year, dates), "171/365");
    assert_eq!(texts("actual_365", PricePeriod::Month, dates), "171/365 × 12");
    assert_eq!(texts("months_days:calendar:actual", PricePeriod::Year, dates), "(18/31 + 5) / 12");
    assert_eq!(texts("months_days:start:365/12", PricePeriod::Quarter, dates), "(5 + 18/(365/12)) / 3");
    assert_eq!(texts("whole_months", PricePeriod::Month, dates), "(5 + 1)");
    assert_eq!(texts("actual_actual", PricePeriod::Month, dates), "(18/31 + 5)");
}

#[test]
fn other_methods_are_set_beside_the_chosen_one() {
    let change = change("2025-09-17", vec![add_product("Core", "1", "12000")]);
    let terms = year();
    let input = CalculationInput {
        id: &"rec-1".into(),
        change: &change,
        terms: &terms,
        lines: &[],
        billing: &[],
        policy: CalculationPolicy::default(),
    };
    let record = calculate(&input).unwrap();
    let others = other_methods(&record, &input).unwrap();
    // The second row of the table in section 1.
    let totals: Vec<_> = others.iter().map(|other| other.total.unwrap().plain()).collect();
    assert_eq!(totals, ["6443.84", "6466.67", "6466.67", "6493.15", "7000.00"]);
    assert_eq!(others[4].difference, Some(dollars("556.16")));
}

#[test]
fn a_price_for_the_whole_term_is_refused_by_the_other_methods() {
    let item = ChangeItem::AddProduct {
        product_id: "core".into(),
        product: "Core".to_owned(),
        quantity: decimal("1"),
        unit_price: decimal("36000"),
        period: PricePeriod::Term,
        discounts: Vec::new(),
    };
    let (change, terms) = (change("2026-10-15", vec![item]), terms("2025-04-01", "2028-04-01"));
    let input = CalculationInput {
        id: &"rec-1".into(),
        change: &change,
        terms: &terms,
        lines: &[],
        billing: &[],
        policy: CalculationPolicy::default(),
    };
    let others = other_methods(&calculate(&input).unwrap(), &input).unwrap();
    assert!(others.iter().all(|other| other.total.is_none() && other.refused.is_some()));
}

#[test]
fn half_even_changes_only_exact_halves() {
    let item = add_product("Core", "1", "9.97");
    let terms = terms("2022-06-01", "2022-07-01");
    let mut item_for_term = item.clone();
    if let ChangeItem::AddProduct { period, .. } = &mut item_for_term {
        *period = PricePeriod::Term;
    }
    let change = change("2022-06-16", vec![item_for_term]);
    let policy = |rounding| CalculationPolicy { rounding, ..CalculationPolicy::default() };
    // 9.97 x 15/30 = 4.985.
    let up = calculated_by(policy(Rounding::HalfUp), "r", &change, &terms, &[]).unwrap();
    let even = calculated_by(policy(Rounding::HalfEven), "r", &change, &terms, &[]).unwrap();
    assert_eq!((amounts(&up), amounts(&even)), (vec!["4.99".into()], vec!["4.98".into()]));
    assert_eq!(up.lines[0].unrounded, "4.985".parse::<Exact>().unwrap());
}

#[test]
fn a_term_one_day_off_is_said() {
    for (renewal, days_past) in [("2026-04-02", 1), ("2026-03-31", -1)] {
        let change = change("2025-09-17", vec![add_product("Core", "1", "12000")]);
        let record = calculated(&change, &terms("2025-04-01", renewal), &[]).unwrap();
        assert_eq!(record.notices, [Notice::TermOneDayOff { months: 12, days_past }]);
    }
}

#[test]
fn invoices_split_a_change_by_billing_period_and_add_up() {
    let items = vec![replace("team", "Business", "1", "9600"), one_time("Setup", "500")];
    let record = calculated(&change("2025-09-17", items), &year(), &seats()).unwrap();
    let schedule = invoice_schedule(&record, PricePeriod::Quarter).unwrap();
    // Quarters from 1 April: 17 September to 30 September, then 1 October, 1 January.
    let days: Vec<_> =
        schedule.iter().map(|invoice| (invoice.on.to_string(), invoice.covers.days())).collect();
    assert_eq!(days, [("2025-09-17".into(), 14), ("2025-10-01".into(), 92), ("2026-01-01".into(), 90)]);
    let sum: i64 = schedule.iter().map(|invoice| invoice.total.minor).sum();
    assert_eq!(sum, record.totals.total.minor);
    // The fee is on the first only: -3,221.92 x 14/196 = -230.14, 5,155.07 x 14/196 = 368.22, and 500.
    assert_eq!(schedule[0].total, dollars("638.08"));
    let next = next_invoice(&record, &seats(), PricePeriod::Quarter).unwrap();
    // A quarter of 40 x 480 and 6,000 as before: 4,800 + 1,500; the change: -1,512.33 + 2,419.73.
    assert_eq!((next.on, next.total), (day("2025-10-01"), dollars("7207.40")));
    let yearly = next_invoice(&record, &seats(), PricePeriod::Year).unwrap();
    // Billed a year ahead, the next one is the renewal's: 19,200 + 9,600.
    assert_eq!((yearly.on, yearly.total), (day("2026-04-01"), dollars("28800")));
}

#[test]
fn close_to_the_renewal_both_ways_are_shown_and_one_is_recommended() {
    let setting = |today: &str| CollisionSetting {
        today: day(today),
        window_days: 90,
        procurement_days: 15,
        notice_days: Some(30),
        holidays: &[],
    };
    let at = |effective: &str| {
        calculated(&change(effective, vec![add_quantity("seats", "25")]), &year(), &seats()).unwrap()
    };
    assert_eq!(collision(&at("2025-09-17"), &setting("2025-09-01")).unwrap(), None);
    // 60 days to the renewal, signed by 31 January from 5 January on: 15 business days end on 26 January.
    let in_time = collision(&at("2026-01-31"), &setting("2026-01-05")).unwrap().unwrap();
    assert_eq!((in_time.days_to_renewal, in_time.earliest_signature), (60, day("2026-01-26")));
    assert_eq!(
        (in_time.recommended, in_time.reason),
        (RenewalPath::Addendum, CollisionReason::SignableInTime)
    );
    assert_eq!(in_time.notice_day, Some(day("2026-03-02")));
    // 12,000 x 60/365 now, nothing until the renewal the other way, the same a year after it.
    assert_eq!(in_time.addendum.until_renewal, dollars("1972.60"));
    assert_eq!(in_time.renewal.until_renewal, dollars("0"));
    assert_eq!(in_time.addendum.yearly_from_renewal, in_time.renewal.yearly_from_renewal);
    let late = collision(&at("2026-01-31"), &setting("2026-01-20")).unwrap().unwrap();
    assert_eq!(late.reason, CollisionReason::CannotSignByEffectiveDate);
    let short = collision(&at("2026-03-16"), &setting("2026-02-20")).unwrap().unwrap();
    // 12 business days are left, procurement takes 15.
    assert_eq!(
        (short.recommended, short.reason),
        (RenewalPath::Renewal, CollisionReason::ProcurementTakesLonger)
    );
    let never = collision(&at("2026-03-16"), &setting("2026-03-12")).unwrap().unwrap();
    assert_eq!((never.reason, never.notice_passed), (CollisionReason::CannotSignBeforeRenewal, true));
}

/// What an agreed total left of a charge is all that can be given back of it: 12,000 a year from 17 September are
/// 6,443.84, agreed at 4,000.00. A day later the price would give back 195/365 = 6,410.96; 4,000.00 was billed.
#[test]
fn a_credit_is_limited_by_what_the_addendum_billed() {
    let policy = CalculationPolicy::default();
    let agreed = ContractChange {
        agreed_total: Some(dollars("4000")),
        ..change("2025-09-17", vec![add_product("Core", "10", "1200")])
    };
    let first = calculated_by(policy, "r1", &agreed, &year(), &[]).unwrap();
    let lines = apply_addendum(&[], &first, &addendum("a1")).unwrap();
    let credit = |effective: &str, quantity: &str, lines: &[ContractLine], records: &[&CalculationRecord]| {
        let basis = InvoiceBasis {
            contract: term("2025-04-01", "2026-04-01"),
            policy,
            currency: Currency::USD,
            billing: PricePeriod::Year,
            lines,
            records,
        };
        let billing = line_billing(&basis).unwrap();
        let id = lines.iter().rev().find(|line| line.in_force(day(effective))).unwrap().id.clone();
        let change = change(effective, vec![ChangeItem::Remove { line: id, quantity: decimal(quantity) }]);
        let id = format!("r{}", records.len() + 1).as_str().into();
        calculate(&CalculationInput {
            id: &id,
            change: &change,
            terms: &year(),
            lines,
            billing: &billing,
            policy,
        })
        .unwrap()
    };
    let whole = credit("2025-09-18", "10", &lines, &[&first]);
    assert_eq!(whole.lines[0].rounded, dollars("-6410.96"));
    assert_eq!(amounts(&whole), ["-4000.00"]);
    // In two steps: 4 of 10 by price are 2,564.38, which leaves 1,435.62 of the 4,000.00 for the other six.
    let part = credit("2025-09-18", "4", &lines, &[&first]);
    assert_eq!(amounts(&part), ["-2564.38"]);
    let rest = apply_addendum(&lines, &part, &addendum("a2")).unwrap();
    let last = credit("2025-09-19", "6", &rest, &[&first, &part]);
    assert_eq!(amounts(&last), ["-1435.62"]);
}

/// A fixed discount of 100 off 1,000 a year makes 900; ending it gives back 196/365 of 900 = 483.29, and the yearly
/// value falls by the 900 it rose by.
#[test]
fn a_credit_follows_the_price_after_fixed_discounts() {
    let fixed = Discount::Fixed { amount: decimal("100"), recurring: true };
    let item = add_discounted("Core", "1", "1000", vec![fixed]);
    let first =
        calculated_by(CalculationPolicy::default(), "r1", &change("2025-04-01", vec![item]), &year(), &[])
            .unwrap();
    assert_eq!(first.totals.acv_added, dollars("900"));
    let lines = apply_addendum(&[], &first, &addendum("a1")).unwrap();
    let second = calculated_by(
        CalculationPolicy::default(),
        "r2",
        &change("2025-09-17", vec![remove("r1/1", "1")]),
        &year(),
        &lines,
    )
    .unwrap();
    assert_eq!((amounts(&second), second.totals.acv_added), (vec!["-483.29".into()], dollars("-900")));
    assert_eq!(second.totals.arr_after, dollars("0"));
}
