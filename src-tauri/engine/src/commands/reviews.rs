//! Quarterly reviews: composed from the book, edited, frozen, continued from the quarter before, and printed one by one.
//! The whole book in one job is in `review_batch`.

use super::accounts::ById;
use super::documents::{about, is_frozen, refuse_missing};
use super::drafting;
use super::files;
use super::printing::{ExportReport, check_content, print, write_file};
use crate::engine::{Engine, JobContext, Read, Write};
use crate::papers::{self, PaperView, SlideNumber};
use crate::store;
use chrono::{Datelike, NaiveDate};
use headroom_core::book::{Account, Document, DocumentKind, DocumentState, ReviewContent, SlideText};
use headroom_core::error::{AppError, Result};
use headroom_core::paper::{DeckPart, SlideKind};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use ts_rs::TS;

#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NewReview {
    pub account_id: String,
    /// "2026Q4"; the calendar quarter of today when not given.
    #[serde(default)]
    #[ts(optional)]
    pub quarter: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReviewUpdate {
    pub id: String,
    pub content: ReviewContent,
    /// Edits of one visit become one entry of the journal.
    #[serde(default)]
    #[ts(optional)]
    pub visit: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SlidesRequest {
    pub id: String,
    /// What is being typed, in the place of what is stored.
    #[serde(default)]
    #[ts(optional)]
    pub content: Option<ReviewContent>,
}

/// A slide in the composer's strip.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SlideRow {
    pub kind: SlideKind,
    pub part: DeckPart,
    /// The page of the PDF, from 1.
    pub page: usize,
    /// Pages it takes; the appendix may take two.
    pub pages: usize,
    /// As printed.
    pub title: String,
    /// What it says instead of its content; empty when it has some.
    pub missing: String,
    pub notes: String,
    pub numbers: Vec<SlideNumber>,
}

/// What the composer shows beside the pages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DeckSlides {
    pub slides: Vec<SlideRow>,
    /// Usage metrics of the account with a name for each.
    pub metrics: Vec<MetricName>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct MetricName {
    pub metric: String,
    /// As a person says it.
    pub name: String,
    /// Whether readings have an entitlement, so that a gap can be shown.
    pub limited: bool,
    /// The day of the last reading.
    pub last: NaiveDate,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReviewRender {
    /// A review, or an account whose review of the quarter is printed, composed when there is none.
    pub id: String,
    pub file: PathBuf,
    #[serde(default)]
    #[ts(optional)]
    pub quarter: Option<String>,
    /// pdf (default) or html.
    #[serde(default)]
    #[ts(optional)]
    pub format: Option<String>,
}

/// "2026Q4" for a day of November 2026.
pub fn quarter_of(day: NaiveDate) -> String {
    format!("{}Q{}", day.year(), day.month0() / 3 + 1)
}

pub(super) fn quarter_or(quarter: Option<&str>, today: NaiveDate) -> Result<String> {
    let Some(text) = quarter else { return Ok(quarter_of(today)) };
    let text = text.trim().to_uppercase().replace('-', "");
    let fits = text.split_once('Q').is_some_and(|(year, number)| {
        year.len() == 4
            && year.bytes().all(|sign| sign.is_ascii_digit())
            && matches!(number, "1" | "2" | "3" | "4")
    });
    if fits {
        Ok(text)
    } else {
        Err(AppError::invalid("quarter", format!("\"{text}\" is no quarter.")).hint("Write it like 2026Q4."))
    }
}

/// An account's review of a quarter that is not stored: dated with the day, so that a day gives equal bytes.
pub(super) fn composed(
    connection: &Connection,
    account: &Account,
    quarter: &str,
    today: NaiveDate,
) -> Result<Document> {
    let at = format!("{today}T00:00:00.000Z");
    let mut document = drafting::blank(connection, account, DocumentKind::Qbr, at)?;
    document.number = title(quarter);
    let content = papers::compose_review(connection, &document, quarter, today)?;
    document.content = serde_json::to_value(&content).map_err(AppError::internal)?;
    Ok(document)
}

/// Starts the review of a quarter with what the book says.
pub fn create(write: &mut Write<'_>, request: NewReview) -> Result<Document> {
    let account: Account = store::get(write.connection, &request.account_id)?;
    let quarter = quarter_or(request.quarter.as_deref(), write.today)?;
    if let Some(there) = stored(write.connection, account.id.as_str(), &quarter)? {
        return Err(AppError::precondition(format!(
            "{} has a review of {quarter} already: {}.",
            account.name, there.number
        ))
        .hint("Open it, or start a new version of it."));
    }
    let mut document = drafting::numbered(write, &account, DocumentKind::Qbr)?;
    let content = papers::compose_review(write.connection, &document, &quarter, write.today)?;
    document.title = title(&content.quarter);
    drafting::start(write, document, &content)
}

fn title(quarter: &str) -> String {
    format!("QBR {quarter}")
}

/// The newest review of an account and quarter.
pub(super) fn stored(connection: &Connection, account: &str, quarter: &str) -> Result<Option<Document>> {
    Ok(store::list(
        connection,
        "WHERE account_id = ?1 AND kind = 'qbr' AND deleted_at IS NULL AND content ->> '$.quarter' = ?2
         ORDER BY version DESC, created_at DESC LIMIT 1",
        [account, quarter],
    )?
    .into_iter()
    .next())
}

/// Changes what a review says.
pub fn update(write: &mut Write<'_>, request: ReviewUpdate) -> Result<Document> {
    let mut document = drafting::open(write.connection, &request.id, DocumentKind::Qbr)?;
    refuse_too_much(&request.content)?;
    document.title = title(&request.content.quarter);
    drafting::edit(write, document, &request.content, request.visit)
}

/// More than a slide holds is refused outright; a little too long is said by the checks.
fn refuse_too_much(content: &ReviewContent) -> Result<()> {
    quarter_or(Some(&content.quarter), NaiveDate::default())?;
    for (field, count, most) in [
        ("criteria", content.criteria.len(), 5),
        ("gaps", content.gaps.len(), 4),
        ("goals", content.goals.len(), 3),
        ("roadmap", content.roadmap.len(), 5),
        ("recommendation.reasons", content.recommendation.reasons.len(), 3),
        ("steps", content.steps.len(), 6),
    ] {
        if count > most {
            let name = field.rsplit('.').next().unwrap_or(field);
            return Err(AppError::invalid(
                format!("content.{field}"),
                format!("There are {count} {name}; the slide holds {most}."),
            )
            .hint("Keep those the meeting is about."));
        }
    }
    Ok(())
}

/// Freezes the numbers: the deck is stored as it is and prints the same bytes from now on.
///
/// # Errors
/// `Precondition` that names what a check refuses.
pub fn freeze(write: &mut Write<'_>, request: ById) -> Result<Document> {
    let mut document = drafting::open(write.connection, &request.id, DocumentKind::Qbr)?;
    document.updated_at.clone_from(&write.now);
    let (view, printed, checks) = print(write.engine, write.connection, &document)?;
    refuse_missing(&checks)?;
    document.state = DocumentState::Frozen;
    document.frozen_view = Some(serde_json::to_value(&view).map_err(AppError::internal)?);
    document.frozen_sha256 = Some(files::keep(write.connection, &printed.pdf)?);
    store::update(write.connection, &document)?;
    about(write, &document, "Freeze");
    Ok(document)
}

/// Starts the next quarter's review from an earlier one: its order, notes and goals stay, its numbers are new.
pub fn duplicate(write: &mut Write<'_>, request: ById) -> Result<Document> {
    let before = drafting::of_kind(write.connection, &request.id, DocumentKind::Qbr)?;
    let account: Account = store::get(write.connection, before.account_id.as_str())?;
    let old: ReviewContent = serde_json::from_value(before.content.clone()).map_err(AppError::internal)?;
    let mut quarter = quarter_of(write.today);
    if quarter <= old.quarter {
        quarter = after(&old.quarter);
    }
    if let Some(there) = stored(write.connection, account.id.as_str(), &quarter)? {
        return Err(AppError::precondition(format!(
            "There is a review of {quarter} already: {}.",
            there.number
        ))
        .hint("Open it instead."));
    }
    let mut document = drafting::numbered(write, &account, DocumentKind::Qbr)?;
    document.source_id = Some(before.id.clone());
    let fresh = papers::compose_review(write.connection, &document, &quarter, write.today)?;
    // A typed title speaks of the old numbers; notes and the order of the slides are the presenter's habit.
    let slides = old
        .slides
        .into_iter()
        .map(|(kind, text)| (kind, SlideText { notes: text.notes, ..SlideText::default() }))
        .filter(|(_, text)| !text.notes.is_empty())
        .collect();
    let content = ReviewContent {
        slides,
        order: old.order,
        place: old.place,
        usage_metric: old.usage_metric.filter(|metric| !metric.is_empty()).or(fresh.usage_metric.clone()),
        cover_quote: fresh.cover_quote.clone().or(old.cover_quote),
        goals: if fresh.goals.is_empty() { old.goals } else { fresh.goals.clone() },
        ..fresh
    };
    document.title = title(&content.quarter);
    let document = drafting::start(write, document, &content)?;
    about(write, &document, "Continue");
    Ok(document)
}

/// The quarter after "2026Q4".
fn after(quarter: &str) -> String {
    match quarter
        .split_once('Q')
        .and_then(|(year, number)| Some((year.parse::<i64>().ok()?, number.parse::<i64>().ok()?)))
    {
        Some((year, 4)) => format!("{}Q1", year + 1),
        Some((year, number)) => format!("{year}Q{}", number + 1),
        None => quarter.to_owned(),
    }
}

/// The slides of a review with their notes and numbers.
pub fn slides(read: &Read<'_>, request: SlidesRequest) -> Result<DeckSlides> {
    let mut document = drafting::of_kind(read.connection, &request.id, DocumentKind::Qbr)?;
    if let Some(content) = request.content.filter(|_| !is_frozen(document.state)) {
        document.content = serde_json::to_value(content).map_err(AppError::internal)?;
    }
    check_content(document.kind, &document.content)?;
    let content: ReviewContent =
        serde_json::from_value(document.content.clone()).map_err(AppError::internal)?;
    let (view, numbers) = papers::deck(read.connection, &document)?;
    let view = match &document.frozen_view {
        Some(frozen) => serde_json::from_value(frozen.clone()).map_err(AppError::internal)?,
        None => view,
    };
    let PaperView::Qbr { view, .. } = view else {
        return Err(AppError::internal("a review that is printed as another paper"));
    };
    let mut page = 1;
    let mut slides = Vec::new();
    for kind in view.order.kinds() {
        let pages = if *kind == SlideKind::Appendix { view.appendix.len() } else { 1 };
        let (title, missing) = view.said(*kind);
        slides.push(SlideRow {
            kind: *kind,
            part: kind.part(),
            page,
            pages,
            title,
            missing,
            notes: content.slide(*kind).notes,
            numbers: numbers.iter().filter(|number| number.slide == *kind).cloned().collect(),
        });
        page += pages;
    }
    let until = content.cut_off.unwrap_or(read.today);
    let metrics = papers::usage::readings(read.connection, document.account_id.as_str(), until)?
        .into_iter()
        .filter_map(|(metric, readings)| {
            let last = readings.last()?;
            let name = papers::usage::name(&metric);
            Some(MetricName { metric, name, limited: last.entitlement.is_some(), last: last.day })
        })
        .collect();
    Ok(DeckSlides { slides, metrics })
}

/// Writes one review to a file.
pub fn render(engine: &Engine, request: ReviewRender, job: &JobContext) -> Result<ExportReport> {
    let format = request.format.as_deref().unwrap_or("pdf");
    if !matches!(format, "pdf" | "html") {
        return Err(AppError::invalid("format", format!("A review is not written as \"{format}\"."))
            .hint("Use pdf or html."));
    }
    job.report(0, 1, "Printing");
    let (bytes, report) = engine.read(|read| {
        let today = read.today;
        let document = match store::optional::<Document>(read.connection, &request.id)? {
            Some(document) => drafting::of_kind(read.connection, document.id.as_str(), DocumentKind::Qbr)?,
            None => {
                let account: Account = store::get(read.connection, &request.id)?;
                let quarter = quarter_or(request.quarter.as_deref(), today)?;
                match stored(read.connection, account.id.as_str(), &quarter)? {
                    Some(document) => document,
                    None => composed(read.connection, &account, &quarter, today)?,
                }
            }
        };
        made(engine, read.connection, &document, format)
    })?;
    write_file(&request.file, &bytes)?;
    job.report(1, 1, "Written");
    Ok(ExportReport { file: request.file.display().to_string(), ..report })
}

/// The bytes of a deck; a frozen one's are those that were frozen.
pub(super) fn made(
    engine: &Engine,
    connection: &Connection,
    document: &Document,
    format: &str,
) -> Result<(Vec<u8>, ExportReport)> {
    let (_, printed, checks) = print(engine, connection, document)?;
    let bytes = match (&document.frozen_sha256, format) {
        // A later Headroom may draw a page otherwise; what was frozen stays.
        (Some(key), "pdf") => files::stored(connection, key)?,
        (None, "pdf") => printed.pdf,
        _ => printed.html.into_bytes(),
    };
    let report = ExportReport {
        file: String::new(),
        pages: printed.pages,
        bytes: bytes.len(),
        state: document.state,
        checks,
    };
    Ok((bytes, report))
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn a_quarter_is_read_strictly_and_followed_by_the_next() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        assert_eq!(quarter_or(None, day).unwrap(), "2026Q4");
        assert_eq!(quarter_or(Some("2027-q1"), day).unwrap(), "2027Q1");
        for wrong in ["2026Q5", "Q4", "26Q4", "4/2026"] {
            assert!(quarter_or(Some(wrong), day).is_err(), "{wrong}");
        }
        assert_eq!([after("2026Q3"), after("2026Q4")], ["2026Q4", "2027Q1"]);
    }
}
