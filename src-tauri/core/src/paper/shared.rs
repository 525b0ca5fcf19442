//! Pieces that several papers share: a quote as it is printed, the length of a bar.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use ts_rs::TS;

/// The customer's words as they stand on paper. The template adds the quotation marks of the language
/// (and the word "paraphrased"), so `text` carries none.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PaperQuote {
    /// The words, without quotation marks. A shortened quote carries its own ellipsis.
    pub text: String,
    /// Name, role and date in one line: "Jamie Reyes, VP Operations, 12 November 2026".
    pub byline: String,
    /// Not verbatim: no quotation marks are printed and the byline says so.
    pub paraphrased: bool,
}

/// How a success criterion stands. Always printed with its word, never as colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum GradeMark {
    Met,
    Partly,
    Missed,
    #[default]
    NotYet,
}

/// A criterion with its grade, as review and call brief print it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct GradedLine {
    pub text: String,
    /// What stands behind it, in one line: "94 % in October, confirmed by Jamie Reyes".
    pub note: String,
    pub mark: GradeMark,
    /// "Met", "Partly", "Missed", "Not yet" in the language of the paper.
    pub word: String,
}

/// Something somebody does by a day.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct StepLine {
    pub what: String,
    pub who: String,
    /// "Thu 26 Nov".
    pub when: String,
}

/// One row of a label and what it says, such as "Seats" and "25 for marketing".
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct LabelledLine {
    pub label: String,
    pub text: String,
}

/// How far a bar reaches, 0 to 100 %, in tenths of a percent. On the wire and in a template it is the
/// length as text ("42.5%"), because that is what both the window and the paper draw with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, TS)]
#[ts(type = "string")]
pub struct Share(u16);

impl Share {
    pub const FULL: Share = Share(1000);

    /// `part` of `whole`, rounded half up and kept between 0 and 100 %; 0 when `whole` is not positive.
    pub fn of(part: i64, whole: i64) -> Share {
        if whole <= 0 || part <= 0 {
            return Share(0);
        }
        let (part, whole) = (i128::from(part), i128::from(whole));
        let tenths = (part * 1000 + whole / 2) / whole;
        Share(u16::try_from(tenths.min(1000)).unwrap_or(1000))
    }

    /// What is missing to 100 %.
    pub fn rest(self) -> Share {
        Share(1000 - self.0)
    }

    /// The difference to a smaller share; nothing when `other` is larger.
    pub fn less(self, other: Share) -> Share {
        Share(self.0.saturating_sub(other.0))
    }

    /// Tenths of a percent, 0 to 1000.
    pub fn tenths(self) -> u16 {
        self.0
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}%", self.0 / 10, self.0 % 10)
    }
}

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Share {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let bad = || serde::de::Error::custom(format!("`{text}` is not a share like `42.5%`"));
        let digits = text.strip_suffix('%').ok_or_else(bad)?;
        let (whole, tenth) = digits.split_once('.').unwrap_or((digits, "0"));
        let whole: u16 = whole.parse().map_err(|_| bad())?;
        let tenth: u16 = tenth.parse().map_err(|_| bad())?;
        if whole > 100 || tenth > 9 || (whole == 100 && tenth > 0) {
            return Err(bad());
        }
        Ok(Share(whole * 10 + tenth))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_half_up_and_never_leaves_its_track() {
        // 1/8 = 12.5 %; 1/3 = 33.33 -> 33.3; 2/3 = 66.67 -> 66.7; more than the whole fills it.
        let printed: Vec<String> = [(1, 8), (1, 3), (2, 3), (5, 4), (-1, 4), (1, 0)]
            .map(|(p, w)| Share::of(p, w).to_string())
            .into();
        assert_eq!(printed, ["12.5%", "33.3%", "66.7%", "100.0%", "0.0%", "0.0%"]);
    }

    #[test]
    fn a_share_survives_the_wire() {
        let share = Share::of(7, 9);
        let text = serde_json::to_string(&share).unwrap();
        assert_eq!(text, "\"77.8%\"");
        assert_eq!(serde_json::from_str::<Share>(&text).unwrap(), share);
        assert!(serde_json::from_str::<Share>("\"100.1%\"").is_err());
    }
}
