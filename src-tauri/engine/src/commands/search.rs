//! Full-text search over names, notes, quotes and papers, as you type.

use crate::engine::Read;
use crate::store::sql_error;
use headroom_core::error::Result;
use rusqlite::params;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SearchRequest {
    pub text: String,
    /// At most so many; 30 when not given.
    #[serde(default)]
    #[ts(optional)]
    pub limit: Option<i64>,
}

/// One thing found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Hit {
    /// account, contact, note, quote, document or attachment.
    pub kind: String,
    pub id: String,
    pub account_id: String,
    pub account_name: String,
    pub title: String,
    /// The words around the find, with the find between `[` and `]`.
    pub excerpt: String,
}

/// Everything that holds all the words; the last word may be a beginning.
pub fn search(read: &Read<'_>, request: SearchRequest) -> Result<Vec<Hit>> {
    let query = fts_query(&request.text);
    if query.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = read
        .connection
        .prepare_cached(
            "SELECT s.kind, s.ref_id, s.account_id, a.name, s.title, snippet(search_index, 4, '[', ']', '…', 12)
             FROM search_index s LEFT JOIN account a ON a.id = s.account_id
             WHERE search_index MATCH ?1
             ORDER BY CASE s.kind WHEN 'account' THEN 0 WHEN 'contact' THEN 1 ELSE 2 END, rank LIMIT ?2",
        )
        .map_err(sql_error)?;
    let rows = statement
        .query_map(params![query, request.limit.unwrap_or(30)], |row| {
            Ok(Hit {
                kind: row.get(0)?,
                id: row.get(1)?,
                account_id: row.get(2)?,
                account_name: row.get::<_, Option<String>>(3)?.unwrap_or_default(),
                title: row.get(4)?,
                excerpt: row.get(5)?,
            })
        })
        .map_err(sql_error)?;
    rows.collect::<Result<_, _>>().map_err(sql_error)
}

/// What a person types as an FTS5 query: every word quoted, the last one open at its end.
fn fts_query(text: &str) -> String {
    let words: Vec<String> = text
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| format!("\"{word}\""))
        .collect();
    if words.is_empty() { String::new() } else { format!("{}*", words.join(" ")) }
}

#[cfg(test)]
mod test {
    use super::fts_query;

    /// Signs that FTS5 would read as operators must not reach it; two words and a beginning stay.
    #[test]
    fn what_is_typed_is_quoted() {
        assert_eq!(fts_query("board pa"), "\"board\" \"pa\"*");
        assert_eq!(fts_query("\"x\" OR (y*"), "\"x\" \"OR\" \"y\"*");
        assert_eq!(fts_query("  -- "), "");
    }
}
