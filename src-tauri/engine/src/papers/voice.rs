//! How a paper writes numbers, dates and currencies: one language, one locale, one currency.

use chrono::NaiveDate;
use headroom_core::book::{Account, Settings};
use headroom_core::exact::Exact;
use headroom_core::locale::{DateStyle, Language, Locale, MINUS, Minus, MoneyForm, MoneyStyle};
use headroom_core::money::{Currency, Money};
use rust_decimal::Decimal;

/// Amounts in columns: the currency is named once per page, not in every cell.
const COLUMN: MoneyStyle =
    MoneyStyle { form: MoneyForm::Plain, minus: Minus::Typographic, trim_whole: false };

/// The multiplication sign between no-break spaces, so that a formula does not fall apart.
pub(super) const TIMES: &str = "\u{a0}×\u{a0}";

/// The one of three words, English, German and French, that is in a language.
pub(super) fn one_of(language: Language, words: [&str; 3]) -> &str {
    let [english, german, french] = words;
    match language {
        Language::En => english,
        Language::De => german,
        Language::Fr => french,
    }
}

/// A text that stays on one line, so that none of its words stands alone on the next.
pub(super) fn unbroken(text: &str) -> String {
    text.replace(' ', "\u{a0}")
}

/// A language, a locale that speaks it, and the contract's currency.
#[derive(Debug, Clone, Copy)]
pub(super) struct Voice {
    pub language: Language,
    pub locale: Locale,
    pub currency: Currency,
}

/// The paper language of a code; English when it is none of the three.
pub(super) fn language_of(code: &str) -> Language {
    Language::ALL.into_iter().find(|language| language.code() == code).unwrap_or_default()
}

/// The locale a paper in `language` is written in: the account's, then the book's when they speak it.
pub(super) fn locale_of(language: Language, account: &Account, settings: &Settings) -> Locale {
    [account.locale.as_deref(), Some(settings.locale.as_str())]
        .into_iter()
        .flatten()
        .filter_map(|tag| tag.parse::<Locale>().ok())
        .find(|locale| locale.language() == language)
        .unwrap_or(match language {
            Language::En => Locale::EnGb,
            Language::De => Locale::DeDe,
            Language::Fr => Locale::FrFr,
        })
}

impl Voice {
    /// "14 June 2027"
    pub fn date(self, date: NaiveDate) -> String {
        self.locale.date(date, DateStyle::Long)
    }

    /// "14 Jun 2027", where space is short.
    pub fn short_date(self, date: NaiveDate) -> String {
        self.locale.date(date, DateStyle::Medium)
    }

    /// "Monday, 14 June 2027"
    pub fn weekday(self, date: NaiveDate) -> String {
        self.locale.date(date, DateStyle::LongWeekday)
    }

    /// "6,443.84"
    pub fn amount(self, amount: Money) -> String {
        let currency = amount.currency;
        self.locale.money(amount.minor, currency.scale(), currency.code(), COLUMN)
    }

    /// "6,444" for an amount without cents; else as [`Voice::amount`].
    pub fn whole(self, amount: Money) -> String {
        let style = MoneyStyle { trim_whole: true, ..COLUMN };
        self.locale.money(amount.minor, amount.currency.scale(), amount.currency.code(), style)
    }

    /// A price of one unit, which may be finer than the currency.
    pub fn price(self, price: Decimal) -> String {
        self.locale.unit_price(price, self.currency.scale(), self.currency.code(), COLUMN)
    }

    /// "25", "2.5"
    pub fn quantity(self, quantity: Decimal) -> String {
        self.locale.decimal(quantity, 0, 9, Minus::Typographic)
    }

    pub fn count(self, count: i64) -> String {
        self.locale.integer(count, Minus::Typographic)
    }

    /// "15 %" for 15.
    pub fn percent(self, percent: Decimal) -> String {
        self.locale.percent(percent / Decimal::ONE_HUNDRED, 4, Minus::Typographic)
    }

    /// An exact amount with `places` decimals, for reading only.
    pub fn exact(self, value: Exact, places: u32) -> String {
        let Ok(text) = value.decimal_text(places) else { return String::new() };
        match text.parse::<Decimal>() {
            Ok(decimal) => self.locale.decimal(decimal, places, places, Minus::Typographic),
            Err(_) => text.replace('-', &MINUS.to_string()),
        }
    }

    /// The currency as a sentence names it: "Amounts in euro".
    pub fn currency_name(self) -> &'static str {
        let names = match self.currency.code() {
            "EUR" => ["euro", "Euro", "euros"],
            "USD" => ["US dollars", "US-Dollar", "dollars américains"],
            "GBP" => ["pounds sterling", "Pfund Sterling", "livres sterling"],
            "CHF" => ["Swiss francs", "Schweizer Franken", "francs suisses"],
            "JPY" => ["yen", "Yen", "yens"],
            "CAD" => ["Canadian dollars", "kanadischen Dollar", "dollars canadiens"],
            "AUD" => ["Australian dollars", "australischen Dollar", "dollars australiens"],
            "SEK" => ["Swedish kronor", "schwedischen Kronen", "couronnes suédoises"],
            "NOK" => ["Norwegian kroner", "norwegischen Kronen", "couronnes norvégiennes"],
            "DKK" => ["Danish kroner", "dänischen Kronen", "couronnes danoises"],
            "PLN" => ["Polish złoty", "polnischen Złoty", "złotys polonais"],
            code => [code, code, code],
        };
        one_of(self.language, names)
    }
}
