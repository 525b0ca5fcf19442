//! Prices: what one price is for, discounts, and lists that depend on the quantity (contracts, sections 1 and 5).
//!
//! Amounts are exact and in major units; nothing is rounded here and nothing knows a date of a charge.
#![deny(clippy::float_arithmetic)]

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AppliedDiscount, ContractError, PricePeriod};
use crate::dates::{Term, add_months, whole_months_until, whole_years};
use crate::exact::Exact;

/// Decimals a unit price may have (section 3, rule 4).
pub const PRICE_DECIMALS: u32 = 9;

/// Months in a price period; a price for the whole term has no month count of its own.
pub fn months_in(period: PricePeriod) -> Option<i64> {
    match period {
        PricePeriod::Month => Some(1),
        PricePeriod::Quarter => Some(3),
        PricePeriod::Year => Some(12),
        PricePeriod::Term => None,
    }
}

/// How many prices a year costs: 12 for a monthly one. A price for a whole term is spread over the term's
/// months, or over its days where it does not end on a month boundary (36,000 for three years is 12,000).
///
/// # Errors
/// A price for a whole term without the term.
pub fn prices_per_year(period: PricePeriod, term: Option<Term>) -> Result<Exact, ContractError> {
    if let Some(months) = months_in(period) {
        return Ok(Exact::ratio(12, months)?);
    }
    let term = term.ok_or(ContractError::NoRenewalDate)?.not_empty()?;
    if let Some(years) = whole_years(term)? {
        return Ok(Exact::ratio(1, years)?);
    }
    let months = whole_months_until(term.start, term.end)?;
    if months > 0 && add_months(term.start, months)? == term.end {
        return Ok(Exact::ratio(12, months)?);
    }
    Ok(Exact::ratio(365, term.days())?)
}

/// A reduction of one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Discount {
    /// Percent off the price, 0 to 100, before proration (section 5). Not `recurring`: only in this charge,
    /// the value at renewal is at the full price.
    Percent {
        #[ts(type = "string")]
        percent: Decimal,
        recurring: bool,
    },
    /// An amount in major units. `recurring`: off the line's amount per price period and therefore prorated;
    /// otherwise off the prorated amount once.
    Fixed {
        #[ts(type = "string")]
        amount: Decimal,
        recurring: bool,
    },
    /// Percent off every year for a contract of at least `years` contract years.
    MultiYear {
        #[ts(type = "string")]
        percent: Decimal,
        years: u32,
    },
}

/// How a list turns a quantity into a total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ListKind {
    /// The whole quantity costs the unit price of the tier it reaches.
    Volume,
    /// Each tier's units cost that tier's unit price.
    Graduated,
}

/// One tier of a price list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PriceTier {
    /// The largest quantity of this tier; the last tier is open.
    #[ts(type = "string | null")]
    pub up_to: Option<Decimal>,
    /// Major units for one unit in one price period.
    #[ts(type = "string")]
    pub unit_price: Decimal,
}

/// A price that depends on the quantity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PriceList {
    pub kind: ListKind,
    /// Rising in `up_to`.
    pub tiers: Vec<PriceTier>,
}

impl PriceList {
    /// T(quantity): the exact total for a whole quantity in one price period.
    ///
    /// # Errors
    /// Tiers that do not rise, or a quantity no tier covers.
    pub fn total(&self, quantity: Decimal) -> Result<Exact, ContractError> {
        self.check_order()?;
        let mut below = Decimal::ZERO;
        let mut total = Exact::ZERO;
        for tier in &self.tiers {
            let price = Exact::from_decimal(tier.unit_price)?;
            let reached = tier.up_to.is_none_or(|top| quantity <= top);
            let counted = match (self.kind, reached, tier.up_to) {
                (ListKind::Volume, true, _) => quantity,
                (ListKind::Volume, false, _) => Decimal::ZERO,
                (ListKind::Graduated, false, Some(top)) => top - below,
                (ListKind::Graduated, _, _) => quantity - below,
            };
            total = total.plus(price.times(Exact::from_decimal(counted)?)?)?;
            if reached {
                return Ok(total);
            }
            below = tier.up_to.unwrap_or(below);
        }
        Err(ContractError::ListDoesNotCover(quantity))
    }

    pub fn check_order(&self) -> Result<(), ContractError> {
        let mut below = Decimal::ZERO;
        for (index, tier) in self.tiers.iter().enumerate() {
            match tier.up_to {
                Some(top) if top > below => below = top,
                None if index + 1 == self.tiers.len() => {}
                _ => return Err(ContractError::ListOutOfOrder),
            }
            check_price(tier.unit_price)?;
        }
        Ok(())
    }
}

/// Refuses a negative price and one with more than nine decimals.
pub fn check_price(price: Decimal) -> Result<(), ContractError> {
    if price.is_sign_negative() && !price.is_zero() || price.normalize().scale() > PRICE_DECIMALS {
        return Err(ContractError::Field { field: "unit_price", value: price.to_string() });
    }
    Ok(())
}

/// An amount per price period after the discounts that come again, in list order.
///
/// `contract_years` decides about multi-year discounts. One-time discounts are left for the prorated amount.
///
/// # Errors
/// Percents outside 0 to 100, a term too short for its discount, a fixed discount above the amount.
pub fn apply_recurring(
    list_amount: Exact,
    discounts: &[Discount],
    contract_years: i64,
    product: &str,
) -> Result<(Exact, Vec<AppliedDiscount>), ContractError> {
    apply(list_amount, discounts, product, |discount| match discount {
        Discount::Percent { recurring, .. } | Discount::Fixed { recurring, .. } => Ok(*recurring),
        Discount::MultiYear { years, .. } if i64::from(*years) > contract_years => {
            Err(ContractError::TermTooShortForDiscount { needed: *years, have: contract_years })
        }
        Discount::MultiYear { .. } => Ok(true),
    })
}

/// A prorated amount after the discounts that are given once, in list order.
pub fn apply_one_time(
    prorated: Exact,
    discounts: &[Discount],
    product: &str,
) -> Result<(Exact, Vec<AppliedDiscount>), ContractError> {
    apply(prorated, discounts, product, |discount| {
        Ok(matches!(
            discount,
            Discount::Percent { recurring: false, .. } | Discount::Fixed { recurring: false, .. }
        ))
    })
}

fn apply(
    amount: Exact,
    discounts: &[Discount],
    product: &str,
    counts: impl Fn(&Discount) -> Result<bool, ContractError>,
) -> Result<(Exact, Vec<AppliedDiscount>), ContractError> {
    let mut left = amount;
    let mut applied = Vec::new();
    for discount in discounts {
        if !counts(discount)? {
            continue;
        }
        let off = match discount {
            Discount::Percent { percent, .. } | Discount::MultiYear { percent, .. } => {
                left.times(percent_share(*percent)?)?
            }
            Discount::Fixed { amount, .. } => {
                check_price(*amount)?;
                Exact::from_decimal(*amount)?
            }
        };
        if off > left {
            return Err(ContractError::DiscountTooLarge(product.to_owned()));
        }
        left = left.minus(off)?;
        applied.push(AppliedDiscount { discount: discount.clone(), amount: off });
    }
    Ok((left, applied))
}

/// A percentage as a share of one; refuses what is not between 0 and 100.
pub fn percent_share(percent: Decimal) -> Result<Exact, ContractError> {
    if percent < Decimal::ZERO || percent > Decimal::ONE_HUNDRED {
        return Err(ContractError::DiscountPercent(percent));
    }
    Ok(Exact::from_decimal(percent)?.divided_by(Exact::whole(100))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::parse_date;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn list(kind: ListKind) -> PriceList {
        // Up to 5 at 10.00, up to 20 at 8.00, above at 7.50.
        let tier = |up_to: Option<&str>, price: &str| PriceTier {
            up_to: up_to.map(decimal),
            unit_price: decimal(price),
        };
        PriceList { kind, tiers: vec![tier(Some("5"), "10"), tier(Some("20"), "8"), tier(None, "7.50")] }
    }

    #[test]
    fn a_volume_list_prices_the_whole_quantity_at_the_tier_reached() {
        let volume = list(ListKind::Volume);
        // 3 x 10 = 30; 8 x 8 = 64; 20 x 8 = 160; 21 x 7.50 = 157.50, less than 20 cost.
        for (quantity, total) in [("0", "0"), ("3", "30"), ("8", "64"), ("20", "160"), ("21", "157.5")] {
            assert_eq!(volume.total(decimal(quantity)).unwrap(), total.parse().unwrap(), "{quantity}");
        }
    }

    #[test]
    fn a_graduated_list_prices_each_tier_by_itself() {
        let graduated = list(ListKind::Graduated);
        // 5 x 10 + 3 x 8 = 74; 5 x 10 + 15 x 8 + 1 x 7.50 = 177.50.
        for (quantity, total) in [("0", "0"), ("5", "50"), ("8", "74"), ("21", "177.5")] {
            assert_eq!(graduated.total(decimal(quantity)).unwrap(), total.parse().unwrap(), "{quantity}");
        }
    }

    #[test]
    fn lists_that_are_out_of_order_or_too_short_are_refused() {
        let mut falling = list(ListKind::Volume);
        falling.tiers.swap(0, 1);
        assert_eq!(falling.total(decimal("3")), Err(ContractError::ListOutOfOrder));
        let mut short = list(ListKind::Graduated);
        short.tiers.pop();
        assert!(matches!(short.total(decimal("21")), Err(ContractError::ListDoesNotCover(_))));
    }

    #[test]
    fn discounts_apply_in_order_and_never_turn_a_charge_round() {
        let percent = |percent: &str| Discount::Percent { percent: decimal(percent), recurring: true };
        let fixed = |amount: &str| Discount::Fixed { amount: decimal(amount), recurring: true };
        // 1,000 less 10 % is 900, less 100 is 800; the other way round 1,000 - 100 = 900, less 10 % is 810.
        let (left, applied) =
            apply_recurring(Exact::whole(1000), &[percent("10"), fixed("100")], 1, "Seats").unwrap();
        assert_eq!((left, applied[0].amount), (Exact::whole(800), Exact::whole(100)));
        let (left, _) =
            apply_recurring(Exact::whole(1000), &[fixed("100"), percent("10")], 1, "Seats").unwrap();
        assert_eq!(left, Exact::whole(810));
        assert!(apply_recurring(Exact::whole(50), &[fixed("100")], 1, "Seats").is_err());
        assert!(apply_recurring(Exact::whole(50), &[percent("101")], 1, "Seats").is_err());
    }

    #[test]
    fn a_multi_year_discount_needs_the_years() {
        let discount = [Discount::MultiYear { percent: decimal("5"), years: 3 }];
        assert_eq!(apply_recurring(Exact::whole(1000), &discount, 3, "Seats").unwrap().0, Exact::whole(950));
        assert!(matches!(
            apply_recurring(Exact::whole(1000), &discount, 2, "Seats"),
            Err(ContractError::TermTooShortForDiscount { needed: 3, have: 2 })
        ));
    }

    #[test]
    fn a_price_for_a_term_is_spread_over_its_years() {
        let term = |start: &str, end: &str| {
            Some(Term::new(parse_date(start).unwrap(), parse_date(end).unwrap()).unwrap())
        };
        let per_year = |period, term| prices_per_year(period, term).unwrap();
        assert_eq!(per_year(PricePeriod::Quarter, None), Exact::whole(4));
        // Three years: a third of the price is a year. Eighteen months: 12/18. 100 days: 365/100.
        assert_eq!(per_year(PricePeriod::Term, term("2025-04-01", "2028-04-01")).to_string(), "1/3");
        assert_eq!(per_year(PricePeriod::Term, term("2025-01-01", "2026-07-01")).to_string(), "2/3");
        assert_eq!(per_year(PricePeriod::Term, term("2025-01-01", "2025-04-11")).to_string(), "73/20");
        assert!(prices_per_year(PricePeriod::Term, None).is_err());
    }
}
