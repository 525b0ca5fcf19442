//! Own templates over the engine: changed, refused, printed with, taken back, shared as a folder, frozen with
//! what was sent.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

use headroom_core::error::Code;
use headroom_engine::{Engine, FixedClock, JobContext, sample};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;

const TODAY: &str = "2026-11-21";

fn book(folder: &Path, name: &str) -> Engine {
    let clock = Arc::new(FixedClock::noon(TODAY.parse().unwrap()));
    sample::create(&folder.join(name), sample::Size::Small, clock, &JobContext::silent()).unwrap()
}

fn draft_proposal(engine: &Engine) -> String {
    let rows = engine.call("document_list", json!({ "kind": "proposal" })).unwrap();
    let draft = rows.as_array().unwrap().iter().find(|row| row["state"] == "draft").unwrap();
    draft["id"].as_str().unwrap().to_owned()
}

fn source(engine: &Engine, name: &str) -> String {
    engine.call("template_get", json!({ "name": name })).unwrap()["source"].as_str().unwrap().to_owned()
}

fn html(engine: &Engine, id: &str, folder: &Path) -> String {
    let file = folder.join("paper.html");
    engine
        .run_job(
            "document_export",
            json!({ "id": id, "file": file, "format": "html" }),
            &JobContext::silent(),
        )
        .unwrap();
    std::fs::read_to_string(file).unwrap()
}

#[test]
fn a_changed_template_prints_until_it_is_undone_or_reset() {
    let folder = tempfile::tempdir().unwrap();
    let engine = book(folder.path(), "a.headroom");
    let id = draft_proposal(&engine);
    let shipped = source(&engine, "proposal/proposal");
    let changed = shipped.replacen("<div class=\"foot\">", "<div class=\"foot\"><div>Our own foot</div>", 1);
    assert_ne!(changed, shipped);

    let preview = engine
        .call(
            "template_preview",
            json!({ "name": "proposal/proposal", "source": changed, "document_id": id }),
        )
        .unwrap();
    assert!(preview["pdf"].is_string() && preview["fault"].is_null(), "{:?}", preview["fault"]);
    let names = preview["names"].as_array().unwrap();
    assert!(names.contains(&json!("v.headline.text")) && names.contains(&json!("t.told_me")), "{names:?}");
    assert!(!html(&engine, &id, folder.path()).contains("Our own foot"), "a preview changes nothing");

    let row =
        engine.call("template_save", json!({ "name": "proposal/proposal", "source": changed })).unwrap();
    assert_eq!((row["own"].clone(), row["behind"].clone()), (json!(true), json!(false)));
    assert!(html(&engine, &id, folder.path()).contains("Our own foot"));
    engine.call("undo", json!({})).unwrap();
    assert!(!html(&engine, &id, folder.path()).contains("Our own foot"));
    engine.call("redo", json!({})).unwrap();
    engine.call("template_reset", json!({ "name": "proposal/proposal" })).unwrap();
    assert_eq!(source(&engine, "proposal/proposal"), shipped);
    assert!(!html(&engine, &id, folder.path()).contains("Our own foot"));
}

#[test]
fn a_broken_template_is_refused_with_its_place_and_the_name_that_was_meant() {
    let folder = tempfile::tempdir().unwrap();
    let engine = book(folder.path(), "a.headroom");
    let id = draft_proposal(&engine);
    let broken = source(&engine, "proposal/proposal").replacen("v.headline.text", "v.headlin.text", 1);
    let preview = engine
        .call("template_preview", json!({ "name": "proposal/proposal", "source": broken, "document_id": id }))
        .unwrap();
    let fault = &preview["fault"];
    let line = broken.lines().position(|line| line.contains("v.headlin.text")).unwrap() + 1;
    assert_eq!(fault["line"], json!(line), "{fault}");
    assert_eq!(fault["unknown"], "headlin", "{fault}");
    assert_eq!(fault["nearest"], "headline", "{fault}");

    let open = "<html>\n{% if v.x %}";
    let refusal =
        engine.call("template_save", json!({ "name": "proposal/proposal", "source": open })).unwrap_err();
    assert_eq!((refusal.code, refusal.field.as_deref()), (Code::InvalidInput, Some("source")));
    assert!(refusal.message.contains("proposal/proposal, line 2"), "{}", refusal.message);
    assert_eq!(engine.call("template_list", json!({})).unwrap()[0]["own"], false, "nothing was stored");
    let refusal = engine.call("template_get", json!({ "name": "../proposal" })).unwrap_err();
    assert_eq!(refusal.code, Code::NotFound);
}

#[test]
fn a_folder_of_templates_goes_to_another_book() {
    let folder = tempfile::tempdir().unwrap();
    let engine = book(folder.path(), "a.headroom");
    let changed = source(&engine, "addendum/addendum").replacen("<body>", "<body><!-- ours -->", 1);
    engine.call("template_save", json!({ "name": "addendum/addendum", "source": changed })).unwrap();
    let report = engine.call("template_export", json!({ "folder": folder.path() })).unwrap();
    assert_eq!(report["own"], json!(["addendum/addendum"]));
    assert!(folder.path().join("Headroom templates/README.md").is_file());

    let other = book(folder.path(), "b.headroom");
    let report = other.call("template_import", json!({ "folder": folder.path() })).unwrap();
    assert_eq!(report["own"], json!(["addendum/addendum"]));
    assert_eq!(source(&other, "addendum/addendum"), changed);
    other.call("undo", json!({})).unwrap();
    assert_ne!(source(&other, "addendum/addendum"), changed);

    // One broken file and nothing is taken over.
    std::fs::write(folder.path().join("Headroom templates/proposal/proposal.html"), "{% for %}").unwrap();
    let refusal = other.call("template_import", json!({ "folder": folder.path() })).unwrap_err();
    assert_eq!(refusal.code, Code::InvalidInput);
    assert_ne!(source(&other, "addendum/addendum"), changed);
    let empty = tempfile::tempdir().unwrap();
    let refusal = other.call("template_import", json!({ "folder": empty.path() })).unwrap_err();
    assert_eq!(refusal.code, Code::File);
}

#[test]
fn a_sent_paper_keeps_the_template_it_was_sent_with() {
    let folder = tempfile::tempdir().unwrap();
    let engine = book(folder.path(), "a.headroom");
    let rows = engine.call("document_list", json!({ "kind": "proposal" })).unwrap();
    let sent = rows.as_array().unwrap().iter().find(|row| row["state"] == "sent").unwrap()["id"].clone();
    let pdf = |engine: &Engine| -> Value {
        engine.call("document_preview", json!({ "id": sent })).unwrap()["pdf"].clone()
    };
    let before = pdf(&engine);
    let changed = source(&engine, "shared/style").replacen("</style>", ".foot { padding: 9pt; }</style>", 1);
    engine.call("template_save", json!({ "name": "shared/style", "source": changed })).unwrap();
    assert!(pdf(&engine) == before, "a sent paper changed with a template");
}
