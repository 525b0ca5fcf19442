//! The sample book: a vendor's accounts with two years behind them, the same on every machine for the same day.
//!
//! The small one is written by hand in `data/` and goes through the commands a person uses; the large one is
//! generated for measuring. Neither is undoable: a fresh sample has nothing to take back.

mod book;
mod data;
pub mod facts;
mod growth;
mod large;
mod notes;
mod papers;
mod usage;

use crate::edge::{Clock, FixedClock};
use crate::engine::{Engine, Ids, JobContext, Write};
use crate::store::{self, NewBook, journal, sql_error};
use headroom_core::error::{AppError, Result};
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;

/// How large a sample book is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// 80 accounts.
    Small,
    /// 1,000 accounts of the large make: shows how cost grows.
    Medium,
    /// 10,000 accounts.
    Large,
}

impl FromStr for Size {
    type Err = AppError;

    fn from_str(text: &str) -> Result<Self> {
        match text {
            "small" => Ok(Self::Small),
            "medium" => Ok(Self::Medium),
            "large" => Ok(Self::Large),
            _ => Err(AppError::invalid("size", format!("\"{text}\" is no size."))
                .hint("Use small, medium or large.")),
        }
    }
}

/// Makes a sample book of the clock's day.
///
/// # Errors
/// `Precondition` when the file exists; `Cancelled` when the job was stopped, and the file is gone again.
pub fn create(path: &Path, size: Size, clock: Arc<dyn Clock>, job: &JobContext) -> Result<Engine> {
    // Everything in it is written at noon of the day, so that equal days give equal books.
    let noon = Arc::new(FixedClock::noon(clock.today()));
    let engine = Engine::create(path, &NewBook { currency: "USD".into(), locale: "en-US".into() }, noon)?;
    let filled = fill(&engine, size, job);
    drop(engine);
    if let Err(error) = filled {
        store::remove_with_sidecars(path);
        return Err(error);
    }
    Engine::open(path, clock)
}

/// Everything in one transaction and without the journal: there is nothing a person did.
fn fill(engine: &Engine, size: Size, job: &JobContext) -> Result<()> {
    engine.write_with("sample", &Ids::seeded("sample"), |write| {
        let connection = write.connection;
        journal::suspended(connection, || match size {
            Size::Small => small(write, job),
            Size::Medium => large(write, facts::LARGE_ACCOUNTS / 10, job),
            Size::Large => large(write, facts::LARGE_ACCOUNTS, job),
        })
    })
}

fn small(write: &mut Write<'_>, job: &JobContext) -> Result<()> {
    mark(write, "small")?;
    job.report(0, 3, "Accounts and contracts");
    let made = book::fill(write)?;
    job.report(1, 3, "Calls and quotes");
    notes::fill(write, &made, job)?;
    job.report(2, 3, "Papers and usage");
    papers::fill(write, &made, job)?;
    growth::fill(write, &made)?;
    usage::fill(write, &made)?;
    papers::reviews(write, &made)?;
    job.report(3, 3, "Made");
    Ok(())
}

fn large(write: &mut Write<'_>, accounts: u64, job: &JobContext) -> Result<()> {
    mark(write, "large")?;
    large::fill(write, accounts, job)
}

/// Says in the book itself that it is a sample, so that the window can say so too.
fn mark(write: &Write<'_>, size: &str) -> Result<()> {
    write
        .connection
        .execute("INSERT INTO meta (key, value) VALUES ('sample', ?)", [size])
        .map(|_| ())
        .map_err(sql_error)
}

#[cfg(test)]
mod test;
