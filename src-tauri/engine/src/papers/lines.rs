//! The lines of a calculation record in words: fractions, formulas, spans. Every figure is the record's own;
//! the only sums made here are of two printed amounts that stand under each other.

use super::voice::{TIMES, Voice};
use chrono::NaiveDate;
use headroom_core::contract::{
    CalculatedLine, CalculationRecord, ChangeLineKind, Discount, Notice, PricePeriod, Proration,
    ProrationSegment, SegmentUnit,
};
use headroom_core::dates::{Periods, Term};
use headroom_core::exact::Exact;
use headroom_core::money::{Currency, Money};
use rust_decimal::Decimal;

/// The last day of a half-open term.
pub(super) fn last_day(term: Term) -> NaiveDate {
    day_before(term.end)
}

pub(super) fn day_before(date: NaiveDate) -> NaiveDate {
    date.pred_opt().unwrap_or(date)
}

/// "196/365", "168/365 + 1", "6 + 14/31": how many units of the price the days are.
pub(super) fn count(proration: &Proration) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut whole: i128 = 0;
    for segment in &proration.segments {
        if segment.count.is_whole() {
            whole += segment.count.numerator();
            continue;
        }
        if whole > 0 {
            parts.push(whole.to_string());
            whole = 0;
        }
        parts.push(fraction_of(segment));
    }
    if whole > 0 || parts.is_empty() {
        parts.push(whole.to_string());
    }
    parts.join(" + ")
}

fn fraction_of(segment: &ProrationSegment) -> String {
    match segment.denominator {
        Some(of) if of.is_whole() => format!("{}/{}", segment.days, of.numerator()),
        Some(of) => format!("{}/({}/{})", segment.days, of.numerator(), of.denominator()),
        None => format!("{}/{}", segment.count.numerator(), segment.count.denominator()),
    }
}

/// The multiplier of the price as a formula: "196/365", "(6 + 14/31)/12".
fn multiplier(proration: &Proration) -> String {
    let count = count(proration);
    let per = proration.prices_per_unit;
    if per == Exact::ONE {
        return if count.contains('+') { format!("({count})") } else { count };
    }
    let inner = if count.contains(['+', '/']) { format!("({count})") } else { count };
    if per.numerator() == 1 {
        format!("{inner}/{}", per.denominator())
    } else if per.is_whole() {
        format!("{inner}{TIMES}{}", per.numerator())
    } else {
        format!("{inner}{TIMES}{}/{}", per.numerator(), per.denominator())
    }
}

/// One line of the calculation as a formula that can be checked by hand: "25 × 480.00 × 196/365".
pub(super) fn formula(voice: Voice, line: &CalculatedLine) -> String {
    let once = |amount: &Decimal| format!(" − {}", voice.price(*amount));
    let mut first = match &line.list_totals {
        Some(totals) => {
            let places = voice.currency.scale();
            format!("({} − {})", voice.exact(totals.after, places), voice.exact(totals.before, places))
        }
        None => priced(voice, line),
    };
    let mut last = String::new();
    for applied in &line.discounts {
        match &applied.discount {
            Discount::Percent { percent, recurring: true } | Discount::MultiYear { percent, .. } => {
                first.push_str(&format!("{TIMES}(1 − {})", voice.percent(*percent)));
            }
            Discount::Fixed { amount, recurring: true } => first = format!("({first}{})", once(amount)),
            Discount::Percent { percent, recurring: false } => {
                last.push_str(&format!("{TIMES}(1 − {})", voice.percent(*percent)));
            }
            Discount::Fixed { amount, recurring: false } => last.push_str(&once(amount)),
        }
    }
    if let Some(unit) = line.rounded_unit_price {
        return format!("{}{TIMES}{}{last}", voice.quantity(line.quantity), voice.amount(unit));
    }
    match &line.proration {
        Some(proration) => format!("{first}{TIMES}{}{last}", multiplier(proration)),
        None => format!("{first}{last}"),
    }
}

/// "25 × 480.00"; the price alone for one of it, with its sign.
fn priced(voice: Voice, line: &CalculatedLine) -> String {
    let one = line.quantity.abs() == Decimal::ONE;
    let sign = if line.quantity.is_sign_negative() { -line.unit_price } else { line.unit_price };
    if one {
        voice.price(sign)
    } else {
        format!("{}{TIMES}{}", voice.quantity(line.quantity), voice.price(line.unit_price))
    }
}

/// The proration of a line in one sentence, with what was taken off.
pub(super) fn sentence(voice: Voice, line: &CalculatedLine) -> String {
    let mut sentences = Vec::new();
    match (&line.proration, line.period) {
        (Some(proration), Some(period)) => {
            let start = voice.date(proration.charge.start);
            let last = voice.date(last_day(proration.charge));
            let count = count(proration);
            sentences.push(if line.kind == ChangeLineKind::RemovalCredit {
                voice.you_get_back(&count, proration.unit, period, &start, &last)
            } else if proration.whole_term {
                voice.whole_contract(&start, &last)
            } else {
                voice.you_pay(&count, proration.unit, period, &start, &last)
            });
        }
        _ => sentences.push(voice.charged_once()),
    }
    sentences.extend(line.discounts.iter().map(|applied| voice.discount(&applied.discount)));
    sentences.extend(adjustments(voice, line));
    sentences.join(" ")
}

/// Why the amount is not the rounded one, in sentences.
fn adjustments(voice: Voice, line: &CalculatedLine) -> Vec<String> {
    let mut sentences = Vec::new();
    if line.cap.as_ref().is_some_and(|cap| cap.applied) {
        sentences.push(voice.capped());
    }
    if let Some(share) = line.header_discount {
        sentences.push(voice.discount_share(&voice.amount(share)));
    }
    if line.notices.iter().any(|notice| matches!(notice, Notice::FittedToTotal { .. })) {
        sentences.push(voice.fitted());
    }
    sentences
}

/// What a line is, without its price.
pub(super) fn what(voice: Voice, line: &CalculatedLine) -> String {
    let product = line.product.as_str();
    let quantity = voice.quantity(line.quantity.abs());
    let one = line.quantity.abs() == Decimal::ONE;
    match line.kind {
        ChangeLineKind::AddedQuantity => voice.more(product, &quantity),
        ChangeLineKind::RemovalCredit => voice.fewer(product, &quantity),
        ChangeLineKind::TrueUp => voice.overage(product, &quantity),
        ChangeLineKind::ListDifference => voice.changed(
            product,
            &voice.quantity(line.quantity_after),
            &voice.quantity(line.quantity_before),
        ),
        ChangeLineKind::RampStep | ChangeLineKind::ExtendedTerm => {
            let name = if one { product.to_owned() } else { voice.some(product, &quantity) };
            match &line.proration {
                Some(proration) => format!("{name}, {}", span(voice, proration.charge)),
                None => name,
            }
        }
        ChangeLineKind::AddedProduct
        | ChangeLineKind::PlanCredit
        | ChangeLineKind::PlanCharge
        | ChangeLineKind::OneTimeFee => {
            if one {
                product.to_owned()
            } else {
                voice.some(product, &quantity)
            }
        }
    }
}

/// "17 Sep 2025 to 31 Mar 2026"
pub(super) fn span(voice: Voice, term: Term) -> String {
    voice.span(&voice.short_date(term.start), &voice.short_date(last_day(term)))
}

/// The period all recurring lines share, if they do.
pub(super) fn shared_period(record: &CalculationRecord) -> Option<PricePeriod> {
    let mut periods = record.lines.iter().filter_map(|line| line.period);
    let first = periods.next()?;
    periods.all(|period| period == first).then_some(first)
}

/// The one year and its days that all lines are counted in, where there is only one.
pub(super) fn only_year(record: &CalculationRecord) -> Option<(NaiveDate, i64, i128)> {
    let mut found = None;
    for proration in record.lines.iter().filter_map(|line| line.proration.as_ref()) {
        let [segment] = proration.segments.as_slice() else { return None };
        let of = segment.denominator.filter(Exact::is_whole)?;
        if proration.unit != SegmentUnit::ContractYear || proration.charge != record.charge {
            return None;
        }
        let years = Periods::new(record.contract, 12).ok()?;
        let year = years.period(years.index_of(segment.from).ok()?).ok()?;
        found = Some((year.start, segment.days, of.numerator()));
    }
    found
}

/// The sum of two amounts printed under each other.
pub(super) fn both(currency: Currency, amounts: &[Money]) -> Money {
    Money::sum(currency, amounts.iter().copied()).unwrap_or_else(|_| Money::zero(currency))
}
