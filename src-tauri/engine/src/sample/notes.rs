//! The calls: notes with the words that were said, through the command a person uses.

use super::book::Made;
use super::data::{self, NoteRow};
use crate::commands::notes::{NoteSave, QuoteSave, save};
use crate::engine::{JobContext, Write};
use crate::store;
use chrono::{Duration, NaiveDate, SecondsFormat};
use headroom_core::book::{Contact, Task, TaskState};
use headroom_core::error::Result;

/// Writes all calls, oldest first, each as of its own day; then closes the promises that were kept.
pub fn fill(write: &mut Write<'_>, made: &Made, job: &JobContext) -> Result<()> {
    let mut rows = data::notes()?;
    rows.sort_by_key(|row| (-row.ago, row.account.clone()));
    for row in &rows {
        job.go_on()?;
        let held_on = write.today - Duration::days(row.ago);
        as_of(write, held_on, |write| note(write, made, row, held_on))?;
    }
    Ok(())
}

/// Runs `body` as if it were that day: what it writes carries the day's dates.
pub fn as_of<T>(
    write: &mut Write<'_>,
    day: NaiveDate,
    body: impl FnOnce(&mut Write<'_>) -> Result<T>,
) -> Result<T> {
    let (today, now) = (write.today, write.now.clone());
    write.today = day;
    write.now = crate::edge::Clock::now(&crate::edge::FixedClock::noon(day))
        .to_rfc3339_opts(SecondsFormat::Millis, true);
    let value = body(write);
    write.today = today;
    write.now = now;
    value
}

fn note(write: &mut Write<'_>, made: &Made, row: &NoteRow, held_on: NaiveDate) -> Result<()> {
    let account = made.account(&row.account)?;
    let contact = |name: &str| made.contact(&row.account, name);
    let people: Vec<&Contact> = row.people.iter().map(|name| contact(name)).collect::<Result<_>>()?;
    let saved = save(
        write,
        NoteSave {
            id: None,
            account_id: account.id.0.clone(),
            held_on,
            minutes: Some(row.minutes),
            people: people.iter().map(|contact| contact.id.0.clone()).collect(),
            signal: Some(row.signal.clone()),
            question: Some(row.question.clone()),
            answer_type: Some(row.answer),
            mirrored: row.mirrored.clone(),
            mirror_confirmed: row.confirmed,
            next_step: row.next.clone(),
            next_step_due: row.next_in.map(|days| held_on + Duration::days(days)),
            parked_renewal: row.parked.clone(),
            transcript: None,
            private_remarks: row.private.clone(),
            quotes: row
                .quotes
                .iter()
                .map(|quote| {
                    Ok(QuoteSave {
                        id: None,
                        text: quote.text.clone(),
                        kind: quote.kind,
                        contact_id: Some(contact(&quote.by)?.id.0.clone()),
                        speaker: None,
                        phase: Some(quote.phase),
                    })
                })
                .collect::<Result<_>>()?,
            draft: None,
        },
    )?;
    for person in people {
        let mut person: Contact = store::get(write.connection, person.id.as_str())?;
        person.last_contact = person.last_contact.max(Some(held_on));
        store::update(write.connection, &person)?;
    }
    let today = held_on + Duration::days(row.ago);
    let tasks: Vec<Task> = store::list(
        write.connection,
        "WHERE source_id = ? AND state = 'open' AND due < ? ORDER BY rowid",
        [saved.note.id.as_str(), &today.to_string()],
    )?;
    for mut task in tasks.into_iter().filter(|_| !row.overdue) {
        task.state = TaskState::Done;
        task.done_on = Some(task.due);
        store::update(write.connection, &task)?;
    }
    Ok(())
}
