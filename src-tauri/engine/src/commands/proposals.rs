//! Proposals: from the account's quotes to the two pages.

use super::accounts::ById;
use super::calculation;
use super::documents::{about, record_of};
use super::drafting;
use crate::engine::Write;
use crate::papers;
use crate::store;
use chrono::{Datelike, NaiveDate};
use headroom_core::book::{
    Account, Alternative, AnswerType, BoundText, CallNote, Change, Contact, ContactStatus, Contract,
    Document, DocumentKind, ProposalContent, Quote, QuoteKind, StakeholderRole,
};
use headroom_core::error::{AppError, Result};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Tenths of a percent of a limit from which on it is near.
const NEAR_LIMIT: u16 = 800;
/// The longest headline, in characters.
pub const LONGEST_HEADLINE: usize = 90;
/// The most bullets on page one.
pub const MOST_BULLETS: usize = 5;

#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NewProposal {
    pub account_id: String,
    /// The note whose quotes come first; the latest with a need when not given.
    #[serde(default)]
    #[ts(optional)]
    pub note_id: Option<String>,
    /// The contract that changes; the one in force when not given.
    #[serde(default)]
    #[ts(optional)]
    pub contract_id: Option<String>,
    /// Why there is a proposal without a recorded need.
    #[serde(default)]
    #[ts(optional)]
    pub no_need_reason: Option<String>,
    /// What it says at once; chosen from the quotes when not given.
    #[serde(default)]
    #[ts(optional)]
    pub content: Option<ProposalContent>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ProposalUpdate {
    pub id: String,
    pub content: ProposalContent,
    /// Edits of one visit become one entry of the journal.
    #[serde(default)]
    #[ts(optional)]
    pub visit: Option<String>,
}

/// Starts a proposal from the account's quotes.
///
/// # Errors
/// `Precondition` without a recorded need and without a reason (001-18).
pub fn create(write: &mut Write<'_>, request: NewProposal) -> Result<Document> {
    let account: Account = store::get(write.connection, &request.account_id)?;
    let need = need_note(write, &account, request.note_id.as_deref())?;
    let reason =
        request.no_need_reason.map(|reason| reason.trim().to_owned()).filter(|reason| !reason.is_empty());
    if need.is_none() && reason.is_none() {
        return Err(AppError::precondition(format!("No call note with {} records a need.", account.name))
            .hint("Write the note first, or give a reason for a proposal without one.")
            .field("no_need_reason"));
    }
    let change = match contract_to_change(write, &account, request.contract_id.as_deref())? {
        Some(contract) => Some(start_change(write, &account, &contract)?),
        None => None,
    };
    let settings = super::settings::load(write.connection)?;
    let mut content = match request.content {
        Some(content) => content,
        None => suggest(write, &account, need.as_ref())?,
    };
    content.no_need_reason = content.no_need_reason.or(reason);
    refuse_too_long(&content)?;
    if content.valid_until.is_none() {
        content.valid_until = Some(write.today + chrono::Duration::days(settings.validity_days));
    }
    let mut document = drafting::numbered(write, &account, DocumentKind::Proposal)?;
    document.title = title(&content);
    document.contract_id = change.as_ref().map(|change| change.contract_id.clone());
    document.change_id = change.map(|change| change.id);
    document.recipient_id.clone_from(&content.recipient_id);
    document.valid_until = content.valid_until;
    drafting::start(write, document, &content)
}

fn title(content: &ProposalContent) -> String {
    if content.headline.text.is_empty() { "Proposal".to_owned() } else { content.headline.text.clone() }
}

fn need_note(write: &Write<'_>, account: &Account, note_id: Option<&str>) -> Result<Option<CallNote>> {
    match note_id {
        Some(id) => Ok(Some(store::get::<CallNote>(write.connection, id)?).filter(|note| note.answer_type == Some(AnswerType::Need))),
        None => Ok(store::list(
            write.connection,
            "WHERE account_id = ? AND deleted_at IS NULL AND answer_type = 'need' ORDER BY held_on DESC, created_at DESC LIMIT 1",
            [account.id.as_str()],
        )?
        .into_iter()
        .next()),
    }
}

/// The contract in force that still has a renewal ahead; the one named wins.
fn contract_to_change(write: &Write<'_>, account: &Account, id: Option<&str>) -> Result<Option<Contract>> {
    match id {
        Some(id) => store::get(write.connection, id).map(Some),
        None => Ok(store::list(
            write.connection,
            "WHERE account_id = ?1 AND deleted_at IS NULL AND start <= ?2
             ORDER BY (renewal_date IS NULL OR renewal_date <= ?2), start DESC LIMIT 1",
            [account.id.as_str(), &write.today.to_string()],
        )?
        .into_iter()
        .next()),
    }
}

/// A change without lines yet, effective on the first of the next month while that lies before the renewal.
pub fn start_change(write: &mut Write<'_>, account: &Account, contract: &Contract) -> Result<Change> {
    let settings = super::settings::load(write.connection)?;
    let next_month = first_of_next_month(write.today);
    let effective_date = match contract.renewal_date {
        Some(renewal) if next_month >= renewal => write.today,
        _ => next_month,
    };
    let change = Change {
        id: write.id(),
        account_id: account.id.clone(),
        contract_id: contract.id.clone(),
        effective_date,
        rounding: Some(super::calculation::rounding(&settings)),
        unit_price_first: Some(settings.round_unit_price_first),
        method: settings.proration_method,
        items: Vec::new(),
        header_discount: None,
        agreed_total: None,
        approval: None,
        record_id: None,
        created_at: write.now.clone(),
        deleted_at: None,
    };
    store::insert(write.connection, &change)?;
    Ok(change)
}

fn first_of_next_month(today: NaiveDate) -> NaiveDate {
    let (year, month) =
        if today.month() == 12 { (today.year() + 1, 1) } else { (today.year(), today.month() + 1) };
    NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(today)
}

/// A first draft from what was said: a short goal or need as headline, the others as bullets, the people by their role.
fn suggest(write: &Write<'_>, account: &Account, need: Option<&CallNote>) -> Result<ProposalContent> {
    let mut quotes: Vec<Quote> = store::list(
        write.connection,
        "WHERE account_id = ? AND deleted_at IS NULL ORDER BY said_on DESC, created_at, rowid",
        [account.id.as_str()],
    )?;
    // The note with the need first; the rest keeps its order.
    quotes.sort_by_key(|quote| need.is_none_or(|note| quote.note_id.as_ref() != Some(&note.id)));
    quotes.retain(|quote| !matches!(quote.kind, QuoteKind::Praise | QuoteKind::Objection));
    let headline = quotes
        .iter()
        .filter(|quote| quote.text.chars().count() <= LONGEST_HEADLINE)
        .min_by_key(|quote| match quote.kind {
            QuoteKind::Goal => 0,
            QuoteKind::Outcome => 1,
            QuoteKind::Need => 2,
            _ => 3,
        })
        .map(bound)
        .unwrap_or_default();
    let bullets: Vec<BoundText> = quotes
        .iter()
        .filter(|quote| headline.quote_id.as_ref() != Some(&quote.id))
        .take(4)
        .map(bound)
        .collect();
    let contacts: Vec<Contact> = store::list(
        write.connection,
        "WHERE account_id = ? AND deleted_at IS NULL ORDER BY name",
        [account.id.as_str()],
    )?;
    let with_role = |role: StakeholderRole| {
        contacts
            .iter()
            .find(|contact| contact.status == ContactStatus::Active && contact.roles.contains(&role))
            .map(|contact| contact.id.clone())
    };
    let economic_buyer_id = with_role(StakeholderRole::EconomicBuyer);
    Ok(ProposalContent {
        headline,
        bullets,
        constraint_metric: nearest_limit(write, account)?,
        recipient_id: economic_buyer_id.clone().or_else(|| with_role(StakeholderRole::Champion)),
        economic_buyer_id,
        ..ProposalContent::default()
    })
}

/// The metric nearest its limit, from 80 % of it on: what limits them today is often there.
fn nearest_limit(write: &Write<'_>, account: &Account) -> Result<Option<String>> {
    let series = crate::papers::usage::series(write.connection, account.id.as_str(), write.today)?;
    Ok(series
        .into_iter()
        .filter_map(|series| {
            let last = series.points.last()?;
            let share = headroom_core::usage::used_share(last.value, last.entitlement?);
            (share.tenths() >= NEAR_LIMIT).then_some((share, series.metric))
        })
        .max_by_key(|(share, _)| *share)
        .map(|(_, metric)| metric))
}

fn bound(quote: &Quote) -> BoundText {
    BoundText { text: quote.text.clone(), quote_id: Some(quote.id.clone()) }
}

/// Changes what a proposal says.
pub fn update(write: &mut Write<'_>, request: ProposalUpdate) -> Result<Document> {
    let mut document = drafting::open(write.connection, &request.id, DocumentKind::Proposal)?;
    refuse_too_long(&request.content)?;
    document.title = title(&request.content);
    document.recipient_id.clone_from(&request.content.recipient_id);
    document.valid_until = request.content.valid_until;
    drafting::edit(write, document, &request.content, request.visit)
}

/// Puts the way into the renewal on page two, beside the change that is proposed; once more brings it up to date.
///
/// # Errors
/// `Precondition` when nothing is calculated, or the change is far enough from the renewal.
pub fn both_ways(write: &mut Write<'_>, request: ById) -> Result<Document> {
    let document = drafting::open(write.connection, &request.id, DocumentKind::Proposal)?;
    let change: Option<Change> =
        document.change_id.as_ref().map(|id| store::get(write.connection, id.as_str())).transpose()?;
    let record = record_of(write.connection, &document)?;
    let (Some(change), Some(stored)) = (change, record) else {
        return Err(AppError::precondition("Nothing is calculated yet.")
            .hint("Say what changes in the contract and from when."));
    };
    let described = calculation::describe(write.connection, stored.record, &change, write.today)?;
    let Some(collision) = described.collision else {
        return Err(AppError::precondition("The change is far enough from the renewal.").hint(
            "Both ways are shown within the window that Settings names, or the customer's procurement time.",
        ));
    };
    let way = papers::renewal_way(write.connection, &document, &collision)?;
    let mut content: ProposalContent =
        serde_json::from_value(document.content.clone()).map_err(AppError::internal)?;
    let made =
        content.alternatives.iter_mut().find(|other| other.made_as.is_some() || other.title == way.title);
    match made {
        // A title the user gave it stays; day and figures are those of now.
        Some(known) if known.made_as.as_ref() != Some(&known.title) => {
            *known = Alternative { title: std::mem::take(&mut known.title), ..way };
        }
        Some(known) => *known = way,
        None => content.alternatives.push(way),
    }
    let document = drafting::edit(write, document, &content, None)?;
    about(write, &document, "Both ways in");
    Ok(document)
}

/// Far too long is refused outright; a little too long is said by the checks, with the lines to shorten.
fn refuse_too_long(content: &ProposalContent) -> Result<()> {
    let length = content.headline.text.chars().count();
    if length > LONGEST_HEADLINE {
        return Err(AppError::invalid(
            "content.headline",
            format!("The headline has {length} characters; {LONGEST_HEADLINE} fit."),
        )
        .hint(format!(
            "Shorten it by {} characters, or choose a shorter quote.",
            length - LONGEST_HEADLINE
        )));
    }
    let count = content.bullets.len();
    if count > MOST_BULLETS {
        return Err(AppError::invalid(
            "content.bullets",
            format!("There are {count} bullets; page one holds 3 to {MOST_BULLETS}."),
        )
        .hint(format!("Take {} away: keep what the buyer would miss.", count - MOST_BULLETS)));
    }
    if content.criteria.len() > 3 {
        return Err(AppError::invalid(
            "content.criteria",
            format!("There are {} criteria; 2 or 3 are kept.", content.criteria.len()),
        )
        .hint("Keep those that can be measured."));
    }
    Ok(())
}
