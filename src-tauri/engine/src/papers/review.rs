//! The review deck's view from the book: grades, usage, gaps, goals and the one recommendation, up to the cut-off day.
//!
//! Numbers come from criteria and usage readings, words from the content; an empty title is the finding the
//! numbers make. A slide without content says so (`missing`). No price and nothing internal has a way in here.

use super::phrases::review::Grades;
use super::proposal::with_unit;
use super::review_compose::main_metric;
use super::review_figures::{Figure, called, scaled, sentence_case};
use super::sources::{Sources, filled};
use super::usage::{Readings, by_month, ratio, readings};
use super::voice::Voice;
use crate::store;
use chrono::{Datelike, Duration, NaiveDate};
use headroom_core::book::{BoundText, Criterion, CriterionState, Document, GapText, Grade, ReviewContent};
use headroom_core::error::Result;
use headroom_core::locale::{DateStyle, Language};
use headroom_core::paper::{
    AgendaItem, ChartValue, ColumnChart, GradeMark, NumberRow, PaperFact, PaperQuote, ReviewAgenda,
    ReviewAppendix, ReviewGap, ReviewGaps, ReviewGoal, ReviewGoals, ReviewOutcomes, ReviewRecommendation,
    ReviewRoadmap, ReviewSteps, ReviewSummary, ReviewView, ReviewedCriterion, RoadmapLane, RoadmapMonth,
    Share, SlideHead, SlideKind, SlideOrder, StepLine, UsageSlide, ValueSlide, bars, labels,
};
use headroom_core::usage::UsagePoint;
use headroom_core::words::compare;
use rusqlite::Connection;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Months on the usage slide.
const MONTHS: usize = 6;
/// Months on the roadmap.
const AHEAD: i64 = 7;
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

    /// The picked criteria that are still there, in the newest version of each.
    fn criteria(&self) -> Vec<&Criterion> {
        let all = &self.sources.criteria;
        let mut seen = Vec::new();
        let mut picked: Vec<&Criterion> = Vec::new();
        for id in &self.content.criteria {
            let Some(one) = all.get(id) else { continue };
            let newest = all
                .values()
                .filter(|other| other.series == one.series && other.deleted_at.is_none())
                .max_by_key(|other| other.version);
            if let Some(newest) = newest.filter(|newest| !seen.contains(&&newest.series)) {
                seen.push(&newest.series);
                picked.push(newest);
            }
        }
        picked
    }

    /// What was measured: the value of the grading, else what the criterion's metric says at the cut-off day.
    fn measured(&self, criterion: &Criterion) -> Option<(String, Option<UsagePoint>)> {
        let graded = criterion.grade.is_some_and(|grade| grade != Grade::NotYet);
        let typed = filled(criterion.measured_value.as_deref())
            .map(|value| (with_unit(value, criterion.unit.as_deref()), None));
        let read = criterion.metric.as_deref().and_then(|metric| {
            let reading = self.readings.get(metric)?.last()?;
            Some((super::review_figures::as_measured(self.voice, criterion, reading), Some(*reading)))
        });
        if graded { typed.or(read) } else { read.or(typed) }
    }

    fn outcomes(&mut self, connection: &Connection) -> Result<ReviewOutcomes> {
        let voice = self.voice;
        let criteria: Vec<Criterion> = self.criteria().into_iter().cloned().collect();
        let mut rows = Vec::new();
        for criterion in &criteria {
            rows.push(self.reviewed(criterion));
        }
        let paper = match criteria.first().and_then(|first| first.document_id.as_ref()) {
            Some(id) if criteria.iter().all(|other| other.document_id.as_ref() == Some(id)) => {
                store::optional::<Document>(connection, id.as_str())?
            }
            _ => None,
        };
        let lead = match paper {
            Some(paper) => {
                let version = criteria.iter().map(|criterion| criterion.version).max().unwrap_or(1);
                voice.addendum_criteria(&paper.number, version)
            }
            None => voice.criteria_agreed(),
        };
        let missing = rows.is_empty();
        let title =
            if missing { labels(voice.language).outcomes.to_owned() } else { voice.grades(self.grades()) };
        let lead = if missing { String::new() } else { lead };
        let source = if rows.iter().any(|row| row.target_mark.tenths() > 0) {
            voice.outcomes_source(&voice.date(self.cut_off))
        } else {
            String::new()
        };
        Ok(ReviewOutcomes {
            head: self.head(SlideKind::Outcomes, title, lead, source, missing),
            criteria: rows,
            remark_label: String::new(),
            remark: String::new(),
        })
    }

    fn grades(&self) -> Grades {
        let mut grades = Grades::default();
        for criterion in self.criteria() {
            match criterion.grade {
                Some(Grade::Met) => grades.met += 1,
                Some(Grade::Partly) => grades.partly += 1,
                Some(Grade::Missed) => grades.missed += 1,
                Some(Grade::NotYet) | None => grades.open += 1,
            }
        }
        grades
    }

    fn reviewed(&mut self, criterion: &Criterion) -> ReviewedCriterion {
        let voice = self.voice;
        let (state, word) = mark(voice.language, criterion.grade);
        let measured = self.measured(criterion);
        let target =
            with_unit(filled(criterion.target.as_deref()).unwrap_or_default(), criterion.unit.as_deref());
        let result = measured.as_ref().map(|(text, _)| text.clone()).unwrap_or_default();
        let way = super::review_figures::way(
            voice,
            filled(criterion.baseline.as_deref()),
            &target,
            filled(Some(&result)),
        );
        let graded = criterion.graded_on.map(|day| voice.short_date(day)).unwrap_or_default();
        let evidence = filled(criterion.evidence.as_deref()).map(str::to_owned).or_else(|| {
            let (_, reading) = measured.as_ref()?;
            let reading = (*reading)?;
            let metric = called(voice, criterion.metric.as_deref()?);
            Some(voice.measured_by_usage(&metric, &voice.short_date(reading.day)))
        });
        let due = criterion.due_on.map(|day| voice.due_day(&voice.short_date(day)));
        let open = criterion.grade.is_none_or(|grade| grade == Grade::NotYet);
        let confirmed = if open {
            due.clone().unwrap_or_default()
        } else {
            voice.who_and_when(filled(criterion.confirmed_by.as_deref()).unwrap_or_default(), &graded)
        };
        let earlier = self
            .sources
            .criteria
            .values()
            .filter(|other| other.series == criterion.series && other.version < criterion.version)
            .max_by_key(|other| other.version)
            .map(|other| {
                let target =
                    with_unit(filled(other.target.as_deref()).unwrap_or_default(), other.unit.as_deref());
                voice.earlier_version(other.version, other.text.trim(), &target)
            });
        if !result.is_empty() {
            let counted = filled(criterion.measure.as_deref()).unwrap_or_default().to_owned();
            let from = match (open, measured.as_ref().and_then(|(_, reading)| *reading)) {
                (_, Some(_)) => voice.product_usage(),
                (false, None) => confirmed.clone(),
                (true, None) => String::new(),
            };
            let as_of = measured
                .as_ref()
                .and_then(|(_, reading)| reading.map(|reading| reading.day))
                .or(criterion.graded_on)
                .map(|day| voice.short_date(day));
            self.number(
                SlideKind::Outcomes,
                [criterion.text.trim().to_owned(), result.clone(), counted, from, as_of.unwrap_or_default()],
            );
        }
        ReviewedCriterion {
            text: criterion.text.trim().to_owned(),
            version: if criterion.version > 1 {
                voice.criterion_version(criterion.version)
            } else {
                String::new()
            },
            earlier: earlier.unwrap_or_default(),
            target,
            result,
            bar: way.unwrap_or_default(),
            target_mark: if way.is_some() { Share::FULL } else { Share::default() },
            mark: state,
            word: word.to_owned(),
            evidence: evidence.unwrap_or_default(),
            confirmed,
        }
    }

    /// The metric that was chosen; where none was, as before the first import, the one the book offers by now.
    fn usage_metric(&self) -> Option<&str> {
        let chosen = self.content.usage_metric.as_deref();
        chosen.or_else(|| main_metric(&self.readings, self.cut_off)).filter(|metric| !metric.is_empty())
    }

    fn usage(&mut self) -> UsageSlide {
        let voice = self.voice;
        let metric = self.usage_metric().unwrap_or_default().to_owned();
        let months =
            self.readings.get(&metric).map(|readings| by_month(readings, MONTHS)).unwrap_or_default();
        let (Some(first), Some(last)) = (months.first().copied(), months.last().copied()) else {
            let words = labels(voice.language);
            let mut head =
                self.head(SlideKind::Usage, words.usage.to_owned(), String::new(), String::new(), true);
            if let Some(day) =
                self.readings.values().filter_map(|readings| readings.last()).map(|last| last.day).max()
            {
                head.missing = voice.usage_is_old(&voice.date(day));
            }
            return UsageSlide { head, ..UsageSlide::default() };
        };
        let name = called(voice, &metric);
        let month = |day: NaiveDate| voice.locale.date(day, DateStyle::Month);
        let values: Vec<ChartValue> = months
            .iter()
            .map(|reading| ChartValue {
                label: headroom_core::locale::month_name_short(voice.language, reading.day.month())
                    .to_owned(),
                written: voice.quantity(reading.value),
                amount: scaled(reading.value),
            })
            .collect();
        let paid = last.entitlement.map(|paid| voice.quantity(paid));
        let limit =
            last.entitlement.zip(paid.as_ref()).map(|(amount, paid)| (voice.entitled(paid), scaled(amount)));
        let limit = limit.as_ref().map(|(text, amount)| (text.as_str(), *amount));
        let mut facts = Vec::new();
        if months.len() > 1 && last.value != first.value {
            let moved = last.value - first.value;
            let sign = if moved > Decimal::ZERO { "+" } else { "" };
            facts.push(PaperFact {
                figure: format!("{sign}{}", voice.quantity(moved)),
                text: voice.since(&month(first.day)),
            });
        }
        if let Some(paid) = last.entitlement {
            let free = paid - last.value;
            facts.push(PaperFact {
                figure: voice.quantity(free.abs()),
                text: voice.free(free < Decimal::ZERO),
            });
        }
        let of = match &paid {
            Some(paid) => format!("{} {}", voice.quantity(last.value), voice.of_paid(paid)),
            None => voice.quantity(last.value),
        };
        let day = voice.short_date(last.day);
        self.number(
            SlideKind::Usage,
            [name.clone(), of, voice.reading_of(&day), voice.product_usage(), day.clone()],
        );
        let over = last.entitlement.map(|paid| last.value - paid).filter(|over| *over > Decimal::ZERO);
        let title = match over {
            Some(over) => {
                voice.usage_over(&name, &voice.quantity(last.value), &voice.quantity(over), &month(last.day))
            }
            None => voice.usage_title(&name, &voice.quantity(last.value), paid.as_deref(), &month(last.day)),
        };
        let source = voice.usage_up_to(&voice.date(self.cut_off));
        UsageSlide {
            head: self.head(SlideKind::Usage, title, voice.usage_lead(), source, false),
            chart: ColumnChart::columns(&values, limit),
            facts,
        }
    }

    fn value(&mut self) -> ValueSlide {
        let voice = self.voice;
        let quote = said_some(self.sources, self.content.value_quote.as_ref());
        let measured = self
            .content
            .value_criterion
            .as_ref()
            .and_then(|id| self.sources.criteria.get(id))
            .and_then(|criterion| Some((criterion, self.measured(criterion)?.0)));
        let figures = measured.and_then(|(criterion, now)| {
            let unit = criterion.unit.as_deref();
            let before = with_unit(filled(criterion.baseline.as_deref())?, unit);
            let target = filled(criterion.target.as_deref()).map(|target| with_unit(target, unit));
            // "6, from 19 rooms": words they share are said once.
            let bare = |text: &str| {
                Figure::read(voice, text).filter(|figure| figure.unit.chars().all(char::is_alphabetic))
            };
            let said = match (bare(&now), bare(&before)) {
                (Some(now), Some(before)) if now.unit == before.unit => voice.quantity(now.value),
                _ => now.clone(),
            };
            let figure = |label: String, text: &str| -> Option<(ChartValue, String)> {
                let figure = Figure::read(voice, text)?;
                let amount = scaled(figure.value);
                Some((ChartValue { label, written: text.to_owned(), amount }, figure.unit))
            };
            let (first, unit) = figure(voice.at_start(), &before)?;
            let (last, same) = figure(voice.now(), &now)?;
            let alike = |one: &str, other: &str| one == other || one.is_empty() || other.is_empty();
            if !alike(&unit, &same) {
                return None;
            }
            let middle = target
                .and_then(|target| figure(voice.agreed(), &target))
                .filter(|(_, other)| alike(other, &unit))
                .map(|(value, _)| value);
            let values: Vec<ChartValue> = [Some(first), middle, Some(last)].into_iter().flatten().collect();
            Some((criterion, values, voice.value_title(criterion.text.trim(), &said, &before)))
        });
        let Some((criterion, values, title)) = figures else {
            let words = labels(voice.language);
            let title = if quote.is_some() { words.their_words } else { words.value }.to_owned();
            let mut head = self.head(SlideKind::Value, title, String::new(), String::new(), true);
            if quote.is_some() {
                // Their own words are a result; the figure is still to be agreed.
                head.source = head.missing.clone();
                head.missing = String::new();
            }
            return ValueSlide { head, quote, ..ValueSlide::default() };
        };
        let source = [
            filled(criterion.evidence.as_deref()).map(str::to_owned),
            filled(criterion.confirmed_by.as_deref()).map(|who| {
                let day = criterion.graded_on.map(|day| voice.short_date(day)).unwrap_or_default();
                voice.who_and_when(who, &day)
            }),
        ];
        let source: Vec<String> =
            source.into_iter().flatten().map(|text| text.trim_end_matches('.').to_owned()).collect();
        let lead = filled(criterion.measure.as_deref()).map(sentence_case).unwrap_or_default();
        ValueSlide {
            head: self.head(SlideKind::Value, title, lead, source.join(". "), false),
            bars: bars(&values),
            quote,
        }
    }

    fn gaps(&mut self) -> ReviewGaps {
        let voice = self.voice;
        let mut rows = Vec::new();
        let picked = &self.content.gaps;
        let used: Vec<GapText> = self
            .readings
            .iter()
            .filter(|(_, readings)| readings.last().is_some_and(|last| last.entitlement.is_some()))
            .map(|(metric, _)| GapText { metric: metric.clone(), ..GapText::default() })
            .take(4)
            .collect();
        let idle = !picked.is_empty();
        let full =
            self.readings.values().filter_map(|readings| ratio(readings.last()?)).all(|part| part >= LITTLE);
        for gap in if idle { picked } else { &used } {
            if let Some((row, number)) = self.gap(gap) {
                rows.push(row);
                self.number(SlideKind::Gaps, number);
            }
        }
        let missing = rows.is_empty();
        let title = match (missing, idle) {
            (true, _) => labels(voice.language).gaps.to_owned(),
            (false, true) => voice.gaps_title(rows.len()),
            (false, false) => voice.nothing_idle(full),
        };
        let lead = if idle && !missing { voice.gaps_lead() } else { String::new() };
        let source = voice.usage_up_to(&voice.date(self.cut_off));
        ReviewGaps { head: self.head(SlideKind::Gaps, title, lead, source, missing), rows }
    }

    fn gap(&self, gap: &GapText) -> Option<(ReviewGap, [String; 5])> {
        let voice = self.voice;
        let readings = self.readings.get(&gap.metric)?;
        let last = readings.last()?;
        let paid = last.entitlement?;
        let name = filled(Some(&gap.name)).map_or_else(|| called(voice, &gap.metric), str::to_owned);
        let months = by_month(readings, 4);
        let trend = months.first().filter(|first| first.day < last.day).map(|first| {
            let month = headroom_core::locale::month_name(voice.language, first.day.month());
            voice.gap_trend(&voice.quantity(first.value), month, last.value.cmp(&first.value))
        });
        let day = voice.short_date(last.day);
        let of_paid = voice.of_paid(&voice.quantity(paid));
        let number = [
            name.clone(),
            format!("{} {of_paid}", voice.quantity(last.value)),
            voice.reading_of(&day),
            voice.product_usage(),
            day,
        ];
        let row = ReviewGap {
            what: name,
            used: voice.quantity(last.value),
            of_paid,
            bar: Share::of(scaled(last.value), scaled(paid)),
            why: filled(Some(&gap.why)).map(str::to_owned).or(trend).unwrap_or_default(),
            close: gap.close.trim().to_owned(),
            owner: gap.owner.trim().to_owned(),
        };
        Some((row, number))
    }

    fn goals(&self) -> ReviewGoals {
        let voice = self.voice;
        let goals: Vec<ReviewGoal> = self
            .content
            .goals
            .iter()
            .map(|goal| ReviewGoal {
                quote: said(self.sources, &goal.quote),
                asks: goal.asks.trim().to_owned(),
            })
            .filter(|goal| !goal.quote.text.is_empty())
            .collect();
        let missing = goals.is_empty();
        let lead = if missing { String::new() } else { voice.goals_lead() };
        ReviewGoals {
            head: self.head(SlideKind::Goals, voice.goals_title(), lead, String::new(), missing),
            goals,
        }
    }

    fn roadmap(&self) -> ReviewRoadmap {
        let voice = self.voice;
        let start = self.cut_off.with_day(1).unwrap_or(self.cut_off);
        let end =
            headroom_core::dates::add_months(start, AHEAD).unwrap_or(start + Duration::days(31 * AHEAD));
        let whole = (end - start).num_days();
        let at = |day: NaiveDate| Share::of((day - start).num_days().clamp(0, whole), whole);
        let months = (0..AHEAD).filter_map(|month| {
            let day = headroom_core::dates::add_months(start, month).ok()?;
            let name = headroom_core::locale::month_name_short(voice.language, day.month());
            let label = if month == 0 || day.month() == 1 {
                format!("{name} {}", day.year())
            } else {
                name.to_owned()
            };
            Some(RoadmapMonth { label, left: at(day) })
        });
        let lanes: Vec<RoadmapLane> = self
            .content
            .roadmap
            .iter()
            .filter(|plan| !plan.name.trim().is_empty())
            .map(|plan| {
                let from = plan.from.unwrap_or(self.cut_off).clamp(start, end);
                let until = plan.until.unwrap_or(end).clamp(from, end);
                // A bar of a day is still a bar, and never leaves the picture.
                let shortest = Duration::days(8);
                let from = if until - from < shortest { (until - shortest).max(start) } else { from };
                let until = until.max(from + shortest).min(end);
                let note = filled(Some(&plan.note)).map_or_else(|| voice.lane_note(plan.goal), str::to_owned);
                let text = plan
                    .until
                    .map(|day| voice.until_day(&voice.locale.date(day, DateStyle::Day)))
                    .unwrap_or_default();
                let width = at(until).less(at(from));
                // Eight pixels a letter and a margin, in a picture of 800.
                let roomy = i64::from(width.tenths()) * 8 >= (text.chars().count() as i64 * 8 + 24) * 10;
                RoadmapLane {
                    roomy,
                    after: at(until).min(Share::of(82, 100)),
                    name: plan.name.trim().to_owned(),
                    note,
                    left: at(from),
                    width,
                    text,
                    goal: plan.goal,
                }
            })
            .collect();
        let missing = lanes.is_empty();
        ReviewRoadmap {
            head: self.head(
                SlideKind::Roadmap,
                voice.roadmap_title(lanes.is_empty() || lanes.iter().any(|lane| lane.goal)),
                String::new(),
                voice.roadmap_source(&voice.date(self.cut_off)),
                missing,
            ),
            months: months.collect(),
            lanes,
        }
    }

    fn recommendation(&self) -> ReviewRecommendation {
        let ask = &self.content.recommendation;
        let text = ask.text.trim().to_owned();
        let missing = text.is_empty();
        ReviewRecommendation {
            missing: if missing {
                self.voice.slide_missing(SlideKind::Recommendation)
            } else {
                String::new()
            },
            text,
            quote: said_some(self.sources, ask.quote.as_ref()),
            reasons: ask
                .reasons
                .iter()
                .map(|reason| PaperFact {
                    figure: reason.title.trim().to_owned(),
                    text: reason.text.trim().to_owned(),
                })
                .filter(|reason| !reason.figure.is_empty() || !reason.text.is_empty())
                .collect(),
            source: ask.source.trim().to_owned(),
        }
    }

    fn next(&self) -> ReviewSteps {
        let voice = self.voice;
        let steps: Vec<StepLine> = self
            .content
            .steps
            .iter()
            .filter(|step| !step.what.trim().is_empty())
            .map(|step| StepLine {
                what: step.what.trim().to_owned(),
                who: step.who.trim().to_owned(),
                when: step.on.map(|day| voice.locale.date(day, DateStyle::Day)).unwrap_or_default(),
            })
            .collect();
        let missing = steps.is_empty();
        let title = labels(voice.language).next_steps.to_owned();
        ReviewSteps { head: self.head(SlideKind::Next, title, String::new(), String::new(), missing), steps }
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
            let name = filled(Some(name)).map_or_else(|| called(voice, metric), str::to_owned);
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
