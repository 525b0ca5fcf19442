//! The whole public sample, when it is there.

use super::desk::{Desk, counts, noticed, request};
use headroom_engine::JobContext;
use headroom_engine::import::{self, ImportKind};
use std::path::{Path, PathBuf};

#[test]
fn the_whole_sample_comes_in_with_the_detected_mapping_alone() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = std::env::var_os("HEADROOM_DATA").map_or_else(|| root.join("../shared/data"), PathBuf::from);
    let folder = folder.join("ravenstack");
    if !folder.is_dir() {
        eprintln!("SKIPPED: no shared data at {} (set HEADROOM_DATA)", folder.display());
        return;
    }
    let desk = Desk::new();
    let accounts = desk.import(ImportKind::Accounts, &folder.join("accounts.csv"));
    assert_eq!(counts(&accounts), (500, 500, 0, 0, 0), "{:?}", accounts.errors.first());
    assert_eq!(counts(&desk.import(ImportKind::Accounts, &folder.join("accounts.csv"))), (500, 0, 0, 500, 0));
    let contracts = desk.import(ImportKind::Contracts, &folder.join("subscriptions.csv"));
    assert_eq!(counts(&contracts), (5_000, 5_000, 0, 0, 0), "{:?}", contracts.errors.first());
    assert_eq!(
        counts(&desk.import(ImportKind::Contracts, &folder.join("subscriptions.csv"))),
        (5_000, 0, 0, 5_000, 0)
    );
    assert_eq!(desk.count("SELECT count(*) FROM contract"), 500, "one for each account");
    // 13 lines start and end on one day; 778 are trials.
    assert!(noticed(&contracts, "13 rows") && noticed(&contracts, "778 rows"), "{:?}", contracts.notices);
    assert_eq!(
        desk.count("SELECT count(*) FROM contract_line WHERE trial = 1 AND given_arr_minor IS NULL"),
        778
    );
    let usage = desk.import(ImportKind::Usage, &folder.join("feature_usage.csv"));
    assert_eq!((usage.rows, usage.failed), (25_000, 0), "{:?}", usage.errors.first());
    assert_eq!(desk.import(ImportKind::Usage, &folder.join("feature_usage.csv")).unchanged, 25_000);
    for (name, kind, rows) in
        [("support_tickets.csv", ImportKind::Tickets, 2_000), ("churn_events.csv", ImportKind::Losses, 600)]
    {
        let file = folder.join(name);
        let report = import::run(&desk.engine, &request(None, &file), &JobContext::silent()).unwrap();
        assert_eq!(report.kind, kind, "{name}");
        assert_eq!(counts(&report), (rows, rows, 0, 0, 0), "{name}: {:?}", report.errors.first());
        assert_eq!(counts(&desk.import(kind, &file)), (rows, 0, 0, rows, 0), "{name} again");
    }
    // 95 tickets were escalated; each of the 2,000 has a day it was closed on.
    assert_eq!(desk.count("SELECT count(*) FROM ticket WHERE escalated = 1"), 95);
    assert_eq!(desk.count("SELECT count(*) FROM ticket WHERE state = 'closed'"), 2_000);
    let undone = import::undo(&desk.engine, contracts.import_id.as_deref().unwrap());
    // Usage names its lines, but only by value: undoing the contracts leaves usage behind without an error.
    assert!(undone.is_ok(), "{undone:?}");
}
