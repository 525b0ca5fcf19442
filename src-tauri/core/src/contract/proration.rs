//! The exact fraction of a price that some dates cost (contracts, sections 1 and 2).
//!
//! Four methods over the same input: what the price is for, the term that anchors its periods, the
//! dates charged. The fraction is never rounded; what it is made of is listed segment by segment, so
//! that a reader can check it by hand. Nothing here knows a price or a quantity.
#![deny(clippy::float_arithmetic)]

use chrono::{Datelike, NaiveDate};

use super::price::months_in;
use super::{Alignment, ContractError, Divisor, Notice, PricePeriod, Proration, ProrationMethod};
use super::{ProrationSegment, SegmentUnit};
use crate::dates::{Periods, Term, add_months, anniversary_near, days_between, leap_day_within};
use crate::dates::{whole_months_until, whole_years};
use crate::exact::Exact;

/// Prorates a price for `period` over `charge`.
///
/// `term` is `[contract start, renewal date)`; its start anchors contract years, quarters and months, and
/// a price for the whole term is for exactly these days. The charge must lie inside it. An empty charge
/// is zero with a notice.
///
/// # Errors
/// A charge that starts before the contract or after the renewal date, or ends after the term; a
/// price of the whole term with any method but `ActualActual`; dates beyond the calendar.
pub fn prorate(
    method: ProrationMethod,
    period: PricePeriod,
    term: Term,
    charge: Term,
) -> Result<Proration, ContractError> {
    refuse_outside(term, charge)?;
    if period == PricePeriod::Term && method != ProrationMethod::ActualActual {
        return Err(ContractError::TermPriceNeedsActualDays { method: method.label() });
    }
    let mut notices = term_notices(term)?;
    let whole = charge == term && !charge.is_empty();
    let whole_years = if whole { whole_years(term)? } else { None };
    let parts = match method {
        _ if charge.is_empty() => {
            notices.insert(0, Notice::ZeroDays);
            Parts { unit: unit_of(method, period), segments: Vec::new(), prices_per_unit: Exact::ONE }
        }
        ProrationMethod::ActualActual => actual_days(period, term, charge)?,
        ProrationMethod::Actual365 => {
            notices.extend(leap_day_within(charge.start, charge.end).map(|day| Notice::LeapYear { day }));
            fixed_year(period, charge)?
        }
        ProrationMethod::MonthsDays { alignment, divisor } => {
            let segments = match (whole_years, alignment) {
                (Some(years), _) => vec![whole_units(charge, years * 12)],
                (None, Alignment::Calendar) => calendar_months(charge, divisor)?,
                (None, Alignment::Start) => months_from_start(charge, divisor)?,
            };
            Parts { unit: SegmentUnit::Month, segments, prices_per_unit: prices_per_month(period)? }
        }
        ProrationMethod::WholeMonths => {
            let segments = match whole_years {
                Some(years) => vec![whole_units(charge, years * 12)],
                None => started_months(charge, &mut notices)?,
            };
            Parts { unit: SegmentUnit::Month, segments, prices_per_unit: prices_per_month(period)? }
        }
    };
    let units = Exact::sum(parts.segments.iter().map(|segment| &segment.count))?;
    Ok(Proration {
        method,
        charge,
        days: charge.days(),
        unit: parts.unit,
        fraction: units.times(parts.prices_per_unit)?,
        segments: parts.segments,
        prices_per_unit: parts.prices_per_unit,
        whole_term: whole_years.is_some() && method != ProrationMethod::Actual365,
        notices,
    })
}

/// What a method found: segments, what they count, and how many prices one of them is.
struct Parts {
    unit: SegmentUnit,
    segments: Vec<ProrationSegment>,
    prices_per_unit: Exact,
}

fn refuse_outside(term: Term, charge: Term) -> Result<(), ContractError> {
    if charge.start < term.start {
        return Err(ContractError::StartsBeforeContract {
            charge_start: charge.start,
            contract_start: term.start,
            days: days_between(charge.start, term.start),
        });
    }
    if charge.start > term.end {
        return Err(ContractError::StartsAfterRenewal {
            charge_start: charge.start,
            renewal_date: term.end,
            days: days_between(term.end, charge.start),
        });
    }
    if charge.end > term.end {
        return Err(ContractError::EndsAfterTerm {
            charge_end: charge.end,
            term_end: term.end,
            days: days_between(term.end, charge.end),
        });
    }
    Ok(())
}

/// What the dates of the term itself give reason to say.
fn term_notices(term: Term) -> Result<Vec<Notice>, ContractError> {
    Ok(match anniversary_near(term)? {
        Some(near) if near.snapped => {
            vec![Notice::YearEndMoved { anniversary: near.date, renewal_date: term.end }]
        }
        Some(near) if near.days_past != 0 => {
            vec![Notice::TermOneDayOff { months: near.months, days_past: near.days_past }]
        }
        _ => Vec::new(),
    })
}

fn unit_of(method: ProrationMethod, period: PricePeriod) -> SegmentUnit {
    match (method, period) {
        (ProrationMethod::ActualActual, PricePeriod::Year) => SegmentUnit::ContractYear,
        (ProrationMethod::ActualActual, PricePeriod::Quarter) => SegmentUnit::ContractQuarter,
        (ProrationMethod::ActualActual, PricePeriod::Month) => SegmentUnit::ContractMonth,
        (ProrationMethod::ActualActual, PricePeriod::Term) => SegmentUnit::WholeTerm,
        (ProrationMethod::Actual365, _) => SegmentUnit::FixedYear,
        (ProrationMethod::MonthsDays { .. } | ProrationMethod::WholeMonths, _) => SegmentUnit::Month,
    }
}

/// M1. Each contract year (quarter, month) is divided by its own actual days; a short last one by the
/// days of the full one that begins there (the Recurly rule). Whole quarters and months in a row are counted
/// in one segment, years are listed one by one.
fn actual_days(period: PricePeriod, term: Term, charge: Term) -> Result<Parts, ContractError> {
    let unit = unit_of(ProrationMethod::ActualActual, period);
    let Some(step) = months_in(period) else {
        let segments = vec![days_of(charge, Exact::whole(term.days()))?];
        return Ok(Parts { unit, segments, prices_per_unit: Exact::ONE });
    };
    let periods = Periods::new(term, step)?;
    let mut segments = Vec::new();
    let mut index = periods.index_of(charge.start)?;
    let mut from = charge.start;
    while from < charge.end {
        let nominal = periods.period(index)?;
        let to = nominal.end.min(charge.end);
        if period != PricePeriod::Year && from == nominal.start && to == nominal.end {
            let next = periods.index_of(charge.end)?;
            let run = Term { start: from, end: periods.boundary(next)? };
            segments.push(whole_units(run, next - index));
            (from, index) = (run.end, next);
        } else {
            segments.push(days_of(Term { start: from, end: to }, Exact::whole(nominal.days()))?);
            (from, index) = (to, index + 1);
        }
    }
    Ok(Parts { unit, segments, prices_per_unit: Exact::ONE })
}

/// M2. Days over 365 of the annualised price, whatever the year.
fn fixed_year(period: PricePeriod, charge: Term) -> Result<Parts, ContractError> {
    let segments = vec![days_of(charge, Exact::whole(365))?];
    let prices_per_unit = prices_per_month(period)?.times(Exact::whole(12))?;
    Ok(Parts { unit: SegmentUnit::FixedYear, segments, prices_per_unit })
}

/// M3 by calendar months: a stub at either end, whole calendar months between.
fn calendar_months(charge: Term, divisor: Divisor) -> Result<Vec<ProrationSegment>, ContractError> {
    let mut segments = Vec::new();
    let mut from = charge.start;
    if from.day() != 1 || charge.end < calendar_month(from)?.end {
        let month = calendar_month(from)?;
        let stub = Term { start: from, end: month.end.min(charge.end) };
        segments.push(days_of(stub, denominator(divisor, month)?)?);
        from = stub.end;
    }
    let months = if from < charge.end { whole_months_until(from, charge.end)? } else { 0 };
    if months > 0 {
        let run = Term { start: from, end: add_months(from, months)? };
        segments.push(whole_units(run, months));
        from = run.end;
    }
    if from < charge.end {
        let stub = Term { start: from, end: charge.end };
        segments.push(days_of(stub, denominator(divisor, calendar_month(from)?)?)?);
    }
    Ok(segments)
}

/// M3 from the charge start: whole months, then the stub over the month in which it begins.
fn months_from_start(charge: Term, divisor: Divisor) -> Result<Vec<ProrationSegment>, ContractError> {
    let (mut segments, stub, month) = split_from_start(charge)?;
    if !stub.is_empty() {
        segments.push(days_of(stub, denominator(divisor, month)?)?);
    }
    Ok(segments)
}

/// M4: whole months from the charge start, and a started one counts whole.
fn started_months(charge: Term, notices: &mut Vec<Notice>) -> Result<Vec<ProrationSegment>, ContractError> {
    let (mut segments, stub, _) = split_from_start(charge)?;
    if !stub.is_empty() {
        segments.push(whole_units(stub, 1));
        notices.push(Notice::StartedMonth { days: stub.days() });
    }
    Ok(segments)
}

/// The whole months from the charge start, the days left over, and the anchored month these begin in.
fn split_from_start(charge: Term) -> Result<(Vec<ProrationSegment>, Term, Term), ContractError> {
    let months = whole_months_until(charge.start, charge.end)?;
    let run = Term { start: charge.start, end: add_months(charge.start, months)? };
    let month = Term { start: run.end, end: add_months(charge.start, months + 1)? };
    let segments = if months > 0 { vec![whole_units(run, months)] } else { Vec::new() };
    Ok((segments, Term { start: run.end, end: charge.end }, month))
}

fn denominator(divisor: Divisor, month: Term) -> Result<Exact, ContractError> {
    Ok(match divisor {
        Divisor::Actual => Exact::whole(month.days()),
        Divisor::Thirty => Exact::whole(30),
        Divisor::TwelfthOfYear => Exact::ratio(365, 12)?,
    })
}

fn calendar_month(date: NaiveDate) -> Result<Term, ContractError> {
    let start = date.with_day(1).unwrap_or(date);
    Ok(Term { start, end: add_months(start, 1)? })
}

/// How many prices a month is: a twelfth of a yearly one.
fn prices_per_month(period: PricePeriod) -> Result<Exact, ContractError> {
    Ok(Exact::ratio(1, months_in(period).unwrap_or(1))?)
}

fn days_of(span: Term, denominator: Exact) -> Result<ProrationSegment, ContractError> {
    let count = Exact::whole(span.days()).divided_by(denominator)?;
    let days = span.days();
    Ok(ProrationSegment { from: span.start, to: span.end, days, denominator: Some(denominator), count })
}

fn whole_units(span: Term, count: i64) -> ProrationSegment {
    let days = span.days();
    ProrationSegment { from: span.start, to: span.end, days, denominator: None, count: Exact::whole(count) }
}
