//! Today: everything that is due, in one list. Each rule is one function that finds its items; a later room adds a
//! function to [`RULES`] and nothing else.

use super::accounts::Done;
use super::{Nothing, settings};
use crate::engine::{Read, Write};
use crate::store::sql_error;
use chrono::{Duration, NaiveDate};
use headroom_core::dates::add_business_days;
use headroom_core::error::{AppError, Result};
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use ts_rs::TS;

/// The headings of Today, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Promises, follow-ups and own tasks.
    Promises,
    Criteria,
    Renewals,
    Papers,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct TodayItem {
    /// Rule and source: what snooze puts off.
    pub id: String,
    pub group: Group,
    /// The rule that raised it, in one sentence.
    pub rule: String,
    pub what: String,
    /// What one needs to know to act.
    pub detail: String,
    pub account_id: Option<String>,
    pub account_name: Option<String>,
    pub due: NaiveDate,
    /// Negative when it is late.
    #[ts(type = "number")]
    pub days: i64,
    /// The task that "done" closes; null for what is done elsewhere.
    pub task_id: Option<String>,
    /// What opens: note, criterion, contract, document or account, and its id.
    pub opens: String,
    pub opens_id: String,
    /// How many items its group has, shown or not.
    pub in_group: usize,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TodayRequest {
    /// At most so many of each group, the most overdue; all when not given.
    #[serde(default)]
    #[ts(optional)]
    pub per_group: Option<usize>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SnoozeRequest {
    /// A `TodayItem` id.
    pub id: String,
    pub until: NaiveDate,
}

type Rule = fn(&Connection, NaiveDate) -> Result<Vec<TodayItem>>;

/// Every rule.
const RULES: &[Rule] = &[tasks, criteria, notice_days, renewals, unanswered, running_out];

/// What is due, by group, the most overdue first.
pub fn list(read: &Read<'_>, request: TodayRequest) -> Result<Vec<TodayItem>> {
    let asleep = snoozed(read.connection)?;
    let mut items = Vec::new();
    for rule in RULES {
        items.extend(rule(read.connection, read.today)?);
    }
    items.retain(|item| asleep.get(&item.id).is_none_or(|until| *until <= read.today));
    items.sort_by(|a, b| (a.group, a.due, &a.what, &a.id).cmp(&(b.group, b.due, &b.what, &b.id)));
    let most = request.per_group.unwrap_or(usize::MAX);
    for group in items.chunk_by_mut(|a, b| a.group == b.group) {
        let in_group = group.len();
        for (place, item) in group.iter_mut().enumerate() {
            // Zero marks what is left out.
            item.in_group = if place < most { in_group } else { 0 };
        }
    }
    items.retain(|item| item.in_group > 0);
    Ok(items)
}

/// How many items there are, for the rail.
pub fn count(read: &Read<'_>, _: Nothing) -> Result<usize> {
    list(read, TodayRequest::default()).map(|items| items.len())
}

/// Puts an item off until a day.
pub fn snooze(write: &mut Write<'_>, request: SnoozeRequest) -> Result<Done> {
    if request.until <= write.today {
        return Err(AppError::invalid("until", "That day is not ahead.").hint("Choose a later day."));
    }
    write
        .connection
        .execute(
            "INSERT INTO snooze (id, until) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET until = ?2",
            params![request.id, request.until.to_string()],
        )
        .map_err(sql_error)?;
    write.mark.summary = format!("Put off until {}", request.until);
    Ok(Done::default())
}

fn snoozed(connection: &Connection) -> Result<HashMap<String, NaiveDate>> {
    let mut statement = connection.prepare_cached("SELECT id, until FROM snooze").map_err(sql_error)?;
    let rows = statement
        .query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))
        .map_err(sql_error)?;
    rows.map(|row| {
        let (id, until) = row.map_err(sql_error)?;
        Ok((id, until.parse().map_err(AppError::internal)?))
    })
    .collect()
}

/// The rows of a rule: source id, account id, account name, due day, what, detail.
fn found(
    connection: &Connection,
    sql: &str,
    params: impl rusqlite::Params,
    today: NaiveDate,
    shape: impl Fn(Found) -> TodayItem,
) -> Result<Vec<TodayItem>> {
    let mut statement = connection.prepare_cached(sql).map_err(sql_error)?;
    let mut rows = statement.query(params).map_err(sql_error)?;
    let mut items = Vec::new();
    while let Some(row) = rows.next().map_err(sql_error)? {
        let due: NaiveDate =
            row.get::<_, String>(3).map_err(sql_error)?.parse().map_err(AppError::internal)?;
        items.push(shape(Found {
            source: row.get(0).map_err(sql_error)?,
            account_id: row.get(1).map_err(sql_error)?,
            account_name: row.get(2).map_err(sql_error)?,
            due,
            days: (due - today).num_days(),
            what: row.get(4).map_err(sql_error)?,
            detail: row.get::<_, Option<String>>(5).map_err(sql_error)?.unwrap_or_default(),
        }));
    }
    Ok(items)
}

struct Found {
    source: String,
    account_id: Option<String>,
    account_name: Option<String>,
    due: NaiveDate,
    days: i64,
    what: String,
    detail: String,
}

impl Found {
    fn item(self, rule_id: &str, group: Group, rule: &str, opens: &str) -> TodayItem {
        TodayItem {
            id: format!("{rule_id}:{}", self.source),
            group,
            rule: rule.to_owned(),
            what: self.what,
            detail: self.detail,
            account_id: self.account_id,
            account_name: self.account_name,
            due: self.due,
            days: self.days,
            task_id: None,
            opens: opens.to_owned(),
            opens_id: self.source,
            in_group: 0,
        }
    }
}

/// Open tasks that are due within a week; a criterion's own task is shown as the criterion.
fn tasks(connection: &Connection, today: NaiveDate) -> Result<Vec<TodayItem>> {
    found(
        connection,
        "SELECT t.id, t.account_id, a.name, t.due, t.what, t.rule FROM task t LEFT JOIN account a ON a.id = t.account_id
         WHERE t.state = 'open' AND t.deleted_at IS NULL AND t.rule <> 'criterion.due' AND t.due <= ?1 AND a.deleted_at IS NULL
           AND (t.snoozed_until IS NULL OR t.snoozed_until <= ?2)",
        params![(today + Duration::days(7)).to_string(), today.to_string()],
        today,
        |found| {
            let rule = match found.detail.as_str() {
                "note.next_step" => "Promised in a call note.",
                "note.need" => "A need was heard: the one-pager goes out by the end of the next week.",
                "note.vague" | "note.deflected" => "A vague or deflected answer returns in 30 days.",
                "note.parked_renewal" => "A renewal topic was parked for a talk of its own.",
                "addendum.qbr" => "A signature books the QBR on day 90.",
                _ => "Your own task.",
            };
            let (task, account) = (found.source.clone(), found.account_id.clone());
            let mut item = found.item("task", Group::Promises, rule, "account");
            item.detail = String::new();
            item.task_id = Some(task.clone());
            item.opens_id = account.unwrap_or(task);
            item
        },
    )
}

/// Criteria whose due day comes within a week or is over, and that have no final grade.
fn criteria(connection: &Connection, today: NaiveDate) -> Result<Vec<TodayItem>> {
    found(
        connection,
        "SELECT c.id, c.account_id, a.name, c.due_on, c.text, coalesce(c.measure, '') || CASE WHEN c.target IS NULL THEN '' ELSE ', target ' || c.target END || ', day ' || c.due_day
         FROM criterion c JOIN account a ON a.id = c.account_id
         WHERE c.deleted_at IS NULL AND a.deleted_at IS NULL AND c.state = 'running' AND (c.grade IS NULL OR c.grade = 'not_yet') AND c.due_on <= ?",
        [(today + Duration::days(7)).to_string()],
        today,
        |found| {
            let mut item = found.item("criterion", Group::Criteria, "A criterion is graded on its due day.", "criterion");
            item.what = format!("Grade: {}", item.what);
            item.detail = item.detail.trim_start_matches(", ").to_owned();
            item
        },
    )
}

/// The last day to give notice, when it is near.
fn notice_days(connection: &Connection, today: NaiveDate) -> Result<Vec<TodayItem>> {
    let ahead = settings::load(connection)?.today_ahead_days;
    found(
        connection,
        "SELECT c.id, c.account_id, a.name, date(c.renewal_date, '-' || c.notice_days || ' days') AS notice, 'Last day to give notice',
                'Renews on ' || c.renewal_date
         FROM contract c JOIN account a ON a.id = c.account_id
         WHERE c.deleted_at IS NULL AND a.deleted_at IS NULL AND a.status <> 'churned' AND c.notice_days IS NOT NULL
           AND c.renewal_date IS NOT NULL AND date(c.renewal_date, '-' || c.notice_days || ' days') BETWEEN ?1 AND ?2",
        params![today.to_string(), (today + Duration::days(ahead)).to_string()],
        today,
        |found| found.item("notice", Group::Renewals, &format!("A notice period ends inside {ahead} days."), "contract"),
    )
}

/// Renewals that are near, and those that are past and not recorded.
fn renewals(connection: &Connection, today: NaiveDate) -> Result<Vec<TodayItem>> {
    let ahead = settings::load(connection)?.today_ahead_days;
    found(
        connection,
        "SELECT c.id, c.account_id, a.name, c.renewal_date,
                CASE WHEN c.renewal_date <= ?1 THEN 'Renewal not recorded' ELSE 'Renewal' END,
                CASE WHEN c.auto_renew = 1 THEN 'Renews by itself' ELSE 'Needs a signature' END
         FROM contract c JOIN account a ON a.id = c.account_id
         WHERE c.deleted_at IS NULL AND a.deleted_at IS NULL AND a.status <> 'churned' AND c.renewal_date <= ?2
           AND NOT EXISTS (SELECT 1 FROM renewal r WHERE r.contract_id = c.id AND r.outcome = 'lost' AND r.deleted_at IS NULL)
           AND EXISTS (SELECT 1 FROM contract_line l WHERE l.contract_id = c.id AND l.deleted_at IS NULL AND (l.\"end\" IS NULL OR l.\"end\" >= c.renewal_date))",
        params![today.to_string(), (today + Duration::days(ahead)).to_string()],
        today,
        |found| found.item("renewal", Group::Renewals, &format!("A renewal is work from {ahead} days before it."), "contract"),
    )
}

/// Sent proposals without an answer after some business days.
fn unanswered(connection: &Connection, today: NaiveDate) -> Result<Vec<TodayItem>> {
    let settings = settings::load(connection)?;
    let after = u32::try_from(settings.chase_after_days).map_err(AppError::internal)?;
    let rule = format!("A sent paper is chased after {after} business days.");
    let mut items = found(
        connection,
        "SELECT d.id, d.account_id, a.name, d.sent_on, 'Chase ' || d.number || ' v' || d.version, 'No answer since it was sent'
         FROM document d JOIN account a ON a.id = d.account_id
         WHERE d.deleted_at IS NULL AND a.deleted_at IS NULL AND d.state = 'sent' AND d.sent_on IS NOT NULL",
        [],
        today,
        |found| found.item("unanswered", Group::Papers, &rule, "document"),
    )?;
    for item in &mut items {
        item.due = add_business_days(item.due, after, &settings.holidays).map_err(AppError::internal)?;
        item.days = (item.due - today).num_days();
    }
    items.retain(|item| item.days <= 0);
    Ok(items)
}

/// Sent proposals whose prices soon no longer hold.
fn running_out(connection: &Connection, today: NaiveDate) -> Result<Vec<TodayItem>> {
    let ahead = settings::load(connection)?.validity_ahead_days;
    found(
        connection,
        "SELECT d.id, d.account_id, a.name, d.valid_until, d.number || ' v' || d.version || ' runs out', 'The prices hold until then'
         FROM document d JOIN account a ON a.id = d.account_id
         WHERE d.deleted_at IS NULL AND a.deleted_at IS NULL AND d.state = 'sent' AND d.kind = 'proposal' AND d.valid_until <= ?",
        [(today + Duration::days(ahead)).to_string()],
        today,
        |found| found.item("validity", Group::Papers, "A validity that runs out raises a follow-up.", "document"),
    )
}
