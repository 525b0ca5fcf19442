//! A contract line as the ledger keeps it, and what lines are worth a year (domain, "Accounts and contracts").
#![deny(clippy::float_arithmetic)]

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::price::{percent_share, prices_per_year};
use super::{ContractError, LineKind, PricePeriod};
use crate::dates::Term;
use crate::exact::{Exact, Rounding};
use crate::id::{DocumentId, LineId, ProductId};
use crate::money::{Currency, Money};

/// Where a line comes from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Origin {
    Initial,
    Renewal,
    Addendum { id: DocumentId },
}

/// A line of a contract, in force when `start <= day < end`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ContractLine {
    pub id: LineId,
    pub product_id: ProductId,
    /// The product's name as papers print it.
    pub product: String,
    #[ts(type = "string")]
    pub quantity: Decimal,
    /// Major units for one unit in one price period, up to 9 decimals, never rounded.
    #[ts(type = "string")]
    pub unit_price: Decimal,
    pub period: PricePeriod,
    /// The days a price for a whole term is for: `[contract start, renewal date)`. Not known: the line's own days.
    #[serde(default)]
    pub price_term: Option<Term>,
    /// 0 to 100, on every amount of the line.
    #[ts(type = "string")]
    pub discount_percent: Decimal,
    pub currency: Currency,
    /// A yearly value that came with the line and wins over its price.
    pub given_arr: Option<Money>,
    pub start: NaiveDate,
    /// The first day not in force; an open line goes on with its contract.
    pub end: Option<NaiveDate>,
    pub kind: LineKind,
    pub trial: bool,
    pub origin: Origin,
    /// The addendum that ended the line.
    pub ended_by: Option<DocumentId>,
}

impl ContractLine {
    pub fn in_force(&self, date: NaiveDate) -> bool {
        self.start <= date && self.end.is_none_or(|end| date < end)
    }

    /// Recurring and not a trial: what counts as recurring revenue.
    pub fn counts_for_arr(&self) -> bool {
        self.kind == LineKind::Recurring && !self.trial
    }

    /// Quantity x unit price less the discount, per price period, exact, in major units.
    pub fn period_amount(&self) -> Result<Exact, ContractError> {
        let list = Exact::from_decimal(self.quantity)?.times(Exact::from_decimal(self.unit_price)?)?;
        Ok(list.times(Exact::ONE.minus(percent_share(self.discount_percent)?)?)?)
    }

    /// The yearly value of the line, rounded half up; zero for one-time lines and trials. A given ARR wins
    /// over the price.
    pub fn arr(&self) -> Result<Money, ContractError> {
        if !self.counts_for_arr() {
            return Ok(Money::zero(self.currency));
        }
        if let Some(given) = self.given_arr {
            return Ok(given);
        }
        let term = self.price_term.or(self.end.map(|end| Term { start: self.start, end }));
        let yearly = self.period_amount()?.times(prices_per_year(self.period, term)?)?;
        Ok(Money::round(&yearly, self.currency, Rounding::HalfUp)?)
    }
}

/// ARR on a date: the yearly value of the recurring, non-trial lines with `start <= date < end`, each line
/// rounded, so that the lines shown always add up.
///
/// # Errors
/// Lines in another currency; a price for a whole term without the term.
pub fn arr_on(lines: &[ContractLine], date: NaiveDate, currency: Currency) -> Result<Money, ContractError> {
    lines
        .iter()
        .filter(|line| line.in_force(date))
        .try_fold(Money::zero(currency), |sum, line| Ok(sum.plus(line.arr()?)?))
}
