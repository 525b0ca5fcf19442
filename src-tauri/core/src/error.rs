//! The error that crosses every boundary: what happened, where, and what to do next.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What kind of trouble it is. A code exists only because someone reacts to it: the CLI with its exit code,
/// the window with its look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// A value cannot be what it says (exit 3).
    InvalidInput,
    /// The thing named does not exist in this book (exit 3).
    NotFound,
    /// The value is fine, but the state of the book forbids the step (exit 3).
    Precondition,
    /// Later work touched the same rows (exit 3).
    Conflict,
    /// The file is of another type than asked for (exit 3).
    WrongFileType,
    /// The file is missing or cannot be read or written (exit 2).
    File,
    /// No such command, or a call of the wrong form (exit 2).
    Usage,
    /// The book was written by a newer Headroom (exit 4).
    BookNewer,
    /// Another program holds the book's write lock (exit 4).
    BookLocked,
    /// The file is not a book, or is damaged (exit 4).
    BookUnreadable,
    /// The person stopped it; the book is as it was (exit 3).
    Cancelled,
    /// Our own mistake (exit 5).
    Internal,
}

/// An error as the window, the CLI and scripts see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{message}")]
pub struct AppError {
    /// What kind of trouble it is.
    pub code: Code,
    /// What happened, in plain words.
    pub message: String,
    /// What to do next; empty when there is nothing to do.
    pub hint: String,
    /// The request's field the trouble is about.
    pub field: Option<String>,
}

/// The result of everything that can be refused.
pub type Result<T, E = AppError> = std::result::Result<T, E>;

impl AppError {
    /// An error of `code` that says `message`.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), hint: String::new(), field: None }
    }

    /// A value that cannot be what it says, in `field`.
    pub fn invalid(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(Code::InvalidInput, message).field(field)
    }

    /// A step that the state of the book forbids.
    pub fn precondition(message: impl Into<String>) -> Self {
        Self::new(Code::Precondition, message)
    }

    /// Something that is not in this book.
    pub fn not_found(what: &str, id: &str) -> Self {
        Self::new(Code::NotFound, format!("There is no {what} \"{id}\" in this book.")).hint(format!(
            "List what there is and use the id shown there, or check whether the {what} was deleted."
        ))
    }

    /// Our own mistake: nothing was written.
    pub fn internal(message: impl std::fmt::Display) -> Self {
        Self::new(Code::Internal, format!("Something went wrong inside Headroom: {message}")).hint(
            "Nothing was changed. Try again; when it comes back, run \"headroom-cli check\" on the book.",
        )
    }

    /// Adds what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// Names the field it is about.
    #[must_use]
    pub fn field(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// The exit code of the command line for this error.
    pub fn exit_code(&self) -> u8 {
        match self.code {
            Code::File | Code::Usage => 2,
            Code::InvalidInput
            | Code::NotFound
            | Code::Precondition
            | Code::Conflict
            | Code::WrongFileType
            | Code::Cancelled => 3,
            Code::BookNewer | Code::BookLocked | Code::BookUnreadable => 4,
            Code::Internal => 5,
        }
    }
}
