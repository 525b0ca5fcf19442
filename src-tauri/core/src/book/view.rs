//! A list as somebody wants to see it again.

use crate::id::SavedViewId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Filters, order, columns and widths of a list under a name. What they are is the screen's matter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SavedView {
    pub id: SavedViewId,
    /// The list: "book", "documents".
    pub list: String,
    pub name: String,
    #[ts(type = "unknown")]
    pub state: serde_json::Value,
    pub created_at: String,
    pub deleted_at: Option<String>,
}
