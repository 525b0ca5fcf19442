//! The people at an account.

use super::accounts::{ById, Done};
use super::patch::{self, Patch};
use crate::engine::Write;
use crate::store::{self, sql_error};
use headroom_core::book::{Account, ChampionStrength, Contact, ContactStatus, StakeholderRole};
use headroom_core::error::{AppError, Result};
use rusqlite::params;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NewContact {
    pub account_id: String,
    pub name: String,
    #[serde(default)]
    #[ts(optional)]
    pub title: Option<String>,
    #[serde(default)]
    #[ts(optional)]
    pub department: Option<String>,
    #[serde(default)]
    #[ts(optional)]
    pub email: Option<String>,
    #[serde(default)]
    #[ts(optional)]
    pub phone: Option<String>,
    #[serde(default)]
    #[ts(optional = nullable)]
    pub roles: Option<Vec<StakeholderRole>>,
    #[serde(default)]
    #[ts(optional)]
    pub champion_strength: Option<ChampionStrength>,
}

/// Adds a person at an account.
pub fn create(write: &mut Write<'_>, request: NewContact) -> Result<Contact> {
    let account: Account = store::get(write.connection, &request.account_id)?;
    let contact = Contact {
        id: write.id(),
        account_id: account.id.clone(),
        external_id: None,
        name: request.name.trim().to_owned(),
        title: request.title,
        department: request.department,
        email: request.email,
        phone: request.phone,
        roles: request.roles.unwrap_or_default(),
        champion_strength: request.champion_strength,
        support: None,
        influence: None,
        reports_to: None,
        last_contact: None,
        last_checked: Some(write.today),
        status: ContactStatus::Active,
        created_at: write.now.clone(),
        deleted_at: None,
    };
    validate(&contact)?;
    store::insert(write.connection, &contact)?;
    own_words(write, &contact)?;
    write.mark.summary = format!("Add {} at {}", contact.name, account.name);
    write.mark.account_id = Some(account.id.0);
    Ok(contact)
}

/// Quotes that were kept under this name before the person was known become theirs.
fn own_words(write: &Write<'_>, contact: &Contact) -> Result<()> {
    write
        .connection
        .execute(
            "UPDATE quote SET contact_id = ?1, speaker_title = coalesce(speaker_title, ?2)
             WHERE account_id = ?3 AND contact_id IS NULL AND deleted_at IS NULL AND speaker = ?4 COLLATE NOCASE",
            params![contact.id.as_str(), contact.title, contact.account_id.as_str(), contact.name],
        )
        .map(|_| ())
        .map_err(sql_error)
}

/// Changes the fields given.
pub fn update(write: &mut Write<'_>, request: Patch) -> Result<Contact> {
    let (_, contact) = patch::apply::<Contact>(write, &request, validate)?;
    write.mark.summary = format!("Change {}", contact.name);
    write.mark.account_id = Some(contact.account_id.0.clone());
    Ok(contact)
}

/// Moves a person to the trash.
pub fn delete(write: &mut Write<'_>, request: ById) -> Result<Done> {
    let contact: Contact = store::get(write.connection, &request.id)?;
    patch::trash::<Contact>(write, &request.id)?;
    write.mark.summary = format!("Delete {}", contact.name);
    write.mark.account_id = Some(contact.account_id.0);
    Ok(Done::default())
}

fn validate(contact: &Contact) -> Result<()> {
    if contact.name.trim().is_empty() {
        return Err(AppError::invalid("name", "A person needs a name."));
    }
    if contact.email.as_deref().is_some_and(|email| !email.is_empty() && !email.contains('@')) {
        return Err(AppError::invalid("email", "An e-mail address has an @ in it.")
            .hint("Leave it empty if it is not known."));
    }
    Ok(())
}
