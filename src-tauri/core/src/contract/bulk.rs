//! Rows of text in, amounts of text out: the arithmetic for files (contracts, section 9).
//!
//! A row is checked by itself; a bad one gets its error and the rest is still computed. Reading and writing
//! CSV is done by the command line.
#![deny(clippy::float_arithmetic)]

use rust_decimal::Decimal;

use super::allocate::allocate;
use super::price::check_price;
use super::proration::prorate;
use super::{ContractError, Notice, PricePeriod, ProrationMethod};
use crate::dates::{Term, parse_date};
use crate::exact::{Exact, Rounding, parse_plain_decimal, power_of_ten, scaled_text};
use crate::money::{Currency, Money};

/// Decimals an allocation may have; more does not fit exact shares.
pub const MOST_PLACES: u32 = 18;

/// The columns of a proration row, as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ProrateRow<'a> {
    pub method: &'a str,
    /// Major units, not negative, up to 9 decimals.
    pub price: &'a str,
    pub price_period: &'a str,
    pub currency: &'a str,
    /// Anchors contract years; ISO date.
    pub term_start: &'a str,
    /// First day after the term.
    pub term_end: &'a str,
    pub charge_start: &'a str,
    /// First day not charged.
    pub charge_end: &'a str,
    /// Negative for a credit.
    pub quantity: &'a str,
    pub rounding: &'a str,
}

/// What a proration row came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProratedRow {
    pub amount: Money,
    /// Of the price, before the quantity.
    pub fraction: Exact,
    /// Days charged.
    pub days: i64,
    pub notices: Vec<Notice>,
}

/// Prorates one row. The amount is price x quantity x fraction, rounded once.
///
/// # Errors
/// The first value that is not allowed, by column; a charge outside the term; an end before its start.
pub fn prorate_row(row: &ProrateRow<'_>) -> Result<ProratedRow, ContractError> {
    let method: ProrationMethod = row.method.parse()?;
    let price = decimal("price", row.price)?;
    check_price(price).map_err(|_| refused("price", row.price))?;
    let period =
        PricePeriod::parse(row.price_period).ok_or_else(|| refused("price_period", row.price_period))?;
    let currency: Currency = row.currency.parse()?;
    let term = Term::new(parse_date(row.term_start)?, parse_date(row.term_end)?)?;
    let charge = Term::new(parse_date(row.charge_start)?, parse_date(row.charge_end)?)?;
    let quantity = decimal("quantity", row.quantity)?;
    let rounding = match row.rounding {
        "half_up" => Rounding::HalfUp,
        "half_even" => Rounding::HalfEven,
        other => return Err(refused("rounding", other)),
    };
    let found = prorate(method, period, term, charge)?;
    let exact = Exact::from_decimal(price)?.times(Exact::from_decimal(quantity)?)?.times(found.fraction)?;
    let amount = Money::round(&exact, currency, rounding)?;
    let mut notices = found.notices;
    if quantity.is_zero() {
        notices.push(Notice::ZeroQuantity);
    } else if amount.is_zero() && !exact.is_zero() {
        notices.push(Notice::RoundsToZero);
    }
    Ok(ProratedRow { amount, fraction: found.fraction, days: found.days, notices })
}

/// The columns of an allocation row, as text; lists are separated by `|`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AllocateRow<'a> {
    /// A plain decimal with no more than `places` decimals.
    pub total: &'a str,
    pub weights: &'a str,
    /// Decimals of the smallest unit.
    pub places: &'a str,
    /// Each line's tie rank, lowest first; empty: line order.
    pub order: &'a str,
}

/// Splits one row by largest remainder; the shares come back as plain decimals in input order.
///
/// # Errors
/// The first value that is not allowed, by column; all weights zero while the total is not.
pub fn allocate_row(row: &AllocateRow<'_>) -> Result<Vec<String>, ContractError> {
    let places: u32 = whole("places", row.places)?;
    if places > MOST_PLACES {
        return Err(refused("places", row.places));
    }
    let scaled =
        Exact::from_decimal(decimal("total", row.total)?)?.times(Exact::new(power_of_ten(places)?, 1)?)?;
    if !scaled.is_whole() {
        return Err(refused("total", row.total));
    }
    let weights: Vec<Exact> = row
        .weights
        .split('|')
        .map(|weight| Ok(Exact::from_decimal(decimal("weights", weight)?)?))
        .collect::<Result<_, ContractError>>()?;
    let ranks = if row.order.is_empty() {
        None
    } else {
        Some(row.order.split('|').map(|rank| whole("order", rank)).collect::<Result<Vec<u64>, _>>()?)
    };
    if ranks.as_ref().is_some_and(|ranks| ranks.len() != weights.len()) {
        return Err(refused("order", row.order));
    }
    let shares = allocate(scaled.numerator(), &weights, ranks.as_deref())?;
    Ok(shares.into_iter().map(|share| scaled_text(share, places)).collect())
}

fn decimal(field: &'static str, text: &str) -> Result<Decimal, ContractError> {
    parse_plain_decimal(text.trim()).ok_or_else(|| refused(field, text))
}

fn whole<T: std::str::FromStr>(field: &'static str, text: &str) -> Result<T, ContractError> {
    let text = text.trim();
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits).ok_or_else(|| refused(field, text))
}

fn refused(field: &'static str, value: &str) -> ContractError {
    ContractError::Field { field, value: value.to_owned() }
}
