//! Two papers side by side: what each says, part by part, where they differ. What is compared is what is printed, so
//! a difference that no reader could see is none.

use crate::engine::Read;
use crate::papers;
use crate::store;
use headroom_core::book::Document;
use headroom_core::error::{AppError, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeSet;
use ts_rs::TS;

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CompareRequest {
    pub before: String,
    pub after: String,
}

/// A part of the paper that reads differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Difference {
    /// Where it stands: "price_lines", "2", "title". Rows count from 1.
    pub path: Vec<String>,
    /// Null where the part is new.
    pub before: Option<String>,
    /// Null where the part is gone.
    pub after: Option<String>,
}

/// Parts that differ between any two versions and say nothing.
const OWN_TO_A_VERSION: [&str; 4] = ["version", "document_id", "calculation", "calculation_reference"];

/// Where two papers read differently, in the order of the paper.
///
/// # Errors
/// `Precondition` for papers of two kinds.
pub fn compare(read: &Read<'_>, request: CompareRequest) -> Result<Vec<Difference>> {
    let before: Document = store::get(read.connection, &request.before)?;
    let after: Document = store::get(read.connection, &request.after)?;
    if before.kind != after.kind {
        return Err(AppError::precondition("These are papers of two kinds.")
            .hint("Choose two versions of one paper."));
    }
    let printed = |document: &Document| {
        let view = papers::view(read.connection, document)?;
        papers::templates::printed(&view)
    };
    let mut found = Vec::new();
    walk(&mut Vec::new(), Some(&printed(&before)?), Some(&printed(&after)?), &mut found);
    Ok(found)
}

fn walk(path: &mut Vec<String>, before: Option<&Value>, after: Option<&Value>, found: &mut Vec<Difference>) {
    if before == after || path.last().is_some_and(|name| OWN_TO_A_VERSION.contains(&name.as_str())) {
        return;
    }
    let mut step = |name: String, before: Option<&Value>, after: Option<&Value>| {
        path.push(name);
        walk(path, before, after, found);
        path.pop();
    };
    match (before.filter(|value| !value.is_null()), after.filter(|value| !value.is_null())) {
        (Some(Value::Object(_)) | None, Some(Value::Object(_)) | None)
            if [before, after].iter().flatten().any(|value| value.is_object()) =>
        {
            let empty = serde_json::Map::new();
            let fields =
                |value: Option<&'_ Value>| value.and_then(Value::as_object).unwrap_or(&empty).clone();
            let (one, two) = (fields(before), fields(after));
            // By name, whatever order the maps keep: two machines list the same differences in the same order.
            let names: BTreeSet<&String> = one.keys().chain(two.keys()).collect();
            names.into_iter().for_each(|name| step(name.clone(), one.get(name), two.get(name)));
        }
        (Some(Value::Array(_)) | None, Some(Value::Array(_)) | None)
            if [before, after].iter().flatten().any(|value| value.is_array()) =>
        {
            let rows =
                |value: Option<&'_ Value>| value.and_then(Value::as_array).cloned().unwrap_or_default();
            let (one, two) = (rows(before), rows(after));
            for (row, (a, b)) in aligned(&one, &two).into_iter().enumerate() {
                step((row + 1).to_string(), a, b);
            }
        }
        (one, two) => {
            let (before, after) = (one.and_then(said), two.and_then(said));
            if before != after {
                found.push(Difference { path: path.clone(), before, after });
            }
        }
    }
}

/// A leaf as it is printed; nothing for empty text and for switches, which print nothing themselves.
fn said(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Rows side by side: equal rows stand opposite each other, what lies between them is paired in order.
fn aligned<'a>(one: &'a [Value], two: &'a [Value]) -> Vec<(Option<&'a Value>, Option<&'a Value>)> {
    let mut common = vec![vec![0_usize; two.len() + 1]; one.len() + 1];
    for i in (0..one.len()).rev() {
        for j in (0..two.len()).rev() {
            common[i][j] = if one[i] == two[j] {
                common[i + 1][j + 1] + 1
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    let (mut i, mut j, mut rows) = (0, 0, Vec::new());
    let (mut gone, mut new) = (Vec::new(), Vec::new());
    let pair = |gone: &mut Vec<&'a Value>, new: &mut Vec<&'a Value>, rows: &mut Vec<_>| {
        for at in 0..gone.len().max(new.len()) {
            rows.push((gone.get(at).copied(), new.get(at).copied()));
        }
        gone.clear();
        new.clear();
    };
    while i < one.len() || j < two.len() {
        if i < one.len() && j < two.len() && one[i] == two[j] {
            pair(&mut gone, &mut new, &mut rows);
            rows.push((Some(&one[i]), Some(&two[j])));
            (i, j) = (i + 1, j + 1);
        } else if j >= two.len() || (i < one.len() && common[i + 1][j] >= common[i][j + 1]) {
            gone.push(&one[i]);
            i += 1;
        } else {
            new.push(&two[j]);
            j += 1;
        }
    }
    pair(&mut gone, &mut new, &mut rows);
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn differences(before: Value, after: Value) -> Vec<(String, Option<String>, Option<String>)> {
        let mut found = Vec::new();
        walk(&mut Vec::new(), Some(&before), Some(&after), &mut found);
        found.into_iter().map(|one| (one.path.join("."), one.before, one.after)).collect()
    }

    #[test]
    fn a_row_put_in_the_middle_is_one_difference_not_all_that_follow() {
        let before = json!({ "rows": [{ "text": "a" }, { "text": "b" }] });
        let after = json!({ "rows": [{ "text": "a" }, { "text": "new" }, { "text": "b" }] });
        assert_eq!(differences(before, after), [("rows.2.text".into(), None, Some("new".into()))]);
    }

    #[test]
    fn changed_rows_are_paired_and_empty_parts_say_nothing() {
        let before =
            json!({ "rows": [{ "text": "a", "note": "" }], "roi": null, "version": 1, "paraphrased": false });
        let after = json!({ "rows": [{ "text": "b", "note": null }], "roi": { "value": "9" }, "version": 2, "paraphrased": true });
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            differences(before, after),
            [("roi.value".into(), None, some("9")), ("rows.1.text".into(), some("a"), some("b"))]
        );
    }
}
