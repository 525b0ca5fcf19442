//! The task: something to do by a day, raised by a rule or written by hand.

use super::words;
use crate::id::{AccountId, TaskId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// Whether it is still to do.
    TaskState { Open = "open", Done = "done", Dropped = "dropped" }
}

/// Something to do by a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Task {
    pub id: TaskId,
    pub account_id: Option<AccountId>,
    pub what: String,
    pub due: NaiveDate,
    /// Who does it; the account's owner when null.
    pub owner: Option<String>,
    /// The rule that raised it: "note.next_step", "need.one_pager", or "own".
    pub rule: String,
    /// The row it came from.
    pub source_id: Option<String>,
    pub state: TaskState,
    pub snoozed_until: Option<NaiveDate>,
    pub done_on: Option<NaiveDate>,
    pub created_at: String,
    pub deleted_at: Option<String>,
}
