//! The vendor, its catalogue, the accounts with their people and contracts.

use super::data::{self, AccountRow, ProductRow};
use crate::commands::{accounts, settings};
use crate::engine::Write;
use crate::store;
use chrono::{Duration, NaiveDate};
use headroom_core::book::{
    Account, AccountStatus, AmIdentity, ChampionStrength, CompanyIdentity, Contact, ContactStatus, Contract,
    Line, LineKind, LineOrigin, LinePeriod, OwnershipModel, PaymentHistory, Price, Product, ProductKind,
    Settings, StakeholderRole,
};
use headroom_core::error::{AppError, Result};
use rust_decimal::Decimal;
use std::collections::HashMap;

/// What the later parts of the sample look up.
#[derive(Default)]
pub struct Made {
    /// By code.
    pub products: HashMap<String, (Product, ProductRow)>,
    /// By external id.
    pub accounts: HashMap<String, Account>,
    /// By external id of the account, in the order of the file.
    pub contacts: HashMap<String, Vec<Contact>>,
    /// By external id of the account.
    pub contracts: HashMap<String, Contract>,
}

impl Made {
    /// The account of an external id.
    pub fn account(&self, id: &str) -> Result<&Account> {
        self.accounts.get(id).ok_or_else(|| AppError::internal(format!("the sample has no account {id}")))
    }

    /// The contract of an account.
    pub fn contract(&self, id: &str) -> Result<&Contract> {
        self.contracts
            .get(id)
            .ok_or_else(|| AppError::internal(format!("the sample has no contract for {id}")))
    }

    /// A person at an account by name.
    pub fn contact(&self, id: &str, name: &str) -> Result<&Contact> {
        self.contacts
            .get(id)
            .and_then(|people| people.iter().find(|contact| contact.name == name))
            .ok_or_else(|| AppError::internal(format!("the sample has nobody called {name} at {id}")))
    }

    /// A product by code.
    pub fn product(&self, code: &str) -> Result<&(Product, ProductRow)> {
        self.products.get(code).ok_or_else(|| AppError::internal(format!("the sample has no product {code}")))
    }
}

/// The settings of the vendor.
pub fn vendor() -> Settings {
    Settings {
        company: CompanyIdentity {
            name: super::facts::VENDOR.into(),
            legal_name: "Plumbrook Software, Inc.".into(),
            address: "160 Canal Walk, Suite 4\nProvidence, RI 02903\nUnited States".into(),
            accent: "#1F5FA8".into(),
            logo_sha256: None,
        },
        am: AmIdentity {
            name: super::facts::ACCOUNT_MANAGER.into(),
            title: "Account Manager".into(),
            email: "nora.castellan@plumbrook.example".into(),
            phone: "+1 401 555 0142".into(),
        },
        ..Settings::default()
    }
}

/// Writes catalogue, accounts, people and contracts.
pub fn fill(write: &mut Write<'_>) -> Result<Made> {
    settings::validate(&vendor())?;
    settings::store(write.connection, &vendor())?;
    let mut made = Made::default();
    for row in data::products()? {
        let product = catalogue_item(write, &row)?;
        made.products.insert(row.code.clone(), (product, row));
    }
    let people = data::people()?;
    for (at, row) in data::accounts()?.iter().enumerate() {
        let dates = row.contract_dates(write.today)?;
        let account = account(write, row, dates, at)?;
        let mut contacts = Vec::new();
        for person in people.iter().filter(|person| person.account == row.id) {
            contacts.push(contact(write, person, row, &account)?);
        }
        if let Some(dates) = dates {
            let contract = contract(write, &made, row, &account, dates)?;
            made.contracts.insert(row.id.clone(), contract);
        }
        made.contacts.insert(row.id.clone(), contacts);
        made.accounts.insert(row.id.clone(), account);
    }
    Ok(made)
}

fn catalogue_item(write: &Write<'_>, row: &ProductRow) -> Result<Product> {
    let product = Product {
        id: write.id(),
        external_id: Some(row.code.clone()),
        name: row.name.clone(),
        kind: word(ProductKind::parse(&row.kind), &row.kind)?,
        description: Some(row.description.clone()),
        created_at: write.now.clone(),
        deleted_at: None,
    };
    store::insert(write.connection, &product)?;
    let period = if product.kind == ProductKind::Service { LinePeriod::Term } else { LinePeriod::Year };
    for currency in ["USD", "EUR", "GBP"] {
        let unit_price = row.price(currency);
        store::insert(
            write.connection,
            &Price {
                id: write.id(),
                product_id: product.id.clone(),
                currency: currency.into(),
                period: period.as_str().into(),
                unit_price,
                floor_price: Some((unit_price * row.floor_percent / Decimal::ONE_HUNDRED).normalize()),
                tiers: None,
                valid_from: None,
                created_at: write.now.clone(),
                deleted_at: None,
            },
        )?;
    }
    Ok(product)
}

fn account(
    write: &Write<'_>,
    row: &AccountRow,
    dates: Option<(NaiveDate, NaiveDate)>,
    at: usize,
) -> Result<Account> {
    let start = dates.map(|(start, _)| start);
    let checked = write.today - Duration::days(3 + (at as i64 * 7) % 40);
    let seats = row.lines()?.iter().any(|line| line.code == "PRO" || line.quantity > Decimal::from(100));
    let account = Account {
        external_id: Some(row.id.clone()),
        legal_name: Some(row.legal_name.clone()),
        address: Some(row.address.replace('|', "\n")),
        domain: Some(row.domain.clone()),
        industry: Some(row.industry.clone()),
        segment: Some(row.segment.clone()),
        country: Some(row.country.clone()),
        region: Some(region(&row.country).into()),
        fiscal_year_start_month: row.fiscal,
        locale: Some(locale(&row.language, &row.currency).into()),
        paper_language: Some(row.language.clone()),
        status: word(AccountStatus::parse(&row.status), &row.status)?,
        owner: Some(row.owner.clone()),
        csm: row.csm.clone(),
        ae: (row.segment == "enterprise").then(|| "Julian Abara".into()),
        signed_up: start,
        go_live: start
            .map(|day| day + Duration::days(20 + (at as i64 * 5) % 30))
            .filter(|day| *day <= write.today),
        employees: row.employees,
        employees_checked: row.employees.map(|_| checked - Duration::days(60)),
        addressable_users: row.users,
        addressable_checked: row.users.map(|_| checked - Duration::days(30)),
        health: row.health,
        health_date: row.health.map(|_| checked),
        health_source: row.health.map(|_| "CSM review".into()),
        nps: row.nps,
        open_critical_issues: row.issues,
        payment_history: row
            .payment
            .as_deref()
            .map(|text| word(PaymentHistory::parse(text), text))
            .transpose()?,
        ownership_model: Some(match row.segment.as_str() {
            "SMB" => OwnershipModel::A,
            "enterprise" if seats => OwnershipModel::C,
            _ => OwnershipModel::B,
        }),
        procurement_lead_days: (row.segment == "enterprise").then_some(25),
        msa_reference: start.map(|day| msa(row, day)),
        msa_date: start.map(|day| day - Duration::days(12)),
        ..accounts::blank(write.id(), &row.name, &row.currency, &write.now)
    };
    accounts::validate(&account)?;
    store::insert(write.connection, &account)?;
    Ok(account)
}

fn msa(row: &AccountRow, start: NaiveDate) -> String {
    format!("MSA-{}-{}", start.format("%Y"), row.id.trim_start_matches("S-"))
}

fn contact(
    write: &Write<'_>,
    person: &data::PersonRow,
    row: &AccountRow,
    account: &Account,
) -> Result<Contact> {
    let contact = Contact {
        id: write.id(),
        account_id: account.id.clone(),
        external_id: None,
        name: person.name.clone(),
        title: Some(person.title.clone()),
        department: Some(person.department.clone()),
        email: Some(format!("{}@{}", person.mail, row.domain)),
        phone: None,
        roles: person
            .roles
            .split_whitespace()
            .map(|role| word(StakeholderRole::parse(role), role))
            .collect::<Result<_>>()?,
        champion_strength: person
            .strength
            .as_deref()
            .map(|text| word(ChampionStrength::parse(text), text))
            .transpose()?,
        support: None,
        influence: None,
        reports_to: None,
        last_contact: None,
        last_checked: account.health_date,
        status: ContactStatus::Active,
        created_at: write.now.clone(),
        deleted_at: None,
    };
    store::insert(write.connection, &contact)?;
    Ok(contact)
}

fn contract(
    write: &Write<'_>,
    made: &Made,
    row: &AccountRow,
    account: &Account,
    (start, renewal): (NaiveDate, NaiveDate),
) -> Result<Contract> {
    let contract = Contract {
        id: write.id(),
        account_id: account.id.clone(),
        external_id: Some(format!("{}-C", row.id)),
        msa_reference: account.msa_reference.clone(),
        msa_date: account.msa_date,
        start,
        renewal_date: Some(renewal),
        auto_renew: row.auto == "yes",
        notice_days: row.notice,
        billing_period: Some("annual".into()),
        currency: row.currency.clone(),
        created_at: write.now.clone(),
        deleted_at: None,
    };
    store::insert(write.connection, &contract)?;
    for (at, line) in row.lines()?.into_iter().enumerate() {
        let (product, listed) = made.product(&line.code)?;
        let month = |count: i64| headroom_core::dates::add_months(start, count).map_err(AppError::internal);
        store::insert(
            write.connection,
            &Line {
                id: write.id(),
                contract_id: contract.id.clone(),
                external_id: Some(format!("{}-{}", row.id, at + 1)),
                product_id: product.id.clone(),
                quantity: line.quantity,
                unit_price: if line.trial { Decimal::ZERO } else { listed.price(&row.currency) },
                period: LinePeriod::Year,
                discount_percent: Decimal::ZERO,
                given_arr_minor: None,
                start: month(line.from_month)?,
                end: line.to_month.map(month).transpose()?,
                kind: LineKind::Recurring,
                trial: line.trial,
                origin: if line.from_month == 0 { LineOrigin::Initial } else { LineOrigin::Renewal },
                addendum_id: None,
                ended_by: None,
                created_at: write.now.clone(),
                deleted_at: None,
            },
        )?;
    }
    Ok(contract)
}

fn region(country: &str) -> &'static str {
    match country {
        "United States" | "Canada" => "North America",
        "Japan" | "Australia" => "Asia Pacific",
        "Jordan" => "Middle East",
        _ => "Europe",
    }
}

fn locale(language: &str, currency: &str) -> &'static str {
    match (language, currency) {
        ("de", _) => "de-DE",
        ("fr", _) => "fr-FR",
        (_, "USD") => "en-US",
        _ => "en-GB",
    }
}

fn word<T>(found: Option<T>, text: &str) -> Result<T> {
    found.ok_or_else(|| AppError::internal(format!("the sample says \"{text}\"")))
}
