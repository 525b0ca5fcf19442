//! The sample's papers, through the commands a person uses: proposals from quotes, addenda that were signed,
//! success criteria with their grades, and tasks somebody wrote down.

use super::book::Made;
use super::data::{self, AcceptanceRow, CriterionRow, ItemRow, ProposalRow, RunningRow, SignedRow, TaskRow};
use super::notes::as_of;
use crate::commands::addenda::{self, AddendumUpdate, NewAddendum, SignRequest};
use crate::commands::changes::{self, ChangeUpdate};
use crate::commands::criteria::{self, GradeRequest, NewCriterion};
use crate::commands::documents::{self, SendRequest};
use crate::commands::proposals::{self, NewProposal};
use crate::commands::reviews::{self, NewReview};
use crate::commands::tasks;
use crate::engine::{JobContext, Write};
use crate::store;
use chrono::{Duration, NaiveDate};
use headroom_core::book::{
    AddendumContent, Alternative, BoundText, Contract, Criterion, CriterionState, Document, Line, Price,
    ProposalContent, Quote, RoiInputs,
};
use headroom_core::contract::{ChangeItem, PricePeriod};
use headroom_core::error::{AppError, Result};
use headroom_core::id::{CriterionId, QuoteId};
use rust_decimal::Decimal;

/// Writes every paper of the sample.
pub fn fill(write: &mut Write<'_>, made: &Made, job: &JobContext) -> Result<()> {
    let rows = data::papers()?;
    for row in &rows.addendum {
        job.go_on()?;
        signed(write, made, row)?;
    }
    for row in &rows.proposal {
        job.go_on()?;
        let day = write.today - Duration::days(row.ago);
        as_of(write, day, |write| proposal(write, made, row))?;
    }
    for row in &rows.criterion {
        running(write, made, row)?;
    }
    for row in &rows.task {
        task(write, made, row)?;
    }
    acceptance(write, made, &rows.acceptance)
}

/// The reviews of the quarter that somebody has begun; last, because their numbers come from everything else.
pub fn reviews(write: &mut Write<'_>, made: &Made) -> Result<()> {
    for account in [super::facts::HERO, super::facts::THREE_ADDENDA] {
        let account_id = made.account(account)?.id.0.clone();
        reviews::create(write, NewReview { account_id, quarter: None })?;
    }
    Ok(())
}

fn proposal(write: &mut Write<'_>, made: &Made, row: &ProposalRow) -> Result<()> {
    let account = made.account(&row.account)?;
    let buyer = made.contact(&row.account, &row.buyer)?.id.clone();
    let bound = |write: &Write<'_>, text: &String| {
        Ok(BoundText { text: text.clone(), quote_id: Some(quote(write, account.id.as_str(), text)?) })
    };
    let renewal = made.contract(&row.account)?.renewal_date;
    let content = ProposalContent {
        headline: bound(write, &row.headline)?,
        bullets: row.bullets.iter().map(|text| bound(write, text)).collect::<Result<_>>()?,
        proposing: row.proposing.clone(),
        criteria: new_criteria(write, made, &row.account, &row.criteria)?,
        constraint: row.constraint.clone(),
        constraint_metric: row.constraint_metric.clone(),
        annex: false,
        roi: row
            .roi
            .as_ref()
            .map(|roi| -> Result<RoiInputs> {
                Ok(RoiInputs {
                    hours: roi.hours,
                    rate: roi.rate,
                    quote_id: Some(quote(write, account.id.as_str(), &roi.quote)?),
                    ..RoiInputs::default()
                })
            })
            .transpose()?,
        alternatives: row
            .alternatives
            .iter()
            .map(|other| Alternative {
                title: other.title.clone(),
                text: other.text.clone(),
                effective: renewal.filter(|_| other.with_renewal),
                ..Alternative::default()
            })
            .collect(),
        next_step: Some(row.next_step.clone()),
        economic_buyer_id: Some(buyer.clone()),
        recipient_id: Some(buyer),
        valid_until: None,
        no_need_reason: None,
    };
    let contract = made.contract(&row.account)?;
    let document = proposals::create(
        write,
        NewProposal {
            account_id: account.id.0.clone(),
            contract_id: Some(contract.id.0.clone()),
            content: Some(content),
            ..NewProposal::default()
        },
    )?;
    // The prices hold for four weeks, so nothing starts before the first of a month after them.
    let after = document.valid_until.unwrap_or(write.today) + Duration::days(1);
    change(write, made, contract, &document, first_of_month_from(after)?, &row.items)?;
    if row.addendum {
        addenda::create(write, NewAddendum { proposal_id: Some(document.id.0.clone()), contract_id: None })?;
    }
    if let Some(route) = &row.send {
        documents::send(
            write,
            SendRequest { id: document.id.0, sent_on: None, route: Some(route.clone()), recipient_id: None },
        )?;
    }
    Ok(())
}

/// An addendum from its draft to the signature, six days before the month it starts with.
fn signed(write: &mut Write<'_>, made: &Made, row: &SignedRow) -> Result<()> {
    let contract = made.contract(&row.account)?;
    let effective =
        headroom_core::dates::add_months(contract.start, row.months).map_err(AppError::internal)?;
    let drafted = effective - Duration::days(18);
    let signed_on = effective - Duration::days(6);
    let document = as_of(write, drafted, |write| {
        let criteria = new_criteria(write, made, &row.account, &row.criteria)?;
        let document = addenda::create(
            write,
            NewAddendum { proposal_id: None, contract_id: Some(contract.id.0.clone()) },
        )?;
        change(write, made, contract, &document, effective, &row.items)?;
        let before: AddendumContent =
            serde_json::from_value(document.content.clone()).map_err(AppError::internal)?;
        let content =
            AddendumContent { criteria, verbal_yes_on: Some(drafted + Duration::days(4)), ..before };
        addenda::update(write, AddendumUpdate { id: document.id.0, content, visit: None })
    })?;
    as_of(write, drafted + Duration::days(5), |write| {
        let id = document.id.0.clone();
        documents::send(
            write,
            SendRequest { id, sent_on: None, route: Some("direct".into()), recipient_id: None },
        )
    })?;
    let document = as_of(write, signed_on, |write| {
        addenda::sign(write, SignRequest { id: document.id.0, signed_on: None, file: None })
    })?;
    let content: AddendumContent = serde_json::from_value(document.content).map_err(AppError::internal)?;
    for (id, criterion) in content.criteria.iter().zip(&row.criteria) {
        graded(write, id, criterion)?;
    }
    // The reviews that were due since have been held.
    write
        .connection
        .execute(
            "UPDATE task SET state = 'done', done_on = due WHERE source_id = ?1 AND rule = 'addendum.qbr' AND due < ?2",
            [document.id.as_str(), &write.today.to_string()],
        )
        .map_err(store::sql_error)?;
    Ok(())
}

/// What the acceptance case adds: 12,000 a year from the first of a month to the renewal on 1 April.
fn acceptance(write: &mut Write<'_>, made: &Made, row: &AcceptanceRow) -> Result<()> {
    let contract = made.contract(&row.account)?;
    let effective = first_of_month_from(write.today + Duration::days(1))?;
    let document =
        addenda::create(write, NewAddendum { proposal_id: None, contract_id: Some(contract.id.0.clone()) })?;
    change(write, made, contract, &document, effective, &row.items)?;
    let criteria = new_criteria(write, made, &row.account, &row.criteria)?;
    let before: AddendumContent =
        serde_json::from_value(document.content.clone()).map_err(AppError::internal)?;
    let content = AddendumContent { criteria, ..before };
    addenda::update(write, AddendumUpdate { id: document.id.0, content, visit: None })?;
    Ok(())
}

fn change(
    write: &mut Write<'_>,
    made: &Made,
    contract: &Contract,
    document: &Document,
    effective: NaiveDate,
    rows: &[ItemRow],
) -> Result<()> {
    let change = document
        .change_id
        .as_ref()
        .ok_or_else(|| AppError::internal("a paper of the sample without a change"))?;
    let items = rows.iter().map(|row| item(write, made, contract, effective, row)).collect::<Result<_>>()?;
    changes::update_change(
        write,
        ChangeUpdate {
            id: change.0.clone(),
            effective_date: Some(effective),
            items: Some(items),
            ..ChangeUpdate::default()
        },
    )?;
    Ok(())
}

fn item(
    write: &Write<'_>,
    made: &Made,
    contract: &Contract,
    effective: NaiveDate,
    row: &ItemRow,
) -> Result<ChangeItem> {
    let wrong = || AppError::internal(format!("a change of the sample: {row:?}"));
    let line = || {
        let code = row.line.as_deref().ok_or_else(wrong)?;
        line_of(write, made, contract, code, effective)
    };
    let product = || made.product(row.product.as_deref().ok_or_else(wrong)?).map(|(product, _)| product);
    Ok(match row.kind.as_str() {
        "seats" => ChangeItem::AddQuantity {
            line: line()?.id,
            quantity: row.quantity,
            unit_price: None,
            discounts: Vec::new(),
        },
        "plan" => ChangeItem::ReplacePlan {
            line: line()?.id,
            product_id: product()?.id.clone(),
            product: product()?.name.clone(),
            quantity: row.quantity,
            unit_price: list_price(write, product()?.id.as_str(), &contract.currency)?,
            period: PricePeriod::Year,
            discounts: Vec::new(),
        },
        "add" => ChangeItem::AddProduct {
            product_id: product()?.id.clone(),
            product: product()?.name.clone(),
            quantity: row.quantity,
            unit_price: list_price(write, product()?.id.as_str(), &contract.currency)?,
            period: PricePeriod::Year,
            discounts: Vec::new(),
        },
        _ => return Err(wrong()),
    })
}

/// The first line of a product that is in force when the change starts.
fn line_of(write: &Write<'_>, made: &Made, contract: &Contract, code: &str, day: NaiveDate) -> Result<Line> {
    let (product, _) = made.product(code)?;
    let lines: Vec<Line> = store::list(
        write.connection,
        "WHERE contract_id = ?1 AND product_id = ?2 AND start <= ?3 AND (\"end\" IS NULL OR \"end\" > ?3)
         ORDER BY start, rowid LIMIT 1",
        [contract.id.as_str(), product.id.as_str(), &day.to_string()],
    )?;
    lines
        .into_iter()
        .next()
        .ok_or_else(|| AppError::internal(format!("the sample has no line of {code} on {day}")))
}

fn list_price(write: &Write<'_>, product_id: &str, currency: &str) -> Result<Decimal> {
    let prices: Vec<Price> =
        store::list(write.connection, "WHERE product_id = ? AND currency = ?", [product_id, currency])?;
    prices
        .first()
        .map(|price| price.unit_price)
        .ok_or_else(|| AppError::internal("a product of the sample without a price"))
}

/// The quote with these words.
pub fn quote(write: &Write<'_>, account_id: &str, text: &str) -> Result<QuoteId> {
    let found: Vec<Quote> =
        store::list(write.connection, "WHERE account_id = ? AND text = ?", [account_id, text])?;
    found
        .into_iter()
        .next()
        .map(|quote| quote.id)
        .ok_or_else(|| AppError::internal(format!("nobody said \"{text}\"")))
}

fn new_criterion(write: &mut Write<'_>, made: &Made, account: &str, row: &CriterionRow) -> Result<Criterion> {
    let account_id = made.account(account)?.id.0.clone();
    let quote_id = row.quote.as_deref().map(|text| quote(write, &account_id, text)).transpose()?;
    criteria::create(
        write,
        NewCriterion {
            account_id,
            text: row.text.clone(),
            measure: Some(row.measure.clone()),
            baseline: Some(row.baseline.clone()),
            target: Some(row.target.clone()),
            unit: None,
            metric: row.metric.clone(),
            due_day: row.due_day,
            owner_contact_id: Some(made.contact(account, &row.owner)?.id.0.clone()),
            quote_id: quote_id.map(|id| id.0),
        },
    )
}

fn new_criteria(
    write: &mut Write<'_>,
    made: &Made,
    account: &str,
    rows: &[CriterionRow],
) -> Result<Vec<CriterionId>> {
    rows.iter().map(|row| new_criterion(write, made, account, row).map(|made| made.id)).collect()
}

/// A criterion of an agreement from before the book: its clock runs without a paper.
fn running(write: &mut Write<'_>, made: &Made, row: &RunningRow) -> Result<()> {
    let started = write.today - Duration::days(row.started);
    let mut criterion =
        as_of(write, started, |write| new_criterion(write, made, &row.account, &row.criterion))?;
    criterion.state = CriterionState::Running;
    criterion.clock_start = Some(started);
    criterion.due_on = Some(started + Duration::days(criterion.due_day));
    store::update(write.connection, &criterion)?;
    graded(write, &criterion.id, &row.criterion)
}

/// Grades a criterion on its day, when the file says how it turned out.
fn graded(write: &mut Write<'_>, id: &CriterionId, row: &CriterionRow) -> Result<()> {
    let Some(grade) = row.grade else { return Ok(()) };
    let criterion: Criterion = store::get(write.connection, id.as_str())?;
    let day = criterion.due_on.unwrap_or(write.today).min(write.today);
    as_of(write, day, |write| {
        criteria::grade(
            write,
            GradeRequest {
                id: id.0.clone(),
                grade,
                evidence: row.evidence.clone().unwrap_or_default(),
                confirmed_by: row.by.clone(),
                measured_value: row.value.clone(),
            },
        )
    })?;
    Ok(())
}

fn task(write: &mut Write<'_>, made: &Made, row: &TaskRow) -> Result<()> {
    let account = made.account(&row.account)?.id.0.clone();
    tasks::raise(write, Some(account), &row.what, write.today + Duration::days(row.due), "own", None)?;
    Ok(())
}

/// The first of a month on or after `day`.
fn first_of_month_from(day: NaiveDate) -> Result<NaiveDate> {
    use chrono::Datelike;
    let first = day.with_day(1).ok_or_else(|| AppError::internal(format!("the month of {day}")))?;
    if first == day {
        Ok(day)
    } else {
        headroom_core::dates::add_months(first, 1).map_err(AppError::internal)
    }
}
