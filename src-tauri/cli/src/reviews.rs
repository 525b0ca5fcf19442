//! Quarterly reviews from the command line: one account's, or the whole book's overnight.

use crate::output::Output;
use crate::{FOUND_TROUBLE, wrote};
use headroom_core::error::Result;
use headroom_engine::Engine;
use serde_json::json;
use std::path::Path;

/// A stored review, or the one an account would get.
pub fn one(
    engine: &Engine,
    output: &Output,
    id: &str,
    quarter: Option<&str>,
    out: &Path,
    format: Option<&str>,
) -> Result<u8> {
    let request = json!({ "id": id, "quarter": quarter, "file": out, "format": format });
    let report = engine.run_job("qbr_render", request, &output.progress())?;
    Ok(wrote(output, &report, out))
}

/// Every active account's review into a folder; accounts that fail are listed.
pub fn all(engine: &Engine, output: &Output, quarter: Option<&str>, folder: &Path) -> Result<u8> {
    let request = json!({ "dir": folder, "quarter": quarter });
    let rows = engine.run_job("qbr_render_all", request, &output.progress())?;
    let listed = rows.as_array().cloned().unwrap_or_default();
    let failed: Vec<_> = listed.iter().filter(|row| !row["error"].is_null()).collect();
    let refused = |row: &&serde_json::Value| {
        row["checks"].as_array().into_iter().flatten().any(|check| check["ok"] == json!(false))
    };
    let drafts: Vec<_> = listed.iter().filter(refused).collect();
    let written = listed.len() - failed.len();
    output.done(&rows, &format!("Wrote {written} decks to {}.", folder.display()));
    if !output.json {
        for row in &failed {
            let (name, why) = (&row["account_name"], &row["error"]["message"]);
            eprintln!(
                "  failed: {}: {}",
                name.as_str().unwrap_or_default(),
                why.as_str().unwrap_or_default()
            );
        }
        for row in &drafts {
            eprintln!("  draft: {}", row["account_name"].as_str().unwrap_or_default());
        }
    }
    Ok(if failed.is_empty() && drafts.is_empty() { 0 } else { FOUND_TROUBLE })
}
