//! Importing call notes with the customer's words in them: found again by external id, else by account, day
//! and subject.

use super::Feed;
use super::desk::{Accounts, Desk, Keys, Seen, fill};
use super::report::{ImportKind, ImportReport, Outcome};
use crate::store;
use chrono::NaiveDate;
use headroom_core::book::{AnswerType, CallNote, NoteState, Quote, QuoteKind};
use headroom_core::error::Result;
use headroom_core::id::{AccountId, NoteId};
use std::collections::HashMap;

const KIND: ImportKind = ImportKind::Notes;

/// Imports the rows. A quote in a row becomes a quote of its note; it is added once and never changed.
pub(super) fn import(desk: &Desk<'_>, feed: &mut Feed<'_>, report: &mut ImportReport) -> Result<()> {
    let accounts = Accounts::load(desk.connection)?;
    let mut external: HashMap<String, CallNote> = HashMap::new();
    let mut unnamed: HashMap<(String, NaiveDate, Option<String>), CallNote> = HashMap::new();
    for note in store::list::<CallNote>(desk.connection, "WHERE deleted_at IS NULL", [])? {
        match &note.external_id {
            Some(id) => {
                external.insert(id.clone(), note);
            }
            None => {
                let key = (note.account_id.as_str().to_owned(), note.held_on, note.signal.clone());
                unnamed.insert(key, note);
            }
        }
    }
    let mut quotes: HashMap<NoteId, Vec<String>> = HashMap::new();
    for quote in store::list::<Quote>(desk.connection, "WHERE note_id IS NOT NULL", [])? {
        quotes.entry(quote.note_id.unwrap_or_else(|| NoteId::from(""))).or_default().push(quote.text);
    }
    let mut keys = Keys::default();
    let mut drafts: Vec<(Option<CallNote>, CallNote, Option<Quote>)> = Vec::new();
    feed.each(report, |row, report| {
        let account = accounts.of(row)?;
        let held_on = row
            .date("note.held_on")?
            .ok_or_else(|| row.error("note.held_on", "missing_value", "The date is missing."))?;
        let id = row.text("note.external_id");
        let subject = row.text("note.signal").map(str::to_owned);
        let key = id.map_or_else(|| format!("{} {held_on} {subject:?}", account.id), str::to_owned);
        match keys.see(&key, row) {
            Seen::First => {}
            Seen::Copy => {
                report.count(Outcome::Unchanged);
                return Ok(());
            }
            Seen::Other(line) => return Err(Keys::repeated(row, "note.held_on", &key, line)),
        }
        let before = match id {
            Some(id) => external.remove(id),
            None => unnamed.remove(&(account.id.clone(), held_on, subject)),
        };
        let mut note = before.clone().unwrap_or_else(|| CallNote {
            id: desk.id(),
            account_id: AccountId(account.id.clone()),
            external_id: None,
            held_on,
            minutes: None,
            people: Vec::new(),
            signal: None,
            question: None,
            answer_type: None,
            mirrored: None,
            mirror_confirmed: None,
            next_step: None,
            next_step_due: None,
            parked_renewal: None,
            private_remarks: None,
            state: NoteState::Saved,
            created_at: desk.now.clone(),
            updated_at: desk.now.clone(),
            deleted_at: None,
        });
        note.held_on = held_on;
        fill(&mut note.external_id, id);
        fill(&mut note.signal, row.text("note.signal"));
        fill(&mut note.question, row.text("note.question"));
        fill(&mut note.mirrored, row.text("note.mirrored"));
        fill(&mut note.next_step, row.text("note.next_step"));
        fill(&mut note.private_remarks, row.text("note.private_remarks"));
        note.minutes = row.count("note.minutes")?.or(note.minutes);
        note.next_step_due = row.date("note.next_step_due")?.or(note.next_step_due);
        if let Some(word) = row.choice(KIND, "note.answer_type")? {
            note.answer_type = AnswerType::parse(word);
        }
        let quote = match row.text("quote.text") {
            Some(text) if !quotes.get(&note.id).is_some_and(|known| known.iter().any(|k| k == text)) => {
                let speaker = row.required("quote.speaker", "The speaker")?;
                Some(Quote {
                    id: desk.id(),
                    account_id: note.account_id.clone(),
                    note_id: Some(note.id.clone()),
                    contact_id: None,
                    speaker: speaker.to_owned(),
                    speaker_title: None,
                    said_on: held_on,
                    text: text.to_owned(),
                    phase: None,
                    kind: QuoteKind::Need,
                    replaces_id: None,
                    created_at: desk.now.clone(),
                    deleted_at: None,
                })
            }
            _ => None,
        };
        drafts.push((before, note, quote));
        Ok(())
    })?;
    for (before, mut note, quote) in drafts {
        let changed = before.as_ref() != Some(&note) || quote.is_some();
        if changed {
            desk.now.clone_into(&mut note.updated_at);
        }
        let outcome = desk.put(before.as_ref(), &note)?;
        if let Some(quote) = quote {
            desk.insert(&quote)?;
        }
        report.count(outcome);
    }
    Ok(())
}
