//! Settings over the engine: what is shipped, what is refused, and that the places that use them follow.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

use headroom_engine::{Engine, FixedClock, JobContext, sample};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;

fn book(folder: &Path) -> Engine {
    let clock = Arc::new(FixedClock::noon("2026-11-21".parse().unwrap()));
    sample::create(&folder.join("a.headroom"), sample::Size::Small, clock, &JobContext::silent()).unwrap()
}

fn set(engine: &Engine, name: &str, value: &Value) -> Result<Value, String> {
    engine
        .call("settings_update", json!({ "set": { name: value } }))
        .map_err(|error| format!("{:?} {}", error.field, error.message))
}

#[test]
fn a_paper_is_named_by_the_pattern() {
    let folder = tempfile::tempdir().unwrap();
    let engine = book(folder.path());
    let rows = engine.call("document_list", json!({ "kind": "proposal" })).unwrap();
    let sent = rows.as_array().unwrap().iter().find(|row| row["state"] == "sent").unwrap().clone();
    let name = |engine: &Engine| {
        engine.call("document_get", json!({ "id": sent["id"] })).unwrap()["file_name"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let (account, version) = (sent["account_name"].as_str().unwrap(), &sent["version"]);
    let day = sent["sent_on"].as_str().unwrap();
    assert_eq!(name(&engine), format!("{account} - Proposal v{version} - {day}.pdf"));
    set(&engine, "file_name", &json!("{date} {number}: {account}")).unwrap();
    let number = sent["number"].as_str().unwrap();
    assert_eq!(name(&engine), format!("{day} {number}- {account}.pdf"), "a colon is no part of a file name");
    // A review is named by its quarter too, the same way.
    let rows = engine.call("document_list", json!({ "kind": "qbr" })).unwrap();
    let review = rows.as_array().unwrap().iter().find(|row| row["title"] == "QBR 2026Q4").unwrap();
    set(&engine, "file_name", &json!("{account}, {paper}, {version}")).unwrap();
    let page = engine.call("document_get", json!({ "id": review["id"] })).unwrap();
    let (customer, version) = (review["account_name"].as_str().unwrap(), &review["version"]);
    assert_eq!(page["file_name"], json!(format!("{customer}, QBR 2026Q4, {version}.pdf")));
    set(&engine, "file_name", &json!("{date} {number}: {account}")).unwrap();
    // A customer called like a place is printed as it is called.
    engine
        .call("account_update", json!({ "id": sent["account_id"], "set": { "name": "{version} GmbH" } }))
        .unwrap();
    assert_eq!(name(&engine), format!("{day} {number}- {{version}} GmbH.pdf"));
    for pattern in ["{what}", "{account", "a/{account}", "Proposal"] {
        let refusal = set(&engine, "file_name", &json!(pattern)).unwrap_err();
        assert!(refusal.starts_with("Some(\"file_name\")"), "{pattern}: {refusal}");
    }
}

#[test]
fn today_looks_as_far_ahead_as_the_setting_says() {
    let folder = tempfile::tempdir().unwrap();
    let engine = book(folder.path());
    let renewals = |engine: &Engine| {
        let items = engine.call("today", json!({})).unwrap();
        items
            .as_array()
            .unwrap()
            .iter()
            .filter(|item| item["id"].as_str().unwrap().starts_with("renewal:"))
            .count()
    };
    let near = renewals(&engine);
    set(&engine, "today_ahead_days", &json!(365)).unwrap();
    let far = renewals(&engine);
    assert!(far > near, "{far} renewals within a year, {near} within 120 days");
    assert_eq!(
        engine.call("today_count", json!({})).unwrap(),
        json!(engine.call("today", json!({})).unwrap().as_array().unwrap().len())
    );
    assert!(set(&engine, "chase_after_days", &json!(-1)).is_err());
    let shipped = engine.call("settings_defaults", json!({})).unwrap();
    assert_eq!((&shipped["today_ahead_days"], &shipped["validity_days"]), (&json!(120), &json!(28)));
}

#[test]
fn a_pale_colour_is_told_with_its_contrast_and_what_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    let engine = book(folder.path());
    let check = |colour: &str| engine.call("accent_check", json!({ "colour": colour })).unwrap();
    let teal = check("#0B6E5F");
    assert_eq!((&teal["darkened"], &teal["used"]), (&json!(false), &json!("#0B6E5F")));
    // Yellow: luminance 0.2126 + 0.7152 x 0.658 = 0.683; 1.05 / 0.733 = 1.43.
    let yellow = check("#FFD400");
    assert_eq!((&yellow["ratio"], &yellow["darkened"]), (&json!("1.4"), &json!(true)));
    assert!(yellow["used_ratio"].as_str().unwrap().parse::<f64>().unwrap() >= 4.5, "{yellow}");
    assert!(engine.call("accent_check", json!({ "colour": "teal" })).is_err());
}

#[test]
fn a_logo_is_kept_shown_and_taken_away() {
    let folder = tempfile::tempdir().unwrap();
    let engine = book(folder.path());
    let file = folder.path().join("mark.svg");
    std::fs::write(
        &file,
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="80" height="20"><path d="M0 0h20v20z"/></svg>"##,
    )
    .unwrap();
    engine.call("logo_set", json!({ "file": file })).unwrap();
    assert_eq!(engine.call("logo_get", json!({})).unwrap()["media_type"], "image/svg+xml");
    std::fs::write(&file, "no picture").unwrap();
    assert!(engine.call("logo_set", json!({ "file": file })).is_err());
    engine.call("logo_set", json!({ "file": null })).unwrap();
    assert_eq!(engine.call("logo_get", json!({})).unwrap(), Value::Null);
}
