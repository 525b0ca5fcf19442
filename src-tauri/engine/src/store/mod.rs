//! The book on disk: one SQLite file. Opening, guarding, reading, writing, journaling.
//!
//! Reads never write; every write goes through [`Book::write`], which owns the transaction and the journal.

mod check;
pub mod erase;
mod file;
pub mod journal;
pub mod line_value;
mod rows;
pub mod tables;

pub use check::problems;
pub use file::{APPLICATION_ID, Book, NewBook, SCHEMA_VERSION, remove_with_sidecars, restore, sql_error};
pub use rows::{Entity, delete, get, insert, list, optional, require, update, upsert};
