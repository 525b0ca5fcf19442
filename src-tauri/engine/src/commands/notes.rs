//! Call notes and quotes: the customer's exact words, from the first keystroke on.

use super::accounts::{ById, Done};
use super::{patch, settings, tasks};
use crate::engine::{Engine, Read, Write};
use crate::store::{self, sql_error};
use chrono::NaiveDate;
use headroom_core::book::{Account, AnswerType, CallNote, Contact, NoteState, Quote, QuoteKind};
use headroom_core::dates::add_business_days;
use headroom_core::error::{AppError, Result};
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A note and the quotes captured in it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NoteWithQuotes {
    pub note: CallNote,
    pub quotes: Vec<Quote>,
}

/// A note as it is written: a new one without `id`, else the stored one of that id.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NoteSave {
    #[serde(default)]
    #[ts(optional)]
    pub id: Option<String>,
    pub account_id: String,
    pub held_on: NaiveDate,
    #[serde(default)]
    #[ts(optional)]
    pub minutes: Option<i64>,
    #[serde(default)]
    pub people: Vec<String>,
    #[serde(default)]
    #[ts(optional)]
    pub signal: Option<String>,
    #[serde(default)]
    #[ts(optional)]
    pub question: Option<String>,
    #[serde(default)]
    #[ts(optional)]
    pub answer_type: Option<AnswerType>,
    #[serde(default)]
    #[ts(optional)]
    pub mirrored: Option<String>,
    #[serde(default)]
    #[ts(optional)]
    pub mirror_confirmed: Option<bool>,
    #[serde(default)]
    #[ts(optional)]
    pub next_step: Option<String>,
    #[serde(default)]
    #[ts(optional)]
    pub next_step_due: Option<NaiveDate>,
    #[serde(default)]
    #[ts(optional)]
    pub parked_renewal: Option<String>,
    #[serde(default)]
    #[ts(optional)]
    pub transcript: Option<String>,
    #[serde(default)]
    #[ts(optional)]
    pub private_remarks: Option<String>,
    /// All quotes of the note; one left out is moved to the trash.
    #[serde(default)]
    pub quotes: Vec<QuoteSave>,
    /// The draft this note was typed in; it is forgotten with the save.
    #[serde(default)]
    #[ts(optional)]
    pub draft: Option<String>,
}

/// A quote as it is written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct QuoteSave {
    #[serde(default)]
    #[ts(optional)]
    pub id: Option<String>,
    pub text: String,
    pub kind: QuoteKind,
    #[serde(default)]
    #[ts(optional)]
    pub contact_id: Option<String>,
    /// Asked for when there is no contact.
    #[serde(default)]
    #[ts(optional)]
    pub speaker: Option<String>,
    #[serde(default)]
    #[ts(optional)]
    pub phase: Option<i64>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct QuoteCorrection {
    pub id: String,
    pub text: String,
}

/// What was being typed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Draft {
    #[ts(type = "unknown")]
    pub body: serde_json::Value,
    pub saved_at: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DraftPut {
    /// What is being typed: "note:" and the account's id.
    pub id: String,
    /// Null forgets it.
    #[ts(type = "unknown")]
    pub body: serde_json::Value,
}

/// A call note and its quotes.
pub fn get(read: &Read<'_>, request: ById) -> Result<NoteWithQuotes> {
    load(read.connection, &request.id)
}

fn load(connection: &rusqlite::Connection, id: &str) -> Result<NoteWithQuotes> {
    Ok(NoteWithQuotes {
        note: store::get(connection, id)?,
        quotes: store::list(
            connection,
            "WHERE note_id = ? AND deleted_at IS NULL ORDER BY created_at, rowid",
            [id],
        )?,
    })
}

/// Writes a call note with its quotes and the tasks its answer calls for.
pub fn save(write: &mut Write<'_>, request: NoteSave) -> Result<NoteWithQuotes> {
    let account: Account = store::get(write.connection, &request.account_id)?;
    if request.minutes.is_some_and(|minutes| !(0..=24 * 60).contains(&minutes)) {
        return Err(AppError::invalid("minutes", "A call lasts 0 to 1440 minutes."));
    }
    for person in &request.people {
        store::get::<Contact>(write.connection, person).map_err(|error| error.field("people"))?;
    }
    let known: Option<CallNote> =
        request.id.as_deref().map(|id| store::get(write.connection, id)).transpose()?;
    let created_at = known.as_ref().map_or_else(|| write.now.clone(), |note| note.created_at.clone());
    let note = CallNote {
        id: known.as_ref().map_or_else(|| write.id(), |note| note.id.clone()),
        account_id: account.id.clone(),
        external_id: known.as_ref().and_then(|note| note.external_id.clone()),
        held_on: request.held_on,
        minutes: request.minutes,
        people: request.people.iter().map(|id| id.as_str().into()).collect(),
        signal: filled(request.signal),
        question: filled(request.question),
        answer_type: request.answer_type,
        mirrored: filled(request.mirrored),
        mirror_confirmed: request.mirror_confirmed,
        next_step: filled(request.next_step),
        next_step_due: request.next_step_due,
        parked_renewal: filled(request.parked_renewal),
        transcript: filled(request.transcript),
        private_remarks: filled(request.private_remarks),
        state: NoteState::Saved,
        created_at,
        updated_at: write.now.clone(),
        deleted_at: None,
    };
    if known.is_some() {
        store::update(write.connection, &note)?;
    } else {
        store::insert(write.connection, &note)?;
    }
    save_quotes(write, &note, request.quotes)?;
    let before = known.as_ref().and_then(|note| note.answer_type);
    if known.is_none()
        || before != note.answer_type
        || known.as_ref().and_then(|note| note.next_step.clone()) != note.next_step
    {
        raise_tasks(write, &note)?;
    }
    if let Some(draft) = request.draft {
        write.connection.execute("DELETE FROM draft WHERE id = ?", [draft]).map_err(sql_error)?;
    }
    write.mark.summary = format!("Call note of {} with {}", note.held_on, account.name);
    write.mark.account_id = Some(account.id.0);
    load(write.connection, note.id.as_str())
}

pub(super) fn filled(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// The words of a quote without the quotation marks around them.
pub(super) fn words_of(text: &str) -> Result<String> {
    let words = text.trim().trim_matches(['“', '”', '"', '„', '«', '»']).trim();
    match words.is_empty() {
        true => Err(AppError::invalid("text", "A quote has no words.")
            .hint("Write what was said, or take the quote away.")),
        false => Ok(words.to_owned()),
    }
}

/// Who said it, as it is printed: the person's name, else the name that was typed.
pub(super) fn speaker_of(contact: Option<&Contact>, typed: Option<String>) -> Result<String> {
    let name = contact.map(|contact| contact.name.clone()).or_else(|| filled(typed));
    name.ok_or_else(|| {
        AppError::invalid("speaker", "A quote needs to say who said it.")
            .hint("Choose the person, or type a name.")
    })
}

fn save_quotes(write: &mut Write<'_>, note: &CallNote, quotes: Vec<QuoteSave>) -> Result<()> {
    let stored: Vec<Quote> =
        store::list(write.connection, "WHERE note_id = ? AND deleted_at IS NULL", [note.id.as_str()])?;
    for gone in
        stored.iter().filter(|quote| !quotes.iter().any(|kept| kept.id.as_deref() == Some(quote.id.as_str())))
    {
        refuse_when_used(write, gone)?;
        patch::trash::<Quote>(write, gone.id.as_str())?;
    }
    for quote in quotes {
        let text = words_of(&quote.text).map_err(|error| error.field("quotes"))?;
        let contact: Option<Contact> =
            quote.contact_id.as_deref().map(|id| store::get(write.connection, id)).transpose()?;
        let speaker = speaker_of(contact.as_ref(), quote.speaker).map_err(|error| error.field("quotes"))?;
        let known = quote.id.as_deref().and_then(|id| stored.iter().find(|quote| quote.id.as_str() == id));
        let row = Quote {
            id: known.map_or_else(|| write.id(), |quote| quote.id.clone()),
            account_id: note.account_id.clone(),
            note_id: Some(note.id.clone()),
            contact_id: contact.as_ref().map(|contact| contact.id.clone()),
            speaker,
            speaker_title: contact.as_ref().and_then(|contact| contact.title.clone()),
            said_on: note.held_on,
            text,
            phase: quote.phase,
            kind: quote.kind,
            replaces_id: known.and_then(|quote| quote.replaces_id.clone()),
            created_at: known.map_or_else(|| write.now.clone(), |quote| quote.created_at.clone()),
            deleted_at: None,
        };
        match known {
            Some(known) if *known == row => {}
            Some(known) => {
                if known.text != row.text {
                    refuse_when_used(write, known)?;
                }
                store::update(write.connection, &row)?;
            }
            None => store::insert(write.connection, &row)?,
        }
    }
    Ok(())
}

/// The rule of a task for what was promised in a note.
pub const NEXT_STEP: &str = "note.next_step";

/// The day the next step is due: the promised one, else five business days after the call.
pub fn next_step_due(note: &CallNote, holidays: &[NaiveDate]) -> Result<NaiveDate> {
    match note.next_step_due {
        Some(due) => Ok(due),
        None => add_business_days(note.held_on, 5, holidays).map_err(AppError::internal),
    }
}

/// A need asks for a one-pager, everything else for a way back in 30 days (001-10..18).
fn raise_tasks(write: &mut Write<'_>, note: &CallNote) -> Result<()> {
    write
        .connection
        .execute(
            "UPDATE task SET state = 'dropped' WHERE source_id = ? AND state = 'open' AND rule LIKE 'note.%'",
            [note.id.as_str()],
        )
        .map_err(sql_error)?;
    let account = Some(note.account_id.0.clone());
    let source = Some(note.id.0.clone());
    let holidays = settings::load(write.connection)?.holidays;
    match note.answer_type {
        Some(AnswerType::Need) => {
            // The end of the next week: its Friday.
            let monday = note.held_on
                - chrono::Duration::days(i64::from(
                    chrono::Datelike::weekday(&note.held_on).num_days_from_monday(),
                ));
            let friday = monday + chrono::Duration::days(11);
            tasks::raise(write, account.clone(), tasks::ONE_PAGER, friday, "note.need", source.clone())?;
        }
        Some(AnswerType::Vague) => {
            let due = note.held_on + chrono::Duration::days(30);
            tasks::raise(write, account.clone(), tasks::ASK_AGAIN, due, "note.vague", source.clone())?;
        }
        Some(AnswerType::Deflected) => {
            let due = note.held_on + chrono::Duration::days(30);
            tasks::raise(write, account.clone(), tasks::COME_BACK, due, "note.deflected", source.clone())?;
        }
        None => {}
    }
    if let Some(step) = &note.next_step {
        let due = next_step_due(note, &holidays)?;
        tasks::raise(write, account.clone(), step, due, NEXT_STEP, source.clone())?;
    }
    if let Some(topic) = &note.parked_renewal {
        let due = note.held_on + chrono::Duration::days(14);
        tasks::raise(
            write,
            account,
            &format!("30 minutes on the renewal: {topic}"),
            due,
            "note.parked_renewal",
            source,
        )?;
    }
    Ok(())
}

/// Moves a note and its unused quotes to the trash.
pub fn delete(write: &mut Write<'_>, request: ById) -> Result<Done> {
    let NoteWithQuotes { note, quotes } = load(write.connection, &request.id)?;
    for quote in &quotes {
        if !is_used(write, quote)? {
            patch::trash::<Quote>(write, quote.id.as_str())?;
        }
    }
    patch::trash::<CallNote>(write, &request.id)?;
    write.mark.summary = format!("Delete the call note of {}", note.held_on);
    write.mark.account_id = Some(note.account_id.0);
    Ok(Done::default())
}

/// Corrects a quote: in place while no paper uses it, else as a new version that replaces it.
pub fn correct_quote(write: &mut Write<'_>, request: QuoteCorrection) -> Result<Quote> {
    let quote: Quote = store::get(write.connection, &request.id)?;
    let text = request.text.trim().to_owned();
    if text.is_empty() {
        return Err(AppError::invalid("text", "A quote has no words."));
    }
    write.mark.summary = format!("Correct a quote of {}", quote.speaker);
    write.mark.account_id = Some(quote.account_id.0.clone());
    if !is_used(write, &quote)? {
        let corrected = Quote { text, ..quote };
        store::update(write.connection, &corrected)?;
        return Ok(corrected);
    }
    let corrected = Quote {
        id: write.id(),
        text,
        replaces_id: Some(quote.id.clone()),
        created_at: write.now.clone(),
        ..quote
    };
    store::insert(write.connection, &corrected)?;
    Ok(corrected)
}

/// Moves a quote to the trash.
pub fn delete_quote(write: &mut Write<'_>, request: ById) -> Result<Done> {
    let quote: Quote = store::get(write.connection, &request.id)?;
    refuse_when_used(write, &quote)?;
    patch::trash::<Quote>(write, &request.id)?;
    write.mark.summary = format!("Delete a quote of {}", quote.speaker);
    write.mark.account_id = Some(quote.account_id.0);
    Ok(Done::default())
}

fn is_used(write: &Write<'_>, quote: &Quote) -> Result<bool> {
    write
        .connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM document d, json_tree(d.content) t
             WHERE d.account_id = ? AND d.deleted_at IS NULL AND t.key = 'quote_id' AND t.value = ?)",
        )
        .and_then(|mut statement| {
            statement.query_row([quote.account_id.as_str(), quote.id.as_str()], |row| row.get(0))
        })
        .map_err(sql_error)
}

fn refuse_when_used(write: &Write<'_>, quote: &Quote) -> Result<()> {
    if is_used(write, quote)? {
        return Err(AppError::precondition(format!("A paper uses these words of {}.", quote.speaker))
            .hint("Correct the quote instead: the paper keeps the old version."));
    }
    Ok(())
}

/// What was being typed under a key.
pub fn get_draft(read: &Read<'_>, request: ById) -> Result<Option<Draft>> {
    let found: Option<(String, String)> = read
        .connection
        .query_row("SELECT body, saved_at FROM draft WHERE id = ?", [request.id], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()
        .map_err(sql_error)?;
    found
        .map(|(body, saved_at)| {
            Ok(Draft { body: serde_json::from_str(&body).map_err(AppError::internal)?, saved_at })
        })
        .transpose()
}

/// Keeps what is being typed. It is no change of the book, so it is not journaled, but it is on disk when this returns.
pub fn put_draft(engine: &Engine, request: DraftPut) -> Result<Done> {
    engine.write("draft_put", |write| {
        if request.body.is_null() {
            write.connection.execute("DELETE FROM draft WHERE id = ?", [&request.id]).map_err(sql_error)?;
        } else {
            write
                .connection
                .execute(
                    "INSERT INTO draft (id, body, saved_at) VALUES (?1, ?2, ?3)
                     ON CONFLICT (id) DO UPDATE SET body = ?2, saved_at = ?3",
                    params![request.id, request.body.to_string(), write.now],
                )
                .map_err(sql_error)?;
        }
        Ok(Done::default())
    })
}
