//! The ledger of contract lines: signing, voiding and renewing as pure steps over a list (contracts,
//! sections 5 and 8).
//!
//! A line is never overwritten: it ends, and another begins. Each function returns the new list and leaves the
//! old one as it was.
#![deny(clippy::float_arithmetic)]

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::price::check_price;
use super::{CalculatedLine, CalculationRecord, ChangeLineKind, ContractError, ContractLine, LedgerStep};
use super::{LineKind, Origin, PricePeriod};
use crate::dates::{Term, days_between};
use crate::exact::Exact;
use crate::id::{DocumentId, LineId, ProductId, RecordId};
use crate::money::Money;

/// Signs a calculation: its lines begin and end as the record says, with `addendum` as their origin.
///
/// # Errors
/// The record was applied before, or the lines are no longer those it was calculated on.
pub fn apply_addendum(
    lines: &[ContractLine],
    record: &CalculationRecord,
    addendum: &DocumentId,
) -> Result<Vec<ContractLine>, ContractError> {
    refuse_other_quantities(lines, record)?;
    let mut after = lines.to_vec();
    for step in &record.ledger {
        match step {
            LedgerStep::Close { line: id, on, end_before } => {
                let line = find(&mut after, id)?;
                if line.end != *end_before {
                    return Err(ContractError::LedgerMismatch(format!(
                        "\"{}\" ends on another day than when it was calculated",
                        line.product
                    )));
                }
                line.end = Some(*on);
                line.ended_by = Some(addendum.clone());
            }
            LedgerStep::Open { line } => {
                if after.iter().any(|known| known.id == line.id) {
                    return Err(ContractError::AlreadyApplied(record.id.as_str().to_owned()));
                }
                let origin = match &line.origin {
                    Origin::Addendum { id } if id.as_str() == record.id.as_str() => {
                        Origin::Addendum { id: addendum.clone() }
                    }
                    kept => kept.clone(),
                };
                after.push(ContractLine { origin, ..line.clone() });
            }
        }
    }
    Ok(after)
}

/// "Before 40, after 65" is on the paper: the lines must still add up to what it calls "before".
fn refuse_other_quantities(lines: &[ContractLine], record: &CalculationRecord) -> Result<(), ContractError> {
    let applied = |line: &ContractLine| {
        record
            .ledger
            .iter()
            .any(|step| matches!(step, LedgerStep::Open { line: opened } if opened.id == line.id))
    };
    if lines.iter().any(applied) {
        return Err(ContractError::AlreadyApplied(record.id.as_str().to_owned()));
    }
    let mut seen: Vec<&ProductId> = Vec::new();
    for line in &record.lines {
        if line.kind == ChangeLineKind::OneTimeFee || seen.contains(&&line.product_id) {
            continue;
        }
        seen.push(&line.product_id);
        // A line that goes on to a moved renewal date counts itself alone.
        if line.kind == ChangeLineKind::ExtendedTerm {
            continue;
        }
        let in_force = lines
            .iter()
            .filter(|known| known.product_id == line.product_id && known.kind == LineKind::Recurring)
            .filter(|known| known.in_force(record.charge.start))
            .map(|known| known.quantity)
            .sum::<Decimal>();
        if in_force != line.quantity_before {
            return Err(ContractError::LedgerMismatch(format!(
                "\"{}\" was {} when it was calculated and is {} now",
                line.product,
                line.quantity_before.normalize(),
                in_force.normalize()
            )));
        }
    }
    Ok(())
}

/// Which product of a signed addendum a later one builds on: it ends, reduces or adds beside a line the first one
/// began, or its paper counts the first one's quantity in what it calls "before". Such an addendum has to be
/// voided first, else its signed paper would say quantities that were never there.
pub fn built_on<'a>(record: &CalculationRecord, later: &'a CalculationRecord) -> Option<&'a str> {
    if let Some(product) = continued(record, later) {
        return Some(product);
    }
    let counts = |line: &&CalculatedLine| {
        line.kind != ChangeLineKind::OneTimeFee
            && record.lines.iter().any(|own| {
                own.product_id == line.product_id
                    && own.kind != ChangeLineKind::OneTimeFee
                    && !own.quantity.is_zero()
            })
    };
    later.lines.iter().find(counts).map(|line| line.product.as_str())
}

/// The product of a line that `record` began and `later` continues, whatever their dates.
pub fn continued<'a>(record: &CalculationRecord, later: &'a CalculationRecord) -> Option<&'a str> {
    let began = |id: &LineId| {
        record.ledger.iter().any(|step| matches!(step, LedgerStep::Open { line } if line.id == *id))
    };
    later
        .lines
        .iter()
        .find(|line| line.contract_line.as_ref().is_some_and(began))
        .map(|line| line.product.as_str())
}

/// Takes a signed addendum back from its effective date: the lines it began end on the day they began and
/// stay in the list, the lines it ended go on as before. `later` are the addenda in force that were signed after it.
///
/// # Errors
/// A later addendum or a renewal touched one of its lines: that one has to be voided first.
pub fn void(
    lines: &[ContractLine],
    record: &CalculationRecord,
    addendum: &DocumentId,
    later: &[&CalculationRecord],
) -> Result<Vec<ContractLine>, ContractError> {
    if let Some(line) = later.iter().find_map(|later| built_on(record, later)) {
        return Err(ContractError::TouchedLater { line: line.to_owned() });
    }
    let mut after = lines.to_vec();
    for step in record.ledger.iter().rev() {
        match step {
            LedgerStep::Close { line: id, on, end_before } => {
                let line = find(&mut after, id)?;
                if line.end != Some(*on) || line.ended_by.as_ref() != Some(addendum) {
                    return Err(ContractError::TouchedLater { line: line.product.clone() });
                }
                line.end = *end_before;
                line.ended_by = None;
            }
            LedgerStep::Open { line: opened } => {
                // A line that this very record closed again is back at its opening state by now.
                let line = find(&mut after, &opened.id)?;
                if line.end != opened.end || line.ended_by.is_some() {
                    return Err(ContractError::TouchedLater { line: line.product.clone() });
                }
                line.end = Some(line.start);
                line.ended_by = Some(addendum.clone());
            }
        }
    }
    Ok(after)
}

/// The record that takes another one back: the same lines with the signs turned, kept beside it.
///
/// # Errors
/// Amounts beyond 2^53 minor units.
pub fn reverse(record: &CalculationRecord, id: &RecordId) -> Result<CalculationRecord, ContractError> {
    let mut reversed = record.clone();
    reversed.id = id.clone();
    reversed.supersedes = None;
    reversed.reverses = Some(record.id.clone());
    reversed.ledger.clear();
    for line in &mut reversed.lines {
        reverse_line(line)?;
    }
    let totals = &mut reversed.totals;
    (totals.charges, totals.credits) = (totals.credits.negated()?, totals.charges.negated()?);
    (totals.arr_before, totals.arr_after) = (totals.arr_after, totals.arr_before);
    totals.one_time = totals.one_time.negated()?;
    totals.total = totals.total.negated()?;
    totals.acv_added = totals.acv_added.negated()?;
    totals.value_at_renewal = totals.value_at_renewal.minus(totals.acv_added_at_renewal)?;
    totals.acv_added_at_renewal = totals.acv_added_at_renewal.negated()?;
    reversed.header_discount = None;
    reversed.agreed_total = record.agreed_total.map(Money::negated).transpose()?;
    Ok(reversed)
}

fn reverse_line(line: &mut CalculatedLine) -> Result<(), ContractError> {
    std::mem::swap(&mut line.quantity_before, &mut line.quantity_after);
    line.quantity = Decimal::ZERO.checked_sub(line.quantity).ok_or(crate::exact::ExactError::Overflow)?;
    line.period_amount = line.period_amount.negated();
    line.unrounded = line.unrounded.negated();
    line.rounded = line.rounded.negated()?;
    line.header_discount = line.header_discount.map(Money::negated).transpose()?;
    line.amount = line.amount.negated()?;
    line.acv = line.acv.negated()?;
    line.at_renewal = line.at_renewal.negated()?;
    line.cap = None;
    line.opens = None;
    Ok(())
}

/// How a renewal went for the lines of a contract (domain, "Renewals are work").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Renewal {
    /// The renewal date of the old term: the first day of the new one.
    pub on: NaiveDate,
    /// The renewal date of the new term.
    pub next_renewal: NaiveDate,
    /// The contract is lost: every line ends.
    pub lost: bool,
    /// The lines that do not simply go on.
    pub changes: Vec<RenewedLine>,
}

/// What becomes of one line at the renewal; quantity zero ends it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RenewedLine {
    pub line: LineId,
    #[ts(type = "string")]
    pub quantity: Decimal,
    #[ts(type = "string")]
    pub unit_price: Decimal,
    #[ts(type = "string")]
    pub discount_percent: Decimal,
}

/// Rolls the recurring lines in force before the renewal into the next term, or ends them. Lines that end by
/// themselves, one-time lines and trials stay as they are. A given ARR is kept where quantity and price are.
///
/// # Errors
/// A change names a line that does not renew; a price for the whole old term without a new price; a new
/// term without days.
pub fn renew(lines: &[ContractLine], renewal: &Renewal) -> Result<Vec<ContractLine>, ContractError> {
    let next = Term::new(renewal.on, renewal.next_renewal)?.not_empty()?;
    if let Some(change) = renewal
        .changes
        .iter()
        .find(|change| !lines.iter().any(|line| line.id == change.line && renews(line, renewal.on)))
    {
        return Err(ContractError::LineNotInForce(change.line.as_str().to_owned()));
    }
    let mut after = Vec::with_capacity(lines.len());
    let mut opened = Vec::new();
    for line in lines {
        if !renews(line, renewal.on) {
            after.push(line.clone());
            continue;
        }
        after.push(ContractLine { end: Some(renewal.on), ..line.clone() });
        let change = renewal.changes.iter().find(|change| change.line == line.id);
        if renewal.lost || change.is_some_and(|change| change.quantity.is_zero()) {
            continue;
        }
        if change.is_none() && line.period == PricePeriod::Term {
            return Err(ContractError::TermPriceAtRenewal(line.product.clone()));
        }
        opened.push(renewed(line, change, next)?);
    }
    after.append(&mut opened);
    Ok(after)
}

/// Recurring, paid, and in force up to the renewal date without an end of its own before or on it.
fn renews(line: &ContractLine, on: NaiveDate) -> bool {
    let goes_on = line.end.is_none_or(|end| end > on);
    line.kind == LineKind::Recurring && !line.trial && line.start < on && goes_on
}

fn renewed(
    line: &ContractLine,
    change: Option<&RenewedLine>,
    next: Term,
) -> Result<ContractLine, ContractError> {
    let mut new = line.clone();
    new.id = LineId::from(format!("{}+{}", line.id.as_str(), next.start));
    new.start = next.start;
    new.origin = Origin::Renewal;
    new.ended_by = None;
    new.price_term = (line.period == PricePeriod::Term).then_some(next);
    if let Some(change) = change {
        check_price(change.unit_price)?;
        if change.quantity.is_sign_negative() {
            return Err(ContractError::Field { field: "quantity", value: change.quantity.to_string() });
        }
        let same = change.quantity == line.quantity
            && change.unit_price == line.unit_price
            && change.discount_percent == line.discount_percent;
        new.quantity = change.quantity;
        new.unit_price = change.unit_price;
        new.discount_percent = change.discount_percent;
        if !same {
            new.given_arr = None;
        }
    }
    Ok(new)
}

/// A price moved by a percentage at the renewal, exact up to nine decimals: 120.50 and 5 % are 126.525.
///
/// # Errors
/// A price that would fall below zero or leave the range of numbers.
pub fn uplifted(unit_price: Decimal, percent: Decimal) -> Result<Decimal, ContractError> {
    let factor = Exact::from_decimal(percent)?.divided_by(Exact::whole(100))?.plus(Exact::ONE)?;
    let scaled = Exact::from_decimal(unit_price)?
        .times(factor)?
        .round(super::PRICE_DECIMALS, crate::exact::Rounding::HalfUp)?;
    let price = Decimal::try_from_i128_with_scale(scaled, super::PRICE_DECIMALS)
        .map_err(|_| crate::exact::ExactError::Overflow)?
        .normalize();
    check_price(price)?;
    Ok(price)
}

/// Days a contract is past its renewal date without a recorded renewal; zero before.
pub fn days_renewal_overdue(renewal_date: NaiveDate, today: NaiveDate) -> i64 {
    days_between(renewal_date, today).max(0)
}

fn find<'a>(lines: &'a mut [ContractLine], id: &LineId) -> Result<&'a mut ContractLine, ContractError> {
    lines
        .iter_mut()
        .find(|line| line.id == *id)
        .ok_or_else(|| ContractError::LedgerMismatch(format!("there is no line \"{}\"", id.as_str())))
}
