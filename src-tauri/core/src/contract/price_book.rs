//! The price book: bundles become change lines, and prices below their floor are found (domain, "Pipeline",
//! negotiation sheet; contracts, sections 4 and 5).
#![deny(clippy::float_arithmetic)]

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CalculationRecord, ChangeItem, ContractError, PRICE_DECIMALS, PricePeriod, allocate};
use crate::exact::{Exact, Rounding};
use crate::id::ProductId;
use crate::money::{Currency, Money};

/// The lowest unit price of a product per period that needs nobody's approval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Floor {
    pub product_id: ProductId,
    pub period: PricePeriod,
    /// Major units, up to nine decimals.
    pub unit_price: Decimal,
}

/// Who agreed to a price below its floor, when and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FloorApproval {
    pub approver: String,
    pub approved_on: NaiveDate,
    pub reason: String,
}

/// A line whose price lies below its floor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BelowFloor {
    pub product: String,
    /// What one unit really costs per period, discounts taken off.
    pub unit_price: Exact,
    pub floor: Decimal,
    pub period: PricePeriod,
}

/// The recurring charges of a record that cost less a unit than the floor of their product and period.
///
/// # Errors
/// Overflow of the exact arithmetic.
pub fn below_floor(record: &CalculationRecord, floors: &[Floor]) -> Result<Vec<BelowFloor>, ContractError> {
    let mut found = Vec::new();
    for line in &record.lines {
        let Some(period) = line.period else { continue };
        if line.quantity <= Decimal::ZERO || line.list_totals.is_some() {
            continue;
        }
        let Some(floor) =
            floors.iter().find(|floor| floor.product_id == line.product_id && floor.period == period)
        else {
            continue;
        };
        let unit_price = line.period_amount.divided_by(Exact::from_decimal(line.quantity)?)?;
        if unit_price < Exact::from_decimal(floor.unit_price)? {
            found.push(BelowFloor {
                product: line.product.clone(),
                unit_price,
                floor: floor.unit_price,
                period,
            });
        }
    }
    Ok(found)
}

/// A product in a bundle and what it costs alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BundlePart {
    pub product_id: ProductId,
    pub product: String,
    /// More than zero.
    pub quantity: Decimal,
    /// Major units a unit and period.
    pub list_price: Decimal,
}

/// The lines of a bundle sold at one price: the price is split over the parts by their list amounts, largest
/// remainder first, so that the parts add up to the bundle's price to the last minor unit.
///
/// # Errors
/// A part without quantity; nothing to weigh by; a price that no minor unit expresses.
pub fn bundle_items(
    price: Decimal,
    currency: Currency,
    period: PricePeriod,
    parts: &[BundlePart],
) -> Result<Vec<ChangeItem>, ContractError> {
    let total = Money::from_decimal(price, currency)?;
    let mut weights = Vec::with_capacity(parts.len());
    for part in parts {
        if part.quantity <= Decimal::ZERO {
            return Err(ContractError::Field { field: "quantity", value: part.quantity.to_string() });
        }
        weights.push(Exact::from_decimal(part.quantity)?.times(Exact::from_decimal(part.list_price)?)?);
    }
    let shares = allocate(i128::from(total.minor), &weights, None)?;
    parts
        .iter()
        .zip(shares)
        .map(|(part, share)| {
            let scale = crate::exact::power_of_ten(currency.scale())?;
            let amount = Exact::new(share, scale)?;
            let unit = amount.divided_by(Exact::from_decimal(part.quantity)?)?;
            let scaled = unit.round(PRICE_DECIMALS, Rounding::HalfUp)?;
            let unit_price = Decimal::try_from_i128_with_scale(scaled, PRICE_DECIMALS)
                .map_err(|_| crate::exact::ExactError::Overflow)?
                .normalize();
            Ok(ChangeItem::AddProduct {
                product_id: part.product_id.clone(),
                product: part.product.clone(),
                quantity: part.quantity,
                unit_price,
                period,
                discounts: Vec::new(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(name: &str, quantity: i64, list: i64) -> BundlePart {
        BundlePart {
            product_id: name.into(),
            product: name.to_owned(),
            quantity: Decimal::from(quantity),
            list_price: Decimal::from(list),
        }
    }

    fn amounts(items: &[ChangeItem]) -> Vec<Decimal> {
        items
            .iter()
            .map(|item| match item {
                ChangeItem::AddProduct { quantity, unit_price, .. } => quantity * unit_price,
                other => panic!("{other:?}"),
            })
            .collect()
    }

    /// 1,000.00 over list amounts 600, 300 and 300 (1,200 in all): 500.00, 250.00, 250.00.
    #[test]
    fn a_bundle_is_split_by_list_amounts() {
        let parts = [part("Seats", 10, 60), part("Forecast", 1, 300), part("Connect", 1, 300)];
        let items = bundle_items(Decimal::from(1000), Currency::EUR, PricePeriod::Year, &parts).unwrap();
        assert_eq!(amounts(&items), [Decimal::from(500), Decimal::from(250), Decimal::from(250)]);
    }

    /// 100.00 over three equal parts: 33.34, 33.33, 33.33, as in section 4; nothing is lost.
    #[test]
    fn the_parts_add_up_to_the_last_cent() {
        let parts = [part("A", 1, 50), part("B", 1, 50), part("C", 1, 50)];
        let items = bundle_items(Decimal::from(100), Currency::EUR, PricePeriod::Month, &parts).unwrap();
        assert_eq!(amounts(&items), [Decimal::new(3334, 2), Decimal::new(3333, 2), Decimal::new(3333, 2)]);
        assert_eq!(amounts(&items).iter().sum::<Decimal>(), Decimal::from(100));
    }

    /// A part of no quantity has no unit price.
    #[test]
    fn a_part_without_quantity_is_refused() {
        let refused = bundle_items(Decimal::from(100), Currency::EUR, PricePeriod::Year, &[part("A", 0, 50)]);
        assert!(refused.is_err());
    }
}
