//! What a contract line costs, from whichever of yearly value, monthly value and unit price a file has.

use super::cells::Cells;
use super::report::{ImportKind, RowError};
use headroom_core::book::LinePeriod;
use headroom_core::money::Currency;
use rust_decimal::{Decimal, RoundingStrategy};

const KIND: ImportKind = ImportKind::Contracts;

/// Price and yearly value of a line.
#[derive(Debug, PartialEq)]
pub(super) struct Price {
    pub unit: Decimal,
    pub period: LinePeriod,
    /// Minor units a year; `None` when the price alone says it.
    pub arr: Option<i64>,
    /// The file's yearly value is not twelve times its monthly price.
    pub differs: bool,
}

/// The unit price and the yearly value, from whichever of ARR, MRR and unit price the file has.
pub(super) fn price(
    row: Cells<'_>,
    currency: Currency,
    quantity: Decimal,
    discount: Decimal,
) -> Result<Price, RowError> {
    let amount = |minor: i64| Decimal::from_i128_with_scale(i128::from(minor), currency.scale());
    let arr = row.money("line.arr", currency)?;
    let mrr = row.money("line.mrr", currency)?;
    let unit = row.number("line.unit_price")?;
    let too_large = || row.error("line.arr", "invalid_number", "The amount is too large.");
    if let Some(unit) = unit {
        let named = row.choice(KIND, "line.period")?.and_then(LinePeriod::parse);
        let period = named.unwrap_or(LinePeriod::Month);
        let a_year = match period {
            LinePeriod::Month => Some(12),
            LinePeriod::Quarter => Some(4),
            LinePeriod::Year => Some(1),
            LinePeriod::Term => None,
        };
        let keep = (Decimal::ONE_HUNDRED - discount) / Decimal::ONE_HUNDRED;
        let expected = a_year.and_then(|times| {
            unit.checked_mul(quantity)?.checked_mul(keep)?.checked_mul(Decimal::from(times))
        });
        let differs = match (arr, expected) {
            (Some(arr), Some(expected)) => {
                expected.round_dp_with_strategy(currency.scale(), RoundingStrategy::MidpointAwayFromZero)
                    != amount(arr)
            }
            _ => false,
        };
        return Ok(Price { unit: unit.round_dp(9).normalize(), period, arr, differs });
    }
    let shared = |total: Decimal| if quantity.is_zero() { total } else { total / quantity };
    match (mrr, arr) {
        (Some(mrr), arr) => {
            let yearly = mrr.checked_mul(12).ok_or_else(too_large)?;
            let exact = shared(amount(mrr));
            let unit = exact.round_dp(9).normalize();
            // A price that cannot be kept exactly would lose cents over a year; the value of the file holds.
            let lossy = unit * quantity != amount(mrr);
            let given = arr.or_else(|| lossy.then_some(yearly));
            Ok(Price {
                unit,
                period: LinePeriod::Month,
                arr: given,
                differs: arr.is_some_and(|arr| arr != yearly),
            })
        }
        (None, Some(arr)) => Ok(Price {
            unit: shared(amount(arr)).round_dp(9).normalize(),
            period: LinePeriod::Year,
            arr: Some(arr),
            differs: false,
        }),
        (None, None) => {
            Ok(Price { unit: Decimal::ZERO, period: LinePeriod::Year, arr: None, differs: false })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::cells::Layout;
    use crate::import::mapping::{Mapping, Target};

    fn priced(columns: &[(&str, &str)], quantity: i64, discount: i64) -> Result<Price, RowError> {
        let mut mapping = Mapping::empty(KIND);
        let headers: Vec<String> = columns.iter().map(|(field, _)| (*field).to_owned()).collect();
        for header in &headers {
            mapping.columns.insert(header.clone(), Target::Field(header.clone()));
        }
        let layout = Layout::new(&mapping, &headers, &[]);
        let record: csv::StringRecord = columns.iter().map(|(_, text)| *text).collect();
        let row = Cells { layout: &layout, record: &record, line: 2 };
        price(row, Currency::USD, Decimal::from(quantity), Decimal::from(discount))
    }

    #[test]
    fn the_yearly_value_wins_and_is_checked() {
        // 2,786 a month for 14 seats is 199 a seat; 2,786 x 12 = 33,432.
        let found = priced(&[("line.mrr", "2786"), ("line.arr", "33432")], 14, 0).unwrap();
        assert_eq!(
            found,
            Price {
                unit: Decimal::from(199),
                period: LinePeriod::Month,
                arr: Some(3_343_200),
                differs: false
            }
        );
        let found = priced(&[("line.mrr", "2786"), ("line.arr", "33000")], 14, 0).unwrap();
        assert!(found.differs && found.arr == Some(3_300_000));
        // 10 x 20 x 12 less 25 % = 1,800.
        let found = priced(&[("line.unit_price", "20"), ("line.arr", "1800")], 10, 25).unwrap();
        assert!(!found.differs);
        let found = priced(&[("line.arr", "1000")], 3, 0).unwrap();
        assert_eq!(
            (found.unit.to_string().as_str(), found.period, found.arr),
            ("333.333333333", LinePeriod::Year, Some(100_000))
        );
    }

    #[test]
    fn a_monthly_price_that_cannot_be_shared_exactly_keeps_its_year() {
        // 100 a month for 3 seats: 33.333… a seat would give 1,199.99… a year.
        let found = priced(&[("line.mrr", "100")], 3, 0).unwrap();
        assert_eq!(found.arr, Some(120_000));
        let found = priced(&[("line.mrr", "99")], 3, 0).unwrap();
        assert_eq!((found.unit, found.arr), (Decimal::from(33), None));
    }
}
