//! A change close to the renewal: addendum now, or folded into the renewal (contracts, section 10).
//!
//! Both ways are shown with price, signing day and what each costs; one is recommended, with the reason.
#![deny(clippy::float_arithmetic)]

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CalculationRecord, ContractError};
use crate::dates::{
    add_business_days, add_days, business_days_between, days_between, subtract_business_days,
};
use crate::money::Money;

/// What decides whether a change collides with the renewal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CollisionSetting<'a> {
    pub today: NaiveDate,
    /// Closer than this to the renewal both ways are shown; days, default 90.
    pub window_days: i64,
    /// What the customer's procurement takes; business days, default 15.
    pub procurement_days: u32,
    /// Notice days of the contract.
    pub notice_days: Option<i64>,
    pub holidays: &'a [NaiveDate],
}

/// One of the two ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RenewalPath {
    /// Sign an addendum now.
    Addendum,
    /// Put the change into the renewal.
    Renewal,
}

/// What one way means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PathTerms {
    /// The first day at the new price.
    pub effective: NaiveDate,
    /// The day it has to be signed by.
    pub sign_by: NaiveDate,
    /// The paper has to be with procurement on this day to be signed in time.
    pub send_by: NaiveDate,
    /// What the customer pays for it until the renewal.
    pub until_renewal: Money,
    /// What it adds to a year from the renewal on.
    pub yearly_from_renewal: Money,
}

/// Why a way is recommended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CollisionReason {
    /// A paper sent today is not signed before the renewal date.
    CannotSignBeforeRenewal,
    /// Procurement takes longer than the days the addendum would cover.
    ProcurementTakesLonger,
    /// The addendum cannot be signed by its effective date any more; the renewal can.
    CannotSignByEffectiveDate,
    /// The addendum can be signed in time, and the customer has it earlier.
    SignableInTime,
}

/// A change and a renewal that meet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Collision {
    /// From the effective date to the renewal date.
    #[ts(type = "number")]
    pub days_to_renewal: i64,
    pub within_window: bool,
    pub within_procurement: bool,
    /// The last day to give notice.
    pub notice_day: Option<NaiveDate>,
    /// The notice day is over: the contract renews unless both sides agree otherwise.
    pub notice_passed: bool,
    /// The day a paper sent today can be signed.
    pub earliest_signature: NaiveDate,
    pub addendum: PathTerms,
    pub renewal: PathTerms,
    pub recommended: RenewalPath,
    pub reason: CollisionReason,
}

/// Both ways for a calculated change, or nothing when it is far enough from the renewal.
///
/// # Errors
/// Dates beyond the calendar.
pub fn collision(
    record: &CalculationRecord,
    setting: &CollisionSetting<'_>,
) -> Result<Option<Collision>, ContractError> {
    let (effective, renewal_date) = (record.charge.start, record.contract.end);
    let CollisionSetting { today, window_days, procurement_days, notice_days, holidays } = *setting;
    let days_to_renewal = days_between(effective, renewal_date);
    let within_window = days_to_renewal < window_days;
    let within_procurement =
        business_days_between(effective, renewal_date, holidays) < i64::from(procurement_days);
    if !within_window && !within_procurement {
        return Ok(None);
    }
    let notice_day = last_notice_day(renewal_date, notice_days)?;
    let earliest_signature = add_business_days(today, procurement_days, holidays)?;
    let send_by = |sign_by| subtract_business_days(sign_by, procurement_days, holidays);
    let before_renewal = add_days(renewal_date, -1)?;
    let renewal_sign_by = notice_day.filter(|day| *day >= today).unwrap_or(before_renewal);
    let yearly_from_renewal = record.totals.acv_added_at_renewal;
    let (recommended, reason) = if earliest_signature >= renewal_date {
        (RenewalPath::Renewal, CollisionReason::CannotSignBeforeRenewal)
    } else if within_procurement {
        (RenewalPath::Renewal, CollisionReason::ProcurementTakesLonger)
    } else if earliest_signature > effective {
        (RenewalPath::Renewal, CollisionReason::CannotSignByEffectiveDate)
    } else {
        (RenewalPath::Addendum, CollisionReason::SignableInTime)
    };
    Ok(Some(Collision {
        days_to_renewal,
        within_window,
        within_procurement,
        notice_day,
        notice_passed: notice_day.is_some_and(|day| day < today),
        earliest_signature,
        addendum: PathTerms {
            effective,
            sign_by: effective,
            send_by: send_by(effective)?,
            until_renewal: record.totals.total,
            yearly_from_renewal,
        },
        renewal: PathTerms {
            effective: renewal_date,
            sign_by: renewal_sign_by,
            send_by: send_by(renewal_sign_by)?,
            until_renewal: Money::zero(record.currency),
            yearly_from_renewal,
        },
        recommended,
        reason,
    }))
}

/// The last day to give notice: with 30 notice days and a renewal on 1 April it is 2 March.
///
/// # Errors
/// Dates beyond the calendar.
pub fn last_notice_day(
    renewal_date: NaiveDate,
    notice_days: Option<i64>,
) -> Result<Option<NaiveDate>, ContractError> {
    Ok(notice_days.map(|days| add_days(renewal_date, -days.max(0))).transpose()?)
}
