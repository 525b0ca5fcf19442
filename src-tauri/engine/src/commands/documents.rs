//! The papers: listed, marked ready, frozen as sent, decided, continued. What they say is built in `crate::papers`,
//! printing is in `printing`.

use super::accounts::{ById, Done};
use super::printing::print;
use super::{addenda, calculation, files, patch, settings};
use crate::engine::{Read, Write};
use crate::store::{self, sql_error};
use chrono::NaiveDate;
use headroom_core::book::{
    Account, AddendumContent, Contact, Criterion, Document, DocumentKind, DocumentState,
};
use headroom_core::checks::{Check, CheckLevel};
use headroom_core::error::{AppError, Result};
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListRequest {
    #[serde(default)]
    #[ts(optional)]
    pub account_id: Option<String>,
    #[serde(default)]
    #[ts(optional)]
    pub kind: Option<DocumentKind>,
}

/// A paper in a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DocumentRow {
    pub id: String,
    pub account_id: String,
    pub account_name: String,
    pub kind: DocumentKind,
    pub number: String,
    pub version: i64,
    pub title: String,
    pub state: DocumentState,
    pub recipient: Option<String>,
    pub sent_on: Option<NaiveDate>,
    pub signed_on: Option<NaiveDate>,
    pub valid_until: Option<NaiveDate>,
    pub updated_at: String,
}

/// A paper with what its composer needs.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DocumentPage {
    pub document: Document,
    pub account: Account,
    pub contacts: Vec<Contact>,
    pub quotes: Vec<super::accounts::QuoteUse>,
    pub criteria: Vec<Criterion>,
    pub contract: Option<super::contracts::ContractView>,
    pub change: Option<headroom_core::book::Change>,
    pub calculation: Option<calculation::Calculation>,
    /// "C-2026-0001", the record the paper prints.
    pub record_number: Option<String>,
    /// All versions, the newest first.
    pub versions: Vec<DocumentRow>,
    /// The name its file gets.
    pub file_name: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SendRequest {
    pub id: String,
    /// Today when not given.
    #[serde(default)]
    #[ts(optional)]
    pub sent_on: Option<NaiveDate>,
    /// meeting, direct or champion.
    #[serde(default)]
    #[ts(optional)]
    pub route: Option<String>,
    #[serde(default)]
    #[ts(optional)]
    pub recipient_id: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DecideRequest {
    pub id: String,
    pub accepted: bool,
    #[serde(default)]
    #[ts(optional)]
    pub decided_on: Option<NaiveDate>,
}

/// The papers, newest first.
pub fn list(read: &Read<'_>, request: ListRequest) -> Result<Vec<DocumentRow>> {
    rows(read.connection, request.account_id.as_deref(), request.kind)
}

/// Papers of an account or of the book.
pub fn rows(
    connection: &Connection,
    account_id: Option<&str>,
    kind: Option<DocumentKind>,
) -> Result<Vec<DocumentRow>> {
    select_rows(
        connection,
        "(?1 IS NULL OR d.account_id = ?1) AND (?2 IS NULL OR d.kind = ?2)",
        params![account_id, kind.map(DocumentKind::as_str)],
    )
}

fn select_rows(
    connection: &Connection,
    condition: &str,
    params: impl rusqlite::Params,
) -> Result<Vec<DocumentRow>> {
    let mut statement = connection
        .prepare_cached(&format!(
            "SELECT d.id, d.account_id, a.name, d.kind, d.number, d.version, d.title, d.state, c.name, d.sent_on,
                    d.signed_on, d.valid_until, d.updated_at
             FROM document d JOIN account a ON a.id = d.account_id LEFT JOIN contact c ON c.id = d.recipient_id
             WHERE d.deleted_at IS NULL AND {condition} ORDER BY d.updated_at DESC, d.id"
        ))
        .map_err(sql_error)?;
    let mut rows = statement.query(params).map_err(sql_error)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next().map_err(sql_error)? {
        let text = |at: usize| row.get::<_, String>(at).map_err(sql_error);
        let day = |at: usize| -> Result<Option<NaiveDate>> {
            row.get::<_, Option<String>>(at)
                .map_err(sql_error)?
                .map(|text| text.parse().map_err(AppError::internal))
                .transpose()
        };
        found.push(DocumentRow {
            id: text(0)?,
            account_id: text(1)?,
            account_name: text(2)?,
            kind: DocumentKind::parse(&text(3)?).ok_or_else(|| AppError::internal("document kind"))?,
            number: text(4)?,
            version: row.get(5).map_err(sql_error)?,
            title: text(6)?,
            state: DocumentState::parse(&text(7)?).ok_or_else(|| AppError::internal("document state"))?,
            recipient: row.get(8).map_err(sql_error)?,
            sent_on: day(9)?,
            signed_on: day(10)?,
            valid_until: day(11)?,
            updated_at: text(12)?,
        });
    }
    Ok(found)
}

/// A paper with what its composer needs.
pub fn get(read: &Read<'_>, request: ById) -> Result<DocumentPage> {
    let connection = read.connection;
    let document: Document = store::get(connection, &request.id)?;
    let account: Account = store::require(
        store::optional(connection, document.account_id.as_str())?,
        "account",
        document.account_id.as_str(),
    )?;
    let change: Option<headroom_core::book::Change> =
        document.change_id.as_ref().map(|id| store::get(connection, id.as_str())).transpose()?;
    let contract = document
        .contract_id
        .as_ref()
        .map(|id| super::contracts::view(connection, store::get(connection, id.as_str())?, read.today))
        .transpose()?;
    let record = record_of(connection, &document)?;
    let calculation = match (&record, &change) {
        (Some(record), Some(change)) => {
            Some(calculation::describe(connection, record.record.clone(), change, read.today)?)
        }
        _ => None,
    };
    let by = [document.account_id.as_str()];
    Ok(DocumentPage {
        contacts: store::list(
            connection,
            "WHERE account_id = ? AND deleted_at IS NULL ORDER BY status, name",
            by,
        )?,
        quotes: super::accounts::quotes(connection, document.account_id.as_str())?,
        criteria: store::list(
            connection,
            "WHERE account_id = ? AND deleted_at IS NULL AND state <> 'superseded' ORDER BY created_at, rowid",
            by,
        )?,
        contract,
        change,
        calculation,
        record_number: record.map(|record| record.number),
        versions: select_rows(connection, "d.number = ?1", params![document.number])?,
        file_name: file_name(&settings::load(read.connection)?.file_name, &account, &document),
        account,
        document,
    })
}

/// The record a paper prints: its own once it is frozen, else the one its change has now.
pub fn record_of(
    connection: &Connection,
    document: &Document,
) -> Result<Option<headroom_core::book::StoredRecord>> {
    let id = match (&document.record_id, &document.change_id) {
        (Some(id), _) => Some(id.0.clone()),
        (None, Some(change)) => {
            store::get::<headroom_core::book::Change>(connection, change.as_str())?.record_id.map(|id| id.0)
        }
        (None, None) => None,
    };
    id.map(|id| store::get(connection, &id)).transpose()
}

/// "Account - Proposal v2 - 2026-11-21.pdf", without what a file system refuses.
pub fn file_name(pattern: &str, account: &Account, document: &Document) -> String {
    let kind = match document.kind {
        DocumentKind::Proposal => "Proposal",
        DocumentKind::Addendum => "Addendum",
        DocumentKind::WhiteSpace => "White space",
        // With its quarter: "QBR 2026Q4".
        DocumentKind::Qbr => &document.title,
        DocumentKind::CallBrief => "Call brief",
    };
    let day = document
        .sent_on
        .map_or_else(|| document.updated_at.get(..10).unwrap_or_default().to_owned(), |day| day.to_string());
    // One pass, so that an account called "{date}" is printed as it is called.
    let mut name = String::with_capacity(pattern.len() + 40);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        name.push_str(before);
        let Some((place, after)) = after.split_once('}') else { break };
        match place {
            "account" => name.push_str(account.name.trim_matches(['.', ' '])),
            "paper" => name.push_str(kind),
            "version" => name.push_str(&document.version.to_string()),
            "number" => name.push_str(&document.number),
            _ => name.push_str(&day),
        }
        rest = after;
    }
    name.push_str(rest);
    format!("{}.pdf", file_stem(&name))
}

/// A name without what a file system refuses.
pub fn file_stem(name: &str) -> String {
    let name: String = name
        .chars()
        .map(|sign| if sign.is_control() || "/\\:*?\"<>|".contains(sign) { '-' } else { sign })
        .collect();
    name.trim_matches(['.', ' ']).to_owned()
}

/// Marks a paper ready.
///
/// # Errors
/// `Precondition` that names what is missing.
pub fn ready(write: &mut Write<'_>, request: ById) -> Result<Document> {
    let mut document: Document = store::get(write.connection, &request.id)?;
    if document.state != DocumentState::Draft {
        return Err(AppError::precondition(format!(
            "The {} is {} already.",
            document.kind.as_str(),
            document.state.as_str()
        )));
    }
    let (_, _, checks) = print(write.engine, write.connection, &document)?;
    refuse_missing(&checks)?;
    document.state = DocumentState::Ready;
    document.updated_at.clone_from(&write.now);
    store::update(write.connection, &document)?;
    about(write, &document, "Ready");
    Ok(document)
}

pub fn refuse_missing(checks: &[Check]) -> Result<()> {
    let missing: Vec<&Check> = checks.iter().filter(|check| check.level == CheckLevel::Missing).collect();
    let Some(first) = missing.first() else { return Ok(()) };
    let error = AppError::precondition(match missing.len() {
        1 => first.message.clone(),
        count => format!("{} And {} more to do.", first.message, count - 1),
    })
    .hint(if first.hint.is_empty() {
        "The list of checks names each.".to_owned()
    } else {
        first.hint.clone()
    });
    Err(match &first.field {
        Some(field) => error.field(field.clone()),
        None => error,
    })
}

/// Freezes a paper as sent: its view and its PDF are stored and never change again.
pub fn send(write: &mut Write<'_>, request: SendRequest) -> Result<Document> {
    let mut document: Document = store::get(write.connection, &request.id)?;
    if !matches!(document.state, DocumentState::Draft | DocumentState::Ready) {
        return Err(AppError::precondition(format!(
            "The {} is {} already.",
            document.kind.as_str(),
            document.state.as_str()
        ))
        .hint("Start a new version to change and send it again."));
    }
    if document.kind == DocumentKind::Addendum {
        let content: AddendumContent =
            serde_json::from_value(document.content.clone()).map_err(AppError::internal)?;
        addenda::take_number(write.connection, &mut document)?;
        if content.verbal_yes_on.is_none() {
            return Err(AppError::precondition("The customer's verbal yes has no date yet.")
                .hint("Enter the day they said yes; the addendum goes out after it.")
                .field("verbal_yes_on"));
        }
    }
    if let Some(route) =
        request.route.as_deref().filter(|route| !matches!(*route, "meeting" | "direct" | "champion"))
    {
        return Err(AppError::invalid("route", format!("\"{route}\" is no way to send."))
            .hint("Use meeting, direct or champion."));
    }
    if let Some(recipient) = &request.recipient_id {
        document.recipient_id = Some(store::get::<Contact>(write.connection, recipient)?.id);
    }
    let record = record_of(write.connection, &document)?;
    document.record_id = record.map(|record| record.id);
    // Ready first, so that the printed paper carries no draft mark.
    document.state = DocumentState::Ready;
    // The day it is sent stands on the paper, and the validity is checked against it.
    document.sent_on = Some(request.sent_on.unwrap_or(write.today));
    document.updated_at.clone_from(&write.now);
    let (view, printed, checks) = print(write.engine, write.connection, &document)?;
    refuse_missing(&checks)?;
    document.state = DocumentState::Sent;
    document.sent_route = request.route;
    document.frozen_view = Some(serde_json::to_value(&view).map_err(AppError::internal)?);
    document.frozen_sha256 = Some(files::keep(write.connection, &printed.pdf)?);
    store::update(write.connection, &document)?;
    about(write, &document, "Send");
    Ok(document)
}

/// Records the customer's decision on a sent proposal.
pub fn decide(write: &mut Write<'_>, request: DecideRequest) -> Result<Document> {
    let mut document: Document = store::get(write.connection, &request.id)?;
    if document.state != DocumentState::Sent || document.kind != DocumentKind::Proposal {
        return Err(AppError::precondition("Only a sent proposal can be accepted or declined."));
    }
    document.state = if request.accepted { DocumentState::Accepted } else { DocumentState::Declined };
    document.decided_on = Some(request.decided_on.unwrap_or(write.today));
    document.updated_at.clone_from(&write.now);
    store::update(write.connection, &document)?;
    about(write, &document, if request.accepted { "Accepted" } else { "Declined" });
    Ok(document)
}

/// Starts the next version of a paper; the one before is superseded unless it was decided or signed.
pub fn new_version(write: &mut Write<'_>, request: ById) -> Result<Document> {
    let mut before: Document = store::get(write.connection, &request.id)?;
    if matches!(before.state, DocumentState::Signed | DocumentState::Void) {
        return Err(AppError::precondition("A signed addendum is not changed by a new version.")
            .hint("Start another addendum."));
    }
    let last: i64 = write
        .connection
        .query_row("SELECT max(version) FROM document WHERE number = ?", [&before.number], |row| row.get(0))
        .map_err(sql_error)?;
    let next = Document {
        id: write.id(),
        version: last + 1,
        state: DocumentState::Draft,
        record_id: None,
        source_id: Some(before.id.clone()),
        sent_on: None,
        sent_route: None,
        decided_on: None,
        signed_on: None,
        frozen_view: None,
        frozen_sha256: None,
        created_at: write.now.clone(),
        updated_at: write.now.clone(),
        ..before.clone()
    };
    store::insert(write.connection, &next)?;
    if matches!(before.state, DocumentState::Draft | DocumentState::Ready | DocumentState::Sent) {
        // A version that never went out prints nothing any more, but what was sent stays as it was sent.
        if before.state == DocumentState::Sent || before.frozen_view.is_some() {
            before.state = DocumentState::Superseded;
            before.updated_at.clone_from(&write.now);
            store::update(write.connection, &before)?;
        }
    }
    about(write, &next, "New version of");
    Ok(next)
}

/// Moves a paper that never went out to the trash.
pub fn delete(write: &mut Write<'_>, request: ById) -> Result<Done> {
    let document: Document = store::get(write.connection, &request.id)?;
    if is_frozen(document.state) {
        return Err(AppError::precondition("A paper that went out is kept.")
            .hint("Supersede it with a new version instead."));
    }
    patch::trash::<Document>(write, &request.id)?;
    about(write, &document, "Delete");
    Ok(Done::default())
}

/// Moves several papers that never went out to the trash, as one change.
pub fn delete_many(write: &mut Write<'_>, request: super::accounts::ByIds) -> Result<Done> {
    for id in &request.ids {
        delete(write, ById { id: id.clone() })?;
    }
    if request.ids.len() > 1 {
        write.mark.summary = format!("Delete {} papers", request.ids.len());
        write.mark.account_id = None;
    }
    Ok(Done::default())
}

/// Whether a paper went out and is kept as it was.
pub fn is_frozen(state: DocumentState) -> bool {
    !matches!(state, DocumentState::Draft | DocumentState::Ready)
}

/// The refusal to change a paper that went out.
pub fn frozen(document: &Document) -> AppError {
    AppError::precondition(format!(
        "{} v{} is {}; it stays as it went out.",
        document.number,
        document.version,
        document.state.as_str()
    ))
    .hint("Start a new version to change it.")
}

/// A paper's next number: "P-2026-0001".
pub fn next_number(connection: &Connection, prefix: &str, today: NaiveDate, table: &str) -> Result<String> {
    let stem = format!("{prefix}-{}-", today.format("%Y"));
    let last: Option<String> = connection
        .query_row(
            &format!("SELECT max(number) FROM {table} WHERE number LIKE ? || '____'"),
            [&stem],
            |row| row.get(0),
        )
        .map_err(sql_error)?;
    let count: u32 =
        last.and_then(|number| number.rsplit('-').next().and_then(|count| count.parse().ok())).unwrap_or(0);
    Ok(format!("{stem}{:04}", count + 1))
}

/// The entry of the journal for something done to a paper.
pub fn about(write: &mut Write<'_>, document: &Document, verb: &str) {
    write.mark.summary = format!("{verb} {} v{}", document.number, document.version);
    write.mark.account_id = Some(document.account_id.0.clone());
}

/// The language papers for an account are written in.
pub fn language(connection: &Connection, account: &Account) -> Result<String> {
    match &account.paper_language {
        Some(language) => Ok(language.clone()),
        None => Ok(settings::load(connection)?.paper_language),
    }
}
