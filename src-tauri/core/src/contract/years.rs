//! The contract years of a term and the leap days in it, as a picture of the term shows them (contracts, section 2).

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ContractError;
use crate::dates::{Periods, Term};

/// A contract year, counted from the original start; the last one may end early.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ContractYear {
    pub from: NaiveDate,
    /// First day not in it, at most the renewal date.
    pub to: NaiveDate,
    /// Days of the full year: what a day of it is divided by.
    #[ts(type = "number")]
    pub days: i64,
}

/// The contract years a term touches.
///
/// # Errors
/// Dates beyond the calendar.
pub fn contract_years(term: Term) -> Result<Vec<ContractYear>, ContractError> {
    let periods = Periods::new(term, 12)?;
    let mut years = Vec::new();
    let mut index = 0;
    while periods.boundary(index)? < term.end {
        let year = periods.period(index)?;
        years.push(ContractYear { from: year.start, to: year.end.min(term.end), days: year.days() });
        index += 1;
    }
    Ok(years)
}

/// Every 29 February within a term.
pub fn leap_days(term: Term) -> Vec<NaiveDate> {
    (term.start.year()..=term.end.year())
        .filter_map(|year| NaiveDate::from_ymd_opt(year, 2, 29))
        .filter(|day| term.covers(*day))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::parse_date;

    fn term(start: &str, end: &str) -> Term {
        Term::new(parse_date(start).unwrap(), parse_date(end).unwrap()).unwrap()
    }

    /// 18 months from 1 September 2026: the second year is 365 days by which a day is divided, and ends early.
    #[test]
    fn years_are_counted_from_the_start_and_the_last_may_be_short() {
        let years = contract_years(term("2026-09-01", "2028-03-01")).unwrap();
        let said: Vec<_> =
            years.iter().map(|year| (year.from.to_string(), year.to.to_string(), year.days)).collect();
        assert_eq!(
            said,
            [
                ("2026-09-01".into(), "2027-09-01".into(), 365),
                ("2027-09-01".into(), "2028-03-01".into(), 366)
            ]
        );
        assert_eq!(leap_days(term("2026-09-01", "2028-03-01")), [parse_date("2028-02-29").unwrap()]);
        assert!(leap_days(term("2026-09-01", "2028-02-29")).is_empty());
    }
}
