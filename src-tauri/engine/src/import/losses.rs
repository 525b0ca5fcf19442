//! Importing losses: who left or asked for less, when, why, and their words. Found again by external id, else by
//! account, day and reason.

use super::Feed;
use super::desk::{Accounts, Desk, Keys, Seen, fill};
use super::report::{ImportKind, ImportReport, Outcome};
use crate::store;
use chrono::NaiveDate;
use headroom_core::book::{Loss, LossKind};
use headroom_core::error::Result;
use headroom_core::id::AccountId;
use std::collections::HashMap;

const KIND: ImportKind = ImportKind::Losses;

/// Imports the rows. A file without a kind is about customers who left.
pub(super) fn import(desk: &Desk<'_>, feed: &mut Feed<'_>, report: &mut ImportReport) -> Result<()> {
    let accounts = Accounts::load(desk.connection)?;
    let mut external: HashMap<String, Loss> = HashMap::new();
    let mut unnamed: HashMap<(String, NaiveDate, String), Loss> = HashMap::new();
    for loss in store::list::<Loss>(desk.connection, "WHERE deleted_at IS NULL", [])? {
        match &loss.external_id {
            Some(id) => external.insert(id.clone(), loss),
            None => unnamed.insert((loss.account_id.0.clone(), loss.noted_on, loss.reason.clone()), loss),
        };
    }
    let mut keys = Keys::default();
    let mut drafts: Vec<(Option<Loss>, Loss)> = Vec::new();
    feed.each(report, |row, report| {
        let account = accounts.of(row)?;
        let noted_on = row
            .date("loss.noted_on")?
            .ok_or_else(|| row.error("loss.noted_on", "missing_value", "The day is missing."))?;
        let reason = row.required("loss.reason", "The reason")?;
        let id = row.text("loss.external_id");
        let key = id.map_or_else(|| format!("{} {noted_on} {reason}", account.id), str::to_owned);
        match keys.see(&key, row) {
            Seen::First => {}
            Seen::Copy => {
                report.count(Outcome::Unchanged);
                return Ok(());
            }
            Seen::Other(line) => return Err(Keys::repeated(row, "loss.external_id", &key, line)),
        }
        let before = match id {
            Some(id) => external.remove(id),
            None => unnamed.remove(&(account.id.clone(), noted_on, reason.to_owned())),
        };
        let mut loss = before.clone().unwrap_or_else(|| Loss {
            id: desk.id(),
            account_id: AccountId(account.id.clone()),
            external_id: None,
            contract_id: None,
            kind: LossKind::Cancellation,
            noted_on,
            reason: String::new(),
            words: None,
            created_at: desk.now.clone(),
            deleted_at: None,
        });
        loss.account_id = AccountId(account.id.clone());
        loss.noted_on = noted_on;
        reason.clone_into(&mut loss.reason);
        fill(&mut loss.external_id, id);
        fill(&mut loss.words, row.text("loss.words"));
        if let Some(kind) = row.choice(KIND, "loss.kind")?.and_then(LossKind::parse) {
            loss.kind = kind;
        }
        drafts.push((before, loss));
        Ok(())
    })?;
    for (at, (before, loss)) in drafts.iter().enumerate() {
        feed.pace(at)?;
        report.count(desk.put(before.as_ref(), loss)?);
    }
    Ok(())
}
