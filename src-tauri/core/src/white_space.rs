//! The arithmetic of white space: what an item adds a year from products and prices, how promising it is, what all
//! of it comes to (domain, "White space").
//!
//! Items arrive as rows of the book; nothing here reads one or knows how a sheet looks.
#![deny(clippy::float_arithmetic)]

use rust_decimal::Decimal;
use thiserror::Error;

use crate::book::{WhiteSpaceDimension, WhiteSpaceItem, WhiteSpaceStatus};
use crate::contract::{ContractError, PriceList, PricePeriod, prices_per_year};
use crate::exact::{Exact, ExactError, Rounding};
use crate::money::{Currency, Money, MoneyError};

/// From this mark of five on something counts as high.
const HIGH: i64 = 4;

/// Why an amount could not be reckoned.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum WorthError {
    #[error(transparent)]
    Contract(#[from] ContractError),
    #[error(transparent)]
    Exact(#[from] ExactError),
    #[error(transparent)]
    Money(#[from] MoneyError),
}

/// What one unit of a product costs in the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListPrice {
    pub unit_price: Decimal,
    pub period: PricePeriod,
    /// A price that depends on the quantity wins over the unit price.
    pub tiers: Option<PriceList>,
}

/// What `units` more of a product add a year: their list price, less what the replaced lines bring today.
///
/// With tiers it is the total for all units less the total for those in force, because more units may cost less
/// each. `None` when it would add nothing: that is no white space.
///
/// # Errors
/// A price for a whole term, a quantity no tier covers, an amount too large to write.
pub fn worth(
    units: Decimal,
    price: &ListPrice,
    in_force: Decimal,
    replaced: Money,
) -> Result<Option<Money>, WorthError> {
    let a_period = match &price.tiers {
        Some(tiers) => tiers.total(in_force + units)?.minus(tiers.total(in_force)?)?,
        None => Exact::from_decimal(units)?.times(Exact::from_decimal(price.unit_price)?)?,
    };
    let yearly = a_period.times(prices_per_year(price.period, None)?)?;
    let added = Money::round(&yearly, replaced.currency, Rounding::HalfUp)?.minus(replaced)?;
    Ok((added.minor > 0).then_some(added))
}

/// What the lines that make room bring today: of `in_force` units worth `arr` a year, as many as there will be new
/// ones.
///
/// # Errors
/// An amount too large to write.
pub fn replaced(arr: Money, in_force: Decimal, units: Decimal) -> Result<Money, WorthError> {
    if in_force <= units || in_force <= Decimal::ZERO {
        return Ok(arr);
    }
    let share = Exact::from_decimal(units)?.divided_by(Exact::from_decimal(in_force)?)?;
    Ok(Money::round(&arr.exact()?.times(share)?, arr.currency, Rounding::HalfUp)?)
}

/// How promising an item is: what comes first is high ARR with low friction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Promise {
    HighArrLowFriction,
    HighArr,
    LowFriction,
    /// Neither, or not rated yet.
    Other,
}

/// From the marks for ARR potential and ease.
pub fn promise(item: &WhiteSpaceItem) -> Promise {
    let high = |mark: Option<i64>| mark.is_some_and(|mark| mark >= HIGH);
    match (high(item.arr_potential), high(item.ease)) {
        (true, true) => Promise::HighArrLowFriction,
        (true, false) => Promise::HighArr,
        (false, true) => Promise::LowFriction,
        (false, false) => Promise::Other,
    }
}

/// Won and lost items are no potential any more.
pub fn is_potential(item: &WhiteSpaceItem) -> bool {
    matches!(item.status, WhiteSpaceStatus::Open | WhiteSpaceStatus::InDeal)
}

/// The part of the sheet an item stands in: seats, plan (with the limits it sets), cross-sell (002-48..50).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Block {
    Seats,
    Plan,
    CrossSell,
}

impl Block {
    pub fn as_str(self) -> &'static str {
        match self {
            Block::Seats => "seats",
            Block::Plan => "plan",
            Block::CrossSell => "cross_sell",
        }
    }
}

/// Where an item stands on the sheet.
pub fn block(item: &WhiteSpaceItem) -> Block {
    match item.dimension {
        WhiteSpaceDimension::Seats => Block::Seats,
        WhiteSpaceDimension::Plan | WhiteSpaceDimension::Usage => Block::Plan,
        WhiteSpaceDimension::Modules | WhiteSpaceDimension::Units => Block::CrossSell,
    }
}

/// What the items of a sheet come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Potential {
    pub total: Money,
    /// Items nobody put an amount to, and no price gives one.
    pub without_amount: usize,
    /// The first and the last quarter named, as `2027Q1`.
    pub quarters: Option<(String, String)>,
}

/// Sums up items with what each adds a year.
///
/// # Errors
/// A sum too large to write, or amounts in two currencies.
pub fn potential<'a>(
    items: impl IntoIterator<Item = (&'a WhiteSpaceItem, Option<Money>)>,
    currency: Currency,
) -> Result<Potential, MoneyError> {
    let mut sum = Potential { total: Money::zero(currency), without_amount: 0, quarters: None };
    for (item, worth) in items {
        match worth {
            Some(worth) => sum.total = sum.total.plus(worth)?,
            None => sum.without_amount += 1,
        }
        let Some(quarter) = &item.quarter else { continue };
        sum.quarters = Some(match sum.quarters.take() {
            None => (quarter.clone(), quarter.clone()),
            // The text sorts as the time does.
            Some((first, last)) => (first.min(quarter.clone()), last.max(quarter.clone())),
        });
    }
    Ok(sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::{ListKind, PriceTier};

    fn usd(minor: i64) -> Money {
        Money::new(minor, Currency::USD)
    }

    fn yearly(price: i64) -> ListPrice {
        ListPrice { unit_price: Decimal::from(price), period: PricePeriod::Year, tiers: None }
    }

    fn item(dimension: WhiteSpaceDimension, marks: [i64; 2], quarter: &str) -> WhiteSpaceItem {
        serde_json::from_value(serde_json::json!({
            "id": "w", "account_id": "a", "dimension": dimension, "status": "open", "created_at": "",
            "arr_potential": marks[0], "ease": marks[1], "quarter": quarter,
        }))
        .unwrap()
    }

    /// 88 x 240 = 21,120; 25 x 40 a month x 12 = 12,000.
    #[test]
    fn units_cost_their_list_price_a_year() {
        let worth = |units: i64, price: &ListPrice| {
            worth(Decimal::from(units), price, Decimal::ZERO, usd(0)).unwrap()
        };
        assert_eq!(worth(88, &yearly(240)), Some(usd(2_112_000)));
        let monthly = ListPrice { period: PricePeriod::Month, ..yearly(40) };
        assert_eq!(worth(25, &monthly), Some(usd(1_200_000)));
    }

    /// 84 x 396 = 33,264 in place of 60 x 240 = 14,400: 18,864 more. In place of 40,000 nothing is added.
    #[test]
    fn what_is_replaced_is_taken_off() {
        let worth = |replaced| worth(Decimal::from(84), &yearly(396), Decimal::ZERO, usd(replaced)).unwrap();
        assert_eq!(worth(1_440_000), Some(usd(1_886_400)));
        assert_eq!(worth(4_000_000), None);
    }

    /// 60 of 270 seats at 240 make room: 14,400 of 64,800; all 60 of 60 when 84 come.
    #[test]
    fn no_more_is_replaced_than_comes() {
        let arr = usd(6_480_000);
        assert_eq!(replaced(arr, Decimal::from(270), Decimal::from(60)).unwrap(), usd(1_440_000));
        assert_eq!(replaced(usd(1_440_000), Decimal::from(60), Decimal::from(84)).unwrap(), usd(1_440_000));
    }

    /// Volume list: up to 50 at 10, above at 8. From 40 to 60 units: 60 x 8 - 40 x 10 = 480 - 400 = 80.
    #[test]
    fn tiers_count_all_units_before_and_after() {
        let tier = |up_to: Option<i64>, price: i64| PriceTier {
            up_to: up_to.map(Decimal::from),
            unit_price: Decimal::from(price),
        };
        let tiers =
            Some(PriceList { kind: ListKind::Volume, tiers: vec![tier(Some(50), 10), tier(None, 8)] });
        let price = ListPrice { tiers, ..yearly(10) };
        assert_eq!(worth(Decimal::from(20), &price, Decimal::from(40), usd(0)).unwrap(), Some(usd(8_000)));
    }

    #[test]
    fn high_arr_and_low_friction_come_first() {
        let at = |marks| promise(&item(WhiteSpaceDimension::Seats, marks, "2027Q1"));
        assert_eq!(
            [at([4, 4]), at([5, 3]), at([3, 5]), at([3, 3])],
            [Promise::HighArrLowFriction, Promise::HighArr, Promise::LowFriction, Promise::Other]
        );
        assert!(Promise::HighArrLowFriction < Promise::HighArr);
    }

    /// 100.00 + 50.50 = 150.50, one item without an amount, quarters from 2026Q4 to 2027Q3.
    #[test]
    fn the_potential_adds_up_and_says_what_it_leaves_out() {
        let items = [
            item(WhiteSpaceDimension::Seats, [3, 3], "2027Q3"),
            item(WhiteSpaceDimension::Plan, [3, 3], "2026Q4"),
            item(WhiteSpaceDimension::Units, [3, 3], "2027Q1"),
        ];
        let worths = [Some(usd(10_000)), Some(usd(5_050)), None];
        let sum = potential(items.iter().zip(worths), Currency::USD).unwrap();
        assert_eq!((sum.total, sum.without_amount), (usd(15_050), 1));
        assert_eq!(sum.quarters, Some(("2026Q4".into(), "2027Q3".into())));
        assert_eq!(items.map(|item| block(&item)), [Block::Seats, Block::Plan, Block::CrossSell]);
    }

    proptest::proptest! {
        /// Whatever the marks, replacing nothing is worth units x price, and never less than replacing something.
        #[test]
        fn replacing_something_never_adds_more(units in 0_i64..10_000, price in 0_i64..10_000, replaced in 0_i64..1_000_000) {
            let alone = worth(Decimal::from(units), &yearly(price), Decimal::ZERO, usd(0)).unwrap();
            let instead = worth(Decimal::from(units), &yearly(price), Decimal::ZERO, usd(replaced)).unwrap();
            proptest::prop_assert_eq!(alone.map_or(0, |money| money.minor), units * price * 100);
            proptest::prop_assert!(instead.map_or(0, |money| money.minor) <= alone.map_or(0, |money| money.minor));
        }
    }
}
