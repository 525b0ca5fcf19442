//! Printing: the paper's real PDF with its checks, for the composer and into a file.

use super::accounts::ById;
use super::calculation::{self, Calculation};
use super::changes::ChangeUpdate;
use super::documents::{frozen, is_frozen};
use super::files;
use crate::engine::{Engine, JobContext, Read};
use crate::papers::{self, PaperView, Printed, Trial};
use crate::store;
use headroom_core::book::{
    AddendumContent, Document, DocumentKind, DocumentState, ProposalContent, ReviewContent,
};
use headroom_core::checks::{Check, CheckLevel};
use headroom_core::error::{AppError, Code, Result};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use ts_rs::TS;

/// A preview; `content` and `change` replace what is stored, so that it can follow the typing.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PreviewRequest {
    pub id: String,
    #[serde(default)]
    #[ts(optional, type = "unknown")]
    pub content: Option<serde_json::Value>,
    /// What is being typed into the paper's change.
    #[serde(default)]
    #[ts(optional)]
    pub change: Option<ChangeUpdate>,
}

/// The real PDF and what its checks say.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Preview {
    /// The PDF, base64.
    pub pdf: String,
    pub pages: usize,
    pub checks: Vec<Check>,
    /// What could not be printed as asked, such as a character without a font.
    pub warnings: Vec<String>,
    /// What the change of the request comes to.
    pub calculation: Option<Calculation>,
    /// Why the change of the request cannot be calculated; the pages are then as stored.
    pub problem: Option<AppError>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExportRequest {
    pub id: String,
    pub file: PathBuf,
    /// pdf (default) or html.
    #[serde(default)]
    #[ts(optional)]
    pub format: Option<String>,
}

/// What was written, and whether it is fit to be sent.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ExportReport {
    pub file: String,
    pub pages: usize,
    pub bytes: usize,
    pub state: DocumentState,
    pub checks: Vec<Check>,
}

/// The paper's PDF as it stands.
pub fn preview(read: &Read<'_>, request: PreviewRequest) -> Result<Preview> {
    let mut document: Document = store::get(read.connection, &request.id)?;
    if let Some(content) = request.content {
        if is_frozen(document.state) {
            return Err(frozen(&document));
        }
        check_content(document.kind, &content)?;
        document.content = content;
    }
    let mut calculated = None;
    let mut problem = None;
    let mut trial = None;
    if let Some(request) = request.change {
        if document.change_id.as_ref().is_none_or(|own| own.as_str() != request.id) {
            return Err(AppError::invalid("change.id", "This is not the change of the paper."));
        }
        let (change, record) = calculation::try_out(read.connection, request)?;
        match record {
            Ok(record) => {
                calculated =
                    Some(calculation::describe(read.connection, record.clone(), &change, read.today)?);
                trial = Some(Trial { change, record });
            }
            // Nothing changes yet: that is how a change begins, and no mistake.
            Err(_) if change.items.is_empty() => {}
            Err(refusal) => problem = Some(refusal),
        }
    }
    let (_, printed, checks) = print_trying(read.engine, read.connection, &document, trial.as_ref())?;
    Ok(Preview {
        pdf: files::base64(&printed.pdf),
        pages: printed.pages,
        checks,
        warnings: printed.warnings,
        calculation: calculated,
        problem,
    })
}

/// What is missing before the paper can go out.
pub fn paper_check(read: &Read<'_>, request: ById) -> Result<Vec<Check>> {
    let document: Document = store::get(read.connection, &request.id)?;
    Ok(print(read.engine, read.connection, &document)?.2)
}

/// A frozen paper is what was sent; any other is built from the book and marked as a draft until its checks agree.
pub fn print(
    engine: &Engine,
    connection: &Connection,
    document: &Document,
) -> Result<(PaperView, Printed, Vec<Check>)> {
    print_trying(engine, connection, document, None)
}

fn print_trying(
    engine: &Engine,
    connection: &Connection,
    document: &Document,
    trial: Option<&Trial>,
) -> Result<(PaperView, Printed, Vec<Check>)> {
    if let Some(frozen) = &document.frozen_view {
        let view: PaperView = serde_json::from_value(frozen.clone()).map_err(AppError::internal)?;
        let printed = engine.papers().print(connection, document, &view, false)?;
        return Ok((view, printed, Vec::new()));
    }
    let view = papers::view_trying(connection, document, trial)?;
    // A deck is shown while it is worked on: only what its checks refuse is marked. A priced paper is a draft until
    // it is ready. Neither is printed twice unless the checks say otherwise than expected.
    let deck = document.kind == DocumentKind::Qbr;
    let printed = engine.papers().print(connection, document, &view, !deck)?;
    let checks = papers::checks_trying(connection, document, &view, &printed, trial)?;
    let draft = (!deck && document.state == DocumentState::Draft)
        || checks.iter().any(|check| check.level == CheckLevel::Missing);
    if draft != deck {
        return Ok((view, printed, checks));
    }
    let printed = engine.papers().print(connection, document, &view, draft)?;
    Ok((view, printed, checks))
}

/// Refuses what is not the content of this kind of paper.
pub fn check_content(kind: DocumentKind, content: &serde_json::Value) -> Result<()> {
    let fits = match kind {
        DocumentKind::Proposal => serde_json::from_value::<ProposalContent>(content.clone()).map(drop),
        DocumentKind::Addendum => serde_json::from_value::<AddendumContent>(content.clone()).map(drop),
        DocumentKind::Qbr => serde_json::from_value::<ReviewContent>(content.clone()).map(drop),
        DocumentKind::WhiteSpace | DocumentKind::CallBrief => Ok(()),
    };
    fits.map_err(|error| {
        AppError::invalid("content", format!("This is not what a {} holds: {error}.", kind.as_str()))
    })
}

/// Writes a paper to a file.
pub fn export(engine: &Engine, request: ExportRequest, job: &JobContext) -> Result<ExportReport> {
    let format = request.format.as_deref().unwrap_or("pdf");
    if !matches!(format, "pdf" | "html") {
        return Err(AppError::invalid("format", format!("A paper is not written as \"{format}\"."))
            .hint("Use pdf or html."));
    }
    job.report(0, 1, "Printing");
    let (document, printed, checks) = engine.read(|read| {
        let document: Document = store::get(read.connection, &request.id)?;
        let (_, mut printed, checks) = print(engine, read.connection, &document)?;
        if let Some(key) = document.frozen_sha256.as_ref().filter(|_| format == "pdf") {
            // What was sent, byte for byte.
            printed.pdf = files::stored(read.connection, key)?;
        }
        Ok((document, printed, checks))
    })?;
    let bytes = if format == "pdf" { printed.pdf } else { printed.html.into_bytes() };
    write_file(&request.file, &bytes)?;
    job.report(1, 1, "Written");
    Ok(ExportReport {
        file: request.file.display().to_string(),
        pages: printed.pages,
        bytes: bytes.len(),
        state: document.state,
        checks,
    })
}

/// Writes a whole file or nothing: first beside it, then in its place.
pub fn write_file(file: &Path, bytes: &[u8]) -> Result<()> {
    let fail = |error: std::io::Error| {
        AppError::new(Code::File, format!("{} cannot be written: {error}.", file.display()))
            .hint("Check the folder and its permissions, or choose another place.")
            .field("file")
    };
    if file.is_dir() {
        return Err(AppError::new(Code::File, format!("{} is a folder.", file.display()))
            .hint("Name a file inside it.")
            .field("file"));
    }
    let mut part = file.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let written = std::fs::write(&part, bytes).and_then(|()| std::fs::rename(&part, file));
    if written.is_err() {
        let _ = std::fs::remove_file(&part);
    }
    written.map_err(fail)
}
