//! What an account could still buy: items in the dimensions, with their priority (000-43..50, 002-47..51).

use super::accounts::{ById, Done};
use super::patch::{self, Patch};
use crate::engine::{Read, Write};
use crate::store;
use headroom_core::book::{Account, WhiteSpaceDimension, WhiteSpaceItem, WhiteSpaceStatus};
use headroom_core::error::{AppError, Result};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NewWhiteSpace {
    pub account_id: String,
    pub dimension: WhiteSpaceDimension,
    /// Any other field of the item.
    #[serde(default)]
    #[ts(type = "Record<string, unknown>")]
    pub set: serde_json::Map<String, serde_json::Value>,
}

/// An account's items: high ARR with low friction first, then what matters most.
pub fn list(read: &Read<'_>, request: ById) -> Result<Vec<WhiteSpaceItem>> {
    items(read.connection, &request.id)
}

/// As [`list`], for papers.
pub fn items(connection: &rusqlite::Connection, account_id: &str) -> Result<Vec<WhiteSpaceItem>> {
    store::list(
        connection,
        "WHERE account_id = ? AND deleted_at IS NULL
         ORDER BY coalesce(arr_potential, 0) + coalesce(ease, 0) DESC, coalesce(importance, 0) DESC,
                  coalesce(arr_minor, 0) DESC, created_at, rowid",
        [account_id],
    )
}

/// Adds an item.
pub fn create(write: &mut Write<'_>, request: NewWhiteSpace) -> Result<WhiteSpaceItem> {
    let account: Account = store::get(write.connection, &request.account_id)?;
    let item = WhiteSpaceItem {
        id: write.id(),
        account_id: account.id.clone(),
        dimension: request.dimension,
        product_id: None,
        department: None,
        current: None,
        potential: None,
        basis: None,
        value_driver: None,
        quote_id: None,
        champion_id: None,
        use_case: None,
        arr_minor: None,
        quarter: None,
        incumbent: None,
        status: WhiteSpaceStatus::Open,
        arr_potential: None,
        ease: None,
        importance: None,
        created_at: write.now.clone(),
        deleted_at: None,
    };
    let mut row = patch::object(&item)?;
    for (name, value) in &request.set {
        if !row.contains_key(name)
            || matches!(name.as_str(), "id" | "account_id" | "created_at" | "deleted_at")
        {
            return Err(AppError::invalid(
                name,
                format!("A white-space item has no field \"{name}\" to set."),
            ));
        }
        row.insert(name.clone(), value.clone());
    }
    let item: WhiteSpaceItem = patch::read_back(row, &request.set)?;
    validate(&item)?;
    store::insert(write.connection, &item)?;
    write.mark.summary = format!("Add white space for {}", account.name);
    write.mark.account_id = Some(account.id.0);
    Ok(item)
}

/// Changes the fields given.
pub fn update(write: &mut Write<'_>, request: Patch) -> Result<WhiteSpaceItem> {
    let (_, item) = patch::apply::<WhiteSpaceItem>(write, &request, validate)?;
    write.mark.summary = "Change white space".into();
    write.mark.account_id = Some(item.account_id.0.clone());
    Ok(item)
}

/// Moves an item to the trash.
pub fn delete(write: &mut Write<'_>, request: ById) -> Result<Done> {
    let item: WhiteSpaceItem = store::get(write.connection, &request.id)?;
    patch::trash::<WhiteSpaceItem>(write, &request.id)?;
    write.mark.summary = "Delete white space".into();
    write.mark.account_id = Some(item.account_id.0);
    Ok(Done::default())
}

fn validate(item: &WhiteSpaceItem) -> Result<()> {
    if item.arr_minor.is_some_and(|arr| arr < 0) {
        return Err(AppError::invalid("arr_minor", "What could still be bought is not negative."));
    }
    for (field, value) in
        [("arr_potential", item.arr_potential), ("ease", item.ease), ("importance", item.importance)]
    {
        if value.is_some_and(|value| !(1..=5).contains(&value)) {
            return Err(AppError::invalid(field, "A priority is 1 to 5."));
        }
    }
    let fits = |quarter: &str| {
        quarter.len() == 6
            && quarter[..4].bytes().all(|digit| digit.is_ascii_digit())
            && quarter.as_bytes()[4] == b'Q'
            && (b'1'..=b'4').contains(&quarter.as_bytes()[5])
    };
    if item.quarter.as_deref().is_some_and(|quarter| !quarter.is_ascii() || !fits(quarter)) {
        return Err(AppError::invalid("quarter", "A quarter is written like 2027Q1."));
    }
    Ok(())
}
