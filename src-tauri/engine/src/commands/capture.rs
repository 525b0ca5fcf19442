//! Catching the customer's words without a call note around them: a quote in seconds, and a transcript to mark in.

use super::notes::{speaker_of, words_of};
use crate::engine::{Read, Write};
use crate::store;
use chrono::NaiveDate;
use headroom_core::book::{Account, Contact, Quote, QuoteKind};
use headroom_core::error::{AppError, Result};
use headroom_core::words::transcript::{self, Turn};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The longest transcript that is read: a day of talk.
const LONGEST: usize = 2_000_000;

/// A quote as it is jotted down.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct QuoteCapture {
    pub account_id: String,
    pub text: String,
    pub kind: QuoteKind,
    #[serde(default)]
    #[ts(optional)]
    pub contact_id: Option<String>,
    /// Asked for when there is no contact; a name of the account's people is that person.
    #[serde(default)]
    #[ts(optional)]
    pub speaker: Option<String>,
    /// Today when not given.
    #[serde(default)]
    #[ts(optional)]
    pub said_on: Option<NaiveDate>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TranscriptRequest {
    pub text: String,
}

/// Keeps a quote that belongs to no call note.
pub fn quote(write: &mut Write<'_>, request: QuoteCapture) -> Result<Quote> {
    let account: Account = store::get(write.connection, &request.account_id)?;
    let text = words_of(&request.text)?;
    let contact: Option<Contact> = match (&request.contact_id, &request.speaker) {
        (Some(id), _) => Some(store::get(write.connection, id)?),
        (None, Some(name)) => store::list(
            write.connection,
            "WHERE account_id = ? AND deleted_at IS NULL AND name = ? COLLATE NOCASE ORDER BY status LIMIT 1",
            [account.id.as_str(), name.trim()],
        )?
        .into_iter()
        .next(),
        (None, None) => None,
    };
    if contact.as_ref().is_some_and(|contact| contact.account_id != account.id) {
        return Err(AppError::invalid("contact_id", "This person belongs to another account."));
    }
    let quote = Quote {
        id: write.id(),
        account_id: account.id.clone(),
        note_id: None,
        contact_id: contact.as_ref().map(|contact| contact.id.clone()),
        speaker: speaker_of(contact.as_ref(), request.speaker)?,
        speaker_title: contact.and_then(|contact| contact.title),
        said_on: request.said_on.unwrap_or(write.today),
        text,
        phase: None,
        kind: request.kind,
        replaces_id: None,
        created_at: write.now.clone(),
        deleted_at: None,
    };
    store::insert(write.connection, &quote)?;
    write.mark.summary = format!("Quote of {} at {}", quote.speaker, account.name);
    write.mark.account_id = Some(account.id.0);
    Ok(quote)
}

/// Who speaks in a transcript, and where the sentences are.
pub fn read_transcript(_: &Read<'_>, request: TranscriptRequest) -> Result<Vec<Turn>> {
    if request.text.len() > LONGEST {
        return Err(AppError::invalid("text", "The transcript is longer than a day of talk.")
            .hint("Paste the part with their words."));
    }
    Ok(transcript::turns(&request.text))
}
