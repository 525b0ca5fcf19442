//! The internal sheets of an account: white space and call brief. They are made from the book as it is now, are
//! never frozen, and say on every page that they are not for the customer.

mod brief;
mod forms;
mod white_space;

use super::voice::{Voice, language_of, locale_of};
use super::{PaperSheet, Papers, Printed, refused, templates};
use crate::commands::accounts::{self, AccountPage, ById};
use crate::commands::settings;
use crate::engine::Read;
use chrono::NaiveDate;
use headroom_core::book::{Contact, DocumentKind, Settings};
use headroom_core::error::{AppError, Result};
use headroom_core::id::ContactId;
use headroom_core::money::Currency;
use headroom_paper::PaperError;
use rusqlite::Connection;
use serde_json::Value;
use std::collections::BTreeMap;

pub use brief::BriefWish;
pub use white_space::WhiteSpaceSheet;

/// What a sheet or a mail is made from.
pub(super) struct Ground {
    pub settings: Settings,
    pub page: AccountPage,
    pub voice: Voice,
    pub today: NaiveDate,
}

impl Ground {
    /// Reads an account. The language is the one asked for, else the book's: its readers are ours.
    pub fn load(read: &Read<'_>, account: &str, language: Option<&str>) -> Result<Self> {
        let settings = settings::load(read.connection)?;
        let page = accounts::page(read, ById { id: account.to_owned() })?;
        let language = language_of(language.unwrap_or(&settings.paper_language));
        let currency = page.account.currency.parse().unwrap_or(Currency::USD);
        let voice = Voice { language, locale: locale_of(language, &page.account, &settings), currency };
        Ok(Self { settings, page, voice, today: read.today })
    }

    /// Who acts where nobody is named.
    fn owner(&self) -> &str {
        super::sources::filled(self.page.account.owner.as_deref()).unwrap_or(self.settings.am.name.trim())
    }

    pub fn contact(&self, id: Option<&ContactId>) -> Option<&Contact> {
        let id = id?;
        self.page.contacts.iter().find(|contact| contact.id == *id)
    }

    /// The contract that renews next, else the newest.
    fn contract(&self) -> Option<&crate::commands::contracts::ContractView> {
        let contracts = &self.page.contracts;
        let ahead = contracts.iter().filter(|view| view.days_to_renewal.is_some_and(|days| days > 0));
        ahead.min_by_key(|view| view.days_to_renewal).or_else(|| contracts.first())
    }

    /// Size, colour and properties; equal days give equal bytes.
    fn sheet(&self, connection: &Connection, kind: DocumentKind, title: String) -> Result<PaperSheet> {
        let company = &self.settings.company;
        let noon = format!("{}T12:00:00.000Z", self.today);
        Ok(PaperSheet {
            templates: templates::own_for(connection, kind)?,
            size: self.settings.page_size.clone(),
            accent: company.accent.clone(),
            logo_sha256: None,
            title,
            author: self.settings.am.name.clone(),
            created_at: noon.clone(),
            updated_at: noon,
        })
    }
}

/// The white-space sheet of an account, as content.
///
/// # Errors
/// `NotFound` for an unknown account.
pub fn white_space(read: &Read<'_>, account: &str, language: Option<&str>) -> Result<WhiteSpaceSheet> {
    white_space::build(read, &Ground::load(read, account, language)?)
}

/// The white-space sheet as PDF.
///
/// # Errors
/// As [`white_space`], and when it cannot be printed.
pub fn print_white_space(
    papers: &Papers,
    read: &Read<'_>,
    account: &str,
    language: Option<&str>,
) -> Result<Printed> {
    let ground = Ground::load(read, account, language)?;
    let content = white_space::build(read, &ground)?;
    let title = ground.voice.sheet_title(false, &ground.page.account.name);
    let sheet = ground.sheet(read.connection, DocumentKind::WhiteSpace, title)?;
    papers
        .render(read.connection, "white-space", &content.view, ground.voice.language, &sheet, "", false)?
        .map_err(refused)
}

/// A sheet printed with a template that is being typed, and what `v` is in it.
///
/// # Errors
/// The outer error is the book's, the inner one the machine's.
pub fn trial(
    papers: &Papers,
    read: &Read<'_>,
    kind: DocumentKind,
    account: &str,
    templates: BTreeMap<String, String>,
) -> Result<(Value, std::result::Result<Printed, PaperError>)> {
    let ground = Ground::load(read, account, None)?;
    let (template, view) = if kind == DocumentKind::CallBrief {
        let view = brief::build(read, &ground, &BriefWish::default(), &brief::MEASURES[0])?;
        ("brief", serde_json::to_value(view))
    } else {
        ("white-space", serde_json::to_value(white_space::build(read, &ground)?.view))
    };
    let view = view.map_err(AppError::internal)?;
    let title = ground.voice.sheet_title(kind == DocumentKind::CallBrief, &ground.page.account.name);
    let sheet = PaperSheet { templates, ..ground.sheet(read.connection, kind, title)? };
    let outcome =
        papers.render(read.connection, template, &view, ground.voice.language, &sheet, "", false)?;
    Ok((view, outcome))
}

/// The call brief as PDF: as much of everything as one page holds.
///
/// # Errors
/// `NotFound` for an unknown account or person, and when it cannot be printed.
pub fn print_brief(papers: &Papers, read: &Read<'_>, account: &str, wish: &BriefWish) -> Result<Printed> {
    let ground = Ground::load(read, account, wish.language.as_deref())?;
    let title = ground.voice.sheet_title(true, &ground.page.account.name);
    let sheet = ground.sheet(read.connection, DocumentKind::CallBrief, title)?;
    let mut measures = brief::MEASURES.iter().peekable();
    loop {
        let measure = measures.next().unwrap_or(&brief::LEAST);
        let view = brief::build(read, &ground, wish, measure)?;
        let printed = papers
            .render(read.connection, "brief", &view, ground.voice.language, &sheet, "", false)?
            .map_err(refused)?;
        let fits = printed.pages == 1 && printed.lines_over.iter().all(|lines| *lines == 0);
        if fits || measures.peek().is_none() {
            return Ok(printed);
        }
    }
}

/// The call brief as a view, for whoever asks what it says.
///
/// # Errors
/// As [`print_brief`].
pub fn brief(read: &Read<'_>, account: &str, wish: &BriefWish) -> Result<headroom_core::paper::BriefView> {
    let ground = Ground::load(read, account, wish.language.as_deref())?;
    brief::build(read, &ground, wish, &brief::MEASURES[0])
}
