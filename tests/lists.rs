//! Lists over the engine: what the pages of the book's list hold, saved views, bulk changes and their undo.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

use chrono::NaiveDate;
use headroom_engine::{Engine, FixedClock, store::NewBook};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn open(folder: &Path, date: &str) -> Engine {
    let file = folder.join("book.headroom");
    let clock = Arc::new(FixedClock::noon(day(date)));
    if file.exists() {
        return Engine::open(&file, clock).unwrap();
    }
    Engine::create(&file, &NewBook { currency: "EUR".into(), locale: "en-GB".into() }, clock).unwrap()
}

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap().to_owned()
}

fn names(list: &Value) -> Vec<&str> {
    list["rows"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect()
}

/// Five accounts; seats at 100 a year from 1 Apr 2025: 10, 20, 30, 40 of them, and one account without a contract.
fn book(folder: &Path) -> (Engine, Vec<String>) {
    let engine = open(folder, "2025-09-10");
    let seats = id(&engine.call("product_create", json!({ "name": "Seat", "kind": "seat" })).unwrap());
    let accounts = [
        ("Örebro Works", "SMB", 10),
        ("Oslo Freight", "SMB", 20),
        ("Plant 10", "mid-market", 30),
        ("Plant 9", "mid-market", 40),
        ("Zeta", "enterprise", 0),
    ];
    let ids = accounts
        .iter()
        .map(|(name, segment, count)| {
            let account =
                engine.call("account_create", json!({ "name": name, "segment": segment })).unwrap();
            if *count > 0 {
                let line = json!({ "product_id": seats, "quantity": count.to_string(), "unit_price": "100", "period": "year" });
                let renewal = format!("2026-{:02}-01", count / 10);
                engine
                    .call(
                        "contract_create",
                        json!({ "account_id": account["id"], "start": "2025-04-01", "renewal_date": renewal, "lines": [line] }),
                    )
                    .unwrap();
            }
            id(&account)
        })
        .collect();
    (engine, ids)
}

/// A list is what it says: order, filter, page and sums agree with each other whichever page is asked.
#[test]
fn a_page_is_a_part_of_the_whole_list() {
    let folder = tempfile::tempdir().unwrap();
    let (engine, ids) = book(folder.path());
    let ask = |request: Value| engine.call("account_list", request).unwrap();
    let all = ask(json!({}));
    assert_eq!(names(&all), ["Örebro Works", "Oslo Freight", "Plant 9", "Plant 10", "Zeta"]);
    // 10 + 20 + 30 + 40 seats at 100.
    assert_eq!(all["totals"], json!([{ "minor": 1_000_000, "currency": "EUR" }]));
    let page = ask(json!({ "sort": "arr", "descending": true, "offset": 1, "limit": 2, "find": ids[4] }));
    assert_eq!(names(&page), ["Plant 10", "Oslo Freight"]);
    assert_eq!((&page["count"], &page["at"]), (&json!(5), &json!(4)), "the place of Zeta in the whole order");
    assert_eq!(page["totals"], all["totals"], "the sums are those of the list, not of the page");
    let some = ask(json!({ "filter": { "segment": "SMB" } }));
    assert_eq!(
        (names(&some), &some["totals"][0]["minor"]),
        (vec!["Örebro Works", "Oslo Freight"], &json!(300_000))
    );
    assert_eq!(names(&ask(json!({ "filter": { "text": "orebro" } }))), ["Örebro Works"]);
    // From 10 Sep 2025, 120 days reach 8 Jan 2026: the renewal of 1 Jan only.
    assert_eq!(names(&ask(json!({ "filter": { "renews_within": 120 } }))), ["Örebro Works"]);
    assert_eq!(names(&ask(json!({ "filter": { "has_renewal": false } }))), ["Zeta"]);
    for descending in [false, true] {
        let list = ask(json!({ "sort": "renewal", "descending": descending }));
        assert_eq!(names(&list).last(), Some(&"Zeta"), "what has no renewal stands last either way");
    }
    let order = engine.call("account_ids", json!({ "sort": "arr", "descending": true, "limit": 2 })).unwrap();
    assert_eq!(order, json!([ids[3], ids[2]]));
}

/// Contracts in several currencies: each amount stands for itself, in the list, in its sums and on the account's page.
#[test]
fn yearly_values_in_several_currencies_stand_side_by_side() {
    let folder = tempfile::tempdir().unwrap();
    let (engine, ids) = book(folder.path());
    let seat = engine.call("product_list", json!({})).unwrap()[0]["product"]["id"].clone();
    let contract = |account: &str, currency: &str, price: &str| {
        let line = json!({ "product_id": seat, "quantity": "10", "unit_price": price, "period": "year" });
        let contract =
            json!({ "account_id": account, "start": "2025-04-01", "currency": currency, "lines": [line] });
        engine.call("contract_create", contract).unwrap();
    };
    contract(&ids[0], "USD", "50");
    contract(&ids[0], "CHF", "20");
    // Zeta has nothing in its own currency.
    contract(&ids[4], "USD", "70");
    let list = engine.call("account_list", json!({})).unwrap();
    let money = |minor: i64, currency: &str| json!({ "minor": minor, "currency": currency });
    for (id, main, beside) in [
        (&ids[0], money(100_000, "EUR"), vec![money(20_000, "CHF"), money(50_000, "USD")]),
        (&ids[4], money(70_000, "USD"), vec![]),
    ] {
        let row = list["rows"].as_array().unwrap().iter().find(|row| row["id"] == **id).unwrap();
        let page = engine.call("account_get", json!({ "id": id })).unwrap();
        assert_eq!((&row["arr"], &row["arr_beside"]), (&main, &json!(beside)));
        assert_eq!((&page["arr"], &page["arr_beside"]), (&main, &json!(beside)));
    }
    let mut totals = list["totals"].as_array().unwrap().clone();
    totals.sort_by_key(|total| total["currency"].as_str().unwrap().to_owned());
    assert_eq!(totals, [money(20_000, "CHF"), money(1_000_000, "EUR"), money(120_000, "USD")]);
}

/// Every way of ordering and filtering can be asked for, also on a day without anything.
#[test]
fn every_order_and_filter_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    let (engine, _) = book(folder.path());
    let sorts = [
        "name", "arr", "renewal", "health", "call", "tasks", "papers", "segment", "industry", "country",
        "owner", "status", "external",
    ];
    for sort in sorts {
        let list = engine.call("account_list", json!({ "sort": sort })).unwrap();
        assert_eq!(list["count"], 5, "{sort}");
    }
    let filters = [
        (json!({ "health_from": 70 }), 0),
        (json!({ "health_to": 70 }), 0),
        (json!({ "has_health": false }), 5),
        (json!({ "no_call_in": 30 }), 5),
        (json!({ "status": "active" }), 5),
        (json!({ "owner": "Nobody" }), 0),
        (json!({ "has_renewal": true, "renews_within": 3650, "text": "plant", "segment": "mid-market" }), 2),
    ];
    for (filter, count) in filters {
        let list = engine.call("account_list", json!({ "filter": filter })).unwrap();
        assert_eq!(list["count"], count, "{filter}");
    }
}

/// The ARR in the list is kept beside the lines: it must be the page's, which works it out anew, after every kind of
/// change and after taking each back.
#[test]
fn the_kept_yearly_values_follow_every_change() {
    let folder = tempfile::tempdir().unwrap();
    let (engine, ids) = book(folder.path());
    let same = |step: &str| {
        for row in engine.call("account_list", json!({})).unwrap()["rows"].as_array().unwrap() {
            let page = engine.call("account_get", json!({ "id": row["id"] })).unwrap();
            assert_eq!(row["arr"], page["arr"], "{step}: {}", row["name"]);
        }
        let check = engine.call("check", json!({})).unwrap();
        assert_eq!(check["problems"], json!([]), "{step}");
    };
    let page = engine.call("account_get", json!({ "id": ids[0] })).unwrap();
    let line = &page["contracts"][0]["lines"][0]["line"];
    let contract = &page["contracts"][0]["contract"];
    let steps = [
        ("line_update", json!({ "id": line["id"], "set": { "quantity": "15" } })),
        ("line_update", json!({ "id": line["id"], "set": { "discount_percent": "10" } })),
        ("line_update", json!({ "id": line["id"], "set": { "trial": true } })),
        ("line_update", json!({ "id": line["id"], "set": { "trial": false, "period": "month" } })),
        ("line_delete", json!({ "id": line["id"] })),
        ("contract_update", json!({ "id": contract["id"], "set": { "renewal_date": "2026-12-01" } })),
        ("contract_delete", json!({ "id": contract["id"] })),
    ];
    for (command, request) in &steps {
        engine.call(command, request.clone()).unwrap();
        same(command);
    }
    for (command, _) in steps.iter().rev() {
        engine.call("undo", json!({})).unwrap();
        same(&format!("undo of {command}"));
    }
    for (command, _) in &steps {
        engine.call("redo", json!({})).unwrap();
        same(&format!("redo of {command}"));
    }
}

/// One change to three accounts is one entry: one undo takes back all three, and a refusal leaves all as they were.
#[test]
fn what_another_program_writes_is_in_the_list_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let (window, ids) = book(folder.path());
    let other = open(folder.path(), "2025-09-10");
    let total = || window.call("account_list", json!({})).unwrap()["totals"][0]["minor"].as_i64().unwrap();
    // 10 + 20 + 30 + 40 seats at 100.
    assert_eq!(total(), 1_000_000);
    let page = other.call("account_get", json!({ "id": ids[0] })).unwrap();
    let seats = &page["contracts"][0]["lines"][0]["line"]["product_id"];
    let line = json!({ "product_id": seats, "quantity": "5", "unit_price": "100", "period": "year" });
    let contract = json!({ "account_id": ids[4], "start": "2025-04-01", "lines": [line] });
    other.call("contract_create", contract).unwrap();
    assert_eq!(total(), 1_050_000);
    window.call("undo", json!({})).unwrap();
    assert_eq!(total(), 1_000_000);
}

#[test]
fn a_bulk_change_is_one_step() {
    let folder = tempfile::tempdir().unwrap();
    let (engine, ids) = book(folder.path());
    let owners = || {
        let list = engine.call("account_list", json!({})).unwrap();
        list["rows"].as_array().unwrap().iter().filter(|row| row["owner"] == "Ada Lind").count()
    };
    engine.call("accounts_update", json!({ "ids": ids[..3], "set": { "owner": "Ada Lind" } })).unwrap();
    assert_eq!(owners(), 3);
    let entries = engine.call("journal", json!({ "limit": 1 })).unwrap();
    assert_eq!(entries[0]["summary"], "Change owner of 3 accounts");
    engine.call("undo", json!({})).unwrap();
    assert_eq!(owners(), 0);
    engine.call("accounts_delete", json!({ "ids": ids[1..] })).unwrap();
    assert_eq!(names(&engine.call("account_list", json!({})).unwrap()), ["Örebro Works"]);
    engine.call("undo", json!({})).unwrap();
    assert_eq!(engine.call("account_list", json!({})).unwrap()["count"], 5);
    let refused =
        engine.call("accounts_update", json!({ "ids": ids, "set": { "health": 101 } })).unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("health"));
    let missing = json!({ "ids": [ids[0], "nobody"], "set": { "owner": "Ada Lind" } });
    engine.call("accounts_update", missing).unwrap_err();
    assert_eq!(owners(), 0, "nothing of a refused change stays");
}

/// Names come before words, one letter finds names only, and what lies in the trash is not found.
#[test]
fn search_finds_names_first() {
    let folder = tempfile::tempdir().unwrap();
    let (engine, ids) = book(folder.path());
    engine
        .call(
            "contact_create",
            json!({ "account_id": ids[0], "name": "Olga Plante", "title": "Plant manager" }),
        )
        .unwrap();
    let note = json!({ "account_id": ids[1], "held_on": "2025-09-09", "quotes": [
        { "text": "The plant stops on Fridays.", "speaker": "Olga", "kind": "pain" }] });
    engine.call("note_save", note).unwrap();
    let found = |text: &str| -> Vec<String> {
        let hits = engine.call("search", json!({ "text": text })).unwrap();
        hits.as_array()
            .unwrap()
            .iter()
            .map(|hit| format!("{} {}", hit["kind"], hit["title"]).replace('"', ""))
            .collect()
    };
    assert_eq!(found("plant"), ["account Plant 10", "account Plant 9", "contact Olga Plante", "quote Olga"]);
    assert_eq!(found("p"), ["account Plant 10", "account Plant 9", "contact Olga Plante"]);
    assert_eq!(found("örebro"), ["account Örebro Works"]);
    assert_eq!(found("friday plant"), [""; 0], "a word before the last is whole");
    assert_eq!(found("plant friday"), ["quote Olga"]);
    // 30 seats at 100 a year, renewing on 1 Mar 2026; people are told apart by what they do.
    let plants = engine.call("search", json!({ "text": "plant" })).unwrap();
    assert_eq!(
        (&plants[0]["arr"]["minor"], &plants[0]["renewal_date"]),
        (&json!(300_000), &json!("2026-03-01"))
    );
    assert_eq!((&plants[2]["role"], &plants[2]["arr"]), (&json!("Plant manager"), &json!(null)));
    engine.call("accounts_delete", json!({ "ids": ids[..2] })).unwrap();
    assert_eq!(found("plant"), ["account Plant 10", "account Plant 9"], "the trash is not searched");
}

/// A saved view comes back as it was kept, one a name, and forgetting it is undone like everything else.
#[test]
fn saved_views_live_in_the_book() {
    let folder = tempfile::tempdir().unwrap();
    let engine = open(folder.path(), "2025-09-10");
    let names = |engine: &Engine| -> Vec<String> {
        let views = engine.call("view_list", json!({ "list": "book" })).unwrap();
        views.as_array().unwrap().iter().map(|view| view["name"].as_str().unwrap().to_owned()).collect()
    };
    let save = |name: &str, state: Value| {
        engine.call("view_save", json!({ "list": "book", "name": name, "state": state })).unwrap()
    };
    save("Renewing", json!({ "filters": { "renewal": "120" } }));
    let view = save("Ärger", json!({ "filters": { "health": "low" } }));
    let again = save("renewing", json!({ "filters": { "renewal": "none" } }));
    engine.call("view_save", json!({ "list": "documents", "name": "Open", "state": {} })).unwrap();
    assert_eq!(names(&engine), ["Ärger", "renewing"], "one a name and list");
    drop(engine);
    let engine = open(folder.path(), "2025-09-11");
    let views = engine.call("view_list", json!({ "list": "book" })).unwrap();
    assert_eq!(views[1]["state"], again["state"]);
    engine.call("view_delete", json!({ "id": view["id"] })).unwrap();
    assert_eq!(names(&engine), ["renewing"]);
    engine.call("undo", json!({})).unwrap();
    assert_eq!(names(&engine), ["Ärger", "renewing"]);
    let refused = engine.call("view_save", json!({ "list": "book", "name": " ", "state": {} })).unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("name"));
}

/// Cells keep what they are: a number a number, a day a day, and what looks like a formula stays a text.
#[test]
fn an_exported_list_reads_back() {
    let folder = tempfile::tempdir().unwrap();
    let engine = open(folder.path(), "2025-09-10");
    let request = |file: &str| {
        json!({ "file": folder.path().join(file), "name": "Accounts: all/of them", "columns": [
            { "label": "Account" }, { "label": "ARR", "holds": "number" }, { "label": "Renewal", "holds": "date" }],
            "rows": [["=1+1, \"Ltd\"", "1234.50", "2026-04-01"], ["Oslo", "-3", null], ["Zeta", "soon", "later"]] })
    };
    engine.call("table_export", request("list.csv")).unwrap();
    let text = std::fs::read_to_string(folder.path().join("list.csv")).unwrap();
    assert_eq!(
        text,
        "Account,ARR,Renewal\r\n\"'=1+1, \"\"Ltd\"\"\",1234.50,2026-04-01\r\nOslo,-3,\r\nZeta,soon,later\r\n"
    );
    engine.call("table_export", request("list.xlsx")).unwrap();
    let file = folder.path().join("list.xlsx");
    let report = engine.call("import_preview", json!({ "kind": "accounts", "file": file })).unwrap();
    assert_eq!(report["failed"], 0, "our own import reads it: {report}");
    let refused = engine.call("table_export", request("list.txt")).unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("file"));
}

/// What was deleted comes back with what went with it, as one step; what would come back to nowhere says where to.
#[test]
fn the_trash_gives_back() {
    let folder = tempfile::tempdir().unwrap();
    let (engine, ids) = book(folder.path());
    let trash = || -> Vec<String> {
        let trash = engine.call("trash_list", json!({})).unwrap();
        let rows = trash["rows"].as_array().unwrap().clone();
        rows.iter()
            .map(|row| format!("{} {} +{}", row["kind"], row["title"], row["with"]).replace('"', ""))
            .collect()
    };
    let page = engine.call("account_get", json!({ "id": ids[0] })).unwrap();
    let contract = page["contracts"][0]["contract"]["id"].clone();
    engine.call("contract_delete", json!({ "id": contract })).unwrap();
    assert_eq!(trash(), ["contract Contract from 2025-04-01 +1"], "its line is not shown beside it");
    engine.call("accounts_delete", json!({ "ids": [ids[0]] })).unwrap();
    let restore = |kind: &str, id: &Value| {
        engine.call("trash_restore", json!({ "items": [{ "kind": kind, "id": id }] }))
    };
    let refused = restore("contract", &contract).unwrap_err();
    assert!(refused.hint.contains("Örebro Works"), "{}", refused.hint);
    restore("account", &json!(ids[0])).unwrap();
    restore("contract", &contract).unwrap();
    assert_eq!(trash(), [""; 0]);
    let again = engine.call("account_get", json!({ "id": ids[0] })).unwrap();
    assert_eq!(again["arr"], page["arr"], "with its line");
    engine.call("undo", json!({})).unwrap();
    assert_eq!(trash(), ["contract Contract from 2025-04-01 +1"]);
    let seat = engine.call("product_list", json!({})).unwrap()[0]["product"].clone();
    engine.call("product_delete", json!({ "id": seat["id"] })).unwrap();
    engine.call("product_create", json!({ "name": "seat", "kind": "seat" })).unwrap();
    let refused = restore("product", &seat["id"]).unwrap_err();
    assert!(refused.message.contains("another has its name"), "{}", refused.message);
    let refused = engine
        .call("trash_purge", json!({ "items": [{ "kind": "product", "id": seat["id"] }] }))
        .unwrap_err();
    assert!(refused.message.contains("contract line still needs it"), "{}", refused.message);
    assert_eq!(engine.call("check", json!({})).unwrap()["problems"], json!([]));
}

/// A person erased for good is in no byte of the book: not in a row, in the journal, in search or in free space. What
/// they said stays, nameless, and the changes around it can still be taken back.
#[test]
fn an_erased_person_is_gone_from_every_byte() {
    let folder = tempfile::tempdir().unwrap();
    let (engine, ids) = book(folder.path());
    let name = "Quirina Zebulonova";
    let person = engine
        .call("contact_create", json!({ "account_id": ids[0], "name": name, "email": "quirina@example.com" }))
        .unwrap();
    engine
        .call("contact_update", json!({ "id": person["id"], "set": { "title": "Head of Xylography" } }))
        .unwrap();
    let note = engine
        .call("note_save", json!({ "account_id": ids[0], "held_on": "2025-09-09", "people": [person["id"]], "quotes": [
            { "text": "We lose a day a week.", "speaker": name, "contact_id": person["id"], "kind": "pain" }] }))
        .unwrap();
    let quote = note["quotes"][0]["id"].clone();
    engine.call("quote_correct", json!({ "id": quote, "text": "We lose a day every week." })).unwrap();
    engine.call("contact_delete", json!({ "id": person["id"] })).unwrap();
    engine.call("trash_purge", json!({ "items": [{ "kind": "contact", "id": person["id"] }] })).unwrap();

    let trash = engine.call("trash_list", json!({})).unwrap();
    assert_eq!(trash["rows"], json!([]));
    assert_eq!((&trash["erased"][0]["kind"], &trash["erased"][0]["rows"]), (&json!("contact"), &json!(1)));
    assert_eq!(engine.call("check", json!({})).unwrap()["problems"], json!([]));
    let page = engine.call("account_get", json!({ "id": ids[0] })).unwrap();
    assert_eq!(page["quotes"][0]["quote"]["text"], "We lose a day every week.");
    assert_eq!(page["quotes"][0]["quote"]["speaker"], "A person whose name was erased");
    engine.call("undo", json!({})).unwrap();
    let page = engine.call("account_get", json!({ "id": ids[0] })).unwrap();
    assert_eq!(page["quotes"][0]["quote"]["text"], "We lose a day a week.", "the correction is taken back");
    engine.call("undo", json!({})).unwrap();
    assert_eq!(engine.call("check", json!({})).unwrap()["problems"], json!([]));
    drop(engine);
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        for word in ["Quirina", "quirina", "Zebulonova", "zebulonova", "Xylography", "xylography"] {
            assert!(!bytes.windows(word.len()).any(|part| part == word.as_bytes()), "{word} is still there");
        }
    }
}

/// An account takes everything of its own along; the others stay, and so does their history.
#[test]
fn an_erased_account_takes_its_own_along() {
    let folder = tempfile::tempdir().unwrap();
    let (engine, ids) = book(folder.path());
    engine.call("contact_create", json!({ "account_id": ids[0], "name": "Ada Lind" })).unwrap();
    let note = json!({ "account_id": ids[0], "held_on": "2025-09-09", "next_step": "Send the plan", "next_step_due": "2025-09-12",
        "quotes": [{ "text": "We lose a day a week.", "speaker": "Ada Lind", "kind": "pain" }] });
    engine.call("note_save", note).unwrap();
    let page = engine.call("account_get", json!({ "id": ids[0] })).unwrap();
    engine.call("addendum_create", json!({ "contract_id": page["contracts"][0]["contract"]["id"] })).unwrap();
    engine.call("accounts_update", json!({ "ids": ids, "set": { "owner": "Ada Lind" } })).unwrap();
    let due = engine.call("today", json!({})).unwrap();
    engine.call("today_snooze", json!({ "id": due[0]["id"], "until": "2025-09-20" })).unwrap();
    engine.call("account_delete", json!({ "id": ids[0] })).unwrap();
    engine.call("trash_purge", json!({ "items": [{ "kind": "account", "id": ids[0] }] })).unwrap();
    assert_eq!(engine.call("check", json!({})).unwrap()["problems"], json!([]));
    assert_eq!(engine.call("account_list", json!({})).unwrap()["count"], 4);
    assert_eq!(engine.call("document_list", json!({})).unwrap(), json!([]));
    assert_eq!(engine.call("search", json!({ "text": "day" })).unwrap(), json!([]));
    engine.call("undo", json!({})).unwrap();
    let list = engine.call("account_list", json!({})).unwrap();
    assert!(
        list["rows"].as_array().unwrap().iter().all(|row| row["owner"].is_null()),
        "the others' change is undone"
    );
}
