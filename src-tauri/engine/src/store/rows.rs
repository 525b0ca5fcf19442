//! Between a row and its struct: column names are field names, so the mapping is written once for all tables.
//!
//! JSON columns hold what SQLite has no type for (lists, maps); booleans are 0 and 1.

use super::file::sql_error;
use headroom_core::error::{AppError, Result};
use rusqlite::types::{Value as Cell, ValueRef};
use rusqlite::{Connection, Params, Row};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// A struct that is a row.
pub trait Entity: Serialize + DeserializeOwned {
    /// The table.
    const TABLE: &'static str;
    /// What a person calls it, in errors.
    const NOUN: &'static str;
    /// Columns that hold JSON.
    const JSON: &'static [&'static str] = &[];
    /// Columns that hold a boolean as 0 or 1.
    const BOOL: &'static [&'static str] = &[];
}

/// Writes a new row.
pub fn insert<E: Entity>(connection: &Connection, entity: &E) -> Result<()> {
    let row = cells(entity)?;
    let names: Vec<String> = row.iter().map(|(name, _)| format!("\"{name}\"")).collect();
    let marks = vec!["?"; row.len()].join(", ");
    let sql = format!("INSERT INTO {} ({}) VALUES ({marks})", E::TABLE, names.join(", "));
    let mut statement = connection.prepare_cached(&sql).map_err(sql_error)?;
    statement
        .execute(rusqlite::params_from_iter(row.into_iter().map(|(_, cell)| cell)))
        .map_err(sql_error)?;
    Ok(())
}

/// Writes all columns of an existing row, found by its id.
///
/// # Errors
/// `NotFound` when there is no row of that id.
pub fn update<E: Entity>(connection: &Connection, entity: &E) -> Result<()> {
    let mut row = cells(entity)?;
    let at = row
        .iter()
        .position(|(name, _)| name == "id")
        .ok_or_else(|| AppError::internal("a row without an id"))?;
    let (_, id) = row.remove(at);
    let sets: Vec<String> = row.iter().map(|(name, _)| format!("\"{name}\" = ?")).collect();
    let sql = format!("UPDATE {} SET {} WHERE id = ?", E::TABLE, sets.join(", "));
    let mut statement = connection.prepare_cached(&sql).map_err(sql_error)?;
    let values = row.into_iter().map(|(_, cell)| cell).chain([id.clone()]);
    if statement.execute(rusqlite::params_from_iter(values)).map_err(sql_error)? == 0 {
        return Err(AppError::not_found(E::NOUN, &format!("{id:?}")));
    }
    Ok(())
}

/// Updates the row, or writes it when it is new.
pub fn upsert<E: Entity>(connection: &Connection, id: &str, entity: &E) -> Result<()> {
    if optional::<E>(connection, id)?.is_some() {
        update(connection, entity)
    } else {
        insert(connection, entity)
    }
}

/// Removes a row for good. What a person deletes goes to the trash instead, by its `deleted_at`.
pub fn delete<E: Entity>(connection: &Connection, id: &str) -> Result<()> {
    connection
        .prepare_cached(&format!("DELETE FROM {} WHERE id = ?", E::TABLE))
        .and_then(|mut statement| statement.execute([id]))
        .map_err(sql_error)?;
    Ok(())
}

/// The row of that id, also from the trash.
pub fn optional<E: Entity>(connection: &Connection, id: &str) -> Result<Option<E>> {
    Ok(list(connection, "WHERE id = ?", [id])?.into_iter().next())
}

/// The row of that id.
///
/// # Errors
/// `NotFound` when there is none, or it lies in the trash.
pub fn get<E: Entity>(connection: &Connection, id: &str) -> Result<E> {
    require(
        list(connection, &format!("WHERE id = ?{}", not_deleted::<E>()), [id])?.into_iter().next(),
        E::NOUN,
        id,
    )
}

/// Makes a missing thing an error that names it.
pub fn require<T>(found: Option<T>, noun: &str, id: &str) -> Result<T> {
    found.ok_or_else(|| AppError::not_found(noun, id))
}

/// All rows that the SQL after the table's name selects: `WHERE … ORDER BY …`.
pub fn list<E: Entity>(connection: &Connection, tail: &str, params: impl Params) -> Result<Vec<E>> {
    let sql = format!("SELECT * FROM {} {tail}", E::TABLE);
    let mut statement = connection.prepare_cached(&sql).map_err(sql_error)?;
    let names: Vec<String> = statement.column_names().map(ToString::to_string).collect();
    let mut rows = statement.query(params).map_err(sql_error)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next().map_err(sql_error)? {
        found.push(entity(row, &names)?);
    }
    Ok(found)
}

fn not_deleted<E: Entity>() -> &'static str {
    // Every entity but the immutable calculation record has a trash.
    if E::TABLE == "calculation_record" { "" } else { " AND deleted_at IS NULL" }
}

fn entity<E: Entity>(row: &Row<'_>, names: &[String]) -> Result<E> {
    let mut map = Map::with_capacity(names.len());
    for (at, name) in names.iter().enumerate() {
        let value = match row.get_ref(at).map_err(sql_error)? {
            ValueRef::Null => Value::Null,
            ValueRef::Integer(number) if E::BOOL.contains(&name.as_str()) => Value::Bool(number != 0),
            ValueRef::Integer(number) => Value::from(number),
            ValueRef::Text(bytes) => {
                let text = std::str::from_utf8(bytes).map_err(AppError::internal)?;
                if E::JSON.contains(&name.as_str()) {
                    serde_json::from_str(text).map_err(AppError::internal)?
                } else {
                    Value::String(text.to_owned())
                }
            }
            ValueRef::Real(_) | ValueRef::Blob(_) => {
                return Err(AppError::internal(format!("{}.{name} holds an unexpected type", E::TABLE)));
            }
        };
        map.insert(name.clone(), value);
    }
    serde_json::from_value(Value::Object(map))
        .map_err(|error| AppError::internal(format!("{}: {error}", E::TABLE)))
}

fn cells<E: Entity>(entity: &E) -> Result<Vec<(String, Cell)>> {
    let Value::Object(map) = serde_json::to_value(entity).map_err(AppError::internal)? else {
        return Err(AppError::internal("a row that is no object"));
    };
    map.into_iter()
        .map(|(name, value)| {
            let cell = match value {
                Value::Null => Cell::Null,
                value if E::JSON.contains(&name.as_str()) => Cell::Text(value.to_string()),
                Value::Bool(flag) => Cell::Integer(i64::from(flag)),
                Value::Number(number) => Cell::Integer(
                    number
                        .as_i64()
                        .ok_or_else(|| AppError::internal(format!("{name} is no whole number")))?,
                ),
                Value::String(text) => Cell::Text(text),
                Value::Array(_) | Value::Object(_) => {
                    return Err(AppError::internal(format!("{}.{name} should be listed as JSON", E::TABLE)));
                }
            };
            Ok((name, cell))
        })
        .collect()
}
