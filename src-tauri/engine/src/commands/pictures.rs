//! Pages of a PDF as pictures: of a paper as it was just printed, or of a file kept with an account.

use super::files;
use crate::engine::Read;
use headroom_core::error::{AppError, Code, Result};
use headroom_paper::{PictureError, Room};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The most pages drawn for one question: a long file is drawn in several.
const MOST: usize = 12;

/// Which PDF.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PdfSource {
    /// Its bytes, base64, as a preview gives them.
    Pdf(String),
    /// The id of a file kept with an account.
    Attachment(String),
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PicturesRequest {
    pub source: PdfSource,
    /// The first page, from 1. One behind the last gives the last: a paper may have become shorter.
    pub first: usize,
    /// How many pages from there on, 1 to 12.
    pub count: usize,
    /// What each is fitted into, in pixels.
    pub width: f32,
    #[serde(default)]
    #[ts(optional)]
    pub height: Option<f32>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Pictures {
    /// How many pages the PDF has.
    pub pages: usize,
    pub pictures: Vec<PagePicture>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PagePicture {
    /// From 1.
    pub page: usize,
    /// Pixels.
    pub width: u32,
    pub height: u32,
    /// The picture as PNG, base64.
    pub png: String,
    /// What can be read on the page.
    pub words: String,
}

/// Draws pages of a PDF.
pub fn draw(read: &Read<'_>, request: PicturesRequest) -> Result<Pictures> {
    for (field, value) in [("width", Some(request.width)), ("height", request.height)] {
        if value.is_some_and(|value| !(value.is_finite() && value >= 1.0)) {
            return Err(AppError::invalid(field, "A picture is at least one pixel wide and high."));
        }
    }
    if request.first == 0 || !(1..=MOST).contains(&request.count) {
        return Err(AppError::invalid("count", format!("Ask for 1 to {MOST} pages, counted from 1.")));
    }
    let pdf = match &request.source {
        PdfSource::Pdf(bytes) => files::from_base64(bytes).map_err(|error| error.field("source"))?,
        PdfSource::Attachment(id) => files::attached(read.connection, id)?.1,
    };
    let room = Room { width: request.width, height: request.height };
    let (pages, pictures) =
        headroom_paper::pictures(pdf, request.first, request.count, room).map_err(refused)?;
    let pictures = pictures.into_iter().map(|picture| PagePicture {
        page: picture.page,
        width: picture.width,
        height: picture.height,
        png: files::base64(&picture.png),
        words: picture.words,
    });
    Ok(Pictures { pages, pictures: pictures.collect() })
}

fn refused(error: PictureError) -> AppError {
    let (code, hint) = match error {
        PictureError::Protected => (
            Code::WrongFileType,
            "Save it and open it with the program for PDFs, which asks for the password.",
        ),
        PictureError::Unreadable => {
            (Code::WrongFileType, "Save it and try another program, or ask for the file again.")
        }
        PictureError::Write(_) => (Code::Internal, "Nothing was changed. Try again with a smaller window."),
    };
    AppError::new(code, format!("The page cannot be shown: {error}.")).hint(hint)
}
