//! The review deck's view from the book: grades, usage, gaps, goals and the one recommendation, up to the cut-off day.
//!
//! Numbers come from criteria and usage readings, words from the content; an empty title is the finding the
//! numbers make; the slides of a part are in a file of their own. A slide without content says so (`missing`). No price and nothing internal has a way in here.

mod outcomes;
mod plans;
mod usage;

use super::review_figures::called;
use super::sources::{Sources, filled};
use super::usage::{Readings, readings};
use super::voice::Voice;
use chrono::{Datelike, NaiveDate};
use headroom_core::book::{BoundText, Criterion, CriterionState, Grade, ReviewContent};
use headroom_core::error::Result;
use headroom_core::locale::Language;
use headroom_core::paper::{
    AgendaItem, GradeMark, NumberRow, PaperFact, PaperQuote, ReviewAgenda, ReviewAppendix, ReviewSteps,
    ReviewSummary, ReviewView, SlideHead, SlideKind, SlideOrder, labels,
};
use headroom_core::words::compare;
use rusqlite::Connection;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Minutes of the parts and of the next steps.
const AGENDA: [i64; 5] = [15, 10, 10, 5, 5];
/// What is used to less than this part of what is paid for is a gap.
pub(super) const LITTLE: Decimal = Decimal::from_parts(8, 0, 0, false, 1);
/// Rows of an appendix slide.
const NUMBERS: usize = 8;

/// A number on a slide, with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SlideNumber {
    pub slide: SlideKind,
    pub name: String,
    pub value: String,
    /// How it is counted.
    pub counted: String,
    pub source: String,
    /// The day it is of.
    pub as_of: String,
}

/// What a deck is made from, read once.
pub(super) struct Deck<'a> {
    pub sources: &'a Sources,
    pub content: &'a ReviewContent,
    pub voice: Voice,
    pub cut_off: NaiveDate,
    pub readings: Readings,
    numbers: Vec<SlideNumber>,
}

/// What the deck says, and its numbers by slide.
pub(super) fn build(
    connection: &Connection,
    sources: &Sources,
    content: &ReviewContent,
) -> Result<(ReviewView, Vec<SlideNumber>)> {
    let cut_off = content.cut_off.or_else(|| sources.day()).unwrap_or_default();
    let mut deck = Deck {
        sources,
        content,
        voice: sources.voice,
        cut_off,
        readings: readings(connection, sources.account.id.as_str(), cut_off)?,
        numbers: Vec::new(),
    };
    let view = deck.view(connection)?;
    Ok((view, deck.numbers))
}

/// A text of the AM bound to a quote; unbound words stand without quotation marks.
fn said(sources: &Sources, bound: &BoundText) -> PaperQuote {
    let quote = bound.quote_id.as_ref().and_then(|id| sources.quotes.get(id));
    match quote {
        Some(quote) => {
            let text = filled(Some(&bound.text)).unwrap_or(quote.text.trim());
            PaperQuote {
                text: text.to_owned(),
                byline: sources.byline(quote),
                paraphrased: compare(&quote.text, text).is_paraphrase(),
            }
        }
        None => PaperQuote { text: bound.text.trim().to_owned(), byline: String::new(), paraphrased: true },
    }
}

fn said_some(sources: &Sources, bound: Option<&BoundText>) -> Option<PaperQuote> {
    let quote = said(sources, bound?);
    (!quote.text.is_empty()).then_some(quote)
}

/// How a grade is marked and called.
pub(super) fn mark(language: Language, grade: Option<Grade>) -> (GradeMark, &'static str) {
    let at = match language {
        Language::En => 0,
        Language::De => 1,
        Language::Fr => 2,
    };
    match grade {
        Some(Grade::Met) => (GradeMark::Met, ["Met", "Erreicht", "Atteint"][at]),
        Some(Grade::Partly) => (GradeMark::Partly, ["Partly", "Teilweise", "En partie"][at]),
        Some(Grade::Missed) => (GradeMark::Missed, ["Missed", "Verfehlt", "Manqué"][at]),
        Some(Grade::NotYet) | None => (GradeMark::NotYet, ["Not yet", "Noch offen", "Pas encore"][at]),
    }
}

impl Deck<'_> {
    fn view(&mut self, connection: &Connection) -> Result<ReviewView> {
        let (sources, content, voice) = (self.sources, self.content, self.voice);
        let held_on = content.held_on.unwrap_or(self.cut_off);
        let day = voice.weekday(held_on);
        let outcomes = self.outcomes(connection)?;
        let usage = self.usage();
        let value = self.value();
        let gaps = self.gaps();
        let next = self.next();
        let summary = self.summary(&next);
        Ok(ReviewView {
            language: voice.language,
            order: SlideOrder::of(&content.order),
            supplier_name: sources.supplier_name().to_owned(),
            account: sources.customer_name().to_owned(),
            date: match filled(content.place.as_deref()) {
                Some(place) => format!("{day}, {place}"),
                None => day,
            },
            author: filled(Some(&sources.settings.am.name)).unwrap_or(sources.supplier_name()).to_owned(),
            numbers_up_to: voice.date(self.cut_off),
            footer: voice.deck_foot(sources.supplier_name(), &sources.account.name, &voice.date(held_on)),
            cover_quote: said_some(sources, content.cover_quote.as_ref()),
            agenda: self.agenda(),
            summary,
            outcomes,
            usage,
            value,
            gaps,
            goals: self.goals(),
            roadmap: self.roadmap(),
            recommendation: self.recommendation(),
            next,
            appendix: self.appendix(),
        })
    }

    /// The head of a slide: what was typed, else what the numbers say.
    fn head(&self, kind: SlideKind, title: String, lead: String, source: String, missing: bool) -> SlideHead {
        let typed = self.content.slide(kind);
        let or = |text: &str, other: String| filled(Some(text)).map_or(other, str::to_owned);
        SlideHead {
            title: or(&typed.title, title),
            lead: or(&typed.lead, lead),
            source: if missing { String::new() } else { source },
            missing: if missing { self.voice.slide_missing(kind) } else { String::new() },
        }
    }

    fn number(&mut self, slide: SlideKind, row: [String; 5]) {
        let [name, value, counted, source, as_of] = row;
        self.numbers.push(SlideNumber { slide, name, value, counted, source, as_of });
    }

    fn agenda(&self) -> ReviewAgenda {
        let words = labels(self.voice.language);
        let parts = [words.outcomes, words.gaps, words.roadmap, words.recommendation, words.next_steps];
        let items = parts.iter().enumerate().map(|(at, name)| AgendaItem {
            number: if at < 4 { (at + 1).to_string() } else { String::new() },
            name: (*name).to_owned(),
            question: self.voice.agenda_question(at),
            minutes: self.voice.minutes(&AGENDA[at].to_string()),
        });
        let typed = self.content.slide(SlideKind::Agenda).title;
        let whole: i64 = AGENDA.iter().sum();
        ReviewAgenda {
            title: filled(Some(&typed))
                .map_or_else(|| self.voice.agenda_title(&whole.to_string()), str::to_owned),
            items: items.collect(),
        }
    }

    /// What was delivered, what lies idle, what comes next.
    fn summary(&self, next: &ReviewSteps) -> ReviewSummary {
        let voice = self.voice;
        let mut points = Vec::new();
        let grades = self.grades();
        if grades.graded() > 0 {
            points.push(PaperFact {
                figure: voice.count(i64::try_from(grades.met).unwrap_or(0)),
                text: voice.summary_met(&(grades.graded() + grades.open).to_string()),
            });
        }
        let metrics = self.content.gaps.iter().map(|gap| (gap.metric.as_str(), gap.name.as_str()));
        let metrics = metrics.chain(self.usage_metric().map(|metric| (metric, "")));
        let mut seen = Vec::new();
        for (metric, name) in metrics {
            if seen.contains(&metric) {
                continue;
            }
            seen.push(metric);
            let Some(last) = self.readings.get(metric).and_then(|readings| readings.last()) else { continue };
            let name = filled(Some(name)).map_or_else(|| called(voice.language, metric), str::to_owned);
            let of = last.entitlement.map(|paid| voice.of_paid(&voice.quantity(paid))).unwrap_or_default();
            if points.len() < 2 {
                points.push(PaperFact {
                    figure: voice.quantity(last.value),
                    text: if of.is_empty() { name } else { format!("{name}, {of}") },
                });
            }
        }
        // What is done in the meeting itself is not what comes next.
        let held_on = self.content.held_on.unwrap_or(self.cut_off);
        let first = self
            .content
            .steps
            .iter()
            .zip(&next.steps)
            .find(|(step, _)| step.on.is_some_and(|day| day > held_on));
        if let Some((step, line)) = first {
            let day = step.on.map(|day| {
                let month = headroom_core::locale::month_name_short(voice.language, day.month());
                match voice.language {
                    Language::De => format!("{}. {month}", day.day()),
                    _ => format!("{} {month}", day.day()),
                }
            });
            points.push(PaperFact { figure: day.unwrap_or_default(), text: line.what.clone() });
        }
        let missing = points.is_empty();
        let words = labels(voice.language);
        let title = if grades.graded() > 0 { voice.grades(grades) } else { words.summary.to_owned() };
        ReviewSummary {
            head: self.head(SlideKind::Summary, title, String::new(), String::new(), missing),
            points,
        }
    }

    fn appendix(&self) -> Vec<ReviewAppendix> {
        let voice = self.voice;
        let mut rows: Vec<NumberRow> = Vec::new();
        for number in &self.numbers {
            let row = NumberRow {
                name: number.name.clone(),
                value: number.value.clone(),
                counted: number.counted.clone(),
                source: number.source.clone(),
            };
            // What stands on two slides is one number.
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
        rows.truncate(2 * NUMBERS);
        let source = voice.appendix_source(&voice.date(self.cut_off));
        let slide = |rows: &[NumberRow]| ReviewAppendix {
            head: self.head(
                SlideKind::Appendix,
                voice.appendix_title(),
                String::new(),
                source.clone(),
                rows.is_empty(),
            ),
            rows: rows.to_vec(),
        };
        if rows.is_empty() { vec![slide(&rows)] } else { rows.chunks(NUMBERS).map(slide).collect() }
    }
}

/// Whether a criterion belongs to what was agreed rather than to a proposal.
pub(super) fn counts(criterion: &Criterion) -> bool {
    criterion.deleted_at.is_none() && criterion.state == CriterionState::Running
}
