//! Money: whole minor units of an ISO 4217 currency.
//!
//! Amounts are 64-bit counts of minor units (cents, yen, fils); the scale comes from ISO 4217
//! (contracts, section 3, rule 4). Exact values become money in one place, [`Money::round`]. On the
//! wire money is `{minor, currency}`, and an amount beyond 2^53 is refused in both directions, because
//! the window could not hold it exactly.
//!
//! This module knows nothing about locales: `plain` and `parse` are for files, words and signs for
//! people are made elsewhere.
#![deny(clippy::float_arithmetic)]

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;
use ts_rs::TS;

use crate::exact::{Exact, ExactError, Rounding, parse_plain_decimal, scaled_text};

/// The largest count of minor units a window can hold exactly: 2^53.
pub const MINOR_LIMIT: i64 = 1 << 53;

/// Why an amount was refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MoneyError {
    #[error("\"{0}\" is not an ISO 4217 currency code")]
    UnknownCurrency(String),
    #[error("the currencies differ: {0} and {1}; amounts are never converted")]
    CurrencyMismatch(Currency, Currency),
    #[error("\"{0}\" is not a plain amount such as 1234.50")]
    Syntax(String),
    #[error("\"{0}\" has more decimals than {1} has")]
    TooManyDecimals(String, Currency),
    #[error("the amount is beyond 2^53 minor units and cannot be kept exactly")]
    TooLarge,
    #[error(transparent)]
    Exact(#[from] ExactError),
}

/// An ISO 4217 currency with its scale. On the wire its three-letter code.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, TS)]
#[ts(type = "string")]
pub struct Currency {
    code: &'static str,
    scale: u32,
}

impl Currency {
    pub const USD: Currency = Currency { code: "USD", scale: 2 };
    pub const EUR: Currency = Currency { code: "EUR", scale: 2 };

    pub fn code(self) -> &'static str {
        self.code
    }

    /// Decimals of the minor unit: 0 for JPY, 2 for most, 3 for KWD, 4 for the two funds codes.
    pub fn scale(self) -> u32 {
        self.scale
    }

    /// Every currency that can be chosen, in code order within its scale.
    pub fn all() -> impl Iterator<Item = Currency> {
        SCALES.iter().flat_map(|(scale, codes)| {
            codes.split_ascii_whitespace().map(|code| Currency { code, scale: *scale })
        })
    }
}

/// ISO 4217 by scale. Codes withdrawn lately (ANG, BGN, CUC, HRK, SLL, ZWL) stay readable, because old contracts
/// carry them; metals, test codes and units of account without a minor unit are no contract currencies.
const SCALES: [(u32, &str); 4] = [
    (
        2,
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD \
         CAD CDF CHE CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL \
         GHS GIP GMD GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR \
         LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB \
         PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP \
         SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG ZWL",
    ),
    (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
    (3, "BHD IQD JOD KWD LYD OMR TND"),
    (4, "CLF UYW"),
];

impl FromStr for Currency {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Currency, MoneyError> {
        // Every code takes four bytes of its list, so a file of 100,000 rows need not split words.
        let in_list = |codes: &'static str| {
            let place = codes.as_bytes().chunks(4).position(|word| word.get(..3) == Some(text.as_bytes()))?;
            codes.get(place * 4..place * 4 + 3)
        };
        SCALES
            .iter()
            .find_map(|(scale, codes)| Some(Currency { code: in_list(codes)?, scale: *scale }))
            .ok_or_else(|| MoneyError::UnknownCurrency(text.to_owned()))
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code)
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code)
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code)
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Currency, D::Error> {
        let code = String::deserialize(deserializer)?;
        code.parse().map_err(serde::de::Error::custom)
    }
}

/// An amount in minor units. Negative amounts are credits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, TS)]
pub struct Money {
    #[ts(type = "number")]
    pub minor: i64,
    pub currency: Currency,
}

impl Money {
    pub const fn new(minor: i64, currency: Currency) -> Money {
        Money { minor, currency }
    }

    pub const fn zero(currency: Currency) -> Money {
        Money { minor: 0, currency }
    }

    /// The one rounding function: an exact amount in major units becomes money
    /// (contracts, section 3, rule 3). Refuses results beyond 2^53 minor units.
    pub fn round(amount: &Exact, currency: Currency, mode: Rounding) -> Result<Money, MoneyError> {
        let units = amount.round(currency.scale, mode)?;
        let minor = i64::try_from(units).map_err(|_| MoneyError::TooLarge)?;
        Money { minor, currency }.within_limit()
    }

    /// Reads a plain decimal in major units: `6443.84`, `-3`, `159106`. Missing decimals are zeros;
    /// more decimals than the currency has are an error, because nothing may be lost unseen.
    pub fn parse(text: &str, currency: Currency) -> Result<Money, MoneyError> {
        let value = parse_plain_decimal(text).ok_or_else(|| MoneyError::Syntax(text.to_owned()))?;
        Money::from_decimal(value, currency)
    }

    /// An amount in major units that must fit the currency's decimals.
    pub fn from_decimal(value: Decimal, currency: Currency) -> Result<Money, MoneyError> {
        if value.normalize().scale() > currency.scale {
            return Err(MoneyError::TooManyDecimals(value.to_string(), currency));
        }
        Money::round(&Exact::from_decimal(value)?, currency, Rounding::HalfUp)
    }

    /// Plain decimal text with the currency's scale, for files: `6443.84`, `159106`, `1252.967`.
    pub fn plain(&self) -> String {
        scaled_text(i128::from(self.minor), self.currency.scale)
    }

    /// The exact amount in major units.
    pub fn exact(&self) -> Result<Exact, MoneyError> {
        let scale = crate::exact::power_of_ten(self.currency.scale)?;
        Ok(Exact::new(i128::from(self.minor), scale)?)
    }

    pub fn is_zero(&self) -> bool {
        self.minor == 0
    }

    pub fn is_negative(&self) -> bool {
        self.minor < 0
    }

    pub fn plus(self, other: Money) -> Result<Money, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::CurrencyMismatch(self.currency, other.currency));
        }
        let minor = self.minor.checked_add(other.minor).ok_or(MoneyError::TooLarge)?;
        Money { minor, currency: self.currency }.within_limit()
    }

    pub fn minus(self, other: Money) -> Result<Money, MoneyError> {
        self.plus(other.negated()?)
    }

    pub fn negated(self) -> Result<Money, MoneyError> {
        let minor = self.minor.checked_neg().ok_or(MoneyError::TooLarge)?;
        Ok(Money { minor, currency: self.currency })
    }

    /// The sum of amounts in `currency`; an empty list is zero.
    pub fn sum(currency: Currency, amounts: impl IntoIterator<Item = Money>) -> Result<Money, MoneyError> {
        amounts.into_iter().try_fold(Money::zero(currency), Money::plus)
    }

    fn within_limit(self) -> Result<Money, MoneyError> {
        if self.minor.unsigned_abs() > MINOR_LIMIT.unsigned_abs() {
            return Err(MoneyError::TooLarge);
        }
        Ok(self)
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let money = self.within_limit().map_err(S::Error::custom)?;
        Wire { minor: money.minor, currency: money.currency }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Money, D::Error> {
        let wire = Wire::deserialize(deserializer)?;
        Money { minor: wire.minor, currency: wire.currency }.within_limit().map_err(serde::de::Error::custom)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    minor: i64,
    currency: Currency,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn currency(code: &str) -> Currency {
        code.parse().unwrap()
    }

    #[test]
    fn scales_follow_iso_4217() {
        for (code, scale) in
            [("JPY", 0), ("USD", 2), ("KWD", 3), ("BHD", 3), ("OMR", 3), ("TND", 3), ("CLF", 4)]
        {
            assert_eq!(currency(code).scale(), scale, "{code}");
        }
        assert_eq!(currency("USD"), Currency::USD);
        assert_eq!(currency("EUR"), Currency::EUR);
    }

    #[test]
    fn every_code_is_listed_once_and_found() {
        assert!(Currency::all().all(|known| known.code().parse() == Ok(known)));
        let mut codes: Vec<_> = Currency::all().map(Currency::code).collect();
        let listed = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), listed);
        assert!(
            codes.iter().all(|code| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()))
        );
    }

    #[test]
    fn an_unknown_currency_is_an_error() {
        for text in ["XXX", "usd", "", "EURO", "ZZZ"] {
            assert_eq!(text.parse::<Currency>(), Err(MoneyError::UnknownCurrency(text.to_owned())));
        }
    }

    #[test]
    fn plain_text_has_the_scale_of_the_currency() {
        assert_eq!(Money::new(644_384, Currency::USD).plain(), "6443.84");
        assert_eq!(Money::new(-5, Currency::USD).plain(), "-0.05");
        assert_eq!(Money::new(159_106, currency("JPY")).plain(), "159106");
        assert_eq!(Money::new(1_252_967, currency("KWD")).plain(), "1252.967");
        for text in ["6443.84", "-0.05", "0.00"] {
            assert_eq!(Money::parse(text, Currency::USD).unwrap().plain(), text);
        }
    }

    #[test]
    fn parsing_loses_nothing() {
        assert_eq!(Money::parse("12.5", Currency::USD).unwrap().minor, 1_250);
        assert_eq!(Money::parse("12.500", Currency::USD).unwrap().minor, 1_250);
        assert!(matches!(Money::parse("0.005", Currency::USD), Err(MoneyError::TooManyDecimals(..))));
        assert!(matches!(Money::parse("1.5", currency("JPY")), Err(MoneyError::TooManyDecimals(..))));
        assert!(matches!(Money::parse("1,000.00", Currency::USD), Err(MoneyError::Syntax(_))));
        assert_eq!(Money::parse("90071992547409.93", Currency::USD), Err(MoneyError::TooLarge));
    }

    #[test]
    fn currencies_never_mix() {
        let sum = Money::new(1, Currency::USD).plus(Money::new(1, Currency::EUR));
        assert_eq!(sum, Err(MoneyError::CurrencyMismatch(Currency::USD, Currency::EUR)));
    }

    #[test]
    fn the_wire_refuses_what_a_window_cannot_hold() {
        let text = r#"{"minor":9007199254740992,"currency":"USD"}"#;
        let money: Money = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&money).unwrap(), text);
        let beyond = r#"{"minor":9007199254740993,"currency":"USD"}"#;
        assert!(serde_json::from_str::<Money>(beyond).unwrap_err().to_string().contains("2^53"));
        assert!(serde_json::to_string(&Money::new(MINOR_LIMIT + 1, Currency::USD)).is_err());
        assert!(serde_json::from_str::<Money>(r#"{"minor":1,"currency":"ABC"}"#).is_err());
    }
}
