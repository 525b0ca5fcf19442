//! Every row of the case tables: our own in `fixtures`, and the larger ones of the shared data folder when
//! it is there (`HEADROOM_DATA`, or `../shared/data` beside the workspace).
#![allow(clippy::unwrap_used, reason = "a test that cannot make its input has failed")]

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use headroom_core::contract::{AllocateRow, ProrateRow, allocate_row, prorate_row};

type Row = HashMap<String, String>;

fn read(path: &Path) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().map(|row| row.unwrap()).collect()
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// A table of the shared data folder; missing is said aloud and is no failure.
fn shared(name: &str) -> Option<PathBuf> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = std::env::var_os("HEADROOM_DATA").map_or(workspace.join("../shared/data"), PathBuf::from);
    let path = folder.join("proration").join(name);
    if !path.exists() {
        eprintln!("NOT RUN: {} is missing; set HEADROOM_DATA to the shared data folder", path.display());
        return None;
    }
    Some(path)
}

fn prorated(row: &Row) -> Result<String, String> {
    let row = ProrateRow {
        method: &row["method"],
        price: &row["price"],
        price_period: &row["price_period"],
        currency: &row["currency"],
        term_start: &row["term_start"],
        term_end: &row["term_end"],
        charge_start: &row["charge_start"],
        charge_end: &row["charge_end"],
        quantity: &row["quantity"],
        rounding: &row["rounding"],
    };
    prorate_row(&row).map(|found| found.amount.plain()).map_err(|refusal| refusal.to_string())
}

fn allocated(row: &Row) -> Result<String, String> {
    let row = AllocateRow {
        total: &row["total"],
        weights: &row["weights"],
        places: &row["places"],
        order: &row["order"],
    };
    allocate_row(&row).map(|shares| shares.join("|")).map_err(|refusal| refusal.to_string())
}

fn check(path: &Path, least: usize, compute: impl Fn(&Row) -> Result<String, String>) {
    let rows = read(path);
    assert!(rows.len() >= least, "{} has only {} rows", path.display(), rows.len());
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|row| {
            let found = compute(row);
            (found.as_ref() != Ok(&row["expected"]))
                .then(|| format!("{}: expected {}, found {found:?}", row["id"], row["expected"]))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn our_prorations() {
    check(&fixture("prorations.csv"), 18, prorated);
}

#[test]
fn our_allocations() {
    check(&fixture("allocations.csv"), 6, allocated);
}

#[test]
fn the_shared_prorations() {
    if let Some(path) = shared("cases.csv") {
        check(&path, 79, prorated);
    }
}

#[test]
fn the_shared_allocations() {
    if let Some(path) = shared("allocation.csv") {
        check(&path, 10, allocated);
    }
}
