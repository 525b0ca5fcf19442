//! Settings: stored by area, validated as a whole.

use super::Nothing;
use super::files::FileBytes;
use super::patch::{SettingsPatch, object, read_back};
use crate::engine::{Read, Write};
use crate::store::sql_error;
use headroom_core::book::Settings;
use headroom_core::contract::ProrationMethod;
use headroom_core::error::{AppError, Code, Result};
use headroom_core::locale::{Language, Locale};
use headroom_core::money::Currency;
use headroom_paper::Accent;
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use std::path::PathBuf;
use ts_rs::TS;

/// The logo's file; null takes the logo away.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LogoRequest {
    #[ts(type = "string | null")]
    pub file: Option<PathBuf>,
}

/// How a PNG begins.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
/// The largest logo that is taken, in bytes.
const LARGEST_LOGO: u64 = 2 * 1024 * 1024;

/// The settings of the book, defaults where nothing is stored.
pub fn load(connection: &Connection) -> Result<Settings> {
    let mut statement = connection.prepare_cached("SELECT id, value FROM setting").map_err(sql_error)?;
    let rows = statement
        .query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))
        .map_err(sql_error)?;
    let mut map = object(&Settings::default())?;
    for row in rows {
        let (name, text) = row.map_err(sql_error)?;
        map.insert(name, serde_json::from_str(&text).map_err(AppError::internal)?);
    }
    serde_json::from_value(Value::Object(map)).map_err(AppError::internal)
}

/// Stores all settings, each under its name.
pub fn store(connection: &Connection, settings: &Settings) -> Result<()> {
    let mut statement = connection
        .prepare_cached(
            "INSERT INTO setting (id, value) VALUES (?1, ?2)
             ON CONFLICT (id) DO UPDATE SET value = ?2 WHERE value <> ?2",
        )
        .map_err(sql_error)?;
    for (name, value) in object(settings)? {
        statement.execute(params![name, value.to_string()]).map_err(sql_error)?;
    }
    Ok(())
}

/// What Headroom ships: the source of every setting that nobody changed.
pub fn defaults(_: &Read<'_>, _: Nothing) -> Result<Settings> {
    Ok(Settings::default())
}

/// A colour as the papers would use it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AccentCheck {
    /// Contrast of the colour with white, to one place, rounded down: "4.4".
    pub ratio: String,
    /// What is printed: the colour, or a darker shade that reads.
    pub used: String,
    pub used_ratio: String,
    pub darkened: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ColourRequest {
    /// "#0B6E5F"
    pub colour: String,
}

/// Whether a colour reads as text on white, and what the papers do about it.
pub fn check_accent(_: &Read<'_>, request: ColourRequest) -> Result<AccentCheck> {
    let refuse = |_| {
        AppError::invalid("colour", format!("\"{}\" is no colour.", request.colour))
            .hint("Use six hexadecimal digits, like #0B6E5F.")
    };
    let accent = Accent::of(&request.colour).map_err(refuse)?;
    Ok(AccentCheck {
        ratio: Accent::contrast_with_white(&request.colour).map_err(refuse)?,
        used_ratio: Accent::contrast_with_white(&accent.colour).map_err(refuse)?,
        used: accent.colour,
        darkened: accent.adapted,
    })
}

/// The company's logo, to be shown; null when there is none.
pub fn logo(read: &Read<'_>, _: Nothing) -> Result<Option<FileBytes>> {
    let Some(key) = load(read.connection)?.company.logo_sha256 else { return Ok(None) };
    let bytes = super::files::stored(read.connection, &key)?;
    let (name, media_type) =
        if bytes.starts_with(PNG) { ("logo.png", "image/png") } else { ("logo.svg", "image/svg+xml") };
    Ok(Some(FileBytes {
        name: name.to_owned(),
        media_type: media_type.to_owned(),
        base64: super::files::base64(&bytes),
    }))
}

/// All settings.
pub fn get(read: &Read<'_>, _: Nothing) -> Result<Settings> {
    load(read.connection)
}

/// Changes the settings given; nested objects are merged.
pub fn update(write: &mut Write<'_>, request: SettingsPatch) -> Result<Settings> {
    let mut map = object(&load(write.connection)?)?;
    merge(&mut map, &request.set);
    let settings: Settings = read_back(map, &request.set)?;
    validate(&settings)?;
    store(write.connection, &settings)?;
    let mut names: Vec<&str> = request.set.keys().map(String::as_str).collect();
    names.sort_unstable();
    write.mark.summary = format!("Change settings: {}", names.join(", ").replace('_', " "));
    Ok(settings)
}

fn merge(into: &mut Map<String, Value>, from: &Map<String, Value>) {
    for (name, value) in from {
        match (into.get_mut(name), value) {
            (Some(Value::Object(inner)), Value::Object(given)) => merge(inner, given),
            _ => {
                into.insert(name.clone(), value.clone());
            }
        }
    }
}

/// Refuses settings that no paper or calculation could use.
pub fn validate(settings: &Settings) -> Result<()> {
    currency("currency", &settings.currency)?;
    locale("locale", &settings.locale)?;
    language("paper_language", &settings.paper_language)?;
    if !matches!(settings.page_size.as_str(), "a4" | "letter") {
        return Err(AppError::invalid("page_size", format!("\"{}\" is no page size.", settings.page_size))
            .hint("Use a4 or letter."));
    }
    settings.proration_method.parse::<ProrationMethod>().map_err(|error| {
        AppError::invalid("proration_method", error.to_string())
            .hint("Use actual_actual, actual_365, months_days:calendar:actual or whole_months.")
    })?;
    if !matches!(settings.rounding.as_str(), "half_up" | "half_even") {
        return Err(AppError::invalid("rounding", format!("\"{}\" is no rounding.", settings.rounding))
            .hint("Use half_up or half_even."));
    }
    for (field, value) in [
        ("renewal_window_days", settings.renewal_window_days),
        ("procurement_lead_days", settings.procurement_lead_days),
        ("validity_days", settings.validity_days),
        ("today_ahead_days", settings.today_ahead_days),
        ("chase_after_days", settings.chase_after_days),
        ("validity_ahead_days", settings.validity_ahead_days),
    ] {
        if !(0..=3660).contains(&value) {
            return Err(AppError::invalid(field, format!("{value} days cannot be.")).hint("Use 0 to 3660."));
        }
    }
    if !matches!(settings.criteria_clock.as_str(), "effective_date" | "signature" | "go_live") {
        return Err(AppError::invalid(
            "criteria_clock",
            format!("\"{}\" starts no clock.", settings.criteria_clock),
        )
        .hint("Use effective_date, signature or go_live."));
    }
    file_name_pattern(&settings.file_name)?;
    let accent = settings.company.accent.strip_prefix('#').unwrap_or_default();
    if accent.len() != 6 || !accent.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(AppError::invalid(
            "company.accent",
            format!("\"{}\" is no colour.", settings.company.accent),
        )
        .hint("Use six hexadecimal digits, like #0B6E5F."));
    }
    Ok(())
}

/// Refuses a pattern with unknown places, or one that names two papers of an account alike.
fn file_name_pattern(pattern: &str) -> Result<()> {
    const PLACES: [&str; 5] = ["account", "paper", "version", "number", "date"];
    let refuse = |message: String| {
        Err(AppError::invalid("file_name", message).hint(
            "Use {account}, {paper}, {version}, {number} and {date}; {number} or {account} must be there.",
        ))
    };
    for part in pattern.split('{').skip(1) {
        match part.split_once('}') {
            Some((place, _)) if PLACES.contains(&place) => {}
            Some((place, _)) => return refuse(format!("\"{{{place}}}\" stands for nothing.")),
            None => return refuse("A \"{\" is not closed.".to_owned()),
        }
    }
    if pattern.contains(['/', '\\']) {
        return refuse("A file name holds no / and no \\.".to_owned());
    }
    if !pattern.contains("{number}") && !pattern.contains("{account}") {
        return refuse("Every paper would have the same name.".to_owned());
    }
    Ok(())
}

/// Refuses a currency that ISO 4217 does not know.
pub fn currency(field: &str, code: &str) -> Result<Currency> {
    code.parse::<Currency>().map_err(|_| {
        AppError::invalid(field, format!("\"{code}\" is no currency."))
            .hint("Use an ISO 4217 code such as USD, EUR or GBP.")
    })
}

/// Refuses a locale that papers cannot be written in.
pub fn locale(field: &str, tag: &str) -> Result<Locale> {
    tag.parse::<Locale>().map_err(|_| {
        AppError::invalid(field, format!("\"{tag}\" is no locale Headroom writes."))
            .hint("Use en-US, en-GB, de-DE or fr-FR.")
    })
}

/// Refuses a language that no paper is written in.
pub fn language(field: &str, code: &str) -> Result<Language> {
    Language::ALL.into_iter().find(|language| language.code() == code).ok_or_else(|| {
        AppError::invalid(field, format!("Papers are not written in \"{code}\".")).hint("Use en, de or fr.")
    })
}

/// Stores the company's logo.
pub fn set_logo(write: &mut Write<'_>, request: LogoRequest) -> Result<Settings> {
    let mut settings = load(write.connection)?;
    settings.company.logo_sha256 = match request.file {
        None => None,
        Some(file) => {
            let (_, bytes) = super::files::bytes_of(&file, LARGEST_LOGO)?;
            let png = bytes.starts_with(PNG);
            let svg = std::str::from_utf8(&bytes).is_ok_and(|text| text.contains("<svg"));
            if !png && !svg {
                return Err(AppError::new(
                    Code::WrongFileType,
                    format!("{} is neither PNG nor SVG.", file.display()),
                )
                .hint("Save the logo as PNG or SVG.")
                .field("file"));
            }
            Some(super::files::keep(write.connection, &bytes)?)
        }
    };
    store(write.connection, &settings)?;
    write.mark.summary = "Change the logo".into();
    Ok(settings)
}

/// The SHA-256 of bytes, as text.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
