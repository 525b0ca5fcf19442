//! One rendering from view to bytes.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use headroom_core::paper::labels;
use printpdf::html::bridge::ResolvedImages;
use serde::Serialize;

use crate::assemble::{Page, assemble};
use crate::crossing::{beyond, crossing};
use crate::error::PaperError;
use crate::faces::{BUNDLED_FACES, Coverage, Face, coverage_of, for_the_press};
use crate::ink::{self, Frame};
use crate::links::links;
use crate::logo::{self, Logo, Picture};
use crate::options::{Accent, RenderOptions};
use crate::pages::{Fit, Layout};
use crate::templates::{self, SYSTEM_FAMILIES};
use headroom_press::LaidOut;

/// A finished document.
#[derive(Debug, Clone)]
pub struct Rendered {
    pub pdf: Vec<u8>,
    /// What the template made, for whoever edits it.
    pub html: String,
    pub pages: usize,
    pub fit: Fit,
    pub warnings: Vec<Warning>,
    /// Names of the faces in the file, bundled ones first.
    pub fonts: Vec<String>,
}

/// What a reader of the paper should know before it leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Warning {
    /// The company's colour was too pale for text and was darkened.
    AccentDarkened { given: String, used: String },
    /// A face of this system was needed; another system may not have it.
    SystemFont { file: String },
    /// No face has these characters. They are printed as their number, such as `[U+1F44D]`.
    NoFont { characters: String },
    /// A text on this page (from 1) stands on another one.
    Crossing { page: usize, text: String, other: String },
    /// A text on this page leaves the sheet at its side.
    Beyond { page: usize, text: String },
}

/// Renders `template` (such as `proposal`) over `view`.
pub fn render(
    template: &str,
    view: &impl Serialize,
    options: &RenderOptions,
) -> Result<Rendered, PaperError> {
    let mut warnings = Vec::new();
    let accent = Accent::of(options.accent.as_deref().unwrap_or(Accent::DEFAULT))?;
    if accent.adapted {
        let given = options.accent.clone().unwrap_or_default();
        warnings.push(Warning::AccentDarkened { given, used: accent.colour.clone() });
    }
    let logo = options.logo.as_deref().map(Logo::read).transpose()?;
    let html = templates::run(template, view, options, &accent, logo.as_ref().map(Logo::on_paper))?;
    let coverage = coverage_of(&html);
    warnings.extend(coverage_warnings(&coverage));
    let html = with_faces(&html, &coverage).into_owned();

    let layout = Layout {
        template,
        options,
        faces: for_the_press(&coverage),
        images: images(logo.as_ref()),
        brand: brand(options),
    };
    let (pages, fit) = layout.pages(&html)?;
    warnings.extend(misplaced(&pages, layout.sheet_px().0));
    let (pages, hashes) = ink(&pages, options, logo.as_ref())?;
    let faces: Vec<Arc<Face>> = BUNDLED_FACES
        .iter()
        .chain(&coverage.system)
        .filter(|face| hashes.contains(&face.font.hash))
        .cloned()
        .collect();
    let count = pages.len();
    let pdf = assemble(pages, &faces, logo.as_ref(), options, &html)?;
    let mut fonts: Vec<String> = faces.iter().map(|face| face_name(face)).collect();
    fonts.dedup();
    Ok(Rendered { pdf, html, pages: count, fit, warnings, fonts })
}

fn face_name(face: &Face) -> String {
    match &face.path {
        Some(path) => path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default(),
        None => face.family.clone(),
    }
}

fn coverage_warnings(coverage: &Coverage) -> Vec<Warning> {
    let mut warnings: Vec<Warning> =
        coverage.system.iter().map(|face| Warning::SystemFont { file: face_name(face) }).collect();
    if !coverage.missing.is_empty() {
        warnings.push(Warning::NoFont { characters: coverage.missing.iter().collect() });
    }
    warnings
}

/// Names the faces of the system in the style sheet, and prints characters nobody has as their number: never
/// an empty box.
fn with_faces<'a>(html: &'a str, coverage: &Coverage) -> Cow<'a, str> {
    let selector = |c: char| matches!(c, '\u{FE00}'..='\u{FE0F}');
    let special = |c: char| c == SYSTEM_FAMILIES || selector(c) || coverage.missing.contains(&c);
    if !html.contains(special) {
        return Cow::Borrowed(html);
    }
    let mut out = String::with_capacity(html.len() + 64);
    for character in html.chars() {
        if character == SYSTEM_FAMILIES {
            coverage.system.iter().for_each(|face| out.push_str(&format!(", '{}'", face.family)));
        } else if coverage.missing.contains(&character) {
            out.push_str(&format!("[U+{:04X}]", u32::from(character)));
        } else if !selector(character) {
            out.push(character);
        }
    }
    Cow::Owned(out)
}

/// The pixels of a logo under the name templates use; nothing for one drawn from shapes.
fn images(logo: Option<&Logo>) -> ResolvedImages {
    let mut images = ResolvedImages::new();
    if let Some(Logo { picture: Picture::Pixels(image), .. }) = logo {
        images.insert(logo::SOURCE.to_string(), (logo::object_id(), image.as_ref().clone()));
    }
    images
}

fn brand(options: &RenderOptions) -> u64 {
    let mut hasher = DefaultHasher::new();
    options.logo.hash(&mut hasher);
    hasher.finish()
}

/// Texts that run into each other or off their sheet, one of each kind a page.
fn misplaced(pages: &[Arc<LaidOut>], width: f32) -> Vec<Warning> {
    let mut found = Vec::new();
    for (at, page) in pages.iter().enumerate() {
        let number = at + 1;
        found.extend(crossing(&page.lines).map(|(text, other)| Warning::Crossing {
            page: number,
            text,
            other,
        }));
        found.extend(beyond(&page.lines, width).map(|text| Warning::Beyond { page: number, text }));
    }
    found
}

/// The operations of every page, and the identities of the faces they use.
fn ink(
    pages: &[Arc<LaidOut>],
    options: &RenderOptions,
    logo: Option<&Logo>,
) -> Result<(Vec<Page>, BTreeSet<u64>), PaperError> {
    let (width, sheet) = options.size.points();
    let mut hashes = BTreeSet::new();
    let mut inked = Vec::with_capacity(pages.len());
    for page in pages {
        let height = page.drawn_height;
        let frame = Frame { height };
        let mut ops = page.ops.clone();
        for place in &page.places {
            if place.source.starts_with("line:") {
                ops.extend(ink::chart_line(place, frame));
            } else if place.source == logo::SOURCE
                && let Some(Logo { picture: Picture::Shapes(shapes), .. }) = logo
            {
                ops.extend(ink::shapes(shapes, place.area, frame));
            }
        }
        if height > sheet {
            ops.extend(ink::end_of_sheet(sheet, width, frame));
        }
        if options.draft {
            ops.extend(ink::draft_mark(labels(options.language).draft, width, height));
            hashes.extend(ink::mark_face().map(|face| face.font.hash));
        }
        hashes.extend(&page.faces);
        inked.push(Page { ops, links: links(&page.lines), size: (width, height) });
    }
    Ok((inked, hashes))
}
