//! The mapping: which column of a file is which field, how its values are read, and what is constant.
//!
//! On the wire it is JSON, in a file it is TOML; both have the same shape, so that a mapping shown by a dry
//! run can be saved, edited and given back.

use super::fields::{self, Field};
use super::report::ImportKind;
use headroom_core::error::{AppError, Code, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;
use ts_rs::TS;

/// How a file is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    pub kind: ImportKind,
    /// The column whose value finds a row again: the external id. Null: domain, mail or name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "string | null")]
    pub key: Option<String>,
    /// File column to field. A column that is not named here is left out.
    #[serde(default)]
    pub columns: BTreeMap<String, Target>,
    /// By column: the file's words and what they mean.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(type = "Record<string, Record<string, string>>")]
    pub values: BTreeMap<String, BTreeMap<String, Scalar>>,
    /// Field to the value all rows share.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(type = "Record<string, string>")]
    pub constants: BTreeMap<String, Scalar>,
}

/// A field, alone or with how its column is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(untagged)]
pub enum Target {
    Field(String),
    Detailed(Details),
}

/// A field with how its column is written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Details {
    pub field: String,
    /// How dates are written, as `strftime` has it: `%Y-%m-%d`, `%d.%m.%Y`, `%m/%d/%Y`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub format: Option<String>,
    /// Whether an end date is the last day covered (`inclusive`) or the first day not covered (`exclusive`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub end: Option<End>,
    /// The decimal sign of the column, `.` or `,`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub decimal: Option<String>,
}

/// Which day an end date names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum End {
    /// The last day covered.
    Inclusive,
    /// The first day not covered.
    Exclusive,
}

/// A value of a mapping: text, number or truth, kept as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(transparent)]
pub struct Scalar(pub String);

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Any {
            Text(String),
            Truth(bool),
            Whole(i64),
            Number(f64),
        }
        Ok(Self(match Any::deserialize(deserializer)? {
            Any::Text(text) => text,
            Any::Truth(truth) => truth.to_string(),
            Any::Whole(number) => number.to_string(),
            Any::Number(number) => number.to_string(),
        }))
    }
}

impl Target {
    /// The field's name.
    pub fn field(&self) -> &str {
        match self {
            Self::Field(field) => field,
            Self::Detailed(details) => &details.field,
        }
    }

    /// With how the column is written; all open for a field alone.
    pub fn details(&self) -> Details {
        match self {
            Self::Field(field) => Details { field: field.clone(), ..Details::default() },
            Self::Detailed(details) => details.clone(),
        }
    }

    /// The shorter form when nothing is said beside the field.
    pub(super) fn from_details(details: Details) -> Self {
        if details.format.is_none() && details.end.is_none() && details.decimal.is_none() {
            Self::Field(details.field)
        } else {
            Self::Detailed(details)
        }
    }
}

impl Mapping {
    /// An empty mapping of a kind.
    pub(super) fn empty(kind: ImportKind) -> Self {
        Self {
            kind,
            key: None,
            columns: BTreeMap::new(),
            values: BTreeMap::new(),
            constants: BTreeMap::new(),
        }
    }

    /// Reads a mapping from TOML.
    ///
    /// # Errors
    /// `InvalidInput` with line and reason when the text is not a mapping.
    pub fn from_toml(text: &str) -> Result<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        toml::from_str(text).map_err(|error| {
            let line = error.span().map(|span| text[..span.start.min(text.len())].matches('\n').count() + 1);
            let place = line.map(|line| format!(" (line {line})")).unwrap_or_default();
            AppError::invalid("map", format!("The mapping cannot be read{place}: {}.", error.message()))
                .hint("Let \"import --dry-run --save-map MAP.toml\" write one, and change that.")
        })
    }

    /// Reads a mapping from a TOML file.
    ///
    /// # Errors
    /// `File` when it cannot be read, `InvalidInput` when it is no mapping.
    pub fn read(path: &Path) -> Result<Self> {
        let bytes = std::fs::read(path).map_err(|error| {
            AppError::new(Code::File, format!("The mapping {} cannot be read: {error}.", path.display()))
                .hint("Check the path.")
                .field("map")
        })?;
        let text = String::from_utf8(bytes).map_err(|_| {
            AppError::new(Code::WrongFileType, format!("{} is not a text file.", path.display())).field("map")
        })?;
        Self::from_toml(&text)
    }

    /// Writes the mapping as TOML that [`Mapping::from_toml`] reads back equal.
    ///
    /// # Errors
    /// `Internal` when it cannot be written as TOML.
    pub fn to_toml(&self) -> Result<String> {
        let body = toml::to_string(self).map_err(AppError::internal)?;
        Ok(format!("# Which column is which field. \"headroom-cli import --map\" reads it.\n{body}"))
    }

    /// Writes the mapping to a file as TOML.
    ///
    /// # Errors
    /// `File` when it cannot be written.
    pub fn write(&self, path: &Path) -> Result<()> {
        std::fs::write(path, self.to_toml()?).map_err(|error| {
            AppError::new(
                Code::File,
                format!("The mapping cannot be written to {}: {error}.", path.display()),
            )
            .hint("Check the folder and its permissions.")
            .field("save_map")
        })
    }

    /// Checks the mapping against its kind and a file's header.
    ///
    /// # Errors
    /// `InvalidInput` naming the column or field that does not exist, or the field that is missing.
    pub(super) fn check(&self, headers: &[String]) -> Result<()> {
        let known = |column: &str| headers.iter().any(|header| header == column);
        let no_column = |column: &str| {
            let near = super::suggest::nearest(column, headers.iter().map(String::as_str));
            let error = AppError::invalid("map", format!("The file has no column \"{column}\"."));
            match near {
                Some(near) => error.hint(format!("Did you mean \"{near}\"?")),
                None => error.hint(format!("Its columns are {}.", headers.join(", "))),
            }
        };
        let named = self.columns.keys().chain(self.values.keys()).chain(self.key.as_ref());
        if let Some(column) = named.into_iter().find(|column| !known(column)) {
            return Err(no_column(column));
        }
        let mut taken: BTreeMap<&str, &str> = BTreeMap::new();
        for (column, target) in &self.columns {
            let field = self.known_field(target.field())?;
            if let Some(field) = field
                && let Some(other) = taken.insert(field.name, column)
            {
                return Err(AppError::invalid(
                    "map",
                    format!("The columns \"{other}\" and \"{column}\" are both mapped to {}.", field.name),
                )
                .hint("Map one of them, and leave the other out."));
            }
            let details = target.details();
            if details.decimal.as_deref().is_some_and(|sign| sign != "." && sign != ",") {
                return Err(AppError::invalid(
                    "map",
                    format!("The decimal sign of \"{column}\" is either \".\" or \",\"."),
                ));
            }
        }
        for name in self.constants.keys() {
            self.known_field(name)?;
        }
        Ok(())
    }

    /// The field of a name; `None` for one that takes any name (`extra.…`, `usage.…`).
    fn known_field(&self, name: &str) -> Result<Option<&'static Field>> {
        if fields::is_open(self.kind, name) {
            return Ok(None);
        }
        fields::named(self.kind, name).map(Some).ok_or_else(|| {
            let names = fields::of(self.kind).map(|field| field.name);
            let near = super::suggest::nearest(name, names);
            let kind = self.kind.as_str();
            let error = AppError::invalid("map", format!("An import of {kind} has no field \"{name}\"."));
            match near {
                Some(near) => error.hint(format!("Did you mean \"{near}\"?")),
                None => error.hint("\"import --dry-run\" prints the mapping it detects."),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOML: &str = r#"
kind = "contracts"
key = "subscription_id"
[columns]
account_id = "account.external_id"
plan_tier = "product"
start_date = { field = "line.start", format = "%Y-%m-%d" }
end_date = { field = "line.end", end = "exclusive" }
arr_amount = "line.arr"
[values.is_trial]
TRUE = true
FALSE = false
[constants]
currency = "USD"
"#;

    #[test]
    fn the_documented_mapping_is_read_and_written_back() {
        let mapping = Mapping::from_toml(TOML).unwrap();
        assert_eq!(mapping.key.as_deref(), Some("subscription_id"));
        assert_eq!(mapping.columns["plan_tier"].field(), "product");
        assert_eq!(mapping.columns["end_date"].details().end, Some(End::Exclusive));
        assert_eq!(mapping.values["is_trial"]["TRUE"], Scalar("true".into()));
        let again = Mapping::from_toml(&mapping.to_toml().unwrap()).unwrap();
        assert_eq!(again, mapping);
    }

    #[test]
    fn a_broken_mapping_says_where() {
        let error = Mapping::from_toml("kind = \"contracts\"\n[columns]\nx = 3\n").unwrap_err();
        assert_eq!(error.code, Code::InvalidInput);
        assert!(error.message.contains("line"), "{}", error.message);
        let error = Mapping::from_toml("kind = \"invoices\"").unwrap_err();
        assert!(error.message.contains("invoices"), "{}", error.message);
    }

    #[test]
    fn a_column_or_field_that_does_not_exist_is_named_with_the_nearest() {
        let mut mapping = Mapping::from_toml(TOML).unwrap();
        mapping.values.clear();
        let headers: Vec<String> =
            ["subscription_id", "account_id", "plan_tier", "start_dat", "end_date", "arr_amount"]
                .map(String::from)
                .into();
        let error = mapping.check(&headers).unwrap_err();
        assert!(error.message.contains("start_date") && error.hint.contains("start_dat"), "{error:?}");
        mapping.columns.clear();
        mapping.columns.insert("plan_tier".into(), Target::Field("line.star".into()));
        let error = mapping.check(&headers).unwrap_err();
        assert!(error.hint.contains("line.start"), "{error:?}");
    }

    #[test]
    fn two_columns_for_one_field_are_refused() {
        let mut mapping = Mapping::empty(ImportKind::Accounts);
        mapping.columns.insert("a".into(), Target::Field("account.name".into()));
        mapping.columns.insert("b".into(), Target::Field("account.name".into()));
        assert!(mapping.check(&["a".into(), "b".into()]).is_err());
    }
}
