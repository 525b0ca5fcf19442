//! A calculation as sentences that a procurement officer can check with a pocket calculator (contracts, section 8).
//!
//! Says only what the record holds; nothing is priced or prorated again. This file knows the order of what is
//! said; the words of each language are in `words`.
#![deny(clippy::float_arithmetic)]

mod words;

use super::{AppliedDiscount, CalculatedLine, CalculationRecord, ContractError, Discount, Notice};
use super::{Proration, ProrationSegment};
use crate::dates::Term;
use crate::exact::Exact;
use crate::locale::{Language, Locale};
use crate::money::Currency;
use words::Say;

/// The whole record in sentences: the dates, the method, one entry per line, what to know, the sum.
///
/// `language` is that of the words, `locale` that of numbers and dates; `earlier` is the number of the calculation
/// that this one replaces or takes back.
///
/// # Errors
/// Only numbers beyond 38 digits, which a calculated record does not hold.
pub fn explain(
    record: &CalculationRecord,
    language: Language,
    locale: Locale,
    earlier: Option<&str>,
) -> Result<Vec<String>, ContractError> {
    let say = Say { language, locale, currency: record.currency };
    let shared = shared_days(record);
    let mut sentences = vec![
        say.term(record.contract),
        say.effect(record.charge),
        say.method(record.policy, record.currency),
    ];
    sentences.extend(shared.map(|found| say.charged(found)));
    for line in &record.lines {
        sentences.push(explain_line(line, shared.is_none(), &say)?);
    }
    sentences.extend(record.notices.iter().map(|notice| say.notice(notice)));
    sentences.push(say.sum(&record.totals));
    sentences.push(say.worth(record.contract.last_day(), &record.totals));
    sentences.extend(earlier.map(|number| say.earlier(number, record.reverses.is_some())));
    Ok(sentences)
}

/// One notice as a sentence.
pub fn notice_text(notice: &Notice, currency: Currency, language: Language, locale: Locale) -> String {
    Say { language, locale, currency }.notice(notice)
}

/// The fraction as it is written beside a price: `196/365`, `(18/31 + 5) / 12`, `100/365 × 12`. The day
/// counts are kept as counted, not reduced.
pub fn fraction_text(found: &Proration) -> String {
    let parts: Vec<String> = found.segments.iter().map(segment_text).collect();
    let sum = match parts.as_slice() {
        [] => return "0".to_owned(),
        [one] => one.clone(),
        several => format!("({})", several.join(" + ")),
    };
    let scale = found.prices_per_unit;
    if scale == Exact::ONE {
        sum
    } else if scale.numerator() == 1 {
        format!("{sum} / {}", scale.denominator())
    } else {
        format!("{sum} × {}", scale.numerator())
    }
}

fn segment_text(segment: &ProrationSegment) -> String {
    match segment.denominator {
        None => segment.count.numerator().to_string(),
        Some(denominator) if denominator.is_whole() => {
            format!("{}/{}", segment.days, denominator.numerator())
        }
        Some(denominator) => format!("{}/({denominator})", segment.days),
    }
}

/// The days that all lines share, so that they are said once.
fn shared_days(record: &CalculationRecord) -> Option<&Proration> {
    let mut all = record.lines.iter().filter_map(|line| line.proration.as_ref());
    let first = all.next()?;
    all.all(|other| other.segments == first.segments && other.unit == first.unit).then_some(first)
}

/// One line: what is priced, its days unless they were said before, and the way from the price to the amount.
fn explain_line(line: &CalculatedLine, with_days: bool, say: &Say) -> Result<String, ContractError> {
    let mut text = format!("{}. {}, {}: {}", line.number, line.product, say.kind(line), say.price(line)?);
    let once: Vec<&AppliedDiscount> = line.discounts.iter().filter(|applied| is_one_time(applied)).collect();
    let off = Exact::sum(once.iter().map(|applied| &applied.amount))?;
    let before_once =
        if line.unrounded.is_negative() { line.unrounded.minus(off)? } else { line.unrounded.plus(off)? };
    if let Some(found) = line.proration.as_ref().filter(|_| with_days) {
        text.push_str(&format!(" {}", say.charged(found)));
    }
    match (&line.proration, line.rounded_unit_price) {
        (None, _) => text.push_str(&format!(" {}", say.outside_the_fraction())),
        (Some(found), None) => {
            let (period, fraction) = (say.exact(line.period_amount)?, fraction_text(found));
            text.push_str(&format!(" {period} × {fraction} ="));
        }
        (Some(found), Some(unit)) => {
            text.push_str(&format!(" {}", say.unit_first(&fraction_text(found), unit, line.quantity)));
        }
    }
    text.push_str(&format!(" {}", say.exact(before_once)?));
    for applied in once {
        text.push_str(&say.less(&say.discount(&applied.discount, None)));
    }
    if !off.is_zero() {
        text.push_str(&format!(" = {}", say.exact(line.unrounded)?));
    }
    if line.unrounded == line.rounded.exact()? {
        text.push('.');
    } else {
        text.push_str(&say.rounded_to(line.rounded));
    }
    for notice in &line.notices {
        text.push_str(&format!(" {}", say.notice(notice)));
    }
    if line.amount != line.rounded {
        text.push_str(&format!(" {}", say.comes_to(line.amount)));
    }
    Ok(text)
}

fn span_of(segment: &ProrationSegment) -> Term {
    Term { start: segment.from, end: segment.to }
}

fn counts_started_month(found: &Proration) -> bool {
    found.notices.iter().any(|notice| matches!(notice, Notice::StartedMonth { .. }))
}

fn is_one_time(applied: &AppliedDiscount) -> bool {
    matches!(
        applied.discount,
        Discount::Percent { recurring: false, .. } | Discount::Fixed { recurring: false, .. }
    )
}
