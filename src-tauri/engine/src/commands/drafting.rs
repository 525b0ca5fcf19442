//! A paper while it is written: how one starts, and how an edit of it is taken. What a paper says belongs to the file of
//! its kind.

use super::documents::{about, frozen, is_frozen, language, next_number};
use crate::engine::Write;
use crate::store;
use headroom_core::book::{Account, Document, DocumentKind, DocumentState};
use headroom_core::error::{AppError, Result};
use rusqlite::Connection;
use serde::Serialize;

/// A paper of version 1 that says nothing yet and is not stored; `at` is the moment it starts, RFC 3339.
pub fn blank(connection: &Connection, account: &Account, kind: DocumentKind, at: String) -> Result<Document> {
    Ok(Document {
        id: String::new().into(),
        account_id: account.id.clone(),
        kind,
        number: String::new(),
        version: 1,
        title: String::new(),
        state: DocumentState::Draft,
        contract_id: None,
        change_id: None,
        record_id: None,
        source_id: None,
        recipient_id: None,
        language: language(connection, account)?,
        valid_until: None,
        content: serde_json::Value::Null,
        sent_on: None,
        sent_route: None,
        decided_on: None,
        signed_on: None,
        frozen_view: None,
        frozen_sha256: None,
        created_at: at.clone(),
        updated_at: at,
        deleted_at: None,
    })
}

/// A blank paper with its id and the next number of the year.
pub fn numbered(write: &mut Write<'_>, account: &Account, kind: DocumentKind) -> Result<Document> {
    let prefix = match kind {
        DocumentKind::Proposal => "P",
        DocumentKind::Addendum => "A",
        DocumentKind::Qbr => "Q",
        DocumentKind::WhiteSpace | DocumentKind::CallBrief => "S",
    };
    let mut document = blank(write.connection, account, kind, write.now.clone())?;
    document.id = write.id();
    document.number = next_number(write.connection, prefix, write.today, "document")?;
    Ok(document)
}

/// The paper of an id, to read.
///
/// # Errors
/// `NotFound`, or `Precondition` when it is of another kind.
pub fn of_kind(connection: &Connection, id: &str, kind: DocumentKind) -> Result<Document> {
    let document: Document = store::get(connection, id)?;
    if document.kind == kind {
        return Ok(document);
    }
    let name = match kind {
        DocumentKind::Proposal => "proposal",
        DocumentKind::Addendum => "addendum",
        DocumentKind::Qbr => "quarterly review",
        DocumentKind::WhiteSpace => "white-space sheet",
        DocumentKind::CallBrief => "call brief",
    };
    Err(AppError::precondition(format!("{} is no {name}.", document.number)))
}

/// The paper of an id, to change.
///
/// # Errors
/// As `of_kind`, and `Precondition` when it went out.
pub fn open(connection: &Connection, id: &str, kind: DocumentKind) -> Result<Document> {
    let document = of_kind(connection, id, kind)?;
    if is_frozen(document.state) { Err(frozen(&document)) } else { Ok(document) }
}

/// Stores a new paper with what it says.
pub fn start(write: &mut Write<'_>, mut document: Document, content: &impl Serialize) -> Result<Document> {
    document.content = serde_json::to_value(content).map_err(AppError::internal)?;
    store::insert(write.connection, &document)?;
    about(write, &document, "Start");
    Ok(document)
}

/// Takes an edit of an open paper: what was ready is a draft again. Edits of one visit become one entry of the journal.
pub fn edit(
    write: &mut Write<'_>,
    mut document: Document,
    content: &impl Serialize,
    visit: Option<String>,
) -> Result<Document> {
    document.state = DocumentState::Draft;
    document.content = serde_json::to_value(content).map_err(AppError::internal)?;
    document.updated_at.clone_from(&write.now);
    store::update(write.connection, &document)?;
    about(write, &document, "Change");
    write.mark.merge_key = visit.map(|visit| format!("{visit}/{}", document.id));
    Ok(document)
}
