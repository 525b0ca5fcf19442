//! A deck on another machine: the day, the time zone and the locale of the environment change no byte of it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

use std::path::Path;
use std::process::Command;

const MACHINES: [[(&str, &str); 3]; 3] = [
    [("TZ", "UTC"), ("LANG", "C.UTF-8"), ("LC_ALL", "C.UTF-8")],
    [("TZ", "Pacific/Auckland"), ("LANG", "de_DE.UTF-8"), ("LC_ALL", "de_DE.UTF-8")],
    [("TZ", "America/Los_Angeles"), ("LANG", "fr_FR.UTF-8"), ("LC_ALL", "fr_FR.UTF-8")],
];

fn headroom(machine: usize, book: &Path, today: &str, words: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_headroom-cli"))
        .envs(MACHINES[machine])
        .arg("--book")
        .arg(book)
        .args(["--json", "--today", today])
        .args(words)
        .output()
        .unwrap();
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn id(answer: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(answer).unwrap();
    value["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_deck_has_the_same_bytes_on_another_day_in_another_time_zone_and_locale() {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("b.headroom");
    let deck = |machine: usize, today: &str, id: &str| {
        let file = folder.path().join(format!("{machine}-{today}-{}.pdf", &id[..8]));
        headroom(
            machine,
            &book,
            today,
            &["render", "qbr", id, "--quarter", "2026Q4", "--out", file.to_str().unwrap()],
        );
        std::fs::read(file).unwrap()
    };
    headroom(0, &book, "2026-11-21", &["new"]);
    let account =
        id(&headroom(0, &book, "2026-11-21", &["call", "account_create", r#"{"name":"Lind Haulage"}"#]));
    // Not stored: composed for the day, the same on every machine.
    let composed = deck(0, "2026-11-21", &account);
    assert!(composed == deck(1, "2026-11-21", &account) && composed == deck(2, "2026-11-21", &account));
    let request = format!(r#"{{"account_id":"{account}"}}"#);
    let review = id(&headroom(0, &book, "2026-11-21", &["call", "qbr_create", &request]));
    headroom(0, &book, "2026-11-21", &["call", "qbr_freeze", &format!(r#"{{"id":"{review}"}}"#)]);
    let frozen = deck(0, "2026-11-21", &review);
    assert!(frozen == deck(1, "2027-06-01", &review), "another day in Auckland");
    assert!(frozen == deck(2, "2026-12-31", &review), "another day in Los Angeles");
    // Drawn again, not read from the store.
    let drawn = |machine: usize, today: &str| {
        headroom(machine, &book, today, &["call", "document_preview", &format!(r#"{{"id":"{review}"}}"#)])
    };
    assert!(drawn(0, "2026-11-21") == drawn(1, "2027-06-01"));
}
