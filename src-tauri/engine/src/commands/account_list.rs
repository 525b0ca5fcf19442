//! The book's list: accounts filtered, put in order and handed out by the page, so that ten thousand of them cost no
//! more on the screen than eighty. Only what a filter or the order needs is read for all of them; the rest is read
//! for the rows of the page.

use super::contracts::{self, Arr};
use super::{Nothing, settings};
use crate::engine::Read;
use crate::store::sql_error;
use chrono::{Duration, NaiveDate};
use headroom_core::book::AccountStatus;
use headroom_core::error::{AppError, Result};
use headroom_core::money::Money;
use headroom_core::order::{fold, sort_key};
use rusqlite::{Row, params_from_iter};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::collections::HashMap;
use ts_rs::TS;

/// Which accounts, in which order, and which of them now.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct AccountListRequest {
    #[ts(optional, as = "Option<AccountFilter>")]
    pub filter: AccountFilter,
    /// By name when not given.
    #[ts(optional, as = "Option<AccountSort>")]
    pub sort: AccountSort,
    #[ts(optional, as = "Option<bool>")]
    pub descending: bool,
    /// The first row wanted, from 0.
    #[ts(optional, as = "Option<usize>")]
    pub offset: usize,
    /// At most so many rows; all when not given.
    pub limit: Option<usize>,
    /// An account whose place in this order is wanted.
    pub find: Option<String>,
}

/// What an account must be to be listed; a filter that is not set lets all pass.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct AccountFilter {
    /// Words that name, industry or country hold.
    #[ts(optional, as = "Option<String>")]
    pub text: String,
    /// Renews within so many days.
    pub renews_within: Option<i64>,
    /// Whether a renewal is known.
    pub has_renewal: Option<bool>,
    /// Health of at least so much.
    pub health_from: Option<i64>,
    /// Health of at most so much.
    pub health_to: Option<i64>,
    /// Whether health is known.
    pub has_health: Option<bool>,
    /// No call in so many days.
    pub no_call_in: Option<i64>,
    pub segment: Option<String>,
    pub owner: Option<String>,
    pub status: Option<AccountStatus>,
}

/// What the list can be ordered by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AccountSort {
    #[default]
    Name,
    Arr,
    Renewal,
    Health,
    Call,
    Tasks,
    Papers,
    Segment,
    Industry,
    Country,
    Owner,
    Status,
    External,
}

/// The accounts of the page, and what is to be said of all that pass the filter.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AccountList {
    pub rows: Vec<AccountRow>,
    /// How many pass the filter.
    pub count: usize,
    /// Their ARR, one sum a currency; amounts of different currencies are never added.
    pub totals: Vec<Money>,
    /// Where the account that was to be found stands; null when it does not pass.
    pub at: Option<usize>,
}

/// One line of the book.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct AccountRow {
    pub id: String,
    pub external_id: Option<String>,
    pub name: String,
    pub status: AccountStatus,
    pub segment: Option<String>,
    pub industry: Option<String>,
    pub country: Option<String>,
    pub owner: Option<String>,
    pub health: Option<i64>,
    /// On the day it is, in the account's currency.
    pub arr: Money,
    /// What contracts in other currencies are worth a year.
    pub arr_beside: Vec<Money>,
    /// The next renewal of a contract in force.
    pub renewal_date: Option<NaiveDate>,
    pub days_to_renewal: Option<i64>,
    pub last_call: Option<NaiveDate>,
    pub days_since_call: Option<i64>,
    pub open_documents: i64,
    pub open_tasks: i64,
}

/// The words the book's accounts use, for filters and forms.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AccountFacets {
    pub segments: Vec<String>,
    pub owners: Vec<String>,
    /// All accounts that are not in the trash.
    pub accounts: usize,
}

// Each reads one entry of one index.
const RENEWAL: &str = "(SELECT c.renewal_date FROM contract c WHERE c.account_id = a.id AND c.deleted_at IS NULL AND c.renewal_date > ?1 ORDER BY c.renewal_date LIMIT 1)";
const CALL: &str = "(SELECT n.held_on FROM call_note n WHERE n.account_id = a.id AND n.deleted_at IS NULL ORDER BY n.held_on DESC LIMIT 1)";
const PAPERS: &str = "(SELECT count(*) FROM document d WHERE d.account_id = a.id AND d.deleted_at IS NULL AND d.state IN ('draft', 'ready', 'sent'))";
const TASKS: &str =
    "(SELECT count(*) FROM task t WHERE t.account_id = a.id AND t.deleted_at IS NULL AND t.state = 'open')";

/// The accounts asked for; all of them by name when nothing is said.
pub fn list(read: &Read<'_>, request: AccountListRequest) -> Result<AccountList> {
    let mut found = candidates(read, &request)?;
    let mut totals: Vec<Money> = Vec::new();
    for candidate in &found {
        for arr in [&candidate.arr.main].into_iter().chain(&candidate.arr.beside) {
            contracts::add(&mut totals, *arr)?;
        }
    }
    // The currency that most of the book is in comes first.
    totals.sort_by_key(|total| std::cmp::Reverse(total.minor));
    let before = |a: &Candidate, b: &Candidate| compare(a, b, request.descending);
    let wanted = request.find.as_ref().and_then(|id| found.iter().find(|one| one.id == *id));
    let at = wanted.map(|one| found.iter().filter(|other| before(other, one).is_lt()).count());
    // Only what is shown has to stand in its order.
    let end =
        request.limit.map_or(found.len(), |limit| request.offset.saturating_add(limit)).min(found.len());
    if end < found.len() {
        found.select_nth_unstable_by(end, before);
    }
    let (shown, _) = found.split_at_mut(end);
    shown.sort_unstable_by(before);
    Ok(AccountList { rows: rows(read, shown.iter().skip(request.offset))?, count: found.len(), totals, at })
}

/// The ids of the accounts asked for, in their order: for a selection that is larger than the screen.
pub fn ids(read: &Read<'_>, request: AccountListRequest) -> Result<Vec<String>> {
    let mut found = candidates(read, &request)?;
    found.sort_unstable_by(|a, b| compare(a, b, request.descending));
    let page = found.into_iter().skip(request.offset).take(request.limit.unwrap_or(usize::MAX));
    Ok(page.map(|candidate| candidate.id).collect())
}

/// What one account is worth a year, if anything, and when it renews next.
pub fn standing(read: &Read<'_>, id: &str) -> Result<(Option<Money>, Option<NaiveDate>)> {
    let sql = format!("SELECT a.currency, {RENEWAL} FROM account a WHERE a.id = ?2");
    let (own, renewal): (String, Option<String>) = read
        .connection
        .prepare_cached(&sql)
        .and_then(|mut statement| {
            statement.query_row([read.today.to_string().as_str(), id], |row| Ok((row.get(0)?, row.get(1)?)))
        })
        .map_err(sql_error)?;
    let worth = read.worth()?;
    let arr = worth.get(id).map(|sums| worth_of(Some(sums), &own)).transpose()?.map(|arr| arr.main);
    let renewal = renewal.map(|day| day.parse().map_err(AppError::internal)).transpose()?;
    Ok((arr, renewal))
}

/// The segments and owners there are.
pub fn facets(read: &Read<'_>, _: Nothing) -> Result<AccountFacets> {
    let words = |column: &str| -> Result<Vec<String>> {
        let sql = format!(
            "SELECT DISTINCT {column} FROM account WHERE deleted_at IS NULL AND {column} IS NOT NULL AND {column} <> ''"
        );
        let mut statement = read.connection.prepare_cached(&sql).map_err(sql_error)?;
        let rows = statement.query_map([], |row| row.get(0)).map_err(sql_error)?;
        let mut found: Vec<String> = rows.collect::<Result<_, _>>().map_err(sql_error)?;
        found.sort_by_cached_key(|word| sort_key(word));
        Ok(found)
    };
    let accounts = read
        .connection
        .query_row("SELECT count(*) FROM account WHERE deleted_at IS NULL", [], |row| row.get::<_, i64>(0))
        .map_err(sql_error)?;
    Ok(AccountFacets {
        segments: words("segment")?,
        owners: words("owner")?,
        accounts: usize::try_from(accounts).unwrap_or(0),
    })
}

/// An account that passes the filter, with what it is ordered by.
struct Candidate {
    id: String,
    name: String,
    key: Key,
    arr: Arr,
}

/// What a row is ordered by; one that has nothing goes last either way.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Number(i64),
    Text(String),
    Nothing,
}

/// No two are equal: what is the same by key goes by name and id.
fn compare(a: &Candidate, b: &Candidate, descending: bool) -> Ordering {
    let keys = match (&a.key, &b.key) {
        (Key::Nothing, Key::Nothing) => Ordering::Equal,
        (Key::Nothing, _) => Ordering::Greater,
        (_, Key::Nothing) => Ordering::Less,
        (a, b) if descending => b.cmp(a),
        (a, b) => a.cmp(b),
    };
    keys.then_with(|| a.name.cmp(&b.name)).then_with(|| a.id.cmp(&b.id))
}

/// The accounts that pass the filter, in no order.
fn candidates(read: &Read<'_>, request: &AccountListRequest) -> Result<Vec<Candidate>> {
    let (connection, today) = (read.connection, read.today);
    let arr = read.worth()?;
    let (conditions, values) = conditions(&request.filter, today);
    let words: Vec<String> = request.filter.text.split_whitespace().map(fold).collect();
    let text = if words.is_empty() { "NULL, NULL" } else { "a.industry, a.country" };
    // The day is named once here, because not every filter and order needs it.
    let sql = format!(
        "SELECT a.id, a.name, a.currency, {}, {text}, ?1 FROM account a WHERE {}",
        column(request.sort),
        conditions.join(" AND ")
    );
    let mut statement = connection.prepare_cached(&sql).map_err(sql_error)?;
    let mut rows = statement.query(params_from_iter(values)).map_err(sql_error)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next().map_err(sql_error)? {
        if holds(row, &words)? {
            found.push(candidate(row, request.sort, &arr)?);
        }
    }
    Ok(found)
}

/// The SQL of a filter and its values; the first is the day.
fn conditions(filter: &AccountFilter, today: NaiveDate) -> (Vec<String>, Vec<String>) {
    let mut sql = vec!["a.deleted_at IS NULL".to_owned()];
    let mut values = vec![today.to_string()];
    let days = |days: i64| Duration::days(days.clamp(0, 36_500));
    let compared = [
        ("a.segment =".to_owned(), filter.segment.clone()),
        ("a.owner =".to_owned(), filter.owner.clone()),
        ("a.status =".to_owned(), filter.status.map(|status| status.as_str().to_owned())),
        ("a.health >= 0 +".to_owned(), filter.health_from.map(|least| least.to_string())),
        ("a.health <= 0 +".to_owned(), filter.health_to.map(|most| most.to_string())),
        (format!("{RENEWAL} <="), filter.renews_within.map(|within| (today + days(within)).to_string())),
        (format!("coalesce({CALL}, '') <"), filter.no_call_in.map(|since| (today - days(since)).to_string())),
    ];
    for (left, value) in compared {
        if let Some(value) = value {
            values.push(value);
            sql.push(format!("{left} ?{}", values.len()));
        }
    }
    for (what, known) in [("a.health", filter.has_health), (RENEWAL, filter.has_renewal)] {
        if let Some(known) = known {
            sql.push(format!("{what} IS {}NULL", if known { "NOT " } else { "" }));
        }
    }
    (sql, values)
}

/// Whether name, industry and country together hold every word.
fn holds(row: &Row<'_>, words: &[String]) -> Result<bool> {
    if words.is_empty() {
        return Ok(true);
    }
    let part = |at: usize| row.get::<_, Option<String>>(at).map(Option::unwrap_or_default).map_err(sql_error);
    let text = fold(&format!("{} {} {}", part(1)?, part(4)?, part(5)?));
    Ok(words.iter().all(|word| text.contains(word.as_str())))
}

/// The ARR of an account from its sums by currency; mostly that is one, in its own.
fn worth_of(sums: Option<&Vec<Money>>, own: &str) -> Result<Arr> {
    match sums.map(Vec::as_slice).unwrap_or_default() {
        [only] if only.currency.code() == own => Ok(Arr { main: *only, beside: Vec::new() }),
        sums => Arr::of(sums.iter().copied(), settings::currency("currency", own)?),
    }
}

fn candidate(row: &Row<'_>, sort: AccountSort, arr: &HashMap<String, Vec<Money>>) -> Result<Candidate> {
    let id: String = row.get(0).map_err(sql_error)?;
    let own = row.get_ref(2).and_then(|cell| Ok(cell.as_str()?)).map_err(sql_error)?;
    let worth = worth_of(arr.get(&id), own)?;
    let name: String = row.get(1).map_err(sql_error)?;
    let key = match sort {
        AccountSort::Name => Key::Text(sort_key(&name)),
        AccountSort::Arr => Key::Number(worth.main.minor),
        AccountSort::Health | AccountSort::Tasks | AccountSort::Papers => {
            row.get::<_, Option<i64>>(3).map_err(sql_error)?.map_or(Key::Nothing, Key::Number)
        }
        AccountSort::Renewal | AccountSort::Call => {
            row.get::<_, Option<String>>(3).map_err(sql_error)?.map_or(Key::Nothing, Key::Text)
        }
        _ => row
            .get::<_, Option<String>>(3)
            .map_err(sql_error)?
            .map_or(Key::Nothing, |text| Key::Text(sort_key(&text))),
    };
    Ok(Candidate { id, name, key, arr: worth })
}

/// The SQL of what the list is ordered by; name and ARR are known without it.
fn column(sort: AccountSort) -> &'static str {
    match sort {
        AccountSort::Name | AccountSort::Arr => "NULL",
        AccountSort::Renewal => RENEWAL,
        AccountSort::Health => "a.health",
        AccountSort::Call => CALL,
        AccountSort::Tasks => TASKS,
        AccountSort::Papers => PAPERS,
        AccountSort::Segment => "a.segment",
        AccountSort::Industry => "a.industry",
        AccountSort::Country => "a.country",
        AccountSort::Owner => "a.owner",
        AccountSort::Status => "a.status",
        AccountSort::External => "a.external_id",
    }
}

fn rows<'a>(read: &Read<'_>, page: impl Iterator<Item = &'a Candidate>) -> Result<Vec<AccountRow>> {
    let mut statement = read
        .connection
        .prepare_cached(&format!(
            "SELECT a.external_id, a.name, a.status, a.segment, a.industry, a.country, a.owner, a.health,
                    {RENEWAL}, {CALL}, {PAPERS}, {TASKS} FROM account a WHERE a.id = ?2"
        ))
        .map_err(sql_error)?;
    let today = read.today.to_string();
    page.map(|candidate| {
        let mut found = statement.query([today.as_str(), candidate.id.as_str()]).map_err(sql_error)?;
        let row = found
            .next()
            .map_err(sql_error)?
            .ok_or_else(|| AppError::internal("an account left the list while it was read"))?;
        account_row(row, candidate, read.today)
    })
    .collect()
}

fn account_row(row: &Row<'_>, candidate: &Candidate, today: NaiveDate) -> Result<AccountRow> {
    let text = |at: usize| row.get::<_, Option<String>>(at).map_err(sql_error);
    let day = |at: usize| -> Result<Option<NaiveDate>> {
        text(at)?.map(|text| text.parse().map_err(AppError::internal)).transpose()
    };
    let status: String = row.get(2).map_err(sql_error)?;
    let (renewal_date, last_call) = (day(8)?, day(9)?);
    Ok(AccountRow {
        id: candidate.id.clone(),
        external_id: text(0)?,
        name: row.get(1).map_err(sql_error)?,
        status: AccountStatus::parse(&status)
            .ok_or_else(|| AppError::internal(format!("status {status}")))?,
        segment: text(3)?,
        industry: text(4)?,
        country: text(5)?,
        owner: text(6)?,
        health: row.get(7).map_err(sql_error)?,
        arr: candidate.arr.main,
        arr_beside: candidate.arr.beside.clone(),
        renewal_date,
        days_to_renewal: renewal_date.map(|date| (date - today).num_days()),
        last_call,
        days_since_call: last_call.map(|date| (today - date).num_days()),
        open_documents: row.get(10).map_err(sql_error)?,
        open_tasks: row.get(11).map_err(sql_error)?,
    })
}
