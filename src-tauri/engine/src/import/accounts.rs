//! Importing accounts: found again by external id, else domain, else exact name.

use super::Feed;
use super::cells::Cells;
use super::desk::{Desk, Hit, Keys, Otherwise, Seen, fill, plain_domain};
use super::report::{ImportKind, ImportReport, Outcome, RowError};
use crate::commands::accounts;
use crate::store;
use headroom_core::book::{Account, AccountStatus, OwnershipModel, PaymentHistory};
use headroom_core::error::Result;
use headroom_core::id::AccountId;
use headroom_core::locale::Locale;
use headroom_core::money::Currency;
use std::collections::{HashMap, HashSet};

const KIND: ImportKind = ImportKind::Accounts;

/// An account on its way into the book.
struct Draft {
    before: Option<Account>,
    account: Account,
    line: u64,
    parent: Option<String>,
}

/// The accounts of the book, by what a row may name.
struct Known {
    rows: Vec<Option<Account>>,
    external: HashMap<String, usize>,
    domain: Otherwise,
    name: Otherwise,
}

impl Known {
    fn load(desk: &Desk<'_>) -> Result<Self> {
        let rows: Vec<Account> = store::list(desk.connection, "WHERE deleted_at IS NULL", [])?;
        let mut known = Self {
            rows: Vec::new(),
            external: HashMap::new(),
            domain: Otherwise::default(),
            name: Otherwise::default(),
        };
        for (at, account) in rows.iter().enumerate() {
            let has_id = account.external_id.is_some();
            if let Some(external) = &account.external_id {
                known.external.insert(external.clone(), at);
            }
            if let Some(domain) = &account.domain {
                known.domain.add(plain_domain(domain), at, has_id);
            }
            known.name.add(account.name.clone(), at, has_id);
        }
        known.rows = rows.into_iter().map(Some).collect();
        Ok(known)
    }

    /// The account a row is about.
    fn find(
        &self,
        external: Option<&str>,
        domain: Option<&str>,
        name: Option<&str>,
    ) -> Result<Option<usize>, String> {
        if let Some(at) = external.and_then(|id| self.external.get(id)) {
            return Ok(Some(*at));
        }
        let has_id = external.is_some();
        if let Some(Hit::One(at)) = domain.map(|domain| self.domain.find(&plain_domain(domain), has_id)) {
            return Ok(Some(at));
        }
        match name.map_or(Hit::None, |name| self.name.find(name, has_id)) {
            Hit::None => Ok(None),
            Hit::One(at) => Ok(Some(at)),
            Hit::Several => {
                Err("Two accounts have this name; the file needs a column with their ids.".to_owned())
            }
        }
    }
}

/// Imports the rows.
pub(super) fn import(desk: &Desk<'_>, feed: &mut Feed<'_>, report: &mut ImportReport) -> Result<()> {
    let mut known = Known::load(desk)?;
    let mut keys = Keys::default();
    let mut named: HashSet<String> = HashSet::new();
    let mut drafts: Vec<Draft> = Vec::new();
    feed.each(report, |row, report| {
        let external = row.text("account.external_id");
        let (domain, name) = (row.text("account.domain"), row.text("account.name"));
        let (field, key) = match (external, domain, name) {
            (Some(id), _, _) => ("account.external_id", id.to_owned()),
            (_, Some(domain), _) => ("account.domain", plain_domain(domain)),
            (_, _, Some(name)) => ("account.name", name.to_owned()),
            _ => return Err(row.error("account.name", "missing_value", "The name is missing.")),
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
            .find(external, domain, name)
            .map_err(|text| row.error("account.name", "ambiguous_account", text))?;
        let before = at.and_then(|at| known.rows[at].take());
        if at.is_some() && before.is_none() {
            return Err(row.error(field, "duplicate_key", "An earlier row is this account already."));
        }
        let draft = draft(desk, row, before)?;
        named.extend(draft.account.external_id.clone());
        drafts.push(draft);
        Ok(())
    })?;
    settle(desk, &known, drafts, report)?;
    if feed.refresh {
        vanished(desk, &named, report)?;
    }
    Ok(())
}

/// What a row makes of an account, or of none.
fn draft(desk: &Desk<'_>, row: Cells<'_>, before: Option<Account>) -> Result<Draft, RowError> {
    let mut account = match &before {
        Some(account) => account.clone(),
        None => {
            let name = row.required("account.name", "The name")?;
            accounts::blank(desk.id(), name, desk.currency.code(), &desk.now)
        }
    };
    fill(&mut account.external_id, row.text("account.external_id"));
    if let Some(name) = row.text("account.name") {
        name.clone_into(&mut account.name);
    }
    fill(&mut account.legal_name, row.text("account.legal_name"));
    fill(&mut account.address, row.text("account.address"));
    if let Some(domain) = row.text("account.domain") {
        account.domain = Some(plain_domain(domain));
    }
    fill(&mut account.industry, row.text("account.industry"));
    fill(&mut account.segment, row.text("account.segment"));
    fill(&mut account.country, row.text("account.country"));
    fill(&mut account.region, row.text("account.region"));
    fill(&mut account.owner, row.text("account.owner"));
    fill(&mut account.csm, row.text("account.csm"));
    fill(&mut account.ae, row.text("account.ae"));
    fill(&mut account.msa_reference, row.text("account.msa_reference"));
    if let Some(text) = row.text("account.currency") {
        account.currency = currency(row, "account.currency", text)?.code().to_owned();
    }
    if let Some(text) = row.text("account.locale") {
        let locale: Locale = text
            .parse()
            .map_err(|error| row.error("account.locale", "invalid_value", format!("{error}.")))?;
        account.locale = Some(locale.tag().to_owned());
    }
    fill(&mut account.paper_language, row.choice(KIND, "account.paper_language")?);
    status(row, &mut account)?;
    account.signed_up = row.date("account.signed_up")?.or(account.signed_up);
    account.go_live = row.date("account.go_live")?.or(account.go_live);
    account.msa_date = row.date("account.msa_date")?.or(account.msa_date);
    account.employees = row.count("account.employees")?.or(account.employees);
    account.addressable_users = row.count("account.addressable_users")?.or(account.addressable_users);
    account.health = row.within("account.health", 0, 100)?.or(account.health);
    account.nps = row.within("account.nps", 0, 10)?.or(account.nps);
    account.open_critical_issues =
        row.count("account.open_critical_issues")?.or(account.open_critical_issues);
    account.procurement_lead_days =
        row.count("account.procurement_lead_days")?.or(account.procurement_lead_days);
    if let Some(month) = row.within("account.fiscal_year_start_month", 1, 12)? {
        account.fiscal_year_start_month = month;
    }
    if let Some(word) = row.choice(KIND, "account.payment_history")? {
        account.payment_history = PaymentHistory::parse(word);
    }
    if let Some(word) = row.choice(KIND, "account.ownership_model")? {
        account.ownership_model = OwnershipModel::parse(word);
    }
    for (field, column) in &row.layout.open {
        if let (Some(name), Some(text)) = (field.strip_prefix("extra."), row.of_column(column)) {
            account.extra.insert(name.to_owned(), text.to_owned());
        }
    }
    let parent = row.text("account.parent").map(str::to_owned);
    Ok(Draft { before, account, line: row.line, parent })
}

/// The status: named, or from the flags; lost weighs more than on trial.
fn status(row: Cells<'_>, account: &mut Account) -> Result<(), RowError> {
    if let Some(word) = row.choice(KIND, "account.status")?
        && let Some(status) = AccountStatus::parse(word)
    {
        account.status = status;
    }
    let (trial, churned) = (row.truth("account.trial")?, row.truth("account.churned")?);
    match (trial, churned) {
        (None, None) => {}
        (_, Some(true)) => account.status = AccountStatus::Churned,
        (Some(true), _) => account.status = AccountStatus::Trial,
        _ if !row.layout.has("account.status") => account.status = AccountStatus::Active,
        _ => {}
    }
    Ok(())
}

/// The currency a code names.
pub(super) fn currency(row: Cells<'_>, field: &str, text: &str) -> Result<Currency, RowError> {
    text.to_ascii_uppercase().parse().map_err(|_| {
        let near = super::suggest::nearest(text, Currency::all().map(Currency::code));
        let meant = near.map(|near| format!(" Did you mean {near}?")).unwrap_or_default();
        row.error(field, "unknown_currency", format!("\"{text}\" is not an ISO 4217 currency code.{meant}"))
    })
}

/// Writes the drafts, then the parents, which may stand anywhere in the file.
fn settle(desk: &Desk<'_>, known: &Known, drafts: Vec<Draft>, report: &mut ImportReport) -> Result<()> {
    let mut places: HashMap<&str, &AccountId> = HashMap::new();
    for account in known.rows.iter().flatten().chain(drafts.iter().map(|draft| &draft.account)) {
        places.insert(&account.name, &account.id);
    }
    for account in known.rows.iter().flatten().chain(drafts.iter().map(|draft| &draft.account)) {
        if let Some(external) = &account.external_id {
            places.insert(external, &account.id);
        }
    }
    let mut parents: Vec<Option<AccountId>> = Vec::with_capacity(drafts.len());
    let mut strangers = super::desk::Tally::default();
    for draft in &drafts {
        let parent = draft.parent.as_deref().and_then(|parent| places.get(parent).copied().cloned());
        if draft.parent.is_some() && parent.is_none() {
            strangers.add(draft.line);
        }
        parents.push(parent.filter(|parent| *parent != draft.account.id));
    }
    for (draft, parent) in drafts.into_iter().zip(parents) {
        let Draft { before, mut account, .. } = draft;
        let had = account.parent_id.clone();
        if before.is_none() {
            desk.insert(&account)?;
        }
        if parent.is_some() {
            account.parent_id = parent;
        }
        match &before {
            None if account.parent_id == had => report.count(Outcome::Created),
            // The parent may be written later in this loop; the reference is checked at the end.
            None => {
                desk.update(&account)?;
                report.count(Outcome::Created);
            }
            Some(_) => report.count(desk.put(before.as_ref(), &account)?),
        }
    }
    report.notices.extend(strangers.notice("the parent account is unknown and was left out."));
    Ok(())
}

/// Accounts that came from an import and that the file no longer names.
fn vanished(desk: &Desk<'_>, named: &HashSet<String>, report: &mut ImportReport) -> Result<()> {
    let accounts: Vec<Account> = store::list(
        desk.connection,
        "WHERE deleted_at IS NULL AND external_id IS NOT NULL ORDER BY name",
        [],
    )?;
    for account in accounts {
        if let Some(external) = account.external_id.filter(|external| !named.contains(external)) {
            let id = account.id.as_str().to_owned();
            report.vanished.push(super::report::Vanished { id, external_id: external, name: account.name });
        }
    }
    if !report.vanished.is_empty() {
        report.notices.push(format!(
            "{} accounts of the book are no longer in the file; they were left as they are.",
            report.vanished.len()
        ));
    }
    Ok(())
}
