//! Renewals as work, and losses with their words.

use super::accounts::{ById, Done};
use super::addenda::persist;
use super::{contracts, patch};
use crate::engine::{Read, Write};
use crate::store;
use chrono::NaiveDate;
use headroom_core::book::{Account, Contract, Loss, LossKind, RenewalOutcome, RenewalRecord};
use headroom_core::contract::{self, Renewal, RenewedLine};
use headroom_core::error::{AppError, Result};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a renewal turned out.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RenewRequest {
    pub contract_id: String,
    pub outcome: RenewalOutcome,
    /// The renewal date of the next term; not for a lost contract.
    #[serde(default)]
    #[ts(optional)]
    pub next_renewal: Option<NaiveDate>,
    /// Asked for when less or nothing is renewed.
    #[serde(default)]
    #[ts(optional)]
    pub reason: Option<String>,
    /// Their words about it.
    #[serde(default)]
    #[ts(optional)]
    pub words: Option<String>,
    /// The lines that do not simply go on; quantity zero ends one.
    #[serde(default)]
    pub changes: Vec<RenewedLine>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NewLoss {
    pub account_id: String,
    pub kind: LossKind,
    pub reason: String,
    #[serde(default)]
    #[ts(optional)]
    pub words: Option<String>,
    /// Today when not given.
    #[serde(default)]
    #[ts(optional)]
    pub noted_on: Option<NaiveDate>,
}

/// Records a renewal: its lines roll into the next term, change, or end.
///
/// # Errors
/// `Precondition` without a renewal date; `InvalidInput` for a next term that does not follow, or a reduction
/// without a reason.
pub fn renew(write: &mut Write<'_>, request: RenewRequest) -> Result<Contract> {
    let mut contract: Contract = store::get(write.connection, &request.contract_id)?;
    let account: Account = store::get(write.connection, contract.account_id.as_str())?;
    let on = contract.renewal_date.ok_or_else(|| {
        AppError::precondition("The contract has no renewal date.")
            .hint("Set the renewal date first.")
            .field("renewal_date")
    })?;
    let lost = request.outcome == RenewalOutcome::Lost;
    let reason = request.reason.map(|reason| reason.trim().to_owned()).filter(|reason| !reason.is_empty());
    if matches!(request.outcome, RenewalOutcome::Lost | RenewalOutcome::Down) && reason.is_none() {
        return Err(AppError::invalid("reason", "Less than before needs its reason.")
            .hint("Say why, in their words if you have them."));
    }
    let next_renewal = match (lost, request.next_renewal) {
        (true, _) => on + chrono::Duration::days(1),
        (false, Some(next)) if next > on => next,
        (false, Some(next)) => {
            return Err(AppError::invalid(
                "next_renewal",
                format!("The next renewal on {next} is not after the one on {on}."),
            ));
        }
        (false, None) => {
            return Err(AppError::invalid("next_renewal", "When does the next term end?")
                .hint("Give its renewal date."));
        }
    };
    let before = contracts::arithmetic_lines(write.connection, &contract)?;
    let after = contract::renew(&before, &Renewal { on, next_renewal, lost, changes: request.changes })?;
    persist(write, &contract, &before, &after)?;
    if !lost {
        contract.renewal_date = Some(next_renewal);
        store::update(write.connection, &contract)?;
    }
    let record = RenewalRecord {
        id: write.id(),
        contract_id: contract.id.clone(),
        outcome: request.outcome,
        renewed_on: on,
        next_renewal: (!lost).then_some(next_renewal),
        reason: reason.clone(),
        created_at: write.now.clone(),
        deleted_at: None,
    };
    store::insert(write.connection, &record)?;
    if let (RenewalOutcome::Lost | RenewalOutcome::Down, Some(reason)) = (request.outcome, reason) {
        let kind = if lost { LossKind::Cancellation } else { LossKind::Downgrade };
        note_loss(write, &account, Some(&contract), kind, reason, request.words, None)?;
    }
    write.mark.summary = format!("Renewal of {} recorded: {}", account.name, request.outcome.as_str());
    write.mark.account_id = Some(account.id.0);
    Ok(contract)
}

fn note_loss(
    write: &Write<'_>,
    account: &Account,
    contract: Option<&Contract>,
    kind: LossKind,
    reason: String,
    words: Option<String>,
    noted_on: Option<NaiveDate>,
) -> Result<Loss> {
    let loss = Loss {
        id: write.id(),
        account_id: account.id.clone(),
        external_id: None,
        contract_id: contract.map(|contract| contract.id.clone()),
        kind,
        noted_on: noted_on.unwrap_or(write.today),
        reason,
        words: words.map(|words| words.trim().to_owned()).filter(|words| !words.is_empty()),
        created_at: write.now.clone(),
        deleted_at: None,
    };
    store::insert(write.connection, &loss)?;
    Ok(loss)
}

/// Records a downgrade, a cancellation, a price objection or a request for less.
pub fn create_loss(write: &mut Write<'_>, request: NewLoss) -> Result<Loss> {
    let account: Account = store::get(write.connection, &request.account_id)?;
    let reason = request.reason.trim().to_owned();
    if reason.is_empty() {
        return Err(AppError::invalid("reason", "A loss needs its reason.")
            .hint("Say why, in their words if you have them."));
    }
    let loss = note_loss(write, &account, None, request.kind, reason, request.words, request.noted_on)?;
    write.mark.summary = format!("{} noted for {}", request.kind.as_str().replace('_', " "), account.name);
    write.mark.account_id = Some(account.id.0);
    Ok(loss)
}

/// An account's losses, the latest first.
pub fn losses(read: &Read<'_>, request: ById) -> Result<Vec<Loss>> {
    store::list(
        read.connection,
        "WHERE account_id = ? AND deleted_at IS NULL ORDER BY noted_on DESC, created_at DESC",
        [request.id],
    )
}

/// Moves a loss to the trash.
pub fn delete_loss(write: &mut Write<'_>, request: ById) -> Result<Done> {
    let loss: Loss = store::get(write.connection, &request.id)?;
    patch::trash::<Loss>(write, &request.id)?;
    write.mark.summary = "Delete a loss".into();
    write.mark.account_id = Some(loss.account_id.0);
    Ok(Done::default())
}
