//! The internal sheets of an account: previewed in the window, written to a file. They are made from the book as it
//! is and stored nowhere.

use super::files;
use super::printing::write_file;
use crate::engine::{Engine, JobContext, Read};
use crate::papers::sheets::{self, BriefWish};
use crate::papers::{Papers, Printed};
use chrono::NaiveDate;
use headroom_core::book::DocumentState;
use headroom_core::checks::Check;
use headroom_core::error::{AppError, Result};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use ts_rs::TS;

/// Which sheet it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SheetKind {
    WhiteSpace,
    CallBrief,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SheetRequest {
    pub kind: SheetKind,
    pub account_id: String,
    /// What is known of the call ahead; the language counts for both sheets.
    #[serde(default)]
    #[ts(optional)]
    pub wish: Option<BriefWish>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SheetExport {
    pub kind: SheetKind,
    pub account_id: String,
    pub file: PathBuf,
    /// pdf (default), html; md and csv of the white space.
    #[serde(default)]
    #[ts(optional)]
    pub format: Option<String>,
    #[serde(default)]
    #[ts(optional)]
    pub wish: Option<BriefWish>,
}

/// The sheet's pages.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SheetPreview {
    /// The PDF, base64.
    pub pdf: String,
    pub pages: usize,
    /// What could not be printed as asked, such as a character without a font.
    pub warnings: Vec<String>,
}

/// What was written. A sheet or a mail has no state and no page where it is text.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct WrittenReport {
    pub file: String,
    pub pages: Option<usize>,
    pub bytes: usize,
    pub state: Option<DocumentState>,
    pub checks: Vec<Check>,
}

/// The sheet's PDF.
pub fn preview(read: &Read<'_>, request: SheetRequest) -> Result<SheetPreview> {
    let wish = request.wish.unwrap_or_default();
    let printed = print(read.engine.papers(), read, request.kind, &request.account_id, &wish)?;
    let over: usize = printed.lines_over.iter().sum();
    let too_long = (over > 0).then(|| format!("The sheet is {over} lines too long for its page."));
    Ok(SheetPreview {
        pdf: files::base64(&printed.pdf),
        pages: printed.pages,
        warnings: printed.warnings.into_iter().chain(too_long).collect(),
    })
}

fn print(
    papers: &Papers,
    read: &Read<'_>,
    kind: SheetKind,
    account: &str,
    wish: &BriefWish,
) -> Result<Printed> {
    match kind {
        SheetKind::WhiteSpace => sheets::print_white_space(papers, read, account, wish.language.as_deref()),
        SheetKind::CallBrief => sheets::print_brief(papers, read, account, wish),
    }
}

/// The last figure of a metric.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct UsageFigure {
    /// seats_used, api_calls, or as the import called it.
    pub metric: String,
    /// As a person says it.
    pub name: String,
    pub day: NaiveDate,
    #[ts(type = "string")]
    pub value: Decimal,
    #[ts(type = "string | null")]
    pub entitlement: Option<Decimal>,
}

/// What an account used last, by metric, those with a limit first.
pub fn usage(read: &Read<'_>, request: super::accounts::ById) -> Result<Vec<UsageFigure>> {
    let series = crate::papers::usage::series(read.connection, &request.id, read.today)?;
    Ok(series
        .into_iter()
        .filter_map(|series| {
            let last = series.points.last()?;
            Some(UsageFigure {
                day: last.day,
                value: last.value,
                entitlement: last.entitlement,
                name: crate::papers::usage::name(&series.metric),
                metric: series.metric,
            })
        })
        .collect())
}

/// Writes a sheet to a file.
pub fn export(engine: &Engine, request: SheetExport, job: &JobContext) -> Result<WrittenReport> {
    let format = request.format.as_deref().unwrap_or("pdf");
    let wish = request.wish.unwrap_or_default();
    job.report(0, 1, "Printing");
    let (bytes, pages) = engine.read(|read| match (request.kind, format) {
        (kind, "pdf" | "html") => {
            let printed = print(engine.papers(), read, kind, &request.account_id, &wish)?;
            let pages = Some(printed.pages);
            Ok((if format == "pdf" { printed.pdf } else { printed.html.into_bytes() }, pages))
        }
        (SheetKind::WhiteSpace, "md" | "csv") => {
            let sheet = sheets::white_space(read, &request.account_id, wish.language.as_deref())?;
            Ok((if format == "md" { sheet.markdown().into_bytes() } else { sheet.csv()? }, None))
        }
        (kind, other) => {
            let (what, hint) = match kind {
                SheetKind::WhiteSpace => ("white-space sheet", "Use pdf, html, md or csv."),
                SheetKind::CallBrief => ("call brief", "Use pdf or html."),
            };
            Err(AppError::invalid("format", format!("A {what} is not written as \"{other}\".")).hint(hint))
        }
    })?;
    write_file(&request.file, &bytes)?;
    job.report(1, 1, "Written");
    Ok(WrittenReport {
        file: request.file.display().to_string(),
        pages,
        bytes: bytes.len(),
        state: None,
        checks: Vec::new(),
    })
}
