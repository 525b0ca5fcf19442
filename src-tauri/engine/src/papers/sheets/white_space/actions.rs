//! The three next actions of a white-space sheet.

use super::item::product;
use super::{Action, Names};
use crate::commands::white_space::WhiteSpaceRow;
use crate::papers::sheets::Ground;
use crate::papers::sources::filled;
use chrono::{Duration, NaiveDate};
use headroom_core::book::CriterionState;
use headroom_core::error::{AppError, Result};
use headroom_core::white_space::{block, promise};

/// Actions a sheet ends with.
const ACTIONS: usize = 3;
/// Days ahead in which something is a next action.
const AHEAD: i64 = 120;

/// Three next actions: what is due next by task, criterion, paper, notice and renewal; else the best item itself.
pub(super) fn actions(
    ground: &Ground,
    rows: &[WhiteSpaceRow],
    names: &Names,
    open: &[String],
) -> Result<Vec<Action>> {
    let (voice, page) = (ground.voice, &ground.page);
    let owner = ground.owner().to_owned();
    let own = |what: String, due: NaiveDate| Action { what, owner: owner.clone(), due };
    let mut found: Vec<Action> = page
        .tasks
        .iter()
        .filter(|task| task.rule != "criterion.due")
        .map(|task| Action {
            what: voice.task(&task.what),
            owner: filled(task.owner.as_deref()).unwrap_or(&owner).to_owned(),
            due: task.due,
        })
        .collect();
    for criterion in page.criteria.iter().filter(|one| one.state == CriterionState::Running) {
        let graded = criterion.grade.is_some_and(|grade| grade != headroom_core::book::Grade::NotYet);
        if let Some(due) = criterion.due_on.filter(|_| !graded) {
            found.push(own(voice.grade_criterion(&criterion.text), due));
        }
    }
    for paper in page.documents.iter().filter(|paper| paper.state == headroom_core::book::DocumentState::Sent)
    {
        if let Some(due) = paper.valid_until.or(paper.sent_on) {
            found.push(own(voice.chase(&paper.number), due));
        }
    }
    if let Some(contract) = ground.contract() {
        if let Some(day) = contract.notice_day.filter(|day| *day >= ground.today) {
            found.push(own(voice.give_notice(), day));
        } else if let Some(day) = contract.contract.renewal_date.filter(|day| *day >= ground.today) {
            found.push(own(voice.prepare_renewal(), day));
        }
    }
    let horizon = ground.today + Duration::days(AHEAD);
    found.retain(|action| action.due <= horizon);
    found.sort_by(|a, b| (a.due, &a.what).cmp(&(b.due, &b.what)));
    found.truncate(ACTIONS);
    // An account where nothing is due still has a best chance: somebody takes it up within the week.
    let week = headroom_core::dates::add_business_days(ground.today, 5, &ground.settings.holidays)
        .map_err(AppError::internal)?;
    let mut best: Vec<&WhiteSpaceRow> = rows.iter().collect();
    best.sort_by_key(|row| promise(&row.item));
    for row in best.into_iter().take(ACTIONS.saturating_sub(found.len())) {
        let title = product(names, row).unwrap_or(voice.block(block(&row.item)));
        let title = match filled(row.item.department.as_deref()) {
            Some(department) => format!("{title}, {department}"),
            None => title.to_owned(),
        };
        found.push(own(voice.pursue(&title), week));
    }
    // Where even that is missing, somebody looks at what nobody has looked at.
    for what in open.iter().take(ACTIONS.saturating_sub(found.len())) {
        found.push(own(voice.look_into(what), week));
    }
    found.sort_by_key(|action| action.due);
    Ok(found)
}
