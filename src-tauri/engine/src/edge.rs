//! The edge: the one place that reads the clock and knows the machine's time zone. Everything else is handed `today`
//! and `now`.

use chrono::{DateTime, Local, NaiveDate, TimeZone, Utc};

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
        on_the_day(Utc::now(), self.today, &Local)
    }

    fn today(&self) -> NaiveDate {
        self.today.unwrap_or_else(|| Local::now().date_naive())
    }
}

/// The same time of another day where the person is: what is written on a given day is dated with it, as what is printed
/// then is. A time that day does not have, when the clocks change, is as good an hour as any: noon, UTC.
fn on_the_day(now: DateTime<Utc>, day: Option<NaiveDate>, place: &impl TimeZone) -> DateTime<Utc> {
    let Some(day) = day else { return now };
    let there = day.and_time(now.with_timezone(place).time()).and_local_timezone(place.clone()).earliest();
    there.map_or_else(|| FixedClock::noon(day).now, |there| there.to_utc())
}

/// The day it was for the person at this machine, at an instant as the book stores it; `None` when it is none.
pub fn day_of(instant: &str) -> Option<NaiveDate> {
    day_in(instant, &Local)
}

fn day_in(instant: &str, place: &impl TimeZone) -> Option<NaiveDate> {
    Some(DateTime::parse_from_rfc3339(instant).ok()?.with_timezone(place).date_naive())
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

    /// Half past four in the afternoon of the 21st in Seattle is the 22nd in Greenwich, and the other way round in Tokyo.
    #[test]
    fn an_instant_is_of_the_day_the_person_had() {
        let west =
            chrono::FixedOffset::west_opt(8 * 3600).map(|place| day_in("2026-11-22T00:30:00Z", &place));
        assert_eq!(west, Some(NaiveDate::from_ymd_opt(2026, 11, 21)));
        let east =
            chrono::FixedOffset::east_opt(9 * 3600).map(|place| day_in("2026-11-21T16:00:00.000Z", &place));
        assert_eq!(east, Some(NaiveDate::from_ymd_opt(2026, 11, 22)));
        assert_eq!(day_in("soon", &Utc), None);
    }

    /// 23:40 of the 22nd, on a machine told that it is the 21st: the instant follows the day and keeps its time, also
    /// where it is 15:40 of the 22nd then.
    #[test]
    fn the_instant_follows_a_given_day() {
        let now: DateTime<Utc> = "2026-11-22T23:40:05Z".parse().unwrap_or_default();
        let day = NaiveDate::from_ymd_opt(2026, 11, 21);
        assert_eq!(on_the_day(now, day, &Utc).to_rfc3339(), "2026-11-21T23:40:05+00:00");
        let seattle =
            chrono::FixedOffset::west_opt(8 * 3600).map(|place| on_the_day(now, day, &place).to_rfc3339());
        assert_eq!(seattle.as_deref(), Some("2026-11-21T23:40:05+00:00"));
        assert_eq!(on_the_day(now, None, &Utc), now);
        let clock = SystemClock { today: day };
        assert_eq!(day_of(&clock.now().to_rfc3339()), Some(clock.today()));
    }
}
