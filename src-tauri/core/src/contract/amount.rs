//! The amount of one line: price x quantity x (1 - discounts) x fraction, rounded once (contracts, section 3).
#![deny(clippy::float_arithmetic)]

use rust_decimal::Decimal;

use super::price::{apply_one_time, apply_recurring, check_price, prices_per_year};
use super::proration::prorate;
use super::{AppliedDiscount, CalculationPolicy, ContractError, Discount, PricePeriod, Proration};
use crate::dates::Term;
use crate::exact::{Exact, Rounding};
use crate::money::{Currency, Money};

/// What every line of one calculation shares.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting {
    pub policy: CalculationPolicy,
    pub currency: Currency,
    /// `[contract start, renewal date)`.
    pub contract: Term,
    /// Full contract years of the term, for multi-year discounts.
    pub contract_years: i64,
}

/// What a line is priced from.
#[derive(Debug, Clone, Copy)]
pub(super) struct PriceOf<'a> {
    pub product: &'a str,
    /// Never negative; `credit` says the direction.
    pub quantity: Decimal,
    pub unit_price: Decimal,
    /// The amount per price period where it is not quantity x unit price: the difference of two list totals.
    pub list_amount: Option<Exact>,
    pub discounts: &'a [Discount],
    pub credit: bool,
    /// What the price is for and the days it is charged; without it the amount is charged once.
    pub recurring: Option<(PricePeriod, PricedDays)>,
}

/// The term that anchors the price and the days charged.
#[derive(Debug, Clone, Copy)]
pub(super) struct PricedDays {
    pub term: Term,
    pub charge: Term,
}

/// A priced line. All amounts carry the sign of the line.
#[derive(Debug, Clone)]
pub(super) struct Priced {
    pub period_amount: Exact,
    pub discounts: Vec<AppliedDiscount>,
    pub proration: Option<Proration>,
    pub unrounded: Exact,
    pub rounded_unit_price: Option<Money>,
    pub rounded: Money,
    /// Yearly value, rounded half up; zero when charged once.
    pub acv: Money,
}

pub(super) fn price(of: &PriceOf<'_>, setting: &Setting) -> Result<Priced, ContractError> {
    check_price(of.unit_price)?;
    let quantity = checked_quantity(of.quantity)?;
    let list_amount = match of.list_amount {
        Some(amount) => amount,
        None => quantity.times(Exact::from_decimal(of.unit_price)?)?,
    };
    let (period_amount, mut discounts) =
        apply_recurring(list_amount, of.discounts, setting.contract_years, of.product)?;
    let mut rounded_unit_price = None;
    let (prorated, proration) = match of.recurring {
        None => (period_amount, None),
        Some((period, days)) => {
            let proration = prorate(setting.policy.method, period, days.term, days.charge)?;
            let by_unit = setting.policy.unit_price_first && of.list_amount.is_none() && !quantity.is_zero();
            let amount = if by_unit {
                let unit = period_amount.divided_by(quantity)?.times(proration.fraction)?;
                let unit = Money::round(&unit, setting.currency, setting.policy.rounding)?;
                rounded_unit_price = Some(unit);
                unit.exact()?.times(quantity)?
            } else {
                period_amount.times(proration.fraction)?
            };
            (amount, Some(proration))
        }
    };
    let (amount, once) = apply_one_time(prorated, of.discounts, of.product)?;
    discounts.extend(once);
    let signed = |value: Exact| if of.credit { value.negated() } else { value };
    let acv = match of.recurring {
        None => Exact::ZERO,
        Some((period, days)) => signed(period_amount).times(prices_per_year(period, Some(days.term))?)?,
    };
    Ok(Priced {
        period_amount: signed(period_amount),
        discounts,
        proration,
        unrounded: signed(amount),
        rounded_unit_price,
        rounded: Money::round(&signed(amount), setting.currency, setting.policy.rounding)?,
        acv: Money::round(&acv, setting.currency, Rounding::HalfUp)?,
    })
}

/// Refuses a negative quantity: a credit is a removal, not a negative addition.
pub(super) fn checked_quantity(quantity: Decimal) -> Result<Exact, ContractError> {
    if quantity < Decimal::ZERO {
        return Err(ContractError::Field { field: "quantity", value: quantity.to_string() });
    }
    Ok(Exact::from_decimal(quantity)?)
}
