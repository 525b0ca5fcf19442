//! Import over a real book: what files become, again, wrong, hostile and undone.
//!
//! The fixtures have the columns of a public sample of SaaS exports; the whole sample is used where the folder
//! of shared data exists (`HEADROOM_DATA`, by default beside the workspace).

#![allow(clippy::unwrap_used, reason = "a test that cannot make its input has failed")]

mod again;
mod desk;
mod files;
mod kinds;
mod mapping;
mod sample;
