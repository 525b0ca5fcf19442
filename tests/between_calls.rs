//! What happens between two calls, over the engine: renewals, losses, Today, and the price book.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

mod setting;

use headroom_core::error::Code;
use headroom_engine::Engine;
use serde_json::{Value, json};
use setting::{Setting, id};

fn rules(engine: &Engine) -> Vec<String> {
    let items = engine.call("today", json!({})).unwrap();
    let rule = |item: &Value| item["id"].as_str().unwrap().split(':').next().unwrap().to_owned();
    items.as_array().unwrap().iter().map(rule).collect()
}

/// The renewal date is 1 Apr 2026: 120 days before it is 2 Dec 2025. Notice ends 60 days before, on 31 Jan 2026;
/// 120 days before that is 3 Oct 2025.
#[test]
fn renewal_and_notice_day_come_up_in_time() {
    let setting = Setting::new();
    assert_eq!(rules(&setting.on("2025-10-02")), [""; 0]);
    assert_eq!(rules(&setting.on("2025-10-03")), ["notice"]);
    assert_eq!(rules(&setting.on("2025-12-02")), ["notice", "renewal"]);
    let over = setting.on("2026-04-10");
    let items = over.call("today", json!({})).unwrap();
    assert_eq!(items[0]["what"], "Renewal not recorded");
    assert_eq!(items[0]["days"], -9);
    over.call("today_snooze", json!({ "id": items[0]["id"], "until": "2026-04-14" })).unwrap();
    assert_eq!(rules(&over), [""; 0], "put off");
    assert_eq!(rules(&setting.on("2026-04-14")), ["renewal"], "and back on that day");
}

/// 40 x 480 = 19,200 until the renewal, 30 x 480 = 14,400 after it; a reduction asks for its reason and is a loss.
#[test]
fn a_renewal_with_less_is_recorded_with_its_reason() {
    let setting = Setting::new();
    let engine = setting.on("2026-03-20");
    let line = setting.line(&engine, &setting.seats).unwrap();
    let mut request = json!({ "contract_id": setting.contract, "outcome": "down", "next_renewal": "2027-04-01",
        "changes": [{ "line": line["id"], "quantity": "30", "unit_price": "480", "discount_percent": "0" }] });
    let refused = engine.call("contract_renew", request.clone()).unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("reason"));
    request["reason"] = json!("Two sites closed");
    engine.call("contract_renew", request).unwrap();
    let losses = engine.call("loss_list", json!({ "id": setting.account })).unwrap();
    assert_eq!((&losses[0]["kind"], &losses[0]["reason"]), (&json!("downgrade"), &json!("Two sites closed")));
    drop(engine);
    assert_eq!(setting.arr("2026-03-31"), 1_920_000);
    assert_eq!(setting.arr("2026-04-01"), 1_440_000);
    let engine = setting.on("2026-04-10");
    assert_eq!(rules(&engine), [""; 0], "a recorded renewal is no work any more");
    engine.call("undo", json!({})).unwrap();
    drop(engine);
    assert_eq!(setting.arr("2026-04-01"), 1_920_000, "undo takes the whole renewal back");
}

/// A lost contract ends: nothing is worth anything from the renewal date on.
#[test]
fn a_lost_contract_ends_on_its_renewal_date() {
    let setting = Setting::new();
    let engine = setting.on("2026-03-20");
    engine
        .call(
            "contract_renew",
            json!({ "contract_id": setting.contract, "outcome": "lost", "reason": "Merged",
            "words": "We are moving to the tool of our new parent." }),
        )
        .unwrap();
    drop(engine);
    assert_eq!((setting.arr("2026-03-31"), setting.arr("2026-04-01")), (1_920_000, 0));
    assert_eq!(rules(&setting.on("2026-04-10")), [""; 0]);
}

/// A bundle of 10 seats (list 500 each) and one module (list 1,000) at 4,500 splits 5,000 : 1,000 into 3,750 and
/// 750; from 17 Sep 2025 that is 4,500 x 196 / 365 = 2,416.44, rounded line by line: 2,013.70 + 402.74.
#[test]
fn a_bundle_is_sold_and_a_price_below_its_floor_asks_for_an_approval() {
    let setting = Setting::new();
    let engine = setting.on("2025-09-10");
    let module = id(&engine.call("product_create", json!({ "name": "Forecast", "kind": "module" })).unwrap());
    for (product, price, floor) in [(&setting.seats, "500", json!("400")), (&module, "1000", Value::Null)] {
        engine
            .call(
                "price_set",
                json!({ "product_id": product, "currency": "EUR", "period": "year",
                "unit_price": price, "floor_price": floor }),
            )
            .unwrap();
    }
    let bundle = engine
        .call("bundle_save", json!({ "name": "Starter", "currency": "EUR", "period": "year", "price": "4500",
            "parts": [{ "product_id": setting.seats, "quantity": "10" }, { "product_id": module, "quantity": "1" }] }))
        .unwrap();
    let items = engine.call("bundle_items", json!({ "id": id(&bundle) })).unwrap();
    let addendum = engine.call("addendum_create", json!({ "contract_id": setting.contract })).unwrap();
    let change = addendum["change_id"].clone();
    let calculation = engine
        .call("change_update", json!({ "id": change, "effective_date": "2025-09-17", "items": items }))
        .unwrap();
    let amounts: Vec<&Value> = calculation["record"]["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| &line["amount"]["minor"])
        .collect();
    assert_eq!(amounts, [&json!(201_370), &json!(40_274)]);
    // 3,750 / 10 = 375 a seat, and the floor is 400.
    let below = |engine: &Engine| {
        let checks = engine.call("paper_check", json!({ "id": id(&addendum) })).unwrap();
        checks.as_array().unwrap().iter().find(|check| check["id"] == "below_floor").cloned()
    };
    assert_eq!(below(&engine).unwrap()["level"], "missing");
    engine
        .call(
            "change_update",
            json!({ "id": change, "approval": { "approver": "Ada Lind",
            "approved_on": "2025-09-10", "reason": "Reference customer" } }),
        )
        .unwrap();
    assert_eq!(below(&engine).unwrap()["level"], "met");
}

/// A quote jotted down names whoever said it; once that person is known, the words are theirs, and one undo takes both
/// back.
#[test]
fn jotted_words_find_their_speaker() {
    let setting = Setting::new();
    let engine = setting.on("2025-09-12");
    let account = &setting.account;
    let jot = |speaker: &str, text: &str| {
        engine.call(
            "quote_capture",
            json!({ "account_id": account, "text": text, "kind": "pain", "speaker": speaker }),
        )
    };
    let quote = jot("Ida Berg", " \u{201c}We copy the list by hand\u{201d} ").unwrap();
    assert_eq!(quote["text"], "We copy the list by hand", "the marks around it are drawn, not kept");
    assert_eq!((&quote["said_on"], &quote["contact_id"]), (&json!("2025-09-12"), &Value::Null));
    assert_eq!(jot("", "Words of nobody").unwrap_err().field.as_deref(), Some("speaker"));
    assert_eq!(jot("Ida Berg", " \u{201c}\u{201d} ").unwrap_err().field.as_deref(), Some("text"));

    let person = json!({ "account_id": account, "name": "ida berg", "title": "Head of Sales" });
    let person = id(&engine.call("contact_create", person).unwrap());
    let words =
        || engine.call("account_get", json!({ "id": account })).unwrap()["quotes"][0]["quote"].clone();
    assert_eq!(
        (&words()["contact_id"], &words()["speaker_title"]),
        (&json!(person), &json!("Head of Sales"))
    );
    engine.call("undo", json!({})).unwrap();
    assert_eq!((&words()["contact_id"], &words()["speaker_title"]), (&Value::Null, &Value::Null));
    engine.call("redo", json!({})).unwrap();
    // Known now: a later quote of that name is theirs at once.
    assert_eq!(jot("Ida Berg", "It takes a morning").unwrap()["contact_id"], json!(person));
}

/// A file kept with an account comes out as it went in, also when the file outside is gone; a folder is refused.
#[test]
fn a_kept_file_comes_out_byte_for_byte() {
    let setting = Setting::new();
    let engine = setting.on("2025-09-12");
    let file = setting.folder.path().join("signed.pdf");
    let bytes: Vec<u8> = (0..=255).cycle().take(70_000).collect();
    std::fs::write(&file, &bytes).unwrap();
    let kept = engine.call("attachment_add", json!({ "account_id": setting.account, "file": file })).unwrap();
    std::fs::remove_file(&file).unwrap();
    engine.call("attachment_save", json!({ "id": id(&kept), "file": file })).unwrap();
    assert_eq!(std::fs::read(&file).unwrap(), bytes);
    let folder = json!({ "id": id(&kept), "file": setting.folder.path() });
    assert!(engine.call("attachment_save", folder).unwrap_err().message.contains("is a folder"));
}

/// The pages of a kept PDF are drawn out of the book; what is no PDF says so, and what to do.
#[test]
fn the_pages_of_a_kept_pdf_are_drawn() {
    let setting = Setting::new();
    let engine = setting.on("2025-09-12");
    let keep = |name: &str, bytes: &[u8]| {
        let file = setting.folder.path().join(name);
        std::fs::write(&file, bytes).unwrap();
        let kept =
            engine.call("attachment_add", json!({ "account_id": setting.account, "file": file })).unwrap();
        json!({ "attachment": id(&kept) })
    };
    let sheet = json!({ "account_id": setting.account, "kind": "white_space" });
    let pdf = engine.call("sheet_preview", sheet).unwrap()["pdf"].clone();
    let draw = |source: &Value, width: f64| {
        engine.call("pdf_pictures", json!({ "source": source, "first": 1, "count": 3, "width": width }))
    };
    let printed = draw(&json!({ "pdf": pdf }), 300.0).unwrap();
    assert_eq!(printed["pages"], 1);
    assert!(printed["pictures"][0]["words"].as_str().unwrap().contains("White space"), "{printed}");
    let outside = setting.folder.path().join("out.pdf");
    let export =
        json!({ "account_id": setting.account, "kind": "white_space", "format": "pdf", "file": outside });
    engine.call("sheet_export", export).unwrap();
    assert_eq!(draw(&keep("sheet.pdf", &std::fs::read(&outside).unwrap()), 300.0).unwrap(), printed);
    let refused = draw(&keep("no.pdf", b"not really"), 300.0).unwrap_err();
    assert_eq!(refused.code, Code::WrongFileType);
    assert!(refused.message.contains("damaged or no PDF") && refused.hint.contains("Save it"), "{refused:?}");
    assert_eq!(draw(&json!({ "pdf": "%%%" }), 300.0).unwrap_err().code, Code::InvalidInput);
    assert_eq!(draw(&json!({ "attachment": "nobody" }), 300.0).unwrap_err().code, Code::NotFound);
    assert_eq!(draw(&json!({ "pdf": pdf }), 0.0).unwrap_err().field.as_deref(), Some("width"));
}
