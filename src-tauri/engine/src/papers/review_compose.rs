//! A first review deck from what the book holds: which criteria, which metric, which gaps, whose words, and the one
//! recommendation. Everything it picks can be changed in the composer.

use super::review::{LITTLE, counts};
use super::review_figures::{Figure, called};
use super::sources::{Sources, filled};
use super::usage::{Readings, ratio, readings};
use crate::store;
use chrono::{Duration, NaiveDate};
use headroom_core::book::{
    BoundText, CallNote, Criterion, Document, GapText, GoalText, Grade, PlanText, ProposalContent, Quote,
    QuoteKind, ReasonText, RecommendationText, ReviewContent, StepText, Task,
};
use headroom_core::error::Result;
use headroom_core::usage::UsagePoint;
use headroom_core::words::{Speaker, check_internal, check_language};
use rusqlite::Connection;
use rust_decimal::Decimal;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Criteria on the slide of outcomes; a fifth may be picked where the evidence is short.
pub const CRITERIA: usize = 4;
pub const GAPS: usize = 4;
pub const GOALS: usize = 3;
pub const LANES: usize = 5;
pub const STEPS: usize = 6;
/// The longest quote on the cover and beside the recommendation, in characters.
const COVER: usize = 150;
/// Days until the session that closes the first gap.
const CLOSE_WITHIN: i64 = 14;
/// Days a usage reading stays worth showing.
const FRESH: i64 = 120;

/// A next step of a call note that is still to come.
struct Promise {
    what: String,
    due: NaiveDate,
}

/// What a deck of `quarter` says by itself.
pub(super) fn compose(
    connection: &Connection,
    sources: &Sources,
    quarter: &str,
    today: NaiveDate,
) -> Result<ReviewContent> {
    let usage = readings(connection, sources.account.id.as_str(), today)?;
    let usage: Readings = usage.into_iter().filter(|(_, readings)| fresh(readings, today)).collect();
    let criteria = picked(sources);
    let quotes = quotes(sources);
    let proposal = proposal(connection, sources)?;
    let gaps = gaps(sources, &usage);
    let promises = promises(connection, sources, today)?;
    let value = value_of(sources, &criteria, &usage);
    let recommendation = recommendation(sources, proposal.as_ref(), &criteria, &gaps, &usage, &quotes);
    let taken = recommendation.quote.as_ref().and_then(|quote| quote.quote_id.clone());
    let goals = goals(sources, &quotes);
    // A goal opens best. The ask has a quote of its own: its words are on the cover only where there are no others.
    let cover = quotes
        .iter()
        .filter(|quote| quote.text.chars().count() <= COVER)
        .filter(|quote| matches!(quote.kind, QuoteKind::Goal | QuoteKind::Outcome | QuoteKind::Praise))
        .min_by_key(|quote| (taken.as_ref() == Some(&quote.id), quote.kind != QuoteKind::Goal))
        .map(|quote| bound(quote));
    let steps = steps(sources, &criteria, proposal.as_ref(), &promises, &gaps, today)?;
    let value_quote = quotes
        .iter()
        .filter(|quote| taken.as_ref() != Some(&quote.id))
        .find(|quote| matches!(quote.kind, QuoteKind::Praise | QuoteKind::Outcome))
        .map(|quote| bound(quote));
    Ok(ReviewContent {
        quarter: quarter.to_owned(),
        held_on: Some(today),
        place: None,
        cut_off: Some(today),
        cover_quote: cover,
        order: headroom_core::paper::SlideKind::ALL.to_vec(),
        slides: Default::default(),
        usage_metric: main_metric(&usage, today).map(str::to_owned),
        value_criterion: value.map(|criterion| criterion.id.clone()),
        value_quote,
        gaps,
        goals,
        roadmap: roadmap(sources, &criteria, proposal.as_ref(), &promises, today),
        steps,
        criteria: criteria.iter().map(|criterion| criterion.id.clone()).collect(),
        recommendation,
    })
}

fn bound(quote: &Quote) -> BoundText {
    BoundText { text: quote.text.clone(), quote_id: Some(quote.id.clone()) }
}

/// Running criteria: graded ones first, the latest on top; then those due next.
fn picked(sources: &Sources) -> Vec<&Criterion> {
    let mut criteria: Vec<&Criterion> = sources.criteria.values().filter(|one| counts(one)).collect();
    criteria.sort_by_key(|one| {
        let graded = one.grade.is_some_and(|grade| grade != Grade::NotYet);
        (!graded, Reverse(one.graded_on), one.due_on, one.created_at.clone(), one.id.clone())
    });
    criteria.truncate(CRITERIA);
    criteria
}

/// What may be shown to the customer again: no objections, newest first.
fn quotes(sources: &Sources) -> Vec<&Quote> {
    let replaced: Vec<_> = sources.quotes.values().filter_map(|quote| quote.replaces_id.as_ref()).collect();
    let mut quotes: Vec<&Quote> = sources
        .quotes
        .values()
        .filter(|quote| quote.deleted_at.is_none() && quote.kind != QuoteKind::Objection)
        .filter(|quote| !replaced.contains(&&quote.id))
        .collect();
    quotes.sort_by_key(|quote| (Reverse(quote.said_on), quote.created_at.clone(), quote.id.clone()));
    quotes
}

/// The newest proposal that is still alive, with what it says. One whose addendum is signed is done.
fn proposal(connection: &Connection, sources: &Sources) -> Result<Option<(Document, ProposalContent)>> {
    let found: Vec<Document> = store::list(
        connection,
        "WHERE account_id = ? AND kind = 'proposal' AND deleted_at IS NULL
           AND state IN ('draft', 'ready', 'sent')
           AND NOT EXISTS (SELECT 1 FROM document a WHERE a.source_id = document.id AND a.kind = 'addendum'
             AND a.state = 'signed' AND a.deleted_at IS NULL)
         ORDER BY version DESC, created_at DESC LIMIT 1",
        [sources.account.id.as_str()],
    )?;
    Ok(found.into_iter().find_map(|document| {
        let content = serde_json::from_value(document.content.clone()).ok()?;
        Some((document, content))
    }))
}

/// Whether the last reading still says something on `day`.
fn fresh(readings: &[UsagePoint], day: NaiveDate) -> bool {
    readings.last().is_some_and(|last| last.day >= day - Duration::days(FRESH))
}

/// The metric of the usage slide: seats, else what was read most often.
pub(super) fn main_metric(usage: &Readings, day: NaiveDate) -> Option<&str> {
    usage
        .iter()
        .filter(|(_, readings)| fresh(readings, day))
        .max_by_key(|(metric, readings)| (metric.as_str() == "seats_used", readings.len()))
        .map(|(metric, _)| metric.as_str())
}

/// What was promised to the customer in a call and is still to come: the note's own words, as the mail after the call
/// says them back. A plain task is ours alone, and so are words that name a price.
fn promises(connection: &Connection, sources: &Sources, today: NaiveDate) -> Result<Vec<Promise>> {
    let tasks: Vec<Task> = store::list(
        connection,
        "WHERE account_id = ?1 AND state = 'open' AND deleted_at IS NULL AND due >= ?2 AND rule = 'note.next_step'
         ORDER BY due, rowid LIMIT 6",
        [sources.account.id.as_str(), &today.to_string()],
    )?;
    let mut promises = Vec::new();
    for task in tasks {
        let Some(note) = task.source_id.as_deref() else { continue };
        let note = store::optional::<CallNote>(connection, note)?.filter(|note| note.deleted_at.is_none());
        let Some(what) = note.as_ref().and_then(|note| filled(note.next_step.as_deref())) else { continue };
        let speakable =
            check_language(what, Speaker::Us).is_empty() && check_internal(what, Speaker::Us, &[]).is_empty();
        if speakable {
            promises.push(Promise { what: what.to_owned(), due: task.due });
        }
    }
    Ok(promises)
}

/// What is paid for and used to less than four fifths, the least used first.
fn gaps(sources: &Sources, usage: &Readings) -> Vec<GapText> {
    let mut found: Vec<(Decimal, &String)> = usage
        .iter()
        .filter_map(|(metric, readings)| Some((ratio(readings.last()?)?, metric)))
        .filter(|(ratio, _)| *ratio < LITTLE)
        .collect();
    found.sort();
    let owner = filled(sources.account.csm.as_deref()).unwrap_or(sources.settings.am.name.trim()).to_owned();
    found
        .into_iter()
        .take(GAPS)
        .map(|(_, metric)| GapText {
            metric: metric.clone(),
            name: String::new(),
            why: String::new(),
            close: sources.voice.gap_close(),
            owner: owner.clone(),
        })
        .collect()
}

/// The criterion whose result is a number beside its baseline; a met one first.
fn value_of<'a>(sources: &Sources, criteria: &[&'a Criterion], usage: &Readings) -> Option<&'a Criterion> {
    let figure = |text: Option<&str>| Figure::read(sources.voice, text?);
    let shows = |criterion: &&&Criterion| {
        let Some(before) = figure(criterion.baseline.as_deref()) else { return false };
        match figure(criterion.measured_value.as_deref()) {
            Some(now) => now.unit == before.unit || now.unit.is_empty() || before.unit.is_empty(),
            None => criterion.metric.as_ref().is_some_and(|metric| usage.contains_key(metric)),
        }
    };
    criteria.iter().filter(shows).min_by_key(|criterion| criterion.grade != Some(Grade::Met)).copied()
}

fn goals(sources: &Sources, quotes: &[&Quote]) -> Vec<GoalText> {
    let mut wanted: Vec<&&Quote> =
        quotes.iter().filter(|quote| matches!(quote.kind, QuoteKind::Goal | QuoteKind::Need)).collect();
    wanted.sort_by_key(|quote| quote.kind != QuoteKind::Goal);
    // Who says a thing in two calls said one thing.
    let mut heard = BTreeSet::new();
    wanted.retain(|quote| heard.insert(quote.text.trim().to_lowercase()));
    let asks = |quote: &Quote| {
        let mut asked: Vec<&Criterion> = sources
            .criteria
            .values()
            .filter(|criterion| {
                criterion.deleted_at.is_none() && criterion.quote_id.as_ref() == Some(&quote.id)
            })
            .collect();
        asked.sort_by_key(|criterion| Reverse(criterion.version));
        asked.first().map(|criterion| criterion.text.trim().to_owned()).unwrap_or_default()
    };
    wanted.into_iter().take(GOALS).map(|quote| GoalText { quote: bound(quote), asks: asks(quote) }).collect()
}

fn roadmap(
    sources: &Sources,
    criteria: &[&Criterion],
    proposal: Option<&(Document, ProposalContent)>,
    promises: &[Promise],
    today: NaiveDate,
) -> Vec<PlanText> {
    let proposed = proposal.into_iter().flat_map(|(_, content)| &content.criteria);
    let proposed = proposed.filter_map(|id| sources.criteria.get(id));
    let goals = criteria.iter().copied().chain(proposed).filter_map(|criterion| {
        let until = sources.due_on(criterion).filter(|due| *due > today).or_else(|| {
            (criterion.clock_start.is_none()).then(|| today + Duration::days(criterion.due_day))
        })?;
        Some(PlanText {
            name: criterion.text.trim().trim_end_matches('.').to_owned(),
            note: String::new(),
            from: Some(criterion.clock_start.unwrap_or(today).max(today)),
            until: Some(until),
            goal: true,
        })
    });
    let ours = promises.iter().map(|promise| PlanText {
        name: promise.what.clone(),
        note: String::new(),
        from: Some(today),
        until: Some(promise.due),
        goal: false,
    });
    let mut plans: Vec<PlanText> = goals.chain(ours).collect();
    plans.sort_by_key(|plan| plan.until);
    plans.truncate(LANES);
    plans
}

fn steps(
    sources: &Sources,
    criteria: &[&Criterion],
    proposal: Option<&(Document, ProposalContent)>,
    promises: &[Promise],
    gaps: &[GapText],
    today: NaiveDate,
) -> Result<Vec<StepText>> {
    let voice = sources.voice;
    let us = filled(Some(&sources.settings.am.name)).unwrap_or(sources.supplier_name()).to_owned();
    let mut steps: Vec<StepText> = promises
        .iter()
        .take(3)
        .map(|promise| StepText { what: promise.what.clone(), who: us.clone(), on: Some(promise.due) })
        .collect();
    let agree = proposal.and_then(|(document, content)| {
        let what = filled(content.next_step.as_deref())?.to_owned();
        // Before its prices end, and never on a day that is over.
        let on = content.valid_until.or(document.valid_until).map(|day| day - Duration::days(7));
        Some(StepText { what, who: us.clone(), on: on.filter(|day| *day > today) })
    });
    steps.extend(agree);
    let due = criteria
        .iter()
        .filter(|criterion| criterion.grade.is_none_or(|grade| grade == Grade::NotYet))
        // One that is overdue is graded in this very meeting.
        .filter_map(|criterion| Some((criterion, criterion.due_on?.max(today))))
        .map(|(criterion, due)| StepText {
            what: voice.grade_together(criterion.text.trim()),
            who: filled(criterion.owner_name.as_deref()).unwrap_or(&us).to_owned(),
            on: Some(due),
        });
    steps.extend(due);
    // What lies idle most has its session before it is talked about again.
    let soon = today + Duration::days(CLOSE_WITHIN);
    let soon =
        headroom_core::dates::add_business_days(soon - Duration::days(1), 1, &sources.settings.holidays)
            .unwrap_or(soon);
    steps.extend(gaps.first().map(|gap| StepText {
        what: voice.gap_step(&called(voice.language, &gap.metric), &gap.close),
        who: filled(Some(&gap.owner)).unwrap_or(&us).to_owned(),
        on: Some(soon),
    }));
    let owner = filled(sources.account.csm.as_deref()).unwrap_or(&us).to_owned();
    let next =
        headroom_core::dates::add_months(today, 3).map_err(headroom_core::error::AppError::internal)?;
    let next =
        headroom_core::dates::add_business_days(next - Duration::days(1), 1, &sources.settings.holidays)
            .unwrap_or(next);
    steps.sort_by_key(|step| step.on.unwrap_or(next));
    steps.truncate(STEPS - 1);
    steps.push(StepText { what: voice.next_review(), who: owner, on: Some(next) });
    Ok(steps)
}

/// One: the open proposal, else what lies idle, else what was promised and is not there, else room for more.
fn recommendation(
    sources: &Sources,
    proposal: Option<&(Document, ProposalContent)>,
    criteria: &[&Criterion],
    gaps: &[GapText],
    usage: &Readings,
    quotes: &[&Quote],
) -> RecommendationText {
    let voice = sources.voice;
    let outcome = criteria
        .iter()
        .find(|criterion| criterion.grade == Some(Grade::Met))
        .or_else(|| criteria.first())
        .map(|criterion| criterion.id.clone());
    let needed = quotes
        .iter()
        .filter(|quote| quote.text.chars().count() <= COVER)
        .find(|quote| matches!(quote.kind, QuoteKind::Need | QuoteKind::Pain | QuoteKind::Goal))
        .map(|quote| bound(quote));
    let reason = |criterion: &Criterion| {
        let target = filled(criterion.target.as_deref()).unwrap_or_default();
        let title = match filled(criterion.baseline.as_deref()) {
            Some(from) if !target.is_empty() => voice.then(from, target),
            _ => target.to_owned(),
        };
        ReasonText { title, text: criterion.text.trim().to_owned() }
    };
    if let Some((document, content)) = proposal
        && let Some(first) = content.proposing.iter().find(|line| !line.text.trim().is_empty())
    {
        let what = match filled(Some(&first.label)) {
            Some(label) => voice.labelled(label, first.text.trim()),
            None => first.text.trim().to_owned(),
        };
        let sent = document.sent_on.map(|day| voice.date(day));
        let reasons =
            content.criteria.iter().filter_map(|id| sources.criteria.get(id)).take(3).map(reason).collect();
        let quote = filled(Some(&content.headline.text)).map(|_| content.headline.clone()).or(needed);
        return RecommendationText {
            text: what,
            quote,
            criterion_id: content.criteria.first().cloned().or(outcome),
            reasons,
            source: voice.proposal_follows(&document.number, sent.as_deref()),
        };
    }
    let idle = gaps.first().and_then(|gap| {
        let readings = usage.get(&gap.metric)?;
        let last = readings.last()?;
        let used =
            format!("{} {}", voice.quantity(last.value), voice.of_paid(&voice.quantity(last.entitlement?)));
        Some(voice.recommend_close(&called(voice.language, &gap.metric), &used))
    });
    let unmet: Vec<&&Criterion> = criteria
        .iter()
        .filter(|criterion| matches!(criterion.grade, Some(Grade::Partly | Grade::Missed)))
        .collect();
    let full = usage.get("seats_used").and_then(|readings| readings.last()).and_then(|last| {
        let paid = last.entitlement?;
        let full = ratio(last)? >= Decimal::new(9, 1);
        full.then(|| {
            voice.recommend_room(
                &voice.quantity(last.value),
                &voice.quantity(paid),
                &called(voice.language, "seats_used"),
            )
        })
    });
    let text = match (&idle, unmet.first(), full) {
        (_, Some(criterion), _) => voice.recommend_finish(criterion.text.trim()),
        (Some(what), None, _) => what.clone(),
        (None, None, Some(room)) => room,
        (None, None, None) => return RecommendationText::default(),
    };
    RecommendationText {
        text,
        quote: needed,
        criterion_id: unmet.first().map(|criterion| criterion.id.clone()).or(outcome),
        reasons: criteria.iter().take(3).map(|criterion| reason(criterion)).collect(),
        source: String::new(),
    }
}
