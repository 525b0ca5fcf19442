//! What was billed for each contract line and already given back: the limit of a credit (contracts, section 5).
//!
//! A line that an addendum began was billed what that addendum's record says, also where the total was agreed or a
//! discount was spread over it. Any other line was billed by the contract's billing period, invoice by invoice.
#![deny(clippy::float_arithmetic)]

use std::collections::HashMap;

use super::invoice::{InvoiceBasis, invoiced_in_term, lines_before};
use super::{ChangeLineKind, ContractError, LineBilling};
use crate::id::LineId;
use crate::money::Money;

/// What was billed and credited for the lines of a contract. `basis.lines` are all its lines as they stand;
/// `basis.records` the signed calculations in force. A line that is not listed is limited by its own price and dates.
///
/// # Errors
/// Dates beyond the calendar or amounts beyond 2^53 minor units.
pub fn line_billing(basis: &InvoiceBasis<'_>) -> Result<Vec<LineBilling>, ContractError> {
    let mut known: HashMap<LineId, (Money, Money)> = HashMap::new();
    for line in lines_before(basis.lines, basis.records) {
        if let Some(billed) = invoiced_in_term(basis, &line)? {
            known.insert(line.id.clone(), (billed, Money::zero(basis.currency)));
        }
    }
    for record in basis.records {
        for line in &record.lines {
            // What the line goes on from, when there is something to go on from.
            let base = line.contract_line.as_ref().and_then(|id| known.get(id).copied());
            let zero = Money::zero(basis.currency);
            let charged = if line.amount.is_negative() { zero } else { line.amount };
            let given_back = if line.amount.is_negative() { line.amount.negated()? } else { zero };
            let continues =
                matches!(line.kind, ChangeLineKind::RemovalCredit | ChangeLineKind::ListDifference);
            match (&line.opens, &line.contract_line) {
                (Some(id), _) if continues => {
                    if let Some((billed, credited)) = base {
                        known.insert(id.clone(), (billed.plus(charged)?, credited.plus(given_back)?));
                    }
                }
                // A record made for a shorter term does not know what the days since were billed.
                (Some(id), _) if record.contract.end == basis.contract.end => {
                    known.insert(id.clone(), (charged, zero));
                }
                (None, Some(id)) if line.kind == ChangeLineKind::ExtendedTerm => {
                    if let Some((billed, credited)) = base {
                        known.insert(id.clone(), (billed.plus(charged)?, credited));
                    }
                }
                _ => {}
            }
        }
    }
    let mut all: Vec<LineBilling> = basis
        .lines
        .iter()
        .filter_map(|line| known.get(&line.id).map(|found| (line, found)))
        .map(|(line, (billed, credited))| LineBilling {
            line: line.id.clone(),
            billed: *billed,
            credited: *credited,
        })
        .collect();
    all.sort_by(|a, b| a.line.cmp(&b.line));
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::{CalculationPolicy, ContractLine, LineKind, Origin, PricePeriod};
    use crate::dates::{Term, parse_date};
    use crate::money::Currency;
    use rust_decimal::Decimal;

    fn line(price: i64) -> ContractLine {
        ContractLine {
            id: "a".into(),
            product_id: "p".into(),
            product: "Core".to_owned(),
            quantity: Decimal::ONE,
            unit_price: Decimal::from(price),
            period: PricePeriod::Year,
            price_term: None,
            discount_percent: Decimal::ZERO,
            currency: Currency::EUR,
            given_arr: None,
            start: parse_date("2025-04-01").unwrap(),
            end: None,
            kind: LineKind::Recurring,
            trial: false,
            origin: Origin::Initial,
            ended_by: None,
        }
    }

    fn billed(billing: PricePeriod, line: ContractLine) -> Vec<String> {
        let contract =
            Term::new(parse_date("2025-04-01").unwrap(), parse_date("2026-04-01").unwrap()).unwrap();
        let basis = InvoiceBasis {
            contract,
            policy: CalculationPolicy::default(),
            currency: Currency::EUR,
            billing,
            lines: &[line],
            records: &[],
        };
        line_billing(&basis).unwrap().iter().map(|found| found.billed.plain()).collect()
    }

    /// 1,000 a year by the month is 12 x 83.33 = 999.96, by the quarter 4 x 250.00, by the year 1,000.00.
    #[test]
    fn a_line_was_billed_what_its_invoices_say() {
        assert_eq!(billed(PricePeriod::Month, line(1000)), ["999.96"]);
        assert_eq!(billed(PricePeriod::Quarter, line(1000)), ["1000.00"]);
        assert_eq!(billed(PricePeriod::Year, line(1000)), ["1000.00"]);
        assert_eq!(billed(PricePeriod::Term, line(1000)), Vec::<String>::new());
    }

    /// From 17 September by the quarter: 14/365 of 1,000 = 38.36, then 250.00 twice.
    #[test]
    fn a_line_that_began_within_a_period_was_billed_for_its_part() {
        let late = ContractLine { start: parse_date("2025-09-17").unwrap(), ..line(1000) };
        assert_eq!(billed(PricePeriod::Quarter, late), ["538.36"]);
        let trial = ContractLine { trial: true, ..line(1000) };
        assert_eq!(billed(PricePeriod::Quarter, trial), ["0.00"]);
    }
}
