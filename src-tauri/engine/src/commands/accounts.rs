//! Accounts: the list, the page, and changes to them.

use super::patch::{self, Patch};
use super::{contracts, settings};
use crate::engine::{Read, Write};
use crate::store::{self, sql_error};
use headroom_core::book::{
    Account, AccountStatus, Attachment, CallNote, Contact, Criterion, Loss, Opportunity, Quote,
    RenewalRecord, Task, Ticket,
};
use headroom_core::error::{AppError, Result};
use headroom_core::money::Money;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use ts_rs::TS;

/// A request that names one row.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ById {
    pub id: String,
}

/// A request that names several rows.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ByIds {
    pub ids: Vec<String>,
}

/// The same change to several accounts.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AccountsPatch {
    pub ids: Vec<String>,
    /// Field names and their new values; null empties a field.
    #[ts(type = "Record<string, unknown>")]
    pub set: serde_json::Map<String, serde_json::Value>,
}

/// It is done; there is nothing else to say.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct Done {}

/// One account, whole.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AccountPage {
    pub account: Account,
    pub arr: Money,
    /// What contracts in other currencies are worth a year.
    pub arr_beside: Vec<Money>,
    pub contacts: Vec<Contact>,
    pub contracts: Vec<contracts::ContractView>,
    pub notes: Vec<CallNote>,
    pub quotes: Vec<QuoteUse>,
    pub criteria: Vec<Criterion>,
    pub documents: Vec<super::documents::DocumentRow>,
    pub attachments: Vec<Attachment>,
    pub tasks: Vec<Task>,
    /// The latest first.
    pub losses: Vec<Loss>,
    /// Renewals that were recorded, the latest first.
    pub renewals: Vec<RenewalRecord>,
    /// Open ones first, then by the day they close or closed.
    pub deals: Vec<Opportunity>,
    /// The latest first, at most 200.
    pub tickets: Vec<Ticket>,
}

/// A quote and the papers that use it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct QuoteUse {
    pub quote: Quote,
    /// Document ids; a quote in use is corrected by a new version only.
    pub used_in: Vec<String>,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NewAccount {
    pub name: String,
    #[serde(default)]
    #[ts(optional)]
    pub external_id: Option<String>,
    #[serde(default)]
    #[ts(optional)]
    pub currency: Option<String>,
    #[serde(default)]
    #[ts(optional)]
    pub domain: Option<String>,
    #[serde(default)]
    #[ts(optional)]
    pub industry: Option<String>,
    #[serde(default)]
    #[ts(optional)]
    pub segment: Option<String>,
    #[serde(default)]
    #[ts(optional)]
    pub country: Option<String>,
}

/// One account, whole.
pub fn page(read: &Read<'_>, request: ById) -> Result<AccountPage> {
    let account: Account = store::get(read.connection, &request.id)?;
    let by = [request.id.as_str()];
    let contracts = contracts::views(read.connection, &request.id, read.today)?;
    let currency = settings::currency("currency", &account.currency)?;
    let arr = contracts::Arr::of(contracts.iter().map(|view| view.arr), currency)?;
    Ok(AccountPage {
        arr: arr.main,
        arr_beside: arr.beside,
        contacts: store::list(
            read.connection,
            "WHERE account_id = ? AND deleted_at IS NULL ORDER BY status, name",
            by,
        )?,
        notes: store::list(
            read.connection,
            "WHERE account_id = ? AND deleted_at IS NULL ORDER BY held_on DESC, created_at DESC",
            by,
        )?,
        quotes: quotes(read.connection, &request.id)?,
        criteria: store::list(
            read.connection,
            "WHERE account_id = ? AND deleted_at IS NULL ORDER BY created_at, rowid",
            by,
        )?,
        documents: super::documents::rows(read.connection, Some(&request.id), None)?,
        attachments: store::list(
            read.connection,
            "WHERE account_id = ? AND deleted_at IS NULL ORDER BY created_at DESC",
            by,
        )?,
        tasks: store::list(
            read.connection,
            "WHERE account_id = ? AND deleted_at IS NULL AND state = 'open' ORDER BY due",
            by,
        )?,
        losses: store::list(
            read.connection,
            "WHERE account_id = ? AND deleted_at IS NULL ORDER BY noted_on DESC, created_at DESC",
            by,
        )?,
        renewals: store::list(
            read.connection,
            "WHERE contract_id IN (SELECT id FROM contract WHERE account_id = ?) AND deleted_at IS NULL
             ORDER BY renewed_on DESC",
            by,
        )?,
        deals: store::list(
            read.connection,
            "WHERE account_id = ? AND deleted_at IS NULL
             ORDER BY stage IN ('closed_won', 'closed_lost'), coalesce(closed_on, expected_close) DESC, name",
            by,
        )?,
        tickets: store::list(
            read.connection,
            "WHERE account_id = ? AND deleted_at IS NULL ORDER BY opened_on DESC, rowid DESC LIMIT 200",
            by,
        )?,
        contracts,
        account,
    })
}

/// The account's quotes, newest first, with the papers that use them.
pub fn quotes(connection: &Connection, account_id: &str) -> Result<Vec<QuoteUse>> {
    let quotes: Vec<Quote> = store::list(
        connection,
        "WHERE account_id = ? AND deleted_at IS NULL ORDER BY said_on DESC, created_at, rowid",
        [account_id],
    )?;
    let mut uses: HashMap<String, Vec<String>> = HashMap::new();
    let mut statement = connection
        .prepare_cached(
            "SELECT DISTINCT tree.value, d.id FROM document d, json_tree(d.content) tree
             WHERE d.account_id = ? AND d.deleted_at IS NULL AND tree.key = 'quote_id' AND tree.value IS NOT NULL",
        )
        .map_err(sql_error)?;
    let rows = statement
        .query_map([account_id], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))
        .map_err(sql_error)?;
    for row in rows {
        let (quote, document) = row.map_err(sql_error)?;
        uses.entry(quote).or_default().push(document);
    }
    Ok(quotes
        .into_iter()
        .map(|quote| QuoteUse { used_in: uses.remove(quote.id.as_str()).unwrap_or_default(), quote })
        .collect())
}

/// Adds an account.
pub fn create(write: &mut Write<'_>, request: NewAccount) -> Result<Account> {
    let settings = settings::load(write.connection)?;
    let account = Account {
        external_id: request.external_id,
        domain: request.domain,
        industry: request.industry,
        segment: request.segment,
        country: request.country,
        ..blank(write.id(), request.name.trim(), &request.currency.unwrap_or(settings.currency), &write.now)
    };
    validate(&account)?;
    if let Some(external_id) = &account.external_id {
        let same: Vec<Account> =
            store::list(write.connection, "WHERE external_id = ? AND deleted_at IS NULL", [external_id])?;
        if let Some(same) = same.first() {
            return Err(AppError::precondition(format!(
                "{} has the external id \"{external_id}\" already.",
                same.name
            ))
            .field("external_id"));
        }
    }
    store::insert(write.connection, &account)?;
    write.mark.summary = format!("Add {}", account.name);
    write.mark.account_id = Some(account.id.0.clone());
    Ok(account)
}

/// An account of which only the name is known.
pub fn blank(id: headroom_core::id::AccountId, name: &str, currency: &str, now: &str) -> Account {
    Account {
        id,
        external_id: None,
        name: name.to_owned(),
        legal_name: None,
        address: None,
        domain: None,
        industry: None,
        segment: None,
        country: None,
        region: None,
        parent_id: None,
        fiscal_year_start_month: 1,
        currency: currency.to_owned(),
        locale: None,
        paper_language: None,
        status: AccountStatus::Active,
        owner: None,
        csm: None,
        ae: None,
        signed_up: None,
        go_live: None,
        employees: None,
        employees_checked: None,
        addressable_users: None,
        addressable_checked: None,
        departments: None,
        use_cases: None,
        health: None,
        health_date: None,
        health_source: None,
        nps: None,
        open_critical_issues: None,
        payment_history: None,
        ownership_model: None,
        procurement_lead_days: None,
        msa_reference: None,
        msa_date: None,
        extra: Default::default(),
        created_at: now.to_owned(),
        deleted_at: None,
    }
}

/// Changes the fields given.
pub fn update(write: &mut Write<'_>, request: Patch) -> Result<Account> {
    let (_, account) = patch::apply::<Account>(write, &request, validate)?;
    write.mark.summary = format!("Change {}", account.name);
    write.mark.account_id = Some(account.id.0.clone());
    Ok(account)
}

/// Moves an account to the trash.
pub fn delete(write: &mut Write<'_>, request: ById) -> Result<Done> {
    let account: Account = store::get(write.connection, &request.id)?;
    patch::trash::<Account>(write, &request.id)?;
    write.mark.summary = format!("Delete {}", account.name);
    write.mark.account_id = Some(account.id.0);
    Ok(Done::default())
}

/// Gives several accounts the same values, as one change.
pub fn update_many(write: &mut Write<'_>, request: AccountsPatch) -> Result<Done> {
    for id in &request.ids {
        let patch = Patch { id: id.clone(), set: request.set.clone(), visit: None };
        patch::apply::<Account>(write, &patch, validate)?;
    }
    let fields: Vec<String> = request.set.keys().map(|name| name.replace('_', " ")).collect();
    write.mark.summary = format!("Change {} of {}", fields.join(", "), counted(request.ids.len()));
    Ok(Done::default())
}

/// Moves several accounts to the trash, as one change.
pub fn delete_many(write: &mut Write<'_>, request: ByIds) -> Result<Done> {
    for id in &request.ids {
        patch::trash::<Account>(write, id)?;
    }
    write.mark.summary = format!("Delete {}", counted(request.ids.len()));
    Ok(Done::default())
}

fn counted(count: usize) -> String {
    if count == 1 { "1 account".to_owned() } else { format!("{count} accounts") }
}

/// Refuses what no account can be.
pub fn validate(account: &Account) -> Result<()> {
    if account.name.trim().is_empty() {
        return Err(AppError::invalid("name", "An account needs a name."));
    }
    settings::currency("currency", &account.currency)?;
    if let Some(locale) = &account.locale {
        settings::locale("locale", locale)?;
    }
    if let Some(language) = &account.paper_language {
        settings::language("paper_language", language)?;
    }
    if !(1..=12).contains(&account.fiscal_year_start_month) {
        return Err(AppError::invalid("fiscal_year_start_month", "A month is 1 to 12."));
    }
    for (field, value, most) in [
        ("health", account.health, 100),
        ("nps", account.nps, 10),
        ("employees", account.employees, i64::MAX),
        ("addressable_users", account.addressable_users, i64::MAX),
        ("open_critical_issues", account.open_critical_issues, i64::MAX),
        ("procurement_lead_days", account.procurement_lead_days, 3660),
    ] {
        if value.is_some_and(|value| value < 0 || value > most) {
            let range = if most == i64::MAX { "0 or more".to_owned() } else { format!("0 to {most}") };
            return Err(AppError::invalid(field, format!("{} is {range}.", field.replace('_', " "))));
        }
    }
    Ok(())
}
