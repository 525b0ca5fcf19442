//! Accounts, contracts and usage: created once, unchanged or refreshed the next time, previewed and undone.

use super::desk::{Desk, counts, fixture, noticed, request};
use headroom_core::error::Code;
use headroom_engine::JobContext;
use headroom_engine::import::{self, ImportKind, ImportReport, ImportRequest};
use std::sync::Arc;

#[test]
fn accounts_are_created_once_and_then_unchanged() {
    let desk = Desk::new();
    let first = desk.import(ImportKind::Accounts, &fixture("accounts.csv"));
    assert_eq!(counts(&first), (4, 4, 0, 0, 0), "{:?}", first.errors);
    let again = desk.import(ImportKind::Accounts, &fixture("accounts.csv"));
    assert_eq!(counts(&again), (4, 0, 0, 4, 0));
    assert_eq!(desk.text("SELECT status FROM account WHERE external_id = 'A-100002'"), "churned");
    assert_eq!(desk.text("SELECT status FROM account WHERE external_id = 'A-100003'"), "trial");
    assert_eq!(
        desk.text("SELECT extra ->> '$.referral_source' FROM account WHERE external_id = 'A-100001'"),
        "partner",
        "what has no field of its own is kept by column name"
    );
    assert_eq!(first.mapping.key.as_deref(), Some("account_id"));
    assert!(noticed(&first, "found again by their id"), "{:?}", first.notices);
}

#[test]
fn contract_lines_follow_the_import_rules() {
    let desk = Desk::new();
    desk.import(ImportKind::Accounts, &fixture("accounts.csv"));
    let report = desk.import(ImportKind::Contracts, &fixture("subscriptions.csv"));
    assert_eq!(counts(&report), (5, 5, 0, 0, 0), "{:?}", report.errors);
    assert_eq!(counts(&desk.import(ImportKind::Contracts, &fixture("subscriptions.csv"))), (5, 0, 0, 5, 0));
    // Four accounts, one currency: four contracts.
    assert_eq!(desk.count("SELECT count(*) FROM contract"), 4);
    let line = |column: &str, id: &str| {
        desk.text(&format!("SELECT CAST(\"{column}\" AS TEXT) FROM contract_line WHERE external_id = '{id}'"))
    };
    assert_eq!((line("unit_price", "S-200001"), line("period", "S-200001")), ("199".into(), "month".into()));
    assert_eq!(line("given_arr_minor", "S-200001"), "3343200");
    assert_eq!(line("end", "S-200001"), "2024-04-12", "an end date ends the line whatever auto-renew says");
    assert_eq!(line("end", "S-200002"), "null", "no end: open-ended");
    assert_eq!((line("trial", "S-200003"), line("given_arr_minor", "S-200003")), ("1".into(), "null".into()));
    assert_eq!(line("end", "S-200004"), "2024-12-31", "a line of no days is kept");
    assert_eq!(line("given_arr_minor", "S-200005"), "500000", "the yearly value wins over 490 x 12 = 5,880");
    let head = "FROM contract c JOIN account a ON a.id = c.account_id WHERE a.external_id = 'A-100001'";
    assert_eq!(desk.text(&format!("SELECT c.start {head}")), "2023-12-23", "the first line's start");
    assert_eq!(desk.text(&format!("SELECT c.billing_period {head}")), "annual", "as the latest line says");
    for words in [
        "New products: Enterprise, Pro, Basic",
        "the same day",
        "trials",
        "not the price over a year",
        "no renewal date",
        "upgrade_flag",
    ] {
        assert!(noticed(&report, words), "{words}: {:?}", report.notices);
    }
    assert_eq!(desk.text("SELECT kind FROM product WHERE name = 'Pro'"), "plan");
}

#[test]
fn usage_is_summed_by_line_metric_and_day() {
    let desk = Desk::new();
    desk.import(ImportKind::Accounts, &fixture("accounts.csv"));
    desk.import(ImportKind::Contracts, &fixture("subscriptions.csv"));
    let report = desk.import(ImportKind::Usage, &fixture("feature_usage.csv"));
    // The last row is the one before it once more; the two rows of U-2 differ and are two.
    assert_eq!(counts(&report), (5, 4, 0, 1, 0), "{:?}", report.errors);
    assert_eq!(desk.text("SELECT value FROM usage_snapshot WHERE metric = 'feature_20'"), "13", "9 + 4");
    assert_eq!(desk.text("SELECT value FROM usage_snapshot WHERE metric = 'feature_5'"), "10", "9 + 1");
    let again = desk.import(ImportKind::Usage, &fixture("feature_usage.csv"));
    assert_eq!(counts(&again), (5, 0, 0, 5, 0));
    import::undo(&desk.engine, report.import_id.as_deref().unwrap()).unwrap();
    assert_eq!(desk.count("SELECT count(*) FROM usage_snapshot"), 0);
}

#[test]
fn a_later_value_of_a_day_stands_in_front_of_the_earlier_one() {
    let desk = Desk::new();
    desk.import(ImportKind::Accounts, &fixture("accounts.csv"));
    let rows = |seats: u32| format!("account_id,date,seats_used,dau\nA-100001,2026-11-01,{seats},4.5\n");
    let file = desk.file("u.csv", rows(40));
    assert_eq!(counts(&desk.import(ImportKind::Usage, &file)), (1, 1, 0, 0, 0));
    assert_eq!(
        desk.text("SELECT value FROM usage_snapshot WHERE metric = 'seats_used' AND line_id = ''"),
        "40"
    );
    let file = desk.file("u.csv", rows(41));
    let second = desk.import(ImportKind::Usage, &file);
    assert_eq!((second.updated > 0, second.failed), (true, 0));
    assert_eq!(
        desk.import(ImportKind::Usage, &file).updated,
        0,
        "the newest value is what a file is compared with"
    );
}

#[test]
fn a_preview_writes_nothing_and_says_the_same() {
    let desk = Desk::new();
    let before = desk.everything();
    let shown = desk.preview(ImportKind::Accounts, &fixture("accounts.csv"));
    assert_eq!(desk.everything(), before);
    assert_eq!(desk.count("SELECT count(*) FROM import_run"), 0);
    let done = desk.import(ImportKind::Accounts, &fixture("accounts.csv"));
    assert_eq!(shown.import_id, None);
    assert_eq!(ImportReport { import_id: None, ..done }, shown);
    for (kind, name) in
        [(ImportKind::Contracts, "subscriptions.csv"), (ImportKind::Usage, "feature_usage.csv")]
    {
        let before = desk.everything();
        let shown = desk.preview(kind, &fixture(name));
        assert_eq!(desk.everything(), before, "{name}");
        let done = desk.import(kind, &fixture(name));
        assert_eq!(ImportReport { import_id: None, ..done }, shown, "{name}");
    }
}

#[test]
fn undoing_an_import_brings_back_what_it_overwrote() {
    let desk = Desk::new();
    desk.import(ImportKind::Accounts, &fixture("accounts.csv"));
    let before = desk.everything();
    let text = std::fs::read_to_string(fixture("accounts.csv")).unwrap();
    let changed = text.replace("Brightmoor Labs", "Brightmoor Laboratories")
        + "A-100005,Fenwick,EdTech,US,2025-01-01,ads,Pro,3,FALSE,FALSE\n";
    let file = desk.file("later.csv", changed);
    let report = desk.import(ImportKind::Accounts, &file);
    assert_eq!(counts(&report), (5, 1, 1, 3, 0));
    import::undo(&desk.engine, report.import_id.as_deref().unwrap()).unwrap();
    assert_eq!(desk.everything(), before);
    let error = import::undo(&desk.engine, "nothing").unwrap_err();
    assert_eq!(error.code, Code::NotFound);
}

#[test]
fn undo_is_refused_when_later_work_needs_the_rows() {
    let desk = Desk::new();
    let accounts = desk.import(ImportKind::Accounts, &fixture("accounts.csv"));
    desk.import(ImportKind::Contracts, &fixture("subscriptions.csv"));
    let before = desk.everything();
    assert!(import::undo(&desk.engine, accounts.import_id.as_deref().unwrap()).is_err());
    assert_eq!(desk.everything(), before);
}

#[test]
fn a_cancelled_import_leaves_the_book_as_it_was() {
    let desk = Desk::new();
    let rows: String = (0..3_000).map(|n| format!("Company {n}\n")).collect();
    let file = desk.file("many.csv", format!("name\n{rows}"));
    let before = desk.everything();
    for stop_at in [1, 501, 2_500] {
        let slot: Arc<std::sync::Mutex<Option<JobContext>>> = Arc::default();
        let inner = slot.clone();
        let job = JobContext::new(move |progress| {
            if progress.done >= stop_at
                && let Some(job) = &*inner.lock().unwrap()
            {
                job.cancel();
            }
        });
        *slot.lock().unwrap() = Some(job.clone());
        let error = import::run(&desk.engine, &request(Some(ImportKind::Accounts), &file), &job).unwrap_err();
        assert_eq!(error.code, Code::Cancelled);
        assert_eq!(desk.everything(), before);
    }
    assert_eq!(desk.count("SELECT count(*) FROM journal"), 0);
}

#[test]
fn a_refresh_uses_the_saved_mapping_and_lists_who_vanished() {
    let desk = Desk::new();
    let file = desk.file("crm.csv", "Kdnr;Wer;Ort\n1;Alpha;Bonn\n2;Beta;Kiel\n");
    let toml =
        "kind = \"accounts\"\nkey = \"Kdnr\"\n[columns]\nWer = \"account.name\"\nOrt = \"account.region\"\n";
    assert_eq!(desk.mapped(toml, &file).unwrap().created, 2);
    let file = desk.file("crm.csv", "Kdnr;Wer;Ort\n2;Beta;Hamburg\n3;Gamma;Ulm\n");
    let refresh = ImportRequest { refresh: true, ..request(None, &file) };
    let report = import::run(&desk.engine, &refresh, &JobContext::silent()).unwrap();
    assert_eq!(counts(&report), (2, 1, 1, 0, 0));
    let gone: Vec<&str> = report.vanished.iter().map(|account| account.name.as_str()).collect();
    assert_eq!(gone, ["Alpha"]);
    assert_eq!(report.saved_with.unwrap().file_name, "crm.csv");
    let change = &report.changes[0];
    let fields: Vec<_> =
        change.fields.iter().map(|f| (f.field.as_str(), f.before.as_deref(), f.after.as_deref())).collect();
    assert_eq!((change.name.as_str(), fields), ("Beta", vec![("region", Some("Kiel"), Some("Hamburg"))]));
    let other = desk.file("other.csv", "Account name\nDelta\n");
    let first = ImportRequest { refresh: true, ..request(None, &other) };
    let report = import::run(&desk.engine, &first, &JobContext::silent()).unwrap();
    assert_eq!((report.saved_with, report.vanished.len()), (None, 0), "no such file was imported before");
    assert_eq!(desk.count("SELECT count(*) FROM account"), 4, "a vanished account stays; Delta came");
    assert_eq!(desk.text("SELECT region FROM account WHERE name = 'Beta'"), "Hamburg");
}
