//! Page one's gate, over the engine: what is typed is refused with the place it stands at, a changed letter is marked,
//! a deleted quote holds the paper back.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

use headroom_engine::{Engine, FixedClock, JobContext, sample};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;

fn book(folder: &Path) -> Engine {
    let clock = Arc::new(FixedClock::noon("2026-11-21".parse().unwrap()));
    sample::create(&folder.join("g.headroom"), sample::Size::Small, clock, &JobContext::silent()).unwrap()
}

/// The hero's draft proposal: every check of it is met.
fn proposal(engine: &Engine) -> (String, Value) {
    let list = engine.call("document_list", json!({ "kind": "proposal" })).unwrap();
    let row = list
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["state"] == "draft" && row["account_name"] == "Corrigan Mills");
    let id = row.unwrap()["id"].as_str().unwrap().to_owned();
    let page = engine.call("document_get", json!({ "id": id })).unwrap();
    (id, page["document"]["content"].clone())
}

fn write(engine: &Engine, id: &str, content: &Value) {
    engine.call("proposal_update", json!({ "id": id, "content": content })).unwrap();
}

/// Ids and fields of the checks that hold the paper back.
fn missing(engine: &Engine, id: &str) -> Vec<(String, String)> {
    let checks = engine.call("paper_check", json!({ "id": id })).unwrap();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    checks
        .as_array()
        .unwrap()
        .iter()
        .filter(|check| check["ok"] == json!(false))
        .map(|check| (text(&check["id"]), text(&check["field"])))
        .collect()
}

#[test]
fn prices_and_discounts_are_refused_in_every_locale_wherever_they_stand() {
    let folder = tempfile::tempdir().unwrap();
    let engine = book(folder.path());
    let (id, content) = proposal(&engine);
    assert_eq!(missing(&engine, &id), []);
    for (text, check) in [
        ("All plants, 20 % off", "page_one_discount"),
        ("20 % Rabatt für alle Werke", "page_one_discount"),
        ("20 % de remise pour tous les sites", "page_one_discount"),
        ("All plants for $1,200 a month", "page_one_amount"),
        ("Alle Werke für 1.200,00 €", "page_one_amount"),
        ("Tous les sites pour 1 200 €", "page_one_amount"),
        ("All plants, only until Friday: act now", "page_one_pressure"),
        ("Bis zum Quartalsende in allen Werken", "page_one_pressure"),
    ] {
        let mut edited = content.clone();
        edited["proposing"][0]["text"] = json!(text);
        write(&engine, &id, &edited);
        assert!(
            missing(&engine, &id).contains(&(check.into(), "proposing.0".into())),
            "{text}: {:?}",
            missing(&engine, &id)
        );
        let refused = engine.call("document_ready", json!({ "id": id })).unwrap_err();
        assert_eq!((refused.exit_code(), refused.field.as_deref()), (3, Some("proposing.0")), "{text}");
    }
    write(&engine, &id, &content);
    assert_eq!(missing(&engine, &id), []);
    engine.call("document_ready", json!({ "id": id })).unwrap();
}

/// A plan in the headline; the amount in a criterion's target; an amount in the quote that stands beneath a changed
/// headline.
#[test]
fn what_page_one_prints_beside_the_typed_lines_is_read_too() {
    let folder = tempfile::tempdir().unwrap();
    let engine = book(folder.path());
    let (id, content) = proposal(&engine);
    let mut edited = content.clone();
    edited["headline"]["text"] = json!("Professional seat for every plant");
    write(&engine, &id, &edited);
    assert!(missing(&engine, &id).iter().any(|(check, at)| check == "headline_product" && at == "headline"));

    write(&engine, &id, &content);
    let criterion = content["criteria"][0].as_str().unwrap();
    engine
        .call("criterion_update", json!({ "id": criterion, "set": { "target": "$5,000", "unit": null } }))
        .unwrap();
    assert!(missing(&engine, &id).contains(&("page_one_amount".into(), "criteria.0".into())));
    engine.call("undo", json!({})).unwrap();

    // A headline in other words has its quote beneath it, and the quote names an amount.
    let page = engine.call("document_get", json!({ "id": id })).unwrap();
    let note = engine
        .call(
            "note_save",
            json!({ "account_id": page["account"]["id"], "held_on": "2026-11-20", "quotes": [
                { "text": "Every late answer to the auditor costs us $40,000.", "kind": "pain", "speaker": "Elaine Prout" }] }),
        )
        .unwrap();
    let mut edited = content.clone();
    edited["headline"] =
        json!({ "text": "No late answers to the auditor", "quote_id": note["quotes"][0]["id"] });
    write(&engine, &id, &edited);
    assert!(missing(&engine, &id).contains(&("page_one_amount".into(), "headline".into())));
}

#[test]
fn one_changed_letter_is_a_paraphrase_and_a_deleted_quote_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let engine = book(folder.path());
    let (id, content) = proposal(&engine);
    let html = |engine: &Engine| {
        let file = folder.path().join("p.html");
        let request = json!({ "id": id, "file": file, "format": "html" });
        engine.run_job("document_export", request, &JobContext::silent()).unwrap();
        std::fs::read_to_string(file).unwrap()
    };
    assert!(!html(&engine).contains("paraphrased"));
    let mut edited = content.clone();
    let text = edited["bullets"][0]["text"].as_str().unwrap().to_owned();
    edited["bullets"][0]["text"] = json!(text.replacen('e', "a", 1));
    write(&engine, &id, &edited);
    assert!(html(&engine).contains("paraphrased"), "one letter is enough");
    assert_eq!(missing(&engine, &id), [], "a marked paraphrase may go out");

    // A quote in use is not deleted; one that was deleted before holds the paper back that is bound to it.
    let quote = content["bullets"][0]["quote_id"].as_str().unwrap();
    assert_eq!(engine.call("quote_delete", json!({ "id": quote })).unwrap_err().exit_code(), 3);
    let page = engine.call("document_get", json!({ "id": id })).unwrap();
    let words = "Nobody knows where the last audit lies.";
    let note = engine
        .call(
            "note_save",
            json!({ "account_id": page["account"]["id"], "held_on": "2026-11-20",
                "quotes": [{ "text": words, "kind": "pain", "speaker": "Elaine Prout" }] }),
        )
        .unwrap();
    let gone = &note["quotes"][0]["id"];
    engine.call("quote_delete", json!({ "id": gone })).unwrap();
    let mut edited = content.clone();
    edited["bullets"][0] = json!({ "text": words, "quote_id": gone });
    write(&engine, &id, &edited);
    assert!(missing(&engine, &id).contains(&("bullet_bound".into(), "bullets.0".into())));
    assert_eq!(engine.call("document_ready", json!({ "id": id })).unwrap_err().exit_code(), 3);
}

/// A private remark, a judgement about a person and the reason of a loss, typed into the paper.
#[test]
fn what_is_written_for_us_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let engine = book(folder.path());
    let (id, content) = proposal(&engine);
    let page = engine.call("document_get", json!({ "id": id })).unwrap();
    let account = page["account"]["id"].clone();
    let remark = "Elaine wants to leave in spring and Gil does not know it";
    engine
        .call("note_save", json!({ "account_id": account, "held_on": "2026-11-20", "private_remarks": remark, "quotes": [] }))
        .unwrap();
    let reason = "Their new controller thinks that we are far too dear";
    engine
        .call("loss_create", json!({ "account_id": account, "kind": "price_objection", "reason": reason }))
        .unwrap();
    for text in [remark, reason, "Marcus is a strong champion", "High white space in purchasing"] {
        let mut edited = content.clone();
        edited["next_step"] = json!(text);
        write(&engine, &id, &edited);
        assert!(missing(&engine, &id).contains(&("internal".into(), "next_step".into())), "{text}");
    }
}
