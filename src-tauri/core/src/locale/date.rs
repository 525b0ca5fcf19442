//! Dates as text: written in a locale's ways, read as people type them, refused when two readings are left.

use chrono::{Datelike, NaiveDate};
use thiserror::Error;

use super::{
    Language, Locale, NBSP, month_name, month_name_short, month_named, weekday_name, weekday_name_short,
};

/// The order of the parts of a date written in figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DateOrder {
    YearMonthDay,
    DayMonthYear,
    MonthDayYear,
}

/// How a date is written. English examples of 27 November 2026.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateStyle {
    /// `27/11/2026`; the American order in en-US, dots in German.
    Short,
    /// `27 Nov 2026`
    Medium,
    /// `27 November 2026`
    Long,
    /// `Fri 27 Nov`: lists, where the year is plain.
    Day,
    /// `Fri 27 Nov 2026`
    Weekday,
    /// `Friday, 27 November 2026`
    LongWeekday,
    /// `November 2026`
    Month,
    /// `2026-11-27`
    Iso,
}

/// Why a typed date was not understood.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DateError {
    #[error("a date is missing")]
    Empty,
    #[error("\"{text}\" is not a date; write it as 2026-11-27")]
    NotADate { text: String },
    #[error("\"{text}\" does not exist: {}", reason(*.year, *.month, *.day))]
    Impossible { text: String, year: i32, month: u32, day: u32 },
    #[error("\"{text}\" can be {first} or {second}; write it as {first}")]
    Ambiguous { text: String, first: NaiveDate, second: NaiveDate },
    #[error("the year of \"{text}\" is outside 1900 to 2199")]
    YearOutside { text: String },
}

fn reason(year: i32, month: u32, day: u32) -> String {
    let Some(length) = month_length(year, month) else { return format!("there is no month {month}") };
    let name = month_name(Language::En, month);
    match day {
        0 => "days start at 1".to_owned(),
        _ => format!("{name} {year} has {length} days"),
    }
}

fn month_length(year: i32, month: u32) -> Option<u32> {
    (28..=31).rev().find(|day| NaiveDate::from_ymd_opt(year, month, *day).is_some())
}

impl Locale {
    /// Writes a date. Day and month are held together by a no-break space, so that a line never ends in "27".
    pub fn date(self, date: NaiveDate, style: DateStyle) -> String {
        let language = self.language();
        let (year, month, day) = (date.year(), date.month(), date.day());
        let american = self.facts().order == DateOrder::MonthDayYear;
        let name = month_name(language, month);
        let short = month_name_short(language, month);
        match style {
            DateStyle::Iso => date.format("%Y-%m-%d").to_string(),
            DateStyle::Short => {
                let mark = self.facts().date_separator;
                let (first, second) = if american { (month, day) } else { (day, month) };
                format!("{first:02}{mark}{second:02}{mark}{year:04}")
            }
            DateStyle::Month => format!("{name} {year}"),
            DateStyle::Medium => self.with_month(day, short, Some(year)),
            DateStyle::Long => self.with_month(day, name, Some(year)),
            DateStyle::Day | DateStyle::Weekday => {
                let shown = (style == DateStyle::Weekday).then_some(year);
                let rest = self.with_month(day, short, shown);
                let comma = if american || language == Language::De { "," } else { "" };
                format!("{}{comma} {rest}", weekday_name_short(language, date.weekday()))
            }
            DateStyle::LongWeekday => {
                let comma = if language == Language::Fr { "" } else { "," };
                let rest = self.with_month(day, name, Some(year));
                format!("{}{comma} {rest}", weekday_name(language, date.weekday()))
            }
        }
    }

    fn with_month(self, day: u32, month: &str, year: Option<i32>) -> String {
        let year_after = |text: String, mark: &str| match year {
            Some(year) => format!("{text}{mark} {year}"),
            None => text,
        };
        match self.language() {
            Language::En if self.facts().order == DateOrder::MonthDayYear => {
                year_after(format!("{month}{NBSP}{day}"), ",")
            }
            Language::En => year_after(format!("{day}{NBSP}{month}"), ""),
            Language::De => year_after(format!("{day}.{NBSP}{month}"), ""),
            Language::Fr => {
                let day = if day == 1 { "1er".to_owned() } else { day.to_string() };
                year_after(format!("{day}{NBSP}{month}"), "")
            }
        }
    }

    /// Reads a date as typed: ISO, figures with `.`, `/` or `-`, or a month by name in English, German or
    /// French. ISO is always understood. Dots mean day first everywhere. Slashes are read in the locale's
    /// order; where a locale does not write slashes, a date that fits two orders is refused. When the
    /// expected order gives no date but the other does (21/11/2026 in en-US), the other is taken.
    ///
    /// # Errors
    /// [`DateError`] when nothing, two things, or a day that does not exist was typed.
    pub fn parse_date(self, text: &str) -> Result<NaiveDate, DateError> {
        let typed = text.trim();
        if typed.is_empty() {
            return Err(DateError::Empty);
        }
        let parts = Parts::of(typed).ok_or_else(|| DateError::NotADate { text: typed.to_owned() })?;
        match parts {
            Parts::YearFirst(year, month, day) => build(typed, year, month, day),
            Parts::Named(year, month, day) => build(typed, year, month, day),
            Parts::Figures { first, second, year, mark } => {
                let day_first = || build(typed, year, second, first);
                let month_first = || build(typed, year, first, second);
                let (expected, other) = match (self.facts().order, mark) {
                    (_, '.') | (DateOrder::DayMonthYear | DateOrder::YearMonthDay, _) => {
                        (day_first(), month_first())
                    }
                    (DateOrder::MonthDayYear, _) => (month_first(), day_first()),
                };
                let native = mark == '.' || self.facts().slash_is_native;
                match (expected, other) {
                    (Ok(a), Ok(b)) if a != b && !native => {
                        Err(DateError::Ambiguous { text: typed.to_owned(), first: a, second: b })
                    }
                    (Ok(date), _) => Ok(date),
                    // A dotted date is never month first, so 11.21.2026 is a mistake.
                    (Err(DateError::Impossible { .. }), Ok(date)) if mark != '.' => Ok(date),
                    (Err(error), _) => Err(error),
                }
            }
        }
    }
}

/// Reads a date in figures whose order is known, as in one file column; ISO is read in any order.
///
/// # Errors
/// [`DateError`] when the text is no date in this order.
pub fn parse_in_order(text: &str, order: DateOrder) -> Result<NaiveDate, DateError> {
    let typed = text.trim();
    if typed.is_empty() {
        return Err(DateError::Empty);
    }
    match Parts::of(typed).ok_or_else(|| DateError::NotADate { text: typed.to_owned() })? {
        Parts::YearFirst(year, month, day) | Parts::Named(year, month, day) => build(typed, year, month, day),
        Parts::Figures { first, second, year, .. } => match order {
            DateOrder::DayMonthYear => build(typed, year, second, first),
            DateOrder::MonthDayYear => build(typed, year, first, second),
            DateOrder::YearMonthDay => Err(DateError::NotADate { text: typed.to_owned() }),
        },
    }
}

enum Parts {
    YearFirst(i32, u32, u32),
    Named(i32, u32, u32),
    Figures { first: u32, second: u32, year: i32, mark: char },
}

impl Parts {
    fn of(text: &str) -> Option<Parts> {
        if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
            return Some(Parts::YearFirst(
                text[..4].parse().ok()?,
                text[4..6].parse().ok()?,
                text[6..].parse().ok()?,
            ));
        }
        if text.chars().any(char::is_alphabetic) {
            return Parts::with_name(text);
        }
        let mark = text.chars().find(|c| matches!(c, '.' | '/' | '-'))?;
        let parts: Vec<&str> = text.split(mark).map(str::trim).collect();
        let [a, b, c] = parts.as_slice() else { return None };
        let digits = |part: &str, least: usize, most: usize| {
            (least..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
        };
        if digits(a, 4, 4) && digits(b, 1, 2) && digits(c, 1, 2) {
            return Some(Parts::YearFirst(a.parse().ok()?, b.parse().ok()?, c.parse().ok()?));
        }
        if !(digits(a, 1, 2) && digits(b, 1, 2)) {
            return None;
        }
        Some(Parts::Figures { first: a.parse().ok()?, second: b.parse().ok()?, year: full_year(c)?, mark })
    }

    /// `27 Nov 2026`, `Nov 27, 2026`, `27. November 2026`, `1er décembre 2026`, `Fri 27-Nov-2026`.
    fn with_name(text: &str) -> Option<Parts> {
        let words = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '-' | '/' | NBSP));
        let words: Vec<&str> = words.filter(|w| !w.is_empty()).collect();
        // "mar." is Tuesday before another name, and March alone.
        let named = words.iter().filter(|w| w.starts_with(char::is_alphabetic)).count();
        let skip = usize::from(named > 1 && words.first().is_some_and(|w| is_weekday(w)));
        let (mut month, mut figures) = (None, Vec::new());
        for word in words.into_iter().skip(skip) {
            let number = word.trim_end_matches('.');
            let number = number.strip_suffix("er").unwrap_or(number);
            if number.bytes().all(|b| b.is_ascii_digit()) && !number.is_empty() {
                figures.push(number);
            } else {
                month = Some(month_named(word).filter(|_| month.is_none())?);
            }
        }
        let [day, year] = figures.as_slice() else { return None };
        let day = Some(day).filter(|d| d.len() <= 2)?;
        Some(Parts::Named(full_year(year)?, month?, day.parse().ok()?))
    }
}

fn is_weekday(word: &str) -> bool {
    let word = word.trim_end_matches('.').to_lowercase();
    let days = [
        chrono::Weekday::Mon,
        chrono::Weekday::Tue,
        chrono::Weekday::Wed,
        chrono::Weekday::Thu,
        chrono::Weekday::Fri,
        chrono::Weekday::Sat,
        chrono::Weekday::Sun,
    ];
    Language::ALL.into_iter().any(|language| {
        days.into_iter().any(|day| {
            weekday_name(language, day).to_lowercase() == word
                || weekday_name_short(language, day).trim_end_matches('.').to_lowercase() == word
        })
    })
}

/// Four figures as they stand, two as a year of this century; nothing else.
fn full_year(part: &str) -> Option<i32> {
    match part.len() {
        4 => part.parse().ok(),
        2 => part.parse::<i32>().ok().map(|year| 2000 + year),
        _ => None,
    }
    .filter(|_| part.bytes().all(|b| b.is_ascii_digit()))
}

fn build(text: &str, year: i32, month: u32, day: u32) -> Result<NaiveDate, DateError> {
    if !(1900..=2199).contains(&year) {
        return Err(DateError::YearOutside { text: text.to_owned() });
    }
    NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| DateError::Impossible {
        text: text.to_owned(),
        year,
        month,
        day,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn a_date_is_written_as_the_locale_wants_it() {
        let date = ymd(2026, 12, 1);
        for (locale, style, expected) in [
            (Locale::EnUs, DateStyle::Short, "12/01/2026"),
            (Locale::EnUs, DateStyle::Long, "December\u{a0}1, 2026"),
            (Locale::EnUs, DateStyle::Weekday, "Tue, Dec\u{a0}1, 2026"),
            (Locale::EnGb, DateStyle::Short, "01/12/2026"),
            (Locale::EnGb, DateStyle::Long, "1\u{a0}December 2026"),
            (Locale::EnGb, DateStyle::Medium, "1\u{a0}Dec 2026"),
            (Locale::EnGb, DateStyle::Day, "Tue 1\u{a0}Dec"),
            (Locale::EnGb, DateStyle::LongWeekday, "Tuesday, 1\u{a0}December 2026"),
            (Locale::DeDe, DateStyle::Short, "01.12.2026"),
            (Locale::DeDe, DateStyle::Long, "1.\u{a0}Dezember 2026"),
            (Locale::DeDe, DateStyle::Weekday, "Di., 1.\u{a0}Dez. 2026"),
            (Locale::FrFr, DateStyle::Long, "1er\u{a0}décembre 2026"),
            (Locale::FrFr, DateStyle::Day, "mar. 1er\u{a0}déc."),
            (Locale::FrFr, DateStyle::Month, "décembre 2026"),
            (Locale::FrFr, DateStyle::Iso, "2026-12-01"),
        ] {
            assert_eq!(locale.date(date, style), expected);
        }
    }

    #[test]
    fn what_people_type_is_read() {
        let expected = Ok(ymd(2026, 11, 21));
        for locale in Locale::ALL {
            for text in [
                "2026-11-21",
                "2026/11/21",
                "20261121",
                "21.11.2026",
                "21.11.26",
                "21/11/2026", // 21 is no month, so one reading is left
                "11/21/2026",
                "21 Nov 2026",
                "Nov 21, 2026",
                "21. November 2026",
                "Sat 21 Nov 2026",
                "21 novembre 2026",
                "21-Nov-2026",
            ] {
                assert_eq!(locale.parse_date(text), expected, "{locale} {text}");
            }
        }
        assert_eq!(Locale::FrFr.parse_date("1er août 2026"), Ok(ymd(2026, 8, 1)));
    }

    #[test]
    fn the_locale_decides_between_two_orders_and_a_foreign_form_is_asked_back() {
        assert_eq!(Locale::EnUs.parse_date("03/04/2026"), Ok(ymd(2026, 3, 4)));
        assert_eq!(Locale::EnGb.parse_date("03/04/2026"), Ok(ymd(2026, 4, 3)));
        assert_eq!(Locale::EnUs.parse_date("03.04.2026"), Ok(ymd(2026, 4, 3)), "dots are day first");
        assert_eq!(
            Locale::DeDe.parse_date("03/04/2026"),
            Err(DateError::Ambiguous {
                text: "03/04/2026".into(),
                first: ymd(2026, 4, 3),
                second: ymd(2026, 3, 4)
            })
        );
        assert_eq!(Locale::DeDe.parse_date("04/04/2026"), Ok(ymd(2026, 4, 4)), "both readings agree");
    }

    #[test]
    fn a_day_that_does_not_exist_is_named_with_its_reason() {
        let error = Locale::EnUs.parse_date("2026-02-30").unwrap_err();
        assert_eq!(error.to_string(), "\"2026-02-30\" does not exist: February 2026 has 28 days");
        let error = Locale::DeDe.parse_date("11.21.2026").unwrap_err();
        assert_eq!(error.to_string(), "\"11.21.2026\" does not exist: there is no month 21");
        assert_eq!(Locale::EnGb.parse_date(" "), Err(DateError::Empty));
        assert!(matches!(Locale::EnGb.parse_date("0026-11-21"), Err(DateError::YearOutside { .. })));
        for text in ["soon", "21.11", "21.11.202", "2026-11-21T10", "1/2/3/2026", "21 Foo 2026", "45 2026"] {
            assert!(matches!(Locale::EnGb.parse_date(text), Err(DateError::NotADate { .. })), "{text}");
        }
    }

    #[test]
    fn a_known_order_leaves_no_guess() {
        use DateOrder::*;
        assert_eq!(parse_in_order("03/04/2026", MonthDayYear), Ok(ymd(2026, 3, 4)));
        assert_eq!(parse_in_order("2026-04-03", MonthDayYear), Ok(ymd(2026, 4, 3)), "ISO in any order");
        assert!(parse_in_order("21/11/2026", MonthDayYear).is_err());
        assert!(parse_in_order("21/11/2026", YearMonthDay).is_err());
    }

    proptest! {
        #[test]
        fn dates_make_the_round_trip(days in 0i64..109_000, which in 0usize..4) {
            let locale = Locale::ALL[which];
            let date = ymd(1900, 1, 1) + chrono::Days::new(days as u64);
            for style in [DateStyle::Short, DateStyle::Medium, DateStyle::Long, DateStyle::Weekday, DateStyle::LongWeekday, DateStyle::Iso] {
                let text = locale.date(date, style);
                prop_assert_eq!(locale.parse_date(&text), Ok(date), "{}", text);
            }
        }

        #[test]
        fn typing_anything_never_panics(text in ".{0,24}") {
            for locale in Locale::ALL {
                let _ = locale.parse_date(&text);
            }
        }
    }
}
