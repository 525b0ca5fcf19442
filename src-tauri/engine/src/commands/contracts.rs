//! Contracts and their lines, and what they are worth on a day.

use super::accounts::{ById, Done};
use super::patch::{self, Patch};
use super::{addenda, calculation, settings};
use crate::engine::{Read, Write};
use crate::store::{self, sql_error};
use chrono::NaiveDate;
use headroom_core::book::{
    Account, Contract, Document, DocumentState, Line, LineKind, LineOrigin, LinePeriod, Product,
};
use headroom_core::contract::{
    self, CalculationPolicy, CalculationRecord, ContractLine, InvoiceBasis, InvoicePreview,
};
use headroom_core::error::{AppError, Result};
use headroom_core::money::{Currency, Money};
use rusqlite::Connection;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A contract with its lines and what they are worth.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ContractView {
    pub contract: Contract,
    /// In force or to come first, then ended ones.
    pub lines: Vec<LineView>,
    /// On the day it is.
    pub arr: Money,
    /// The last day to give notice; null without renewal date or notice period.
    pub notice_day: Option<NaiveDate>,
    pub days_to_renewal: Option<i64>,
    /// The renewal date is past and no renewal is recorded.
    pub renewal_not_recorded: bool,
    /// The contract years of the term, for its picture; empty without renewal date.
    pub years: Vec<contract::ContractYear>,
    /// Every 29 February of the term.
    pub leap_days: Vec<NaiveDate>,
    /// The addenda that were signed, by effective date; void ones too.
    pub addenda: Vec<SignedAddendum>,
    /// The next regular invoice; null when the contract does not say how it is billed.
    pub next_invoice: Option<InvoicePreview>,
}

/// A signed addendum as the picture of a contract marks it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SignedAddendum {
    pub document_id: String,
    /// "Addendum 2"
    pub title: String,
    pub effective: NaiveDate,
    /// Until the renewal.
    pub total: Money,
    pub acv_added: Money,
    /// Taken back.
    pub void: bool,
}

/// A line with its product's name and yearly value.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LineView {
    pub line: Line,
    pub product_name: String,
    /// The line's yearly value whenever it is in force.
    pub arr: Money,
    /// In force on the day it is.
    pub in_force: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NewContract {
    pub account_id: String,
    pub start: NaiveDate,
    /// The first day not covered.
    #[serde(default)]
    #[ts(optional)]
    pub renewal_date: Option<NaiveDate>,
    #[serde(default)]
    #[ts(optional)]
    pub currency: Option<String>,
    #[serde(default)]
    #[ts(optional)]
    pub msa_reference: Option<String>,
    #[serde(default)]
    #[ts(optional)]
    pub msa_date: Option<NaiveDate>,
    #[serde(default)]
    pub auto_renew: bool,
    #[serde(default)]
    #[ts(optional)]
    pub notice_days: Option<i64>,
    #[serde(default)]
    #[ts(optional)]
    pub billing_period: Option<String>,
    #[serde(default)]
    pub lines: Vec<LineTerms>,
}

/// What a new line says.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LineTerms {
    pub product_id: String,
    #[ts(type = "string")]
    pub quantity: Decimal,
    #[ts(type = "string")]
    pub unit_price: Decimal,
    pub period: LinePeriod,
    #[serde(default)]
    #[ts(optional, type = "string | null")]
    pub discount_percent: Option<Decimal>,
    /// The contract's start when not given.
    #[serde(default)]
    #[ts(optional)]
    pub start: Option<NaiveDate>,
    #[serde(default)]
    #[ts(optional)]
    pub end: Option<NaiveDate>,
    #[serde(default)]
    #[ts(optional)]
    pub kind: Option<LineKind>,
    #[serde(default)]
    pub trial: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NewLine {
    pub contract_id: String,
    pub line: LineTerms,
}

/// An account's contracts, the latest first.
pub fn views(connection: &Connection, account_id: &str, today: NaiveDate) -> Result<Vec<ContractView>> {
    let contracts: Vec<Contract> = store::list(
        connection,
        "WHERE account_id = ? AND deleted_at IS NULL ORDER BY start DESC, id",
        [account_id],
    )?;
    contracts.into_iter().map(|contract| view(connection, contract, today)).collect()
}

/// One contract with its lines.
pub fn view(connection: &Connection, contract: Contract, today: NaiveDate) -> Result<ContractView> {
    let currency = settings::currency("currency", &contract.currency)?;
    let lines: Vec<Line> = store::list(
        connection,
        "WHERE contract_id = ? AND deleted_at IS NULL ORDER BY (\"end\" IS NOT NULL AND \"end\" <= ?2), start, created_at, rowid",
        [contract.id.as_str(), &today.to_string()],
    )?;
    let term = contract.term();
    let mut names = connection.prepare_cached("SELECT name FROM product WHERE id = ?").map_err(sql_error)?;
    let lines = lines
        .into_iter()
        .map(|line| {
            let product_name: String =
                names.query_row([line.product_id.as_str()], |row| row.get(0)).map_err(sql_error)?;
            let arr = line.for_arithmetic(&product_name, currency, term).arr()?;
            let in_force = line.start <= today && line.end.is_none_or(|end| today < end);
            Ok(LineView { line, product_name, arr, in_force })
        })
        .collect::<Result<Vec<_>>>()?;
    let arr = Money::sum(currency, lines.iter().filter(|view| view.in_force).map(|view| view.arr))
        .map_err(AppError::internal)?;
    Ok(ContractView {
        years: term.map(contract::contract_years).transpose()?.unwrap_or_default(),
        leap_days: term.map(contract::leap_days).unwrap_or_default(),
        addenda: signed_addenda(connection, &contract)?,
        next_invoice: next_invoice(connection, &contract, today)?,
        notice_day: contract
            .renewal_date
            .zip(contract.notice_days)
            .map(|(renewal, days)| renewal - chrono::Duration::days(days)),
        days_to_renewal: contract.renewal_date.map(|renewal| (renewal - today).num_days()),
        renewal_not_recorded: contract.renewal_date.is_some_and(|renewal| renewal <= today),
        contract,
        lines,
        arr,
    })
}

fn signed_addenda(connection: &Connection, contract: &Contract) -> Result<Vec<SignedAddendum>> {
    let documents: Vec<Document> = store::list(
        connection,
        "WHERE contract_id = ? AND kind = 'addendum' AND state IN ('signed', 'void') AND deleted_at IS NULL",
        [contract.id.as_str()],
    )?;
    let mut found = documents
        .into_iter()
        .map(|document| {
            let record = addenda::printed_record(connection, &document)?;
            Ok(SignedAddendum {
                void: document.state == DocumentState::Void,
                document_id: document.id.0,
                title: document.title,
                effective: record.charge.start,
                total: record.totals.total,
                acv_added: record.totals.acv_added,
            })
        })
        .collect::<Result<Vec<_>>>()?;
    found.sort_by_key(|addendum| addendum.effective);
    Ok(found)
}

/// The next regular invoice of a contract.
pub fn next_invoice_of(read: &Read<'_>, request: ById) -> Result<Option<InvoicePreview>> {
    next_invoice(read.connection, &store::get(read.connection, &request.id)?, read.today)
}

/// The next regular invoice of a contract, signed addenda included; nothing where it does not say how it is billed or
/// is over.
pub fn next_invoice(
    connection: &Connection,
    contract: &Contract,
    today: NaiveDate,
) -> Result<Option<InvoicePreview>> {
    let (Some(billing), Some(term)) = (billed_by(contract), contract.term().filter(|term| term.end > today))
    else {
        return Ok(None);
    };
    let settings = settings::load(connection)?;
    let signed = addenda::signed(connection, contract.id.as_str())?;
    let records: Vec<&CalculationRecord> = signed.iter().map(|signed| &signed.record).collect();
    let lines = contract::lines_before(&arithmetic_lines(connection, contract)?, &records);
    let basis = InvoiceBasis {
        contract: term,
        policy: CalculationPolicy {
            method: settings.proration_method.parse()?,
            rounding: calculation::rounding(&settings),
            unit_price_first: settings.round_unit_price_first,
        },
        currency: settings::currency("currency", &contract.currency)?,
        billing,
        lines: &lines,
        records: &records,
    };
    // Lines that were changed by hand since an addendum was signed no longer fit it: then nothing is foretold.
    Ok(contract::invoice_after(&basis, today).ok())
}

/// How often a contract is billed, in advance, as far as its words say.
pub fn billed_by(contract: &Contract) -> Option<LinePeriod> {
    let words = contract.billing_period.as_deref()?.to_lowercase();
    [
        ("month", LinePeriod::Month),
        ("quarter", LinePeriod::Quarter),
        ("annual", LinePeriod::Year),
        ("year", LinePeriod::Year),
    ]
    .into_iter()
    .find(|(word, _)| words.contains(word))
    .map(|(_, period)| period)
}

/// The lines of a contract as the arithmetic sees them.
pub fn arithmetic_lines(connection: &Connection, contract: &Contract) -> Result<Vec<ContractLine>> {
    let currency = settings::currency("currency", &contract.currency)?;
    let term = contract.term();
    let lines: Vec<Line> = store::list(
        connection,
        "WHERE contract_id = ? AND deleted_at IS NULL ORDER BY start, created_at, rowid",
        [contract.id.as_str()],
    )?;
    lines
        .into_iter()
        .map(|line| {
            let product: Product = store::require(
                store::optional(connection, line.product_id.as_str())?,
                "product",
                line.product_id.as_str(),
            )?;
            Ok(line.for_arithmetic(&product.name, currency, term))
        })
        .collect()
}

/// What an account is worth a year. Amounts of different currencies are never added, so those of contracts in another
/// currency stand beside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arr {
    /// In the account's currency; in the first of the others when there is nothing in it.
    pub main: Money,
    pub beside: Vec<Money>,
}

impl Arr {
    /// From amounts of one currency each.
    pub fn of(sums: impl IntoIterator<Item = Money>, own: Currency) -> Result<Self> {
        let mut beside: Vec<Money> = Vec::new();
        for sum in sums.into_iter().filter(|sum| !sum.is_zero()) {
            add(&mut beside, sum)?;
        }
        beside.retain(|sum| !sum.is_zero());
        // The account's own currency first.
        beside.sort_by_key(|sum| (sum.currency != own, sum.currency.code()));
        let main = if beside.is_empty() { Money::zero(own) } else { beside.remove(0) };
        Ok(Self { main, beside })
    }
}

/// Adds an amount to the sum of its currency; amounts of different currencies are never added.
pub fn add(sums: &mut Vec<Money>, value: Money) -> Result<()> {
    match sums.iter_mut().find(|sum| sum.currency == value.currency) {
        Some(sum) => *sum = sum.plus(value).map_err(AppError::internal)?,
        None => sums.push(value),
    }
    Ok(())
}

/// Adds a contract with its lines.
pub fn create(write: &mut Write<'_>, request: NewContract) -> Result<Contract> {
    let account: Account = store::get(write.connection, &request.account_id)?;
    let contract = Contract {
        id: write.id(),
        account_id: account.id.clone(),
        external_id: None,
        msa_reference: request.msa_reference.or_else(|| account.msa_reference.clone()),
        msa_date: request.msa_date.or(account.msa_date),
        start: request.start,
        renewal_date: request.renewal_date,
        auto_renew: request.auto_renew,
        notice_days: request.notice_days,
        billing_period: request.billing_period,
        currency: request.currency.unwrap_or_else(|| account.currency.clone()),
        created_at: write.now.clone(),
        deleted_at: None,
    };
    validate(&contract)?;
    store::insert(write.connection, &contract)?;
    for terms in request.lines {
        add_line(write, &contract, terms)?;
    }
    write.mark.summary = format!("Add a contract for {}", account.name);
    write.mark.account_id = Some(account.id.0);
    Ok(contract)
}

/// Changes the fields given.
pub fn update(write: &mut Write<'_>, request: Patch) -> Result<Contract> {
    let (_, contract) = patch::apply::<Contract>(write, &request, validate)?;
    write.mark.summary = "Change the contract".into();
    write.mark.account_id = Some(contract.account_id.0.clone());
    Ok(contract)
}

/// Moves a contract and its lines to the trash.
pub fn delete(write: &mut Write<'_>, request: ById) -> Result<Done> {
    let contract: Contract = store::get(write.connection, &request.id)?;
    let lines: Vec<Line> = store::list(
        write.connection,
        "WHERE contract_id = ? AND deleted_at IS NULL",
        [contract.id.as_str()],
    )?;
    for line in lines {
        patch::trash::<Line>(write, line.id.as_str())?;
    }
    patch::trash::<Contract>(write, &request.id)?;
    write.mark.summary = "Delete the contract".into();
    write.mark.account_id = Some(contract.account_id.0);
    Ok(Done::default())
}

/// Adds a line to a contract.
pub fn create_line(write: &mut Write<'_>, request: NewLine) -> Result<Line> {
    let contract: Contract = store::get(write.connection, &request.contract_id)?;
    let line = add_line(write, &contract, request.line)?;
    write.mark.summary = "Add a contract line".into();
    write.mark.account_id = Some(contract.account_id.0);
    Ok(line)
}

fn add_line(write: &mut Write<'_>, contract: &Contract, terms: LineTerms) -> Result<Line> {
    store::get::<Product>(write.connection, &terms.product_id)?;
    let line = Line {
        id: write.id(),
        contract_id: contract.id.clone(),
        external_id: None,
        product_id: terms.product_id.into(),
        quantity: terms.quantity,
        unit_price: terms.unit_price,
        period: terms.period,
        discount_percent: terms.discount_percent.unwrap_or_default(),
        given_arr_minor: None,
        start: terms.start.unwrap_or(contract.start),
        end: terms.end,
        kind: terms.kind.unwrap_or(LineKind::Recurring),
        trial: terms.trial,
        origin: LineOrigin::Initial,
        addendum_id: None,
        ended_by: None,
        created_at: write.now.clone(),
        deleted_at: None,
    };
    validate_line(&line)?;
    store::insert(write.connection, &line)?;
    Ok(line)
}

/// Changes the fields given; a line that an addendum made is changed by an addendum only.
pub fn update_line(write: &mut Write<'_>, request: Patch) -> Result<Line> {
    let before: Line = store::get(write.connection, &request.id)?;
    if before.origin == LineOrigin::Addendum {
        return Err(AppError::precondition("This line comes from a signed addendum.")
            .hint("Change it with another addendum, or void that one."));
    }
    let (_, line) = patch::apply::<Line>(write, &request, validate_line)?;
    let contract: Contract = store::get(write.connection, line.contract_id.as_str())?;
    write.mark.summary = "Change a contract line".into();
    write.mark.account_id = Some(contract.account_id.0);
    Ok(line)
}

/// Moves a line to the trash.
pub fn delete_line(write: &mut Write<'_>, request: ById) -> Result<Done> {
    let line: Line = store::get(write.connection, &request.id)?;
    if line.origin == LineOrigin::Addendum {
        return Err(AppError::precondition("This line comes from a signed addendum.")
            .hint("Void that addendum instead."));
    }
    patch::trash::<Line>(write, &request.id)?;
    write.mark.summary = "Delete a contract line".into();
    Ok(Done::default())
}

fn validate(contract: &Contract) -> Result<()> {
    settings::currency("currency", &contract.currency)?;
    if let Some(renewal) = contract.renewal_date.filter(|renewal| *renewal <= contract.start) {
        return Err(AppError::invalid(
            "renewal_date",
            format!("The renewal on {renewal} is not after the start on {}.", contract.start),
        )
        .hint("The renewal date is the first day not covered."));
    }
    if contract.notice_days.is_some_and(|days| !(0..=3660).contains(&days)) {
        return Err(AppError::invalid("notice_days", "A notice period is 0 to 3660 days."));
    }
    Ok(())
}

fn validate_line(line: &Line) -> Result<()> {
    if line.quantity.is_sign_negative() && !line.quantity.is_zero() {
        return Err(AppError::invalid("quantity", format!("A quantity of {} cannot be.", line.quantity))
            .hint("End the line, or remove part of it with an addendum."));
    }
    if line.unit_price.is_sign_negative() && !line.unit_price.is_zero() {
        return Err(AppError::invalid("unit_price", "A unit price cannot be negative.")
            .hint("Use a discount instead."));
    }
    if line.discount_percent < Decimal::ZERO || line.discount_percent > Decimal::ONE_HUNDRED {
        return Err(AppError::invalid("discount_percent", "A discount is 0 to 100 percent."));
    }
    if line.end.is_some_and(|end| end < line.start) {
        return Err(AppError::invalid("end", "The line ends before it starts.")
            .hint("The end is the first day not in force."));
    }
    Ok(())
}
