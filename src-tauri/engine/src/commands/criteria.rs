//! Success criteria: written, versioned, graded.

use super::accounts::{ById, Done};
use super::patch::{self, Patch};
use crate::engine::Write;
use crate::papers::usage;
use crate::store::{self, sql_error};
use headroom_core::book::{Account, Contact, Criterion, CriterionState, Grade, Quote};
use headroom_core::error::{AppError, Result};
use rusqlite::params;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NewCriterion {
    pub account_id: String,
    pub text: String,
    #[serde(default)]
    #[ts(optional)]
    pub measure: Option<String>,
    #[serde(default)]
    #[ts(optional)]
    pub baseline: Option<String>,
    #[serde(default)]
    #[ts(optional)]
    pub target: Option<String>,
    #[serde(default)]
    #[ts(optional)]
    pub unit: Option<String>,
    /// The usage metric it is measured with.
    #[serde(default)]
    #[ts(optional)]
    pub metric: Option<String>,
    /// 60 or 90.
    pub due_day: i64,
    #[serde(default)]
    #[ts(optional)]
    pub owner_contact_id: Option<String>,
    #[serde(default)]
    #[ts(optional)]
    pub quote_id: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GradeRequest {
    pub id: String,
    pub grade: Grade,
    pub evidence: String,
    /// Who confirmed it at the customer.
    #[serde(default)]
    #[ts(optional)]
    pub confirmed_by: Option<String>,
    #[serde(default)]
    #[ts(optional)]
    pub measured_value: Option<String>,
}

/// Adds a success criterion.
pub fn create(write: &mut Write<'_>, request: NewCriterion) -> Result<Criterion> {
    let account: Account = store::get(write.connection, &request.account_id)?;
    if let Some(quote_id) = &request.quote_id {
        store::get::<Quote>(write.connection, quote_id)?;
    }
    let owner: Option<Contact> =
        request.owner_contact_id.as_deref().map(|id| store::get(write.connection, id)).transpose()?;
    let id: headroom_core::id::CriterionId = write.id();
    let criterion = Criterion {
        series: id.0.clone(),
        id,
        account_id: account.id.clone(),
        version: 1,
        text: request.text.trim().to_owned(),
        measure: request.measure,
        baseline: request.baseline,
        target: request.target,
        unit: request.unit,
        due_day: request.due_day,
        owner_contact_id: owner.as_ref().map(|owner| owner.id.clone()),
        owner_name: owner.map(|owner| owner.name),
        quote_id: request.quote_id.map(Into::into),
        document_id: None,
        clock_start: None,
        due_on: None,
        measured_value: None,
        metric: request.metric.filter(|metric| !metric.trim().is_empty()),
        grade: None,
        evidence: None,
        graded_on: None,
        confirmed_by: None,
        state: CriterionState::Draft,
        created_at: write.now.clone(),
        deleted_at: None,
    };
    validate(&criterion)?;
    store::insert(write.connection, &criterion)?;
    write.mark.summary = format!("Add the criterion \"{}\"", criterion.text);
    write.mark.account_id = Some(account.id.0);
    Ok(criterion)
}

/// Changes a criterion. While it is proposed it is changed in place; once its clock runs a new version is written
/// and the old one is kept as it was signed.
pub fn update(write: &mut Write<'_>, request: Patch) -> Result<Criterion> {
    let before: Criterion = store::get(write.connection, &request.id)?;
    write.mark.account_id = Some(before.account_id.0.clone());
    // What a grade says and what a signature starts has its own command.
    for field in [
        "series",
        "version",
        "state",
        "clock_start",
        "due_on",
        "document_id",
        "grade",
        "graded_on",
        "evidence",
        "confirmed_by",
        "measured_value",
    ] {
        if request.set.contains_key(field) {
            return Err(AppError::invalid(field, format!("\"{field}\" of a criterion is not set by hand.")));
        }
    }
    match before.state {
        CriterionState::Superseded => {
            Err(AppError::precondition("A later version has replaced this criterion.")
                .hint("Change the latest version."))
        }
        CriterionState::Draft => {
            let (_, criterion) = patch::apply::<Criterion>(write, &request, validate)?;
            write.mark.summary = format!("Change the criterion \"{}\"", criterion.text);
            Ok(criterion)
        }
        CriterionState::Running => {
            let mut row = patch::object(&before)?;
            row.extend(request.set.clone());
            let mut next: Criterion = patch::read_back(row, &request.set)?;
            validate(&next)?;
            next.id = write.id();
            next.version = before.version + 1;
            next.created_at = write.now.clone();
            next.due_on = next.clock_start.map(|start| start + chrono::Duration::days(next.due_day));
            // A grade belongs to the version it was given on; what was promised since is graded anew.
            next.measured_value = None;
            next.grade = None;
            next.evidence = None;
            next.graded_on = None;
            next.confirmed_by = None;
            remind_of_next(write, &before, &next)?;
            store::update(write.connection, &Criterion { state: CriterionState::Superseded, ..before })?;
            store::insert(write.connection, &next)?;
            write.mark.summary = format!("Version {} of the criterion \"{}\"", next.version, next.text);
            Ok(next)
        }
    }
}

/// The reminder the signature raised follows the criterion to its next version, open again.
fn remind_of_next(write: &Write<'_>, before: &Criterion, next: &Criterion) -> Result<()> {
    write
        .connection
        .execute(
            "UPDATE task SET source_id = ?1, what = ?2, due = coalesce(?3, due), state = 'open', done_on = NULL
             WHERE source_id = ?4 AND rule = 'criterion.due' AND state <> 'dropped'",
            params![
                next.id.as_str(),
                format!("Grade: {}", next.text),
                next.due_on.map(|day| day.to_string()),
                before.id.as_str()
            ],
        )
        .map_err(sql_error)?;
    Ok(())
}

/// Grades a criterion with its evidence. One that is measured by a metric takes the figure of the day unless another
/// is given.
pub fn grade(write: &mut Write<'_>, request: GradeRequest) -> Result<Criterion> {
    let mut criterion: Criterion = store::get(write.connection, &request.id)?;
    if criterion.state != CriterionState::Running {
        return Err(AppError::precondition("Only a criterion whose clock runs can be graded.")
            .hint("The clock starts when the addendum is signed."));
    }
    if request.evidence.trim().is_empty() && request.grade != Grade::NotYet {
        return Err(AppError::invalid("evidence", "A grade needs its evidence.")
            .hint("Say what was seen: a figure with its source, or their words."));
    }
    criterion.grade = Some(request.grade);
    criterion.evidence = Some(request.evidence.trim().to_owned()).filter(|text| !text.is_empty());
    criterion.graded_on = Some(write.today);
    criterion.confirmed_by = request.confirmed_by;
    criterion.measured_value = match (request.measured_value, &criterion.metric) {
        (Some(given), _) => Some(given),
        (None, Some(metric)) => {
            usage::reading(write.connection, criterion.account_id.as_str(), metric, write.today)?
                .map(|point| point.value.normalize().to_string())
                .or(criterion.measured_value)
        }
        (None, None) => criterion.measured_value,
    };
    store::update(write.connection, &criterion)?;
    // "Not yet" stays due, and so does its reminder.
    let (state, done) = match request.grade {
        Grade::NotYet => ("open", None),
        _ => ("done", Some(write.today.to_string())),
    };
    write
        .connection
        .execute(
            "UPDATE task SET state = ?1, done_on = ?2 WHERE source_id = ?3 AND rule = 'criterion.due' AND state <> 'dropped'",
            params![state, done, criterion.id.as_str()],
        )
        .map_err(sql_error)?;
    write.mark.summary =
        format!("Grade \"{}\": {}", criterion.text, request.grade.as_str().replace('_', " "));
    write.mark.account_id = Some(criterion.account_id.0.clone());
    Ok(criterion)
}

/// Moves a proposed criterion to the trash.
pub fn delete(write: &mut Write<'_>, request: ById) -> Result<Done> {
    let criterion: Criterion = store::get(write.connection, &request.id)?;
    if criterion.state != CriterionState::Draft {
        return Err(AppError::precondition("This criterion is part of a signed addendum.")
            .hint("Change it: the QBR then shows both versions."));
    }
    patch::trash::<Criterion>(write, &request.id)?;
    write.mark.summary = format!("Delete the criterion \"{}\"", criterion.text);
    write.mark.account_id = Some(criterion.account_id.0);
    Ok(Done::default())
}

fn validate(criterion: &Criterion) -> Result<()> {
    if criterion.text.trim().is_empty() {
        return Err(AppError::invalid("text", "A criterion needs to say what will be true."));
    }
    if !(1..=365).contains(&criterion.due_day) {
        return Err(AppError::invalid("due_day", "A criterion is due 1 to 365 days in; 60 or 90 is usual."));
    }
    Ok(())
}
