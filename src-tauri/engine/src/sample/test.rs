//! What the sample promises: the same book for the same day, sound, and with the facts other tests build on.

use super::{Size, create, facts};
use crate::edge::FixedClock;
use crate::engine::{Engine, JobContext};
use chrono::NaiveDate;
use headroom_core::error::Code;
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

/// The headline, the people and the papers a first look and most tests start from.
#[test]
fn the_hero_is_ready_to_send() {
    let folder = tempfile::tempdir().unwrap();
    let engine = made(folder.path(), "book");
    let hero = page(&engine, facts::HERO);
    let quotes = hero["quotes"].as_array().unwrap();
    let headline = quotes.iter().find(|row| row["quote"]["text"] == facts::HERO_HEADLINE).unwrap();
    assert_eq!(headline["quote"]["kind"], "goal");
    assert_eq!(headline["quote"]["speaker"], facts::HERO_BUYER);
    assert!(facts::HERO_HEADLINE.chars().count() <= 90);
    let documents = hero["documents"].as_array().unwrap();
    let kinds: Vec<(&Value, &Value)> = documents.iter().map(|row| (&row["kind"], &row["state"])).collect();
    assert_eq!(kinds.len(), 3);
    assert!(kinds.contains(&(&json!("proposal"), &json!("draft"))));
    assert!(kinds.contains(&(&json!("addendum"), &json!("draft"))));
    assert!(kinds.contains(&(&json!("qbr"), &json!("draft"))));
    for account in [facts::HERO, facts::GERMAN, facts::FRENCH] {
        let page = page(&engine, account);
        let proposal =
            page["documents"].as_array().unwrap().iter().find(|row| row["kind"] == "proposal").unwrap();
        let checks = engine.call("paper_check", json!({ "id": proposal["id"] })).unwrap();
        let unmet: Vec<&Value> =
            checks.as_array().unwrap().iter().filter(|check| check["level"] != "met").collect();
        assert!(unmet.is_empty(), "{account}: {unmet:#?}");
    }
}

/// 120 seats at signing, then 40, a module, 30 more and another module: three papers, each in force.
#[test]
fn three_addenda_are_signed() {
    let folder = tempfile::tempdir().unwrap();
    let engine = made(folder.path(), "book");
    let page = page(&engine, facts::THREE_ADDENDA);
    let signed = page["documents"].as_array().unwrap().iter().filter(|row| row["state"] == "signed").count();
    assert_eq!(signed, 3);
    let lines = page["contracts"][0]["lines"].as_array().unwrap();
    assert_eq!(lines.iter().filter(|line| line["line"]["origin"] == "addendum").count(), 4);
    // (120 + 40 + 30) x 240 + 4,800 + 4,200 + 6,000 = 60,600.00 a year.
    assert_eq!(page["arr"], json!({ "minor": 6_060_000, "currency": "USD" }));
}

/// From 1 December 2026 to the renewal on 1 April 2027 are 121 of the 365 days of the contract year:
/// 12,000 x 121 / 365 = 3,978.0821, rounded once to 3,978.08. A full year at renewal is 12,000.00.
#[test]
fn the_acceptance_case_can_be_followed_by_hand() {
    let folder = tempfile::tempdir().unwrap();
    let engine = made(folder.path(), "book");
    let page = page(&engine, facts::ACCEPTANCE);
    let addendum =
        page["documents"].as_array().unwrap().iter().find(|row| row["kind"] == "addendum").unwrap();
    let found = engine.call("document_get", json!({ "id": addendum["id"] })).unwrap();
    let totals = &found["calculation"]["record"]["totals"];
    assert_eq!(totals["total"]["minor"], 397_808, "{found:#}");
    assert_eq!(totals["acv_added"]["minor"], 1_200_000);
}

/// Names that break fonts, sorting and file names when nobody looks.
#[test]
fn names_come_in_five_scripts() {
    let folder = tempfile::tempdir().unwrap();
    let engine = made(folder.path(), "book");
    let scripts = [
        (facts::LATIN_EXTENDED, '\u{100}'..='\u{24f}'),
        (facts::CYRILLIC, '\u{400}'..='\u{4ff}'),
        (facts::GREEK, '\u{370}'..='\u{3ff}'),
        (facts::ARABIC, '\u{600}'..='\u{6ff}'),
        (facts::CJK, '\u{4e00}'..='\u{9fff}'),
    ];
    for (account, letters) in scripts {
        let name = page(&engine, account)["account"]["name"].as_str().unwrap().to_owned();
        assert!(name.chars().any(|letter| letters.contains(&letter)), "{account}: {name}");
    }
}

/// Method tests need a contract year of 366 days whatever day it is.
#[test]
fn a_contract_year_holds_a_29_february() {
    for today in ["2026-11-21", "2028-02-29", "2028-07-01", "2099-12-31"] {
        let row =
            super::data::accounts().unwrap().into_iter().find(|row| row.id == facts::LEAP_YEAR).unwrap();
        let today: NaiveDate = today.parse().unwrap();
        let (start, renewal) = row.contract_dates(today).unwrap().unwrap();
        assert!(start < today && today < renewal, "{start} {renewal}");
        let last_year = headroom_core::dates::add_months(renewal, -12).unwrap();
        assert!(headroom_core::dates::leap_day_within(last_year, renewal).is_some(), "{last_year} {renewal}");
    }
}

/// The sample is made on any day of any month, the last of a short one and a leap day too.
#[test]
fn any_day_will_do() {
    let folder = tempfile::tempdir().unwrap();
    for today in ["2026-12-31", "2027-02-28", "2028-02-29", "2027-03-31"] {
        let clock = Arc::new(FixedClock::noon(today.parse().unwrap()));
        let engine = create(&folder.path().join(today), Size::Small, clock, &JobContext::silent()).unwrap();
        assert_eq!(engine.call("check", json!({})).unwrap()["problems"], json!([]), "{today}");
    }
}

/// A stopped job leaves nothing half done, and nothing is ever overwritten.
#[test]
fn cancelled_or_refused_it_leaves_the_folder_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book");
    let job = JobContext::silent();
    job.cancel();
    let make = |job: &JobContext| create(&path, Size::Small, Arc::new(FixedClock::noon(day())), job);
    assert_eq!(make(&job).map(drop).unwrap_err().code, Code::Cancelled);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    std::fs::write(&path, "mine").unwrap();
    assert_eq!(make(&JobContext::silent()).map(drop).unwrap_err().code, Code::Precondition);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
}

/// The large book's make, on a hundredth of it: 100 accounts with 4 lines, 10 notes, 20 quotes, 100 usage rows each.
#[test]
fn the_large_book_is_sound() {
    let folder = tempfile::tempdir().unwrap();
    let new = crate::store::NewBook { currency: "USD".into(), locale: "en-US".into() };
    let engine =
        Engine::create(&folder.path().join("book"), &new, Arc::new(FixedClock::noon(day()))).unwrap();
    engine
        .write_with("sample", &crate::engine::Ids::seeded("sample"), |write| {
            let connection = write.connection;
            crate::store::journal::suspended(connection, || super::large(write, 100, &JobContext::silent()))
        })
        .unwrap();
    assert_eq!(engine.call("check", json!({})).unwrap(), json!({ "ok": true, "problems": [] }));
    let count = |table: &str| -> u64 {
        let sql = format!("SELECT count(*) FROM {table}");
        let count = engine.read(|read| {
            read.connection.query_row(&sql, [], |row| row.get::<_, i64>(0)).map_err(crate::store::sql_error)
        });
        u64::try_from(count.unwrap()).unwrap()
    };
    let share = facts::LARGE_ACCOUNTS / 100;
    assert_eq!(count("product"), facts::LARGE_PRODUCTS);
    assert_eq!(count("contract_line") * share, facts::LARGE_LINES);
    assert_eq!(count("call_note") * share, facts::LARGE_NOTES);
    assert_eq!(count("quote") * share, facts::LARGE_QUOTES);
    assert_eq!(count("usage_snapshot") * share, facts::LARGE_USAGE);
    for at in [1, 50, 100] {
        let page = page(&engine, &format!("L-{at:05}"));
        assert!(page["arr"]["minor"].as_i64().unwrap() > 0);
    }
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
