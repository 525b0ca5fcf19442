//! A PDF as the window shows it: each page as a picture, with its words for those who listen. Takes any PDF, also one
//! that somebody else made. Must not know what a paper says, nor how its own pages came about.

use std::sync::Arc;
use std::thread;

use hayro::hayro_interpret::font::{Glyph, GlyphRun};
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, interpret_page,
};
use hayro::hayro_syntax::page::Page;
use hayro::hayro_syntax::{LoadPdfError, Pdf};
use hayro::kurbo::{Affine, BezPath, Point, Rect};
use hayro::vello_cpu::Pixmap;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

/// The most pixels of a picture's side; more would be asked by mistake.
const LONGEST_SIDE: f32 = 8192.0;
/// A glyph advances in thousandths of its size.
const EM: f64 = 1000.0;
/// How far apart two letters of a word may stand, and how far off its line, in parts of their size.
const WITHIN_A_WORD: f64 = 0.15;

/// The pixels a page is fitted into.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Room {
    pub width: f32,
    /// `None` when a page may be as tall as it comes.
    pub height: Option<f32>,
}

/// A drawn page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// From 1.
    pub page: usize,
    /// Pixels.
    pub width: u32,
    pub height: u32,
    pub png: Vec<u8>,
    /// What can be read on it, in the order it is written.
    pub words: String,
}

#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    #[error("the PDF is protected with a password")]
    Protected,
    #[error("the file is damaged or no PDF")]
    Unreadable,
    #[error("the picture could not be written: {0}")]
    Write(#[from] png::EncodingError),
}

/// How many pages `pdf` has, and pictures of up to `count` of them from page `first` on, which is counted from 1. The
/// last page stands for those behind it.
///
/// # Errors
/// [`PictureError`]; a page that is damaged in part is drawn as far as it goes.
pub fn pictures(
    pdf: Vec<u8>,
    first: usize,
    count: usize,
    room: Room,
) -> Result<(usize, Vec<Picture>), PictureError> {
    let pdf = Pdf::new(Arc::new(pdf)).map_err(|error| match error {
        LoadPdfError::Decryption(_) => PictureError::Protected,
        LoadPdfError::Invalid => PictureError::Unreadable,
    })?;
    let pages = pdf.pages();
    let numbers: Vec<usize> =
        (1..=pages.len()).skip(first.min(pages.len()).saturating_sub(1)).take(count).collect();
    // Side by side, each with its own memory of letters: half the time on two cores. A damaged page that brings the
    // drawing down costs its thread, not the program.
    let lanes = thread::available_parallelism().map_or(1, usize::from).min(numbers.len()).max(1);
    let draw_all = |numbers: &[usize]| {
        let letters = RenderCache::new();
        numbers.iter().map(|&number| draw(&pages[number - 1], number, room, &letters)).collect::<Vec<_>>()
    };
    let drawn: Vec<Result<Picture, PictureError>> = thread::scope(|scope| {
        let shares = numbers.chunks(numbers.len().div_ceil(lanes).max(1));
        let lanes: Vec<_> = shares.map(|share| scope.spawn(|| draw_all(share))).collect();
        lanes
            .into_iter()
            .flat_map(|lane| lane.join().unwrap_or_else(|_| vec![Err(PictureError::Unreadable)]))
            .collect()
    });
    Ok((pages.len(), drawn.into_iter().collect::<Result<_, _>>()?))
}

fn draw<'a>(
    page: &'a Page<'a>,
    number: usize,
    room: Room,
    letters: &RenderCache<'a>,
) -> Result<Picture, PictureError> {
    let (width, height) = page.render_dimensions();
    let fitting = (room.width / width).min(room.height.map_or(f32::INFINITY, |room| room / height));
    let scale = fitting.min(LONGEST_SIDE / width.max(height)).max(1.0 / width.min(height));
    // The letters keep their drawn shapes: hinting would make "1" and "l" another face's. For one page, drawing each is
    // quicker than drawing all kinds first and putting them in place.
    let how = RenderSettings { hinting: false, glyph_caching: false, ..RenderSettings::default() };
    let size = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    thread::scope(|scope| {
        let words = scope.spawn(|| words_of(page));
        let pixels = render(page, letters, &InterpreterSettings::default(), &how, &size);
        let (width, height) = (u32::from(pixels.width()), u32::from(pixels.height()));
        let png = png_of(&pixels)?;
        // Words nobody can read are no reason to show no page.
        Ok(Picture { page: number, width, height, png, words: words.join().unwrap_or_default() })
    })
}

/// The pixels as PNG, packed lightly: it is unpacked at once.
fn png_of(pixels: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixels.width().into(), pixels.height().into());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::Fast);
    // White paper leaves nothing see-through.
    let colours: Vec<u8> = pixels.data().iter().flat_map(|dot| [dot.r, dot.g, dot.b]).collect();
    encoder.write_header()?.write_image_data(&colours)?;
    Ok(bytes)
}

fn words_of<'a>(page: &'a Page<'a>) -> String {
    let cache = InterpreterCache::new();
    let everywhere = Rect::new(0.0, 0.0, 1.0, 1.0);
    let settings = InterpreterSettings::default();
    let mut context = Context::new(Affine::IDENTITY, everywhere, &cache, page.xref(), settings);
    let mut reader = Reader::default();
    interpret_page(page, &mut context, &mut reader);
    reader.words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Takes letters in the order they are written, and a space wherever the next one does not follow closely.
#[derive(Default)]
struct Reader {
    words: String,
    /// Where the last letter ended.
    end: Option<Point>,
}

impl Device<'_> for Reader {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        for glyph in run.glyphs() {
            let place = props.transform * glyph.transform();
            let start = place * Point::ZERO;
            let size = start.distance(place * Point::new(EM, 0.0));
            if self.end.is_none_or(|end| end.distance(start) > size * WITHIN_A_WORD) {
                self.words.push(' ');
            }
            match glyph.as_unicode() {
                Some(BfString::Char(letter)) => self.words.push(letter),
                Some(BfString::String(letters)) => self.words.push_str(&letters),
                None => {}
            }
            let advance = match &**glyph {
                Glyph::Outline(glyph) => glyph.advance_width(),
                Glyph::Type3(glyph) => glyph.advance_width(),
            };
            self.end = Some(place * Point::new(f64::from(advance.unwrap_or(0.0)), 0.0));
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
