//! Papers: from the rows of a book to a view, a PDF and the checks before it leaves the house.
//!
//! Amounts come from the stored calculation record, never from a second computation. A frozen document prints
//! from the view it was frozen with, so that what was sent can be made again. Nothing here writes.

mod addendum;
mod facts;
mod lines;
pub mod mails;
mod phrases;
mod proposal;
mod review;
mod review_compose;
mod review_figures;
mod roi;
pub mod sheets;
mod sources;
pub mod templates;
#[cfg(test)]
mod tests;
pub mod usage;
mod voice;

use crate::store::sql_error;
use chrono::{DateTime, NaiveDate, NaiveDateTime};
use headroom_core::book::{Alternative, Change, Document, DocumentKind, ReviewContent};
use headroom_core::checks::{self, Check, PageFit};
use headroom_core::contract::{CalculationRecord, Collision};
use headroom_core::error::{AppError, Code, Result};
use headroom_core::locale::Language;
use headroom_core::paper::{AddendumView, ProposalView, ReviewView};
use headroom_paper::{Metadata, PageSize, PaperError, RenderOptions, Rendered, Warning};
pub use review::SlideNumber;
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use sources::Sources;
use std::collections::BTreeMap;
use ts_rs::TS;

/// The document machine of an open book. It needs no state of its own: faces and laid-out pages are kept by
/// `headroom_paper`, once per process, so that two open books share them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Papers {}

/// The sheet a paper is printed on and what stands in the properties of its PDF: frozen together with the view,
/// so that a later change in Settings does not change what was sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PaperSheet {
    /// a4, letter or wide.
    pub size: String,
    /// "#0B6E5F"
    pub accent: String,
    /// SHA-256 of the stored logo.
    pub logo_sha256: Option<String>,
    pub title: String,
    pub author: String,
    pub created_at: String,
    pub updated_at: String,
    /// The user's own templates it is printed with, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub templates: BTreeMap<String, String>,
}

/// What a paper says, ready to print. A frozen document keeps this.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "paper", rename_all = "snake_case")]
pub enum PaperView {
    Proposal { view: Box<ProposalView>, sheet: PaperSheet },
    Addendum { view: Box<AddendumView>, sheet: PaperSheet },
    Qbr { view: Box<ReviewView>, sheet: PaperSheet },
}

/// A printed paper.
#[derive(Debug, Clone, Default)]
pub struct Printed {
    pub pdf: Vec<u8>,
    /// The same pages as HTML, for whoever edits a template.
    pub html: String,
    pub pages: usize,
    /// Lines too many per page; 0 for one that fits.
    pub lines_over: Vec<usize>,
    /// What a reader of the preview should know: a face taken from the system, a character without one.
    pub warnings: Vec<String>,
}

impl PaperView {
    /// Size, colour, logo and properties it is printed with.
    pub fn sheet(&self) -> &PaperSheet {
        match self {
            PaperView::Proposal { sheet, .. }
            | PaperView::Addendum { sheet, .. }
            | PaperView::Qbr { sheet, .. } => sheet,
        }
    }

    /// The same, to print it another way.
    pub fn sheet_mut(&mut self) -> &mut PaperSheet {
        match self {
            PaperView::Proposal { sheet, .. }
            | PaperView::Addendum { sheet, .. }
            | PaperView::Qbr { sheet, .. } => sheet,
        }
    }
}

/// What a document says now; a frozen one says what it said when it was sent.
///
/// # Errors
/// `NotFound` when the account is gone, `InvalidInput` for content that cannot be read or a kind that is not
/// printed here.
pub fn view(connection: &Connection, document: &Document) -> Result<PaperView> {
    view_trying(connection, document, None)
}

/// A change that is being typed, in the place of the stored one.
#[derive(Debug, Clone)]
pub struct Trial {
    pub change: Change,
    pub record: CalculationRecord,
}

/// As [`view`], with a change that is being typed.
///
/// # Errors
/// As [`view`].
pub fn view_trying(connection: &Connection, document: &Document, trial: Option<&Trial>) -> Result<PaperView> {
    if let Some(frozen) = &document.frozen_view {
        return serde_json::from_value(frozen.clone()).map_err(AppError::internal);
    }
    if document.kind == DocumentKind::Qbr {
        return Ok(deck(connection, document)?.0);
    }
    if !sources::is_priced(document.kind) {
        return Err(AppError::invalid(
            "kind",
            format!("{} is not a paper that is printed.", document.number),
        ));
    }
    let sources = Sources::load(connection, document)?.trying(connection, trial)?;
    let company = &sources.settings.company;
    let is_proposal = document.kind == DocumentKind::Proposal;
    let sheet = PaperSheet {
        size: sources.settings.page_size.clone(),
        accent: company.accent.clone(),
        logo_sha256: company.logo_sha256.clone(),
        title: sources.voice.paper_title(is_proposal, &document.number, sources.customer_name()),
        author: sources.supplier_legal_name().to_owned(),
        created_at: document.created_at.clone(),
        updated_at: document.updated_at.clone(),
        templates: templates::own_for(connection, document.kind)?,
    };
    Ok(if is_proposal {
        let view = Box::new(proposal::build(&sources, &sources.content()?));
        PaperView::Proposal { view, sheet }
    } else {
        let view = Box::new(addendum::build(&sources, &sources.content()?));
        PaperView::Addendum { view, sheet }
    })
}

/// A review deck as it stands, and its numbers by slide.
///
/// # Errors
/// As [`view`].
pub fn deck(connection: &Connection, document: &Document) -> Result<(PaperView, Vec<SlideNumber>)> {
    let sources = Sources::load(connection, document)?;
    let content: ReviewContent = sources.content()?;
    let (view, numbers) = review::build(connection, &sources, &content)?;
    let company = &sources.settings.company;
    let sheet = PaperSheet {
        size: "wide".to_owned(),
        accent: company.accent.clone(),
        logo_sha256: company.logo_sha256.clone(),
        title: sources.voice.deck_title(&sources.voice.quarter(&content.quarter), sources.customer_name()),
        author: sources.supplier_legal_name().to_owned(),
        created_at: document.created_at.clone(),
        updated_at: document.updated_at.clone(),
        templates: templates::own_for(connection, document.kind)?,
    };
    Ok((PaperView::Qbr { view: Box::new(view), sheet }, numbers))
}

/// What a review of `quarter` says by itself; `document` names account and language.
///
/// # Errors
/// `NotFound` when the account is gone.
pub fn compose_review(
    connection: &Connection,
    document: &Document,
    quarter: &str,
    today: NaiveDate,
) -> Result<ReviewContent> {
    review_compose::compose(connection, &Sources::load(connection, document)?, quarter, today)
}

/// The way into the renewal as an alternative on page two, in the language of the paper.
///
/// # Errors
/// As [`view`].
pub fn renewal_way(
    connection: &Connection,
    document: &Document,
    collision: &Collision,
) -> Result<Alternative> {
    let voice = Sources::load(connection, document)?.voice;
    let (now, renewal) = (&collision.addendum, &collision.renewal);
    let title = voice.with_the_renewal(&voice.date(renewal.effective));
    Ok(Alternative {
        made_as: Some(title.clone()),
        title,
        text: voice.folded_in(
            &voice.date(renewal.sign_by),
            &voice.amount(now.until_renewal),
            &voice.date(now.sign_by),
        ),
        items: None,
        effective: Some(renewal.effective),
    })
}

impl Papers {
    /// Prints a view as PDF; `draft` marks every page.
    ///
    /// # Errors
    /// `InvalidInput` for a colour, a logo or a template that cannot be used, `Internal` when the machine fails.
    pub fn print(
        &self,
        connection: &Connection,
        document: &Document,
        view: &PaperView,
        draft: bool,
    ) -> Result<Printed> {
        self.attempt(connection, document, view, draft)?.map_err(refused)
    }

    /// As [`Papers::print`], with the machine's own words on what is wrong: the template editor points at the place.
    ///
    /// # Errors
    /// The outer error is the book's, the inner one the machine's.
    pub fn attempt(
        &self,
        connection: &Connection,
        document: &Document,
        view: &PaperView,
        draft: bool,
    ) -> Result<std::result::Result<Printed, PaperError>> {
        let sheet = view.sheet();
        let subject = format!("{} v{}", document.number, document.version);
        match view {
            PaperView::Proposal { view, .. } => {
                self.render(connection, "proposal", view, view.language, sheet, &subject, draft)
            }
            PaperView::Addendum { view, .. } => {
                self.render(connection, "addendum", view, view.language, sheet, &subject, draft)
            }
            PaperView::Qbr { view, .. } => {
                self.render(connection, "qbr", view, view.language, sheet, &subject, draft)
            }
        }
    }

    /// Prints any view by its template.
    ///
    /// # Errors
    /// As [`Papers::attempt`].
    #[allow(clippy::too_many_arguments, reason = "what a page is made of, named at each call")]
    fn render(
        &self,
        connection: &Connection,
        template: &str,
        view: &impl Serialize,
        language: Language,
        sheet: &PaperSheet,
        subject: &str,
        draft: bool,
    ) -> Result<std::result::Result<Printed, PaperError>> {
        let options = RenderOptions {
            size: match sheet.size.as_str() {
                "letter" => PageSize::Letter,
                "wide" => PageSize::Wide,
                _ => PageSize::A4,
            },
            language,
            draft,
            accent: Some(sheet.accent.clone()).filter(|accent| !accent.trim().is_empty()),
            logo: logo(connection, sheet.logo_sha256.as_deref())?,
            metadata: Metadata {
                title: sheet.title.clone(),
                author: sheet.author.clone(),
                subject: subject.to_owned(),
                created: instant(&sheet.created_at),
                modified: instant(&sheet.updated_at),
            },
            templates: sheet.templates.clone(),
        };
        Ok(headroom_paper::render(template, view, &options).map(printed))
    }
}

fn printed(rendered: Rendered) -> Printed {
    let mut lines_over = vec![0; rendered.pages];
    for long in &rendered.fit.too_long {
        if let Some(lines) = lines_over.get_mut(long.page.saturating_sub(1)) {
            *lines = long.lines;
        }
    }
    Printed {
        pdf: rendered.pdf,
        html: rendered.html,
        pages: rendered.pages,
        lines_over,
        warnings: rendered.warnings.iter().map(warning).collect(),
    }
}

/// The checks before the document may be marked ready or sent: missing first, then notes, then met.
///
/// # Errors
/// As [`view`].
pub fn checks(
    connection: &Connection,
    document: &Document,
    view: &PaperView,
    printed: &Printed,
) -> Result<Vec<Check>> {
    checks_trying(connection, document, view, printed, None)
}

/// As [`checks`], with a change that is being typed.
///
/// # Errors
/// As [`view`].
pub fn checks_trying(
    connection: &Connection,
    document: &Document,
    view: &PaperView,
    printed: &Printed,
    trial: Option<&Trial>,
) -> Result<Vec<Check>> {
    let sources = Sources::load(connection, document)?.trying(connection, trial)?;
    let fit = PageFit { pages: printed.pages, lines_over: printed.lines_over.clone() };
    let mut checks = match view {
        PaperView::Proposal { .. } => checks::proposal(&facts::proposal(connection, &sources, fit)?),
        PaperView::Addendum { .. } => checks::addendum(&facts::addendum(connection, &sources, fit)?),
        PaperView::Qbr { view, .. } => checks::review(&facts::review(connection, &sources, view, fit)?),
    };
    checks.extend(printed.warnings.iter().map(|text| Check::note("print", text.clone(), "")));
    checks.sort_by_key(|check| check.level);
    Ok(checks)
}

/// The bytes of a stored logo.
fn logo(connection: &Connection, sha256: Option<&str>) -> Result<Option<Vec<u8>>> {
    let Some(sha256) = sha256 else { return Ok(None) };
    connection
        .prepare_cached("SELECT bytes FROM blob WHERE sha256 = ?")
        .and_then(|mut statement| statement.query_row([sha256], |row| row.get(0)).optional())
        .map_err(sql_error)
}

fn instant(text: &str) -> Option<NaiveDateTime> {
    DateTime::parse_from_rfc3339(text).ok().map(|instant| instant.naive_utc())
}

/// A refusal of the machine, with what a person can do about it.
fn refused(error: PaperError) -> AppError {
    let message = format!("The paper cannot be printed: {error}.");
    let (code, hint) = match error {
        PaperError::Colour(_) => {
            (Code::InvalidInput, "Choose another colour in Settings, under the company.")
        }
        PaperError::Logo(_) => (Code::InvalidInput, "Choose another logo in Settings, under the company."),
        PaperError::UnknownTemplate(_)
        | PaperError::Template(_)
        | PaperError::Markup(_)
        | PaperError::TooLarge(_) => {
            (Code::InvalidInput, "Correct it in Settings, under Templates, or go back to the shipped one.")
        }
        PaperError::View(_) | PaperError::Layout(_) | PaperError::Write(_) => {
            (Code::Internal, "Nothing was changed. Shorten what was typed last and try again.")
        }
    };
    AppError::new(code, message).hint(hint)
}

fn warning(warning: &Warning) -> String {
    match warning {
        Warning::AccentDarkened { given, used } => {
            format!("The company's colour {given} is too pale for text; {used} is printed.")
        }
        Warning::SystemFont { file } => {
            format!(
                "Some characters need {file} of this computer; another one may print them in another face."
            )
        }
        Warning::NoFont { characters } => {
            format!("No face has the characters {characters}; their numbers are printed.")
        }
        Warning::Crossing { page, text, other } => {
            format!("On page {page} \"{text}\" runs into \"{other}\"; shorten one of them.")
        }
        Warning::Beyond { page, text } => {
            format!("On page {page} \"{text}\" runs off the sheet; shorten it.")
        }
    }
}
