//! Changing some fields of a row: the fields given replace the stored ones, the rest stays.

use crate::engine::Write;
use crate::store::{self, Entity};
use headroom_core::error::{AppError, Result};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

/// The fields to change of one row.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Patch {
    pub id: String,
    /// Field names and their new values; null empties a field.
    #[ts(type = "Record<string, unknown>")]
    pub set: Map<String, Value>,
    /// Edits that share a visit and a row become one entry of the journal.
    #[serde(default)]
    #[ts(optional)]
    pub visit: Option<String>,
}

/// The settings to change, nested as they are stored.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SettingsPatch {
    #[ts(type = "Record<string, unknown>")]
    pub set: Map<String, Value>,
}

/// Fields nobody changes by hand.
const FIXED: &[&str] = &["id", "created_at", "updated_at", "deleted_at", "account_id", "contract_id"];

/// Applies `patch` to its row after `validate` agreed, and writes it. Returns the row before and after.
pub fn apply<E: Entity + Clone>(
    write: &mut Write<'_>,
    patch: &Patch,
    validate: impl FnOnce(&E) -> Result<()>,
) -> Result<(E, E)> {
    let before: E = store::get(write.connection, &patch.id)?;
    let mut row = object(&before)?;
    for (name, value) in &patch.set {
        if FIXED.contains(&name.as_str()) {
            return Err(AppError::invalid(name, format!("\"{name}\" of a {} cannot be changed.", E::NOUN)));
        }
        if !row.contains_key(name) {
            return Err(AppError::invalid(name, format!("A {} has no field \"{name}\".", E::NOUN)));
        }
        row.insert(name.clone(), value.clone());
    }
    let after: E = read_back(row, &patch.set)?;
    validate(&after)?;
    store::update(write.connection, &after)?;
    if let Some(visit) = &patch.visit {
        let mut names: Vec<&str> = patch.set.keys().map(String::as_str).collect();
        names.sort_unstable();
        write.mark.merge_key = Some(format!("{visit}/{}/{}", patch.id, names.join(",")));
    }
    Ok((before, after))
}

/// The row with the patch in it; an error names the field whose value does not fit.
pub fn read_back<T: serde::de::DeserializeOwned>(
    row: Map<String, Value>,
    set: &Map<String, Value>,
) -> Result<T> {
    serde_json::from_value(Value::Object(row.clone())).map_err(|error| {
        // Which field it was: the one whose new value alone breaks the row.
        let culprit = set
            .keys()
            .find(|name| {
                let mut without = row.clone();
                without.insert((*name).clone(), Value::Null);
                serde_json::from_value::<T>(Value::Object(without)).is_ok()
            })
            .or_else(|| set.keys().next());
        let error = AppError::new(headroom_core::error::Code::InvalidInput, format!("{error}."));
        match culprit {
            Some(name) => error.field(name.clone()),
            None => error,
        }
    })
}

/// A struct as a JSON object.
pub fn object<T: Serialize>(value: &T) -> Result<Map<String, Value>> {
    match serde_json::to_value(value).map_err(AppError::internal)? {
        Value::Object(map) => Ok(map),
        _ => Err(AppError::internal("not an object")),
    }
}

/// Moves a row to the trash.
pub fn trash<E: Entity>(write: &Write<'_>, id: &str) -> Result<()> {
    let row: E = store::get(write.connection, id)?;
    let mut map = object(&row)?;
    map.insert("deleted_at".to_owned(), Value::String(write.now.clone()));
    let row: E = serde_json::from_value(Value::Object(map)).map_err(AppError::internal)?;
    store::update(write.connection, &row)
}
