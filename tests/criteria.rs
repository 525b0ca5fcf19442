//! A success criterion over the engine: signed, due, graded by a figure of their usage, changed after the signature.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

use chrono::NaiveDate;
use headroom_engine::{Engine, FixedClock, JobContext, store::NewBook};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn clock(text: &str) -> Arc<FixedClock> {
    Arc::new(FixedClock::noon(text.parse::<NaiveDate>().unwrap()))
}

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap().to_owned()
}

/// A signed addendum in force from 17 Sep 2025: day 60 is 16 Nov (13 + 31 + 16), day 90 is 16 Dec (30 more).
struct Signed {
    folder: tempfile::TempDir,
    account: String,
    addendum: String,
    /// Day 60, measured by seats used.
    seats: String,
    /// Day 90, measured by hand.
    logins: String,
}

impl Signed {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let new = NewBook { currency: "EUR".into(), locale: "en-GB".into() };
        let engine = Engine::create(&path(folder.path()), &new, clock("2025-09-10")).unwrap();
        let call = |name: &str, request: Value| engine.call(name, request).unwrap();
        call(
            "settings_update",
            json!({ "set": { "company": { "name": "Larkfield", "legal_name": "Larkfield Software Ltd", "address": "14 Foundry Lane\nBristol" },
                "am": { "name": "Maya Lindqvist", "email": "maya@larkfield.example" } } }),
        );
        let account = id(&call("account_create", json!({ "name": "Kestrel & Boone GmbH" })));
        call("account_update", json!({ "id": account, "set": { "address": "Am Speicher 7\n28000 Bremen" } }));
        let buyer = id(&call(
            "contact_create",
            json!({ "account_id": account, "name": "Jamie Reyes", "title": "VP Operations", "roles": ["economic_buyer"] }),
        ));
        let product = id(&call("product_create", json!({ "name": "Workplace", "kind": "seat" })));
        let contract = id(&call(
            "contract_create",
            json!({ "account_id": account, "start": "2025-04-01", "renewal_date": "2026-04-01", "currency": "EUR",
                "msa_reference": "MSA-2024-0117", "msa_date": "2024-06-03", "notice_days": 60,
                "lines": [{ "product_id": product, "quantity": "40", "unit_price": "480", "period": "year" }] }),
        ));
        let line = id(&call("account_get", json!({ "id": account }))["contracts"][0]["lines"][0]["line"]);
        let criterion = |text: &str, metric: Option<&str>, due: i64| {
            id(&call(
                "criterion_create",
                json!({ "account_id": account, "text": text, "measure": "access log", "baseline": "40", "target": "60",
                    "metric": metric, "due_day": due, "owner_contact_id": buyer }),
            ))
        };
        let seats = criterion("People who work in a seat of their own", Some("seats_used"), 60);
        let logins = criterion("Reports read on Friday", None, 90);
        let addendum = call("addendum_create", json!({ "contract_id": contract }));
        call(
            "change_update",
            json!({ "id": addendum["change_id"], "effective_date": "2025-09-17",
                "items": [{ "kind": "add_quantity", "line": line, "quantity": "20" }] }),
        );
        let mut content = addendum["content"].clone();
        content["criteria"] = json!([seats, logins]);
        content["verbal_yes_on"] = json!("2025-09-09");
        let addendum = id(&addendum);
        call("addendum_update", json!({ "id": addendum, "content": content }));
        call("document_send", json!({ "id": addendum, "route": "direct" }));
        call("addendum_sign", json!({ "id": addendum }));
        drop(engine);
        Self { folder, account, addendum, seats, logins }
    }

    fn on(&self, date: &str) -> Engine {
        Engine::open(&path(self.folder.path()), clock(date)).unwrap()
    }

    /// The seats in use on two days, as their weekly export brings them.
    fn import_usage(&self, engine: &Engine, name: &str, rows: &str) {
        let file = self.folder.path().join(name);
        std::fs::write(&file, format!("account,metric,date,value,entitlement\n{rows}")).unwrap();
        let report = engine
            .run_job("import_run", json!({ "kind": "usage", "file": file }), &JobContext::silent())
            .unwrap();
        assert_eq!(report["failed"], json!(0), "{report}");
    }

    fn versions(&self, engine: &Engine) -> Vec<Value> {
        let page = engine.call("account_get", json!({ "id": self.account })).unwrap();
        page["criteria"].as_array().unwrap().clone()
    }
}

fn path(folder: &Path) -> PathBuf {
    folder.join("criteria.headroom")
}

fn due(engine: &Engine) -> Vec<String> {
    let items = engine.call("today", json!({})).unwrap();
    let of_criteria = items.as_array().unwrap().iter().filter(|item| item["group"] == "criteria");
    of_criteria.map(|item| item["opens_id"].as_str().unwrap().to_owned()).collect()
}

fn reminders(engine: &Engine) -> Vec<String> {
    let rows = engine.call("task_list", json!({})).unwrap();
    let rows = rows.as_array().unwrap().iter().filter(|row| row["task"]["rule"] == "criterion.due");
    rows.map(|row| row["task"]["source_id"].as_str().unwrap().to_owned()).collect()
}

/// Two imports hold the same day: 52, then corrected to 58. The figure of the day is 58, never 110.
#[test]
fn a_criterion_is_due_on_its_day_and_graded_by_the_newest_figure_of_their_usage() {
    let signed = Signed::new();
    assert_eq!(due(&signed.on("2025-11-08")), [""; 0], "eight days before day 60");
    let engine = signed.on("2025-11-16");
    assert_eq!(due(&engine), std::slice::from_ref(&signed.seats));
    let row = "Kestrel & Boone GmbH,seats_used,2025-11-14";
    signed.import_usage(&engine, "first.csv", &format!("{row},52,60\n"));
    signed.import_usage(&engine, "second.csv", &format!("{row},58,60\n"));
    let grade = json!({ "id": signed.seats, "grade": "partly", "evidence": "Access log of the week", "confirmed_by": "Jamie Reyes" });
    let graded = engine.call("criterion_grade", grade.clone()).unwrap();
    assert_eq!(graded["measured_value"], json!("58"));
    assert_eq!((due(&engine), reminders(&engine)), (vec![], vec![signed.logins.clone()]));
    // One undo takes back the grade with its reminder.
    engine.call("undo", json!({})).unwrap();
    assert_eq!(due(&engine), std::slice::from_ref(&signed.seats));
    assert_eq!(reminders(&engine).len(), 2);
    assert_eq!(signed.versions(&engine)[0]["measured_value"], Value::Null);
    // What was counted by hand goes before the reading.
    let mut by_hand = grade;
    by_hand["measured_value"] = json!("57");
    assert_eq!(engine.call("criterion_grade", by_hand).unwrap()["measured_value"], json!("57"));
    drop(engine);
    assert_eq!(due(&signed.on("2025-12-16")), std::slice::from_ref(&signed.logins), "day 90");
}

/// A grade needs its evidence, "not yet" stays due, and neither is set by an edit.
#[test]
fn a_grade_is_given_with_its_evidence_or_not_at_all() {
    let signed = Signed::new();
    let engine = signed.on("2025-12-16");
    let refused = engine
        .call("criterion_grade", json!({ "id": signed.logins, "grade": "met", "evidence": " " }))
        .unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("evidence"));
    for field in ["grade", "evidence", "confirmed_by", "measured_value"] {
        let edit = json!({ "id": signed.logins, "set": { field: "met" } });
        assert_eq!(engine.call("criterion_update", edit).unwrap_err().field.as_deref(), Some(field));
    }
    engine
        .call("criterion_grade", json!({ "id": signed.logins, "grade": "not_yet", "evidence": "" }))
        .unwrap();
    assert!(due(&engine).contains(&signed.logins) && reminders(&engine).contains(&signed.logins));
}

/// Version 1 keeps its grade and stays in the signed paper; version 2 is graded anew, and the deck names both.
#[test]
fn a_change_after_the_signature_is_a_second_version_beside_the_signed_one() {
    let signed = Signed::new();
    let engine = signed.on("2025-12-01");
    let html = |name: &str| std::fs::read_to_string(signed.folder.path().join(name)).unwrap();
    engine
        .call("criterion_grade", json!({ "id": signed.seats, "grade": "missed", "evidence": "44 of 60 in the access log", "measured_value": "44" }))
        .unwrap();
    let second =
        engine.call("criterion_update", json!({ "id": signed.seats, "set": { "target": "50" } })).unwrap();
    assert_eq!((&second["version"], &second["grade"]), (&json!(2), &Value::Null));
    let versions = signed.versions(&engine);
    let first = versions.iter().find(|one| one["id"] == json!(signed.seats)).unwrap();
    assert_eq!((&first["state"], &first["grade"]), (&json!("superseded"), &json!("missed")));
    assert_eq!(due(&engine), [id(&second)]);
    assert!(reminders(&engine).contains(&id(&second)));
    engine
        .call("criterion_grade", json!({ "id": second["id"], "grade": "met", "evidence": "50 in the access log", "measured_value": "50" }))
        .unwrap();

    let job = JobContext::silent();
    let out = |name: &str| signed.folder.path().join(name);
    engine
        .run_job(
            "document_export",
            json!({ "id": signed.addendum, "file": out("addendum.html"), "format": "html" }),
            &job,
        )
        .unwrap();
    assert!(html("addendum.html").contains("60"), "the signed paper keeps what was signed");
    engine
        .run_job(
            "qbr_render",
            json!({ "id": signed.account, "file": out("deck.html"), "format": "html" }),
            &job,
        )
        .unwrap();
    let deck = html("deck.html");
    assert!(deck.contains("Version 1: People who work in a seat of their own, target 60"), "{deck}");
    assert!(deck.contains("50 in the access log"));
}

/// What was agreed and how it stands, to whoever owns it at the customer; the replaced version is written about no more.
#[test]
fn a_mail_about_a_criterion_says_what_was_agreed_and_how_it_turned_out() {
    let signed = Signed::new();
    let engine = signed.on("2025-12-01");
    let mail = |id: &str| engine.call("mail_draft", json!({ "kind": "criterion", "id": id }));
    let speak = |language: &str| {
        engine
            .call("account_update", json!({ "id": signed.account, "set": { "paper_language": language } }))
            .unwrap();
    };
    let running = mail(&signed.logins).unwrap();
    assert_eq!(running["subject"], "How it stands: Reports read on Friday");
    assert_eq!(running["to"], json!(["Jamie Reyes"]));
    let body = running["body"].as_str().unwrap();
    // Day 90 of 17 September is 16 December.
    for says in [
        "Dear Jamie Reyes,",
        "Reports read on Friday, 60, due 16 December 2025",
        "What do you see on your side",
    ] {
        assert!(body.contains(says), "{says} in\n{body}");
    }
    assert!(!body.contains("How it stands"), "nothing is known yet:\n{body}");
    engine
        .call("criterion_grade", json!({ "id": signed.seats, "grade": "partly", "evidence": "44 of 60 in the access log", "measured_value": "44" }))
        .unwrap();
    for (language, subject, grade) in [
        ("en", "How it turned out: ", "Partly\n44\n44 of 60 in the access log"),
        ("de", "Was daraus wurde: ", "Teilweise\n44\n44 of 60 in the access log"),
        ("fr", "Ce qu’il en est : ", "En partie\n44\n44 of 60 in the access log"),
    ] {
        speak(language);
        let graded = mail(&signed.seats).unwrap();
        assert!(graded["subject"].as_str().unwrap().starts_with(subject), "{}", graded["subject"]);
        assert!(graded["body"].as_str().unwrap().contains(grade), "{}", graded["body"]);
    }
    engine.call("criterion_update", json!({ "id": signed.seats, "set": { "target": "50" } })).unwrap();
    let refused = mail(&signed.seats).unwrap_err();
    assert!(refused.message.contains("replaced"), "{}", refused.message);
}
