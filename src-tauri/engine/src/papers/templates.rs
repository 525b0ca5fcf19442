//! The user's own templates of a book, and the names a template can print. Nothing here writes.

use super::PaperView;
use crate::store;
use headroom_core::book::{DocumentKind, OwnTemplate};
use headroom_core::error::{AppError, Result};
use headroom_core::locale::Language;
use headroom_core::paper::labels;
use rusqlite::Connection;
use serde_json::Value;
use std::collections::BTreeMap;

/// The folder of the templates a kind of paper is printed with.
pub fn folder(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Proposal => "proposal",
        DocumentKind::Addendum => "addendum",
        DocumentKind::WhiteSpace => "white-space",
        DocumentKind::Qbr => "qbr",
        DocumentKind::CallBrief => "brief",
    }
}

/// All own templates of the book, by name.
pub fn own(connection: &Connection) -> Result<BTreeMap<String, String>> {
    let rows: Vec<OwnTemplate> = store::list(connection, "ORDER BY id", [])?;
    Ok(rows.into_iter().map(|row| (row.id, row.source)).collect())
}

/// The own templates that one kind of paper uses: its folder's and the shared ones.
pub fn own_for(connection: &Connection, kind: DocumentKind) -> Result<BTreeMap<String, String>> {
    let mut own = own(connection)?;
    own.retain(|name, _| matches!(name.split_once('/'), Some((place, _)) if place == folder(kind) || place == "shared"));
    Ok(own)
}

/// What `v` is in a template of this paper.
pub fn printed(view: &PaperView) -> Result<Value> {
    Ok(serde_json::to_value(view).map_err(AppError::internal)?["view"].take())
}

/// Every name a template of this paper can print, such as `v.price_lines[].title`.
pub fn names(view: &Value) -> Result<Vec<String>> {
    let words = serde_json::to_value(labels(Language::En)).map_err(AppError::internal)?;
    let mut names = Vec::new();
    collect("v", view, &mut names);
    for name in
        ["size", "width", "height", "columns", "accent", "logo", "draft", "number", "count", "families"]
    {
        names.push(format!("paper.{name}"));
    }
    names.push("lang".to_owned());
    collect("t", &words, &mut names);
    names.dedup();
    Ok(names)
}

fn collect(path: &str, value: &Value, names: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            map.iter().for_each(|(name, value)| collect(&format!("{path}.{name}"), value, names))
        }
        // Rows of a list are alike; one that leaves a part out is completed by the others.
        Value::Array(rows) if rows.iter().any(Value::is_object) => {
            let mut inner = Vec::new();
            rows.iter().for_each(|row| collect(&format!("{path}[]"), row, &mut inner));
            inner.sort_unstable();
            inner.dedup();
            names.extend(inner);
        }
        _ => names.push(path.to_owned()),
    }
}
