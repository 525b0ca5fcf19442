//! Mail drafts: after a call, with a paper and about a criterion, as text, as a `mailto:` link, and as an .eml file with its enclosure.

use super::documents::{file_name, is_frozen};
use super::files;
use super::printing::{print, write_file};
use super::sheets::WrittenReport;
use crate::engine::{Engine, JobContext, Read};
use crate::papers::mails::{self, Occasion};
use crate::store;
use headroom_core::book::{Account, Document};
use headroom_core::checks::Check;
use headroom_core::error::{AppError, Result};
use headroom_core::mail::{Enclosure, Mail};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use ts_rs::TS;

/// What the mail is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MailKind {
    /// After a call: the id of the note, or of the account for its last one.
    FollowUp,
    /// With a paper: the id of the document.
    Paper,
    /// About one success criterion: its id.
    Criterion,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MailRequest {
    pub kind: MailKind,
    pub id: String,
    /// meeting, direct or champion: how the paper goes out.
    #[serde(default)]
    #[ts(optional)]
    pub route: Option<String>,
    #[serde(default)]
    #[ts(optional)]
    pub recipient_id: Option<String>,
    /// The subject as it was changed.
    #[serde(default)]
    #[ts(optional)]
    pub subject: Option<String>,
    /// The text as it was changed.
    #[serde(default)]
    #[ts(optional)]
    pub body: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MailExport {
    pub mail: MailRequest,
    pub file: PathBuf,
    /// eml (default) or txt; md is the same text.
    #[serde(default)]
    #[ts(optional)]
    pub format: Option<String>,
}

/// A mail that is not sent yet.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MailDraft {
    /// "Elaine Prout <elaine@…>"; the name alone where no address is known.
    pub to: Vec<String>,
    pub subject: String,
    pub body: String,
    /// Opens the draft in the mail program, without enclosures: no link can carry them.
    pub mailto: String,
    /// Names of the files the .eml carries.
    pub enclosures: Vec<String>,
    pub checks: Vec<Check>,
    /// The name its file gets.
    pub file_name: String,
}

/// A mail as text, with what is missing before it may go out.
pub fn draft(read: &Read<'_>, request: MailRequest) -> Result<MailDraft> {
    let (mail, occasion, checks) = compose(read, &request)?;
    let name = match &occasion {
        Occasion::Call(note) => {
            let account: Account = store::get(read.connection, note.account_id.as_str())?;
            format!("{} - Follow-up - {}.eml", account.name, note.held_on)
        }
        Occasion::Paper(document, _) => enclosure_name(read, document)?.replace(".pdf", ".eml"),
        Occasion::Criterion(criterion) => {
            let account: Account = store::get(read.connection, criterion.account_id.as_str())?;
            format!("{} - Criterion - {}.eml", account.name, read.today)
        }
    };
    let enclosures = match &occasion {
        Occasion::Call(_) | Occasion::Criterion(_) => Vec::new(),
        Occasion::Paper(document, _) => vec![enclosure_name(read, document)?],
    };
    Ok(MailDraft {
        to: mail
            .to
            .iter()
            .map(|to| if to.mail.is_empty() { to.name.clone() } else { format!("{} <{}>", to.name, to.mail) })
            .collect(),
        mailto: mail.mailto(),
        subject: mail.subject,
        body: mail.body,
        enclosures,
        checks,
        file_name: name.replace(['/', '\\', ':', '*', '?', '"', '<', '>', '|'], "-"),
    })
}

fn compose(read: &Read<'_>, request: &MailRequest) -> Result<(Mail, Occasion, Vec<Check>)> {
    if let Some(route) =
        request.route.as_deref().filter(|route| !matches!(*route, "meeting" | "direct" | "champion"))
    {
        return Err(AppError::invalid("route", format!("\"{route}\" is no way to send."))
            .hint("Use meeting, direct or champion."));
    }
    let occasion = match request.kind {
        MailKind::FollowUp => mails::after_call(read, &request.id)?,
        MailKind::Criterion => mails::about_criterion(read, &request.id)?,
        MailKind::Paper => {
            Occasion::Paper(Box::new(store::get(read.connection, &request.id)?), request.route.clone())
        }
    };
    let mut mail = mails::write(read, &occasion, request.recipient_id.as_deref())?;
    if let Some(subject) = &request.subject {
        mail.subject = subject.trim().to_owned();
    }
    if let Some(body) = &request.body {
        mail.body.clone_from(body);
    }
    let mut checks = mails::check(read, occasion.account(), &mail)?;
    if let Occasion::Paper(document, _) = &occasion
        && !is_frozen(document.state)
    {
        checks.push(Check::note(
            "mail_draft",
            format!(
                "{} is not recorded as sent: its pages still say what the book says now.",
                document.number
            ),
            "Record it as sent first, so that what goes out is what is kept.",
        ));
    }
    Ok((mail, occasion, checks))
}

fn enclosure_name(read: &Read<'_>, document: &Document) -> Result<String> {
    let account: Account = store::get(read.connection, document.account_id.as_str())?;
    Ok(file_name(&super::settings::load(read.connection)?.file_name, &account, document))
}

/// Writes a mail to a file.
pub fn export(engine: &Engine, request: MailExport, job: &JobContext) -> Result<WrittenReport> {
    let format = request.format.as_deref().unwrap_or("eml");
    if !matches!(format, "eml" | "txt" | "md") {
        return Err(AppError::invalid("format", format!("A mail is not written as \"{format}\"."))
            .hint("Use eml, txt or md."));
    }
    job.report(0, 1, "Writing the mail");
    let (bytes, checks, state) = engine.read(|read| {
        let (mut mail, occasion, checks) = compose(read, &request.mail)?;
        if format != "eml" {
            let text = format!("{}\n\n{}\n", mail.subject, mail.body);
            return Ok((text.into_bytes(), checks, None));
        }
        let mut state = None;
        if let Occasion::Paper(document, _) = &occasion {
            state = Some(document.state);
            let bytes = match &document.frozen_sha256 {
                // What was sent, byte for byte.
                Some(key) => files::stored(read.connection, key)?,
                None => print(engine, read.connection, document)?.1.pdf,
            };
            mail.enclosures.push(Enclosure {
                name: enclosure_name(read, document)?,
                media_type: "application/pdf".to_owned(),
                bytes,
            });
        }
        Ok((mail.eml(), checks, state))
    })?;
    write_file(&request.file, &bytes)?;
    job.report(1, 1, "Written");
    Ok(WrittenReport {
        file: request.file.display().to_string(),
        pages: None,
        bytes: bytes.len(),
        state,
        checks,
    })
}
