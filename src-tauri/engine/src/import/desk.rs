//! What the importers of all kinds work with: the book they compare with, new ids, and writing that a preview
//! leaves out. A preview and an import take the same way; only the last step differs.

use super::cells::Cells;
use super::report::{FieldChange, Outcome, RowChange, RowError};
use super::suggest;
use crate::store::{self, Entity, sql_error};
use chrono::NaiveDate;
use headroom_core::error::{AppError, Result};
use headroom_core::money::Currency;
use rusqlite::Connection;
use serde_json::{Map, Value};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The most changed rows that are told one by one.
const TOLD: usize = 100;
/// Looking for a suggestion compares with every name; a file full of strangers need not do that each time.
pub(super) const SUGGESTIONS: u32 = 50;

/// The book an import is compared with and, unless it is a preview, written to.
pub(super) struct Desk<'a> {
    pub connection: &'a Connection,
    /// New ids; `None` for a preview.
    pub ids: Option<&'a dyn Fn() -> String>,
    /// The instant, as it is stored.
    pub now: String,
    pub today: NaiveDate,
    /// The book's reporting currency.
    pub currency: Currency,
    pub drafts: Cell<u64>,
    /// What changes in rows of the book, the first of them.
    pub changes: RefCell<Vec<RowChange>>,
}

impl Desk<'_> {
    /// A new id; a made-up one in a preview.
    pub fn id<T: From<String>>(&self) -> T {
        match self.ids {
            Some(new) => T::from(new()),
            None => {
                self.drafts.set(self.drafts.get() + 1);
                T::from(format!("preview-{}", self.drafts.get()))
            }
        }
    }

    /// Writes a new row.
    pub fn insert<E: Entity>(&self, row: &E) -> Result<()> {
        if self.ids.is_some() { store::insert(self.connection, row) } else { Ok(()) }
    }

    /// Writes a changed row.
    pub fn update<E: Entity>(&self, row: &E) -> Result<()> {
        if self.ids.is_some() { store::update(self.connection, row) } else { Ok(()) }
    }

    /// Writes a row if it is new or differs from what is stored.
    pub fn put<E: Entity + PartialEq>(&self, before: Option<&E>, row: &E) -> Result<Outcome> {
        match before {
            None => self.insert(row).map(|()| Outcome::Created),
            Some(before) if before == row => Ok(Outcome::Unchanged),
            Some(before) => {
                let mut told = self.changes.borrow_mut();
                if told.len() < TOLD {
                    told.push(difference(before, row)?);
                }
                self.update(row).map(|()| Outcome::Updated)
            }
        }
    }
}

/// What differs between two states of a row, in the order of its fields.
fn difference<E: Entity>(before: &E, after: &E) -> Result<RowChange> {
    // What is kept under names of its own is told name by name.
    let fields = |row: &E| -> Result<Map<String, Value>> {
        let Value::Object(map) = serde_json::to_value(row).map_err(AppError::internal)? else {
            return Err(AppError::internal("a row that is no object"));
        };
        let mut flat = Map::new();
        for (field, value) in map {
            match value {
                Value::Object(inner) => {
                    flat.extend(inner.into_iter().map(|(name, value)| (format!("{field}.{name}"), value)));
                }
                value => _ = flat.insert(field, value),
            }
        }
        Ok(flat)
    };
    let text = |value: Option<&Value>| match value {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) => Some(text.clone()),
        Some(other) => Some(other.to_string()),
    };
    let (before, after) = (fields(before)?, fields(after)?);
    let name = ["name", "subject", "signal", "external_id", "reason", "held_on", "id"];
    let name = name.into_iter().find_map(|field| text(after.get(field)));
    let changed =
        after.iter().filter(|(field, value)| *field != "updated_at" && before.get(*field) != Some(value));
    let fields = changed.map(|(field, value)| FieldChange {
        field: field.clone(),
        before: text(before.get(field)),
        after: text(Some(value)),
    });
    Ok(RowChange { name: name.unwrap_or_default(), fields: fields.collect() })
}

/// An account as other kinds of rows refer to it.
#[derive(Debug, Clone)]
pub(super) struct AccountRef {
    pub id: String,
    pub currency: String,
}

/// Finds accounts by external id, domain or exact name.
#[derive(Default)]
pub(super) struct Accounts {
    refs: Vec<AccountRef>,
    external: HashMap<String, usize>,
    domain: HashMap<String, usize>,
    name: HashMap<String, Vec<usize>>,
    searched: Cell<u32>,
}

impl Accounts {
    /// All accounts of the book but those in the trash.
    pub fn load(connection: &Connection) -> Result<Self> {
        let mut found = Self::default();
        let mut statement = connection
            .prepare_cached(
                "SELECT id, currency, external_id, domain, name FROM account WHERE deleted_at IS NULL",
            )
            .map_err(sql_error)?;
        let mut rows = statement.query([]).map_err(sql_error)?;
        while let Some(row) = rows.next().map_err(sql_error)? {
            let get = |at: usize| row.get::<_, Option<String>>(at).map_err(sql_error);
            let at = found.refs.len();
            found
                .refs
                .push(AccountRef { id: get(0)?.unwrap_or_default(), currency: get(1)?.unwrap_or_default() });
            if let Some(external) = get(2)? {
                found.external.insert(external, at);
            }
            if let Some(domain) = get(3)? {
                found.domain.insert(plain_domain(&domain), at);
            }
            found.name.entry(get(4)?.unwrap_or_default()).or_default().push(at);
        }
        Ok(found)
    }

    /// The account a row names.
    ///
    /// # Errors
    /// `missing_value` when it names none, `unknown_account` with a suggestion, `ambiguous_account` when
    /// two accounts have the name.
    pub fn of(&self, row: Cells<'_>) -> Result<&AccountRef, RowError> {
        const ID: &str = "account.external_id";
        const DOMAIN: &str = "account.domain";
        const NAME: &str = "account.name";
        if let Some(external) = row.text(ID) {
            if let Some(at) = self.external.get(external) {
                return Ok(&self.refs[*at]);
            }
            // A column "customer" may hold ids or names; an id that is a name is that account.
            return match self.name.get(external).map(Vec::as_slice) {
                Some([at]) => Ok(&self.refs[*at]),
                _ => Err(self.unknown(row, ID, external, self.external.keys())),
            };
        }
        if let Some(domain) = row.text(DOMAIN)
            && let Some(at) = self.domain.get(&plain_domain(domain))
        {
            return Ok(&self.refs[*at]);
        }
        if let Some(name) = row.text(NAME) {
            return match self.name.get(name).map(Vec::as_slice) {
                Some([at]) => Ok(&self.refs[*at]),
                Some(_) => {
                    let message =
                        format!("Two accounts are called \"{name}\"; the file must name the account's id.");
                    Err(row.error(NAME, "ambiguous_account", message))
                }
                None => match self.external.get(name) {
                    Some(at) => Ok(&self.refs[*at]),
                    None => Err(self.unknown(row, NAME, name, self.name.keys())),
                },
            };
        }
        if let Some(domain) = row.text(DOMAIN) {
            return Err(self.unknown(row, DOMAIN, domain, self.domain.keys()));
        }
        let field = [ID, NAME, DOMAIN].into_iter().find(|field| row.layout.has(field)).unwrap_or(ID);
        Err(row.error(field, "missing_value", "The account is missing."))
    }

    fn unknown<'s>(
        &self,
        row: Cells<'_>,
        field: &str,
        word: &str,
        names: impl Iterator<Item = &'s String>,
    ) -> RowError {
        self.searched.set(self.searched.get() + 1);
        let near = if self.searched.get() <= SUGGESTIONS {
            suggest::nearest(word, names.map(String::as_str))
        } else {
            None
        };
        let message = match near {
            Some(near) => format!("There is no account \"{word}\". Did you mean \"{near}\"?"),
            None => format!("There is no account \"{word}\". Import the accounts first."),
        };
        row.error(field, "unknown_account", message)
    }
}

/// A domain without scheme, "www." and path.
pub(super) fn plain_domain(text: &str) -> String {
    let lower = text.trim().to_lowercase();
    let rest = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    rest.split(['/', '?', '#', ':']).next().unwrap_or(rest).to_owned()
}

/// Notices rows that repeat the key of an earlier row of the same file.
#[derive(Default)]
pub(super) struct Keys(HashMap<String, (u64, u64)>);

/// What a key has to say about a row.
pub(super) enum Seen {
    First,
    /// The same row again, letter by letter.
    Copy,
    /// Another row with the same key, first seen in this line.
    Other(u64),
}

impl Keys {
    /// Remembers the key of a row.
    pub fn see(&mut self, key: &str, row: Cells<'_>) -> Seen {
        let content = fingerprint(row.record);
        match self.0.get(key) {
            None => {
                self.0.insert(key.to_owned(), (row.line, content));
                Seen::First
            }
            Some((_, known)) if *known == content => Seen::Copy,
            Some((line, _)) => Seen::Other(*line),
        }
    }

    /// The error for a second row of one key.
    pub fn repeated(row: Cells<'_>, field: &str, key: &str, line: u64) -> RowError {
        let message =
            format!("\"{key}\" stands in line {line} already, with other values. Keep one of the two rows.");
        row.error(field, "duplicate_key", message)
    }
}

/// A number that stands for all cells of a row.
pub(super) fn fingerprint(record: &csv::StringRecord) -> u64 {
    let mut hasher = DefaultHasher::new();
    for cell in record {
        cell.trim().hash(&mut hasher);
    }
    hasher.finish()
}

/// Records by something less sure than an id: a domain, a mail, a name. A row without an id may be any of them; one with
/// an id is only ever a record that has none yet, so that two customers of one name stay two.
#[derive(Default)]
pub(super) struct Otherwise(HashMap<String, Vec<(usize, bool)>>);

/// What is found otherwise than by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hit {
    None,
    One(usize),
    Several,
}

impl Otherwise {
    pub fn add(&mut self, key: String, at: usize, has_id: bool) {
        self.0.entry(key).or_default().push((at, has_id));
    }

    /// Of several, the only one without an id is meant.
    pub fn find(&self, key: &str, row_has_id: bool) -> Hit {
        let all = self.0.get(key).map_or(&[][..], Vec::as_slice);
        let mut without = all.iter().filter(|(_, has_id)| !has_id);
        match (without.next(), without.next(), all) {
            (Some((at, _)), None, _) => Hit::One(*at),
            (Some(_), Some(_), _) => Hit::Several,
            (None, _, [(at, _)]) if !row_has_id => Hit::One(*at),
            (None, _, [_, _, ..]) if !row_has_id => Hit::Several,
            _ => Hit::None,
        }
    }
}

/// Takes over a text when the file has one; an empty cell leaves what is known.
pub(super) fn fill(target: &mut Option<String>, text: Option<&str>) {
    if let Some(text) = text {
        *target = Some(text.to_owned());
    }
}

/// Counts things of one kind and names the first lines they were seen in.
#[derive(Default)]
pub(super) struct Tally {
    pub count: u64,
    lines: Vec<u64>,
}

impl Tally {
    pub fn add(&mut self, line: u64) {
        self.count += 1;
        if self.lines.len() < 5 {
            self.lines.push(line);
        }
    }

    /// "3 rows (lines 4, 9 and 12) TEXT"; `None` when there was nothing.
    pub fn notice(&self, text: &str) -> Option<String> {
        let rows = if self.count == 1 { "1 row".to_owned() } else { format!("{} rows", self.count) };
        let lines: Vec<String> = self.lines.iter().map(u64::to_string).collect();
        let word = if self.count == 1 { "line" } else { "lines" };
        let more = if self.count > lines.len() as u64 { ", ..." } else { "" };
        (self.count > 0).then(|| format!("{rows} ({word} {}{more}): {text}", lines.join(", ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_is_the_same_however_it_is_written() {
        for text in ["example.com", "https://www.Example.com/de?x=1", "www.example.com", " EXAMPLE.COM:443 "]
        {
            assert_eq!(plain_domain(text), "example.com", "{text}");
        }
    }

    /// A row without an id is the record of its name; a row with another id is somebody else of that name.
    #[test]
    fn a_name_finds_whoever_it_can_mean() {
        let mut names = Otherwise::default();
        names.add("Alder".to_owned(), 0, true);
        assert_eq!((names.find("Alder", false), names.find("Alder", true)), (Hit::One(0), Hit::None));
        names.add("Alder".to_owned(), 1, true);
        assert_eq!((names.find("Alder", false), names.find("Alder", true)), (Hit::Several, Hit::None));
        names.add("Alder".to_owned(), 2, false);
        assert_eq!((names.find("Alder", false), names.find("Alder", true)), (Hit::One(2), Hit::One(2)));
        names.add("Alder".to_owned(), 3, false);
        assert_eq!((names.find("Alder", false), names.find("Alder", true)), (Hit::Several, Hit::Several));
        assert_eq!(names.find("Birch", false), Hit::None);
    }

    #[test]
    fn a_tally_names_its_first_lines() {
        let mut tally = Tally::default();
        assert_eq!(tally.notice("x"), None);
        tally.add(4);
        assert_eq!(tally.notice("x").unwrap(), "1 row (line 4): x");
        for line in 5..=9 {
            tally.add(line);
        }
        assert_eq!(tally.notice("x").unwrap(), "6 rows (lines 4, 5, 6, 7, 8, ...): x");
    }
}
