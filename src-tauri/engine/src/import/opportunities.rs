//! Importing opportunities: found again by external id, else by account and name. A stage nobody knows fails its row
//! and names the nearest one.

use super::Feed;
use super::accounts::currency;
use super::desk::{Accounts, Desk, Hit, Keys, Otherwise, Seen, fill};
use super::products::Catalogue;
use super::report::{ImportKind, ImportReport, Outcome, RowError};
use crate::store;
use headroom_core::book::{Forecast, Opportunity, OpportunityKind, OpportunitySource, ProductKind, Stage};
use headroom_core::error::Result;
use headroom_core::id::AccountId;
use headroom_core::money::Currency;
use std::collections::HashMap;

const KIND: ImportKind = ImportKind::Opportunities;

/// Imports the rows. The closing day is expected while the deal is open, and a fact once it is closed.
pub(super) fn import(desk: &Desk<'_>, feed: &mut Feed<'_>, report: &mut ImportReport) -> Result<()> {
    let accounts = Accounts::load(desk.connection)?;
    let mut catalogue = Catalogue::load(desk)?;
    let mut external: HashMap<String, usize> = HashMap::new();
    let mut named = Otherwise::default();
    let mut known: Vec<Option<Opportunity>> = Vec::new();
    for deal in store::list::<Opportunity>(desk.connection, "WHERE deleted_at IS NULL", [])? {
        if let Some(id) = &deal.external_id {
            external.insert(id.clone(), known.len());
        }
        named.add(format!("{} {}", deal.account_id, deal.name), known.len(), deal.external_id.is_some());
        known.push(Some(deal));
    }
    let mut keys = Keys::default();
    let mut drafts: Vec<(Option<Opportunity>, Opportunity, Option<String>)> = Vec::new();
    feed.each(report, |row, report| {
        let account = accounts.of(row)?;
        let name = row.required("opportunity.name", "The name")?;
        let id = row.text("opportunity.external_id");
        let in_words = format!("{} {name}", account.id);
        let key = id.map_or_else(|| in_words.clone(), str::to_owned);
        match keys.see(&key, row) {
            Seen::First => {}
            Seen::Copy => {
                report.count(Outcome::Unchanged);
                return Ok(());
            }
            Seen::Other(line) => return Err(Keys::repeated(row, "opportunity.external_id", &key, line)),
        }
        row.required("opportunity.stage", "The stage")?;
        let stage = row
            .choice(KIND, "opportunity.stage")
            .map_err(|error| RowError { code: "unknown_stage".to_owned(), ..error })?
            .and_then(Stage::parse)
            .unwrap_or(Stage::Identified);
        let at = match id.and_then(|id| external.get(id)) {
            Some(at) => Some(*at),
            None => match named.find(&in_words, id.is_some()) {
                Hit::None => None,
                Hit::One(at) => Some(at),
                Hit::Several => {
                    let message = format!("Two deals of the account are called \"{name}\"; the file needs a column with their ids.");
                    return Err(row.error("opportunity.name", "ambiguous_deal", message));
                }
            },
        };
        let before = at.and_then(|at| known[at].take());
        if at.is_some() && before.is_none() {
            return Err(row.error("opportunity.name", "duplicate_key", "An earlier row is this deal already."));
        }
        let mut deal = before.clone().unwrap_or_else(|| Opportunity {
            id: desk.id(),
            account_id: AccountId(account.id.clone()),
            external_id: None,
            name: String::new(),
            kind: None,
            product_id: None,
            stage,
            stage_since: None,
            forecast: None,
            source: None,
            amount_minor: None,
            currency: account.currency.clone(),
            owner: None,
            opened_on: None,
            expected_close: None,
            closed_on: None,
            reason: None,
            next_step: None,
            created_at: desk.now.clone(),
            deleted_at: None,
        });
        deal.account_id = AccountId(account.id.clone());
        name.clone_into(&mut deal.name);
        deal.stage = stage;
        fill(&mut deal.external_id, id);
        fill(&mut deal.owner, row.text("opportunity.owner"));
        fill(&mut deal.reason, row.text("opportunity.reason"));
        fill(&mut deal.next_step, row.text("opportunity.next_step"));
        if let Some(text) = row.text("currency") {
            deal.currency = currency(row, "currency", text)?.code().to_owned();
        }
        let unit: Currency = deal.currency.parse().unwrap_or(desk.currency);
        deal.amount_minor = row.money("opportunity.amount", unit)?.or(deal.amount_minor);
        deal.opened_on = row.date("opportunity.opened_on")?.or(deal.opened_on);
        deal.stage_since = row.date("opportunity.stage_since")?.or(deal.stage_since);
        if let Some(close) = row.date("opportunity.close_date")? {
            (deal.expected_close, deal.closed_on) = match stage.is_closed() {
                true => (deal.expected_close, Some(close)),
                false => (Some(close), None),
            };
        }
        if let Some(word) = row.choice(KIND, "opportunity.kind")? {
            deal.kind = OpportunityKind::parse(word);
        }
        if let Some(word) = row.choice(KIND, "opportunity.source")? {
            deal.source = OpportunitySource::parse(word);
        }
        if let Some(word) = row.choice(KIND, "opportunity.forecast")? {
            deal.forecast = Forecast::parse(word);
        }
        drafts.push((before, deal, row.text("product").map(str::to_owned)));
        Ok(())
    })?;
    for (at, (before, mut deal, product)) in drafts.into_iter().enumerate() {
        feed.pace(at)?;
        if let Some(product) = product {
            deal.product_id = Some(catalogue.of(desk, None, Some(&product), ProductKind::Module)?);
        }
        report.count(desk.put(before.as_ref(), &deal)?);
    }
    if !catalogue.made.is_empty() {
        report.notices.push(format!("New products: {}.", catalogue.made.join(", ")));
    }
    Ok(())
}
