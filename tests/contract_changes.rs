//! Changes to contracts over the engine: a plan upgrade on one page, voids and renewals in order, what was billed, and
//! random histories in which ledger, lines, ARR and totals tell the same story.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]
#![allow(clippy::panic, reason = "a test that cannot go on should stop where it is")]

use chrono::{Days, NaiveDate};
use headroom_engine::{Engine, FixedClock, JobContext, store::NewBook};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap().to_owned()
}

/// An account whose papers can go out, on a contract from 1 Apr 2025, renewing on 1 Apr 2026: plan Team at 6,000 and
/// 40 seats at 480 a year, billed by the quarter.
struct Setting {
    folder: tempfile::TempDir,
    account: String,
    contract: String,
    team: String,
    seats: String,
    business: String,
}

impl Setting {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(FixedClock::noon(day("2025-09-10")));
        let new = NewBook { currency: "EUR".into(), locale: "en-GB".into() };
        let engine = Engine::create(&folder.path().join("t.headroom"), &new, clock).unwrap();
        engine
            .call(
                "settings_update",
                json!({ "set": { "company": { "name": "Larkfield",
                "legal_name": "Larkfield Software Ltd", "address": "14 Foundry Lane\nBristol" } } }),
            )
            .unwrap();
        let account = id(&engine.call("account_create", json!({ "name": "Kestrel & Boone" })).unwrap());
        engine
            .call(
                "account_update",
                json!({ "id": account, "set": { "legal_name": "Kestrel & Boone GmbH",
                    "address": "Am Speicher 7\n28000 Bremen" } }),
            )
            .unwrap();
        engine
            .call(
                "contact_create",
                json!({ "account_id": account, "name": "Jamie Reyes", "roles": ["economic_buyer"] }),
            )
            .unwrap();
        for text in ["exports without waiting", "one login each"] {
            engine
                .call(
                    "criterion_create",
                    json!({ "account_id": account, "text": text, "measure": "access log",
                    "target": "0", "due_day": 60 }),
                )
                .unwrap();
        }
        let product = |name: &str, kind: &str| {
            id(&engine.call("product_create", json!({ "name": name, "kind": kind })).unwrap())
        };
        let (team, seats, business) =
            (product("Team", "plan"), product("Seats", "seat"), product("Business", "plan"));
        let contract = engine
            .call(
                "contract_create",
                json!({ "account_id": account, "start": "2025-04-01",
                "renewal_date": "2026-04-01", "currency": "EUR", "msa_reference": "MSA-2024-0117",
                "msa_date": "2024-06-03", "billing_period": "quarterly", "lines": [
                    { "product_id": team, "quantity": "1", "unit_price": "6000", "period": "year" },
                    { "product_id": seats, "quantity": "40", "unit_price": "480", "period": "year" }] }),
            )
            .unwrap();
        Self { folder, account, contract: id(&contract), team, seats, business }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("t.headroom")
    }

    fn on(&self, date: NaiveDate) -> Engine {
        Engine::open(&self.path(), Arc::new(FixedClock::noon(date))).unwrap()
    }

    fn page(&self, engine: &Engine) -> Value {
        engine.call("account_get", json!({ "id": self.account })).unwrap()
    }

    /// The line of a product in force on the engine's day, the oldest first.
    fn line(&self, engine: &Engine, product: &str) -> Option<Value> {
        let page = self.page(engine);
        let lines = page["contracts"][0]["lines"].as_array().unwrap().clone();
        lines
            .into_iter()
            .filter(|one| one["in_force"] == json!(true) && one["line"]["product_id"] == json!(product))
            .map(|one| one["line"].clone())
            .next()
    }

    /// A signed addendum with these items; gives its paper and its calculation.
    fn sign(&self, engine: &Engine, effective: NaiveDate, items: &Value) -> (Value, Value) {
        let (paper, calculation) = self.sent(engine, effective, items);
        let signed = engine.call("addendum_sign", json!({ "id": id(&paper) })).unwrap();
        (signed, calculation)
    }

    fn sent(&self, engine: &Engine, effective: NaiveDate, items: &Value) -> (Value, Value) {
        let paper = engine.call("addendum_create", json!({ "contract_id": self.contract })).unwrap();
        let mut content = paper["content"].clone();
        content["verbal_yes_on"] = json!("2025-09-10");
        content["criteria"] =
            json!(self.page(engine)["criteria"].as_array().unwrap().iter().map(id).collect::<Vec<_>>());
        engine.call("addendum_update", json!({ "id": id(&paper), "content": content })).unwrap();
        let calculation = engine
            .call(
                "change_update",
                json!({ "id": paper["change_id"], "effective_date": effective, "items": items }),
            )
            .unwrap();
        let sent = engine.call("document_send", json!({ "id": id(&paper) })).unwrap();
        (sent, calculation)
    }
}

fn replace(line: &Value, product: &str, price: &str) -> Value {
    json!({ "kind": "replace_plan", "line": line["id"], "product_id": product, "product": "Business",
        "quantity": "1", "unit_price": price, "period": "year" })
}

fn more(line: &Value, quantity: i64) -> Value {
    json!({ "kind": "add_quantity", "line": line["id"], "quantity": quantity.to_string() })
}

/// 6,000 to 9,600 a year on 17 Sep 2025, 196 of 365 days to the renewal on 1 Apr 2026:
/// -6,000 x 196/365 = -3,221.92, 9,600 x 196/365 = 5,155.07, together 1,933.15, on one page that says so.
#[test]
fn a_plan_upgrade_is_one_page_that_adds_up() {
    let setting = Setting::new();
    let engine = setting.on(day("2025-09-10"));
    let team = setting.line(&engine, &setting.team).unwrap();
    let (paper, calculation) =
        setting.sign(&engine, day("2025-09-17"), &json!([replace(&team, &setting.business, "9600")]));
    let amounts: Vec<i64> = calculation["record"]["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["amount"]["minor"].as_i64().unwrap())
        .collect();
    assert_eq!(amounts, [-322_192, 515_507]);
    assert_eq!(calculation["record"]["totals"]["total"]["minor"], 193_315);
    let file = setting.folder.path().join("addendum.pdf");
    let report = engine
        .run_job("document_export", json!({ "id": id(&paper), "file": file }), &JobContext::silent())
        .unwrap();
    assert_eq!(report["pages"], 1);
    let text = Command::new("pdftotext").arg("-layout").arg(&file).arg("-").output();
    let text = match text {
        Ok(output) => String::from_utf8(output.stdout).unwrap(),
        Err(_) => {
            eprintln!("pdftotext is missing: the page's words are read as HTML instead");
            let html = setting.folder.path().join("addendum.html");
            engine
                .run_job(
                    "document_export",
                    json!({ "id": id(&paper), "file": html, "format": "html" }),
                    &JobContext::silent(),
                )
                .unwrap();
            std::fs::read_to_string(html).unwrap()
        }
    };
    let text = text.replace('\u{a0}', " ");
    for part in
        ["−3,221.92", "5,155.07", "1,933.15", "196/365", "MSA-2024-0117", "17 September 2025", "1 April 2026"]
    {
        assert!(text.contains(part), "{part} in:\n{text}");
    }
    // A quarter of 19,200 and of 6,000, and what the change adds from 1 October to 31 December: 92 of its 196 days.
    let next = &calculation["next_invoice"];
    assert_eq!(
        (&next["on"], &next["total"]["minor"]),
        (&json!("2025-10-01"), &json!(480_000 + 150_000 + 90_740))
    );
    let view = &setting.page(&engine)["contracts"][0];
    assert_eq!(view["next_invoice"]["total"], next["total"], "the contract's page foretells the same");
    for (language, words) in
        [("de", "196 der 365 Tage"), ("fr", "196 des 365 jours"), ("en", "196 of the 365 days")]
    {
        let said = engine
            .call("explain", json!({ "id": calculation["record"]["id"], "language": language }))
            .unwrap();
        let said =
            said.as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect::<Vec<_>>().join("\n");
        assert!(said.contains(words), "{said}");
    }
}

/// What is typed shows on page and in the calculation at once, and nothing of it is stored.
#[test]
fn a_preview_follows_a_change_that_is_not_stored() {
    let setting = Setting::new();
    let engine = setting.on(day("2025-09-10"));
    let paper = engine.call("addendum_create", json!({ "contract_id": setting.contract })).unwrap();
    let seats = setting.line(&engine, &setting.seats).unwrap();
    let stored = engine.call("document_get", json!({ "id": id(&paper) })).unwrap();
    let entries = engine.call("journal", json!({})).unwrap();
    let preview = |items: Value, date: &str| {
        engine
            .call(
                "document_preview",
                json!({ "id": id(&paper), "change": { "id": paper["change_id"],
                "effective_date": date, "items": items, "rounding": "half_even" } }),
            )
            .unwrap()
    };
    let shown = preview(json!([more(&seats, 25)]), "2025-09-17");
    assert_eq!(shown["calculation"]["record"]["totals"]["total"]["minor"], 644_384);
    assert_eq!(shown["calculation"]["record"]["policy"]["rounding"], "half_even");
    assert_eq!(shown["problem"], Value::Null);
    let check = |shown: &Value, id: &str| {
        shown["checks"].as_array().unwrap().iter().find(|check| check["id"] == id).cloned().unwrap()
    };
    assert_eq!(check(&shown, "calculated")["level"], "met");
    let late = preview(json!([more(&seats, 25)]), "2026-04-01");
    assert_eq!(late["problem"]["field"], "effective");
    assert_eq!(late["calculation"], Value::Null);
    assert_eq!(preview(json!([]), "2025-09-17")["problem"], Value::Null);
    assert_eq!(engine.call("document_get", json!({ "id": id(&paper) })).unwrap(), stored);
    assert_eq!(engine.call("journal", json!({})).unwrap(), entries);
}

/// Date and method are kept before the first line and after the last one went; there is only nothing to print then.
#[test]
fn a_change_without_lines_is_kept_without_a_record() {
    let setting = Setting::new();
    let engine = setting.on(day("2025-09-10"));
    let paper = engine.call("addendum_create", json!({ "contract_id": setting.contract })).unwrap();
    let update = |set: Value| {
        let mut request = set;
        request["id"] = paper["change_id"].clone();
        engine.call("change_update", request).unwrap()
    };
    let change = || engine.call("document_get", json!({ "id": id(&paper) })).unwrap()["change"].clone();
    assert_eq!(update(json!({ "effective_date": "2025-09-17", "method": "whole_months" })), Value::Null);
    assert_eq!(
        (&change()["effective_date"], &change()["method"]),
        (&json!("2025-09-17"), &json!("whole_months"))
    );
    let seats = setting.line(&engine, &setting.seats).unwrap();
    assert!(update(json!({ "items": [more(&seats, 5)] })).is_object());
    assert!(change()["record_id"].is_string());
    assert_eq!(update(json!({ "items": [] })), Value::Null);
    assert_eq!((&change()["record_id"], &change()["method"]), (&Value::Null, &json!("whole_months")));
    let refused = engine.call("document_ready", json!({ "id": id(&paper) })).unwrap_err();
    assert_eq!(refused.code, headroom_core::error::Code::Precondition);
    engine.call("undo", json!({})).unwrap();
    assert!(change()["record_id"].is_string(), "undo brings line and record back");
    assert_eq!(engine.call("check", json!({})).unwrap()["problems"], json!([]));
}

/// Rounding is kept with the change: another setting later does not move it.
#[test]
fn a_later_setting_does_not_reprice_a_change() {
    let setting = Setting::new();
    let engine = setting.on(day("2025-09-10"));
    let paper = engine.call("addendum_create", json!({ "contract_id": setting.contract })).unwrap();
    let items = json!([{ "kind": "add_product", "product_id": setting.business, "product": "Business",
        "quantity": "25", "unit_price": "120.50", "period": "year" }]);
    let total = |set: Value| {
        let mut request = set;
        request["id"] = paper["change_id"].clone();
        engine.call("change_update", request).unwrap()["record"]["totals"]["total"]["minor"].clone()
    };
    // 25 x 120.50 x 196/365 = 1,617.67; 120.50 x 196/365 = 64.71 first, then x 25 = 1,617.75.
    assert_eq!(total(json!({ "effective_date": "2025-09-17", "items": items })), 161_767);
    engine.call("settings_update", json!({ "set": { "round_unit_price_first": true } })).unwrap();
    assert_eq!(total(json!({ "effective_date": "2025-09-17" })), 161_767);
    assert_eq!(total(json!({ "unit_price_first": true })), 161_775);
    let page = engine.call("document_get", json!({ "id": id(&paper) })).unwrap();
    let beside: Vec<&Value> = page["calculation"]["roundings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|other| &other["difference"]["minor"])
        .collect();
    assert_eq!(beside, [&json!(-8), &json!(-8), &json!(0)]);
}

/// Addendum 2 counts the seats of addendum 1: the void names it. After a renewal neither is taken out from under it.
#[test]
fn voids_go_from_the_last_to_the_first_and_not_behind_a_renewal() {
    let setting = Setting::new();
    let engine = setting.on(day("2025-09-10"));
    let seats = setting.line(&engine, &setting.seats).unwrap();
    let (first, _) = setting.sign(&engine, day("2025-09-17"), &json!([more(&seats, 10)]));
    let (second, _) = setting.sign(&engine, day("2025-12-01"), &json!([more(&seats, 5)]));
    let void =
        |paper: &Value| engine.call("addendum_void", json!({ "id": id(paper), "reason": "withdrawn" }));
    let refused = void(&first).unwrap_err();
    assert!(refused.message.contains(second["number"].as_str().unwrap()), "{}", refused.message);
    assert!(refused.hint.contains("Void A-"), "{}", refused.hint);
    void(&second).unwrap();
    void(&first).unwrap();
    engine.call("undo", json!({})).unwrap();
    engine.call("undo", json!({})).unwrap();
    engine
        .call(
            "contract_renew",
            json!({ "contract_id": setting.contract, "outcome": "same", "next_renewal": "2027-04-01" }),
        )
        .unwrap();
    let refused = void(&second).unwrap_err();
    assert!(refused.message.contains("2026-04-01"), "{}", refused.message);
    assert_eq!(engine.call("check", json!({})).unwrap()["problems"], json!([]));
}

/// Two drafts say "from 40". Once one is signed, the other is told to be calculated again, and cannot be signed as it is.
#[test]
fn a_draft_on_lines_that_moved_says_so() {
    let setting = Setting::new();
    let engine = setting.on(day("2025-09-10"));
    let seats = setting.line(&engine, &setting.seats).unwrap();
    let draft = engine.call("addendum_create", json!({ "contract_id": setting.contract })).unwrap();
    engine
        .call(
            "change_update",
            json!({ "id": draft["change_id"], "effective_date": "2025-09-17", "items": [more(&seats, 5)] }),
        )
        .unwrap();
    let (waiting, _) = setting.sent(&engine, day("2025-09-17"), &json!([more(&seats, 3)]));
    let (signed, _) = setting.sign(&engine, day("2025-09-17"), &json!([more(&seats, 10)]));
    assert_eq!(signed["content"]["addendum_number"], 2, "the one that went out first is the first");
    let check = || {
        let checks = engine.call("paper_check", json!({ "id": id(&draft) })).unwrap();
        checks.as_array().unwrap().iter().find(|check| check["id"] == "calculated").unwrap()["level"].clone()
    };
    assert_eq!(check(), "missing");
    engine.call("change_update", json!({ "id": draft["change_id"] })).unwrap();
    assert_eq!(check(), "met");
    let refused = engine.call("addendum_sign", json!({ "id": id(&waiting) })).unwrap_err();
    assert!(refused.message.contains("was 40 when it was calculated and is 50 now"), "{}", refused.message);
    let next = engine.call("document_version", json!({ "id": id(&waiting) })).unwrap();
    let again = engine.call("change_update", json!({ "id": next["change_id"] })).unwrap();
    assert_eq!(again["record"]["lines"][0]["quantity_before"], "50");
    assert!(again["record"]["supersedes"].is_string(), "the record that went out stays and is named");
}

/// 43 days before the renewal both ways are shown, and page two of the proposal carries the other one in its language.
#[test]
fn near_the_renewal_the_proposal_can_show_both_ways() {
    let setting = Setting::new();
    let engine = setting.on(day("2026-01-05"));
    let proposal = engine
        .call("proposal_create", json!({ "account_id": setting.account, "no_need_reason": "asked by mail" }))
        .unwrap();
    let none = engine.call("proposal_both_ways", json!({ "id": id(&proposal) })).unwrap_err();
    assert_eq!(none.message, "Nothing is calculated yet.");
    let seats = setting.line(&engine, &setting.seats).unwrap();
    let change = |date: &str| {
        engine
            .call(
                "change_update",
                json!({ "id": proposal["change_id"], "effective_date": date, "items": [more(&seats, 25)] }),
            )
            .unwrap()
    };
    let calculation = change("2026-02-17");
    assert_eq!(calculation["collision"]["recommended"], "addendum");
    for _ in 0..2 {
        engine.call("proposal_both_ways", json!({ "id": id(&proposal) })).unwrap();
    }
    let stored =
        engine.call("document_get", json!({ "id": id(&proposal) })).unwrap()["document"]["content"].clone();
    let other = &stored["alternatives"];
    assert_eq!(other.as_array().unwrap().len(), 1, "the second time brings it up to date");
    let plain = |text: &Value| text.as_str().unwrap().replace('\u{a0}', " ");
    assert_eq!(plain(&other[0]["title"]), "With the renewal on 1 April 2026");
    assert_eq!(other[0]["effective"], "2026-04-01", "its price is that of the renewal");
    // 12,000 x 43/365 = 1,413.70.
    for part in ["1,413.70 until that day", "agreed by 17 February 2026", "to be agreed by 31 March 2026"] {
        assert!(plain(&other[0]["text"]).contains(part), "{}", other[0]["text"]);
    }
}

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
        let engine = self.setting.on(self.today);
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
                let item = replace(&line, &self.setting.business, &price.to_string());
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
        let (paper, calculation) = self.setting.sign(engine, self.today, &items);
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
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 30, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_histories_tell_one_story(steps in steps()) {
        let setting = Setting::new();
        let mut history =
            History { setting, today: day("2025-04-20"), signed: Vec::new(), before: Vec::new() };
        for step in steps {
            history.run(step);
        }
        let engine = history.setting.on(history.today);
        prop_assert_eq!(&engine.call("check", json!({})).unwrap()["problems"], &json!([]));
    }
}
