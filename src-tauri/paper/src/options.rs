//! What a rendering takes beside its template and view: size, language, brand, metadata.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use headroom_core::locale::Language;
use serde::{Deserialize, Serialize};

use crate::error::PaperError;

/// The sheets papers are made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PageSize {
    #[default]
    A4,
    Letter,
    /// A slide of 338.667 x 190.5 mm: exactly 1280 x 720 CSS pixels.
    Wide,
}

impl PageSize {
    /// Width and height in points.
    pub fn points(self) -> (f32, f32) {
        match self {
            PageSize::A4 => (595.276, 841.89),
            PageSize::Letter => (612.0, 792.0),
            PageSize::Wide => (960.0, 540.0),
        }
    }

    /// Height of a line of body text in points: what "too long by n lines" counts in.
    pub(crate) fn line(self) -> f32 {
        match self {
            PageSize::A4 | PageSize::Letter => 16.0,
            PageSize::Wide => 21.0,
        }
    }

    /// The name templates and messages use.
    pub fn name(self) -> &'static str {
        match self {
            PageSize::A4 => "A4",
            PageSize::Letter => "Letter",
            PageSize::Wide => "16:9",
        }
    }
}

/// Everything around the view. `Default` is an A4 paper in English without metadata.
#[derive(Debug, Clone, Default)]
pub struct RenderOptions {
    pub size: PageSize,
    pub language: Language,
    /// Marks every page as a draft.
    pub draft: bool,
    /// The company's colour as `#RRGGBB`; darkened where its contrast is too low (named in the warnings).
    pub accent: Option<String>,
    /// PNG or SVG bytes; text in an SVG must be outlines.
    pub logo: Option<Vec<u8>>,
    pub metadata: Metadata,
    /// The user's own sources by template name (`proposal`, `shared/foot`), tried before the shipped ones.
    pub templates: BTreeMap<String, String>,
}

/// What stands in the PDF's properties. The instants are UTC and come from the caller: this crate reads no
/// clock, so that equal input gives equal bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    pub title: String,
    pub author: String,
    pub subject: String,
    pub created: Option<NaiveDateTime>,
    pub modified: Option<NaiveDateTime>,
}

/// The accent in the shades a paper uses, as `#RRGGBB`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Accent {
    /// Bars, marks and text on white: contrast 4.5 or more.
    pub colour: String,
    /// The quiet companion: bars that are not the current one.
    pub tint: String,
    /// A bright shade for marks that stand on the accent.
    pub on_mark: String,
    /// Secondary text on the accent.
    pub on_text: String,
    /// Whether the given colour had to be darkened.
    #[serde(skip)]
    pub adapted: bool,
}

type Rgb = [u8; 3];
const WHITE: Rgb = [255, 255, 255];

impl Accent {
    pub const DEFAULT: &'static str = "#0B6E5F";

    /// The shades of `colour`, which is `#RRGGBB`. A colour too pale for text on white is darkened in steps
    /// of a twentieth until it reads.
    pub fn of(colour: &str) -> Result<Accent, PaperError> {
        let given = parse(colour).ok_or_else(|| PaperError::Colour(colour.to_string()))?;
        let mut shade = given;
        for step in 1..=20 {
            if contrast(shade, WHITE) >= 4.5 {
                break;
            }
            shade = mix(given, [0, 0, 0], step as f32 / 20.0);
        }
        Ok(Accent {
            colour: hex(shade),
            tint: hex(mix(shade, WHITE, 0.70)),
            on_mark: hex(mix(shade, WHITE, 0.60)),
            on_text: hex(mix(shade, WHITE, 0.84)),
            adapted: shade != given,
        })
    }
}

impl Accent {
    /// The contrast of `#RRGGBB` with white paper, to one place and rounded down: 4.49 is not 4.5.
    pub fn contrast_with_white(colour: &str) -> Result<String, PaperError> {
        let given = parse(colour).ok_or_else(|| PaperError::Colour(colour.to_string()))?;
        Ok(format!("{:.1}", (contrast(given, WHITE) * 10.0).floor() / 10.0))
    }
}

fn parse(colour: &str) -> Option<Rgb> {
    let digits = colour.trim().strip_prefix('#')?;
    if digits.len() != 6 || !digits.is_ascii() {
        return None;
    }
    let byte = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([byte(0)?, byte(2)?, byte(4)?])
}

fn hex([r, g, b]: Rgb) -> String {
    format!("#{r:02X}{g:02X}{b:02X}")
}

fn mix(from: Rgb, to: Rgb, part: f32) -> Rgb {
    let blend = |a: u8, b: u8| (f32::from(a) + (f32::from(b) - f32::from(a)) * part).round() as u8;
    [blend(from[0], to[0]), blend(from[1], to[1]), blend(from[2], to[2])]
}

/// Contrast ratio of two colours, 1 to 21 (WCAG 2).
fn contrast(a: Rgb, b: Rgb) -> f32 {
    let light = |colour: Rgb| {
        let part = |channel: u8| {
            let value = f32::from(channel) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(colour[0]) + 0.7152 * part(colour[1]) + 0.0722 * part(colour[2])
    };
    let (a, b) = (light(a), light(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_readable_accent_stays_and_a_pale_one_is_darkened_until_it_reads() {
        let teal = Accent::of(Accent::DEFAULT).unwrap();
        assert_eq!((teal.colour.as_str(), teal.adapted), ("#0B6E5F", false));
        let yellow = Accent::of("#FFD400").unwrap();
        assert!(yellow.adapted);
        assert!(contrast(parse(&yellow.colour).unwrap(), WHITE) >= 4.5);
    }

    #[test]
    fn what_is_no_colour_is_refused() {
        for colour in ["teal", "#12345", "#GG0000", "#1234567", "#é1234"] {
            assert!(matches!(Accent::of(colour), Err(PaperError::Colour(_))), "{colour}");
        }
    }
}
