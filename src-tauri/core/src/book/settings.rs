//! Settings: every default of the domain that a person may change, each with where it comes from.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// All settings of a book.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    pub company: CompanyIdentity,
    pub am: AmIdentity,
    /// The reporting currency, ISO 4217.
    pub currency: String,
    /// How numbers and dates are written: en-US, en-GB, de-DE or fr-FR.
    pub locale: String,
    /// The language papers are written in unless the account says otherwise: en, de or fr.
    pub paper_language: String,
    /// a4 or letter.
    pub page_size: String,
    /// A method name of contracts, section 9.
    pub proration_method: String,
    /// half_up or half_even.
    pub rounding: String,
    /// Round the unit price before multiplying (contracts, section 3.5).
    pub round_unit_price_first: bool,
    /// Days before a renewal in which both paths are shown (contracts, section 10).
    pub renewal_window_days: i64,
    /// Business days of procurement when the account has none set (000-23).
    pub procurement_lead_days: i64,
    /// Days a proposal's prices hold.
    pub validity_days: i64,
    /// Days that nobody works, beside Saturday and Sunday.
    pub holidays: Vec<NaiveDate>,
    /// Product names that must not stand in a headline, beside the catalogue's.
    pub headline_words: Vec<String>,
    /// How a paper's file is named, from {account}, {paper}, {version}, {number} and {date}.
    pub file_name: String,
    /// Days ahead in which renewals and notice days stand on Today: 90 and what procurement takes.
    pub today_ahead_days: i64,
    /// Business days after which a sent paper without an answer is chased.
    pub chase_after_days: i64,
    /// Days before a validity runs out in which it stands on Today.
    pub validity_ahead_days: i64,
    /// Where success criteria count from: effective_date, signature or go_live.
    pub criteria_clock: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            company: CompanyIdentity::default(),
            am: AmIdentity::default(),
            currency: "USD".into(),
            locale: "en-US".into(),
            paper_language: "en".into(),
            page_size: "a4".into(),
            proration_method: "actual_actual".into(),
            rounding: "half_up".into(),
            round_unit_price_first: false,
            renewal_window_days: 90,
            procurement_lead_days: 15,
            validity_days: 28,
            holidays: Vec::new(),
            headline_words: Vec::new(),
            file_name: "{account} - {paper} v{version} - {date}".into(),
            today_ahead_days: 120,
            chase_after_days: 5,
            validity_ahead_days: 5,
            criteria_clock: "effective_date".into(),
        }
    }
}

/// Who sells: printed on every paper.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct CompanyIdentity {
    pub name: String,
    pub legal_name: String,
    /// Lines separated by line feeds.
    pub address: String,
    /// "#0B6E5F"; white text on it must reach 4.5:1.
    pub accent: String,
    /// SHA-256 of the stored logo (PNG or SVG).
    pub logo_sha256: Option<String>,
}

impl Default for CompanyIdentity {
    fn default() -> Self {
        Self {
            name: String::new(),
            legal_name: String::new(),
            address: String::new(),
            accent: "#0B6E5F".into(),
            logo_sha256: None,
        }
    }
}

/// Who the account manager is.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct AmIdentity {
    pub name: String,
    pub title: String,
    pub email: String,
    pub phone: String,
}
