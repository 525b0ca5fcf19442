//! A paper's template that the user changed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The user's own source of a template; it stands in for the shipped one of its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OwnTemplate {
    /// The name of the source: "proposal/proposal", "shared/style".
    pub id: String,
    pub source: String,
    /// SHA-256 of the shipped source it began with: a later Headroom may ship another.
    pub shipped_sha256: String,
    pub updated_at: String,
}
