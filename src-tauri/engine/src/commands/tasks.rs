//! Tasks: what is due.

use super::Nothing;
use super::patch::{self, Patch};
use crate::engine::{Read, Write};
use crate::store::{self, sql_error};
use chrono::NaiveDate;
use headroom_core::book::{Account, Task, TaskState};
use headroom_core::error::{AppError, Result};
use headroom_core::id::TaskId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

// What the rules write themselves; a paper says it in its own language.
pub const ONE_PAGER: &str = "Send the one-pager";
pub const ASK_AGAIN: &str = "Ask again: the answer was vague";
pub const COME_BACK: &str = "Come back: the question was deflected";
pub const DAY_90: &str = "Hold the 90-day QBR";

/// A task with its account's name.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TaskRow {
    pub task: Task,
    pub account_name: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NewTask {
    #[serde(default)]
    #[ts(optional)]
    pub account_id: Option<String>,
    pub what: String,
    pub due: NaiveDate,
    /// Who does it; the account's owner when not given.
    #[serde(default)]
    #[ts(optional)]
    pub owner: Option<String>,
}

/// Open tasks, the most overdue first.
pub fn list(read: &Read<'_>, _: Nothing) -> Result<Vec<TaskRow>> {
    let tasks: Vec<Task> = store::list(
        read.connection,
        "WHERE state = 'open' AND deleted_at IS NULL AND (snoozed_until IS NULL OR snoozed_until <= ?) ORDER BY due, what",
        [read.today.to_string()],
    )?;
    let mut name =
        read.connection.prepare_cached("SELECT name FROM account WHERE id = ?").map_err(sql_error)?;
    tasks
        .into_iter()
        .map(|task| {
            let account_name = match &task.account_id {
                Some(id) => name.query_row([id.as_str()], |row| row.get(0)).map(Some).map_err(sql_error)?,
                None => None,
            };
            Ok(TaskRow { task, account_name })
        })
        .collect()
}

/// Adds a task.
pub fn create(write: &mut Write<'_>, request: NewTask) -> Result<Task> {
    if let Some(id) = &request.account_id {
        store::get::<Account>(write.connection, id)?;
    }
    let mut task = raise(write, request.account_id, request.what.trim(), request.due, "own", None)?;
    validate(&task)?;
    if let Some(owner) = request.owner.map(|owner| owner.trim().to_owned()).filter(|owner| !owner.is_empty())
    {
        task.owner = Some(owner);
        store::update(write.connection, &task)?;
    }
    write.mark.summary = format!("Add the task \"{}\"", task.what);
    write.mark.account_id = task.account_id.clone().map(|id| id.0);
    Ok(task)
}

/// Writes an open task raised by `rule`.
pub fn raise(
    write: &Write<'_>,
    account_id: Option<String>,
    what: &str,
    due: NaiveDate,
    rule: &str,
    source_id: Option<String>,
) -> Result<Task> {
    let now = write.now.clone();
    let task = open(write.id(), now, account_id, what, due, rule, source_id);
    store::insert(write.connection, &task)?;
    Ok(task)
}

/// An open task of a rule, not written yet.
pub fn open(
    id: TaskId,
    now: String,
    account_id: Option<String>,
    what: &str,
    due: NaiveDate,
    rule: &str,
    source_id: Option<String>,
) -> Task {
    Task {
        id,
        account_id: account_id.map(Into::into),
        what: what.to_owned(),
        due,
        owner: None,
        rule: rule.to_owned(),
        source_id,
        state: TaskState::Open,
        snoozed_until: None,
        done_on: None,
        created_at: now,
        deleted_at: None,
    }
}

/// Changes a task.
pub fn update(write: &mut Write<'_>, mut request: Patch) -> Result<Task> {
    if request.set.get("state").and_then(|state| state.as_str()) == Some("done")
        && !request.set.contains_key("done_on")
    {
        request.set.insert("done_on".into(), write.today.to_string().into());
    }
    let (_, task) = patch::apply::<Task>(write, &request, validate)?;
    write.mark.summary = match task.state {
        TaskState::Done => format!("Done: {}", task.what),
        TaskState::Dropped => format!("Dropped: {}", task.what),
        TaskState::Open => format!("Change the task \"{}\"", task.what),
    };
    write.mark.account_id = task.account_id.clone().map(|id| id.0);
    Ok(task)
}

fn validate(task: &Task) -> Result<()> {
    if task.what.trim().is_empty() {
        return Err(AppError::invalid("what", "A task needs to say what is to be done."));
    }
    Ok(())
}
