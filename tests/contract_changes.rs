//! Changes to contracts over the engine: a plan upgrade on one page, voids and renewals in order, and what was billed.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

mod setting;

use headroom_engine::JobContext;
use serde_json::{Value, json};
use setting::{Setting, id, more};
use std::process::Command;

/// 6,000 to 9,600 a year on 17 Sep 2025, 196 of 365 days to the renewal on 1 Apr 2026:
/// -6,000 x 196/365 = -3,221.92, 9,600 x 196/365 = 5,155.07, together 1,933.15, on one page that says so.
#[test]
fn a_plan_upgrade_is_one_page_that_adds_up() {
    let setting = Setting::for_papers();
    let engine = setting.on("2025-09-10");
    let team = setting.line(&engine, &setting.team).unwrap();
    let (paper, calculation) = setting.sign(&engine, "2025-09-17", &json!([setting.replace(&team, "9600")]));
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
    let setting = Setting::for_papers();
    let engine = setting.on("2025-09-10");
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
    let setting = Setting::for_papers();
    let engine = setting.on("2025-09-10");
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
    let setting = Setting::for_papers();
    let engine = setting.on("2025-09-10");
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
    let setting = Setting::for_papers();
    let engine = setting.on("2025-09-10");
    let seats = setting.line(&engine, &setting.seats).unwrap();
    let (first, _) = setting.sign(&engine, "2025-09-17", &json!([more(&seats, 10)]));
    let (second, _) = setting.sign(&engine, "2025-12-01", &json!([more(&seats, 5)]));
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
    let setting = Setting::for_papers();
    let engine = setting.on("2025-09-10");
    let seats = setting.line(&engine, &setting.seats).unwrap();
    let draft = engine.call("addendum_create", json!({ "contract_id": setting.contract })).unwrap();
    engine
        .call(
            "change_update",
            json!({ "id": draft["change_id"], "effective_date": "2025-09-17", "items": [more(&seats, 5)] }),
        )
        .unwrap();
    let (waiting, _) = setting.sent(&engine, "2025-09-17", &json!([more(&seats, 3)]));
    let (signed, _) = setting.sign(&engine, "2025-09-17", &json!([more(&seats, 10)]));
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
    let setting = Setting::for_papers();
    let engine = setting.on("2026-01-05");
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
    for part in ["1,413.70 until that day", "agreed by 17 February 2026", "be agreed by 31 March 2026"] {
        assert!(plain(&other[0]["text"]).contains(part), "{}", other[0]["text"]);
    }

    // Under a title of one's own it is still the same way: a week later 12,000 x 36/365 = 1,183.56.
    let mut content = stored.clone();
    content["alternatives"][0]["title"] = json!("Wait for April");
    engine.call("proposal_update", json!({ "id": id(&proposal), "content": content })).unwrap();
    change("2026-02-24");
    engine.call("proposal_both_ways", json!({ "id": id(&proposal) })).unwrap();
    let renamed =
        engine.call("document_get", json!({ "id": id(&proposal) })).unwrap()["document"]["content"].clone();
    let ways = renamed["alternatives"].as_array().unwrap();
    assert_eq!(ways.len(), 1, "{ways:?}");
    assert_eq!(ways[0]["title"], "Wait for April");
    assert!(plain(&ways[0]["text"]).contains("1,183.56 until that day"), "{}", ways[0]["text"]);
    engine.call("undo", json!({})).unwrap();
    let before =
        engine.call("document_get", json!({ "id": id(&proposal) })).unwrap()["document"]["content"].clone();
    assert_eq!(before, content, "one step back is the way as it was");
}
