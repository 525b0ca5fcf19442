//! Full-text search over names, notes, quotes and papers, as you type.

use super::account_list;
use crate::engine::Read;
use crate::store::sql_error;
use chrono::NaiveDate;
use headroom_core::error::Result;
use headroom_core::money::Money;
use rusqlite::{Connection, OptionalExtension, params};
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
    /// What an account is worth a year, when it has a contract in force.
    pub arr: Option<Money>,
    /// The next renewal of an account.
    pub renewal_date: Option<NaiveDate>,
    /// What a person does there.
    pub role: Option<String>,
}

/// So many finds are weighed against each other; when a word is commoner than that, its newest finds come first.
const WEIGHED: usize = 400;

/// Everything that holds all the words; the last word may be a beginning. Accounts first, then people, then what was
/// said and written. A single letter finds names only: every note holds it.
pub fn search(read: &Read<'_>, request: SearchRequest) -> Result<Vec<Hit>> {
    let query = fts_query(&request.text);
    if query.is_empty() {
        return Ok(Vec::new());
    }
    let limit = usize::try_from(request.limit.unwrap_or(30)).unwrap_or(0);
    let named = |kind: &str| {
        let query = format!("kind : {kind} AND {{title body}} : ({query})");
        hits(read.connection, "search_name", &query, limit)
    };
    let (accounts, people) = (named("account")?, named("contact")?);
    let texts = match text_query(&request.text) {
        Some(query) => hits(read.connection, "search_index", &query, limit)?,
        None => Vec::new(),
    };
    let mut found = shared_out(limit, [accounts, people, texts]);
    for hit in &mut found {
        tell_apart(read, hit)?;
    }
    Ok(found)
}

/// What an account or a person is known by besides the name.
fn tell_apart(read: &Read<'_>, hit: &mut Hit) -> Result<()> {
    match hit.kind.as_str() {
        "account" => {
            (hit.arr, hit.renewal_date) = account_list::standing(read, &hit.id)?;
        }
        "contact" => {
            hit.role = read
                .connection
                .prepare_cached("SELECT title FROM contact WHERE id = ?1")
                .and_then(|mut statement| statement.query_row([&hit.id], |row| row.get(0)).optional())
                .map_err(sql_error)?
                .flatten();
        }
        _ => {}
    }
    Ok(())
}

/// The finds in one index, the best first.
fn hits(connection: &Connection, index: &str, query: &str, limit: usize) -> Result<Vec<Hit>> {
    let common: i64 = connection
        .prepare_cached(&format!(
            "SELECT count(*) FROM (SELECT 1 FROM {index} WHERE {index} MATCH ?1 LIMIT {WEIGHED} + 1)"
        ))
        .and_then(|mut statement| statement.query_row([query], |row| row.get(0)))
        .map_err(sql_error)?;
    // Either order is the index's own, so that only the finds that are shown are read.
    let order = if common > WEIGHED as i64 { "s.rowid DESC" } else { "s.rank" };
    let mut statement = connection
        .prepare_cached(&format!(
            "SELECT s.kind, s.ref_id, s.account_id, a.name, s.title, snippet({index}, 4, '[', ']', '…', 12)
             FROM {index} s JOIN account a ON a.id = s.account_id AND a.deleted_at IS NULL
             WHERE {index} MATCH ?1 ORDER BY {order} LIMIT ?2"
        ))
        .map_err(sql_error)?;
    let rows = statement
        .query_map(params![query, i64::try_from(limit).unwrap_or(i64::MAX)], |row| {
            Ok(Hit {
                kind: row.get(0)?,
                id: row.get(1)?,
                account_id: row.get(2)?,
                account_name: row.get(3)?,
                title: row.get(4)?,
                excerpt: row.get(5)?,
                arr: None,
                renewal_date: None,
                role: None,
            })
        })
        .map_err(sql_error)?;
    rows.collect::<Result<_, _>>().map_err(sql_error)
}

/// So many of each kind that none crowds the others out; what one leaves free the others take.
fn shared_out(limit: usize, kinds: [Vec<Hit>; 3]) -> Vec<Hit> {
    let mut free = limit;
    let mut taken = [0; 3];
    let mut waiting = kinds.each_ref().map(Vec::len);
    while free > 0 && waiting.iter().any(|left| *left > 0) {
        for kind in 0..3 {
            if waiting[kind] > 0 && free > 0 {
                (taken[kind], waiting[kind], free) = (taken[kind] + 1, waiting[kind] - 1, free - 1);
            }
        }
    }
    kinds.into_iter().zip(taken).flat_map(|(hits, taken)| hits.into_iter().take(taken)).collect()
}

fn words(text: &str) -> Vec<&str> {
    text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// The query over notes, quotes and papers: without the letter that only begins the next word, and none for one letter
/// alone. A sign of a script that writes words in one sign is a word.
fn text_query(text: &str) -> Option<String> {
    let mut words = words(text);
    let letter = |word: &str| word.chars().count() == 1 && word.chars().all(|sign| sign < '\u{2E80}');
    if words.last().is_some_and(|word| letter(word)) {
        words.pop();
        return (!words.is_empty()).then(|| quoted(&words));
    }
    Some(format!("{}*", quoted(&words)))
}

fn quoted(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    words.join(" ")
}

/// What a person types as an FTS5 query: every word quoted, the last one open at its end.
fn fts_query(text: &str) -> String {
    let words = words(text);
    if words.is_empty() { String::new() } else { format!("{}*", quoted(&words)) }
}

#[cfg(test)]
mod test {
    use super::{Hit, fts_query, shared_out, text_query};

    /// Signs that FTS5 would read as operators must not reach it; two words and a beginning stay.
    #[test]
    fn what_is_typed_is_quoted() {
        assert_eq!(fts_query("board pa"), "\"board\" \"pa\"*");
        assert_eq!(fts_query("\"x\" OR (y*"), "\"x\" \"OR\" \"y\"*");
        assert_eq!(fts_query("  -- "), "");
    }

    /// One letter is in every note: it asks the names alone, and waits while it begins a further word.
    #[test]
    fn a_letter_alone_does_not_search_the_notes() {
        assert_eq!(text_query("b"), None);
        assert_eq!(text_query("board p").as_deref(), Some("\"board\""));
        assert_eq!(text_query("board pa").as_deref(), Some("\"board\" \"pa\"*"));
        assert_eq!(text_query("会").as_deref(), Some("\"会\"*"));
    }

    /// 6 places for 5 accounts, no people and 9 texts: 3 + 3; for 1 account and 9 texts: 1 + 5.
    #[test]
    fn no_kind_crowds_the_others_out() {
        let some = |kind: &str, count: usize| -> Vec<Hit> {
            let hit = Hit {
                kind: kind.into(),
                id: String::new(),
                account_id: String::new(),
                account_name: String::new(),
                title: String::new(),
                excerpt: String::new(),
                arr: None,
                renewal_date: None,
                role: None,
            };
            vec![hit; count]
        };
        let kinds = |accounts, texts| {
            let found = shared_out(6, [some("account", accounts), Vec::new(), some("note", texts)]);
            found.iter().filter(|hit| hit.kind == "account").count()
        };
        assert_eq!((kinds(5, 9), kinds(1, 9), kinds(9, 0)), (3, 1, 6));
    }
}
