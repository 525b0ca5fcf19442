//! Calendar arithmetic on plain dates: day counts, month steps, contract years, business days.
//!
//! Dates have no time and no zone, so a date typed in Tokyo opens as the same date in Los Angeles
//! (contracts, section 2). Every interval is half open: `start` is the first day covered, `end` the
//! first day that is not. Nothing here reads a clock or knows a price.
#![deny(clippy::float_arithmetic)]

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

/// Why a date calculation was refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DateError {
    #[error("\"{0}\" is not a date such as 2026-03-31")]
    Syntax(String),
    #[error("the end {end} is {days} days before the start {start}")]
    EndBeforeStart { start: NaiveDate, end: NaiveDate, days: i64 },
    #[error("the term from {0} has no days")]
    EmptyTerm(NaiveDate),
    #[error("the calculation leaves the calendar")]
    OutOfCalendar,
}

/// Days from `start` to `end` in the proleptic Gregorian calendar; negative when `end` is earlier.
pub fn days_between(start: NaiveDate, end: NaiveDate) -> i64 {
    end.signed_duration_since(start).num_days()
}

/// The day `months` months after `original`, clamped to the length of the month: 31 January plus one is
/// 28 February, plus two is 31 March. Always pass the ORIGINAL date; stepping from a clamped one
/// drifts (contracts, section 2).
pub fn add_months(original: NaiveDate, months: i64) -> Result<NaiveDate, DateError> {
    let steps = u32::try_from(months.unsigned_abs()).map_err(|_| DateError::OutOfCalendar)?;
    let moved = if months < 0 {
        original.checked_sub_months(Months::new(steps))
    } else {
        original.checked_add_months(Months::new(steps))
    };
    moved.ok_or(DateError::OutOfCalendar)
}

/// The day `days` days after (or, negative, before) `date`.
pub fn add_days(date: NaiveDate, days: i64) -> Result<NaiveDate, DateError> {
    let steps = Days::new(days.unsigned_abs());
    let moved = if days < 0 { date.checked_sub_days(steps) } else { date.checked_add_days(steps) };
    moved.ok_or(DateError::OutOfCalendar)
}

/// The largest count of whole months from `original` that does not pass `date`; negative before `original`.
pub fn whole_months_until(original: NaiveDate, date: NaiveDate) -> Result<i64, DateError> {
    let years = i64::from(date.year()) - i64::from(original.year());
    let mut months = years * 12 + i64::from(date.month()) - i64::from(original.month());
    while add_months(original, months)? > date {
        months -= 1;
    }
    Ok(months)
}

/// Reads `YYYY-MM-DD`, exactly ten characters, years 0001 to 9999.
pub fn parse_date(text: &str) -> Result<NaiveDate, DateError> {
    let syntax = || DateError::Syntax(text.to_owned());
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return Err(syntax());
    }
    let number = |part: &[u8]| {
        part.iter()
            .try_fold(0_u32, |value, byte| byte.is_ascii_digit().then(|| value * 10 + u32::from(byte - b'0')))
    };
    let (Some(year), Some(month), Some(day)) =
        (number(&bytes[..4]), number(&bytes[5..7]), number(&bytes[8..]))
    else {
        return Err(syntax());
    };
    let year = i32::try_from(year).map_err(|_| syntax())?;
    NaiveDate::from_ymd_opt(year, month, day).filter(|_| year > 0).ok_or_else(syntax)
}

/// Whether `date` is the last day of a February.
pub fn is_last_of_february(date: NaiveDate) -> bool {
    date.month() == 2 && date.succ_opt().is_some_and(|next| next.month() == 3)
}

/// The first 29 February in `[start, end)`.
pub fn leap_day_within(start: NaiveDate, end: NaiveDate) -> Option<NaiveDate> {
    (start.year()..=end.year().min(start.year().saturating_add(8)))
        .filter_map(|year| NaiveDate::from_ymd_opt(year, 2, 29))
        .find(|day| *day >= start && *day < end)
}

/// A half-open interval of days `[start, end)`. It may be empty; a contract term may not (`not_empty`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct Term {
    /// First day covered.
    pub start: NaiveDate,
    /// First day not covered; for a contract its renewal date.
    pub end: NaiveDate,
}

impl Term {
    /// Refuses an end before the start and names the difference in days.
    pub fn new(start: NaiveDate, end: NaiveDate) -> Result<Term, DateError> {
        if end < start {
            return Err(DateError::EndBeforeStart { start, end, days: days_between(end, start) });
        }
        Ok(Term { start, end })
    }

    /// Refuses a term without days.
    pub fn not_empty(self) -> Result<Term, DateError> {
        if self.start == self.end { Err(DateError::EmptyTerm(self.start)) } else { Ok(self) }
    }

    pub fn days(&self) -> i64 {
        days_between(self.start, self.end)
    }

    pub fn is_empty(&self) -> bool {
        self.start >= self.end
    }

    pub fn covers(&self, date: NaiveDate) -> bool {
        self.start <= date && date < self.end
    }

    /// The last day covered, for people: "ends on 31 March 2026, renews on 1 April 2026".
    pub fn last_day(&self) -> NaiveDate {
        self.end.pred_opt().unwrap_or(self.end)
    }
}

/// The boundaries of a contract's years, quarters or months, counted from its original start.
///
/// Each boundary is `start + k x step months` computed from the original start and clamped. Where the
/// contract began on the last day of February and its renewal date lies within one day of an
/// anniversary, that boundary is the renewal date, so that the year stays a full year (contracts,
/// section 2).
#[derive(Debug, Clone, Copy)]
pub struct Periods {
    term: Term,
    step: i64,
    snapped_months: Option<i64>,
}

impl Periods {
    /// `step` is the length of one period in months: 12, 3 or 1.
    pub fn new(term: Term, step: i64) -> Result<Periods, DateError> {
        let snapped_months = match anniversary_near(term)? {
            Some(near) if near.snapped => Some(near.months),
            _ => None,
        };
        Ok(Periods { term, step: step.max(1), snapped_months })
    }

    /// The first day of period `index`; period 0 starts with the contract.
    pub fn boundary(&self, index: i64) -> Result<NaiveDate, DateError> {
        let months = index.checked_mul(self.step).ok_or(DateError::OutOfCalendar)?;
        if self.snapped_months == Some(months) {
            Ok(self.term.end)
        } else {
            add_months(self.term.start, months)
        }
    }

    /// The full nominal period `index`, also where the contract ends inside it: the denominator of a short
    /// last contract year is the full year that begins at its boundary.
    pub fn period(&self, index: i64) -> Result<Term, DateError> {
        Ok(Term { start: self.boundary(index)?, end: self.boundary(index + 1)? })
    }

    /// The index of the period that contains `date`.
    pub fn index_of(&self, date: NaiveDate) -> Result<i64, DateError> {
        let mut index = whole_months_until(self.term.start, date)?.div_euclid(self.step);
        while self.boundary(index)? > date {
            index -= 1;
        }
        while self.boundary(index + 1)? <= date {
            index += 1;
        }
        Ok(index)
    }
}

/// How a renewal date sits beside the nearest anniversary of the contract start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anniversary {
    /// Months from the start to the anniversary, a multiple of 12.
    pub months: i64,
    /// The clamped anniversary itself.
    pub date: NaiveDate,
    /// Days from the anniversary to the renewal date: -1, 0 or 1.
    pub days_past: i64,
    /// The year boundary moves to the renewal date (start on the last day of February).
    pub snapped: bool,
}

/// The anniversary within one day of the renewal date, if there is one.
pub fn anniversary_near(term: Term) -> Result<Option<Anniversary>, DateError> {
    if term.days() < 364 {
        return Ok(None);
    }
    let years = i64::from(term.end.year()) - i64::from(term.start.year());
    for months in [years * 12, years * 12 + 12, years * 12 - 12] {
        let date = add_months(term.start, months)?;
        let days_past = days_between(date, term.end);
        if months > 0 && days_past.abs() <= 1 {
            let snapped = days_past != 0 && is_last_of_february(term.start);
            return Ok(Some(Anniversary { months, date, days_past, snapped }));
        }
    }
    Ok(None)
}

/// The whole years a term spans, when it spans whole years exactly (a snapped last year counts as whole).
pub fn whole_years(term: Term) -> Result<Option<i64>, DateError> {
    Ok(anniversary_near(term)?
        .filter(|near| near.days_past == 0 || near.snapped)
        .map(|near| near.months / 12))
}

/// Monday to Friday and not in `holidays`.
pub fn is_business_day(date: NaiveDate, holidays: &[NaiveDate]) -> bool {
    !matches!(date.weekday(), Weekday::Sat | Weekday::Sun) && !holidays.contains(&date)
}

/// The day `count` business days after `from`; `from` itself is not counted. Zero gives `from`, moved on
/// to a business day when it is none.
pub fn add_business_days(
    from: NaiveDate,
    count: u32,
    holidays: &[NaiveDate],
) -> Result<NaiveDate, DateError> {
    let mut date = from;
    let mut left = count;
    while left > 0 || !is_business_day(date, holidays) {
        date = add_days(date, 1)?;
        if left > 0 && is_business_day(date, holidays) {
            left -= 1;
        }
    }
    Ok(date)
}

/// The latest day from which `count` business days still fit before `until`; the mirror of `add_business_days`.
pub fn subtract_business_days(
    until: NaiveDate,
    count: u32,
    holidays: &[NaiveDate],
) -> Result<NaiveDate, DateError> {
    let mut date = until;
    let mut left = count;
    while left > 0 || !is_business_day(date, holidays) {
        date = add_days(date, -1)?;
        if left > 0 && is_business_day(date, holidays) {
            left -= 1;
        }
    }
    Ok(date)
}

/// Business days in `[start, end)`.
pub fn business_days_between(start: NaiveDate, end: NaiveDate, holidays: &[NaiveDate]) -> i64 {
    let mut count = 0;
    let mut date = start;
    while date < end {
        if is_business_day(date, holidays) {
            count += 1;
        }
        match date.succ_opt() {
            Some(next) => date = next,
            None => break,
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        parse_date(text).unwrap()
    }

    fn term(start: &str, end: &str) -> Term {
        Term::new(day(start), day(end)).unwrap()
    }

    #[test]
    fn months_are_added_to_the_original_and_clamped() {
        let start = day("2025-01-31");
        let months: Vec<_> = (0..=3).map(|months| add_months(start, months).unwrap().to_string()).collect();
        assert_eq!(months, ["2025-01-31", "2025-02-28", "2025-03-31", "2025-04-30"]);
        let leap = day("2024-02-29");
        assert_eq!(add_months(leap, 12).unwrap(), day("2025-02-28"));
        assert_eq!(add_months(leap, 48).unwrap(), day("2028-02-29"));
        assert_eq!(add_months(day("2025-03-31"), -1).unwrap(), day("2025-02-28"));
    }

    #[test]
    fn days_are_the_gregorian_difference() {
        assert_eq!(days_between(day("2025-09-17"), day("2026-04-01")), 196);
        assert_eq!(days_between(day("2024-02-28"), day("2024-03-01")), 2);
        assert_eq!(term("2025-04-01", "2026-04-01").last_day(), day("2026-03-31"));
    }

    #[test]
    fn an_end_before_the_start_names_the_difference() {
        let error = Term::new(day("2026-04-03"), day("2026-04-01")).unwrap_err();
        assert!(error.to_string().contains("2 days before"));
        assert!(Term::new(day("2026-04-01"), day("2026-04-01")).unwrap().not_empty().is_err());
    }

    #[test]
    fn dates_are_read_strictly() {
        assert!(parse_date("2024-02-29").is_ok());
        for bad in [
            "2025-02-29",
            "2025-2-01",
            "20250201",
            "2025/02/01",
            "+025-02-01",
            "0000-01-01",
            "",
            "2025-13-01",
        ] {
            assert!(parse_date(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn whole_months_do_not_pass_the_date() {
        assert_eq!(whole_months_until(day("2025-01-31"), day("2025-02-28")).unwrap(), 1);
        assert_eq!(whole_months_until(day("2025-01-31"), day("2025-03-30")).unwrap(), 1);
        assert_eq!(whole_months_until(day("2025-01-15"), day("2025-01-14")).unwrap(), -1);
    }

    #[test]
    fn a_short_last_year_keeps_its_nominal_length() {
        // 18 months from 1 January 2025: the second year is 1 January 2026 to 1 January 2027, 365 days.
        let years = Periods::new(term("2025-01-01", "2026-07-01"), 12).unwrap();
        assert_eq!(years.index_of(day("2026-03-01")).unwrap(), 1);
        assert_eq!(years.period(1).unwrap().days(), 365);
    }

    #[test]
    fn the_last_boundary_snaps_only_from_the_end_of_february() {
        // 28 February 2027 to 29 February 2028 is one year of 366 days.
        let leap = term("2027-02-28", "2028-02-29");
        assert_eq!(Periods::new(leap, 12).unwrap().period(0).unwrap().days(), 366);
        assert_eq!(whole_years(leap).unwrap(), Some(1));
        // 1 April 2025 to 2 April 2026 is a year and a day, probably a typing error, and is not snapped.
        let typo = term("2025-04-01", "2026-04-02");
        assert_eq!(
            anniversary_near(typo).unwrap().map(|near| (near.days_past, near.snapped)),
            Some((1, false))
        );
        assert_eq!(whole_years(typo).unwrap(), None);
        assert_eq!(whole_years(term("2024-02-29", "2025-02-28")).unwrap(), Some(1));
        assert_eq!(whole_years(term("2025-12-31", "2026-12-30")).unwrap(), None);
    }

    #[test]
    fn business_days_skip_weekends_and_holidays() {
        // Friday 20 November 2026; Monday 23 is a holiday, so two business days later is Wednesday 25.
        let holidays = [day("2026-11-23")];
        assert_eq!(add_business_days(day("2026-11-20"), 2, &holidays).unwrap(), day("2026-11-25"));
        assert_eq!(add_business_days(day("2026-11-21"), 0, &holidays).unwrap(), day("2026-11-24"));
        assert_eq!(subtract_business_days(day("2026-11-25"), 2, &holidays).unwrap(), day("2026-11-20"));
        assert_eq!(business_days_between(day("2026-11-20"), day("2026-11-27"), &holidays), 4);
    }

    #[test]
    fn a_leap_day_is_found_inside_and_not_at_the_end() {
        assert_eq!(leap_day_within(day("2023-03-01"), day("2024-03-01")), Some(day("2024-02-29")));
        assert_eq!(leap_day_within(day("2023-03-01"), day("2024-02-29")), None);
        assert_eq!(leap_day_within(day("1897-01-01"), day("1905-01-01")), Some(day("1904-02-29")));
    }
}
