//! The engine: the book on disk and the one list of commands over it. Knows no window.
//!
//! A command is written once in [`commands`]; the window, the command line, scripts and the tests call the same
//! list. A command body makes three moves: parse, decide in `headroom_core`, persist.

pub mod commands;
mod edge;
mod engine;
pub mod import;
pub mod papers;
pub mod sample;
mod session;
pub mod store;

/// A third of the time of a page's layout goes into small allocations, which this one makes cheaper; whatever links the
/// engine has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

pub use edge::{Clock, FixedClock, SystemClock};
pub use engine::{Engine, Ids, JobContext, Progress, Read, Write};
pub use session::Session;
