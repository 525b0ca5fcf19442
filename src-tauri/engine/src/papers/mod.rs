//! Papers: from the rows of a book to a view, a PDF and the checks before it leaves the house.
//!
//! Amounts come from the stored calculation record, never from a second computation. Nothing here writes.

use headroom_core::book::Document;
use headroom_core::checks::Check;
use headroom_core::error::Result;
use headroom_core::paper::{AddendumView, ProposalView};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The document machine, kept between two keystrokes.
#[derive(Default)]
pub struct Papers {}

/// What a paper says, ready to print. A frozen document keeps this.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "paper", rename_all = "snake_case")]
pub enum PaperView {
    Proposal(Box<ProposalView>),
    Addendum(Box<AddendumView>),
}

/// A printed paper.
#[derive(Debug, Clone, Default)]
pub struct Printed {
    pub pdf: Vec<u8>,
    /// The same pages as HTML, for a copy to the clipboard and for scripts.
    pub html: String,
    pub pages: usize,
    /// Lines too many per page; 0 for one that fits.
    pub lines_over: Vec<usize>,
    /// What a reader of the preview should know: a face taken from the system, a character without one.
    pub warnings: Vec<String>,
}

/// What a document says now; a frozen one says what it said when it was sent.
///
/// # Errors
/// `NotFound` when a row it is built from is gone, `InvalidInput` for a kind that has no paper here.
pub fn view(connection: &Connection, document: &Document) -> Result<PaperView> {
    let _ = (connection, document);
    Ok(PaperView::Proposal(Box::default()))
}

impl Papers {
    /// Prints a view as PDF; `draft` marks every page.
    ///
    /// # Errors
    /// `Internal` when the machine fails; `Precondition` for a view it cannot print.
    pub fn print(&self, connection: &Connection, document: &Document, view: &PaperView, draft: bool) -> Result<Printed> {
        let _ = (connection, document, view, draft);
        Ok(Printed::default())
    }
}

/// The checks before the document may be marked ready or sent.
pub fn checks(connection: &Connection, document: &Document, view: &PaperView, printed: &Printed) -> Result<Vec<Check>> {
    let _ = (connection, document, view, printed);
    Ok(Vec::new())
}
