//! What people type in four locales, from the table that the window is tested with as well: both read alike.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

use headroom_core::locale::Locale;
use rust_decimal::Decimal;

type Case = (String, String, Option<String>);

#[derive(serde::Deserialize)]
struct Table {
    numbers: Vec<Case>,
    days: Vec<Case>,
}

#[test]
fn the_engine_reads_what_the_window_reads() {
    let table: Table = serde_json::from_str(include_str!("../../../tests/typed.json")).unwrap();
    for (locale, typed, wanted) in table.numbers {
        let read = locale.parse::<Locale>().unwrap().parse_decimal(&typed).ok();
        assert_eq!(read, wanted.map(|text| text.parse::<Decimal>().unwrap()), "{locale} {typed}");
    }
    for (locale, typed, wanted) in table.days {
        let read = locale.parse::<Locale>().unwrap().parse_date(&typed).ok();
        assert_eq!(read.map(|day| day.to_string()), wanted, "{locale} {typed}");
    }
}
