//! The four proration methods with their options, names and presets (contracts, sections 1 and 9).
//!
//! Only names and options; the arithmetic is in `proration`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ContractError;

/// Where the months of `MonthsDays` begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Alignment {
    /// On the first of each calendar month; a part of a month at either end is a stub.
    #[default]
    Calendar,
    /// On the charge start; the stub is what is left after the whole months.
    Start,
}

/// What the days of a stub month are divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Divisor {
    /// The actual days of the month the stub lies (calendar) or begins (from start) in.
    #[default]
    Actual,
    /// Always 30.
    Thirty,
    /// 365/12 = 30.41666… days.
    TwelfthOfYear,
}

/// How days become a fraction of a price. On the wire and in files its name, such as
/// `months_days:calendar:actual`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(into = "String", try_from = "String")]
#[ts(
    type = "\"actual_actual\" | \"actual_365\" | \"months_days:calendar:actual\" | \"months_days:calendar:30\" | \"months_days:calendar:365/12\" | \"months_days:start:actual\" | \"months_days:start:30\" | \"months_days:start:365/12\" | \"whole_months\""
)]
pub enum ProrationMethod {
    /// M1, the default: days left / actual days of the contract year, summed over contract years.
    #[default]
    ActualActual,
    /// M2: days / 365, whatever the year.
    Actual365,
    /// M3: whole months and a stub of days.
    MonthsDays { alignment: Alignment, divisor: Divisor },
    /// M4: every started month counts whole.
    WholeMonths,
}

impl ProrationMethod {
    /// M3 as it is offered first: calendar months, actual days.
    pub const CALENDAR_MONTHS: ProrationMethod =
        ProrationMethod::MonthsDays { alignment: Alignment::Calendar, divisor: Divisor::Actual };

    /// Every method and option, in the order of section 1.
    pub const ALL: [ProrationMethod; 9] = [
        ProrationMethod::ActualActual,
        ProrationMethod::Actual365,
        ProrationMethod::CALENDAR_MONTHS,
        ProrationMethod::MonthsDays { alignment: Alignment::Calendar, divisor: Divisor::Thirty },
        ProrationMethod::MonthsDays { alignment: Alignment::Calendar, divisor: Divisor::TwelfthOfYear },
        ProrationMethod::MonthsDays { alignment: Alignment::Start, divisor: Divisor::Actual },
        ProrationMethod::MonthsDays { alignment: Alignment::Start, divisor: Divisor::Thirty },
        ProrationMethod::MonthsDays { alignment: Alignment::Start, divisor: Divisor::TwelfthOfYear },
        ProrationMethod::WholeMonths,
    ];

    /// The name in files and on the wire (section 9).
    pub fn name(self) -> &'static str {
        match self {
            ProrationMethod::ActualActual => "actual_actual",
            ProrationMethod::Actual365 => "actual_365",
            ProrationMethod::WholeMonths => "whole_months",
            ProrationMethod::MonthsDays { alignment, divisor } => match (alignment, divisor) {
                (Alignment::Calendar, Divisor::Actual) => "months_days:calendar:actual",
                (Alignment::Calendar, Divisor::Thirty) => "months_days:calendar:30",
                (Alignment::Calendar, Divisor::TwelfthOfYear) => "months_days:calendar:365/12",
                (Alignment::Start, Divisor::Actual) => "months_days:start:actual",
                (Alignment::Start, Divisor::Thirty) => "months_days:start:30",
                (Alignment::Start, Divisor::TwelfthOfYear) => "months_days:start:365/12",
            },
        }
    }

    /// The name on screen and paper (section 1).
    pub fn label(self) -> &'static str {
        match self {
            ProrationMethod::ActualActual => "Daily, actual days",
            ProrationMethod::Actual365 => "Daily, 365-day year",
            ProrationMethod::WholeMonths => "Whole months (started month counts)",
            ProrationMethod::MonthsDays { alignment, divisor } => match (alignment, divisor) {
                (Alignment::Calendar, Divisor::Actual) => "Months + days (calendar months, actual days)",
                (Alignment::Calendar, Divisor::Thirty) => "Months + days (calendar months, 30 days)",
                (Alignment::Calendar, Divisor::TwelfthOfYear) => {
                    "Months + days (calendar months, 365/12 days)"
                }
                (Alignment::Start, Divisor::Actual) => "Months + days (from start, actual days)",
                (Alignment::Start, Divisor::Thirty) => "Months + days (from start, 30 days)",
                (Alignment::Start, Divisor::TwelfthOfYear) => "Months + days (from start, 365/12 days)",
            },
        }
    }

    /// What others call it, for people who compare with another system.
    pub fn standard_name(self) -> &'static str {
        match self {
            ProrationMethod::ActualActual => "Actual/Actual (contract year)",
            ProrationMethod::Actual365 => "Actual/365 (Fixed); Salesforce CPQ \"Day\"",
            ProrationMethod::WholeMonths => "Salesforce CPQ \"Month\"",
            ProrationMethod::MonthsDays { alignment: Alignment::Calendar, divisor: Divisor::Actual } => {
                "Salesforce CPQ \"Calendar Monthly + Daily\""
            }
            ProrationMethod::MonthsDays { alignment: Alignment::Calendar, divisor: Divisor::Thirty } => {
                "Zuora \"month first\", 30 days"
            }
            ProrationMethod::MonthsDays { alignment: Alignment::Start, divisor: Divisor::TwelfthOfYear } => {
                "Salesforce CPQ \"Monthly + Daily\""
            }
            ProrationMethod::MonthsDays { alignment: Alignment::Start, divisor: Divisor::Actual } => {
                "Business Central periods from the start"
            }
            ProrationMethod::MonthsDays { .. } => "Months and days",
        }
    }
}

impl fmt::Display for ProrationMethod {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

impl FromStr for ProrationMethod {
    type Err = ContractError;

    fn from_str(text: &str) -> Result<ProrationMethod, ContractError> {
        ProrationMethod::ALL
            .into_iter()
            .find(|method| method.name() == text)
            .ok_or_else(|| ContractError::UnknownMethod(text.to_owned()))
    }
}

impl TryFrom<String> for ProrationMethod {
    type Error = ContractError;

    fn try_from(text: String) -> Result<ProrationMethod, ContractError> {
        text.parse()
    }
}

impl From<ProrationMethod> for String {
    fn from(method: ProrationMethod) -> String {
        method.name().to_owned()
    }
}

/// The settings that reproduce another system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Preset {
    pub name: &'static str,
    pub method: ProrationMethod,
    /// Round the unit price first, then multiply by the quantity (section 3, rule 5).
    pub unit_price_first: bool,
}

/// The presets of section 1.
pub const PRESETS: [Preset; 6] = [
    Preset { name: "Salesforce CPQ Day", method: ProrationMethod::Actual365, unit_price_first: false },
    Preset { name: "Salesforce CPQ Month", method: ProrationMethod::WholeMonths, unit_price_first: false },
    Preset {
        name: "Salesforce CPQ Monthly + Daily",
        method: ProrationMethod::MonthsDays { alignment: Alignment::Start, divisor: Divisor::TwelfthOfYear },
        unit_price_first: false,
    },
    Preset {
        name: "CPQ Calendar Monthly + Daily",
        method: ProrationMethod::CALENDAR_MONTHS,
        unit_price_first: false,
    },
    Preset {
        name: "Zuora month-first 30",
        method: ProrationMethod::MonthsDays { alignment: Alignment::Calendar, divisor: Divisor::Thirty },
        unit_price_first: false,
    },
    Preset {
        name: "Business Central",
        method: ProrationMethod::MonthsDays { alignment: Alignment::Start, divisor: Divisor::Actual },
        unit_price_first: true,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back_and_anything_else_is_refused() {
        for method in ProrationMethod::ALL {
            assert_eq!(method.name().parse::<ProrationMethod>().unwrap(), method);
            let wire = serde_json::to_string(&method).unwrap();
            assert_eq!(wire, format!("\"{}\"", method.name()));
            assert_eq!(serde_json::from_str::<ProrationMethod>(&wire).unwrap(), method);
        }
        for bad in
            ["", "actual", "ACTUAL_ACTUAL", "months_days", "months_days:start:31", "months_days:start:30:x"]
        {
            assert!(bad.parse::<ProrationMethod>().is_err(), "{bad}");
        }
    }
}
