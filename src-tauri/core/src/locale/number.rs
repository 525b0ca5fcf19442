//! Decimal numbers, whole numbers and percentages: written by a locale's rules, read as people type them.

use rust_decimal::{Decimal, RoundingStrategy};
use thiserror::Error;

use super::{Locale, MINUS, NBSP, NNBSP};

/// Which sign stands before a negative number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Minus {
    /// `-`, as on a keyboard: fields, CSV, mail.
    #[default]
    Hyphen,
    /// U+2212: papers and screens, where figures align.
    Typographic,
}

impl Minus {
    pub(super) fn sign(self) -> char {
        match self {
            Minus::Hyphen => '-',
            Minus::Typographic => MINUS,
        }
    }
}

/// Why a typed number was not understood.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NumberError {
    #[error("a number is missing")]
    Empty,
    #[error("\"{text}\" is not a number")]
    NotANumber { text: String },
    #[error("the groups in \"{text}\" do not have three digits each; it could be {one} or {other}")]
    Grouping { text: String, one: String, other: String },
    #[error("\"{text}\" has more digits than can be kept exactly")]
    TooLong { text: String },
}

impl Locale {
    /// Writes a decimal with at least `min_places` and at most `max_places` decimals, rounded half away
    /// from zero, with the locale's group and decimal signs.
    pub fn decimal(self, value: Decimal, min_places: u32, max_places: u32, minus: Minus) -> String {
        let max_places = max_places.max(min_places);
        let rounded =
            value.round_dp_with_strategy(max_places, RoundingStrategy::MidpointAwayFromZero).normalize();
        let plain = rounded.abs().to_string();
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let mut text = String::with_capacity(plain.len() + 8);
        if rounded.is_sign_negative() && !rounded.is_zero() {
            text.push(minus.sign());
        }
        push_grouped(&mut text, whole, self.facts().group);
        if !fraction.is_empty() || min_places > 0 {
            text.push(self.facts().decimal);
            text.push_str(fraction);
            for _ in fraction.len()..min_places as usize {
                text.push('0');
            }
        }
        text
    }

    /// Writes a whole number with the locale's groups.
    pub fn integer(self, value: i64, minus: Minus) -> String {
        self.decimal(Decimal::from(value), 0, 0, minus)
    }

    /// Writes a ratio as a percentage: 0.125 with one place is "12.5%", "12,5 %" or "12,5 %".
    pub fn percent(self, ratio: Decimal, max_places: u32, minus: Minus) -> String {
        let mut text = self.decimal(ratio * Decimal::ONE_HUNDRED, 0, max_places, minus);
        text.extend(self.facts().percent_gap);
        text.push('%');
        text
    }

    /// Reads a number as typed by somebody of this locale.
    ///
    /// The locale's own signs win (`1.234` is 1234 in Germany). A sign used the foreign way is understood
    /// when only one reading is left: `75.95` in Germany is 75.95, never 7595; `1.234,50` is the same
    /// everywhere. Spaces and apostrophes group in every locale. `(12)`, `-12`, `−12` and `12-` are
    /// negative.
    ///
    /// # Errors
    /// [`NumberError`] when the text is empty, holds anything else, groups oddly or is too long.
    pub fn parse_decimal(self, text: &str) -> Result<Decimal, NumberError> {
        let (negative, body) = unsigned(text);
        if body.is_empty() {
            return Err(NumberError::Empty);
        }
        let bad = || NumberError::NotANumber { text: text.trim().to_owned() };
        let decimal = decimal_sign_of(body, self.facts().decimal, text)?;
        let value = digits_to_decimal(body, decimal).ok_or_else(bad)?.map_err(|_| too_long(text))?;
        Ok(if negative { -value } else { value })
    }

    /// Reads a whole number as typed; `12.0` is 12, `12.5` is refused.
    ///
    /// # Errors
    /// As [`Locale::parse_decimal`]; [`NumberError::NotANumber`] for a fraction.
    pub fn parse_integer(self, text: &str) -> Result<i64, NumberError> {
        let value = self.parse_decimal(text)?;
        if !value.is_integer() {
            return Err(NumberError::NotANumber { text: text.trim().to_owned() });
        }
        i64::try_from(value).map_err(|_| too_long(text))
    }

    /// Reads a percentage into a ratio: "12,5 %" and "12,5" are both 0.125.
    ///
    /// # Errors
    /// As [`Locale::parse_decimal`].
    pub fn parse_percent(self, text: &str) -> Result<Decimal, NumberError> {
        let body = text.trim().trim_end_matches('%').trim_end_matches(is_space);
        Ok(self.parse_decimal(body)? / Decimal::ONE_HUNDRED)
    }
}

/// Reads a number whose decimal sign is known, as the values of one file column: nothing is guessed, and
/// a group that does not have three digits is refused.
///
/// # Errors
/// [`NumberError`] as for [`Locale::parse_decimal`].
pub fn parse_with_decimal_sign(text: &str, decimal: char) -> Result<Decimal, NumberError> {
    let (negative, body) = unsigned(text);
    if body.is_empty() {
        return Err(NumberError::Empty);
    }
    let value = digits_to_decimal(body, Some(decimal))
        .ok_or_else(|| NumberError::NotANumber { text: text.trim().to_owned() })?
        .map_err(|_| too_long(text))?;
    Ok(if negative { -value } else { value })
}

fn too_long(text: &str) -> NumberError {
    NumberError::TooLong { text: text.trim().to_owned() }
}

pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || c == NBSP || c == NNBSP || c == '\u{2009}'
}

fn is_mark(c: char) -> bool {
    is_space(c) || c == '\'' || c == '’'
}

/// Takes off the sign, in front, behind or as parentheses.
pub(super) fn unsigned(text: &str) -> (bool, &str) {
    let text = text.trim_matches(is_space);
    if let Some(inner) = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        return (true, inner.trim_matches(is_space));
    }
    let is_minus = |c: char| c == '-' || c == MINUS || c == '–';
    if let Some(rest) = text.strip_prefix(is_minus).or_else(|| text.strip_suffix(is_minus)) {
        return (true, rest.trim_matches(is_space));
    }
    (false, text.strip_prefix('+').unwrap_or(text).trim_start_matches(is_space))
}

/// Decides which of `.` and `,` is the decimal sign of this text; `None` when neither is.
fn decimal_sign_of(body: &str, native: char, text: &str) -> Result<Option<char>, NumberError> {
    let foreign = if native == ',' { '.' } else { ',' };
    let count = |sign: char| body.matches(sign).count();
    match (count(native), count(foreign)) {
        (2.., 0) if grouped_by(body, native) => Ok(None),
        (_, 0) => Ok(Some(native)),
        // Both are there: the last one is the decimal sign.
        (1.., 1..) => Ok(if body.rfind(native) > body.rfind(foreign) { Some(native) } else { Some(foreign) }),
        // The foreign sign alone groups when its groups fit, and is a decimal sign otherwise.
        (0, 1) if grouped_by(body, foreign) => Ok(None),
        (0, 1) => Ok(Some(foreign)),
        (0, _) if grouped_by(body, foreign) => Ok(None),
        (0, _) => {
            let squeezed: String = body.chars().filter(char::is_ascii_digit).collect();
            let cut = body.rfind(foreign).unwrap_or(0);
            let head: String = body[..cut].chars().filter(char::is_ascii_digit).collect();
            let tail: String = body[cut..].chars().filter(char::is_ascii_digit).collect();
            let other = format!("{head}.{tail}");
            Err(NumberError::Grouping { text: text.trim().to_owned(), one: squeezed, other })
        }
    }
}

/// True when `sign` cuts the text into a first group of one to three digits, not zero, and groups of three.
fn grouped_by(body: &str, sign: char) -> bool {
    let mut groups = body.split(sign);
    let first = groups.next().unwrap_or("");
    let digits = |g: &str| g.chars().all(|c| c.is_ascii_digit());
    (1..=3).contains(&first.len())
        && digits(first)
        && !first.starts_with('0')
        && groups.all(|g| g.len() == 3 && digits(g))
}

/// `None`: not a number with these signs. `Some(Err)`: too long to be exact.
fn digits_to_decimal(body: &str, decimal: Option<char>) -> Option<Result<Decimal, rust_decimal::Error>> {
    let (whole, fraction) = match decimal {
        Some(sign) => body.split_once(sign).map_or((body, None), |(w, f)| (w, Some(f))),
        None => (body, None),
    };
    let mut plain = String::with_capacity(body.len());
    let is_group = |c: char| is_mark(c) || ((c == '.' || c == ',') && Some(c) != decimal);
    let groups: Vec<&str> = whole.split(is_group).collect();
    let marks: Vec<char> = whole.chars().filter(|c| is_group(*c)).collect();
    // One kind of mark within a number, and three digits after each.
    let same_mark = marks.windows(2).all(|pair| pair[0] == pair[1]);
    let well_grouped = groups.iter().skip(1).all(|g| g.len() == 3)
        && (groups.len() == 1 || (1..=3).contains(&groups[0].len()));
    if !same_mark || !well_grouped {
        return None;
    }
    for group in groups {
        plain.push_str(group);
    }
    if plain.is_empty() && fraction.is_none_or(str::is_empty) {
        return None;
    }
    if plain.is_empty() {
        plain.push('0');
    }
    if let Some(fraction) = fraction.filter(|f| !f.is_empty()) {
        plain.push('.');
        plain.push_str(fraction);
    }
    if !plain.chars().all(|c| c.is_ascii_digit() || c == '.') || plain.matches('.').count() > 1 {
        return None;
    }
    Some(Decimal::from_str_exact(&plain))
}

/// Writes digits in groups of three.
fn push_grouped(text: &mut String, digits: &str, group: char) {
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(group);
        }
        text.push(digit);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn dec(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn a_decimal_looks_as_the_locale_wants_it() {
        let value = dec("-1234567.5");
        assert_eq!(Locale::EnUs.decimal(value, 2, 2, Minus::Hyphen), "-1,234,567.50");
        assert_eq!(Locale::DeDe.decimal(value, 2, 2, Minus::Typographic), "−1.234.567,50");
        assert_eq!(Locale::FrFr.decimal(value, 0, 2, Minus::Typographic), "−1\u{202f}234\u{202f}567,5");
        assert_eq!(Locale::EnUs.decimal(dec("-0.004"), 2, 2, Minus::Hyphen), "0.00", "no minus before zero");
        assert_eq!(Locale::EnUs.decimal(dec("0.125"), 0, 2, Minus::Hyphen), "0.13", "half away from zero");
    }

    #[test]
    fn a_percentage_keeps_its_sign_on_the_line() {
        assert_eq!(Locale::EnGb.percent(dec("0.2"), 1, Minus::Hyphen), "20%");
        assert_eq!(Locale::DeDe.percent(dec("0.125"), 1, Minus::Hyphen), "12,5\u{a0}%");
        assert_eq!(Locale::FrFr.percent(dec("-0.05"), 1, Minus::Typographic), "−5\u{202f}%");
    }

    #[test]
    fn what_people_type_is_read_by_the_locale_first() {
        for (locale, text, expected) in [
            (Locale::EnUs, "1,234.50", "1234.50"),
            (Locale::EnUs, "1.234,50", "1234.50"), // both signs: the last one is decimal
            (Locale::EnUs, "1,234", "1234"),
            (Locale::EnUs, "1.234.567", "1234567"), // two dots cannot both be decimal
            (Locale::EnUs, "1,23", "1.23"),         // two digits are no group
            (Locale::EnUs, "0,123", "0.123"),
            (Locale::DeDe, "1.234,50", "1234.50"),
            (Locale::DeDe, "1.234", "1234"),
            (Locale::DeDe, "75.95", "75.95"), // never 7595
            (Locale::DeDe, "1.234.567", "1234567"),
            (Locale::FrFr, "1 234,50", "1234.50"),
            (Locale::FrFr, "1\u{202f}234,5", "1234.5"),
            (Locale::EnGb, "1'234.50", "1234.50"),
            (Locale::EnGb, ".5", "0.5"),
            (Locale::EnGb, "5.", "5"),
            (Locale::EnGb, "(1,200)", "-1200"),
            (Locale::EnGb, "−12", "-12"),
            (Locale::EnGb, "12-", "-12"),
            (Locale::EnGb, "+7", "7"),
        ] {
            assert_eq!(locale.parse_decimal(text), Ok(dec(expected)), "{locale} {text}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused_with_its_text() {
        for text in
            ["abc", "12 34", "1,2,3.4", "1.2.3,4.5", "--5", "1e5", "12%", "٣", "1 234 56", "1,234 567"]
        {
            assert!(Locale::EnUs.parse_decimal(text).is_err(), "{text}");
        }
        assert_eq!(Locale::EnUs.parse_decimal("  "), Err(NumberError::Empty));
        let odd = Locale::DeDe.parse_decimal("1.23.45").unwrap_err();
        assert_eq!(
            odd,
            NumberError::Grouping { text: "1.23.45".into(), one: "12345".into(), other: "123.45".into() }
        );
        assert!(matches!(Locale::EnUs.parse_decimal(&"9".repeat(40)), Err(NumberError::TooLong { .. })));
        assert!(Locale::EnUs.parse_integer("12.5").is_err());
        assert_eq!(Locale::EnUs.parse_integer("12.0"), Ok(12));
    }

    #[test]
    fn a_known_decimal_sign_leaves_no_guess() {
        assert_eq!(parse_with_decimal_sign("1.234", ','), Ok(dec("1234")));
        assert_eq!(parse_with_decimal_sign("1.234", '.'), Ok(dec("1.234")));
        assert!(parse_with_decimal_sign("75.95", ',').is_err(), "two digits are no group");
    }

    proptest! {
        /// Written with all its decimals, a number reads back as itself in its own locale.
        #[test]
        fn numbers_make_the_round_trip(minor in -9_000_000_000_000_000_i64..9_000_000_000_000_000, scale in 0u32..=9, which in 0usize..4, print in any::<bool>()) {
            let locale = Locale::ALL[which];
            let value = Decimal::new(minor, scale);
            let minus = if print { Minus::Typographic } else { Minus::Hyphen };
            let text = locale.decimal(value, scale, scale, minus);
            prop_assert_eq!(locale.parse_decimal(&text), Ok(value), "{}", text);
            let trimmed = locale.decimal(value, 0, scale, minus);
            // A trimmed number can end in three decimals that look like a group only to another locale.
            prop_assert_eq!(locale.parse_decimal(&trimmed), Ok(value), "{}", trimmed);
        }

        #[test]
        fn typing_anything_never_panics(text in ".{0,40}") {
            for locale in Locale::ALL {
                let _ = locale.parse_decimal(&text);
                let _ = locale.parse_percent(&text);
            }
        }
    }
}
