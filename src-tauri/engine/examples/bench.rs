//! The engine's own figures: `bench BOOK` prints one row a line, `what <tab> median ms <tab> worst ms <tab> target`.
//! The worst is the 99th percentile. BOOK is a sample book, small or large; the rows say which by its accounts.

use headroom_engine::{Engine, SystemClock};
use serde_json::{Value, json};
use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn Error>> {
    let book = std::env::args().nth(1).ok_or("which book?")?;
    let engine = Engine::open(Path::new(&book), Arc::new(SystemClock::default()))?;
    let list = engine.call("account_list", json!({}))?;
    let accounts: Vec<&str> =
        list["rows"].as_array().into_iter().flatten().filter_map(|row| row["id"].as_str()).collect();
    let size = accounts.len();
    // The questions the book's screen asks, one page each.
    for (what, request) in [
        ("by ARR", json!({ "sort": "arr", "descending": true })),
        ("by last call", json!({ "sort": "call", "descending": true })),
        ("renewing soon, by name", json!({ "filter": { "renews_within": 120 } })),
        ("a word typed", json!({ "filter": { "text": "north" }, "sort": "owner" })),
    ] {
        let mut request = request;
        request["limit"] = json!(200);
        row(&format!("account list {what}, {size} accounts"), "30 ms", 100, |_| {
            engine.call("account_list", request.clone())
        })?;
    }
    row(&format!("account page, {size} accounts"), "30 ms", 200, |turn| {
        engine.call("account_get", json!({ "id": accounts[(turn * 37) % size] }))
    })?;
    let words =
        ["t", "th", "the", "night shift", "lab", "audit", "fri", "spreadsheet mon", "pallet", "export"];
    row(&format!("search, {size} accounts"), "20 ms", 200, |turn| {
        engine.call("search", json!({ "text": words[turn % words.len()] }))
    })?;
    row(&format!("today, {size} accounts"), "50 ms", 40, |_| {
        engine.call("today", json!({ "per_group": 200 }))
    })?;
    let papers = engine.call("document_list", json!({}))?;
    let draft = |kind: &str| {
        let mut rows = papers.as_array().into_iter().flatten();
        rows.find(|row| row["kind"] == kind && row["state"] == "draft")
            .and_then(|row| row["id"].as_str())
            .map(str::to_owned)
    };
    if let Some(id) = draft("proposal") {
        let page = engine.call("document_get", json!({ "id": id }))?;
        row("proposal preview, warm, nothing changed", "40 ms", 30, |_| {
            engine.call("document_preview", json!({ "id": id }))
        })?;
        row("proposal preview, warm, a word typed", "60 ms", 30, |turn| typed(&engine, &page, turn))?;
    }
    if let Some(id) = draft("qbr") {
        let page = engine.call("document_get", json!({ "id": id }))?;
        row("deck preview, warm, nothing changed", "80 ms", 20, |_| {
            engine.call("document_preview", json!({ "id": id }))
        })?;
        row("deck preview, warm, a word typed", "80 ms", 20, |turn| {
            let mut content = page["document"]["content"].clone();
            content["recommendation"]["text"] = json!(format!("One board for both plants, step {turn}"));
            engine.call("document_preview", json!({ "id": id, "content": content }))
        })?;
        let folder = std::env::temp_dir().join(format!("headroom-decks-{}", std::process::id()));
        let some: Vec<&str> = accounts.iter().copied().take(80).collect();
        row(&format!("{} decks, both cores", some.len()), "4 s", 3, |_| {
            engine.call("qbr_render_all", json!({ "dir": folder, "accounts": some }))
        })?;
        std::fs::remove_dir_all(&folder)?;
    }
    if let Some(id) = draft("addendum") {
        let page = engine.call("document_get", json!({ "id": id }))?;
        row("addendum: date typed, calculated and printed", "60 ms", 30, |turn| {
            let day = 1 + turn % 28;
            let date =
                page["change"]["effective_date"].as_str().unwrap_or_default().get(..8).unwrap_or_default();
            engine.call(
                "change_update",
                json!({ "id": page["change"]["id"], "visit": "bench",
                "effective_date": format!("{date}{day:02}") }),
            )?;
            engine.call("document_preview", json!({ "id": id }))
        })?;
    }
    Ok(())
}

/// A preview with one more word in the next step, as after a keystroke.
fn typed(engine: &Engine, page: &Value, turn: usize) -> Result<Value, headroom_core::error::AppError> {
    let mut content = page["document"]["content"].clone();
    content["next_step"] = json!(format!("Thursday at ten, room {turn}: agree this page"));
    engine.call("document_preview", json!({ "id": page["document"]["id"], "content": content }))
}

fn row(
    what: &str,
    target: &str,
    turns: usize,
    mut run: impl FnMut(usize) -> Result<Value, headroom_core::error::AppError>,
) -> Result<(), Box<dyn Error>> {
    run(0)?;
    let mut times = Vec::with_capacity(turns);
    for turn in 0..turns {
        let start = Instant::now();
        run(turn)?;
        times.push(start.elapsed());
    }
    times.sort_unstable();
    let at = |share: usize| times.get((times.len() * share / 100).min(times.len().saturating_sub(1)));
    let text =
        |time: Option<&Duration>| format!("{:.1}", time.copied().unwrap_or_default().as_secs_f64() * 1000.0);
    println!("{what}\t{}\t{}\t{target}", text(at(50)), text(at(99)));
    Ok(())
}
