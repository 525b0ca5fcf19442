//! What is drawn beside the layout engine's own work: lines of a chart, the logo, the mark of a draft.

use printpdf::{
    Codepoint, Color, ExtendedGraphicsStateId, FontId, Line, LineCapStyle, LineJoinStyle, LinePoint, Op,
    PaintMode, PdfFontHandle, Point, Polygon, PolygonRing, Pt, Rgb, TextItem, TextMatrix, WindingOrder,
};

use crate::faces::{BUNDLED_FACES, Face};
use headroom_press::{Area, PT_PER_PX, Place};

/// Graphics state of the draft mark; a fixed name keeps the bytes reproducible.
pub(crate) const FAINT: &str = "Faint";
/// How much of the draft mark shows.
pub(crate) const FAINT_ALPHA: f32 = 0.055;

/// Turns page pixels from the top left into PDF points from the bottom left.
#[derive(Clone, Copy)]
pub(crate) struct Frame {
    /// Height of the sheet in points.
    pub height: f32,
}

impl Frame {
    fn point(self, x: f32, y: f32) -> Point {
        Point { x: Pt(x * PT_PER_PX), y: Pt(self.height - y * PT_PER_PX) }
    }

    /// Left, bottom, right and top of an area in points.
    pub fn rectangle(self, area: Area) -> [f32; 4] {
        let (low, high) = (self.point(area.x, area.y + area.height), self.point(area.x + area.width, area.y));
        [low.x.0, low.y.0, high.x.0, high.y.0]
    }
}

pub(crate) fn rgb(colour: &str) -> Color {
    let byte = |at: usize| colour.get(at..at + 2).and_then(|d| u8::from_str_radix(d, 16).ok()).unwrap_or(0);
    let part = |at: usize| f32::from(byte(at)) / 255.0;
    Color::Rgb(Rgb { r: part(1), g: part(3), b: part(5), icc_profile: None })
}

/// The line of a chart: `line:#RRGGBB:2:0.0%,40.0% 50.0%,20.0%` is a line two points thick through places
/// given as shares of the reserved box from its left and top. Anything unreadable draws nothing.
pub(crate) fn chart_line(place: &Place, frame: Frame) -> Vec<Op> {
    let mut parts = place.source.splitn(4, ':').skip(1);
    let (Some(colour), Some(thickness), Some(points)) = (parts.next(), parts.next(), parts.next()) else {
        return Vec::new();
    };
    let Ok(thickness) = thickness.parse::<f32>() else { return Vec::new() };
    let share = |text: &str| text.strip_suffix('%')?.parse::<f32>().ok().map(|percent| percent / 100.0);
    let points: Vec<LinePoint> = points
        .split_ascii_whitespace()
        .filter_map(|pair| {
            let (x, y) = pair.split_once(',')?;
            let at = frame.point(
                place.area.x + place.area.width * share(x)?,
                place.area.y + place.area.height * share(y)?,
            );
            Some(LinePoint { p: at, bezier: false })
        })
        .collect();
    if points.len() < 2 {
        return Vec::new();
    }
    vec![
        Op::SaveGraphicsState,
        Op::SetOutlineColor { col: rgb(colour) },
        Op::SetOutlineThickness { pt: Pt(thickness) },
        Op::SetLineJoinStyle { join: LineJoinStyle::Round },
        Op::SetLineCapStyle { cap: LineCapStyle::Round },
        Op::DrawLine { line: Line { points, is_closed: false } },
        Op::RestoreGraphicsState,
    ]
}

/// The name a face's glyphs are shown under.
pub(crate) fn font_id(face: &Face) -> FontId {
    FontId(format!("F{}", face.font.hash))
}

/// The face the draft mark is set in.
pub(crate) fn mark_face() -> Option<&'static Face> {
    BUNDLED_FACES.get(1).map(|face| face.as_ref())
}

/// "Draft" across the page, faint enough to read everything under it.
pub(crate) fn draft_mark(word: &str, width: f32, height: f32) -> Vec<Op> {
    let Some(face) = mark_face() else { return Vec::new() };
    let em = f32::from(face.font.font_metrics.units_per_em).max(1.0);
    let glyphs: Vec<(u16, char)> =
        word.chars().filter_map(|c| face.font.lookup_glyph_index(c as u32).map(|glyph| (glyph, c))).collect();
    let advance: f32 =
        glyphs.iter().map(|(glyph, _)| f32::from(face.font.get_horizontal_advance(*glyph)) / em).sum();
    if advance <= 0.0 {
        return Vec::new();
    }
    let diagonal = width.hypot(height);
    let size = (diagonal * 0.48 / advance).min(height * 0.25);
    let (sin, cos) = (height / diagonal, width / diagonal);
    let (back, down) = (size * advance / 2.0, size * 0.36);
    let origin = (width / 2.0 - cos * back + sin * down, height / 2.0 - sin * back - cos * down);
    let shown =
        glyphs.into_iter().map(|(gid, c)| Codepoint { gid, offset: 0.0, cid: Some(c.to_string()) }).collect();
    vec![
        Op::SaveGraphicsState,
        Op::LoadGraphicsState { gs: ExtendedGraphicsStateId(FAINT.to_string()) },
        Op::SetFillColor { col: rgb("#1F1D1A") },
        Op::StartTextSection,
        Op::SetFont { font: PdfFontHandle::External(font_id(face)), size: Pt(size) },
        Op::SetTextMatrix { matrix: TextMatrix::Raw([cos, sin, -sin, cos, origin.0, origin.1]) },
        Op::ShowText { items: vec![TextItem::GlyphIds(shown)] },
        Op::EndTextSection,
        Op::RestoreGraphicsState,
    ]
}

/// Where the sheet ends on a page that is too long: a thin line across, so that a draft shows what hangs over.
pub(crate) fn end_of_sheet(sheet: f32, width: f32, frame: Frame) -> Vec<Op> {
    let y = Pt(frame.height - sheet);
    let end = |x: f32| LinePoint { p: Point { x: Pt(x), y }, bezier: false };
    vec![
        Op::SaveGraphicsState,
        Op::SetOutlineColor { col: rgb("#B3261E") },
        Op::SetOutlineThickness { pt: Pt(0.75) },
        Op::DrawLine { line: Line { points: vec![end(0.0), end(width)], is_closed: false } },
        Op::RestoreGraphicsState,
    ]
}

/// A shape of a logo in shares of its box.
pub(crate) struct Shape {
    pub rings: Vec<Ring>,
    pub fill: Option<[f32; 3]>,
    /// Colour and thickness as a share of the box's width.
    pub stroke: Option<([f32; 3], f32)>,
    pub even_odd: bool,
}

/// One stroke of the pen; `true` beside a point marks a control point of a curve.
#[derive(Default)]
pub(crate) struct Ring {
    pub points: Vec<(f32, f32, bool)>,
    pub closed: bool,
}

/// Draws a vector logo into its place.
pub(crate) fn shapes(shapes: &[Shape], area: Area, frame: Frame) -> Vec<Op> {
    let colour = |[r, g, b]: [f32; 3]| Color::Rgb(Rgb { r, g, b, icc_profile: None });
    let mut ops = Vec::new();
    for shape in shapes {
        let placed = |ring: &Ring| -> Vec<LinePoint> {
            let place = |(x, y, bezier): &(f32, f32, bool)| LinePoint {
                p: frame.point(area.x + x * area.width, area.y + y * area.height),
                bezier: *bezier,
            };
            ring.points.iter().map(place).collect()
        };
        ops.push(Op::SaveGraphicsState);
        if let Some(fill) = shape.fill {
            let rings = shape.rings.iter().map(|ring| PolygonRing { points: placed(ring) }).collect();
            let winding_order = if shape.even_odd { WindingOrder::EvenOdd } else { WindingOrder::NonZero };
            ops.push(Op::SetFillColor { col: colour(fill) });
            ops.push(Op::DrawPolygon { polygon: Polygon { rings, mode: PaintMode::Fill, winding_order } });
        }
        if let Some((stroke, thickness)) = shape.stroke {
            ops.push(Op::SetOutlineColor { col: colour(stroke) });
            ops.push(Op::SetOutlineThickness { pt: Pt(thickness * area.width * PT_PER_PX) });
            for ring in &shape.rings {
                ops.push(Op::DrawLine { line: Line { points: placed(ring), is_closed: ring.closed } });
            }
        }
        ops.push(Op::RestoreGraphicsState);
    }
    ops
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(source: &str) -> Place {
        Place { source: source.to_string(), area: Area { x: 0.0, y: 0.0, width: 100.0, height: 100.0 } }
    }

    #[test]
    fn a_chart_line_is_scaled_into_its_place() {
        // 100 px are 75 pt; half of the box from the top of a sheet of 200 pt is at 200 - 37.5.
        let ops = chart_line(&place("line:#0B6E5F:2:0.0%,0.0% 100.0%,50.0%"), Frame { height: 200.0 });
        let Some(Op::DrawLine { line }) = ops.iter().find(|op| matches!(op, Op::DrawLine { .. })) else {
            panic!("no line drawn")
        };
        let end = &line.points[1].p;
        assert!((end.x.0 - 75.0).abs() < 0.01 && (end.y.0 - 162.5).abs() < 0.01);
    }

    #[test]
    fn an_unreadable_line_draws_nothing() {
        for source in ["line:", "line:#000000:x:0%,0%", "line:#000000:1:0%,0%", "line:#000000:1:a,b c,d"] {
            assert!(chart_line(&place(source), Frame { height: 10.0 }).is_empty(), "{source}");
        }
    }
}
