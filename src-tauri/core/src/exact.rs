//! Exact fractions for money and proration: a reduced ratio of two 128-bit integers.
//!
//! Contract arithmetic is never done in binary floating point and never on a rounded fraction
//! (contracts, section 3): 9.99 x 15/30 is exactly 4.995 and rounds to 5.00, where the float path
//! arrives at 4.99. Every operation is checked; a result that does not fit is an error that says so,
//! never a wrapped number.
//!
//! This module knows nothing about currencies, dates or methods.
#![deny(clippy::float_arithmetic)]

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

/// Why an exact calculation stopped.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ExactError {
    /// A numerator or denominator left the range of 128-bit integers (about 38 digits).
    #[error("the numbers are too large to calculate exactly (more than 38 digits)")]
    Overflow,
    /// The divisor was zero.
    #[error("division by zero")]
    DivisionByZero,
    /// A text was not `n/d`, `n` or a plain decimal.
    #[error("\"{0}\" is not a fraction or a plain number")]
    Syntax(String),
}

/// How an exact amount becomes a whole number of minor units (contracts, section 3, rule 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// Half goes away from zero, so that a credit and the charge it mirrors round alike.
    #[default]
    HalfUp,
    /// Half goes to the even neighbour.
    HalfEven,
}

impl Rounding {
    /// The name used in files and on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Rounding::HalfUp => "half_up",
            Rounding::HalfEven => "half_even",
        }
    }
}

/// A rational number, always reduced, denominator always positive. On the wire it is the text `n/d`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(into = "String", try_from = "String")]
#[ts(type = "string")]
pub struct Exact {
    numerator: i128,
    denominator: i128,
}

impl Exact {
    pub const ZERO: Exact = Exact { numerator: 0, denominator: 1 };
    pub const ONE: Exact = Exact { numerator: 1, denominator: 1 };

    /// `numerator / denominator`, reduced.
    pub fn new(numerator: i128, denominator: i128) -> Result<Exact, ExactError> {
        if denominator == 0 {
            return Err(ExactError::DivisionByZero);
        }
        let shared = gcd(numerator.unsigned_abs(), denominator.unsigned_abs());
        let top = signed(numerator.unsigned_abs() / shared)?;
        let bottom = signed(denominator.unsigned_abs() / shared)?;
        let negative = (numerator < 0) != (denominator < 0);
        Ok(Exact { numerator: if negative { -top } else { top }, denominator: bottom })
    }

    /// A whole number.
    pub const fn whole(value: i64) -> Exact {
        Exact { numerator: value as i128, denominator: 1 }
    }

    /// `part / whole` for day and month counts.
    pub fn ratio(part: i64, whole: i64) -> Result<Exact, ExactError> {
        Exact::new(i128::from(part), i128::from(whole))
    }

    /// The exact value of a decimal number: 120.50 becomes 241/2.
    pub fn from_decimal(value: Decimal) -> Result<Exact, ExactError> {
        let scale = power_of_ten(value.scale())?;
        Exact::new(value.mantissa(), scale)
    }

    pub fn numerator(&self) -> i128 {
        self.numerator
    }

    pub fn denominator(&self) -> i128 {
        self.denominator
    }

    pub fn is_zero(&self) -> bool {
        self.numerator == 0
    }

    pub fn is_negative(&self) -> bool {
        self.numerator < 0
    }

    pub fn is_whole(&self) -> bool {
        self.denominator == 1
    }

    /// The mirrored value; the range is symmetric, so this cannot fail.
    pub fn negated(self) -> Exact {
        Exact { numerator: -self.numerator, denominator: self.denominator }
    }

    pub fn abs(self) -> Exact {
        Exact { numerator: self.numerator.abs(), denominator: self.denominator }
    }

    pub fn plus(self, other: Exact) -> Result<Exact, ExactError> {
        if self.denominator == other.denominator {
            let sum = self.numerator.checked_add(other.numerator).ok_or(ExactError::Overflow)?;
            return Exact::new(sum, self.denominator);
        }
        let shared = signed(gcd(self.denominator.unsigned_abs(), other.denominator.unsigned_abs()))?;
        let left = checked(self.numerator.checked_mul(other.denominator / shared))?;
        let right = checked(other.numerator.checked_mul(self.denominator / shared))?;
        let bottom = checked((self.denominator / shared).checked_mul(other.denominator))?;
        Exact::new(checked(left.checked_add(right))?, bottom)
    }

    pub fn minus(self, other: Exact) -> Result<Exact, ExactError> {
        self.plus(other.negated())
    }

    /// Reduces crosswise first, so that a product which fits is found even when the plain products do not.
    pub fn times(self, other: Exact) -> Result<Exact, ExactError> {
        let across = signed(gcd(self.numerator.unsigned_abs(), other.denominator.unsigned_abs()))?;
        let back = signed(gcd(other.numerator.unsigned_abs(), self.denominator.unsigned_abs()))?;
        let top = checked((self.numerator / across).checked_mul(other.numerator / back))?;
        let bottom = checked((self.denominator / back).checked_mul(other.denominator / across))?;
        Exact::new(top, bottom)
    }

    pub fn divided_by(self, other: Exact) -> Result<Exact, ExactError> {
        self.times(Exact::new(other.denominator, other.numerator)?)
    }

    /// The sum of a list; an empty list is zero.
    pub fn sum<'a>(values: impl IntoIterator<Item = &'a Exact>) -> Result<Exact, ExactError> {
        values.into_iter().try_fold(Exact::ZERO, |sum, value| sum.plus(*value))
    }

    /// The largest whole number not above the value.
    pub fn floor(&self) -> i128 {
        self.numerator.div_euclid(self.denominator)
    }

    /// The value counted in units of 10^-`places`, rounded: the one place where exact values become
    /// whole numbers. 64.7068 with two places is 6471.
    pub fn round(&self, places: u32, mode: Rounding) -> Result<i128, ExactError> {
        let scale = power_of_ten(places)?;
        let shared = signed(gcd(scale.unsigned_abs(), self.denominator.unsigned_abs()))?;
        let top = checked(self.numerator.abs().checked_mul(scale / shared))?;
        let bottom = self.denominator / shared;
        let (below, rest) = (top / bottom, top % bottom);
        let up = match rest.cmp(&(bottom - rest)) {
            Ordering::Greater => true,
            Ordering::Less => false,
            Ordering::Equal => match mode {
                Rounding::HalfUp => true,
                Rounding::HalfEven => below % 2 != 0,
            },
        };
        let rounded = if up { checked(below.checked_add(1))? } else { below };
        Ok(if self.numerator < 0 { -rounded } else { rounded })
    }

    /// For people: the value as a decimal with `places` digits, rounded half up. Never calculate with it.
    pub fn decimal_text(&self, places: u32) -> Result<String, ExactError> {
        Ok(scaled_text(self.round(places, Rounding::HalfUp)?, places))
    }

    /// The decimal digits when they end within `most` places, else `None`: 6443.8356… has none.
    pub fn terminating_text(&self, most: u32) -> Option<String> {
        (0..=most).find_map(|places| {
            let scaled = self.times(Exact::new(power_of_ten(places).ok()?, 1).ok()?).ok()?;
            scaled.is_whole().then(|| scaled_text(scaled.numerator, places))
        })
    }
}

/// A whole number of 10^-`places` units as plain decimal text: (-5, 2) is `-0.05`.
pub fn scaled_text(units: i128, places: u32) -> String {
    let sign = if units < 0 { "-" } else { "" };
    let digits = units.unsigned_abs().to_string();
    let places = places as usize;
    if places == 0 {
        return format!("{sign}{digits}");
    }
    let padded = format!("{digits:0>width$}", width = places + 1);
    let (whole, part) = padded.split_at(padded.len() - places);
    format!("{sign}{whole}.{part}")
}

/// A plain decimal: an optional minus, digits, and optionally a point with digits. No grouping, no
/// exponent, no blanks: a file that carries those is read by the import, not by the arithmetic.
pub fn parse_plain_decimal(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || !all_digits(part) {
        return None;
    }
    Decimal::from_str_exact(text).ok()
}

/// 10^`places` as a whole number.
pub fn power_of_ten(places: u32) -> Result<i128, ExactError> {
    10_i128.checked_pow(places).ok_or(ExactError::Overflow)
}

fn checked(value: Option<i128>) -> Result<i128, ExactError> {
    value.ok_or(ExactError::Overflow)
}

fn signed(value: u128) -> Result<i128, ExactError> {
    i128::try_from(value).map_err(|_| ExactError::Overflow)
}

/// Greatest common divisor; of two zeros it is one, so that it can always be divided by.
fn gcd(left: u128, right: u128) -> u128 {
    let (mut left, mut right) = (left, right);
    while right != 0 {
        // Most values fit 64 bits, where the remainder is several times cheaper.
        if let (Ok(small_left), Ok(small_right)) = (u64::try_from(left), u64::try_from(right)) {
            return u128::from(gcd_small(small_left, small_right)).max(1);
        }
        (left, right) = (right, left % right);
    }
    left.max(1)
}

fn gcd_small(left: u64, right: u64) -> u64 {
    let (mut left, mut right) = (left, right);
    while right != 0 {
        (left, right) = (right, left % right);
    }
    left
}

impl Ord for Exact {
    /// Compares by continued fractions: whole parts first, then the swapped remainders. Exact for every
    /// pair of values, where multiplying crosswise could overflow.
    fn cmp(&self, other: &Self) -> Ordering {
        let (mut left, mut right) = (*self, *other);
        let mut swapped = false;
        loop {
            let (left_floor, right_floor) = (left.floor(), right.floor());
            let order = left_floor.cmp(&right_floor);
            let left_rest = left.numerator.rem_euclid(left.denominator);
            let right_rest = right.numerator.rem_euclid(right.denominator);
            let decided = match order {
                Ordering::Equal if left_rest == 0 || right_rest == 0 => left_rest.cmp(&right_rest),
                Ordering::Equal => {
                    left = Exact { numerator: left.denominator, denominator: left_rest };
                    right = Exact { numerator: right.denominator, denominator: right_rest };
                    swapped = !swapped;
                    continue;
                }
                decided => decided,
            };
            return if swapped { decided.reverse() } else { decided };
        }
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}", self.numerator, self.denominator)
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl FromStr for Exact {
    type Err = ExactError;

    fn from_str(text: &str) -> Result<Exact, ExactError> {
        let syntax = || ExactError::Syntax(text.to_owned());
        match text.split_once('/') {
            Some((top, bottom)) => {
                Exact::new(top.parse().map_err(|_| syntax())?, bottom.parse().map_err(|_| syntax())?)
            }
            None => Exact::from_decimal(parse_plain_decimal(text).ok_or_else(syntax)?),
        }
    }
}

impl TryFrom<String> for Exact {
    type Error = ExactError;

    fn try_from(text: String) -> Result<Exact, ExactError> {
        text.parse()
    }
}

impl From<Exact> for String {
    fn from(value: Exact) -> String {
        value.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Exact {
        text.parse().unwrap()
    }

    #[test]
    fn fractions_are_reduced_and_signed_on_top() {
        assert_eq!(Exact::new(6, -4).unwrap(), exact("-3/2"));
        assert_eq!(exact("-0/7"), Exact::ZERO);
        assert_eq!(exact("120.50").to_string(), "241/2");
    }

    #[test]
    fn sums_and_products_are_exact() {
        // 1/3 + 1/6 = 1/2; 2/3 x 9/4 = 3/2; (1/2) / (3/4) = 2/3.
        assert_eq!(exact("1/3").plus(exact("1/6")).unwrap(), exact("1/2"));
        assert_eq!(exact("2/3").times(exact("9/4")).unwrap(), exact("3/2"));
        assert_eq!(exact("1/2").divided_by(exact("3/4")).unwrap(), exact("2/3"));
        assert_eq!(exact("1/2").minus(exact("3/4")).unwrap(), exact("-1/4"));
    }

    #[test]
    fn half_goes_away_from_zero_or_to_the_even_neighbour() {
        for (value, half_up, half_even) in [
            ("74.985", 7499, 7498),
            ("-74.985", -7499, -7498),
            ("0.665", 67, 66),
            ("0.675", 68, 68),
            ("4.995", 500, 500),
            ("1/3", 33, 33),
            ("2/3", 67, 67),
        ] {
            assert_eq!(exact(value).round(2, Rounding::HalfUp).unwrap(), half_up, "{value}");
            assert_eq!(exact(value).round(2, Rounding::HalfEven).unwrap(), half_even, "{value}");
        }
    }

    #[test]
    fn overflow_is_an_error_that_says_so() {
        let huge = Exact::new(i128::MAX, 1).unwrap();
        assert_eq!(huge.plus(Exact::ONE), Err(ExactError::Overflow));
        assert_eq!(huge.times(exact("3/2")), Err(ExactError::Overflow));
        assert_eq!(huge.round(2, Rounding::HalfUp), Err(ExactError::Overflow));
        assert_eq!(Exact::new(i128::MIN, 1), Err(ExactError::Overflow));
        assert!(ExactError::Overflow.to_string().contains("too large"));
        assert_eq!(Exact::new(1, 0), Err(ExactError::DivisionByZero));
        assert_eq!(Exact::ONE.divided_by(Exact::ZERO), Err(ExactError::DivisionByZero));
    }

    #[test]
    fn order_is_exact_where_crosswise_products_would_overflow() {
        let left = Exact::new(i128::MAX, i128::MAX - 1).unwrap();
        let right = Exact::new(i128::MAX - 1, i128::MAX - 2).unwrap();
        assert!(left < right, "1 + 1/(m-1) is below 1 + 1/(m-2)");
        assert!(left.negated() > right.negated());
        assert!(exact("1/3") < exact("1/2") && exact("-1/3") > exact("-1/2"));
        assert_eq!(exact("2/4").cmp(&exact("1/2")), Ordering::Equal);
    }

    #[test]
    fn texts_for_people_are_rounded_and_texts_for_files_are_not() {
        assert_eq!(exact("196/365").decimal_text(6).unwrap(), "0.536986");
        assert_eq!(exact("196/365").to_string(), "196/365");
        assert_eq!(exact("-1/20").decimal_text(2).unwrap(), "-0.05");
        assert_eq!(exact("1/8").terminating_text(9).as_deref(), Some("0.125"));
        assert_eq!(exact("1/3").terminating_text(9), None);
    }

    #[test]
    fn plain_decimals_only() {
        for good in ["0", "-1", "9.99", "0.000000001"] {
            assert!(parse_plain_decimal(good).is_some(), "{good}");
        }
        for bad in ["", "-", ".", "1.", ".5", "1e3", "1_000", "1,000", "+1", " 1", "--1", "NaN", "1.2.3"] {
            assert!(parse_plain_decimal(bad).is_none(), "{bad}");
        }
    }
}
