//! Figures inside the words of a criterion: "94 %", "3 hours", "1.234,5 h". Two of them can be compared when
//! everything but the number is the same.

use super::phrases;
use super::usage::ratio;
use super::voice::Voice;
use headroom_core::book::Criterion;
use headroom_core::locale::{Language, Minus};
use headroom_core::paper::Share;
use headroom_core::usage::UsagePoint;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A number and the words around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Figure {
    pub value: Decimal,
    /// Lower case, without the number.
    pub unit: String,
}

impl Figure {
    /// The first number of a text, as its locale writes it.
    pub fn read(voice: Voice, text: &str) -> Option<Figure> {
        let start = text.find(|sign: char| sign.is_ascii_digit())?;
        let rest = &text[start..];
        let inside = |sign: char| sign.is_ascii_digit() || matches!(sign, '.' | ',' | '’' | '\u{202f}');
        let length = rest.find(|sign: char| !inside(sign)).unwrap_or(rest.len());
        let number = rest[..length].trim_end_matches(['.', ',', '\u{202f}', '’']);
        let value = voice.locale.parse_decimal(number).ok().or_else(|| number.parse().ok())?;
        let negative = text[..start].trim_end().ends_with(['-', '\u{2212}']);
        let unit = format!("{}{}", &text[..start], &rest[number.len()..]);
        let unit = unit.replace(['\u{a0}', '\u{202f}', '-', '\u{2212}'], " ").to_lowercase();
        let unit = unit.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(Figure { value: if negative { -value } else { value }, unit })
    }
}

/// How far it is from the baseline to the target, or from nothing when there is no baseline; none when the three do
/// not count the same.
pub(super) fn way(voice: Voice, baseline: Option<&str>, target: &str, result: Option<&str>) -> Option<Share> {
    let target = Figure::read(voice, target)?;
    let result = Figure::read(voice, result?)?;
    let bare = |figure: &Figure| figure.unit.is_empty();
    // "24" counts what "24 depots" counts; "10 minutes" and "3 hours" do not meet.
    let alike = |one: &Figure, other: &Figure| one.unit == other.unit || bare(one) || bare(other);
    if !alike(&result, &target) {
        return None;
    }
    let start = match baseline {
        None => Decimal::ZERO,
        Some(text) => Figure::read(voice, text).filter(|start| alike(start, &target))?.value,
    };
    let (done, whole) = (result.value - start, target.value - start);
    if whole == Decimal::ZERO {
        return None;
    }
    let (done, whole) = if whole < Decimal::ZERO { (-done, -whole) } else { (done, whole) };
    Some(Share::of(scaled(done), scaled(whole)))
}

/// A usage reading as the criterion's result: in percent of the entitlement when the target is a percentage.
pub(super) fn as_measured(voice: Voice, criterion: &Criterion, reading: &UsagePoint) -> String {
    let percent = criterion.target.as_deref().is_some_and(|target| target.contains('%'))
        || criterion.unit.as_deref().is_some_and(|unit| unit.contains('%'));
    match ratio(reading).filter(|_| percent) {
        Some(ratio) => voice.locale.percent(ratio, 0, Minus::Typographic),
        None => super::proposal::with_unit(&voice.quantity(reading.value), criterion.unit.as_deref()),
    }
}

/// What a metric is called at the beginning of a line.
pub(super) fn called(language: Language, metric: &str) -> String {
    sentence_case(&phrases::metric(language, metric))
}

/// "People sent home" for "people sent home".
pub(super) fn sentence_case(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map(|first| first.to_uppercase().chain(signs).collect()).unwrap_or_default()
}

/// Thousandths, for the length of a bar.
pub(super) fn scaled(value: Decimal) -> i64 {
    (value * Decimal::ONE_THOUSAND).round().to_i64().unwrap_or(i64::MAX / 4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use headroom_core::locale::{Language, Locale};
    use headroom_core::money::Currency;

    fn voice(locale: Locale) -> Voice {
        Voice { language: Language::En, locale, currency: Currency::EUR }
    }

    #[test]
    fn the_way_runs_from_the_baseline_to_the_target_up_or_down() {
        let en = voice(Locale::EnUs);
        // 82 -> 95, at 94: 12/13 = 92.3 %. 9 -> 0, at 3: 6/9 = 66.7 %. No baseline: 36/40 = 90 %.
        let share = |from, to, at| way(en, from, to, Some(at)).map(|share| share.to_string());
        assert_eq!(share(Some("82 %"), "95 %", "94 %"), Some("92.3%".into()));
        assert_eq!(share(Some("9"), "0", "3"), Some("66.7%".into()));
        assert_eq!(share(None, "40 people", "36"), Some("90.0%".into()));
        // Gone back behind the start is an empty bar; hours and minutes do not meet.
        assert_eq!(share(Some("9"), "0", "12"), Some("0.0%".into()));
        assert_eq!(share(Some("3 hours"), "10 minutes", "12 minutes"), None);
    }

    #[test]
    fn a_figure_is_read_as_its_locale_writes_it() {
        let read = |locale, text| Figure::read(voice(locale), text).map(|figure| figure.value.to_string());
        assert_eq!(read(Locale::DeDe, "1.234,5 h"), Some("1234.5".into()));
        assert_eq!(read(Locale::EnUs, "1,234.5 h"), Some("1234.5".into()));
        assert_eq!(read(Locale::EnUs, "\u{2212}4 %"), Some("-4".into()));
        assert_eq!(read(Locale::EnUs, "all of them"), None);
    }
}
