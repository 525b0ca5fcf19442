//! Importing people: found again by external id, else mail, else exact name at their account.

use super::Feed;
use super::cells::Cells;
use super::desk::{Accounts, Desk, Hit, Keys, Otherwise, Seen, Tally, fill};
use super::report::{ImportKind, ImportReport, Outcome, RowError};
use crate::store;
use headroom_core::book::{ChampionStrength, Contact, ContactStatus, StakeholderRole};
use headroom_core::error::Result;
use headroom_core::id::AccountId;
use std::collections::HashMap;

const KIND: ImportKind = ImportKind::Contacts;

struct Known {
    rows: Vec<Option<Contact>>,
    external: HashMap<String, usize>,
    mail: Otherwise,
    name: Otherwise,
}

/// One person of a name at an account.
fn at_account(account: &str, name: &str) -> String {
    format!("{account} {name}")
}

impl Known {
    fn load(desk: &Desk<'_>) -> Result<Self> {
        let rows: Vec<Contact> = store::list(desk.connection, "WHERE deleted_at IS NULL", [])?;
        let mut known = Self {
            rows: Vec::new(),
            external: HashMap::new(),
            mail: Otherwise::default(),
            name: Otherwise::default(),
        };
        for (at, contact) in rows.iter().enumerate() {
            let has_id = contact.external_id.is_some();
            if let Some(external) = &contact.external_id {
                known.external.insert(external.clone(), at);
            }
            if let Some(mail) = &contact.email {
                known.mail.add(mail.to_lowercase(), at, has_id);
            }
            known.name.add(at_account(contact.account_id.as_str(), &contact.name), at, has_id);
        }
        known.rows = rows.into_iter().map(Some).collect();
        Ok(known)
    }

    /// The person a row is about.
    fn find(&self, external: Option<&str>, mail: Option<&str>, name: &str) -> Result<Option<usize>, String> {
        if let Some(at) = external.and_then(|id| self.external.get(id)) {
            return Ok(Some(*at));
        }
        let has_id = external.is_some();
        if let Some(Hit::One(at)) = mail.map(|mail| self.mail.find(mail, has_id)) {
            return Ok(Some(at));
        }
        match self.name.find(name, has_id) {
            Hit::None => Ok(None),
            Hit::One(at) => Ok(Some(at)),
            Hit::Several => Err("Two people of the account have this name; the file needs their mail addresses or a column with their ids.".to_owned()),
        }
    }
}

/// Imports the rows.
pub(super) fn import(desk: &Desk<'_>, feed: &mut Feed<'_>, report: &mut ImportReport) -> Result<()> {
    let accounts = Accounts::load(desk.connection)?;
    let mut known = Known::load(desk)?;
    let mut keys = Keys::default();
    let mut contacts: Vec<(Option<Contact>, Contact)> = Vec::new();
    let mut odd_roles = Tally::default();
    feed.each(report, |row, report| {
        let name = name(row)?;
        let account = accounts.of(row)?;
        let mail = row.text("contact.email").map(str::to_lowercase);
        if let Some(mail) = mail.as_deref().filter(|mail| !mail.contains('@')) {
            return Err(row.error(
                "contact.email",
                "invalid_value",
                format!("\"{mail}\" is not a mail address."),
            ));
        }
        let (field, key) = match (row.text("contact.external_id"), &mail) {
            (Some(id), _) => ("contact.external_id", id.to_owned()),
            (None, Some(mail)) => ("contact.email", mail.clone()),
            (None, None) => ("contact.name", format!("{name} ({})", account.id)),
        };
        match keys.see(&format!("{field} {key}"), row) {
            Seen::First => {}
            Seen::Copy => {
                report.count(Outcome::Unchanged);
                return Ok(());
            }
            Seen::Other(line) => return Err(Keys::repeated(row, field, &key, line)),
        }
        let at = known
            .find(row.text("contact.external_id"), mail.as_deref(), &at_account(&account.id, &name))
            .map_err(|text| row.error("contact.name", "ambiguous_person", text))?;
        let before = at.and_then(|at| known.rows[at].take());
        if at.is_some() && before.is_none() {
            return Err(row.error(field, "duplicate_key", "An earlier row is this person already."));
        }
        let mut contact = before.clone().unwrap_or_else(|| empty(desk, AccountId(account.id.clone()), &name));
        contact.account_id = AccountId(account.id.clone());
        contact.name = name;
        fill(&mut contact.external_id, row.text("contact.external_id"));
        fill(&mut contact.title, row.text("contact.title"));
        fill(&mut contact.department, row.text("contact.department"));
        fill(&mut contact.email, row.text("contact.email"));
        fill(&mut contact.phone, row.text("contact.phone"));
        contact.last_contact = row.date("contact.last_contact")?.or(contact.last_contact);
        if let Some(word) = row.choice(KIND, "contact.champion_strength")? {
            contact.champion_strength = ChampionStrength::parse(word);
        }
        if let Some(word) = row.choice(KIND, "contact.status")?
            && let Some(status) = ContactStatus::parse(word)
        {
            contact.status = status;
        }
        if let Some(text) = row.text("contact.roles") {
            let (roles, all) = roles(text);
            if !all {
                odd_roles.add(row.line);
            }
            if !roles.is_empty() {
                contact.roles = roles;
            }
        }
        contacts.push((before, contact));
        Ok(())
    })?;
    for (before, contact) in contacts {
        report.count(desk.put(before.as_ref(), &contact)?);
    }
    report.notices.extend(odd_roles.notice("a role that Headroom does not know was left out."));
    Ok(())
}

/// The full name, or first and last name together.
fn name(row: Cells<'_>) -> Result<String, RowError> {
    if let Some(name) = row.text("contact.name") {
        return Ok(name.to_owned());
    }
    let parts: Vec<&str> =
        ["contact.first_name", "contact.last_name"].into_iter().filter_map(|field| row.text(field)).collect();
    if parts.is_empty() {
        let field = if row.layout.has("contact.name") { "contact.name" } else { "contact.last_name" };
        return Err(row.error(field, "missing_value", "The name is missing."));
    }
    Ok(parts.join(" "))
}

fn empty(desk: &Desk<'_>, account_id: AccountId, name: &str) -> Contact {
    Contact {
        id: desk.id(),
        account_id,
        external_id: None,
        name: name.to_owned(),
        title: None,
        department: None,
        email: None,
        phone: None,
        roles: Vec::new(),
        champion_strength: None,
        support: None,
        influence: None,
        reports_to: None,
        last_contact: None,
        last_checked: None,
        status: ContactStatus::Active,
        created_at: desk.now.clone(),
        deleted_at: None,
    }
}

/// The roles a cell names, and whether all of its words were understood.
fn roles(text: &str) -> (Vec<StakeholderRole>, bool) {
    let mut roles = Vec::new();
    let mut all = true;
    for word in text.split([',', ';', '/', '|', '\n']).map(str::trim).filter(|word| !word.is_empty()) {
        let plain = word.to_lowercase().replace([' ', '-'], "_");
        let role = StakeholderRole::parse(&plain).or(match plain.as_str() {
            "budget_holder" | "buyer" | "sponsor" | "executive_sponsor" | "budgetverantwortlich" => {
                Some(StakeholderRole::EconomicBuyer)
            }
            "decider" | "entscheider" | "entscheiderin" | "décideur" => Some(StakeholderRole::DecisionMaker),
            "end_user" | "power_user" | "admin" | "anwender" | "utilisateur" => Some(StakeholderRole::User),
            "purchasing" | "einkauf" | "achats" => Some(StakeholderRole::Procurement),
            "detractor" => Some(StakeholderRole::Blocker),
            _ => None,
        });
        match role {
            Some(role) if !roles.contains(&role) => roles.push(role),
            Some(_) => {}
            None => all = false,
        }
    }
    (roles, all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_read_in_other_words() {
        use StakeholderRole::*;
        assert_eq!(roles("Champion; Budget holder / Champion"), (vec![Champion, EconomicBuyer], true));
        assert_eq!(roles("Decision Maker, wizard"), (vec![DecisionMaker], false));
    }
}
