//! The addendum's view from the rows of the book. A draft with gaps still has a view: what is missing is empty.

use super::lines::{day_before, formula, last_day, only_year, shared_period, span, what};
use super::sources::{Sources, filled};
use super::voice::Voice;
use crate::edge::day_of;
use headroom_core::book::{AddendumContent, Criterion, DocumentKind};
use headroom_core::contract::{CalculatedLine, CalculationRecord, ChangeLineKind, SegmentUnit};
use headroom_core::money::Money;
use headroom_core::paper::{AddendumCriterion, AddendumView, CalculationLine, ChangeLine, Party};

/// The most lines an address takes on the page.
const ADDRESS_LINES: usize = 3;
/// Decimals of an amount before it is rounded.
const UNROUNDED: u32 = 4;

/// What the addendum says.
pub(super) fn build(sources: &Sources, content: &AddendumContent) -> AddendumView {
    let voice = sources.voice;
    let document = &sources.document;
    let record = sources.record.as_ref().map(|stored| &stored.record);
    let criteria: Vec<&Criterion> =
        content.criteria.iter().filter_map(|id| sources.criteria.get(id)).collect();
    let company = &sources.settings.company;
    let ends_on = sources.renewal().map(day_before);
    AddendumView {
        language: voice.language,
        document_id: document.number.clone(),
        number: content.addendum_number.max(1).to_string(),
        date: sources.day().map(|day| voice.date(day)).unwrap_or_default(),
        supplier_name: sources.supplier_name().to_owned(),
        agreement: sources
            .msa_reference()
            .map(|reference| {
                let date = sources.msa_date().map(|date| voice.date(date)).unwrap_or_default();
                voice.agreement(reference, &date)
            })
            .unwrap_or_default(),
        supersedes: supersedes(sources),
        supplier: Party {
            legal_name: sources.supplier_legal_name().to_owned(),
            address: address(&company.address),
            signatory: String::new(),
        },
        customer: Party {
            legal_name: sources.customer_name().to_owned(),
            address: address(sources.account.address.as_deref().unwrap_or_default()),
            signatory: signatory(sources, content),
        },
        unit_price_label: voice.unit_price_label(record.and_then(shared_period)),
        amount_label: ends_on.map(|day| voice.amount_label(&voice.short_date(day))).unwrap_or_default(),
        changes: record.map(|record| changes(voice, record)).unwrap_or_default(),
        total: record.map(|record| voice.amount(record.totals.total)).unwrap_or_default(),
        method: record.map(|record| method(voice, record)).unwrap_or_default(),
        calculation: record.map(|record| calculation(voice, record)).unwrap_or_default(),
        notices: record.map(|record| notices(voice, record)).unwrap_or_default(),
        effective_on: sources.effective().map(|day| voice.date(day)).unwrap_or_default(),
        ends_on: ends_on.map(|day| voice.date(day)).unwrap_or_default(),
        renews_on: sources.renewal().map(|day| voice.date(day)).unwrap_or_default(),
        at_renewal: record
            .map(|record| {
                voice.costs_at_renewal(
                    &voice.date(record.contract.end),
                    &voice.amount(record.totals.value_at_renewal),
                )
            })
            .unwrap_or_default(),
        criteria_version: versions(&criteria),
        criteria: criteria.iter().map(|criterion| printed(sources, criterion)).collect(),
        other_terms: other_terms(sources),
        calculation_reference: reference(sources),
    }
}

/// What the contract says of renewal, notice and invoices, so that "everything else" is not left to memory.
fn other_terms(sources: &Sources) -> String {
    let voice = sources.voice;
    let Some(contract) = &sources.contract else { return String::new() };
    let mut sentences = Vec::new();
    if let Some(renewal) = contract.renewal_date.filter(|_| contract.auto_renew) {
        let notice = contract
            .notice_days
            .and_then(|days| renewal.checked_sub_signed(chrono::TimeDelta::try_days(days)?))
            .map(|day| voice.date(day));
        sentences.push(voice.renews_by_itself(&voice.date(renewal), notice.as_deref()));
    }
    if let Some(period) = filled(contract.billing_period.as_deref()) {
        sentences.push(voice.invoiced(period));
    }
    sentences.retain(|sentence| !sentence.is_empty());
    sentences.join(" ")
}

/// Lines of an address; what does not fit joins the last one.
fn address(text: &str) -> Vec<String> {
    let mut lines: Vec<String> =
        text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    if lines.len() > ADDRESS_LINES {
        let last = lines.split_off(ADDRESS_LINES - 1).join(", ");
        lines.push(last);
    }
    lines
}

/// Name and title of who signs for the customer.
fn signatory(sources: &Sources, content: &AddendumContent) -> String {
    let contact = sources
        .contact(content.recipient_id.as_ref())
        .or_else(|| sources.contact(sources.document.recipient_id.as_ref()));
    match contact {
        None => String::new(),
        Some(contact) => match filled(contact.title.as_deref()) {
            Some(title) => format!("{}, {title}", contact.name),
            None => contact.name.clone(),
        },
    }
}

fn supersedes(sources: &Sources) -> String {
    let voice = sources.voice;
    let Some(old) =
        sources.source.as_ref().filter(|old| old.kind == DocumentKind::Addendum && old.sent_on.is_some())
    else {
        return String::new();
    };
    let date = old.sent_on.or_else(|| day_of(&old.updated_at)).map(|day| voice.date(day)).unwrap_or_default();
    let what = if old.number == sources.document.number {
        format!("{}, {}", old.number, voice.version(old.version))
    } else {
        old.number.clone()
    };
    voice.replaces(&what, &date)
}

fn changes(voice: Voice, record: &CalculationRecord) -> Vec<ChangeLine> {
    let shared = shared_period(record);
    record
        .lines
        .iter()
        .map(|line| {
            let period = match &line.proration {
                None => voice.period(None),
                Some(proration) if proration.charge != record.charge => span(voice, proration.charge),
                Some(_) if line.period != shared => voice.period(line.period),
                Some(_) => String::new(),
            };
            ChangeLine {
                what: line.product.clone(),
                before: voice.quantity(line.quantity_before),
                after: voice.quantity(line.quantity_after),
                unit_price: voice.price(line.unit_price),
                period,
                amount: voice.amount(line.amount),
            }
        })
        .collect()
}

/// The method in words, the days, the rounding: what is needed to check the lines by hand.
pub(super) fn method(voice: Voice, record: &CalculationRecord) -> String {
    let unit = record.lines.iter().find_map(|line| line.proration.as_ref()).map(|proration| proration.unit);
    let mut sentences = vec![voice.method(record.policy.method, unit.unwrap_or(SegmentUnit::ContractYear))];
    let (start, last) = (voice.date(record.charge.start), voice.date(last_day(record.charge)));
    let days = voice.count(record.charge.days());
    sentences.push(match only_year(record) {
        Some((from, _, of)) => voice.days_of_year(&start, &last, &days, &voice.date(from), &of.to_string()),
        None => voice.days_between(&start, &last, &days),
    });
    sentences.push(voice.rounding(record.policy.rounding));
    sentences.join(" ")
}

pub(super) fn calculation(voice: Voice, record: &CalculationRecord) -> Vec<CalculationLine> {
    record.lines.iter().flat_map(|line| calculated(voice, line)).collect()
}

/// A line's calculation, and a row for every reason why its amount is not the rounded one: the rows add up.
fn calculated(voice: Voice, line: &CalculatedLine) -> Vec<CalculationLine> {
    let what = what(voice, line);
    let credit = line.unrounded.is_negative()
        || matches!(line.kind, ChangeLineKind::PlanCredit | ChangeLineKind::RemovalCredit);
    let mut rows = vec![CalculationLine {
        what: if credit { voice.credit(&what) } else { voice.charge(&what) },
        formula: formula(voice, line),
        unrounded: voice.exact(line.unrounded, UNROUNDED),
        rounded: voice.amount(line.rounded),
    }];
    let mut row = |what: String, amount: Money| {
        if !amount.is_zero() {
            let rounded = voice.amount(amount);
            rows.push(CalculationLine { what, formula: String::new(), unrounded: String::new(), rounded });
        }
    };
    let share = line.header_discount.and_then(|share| share.negated().ok());
    let rest = line.amount.minus(line.rounded).and_then(|all| match share {
        Some(share) => all.minus(share),
        None => Ok(all),
    });
    if let Some(share) = share {
        row(voice.share_row(&line.product), share);
    }
    if let Ok(rest) = rest {
        let capped = line.cap.as_ref().is_some_and(|cap| cap.applied);
        row(if capped { voice.cap_row(&line.product) } else { voice.fitted_row(&line.product) }, rest);
    }
    rows
}

fn notices(voice: Voice, record: &CalculationRecord) -> Vec<String> {
    let mut sentences: Vec<String> = Vec::new();
    for notice in record.notices.iter().chain(record.lines.iter().flat_map(|line| &line.notices)) {
        let sentence = voice.notice(notice);
        if !sentence.is_empty() && !sentences.contains(&sentence) {
            sentences.push(sentence);
        }
    }
    sentences
}

/// The version the criteria are in; two when they differ.
fn versions(criteria: &[&Criterion]) -> String {
    let mut versions: Vec<i64> = criteria.iter().map(|criterion| criterion.version).collect();
    versions.sort_unstable();
    versions.dedup();
    let texts: Vec<String> = versions.iter().map(ToString::to_string).collect();
    texts.join(", ")
}

fn printed(sources: &Sources, criterion: &Criterion) -> AddendumCriterion {
    let voice = sources.voice;
    let text = criterion.text.trim();
    let target = filled(criterion.target.as_deref()).unwrap_or_default();
    let text = if target.is_empty() || text.contains(target) {
        text.to_owned()
    } else {
        voice.some(text, &super::proposal::with_unit(target, criterion.unit.as_deref()))
    };
    let owner = filled(criterion.owner_name.as_deref()).or_else(|| {
        sources.contact(criterion.owner_contact_id.as_ref()).map(|contact| contact.name.as_str())
    });
    let due = match sources.due_on(criterion) {
        Some(day) => voice.date(day),
        None => voice.due(&criterion.due_day.to_string(), None, &sources.settings.criteria_clock),
    };
    AddendumCriterion { text, due, graded_by: owner.unwrap_or_default().to_owned() }
}

fn reference(sources: &Sources) -> String {
    let Some(stored) = &sources.record else { return String::new() };
    let method = sources.voice.method_name(stored.record.policy.method);
    sources.voice.calculated_in(&stored.number, sources.replaced_record.as_deref(), &method)
}
