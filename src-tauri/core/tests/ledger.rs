//! Signing, voiding and renewing (contracts, section 8), alone and in random sequences.
#![allow(clippy::unwrap_used, reason = "a test that cannot make its input has failed")]

mod common;

use chrono::NaiveDate;
use common::*;
use headroom_core::contract::*;
use headroom_core::dates::add_days;
use headroom_core::id::DocumentId;
use headroom_core::money::{Currency, Money};
use proptest::prelude::*;

fn year() -> ContractTerms {
    terms("2025-04-01", "2026-04-01")
}

fn arr(lines: &[ContractLine], date: &str) -> String {
    arr_on(lines, day(date), Currency::USD).unwrap().plain()
}

#[test]
fn arr_counts_recurring_paid_lines_from_their_first_to_their_last_day() {
    let mut lines = vec![line("a", "10", "100", "2025-04-01"), line("b", "1", "500", "2025-06-01")];
    lines[1].end = Some(day("2025-07-01"));
    assert_eq!(arr(&lines, "2025-03-31"), "0.00");
    assert_eq!(arr(&lines, "2025-04-01"), "1000.00");
    assert_eq!((arr(&lines, "2025-06-30"), arr(&lines, "2025-07-01")), ("1500.00".into(), "1000.00".into()));
    let mut trial = line("c", "1", "9999", "2025-04-01");
    trial.trial = true;
    let mut fee = line("d", "1", "9999", "2025-04-01");
    fee.kind = LineKind::OneTime;
    let mut given = line("e", "1", "9999", "2025-04-01");
    given.given_arr = Some(dollars("12"));
    let mut monthly = line("f", "2", "9.99", "2025-04-01");
    monthly.period = PricePeriod::Month;
    // A given ARR wins over the price; 2 x 9.99 x 12 = 239.76.
    assert_eq!(arr(&[trial, fee, given, monthly], "2025-04-01"), "251.76");
}

#[test]
fn voiding_gives_back_the_lines_and_keeps_the_record() {
    let lines = vec![line("seats", "40", "480", "2025-04-01"), line("team", "1", "6000", "2025-04-01")];
    let items = vec![remove("seats", "5"), replace("team", "Business", "1", "9600")];
    let record = calculated(&change("2025-09-17", items), &year(), &lines).unwrap();
    let signed = apply_addendum(&lines, &record, &addendum("a1")).unwrap();
    // 35 x 480 + 9,600.
    assert_eq!(arr(&signed, "2025-09-17"), "26400.00");
    assert!(matches!(
        apply_addendum(&signed, &record, &addendum("a1")),
        Err(ContractError::AlreadyApplied(_))
    ));
    let voided = void(&signed, &record, &addendum("a1"), &[]).unwrap();
    assert_eq!(arr(&voided, "2025-09-17"), "25200.00");
    assert_eq!(voided[..2], lines[..], "the lines it ended go on as before");
    assert!(
        voided[2..].iter().all(|line| line.end == Some(line.start)),
        "the lines it began stay without a day"
    );
    let reversal = reverse(&record, &"rec-2".into()).unwrap();
    assert_eq!(reversal.reverses, Some("rec-1".into()));
    assert_eq!(reversal.totals.total.minor, -record.totals.total.minor);
    let sum: i64 = reversal.lines.iter().map(|line| line.amount.minor).sum();
    assert_eq!(sum, reversal.totals.total.minor);
}

#[test]
fn an_addendum_that_a_later_one_builds_on_is_not_voided() {
    let lines = vec![line("team", "1", "6000", "2025-04-01")];
    let first = calculated_by(
        CalculationPolicy::default(),
        "r1",
        &change("2025-09-17", vec![replace("team", "Business", "1", "9600")]),
        &year(),
        &lines,
    )
    .unwrap();
    let lines = apply_addendum(&lines, &first, &addendum("a1")).unwrap();
    let second = calculated_by(
        CalculationPolicy::default(),
        "r2",
        &change("2025-12-01", vec![replace("r1/1", "Scale", "1", "14400")]),
        &year(),
        &lines,
    )
    .unwrap();
    let lines = apply_addendum(&lines, &second, &addendum("a2")).unwrap();
    assert!(matches!(void(&lines, &first, &addendum("a1"), &[]), Err(ContractError::TouchedLater { .. })));
    // The later one first, then the earlier one.
    let lines = void(&lines, &second, &addendum("a2"), &[]).unwrap();
    let lines = void(&lines, &first, &addendum("a1"), &[]).unwrap();
    assert_eq!(arr(&lines, "2026-01-01"), "6000.00");
}

/// A later addendum added 5 seats beside the 10 of the first: its paper says "from 50 to 55". Without the first it
/// would be 45, so the first stays until the second is voided.
#[test]
fn an_addendum_whose_seats_a_later_one_counts_is_not_voided() {
    let lines = vec![line("seats", "40", "480", "2025-04-01"), line("team", "1", "6000", "2025-04-01")];
    let policy = CalculationPolicy::default();
    let first_change = change("2025-09-17", vec![add_quantity("seats", "10")]);
    let first = calculated_by(policy, "r1", &first_change, &year(), &lines).unwrap();
    let lines = apply_addendum(&lines, &first, &addendum("a1")).unwrap();
    for beside in ["seats", "r1/1"] {
        let second_change = change("2025-12-01", vec![add_quantity(beside, "5")]);
        let second = calculated_by(policy, "r2", &second_change, &year(), &lines).unwrap();
        assert_eq!(second.lines[0].quantity_before, decimal("50"));
        let both = apply_addendum(&lines, &second, &addendum("a2")).unwrap();
        assert_eq!(built_on(&first, &second), Some("Product seats"), "{beside}");
        let refused = void(&both, &first, &addendum("a1"), &[&second]);
        assert!(matches!(refused, Err(ContractError::TouchedLater { .. })), "{beside}");
        let one = void(&both, &second, &addendum("a2"), &[]).unwrap();
        let none = void(&one, &first, &addendum("a1"), &[]).unwrap();
        // 40 x 480 + 6,000.
        assert_eq!(arr(&none, "2026-01-01"), "25200.00");
    }
    // A later addendum about another product does not stand in the way.
    let other_change = change("2025-12-01", vec![replace("team", "Business", "1", "9600")]);
    let other = calculated_by(policy, "r3", &other_change, &year(), &lines).unwrap();
    let both = apply_addendum(&lines, &other, &addendum("a3")).unwrap();
    let voided = void(&both, &first, &addendum("a1"), &[&other]).unwrap();
    // 40 x 480 + 9,600.
    assert_eq!(arr(&voided, "2026-01-01"), "28800.00");
}

/// Both papers say "from 40"; once the first is signed the second would be wrong, and is calculated again instead.
#[test]
fn an_addendum_is_not_signed_on_quantities_that_moved() {
    let lines = vec![line("seats", "40", "480", "2025-04-01")];
    let policy = CalculationPolicy::default();
    let more = |quantity: &str| change("2025-09-17", vec![add_quantity("seats", quantity)]);
    let first = calculated_by(policy, "r1", &more("10"), &year(), &lines).unwrap();
    let second = calculated_by(policy, "r2", &more("5"), &year(), &lines).unwrap();
    let signed = apply_addendum(&lines, &first, &addendum("a1")).unwrap();
    let Err(ContractError::LedgerMismatch(why)) = apply_addendum(&signed, &second, &addendum("a2")) else {
        panic!("the second was signed");
    };
    assert_eq!(why, "\"Product seats\" was 40 when it was calculated and is 50 now");
    let again = calculated_by(policy, "r3", &more("5"), &year(), &signed).unwrap();
    let both = apply_addendum(&signed, &again, &addendum("a2")).unwrap();
    assert_eq!(arr(&both, "2025-09-17"), "26400.00");
}

#[test]
fn a_renewal_rolls_changes_or_ends_the_lines() {
    let mut lines = vec![line("seats", "40", "480", "2025-04-01"), line("team", "1", "6000", "2025-04-01")];
    let mut pilot = line("pilot", "1", "100", "2025-10-01");
    pilot.end = Some(day("2026-01-01"));
    lines.push(pilot);
    let mut renewal =
        Renewal { on: day("2026-04-01"), next_renewal: day("2027-04-01"), lost: false, changes: Vec::new() };
    let same = renew(&lines, &renewal).unwrap();
    assert_eq!((arr(&same, "2026-03-31"), arr(&same, "2026-04-01")), ("25200.00".into(), "25200.00".into()));
    assert_eq!(same.iter().filter(|line| line.origin == Origin::Renewal).count(), 2);
    renewal.changes = vec![
        RenewedLine {
            line: "seats".into(),
            quantity: decimal("50"),
            unit_price: uplifted(decimal("480"), decimal("5")).unwrap(),
            discount_percent: decimal("0"),
        },
        RenewedLine {
            line: "team".into(),
            quantity: decimal("0"),
            unit_price: decimal("6000"),
            discount_percent: decimal("0"),
        },
    ];
    // 50 x 504.
    assert_eq!(arr(&renew(&lines, &renewal).unwrap(), "2026-04-01"), "25200.00");
    renewal.lost = true;
    renewal.changes.clear();
    assert_eq!(arr(&renew(&lines, &renewal).unwrap(), "2026-04-01"), "0.00");
    renewal.changes = vec![RenewedLine {
        line: "pilot".into(),
        quantity: decimal("1"),
        unit_price: decimal("1"),
        discount_percent: decimal("0"),
    }];
    assert!(matches!(renew(&lines, &renewal), Err(ContractError::LineNotInForce(_))));
}

#[test]
fn an_addendum_is_not_voided_after_its_lines_were_renewed() {
    let record =
        calculated(&change("2025-09-17", vec![add_product("Core", "1", "12000")]), &year(), &[]).unwrap();
    let lines = apply_addendum(&[], &record, &addendum("a1")).unwrap();
    let renewal =
        Renewal { on: day("2026-04-01"), next_renewal: day("2027-04-01"), lost: false, changes: Vec::new() };
    let lines = renew(&lines, &renewal).unwrap();
    assert!(matches!(void(&lines, &record, &addendum("a1"), &[]), Err(ContractError::TouchedLater { .. })));
}

/// One step of a random history.
#[derive(Debug, Clone)]
enum Step {
    Add { days: i64, quantity: i64, cents: i64 },
    More { days: i64, which: usize, quantity: i64 },
    Less { days: i64, which: usize, quantity: i64 },
    Replace { days: i64, which: usize, cents: i64 },
    VoidLast,
    Renew { which: usize, quantity: i64 },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let days = 0_i64..60;
    let step = prop_oneof![
        (days.clone(), 0_i64..50, 1_i64..2_000_000).prop_map(|(days, quantity, cents)| Step::Add {
            days,
            quantity,
            cents
        }),
        (days.clone(), 0_usize..9, 1_i64..20).prop_map(|(days, which, quantity)| Step::More {
            days,
            which,
            quantity
        }),
        (days.clone(), 0_usize..9, 0_i64..20).prop_map(|(days, which, quantity)| Step::Less {
            days,
            which,
            quantity
        }),
        (days, 0_usize..9, 1_i64..2_000_000).prop_map(|(days, which, cents)| Step::Replace {
            days,
            which,
            cents
        }),
        Just(Step::VoidLast),
        (0_usize..9, 0_i64..40).prop_map(|(which, quantity)| Step::Renew { which, quantity }),
    ];
    prop::collection::vec(step, 1..14)
}

/// A contract with its signed addenda, newest last.
struct History {
    terms: ContractTerms,
    today: NaiveDate,
    lines: Vec<ContractLine>,
    signed: Vec<(CalculationRecord, DocumentId, Vec<ContractLine>)>,
    made: u32,
}

impl History {
    fn in_force(&self, which: usize) -> Option<ContractLine> {
        let live: Vec<_> = self.lines.iter().filter(|line| line.in_force(self.today)).collect();
        (!live.is_empty()).then(|| live[which % live.len()].clone())
    }

    fn arr(&self, date: NaiveDate) -> Money {
        arr_on(&self.lines, date, Currency::USD).unwrap()
    }

    /// Moves on by some days, within the term.
    fn pass(&mut self, days: i64) {
        let last = add_days(self.terms.renewal_date.unwrap(), -1).unwrap();
        self.today = add_days(self.today, days).unwrap().min(last);
    }

    fn sign(&mut self, item: ChangeItem) {
        self.made += 1;
        let id = format!("r{}", self.made);
        let change = ContractChange { effective: self.today, ..change("2025-04-01", vec![item]) };
        let record =
            calculated_by(CalculationPolicy::default(), &id, &change, &self.terms, &self.lines).unwrap();
        let before = self.arr(self.today);
        let document = DocumentId::from(format!("a{}", self.made));
        let after = apply_addendum(&self.lines, &record, &document).unwrap();
        let old = std::mem::replace(&mut self.lines, after);
        let totals = &record.totals;
        // The record, the ledger and the ARR timeline tell the same story.
        assert_eq!(totals.arr_before, before);
        assert_eq!(totals.arr_after, self.arr(self.today));
        assert_eq!(totals.arr_after, before.plus(totals.acv_added).unwrap());
        assert_eq!(totals.value_at_renewal, self.arr(add_days(record.contract.end, -1).unwrap()));
        let sum = Money::sum(Currency::USD, record.lines.iter().map(|line| line.amount)).unwrap();
        assert_eq!((totals.total, totals.charges.plus(totals.credits).unwrap()), (sum, sum));
        for line in &record.lines {
            assert!(line.cap.as_ref().is_none_or(|cap| line.amount.minor.abs() <= cap.limit.minor));
        }
        self.signed.push((record, document, old));
    }

    fn run(&mut self, step: Step) {
        match step {
            Step::Add { days, quantity, cents } => {
                self.pass(days);
                let name = format!("p{}", self.made);
                self.sign(add_product(&name, &quantity.to_string(), &cents_text(cents)));
            }
            Step::More { days, which, quantity } => {
                self.pass(days);
                if let Some(line) = self.in_force(which) {
                    self.sign(add_quantity(line.id.as_str(), &quantity.to_string()));
                }
            }
            Step::Less { days, which, quantity } => {
                self.pass(days);
                if let Some(line) = self.in_force(which) {
                    let quantity = decimal(&quantity.to_string()).min(line.quantity);
                    self.sign(ChangeItem::Remove { line: line.id, quantity });
                }
            }
            Step::Replace { days, which, cents } => {
                self.pass(days);
                if let Some(line) = self.in_force(which) {
                    let name = format!("q{}", self.made);
                    self.sign(replace(line.id.as_str(), &name, "2", &cents_text(cents)));
                }
            }
            Step::VoidLast => {
                let Some((record, document, before)) = self.signed.pop() else { return };
                // An earlier addendum it builds on cannot be voided before it; another one can, and its worth goes.
                for (earlier, earlier_document, _) in &self.signed {
                    let later: Vec<&CalculationRecord> = self
                        .signed
                        .iter()
                        .map(|(other, _, _)| other)
                        .chain([&record])
                        .skip_while(|other| other.id != earlier.id)
                        .skip(1)
                        .collect();
                    let built = later.iter().any(|later| built_on(earlier, later).is_some());
                    let tried = void(&self.lines, earlier, earlier_document, &later);
                    assert_eq!(
                        tried.is_err(),
                        built,
                        "{} before {}",
                        earlier.id.as_str(),
                        record.id.as_str()
                    );
                    if let Ok(lines) = tried {
                        let date = add_days(record.contract.end, -1).unwrap();
                        let without = arr_on(&lines, date, Currency::USD).unwrap();
                        let worth = earlier.totals.acv_added_at_renewal;
                        assert_eq!(without, self.arr(date).minus(worth).unwrap());
                    }
                }
                self.lines = void(&self.lines, &record, &document, &[]).unwrap();
                for days in [0, 10, 100, 400] {
                    let date = add_days(record.charge.start, days).unwrap();
                    assert_eq!(self.arr(date), arr_on(&before, date, Currency::USD).unwrap());
                }
            }
            Step::Renew { which, quantity } => {
                let on = self.terms.renewal_date.unwrap();
                let next = headroom_core::dates::add_months(on, 12).unwrap();
                let last = add_days(on, -1).unwrap();
                let before = self.arr(last);
                self.today = last;
                let changed = self.in_force(which);
                let changes = changed.iter().filter(|line| line.start < on).map(|line| RenewedLine {
                    line: line.id.clone(),
                    quantity: decimal(&quantity.to_string()),
                    unit_price: line.unit_price,
                    discount_percent: line.discount_percent,
                });
                let renewal = Renewal { on, next_renewal: next, lost: false, changes: changes.collect() };
                self.lines = renew(&self.lines, &renewal).unwrap();
                assert_eq!(self.arr(last), before, "the old term is as it was");
                // Only the changed line moves the value: new quantity less old quantity, times its price.
                let moved = changed.map_or(0, |line| {
                    let mut after = line.clone();
                    after.quantity = decimal(&quantity.to_string());
                    after.arr().unwrap().minor - line.arr().unwrap().minor
                });
                assert_eq!(self.arr(on).minor, before.minor + moved);
                // Nothing signed before the renewal can be voided once its lines went on.
                self.signed.clear();
                self.terms.renewal_date = Some(next);
                self.today = on;
            }
        }
    }
}

fn cents_text(cents: i64) -> String {
    Money::new(cents, Currency::USD).plain()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn random_histories_stay_consistent(steps in steps()) {
        let mut history = History {
            terms: year(),
            today: day("2025-04-01"),
            lines: vec![line("seats", "40", "480", "2025-04-01"), line("team", "1", "6000.50", "2025-04-01")],
            signed: Vec::new(),
            made: 0,
        };
        for step in steps {
            history.run(step);
        }
        // Whatever happened, no two lines share an id and none ends before it starts.
        let mut ids: Vec<_> = history.lines.iter().map(|line| line.id.clone()).collect();
        ids.sort();
        ids.dedup();
        prop_assert_eq!(ids.len(), history.lines.len());
        prop_assert!(history.lines.iter().all(|line| line.end.is_none_or(|end| end >= line.start)));
    }
}
