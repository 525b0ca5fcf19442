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
        Utc::now()
    }

    fn today(&self) -> NaiveDate {
        self.today.unwrap_or_else(|| chrono::Local::now().date_naive())
    }
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
