//! The invoices that follow a change: a preview, so that nobody is surprised by the next one.
//!
//! Splits the amounts of the record over the billing periods (contracts, section 4); nothing is priced anew.
#![deny(clippy::float_arithmetic)]

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::allocate::allocate;
use super::apply_addendum;
use super::items::contracted;
use super::price::months_in;
use super::proration::prorate;
use super::{CalculatedLine, CalculationPolicy, CalculationRecord, ContractError, ContractLine, LedgerStep};
use super::{LineKind, PricePeriod};
use crate::dates::{Periods, Term, add_days, add_months, days_between};
use crate::exact::Exact;
use crate::id::{DocumentId, LineId};
use crate::money::{Currency, Money, MoneyError};

/// One line of an invoice to come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct InvoiceLine {
    pub product: String,
    /// The line of the record it is a part of; null for a line that was there before.
    pub number: Option<u32>,
    /// The contract line it is for; null for a line of the record.
    pub contract_line: Option<LineId>,
    pub amount: Money,
}

/// An invoice to come, without tax.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct InvoicePreview {
    /// The day it is for: the effective date, then the first day of each billing period.
    pub on: NaiveDate,
    /// The days it covers.
    pub covers: Term,
    pub lines: Vec<InvoiceLine>,
    pub total: Money,
}

/// The amounts of a change by billing period: the first from the effective date to the next boundary, with
/// everything that is charged once. The parts of a line add up to the line exactly; they are split by days.
///
/// # Errors
/// Dates beyond the calendar or amounts beyond 2^53 minor units.
pub fn invoice_schedule(
    record: &CalculationRecord,
    billing: PricePeriod,
) -> Result<Vec<InvoicePreview>, ContractError> {
    let spans = billing_spans(record, billing)?;
    let mut invoices: Vec<InvoicePreview> = spans
        .iter()
        .map(|span| InvoicePreview {
            on: span.start,
            covers: *span,
            lines: Vec::new(),
            total: Money::zero(record.currency),
        })
        .collect();
    for line in &record.lines {
        let shares = shares_of(line, &spans)?;
        for (invoice, share) in invoices.iter_mut().zip(shares).filter(|(_, share)| *share != 0) {
            let minor = i64::try_from(share).map_err(|_| MoneyError::TooLarge)?;
            let amount = Money::new(minor, record.currency);
            invoice.total = invoice.total.plus(amount)?;
            let (product, number) = (line.product.clone(), Some(line.number));
            invoice.lines.push(InvoiceLine { product, number, contract_line: None, amount });
        }
    }
    Ok(invoices)
}

/// What the invoices of a contract are made from.
#[derive(Debug, Clone, Copy)]
pub struct InvoiceBasis<'a> {
    /// `[start, renewal date)`.
    pub contract: Term,
    pub policy: CalculationPolicy,
    pub currency: Currency,
    /// How often the contract is billed, in advance; `Term`: once.
    pub billing: PricePeriod,
    /// The contract lines before `records` were signed.
    pub lines: &'a [ContractLine],
    /// The calculations in force, in the order they were signed.
    pub records: &'a [&'a CalculationRecord],
}

/// The first regular invoice after the effective date as it will be once the change is signed: the lines as they
/// were, and beside them the change's charges and credits for that billing period. Where no billing period
/// begins before the renewal it is the renewal's invoice, with every line at its price from then on.
///
/// `lines` are the contract lines the record was calculated on. Lines priced for their whole term are billed once
/// and not repeated here.
///
/// # Errors
/// As [`invoice_schedule`]; lines that do not fit the record.
pub fn next_invoice(
    record: &CalculationRecord,
    lines: &[ContractLine],
    billing: PricePeriod,
) -> Result<InvoicePreview, ContractError> {
    let basis = InvoiceBasis {
        contract: record.contract,
        policy: record.policy,
        currency: record.currency,
        billing,
        lines,
        records: &[record],
    };
    invoice_after(&basis, record.charge.start)
}

/// The first regular invoice of a contract after a day: what was agreed at the start or the last renewal, and beside
/// it each addendum's charges and credits for that billing period; from the renewal on every line at its price.
///
/// # Errors
/// As [`invoice_schedule`]; lines that do not fit the records.
pub fn invoice_after(basis: &InvoiceBasis<'_>, after: NaiveDate) -> Result<InvoicePreview, ContractError> {
    let InvoiceBasis { contract, currency, billing, lines, records, .. } = *basis;
    let regular = |lines: &[ContractLine], covers: Term| -> Result<Vec<InvoiceLine>, ContractError> {
        let billed = lines.iter().filter(|line| line.in_force(covers.start) && is_billed_again(line));
        billed
            .map(|line| {
                Ok(InvoiceLine {
                    product: line.product.clone(),
                    number: None,
                    contract_line: Some(line.id.clone()),
                    amount: regular_amount(basis, line, covers)?,
                })
            })
            .collect()
    };
    let next = match months_in(billing) {
        Some(months) => {
            let periods = Periods::new(contract, months)?;
            let period = periods.period(periods.index_of(after.max(contract.start))? + 1)?;
            let begins = if after < contract.start { periods.period(0)? } else { period };
            Some(Term { start: begins.start, end: begins.end.min(contract.end) })
        }
        None => None,
    };
    let (covers, lines) = match next.filter(|next| next.start < contract.end) {
        Some(covers) => {
            let mut all = regular(lines, covers)?;
            for record in records {
                let schedule = invoice_schedule(record, billing)?;
                all.extend(
                    schedule
                        .into_iter()
                        .filter(|invoice| invoice.on == covers.start)
                        .flat_map(|invoice| invoice.lines),
                );
            }
            (covers, all)
        }
        None => {
            let start = contract.end;
            let end = match months_in(billing) {
                Some(months) => add_months(start, months)?,
                None => add_days(start, contract.days())?,
            };
            let mut signed = lines.to_vec();
            for record in records {
                signed = apply_addendum(&signed, record, &DocumentId::from(record.id.as_str()))?;
            }
            (Term { start, end }, regular(&signed, Term { start, end })?)
        }
    };
    let total = Money::sum(currency, lines.iter().map(|line| line.amount))?;
    Ok(InvoicePreview { on: covers.start, covers, lines, total })
}

/// The contract lines as they were before some addenda: what those began is gone, what they ended goes on.
pub fn lines_before(lines: &[ContractLine], records: &[&CalculationRecord]) -> Vec<ContractLine> {
    let mut before = lines.to_vec();
    for step in records.iter().rev().flat_map(|record| record.ledger.iter().rev()) {
        match step {
            LedgerStep::Open { line: opened } => before.retain(|line| line.id != opened.id),
            LedgerStep::Close { line: closed, end_before, .. } => {
                if let Some(line) = before.iter_mut().find(|line| line.id == *closed) {
                    line.end = *end_before;
                    line.ended_by = None;
                }
            }
        }
    }
    before
}

/// What was billed for a line in a contract that is billed by `billing`, from the line's first day in the term to the
/// renewal, invoice by invoice; null where the line or the contract is billed once.
pub(super) fn invoiced_in_term(
    basis: &InvoiceBasis<'_>,
    line: &ContractLine,
) -> Result<Option<Money>, ContractError> {
    let contract = basis.contract;
    let Some(months) = months_in(basis.billing).filter(|_| line.period != PricePeriod::Term) else {
        return Ok(None);
    };
    let charge = Term {
        start: line.start.max(contract.start),
        end: line.end.unwrap_or(contract.end).min(contract.end),
    };
    let mut sum = Money::zero(basis.currency);
    if line.trial || charge.start >= charge.end {
        return Ok(Some(sum));
    }
    let periods = Periods::new(contract, months)?;
    let mut from = charge.start;
    let mut index = periods.index_of(from)?;
    while from < charge.end {
        let to = periods.boundary(index + 1)?.min(charge.end);
        sum = sum.plus(regular_amount(basis, line, Term { start: from, end: to })?)?;
        (from, index) = (to, index + 1);
    }
    Ok(Some(sum))
}

fn is_billed_again(line: &ContractLine) -> bool {
    line.kind == LineKind::Recurring && !line.trial && line.period != PricePeriod::Term
}

/// A line's amount for one billing period: nominal for a full one (a twelfth of a yearly price for a month), by
/// the policy's method for a part of one.
fn regular_amount(
    basis: &InvoiceBasis<'_>,
    line: &ContractLine,
    covers: Term,
) -> Result<Money, ContractError> {
    let end = line.end.map_or(covers.end, |end| end.min(covers.end));
    let full = is_full(basis, Term { start: covers.start, end })?;
    let fraction = match (months_in(basis.billing), months_in(line.period)) {
        (Some(billed), Some(priced)) if full => Exact::ratio(billed, priced)?,
        _ => {
            let charge = Term { start: covers.start, end };
            let term = if charge.end > basis.contract.end { charge } else { basis.contract };
            prorate(basis.policy.method, line.period, term, charge)?.fraction
        }
    };
    let value = contracted(line, line.quantity, basis.contract)?;
    let amount = match value.amount {
        Some(amount) => amount,
        None => line.period_amount()?,
    };
    Ok(Money::round(&amount.times(fraction)?, basis.currency, basis.policy.rounding)?)
}

/// Whether days are a whole billing period, counted from the contract start or from the renewal.
fn is_full(basis: &InvoiceBasis<'_>, days: Term) -> Result<bool, ContractError> {
    let Some(months) = months_in(basis.billing) else { return Ok(false) };
    if days.start >= basis.contract.end {
        return Ok(add_months(days.start, months)? == days.end);
    }
    let periods = Periods::new(basis.contract, months)?;
    Ok(periods.period(periods.index_of(days.start)?)? == days)
}

/// The billing periods of the charge: cut at the boundaries counted from the contract start, and at the renewal.
fn billing_spans(record: &CalculationRecord, billing: PricePeriod) -> Result<Vec<Term>, ContractError> {
    let Some(months) = months_in(billing) else { return Ok(vec![record.charge]) };
    let periods = Periods::new(record.contract, months)?;
    let mut spans = Vec::new();
    let mut from = record.charge.start;
    let mut index = periods.index_of(from)?;
    while from < record.charge.end {
        let to = periods.boundary(index + 1)?.min(record.charge.end);
        spans.push(Term { start: from, end: to });
        (from, index) = (to, index + 1);
    }
    Ok(spans)
}

fn shared_days(span: Term, charge: Term) -> i64 {
    days_between(span.start.max(charge.start), span.end.min(charge.end)).max(0)
}

/// The shares of a line in each billing period.
fn shares_of(line: &CalculatedLine, spans: &[Term]) -> Result<Vec<i128>, ContractError> {
    let weights: Vec<Exact> = match &line.proration {
        Some(found) => spans.iter().map(|span| Exact::whole(shared_days(*span, found.charge))).collect(),
        None => (0..spans.len()).map(|index| Exact::whole(i64::from(index == 0))).collect(),
    };
    allocate(i128::from(line.amount.minor), &weights, None)
}
