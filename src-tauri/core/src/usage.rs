//! What usage says: how near a limit is, and when it is reached if things go on (domain, "Usage snapshot").
//!
//! Exact arithmetic over days and values; where the figures come from is not known here.
#![deny(clippy::float_arithmetic)]

use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::paper::Share;

/// Days a trend looks back, and the fewest figures it needs.
const WINDOW: i64 = 90;
const LEAST: usize = 3;
/// Further away than this a limit is nobody's work.
const FARTHEST: i64 = 730;

/// One figure of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UsagePoint {
    pub day: NaiveDate,
    pub value: Decimal,
    pub entitlement: Option<Decimal>,
}

/// When a limit is reached if use goes on as in the last 90 days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitTrend {
    /// The limit is reached or passed.
    Reached,
    /// Days after the last figure.
    InDays(i64),
    /// Falling, flat, or more than two years away.
    NotInSight,
    /// Fewer than three figures, or no limit.
    Unknown,
}

/// The trend of `points`, oldest first, towards the entitlement of the last one, as a straight line through the
/// figures of the last 90 days (least squares).
pub fn limit_trend(points: &[UsagePoint]) -> LimitTrend {
    let Some(last) = points.last() else { return LimitTrend::Unknown };
    let Some(limit) = last.entitlement.filter(|limit| *limit > Decimal::ZERO) else {
        return LimitTrend::Unknown;
    };
    if last.value >= limit {
        return LimitTrend::Reached;
    }
    let recent: Vec<(Decimal, Decimal)> = points
        .iter()
        .map(|point| ((point.day - last.day).num_days(), point.value))
        .filter(|(day, _)| -*day < WINDOW)
        .map(|(day, value)| (Decimal::from(day), value))
        .collect();
    if recent.len() < LEAST {
        return LimitTrend::Unknown;
    }
    slope_days(&recent, limit).unwrap_or(LimitTrend::NotInSight)
}

/// Days until the fitted line meets the limit; `None` where a number does not fit.
fn slope_days(points: &[(Decimal, Decimal)], limit: Decimal) -> Option<LimitTrend> {
    let count = Decimal::from(points.len() as u64);
    let mut sums = [Decimal::ZERO; 4];
    for (x, y) in points {
        sums[0] = sums[0].checked_add(*x)?;
        sums[1] = sums[1].checked_add(*y)?;
        sums[2] = sums[2].checked_add(x.checked_mul(*x)?)?;
        sums[3] = sums[3].checked_add(x.checked_mul(*y)?)?;
    }
    let [x, y, xx, xy] = sums;
    let spread = count.checked_mul(xx)?.checked_sub(x.checked_mul(x)?)?;
    let rise = count.checked_mul(xy)?.checked_sub(x.checked_mul(y)?)?;
    if spread <= Decimal::ZERO || rise <= Decimal::ZERO {
        return Some(LimitTrend::NotInSight);
    }
    // The line at day 0 stands at (y - slope x) / count with slope = rise / spread; it meets the limit after
    // (limit - level) / slope days. Over one fraction bar, so that only the last step can round.
    let above = limit
        .checked_mul(count)?
        .checked_mul(spread)?
        .checked_sub(y.checked_mul(spread)?)?
        .checked_add(rise.checked_mul(x)?)?;
    let days = above.checked_div(rise.checked_mul(count)?)?.ceil().to_i64()?;
    Some(match days {
        days if days <= 0 => LimitTrend::Reached,
        days if days > FARTHEST => LimitTrend::NotInSight,
        days => LimitTrend::InDays(days),
    })
}

/// How much of an entitlement is used.
pub fn used_share(value: Decimal, entitlement: Decimal) -> Share {
    let whole =
        |number: Decimal| number.round_dp(3).checked_mul(Decimal::ONE_THOUSAND).and_then(|n| n.to_i64());
    match (whole(value), whole(entitlement)) {
        (Some(value), Some(entitlement)) => Share::of(value, entitlement),
        _ => Share::of(0, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(values: &[(&str, i64)], limit: i64) -> Vec<UsagePoint> {
        values
            .iter()
            .map(|(day, value)| UsagePoint {
                day: day.parse().unwrap(),
                value: Decimal::from(*value),
                entitlement: Some(Decimal::from(limit)),
            })
            .collect()
    }

    /// 10 more every 30 days: from 80 it is 20 / 10 x 30 = 60 days to 100.
    #[test]
    fn a_straight_line_meets_its_limit() {
        let rising = points(&[("2026-09-01", 60), ("2026-10-01", 70), ("2026-10-31", 80)], 100);
        assert_eq!(limit_trend(&rising), LimitTrend::InDays(60));
    }

    #[test]
    fn what_does_not_rise_has_no_day() {
        let flat = points(&[("2026-09-01", 60), ("2026-10-01", 60), ("2026-10-31", 60)], 100);
        assert_eq!(limit_trend(&flat), LimitTrend::NotInSight);
        let full = points(&[("2026-10-31", 100)], 100);
        assert_eq!(limit_trend(&full), LimitTrend::Reached);
    }

    /// Two figures, or three of which one is older than 90 days, are no trend.
    #[test]
    fn three_figures_of_ninety_days_are_needed() {
        let two = points(&[("2026-10-01", 70), ("2026-10-31", 80)], 100);
        assert_eq!(limit_trend(&two), LimitTrend::Unknown);
        let old = points(&[("2026-01-01", 10), ("2026-10-01", 70), ("2026-10-31", 80)], 100);
        assert_eq!(limit_trend(&old), LimitTrend::Unknown);
        assert_eq!(limit_trend(&[]), LimitTrend::Unknown);
    }

    #[test]
    fn a_share_of_fractions_is_kept() {
        assert_eq!(used_share(Decimal::new(125, 1), Decimal::from(50)).to_string(), "25.0%");
        assert_eq!(used_share(Decimal::from(60), Decimal::from(40)).to_string(), "100.0%");
    }
}
