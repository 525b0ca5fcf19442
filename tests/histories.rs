//! Random histories of a contract: whatever is signed, voided, renewed and taken back in whatever order, ledger, lines,
//! ARR and totals tell the same story.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

mod setting;

use chrono::{Days, NaiveDate};
use headroom_engine::Engine;
use proptest::prelude::*;
use serde_json::{Value, json};
use setting::{Setting, day, id, more};

/// One step of a random history.
#[derive(Debug, Clone)]
enum Step {
    Wait(u64),
    More { which: usize, quantity: i64 },
    Less { which: usize, quantity: i64 },
    Replace { which: usize, price: i64 },
    Fee(i64),
    Void(usize),
    Renew,
    Undo,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        2 => (1_u64..70).prop_map(Step::Wait),
        3 => (0_usize..5, 1_i64..9).prop_map(|(which, quantity)| Step::More { which, quantity }),
        2 => (0_usize..5, 1_i64..9).prop_map(|(which, quantity)| Step::Less { which, quantity }),
        2 => (0_usize..5, 100_i64..20_000).prop_map(|(which, price)| Step::Replace { which, price }),
        1 => (1_i64..900).prop_map(Step::Fee),
        2 => (0_usize..4).prop_map(Step::Void),
        1 => Just(Step::Renew),
        2 => Just(Step::Undo),
    ];
    prop::collection::vec(step, 4..10)
}

/// A history in a book: what each entry of the journal left behind, so that undo can be compared with it.
struct History {
    setting: Setting,
    today: NaiveDate,
    signed: Vec<String>,
    /// The ARR timeline before each step that wrote, with the signed addenda of then.
    before: Vec<(Vec<i64>, Vec<String>)>,
}

impl History {
    /// ARR on the first of each month over three years, from the lines as the book lists them.
    fn timeline(&self, engine: &Engine) -> Vec<i64> {
        let view = self.setting.page(engine)["contracts"][0].clone();
        let lines = view["lines"].as_array().unwrap();
        (0..36)
            .map(|month| {
                let date =
                    day("2025-04-01").checked_add_months(chrono::Months::new(month)).unwrap().to_string();
                lines
                    .iter()
                    .filter(|one| one["line"]["kind"] == "recurring")
                    .filter(|one| one["line"]["start"].as_str().unwrap() <= date.as_str())
                    .filter(|one| one["line"]["end"].as_str().is_none_or(|end| end > date.as_str()))
                    .map(|one| one["arr"]["minor"].as_i64().unwrap())
                    .sum()
            })
            .collect()
    }

    fn in_force(&self, engine: &Engine, which: usize) -> Option<Value> {
        let view = self.setting.page(engine)["contracts"][0].clone();
        let lines: Vec<Value> = view["lines"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|one| one["in_force"] == json!(true) && one["line"]["kind"] == "recurring")
            .map(|one| one["line"].clone())
            .collect();
        (!lines.is_empty()).then(|| lines[which % lines.len()].clone())
    }

    fn renewal(&self, engine: &Engine) -> NaiveDate {
        day(self.setting.page(engine)["contracts"][0]["contract"]["renewal_date"].as_str().unwrap())
    }

    fn run(&mut self, step: Step) {
        let engine = self.setting.on(&self.today.to_string());
        let now = (self.timeline(&engine), self.signed.clone());
        // A renewal that was taken back leaves the day it was recorded on: what starts then belongs to the next renewal.
        let over = self.today >= self.renewal(&engine);
        match step {
            Step::Wait(days) => {
                let last = self.renewal(&engine) - Days::new(1);
                self.today = (self.today + Days::new(days)).min(last).max(self.today);
                return;
            }
            Step::More { .. } | Step::Less { .. } | Step::Replace { .. } | Step::Fee(_) if over => {
                let paper =
                    engine.call("addendum_create", json!({ "contract_id": self.setting.contract })).unwrap();
                let fee = json!({ "kind": "one_time", "product_id": self.setting.business, "product": "Business",
                    "quantity": "1", "unit_price": "100" });
                let refused = engine
                    .call(
                        "change_update",
                        json!({ "id": paper["change_id"], "effective_date": self.today, "items": [fee] }),
                    )
                    .unwrap_err();
                assert_eq!(refused.field.as_deref(), Some("effective"));
            }
            Step::More { which, quantity } => {
                let Some(line) = self.in_force(&engine, which) else { return };
                self.sign(&engine, json!([more(&line, quantity)]));
            }
            Step::Less { which, quantity } => {
                let Some(line) = self.in_force(&engine, which) else { return };
                let has: i64 = line["quantity"].as_str().unwrap().parse().unwrap();
                let item = json!({ "kind": "remove", "line": line["id"], "quantity": quantity.min(has).to_string() });
                self.sign(&engine, json!([item]));
            }
            Step::Replace { which, price } => {
                let Some(line) = self.in_force(&engine, which) else { return };
                let item = self.setting.replace(&line, &price.to_string());
                self.sign(&engine, json!([item]));
            }
            Step::Fee(price) => {
                let item = json!({ "kind": "one_time", "product_id": self.setting.business, "product": "Business",
                    "quantity": "1", "unit_price": price.to_string() });
                self.sign(&engine, json!([item]));
            }
            Step::Void(which) => {
                if self.signed.is_empty() {
                    return;
                }
                let at = which % self.signed.len();
                let paper = self.signed[at].clone();
                let page = engine.call("document_get", json!({ "id": paper })).unwrap();
                let record = page["calculation"]["record"].clone();
                match engine.call("addendum_void", json!({ "id": paper, "reason": "withdrawn" })) {
                    Ok(_) => {
                        self.signed.remove(at);
                        let month = self.month_of_last_day(&record);
                        let worth = record["totals"]["acv_added_at_renewal"]["minor"].as_i64().unwrap();
                        let after = self.timeline(&engine);
                        assert_eq!(
                            after[month],
                            now.0[month] - worth,
                            "its yearly value is gone and nothing else"
                        );
                    }
                    Err(refused) => {
                        assert_eq!(refused.code, headroom_core::error::Code::Precondition);
                        assert_eq!(self.timeline(&engine), now.0, "a refusal writes nothing");
                        return;
                    }
                }
            }
            Step::Renew => {
                let renewal = self.renewal(&engine);
                let next = renewal.checked_add_months(chrono::Months::new(12)).unwrap();
                if next > day("2028-04-01") {
                    return;
                }
                engine
                    .call("contract_renew", json!({ "contract_id": self.setting.contract, "outcome": "same", "next_renewal": next }))
                    .unwrap();
                assert_eq!(self.timeline(&engine), now.0, "renewed as it was");
                self.today = self.today.max(renewal);
            }
            Step::Undo => {
                let Some((timeline, signed)) = self.before.pop() else { return };
                // A step that signs writes several entries; all of them go back.
                while engine.call("journal", json!({})).unwrap()[0]["command"] != "marker" {
                    let entries = engine.call("journal", json!({})).unwrap();
                    let entry = entries.as_array().unwrap().iter().find(|one| one["undone"] == json!(false));
                    let Some(entry) = entry else { break };
                    let last = entry["command"] == "addendum_create"
                        || entry["command"] == "addendum_void"
                        || entry["command"] == "contract_renew";
                    engine.call("undo", json!({})).unwrap();
                    if last {
                        break;
                    }
                }
                assert_eq!(self.timeline(&engine), timeline, "undo brings the timeline back");
                self.signed = signed;
                return;
            }
        }
        self.before.push(now);
    }

    /// The last first-of-month inside the term of a record.
    fn month_of_last_day(&self, record: &Value) -> usize {
        let last = day(record["contract"]["end"].as_str().unwrap()) - Days::new(1);
        let first = day("2025-04-01");
        (0..36)
            .rev()
            .find(|month| {
                let date = first.checked_add_months(chrono::Months::new(*month)).unwrap();
                date <= last && date >= day(record["charge"]["start"].as_str().unwrap())
            })
            .map_or(0, |month| month as usize)
    }

    fn sign(&mut self, engine: &Engine, items: Value) {
        let before = self.timeline(engine);
        let (paper, calculation) = self.setting.sign(engine, &self.today.to_string(), &items);
        let record = &calculation["record"];
        let after = self.timeline(engine);
        let minor = |name: &str| record["totals"][name]["minor"].as_i64().unwrap();
        let lines = record["lines"].as_array().unwrap();
        let sum: i64 = lines.iter().map(|line| line["amount"]["minor"].as_i64().unwrap()).sum();
        assert_eq!((minor("total"), minor("charges") + minor("credits")), (sum, sum));
        assert_eq!(minor("arr_after") - minor("arr_before"), minor("acv_added"));
        let page = self.setting.page(engine);
        assert_eq!(
            page["arr"]["minor"].as_i64().unwrap(),
            minor("arr_after"),
            "the account's ARR from this day on"
        );
        let month = self.month_of_last_day(record);
        if day("2025-04-01").checked_add_months(chrono::Months::new(month as u32)).unwrap() >= self.today {
            assert_eq!(after[month] - before[month], minor("acv_added_at_renewal"));
            assert_eq!(after[month], minor("value_at_renewal"));
        }
        for line in lines {
            if let Some(limit) = line["cap"]["limit"]["minor"].as_i64() {
                assert!(
                    -line["amount"]["minor"].as_i64().unwrap() <= limit,
                    "no credit beyond what was billed"
                );
            }
        }
        let schedule: i64 = calculation["invoices"]
            .as_array()
            .unwrap()
            .iter()
            .map(|invoice| invoice["total"]["minor"].as_i64().unwrap())
            .sum();
        assert_eq!(schedule, sum, "its invoices add up to it");
        self.signed.push(id(&paper));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_histories_tell_one_story(steps in steps()) {
        let setting = Setting::for_papers();
        let mut history =
            History { setting, today: day("2025-04-20"), signed: Vec::new(), before: Vec::new() };
        for step in steps {
            history.run(step);
        }
        let engine = history.setting.on(&history.today.to_string());
        prop_assert_eq!(&engine.call("check", json!({})).unwrap()["problems"], &json!([]));
    }
}
