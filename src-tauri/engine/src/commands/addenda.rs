//! The addendum that puts a change into force: started, signed and voided as a whole.

use super::changes::refuse_when_signed;
use super::documents::{about, next_number};
use super::drafting;
use super::{contracts, proposals, settings, tasks};
use crate::engine::Write;
use crate::store::{self, sql_error};
use chrono::{Duration, NaiveDate};
use headroom_core::book::{
    Account, AddendumContent, Change, Contact, Contract, Criterion, CriterionState, Document, DocumentKind,
    DocumentState, Line, LineOrigin, ProposalContent, RenewalRecord, StakeholderRole, StoredRecord,
};
use headroom_core::contract::{self, CalculationRecord, ContractLine};
use headroom_core::error::{AppError, Result};
use headroom_core::id::{ContractId, RecordId};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NewAddendum {
    /// The proposal whose change and criteria it puts into force.
    #[serde(default)]
    #[ts(optional)]
    pub proposal_id: Option<String>,
    /// The contract to change, when there is no proposal.
    #[serde(default)]
    #[ts(optional)]
    pub contract_id: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AddendumUpdate {
    pub id: String,
    pub content: AddendumContent,
    #[serde(default)]
    #[ts(optional)]
    pub visit: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SignRequest {
    pub id: String,
    /// Today when not given.
    #[serde(default)]
    #[ts(optional)]
    pub signed_on: Option<NaiveDate>,
    /// The signed PDF, kept with the account.
    #[serde(default)]
    #[ts(optional, type = "string")]
    pub file: Option<std::path::PathBuf>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct VoidRequest {
    pub id: String,
    pub reason: String,
}

/// Starts an addendum.
pub fn create(write: &mut Write<'_>, request: NewAddendum) -> Result<Document> {
    let proposal: Option<Document> =
        request.proposal_id.as_deref().map(|id| store::get(write.connection, id)).transpose()?;
    let (change, account, criteria, recipient) = match (&proposal, &request.contract_id) {
        (Some(proposal), _) => {
            let change_id = proposal.change_id.as_ref().ok_or_else(|| {
                AppError::precondition("The proposal changes no contract.")
                    .hint("Add a contract with a renewal date to the account, then start the proposal again.")
            })?;
            let content: ProposalContent =
                serde_json::from_value(proposal.content.clone()).map_err(AppError::internal)?;
            let change: Change = store::get(write.connection, change_id.as_str())?;
            let account: Account = store::get(write.connection, proposal.account_id.as_str())?;
            (change, account, content.criteria, content.economic_buyer_id.or(content.recipient_id))
        }
        (None, Some(contract_id)) => {
            let contract: Contract = store::get(write.connection, contract_id)?;
            let account: Account = store::get(write.connection, contract.account_id.as_str())?;
            let change = proposals::start_change(write, &account, &contract)?;
            let buyer = signatory(write.connection, &account)?;
            (change, account, Vec::new(), buyer)
        }
        (None, None) => {
            return Err(AppError::invalid("contract_id", "An addendum changes a contract.")
                .hint("Name the proposal or the contract."));
        }
    };
    refuse_when_signed(write.connection, &change)?;
    let content = AddendumContent {
        criteria,
        recipient_id: recipient.clone(),
        verbal_yes_on: None,
        addendum_number: next_addendum(write.connection, &change.contract_id)?,
    };
    let mut document = drafting::numbered(write, &account, DocumentKind::Addendum)?;
    document.title = format!("Addendum {}", content.addendum_number);
    document.contract_id = Some(change.contract_id);
    document.change_id = Some(change.id);
    document.source_id = proposal.map(|proposal| proposal.id);
    document.recipient_id = recipient;
    drafting::start(write, document, &content)
}

fn signatory(connection: &Connection, account: &Account) -> Result<Option<headroom_core::id::ContactId>> {
    let contacts: Vec<Contact> = store::list(
        connection,
        "WHERE account_id = ? AND deleted_at IS NULL AND status = 'active' ORDER BY name",
        [account.id.as_str()],
    )?;
    Ok(contacts
        .into_iter()
        .find(|contact| contact.roles.contains(&StakeholderRole::EconomicBuyer))
        .map(|contact| contact.id))
}

/// A signed addendum in force, with the calculation it printed.
pub struct Signed {
    pub document: Document,
    pub record: CalculationRecord,
}

/// The signed addenda of a contract that are in force, in the order they were signed.
pub fn signed(connection: &Connection, contract_id: &str) -> Result<Vec<Signed>> {
    let documents: Vec<Document> = store::list(
        connection,
        "WHERE contract_id = ? AND kind = 'addendum' AND state = 'signed' AND deleted_at IS NULL
         ORDER BY updated_at, number, version",
        [contract_id],
    )?;
    documents
        .into_iter()
        .map(|document| Ok(Signed { record: printed_record(connection, &document)?, document }))
        .collect()
}

/// Gives an addendum that goes out the next running number of its contract when another one took its own meanwhile.
pub fn take_number(connection: &Connection, document: &mut Document) -> Result<()> {
    let (Some(contract), Some(number)) =
        (document.contract_id.clone(), document.content["addendum_number"].as_i64())
    else {
        return Ok(());
    };
    let taken: bool = connection
        .query_row(
            "SELECT EXISTS (SELECT 1 FROM document WHERE contract_id = ?1 AND kind = 'addendum' AND number <> ?2
               AND deleted_at IS NULL AND state IN ('sent', 'signed', 'void') AND content ->> '$.addendum_number' = ?3)",
            rusqlite::params![contract.as_str(), document.number, number],
            |row| row.get(0),
        )
        .map_err(sql_error)?;
    if taken {
        let next = next_addendum(connection, &contract)?;
        document.content["addendum_number"] = next.into();
        document.title = format!("Addendum {next}");
    }
    Ok(())
}

/// The running number within the contract; a draft that was never signed does not use one up.
fn next_addendum(connection: &Connection, contract: &ContractId) -> Result<i64> {
    connection
        .query_row(
            "SELECT 1 + coalesce(max(content ->> '$.addendum_number'), 0) FROM document
             WHERE contract_id = ? AND kind = 'addendum' AND deleted_at IS NULL AND state IN ('sent', 'signed', 'void')",
            [contract.as_str()],
            |row| row.get(0),
        )
        .map_err(sql_error)
}

/// Changes an addendum's criteria, recipient or verbal yes.
pub fn update(write: &mut Write<'_>, request: AddendumUpdate) -> Result<Document> {
    let mut document = drafting::open(write.connection, &request.id, DocumentKind::Addendum)?;
    document.recipient_id.clone_from(&request.content.recipient_id);
    drafting::edit(write, document, &request.content, request.visit)
}

/// Records the signature. Contract lines change and the criteria clock starts in this one transaction.
///
/// # Errors
/// `Precondition` when the addendum was not sent, or the contract changed since it was calculated.
pub fn sign(write: &mut Write<'_>, request: SignRequest) -> Result<Document> {
    let mut document: Document = store::get(write.connection, &request.id)?;
    if document.kind != DocumentKind::Addendum || document.state != DocumentState::Sent {
        return Err(AppError::precondition("Only a sent addendum can be signed.").hint("Send it first."));
    }
    let record = printed_record(write.connection, &document)?;
    let contract_id =
        document.contract_id.clone().ok_or_else(|| AppError::internal("an addendum without contract"))?;
    let contract: Contract = store::get(write.connection, contract_id.as_str())?;
    let before = contracts::arithmetic_lines(write.connection, &contract)?;
    let after = contract::apply_addendum(&before, &record, &document.id)?;
    persist(write, &contract, &before, &after)?;
    let signed_on = request.signed_on.unwrap_or(write.today);
    start_criteria(write, &document, record.charge.start, signed_on)?;
    if let Some(file) = request.file {
        super::files::add(
            write,
            super::files::AddRequest {
                account_id: document.account_id.0.clone(),
                document_id: Some(document.id.0.clone()),
                file,
            },
        )?;
    }
    document.state = DocumentState::Signed;
    document.signed_on = Some(signed_on);
    document.updated_at.clone_from(&write.now);
    store::update(write.connection, &document)?;
    about(write, &document, "Sign");
    Ok(document)
}

pub fn printed_record(connection: &Connection, document: &Document) -> Result<CalculationRecord> {
    let id =
        document.record_id.as_ref().ok_or_else(|| AppError::internal("a sent addendum without record"))?;
    Ok(store::get::<StoredRecord>(connection, id.as_str())?.record)
}

/// Brings the stored lines to what the arithmetic says; untouched lines are not written.
pub fn persist(
    write: &Write<'_>,
    contract: &Contract,
    before: &[ContractLine],
    after: &[ContractLine],
) -> Result<()> {
    for line in after {
        match before.iter().find(|known| known.id == line.id) {
            Some(known) if known == line => {}
            Some(_) => {
                let mut stored: Line = store::get(write.connection, line.id.as_str())?;
                stored.end = line.end;
                stored.ended_by.clone_from(&line.ended_by);
                store::update(write.connection, &stored)?;
            }
            None => store::insert(write.connection, &new_line(write, contract, line))?,
        }
    }
    Ok(())
}

fn new_line(write: &Write<'_>, contract: &Contract, line: &ContractLine) -> Line {
    let (origin, addendum_id) = match &line.origin {
        contract::Origin::Initial => (LineOrigin::Initial, None),
        contract::Origin::Renewal => (LineOrigin::Renewal, None),
        contract::Origin::Addendum { id } => (LineOrigin::Addendum, Some(id.clone())),
    };
    Line {
        id: line.id.clone(),
        contract_id: contract.id.clone(),
        external_id: None,
        product_id: line.product_id.clone(),
        quantity: line.quantity,
        unit_price: line.unit_price,
        period: line.period,
        discount_percent: line.discount_percent,
        given_arr_minor: line.given_arr.map(|arr| arr.minor),
        start: line.start,
        end: line.end,
        kind: line.kind,
        trial: line.trial,
        origin,
        addendum_id,
        ended_by: line.ended_by.clone(),
        created_at: write.now.clone(),
        deleted_at: None,
    }
}

/// The clock of the addendum's criteria starts, and each due day becomes a task.
fn start_criteria(
    write: &mut Write<'_>,
    document: &Document,
    effective: NaiveDate,
    signed_on: NaiveDate,
) -> Result<()> {
    let settings = settings::load(write.connection)?;
    let account: Account = store::get(write.connection, document.account_id.as_str())?;
    let start = match settings.criteria_clock.as_str() {
        "signature" => signed_on,
        "go_live" => account.go_live.filter(|day| *day >= effective).unwrap_or(effective),
        _ => effective,
    };
    let content: AddendumContent =
        serde_json::from_value(document.content.clone()).map_err(AppError::internal)?;
    let mut last_due = None;
    for id in &content.criteria {
        let mut criterion: Criterion = store::get(write.connection, id.as_str())?;
        if criterion.state != CriterionState::Draft {
            continue;
        }
        let due = start + Duration::days(criterion.due_day);
        criterion.state = CriterionState::Running;
        criterion.clock_start = Some(start);
        criterion.due_on = Some(due);
        criterion.document_id = Some(document.id.clone());
        store::update(write.connection, &criterion)?;
        tasks::raise(
            write,
            Some(account.id.0.clone()),
            &format!("Grade: {}", criterion.text),
            due,
            "criterion.due",
            Some(criterion.id.0.clone()),
        )?;
        last_due = last_due.max(Some(due));
    }
    if last_due.is_some() {
        let day_90 = start + Duration::days(90);
        tasks::raise(
            write,
            Some(account.id.0),
            tasks::DAY_90,
            day_90,
            "addendum.qbr",
            Some(document.id.0.clone()),
        )?;
    }
    Ok(())
}

/// The signed addenda that may count on this one: those that continue one of its lines, and those signed after it.
fn later_than(
    connection: &Connection,
    contract: &Contract,
    document: &Document,
    record: &CalculationRecord,
) -> Result<Vec<Signed>> {
    let place = |document: &Document| (document.updated_at.clone(), document.number.clone());
    let mut others = signed(connection, contract.id.as_str())?;
    others.retain(|other| {
        other.document.id != document.id
            && (place(&other.document) > place(document)
                || contract::continued(record, &other.record).is_some())
    });
    Ok(others)
}

/// A renewal rolled or ended the lines as they were with this addendum; it cannot be taken out from under it.
fn refuse_when_renewed(
    connection: &Connection,
    contract: &Contract,
    record: &CalculationRecord,
) -> Result<()> {
    let renewed: Vec<RenewalRecord> = store::list(
        connection,
        "WHERE contract_id = ? AND deleted_at IS NULL AND renewed_on >= ? ORDER BY renewed_on LIMIT 1",
        [contract.id.as_str(), &record.contract.end.to_string()],
    )?;
    match renewed.first() {
        None => Ok(()),
        Some(renewal) => Err(AppError::precondition(format!(
            "The renewal on {} was recorded with this addendum in force.",
            renewal.renewed_on
        ))
        .hint("Undo that renewal first, or end the lines with another addendum.")),
    }
}

/// Voids a signed addendum with reversing lines from its effective date; the record is kept.
///
/// # Errors
/// `Precondition` while a later addendum touches its lines.
pub fn void(write: &mut Write<'_>, request: VoidRequest) -> Result<Document> {
    let mut document: Document = store::get(write.connection, &request.id)?;
    if request.reason.trim().is_empty() {
        return Err(AppError::invalid("reason", "Voiding a signed addendum needs a reason."));
    }
    if document.kind != DocumentKind::Addendum || document.state != DocumentState::Signed {
        return Err(
            AppError::precondition("Only a signed addendum can be voided.").hint("A draft can be deleted.")
        );
    }
    let record = printed_record(write.connection, &document)?;
    let contract_id =
        document.contract_id.clone().ok_or_else(|| AppError::internal("an addendum without contract"))?;
    let contract: Contract = store::get(write.connection, contract_id.as_str())?;
    refuse_when_renewed(write.connection, &contract, &record)?;
    let later = later_than(write.connection, &contract, &document, &record)?;
    if let Some((signed, product)) = later.iter().find_map(|later| {
        contract::built_on(&record, &later.record).map(|product| (&later.document, product))
    }) {
        return Err(AppError::precondition(format!(
            "{} ({}) builds on this addendum: it counts its {product}.",
            signed.title, signed.number
        ))
        .hint(format!("Void {} first, or end the lines with another addendum.", signed.number)));
    }
    let before = contracts::arithmetic_lines(write.connection, &contract)?;
    let records: Vec<&CalculationRecord> = later.iter().map(|later| &later.record).collect();
    let after = contract::void(&before, &record, &document.id, &records)?;
    persist(write, &contract, &before, &after)?;
    let id: RecordId = write.id();
    let change_id =
        document.change_id.clone().ok_or_else(|| AppError::internal("an addendum without change"))?;
    let reversal = StoredRecord {
        record: contract::reverse(&record, &id)?,
        number: next_number(write.connection, "C", write.today, "calculation_record")?,
        change_id,
        supersedes_id: None,
        created_at: write.now.clone(),
        id,
    };
    store::insert(write.connection, &reversal)?;
    document.state = DocumentState::Void;
    document.updated_at.clone_from(&write.now);
    store::update(write.connection, &document)?;
    about(write, &document, "Void");
    write.mark.summary = format!("{}: {}", write.mark.summary, request.reason.trim());
    Ok(document)
}
