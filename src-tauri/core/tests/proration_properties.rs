//! The properties of contracts, section 7, on its five contracts and on random dates.
#![allow(clippy::unwrap_used, reason = "a test that cannot make its input has failed")]

mod common;

use chrono::{Datelike, NaiveDate};
use common::*;
use headroom_core::contract::*;
use headroom_core::dates::{Term, add_days, add_months};
use headroom_core::exact::{Exact, Rounding};
use headroom_core::money::{Currency, Money};
use proptest::prelude::*;

/// A 366-day year, a 365-day year, a start on the 31st, a start on 29 February, three years.
fn contracts() -> [Term; 5] {
    [
        term("2023-03-01", "2024-03-01"),
        term("2025-04-01", "2026-04-01"),
        term("2025-01-31", "2026-01-31"),
        term("2024-02-29", "2025-02-28"),
        term("2025-04-01", "2028-04-01"),
    ]
}

fn fraction(method: ProrationMethod, term: Term, start: NaiveDate, end: NaiveDate) -> Exact {
    prorate(method, PricePeriod::Year, term, Term { start, end }).unwrap().fraction
}

fn starts(term: Term) -> Vec<NaiveDate> {
    (0..term.days()).map(|days| add_days(term.start, days).unwrap()).collect()
}

fn whole(term: Term) -> Exact {
    Exact::whole(if term.days() > 400 { 3 } else { 1 })
}

#[test]
fn a_full_contract_costs_its_years_in_all_methods_but_the_365_day_year() {
    for term in contracts() {
        for method in ProrationMethod::ALL {
            let found = fraction(method, term, term.start, term.end);
            match method {
                // 366 days over 365; three years from April 2025 hold one leap day, 1096 days.
                ProrationMethod::Actual365 => assert_eq!(found, Exact::ratio(term.days(), 365).unwrap()),
                _ => assert_eq!(found, whole(term), "{method} {term:?}"),
            }
        }
    }
}

#[test]
fn a_contract_year_inside_three_years_is_exactly_one_when_counted_daily_or_from_start() {
    let three = term("2025-04-01", "2028-04-01");
    for method in [
        "actual_actual",
        "whole_months",
        "months_days:start:actual",
        "months_days:start:30",
        "months_days:start:365/12",
    ] {
        let method = method.parse().unwrap();
        // The third contract year holds 29 February 2028.
        for year in ["2025", "2026", "2027"] {
            let start = day(&format!("{year}-04-01"));
            assert_eq!(
                fraction(method, three, start, add_months(start, 12).unwrap()),
                Exact::ONE,
                "{method} {year}"
            );
        }
    }
}

#[test]
fn a_later_start_never_costs_more_and_less_each_day_where_days_are_counted() {
    for term in contracts() {
        for method in ProrationMethod::ALL {
            let strictly = matches!(method, ProrationMethod::ActualActual | ProrationMethod::Actual365)
                || method == ProrationMethod::CALENDAR_MONTHS;
            let costs: Vec<Exact> =
                starts(term).into_iter().map(|start| fraction(method, term, start, term.end)).collect();
            for (index, pair) in costs.windows(2).enumerate() {
                assert!(pair[1] <= pair[0], "{method} {term:?} day {index}: {} after {}", pair[1], pair[0]);
                // The first day is measured against the whole contract, which is exempt (section 2).
                let exempt = index == 0 && method == ProrationMethod::CALENDAR_MONTHS;
                assert!(!strictly || exempt || pair[1] < pair[0], "{method} {term:?} day {index}");
            }
        }
    }
}

#[test]
fn plateaus_are_where_the_rules_put_them() {
    let plateaus = |method: &str, term: Term| {
        let method = method.parse().unwrap();
        let costs: Vec<Exact> =
            starts(term).into_iter().map(|start| fraction(method, term, start, term.end)).collect();
        costs.windows(2).filter(|pair| pair[0] == pair[1]).count()
    };
    let year = term("2025-04-01", "2026-04-01");
    // Seven months of 31 days: their 1st (whole) and 2nd (30/30) cost the same.
    assert_eq!(plateaus("months_days:calendar:30", year), 7);
    // Twelve different values for 365 starts leave 353 days without a step.
    assert_eq!(plateaus("whole_months", year), 353);
    assert_eq!(plateaus("actual_actual", year), 0);
}

#[test]
fn daily_methods_and_calendar_months_are_additive() {
    for term in contracts() {
        for method in
            [ProrationMethod::ActualActual, ProrationMethod::Actual365, ProrationMethod::CALENDAR_MONTHS]
        {
            let from = add_days(term.start, 1).unwrap();
            let all = fraction(method, term, from, term.end);
            for cut in starts(term).into_iter().skip(1) {
                let sum =
                    fraction(method, term, from, cut).plus(fraction(method, term, cut, term.end)).unwrap();
                assert_eq!(sum, all, "{method} {term:?} cut at {cut}");
            }
        }
    }
}

#[test]
fn daily_methods_agree_where_every_contract_year_has_365_days() {
    let year = term("2025-04-01", "2026-04-01");
    for start in starts(year) {
        assert_eq!(
            fraction(ProrationMethod::ActualActual, year, start, year.end),
            fraction(ProrationMethod::Actual365, year, start, year.end)
        );
    }
}

#[test]
fn the_segments_add_up_to_the_days_and_the_fraction() {
    for term in contracts() {
        for method in ProrationMethod::ALL {
            for period in [PricePeriod::Year, PricePeriod::Quarter, PricePeriod::Month] {
                for start in starts(term).into_iter().step_by(7) {
                    let found = prorate(method, period, term, Term { start, end: term.end }).unwrap();
                    let days: i64 = found.segments.iter().map(|segment| segment.days).sum();
                    assert_eq!(days, found.days);
                    let count = Exact::sum(found.segments.iter().map(|segment| &segment.count)).unwrap();
                    assert_eq!(count.times(found.prices_per_unit).unwrap(), found.fraction);
                    for pair in found.segments.windows(2) {
                        assert_eq!(pair[0].to, pair[1].from, "segments follow each other");
                    }
                }
            }
        }
    }
}

#[test]
fn a_price_per_quarter_or_month_costs_the_same_for_whole_years() {
    for term in contracts() {
        for method in ProrationMethod::ALL.into_iter().filter(|method| *method != ProrationMethod::Actual365)
        {
            for (period, times) in [(PricePeriod::Quarter, 4), (PricePeriod::Month, 12)] {
                let found = prorate(method, period, term, term).unwrap().fraction;
                assert_eq!(found, whole(term).times(Exact::whole(times)).unwrap(), "{method} {term:?}");
            }
        }
    }
}

/// A term of up to five years and two days in it, in order.
fn dates() -> impl Strategy<Value = (Term, NaiveDate, NaiveDate)> {
    let origin = day("1999-01-01");
    (0_i64..20_000, 1_i64..1_900, any::<prop::sample::Index>(), any::<prop::sample::Index>()).prop_map(
        move |(start, length, one, other)| {
            let start = add_days(origin, start).unwrap();
            let term = Term { start, end: add_days(start, length).unwrap() };
            let (one, other) =
                (one.index(length as usize + 1) as i64, other.index(length as usize + 1) as i64);
            let (from, to) = (one.min(other), one.max(other));
            (term, add_days(start, from).unwrap(), add_days(start, to).unwrap())
        },
    )
}

fn any_method() -> impl Strategy<Value = ProrationMethod> {
    prop::sample::select(ProrationMethod::ALL.to_vec())
}

fn any_period() -> impl Strategy<Value = PricePeriod> {
    prop::sample::select(vec![PricePeriod::Month, PricePeriod::Quarter, PricePeriod::Year])
}

/// An independent, slow reference: walks the days one by one and adds 1/length of the year each lies in.
fn day_by_day(term: Term, start: NaiveDate, end: NaiveDate) -> Exact {
    let mut sum = Exact::ZERO;
    let mut date = start;
    while date < end {
        let mut year = 0;
        while add_months(term.start, 12 * (year + 1)).unwrap() <= date {
            year += 1;
        }
        let (from, to) =
            (add_months(term.start, 12 * year).unwrap(), add_months(term.start, 12 * (year + 1)).unwrap());
        sum = sum.plus(Exact::ratio(1, (to - from).num_days()).unwrap()).unwrap();
        date = date.succ_opt().unwrap();
    }
    sum
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn daily_proration_equals_a_day_by_day_sum((term, start, end) in dates()) {
        // A snapped last boundary has its own test; the reference knows only anniversaries.
        prop_assume!(!(term.start.month() == 2 && term.start.day() >= 28));
        prop_assert_eq!(fraction(ProrationMethod::ActualActual, term, start, end), day_by_day(term, start, end));
    }

    #[test]
    fn fractions_are_never_negative_and_never_exceed_the_term(
        method in any_method(), period in any_period(), (term, start, end) in dates(),
    ) {
        let part = prorate(method, period, term, Term { start, end }).unwrap();
        let all = prorate(method, period, term, term).unwrap();
        prop_assert!(part.fraction >= Exact::ZERO);
        if method == ProrationMethod::ActualActual || method == ProrationMethod::Actual365 {
            prop_assert!(part.fraction <= all.fraction);
        }
        prop_assert_eq!(part.days, (end - start).num_days());
    }

    #[test]
    fn splitting_the_days_splits_the_fraction((term, start, end) in dates(), at in any::<prop::sample::Index>()) {
        let days = (end - start).num_days();
        let cut = add_days(start, at.index(days as usize + 1) as i64).unwrap();
        for method in [ProrationMethod::ActualActual, ProrationMethod::Actual365, ProrationMethod::CALENDAR_MONTHS] {
            let all = prorate(method, PricePeriod::Year, term, Term { start, end }).unwrap();
            // The whole contract is the one interval that is exempt.
            if !all.whole_term || method != ProrationMethod::CALENDAR_MONTHS {
                let sum = fraction(method, term, start, cut).plus(fraction(method, term, cut, end)).unwrap();
                prop_assert_eq!(sum, all.fraction);
            }
        }
    }

    #[test]
    fn a_credit_mirrors_its_charge(
        method in any_method(), (term, start, end) in dates(),
        price in 0_i64..10_000_000, quantity in 0_i64..5_000, rounding in prop::bool::ANY,
    ) {
        let rounding = if rounding { Rounding::HalfUp } else { Rounding::HalfEven };
        let exact = Exact::ratio(price, 1000).unwrap().times(Exact::whole(quantity)).unwrap()
            .times(fraction(method, term, start, end)).unwrap();
        let charge = Money::round(&exact, Currency::USD, rounding).unwrap();
        let credit = Money::round(&exact.negated(), Currency::USD, rounding).unwrap();
        prop_assert_eq!(charge.minor + credit.minor, 0);
    }

    #[test]
    fn rounding_is_within_half_a_unit(top in -1_000_000_000_i64..1_000_000_000, bottom in 1_i64..100_000) {
        let exact = Exact::ratio(top, bottom).unwrap();
        for mode in [Rounding::HalfUp, Rounding::HalfEven] {
            let rounded = Exact::new(exact.round(2, mode).unwrap(), 100).unwrap();
            prop_assert!(rounded.minus(exact).unwrap().abs() <= Exact::ratio(1, 200).unwrap());
        }
    }

    #[test]
    fn allocation_is_exact_fair_and_free_of_order(
        total in -1_000_000_000_i64..1_000_000_000,
        weights in prop::collection::vec((-50_000_i64..50_000, 1_i64..400), 1..12),
        turn in any::<prop::sample::Index>(),
    ) {
        let weights: Vec<Exact> = weights.iter().map(|(top, bottom)| Exact::ratio(*top, *bottom).unwrap()).collect();
        let sum = Exact::sum(&weights.iter().map(|weight| weight.abs()).collect::<Vec<_>>()).unwrap();
        prop_assume!(!sum.is_zero());
        let shares = allocate(i128::from(total), &weights, None).unwrap();
        prop_assert_eq!(shares.iter().sum::<i128>(), i128::from(total));
        for (share, weight) in shares.iter().zip(&weights) {
            let exact = weight.abs().divided_by(sum).unwrap().times(Exact::whole(total)).unwrap();
            prop_assert!(Exact::new(*share, 1).unwrap().minus(exact).unwrap().abs() < Exact::ONE);
            prop_assert!(!weight.is_zero() || *share == 0);
        }
        // Turned round, with the ranks turned along, every line keeps its share.
        let by = turn.index(weights.len());
        let ranks: Vec<u64> = (0..weights.len() as u64).collect();
        let turned = |list: &[Exact]| { let mut list = list.to_vec(); list.rotate_left(by); list };
        let mut turned_ranks = ranks.clone();
        turned_ranks.rotate_left(by);
        let mut expected = shares.clone();
        expected.rotate_left(by);
        prop_assert_eq!(allocate(i128::from(total), &turned(&weights), Some(&turned_ranks)).unwrap(), expected);
    }

    #[test]
    fn rows_of_anything_never_panic(fields in prop::collection::vec("\\PC{0,14}", 10)) {
        let _ = prorate_row(&ProrateRow {
            method: &fields[0], price: &fields[1], price_period: &fields[2], currency: &fields[3],
            term_start: &fields[4], term_end: &fields[5], charge_start: &fields[6], charge_end: &fields[7],
            quantity: &fields[8], rounding: &fields[9],
        });
        let _ = allocate_row(&AllocateRow {
            total: &fields[0], weights: &fields[1], places: &fields[2], order: &fields[3],
        });
    }

    #[test]
    fn rows_close_to_right_never_panic(
        method in prop::sample::select(vec![
            "actual_actual", "actual_365", "whole_months", "months_days:start:30", "months_days:calendar:365/12",
        ]),
        period in prop::sample::select(vec!["year", "quarter", "month", "term", "week"]),
        price in "-?[0-9]{1,29}(\\.[0-9]{1,28})?",
        quantity in "-?[0-9]{1,29}(\\.[0-9]{1,28})?",
        dates in prop::collection::vec("[0-9]{4}-(0[1-9]|1[0-2])-[0-3][0-9]", 4),
        currency in prop::sample::select(vec!["USD", "JPY", "KWD", "CLF", "XXX"]),
    ) {
        let _ = prorate_row(&ProrateRow {
            method, price: &price, price_period: period, currency,
            term_start: &dates[0], term_end: &dates[1], charge_start: &dates[2], charge_end: &dates[3],
            quantity: &quantity, rounding: "half_up",
        });
    }

    #[test]
    fn allocations_close_to_right_never_panic(
        total in "-?[0-9]{1,28}(\\.[0-9]{1,6})?",
        weights in "-?[0-9]{1,28}(\\.[0-9]{1,9})?(\\|[0-9]{1,25}(\\.[0-9]{1,9})?){0,6}",
        places in "[0-9]{1,3}", order in "([0-9](\\|[0-9]){0,6})?",
    ) {
        let _ = allocate_row(&AllocateRow { total: &total, weights: &weights, places: &places, order: &order });
    }
}
