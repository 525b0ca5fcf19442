//! The sample book.

use crate::edge::Clock;
use crate::engine::{Engine, JobContext};
use crate::store::NewBook;
use headroom_core::error::{AppError, Result};
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;

/// How large a sample book is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// 80 accounts.
    Small,
    /// 10,000 accounts.
    Large,
}

impl FromStr for Size {
    type Err = AppError;

    fn from_str(text: &str) -> Result<Self> {
        match text {
            "small" => Ok(Self::Small),
            "large" => Ok(Self::Large),
            _ => Err(AppError::invalid("size", format!("\"{text}\" is no size.")).hint("Use small or large.")),
        }
    }
}

/// Makes a sample book.
pub fn create(path: &Path, _size: Size, clock: Arc<dyn Clock>, _job: &JobContext) -> Result<Engine> {
    Engine::create(path, &NewBook { currency: "USD".into(), locale: "en-US".into() }, clock)
}
