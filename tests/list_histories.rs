//! Random histories of the book's list: saved views and changes to many accounts at once, each compared with a model
//! that knows only what was done, undone and done again.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

mod setting;

use headroom_engine::{Engine, FixedClock, store::NewBook};
use proptest::prelude::*;
use serde_json::{Value, json};
use setting::{day, id};
use std::sync::Arc;

fn new_book(folder: &std::path::Path) -> Engine {
    let clock = Arc::new(FixedClock::noon(day("2025-09-10")));
    let new = NewBook { currency: "EUR".into(), locale: "en-GB".into() };
    Engine::create(&folder.join("book.headroom"), &new, clock).unwrap()
}

/// How many entries the journal has, those taken back included.
fn entries(engine: &Engine) -> usize {
    engine.call("journal", json!({ "limit": 1000 })).unwrap().as_array().unwrap().len()
}

/// States as undo and redo walk through them.
struct Timeline<S> {
    now: S,
    before: Vec<S>,
    after: Vec<S>,
}

impl<S: Clone> Timeline<S> {
    fn new(now: S) -> Self {
        Self { now, before: Vec::new(), after: Vec::new() }
    }

    fn change(&mut self, next: S) {
        self.before.push(std::mem::replace(&mut self.now, next));
        self.after.clear();
    }

    /// Undo of the book and of the model; only what the test did is taken back.
    fn undo(&mut self, engine: &Engine) {
        let Some(back) = self.before.pop() else { return };
        engine.call("undo", json!({})).unwrap();
        self.after.push(std::mem::replace(&mut self.now, back));
    }

    fn redo(&mut self, engine: &Engine) {
        let Some(again) = self.after.pop() else {
            assert!(engine.call("redo", json!({})).is_err(), "nothing was taken back");
            return;
        };
        engine.call("redo", json!({})).unwrap();
        self.before.push(std::mem::replace(&mut self.now, again));
    }
}

#[derive(Debug, Clone)]
enum ViewStep {
    /// Under one of a few names; the same name in capitals is the same view, and so renames it.
    Save {
        list: usize,
        name: usize,
        state: u32,
    },
    Delete(usize),
    Undo,
    Redo,
}

const LISTS: [&str; 2] = ["book", "documents"];
const NAMES: [&str; 5] = ["Renewing", "RENEWING", "Ärger", "ärger", "At risk"];

fn view_steps() -> impl Strategy<Value = Vec<ViewStep>> {
    let step = prop_oneof![
        5 => (0..LISTS.len(), 0..NAMES.len(), 0_u32..50)
            .prop_map(|(list, name, state)| ViewStep::Save { list, name, state }),
        2 => (0_usize..6).prop_map(ViewStep::Delete),
        3 => Just(ViewStep::Undo),
        2 => Just(ViewStep::Redo),
    ];
    prop::collection::vec(step, 4..24)
}

/// List, name and state of a view.
type View = (&'static str, String, u32);

fn views(engine: &Engine) -> Vec<(View, String)> {
    let mut found: Vec<(View, String)> = Vec::new();
    for list in LISTS {
        for view in engine.call("view_list", json!({ "list": list })).unwrap().as_array().unwrap() {
            let state = view["state"]["filter"].as_u64().unwrap() as u32;
            found.push(((list, view["name"].as_str().unwrap().to_owned(), state), id(view)));
        }
    }
    found.sort();
    found
}

#[derive(Debug, Clone)]
enum BulkStep {
    /// A new owner for the accounts of a mask, those in the trash left out.
    Update {
        mask: u8,
        owner: usize,
    },
    /// The same with one that lies in the trash among them.
    UpdateWithTrash(u8),
    Delete(u8),
    Restore(u8),
    Undo,
    Redo,
}

fn bulk_steps() -> impl Strategy<Value = Vec<BulkStep>> {
    let step = prop_oneof![
        4 => (1_u8..32, 0_usize..3).prop_map(|(mask, owner)| BulkStep::Update { mask, owner }),
        1 => (1_u8..32).prop_map(BulkStep::UpdateWithTrash),
        3 => (1_u8..32).prop_map(BulkStep::Delete),
        3 => (1_u8..32).prop_map(BulkStep::Restore),
        3 => Just(BulkStep::Undo),
        2 => Just(BulkStep::Redo),
    ];
    prop::collection::vec(step, 4..16)
}

const OWNERS: [&str; 3] = ["Ada Lind", "Bo Ek", "Cleo Ray"];

/// What the model knows of one account.
#[derive(Debug, Clone, PartialEq)]
struct Known {
    owner: Option<&'static str>,
    trashed: bool,
}

/// Five accounts with 10, 20, 30, 40 and 50 seats at 100 a year.
fn five(engine: &Engine) -> Vec<String> {
    let seat = id(&engine.call("product_create", json!({ "name": "Seat", "kind": "seat" })).unwrap());
    (1..=5)
        .map(|tens| {
            let account = id(&engine.call("account_create", json!({ "name": format!("Plant {tens}") })).unwrap());
            let line = json!({ "product_id": seat, "quantity": (tens * 10).to_string(), "unit_price": "100", "period": "year" });
            let contract = json!({ "account_id": account, "start": "2025-04-01", "renewal_date": "2026-04-01", "lines": [line] });
            engine.call("contract_create", contract).unwrap();
            account
        })
        .collect()
}

/// The accounts as the list and the trash show them, with the list's sum.
fn shown(engine: &Engine, ids: &[String]) -> (Vec<Known>, i64) {
    let list = engine.call("account_list", json!({})).unwrap();
    let trash = engine.call("trash_list", json!({})).unwrap();
    let rows = |value: &Value| value["rows"].as_array().unwrap().clone();
    let (listed, trashed) = (rows(&list), rows(&trash));
    let known = ids
        .iter()
        .map(|account| {
            let row = listed.iter().find(|row| row["id"] == **account);
            assert_ne!(row.is_some(), trashed.iter().any(|row| row["id"] == **account), "in one of the two");
            let owner = row.and_then(|row| row["owner"].as_str());
            Known {
                owner: owner.map(|owner| *OWNERS.iter().find(|one| **one == owner).unwrap()),
                trashed: row.is_none(),
            }
        })
        .collect();
    (known, list["totals"].as_array().unwrap().first().map_or(0, |sum| sum["minor"].as_i64().unwrap()))
}

struct Bulk {
    engine: Engine,
    ids: Vec<String>,
    line: Timeline<Vec<Known>>,
}

impl Bulk {
    fn of_mask(&self, mask: u8, trashed: bool) -> Vec<usize> {
        (0..self.ids.len())
            .filter(|at| mask & (1 << at) != 0 && self.line.now[*at].trashed == trashed)
            .collect()
    }

    fn ids_of(&self, places: &[usize]) -> Vec<&String> {
        places.iter().map(|at| &self.ids[*at]).collect()
    }

    /// One command is one entry, whatever it changes; a list without accounts is nothing to do.
    fn change(&mut self, command: &str, request: Value, next: Vec<Known>) {
        let before = entries(&self.engine);
        let undone = self.line.after.len();
        self.engine.call(command, request).unwrap();
        let more = entries(&self.engine) + undone - before;
        assert!(more <= 1 + undone, "{command} is one step");
        self.line.change(next);
    }

    fn run(&mut self, step: &BulkStep) {
        let mut next = self.line.now.clone();
        match step {
            BulkStep::Update { mask, owner } => {
                let places = self.of_mask(*mask, false);
                // The same owner again changes nothing, and what changes nothing is no step.
                if places.iter().all(|at| next[*at].owner == Some(OWNERS[*owner])) {
                    return;
                }
                places.iter().for_each(|at| next[*at].owner = Some(OWNERS[*owner]));
                let request = json!({ "ids": self.ids_of(&places), "set": { "owner": OWNERS[*owner] } });
                self.change("accounts_update", request, next);
            }
            BulkStep::UpdateWithTrash(mask) => {
                let mut places = self.of_mask(*mask, false);
                let Some(gone) = self.line.now.iter().position(|known| known.trashed) else { return };
                places.push(gone);
                let request = json!({ "ids": self.ids_of(&places), "set": { "owner": "Nobody" } });
                assert!(self.engine.call("accounts_update", request).is_err(), "one of them is in the trash");
            }
            BulkStep::Delete(mask) => {
                let places = self.of_mask(*mask, false);
                if places.is_empty() {
                    return;
                }
                places.iter().for_each(|at| next[*at].trashed = true);
                let request = json!({ "ids": self.ids_of(&places) });
                self.change("accounts_delete", request, next);
            }
            BulkStep::Restore(mask) => {
                let places = self.of_mask(*mask, true);
                if places.is_empty() {
                    return;
                }
                places.iter().for_each(|at| next[*at].trashed = false);
                let items: Vec<Value> =
                    self.ids_of(&places).iter().map(|id| json!({ "kind": "account", "id": id })).collect();
                self.change("trash_restore", json!({ "items": items }), next);
            }
            BulkStep::Undo => self.line.undo(&self.engine),
            BulkStep::Redo => self.line.redo(&self.engine),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn saved_views_are_what_was_kept_last(steps in view_steps()) {
        let folder = tempfile::tempdir().unwrap();
        let engine = new_book(folder.path());
        let mut line: Timeline<Vec<View>> = Timeline::new(Vec::new());
        for step in &steps {
            match step {
                ViewStep::Save { list, name, state } => {
                    let (list, name) = (LISTS[*list], NAMES[*name]);
                    let mut next = line.now.clone();
                    next.retain(|view| view.0 != list || view.1.to_lowercase() != name.to_lowercase());
                    next.push((list, name.to_owned(), *state));
                    next.sort();
                    if next == line.now {
                        continue;
                    }
                    let request = json!({ "list": list, "name": name, "state": { "filter": state } });
                    engine.call("view_save", request).unwrap();
                    line.change(next);
                }
                ViewStep::Delete(which) => {
                    let kept = views(&engine);
                    let Some((view, view_id)) = kept.get(*which) else { continue };
                    engine.call("view_delete", json!({ "id": view_id })).unwrap();
                    line.change(line.now.iter().filter(|one| *one != view).cloned().collect());
                }
                ViewStep::Undo => line.undo(&engine),
                ViewStep::Redo => line.redo(&engine),
            }
            let shown: Vec<View> = views(&engine).into_iter().map(|(view, _)| view).collect();
            prop_assert_eq!(&shown, &line.now, "after {:?}", step);
        }
        prop_assert_eq!(&engine.call("check", json!({})).unwrap()["problems"], &json!([]));
    }

    #[test]
    fn changes_to_many_accounts_are_one_step_each(steps in bulk_steps()) {
        let folder = tempfile::tempdir().unwrap();
        let engine = new_book(folder.path());
        let ids = five(&engine);
        let line = Timeline::new(vec![Known { owner: None, trashed: false }; ids.len()]);
        let mut bulk = Bulk { engine, ids, line };
        for step in &steps {
            bulk.run(step);
            let (known, sum) = shown(&bulk.engine, &bulk.ids);
            // An account in the trash keeps its owner; the list does not show it.
            let expected: Vec<Known> = bulk
                .line
                .now
                .iter()
                .map(|one| Known { owner: one.owner.filter(|_| !one.trashed), ..one.clone() })
                .collect();
            prop_assert_eq!(&known, &expected, "after {:?}", step);
            let worth: i64 = (1..).zip(&expected).filter(|(_, one)| !one.trashed).map(|(tens, _)| tens * 100_000).sum();
            prop_assert_eq!(sum, worth, "contracts go and come with their accounts");
        }
        prop_assert_eq!(&bulk.engine.call("check", json!({})).unwrap()["problems"], &json!([]));
    }
}
