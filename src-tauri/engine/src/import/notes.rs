//! Importing call notes with the customer's words in them: found again by external id, else by account, day and
//! subject. Several rows of one note are one note with several quotes.

use super::Feed;
use super::cells::Cells;
use super::desk::{AccountRef, Accounts, Desk, Keys, Seen, Tally};
use super::report::{ImportKind, ImportReport, Outcome, RowError};
use crate::commands::notes::{self, NEXT_STEP};
use crate::commands::{settings, tasks};
use crate::store;
use chrono::NaiveDate;
use headroom_core::book::{AnswerType, CallNote, Contact, NoteState, Quote, QuoteKind, Task, TaskState};
use headroom_core::error::Result;
use headroom_core::id::{AccountId, ContactId, NoteId};
use std::collections::HashMap;

const KIND: ImportKind = ImportKind::Notes;

/// The notes of the book, by what a row may name.
struct Known {
    external: HashMap<String, CallNote>,
    unnamed: HashMap<(String, NaiveDate, Option<String>), CallNote>,
    /// The words a note holds already.
    words: HashMap<NoteId, Vec<String>>,
    /// People by account and name or mail, in lower case.
    people: HashMap<(String, String), Contact>,
}

impl Known {
    fn load(desk: &Desk<'_>) -> Result<Self> {
        let mut known = Self {
            external: HashMap::new(),
            unnamed: HashMap::new(),
            words: HashMap::new(),
            people: HashMap::new(),
        };
        for note in store::list::<CallNote>(desk.connection, "WHERE deleted_at IS NULL", [])? {
            match &note.external_id {
                Some(id) => known.external.insert(id.clone(), note),
                None => {
                    let key = (note.account_id.0.clone(), note.held_on, note.signal.clone());
                    known.unnamed.insert(key, note)
                }
            };
        }
        for quote in store::list::<Quote>(desk.connection, "WHERE note_id IS NOT NULL", [])? {
            if let Some(note) = quote.note_id {
                known.words.entry(note).or_default().push(quote.text);
            }
        }
        for contact in store::list::<Contact>(desk.connection, "WHERE deleted_at IS NULL", [])? {
            let account = contact.account_id.0.clone();
            if let Some(mail) = &contact.email {
                known.people.insert((account.clone(), mail.to_lowercase()), contact.clone());
            }
            known.people.insert((account, contact.name.to_lowercase()), contact);
        }
        Ok(known)
    }

    fn person(&self, account: &AccountRef, name: &str) -> Option<&Contact> {
        self.people.get(&(account.id.clone(), name.trim().to_lowercase()))
    }
}

/// A note on its way into the book, with the quotes its rows bring.
struct Draft {
    before: Option<CallNote>,
    note: CallNote,
    quotes: Vec<Quote>,
    /// Rows beyond the first that brought something, and those that did not.
    more: u64,
    same: u64,
}

/// Imports the rows. A quote is added once and never changed.
pub(super) fn import(desk: &Desk<'_>, feed: &mut Feed<'_>, report: &mut ImportReport) -> Result<()> {
    let accounts = Accounts::load(desk.connection)?;
    let mut known = Known::load(desk)?;
    let mut keys = Keys::default();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut drafts: Vec<Draft> = Vec::new();
    let mut strangers = Tally::default();
    feed.each(report, |row, report| {
        let account = accounts.of(row)?;
        let held_on = row
            .date("note.held_on")?
            .ok_or_else(|| row.error("note.held_on", "missing_value", "The date is missing."))?;
        let id = row.text("note.external_id");
        let subject = row.text("note.signal").map(str::to_owned);
        let key = id.map_or_else(|| format!("{} {held_on} {subject:?}", account.id), str::to_owned);
        let words = row.text("quote.text");
        let at = match (keys.see(&key, row), places.get(&key)) {
            (Seen::Copy, _) => {
                report.count(Outcome::Unchanged);
                return Ok(());
            }
            // A further row of the same note is there for its quote.
            (Seen::Other(_), Some(at)) if words.is_some() => Some(*at),
            (Seen::Other(line), _) => return Err(Keys::repeated(row, "note.held_on", &key, line)),
            (Seen::First, _) => None,
        };
        let Some(at) = at else {
            let before = match id {
                Some(id) => known.external.remove(id),
                None => known.unnamed.remove(&(account.id.clone(), held_on, subject)),
            };
            let mut note =
                before.clone().unwrap_or_else(|| empty(desk, AccountId(account.id.clone()), held_on));
            fill(&mut note, row, true)?;
            note.held_on = held_on;
            if let Some(id) = id {
                note.external_id = Some(id.to_owned());
            }
            people(&known, account, row, &mut note, &mut strangers);
            let quotes = quote(desk, &mut known, account, row, &note)?.into_iter().collect();
            places.insert(key, drafts.len());
            drafts.push(Draft { before, note, quotes, more: 0, same: 0 });
            return Ok(());
        };
        let draft = &mut drafts[at];
        if draft.note.account_id.0 != account.id {
            let message = format!("The note \"{key}\" is about another account in an earlier line.");
            return Err(row.error("account.external_id", "duplicate_key", message));
        }
        fill(&mut draft.note, row, false)?;
        people(&known, account, row, &mut draft.note, &mut strangers);
        match quote(desk, &mut known, account, row, &draft.note)? {
            Some(quote) => {
                draft.quotes.push(quote);
                draft.more += 1;
            }
            None => draft.same += 1,
        }
        Ok(())
    })?;
    let holidays = settings::load(desk.connection)?.holidays;
    let mut past = 0_u64;
    for (at, draft) in drafts.into_iter().enumerate() {
        feed.pace(at)?;
        let Draft { before, mut note, quotes, more, same } = draft;
        if before.as_ref() != Some(&note) || !quotes.is_empty() {
            desk.now.clone_into(&mut note.updated_at);
        }
        let outcome = desk.put(before.as_ref(), &note)?;
        for quote in &quotes {
            desk.insert(quote)?;
        }
        if before.is_none_or(|before| before.next_step != note.next_step) {
            past += u64::from(!promise(desk, &note, &holidays)?);
        }
        report.count(outcome);
        report.created += more;
        report.unchanged += same;
    }
    report.notices.extend(strangers.notice("somebody who is not among the account's people was left out."));
    if past > 0 {
        let steps = if past == 1 { "1 next step was".to_owned() } else { format!("{past} next steps were") };
        report.notices.push(format!("{steps} due in the past: kept in the note, without a task."));
    }
    Ok(())
}

/// A next step that is still to come is a task, as when the note is written here; false for one of the past.
fn promise(desk: &Desk<'_>, note: &CallNote, holidays: &[NaiveDate]) -> Result<bool> {
    let open = "WHERE source_id = ? AND rule = ? AND state = 'open' AND deleted_at IS NULL";
    for mut task in store::list::<Task>(desk.connection, open, [note.id.as_str(), NEXT_STEP])? {
        task.state = TaskState::Dropped;
        desk.update(&task)?;
    }
    let Some(step) = &note.next_step else { return Ok(true) };
    let due = notes::next_step_due(note, holidays)?;
    if due < desk.today {
        return Ok(false);
    }
    let (account, source) = (note.account_id.0.clone(), note.id.0.clone());
    desk.insert(&tasks::open(
        desk.id(),
        desk.now.clone(),
        Some(account),
        step,
        due,
        NEXT_STEP,
        Some(source),
    ))?;
    Ok(true)
}

fn empty(desk: &Desk<'_>, account_id: AccountId, held_on: NaiveDate) -> CallNote {
    CallNote {
        id: desk.id(),
        account_id,
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
        transcript: None,
        private_remarks: None,
        state: NoteState::Saved,
        created_at: desk.now.clone(),
        updated_at: desk.now.clone(),
        deleted_at: None,
    }
}

/// Takes over what a row says of its note; a further row (`first` false) only fills what is still empty.
fn fill(note: &mut CallNote, row: Cells<'_>, first: bool) -> Result<(), RowError> {
    let put = |target: &mut Option<String>, field: &str| {
        if let Some(text) = row.text(field).filter(|_| first || target.is_none()) {
            *target = Some(text.to_owned());
        }
    };
    put(&mut note.signal, "note.signal");
    put(&mut note.question, "note.question");
    put(&mut note.mirrored, "note.mirrored");
    put(&mut note.next_step, "note.next_step");
    put(&mut note.parked_renewal, "note.parked_renewal");
    put(&mut note.transcript, "note.transcript");
    put(&mut note.private_remarks, "note.private_remarks");
    if first || note.minutes.is_none() {
        note.minutes = row.count("note.minutes")?.or(note.minutes);
    }
    if first || note.next_step_due.is_none() {
        note.next_step_due = row.date("note.next_step_due")?.or(note.next_step_due);
    }
    if first || note.mirror_confirmed.is_none() {
        note.mirror_confirmed = row.truth("note.mirror_confirmed")?.or(note.mirror_confirmed);
    }
    let answer = row.choice(KIND, "note.answer_type")?.and_then(AnswerType::parse);
    if first || note.answer_type.is_none() {
        note.answer_type = answer.or(note.answer_type);
    }
    Ok(())
}

/// Adds those who took part, as far as the account knows them.
fn people(known: &Known, account: &AccountRef, row: Cells<'_>, note: &mut CallNote, strangers: &mut Tally) {
    let Some(text) = row.text("note.people") else { return };
    let separators: &[char] = if text.contains(';') { &[';'] } else { &[',', '\n', '|'] };
    for name in text.split(separators).map(str::trim).filter(|name| !name.is_empty()) {
        match known.person(account, name) {
            Some(contact) if note.people.contains(&contact.id) => {}
            Some(contact) => note.people.push(contact.id.clone()),
            None => strangers.add(row.line),
        }
    }
}

/// The quote of a row, unless its note holds these words already.
fn quote(
    desk: &Desk<'_>,
    known: &mut Known,
    account: &AccountRef,
    row: Cells<'_>,
    note: &CallNote,
) -> Result<Option<Quote>, RowError> {
    let Some(text) = row.text("quote.text") else { return Ok(None) };
    if known.words.get(&note.id).is_some_and(|words| words.iter().any(|word| word == text)) {
        return Ok(None);
    }
    let speaker = row.required("quote.speaker", "The speaker")?;
    let kind = row.choice(KIND, "quote.kind")?.and_then(QuoteKind::parse).unwrap_or(QuoteKind::Need);
    let phase = row.within("quote.phase", 1, 4)?;
    let contact = known.person(account, speaker);
    let title = row.text("quote.speaker_title").map(str::to_owned);
    let contact_id: Option<ContactId> = contact.map(|contact| contact.id.clone());
    let quote = Quote {
        id: desk.id(),
        account_id: note.account_id.clone(),
        note_id: Some(note.id.clone()),
        speaker: contact.map_or_else(|| speaker.to_owned(), |contact| contact.name.clone()),
        speaker_title: title.or_else(|| contact.and_then(|contact| contact.title.clone())),
        contact_id,
        said_on: note.held_on,
        text: text.to_owned(),
        phase,
        kind,
        replaces_id: None,
        created_at: desk.now.clone(),
        deleted_at: None,
    };
    known.words.entry(note.id.clone()).or_default().push(text.to_owned());
    Ok(Some(quote))
}
