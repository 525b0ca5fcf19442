//! What the sample promises: the same book for the same day, sound, and with the facts other tests build on.

use super::{Size, create, facts};
use crate::edge::FixedClock;
use crate::engine::{Engine, JobContext};
use chrono::NaiveDate;
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

fn made(folder: &Path, name: &str) -> Engine {
    create(&folder.join(name), Size::Small, Arc::new(FixedClock::noon(day())), &JobContext::silent()).unwrap()
}

fn id_of(engine: &Engine, external_id: &str) -> String {
    engine
        .read(|read| {
            read.connection
                .query_row("SELECT id FROM account WHERE external_id = ?", [external_id], |row| row.get(0))
                .map_err(crate::store::sql_error)
        })
        .unwrap()
}

fn page(engine: &Engine, external_id: &str) -> Value {
    engine.call("account_get", json!({ "id": id_of(engine, external_id) })).unwrap()
}

/// All rows of all tables as text.
fn content(engine: &Engine) -> Vec<String> {
    engine
        .read(|read| {
            let sql = |error| crate::store::sql_error(error);
            let mut tables = read
                .connection
                .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
                .map_err(sql)?;
            let names: Vec<String> =
                tables.query_map([], |row| row.get(0)).map_err(sql)?.collect::<Result<_, _>>().map_err(sql)?;
            let mut found = Vec::new();
            for name in names {
                let mut statement = read.connection.prepare(&format!("SELECT * FROM \"{name}\"")).map_err(sql)?;
                let width = statement.column_count();
                let mut rows = statement.query([]).map_err(sql)?;
                while let Some(row) = rows.next().map_err(sql)? {
                    let cells: Vec<String> = (0..width).map(|at| format!("{:?}", row.get_ref(at).unwrap())).collect();
                    found.push(format!("{name}: {}", cells.join(" | ")));
                }
            }
            Ok(found)
        })
        .unwrap()
}

/// Tests, screenshots and people compare papers across machines: a row that differs would be chance or a clock.
#[test]
fn equal_days_give_equal_books() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (content(&made(folder.path(), "1")), content(&made(folder.path(), "2")));
    assert!(first.len() > 1000, "{} rows", first.len());
    for (one, other) in first.iter().zip(&second) {
        assert_eq!(one, other);
    }
    assert_eq!(first.len(), second.len());
}

/// A sample that `check` finds fault with would teach people to ignore `check`.
#[test]
fn the_book_is_sound_and_has_nothing_to_undo() {
    let folder = tempfile::tempdir().unwrap();
    let engine = made(folder.path(), "book");
    assert_eq!(engine.call("check", json!({})).unwrap(), json!({ "ok": true, "problems": [] }));
    assert_eq!(engine.call("journal", json!({})).unwrap(), json!([]));
    assert_eq!(engine.call("undo", json!({})).unwrap_err().message, "There is nothing to undo.");
}

/// The first accounts are what tests, screenshots and the first look rest on.
#[test]
fn the_facts_hold() {
    let folder = tempfile::tempdir().unwrap();
    let engine = made(folder.path(), "book");
    let list = engine.call("account_list", json!({})).unwrap();
    assert_eq!(list["rows"].as_array().unwrap().len(), facts::ACCOUNTS);
    let noted = list["rows"].as_array().unwrap().iter().filter(|row| !row["last_call"].is_null()).count();
    assert_eq!(noted, facts::ACCOUNTS_WITH_NOTES);
    let soon = page(&engine, facts::RENEWS_IN_60_DAYS);
    assert_eq!(soon["contracts"][0]["days_to_renewal"], 60);
    let paused = page(&engine, facts::PAUSED);
    assert!(paused["account"]["health"].as_i64().unwrap() < 70);
    assert!(paused["account"]["open_critical_issues"].as_i64().unwrap() > 0);
    assert_eq!(page(&engine, facts::NO_CONTRACT)["contracts"], json!([]));
    assert_eq!(page(&engine, facts::GERMAN)["account"]["paper_language"], "de");
    assert_eq!(page(&engine, facts::FRENCH)["account"]["paper_language"], "fr");
    let churned = page(&engine, facts::CHURNED);
    assert_eq!((&churned["account"]["status"], &churned["arr"]["minor"]), (&json!("churned"), &json!(0)));
    let trial = page(&engine, facts::TRIAL);
    assert_eq!((&trial["account"]["status"], &trial["arr"]["minor"]), (&json!("trial"), &json!(0)));
    let acceptance = &page(&engine, facts::ACCEPTANCE)["contracts"][0]["contract"];
    assert_eq!(acceptance["renewal_date"], "2027-04-01");
    assert_eq!(acceptance["start"], "2026-04-01");
}

/// The first thing a new user does is open accounts one after the other.
#[test]
fn every_account_opens() {
    let folder = tempfile::tempdir().unwrap();
    let engine = made(folder.path(), "book");
    for at in 1..=facts::ACCOUNTS {
        let page = page(&engine, &format!("S-{at:03}"));
        assert!(!page["account"]["name"].as_str().unwrap().is_empty());
    }
}
