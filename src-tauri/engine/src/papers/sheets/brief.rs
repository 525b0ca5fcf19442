//! The call brief: their words first, what was promised, how the criteria stand, the contract, the use, the people, and
//! last what to leave for another day. One page: the longest account loses rows, not type.

use super::Ground;
use crate::engine::Read;
use crate::papers::phrases::Head;
use crate::papers::review_figures::called;
use crate::papers::sources::filled;
use crate::papers::usage::{self, Series};
use chrono::NaiveDate;
use headroom_core::book::{
    CallNote, Contact, ContactStatus, Criterion, CriterionState, DocumentState, Grade, NoteState, QuoteKind,
};
use headroom_core::error::{AppError, Result};
use headroom_core::locale::{DateStyle, Minus};
use headroom_core::paper::{BriefView, GradeMark, GradedLine, LabelledLine, PaperQuote, StepLine, UsageLine};
use headroom_core::usage::{LimitTrend, limit_trend, used_share};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// From this share of a limit on, growth is what the call is about.
const NEAR: u16 = 800;

/// What the AM says about the call ahead; everything not said comes from the book.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct BriefWish {
    /// en, de or fr; the book's language when not given.
    #[ts(optional)]
    pub language: Option<String>,
    /// The day of the call.
    #[ts(optional)]
    pub day: Option<NaiveDate>,
    /// Who takes part, by contact id.
    #[ts(optional, type = "Array<string>")]
    pub people: Vec<String>,
    #[ts(optional)]
    pub purpose: Option<String>,
    /// The opening question.
    #[ts(optional)]
    pub opening: Option<String>,
}

/// How many rows of each part are printed, and how long a quote may be.
pub(super) struct Measure {
    quotes: usize,
    quote: usize,
    promises: usize,
    criteria: usize,
    usage: usize,
    people: usize,
    text: usize,
}

/// From what a page usually holds to what it always does.
pub(super) const MEASURES: [Measure; 3] = [
    Measure { quotes: 3, quote: 240, promises: 5, criteria: 4, usage: 5, people: 7, text: 160 },
    Measure { quotes: 3, quote: 160, promises: 4, criteria: 3, usage: 4, people: 5, text: 110 },
    LEAST,
];
pub(super) const LEAST: Measure =
    Measure { quotes: 2, quote: 120, promises: 3, criteria: 2, usage: 3, people: 4, text: 80 };

pub(super) fn build(
    read: &Read<'_>,
    ground: &Ground,
    wish: &BriefWish,
    measure: &Measure,
) -> Result<BriefView> {
    let (voice, page) = (ground.voice, &ground.page);
    let words = headroom_core::paper::labels(voice.language);
    let note = page.notes.iter().find(|note| note.state == NoteState::Saved);
    let series = usage::series(read.connection, page.account.id.as_str(), ground.today)?;
    let criteria: Vec<&Criterion> =
        page.criteria.iter().filter(|one| one.state == CriterionState::Running).collect();
    let (purpose, opening) = aim(ground, wish, note, &series, &criteria);
    let parked = note.and_then(|note| note.parked_renewal.as_deref());
    Ok(BriefView {
        language: voice.language,
        account: page.account.name.clone(),
        meeting: meeting(ground, wish, note)?,
        purpose: short(&purpose, measure.text),
        opening,
        printed: voice.printed_on(&voice.weekday(ground.today)),
        quotes: quotes(ground, measure),
        promises: page
            .tasks
            .iter()
            .filter(|task| task.rule != "criterion.due")
            .take(measure.promises)
            .map(|task| StepLine {
                what: short(&voice.task(&task.what), measure.text),
                who: filled(task.owner.as_deref()).unwrap_or_default().to_owned(),
                when: voice.locale.date(task.due, DateStyle::Day),
            })
            .collect(),
        criteria_title: criteria_title(ground, &criteria),
        criteria: criteria.iter().take(measure.criteria).map(|one| graded(ground, one, measure)).collect(),
        leave: short(&voice.leave(parked), measure.text * 2),
        contract: contract(ground),
        usage_title: match series
            .iter()
            .filter_map(|series| series.points.last())
            .map(|point| point.day)
            .max()
        {
            Some(day) => voice.usage_on(&voice.short_date(day)),
            None => words.usage.to_owned(),
        },
        usage: series.iter().take(measure.usage).filter_map(|series| used(ground, series)).collect(),
        people: people(ground, wish, measure),
        foot: filled(Some(&ground.settings.am.name))
            .map(|name| voice.taken_from_the_book_of(name))
            .unwrap_or_default(),
    })
}

/// The first `most` characters with an ellipsis; whole words.
fn short(text: &str, most: usize) -> String {
    let text = text.trim();
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{}…", whole.trim_end_matches([',', ';', '.', ' ']))
}

/// The call ahead as it was named, else when the last one was.
fn meeting(ground: &Ground, wish: &BriefWish, note: Option<&CallNote>) -> Result<String> {
    let voice = ground.voice;
    let named = |ids: &mut dyn Iterator<Item = &str>| -> Vec<String> {
        ids.filter_map(|id| ground.page.contacts.iter().find(|contact| contact.id.as_str() == id))
            .map(|contact| contact.name.clone())
            .collect()
    };
    if let Some(unknown) =
        wish.people.iter().find(|id| !ground.page.contacts.iter().any(|contact| contact.id.as_str() == *id))
    {
        return Err(AppError::not_found("contact", unknown).field("people"));
    }
    if let Some(day) = wish.day {
        let names = named(&mut wish.people.iter().map(String::as_str));
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        return Ok(voice.meeting(&voice.weekday(day), &voice.and(&names)));
    }
    Ok(match note {
        None => voice.no_call_yet(),
        Some(note) => {
            let names = named(&mut note.people.iter().map(|id| id.as_str()));
            let names: Vec<&str> = names.iter().take(4).map(String::as_str).collect();
            voice.last_talk(&voice.weekday(note.held_on), &voice.and(&names))
        }
    })
}

/// What the call is for, and how it begins.
fn aim(
    ground: &Ground,
    wish: &BriefWish,
    note: Option<&CallNote>,
    series: &[Series],
    criteria: &[&Criterion],
) -> (String, String) {
    let voice = ground.voice;
    let sent = ground.page.documents.iter().find(|paper| paper.state == DocumentState::Sent);
    let near = series
        .iter()
        .filter_map(|series| series.points.last())
        .any(|point| point.entitlement.is_some_and(|limit| used_share(point.value, limit).tenths() >= NEAR));
    let promised = note.and_then(|note| filled(note.next_step.as_deref()));
    let purpose = match (filled(wish.purpose.as_deref()), sent, promised) {
        (Some(own), _, _) if own.ends_with(['.', '!', '?', '…']) => own.to_owned(),
        (Some(own), _, _) => format!("{own}."),
        (None, Some(paper), _) => voice.purpose_proposal(&paper.number),
        (None, None, Some(promised)) => voice.purpose_promised(promised),
        (None, None, None) => voice.purpose_listen(),
    };
    let opening = match filled(wish.opening.as_deref()) {
        Some(own) => own.to_owned(),
        None if sent.is_some() => voice.ask_proposal(),
        None if near => voice.ask_limit(),
        None if !criteria.is_empty() => voice.ask_result(),
        None => voice.ask_anything(),
    };
    (purpose, opening)
}

/// Their last words; praise only where nothing else was said.
fn quotes(ground: &Ground, measure: &Measure) -> Vec<PaperQuote> {
    let voice = ground.voice;
    let quotes = || ground.page.quotes.iter().map(|one| &one.quote);
    let mut told: Vec<_> = quotes().filter(|quote| quote.kind != QuoteKind::Praise).collect();
    if told.is_empty() {
        told = quotes().collect();
    }
    told.into_iter()
        .take(measure.quotes)
        .map(|quote| {
            let title = filled(quote.speaker_title.as_deref()).or_else(|| {
                ground.contact(quote.contact_id.as_ref()).and_then(|contact| filled(contact.title.as_deref()))
            });
            let day = voice.short_date(quote.said_on);
            PaperQuote {
                text: short(&quote.text, measure.quote),
                byline: [Some(quote.speaker.as_str()), title, Some(&day)]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(", "),
                paraphrased: false,
            }
        })
        .collect()
}

/// "Criteria of A-2026-0031, version 1" where all come from one paper.
fn criteria_title(ground: &Ground, criteria: &[&Criterion]) -> String {
    let words = headroom_core::paper::labels(ground.voice.language);
    let mut papers: Vec<&str> = criteria
        .iter()
        .filter_map(|one| one.document_id.as_ref())
        .filter_map(|id| ground.page.documents.iter().find(|paper| paper.id == id.as_str()))
        .map(|paper| paper.number.as_str())
        .collect();
    papers.dedup();
    let mut versions: Vec<i64> = criteria.iter().map(|one| one.version).collect();
    versions.sort_unstable();
    versions.dedup();
    match (papers.as_slice(), versions.as_slice()) {
        ([paper], [version]) => ground.voice.criteria_of(paper, &version.to_string()),
        _ => words.criteria.to_owned(),
    }
}

fn graded(ground: &Ground, criterion: &Criterion, measure: &Measure) -> GradedLine {
    let voice = ground.voice;
    let (mark, word) = match criterion.grade {
        Some(grade @ Grade::Met) => (GradeMark::Met, voice.grade(grade)),
        Some(grade @ Grade::Partly) => (GradeMark::Partly, voice.grade(grade)),
        Some(grade @ Grade::Missed) => (GradeMark::Missed, voice.grade(grade)),
        Some(Grade::NotYet) | None => (GradeMark::NotYet, voice.grade(Grade::NotYet)),
    };
    let confirmed = filled(criterion.confirmed_by.as_deref()).map(|who| voice.confirmed_by(who));
    let evidence = filled(criterion.evidence.as_deref()).map(|text| text.trim_end_matches('.').to_owned());
    let due = criterion.due_on.map(|day| voice.due_on(&voice.short_date(day)));
    let note: Vec<String> = match criterion.grade {
        None | Some(Grade::NotYet) => [due, evidence].into_iter().flatten().collect(),
        Some(_) => [evidence, confirmed].into_iter().flatten().collect(),
    };
    let target = filled(criterion.target.as_deref()).filter(|target| !criterion.text.contains(target));
    let text = match target {
        Some(target) => format!(
            "{}, {}",
            criterion.text.trim(),
            crate::papers::proposal::with_unit(target, criterion.unit.as_deref())
        ),
        None => criterion.text.trim().to_owned(),
    };
    GradedLine {
        text: short(&text, measure.text),
        note: short(&note.join("; "), measure.text),
        mark,
        word: word.to_owned(),
    }
}

fn contract(ground: &Ground) -> Vec<LabelledLine> {
    let voice = ground.voice;
    let Some(view) = ground.contract() else { return Vec::new() };
    let line = |label: String, text: String| LabelledLine { label, text };
    let mut lines = vec![line(
        format!("{}, {}", voice.head(Head::Arr), ground.page.arr.currency.code()),
        voice.whole(ground.page.arr),
    )];
    if let Some(renewal) = view.contract.renewal_date {
        lines.push(line(
            voice.head(Head::EndsOn).to_owned(),
            voice.short_date(crate::papers::lines::day_before(renewal)),
        ));
        lines.push(line(voice.head(Head::RenewsOn).to_owned(), voice.short_date(renewal)));
    }
    if let Some(notice) = view.notice_day {
        lines.push(line(voice.head(Head::NoticeUntil).to_owned(), voice.short_date(notice)));
    }
    let days = ground.page.account.procurement_lead_days.unwrap_or(ground.settings.procurement_lead_days);
    lines.push(line(voice.head(Head::Procurement).to_owned(), voice.business_days(&voice.count(days))));
    lines
}

/// A metric with its bar; one without a limit shows its figure alone.
fn used(ground: &Ground, series: &Series) -> Option<UsageLine> {
    let voice = ground.voice;
    let last = series.points.last()?;
    let number = |value| voice.locale.decimal(value, 0, 1, Minus::Typographic);
    let trend = limit_trend(&series.points);
    let before = series.points.iter().rev().find(|point| (last.day - point.day).num_days() >= 85);
    let was = before.map(|point| {
        let month = voice.locale.date(point.day, DateStyle::Month);
        voice.was(&number(point.value), &month)
    });
    Some(UsageLine {
        name: called(voice.language, &series.metric),
        value: match last.entitlement {
            Some(limit) => voice.of_whole(&number(last.value), &number(limit)),
            None => number(last.value),
        },
        bar: last.entitlement.map(|limit| used_share(last.value, limit)).unwrap_or_default(),
        note: match trend {
            LimitTrend::Reached => voice.limit_reached(),
            // The figures end before today: the days count from today.
            LimitTrend::InDays(days) => match days - (ground.today - last.day).num_days() {
                left if left > 0 => voice.limit_in(&voice.count(left)),
                _ => voice.limit_by_now(),
            },
            LimitTrend::NotInSight | LimitTrend::Unknown => was.unwrap_or_default(),
        },
        full: trend == LimitTrend::Reached,
    })
}

/// Who is named for the call, then who decides; those who left are left out.
fn people(ground: &Ground, wish: &BriefWish, measure: &Measure) -> Vec<LabelledLine> {
    let voice = ground.voice;
    let mut people: Vec<&Contact> =
        ground.page.contacts.iter().filter(|contact| contact.status == ContactStatus::Active).collect();
    people.sort_by_key(|contact| {
        let rank = contact.roles.iter().map(|role| *role as usize).min().unwrap_or(usize::MAX);
        (!wish.people.contains(&contact.id.0), rank)
    });
    people
        .into_iter()
        .take(measure.people)
        .map(|contact| {
            let roles = contact.roles.iter().map(|role| voice.role(*role, contact.champion_strength));
            let text: Vec<&str> = filled(contact.title.as_deref()).into_iter().chain(roles).collect();
            LabelledLine { label: contact.name.clone(), text: short(&text.join(", "), measure.text) }
        })
        .collect()
}
