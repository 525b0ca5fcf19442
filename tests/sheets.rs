//! The internal sheets over the engine: what the white-space sheet of an account says field for field in its three
//! forms, and what a call brief says.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

use headroom_engine::{Engine, FixedClock, JobContext, sample};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;

const TODAY: &str = "2026-11-21";

fn book(folder: &Path) -> Engine {
    let clock = Arc::new(FixedClock::noon(TODAY.parse().unwrap()));
    sample::create(&folder.join("s.headroom"), sample::Size::Small, clock, &JobContext::silent()).unwrap()
}

fn account(engine: &Engine, external: &str) -> String {
    let list = engine.call("account_list", json!({})).unwrap();
    let rows = list["rows"].as_array().unwrap();
    rows.iter().find(|row| row["external_id"] == external).unwrap()["id"].as_str().unwrap().to_owned()
}

fn export(engine: &Engine, kind: &str, account: &str, folder: &Path, format: &str) -> (Vec<u8>, Value) {
    let file = folder.join(format!("sheet.{format}"));
    let request = json!({ "kind": kind, "account_id": account, "file": file, "format": format });
    let report = engine.run_job("sheet_export", request, &JobContext::silent()).unwrap();
    (std::fs::read(file).unwrap(), report)
}

/// The rows of a CSV as objects by their column.
fn rows(csv: &[u8]) -> Vec<std::collections::BTreeMap<String, String>> {
    csv::Reader::from_reader(csv).deserialize().map(Result::unwrap).collect()
}

/// Corrigan Mills: 60 Standard seats at 240 and Trend Reports at 4,800 are 19,200 a year. 84 Professional seats at
/// 396 in place of the 60: 33,264 - 14,400 = 18,864. Supplier Audits 6,000. Together 24,864.
#[test]
fn a_white_space_sheet_field_for_field() {
    let folder = tempfile::tempdir().unwrap();
    let engine = book(folder.path());
    let id = account(&engine, "S-001");
    engine
        .call(
            "account_update",
            json!({ "id": id, "set": { "use_cases": "Shift checks, corrective actions" } }),
        )
        .unwrap();
    let (csv, report) = export(&engine, "white_space", &id, folder.path(), "csv");
    assert_eq!(report["pages"], Value::Null);
    let rows = rows(&csv);
    let has = |row: usize, fields: &[(&str, &str)]| {
        for (column, value) in fields {
            assert_eq!(rows[row][*column], *value, "{column} of row {row}");
        }
    };
    has(
        0,
        &[
            ("section", "account"),
            ("account", "Corrigan Mills"),
            ("current_arr", "19200.00"),
            ("currency", "USD"),
            ("contract_end", "2027-05-31"),
            ("licensed", "60"),
            ("employees", "1140"),
            ("products", "60 × Standard seat, Trend Reports"),
            ("people", "260 could use it, 200 of them have no seat"),
            ("departments", "Operations, Finance, Quality"),
            ("use_cases", "Shift checks, corrective actions"),
            (
                "not_looked_at",
                "Seats used at 97% of the limit; never bought: Interface 500K, Lab Link, Training Records, Validation Pack",
            ),
        ],
    );
    has(
        1,
        &[
            ("section", "plan"),
            ("number", "1"),
            ("dimension", "plan"),
            ("product", "Professional seat"),
            ("unit_or_department", "Five plants"),
            ("current", "60 Standard seats"),
            ("potential", "84 Professional seats"),
            ("basis", "Shift leads of all five plants, list of Marcus Adeyemi"),
            (
                "triggering_need",
                "If I can see which corrective actions are late, I can stop calling five plant managers every Thursday.",
            ),
            ("said_by", "Elaine Prout"),
            ("champion", "Marcus Adeyemi"),
            ("champion_role", "Quality Systems Manager"),
            ("use_case", "Night shift enters findings on the line"),
            ("value_driver", "Fewer hours between a finding and its action"),
            ("arr_impact", "18864.00"),
            ("quarter", "2027Q1"),
            ("status", "in_deal"),
            ("arr_potential", "4"),
            ("ease", "4"),
            ("importance", "5"),
        ],
    );
    has(
        2,
        &[
            ("section", "cross_sell"),
            ("number", "2"),
            ("product", "Supplier Audits"),
            ("unit_or_department", "Purchasing"),
            ("champion", ""),
            ("incumbent", "Paper and a shared mailbox"),
            ("arr_impact", "6000.00"),
            ("quarter", "2027Q3"),
        ],
    );
    has(3, &[("section", "total"), ("arr_impact", "24864.00"), ("currency", "USD")]);
    has(4, &[("section", "action"), ("number", "1"), ("owner", "Nora Castellan"), ("due", "2026-11-24")]);
    assert_eq!(rows.iter().filter(|row| row["section"] == "action").count(), 3);

    // Where nothing is due, somebody looks at what nobody has looked at: still three.
    let quiet = account(&engine, "S-013");
    let (csv, _) = export(&engine, "white_space", &quiet, folder.path(), "csv");
    let actions: Vec<String> = self::rows(&csv)
        .into_iter()
        .filter(|row| row["section"] == "action")
        .map(|row| row["action"].clone())
        .collect();
    assert_eq!(actions.len(), 3, "{actions:?}");
    assert!(actions[0].starts_with("Look into: 46 seats"), "{actions:?}");

    // The same content as Markdown, and on one page.
    let (markdown, _) = export(&engine, "white_space", &id, folder.path(), "md");
    let markdown = String::from_utf8(markdown).unwrap();
    for says in [
        "# White space: Corrigan Mills",
        "- **ARR today, USD**: 19,200",
        "- **Licensed**: 60 of 1,140",
        "## 1. Plan",
        "84 × 396.00 a year, less 14,400.00 of today",
        "- **ARR**: 18,864, Q1 2027",
        "## 2. Supplier Audits",
        "## Total: 24,864",
        "19,200 today, 44,064 with everything, Q1 2027 to Q3 2027",
        "1. One page with the rollout",
    ] {
        assert!(markdown.contains(says), "{says} in\n{markdown}");
    }
    let (pdf, report) = export(&engine, "white_space", &id, folder.path(), "pdf");
    assert_eq!((report["pages"].clone(), &pdf[..4]), (json!(1), &b"%PDF"[..]));
}

/// An amount that was entered wins over units and price; lost items are no potential.
#[test]
fn an_entered_amount_wins_and_lost_items_do_not_count() {
    let folder = tempfile::tempdir().unwrap();
    let engine = book(folder.path());
    let id = account(&engine, "S-001");
    let list = engine.call("white_space_list", json!({ "id": id })).unwrap();
    assert_eq!(list[0]["worth"], json!({ "minor": 1_886_400, "currency": "USD" }));
    assert_eq!(list[0]["reckoning"]["replaced"], json!({ "minor": 1_440_000, "currency": "USD" }));
    for (at, set) in [(0, json!({ "arr_minor": 2_000_000 })), (1, json!({ "status": "lost" }))] {
        engine.call("white_space_update", json!({ "id": list[at]["id"], "set": set })).unwrap();
    }
    let (csv, _) = export(&engine, "white_space", &id, folder.path(), "csv");
    let total = rows(&csv).into_iter().find(|row| row["section"] == "total").unwrap();
    assert_eq!(total["arr_impact"], "20000.00");
    let refused = engine
        .call("white_space_update", json!({ "id": list[0]["id"], "set": { "units": "-3" } }))
        .unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("units"));
}

/// Every third account of the sample has a sheet and a brief of one page, in each language.
#[test]
fn accounts_have_their_sheets_on_one_page() {
    let folder = tempfile::tempdir().unwrap();
    let engine = book(folder.path());
    let list = engine.call("account_list", json!({})).unwrap();
    for (at, row) in list["rows"].as_array().unwrap().iter().step_by(3).enumerate() {
        let language = ["en", "de", "fr"][at % 3];
        for kind in ["white_space", "call_brief"] {
            let request = json!({ "kind": kind, "account_id": row["id"], "wish": { "language": language } });
            let preview = engine.call("sheet_preview", request).unwrap();
            assert_eq!(preview["pages"], 1, "{kind} of {} in {language}", row["name"]);
        }
    }
}

/// The words of a paper.
fn html(engine: &Engine, account: &str, folder: &Path, wish: Value) -> String {
    let file = folder.join("brief.html");
    let request =
        json!({ "kind": "call_brief", "account_id": account, "file": file, "format": "html", "wish": wish });
    engine.run_job("sheet_export", request, &JobContext::silent()).unwrap();
    std::fs::read_to_string(file).unwrap().replace('\u{a0}', " ")
}

/// Corrigan Mills used 58 of 60 seats on 31 October; 2 April 2027 is 60 days before the renewal on 1 June.
#[test]
fn a_call_brief_says_what_one_needs_before_the_call() {
    let folder = tempfile::tempdir().unwrap();
    let engine = book(folder.path());
    let id = account(&engine, "S-001");
    let brief = html(&engine, &id, folder.path(), json!({}));
    for says in [
        "Internal, not for the customer",
        "Last call Thursday, November 12, 2026, with Elaine Prout, Marcus Adeyemi and Tessa Orban",
        "A finding from the night shift sits on paper",
        "One page with the rollout for Sioux City and Decatur",
        "58 of 60",
        "Apr 2, 2027",
        "Jun 1, 2027",
        "VP Operations, holds the budget",
        "Price, discount, the end of the quarter.",
    ] {
        assert!(brief.contains(says), "{says}");
    }
    let page = engine.call("account_get", json!({ "id": id })).unwrap();
    let buyer =
        page["contacts"].as_array().unwrap().iter().find(|one| one["name"] == "Elaine Prout").unwrap();
    let wish = json!({ "day": "2026-11-26", "people": [buyer["id"]], "purpose": "To agree the rollout", "opening": "What would you change?" });
    let named = html(&engine, &id, folder.path(), wish);
    for says in
        ["Thursday, November 26, 2026, with Elaine Prout", "To agree the rollout", "What would you change?"]
    {
        assert!(named.contains(says), "{says}");
    }
    let unknown = engine.call(
        "sheet_preview",
        json!({ "kind": "call_brief", "account_id": id, "wish": { "people": ["con_nobody"] } }),
    );
    assert_eq!(unknown.unwrap_err().field.as_deref(), Some("people"));
}

/// Twelve people, six long quotes, eight promises, six criteria: rows are left out until it is one page.
#[test]
fn the_brief_of_the_longest_account_is_one_page() {
    let folder = tempfile::tempdir().unwrap();
    let engine = book(folder.path());
    let id = account(&engine, "S-004");
    let long = "so that whoever comes in at night finds the same sheet as whoever went home in the evening, in each of the eleven houses";
    for at in 0..8 {
        let title = format!("Regional Director of Brand Standards and Guest Safety, Area {at}");
        engine
            .call("contact_create", json!({ "account_id": id, "name": format!("Maximiliane Vandenbroucke-Oyelaran {at}"), "title": title }))
            .unwrap();
        let what = format!("Promise {at}: {long}");
        engine.call("task_create", json!({ "account_id": id, "what": what, "due": "2026-12-01" })).unwrap();
    }
    let quotes: Vec<Value> = (0..6)
        .map(|at| json!({ "text": format!("Number {at}: we write it down twice, {long}, and {long}."), "kind": "pain", "speaker": "Corinne Vasseur-Blake" }))
        .collect();
    let parked = format!("The renewal, {long}");
    engine
        .call("note_save", json!({ "account_id": id, "held_on": "2026-11-20", "quotes": quotes, "next_step": long, "next_step_due": "2026-12-01", "parked_renewal": parked }))
        .unwrap();
    for language in ["en", "de", "fr"] {
        let request = json!({ "kind": "call_brief", "account_id": id, "wish": { "language": language } });
        let preview = engine.call("sheet_preview", request).unwrap();
        assert_eq!((&preview["pages"], &preview["warnings"]), (&json!(1), &json!([])), "{language}");
    }
    let brief = html(&engine, &id, folder.path(), json!({}));
    assert!(brief.matches("class=\"qs\"").count() >= 2 && brief.contains('…'));
}
