//! Changes to a contract and the addendum that puts them into force: calculated once, signed as a whole.

use super::documents::{about, current_record, frozen, is_frozen, language, next_number};
use super::{contracts, proposals, settings, tasks};
use crate::engine::{Read, Write};
use crate::store::{self, sql_error};
use chrono::{Duration, NaiveDate};
use headroom_core::book::{
    Account, AddendumContent, Change, Contact, Contract, Criterion, CriterionState, Document, DocumentKind,
    DocumentState, Line, LineOrigin, ProposalContent, Settings, StakeholderRole, StoredRecord,
};
use headroom_core::contract::{
    self, CalculationInput, CalculationPolicy, CalculationRecord, ChangeItem, Collision, CollisionSetting,
    ContractChange, ContractLine, ContractTerms, FloorApproval, OtherMethod, ProrationMethod,
};
use headroom_core::error::{AppError, Result};
use headroom_core::exact::Rounding;
use headroom_core::id::{ContractId, RecordId};
use headroom_core::money::Money;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A change to try out; nothing is stored.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CalculateRequest {
    pub contract_id: String,
    pub effective_date: NaiveDate,
    /// The setting when not given.
    #[serde(default)]
    #[ts(optional)]
    pub method: Option<ProrationMethod>,
    pub items: Vec<ChangeItem>,
    #[serde(default)]
    #[ts(optional)]
    pub header_discount: Option<Money>,
    #[serde(default)]
    #[ts(optional)]
    pub agreed_total: Option<Money>,
}

/// A calculation with what helps to judge it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Calculation {
    pub record: CalculationRecord,
    /// The record as sentences that can be checked by hand.
    pub sentences: Vec<String>,
    /// What the other methods would give for the same change.
    pub others: Vec<OtherMethod>,
    /// Both paths, when the change comes close to the renewal.
    pub collision: Option<Collision>,
}

/// The fields to change of a change; the record follows.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChangeUpdate {
    pub id: String,
    #[serde(default)]
    #[ts(optional)]
    pub effective_date: Option<NaiveDate>,
    #[serde(default)]
    #[ts(optional)]
    pub method: Option<ProrationMethod>,
    #[serde(default)]
    #[ts(optional)]
    pub items: Option<Vec<ChangeItem>>,
    /// Absent keeps it, null takes it away.
    #[serde(default, deserialize_with = "given")]
    #[ts(optional, type = "Money | null")]
    pub header_discount: Option<Option<Money>>,
    /// Absent keeps it, null takes it away.
    #[serde(default, deserialize_with = "given")]
    #[ts(optional, type = "Money | null")]
    pub agreed_total: Option<Option<Money>>,
    /// Who agreed to a price below its floor; absent keeps it, null takes it away.
    #[serde(default, deserialize_with = "given")]
    #[ts(optional, type = "FloorApproval | null")]
    pub approval: Option<Option<FloorApproval>>,
    /// Edits of one visit become one entry of the journal.
    #[serde(default)]
    #[ts(optional)]
    pub visit: Option<String>,
}

/// Tells an absent field from one that is null.
fn given<'de, T: Deserialize<'de>, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(deserializer).map(Some)
}

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

/// What a change costs, without storing anything.
pub fn calculate(read: &Read<'_>, request: CalculateRequest) -> Result<Calculation> {
    let settings = settings::load(read.connection)?;
    let contract: Contract = store::get(read.connection, &request.contract_id)?;
    let change = Change {
        id: "preview".into(),
        account_id: contract.account_id.clone(),
        contract_id: contract.id.clone(),
        effective_date: request.effective_date,
        method: request
            .method
            .map_or_else(|| settings.proration_method.clone(), |method| method.name().to_owned()),
        items: request.items,
        header_discount: request.header_discount,
        agreed_total: request.agreed_total,
        approval: None,
        record_id: None,
        created_at: String::new(),
        deleted_at: None,
    };
    let record = Sums::gather(read.connection, &change)?.record(&RecordId("preview".into()))?;
    describe(read.connection, record, &change, read.today)
}

/// Everything a calculation takes, read from the book.
struct Sums {
    terms: ContractTerms,
    lines: Vec<ContractLine>,
    change: ContractChange,
    policy: CalculationPolicy,
}

impl Sums {
    fn gather(connection: &Connection, change: &Change) -> Result<Self> {
        let settings = settings::load(connection)?;
        let contract: Contract = store::get(connection, change.contract_id.as_str())?;
        let currency = settings::currency("currency", &contract.currency)?;
        Ok(Self {
            terms: ContractTerms { start: contract.start, renewal_date: contract.renewal_date, currency },
            lines: contracts::arithmetic_lines(connection, &contract)?,
            change: ContractChange {
                effective: change.effective_date,
                currency,
                items: change.items.clone(),
                header_discount: change.header_discount,
                agreed_total: change.agreed_total,
            },
            policy: policy(&settings, &change.method)?,
        })
    }

    fn input<'a>(&'a self, id: &'a RecordId) -> CalculationInput<'a> {
        CalculationInput {
            id,
            change: &self.change,
            terms: &self.terms,
            lines: &self.lines,
            billing: &[],
            policy: self.policy,
        }
    }

    fn record(&self, id: &RecordId) -> Result<CalculationRecord> {
        Ok(contract::calculate(&self.input(id))?)
    }
}

fn policy(settings: &Settings, method: &str) -> Result<CalculationPolicy> {
    Ok(CalculationPolicy {
        method: method.parse::<ProrationMethod>()?,
        rounding: if settings.rounding == "half_even" { Rounding::HalfEven } else { Rounding::HalfUp },
        unit_price_first: settings.round_unit_price_first,
    })
}

/// A record with its sentences, the other methods and both paths when the renewal is close.
pub fn describe(
    connection: &Connection,
    record: CalculationRecord,
    change: &Change,
    today: NaiveDate,
) -> Result<Calculation> {
    let sums = Sums::gather(connection, change)?;
    // A record that is in force already was calculated on the lines before it; it can no longer be compared.
    let others = contract::other_methods(&record, &sums.input(&record.id)).unwrap_or_default();
    let settings = settings::load(connection)?;
    let locale = settings::locale("locale", &settings.locale)?;
    let collision = collision(connection, &settings, &record, change, today)?;
    Ok(Calculation { sentences: contract::explain(&record, locale)?, others, collision, record })
}

fn collision(
    connection: &Connection,
    settings: &Settings,
    record: &CalculationRecord,
    change: &Change,
    today: NaiveDate,
) -> Result<Option<Collision>> {
    let account: Option<Account> = store::optional(connection, change.account_id.as_str())?;
    let contract: Contract = store::get(connection, change.contract_id.as_str())?;
    let lead =
        account.and_then(|account| account.procurement_lead_days).unwrap_or(settings.procurement_lead_days);
    let setting = CollisionSetting {
        today,
        window_days: settings.renewal_window_days,
        procurement_days: u32::try_from(lead).unwrap_or(0),
        notice_days: contract.notice_days,
        holidays: &settings.holidays,
    };
    Ok(contract::collision(record, &setting)?)
}

/// Changes effective date, method or lines; the calculation record follows.
pub fn update_change(write: &mut Write<'_>, request: ChangeUpdate) -> Result<Calculation> {
    let mut change: Change = store::get(write.connection, &request.id)?;
    refuse_when_signed(write.connection, &change)?;
    if let Some(date) = request.effective_date {
        change.effective_date = date;
    }
    if let Some(method) = request.method {
        change.method = method.name().to_owned();
    }
    if let Some(items) = request.items {
        change.items = items;
    }
    if let Some(discount) = request.header_discount {
        change.header_discount = discount;
    }
    if let Some(total) = request.agreed_total {
        change.agreed_total = total;
    }
    if let Some(approval) = request.approval {
        if approval
            .as_ref()
            .is_some_and(|given| given.approver.trim().is_empty() || given.reason.trim().is_empty())
        {
            return Err(AppError::invalid("approval", "An approval names who agreed and why."));
        }
        change.approval = approval;
    }
    let record = write_record(write, &mut change)?;
    write.mark.summary = format!("Change what is calculated: effective {}", change.effective_date);
    write.mark.account_id = Some(change.account_id.0.clone());
    write.mark.merge_key = request.visit.map(|visit| format!("{visit}/{}", change.id));
    describe(write.connection, record, &change, write.today)
}

/// Stores the record of a change. One that a sent paper prints stays and is superseded; one that nobody has seen
/// outside is replaced under its number.
fn write_record(write: &mut Write<'_>, change: &mut Change) -> Result<CalculationRecord> {
    let before: Option<StoredRecord> =
        change.record_id.as_ref().map(|id| store::get(write.connection, id.as_str())).transpose()?;
    let id: RecordId = write.id();
    let sums = Sums::gather(write.connection, change)?;
    let mut record = sums.record(&id)?;
    let (number, supersedes_id) = match before {
        None => (next_number(write.connection, "C", write.today, "calculation_record")?, None),
        Some(before) if is_printed(write.connection, &before.id)? => {
            (next_number(write.connection, "C", write.today, "calculation_record")?, Some(before.id))
        }
        Some(before) => {
            change.record_id = None;
            store::update(write.connection, change)?;
            store::delete::<StoredRecord>(write.connection, before.id.as_str())?;
            (before.number, before.supersedes_id)
        }
    };
    record.supersedes.clone_from(&supersedes_id);
    let stored = StoredRecord {
        id: id.clone(),
        number,
        change_id: change.id.clone(),
        supersedes_id,
        record: record.clone(),
        created_at: write.now.clone(),
    };
    store::insert(write.connection, &stored)?;
    change.record_id = Some(id);
    store::update(write.connection, change)?;
    Ok(record)
}

fn is_printed(connection: &Connection, record: &RecordId) -> Result<bool> {
    connection
        .query_row("SELECT EXISTS (SELECT 1 FROM document WHERE record_id = ?)", [record.as_str()], |row| {
            row.get(0)
        })
        .map_err(sql_error)
}

fn refuse_when_signed(connection: &Connection, change: &Change) -> Result<()> {
    let signed: Vec<Document> =
        store::list(connection, "WHERE change_id = ? AND state = 'signed'", [change.id.as_str()])?;
    match signed.first() {
        Some(document) => {
            Err(AppError::precondition(format!("{} is signed; its change is in force.", document.number))
                .hint("Start another addendum."))
        }
        None => Ok(()),
    }
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
    let document = Document {
        id: write.id(),
        account_id: account.id.clone(),
        kind: DocumentKind::Addendum,
        number: next_number(write.connection, "A", write.today, "document")?,
        version: 1,
        title: format!("Addendum {}", content.addendum_number),
        state: DocumentState::Draft,
        contract_id: Some(change.contract_id.clone()),
        change_id: Some(change.id),
        record_id: None,
        source_id: proposal.map(|proposal| proposal.id),
        recipient_id: recipient,
        language: language(write.connection, &account)?,
        content: serde_json::to_value(&content).map_err(AppError::internal)?,
        sent_on: None,
        sent_route: None,
        decided_on: None,
        signed_on: None,
        valid_until: None,
        frozen_view: None,
        frozen_sha256: None,
        created_at: write.now.clone(),
        updated_at: write.now.clone(),
        deleted_at: None,
    };
    store::insert(write.connection, &document)?;
    about(write, &document, "Start");
    Ok(document)
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
    let mut document: Document = store::get(write.connection, &request.id)?;
    if document.kind != DocumentKind::Addendum {
        return Err(AppError::precondition(format!("{} is no addendum.", document.number)));
    }
    if is_frozen(document.state) {
        return Err(frozen(&document));
    }
    document.state = DocumentState::Draft;
    document.recipient_id = request.content.recipient_id.clone();
    document.content = serde_json::to_value(&request.content).map_err(AppError::internal)?;
    document.updated_at.clone_from(&write.now);
    store::update(write.connection, &document)?;
    about(write, &document, "Change");
    write.mark.merge_key = request.visit.map(|visit| format!("{visit}/{}", document.id));
    Ok(document)
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

fn printed_record(connection: &Connection, document: &Document) -> Result<CalculationRecord> {
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
            "Hold the 90-day QBR",
            day_90,
            "addendum.qbr",
            Some(document.id.0.clone()),
        )?;
    }
    Ok(())
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
    let before = contracts::arithmetic_lines(write.connection, &contract)?;
    let after = contract::void(&before, &record, &document.id)?;
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

/// The record the change of a paper has now; used by the paper's checks.
pub fn record_of_change(connection: &Connection, change_id: &str) -> Result<Option<CalculationRecord>> {
    current_record(connection, &store::get(connection, change_id)?)
}
