//! One page through the layout engine: HTML in, drawing operations and measures out.
//!
//! A page is laid out alone on an endless sheet, so its height says how much too long it is, and a page that
//! did not change since the last keystroke is taken from memory. Nothing here knows templates or documents.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use azul_core::dom::{DomId, NodeId, NodeType};
use azul_core::geom::{LogicalPosition, LogicalRect, LogicalSize};
use azul_core::resources::{DecodedImage, IdNamespace, ImageCache, RendererResources};
use azul_core::styled_dom::StyledDom;
use azul_core::task::{GetSystemTimeCallback, get_system_time_libstd};
use azul_core::xml::str_to_dom;
use azul_css::props::basic::FontRef;
use azul_layout::Solver3LayoutCache;
use azul_layout::font_traits::{FontManager, TextLayoutCache};
use azul_layout::paged::FragmentationContext;
use azul_layout::solver3::display_list::{DisplayList, DisplayListItem};
use azul_layout::solver3::paged_layout::layout_document_paged_v2;
use azul_layout::solver3::pagination::FakePageConfig;
use azul_layout::text3::cache::{MemoryFontTier, UnifiedLayout};
use azul_layout::text3::default::PathLoader;
use azul_layout::text3::glyphs::get_glyph_runs_pdf;
use azul_layout::xml::parse_xml_string;
use printpdf::html::bridge::{BridgeResources, ResolvedImages, display_list_to_printpdf_ops_with_margins};
use printpdf::html::rust_fontconfig::{FcFontCache, FcParseFontBytes, FontBytes, FontId};
use printpdf::{DictItem, Op};

/// The layout works in CSS pixels: 96 to the inch, where a point is 1/72.
pub const PT_PER_PX: f32 = 0.75;

/// Height of the sheet a page is laid out on, in pixels: taller than any page a template can make.
const ENDLESS: f32 = 200_000.0;

/// Why a page could not be laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The HTML is not well-formed.
    Markup(String),
    /// The engine gave up.
    Layout(String),
}

/// A face a page may use, under the family name its style sheet uses.
#[derive(Debug, Clone)]
pub struct Face {
    pub family: String,
    pub bytes: Arc<Vec<u8>>,
    /// Tells faces apart; [`LaidOut::faces`] holds the engine's own, which is the same.
    pub identity: u64,
}

/// A rectangle on the page in CSS pixels from its top left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

/// A place the template reserved with `<img src="...">`: a logo, a line of a chart.
#[derive(Debug, Clone)]
pub struct Place {
    pub source: String,
    pub area: Area,
}

/// A piece of text on one line, with where each of its characters stands.
#[derive(Debug, Clone)]
pub struct Line {
    pub text: String,
    /// Byte offset in `text`, left edge and advance of each glyph, in pixels.
    pub glyphs: Vec<(usize, f32, f32)>,
    pub baseline: f32,
    pub size: f32,
}

/// A direct child of the block that may flow over pages: its distance from the top of the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    pub top: f32,
    pub bottom: f32,
}

/// The sheet a page is for.
#[derive(Clone, Copy)]
pub struct Sheet<'a> {
    /// Width and height in points.
    pub size: (f32, f32),
    /// Pixels by the name an `<img>` gives as its source.
    pub images: &'a ResolvedImages,
}

/// One page after layout. Coordinates count from the top in pixels.
pub struct LaidOut {
    /// Height of the page's own block.
    pub height: f32,
    /// Children of the element with class `flow`, in order; empty when there is none.
    pub flow: Vec<Span>,
    pub places: Vec<Place>,
    pub lines: Vec<Line>,
    /// Identity of every face that draws something.
    pub faces: BTreeSet<u64>,
    /// What draws the page on its sheet, or on a longer one when it does not fit.
    pub ops: Vec<Op>,
    /// Height in points that `ops` are made for.
    pub drawn_height: f32,
}

/// How much a page may exceed its sheet, in pixels, before it counts as too long (rounding of the engine).
pub const TOLERANCE: f32 = 1.0;

/// Whether a letter is read from right to left: Hebrew, Arabic, Syriac and their presentation forms.
pub fn is_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// Takes the spelled-out text off runs that read from right to left. printpdf spells a run in the order its
/// glyphs are drawn, which for these is backwards; without it every reader orders the glyphs by itself.
fn leave_order_to_the_reader(ops: &mut [Op]) {
    for op in ops {
        let Op::BeginMarkedContentWithProperties { properties: DictItem::Dict { map }, .. } = op else {
            continue;
        };
        let Some(DictItem::String { data, .. }) = map.get("ActualText") else { continue };
        // UTF-16 after its mark; all these letters are one unit.
        let backwards = data.chunks_exact(2).skip(1).any(|pair| {
            let unit = u16::from_be_bytes([pair[0], pair[1]]);
            char::from_u32(u32::from(unit)).is_some_and(is_right_to_left)
        });
        if backwards {
            map.remove("ActualText");
        }
    }
}

/// A font manager with its shaping memory. It is used by one thread at a time and kept for the next page.
struct Press {
    fonts: FontManager<FontRef>,
    shaped: TextLayoutCache,
    known: BTreeSet<u64>,
}

type SharedFaces = (FcFontCache, Arc<Mutex<HashMap<FontId, FontRef>>>);

/// Faces parsed by any press, shared by all of them.
static SHARED: LazyLock<SharedFaces> = LazyLock::new(|| (FcFontCache::default(), Arc::default()));
static IDLE: LazyLock<Mutex<Vec<Press>>> = LazyLock::new(Mutex::default);
/// Held while a press learns faces. Two presses that register the same face at the same moment would give it two
/// names in the shared cache, of which only one finds its bytes: the other press would draw none of its text.
static LEARNING: Mutex<()> = Mutex::new(());

impl Press {
    fn new() -> Result<Press, Fault> {
        let (cache, parsed) = &*SHARED;
        let fonts = FontManager::from_arc_shared(cache.clone(), parsed.clone())
            .map_err(|error| Fault::Layout(format!("{error:?}")))?;
        Ok(Press { fonts, shaped: TextLayoutCache::new(), known: BTreeSet::new() })
    }

    fn learn(&mut self, faces: &[Face]) {
        if faces.iter().all(|face| self.known.contains(&face.identity)) {
            return;
        }
        let _alone = LEARNING.lock().unwrap_or_else(PoisonError::into_inner);
        for face in faces {
            if !self.known.insert(face.identity) {
                continue;
            }
            let ranges = FcParseFontBytes(&face.bytes, &face.family)
                .and_then(|parsed| parsed.into_iter().next())
                .map(|(pattern, _)| pattern.unicode_ranges)
                .unwrap_or_default();
            self.fonts.register_named_font_in_tier(
                &face.family,
                &face.bytes,
                ranges,
                MemoryFontTier::Primary,
            );
        }
    }
}

fn with_press<T>(faces: &[Face], work: impl FnOnce(&mut Press) -> Result<T, Fault>) -> Result<T, Fault> {
    let idle = IDLE.lock().unwrap_or_else(PoisonError::into_inner).pop();
    let mut press = match idle {
        Some(press) => press,
        None => Press::new()?,
    };
    press.learn(faces);
    let done = work(&mut press);
    IDLE.lock().unwrap_or_else(PoisonError::into_inner).push(press);
    done
}

/// Lays out `html`, a whole document with one page block in its body.
pub fn lay_out(html: &str, sheet: Sheet, faces: &[Face]) -> Result<LaidOut, Fault> {
    let width = sheet.size.0 / PT_PER_PX;
    let nodes = parse_xml_string(html).map_err(|error| Fault::Markup(error.to_string()))?;
    let components = printpdf::components::printpdf_default_components();
    let dom = str_to_dom(nodes.as_ref(), &components, Some(width))
        .map_err(|error| Fault::Markup(error.to_string()))?;
    with_press(faces, |press| press.lay_out(&dom, sheet))
}

impl Press {
    fn lay_out(&mut self, dom: &StyledDom, sheet: Sheet) -> Result<LaidOut, Fault> {
        let width = sheet.size.0 / PT_PER_PX;
        let mut cache = Solver3LayoutCache::default();
        let loader = PathLoader::new();
        let endless = LogicalSize::new(width, ENDLESS);
        let viewport = LogicalRect { origin: LogicalPosition::zero(), size: endless };
        let mut pages = layout_document_paged_v2(
            &mut cache,
            &mut self.shaped,
            FragmentationContext::new_paged(endless),
            dom,
            viewport,
            &mut self.fonts,
            &BTreeMap::new(),
            &mut None,
            None,
            &RendererResources::default(),
            IdNamespace(0),
            DomId::ROOT_ID,
            |bytes: Arc<FontBytes>, index: usize| loader.load_font_shared(bytes, index),
            FakePageConfig::new(),
            &ImageCache::default(),
            GetSystemTimeCallback { cb: get_system_time_libstd },
            false,
        )
        .map_err(|error| Fault::Layout(format!("{error:?}")))?
        .pages;
        let list = pages.pop().ok_or_else(|| Fault::Layout("no page came out".to_string()))?;
        let measures = Measures::of(dom, &cache);
        let (places, lines, faces) = self.read(&list);
        if !faces.is_subset(&self.known) {
            return Err(Fault::Layout("a text was set in a face the paper does not carry".to_string()));
        }
        nothing_lost(dom, &lines)?;
        let over = measures.height > sheet.size.1 / PT_PER_PX + TOLERANCE;
        let drawn_height = if over { measures.height * PT_PER_PX } else { sheet.size.1 };
        let mut ops = display_list_to_printpdf_ops_with_margins(
            &list,
            LogicalSize::new(sheet.size.0, drawn_height),
            0.0,
            0.0,
            &self.fonts,
            sheet.images,
            &mut BridgeResources::default(),
        )
        .map_err(Fault::Layout)?;
        leave_order_to_the_reader(&mut ops);
        Ok(LaidOut { height: measures.height, flow: measures.flow, places, lines, faces, ops, drawn_height })
    }

    /// Finds reserved places, lines of text and the faces they use in a display list.
    fn read(&self, list: &DisplayList) -> (Vec<Place>, Vec<Line>, BTreeSet<u64>) {
        let loaded = self.fonts.get_loaded_fonts();
        let (mut places, mut lines, mut faces) = (Vec::new(), Vec::new(), BTreeSet::new());
        for item in &list.items {
            match item {
                DisplayListItem::Image { bounds, image, .. } => {
                    if let DecodedImage::NullImage { tag, .. } = image.get_data()
                        && let Ok(source) = String::from_utf8(tag.clone())
                    {
                        let (origin, size) = (bounds.origin(), bounds.size());
                        let area = Area { x: origin.x, y: origin.y, width: size.width, height: size.height };
                        places.push(Place { source, area });
                    }
                }
                DisplayListItem::TextLayout { layout, bounds, .. } => {
                    let Some(layout) = layout.downcast_ref::<UnifiedLayout>() else { continue };
                    let origin = bounds.origin();
                    for run in get_glyph_runs_pdf(layout, &loaded) {
                        faces.insert(run.font_hash);
                        let mut text = String::new();
                        let mut glyphs = Vec::with_capacity(run.glyphs.len());
                        for glyph in &run.glyphs {
                            glyphs.push((text.len(), origin.x + glyph.position.x, glyph.advance));
                            text.push_str(&glyph.unicode_codepoint);
                        }
                        let baseline = origin.y + run.baseline_start.y;
                        lines.push(Line { text, glyphs, baseline, size: run.font_size_px });
                    }
                }
                _ => {}
            }
        }
        (places, lines, faces)
    }
}

/// Refuses a page on which fewer letters and digits stand than its HTML has: a paper that lost a customer's words
/// without a word is worse than none. (The engine leaves out text whose face it cannot find.)
fn nothing_lost(dom: &StyledDom, lines: &[Line]) -> Result<(), Fault> {
    let letters = |text: &str| text.chars().filter(|character| character.is_alphanumeric()).count();
    let data = dom.node_data.as_container();
    let written: usize = data
        .linear_iter()
        .filter_map(|node| match data[node].get_node_type() {
            NodeType::Text(text) => Some(letters(text.as_str())),
            _ => None,
        })
        .sum();
    let drawn: usize = lines.iter().map(|line| letters(&line.text)).sum();
    if drawn < written {
        return Err(Fault::Layout(format!("{drawn} of {written} letters were drawn")));
    }
    Ok(())
}

/// Sizes read from the layout tree.
struct Measures {
    height: f32,
    flow: Vec<Span>,
}

impl Measures {
    fn of(dom: &StyledDom, cache: &Solver3LayoutCache) -> Measures {
        let span = |node: NodeId| -> Option<Span> {
            let tree = cache.tree.as_ref()?;
            let index = *tree.dom_to_layout.get(&node)?.first()?;
            let size = tree.get(index)?.used_size?;
            let position = cache.calculated_positions.get(index.index())?;
            Some(Span { top: position.y, bottom: position.y + size.height })
        };
        let data = dom.node_data.as_container();
        let hierarchy = dom.node_hierarchy.as_container();
        let mut measures = Measures { height: 0.0, flow: Vec::new() };
        for node in data.linear_iter() {
            if data[node].has_class("page") {
                if let Some(page) = span(node) {
                    measures.height = measures.height.max(page.bottom);
                }
            } else if data[node].has_class("flow") {
                measures.flow = node.az_children(&hierarchy).filter_map(span).collect();
            }
        }
        measures
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_would_lose_its_words_is_refused() {
        // No face is given, so the three letters could only be set in one the PDF does not carry, or not at all.
        let sheet = Sheet { size: (200.0, 200.0), images: &ResolvedImages::new() };
        let lost = lay_out("<html><body><div class=\"page\"><p>abc</p></div></body></html>", sheet, &[]);
        assert!(matches!(lost.err(), Some(Fault::Layout(_))));
    }
}
