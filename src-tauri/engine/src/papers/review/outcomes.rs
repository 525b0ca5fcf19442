//! What was delivered: the criteria with their grades and how far they came, and the value in the customer's measure.

use super::{Deck, mark, said_some};
use crate::papers::phrases::review::Grades;
use crate::papers::proposal::with_unit;
use crate::papers::review_figures::{Figure, as_measured, called, scaled, sentence_case, way};
use crate::papers::sources::filled;
use crate::store;
use headroom_core::book::{Criterion, Document, Grade};
use headroom_core::error::Result;
use headroom_core::paper::{
    ChartValue, ReviewOutcomes, ReviewedCriterion, Share, SlideKind, ValueSlide, bars, labels,
};
use headroom_core::usage::UsagePoint;
use rusqlite::Connection;

impl Deck<'_> {
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
            Some((as_measured(self.voice, criterion, reading), Some(*reading)))
        });
        if graded { typed.or(read) } else { read.or(typed) }
    }

    pub(super) fn outcomes(&mut self, connection: &Connection) -> Result<ReviewOutcomes> {
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

    pub(super) fn grades(&self) -> Grades {
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
        let done = way(voice, filled(criterion.baseline.as_deref()), &target, filled(Some(&result)));
        let graded = criterion.graded_on.map(|day| voice.short_date(day)).unwrap_or_default();
        let evidence = filled(criterion.evidence.as_deref()).map(str::to_owned).or_else(|| {
            let (_, reading) = measured.as_ref()?;
            let reading = (*reading)?;
            let metric = called(voice.language, criterion.metric.as_deref()?);
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
            let counted = sentence_case(filled(criterion.measure.as_deref()).unwrap_or_default());
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
            bar: done.unwrap_or_default(),
            target_mark: if done.is_some() { Share::FULL } else { Share::default() },
            mark: state,
            word: word.to_owned(),
            evidence: evidence.unwrap_or_default(),
            confirmed,
        }
    }

    pub(super) fn value(&mut self) -> ValueSlide {
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
}
