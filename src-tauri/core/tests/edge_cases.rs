//! The 31 edge cases of contracts, section 6, each with its arithmetic. 12,000 a year, contract 1 April
//! 2025 to 31 March 2026, daily with actual days, unless stated.
#![allow(clippy::unwrap_used, reason = "a test that cannot make its input has failed")]

mod common;

use common::*;
use headroom_core::contract::*;
use headroom_core::money::Money;

/// One new product of 12,000 a year from `effective`.
fn added(effective: &str, start: &str, renewal: &str) -> CalculationRecord {
    let change = change(effective, vec![add_product("Core", "1", "12000")]);
    calculated(&change, &terms(start, renewal), &[]).unwrap()
}

fn added_in_year(effective: &str) -> Result<CalculationRecord, ContractError> {
    let change = change(effective, vec![add_product("Core", "1", "12000")]);
    calculated(&change, &terms("2025-04-01", "2026-04-01"), &[])
}

fn prorated(method: &str, price: &str, dates: [&str; 4]) -> String {
    let [term_start, term_end, charge_start, charge_end] = dates;
    let row = ProrateRow {
        method,
        price,
        price_period: "year",
        currency: "USD",
        term_start,
        term_end,
        charge_start,
        charge_end,
        quantity: "1",
        rounding: "half_up",
    };
    prorate_row(&row).unwrap().amount.plain()
}

fn fraction(record: &CalculationRecord) -> String {
    fraction_text(record.lines[0].proration.as_ref().unwrap())
}

#[test]
fn case_01_the_whole_contract_year_costs_the_yearly_price() {
    assert_eq!(amounts(&added("2025-04-01", "2025-04-01", "2026-04-01")), ["12000.00"]);
    // 366/366 in a leap year.
    assert_eq!(amounts(&added("2024-01-01", "2024-01-01", "2025-01-01")), ["12000.00"]);
}

#[test]
fn case_02_a_start_on_the_renewal_date_belongs_to_the_renewal() {
    let refusal = added_in_year("2026-04-01").unwrap_err();
    assert_eq!(refusal, ContractError::BelongsToRenewal(day("2026-04-01")));
    assert!(refusal.to_string().contains("belongs to the renewal"));
    // A file row of no days is 0.00 with a notice; an end before the start is an error.
    let row = |charge_end| ProrateRow {
        method: "actual_actual",
        price: "12000",
        price_period: "year",
        currency: "USD",
        term_start: "2025-04-01",
        term_end: "2026-04-01",
        charge_start: "2026-04-01",
        charge_end,
        quantity: "1",
        rounding: "half_up",
    };
    let found = prorate_row(&row("2026-04-01")).unwrap();
    assert_eq!((found.amount.plain().as_str(), found.notices), ("0.00", vec![Notice::ZeroDays]));
    assert!(prorate_row(&row("2026-03-31")).is_err());
}

#[test]
fn case_03_a_start_after_the_renewal_date_is_refused_with_the_difference() {
    let refusal = added_in_year("2026-04-11").unwrap_err();
    assert!(matches!(refusal, ContractError::StartsAfterRenewal { days: 10, .. }), "{refusal}");
    assert!(refusal.to_string().contains("10 days after"));
}

#[test]
fn case_04_a_start_before_the_contract_is_refused_and_the_contract_start_offered() {
    let refusal = added_in_year("2025-03-29").unwrap_err();
    assert!(matches!(refusal, ContractError::StartsBeforeContract { days: 3, .. }), "{refusal}");
    assert!(refusal.hint().contains("contract start"));
}

#[test]
fn case_05_one_day_left() {
    let daily = added("2026-03-31", "2025-04-01", "2026-04-01");
    // 12,000 x 1/365 = 32.8767.
    assert_eq!((amounts(&daily), fraction(&daily)), (vec!["32.88".to_owned()], "1/365".to_owned()));
    let change = change("2026-03-31", vec![add_product("Core", "1", "12000")]);
    let monthly =
        calculated_by(method("whole_months"), "r", &change, &terms("2025-04-01", "2026-04-01"), &[]).unwrap();
    assert_eq!(amounts(&monthly), ["1000.00"]);
    assert_eq!(monthly.notices, [Notice::StartedMonth { days: 1 }]);
}

#[test]
fn case_06_a_leap_day_in_the_contract_year_makes_366() {
    let record = added("2023-10-10", "2023-03-01", "2024-03-01");
    assert_eq!((amounts(&record), fraction(&record)), (vec!["4688.52".to_owned()], "143/366".to_owned()));
}

#[test]
fn case_07_a_start_on_the_leap_day() {
    let record = added("2024-02-29", "2023-07-01", "2024-07-01");
    assert_eq!((amounts(&record), fraction(&record)), (vec!["4032.79".to_owned()], "123/366".to_owned()));
}

#[test]
fn case_08_a_contract_from_a_leap_day_ends_its_year_on_27_february() {
    let dates = ["2024-02-29", "2025-02-28", "2024-08-31", "2025-02-28"];
    // 1,000 x 181/365 = 495.8904; six months from 31 August are 500.
    assert_eq!(prorated("actual_actual", "1000", dates), "495.89");
    assert_eq!(prorated("whole_months", "1000", dates), "500.00");
}

#[test]
fn case_09_a_contract_from_the_31st() {
    let dates = ["2025-01-31", "2026-01-31", "2025-03-31", "2026-01-31"];
    // 1,200 x 306/365 = 1,006.03; 1/31 + 9 + 30/31 = 10 calendar months, 1,000.00.
    assert_eq!(prorated("actual_actual", "1200", dates), "1006.03");
    assert_eq!(prorated("months_days:calendar:actual", "1200", dates), "1000.00");
}

#[test]
fn case_10_months_from_28_february_are_clamped_not_sticky() {
    // From 28 February the next month starts on 28 March: 28/28 of a month of 100.
    let row = ProrateRow {
        method: "actual_actual",
        price: "100",
        price_period: "month",
        currency: "USD",
        term_start: "2025-02-28",
        term_end: "2025-05-28",
        charge_start: "2025-02-28",
        charge_end: "2025-03-28",
        quantity: "1",
        rounding: "half_up",
    };
    assert_eq!(prorate_row(&row).unwrap().amount.plain(), "100.00");
    // An explicit end on 29 February of the next leap year keeps the year whole.
    let dates = ["2027-02-28", "2028-02-29", "2027-02-28", "2028-02-29"];
    assert_eq!(prorated("actual_actual", "12000", dates), "12000.00");
}

#[test]
fn case_11_three_years_from_the_second_one() {
    let record = added("2026-10-15", "2025-04-01", "2028-04-01");
    // 12,000 x (168/365 + 366/366) = 17,523.2877; the leap year counts exactly one.
    assert_eq!(
        (amounts(&record), fraction(&record)),
        (vec!["17523.29".to_owned()], "(168/365 + 366/366)".to_owned())
    );
}

#[test]
fn case_12_eighteen_months_divide_by_the_full_second_year() {
    let record = added("2026-03-01", "2025-01-01", "2026-07-01");
    assert_eq!((amounts(&record), fraction(&record)), (vec!["4010.96".to_owned()], "122/365".to_owned()));
}

#[test]
fn case_13_a_zero_quantity_keeps_its_line() {
    let change = change("2025-09-17", vec![add_product("Core", "0", "100")]);
    let record = calculated(&change, &terms("2025-04-01", "2026-04-01"), &[]).unwrap();
    assert_eq!(
        (amounts(&record), &record.lines[0].notices),
        (vec!["0.00".to_owned()], &vec![Notice::ZeroQuantity])
    );
}

#[test]
fn case_14_a_downgrade_mirrors_the_charge() {
    let lines = [line("seats", "10", "999.99", "2025-04-01")];
    let change = change("2025-09-17", vec![remove("seats", "4")]);
    let record = calculated(&change, &terms("2025-04-01", "2026-04-01"), &lines).unwrap();
    // -4 x 999.99 x 196/365 = -2,147.9237; billed for all ten: 9,999.90.
    assert_eq!(amounts(&record), ["-2147.92"]);
    let cap = record.lines[0].cap.as_ref().unwrap();
    assert_eq!((cap.billed, cap.applied), (dollars("9999.90"), false));
}

#[test]
fn case_15_a_credit_is_limited_to_what_was_billed() {
    let lines = [line("plan", "1", "12000", "2025-04-01")];
    let change = change("2025-09-17", vec![remove("plan", "1")]);
    let terms = terms("2025-04-01", "2026-04-01");
    let with = |billed: &str, credited: &str| {
        let billing =
            [LineBilling { line: "plan".into(), billed: dollars(billed), credited: dollars(credited) }];
        let input = CalculationInput {
            id: &"r".into(),
            change: &change,
            terms: &terms,
            lines: &lines,
            billing: &billing,
            policy: CalculationPolicy::default(),
        };
        calculate(&input).unwrap()
    };
    // 6,443.84 asked: 6,000 billed less 1,000 given back leaves 5,000; more given back than billed leaves 0.
    let capped = with("6000", "1000");
    assert_eq!(amounts(&capped), ["-5000.00"]);
    assert_eq!(capped.lines[0].rounded, dollars("-6443.84"));
    let notice = Notice::CreditCapped { asked: dollars("6443.84"), allowed: dollars("5000") };
    assert_eq!(capped.lines[0].notices, [notice]);
    assert_eq!(amounts(&with("6000", "7000")), ["0.00"]);
    assert_eq!(amounts(&with("12000", "0")), ["-6443.84"]);
}

#[test]
fn cases_16_and_17_currencies_have_their_own_scale() {
    for (code, quantity, price, amount) in
        [("JPY", "3", "98765", "159106"), ("KWD", "7", "333.333", "1252.967")]
    {
        let mut change = change("2025-09-17", vec![add_product("Core", quantity, price)]);
        let mut terms = terms("2025-04-01", "2026-04-01");
        (change.currency, terms.currency) = (currency(code), currency(code));
        // 296,295 x 196/365 = 159,106.08; 2,333.331 x 196/365 = 1,252.9668.
        assert_eq!(amounts(&calculated(&change, &terms, &[]).unwrap()), [amount]);
    }
}

#[test]
fn case_18_a_ramp_has_one_line_per_price() {
    let ramp = ChangeItem::Ramp {
        product_id: "core".into(),
        product: "Core".to_owned(),
        quantity: decimal("1"),
        period: PricePeriod::Year,
        steps: vec![
            RampStep { from: day("2025-09-17"), unit_price: decimal("10000") },
            RampStep { from: day("2026-04-01"), unit_price: decimal("12000") },
        ],
        discounts: Vec::new(),
    };
    let change = change("2025-09-17", vec![ramp]);
    let record = calculated(&change, &terms("2025-04-01", "2027-04-01"), &[]).unwrap();
    // 10,000 x 196/365 = 5,369.863; then a full year.
    assert_eq!(amounts(&record), ["5369.86", "12000.00"]);
    assert_eq!(record.totals.total, dollars("17369.86"));
    assert_eq!(record.totals.acv_added, dollars("10000"));
    assert_eq!(record.totals.acv_added_at_renewal, dollars("12000"));
    assert_eq!(record.totals.value_at_renewal, dollars("12000"));
}

fn on_list(quantity_after: &str, lower_price_confirmed: bool) -> Result<CalculationRecord, ContractError> {
    // Up to 5 units 10.00 each, up to 9 units 8.00, from 10 units 6.70; the volume decides for all units.
    let tier = |up_to: Option<&str>, price: &str| PriceTier {
        up_to: up_to.map(decimal),
        unit_price: decimal(price),
    };
    let list = PriceList {
        kind: ListKind::Volume,
        tiers: vec![tier(Some("5"), "10"), tier(Some("9"), "8"), tier(None, "6.70")],
    };
    let quantity = if quantity_after == "8" { "3" } else { "9" };
    let lines = [line("seats", quantity, if quantity == "3" { "10" } else { "8" }, "2025-04-01")];
    let item = ChangeItem::ListQuantity {
        line: "seats".into(),
        quantity_after: decimal(quantity_after),
        list,
        lower_price_confirmed,
    };
    calculated(&change("2025-09-17", vec![item]), &terms("2025-04-01", "2026-04-01"), &lines)
}

#[test]
fn case_19_a_volume_list_charges_the_difference_of_the_totals() {
    let record = on_list("8", false).unwrap();
    // T(8) - T(3) = 64 - 30 = 34 a year, x 196/365 = 18.2575; five times the unit price would be 21.48.
    assert_eq!(amounts(&record), ["18.26"]);
    assert_eq!(record.totals.value_at_renewal, dollars("64"));
}

#[test]
fn case_20_a_cheaper_tier_gives_a_credit_once_it_is_confirmed() {
    assert!(matches!(on_list("10", false), Err(ContractError::LowerPriceNotConfirmed(_))));
    let record = on_list("10", true).unwrap();
    // T(10) - T(9) = 67 - 72 = -5 a year, x 196/365 = -2.6849.
    assert_eq!(amounts(&record), ["-2.68"]);
    assert_eq!(record.lines[0].notices, [Notice::LowerPriceConfirmed]);
    assert_eq!(record.totals.value_at_renewal, dollars("67"));
}

#[test]
fn case_21_the_price_says_whether_it_is_for_a_year_or_the_whole_term() {
    let priced = |period, price: &str| {
        let item = ChangeItem::AddProduct {
            product_id: "core".into(),
            product: "Core".to_owned(),
            quantity: decimal("1"),
            unit_price: decimal(price),
            period,
            discounts: Vec::new(),
        };
        calculated(&change("2026-10-15", vec![item]), &terms("2025-04-01", "2028-04-01"), &[]).unwrap()
    };
    let yearly = priced(PricePeriod::Year, "12000");
    let whole = priced(PricePeriod::Term, "36000");
    // 36,000 x 534/1096 = 17,540.146; both are worth 12,000 a year.
    assert_eq!(
        (amounts(&yearly), amounts(&whole)),
        (vec!["17523.29".to_owned()], vec!["17540.15".to_owned()])
    );
    assert_eq!(yearly.totals.acv_added, whole.totals.acv_added);
    assert_eq!(whole.totals.value_at_renewal, dollars("12000"));
}

#[test]
fn case_22_exact_half_cents_go_away_from_zero() {
    let half = |text: &str| {
        let exact = text.parse().unwrap();
        Money::round(&exact, currency("USD"), headroom_core::exact::Rounding::HalfUp).unwrap().plain()
    };
    assert_eq!(
        (half("74.985"), half("-74.985"), half("0.665")),
        ("74.99".into(), "-74.99".into(), "0.67".into())
    );
}

#[test]
fn case_23_a_line_split_at_a_date_is_allocated() {
    let row = AllocateRow { total: "6443.84", weights: "75|121", places: "2", order: "" };
    assert_eq!(allocate_row(&row).unwrap(), ["2465.76", "3978.08"]);
}

#[test]
fn case_24_two_upgrades_on_one_day_net_the_middle_plan_to_zero() {
    let terms = terms("2025-04-01", "2026-04-01");
    let lines = vec![line("team", "1", "6000", "2025-04-01")];
    let first_change = change("2025-09-17", vec![replace("team", "Business", "1", "9600")]);
    let first = calculated_by(CalculationPolicy::default(), "r1", &first_change, &terms, &lines).unwrap();
    let lines = apply_addendum(&lines, &first, &addendum("a1")).unwrap();
    let second_change = change("2025-09-17", vec![replace("r1/1", "Scale", "1", "14400")]);
    let second = calculated_by(CalculationPolicy::default(), "r2", &second_change, &terms, &lines).unwrap();
    // -3,221.92 + 5,155.07, then -5,155.07 + 14,400 x 196/365 = 7,732.60.
    assert_eq!(
        (amounts(&first), amounts(&second)),
        (
            vec!["-3221.92".to_owned(), "5155.07".to_owned()],
            vec!["-5155.07".to_owned(), "7732.60".to_owned()],
        )
    );
    assert_eq!(first.totals.total, dollars("1933.15"));
    let lines = apply_addendum(&lines, &second, &addendum("a2")).unwrap();
    assert_eq!(arr_on(&lines, day("2025-09-17"), currency("USD")).unwrap(), dollars("14400"));
}

#[test]
fn case_25_an_addendum_on_an_addendum_is_credited_at_its_price() {
    let terms = terms("2025-04-01", "2026-04-01");
    let first_change = change("2025-09-17", vec![add_product("Core", "2", "12000")]);
    let first = calculated_by(CalculationPolicy::default(), "r1", &first_change, &terms, &[]).unwrap();
    let lines = apply_addendum(&[], &first, &addendum("a1")).unwrap();
    let second_change = change("2026-01-01", vec![remove("r1/1", "1")]);
    let second = calculated_by(CalculationPolicy::default(), "r2", &second_change, &terms, &lines).unwrap();
    // -12,000 x 90/365 = -2,958.904; billed for two from 17 September: 12,887.67.
    assert_eq!(amounts(&second), ["-2958.90"]);
    assert_eq!(second.lines[0].cap.as_ref().unwrap().billed, dollars("12887.67"));
}

#[test]
fn case_26_a_leap_year_of_365_days_costs_more_and_says_so() {
    let change = change("2024-01-01", vec![add_product("Core", "1", "12000")]);
    let record =
        calculated_by(method("actual_365"), "r", &change, &terms("2024-01-01", "2025-01-01"), &[]).unwrap();
    assert_eq!(amounts(&record), ["12032.88"]);
    assert_eq!(record.notices, [Notice::LeapYear { day: day("2024-02-29") }]);
}

#[test]
fn case_27_a_line_that_rounds_to_zero_is_kept_and_flagged() {
    let change = change("2026-03-31", vec![add_product("Core", "1", "1")]);
    let record = calculated(&change, &terms("2025-04-01", "2026-04-01"), &[]).unwrap();
    // 1 x 1/365 = 0.0027.
    assert_eq!(
        (amounts(&record), &record.lines[0].notices),
        (vec!["0.00".to_owned()], &vec![Notice::RoundsToZero])
    );
}

#[test]
fn case_28_a_line_discount_applies_before_proration() {
    let discount = Discount::Percent { percent: decimal("15"), recurring: true };
    let change = change("2025-09-17", vec![add_discounted("Core", "1", "12000", vec![discount])]);
    let record = calculated(&change, &terms("2025-04-01", "2026-04-01"), &[]).unwrap();
    // 10,200 x 196/365 = 5,477.26.
    assert_eq!(amounts(&record), ["5477.26"]);
    assert_eq!(record.totals.value_at_renewal, dollars("10200"));
}

#[test]
fn case_29_a_one_time_fee_stays_outside_the_fraction() {
    let change = change("2025-09-17", vec![add_product("Core", "1", "12000"), one_time("Setup", "1500")]);
    let record = calculated(&change, &terms("2025-04-01", "2026-04-01"), &[]).unwrap();
    assert_eq!(amounts(&record), ["6443.84", "1500.00"]);
    assert_eq!((record.totals.total, record.totals.one_time), (dollars("7943.84"), dollars("1500")));
    assert_eq!(record.totals.value_at_renewal, dollars("12000"));
}

#[test]
fn case_30_another_currency_is_refused() {
    let mut change = change("2025-09-17", vec![add_product("Core", "1", "12000")]);
    change.currency = currency("EUR");
    let refusal = calculated(&change, &terms("2025-04-01", "2026-04-01"), &[]).unwrap_err();
    assert_eq!(refusal, ContractError::Currency { change: currency("EUR"), contract: currency("USD") });
}

#[test]
fn case_31_a_moved_renewal_date_is_a_new_line_on_the_same_anchor() {
    // Signed until 1 April 2026; the renewal date moves to 1 July 2026. The extra 91 days from 1 April are charged
    // over the contract year from 1 April 2026, still counted from 1 April 2025: 12,000 x 91/365 = 2,991.78.
    let signed = added("2025-09-17", "2025-04-01", "2026-04-01");
    let mut lines = apply_addendum(&[], &signed, &addendum("a1")).unwrap();
    let extend = change("2026-04-01", vec![ChangeItem::Extend { line: "rec-1/1".into() }]);
    let moved = terms("2025-04-01", "2026-07-01");
    let extra = calculated_by(CalculationPolicy::default(), "rec-2", &extend, &moved, &lines).unwrap();
    assert_eq!((amounts(&extra), fraction(&extra)), (vec!["2991.78".to_owned()], "91/365".to_owned()));
    assert_eq!((extra.totals.acv_added.minor, extra.totals.value_at_renewal), (0, dollars("12000")));
    assert!(extra.ledger.is_empty(), "an open line just goes on");
    // A line that ended with the old term begins again.
    lines[0].end = Some(day("2026-04-01"));
    let extra = calculated_by(CalculationPolicy::default(), "rec-2", &extend, &moved, &lines).unwrap();
    let lines = apply_addendum(&lines, &extra, &addendum("a2")).unwrap();
    assert_eq!(arr_on(&lines, day("2026-06-30"), currency("USD")).unwrap(), dollars("12000"));
}

#[test]
fn the_same_dates_under_six_rules() {
    // The table of section 1: price, contract start, charge start, end, and what each method gives.
    let methods = [
        "actual_actual",
        "actual_365",
        "months_days:calendar:actual",
        "months_days:calendar:30",
        "months_days:start:365/12",
        "whole_months",
    ];
    let rows: [(&str, [&str; 3], [&str; 6]); 5] = [
        (
            "1200",
            ["2018-01-01", "2018-07-14", "2019-01-01"],
            ["562.19", "562.19", "558.06", "560.00", "559.18", "600.00"],
        ),
        (
            "12000",
            ["2025-04-01", "2025-09-17", "2026-04-01"],
            ["6443.84", "6443.84", "6466.67", "6466.67", "6493.15", "7000.00"],
        ),
        (
            "12000",
            ["2025-04-01", "2026-03-31", "2026-04-01"],
            ["32.88", "32.88", "32.26", "33.33", "32.88", "1000.00"],
        ),
        (
            "12000",
            ["2023-03-01", "2023-10-10", "2024-03-01"],
            ["4688.52", "4701.37", "4709.68", "4733.33", "4657.53", "5000.00"],
        ),
        (
            "12000",
            ["2025-04-01", "2026-10-15", "2028-04-01"],
            ["17523.29", "17556.16", "17548.39", "17566.67", "17558.90", "18000.00"],
        ),
    ];
    for (price, [start, charge_start, end], amounts) in rows {
        for (method, amount) in methods.into_iter().zip(amounts) {
            assert_eq!(
                prorated(method, price, [start, end, charge_start, end]),
                amount,
                "{method} {charge_start}"
            );
        }
    }
}

#[test]
fn a_whole_contract_in_months_and_days_costs_the_year() {
    // Without the rule 15/29 + 11 + 14/28 months would be 12,017.24, and 1/30 + 11 + 30/30 would be 12,033.33.
    let from_february = ["2024-02-15", "2025-02-15", "2024-02-15", "2025-02-15"];
    assert_eq!(prorated("months_days:calendar:actual", "12000", from_february), "12000.00");
    let from_january = ["2025-01-31", "2026-01-31", "2025-01-31", "2026-01-31"];
    assert_eq!(prorated("months_days:calendar:30", "12000", from_january), "12000.00");
}
