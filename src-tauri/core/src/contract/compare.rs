//! What the other methods would give for the same change (contracts, section 1).
#![deny(clippy::float_arithmetic)]

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Alignment, CalculationInput, CalculationPolicy, CalculationRecord, ContractError, Divisor};
use super::{ProrationMethod, calculate, fraction_text};
use crate::exact::Rounding;
use crate::money::Money;

/// One other method and what it comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OtherMethod {
    pub method: ProrationMethod,
    pub label: String,
    /// The fraction of the first prorated line, "(18/31 + 5) / 12"; empty when nothing is prorated.
    pub fraction: String,
    /// The amount of each line, in the order of the record; empty when the method refuses.
    pub amounts: Vec<Money>,
    pub total: Option<Money>,
    /// `total` minus the record's total.
    pub difference: Option<Money>,
    /// Why the method cannot calculate this change.
    pub refused: Option<String>,
}

/// The methods shown beside an amount: the default and the five others of section 1's table.
pub const COMPARED: [ProrationMethod; 6] = [
    ProrationMethod::ActualActual,
    ProrationMethod::Actual365,
    ProrationMethod::CALENDAR_MONTHS,
    ProrationMethod::MonthsDays { alignment: Alignment::Calendar, divisor: Divisor::Thirty },
    ProrationMethod::MonthsDays { alignment: Alignment::Start, divisor: Divisor::TwelfthOfYear },
    ProrationMethod::WholeMonths,
];

/// Calculates the change again with every compared method but the record's own.
///
/// # Errors
/// Only what fails without regard to the method; a refusal by one method is listed beside it.
pub fn other_methods(
    record: &CalculationRecord,
    input: &CalculationInput<'_>,
) -> Result<Vec<OtherMethod>, ContractError> {
    COMPARED
        .into_iter()
        .filter(|method| *method != record.policy.method)
        .map(|method| {
            let policy = CalculationPolicy { method, ..record.policy };
            let label = method.label().to_owned();
            match calculate(&CalculationInput { policy, ..*input }) {
                Ok(other) => Ok(OtherMethod {
                    method,
                    label,
                    fraction: other
                        .lines
                        .iter()
                        .find_map(|line| line.proration.as_ref())
                        .map(fraction_text)
                        .unwrap_or_default(),
                    amounts: other.lines.iter().map(|line| line.amount).collect(),
                    total: Some(other.totals.total),
                    difference: Some(other.totals.total.minus(record.totals.total)?),
                    refused: None,
                }),
                Err(refusal @ ContractError::TermPriceNeedsActualDays { .. }) => Ok(OtherMethod {
                    method,
                    label,
                    fraction: String::new(),
                    amounts: Vec::new(),
                    total: None,
                    difference: None,
                    refused: Some(refusal.to_string()),
                }),
                Err(refusal) => Err(refusal),
            }
        })
        .collect()
}

/// Another way to round and what it comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OtherRounding {
    pub rounding: Rounding,
    pub unit_price_first: bool,
    pub total: Money,
    /// `total` minus the record's total.
    pub difference: Money,
}

/// Calculates the change again with every other way to round.
///
/// # Errors
/// As [`calculate`].
pub fn other_roundings(
    record: &CalculationRecord,
    input: &CalculationInput<'_>,
) -> Result<Vec<OtherRounding>, ContractError> {
    let mut all = Vec::new();
    for rounding in [Rounding::HalfUp, Rounding::HalfEven] {
        for unit_price_first in [false, true] {
            let policy = CalculationPolicy { rounding, unit_price_first, ..record.policy };
            if policy == record.policy {
                continue;
            }
            let total = calculate(&CalculationInput { policy, ..*input })?.totals.total;
            let difference = total.minus(record.totals.total)?;
            all.push(OtherRounding { rounding, unit_price_first, total, difference });
        }
    }
    Ok(all)
}
