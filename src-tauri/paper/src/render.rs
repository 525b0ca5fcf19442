//! One rendering from view to bytes, and the memory of pages that did not change.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

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
use crate::sheet::{Flowing, STEPS, Sheets, closer};
use crate::templates::{self, PAGE_COUNT, PAGE_NUMBER, SYSTEM_FAMILIES};
use headroom_press::{LaidOut, PT_PER_PX, Sheet, TOLERANCE, lay_out};

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

/// How the text fits its sheets.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Fit {
    /// Pages (from 1) set closer than usual so that they fit.
    pub close: Vec<usize>,
    /// Pages that do not fit even so. Nothing is cut: such a page comes out longer, with a line where the
    /// sheet ends.
    pub too_long: Vec<TooLong>,
}

impl Fit {
    pub fn fits(&self) -> bool {
        self.too_long.is_empty()
    }
}

/// A page that needs shortening, counted in lines of body text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TooLong {
    pub page: usize,
    pub lines: usize,
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

/// A flowing page up to this many sheets high is first tried closer.
const NEARLY: f32 = 1.4;

/// How many pages are kept laid out: a deck and a proposal in its steps. A page of text takes about a megabyte.
const KEPT_PAGES: usize = 24;

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

    let job = Job {
        options,
        faces: for_the_press(&coverage),
        logo: logo.as_ref(),
        images: images(logo.as_ref()),
        brand: brand(options),
    };
    let (pages, fit) = job.pages(&html)?;
    warnings.extend(job.misplaced(&pages));
    let (pages, hashes) = job.ink(&pages)?;
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

struct Job<'a> {
    options: &'a RenderOptions,
    faces: Vec<headroom_press::Face>,
    logo: Option<&'a Logo>,
    images: ResolvedImages,
    /// Part of a page's identity that its HTML does not show.
    brand: u64,
}

/// Laid-out pages by identity, with when they were last used.
type Kept = HashMap<(u64, u64), (u64, Arc<LaidOut>)>;
static KEPT: LazyLock<Mutex<(u64, Kept)>> = LazyLock::new(Mutex::default);

impl Job<'_> {
    /// Texts that run into each other or off their sheet, one of each kind a page.
    fn misplaced(&self, pages: &[Arc<LaidOut>]) -> Vec<Warning> {
        let (width, _) = self.sheet_px();
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

    fn sheet_px(&self) -> (f32, f32) {
        let (width, height) = self.options.size.points();
        (width / PT_PER_PX, height / PT_PER_PX)
    }

    /// Takes the document apart, deals flowing blocks out, and lays every page out.
    fn pages(&self, html: &str) -> Result<(Vec<Arc<LaidOut>>, Fit), PaperError> {
        let sheets = Sheets::split(html)?;
        let (_, sheet) = self.sheet_px();
        let numbered = |pages: &[Cow<str>]| -> Vec<String> {
            let count = pages.len().to_string();
            let one = |(at, page): (usize, &Cow<str>)| {
                page.replace(PAGE_NUMBER, &(at + 1).to_string()).replace(PAGE_COUNT, &count)
            };
            pages.iter().enumerate().map(one).collect()
        };
        let mut sources: Vec<Cow<str>> = sheets.pages.iter().map(|page| Cow::Borrowed(*page)).collect();
        let mut texts = numbered(&sources);
        let mut laid = self.lay_out_all(&sheets, &texts)?;
        let mut dealt = Vec::with_capacity(sources.len());
        let mut close = Vec::new();
        for (at, (source, page)) in sources.iter().zip(&laid).enumerate() {
            match Flowing::of(source)? {
                Some(flowing) if page.height > sheet + TOLERANCE => {
                    if page.height < sheet * NEARLY
                        && let Some(step) = self.step_that_fits(&sheets, &texts[at])?
                        && let Some(closer) = closer(sheets.head, source, step)
                    {
                        dealt.push(Cow::Owned(closer));
                        close.push(dealt.len());
                        continue;
                    }
                    dealt.extend(flowing.pages(&page.flow, page.height, sheet).into_iter().map(Cow::Owned));
                }
                _ => dealt.push(source.clone()),
            }
        }
        if dealt.len() != sources.len() || !close.is_empty() {
            sources = dealt;
            texts = numbered(&sources);
            laid = self.lay_out_all(&sheets, &texts)?;
        }
        let mut fit = self.set_closer(&sheets, &texts, &mut laid)?;
        fit.close.extend(close);
        fit.close.sort_unstable();
        fit.close.dedup();
        Ok((laid, fit))
    }

    /// The first step that brings a page onto one sheet: better than a second sheet with two lines on it.
    fn step_that_fits(&self, sheets: &Sheets, text: &str) -> Result<Option<&'static str>, PaperError> {
        let (_, sheet) = self.sheet_px();
        for step in STEPS {
            let Some(text) = closer(sheets.head, text, step) else { continue };
            let laid = self.lay_out_all(sheets, &[text])?;
            if laid.first().is_some_and(|page| page.height <= sheet + TOLERANCE) {
                return Ok(Some(step));
            }
        }
        Ok(None)
    }

    /// Takes every page that does not fit through the steps until it does, and says what remains.
    fn set_closer(
        &self,
        sheets: &Sheets,
        texts: &[String],
        laid: &mut [Arc<LaidOut>],
    ) -> Result<Fit, PaperError> {
        let (_, sheet) = self.sheet_px();
        let mut fit = Fit::default();
        // All steps at once: they are laid out side by side, and waiting for one before starting the next
        // would show in a preview.
        let mut tries: Vec<(usize, String)> = Vec::new();
        for at in (0..laid.len()).filter(|at| laid[*at].height > sheet + TOLERANCE) {
            tries.extend(STEPS.iter().filter_map(|step| Some((at, closer(sheets.head, &texts[at], step)?))));
        }
        let (open, texts): (Vec<usize>, Vec<String>) = tries.into_iter().unzip();
        for (at, page) in open.into_iter().zip(self.lay_out_all(sheets, &texts)?) {
            if laid[at].height > sheet + TOLERANCE {
                laid[at] = page;
                if !fit.close.contains(&(at + 1)) {
                    fit.close.push(at + 1);
                }
            }
        }
        for (at, page) in laid.iter().enumerate() {
            let over = page.height - sheet;
            if over > TOLERANCE {
                let lines = (over * PT_PER_PX / self.options.size.line()).ceil().max(1.0) as usize;
                fit.too_long.push(TooLong { page: at + 1, lines });
            }
        }
        Ok(fit)
    }

    /// Lays pages out, on two threads when there is more than one to do.
    fn lay_out_all(&self, sheets: &Sheets, texts: &[String]) -> Result<Vec<Arc<LaidOut>>, PaperError> {
        let documents: Vec<String> = texts.iter().map(|text| sheets.alone(text)).collect();
        let known: Vec<Option<Arc<LaidOut>>> = documents.iter().map(|html| self.kept(html)).collect();
        let open: Vec<usize> = (0..documents.len()).filter(|at| known[*at].is_none()).collect();
        let mut pages: Vec<Option<Arc<LaidOut>>> = known;
        let work = |part: &[usize]| -> Result<Vec<(usize, Arc<LaidOut>)>, PaperError> {
            part.iter().map(|at| Ok((*at, self.kept_or_new(&documents[*at])?))).collect()
        };
        let done = if open.len() < 2 {
            work(&open)?
        } else {
            let (one, two) = open.split_at(open.len() / 2);
            std::thread::scope(|scope| {
                let other = scope.spawn(|| work(one));
                let mut done = work(two)?;
                let joined = other
                    .join()
                    .map_err(|_| PaperError::Layout("the engine gave up on a page".to_string()))?;
                done.extend(joined?);
                Ok::<_, PaperError>(done)
            })?
        };
        for (at, page) in done {
            pages[at] = Some(page);
        }
        Ok(pages.into_iter().flatten().collect())
    }

    fn identity(&self, html: &str) -> (u64, u64) {
        let half = |salt: u8| {
            let mut hasher = DefaultHasher::new();
            (salt, html, self.brand, self.options.size).hash(&mut hasher);
            hasher.finish()
        };
        (half(0), half(1))
    }

    fn kept(&self, html: &str) -> Option<Arc<LaidOut>> {
        let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        kept.0 += 1;
        let now = kept.0;
        let (used, page) = kept.1.get_mut(&self.identity(html))?;
        *used = now;
        Some(page.clone())
    }

    fn kept_or_new(&self, html: &str) -> Result<Arc<LaidOut>, PaperError> {
        if let Some(page) = self.kept(html) {
            return Ok(page);
        }
        let sheet = Sheet { size: self.options.size.points(), images: &self.images };
        let page = Arc::new(lay_out(html, sheet, &self.faces)?);
        let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.1.len() >= KEPT_PAGES
            && let Some(oldest) = kept.1.iter().min_by_key(|(_, (used, _))| *used).map(|(key, _)| *key)
        {
            kept.1.remove(&oldest);
        }
        let now = kept.0;
        kept.1.insert(self.identity(html), (now, page.clone()));
        Ok(page)
    }

    /// The operations of every page, and the identities of the faces they use.
    fn ink(&self, pages: &[Arc<LaidOut>]) -> Result<(Vec<Page>, BTreeSet<u64>), PaperError> {
        let (width, sheet) = self.options.size.points();
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
                    && let Some(Logo { picture: Picture::Shapes(shapes), .. }) = self.logo
                {
                    ops.extend(ink::shapes(shapes, place.area, frame));
                }
            }
            if height > sheet {
                ops.extend(ink::end_of_sheet(sheet, width, frame));
            }
            if self.options.draft {
                ops.extend(ink::draft_mark(labels(self.options.language).draft, width, height));
                hashes.extend(ink::mark_face().map(|face| face.font.hash));
            }
            hashes.extend(&page.faces);
            inked.push(Page { ops, links: links(&page.lines), size: (width, height) });
        }
        Ok((inked, hashes))
    }
}
