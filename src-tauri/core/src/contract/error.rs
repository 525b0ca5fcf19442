//! Why a contract calculation was refused, and what the person can do instead.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use thiserror::Error;

use crate::dates::DateError;
use crate::error::{AppError, Code};
use crate::exact::ExactError;
use crate::money::{Currency, MoneyError};

/// A refusal. The message says what is wrong with the values; [`ContractError::hint`] what to do.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ContractError {
    #[error("\"{0}\" is no proration method")]
    UnknownMethod(String),
    #[error("\"{value}\" is not allowed as {field}")]
    Field { field: &'static str, value: String },
    #[error("{method} has no yearly rate for a price of the whole term")]
    TermPriceNeedsActualDays { method: &'static str },
    #[error(
        "the charge starts on {charge_start}, {days} days before the contract starts on {contract_start}"
    )]
    StartsBeforeContract { charge_start: NaiveDate, contract_start: NaiveDate, days: i64 },
    #[error("the charge starts on {charge_start}, {days} days after the renewal date {renewal_date}")]
    StartsAfterRenewal { charge_start: NaiveDate, renewal_date: NaiveDate, days: i64 },
    #[error("the charge ends on {charge_end}, {days} days after the contract term ends on {term_end}")]
    EndsAfterTerm { charge_end: NaiveDate, term_end: NaiveDate, days: i64 },
    #[error("the change starts on the renewal date {0}: it belongs to the renewal")]
    BelongsToRenewal(NaiveDate),
    #[error("the contract has no renewal date, so nothing can end with it")]
    NoRenewalDate,
    #[error("the change is in {change} and the contract in {contract}; amounts are never converted")]
    Currency { change: Currency, contract: Currency },
    #[error("the change has no lines")]
    NothingChanges,
    #[error("there is no contract line \"{0}\" in force on the effective date")]
    LineNotInForce(String),
    #[error("{asked} of \"{product}\" cannot be removed, the line has {available}")]
    MoreThanTheLineHas { product: String, asked: Decimal, available: Decimal },
    #[error("\"{product}\" is reduced more than once in this change; combine the reductions into one line")]
    LineChangedTwice { product: String },
    #[error("a discount of {0} % is not between 0 and 100")]
    DiscountPercent(Decimal),
    #[error("the discount is larger than the line \"{0}\"")]
    DiscountTooLarge(String),
    #[error("the multi-year discount needs {needed} contract years, the contract has {have}")]
    TermTooShortForDiscount { needed: u32, have: i64 },
    #[error("the price list does not cover a quantity of {0}")]
    ListDoesNotCover(Decimal),
    #[error("the tiers of the price list must rise and only the last may be open")]
    ListOutOfOrder,
    #[error("the larger quantity of \"{0}\" costs less on this list; confirm the lower price")]
    LowerPriceNotConfirmed(String),
    #[error(
        "the price steps of \"{0}\" must start on the effective date and rise in date, before the renewal date"
    )]
    RampOutOfOrder(String),
    #[error(
        "observed use of {observed} does not exceed the entitlement of {entitled}; there is nothing to true up"
    )]
    NoOverage { observed: Decimal, entitled: Decimal },
    #[error("all weights are zero, so {0} cannot be split by them")]
    NothingToWeighBy(String),
    #[error("the given total {total} cannot be reached: the credits alone are {credits}")]
    TotalNotReachable { total: String, credits: String },
    #[error("calculation {0} was already applied to this contract")]
    AlreadyApplied(String),
    #[error("\"{line}\" was changed by a later addendum or renewal")]
    TouchedLater { line: String },
    #[error("the contract lines do not fit the calculation: {0}")]
    LedgerMismatch(String),
    #[error("the next term must start on the renewal date {expected}, not on {given}")]
    RenewalDate { expected: NaiveDate, given: NaiveDate },
    #[error("\"{0}\" is priced for its whole term; the renewal must name its new price")]
    TermPriceAtRenewal(String),
    #[error(transparent)]
    Date(#[from] DateError),
    #[error(transparent)]
    Money(#[from] MoneyError),
    #[error(transparent)]
    Exact(#[from] ExactError),
}

impl ContractError {
    /// What to do next, in one sentence; empty when the message says it all.
    pub fn hint(&self) -> &'static str {
        match self {
            ContractError::UnknownMethod(_) => {
                "Use actual_actual, actual_365, months_days:(calendar|start):(actual|30|365/12) or whole_months."
            }
            ContractError::TermPriceNeedsActualDays { .. } => {
                "Use \"Daily, actual days\", or give the price per year, quarter or month."
            }
            ContractError::StartsBeforeContract { .. } => "Use the contract start as the effective date.",
            ContractError::StartsAfterRenewal { .. } | ContractError::BelongsToRenewal(_) => {
                "Record it with the renewal, or choose an earlier effective date."
            }
            ContractError::NoRenewalDate => "Set the renewal date of the contract first.",
            ContractError::Currency { .. } => "Price the change in the currency of the contract.",
            ContractError::LowerPriceNotConfirmed(_) => "Tick the box that the lower price is meant.",
            ContractError::TouchedLater { .. } => "Void the later addendum first.",
            ContractError::LedgerMismatch(_) => {
                "Start a new version of the paper: it is calculated on the lines as they are now."
            }
            ContractError::Exact(ExactError::Overflow) | ContractError::Money(MoneyError::TooLarge) => {
                "Amounts go to 90 trillion; check quantity and price for a digit too many."
            }
            ContractError::EndsAfterTerm { .. } => "End the charge with the contract term.",
            ContractError::NothingChanges => "Add at least one line.",
            ContractError::TermTooShortForDiscount { .. } => {
                "Give it for fewer years, or take it off the line."
            }
            ContractError::DiscountTooLarge(_) => "Give a smaller discount.",
            _ => "",
        }
    }

    /// The request field the refusal is about.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            ContractError::UnknownMethod(_) | ContractError::TermPriceNeedsActualDays { .. } => {
                Some("method")
            }
            ContractError::Field { field, .. } => Some(field),
            ContractError::StartsBeforeContract { .. }
            | ContractError::StartsAfterRenewal { .. }
            | ContractError::BelongsToRenewal(_) => Some("effective"),
            ContractError::NoRenewalDate => Some("renewal_date"),
            ContractError::Currency { .. } => Some("currency"),
            ContractError::TotalNotReachable { .. } => Some("agreed_total"),
            ContractError::NothingChanges => Some("items"),
            ContractError::MoreThanTheLineHas { .. } => Some("quantity"),
            ContractError::DiscountPercent(_)
            | ContractError::DiscountTooLarge(_)
            | ContractError::TermTooShortForDiscount { .. } => Some("discounts"),
            ContractError::RampOutOfOrder(_) => Some("steps"),
            ContractError::NoOverage { .. } => Some("observed"),
            ContractError::ListDoesNotCover(_) | ContractError::ListOutOfOrder => Some("list"),
            ContractError::LowerPriceNotConfirmed(_) => Some("lower_price_confirmed"),
            _ => None,
        }
    }
}

impl From<ContractError> for AppError {
    fn from(refusal: ContractError) -> AppError {
        let code = match refusal {
            ContractError::NoRenewalDate
            | ContractError::AlreadyApplied(_)
            | ContractError::TouchedLater { .. }
            | ContractError::LineNotInForce(_)
            | ContractError::LedgerMismatch(_) => Code::Precondition,
            _ => Code::InvalidInput,
        };
        AppError {
            code,
            message: sentence(&refusal.to_string()),
            hint: refusal.hint().to_owned(),
            field: refusal.field().map(str::to_owned),
        }
    }
}

/// A refusal as people read it.
fn sentence(said: &str) -> String {
    let mut letters = said.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_a_sentence_with_what_to_do_next() {
        let refused: AppError = ContractError::TermTooShortForDiscount { needed: 4, have: 3 }.into();
        assert_eq!(refused.message, "The multi-year discount needs 4 contract years, the contract has 3.");
        assert_eq!((refused.hint.is_empty(), refused.field.as_deref()), (false, Some("discounts")));
    }
}
