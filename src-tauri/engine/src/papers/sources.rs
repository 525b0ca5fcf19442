//! The rows a paper is made from, read once.

use super::Trial;
use super::usage::{self, Series};
use super::voice::{Voice, language_of, locale_of, unbroken};
use crate::commands::calculation::Sums;
use crate::commands::documents::next_number;
use crate::commands::settings;
use crate::edge::day_of;
use crate::store::{self, sql_error};
use chrono::NaiveDate;
use headroom_core::book::{
    Account, Alternative, Change, Contact, Contract, Criterion, Document, DocumentKind, Product,
    ProposalContent, Quote, Settings, StoredRecord,
};
use headroom_core::contract::CalculationRecord;
use headroom_core::dates::Term;
use headroom_core::error::{AppError, Result};
use headroom_core::id::{ContactId, CriterionId, QuoteId};
use headroom_core::money::Currency;
use rusqlite::Connection;
use std::collections::HashMap;

/// Everything the book knows that a paper may say.
pub(super) struct Sources {
    pub settings: Settings,
    pub document: Document,
    pub account: Account,
    pub contract: Option<Contract>,
    pub change: Option<Change>,
    pub record: Option<StoredRecord>,
    /// The number of the calculation that `record` replaces.
    pub replaced_record: Option<String>,
    /// The paper this one came from.
    pub source: Option<Document>,
    pub contacts: HashMap<ContactId, Contact>,
    /// Also those in the trash: a paper says so.
    pub quotes: HashMap<QuoteId, Quote>,
    pub criteria: HashMap<CriterionId, Criterion>,
    pub voice: Voice,
    /// The metrics of the account, for a constraint taken from use.
    pub usage: Vec<Series>,
    /// What the other ways of a proposal cost, in their order; nothing where none is to be calculated.
    pub options: Vec<Option<CalculationRecord>>,
}

impl Sources {
    /// Reads what `document` is made from.
    ///
    /// # Errors
    /// `NotFound` when the account is gone, `Internal` when a row cannot be read.
    pub fn load(connection: &Connection, document: &Document) -> Result<Self> {
        let settings = settings::load(connection)?;
        let account_id = document.account_id.as_str();
        let account: Account =
            store::require(store::optional(connection, account_id)?, "account", account_id)?;
        let change: Option<Change> = match &document.change_id {
            Some(id) => store::optional(connection, id.as_str())?,
            None => None,
        };
        let contract_id =
            document.contract_id.clone().or_else(|| change.as_ref().map(|change| change.contract_id.clone()));
        let contract: Option<Contract> = match contract_id {
            Some(id) => store::optional(connection, id.as_str())?,
            None => None,
        };
        let record_id = document
            .record_id
            .clone()
            .or_else(|| change.as_ref().and_then(|change| change.record_id.clone()));
        let record: Option<StoredRecord> = match record_id {
            Some(id) => store::optional(connection, id.as_str())?,
            None => None,
        };
        let replaced_record = match record.as_ref().and_then(|record| record.supersedes_id.as_ref()) {
            Some(id) => store::optional::<StoredRecord>(connection, id.as_str())?.map(|record| record.number),
            None => None,
        };
        let source = match &document.source_id {
            Some(id) => store::optional(connection, id.as_str())?,
            None => None,
        };
        let language = language_of(&document.language);
        let currency = record
            .as_ref()
            .map(|record| record.record.currency)
            .or_else(|| currency_of(contract.as_ref().map(|contract| contract.currency.as_str())))
            .or_else(|| currency_of(Some(&account.currency)))
            .or_else(|| currency_of(Some(&settings.currency)))
            .unwrap_or(Currency::USD);
        let voice = Voice { language, locale: locale_of(language, &account, &settings), currency };
        let contacts: Vec<Contact> =
            store::list(connection, "WHERE account_id = ? AND deleted_at IS NULL", [account_id])?;
        let quotes: Vec<Quote> = store::list(connection, "WHERE account_id = ?", [account_id])?;
        let criteria: Vec<Criterion> = store::list(connection, "WHERE account_id = ?", [account_id])?;
        let until = document.sent_on.or_else(|| day_of(&document.updated_at));
        let (mut usage, mut options) = (Vec::new(), Vec::new());
        if document.kind == DocumentKind::Proposal {
            let content: ProposalContent = content_of(document)?;
            if content.constraint_metric.is_some()
                && let Some(until) = until
            {
                usage = usage::series(connection, account_id, until)?;
            }
            let renewal = contract.as_ref().and_then(|contract| contract.renewal_date);
            if let Some(change) = &change {
                options = content
                    .alternatives
                    .iter()
                    .map(|other| priced(connection, change, other, renewal, record.as_ref()))
                    .collect();
            }
        }
        Ok(Self {
            usage,
            options,
            settings,
            document: document.clone(),
            account,
            contract,
            change,
            record,
            replaced_record,
            source,
            contacts: contacts.into_iter().map(|contact| (contact.id.clone(), contact)).collect(),
            quotes: quotes.into_iter().map(|quote| (quote.id.clone(), quote)).collect(),
            criteria: criteria.into_iter().map(|criterion| (criterion.id.clone(), criterion)).collect(),
            voice,
        })
    }

    /// The same with a change that is being typed; it keeps the number of the record it would replace.
    pub fn trying(mut self, connection: &Connection, trial: Option<&Trial>) -> Result<Self> {
        let Some(Trial { change, record }) = trial else { return Ok(self) };
        let number = match self.record.take() {
            Some(stored) => stored.number,
            None => {
                let today = day_of(&self.document.updated_at).unwrap_or_default();
                next_number(connection, "C", today, "calculation_record")?
            }
        };
        self.record = Some(StoredRecord {
            id: record.id.clone(),
            number,
            change_id: change.id.clone(),
            supersedes_id: None,
            record: record.clone(),
            created_at: String::new(),
        });
        self.change = Some(change.clone());
        Ok(self)
    }

    /// What the AM wrote, in the form of the paper's kind.
    pub fn content<C: serde::de::DeserializeOwned>(&self) -> Result<C> {
        content_of(&self.document)
    }

    /// The day the paper carries: when it was sent, else when it was last worked on.
    pub fn day(&self) -> Option<NaiveDate> {
        self.document.sent_on.or_else(|| day_of(&self.document.updated_at))
    }

    /// The days charged: of the record, else as the change and the contract say.
    pub fn charge(&self) -> Option<Term> {
        if let Some(record) = &self.record {
            return Some(record.record.charge);
        }
        let start = self.change.as_ref()?.effective_date;
        let end = self.contract.as_ref()?.renewal_date?;
        (start < end).then_some(Term { start, end })
    }

    pub fn effective(&self) -> Option<NaiveDate> {
        self.record
            .as_ref()
            .map(|record| record.record.charge.start)
            .or_else(|| self.change.as_ref().map(|change| change.effective_date))
    }

    /// The first day of the next term.
    pub fn renewal(&self) -> Option<NaiveDate> {
        self.record
            .as_ref()
            .map(|record| record.record.contract.end)
            .or_else(|| self.contract.as_ref().and_then(|contract| contract.renewal_date))
    }

    /// The name contracts are made in.
    pub fn customer_name(&self) -> &str {
        filled(self.account.legal_name.as_deref()).unwrap_or(&self.account.name)
    }

    pub fn supplier_name(&self) -> &str {
        let company = &self.settings.company;
        filled(Some(&company.name)).unwrap_or(&company.legal_name)
    }

    pub fn supplier_legal_name(&self) -> &str {
        let company = &self.settings.company;
        filled(Some(&company.legal_name)).unwrap_or(&company.name)
    }

    pub fn contact(&self, id: Option<&ContactId>) -> Option<&Contact> {
        self.contacts.get(id?)
    }

    pub fn msa_reference(&self) -> Option<&str> {
        self.contract
            .as_ref()
            .and_then(|contract| filled(contract.msa_reference.as_deref()))
            .or_else(|| filled(self.account.msa_reference.as_deref()))
    }

    pub fn msa_date(&self) -> Option<NaiveDate> {
        self.contract.as_ref().and_then(|contract| contract.msa_date).or(self.account.msa_date)
    }

    /// The day a criterion is due, when the clock's start is known; a signature is not known before it happened.
    pub fn due_on(&self, criterion: &Criterion) -> Option<NaiveDate> {
        if criterion.due_on.is_some() {
            return criterion.due_on;
        }
        let start = match self.settings.criteria_clock.as_str() {
            "signature" => self.document.signed_on,
            "go_live" => self.account.go_live,
            _ => self.effective(),
        };
        start?.checked_add_signed(chrono::TimeDelta::try_days(criterion.due_day)?)
    }

    /// Name, role and day of who said it.
    pub fn byline(&self, quote: &Quote) -> String {
        let title = filled(quote.speaker_title.as_deref()).or_else(|| {
            self.contact(quote.contact_id.as_ref()).and_then(|contact| filled(contact.title.as_deref()))
        });
        // A year alone on a line looks lost.
        let day = unbroken(&self.voice.date(quote.said_on));
        match title {
            Some(title) => format!("{}, {title}, {day}", quote.speaker),
            None => format!("{}, {day}", quote.speaker),
        }
    }
}

/// What another way costs, calculated as the change itself is; nothing where it cannot be, or names no lines or day.
fn priced(
    connection: &Connection,
    change: &Change,
    other: &Alternative,
    renewal: Option<NaiveDate>,
    stored: Option<&StoredRecord>,
) -> Option<CalculationRecord> {
    if other.items.is_none() && other.effective.is_none() {
        return None;
    }
    let mut change = change.clone();
    if let Some(kept) = &other.items {
        change.items = kept.iter().filter_map(|at| change.items.get(*at).cloned()).collect();
        // What was agreed for the whole is not agreed for a part of it.
        change.header_discount = None;
        change.agreed_total = None;
    }
    // What begins with the renewal costs nothing before it; its yearly price is that of the change.
    let inside = other.effective.filter(|day| renewal.is_none_or(|renewal| *day < renewal));
    change.effective_date = inside.unwrap_or(change.effective_date);
    // The lines of a signed change are in the contract already: it is calculated no second time.
    stored?;
    Sums::gather(connection, &change).and_then(|sums| sums.record(&"option".into())).ok()
}

/// Every text of an account that is written for us alone: remarks, judgements, reasons, what white space rests on. What
/// the customer said themselves is theirs, wherever we repeat it.
pub(super) fn internal_texts(connection: &Connection, account: &str) -> Result<Vec<String>> {
    let mut statement = connection
        .prepare_cached(
            "SELECT private_remarks FROM call_note WHERE account_id = ?1
             UNION ALL SELECT support FROM contact WHERE account_id = ?1
             UNION ALL SELECT influence FROM contact WHERE account_id = ?1
             UNION ALL SELECT reason FROM loss WHERE account_id = ?1
             UNION ALL SELECT r.reason FROM renewal r JOIN contract c ON c.id = r.contract_id WHERE c.account_id = ?1
             UNION ALL SELECT json_extract(approval, '$.reason') FROM change WHERE account_id = ?1
             UNION ALL SELECT json_extract(content, '$.no_need_reason') FROM document WHERE account_id = ?1
             UNION ALL SELECT basis FROM white_space_item WHERE account_id = ?1
             UNION ALL SELECT value_driver FROM white_space_item WHERE account_id = ?1
             UNION ALL SELECT incumbent FROM white_space_item WHERE account_id = ?1
             UNION ALL SELECT health_source FROM account WHERE id = ?1",
        )
        .map_err(sql_error)?;
    let texts = statement
        .query_map([account], |row| row.get::<_, Option<String>>(0))
        .and_then(Iterator::collect::<rusqlite::Result<Vec<_>>>)
        .map_err(sql_error)?;
    let quotes: Vec<Quote> = store::list(connection, "WHERE account_id = ?", [account])?;
    let said: Vec<String> = quotes.into_iter().map(|quote| quote.text.to_lowercase()).collect();
    Ok(texts
        .into_iter()
        .flatten()
        .filter(|text| !text.trim().is_empty())
        .filter(|text| !said.iter().any(|said| said.contains(&text.trim().to_lowercase())))
        .collect())
}

/// Names and outside ids of everything in the catalogue that a customer would call a product.
pub(super) fn product_names(connection: &Connection, settings: &Settings) -> Result<Vec<String>> {
    let products: Vec<Product> = store::list(connection, "WHERE deleted_at IS NULL", [])?;
    let mut names: Vec<String> = products
        .into_iter()
        .flat_map(|product| [Some(product.name), product.external_id])
        .flatten()
        .collect();
    names.extend(settings.headline_words.iter().cloned());
    names.retain(|name| !name.trim().is_empty());
    Ok(names)
}

/// The content of a paper in the form of its kind.
pub(super) fn content_of<C: serde::de::DeserializeOwned>(document: &Document) -> Result<C> {
    serde_json::from_value(document.content.clone()).map_err(|error| {
        AppError::invalid("content", format!("The content of {} cannot be read: {error}", document.number))
            .hint("Open it in the composer and save it again.")
    })
}

/// The kinds that have a paper here.
pub(super) fn is_priced(kind: DocumentKind) -> bool {
    matches!(kind, DocumentKind::Proposal | DocumentKind::Addendum)
}

/// The text when there is some.
pub(super) fn filled(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

fn currency_of(code: Option<&str>) -> Option<Currency> {
    code?.parse().ok()
}
