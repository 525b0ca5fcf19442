//! Importing support tickets: found again by external id, else by account, day and subject.

use super::Feed;
use super::desk::{Accounts, Desk, Keys, Seen, fill};
use super::report::{ImportKind, ImportReport, Outcome};
use crate::store;
use chrono::NaiveDate;
use headroom_core::book::{Ticket, TicketPriority, TicketState};
use headroom_core::error::Result;
use headroom_core::id::AccountId;
use std::collections::HashMap;

const KIND: ImportKind = ImportKind::Tickets;

/// Imports the rows. A ticket without a state of its own is closed when it has a day it was closed on.
pub(super) fn import(desk: &Desk<'_>, feed: &mut Feed<'_>, report: &mut ImportReport) -> Result<()> {
    let accounts = Accounts::load(desk.connection)?;
    let mut external: HashMap<String, Ticket> = HashMap::new();
    let mut unnamed: HashMap<(String, NaiveDate, Option<String>), Ticket> = HashMap::new();
    for ticket in store::list::<Ticket>(desk.connection, "WHERE deleted_at IS NULL", [])? {
        match &ticket.external_id {
            Some(id) => external.insert(id.clone(), ticket),
            None => {
                let key = (ticket.account_id.0.clone(), ticket.opened_on, ticket.subject.clone());
                unnamed.insert(key, ticket)
            }
        };
    }
    let mut keys = Keys::default();
    let mut drafts: Vec<(Option<Ticket>, Ticket)> = Vec::new();
    feed.each(report, |row, report| {
        let account = accounts.of(row)?;
        let opened_on = row.date("ticket.opened_on")?.ok_or_else(|| {
            row.error("ticket.opened_on", "missing_value", "The day it was opened is missing.")
        })?;
        let id = row.text("ticket.external_id");
        let subject = row.text("ticket.subject").map(str::to_owned);
        let key = id.map_or_else(|| format!("{} {opened_on} {subject:?}", account.id), str::to_owned);
        match keys.see(&key, row) {
            Seen::First => {}
            Seen::Copy => {
                report.count(Outcome::Unchanged);
                return Ok(());
            }
            Seen::Other(line) => return Err(Keys::repeated(row, "ticket.external_id", &key, line)),
        }
        let before = match id {
            Some(id) => external.remove(id),
            None => unnamed.remove(&(account.id.clone(), opened_on, subject)),
        };
        let mut ticket = before.clone().unwrap_or_else(|| Ticket {
            id: desk.id(),
            account_id: AccountId(account.id.clone()),
            external_id: None,
            subject: None,
            priority: None,
            state: TicketState::Open,
            opened_on,
            closed_on: None,
            first_response_minutes: None,
            resolution_hours: None,
            satisfaction: None,
            escalated: false,
            created_at: desk.now.clone(),
            deleted_at: None,
        });
        ticket.account_id = AccountId(account.id.clone());
        ticket.opened_on = opened_on;
        fill(&mut ticket.external_id, id);
        fill(&mut ticket.subject, row.text("ticket.subject"));
        if let Some(word) = row.choice(KIND, "ticket.priority")? {
            ticket.priority = TicketPriority::parse(word);
        }
        ticket.closed_on = row.date("ticket.closed_on")?.or(ticket.closed_on);
        if ticket.closed_on.is_some_and(|closed| closed < opened_on) {
            let message = format!("It was closed before it was opened on {opened_on}.");
            return Err(row.error("ticket.closed_on", "ends_before_start", message));
        }
        ticket.state = match row.choice(KIND, "ticket.state")?.and_then(TicketState::parse) {
            Some(state) => state,
            None if ticket.closed_on.is_some() => TicketState::Closed,
            None => ticket.state,
        };
        ticket.first_response_minutes =
            row.count("ticket.first_response_minutes")?.or(ticket.first_response_minutes);
        ticket.resolution_hours = row
            .quantity("ticket.resolution_hours")?
            .map(|hours| hours.normalize())
            .or(ticket.resolution_hours);
        ticket.satisfaction = row.within("ticket.satisfaction", 1, 5)?.or(ticket.satisfaction);
        ticket.escalated = row.truth("ticket.escalated")?.unwrap_or(ticket.escalated);
        drafts.push((before, ticket));
        Ok(())
    })?;
    for (at, (before, ticket)) in drafts.iter().enumerate() {
        feed.pace(at)?;
        report.count(desk.put(before.as_ref(), ticket)?);
    }
    Ok(())
}
