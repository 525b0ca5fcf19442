//! A quarterly review over the engine: composed from the book, frozen, continued; the wiring, not the sentences.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

use chrono::NaiveDate;
use headroom_engine::{Engine, FixedClock, JobContext, store::NewBook};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;

fn at(path: &Path, today: &str) -> Engine {
    let today: NaiveDate = today.parse().unwrap();
    let clock = Arc::new(FixedClock::noon(today));
    if path.exists() {
        return Engine::open(path, clock).unwrap();
    }
    let new = NewBook { currency: "EUR".into(), locale: "en-GB".into() };
    Engine::create(path, &new, clock).unwrap()
}

/// An account with one word of the customer and usage of two months.
fn account(engine: &Engine, folder: &Path, name: &str) -> String {
    let made = engine.call("account_create", json!({ "name": name })).unwrap();
    let id = made["id"].as_str().unwrap().to_owned();
    engine
        .call(
            "note_save",
            json!({ "account_id": id, "held_on": "2026-11-10", "answer_type": "need", "people": [], "quotes": [
                { "text": "No truck leaves unchecked.", "kind": "goal", "speaker": "Ada Lind" },
            ] }),
        )
        .unwrap();
    let file = folder.join("usage.csv");
    std::fs::write(
        &file,
        format!("account,metric,date,value,entitlement\n{name},seats_used,2026-09-30,12,40\n{name},seats_used,2026-10-31,18,40\n"),
    )
    .unwrap();
    let report = engine
        .run_job("import_run", json!({ "kind": "usage", "file": file }), &JobContext::silent())
        .unwrap();
    assert_eq!(report["failed"], json!(0), "{report}");
    id
}

fn slides(engine: &Engine, id: &str) -> Vec<Value> {
    engine.call("qbr_slides", json!({ "id": id })).unwrap()["slides"].as_array().unwrap().clone()
}

#[test]
fn a_review_is_composed_reordered_inside_its_part_and_names_what_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let engine = at(&folder.path().join("b.headroom"), "2026-11-21");
    let account = account(&engine, folder.path(), "Lind Haulage");
    let made = engine.call("qbr_create", json!({ "account_id": account })).unwrap();
    assert_eq!(made["content"]["quarter"], json!("2026Q4"));
    let id = made["id"].as_str().unwrap();
    let shown = slides(&engine, id);
    assert_eq!(shown.len(), 12);
    // 18 of 40 is a gap; their words are there; nothing was agreed, so there is no outcome to show.
    let said = |kind: &str| shown.iter().find(|slide| slide["kind"] == kind).unwrap()["missing"] != json!("");
    assert!(said("outcomes") && !said("usage") && !said("gaps") && !said("goals"));
    let mut content = made["content"].clone();
    content["order"] = json!(["value", "usage", "recommendation", "outcomes"]);
    content["slides"] =
        json!({ "goals": { "title": "Every yard", "lead": "", "notes": "Let Ada speak first" } });
    engine.call("qbr_update", json!({ "id": id, "content": content })).unwrap();
    let shown = slides(&engine, id);
    let kinds: Vec<&str> = shown.iter().map(|slide| slide["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds[3..6], ["value", "usage", "outcomes"]);
    assert_eq!(kinds[9], "recommendation", "the ask stays last");
    let goals = shown.iter().find(|slide| slide["kind"] == "goals").unwrap();
    assert_eq!((&goals["title"], &goals["notes"]), (&json!("Every yard"), &json!("Let Ada speak first")));
    // A second one of the quarter would hide the first.
    let again = engine.call("qbr_create", json!({ "account_id": account })).unwrap_err();
    assert!(again.message.contains("already"), "{}", again.message);
}

#[test]
fn a_frozen_review_keeps_its_bytes_whatever_happens_afterwards() {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("b.headroom");
    let engine = at(&book, "2026-11-21");
    let account = account(&engine, folder.path(), "Lind Haulage");
    let made = engine.call("qbr_create", json!({ "account_id": account })).unwrap();
    let id = made["id"].as_str().unwrap().to_owned();
    engine.call("qbr_freeze", json!({ "id": id })).unwrap();
    let render = |engine: &Engine, name: &str| {
        let file = folder.path().join(name);
        engine.run_job("qbr_render", json!({ "id": id, "file": file }), &JobContext::silent()).unwrap();
        std::fs::read(file).unwrap()
    };
    let first = render(&engine, "one.pdf");
    // Drawn again from the frozen view, not read from the store.
    let drawn =
        |engine: &Engine| engine.call("document_preview", json!({ "id": id })).unwrap()["pdf"].clone();
    let drawn_first = drawn(&engine);
    let refused = engine.call("qbr_update", json!({ "id": id, "content": made["content"] })).unwrap_err();
    assert!(refused.message.contains("frozen"), "{}", refused.message);
    // Another name, another colour, another locale, another day.
    engine
        .call(
            "account_update",
            json!({ "id": account, "set": { "name": "Lind & Daughters", "locale": "de-DE" } }),
        )
        .unwrap();
    engine
        .call("settings_update", json!({ "set": { "company": { "accent": "#8A1C1C" }, "locale": "fr-FR" } }))
        .unwrap();
    drop(engine);
    let later = at(&book, "2027-03-02");
    assert!(first == render(&later, "two.pdf"), "the frozen deck changed");
    assert!(drawn_first == drawn(&later), "the frozen deck is drawn otherwise");
    // The next quarter starts from it, with today's numbers.
    let next = later.call("qbr_duplicate", json!({ "id": id })).unwrap();
    assert_eq!((&next["content"]["quarter"], &next["state"]), (&json!("2027Q1"), &json!("draft")));
    assert_eq!(next["source_id"], json!(id));
}

#[test]
fn both_versions_of_a_changed_criterion_stand_in_the_deck_with_the_newer_grade() {
    let folder = tempfile::tempdir().unwrap();
    let engine = at(&folder.path().join("b.headroom"), "2026-11-21");
    let account = account(&engine, folder.path(), "Lind Haulage");
    let made = engine
        .call("criterion_create", json!({ "account_id": account, "text": "Yards checked", "baseline": "2", "target": "20", "metric": "seats_used", "due_day": 90 }))
        .unwrap();
    let id = made["id"].as_str().unwrap().to_owned();
    // As a signature leaves it: running.
    engine
        .book()
        .transact("test", |book| {
            book.execute(
                "UPDATE criterion SET state = 'running', clock_start = '2026-08-01', due_on = '2026-10-30'",
                [],
            )
            .unwrap();
            Ok(())
        })
        .unwrap();
    let second = engine.call("criterion_update", json!({ "id": id, "set": { "target": "18" } })).unwrap();
    assert_eq!(second["version"], json!(2));
    engine
        .call("criterion_grade", json!({ "id": second["id"], "grade": "met", "evidence": "Usage of October", "confirmed_by": "Ada Lind" }))
        .unwrap();
    let file = folder.path().join("deck.html");
    engine
        .run_job(
            "qbr_render",
            json!({ "id": account, "file": file, "format": "html" }),
            &JobContext::silent(),
        )
        .unwrap();
    let html = std::fs::read_to_string(file).unwrap();
    // (18 - 2) of (18 - 2): the whole way; the first version with its own target beneath.
    assert!(html.contains("Version 1: Yards checked, target 20"), "{html}");
    assert!(html.contains("Ada Lind"));
}

/// What was promised in a call and what is due to be graded are steps to read out; a task of ours is not, whatever it
/// says, and neither is what we made of the promise since.
#[test]
fn a_composed_review_speaks_of_promises_and_never_of_our_own_tasks() {
    let folder = tempfile::tempdir().unwrap();
    let engine = at(&folder.path().join("b.headroom"), "2026-11-21");
    let account = account(&engine, folder.path(), "Lind Haulage");
    let note = json!({ "account_id": account, "held_on": "2026-11-19", "people": [], "quotes": [],
        "next_step": "One page on the night shift", "next_step_due": "2026-12-01" });
    engine.call("note_save", note).unwrap();
    engine
        .call("task_create", json!({ "account_id": account, "what": "Ask our lawyers about the second yard", "due": "2026-11-30" }))
        .unwrap();
    engine
        .call("criterion_create", json!({ "account_id": account, "text": "Yards checked", "baseline": "2", "target": "20", "due_day": 90 }))
        .unwrap();
    engine
        .book()
        .transact("test", |book| {
            for sql in [
                "UPDATE criterion SET state = 'running', clock_start = '2026-08-01', due_on = '2026-10-30'",
                "UPDATE task SET what = 'Night shift page: ask Bo what they can pay' WHERE rule = 'note.next_step'",
            ] {
                book.execute(sql, []).unwrap();
            }
            Ok(())
        })
        .unwrap();
    let made = engine.call("qbr_create", json!({ "account_id": account })).unwrap();
    let content = &made["content"];
    let steps: Vec<(&str, &str)> = content["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| (step["what"].as_str().unwrap(), step["on"].as_str().unwrap()))
        .collect();
    // The overdue criterion is graded in this meeting; the session is two weeks later, on Monday after the weekend.
    assert_eq!(
        steps,
        [
            ("Grade together: Yards checked", "2026-11-21"),
            ("One page on the night shift", "2026-12-01"),
            ("Seats used: One session with those who have not started", "2026-12-07"),
            ("Next quarterly review", "2027-02-22"),
        ]
    );
    let all = content.to_string();
    assert!(!all.contains("lawyers") && !all.contains("ask Bo"), "{all}");
}

/// A review begun before the first import shows usage once it is there; readings that are too old are named with their
/// day instead of being denied.
#[test]
fn usage_that_came_later_is_shown_and_old_usage_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let engine = at(&folder.path().join("b.headroom"), "2026-11-21");
    let begin = |name: &str| {
        let id = engine.call("account_create", json!({ "name": name })).unwrap()["id"].clone();
        let made = engine.call("qbr_create", json!({ "account_id": id })).unwrap();
        assert_eq!(made["content"]["usage_metric"], Value::Null);
        made["id"].as_str().unwrap().to_owned()
    };
    let (fresh, old) = (begin("Lind Haulage"), begin("Oak Sons"));
    let file = folder.path().join("usage.csv");
    std::fs::write(&file, "account,metric,date,value,entitlement\nLind Haulage,seats_used,2026-10-31,43,40\nOak Sons,seats_used,2026-03-31,18,40\n").unwrap();
    engine.run_job("import_run", json!({ "kind": "usage", "file": file }), &JobContext::silent()).unwrap();
    let usage = |id: &str| slides(&engine, id).into_iter().find(|slide| slide["kind"] == "usage").unwrap();
    let shown = usage(&fresh);
    // 43 used, 40 paid for: 3 more.
    assert_eq!(shown["title"], "Seats used: 43 in October 2026, 3 more than the contract holds");
    assert_eq!(shown["missing"], "");
    let named = usage(&old)["missing"].as_str().unwrap().replace('\u{a0}', " ");
    assert!(named.contains("The last usage reading is of 31 March 2026."), "{named}");
}

/// Names longer than the column of the roadmap are printed whole.
#[test]
fn a_long_name_on_the_roadmap_is_not_shortened() {
    let folder = tempfile::tempdir().unwrap();
    let engine = at(&folder.path().join("b.headroom"), "2026-11-21");
    let account = account(&engine, folder.path(), "Lind Haulage");
    let made = engine.call("qbr_create", json!({ "account_id": account })).unwrap();
    let long = "Every yard and every depot in the north reports its morning checks by seven, with a photo of each truck";
    let mut content = made["content"].clone();
    content["roadmap"] =
        json!([{ "name": long, "note": "", "from": "2026-12-01", "until": "2027-02-01", "goal": true }]);
    engine.call("qbr_update", json!({ "id": made["id"], "content": content })).unwrap();
    let file = folder.path().join("deck.html");
    engine
        .run_job(
            "qbr_render",
            json!({ "id": made["id"], "file": file, "format": "html" }),
            &JobContext::silent(),
        )
        .unwrap();
    let html = std::fs::read_to_string(file).unwrap().replace('\u{a0}', " ");
    assert!(html.contains(long), "{html}");
}

/// A sentence said in two calls is one goal.
#[test]
fn a_goal_is_shown_once() {
    let folder = tempfile::tempdir().unwrap();
    let engine = at(&folder.path().join("b.headroom"), "2026-11-21");
    let account = account(&engine, folder.path(), "Lind Haulage");
    let again = json!({ "text": "No truck leaves unchecked. ", "kind": "goal", "speaker": "Ada Lind" });
    let note = json!({ "account_id": account, "held_on": "2026-11-17", "answer_type": "need", "people": [], "quotes": [again] });
    engine.call("note_save", note).unwrap();
    let deck = engine.call("qbr_create", json!({ "account_id": account })).unwrap();
    assert_eq!(deck["content"]["goals"].as_array().unwrap().len(), 1, "{}", deck["content"]["goals"]);
}

/// The mail with a deck says what the deck found, asks its one recommendation and names the next step; a frozen deck
/// keeps it.
#[test]
fn a_mail_with_a_deck_carries_its_findings_and_asks() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("b.headroom");
    let engine = at(&path, "2026-11-21");
    let account = account(&engine, folder.path(), "Lind Haulage");
    for (language, attached, asks) in [
        ("en", "numbers up to 21 November 2026", "Would that be right for you"),
        ("de", "Zahlen bis 21. November 2026", "Wäre das für Sie richtig"),
        ("fr", "jusqu’au 21 novembre 2026", "Est-ce que cela vous conviendrait"),
    ] {
        engine
            .call("account_update", json!({ "id": account, "set": { "paper_language": language } }))
            .unwrap();
        let deck = engine.call("qbr_create", json!({ "account_id": account })).unwrap();
        let mail = || engine.call("mail_draft", json!({ "kind": "paper", "id": deck["id"] })).unwrap();
        let draft = mail();
        let body = draft["body"].as_str().unwrap();
        // 18 of 40 is the gap, their sentence is the quote, closing the gap is the recommendation and the first step.
        for part in [attached, "No truck leaves unchecked.", "Ada Lind", asks] {
            assert!(body.contains(part), "{language}: {part} in {body}");
        }
        assert!(draft["subject"].as_str().unwrap().contains("Lind Haulage"), "{}", draft["subject"]);
        // A mail has no signs of its own between words.
        let recommended = deck["content"]["recommendation"]["text"].as_str().unwrap().replace('\u{a0}', " ");
        assert!(body.contains(recommended.trim_end_matches('.')), "{recommended} in {body}");
        engine.call("qbr_freeze", json!({ "id": deck["id"] })).unwrap();
        let frozen = mail();
        engine.call("account_update", json!({ "id": account, "set": { "name": "Lind" } })).unwrap();
        assert_eq!(mail()["body"], frozen["body"]);
        engine.call("undo", json!({})).unwrap();
        engine.call("undo", json!({})).unwrap();
        engine.call("undo", json!({})).unwrap();
    }
}

#[test]
fn a_batch_lists_what_fails_and_renders_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    let engine = at(&folder.path().join("b.headroom"), "2026-11-21");
    for name in ["Lind Haulage", "LIND haulage", "Oak: Sons"] {
        engine.call("account_create", json!({ "name": name })).unwrap();
    }
    let out = folder.path().join("decks");
    // A folder where a deck should go: that account fails, the others do not.
    std::fs::create_dir_all(out.join("Oak- Sons - QBR 2026Q4.pdf")).unwrap();
    let rows = engine.run_job("qbr_render_all", json!({ "dir": out }), &JobContext::silent()).unwrap();
    let rows = rows.as_array().unwrap();
    let failed: Vec<&Value> = rows.iter().filter(|row| !row["error"].is_null()).collect();
    assert_eq!((rows.len(), failed.len()), (3, 1));
    assert_eq!(failed[0]["account_name"], json!("Oak: Sons"));
    // Two names that a file system may take for one get two files.
    let files =
        std::fs::read_dir(&out).unwrap().filter(|entry| entry.as_ref().unwrap().path().is_file()).count();
    assert_eq!(files, 2);
    let job = JobContext::silent();
    job.cancel();
    let other = folder.path().join("cancelled");
    assert!(engine.run_job("qbr_render_all", json!({ "dir": other }), &job).is_err());
    assert_eq!(std::fs::read_dir(&other).unwrap().count(), 0, "a cancelled batch leaves nothing behind");
}
