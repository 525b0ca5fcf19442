//! How numbers, money and dates look and are typed in each locale, and the languages of the papers.
//!
//! One table ([`FACTS`]) holds every difference; the other files of this folder only apply it. To add a
//! locale, add a variant and a row (and, for a new language, its names in `names.rs`). This module must
//! not know contracts, accounts or currencies' arithmetic: an amount comes in as minor units with a scale.

mod amount;
mod date;
mod names;
mod number;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use amount::{AmountError, MoneyForm, MoneyStyle, TypedAmount, symbol_owner};
pub use date::{DateError, DateOrder, DateStyle, parse_in_order};
pub use names::{month_name, month_name_short, month_named, weekday_name, weekday_name_short};
pub use number::{Minus, NumberError, parse_with_decimal_sign};

/// No-break space.
pub const NBSP: char = '\u{a0}';
/// Narrow no-break space, the French group separator.
pub const NNBSP: char = '\u{202f}';
/// The minus of print; a hyphen is too short beside figures.
pub const MINUS: char = '\u{2212}';

/// A locale a book or an account can be set to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize, TS)]
pub enum Locale {
    #[default]
    #[serde(rename = "en-US")]
    EnUs,
    #[serde(rename = "en-GB")]
    EnGb,
    #[serde(rename = "de-DE")]
    DeDe,
    #[serde(rename = "fr-FR")]
    FrFr,
}

/// A language papers are written in. The screen itself is English.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    #[default]
    En,
    De,
    Fr,
}

impl Language {
    pub const ALL: [Language; 3] = [Language::En, Language::De, Language::Fr];

    /// The BCP 47 code, as used in the metadata of a paper.
    pub fn code(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::De => "de",
            Language::Fr => "fr",
        }
    }
}

/// What differs between two locales, and nothing else.
pub(crate) struct Facts {
    pub tag: &'static str,
    pub language: Language,
    pub group: char,
    pub decimal: char,
    /// Between a number and its percent sign.
    pub percent_gap: Option<char>,
    /// True: the currency stands before the number.
    pub currency_first: bool,
    /// How the US dollar is written beside other dollars.
    pub us_dollar: &'static str,
    pub order: DateOrder,
    /// Between the parts of a short date.
    pub date_separator: char,
    /// True when `/` between the parts is read in this locale's own order; where people write
    /// dates with dots, a date with slashes came from somebody else.
    pub slash_is_native: bool,
}

/// Rows in the order of the variants. Source: CLDR 46, checked against `Intl` of a browser.
static FACTS: [Facts; 4] = [
    Facts {
        tag: "en-US",
        language: Language::En,
        group: ',',
        decimal: '.',
        percent_gap: None,
        currency_first: true,
        us_dollar: "$",
        order: DateOrder::MonthDayYear,
        date_separator: '/',
        slash_is_native: true,
    },
    Facts {
        tag: "en-GB",
        language: Language::En,
        group: ',',
        decimal: '.',
        percent_gap: None,
        currency_first: true,
        us_dollar: "US$",
        order: DateOrder::DayMonthYear,
        date_separator: '/',
        slash_is_native: true,
    },
    Facts {
        tag: "de-DE",
        language: Language::De,
        group: '.',
        decimal: ',',
        percent_gap: Some(NBSP),
        currency_first: false,
        us_dollar: "$",
        order: DateOrder::DayMonthYear,
        date_separator: '.',
        slash_is_native: false,
    },
    Facts {
        tag: "fr-FR",
        language: Language::Fr,
        group: NNBSP,
        decimal: ',',
        percent_gap: Some(NNBSP),
        currency_first: false,
        us_dollar: "$US",
        order: DateOrder::DayMonthYear,
        date_separator: '/',
        slash_is_native: true,
    },
];

impl Locale {
    pub const ALL: [Locale; 4] = [Locale::EnUs, Locale::EnGb, Locale::DeDe, Locale::FrFr];

    pub(crate) fn facts(self) -> &'static Facts {
        &FACTS[self as usize]
    }

    /// The BCP 47 tag, as stored in a book and accepted by [`FromStr`].
    pub fn tag(self) -> &'static str {
        self.facts().tag
    }

    pub fn language(self) -> Language {
        self.facts().language
    }

    /// The character people of this locale type before decimals.
    pub fn decimal_sign(self) -> char {
        self.facts().decimal
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// A tag outside the table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a locale this book knows; use en-US, en-GB, de-DE or fr-FR")]
pub struct UnknownLocale(pub String);

impl FromStr for Locale {
    type Err = UnknownLocale;

    /// Reads a tag; case and `_` for `-` do not matter, and a language alone means its first locale.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wanted = text.trim().replace('_', "-").to_ascii_lowercase();
        Locale::ALL
            .into_iter()
            .find(|locale| {
                locale.tag().to_ascii_lowercase() == wanted || locale.language().code() == wanted.as_str()
            })
            .ok_or_else(|| UnknownLocale(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_read_back_in_every_spelling_people_use() {
        for locale in Locale::ALL {
            assert_eq!(locale.tag().parse(), Ok(locale));
            assert_eq!(locale.tag().to_lowercase().replace('-', "_").parse(), Ok(locale));
            let wire = serde_json::to_string(&locale).unwrap();
            assert_eq!(wire, format!("\"{}\"", locale.tag()), "the wire carries the tag itself");
        }
        assert_eq!("de".parse(), Ok(Locale::DeDe));
        assert!("pt-BR".parse::<Locale>().is_err());
    }
}
