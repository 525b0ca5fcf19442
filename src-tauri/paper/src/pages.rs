//! From the HTML of a document to its laid-out pages: flowing blocks dealt over sheets, pages set closer until they
//! fit, and the memory of pages that did not change.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use printpdf::html::bridge::ResolvedImages;
use serde::Serialize;

use crate::error::PaperError;
use crate::options::RenderOptions;
use crate::sheet::{Flowing, STEPS, Sheets, closer};
use crate::templates::{PAGE_COUNT, PAGE_NUMBER};
use headroom_press::{LaidOut, PT_PER_PX, Sheet, TOLERANCE, lay_out};

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

/// A flowing page up to this many sheets high is first tried closer.
const NEARLY: f32 = 1.4;

/// How many pages are kept laid out: a deck and a proposal in its steps. A page of text takes about a megabyte.
const KEPT_PAGES: usize = 24;

/// What the pages of a document are laid out with.
pub(crate) struct Layout<'a> {
    pub template: &'a str,
    pub options: &'a RenderOptions,
    pub faces: Vec<headroom_press::Face>,
    pub images: ResolvedImages,
    /// Part of a page's identity that its HTML does not show.
    pub brand: u64,
}

/// A step by its name and the page as it sets it.
type Step = (&'static str, String);

/// Laid-out pages by identity, with when they were last used.
type Kept = HashMap<(u64, u64), (u64, Arc<LaidOut>)>;
static KEPT: LazyLock<Mutex<(u64, Kept)>> = LazyLock::new(Mutex::default);

/// The step each page of a document was set in last, by document and page.
type Steps = HashMap<(u64, usize), usize>;
static LAST_STEPS: LazyLock<Mutex<Steps>> = LazyLock::new(Mutex::default);

/// How many of them are remembered.
const KEPT_STEPS: usize = 200;

impl Layout<'_> {
    pub fn sheet_px(&self) -> (f32, f32) {
        let (width, height) = self.options.size.points();
        (width / PT_PER_PX, height / PT_PER_PX)
    }

    /// Takes the document apart, deals flowing blocks out, and lays every page out.
    pub fn pages(&self, html: &str) -> Result<(Vec<Arc<LaidOut>>, Fit), PaperError> {
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
        // What was set closer at the last keystroke mostly is again: side by side, nobody waits for it.
        let likely: Vec<String> = (0..texts.len())
            .filter_map(|at| Some((at, self.likely(at)?)))
            .flat_map(|(at, some)| texts_of(&in_steps(&sheets, &texts[at]), some))
            .collect();
        let mut laid = self.lay_out_all(&sheets, &[texts.as_slice(), &likely].concat())?;
        laid.truncate(texts.len());
        let mut dealt = Vec::with_capacity(sources.len());
        let mut close = Vec::new();
        for (at, (source, page)) in sources.iter().zip(&laid).enumerate() {
            let flowing = Flowing::of(source)?;
            let fits = self.fits(page);
            if fits {
                self.remember_step(at, None);
            }
            let Some(flowing) = flowing.filter(|_| !fits) else {
                dealt.push(source.clone());
                continue;
            };
            let steps = in_steps(&sheets, &texts[at]);
            if page.height < sheet * NEARLY
                && let Some(step) = self.step_that_fits(&sheets, &steps, at)?
                && let Some(closer) = closer(sheets.head, source, steps[step].0)
            {
                dealt.push(Cow::Owned(closer));
                close.push(dealt.len());
                continue;
            }
            dealt.extend(flowing.pages(&page.flow, page.height, sheet).into_iter().map(Cow::Owned));
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

    /// The step that page `at` was last set in and the one before; `None` when it fitted as it was.
    fn likely(&self, at: usize) -> Option<Range<usize>> {
        let last = self.last_step(at)?;
        Some(last.saturating_sub(1)..last + 1)
    }

    /// The first of `steps` that brings page `at` onto one sheet: better than a second sheet with two lines on it.
    /// `None` when the last one does not either. A step only takes room away, so that what is too long in one is too
    /// long in those before it.
    fn step_that_fits(
        &self,
        sheets: &Sheets,
        steps: &[Step],
        at: usize,
    ) -> Result<Option<usize>, PaperError> {
        let first_fit = |some: Range<usize>| -> Result<Option<usize>, PaperError> {
            for step in some {
                if self.fits(&*self.kept_or_new(&sheets.alone(&steps[step].1))?) {
                    return Ok(Some(step));
                }
            }
            Ok(None)
        };
        let Some(end) = steps.len().checked_sub(1) else { return Ok(None) };
        let last = self.last_step(at).map(|last| last.min(end));
        let found = match last {
            None => first_fit(0..end + 1)?,
            Some(last) if first_fit(last..last + 1)?.is_none() => first_fit(last + 1..end + 1)?,
            Some(last) if first_fit(last.saturating_sub(1)..last)?.is_none() => Some(last),
            Some(last) => first_fit(0..last)?,
        };
        self.remember_step(at, Some(found.unwrap_or(end)));
        Ok(found)
    }

    fn fits(&self, page: &LaidOut) -> bool {
        page.height <= self.sheet_px().1 + TOLERANCE
    }

    fn last_step(&self, at: usize) -> Option<usize> {
        LAST_STEPS.lock().unwrap_or_else(PoisonError::into_inner).get(&(self.document(), at)).copied()
    }

    fn remember_step(&self, at: usize, step: Option<usize>) {
        let mut steps = LAST_STEPS.lock().unwrap_or_else(PoisonError::into_inner);
        match step {
            // What was forgotten is only found more slowly.
            Some(_) if steps.len() >= KEPT_STEPS => steps.clear(),
            Some(step) => drop(steps.insert((self.document(), at), step)),
            None => drop(steps.remove(&(self.document(), at))),
        }
    }

    /// Which document this is, as far as the last keystroke is concerned.
    fn document(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.template, &self.options.metadata.title, self.options.size).hash(&mut hasher);
        hasher.finish()
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
        let open: Vec<(usize, Vec<Step>)> = (0..laid.len())
            .filter(|at| !self.fits(&laid[*at]))
            .map(|at| (at, in_steps(sheets, &texts[at])))
            .collect();
        // All that may be needed at once: pages are laid out side by side and kept, and waiting for one step before
        // starting the next would show in a preview.
        let tries =
            |(at, steps): &(usize, Vec<Step>)| texts_of(steps, self.likely(*at).unwrap_or(0..steps.len()));
        self.lay_out_all(sheets, &open.iter().flat_map(tries).collect::<Vec<_>>())?;
        for (at, steps) in open {
            // Nothing fits: as close as the paper goes.
            let step = self.step_that_fits(sheets, &steps, at)?.unwrap_or(steps.len().saturating_sub(1));
            let Some((_, text)) = steps.get(step) else { continue };
            laid[at] = self.kept_or_new(&sheets.alone(text))?;
            fit.close.push(at + 1);
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
}

/// The page in some of its steps; those it does not have are left out.
fn texts_of(steps: &[Step], some: Range<usize>) -> Vec<String> {
    steps.iter().skip(some.start).take(some.len()).map(|(_, text)| text.clone()).collect()
}

/// A page in every step its style sheet knows, the roomiest first.
fn in_steps(sheets: &Sheets, text: &str) -> Vec<Step> {
    STEPS.iter().filter_map(|step| Some((*step, closer(sheets.head, text, step)?))).collect()
}
