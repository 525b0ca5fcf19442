//! Saved views: a list's filters, order and columns under a name, kept in the book so that they move with it.

use super::accounts::{ById, Done};
use super::patch;
use crate::engine::{Read, Write};
use crate::store;
use headroom_core::book::SavedView;
use headroom_core::error::{AppError, Result};
use headroom_core::order::sort_key;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Room for every filter and column of a list, and not for a book.
const LARGEST: usize = 20_000;

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ViewListRequest {
    pub list: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ViewSave {
    pub list: String,
    /// A view of that name is replaced.
    pub name: String,
    #[ts(type = "unknown")]
    pub state: serde_json::Value,
}

/// The views of a list, by name.
pub fn list(read: &Read<'_>, request: ViewListRequest) -> Result<Vec<SavedView>> {
    let mut views: Vec<SavedView> =
        store::list(read.connection, "WHERE list = ? AND deleted_at IS NULL", [request.list])?;
    views.sort_by_cached_key(|view| sort_key(&view.name));
    Ok(views)
}

/// Keeps a list as it is seen under a name.
pub fn save(write: &mut Write<'_>, request: ViewSave) -> Result<SavedView> {
    let name = request.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > 60 {
        return Err(AppError::invalid("name", "A view needs a name of at most 60 characters."));
    }
    if request.list.is_empty() {
        return Err(AppError::invalid("list", "Say which list the view is of."));
    }
    if request.state.to_string().len() > LARGEST {
        return Err(AppError::invalid("state", "That is more than a view of a list can hold."));
    }
    let all: Vec<SavedView> =
        store::list(write.connection, "WHERE list = ? AND deleted_at IS NULL", [request.list.as_str()])?;
    let same = all.into_iter().find(|view| view.name.to_lowercase() == name.to_lowercase());
    write.mark.summary = format!("Save the view \"{name}\"");
    if let Some(before) = same {
        let view = SavedView { name, state: request.state, ..before };
        store::update(write.connection, &view)?;
        return Ok(view);
    }
    let view = SavedView {
        id: write.id(),
        list: request.list,
        name,
        state: request.state,
        created_at: write.now.clone(),
        deleted_at: None,
    };
    store::insert(write.connection, &view)?;
    Ok(view)
}

/// Moves a view to the trash; the list itself stays as it is.
pub fn delete(write: &mut Write<'_>, request: ById) -> Result<Done> {
    let view: SavedView = store::get(write.connection, &request.id)?;
    patch::trash::<SavedView>(write, &request.id)?;
    write.mark.summary = format!("Forget the view \"{}\"", view.name);
    Ok(Done::default())
}
