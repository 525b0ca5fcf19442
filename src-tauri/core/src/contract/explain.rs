//! A calculation as English sentences that a procurement officer can check with a pocket calculator
//! (contracts, section 8).
//!
//! Says only what the record holds; nothing is priced or prorated again. Numbers and dates follow the
//! locale given.
#![deny(clippy::float_arithmetic)]

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{AppliedDiscount, CalculatedLine, CalculationRecord, ChangeLineKind, ContractError, Discount};
use super::{ListKind, Notice, PricePeriod, Proration, ProrationSegment, SegmentUnit};
use crate::dates::Term;
use crate::exact::{Exact, Rounding, power_of_ten};
use crate::locale::{DateStyle, Locale, Minus, MoneyForm, MoneyStyle};
use crate::money::{Currency, Money};

/// The whole record in sentences: the dates, the method, one entry per line, what to know, the sum.
///
/// # Errors
/// Only numbers beyond 38 digits, which a calculated record does not hold.
pub fn explain(record: &CalculationRecord, locale: Locale) -> Result<Vec<String>, ContractError> {
    let say = Say { locale, currency: record.currency };
    let contract = record.contract;
    let shared = shared_days(record);
    let mut sentences = vec![
        format!(
            "The contract started on {}, ends on {} and renews on {}.",
            say.date(contract.start),
            say.date(contract.last_day()),
            say.date(contract.end)
        ),
        format!(
            "The change takes effect on {}, which is the first day at the new price, and is calculated to {}: {}, \
             both days counted.",
            say.date(record.charge.start),
            say.date(record.charge.last_day()),
            say.days(record.charge.days())
        ),
        format!(
            "Method: {}. No fraction and no daily rate is rounded; each line is rounded once, {}. All amounts are \
             in {}, without tax.",
            record.policy.method.label(),
            rounding_words(record.policy.rounding),
            record.currency
        ),
    ];
    sentences.extend(shared.map(|found| say.charged(found)));
    for line in &record.lines {
        sentences.push(explain_line(line, shared.is_none(), &say)?);
    }
    sentences.extend(record.notices.iter().map(|notice| say.notice(notice)));
    sentences.push(say.sum(record));
    let totals = &record.totals;
    sentences.push(format!(
        "The change is worth {} a year. What is in force on {} is worth {} a year: the value at renewal.",
        say.money(totals.acv_added_at_renewal),
        say.date(contract.last_day()),
        say.money(totals.value_at_renewal)
    ));
    sentences
        .extend(record.supersedes.as_ref().map(|old| format!("This replaces calculation {}.", old.as_str())));
    sentences
        .extend(record.reverses.as_ref().map(|old| format!("This takes back calculation {}.", old.as_str())));
    Ok(sentences)
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
        (None, _) => text.push_str(" Charged once, outside the fraction:"),
        (Some(found), None) => {
            let (period, fraction) = (say.exact(line.period_amount)?, fraction_text(found));
            text.push_str(&format!(" {period} × {fraction} ="));
        }
        (Some(found), Some(unit)) => {
            let fraction = fraction_text(found);
            let (unit, quantity) = (say.money(unit), say.number(line.quantity.abs()));
            text.push_str(&format!(" One unit × {fraction} is {unit} after rounding; {quantity} × {unit} ="));
        }
    }
    text.push_str(&format!(" {}", say.exact(before_once)?));
    for applied in once {
        text.push_str(&format!(", less {}", say.discount(&applied.discount, None)));
    }
    if !off.is_zero() {
        text.push_str(&format!(" = {}", say.exact(line.unrounded)?));
    }
    if line.unrounded == line.rounded.exact()? {
        text.push('.');
    } else {
        text.push_str(&format!(", rounded to {}.", say.money(line.rounded)));
    }
    for notice in &line.notices {
        text.push_str(&format!(" {}", say.notice(notice)));
    }
    if line.amount != line.rounded {
        text.push_str(&format!(" The line comes to {}.", say.money(line.amount)));
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

fn rounding_words(rounding: Rounding) -> &'static str {
    match rounding {
        Rounding::HalfUp => "halves away from zero",
        Rounding::HalfEven => "halves to the even neighbour",
    }
}

fn period_words(period: Option<PricePeriod>) -> &'static str {
    match period {
        Some(PricePeriod::Year) => " a year",
        Some(PricePeriod::Quarter) => " a quarter",
        Some(PricePeriod::Month) => " a month",
        Some(PricePeriod::Term) => " for the whole term",
        None => "",
    }
}

/// How numbers and dates are written.
struct Say {
    locale: Locale,
    currency: Currency,
}

impl Say {
    fn date(&self, date: NaiveDate) -> String {
        self.locale.date(date, DateStyle::Long)
    }

    fn span(&self, term: Term) -> String {
        if term.days() == 1 {
            return format!("({})", self.date(term.start));
        }
        format!("({} to {})", self.date(term.start), self.date(term.last_day()))
    }

    fn days(&self, days: i64) -> String {
        if days == 1 {
            "1 day".to_owned()
        } else {
            format!("{} days", self.locale.integer(days, Minus::Typographic))
        }
    }

    fn number(&self, value: Decimal) -> String {
        self.locale.decimal(value, 0, 9, Minus::Typographic)
    }

    fn money(&self, amount: Money) -> String {
        let style = MoneyStyle { form: MoneyForm::Plain, minus: Minus::Typographic, trim_whole: false };
        self.locale.money(amount.minor, amount.currency.scale(), amount.currency.code(), style)
    }

    /// All digits when they end within nine decimals, else two more than the currency has and an ellipsis.
    fn exact(&self, value: Exact) -> Result<String, ContractError> {
        let scale = self.currency.scale();
        let ended = value.times(Exact::new(power_of_ten(9)?, 1)?).ok().filter(Exact::is_whole);
        let (digits, places, rest) = match ended {
            Some(whole) => (whole.numerator(), 9, ""),
            None => {
                let cut = value.abs().times(Exact::new(power_of_ten(scale + 2)?, 1)?)?.floor();
                (if value.is_negative() { -cut } else { cut }, scale + 2, "…")
            }
        };
        let least = if rest.is_empty() { scale } else { places };
        Ok(match Decimal::try_from_i128_with_scale(digits, places) {
            Ok(number) => format!("{}{rest}", self.locale.decimal(number, least, places, Minus::Typographic)),
            Err(_) => value.to_string(),
        })
    }

    fn kind(&self, line: &CalculatedLine) -> String {
        let (before, after) = (self.number(line.quantity_before), self.number(line.quantity_after));
        let quantity = self.number(line.quantity.abs());
        match line.kind {
            ChangeLineKind::AddedQuantity => format!("{quantity} more, from {before} to {after}"),
            ChangeLineKind::AddedProduct => format!("new, {quantity}"),
            ChangeLineKind::PlanCredit => "credit for the plan that ends".to_owned(),
            ChangeLineKind::PlanCharge => "the plan that begins".to_owned(),
            ChangeLineKind::RemovalCredit => format!("credit for {quantity} fewer, from {before} to {after}"),
            ChangeLineKind::ListDifference => format!("from {before} to {after} on its price list"),
            ChangeLineKind::OneTimeFee => "a one-time fee".to_owned(),
            ChangeLineKind::RampStep => match &line.proration {
                Some(found) => format!("price from {}", self.date(found.charge.start)),
                None => "price step".to_owned(),
            },
            ChangeLineKind::ExtendedTerm => format!("{quantity} going on to the moved renewal date"),
            ChangeLineKind::TrueUp => format!("use above the {before} paid for, {after} counted"),
        }
    }

    /// Quantity, unit price and what comes off every time.
    fn price(&self, line: &CalculatedLine) -> Result<String, ContractError> {
        let period = period_words(line.period);
        let list = match &line.list_totals {
            Some(totals) => format!(
                "the {} list comes to {}{period} before and {} after, a difference of {}",
                match totals.kind {
                    ListKind::Volume => "volume",
                    ListKind::Graduated => "graduated",
                },
                self.exact(totals.before)?,
                self.exact(totals.after)?,
                self.exact(totals.after.minus(totals.before)?)?
            ),
            None => {
                let unit = self.exact(Exact::from_decimal(line.unit_price)?)?;
                format!("{} × {unit}{period}", self.number(line.quantity.abs()))
            }
        };
        let mut text = list;
        for applied in line.discounts.iter().filter(|applied| !is_one_time(applied)) {
            text.push_str(&format!(", less {}", self.discount(&applied.discount, line.period)));
        }
        let plain = line.quantity.abs() == Decimal::ONE && line.list_totals.is_none();
        if !plain || line.discounts.iter().any(|applied| !is_one_time(applied)) {
            text.push_str(&format!(", that is {}{period}", self.exact(line.period_amount.abs())?));
        }
        text.push_str(if line.period_amount.is_negative() { ", given back." } else { "." });
        Ok(text)
    }

    fn discount(&self, discount: &Discount, period: Option<PricePeriod>) -> String {
        let percent = |percent: &Decimal| format!("{} %", self.number(*percent));
        match discount {
            Discount::Percent { percent: off, .. } => percent(off),
            Discount::MultiYear { percent: off, years } => {
                format!("{} for a contract of {years} years or more", percent(off))
            }
            Discount::Fixed { amount, .. } => {
                let scale = self.currency.scale();
                let number = self.locale.decimal(*amount, scale, 9, Minus::Typographic);
                format!("{number}{}", period_words(period))
            }
        }
    }

    /// The day counts: "Charged: 168 of the 365 days of the contract year (15 October 2026 to …)."
    fn charged(&self, found: &Proration) -> String {
        let mut parts: Vec<String> =
            found.segments.iter().map(|segment| self.segment(segment, found.unit)).collect();
        if let Some(started) = found.segments.last().filter(|_| counts_started_month(found)) {
            parts.pop();
            parts.push(format!("1 started month {}", self.span(span_of(started))));
        }
        match parts.as_slice() {
            [] => "No day is charged.".to_owned(),
            parts => format!("Charged: {}.", parts.join(", and ")),
        }
    }

    fn segment(&self, segment: &ProrationSegment, unit: SegmentUnit) -> String {
        let span = self.span(span_of(segment));
        let units = |one: &str| {
            let count = segment.count.numerator();
            format!("{count} whole {one}{} {span}", if count == 1 { "" } else { "s" })
        };
        let named = match (segment.denominator, unit) {
            (None, SegmentUnit::ContractQuarter) => return units("quarter"),
            (None, _) => return units("month"),
            (Some(all), SegmentUnit::FixedYear | SegmentUnit::Month) => {
                let all = if all.is_whole() { all.numerator().to_string() } else { all.to_string() };
                return format!("{} divided by {all} {span}", self.days(segment.days));
            }
            (Some(_), SegmentUnit::ContractQuarter) => "contract quarter",
            (Some(_), SegmentUnit::ContractMonth) => "contract month",
            (Some(_), SegmentUnit::WholeTerm) => "term",
            (Some(_), SegmentUnit::ContractYear) => "contract year",
        };
        let all = segment.denominator.map_or(0, |all| all.numerator());
        format!("{} of the {all} days of the {named} {span}", segment.days)
    }

    fn sum(&self, record: &CalculationRecord) -> String {
        let totals = &record.totals;
        if totals.credits.is_zero() {
            return format!("The rounded lines add up to {}.", self.money(totals.total));
        }
        format!(
            "The rounded lines add up to {}: charges of {} and credits of {}.",
            self.money(totals.total),
            self.money(totals.charges),
            self.money(totals.credits)
        )
    }

    fn notice(&self, notice: &Notice) -> String {
        match notice {
            Notice::ZeroDays => "No day is left, so nothing is charged.".to_owned(),
            Notice::ZeroQuantity => "The quantity is zero; the line is kept so that the paper explains itself.".to_owned(),
            Notice::RoundsToZero => "The amount is smaller than half the smallest unit and rounds to zero.".to_owned(),
            Notice::LeapYear { day } => format!(
                "{} lies in the charge. This method always divides by 365, so a full contract year costs one day more \
                 than the yearly price.",
                self.date(*day)
            ),
            Notice::StartedMonth { days } => {
                format!("The last month is only started ({}) and counts whole.", self.days(*days))
            }
            Notice::TermOneDayOff { months, days_past } => format!(
                "The term is {months} months and 1 day {}; check whether the renewal date was typed as the last day.",
                if *days_past > 0 { "more" } else { "less" }
            ),
            Notice::YearEndMoved { anniversary, renewal_date } => format!(
                "The contract began on the last day of February: its last year ends at the renewal date {} instead \
                 of {}.",
                self.date(*renewal_date),
                self.date(*anniversary)
            ),
            Notice::CreditCapped { asked, allowed } => format!(
                "A credit of {} would be more than was billed and not yet given back; it is limited to {}.",
                self.money(*asked),
                self.money(*allowed)
            ),
            Notice::LowerPriceConfirmed => {
                "The larger quantity reaches a cheaper tier, so the difference is a credit; this was confirmed.".to_owned()
            }
            Notice::UnitPriceRoundedFirst => "The unit price was rounded before the quantity was applied.".to_owned(),
            Notice::DiscountShare { amount } => {
                format!("Its share of the discount on the whole change is {}.", self.money(*amount))
            }
            Notice::FittedToTotal { calculated } => {
                format!("It was {} before the lines were fitted to the agreed total.", self.money(*calculated))
            }
            Notice::AgreedTotal { calculated } => format!(
                "The total was agreed; calculated it would be {}. The charges are split in proportion, by largest \
                 remainder.",
                self.money(*calculated)
            ),
        }
    }
}

/// One notice as a sentence.
pub fn notice_text(notice: &Notice, currency: Currency, locale: Locale) -> String {
    Say { locale, currency }.notice(notice)
}
