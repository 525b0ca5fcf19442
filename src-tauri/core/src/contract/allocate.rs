//! Splitting a given total over lines by largest remainder (contracts, section 4).
//!
//! The sum is exact, every share is within one minor unit of its exact value, and reordering the lines
//! changes nothing but ties. Works in minor units of any scale and knows no currency.
#![deny(clippy::float_arithmetic)]

use super::ContractError;
use crate::exact::Exact;

/// Splits `total` minor units by the absolute values of `weights`.
///
/// The units left after rounding every share down go, one each, to the largest fractional parts;
/// ties go to the lowest rank, then to the earlier line. Without `ranks` the line order decides. A zero
/// weight gets nothing; a negative total is split like its absolute value and negated.
///
/// # Errors
/// All weights zero while the total is not; numbers beyond 38 digits.
pub fn allocate(total: i128, weights: &[Exact], ranks: Option<&[u64]>) -> Result<Vec<i128>, ContractError> {
    let weights: Vec<Exact> = weights.iter().map(|weight| weight.abs()).collect();
    let sum = Exact::sum(&weights)?;
    if sum.is_zero() {
        return if total == 0 {
            Ok(vec![0; weights.len()])
        } else {
            Err(ContractError::NothingToWeighBy(total.to_string()))
        };
    }
    let size = Exact::new(total, 1)?.abs();
    let mut shares = Vec::with_capacity(weights.len());
    let mut rests = Vec::with_capacity(weights.len());
    for (index, weight) in weights.iter().enumerate() {
        let share = weight.divided_by(sum)?.times(size)?;
        let floor = share.floor();
        shares.push(floor);
        let rank = ranks.and_then(|ranks| ranks.get(index)).copied().unwrap_or(index as u64);
        rests.push((share.minus(Exact::new(floor, 1)?)?, rank, index));
    }
    let placed: i128 = shares.iter().sum();
    let left = size.numerator() - placed;
    rests.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)).then(one.2.cmp(&other.2)));
    for (_, _, index) in rests.iter().take(usize::try_from(left).unwrap_or(0)) {
        shares[*index] += 1;
    }
    if total < 0 {
        shares.iter_mut().for_each(|share| *share = -*share);
    }
    Ok(shares)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights(values: &[&str]) -> Vec<Exact> {
        values.iter().map(|value| value.parse().unwrap()).collect()
    }

    #[test]
    fn the_leftover_cent_goes_to_the_first_of_equal_lines() {
        // AL-18: 100.00 over three equal lines; each exact share is 33.33 1/3, one cent is left.
        assert_eq!(allocate(10_000, &weights(&["1", "1", "1"]), None).unwrap(), [3_334, 3_333, 3_333]);
    }

    #[test]
    fn a_line_split_at_a_date_adds_up() {
        // AL-19: 6,443.84 over 75 and 121 days: 2,465.76 + 3,978.08; rounding each alone gives 6,443.83.
        assert_eq!(allocate(644_384, &weights(&["75", "121"]), None).unwrap(), [246_576, 397_808]);
    }

    #[test]
    fn fewer_units_than_lines_and_ranks_for_ties() {
        assert_eq!(allocate(2, &weights(&["1", "1", "1"]), None).unwrap(), [1, 1, 0]);
        assert_eq!(allocate(5, &weights(&["1", "1", "1"]), Some(&[2, 0, 1])).unwrap(), [1, 2, 2]);
    }

    #[test]
    fn negative_totals_mirror_and_zero_weights_get_nothing() {
        assert_eq!(allocate(-10_000, &weights(&["1", "0", "-2"]), None).unwrap(), [-3_333, 0, -6_667]);
        assert_eq!(allocate(0, &weights(&["0", "0"]), None).unwrap(), [0, 0]);
        assert!(matches!(allocate(1, &weights(&["0"]), None), Err(ContractError::NothingToWeighBy(_))));
        assert!(matches!(allocate(1, &[], None), Err(ContractError::NothingToWeighBy(_))));
    }
}
