//! The domain of Headroom: contracts, the customer's words, papers and their checks, models.
//!
//! Nothing here reads a file, a clock or a database; `today` is an argument. Money is integer minor
//! units and exact rationals, never binary floating point.

pub mod book;
pub mod checks;
pub mod contract;
pub mod dates;
pub mod error;
pub mod exact;
pub mod id;
pub mod locale;
pub mod mail;
pub mod money;
pub mod order;
pub mod paper;
pub mod usage;
pub mod white_space;
pub mod words;
