//! The thread from an imported account to a signed addendum, over the engine: the wiring, not the arithmetic,
//! which has its own tests in core.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

use chrono::NaiveDate;
use headroom_engine::{Engine, FixedClock, JobContext, SystemClock, store::NewBook};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;

const TODAY: &str = "2025-09-10";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn book(folder: &Path) -> Engine {
    let clock = Arc::new(FixedClock::noon(day(TODAY)));
    let new = NewBook { currency: "EUR".into(), locale: "en-GB".into() };
    Engine::create(&folder.join("thread.headroom"), &new, clock).unwrap()
}

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap().to_owned()
}

/// An account imported from CSV, with the people and the contract a proposal needs.
struct Setting {
    account: String,
    buyer: String,
    contract: String,
    line: String,
}

fn setting(engine: &Engine, folder: &Path) -> Setting {
    let file = folder.join("accounts.csv");
    std::fs::write(
        &file,
        "account_id,account_name,industry,country\nA-1,Kestrel & Boone GmbH,Logistics,DE\n",
    )
    .unwrap();
    let report = engine
        .run_job("import_run", json!({ "kind": "accounts", "file": file }), &JobContext::silent())
        .unwrap();
    assert_eq!((report["created"].clone(), report["failed"].clone()), (json!(1), json!(0)));
    let list = engine.call("account_list", json!({})).unwrap();
    let account = id(&list["rows"][0]);
    engine
        .call("account_update", json!({ "id": account, "set": { "address": "Am Speicher 7\n28000 Bremen" } }))
        .unwrap();
    engine
        .call("settings_update", json!({ "set": {
            "company": { "name": "Larkfield", "legal_name": "Larkfield Software Ltd", "address": "14 Foundry Lane\nBristol" },
            "am": { "name": "Maya Lindqvist", "email": "maya@larkfield.example" },
        } }))
        .unwrap();
    let buyer = engine
        .call("contact_create", json!({ "account_id": account, "name": "Jamie Reyes", "title": "VP Operations", "roles": ["economic_buyer"] }))
        .unwrap();
    let seats = engine.call("product_create", json!({ "name": "Workplace", "kind": "seat" })).unwrap();
    let contract = engine
        .call("contract_create", json!({
            "account_id": account, "start": "2025-04-01", "renewal_date": "2026-04-01", "currency": "EUR",
            "msa_reference": "MSA-2024-0117", "msa_date": "2024-06-03", "notice_days": 60,
            "lines": [{ "product_id": id(&seats), "quantity": "40", "unit_price": "480", "period": "year" }],
        }))
        .unwrap();
    let page = engine.call("account_get", json!({ "id": account })).unwrap();
    Setting {
        buyer: id(&buyer),
        contract: id(&contract),
        line: id(&page["contracts"][0]["lines"][0]["line"]),
        account,
    }
}

const WORDS: [&str; 4] = [
    "We want marketing in the same place as operations.",
    "Marketing keeps asking us for access and they share three logins.",
    "I lose about forty hours a month waiting for somebody to export a list.",
    "No shared passwords after the January audit.",
];

fn note(engine: &Engine, setting: &Setting) -> Value {
    let quotes: Vec<Value> = WORDS
        .iter()
        .enumerate()
        .map(|(at, text)| json!({ "text": text, "kind": if at == 0 { "goal" } else { "pain" }, "contact_id": setting.buyer }))
        .collect();
    engine
        .call(
            "note_save",
            json!({ "account_id": setting.account, "held_on": TODAY, "minutes": 20,
            "answer_type": "need", "people": [setting.buyer], "quotes": quotes }),
        )
        .unwrap()
}

fn criteria(engine: &Engine, setting: &Setting) -> Vec<String> {
    [
        ("marketing people work in a seat of their own", "25 of 25", 60),
        ("shared logins left in the access log", "0", 90),
    ]
    .iter()
    .map(|(text, target, due)| {
        let made = engine
            .call(
                "criterion_create",
                json!({ "account_id": setting.account, "text": text, "measure": "access log",
                    "target": target, "due_day": due, "owner_contact_id": setting.buyer }),
            )
            .unwrap();
        id(&made)
    })
    .collect()
}

fn arr(engine: &Engine, account: &str) -> i64 {
    engine.call("account_get", json!({ "id": account })).unwrap()["arr"]["minor"].as_i64().unwrap()
}

/// 25 seats x 480 = 12,000 a year from 17 Sep 2025 to the renewal on 1 Apr 2026 are 196 of 365 days:
/// 12,000 x 196 / 365 = 6,443.8356, rounded once to 6,443.84. ARR before 40 x 480 = 19,200, after 31,200.
#[test]
fn from_an_imported_account_to_a_signed_addendum() {
    let folder = tempfile::tempdir().unwrap();
    let engine = book(folder.path());
    let setting = setting(&engine, folder.path());
    note(&engine, &setting);
    let criteria = criteria(&engine, &setting);
    let proposal = engine.call("proposal_create", json!({ "account_id": setting.account })).unwrap();
    assert_eq!(proposal["content"]["headline"]["text"], WORDS[0], "the goal is the headline");
    let mut content = proposal["content"].clone();
    content["criteria"] = json!(criteria);
    content["proposing"] = json!([{ "label": "Seats", "text": "25 for marketing" }, { "label": "Timeline", "text": "Live on 17 September" }]);
    content["next_step"] = json!("Thursday, 10:00: agree this page");
    engine.call("proposal_update", json!({ "id": id(&proposal), "content": content })).unwrap();
    let calculation = engine
        .call(
            "change_update",
            json!({ "id": proposal["change_id"], "effective_date": "2025-09-17",
            "items": [{ "kind": "add_quantity", "line": setting.line, "quantity": "25" }] }),
        )
        .unwrap();
    assert_eq!(calculation["record"]["totals"]["total"]["minor"], 644_384);
    assert_eq!(calculation["record"]["totals"]["acv_added"]["minor"], 1_200_000);
    let checks = engine.call("paper_check", json!({ "id": id(&proposal) })).unwrap();
    let missing: Vec<&Value> =
        checks.as_array().unwrap().iter().filter(|check| check["ok"] == json!(false)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
    let sent = engine.call("document_send", json!({ "id": id(&proposal), "route": "meeting" })).unwrap();
    assert_eq!(sent["state"], "sent");

    let addendum = engine.call("addendum_create", json!({ "proposal_id": id(&proposal) })).unwrap();
    let mut content = addendum["content"].clone();
    assert_eq!(content["criteria"], json!(criteria), "the criteria travel with the proposal");
    let early = engine.call("document_send", json!({ "id": id(&addendum) })).unwrap_err();
    assert_eq!(early.field.as_deref(), Some("verbal_yes_on"), "no addendum goes out before the verbal yes");
    content["verbal_yes_on"] = json!("2025-09-12");
    engine.call("addendum_update", json!({ "id": id(&addendum), "content": content })).unwrap();
    let out = folder.path().join("addendum.pdf");
    let report = engine
        .run_job("document_export", json!({ "id": id(&addendum), "file": out }), &JobContext::silent())
        .unwrap();
    assert_eq!(report["pages"], 1);
    assert!(std::fs::read(&out).unwrap().starts_with(b"%PDF-"));
    engine.call("document_send", json!({ "id": id(&addendum) })).unwrap();
    let before = arr(&engine, &setting.account);
    engine.call("addendum_sign", json!({ "id": id(&addendum), "signed_on": "2025-09-16" })).unwrap();

    assert_eq!(before, 1_920_000);
    let later = engine.book().path().to_owned();
    drop(engine);
    let on = |date: &str| Engine::open(&later, Arc::new(FixedClock::noon(day(date)))).unwrap();
    assert_eq!(arr(&on("2025-09-16"), &setting.account), 1_920_000, "the day before");
    let engine = on("2025-09-17");
    assert_eq!(arr(&engine, &setting.account), 3_120_000, "ARR is up by 12,000 from the effective day");
    let page = engine.call("account_get", json!({ "id": setting.account })).unwrap();
    let due: Vec<&Value> =
        page["criteria"].as_array().unwrap().iter().map(|criterion| &criterion["due_on"]).collect();
    // 17 Sep + 60 days = 16 Nov, + 90 days = 16 Dec.
    assert_eq!(due, [&json!("2025-11-16"), &json!("2025-12-16")]);

    // Signing is one entry: one undo takes lines and clock back together.
    engine.call("undo", json!({})).unwrap();
    assert_eq!(arr(&engine, &setting.account), 1_920_000);
    let page = engine.call("account_get", json!({ "id": setting.account })).unwrap();
    assert!(page["criteria"].as_array().unwrap().iter().all(|criterion| criterion["due_on"].is_null()));
    engine.call("redo", json!({})).unwrap();
    assert_eq!(arr(&engine, &setting.account), 3_120_000);
    assert_eq!(engine.call("check", json!({})).unwrap()["problems"], json!([]));
    // What is signed is not recommended again.
    let deck = engine.call("qbr_create", json!({ "account_id": setting.account })).unwrap();
    let number = proposal["number"].as_str().unwrap();
    assert!(!deck["content"].to_string().contains(number), "{}", deck["content"]);
    let _ = setting.contract;
}

/// Undoing everything, newest first, must leave an empty book: every command is journaled whole.
#[test]
fn everything_can_be_undone_and_redone() {
    let folder = tempfile::tempdir().unwrap();
    let engine = book(folder.path());
    let setting = setting(&engine, folder.path());
    note(&engine, &setting);
    criteria(&engine, &setting);
    let page = |engine: &Engine| engine.call("account_get", json!({ "id": setting.account })).unwrap();
    let before = page(&engine);
    let count = engine.call("journal", json!({})).unwrap().as_array().unwrap().len();
    for _ in 0..count {
        engine.call("undo", json!({})).unwrap();
    }
    assert_eq!(engine.call("account_list", json!({})).unwrap()["rows"], json!([]));
    assert_eq!(engine.call("product_list", json!({})).unwrap(), json!([]));
    let nothing = engine.call("undo", json!({})).unwrap_err();
    assert_eq!(nothing.message, "There is nothing to undo.");
    for _ in 0..count {
        engine.call("redo", json!({})).unwrap();
    }
    assert_eq!(page(&engine), before);
    assert_eq!(engine.call("check", json!({})).unwrap()["problems"], json!([]));
}

/// An older entry cannot be taken back once later work changed its rows: nothing of the later work is lost.
#[test]
fn undo_refuses_what_later_work_touched() {
    let folder = tempfile::tempdir().unwrap();
    let engine = book(folder.path());
    let account = engine.call("account_create", json!({ "name": "One" })).unwrap();
    engine.call("account_update", json!({ "id": id(&account), "set": { "health": 70 } })).unwrap();
    let first = engine.call("journal", json!({})).unwrap()[1]["seq"].clone();
    let refused = engine.call("undo", json!({ "seq": first })).unwrap_err();
    assert_eq!(refused.code, headroom_core::error::Code::Conflict);
    assert!(refused.hint.contains("Change One"), "{}", refused.hint);
    assert_eq!(engine.call("account_get", json!({ "id": id(&account) })).unwrap()["account"]["health"], 70);
}

/// Typing in one field within one visit is one entry of the journal, another visit another.
#[test]
fn edits_of_one_visit_are_one_entry() {
    let folder = tempfile::tempdir().unwrap();
    let engine = book(folder.path());
    let account = engine.call("account_create", json!({ "name": "One" })).unwrap();
    for (name, visit) in [("On", "a"), ("Onl", "a"), ("Only", "a"), ("Only one", "b")] {
        engine
            .call("account_update", json!({ "id": id(&account), "set": { "name": name }, "visit": visit }))
            .unwrap();
    }
    assert_eq!(engine.call("journal", json!({})).unwrap().as_array().unwrap().len(), 3);
    engine.call("undo", json!({})).unwrap();
    engine.call("undo", json!({})).unwrap();
    assert_eq!(engine.call("account_get", json!({ "id": id(&account) })).unwrap()["account"]["name"], "One");
}

/// A quote that a paper uses keeps its words; a correction is a new version.
#[test]
fn words_in_a_paper_are_immutable() {
    let folder = tempfile::tempdir().unwrap();
    let engine = book(folder.path());
    let setting = setting(&engine, folder.path());
    let saved = note(&engine, &setting);
    let proposal = engine.call("proposal_create", json!({ "account_id": setting.account })).unwrap();
    let used = proposal["content"]["headline"]["quote_id"].clone();
    let corrected =
        engine.call("quote_correct", json!({ "id": used, "text": "We want it all in one place." })).unwrap();
    assert_ne!(corrected["id"], used);
    assert_eq!(corrected["replaces_id"], used);
    let note = engine.call("note_get", json!({ "id": id(&saved["note"]) })).unwrap();
    assert!(
        note["quotes"].as_array().unwrap().iter().any(|quote| quote["text"] == WORDS[0]),
        "the old words stay"
    );
    let refused = engine.call("quote_delete", json!({ "id": used })).unwrap_err();
    assert_eq!(refused.code, headroom_core::error::Code::Precondition);
}

/// What cannot be is refused with its field, and nothing is written.
#[test]
fn bad_values_are_refused_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let engine = book(folder.path());
    let setting = setting(&engine, folder.path());
    let entries = || engine.call("journal", json!({})).unwrap().as_array().unwrap().len();
    let before = entries();
    let product = engine.call("product_list", json!({})).unwrap()[0]["product"]["id"].clone();
    let line = |quantity: &str, end: Option<&str>| {
        json!({ "contract_id": setting.contract, "line": { "product_id": product, "quantity": quantity,
            "unit_price": "10", "period": "year", "start": "2025-05-01", "end": end } })
    };
    for (command, request, field) in [
        ("line_create", line("-3", None), "quantity"),
        ("line_create", line("3", Some("2025-04-30")), "end"),
        ("line_create", line("3", Some("2026-02-30")), ""),
        ("account_create", json!({ "name": "X", "currency": "XXQ" }), "currency"),
        ("account_update", json!({ "id": setting.account, "set": { "health": 101 } }), "health"),
        ("account_update", json!({ "id": setting.account, "set": { "health": "good" } }), "health"),
        ("account_update", json!({ "id": setting.account, "set": { "colour": "red" } }), "colour"),
        (
            "contract_update",
            json!({ "id": setting.contract, "set": { "renewal_date": "2025-03-01" } }),
            "renewal_date",
        ),
        ("account_create", json!({ "nam": "X" }), "nam"),
    ] {
        let refused = engine.call(command, request).unwrap_err();
        assert_eq!(refused.exit_code(), 3, "{command}: {refused:?}");
        if !field.is_empty() {
            assert_eq!(refused.field.as_deref(), Some(field), "{command}: {refused:?}");
        }
    }
    assert_eq!(engine.call("nonsense", json!({})).unwrap_err().exit_code(), 2);
    assert_eq!(entries(), before);
}

/// A draft carries the day the machine is told, not the calendar's; what was sent that day keeps its bytes on another.
#[test]
fn a_paper_is_dated_with_the_day_given() {
    let folder = tempfile::tempdir().unwrap();
    let path = {
        let engine = book(folder.path());
        setting(&engine, folder.path());
        engine.book().path().to_owned()
    };
    let on = |text: &str| Engine::open(&path, Arc::new(SystemClock { today: Some(day(text)) })).unwrap();
    let engine = on("2025-09-11");
    let account = id(&engine.call("account_list", json!({})).unwrap()["rows"][0]);
    let made = engine
        .call("proposal_create", json!({ "account_id": account, "no_need_reason": "asked by mail" }))
        .unwrap();
    assert!(made["created_at"].as_str().unwrap().starts_with("2025-09-11"), "{}", made["created_at"]);
    let printed = |engine: &Engine, id: &Value, format: &str| {
        let file = folder.path().join(format!("paper.{format}"));
        let request = json!({ "id": id, "file": file, "format": format });
        engine.run_job("document_export", request, &JobContext::silent()).unwrap();
        std::fs::read(file).unwrap()
    };
    let html = String::from_utf8(printed(&engine, &made["id"], "html")).unwrap().replace('\u{a0}', " ");
    assert!(html.contains("Thursday, 11 September 2025"), "{html}");
    let deck = engine.call("qbr_create", json!({ "account_id": account })).unwrap();
    engine.call("qbr_freeze", json!({ "id": deck["id"] })).unwrap();
    let frozen = printed(&engine, &deck["id"], "pdf");
    drop(engine);
    assert_eq!(printed(&on("2026-02-01"), &deck["id"], "pdf"), frozen);
}
