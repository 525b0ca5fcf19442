//! The invoices that follow a change: a preview, so that nobody is surprised by the next one.
//!
//! Splits the amounts of the record over the billing periods (contracts, section 4); nothing is priced anew.
#![deny(clippy::float_arithmetic)]

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::allocate::allocate;
use super::apply_addendum;
use super::price::months_in;
use super::proration::prorate;
use super::{CalculatedLine, CalculationRecord, ContractError, ContractLine, LineKind, PricePeriod};
use crate::dates::{Periods, Term, add_days, add_months, days_between};
use crate::exact::Exact;
use crate::id::{DocumentId, LineId};
use crate::money::{Money, MoneyError};

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
    let of_change = invoice_schedule(record, billing)?.into_iter().nth(1);
    let (covers, in_force, change_lines) = match of_change {
        Some(next) => (next.covers, lines.to_vec(), next.lines),
        None => {
            let start = record.contract.end;
            let end = match months_in(billing) {
                Some(months) => add_months(start, months)?,
                None => add_days(start, record.contract.days())?,
            };
            let signed = apply_addendum(lines, record, &DocumentId::from(record.id.as_str()))?;
            (Term { start, end }, signed, Vec::new())
        }
    };
    let mut invoice_lines = Vec::new();
    for line in in_force.iter().filter(|line| line.in_force(covers.start) && is_billed_again(line)) {
        invoice_lines.push(InvoiceLine {
            product: line.product.clone(),
            number: None,
            contract_line: Some(line.id.clone()),
            amount: regular_amount(record, line, covers, billing)?,
        });
    }
    invoice_lines.extend(change_lines);
    let total = Money::sum(record.currency, invoice_lines.iter().map(|line| line.amount))?;
    Ok(InvoicePreview { on: covers.start, covers, lines: invoice_lines, total })
}

fn is_billed_again(line: &ContractLine) -> bool {
    line.kind == LineKind::Recurring && !line.trial && line.period != PricePeriod::Term
}

/// A line's amount for one billing period: nominal for a full one (a twelfth of a yearly price for a month), by
/// the record's method for a part of one.
fn regular_amount(
    record: &CalculationRecord,
    line: &ContractLine,
    covers: Term,
    billing: PricePeriod,
) -> Result<Money, ContractError> {
    let end = line.end.map_or(covers.end, |end| end.min(covers.end));
    let full = end == nominal_end(record, covers, billing)?;
    let fraction = match (months_in(billing), months_in(line.period)) {
        (Some(billed), Some(priced)) if full => Exact::ratio(billed, priced)?,
        _ => {
            let charge = Term { start: covers.start, end };
            let term = if charge.end > record.contract.end { charge } else { record.contract };
            prorate(record.policy.method, line.period, term, charge)?.fraction
        }
    };
    let amount = line.period_amount()?.times(fraction)?;
    Ok(Money::round(&amount, record.currency, record.policy.rounding)?)
}

/// Where the billing period that begins with `covers` would end without the renewal.
fn nominal_end(
    record: &CalculationRecord,
    covers: Term,
    billing: PricePeriod,
) -> Result<NaiveDate, ContractError> {
    match months_in(billing) {
        Some(_) if covers.start >= record.contract.end => Ok(covers.end),
        Some(months) => {
            let periods = Periods::new(record.contract, months)?;
            Ok(periods.period(periods.index_of(covers.start)?)?.end)
        }
        None => Ok(covers.end),
    }
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
