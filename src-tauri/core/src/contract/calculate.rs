//! From a change to its calculation record (contracts, sections 4, 5 and 8).
#![deny(clippy::float_arithmetic)]

use super::PricePeriod;
use super::allocate::allocate;
use super::amount::Setting;
use super::draft::Draft;
use super::line::arr_on;
use super::{CalculatedLine, CalculationPolicy, CalculationRecord, CalculationTotals, ChangeLineKind};
use super::{ContractChange, ContractError, ContractLine, ContractTerms, LineBilling, Notice};
use crate::dates::{Periods, Term, add_days, days_between, whole_years};
use crate::exact::Exact;
use crate::id::RecordId;
use crate::money::{Currency, Money, MoneyError};

/// Version of the record's form.
pub const RECORD_FORM: u32 = 1;

/// Everything a calculation is made from.
#[derive(Debug, Clone, Copy)]
pub struct CalculationInput<'a> {
    /// The id of the record to make; contract lines it opens are named `id/1`, `id/2` …
    pub id: &'a RecordId,
    pub change: &'a ContractChange,
    pub terms: &'a ContractTerms,
    /// All lines of the contract.
    pub lines: &'a [ContractLine],
    /// What was billed and given back, where the book knows better than a line's own price and dates.
    pub billing: &'a [LineBilling],
    pub policy: CalculationPolicy,
}

/// Calculates a change. Pure: equal input gives an equal record.
///
/// # Errors
/// Every refusal of sections 5 and 6: no renewal date, an effective date outside the term or on the
/// renewal date, another currency, lines that are not in force, discounts and totals that cannot be met.
pub fn calculate(input: &CalculationInput<'_>) -> Result<CalculationRecord, ContractError> {
    let CalculationInput { id, change, terms, lines, billing, policy } = *input;
    let (contract, charge) = checked_dates(change, terms)?;
    if change.items.is_empty() {
        return Err(ContractError::NothingChanges);
    }
    if let (Some(discount), Some(_)) = (change.header_discount, change.agreed_total) {
        // The total would swallow the discount: which of the two is meant cannot be guessed.
        return Err(ContractError::Field { field: "header_discount", value: discount.plain() });
    }
    let currency = terms.currency;
    let setting = Setting { policy, currency, contract, contract_years: contract_years(contract)? };
    let lines: Vec<ContractLine> = lines.iter().map(|line| with_price_term(line, contract)).collect();
    let mut draft = Draft {
        setting,
        record: id,
        effective: change.effective,
        billing,
        ledger: lines.clone(),
        steps: Vec::new(),
        lines: Vec::new(),
        opened: None,
    };
    for item in &change.items {
        draft.add_item(item)?;
    }
    let mut notices = shared_notices(&draft.lines);
    spread_header_discount(&mut draft.lines, change.header_discount, currency)?;
    if let Some(total) = change.agreed_total {
        let calculated = Money::sum(currency, draft.lines.iter().map(|line| line.amount))?;
        fit_to_total(&mut draft.lines, total, currency)?;
        notices.push(Notice::AgreedTotal { calculated });
    }
    let totals = totals(&draft, &lines, contract)?;
    Ok(CalculationRecord {
        form: RECORD_FORM,
        id: id.clone(),
        supersedes: None,
        reverses: None,
        policy,
        currency,
        contract,
        charge,
        lines: draft.lines,
        header_discount: change.header_discount,
        agreed_total: change.agreed_total,
        totals,
        ledger: draft.steps,
        notices,
    })
}

/// Calculates a change anew, for another effective date or other lines; the record names the one it replaces.
///
/// # Errors
/// As [`calculate`].
pub fn supersede(
    old: &CalculationRecord,
    input: &CalculationInput<'_>,
) -> Result<CalculationRecord, ContractError> {
    Ok(CalculationRecord { supersedes: Some(old.id.clone()), ..calculate(input)? })
}

/// The term and the days charged, or why there are none (section 6, cases 2, 3, 4 and 30).
fn checked_dates(change: &ContractChange, terms: &ContractTerms) -> Result<(Term, Term), ContractError> {
    let renewal_date = terms.renewal_date.ok_or(ContractError::NoRenewalDate)?;
    let contract = Term::new(terms.start, renewal_date)?.not_empty()?;
    for named in
        [Some(change.currency), currency_of(change.header_discount), currency_of(change.agreed_total)]
    {
        if let Some(named) = named.filter(|named| *named != terms.currency) {
            return Err(ContractError::Currency { change: named, contract: terms.currency });
        }
    }
    let effective = change.effective;
    if effective < contract.start {
        let days = days_between(effective, contract.start);
        return Err(ContractError::StartsBeforeContract {
            charge_start: effective,
            contract_start: contract.start,
            days,
        });
    }
    if effective > renewal_date {
        let days = days_between(renewal_date, effective);
        return Err(ContractError::StartsAfterRenewal { charge_start: effective, renewal_date, days });
    }
    if effective == renewal_date {
        return Err(ContractError::BelongsToRenewal(renewal_date));
    }
    Ok((contract, Term { start: effective, end: renewal_date }))
}

/// A price for the whole term is for this contract term unless the line says another.
fn with_price_term(line: &ContractLine, contract: Term) -> ContractLine {
    let term = (line.period == PricePeriod::Term).then_some(contract);
    ContractLine { price_term: line.price_term.or(term), ..line.clone() }
}

fn currency_of(amount: Option<Money>) -> Option<Currency> {
    amount.map(|amount| amount.currency)
}

/// Full contract years of a term: two for 30 months.
fn contract_years(contract: Term) -> Result<i64, ContractError> {
    match whole_years(contract)? {
        Some(years) => Ok(years),
        None => Ok(Periods::new(contract, 12)?.index_of(contract.end)?),
    }
}

/// Splits an amount off the whole change over its charge lines, by their unrounded amounts (AL-21).
fn spread_header_discount(
    lines: &mut [CalculatedLine],
    discount: Option<Money>,
    currency: Currency,
) -> Result<(), ContractError> {
    let Some(discount) = discount.filter(|discount| !discount.is_zero()) else { return Ok(()) };
    let charges =
        Money::sum(currency, lines.iter().map(|line| line.amount).filter(|amount| amount.minor > 0))?;
    if discount.is_negative() || discount.minor > charges.minor {
        return Err(ContractError::DiscountTooLarge("the whole change".to_owned()));
    }
    let charged: Vec<&mut CalculatedLine> = lines.iter_mut().filter(|line| line.amount.minor > 0).collect();
    let exact: Vec<Exact> = charged.iter().map(|line| line.unrounded).collect();
    let mut shares = allocate(i128::from(discount.minor), &exact, None)?;
    // A discount of nearly everything may round one share above its rounded line; the rounded amounts as
    // weights never do.
    if shares.iter().zip(&charged).any(|(share, line)| *share > i128::from(line.amount.minor)) {
        let rounded: Vec<Exact> = charged.iter().map(|line| Exact::whole(line.amount.minor)).collect();
        shares = allocate(i128::from(discount.minor), &rounded, None)?;
    }
    for (line, share) in charged.into_iter().zip(shares) {
        let share = money(share, currency)?;
        line.amount = line.amount.minus(share)?;
        line.header_discount = Some(share);
        line.notices.push(Notice::DiscountShare { amount: share });
    }
    Ok(())
}

/// Fits the lines to a negotiated net total: credits stay as they are, the charges are split by their
/// unrounded amounts; a change of credits alone is split over the credits.
fn fit_to_total(lines: &mut [CalculatedLine], total: Money, currency: Currency) -> Result<(), ContractError> {
    let credits =
        Money::sum(currency, lines.iter().map(|line| line.amount).filter(|amount| amount.is_negative()))?;
    let has_charges = lines.iter().any(|line| line.unrounded > Exact::ZERO);
    let target = if has_charges { total.minus(credits)? } else { total };
    let beyond =
        if has_charges { target.is_negative() } else { target.minor > 0 || target.minor < credits.minor };
    if beyond {
        return Err(ContractError::TotalNotReachable { total: total.plain(), credits: credits.plain() });
    }
    let fitted: Vec<&mut CalculatedLine> = lines
        .iter_mut()
        .filter(|line| if has_charges { line.unrounded > Exact::ZERO } else { line.unrounded.is_negative() })
        .collect();
    let weights: Vec<Exact> = fitted
        .iter()
        .map(|line| if has_charges { line.unrounded } else { Exact::whole(line.amount.minor) })
        .collect();
    for (line, share) in fitted.into_iter().zip(allocate(i128::from(target.minor), &weights, None)?) {
        line.notices.push(Notice::FittedToTotal { calculated: line.amount });
        line.amount = money(share, currency)?;
    }
    Ok(())
}

fn money(minor: i128, currency: Currency) -> Result<Money, ContractError> {
    i64::try_from(minor).map(|minor| Money::new(minor, currency)).map_err(|_| MoneyError::TooLarge.into())
}

/// Remarks on the dates that every line shares, once.
fn shared_notices(lines: &[CalculatedLine]) -> Vec<Notice> {
    let mut notices: Vec<Notice> = Vec::new();
    for notice in lines.iter().filter_map(|line| line.proration.as_ref()).flat_map(|found| &found.notices) {
        if !notices.contains(notice) {
            notices.push(notice.clone());
        }
    }
    notices
}

fn totals(
    draft: &Draft<'_>,
    before: &[ContractLine],
    contract: Term,
) -> Result<CalculationTotals, ContractError> {
    let currency = draft.setting.currency;
    let sum = |keep: &dyn Fn(&CalculatedLine) -> bool, amount: &dyn Fn(&CalculatedLine) -> Money| {
        Money::sum(currency, draft.lines.iter().filter(|line| keep(line)).map(amount))
    };
    let charges = sum(&|line| !line.amount.is_negative(), &|line| line.amount)?;
    let credits = sum(&|line| line.amount.is_negative(), &|line| line.amount)?;
    let from_the_start = |line: &CalculatedLine| {
        line.proration.as_ref().is_some_and(|found| found.charge.start == draft.effective)
    };
    Ok(CalculationTotals {
        charges,
        credits,
        one_time: sum(&|line| line.kind == ChangeLineKind::OneTimeFee, &|line| line.amount)?,
        total: charges.plus(credits)?,
        acv_added: sum(&from_the_start, &|line| line.acv)?,
        acv_added_at_renewal: sum(&|_| true, &|line| line.at_renewal)?,
        arr_before: arr_on(before, draft.effective, currency)?,
        arr_after: arr_on(&draft.ledger, draft.effective, currency)?,
        value_at_renewal: arr_on(&draft.ledger, add_days(contract.end, -1)?, currency)?,
    })
}
