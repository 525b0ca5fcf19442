//! What a reader of an amount should know beside it (contracts, sections 2, 6 and 8).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::money::Money;

/// A remark on a calculation. Never an error: the amount stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Notice {
    /// The charge has no days.
    ZeroDays,
    /// The quantity is zero; the line is kept so that the document explains itself.
    ZeroQuantity,
    /// There is something to pay, but it rounds to zero.
    RoundsToZero,
    /// 29 February lies in the charge and the method counts 365 days a year, so a full year costs more than
    /// the yearly price.
    LeapYear { day: NaiveDate },
    /// A month that was only started counts whole.
    StartedMonth {
        #[ts(type = "number")]
        days: i64,
    },
    /// The term is one day longer or shorter than whole years; one of its dates was probably typed as the last day.
    TermOneDayOff {
        #[ts(type = "number")]
        months: i64,
        #[ts(type = "number")]
        days_past: i64,
    },
    /// The contract began at the end of February; its last year runs to the renewal date.
    YearEndMoved { anniversary: NaiveDate, renewal_date: NaiveDate },
    /// The credit was limited to what was billed and not yet given back.
    CreditCapped { asked: Money, allowed: Money },
    /// More units cost less on this list; the account manager confirmed it.
    LowerPriceConfirmed,
    /// The prorated unit price was rounded before it was multiplied.
    UnitPriceRoundedFirst,
    /// The line carries its share of a discount on the whole change.
    DiscountShare { amount: Money },
    /// The line was fitted to a negotiated total.
    FittedToTotal { calculated: Money },
    /// The total of the lines was negotiated.
    AgreedTotal { calculated: Money },
}

impl Notice {
    /// The code used in files and on the wire.
    pub fn code(&self) -> &'static str {
        match self {
            Notice::ZeroDays => "zero_days",
            Notice::ZeroQuantity => "zero_quantity",
            Notice::RoundsToZero => "rounds_to_zero",
            Notice::LeapYear { .. } => "leap_year",
            Notice::StartedMonth { .. } => "started_month",
            Notice::TermOneDayOff { .. } => "term_one_day_off",
            Notice::YearEndMoved { .. } => "year_end_moved",
            Notice::CreditCapped { .. } => "credit_capped",
            Notice::LowerPriceConfirmed => "lower_price_confirmed",
            Notice::UnitPriceRoundedFirst => "unit_price_rounded_first",
            Notice::DiscountShare { .. } => "discount_share",
            Notice::FittedToTotal { .. } => "fitted_to_total",
            Notice::AgreedTotal { .. } => "agreed_total",
        }
    }
}
