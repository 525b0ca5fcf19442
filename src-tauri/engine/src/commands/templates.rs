//! Templates of the papers: copied from the shipped ones, edited beside the real PDF, put back, shared as a folder.
//!
//! A source that cannot be read is never stored, so a broken template is a matter of the editor, not of the papers.

use super::Nothing;
use super::files::{base64, bytes_of};
use super::printing::write_file;
use super::settings::sha256;
use crate::engine::{Engine, JobContext, Read, Write};
use crate::import::nearest;
use crate::papers::{self, templates as own};
use crate::store;
use headroom_core::book::{Document, DocumentKind, OwnTemplate};
use headroom_core::error::{AppError, Code, Result};
use headroom_paper::{
    PaperError, TEMPLATE_GUIDE, check_names, check_templates, shipped_source, template_sources,
};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use ts_rs::TS;

/// The folder that is made inside the one a person picks.
const FOLDER: &str = "Headroom templates";
/// The largest source that is read from a file, in bytes.
const LARGEST: u64 = 200_000;

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ByName {
    /// "proposal/proposal", "shared/style".
    pub name: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FolderRequest {
    #[ts(type = "string")]
    pub folder: PathBuf,
}

/// A template in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TemplateRow {
    pub name: String,
    /// The paper it belongs to; null for what all papers share.
    pub kind: Option<DocumentKind>,
    /// Whether an own source stands in for the shipped one.
    pub own: bool,
    /// Whether Headroom ships another source now than the own one began with.
    pub behind: bool,
    pub updated_at: Option<String>,
}

/// A template with its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TemplateSource {
    pub row: TemplateRow,
    /// The source in force.
    pub source: String,
    pub shipped: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TemplateSave {
    pub name: String,
    pub source: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TemplatePreviewRequest {
    pub name: String,
    pub source: String,
    /// The paper to print; without paper and account the source is only read.
    #[serde(default)]
    #[ts(optional)]
    pub document_id: Option<String>,
    /// The account to print a sheet of: those are stored nowhere.
    #[serde(default)]
    #[ts(optional)]
    pub account_id: Option<String>,
}

/// The paper with the source as it is typed, or what is wrong with it.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct TemplatePreview {
    /// The PDF, base64.
    pub pdf: Option<String>,
    pub pages: usize,
    /// Lines too many, page by page.
    pub lines_over: Vec<usize>,
    pub warnings: Vec<String>,
    pub fault: Option<TemplateTrouble>,
    /// Every name that can be printed, such as `v.price_lines[].title`.
    pub names: Vec<String>,
}

/// Where a source is wrong. Line and column count from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TemplateTrouble {
    /// The source that is wrong: a shared part shows in every paper.
    pub template: String,
    pub line: usize,
    pub column: usize,
    pub message: String,
    /// The name nobody knows, when that is the fault.
    pub unknown: Option<String>,
    /// The known name next to it.
    pub nearest: Option<String>,
}

/// What was written to or taken from a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TemplateFolder {
    pub folder: String,
    /// Sources that differ from the shipped ones.
    pub own: Vec<String>,
    /// Sources that are as shipped.
    pub shipped: Vec<String>,
}

/// The templates, papers first.
pub fn list(read: &Read<'_>, _: Nothing) -> Result<Vec<TemplateRow>> {
    let mut rows: Vec<TemplateRow> = template_sources()
        .map(|(name, shipped)| row(read.connection, name, shipped))
        .collect::<Result<_>>()?;
    rows.sort_by_key(|row| row.kind.is_none());
    Ok(rows)
}

/// A template's source.
pub fn get(read: &Read<'_>, request: ByName) -> Result<TemplateSource> {
    let shipped = known(&request.name)?;
    let stored: Option<OwnTemplate> = store::optional(read.connection, &request.name)?;
    Ok(TemplateSource {
        row: row(read.connection, &request.name, shipped)?,
        source: stored.map_or_else(|| shipped.to_owned(), |own| own.source),
        shipped: shipped.to_owned(),
    })
}

/// The paper printed with a source as it is typed.
pub fn preview(read: &Read<'_>, request: TemplatePreviewRequest) -> Result<TemplatePreview> {
    known(&request.name)?;
    let mut templates = own::own(read.connection)?;
    templates.insert(request.name.clone(), request.source);
    let source = templates.get(&request.name).cloned().unwrap_or_default();
    let papers = read.engine.papers();
    let (view, outcome) = match (request.document_id, request.account_id) {
        (Some(id), _) => {
            let document: Document = store::get(read.connection, &id)?;
            let mut view = papers::view(read.connection, &document)?;
            view.sheet_mut().templates = templates;
            (own::printed(&view)?, papers.attempt(read.connection, &document, &view, false)?)
        }
        (None, Some(account)) => {
            let kind = kind_of(&request.name).unwrap_or(DocumentKind::WhiteSpace);
            papers::sheets::trial(papers, read, kind, &account, templates)?
        }
        (None, None) => {
            let fault = match check_templates(&templates) {
                Ok(()) => None,
                Err(error) => Some(trouble(error, &[])?),
            };
            return Ok(TemplatePreview { fault, ..Default::default() });
        }
    };
    let names = own::names(&view)?;
    match outcome {
        Ok(printed) => Ok(TemplatePreview {
            // A name in a condition is quietly false when nobody knows it, so the page alone does not tell.
            fault: match check_names(&request.name, &source, &view) {
                Ok(()) => None,
                Err(error) => Some(trouble(error, &names)?),
            },
            pdf: Some(base64(&printed.pdf)),
            pages: printed.pages,
            lines_over: printed.lines_over,
            warnings: printed.warnings,
            names,
        }),
        Err(error) => {
            Ok(TemplatePreview { fault: Some(trouble(error, &names)?), names, ..Default::default() })
        }
    }
}

/// The paper a source belongs to.
fn kind_of(name: &str) -> Option<DocumentKind> {
    let place = name.split('/').next().unwrap_or_default();
    DocumentKind::ALL.iter().copied().find(|kind| own::folder(*kind) == place)
}

/// Puts an own source in the place of the shipped one. A source that equals the shipped one is none.
pub fn save(write: &mut Write<'_>, request: TemplateSave) -> Result<TemplateRow> {
    let shipped = known(&request.name)?;
    let mut templates = own::own(write.connection)?;
    templates.insert(request.name.clone(), request.source.clone());
    check_templates(&templates).map_err(refused)?;
    keep(write, &request.name, &request.source, shipped)?;
    write.mark.summary = format!("Change the template {}", request.name);
    row(write.connection, &request.name, shipped)
}

/// Goes back to the shipped source.
pub fn reset(write: &mut Write<'_>, request: ByName) -> Result<TemplateRow> {
    let shipped = known(&request.name)?;
    let mut templates = own::own(write.connection)?;
    templates.remove(&request.name);
    check_templates(&templates).map_err(refused)?;
    store::delete::<OwnTemplate>(write.connection, &request.name)?;
    write.mark.summary = format!("Back to the shipped template {}", request.name);
    row(write.connection, &request.name, shipped)
}

/// Writes the templates in force into a folder, with the guide to what they see.
pub fn export(engine: &Engine, request: FolderRequest, job: &JobContext) -> Result<TemplateFolder> {
    let stored = engine.read(|read| own::own(read.connection))?;
    let folder = request.folder.join(FOLDER);
    let mut report = TemplateFolder { folder: folder.display().to_string(), ..Default::default() };
    let total = template_sources().count() as u64;
    for (at, (name, shipped)) in (0..).zip(template_sources()) {
        job.go_on()?;
        job.report(at, total, name);
        let file = folder.join(format!("{name}.html"));
        if let Some(place) = file.parent() {
            std::fs::create_dir_all(place).map_err(|error| {
                AppError::new(Code::File, format!("{} cannot be made: {error}.", place.display()))
                    .hint("Choose another folder, or make room there.")
                    .field("folder")
            })?;
        }
        let source = stored.get(name).map_or(shipped, String::as_str);
        write_file(&file, source.as_bytes())?;
        if source == shipped { &mut report.shipped } else { &mut report.own }.push(name.to_owned());
    }
    write_file(&folder.join("README.md"), TEMPLATE_GUIDE.as_bytes())?;
    Ok(report)
}

/// Takes over the templates of a folder. Only files of known names are looked at; what equals the shipped source
/// puts that back.
pub fn import(write: &mut Write<'_>, request: FolderRequest) -> Result<TemplateFolder> {
    let inside = request.folder.join(FOLDER);
    let folder = if inside.is_dir() { inside } else { request.folder };
    let mut templates = own::own(write.connection)?;
    let mut found = Vec::new();
    for (name, shipped) in template_sources() {
        let file = folder.join(format!("{name}.html"));
        if !file.is_file() {
            continue;
        }
        let (_, bytes) = bytes_of(&file, LARGEST)?;
        let source = String::from_utf8(bytes).map_err(|_| {
            AppError::new(Code::WrongFileType, format!("{} is not UTF-8 text.", file.display()))
                .hint("Save it as UTF-8.")
                .field("folder")
        })?;
        templates.insert(name.to_owned(), source.clone());
        found.push((name, shipped, source));
    }
    if found.is_empty() {
        return Err(AppError::new(Code::File, format!("{} holds no templates.", folder.display()))
            .hint("Choose a folder that Headroom wrote, with files such as proposal/proposal.html in it.")
            .field("folder"));
    }
    check_templates(&templates).map_err(refused)?;
    let mut report = TemplateFolder { folder: folder.display().to_string(), ..Default::default() };
    for (name, shipped, source) in found {
        keep(write, name, &source, shipped)?;
        if source == shipped { &mut report.shipped } else { &mut report.own }.push(name.to_owned());
    }
    write.mark.summary = format!("Take over templates from {}", folder.display());
    Ok(report)
}

fn keep(write: &Write<'_>, name: &str, source: &str, shipped: &str) -> Result<()> {
    if source == shipped {
        return store::delete::<OwnTemplate>(write.connection, name);
    }
    let before: Option<OwnTemplate> = store::optional(write.connection, name)?;
    let row = OwnTemplate {
        id: name.to_owned(),
        source: source.to_owned(),
        shipped_sha256: before.map_or_else(|| sha256(shipped.as_bytes()), |own| own.shipped_sha256),
        updated_at: write.now.clone(),
    };
    store::upsert(write.connection, name, &row)
}

fn row(connection: &Connection, name: &str, shipped: &str) -> Result<TemplateRow> {
    let stored: Option<OwnTemplate> = store::optional(connection, name)?;
    Ok(TemplateRow {
        name: name.to_owned(),
        kind: kind_of(name),
        own: stored.is_some(),
        behind: stored.as_ref().is_some_and(|own| own.shipped_sha256 != sha256(shipped.as_bytes())),
        updated_at: stored.map(|own| own.updated_at),
    })
}

/// The shipped source of a name.
fn known(name: &str) -> Result<&'static str> {
    // A document's short name stands for its source elsewhere; here every name is a whole one.
    shipped_source(name).filter(|_| name.contains('/')).ok_or_else(|| {
        let names: Vec<&str> = template_sources().map(|(name, _)| name).collect();
        AppError::new(Code::NotFound, format!("There is no template \"{name}\"."))
            .hint(format!("There are {}.", names.join(", ")))
            .field("name")
    })
}

/// What is wrong, for the editor. Trouble of the machine itself stays an error.
fn trouble(error: PaperError, names: &[String]) -> Result<TemplateTrouble> {
    match error {
        PaperError::Template(fault) => {
            let (message, _) = fault.message.split_once(" Available ").unwrap_or((&fault.message, ""));
            let parts =
                names.iter().flat_map(|name| name.split(['.', '[', ']'])).filter(|part| part.len() > 1);
            let near = fault.unknown.as_deref().and_then(|unknown| nearest(unknown, parts));
            Ok(TemplateTrouble {
                template: fault.template.clone(),
                line: fault.line,
                column: fault.column,
                message: message.to_owned(),
                nearest: near.map(str::to_owned),
                unknown: fault.unknown,
            })
        }
        PaperError::Markup(_) | PaperError::TooLarge(_) | PaperError::Layout(_) => Ok(TemplateTrouble {
            template: String::new(),
            line: 1,
            column: 1,
            message: error.to_string(),
            unknown: None,
            nearest: None,
        }),
        other => Err(refused(other)),
    }
}

fn refused(error: PaperError) -> AppError {
    AppError::invalid("source", format!("The template cannot be used: {error}."))
        .hint("Correct the line, or go back to the shipped template.")
}
