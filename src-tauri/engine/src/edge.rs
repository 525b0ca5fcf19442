//! The edge: the one place that reads the clock. Everything else is handed `today` and `now`.

use chrono::{DateTime, NaiveDate, Utc};

/// Tells the time to an engine.
pub trait Clock: Send + Sync {
    /// The instant, UTC.
    fn now(&self) -> DateTime<Utc>;
    /// The day it is for the person at the machine.
    fn today(&self) -> NaiveDate;
}

/// The machine's clock; a day given on the command line replaces its day.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock {
    /// The day to work on instead of the machine's.
    pub today: Option<NaiveDate>,
}

#[expect(clippy::disallowed_methods, reason = "this is the edge the rule speaks of")]
impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        on_the_day(Utc::now(), self.today)
    }

    fn today(&self) -> NaiveDate {
        self.today.unwrap_or_else(|| chrono::Local::now().date_naive())
    }
}

/// The same time of another day: what is written on a given day is dated with it, as what is printed then is.
fn on_the_day(now: DateTime<Utc>, day: Option<NaiveDate>) -> DateTime<Utc> {
    day.map_or(now, |day| day.and_time(now.time()).and_utc())
}

/// A clock that stands still: for tests and for what must come out the same on every run.
#[derive(Debug, Clone, Copy)]
pub struct FixedClock {
    /// The instant it shows.
    pub now: DateTime<Utc>,
}

impl FixedClock {
    /// Noon of a day, UTC.
    pub fn noon(day: NaiveDate) -> Self {
        Self { now: day.and_time(chrono::NaiveTime::default()).and_utc() + chrono::Duration::hours(12) }
    }
}

impl Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        self.now
    }

    fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 23:40 of the 22nd, on a machine told that it is the 21st: the instant follows the day and keeps its time.
    #[test]
    fn the_instant_follows_a_given_day() {
        let now: DateTime<Utc> = "2026-11-22T23:40:05Z".parse().unwrap_or_default();
        let day = NaiveDate::from_ymd_opt(2026, 11, 21);
        assert_eq!(on_the_day(now, day).to_rfc3339(), "2026-11-21T23:40:05+00:00");
        assert_eq!(on_the_day(now, None), now);
        let clock = SystemClock { today: day };
        assert_eq!(clock.now().date_naive(), clock.today());
    }
}
