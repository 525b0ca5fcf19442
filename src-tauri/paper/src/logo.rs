//! The supplier's logo: PNG pixels, or the filled and stroked shapes of an SVG.

use printpdf::{RawImage, XObjectId};
use usvg::tiny_skia_path::{PathSegment, Point};

use crate::error::PaperError;
use crate::ink::{Ring, Shape};
use crate::templates;

/// The box a logo is fitted into on an A4 paper, in points.
const BOX: (f32, f32) = (140.0, 22.0);
/// The most pixels of a PNG; more would only make the file large.
const MAX_PIXELS: usize = 4_000_000;

pub(crate) enum Picture {
    Pixels(Box<RawImage>),
    Shapes(Vec<Shape>),
}

pub(crate) struct Logo {
    pub picture: Picture,
    /// Width over height.
    pub ratio: f32,
}

/// The name of a logo's place in a template, and of its pixels in the PDF.
pub(crate) const SOURCE: &str = "logo";

pub(crate) fn object_id() -> XObjectId {
    printpdf::html::bridge::image_xobject_id(SOURCE)
}

impl Logo {
    pub fn read(bytes: &[u8]) -> Result<Logo, PaperError> {
        if bytes.starts_with(b"\x89PNG") {
            let image = RawImage::decode_from_bytes(bytes, &mut Vec::new()).map_err(PaperError::Logo)?;
            if image.width == 0 || image.height == 0 || image.width * image.height > MAX_PIXELS {
                return Err(PaperError::Logo(format!(
                    "{} x {} pixels; it must have between 1 and {MAX_PIXELS}",
                    image.width, image.height
                )));
            }
            let ratio = image.width as f32 / image.height as f32;
            return Ok(Logo { picture: Picture::Pixels(Box::new(image)), ratio });
        }
        let text = std::str::from_utf8(bytes)
            .map_err(|_| PaperError::Logo("it is neither a PNG nor an SVG".to_string()))?;
        if text.contains("<text") {
            return Err(PaperError::Logo("convert the text of the SVG to outlines".to_string()));
        }
        let tree = usvg::Tree::from_str(text, &usvg::Options::default())
            .map_err(|error| PaperError::Logo(error.to_string()))?;
        let size = (tree.size().width(), tree.size().height());
        let mut shapes = Vec::new();
        collect(tree.root(), size, &mut shapes)?;
        Ok(Logo { picture: Picture::Shapes(shapes), ratio: size.0 / size.1 })
    }

    /// The size on paper, within the box.
    pub fn on_paper(&self) -> templates::Logo {
        let height = BOX.1.min(BOX.0 / self.ratio);
        templates::Logo { width: format!("{:.2}pt", height * self.ratio), height: format!("{height:.2}pt") }
    }
}

fn collect(group: &usvg::Group, size: (f32, f32), shapes: &mut Vec<Shape>) -> Result<(), PaperError> {
    let plain = |what: &str| {
        PaperError::Logo(format!("{what} in an SVG cannot be drawn; use plain colours or a PNG"))
    };
    if group.mask().is_some() || group.clip_path().is_some() || !group.filters().is_empty() {
        return Err(plain("a mask, clip or filter"));
    }
    for node in group.children() {
        match node {
            usvg::Node::Group(inner) => collect(inner, size, shapes)?,
            usvg::Node::Path(path) if path.is_visible() => {
                shapes.push(shape(path, size).ok_or_else(|| plain("a gradient or pattern"))?)
            }
            usvg::Node::Path(_) => {}
            usvg::Node::Image(_) => return Err(plain("a picture")),
            usvg::Node::Text(_) => return Err(plain("text")),
        }
    }
    Ok(())
}

fn shape(path: &usvg::Path, size: (f32, f32)) -> Option<Shape> {
    let solid = |paint: &usvg::Paint| match paint {
        usvg::Paint::Color(c) => {
            Some([f32::from(c.red) / 255.0, f32::from(c.green) / 255.0, f32::from(c.blue) / 255.0])
        }
        _ => None,
    };
    let fill = match path.fill() {
        Some(fill) => Some(solid(fill.paint())?),
        None => None,
    };
    let transform = path.abs_transform();
    let stroke = match path.stroke() {
        Some(stroke) => {
            Some((solid(stroke.paint())?, stroke.width().get() * transform.get_scale().0 / size.0))
        }
        None => None,
    };
    let place = |mut point: Point, bezier: bool| {
        transform.map_point(&mut point);
        (point.x / size.0, point.y / size.1, bezier)
    };
    let (mut rings, mut ring) = (Vec::new(), Ring::default());
    let mut pen = Point::default();
    for segment in path.data().segments() {
        match segment {
            PathSegment::MoveTo(to) => {
                rings.push(std::mem::take(&mut ring));
                ring.points.push(place(to, false));
                pen = to;
            }
            PathSegment::LineTo(to) => {
                ring.points.push(place(to, false));
                pen = to;
            }
            PathSegment::QuadTo(by, to) => {
                // A quadratic curve as the cubic one PDF knows: two thirds of the way to its control point.
                let third = |end: Point| {
                    Point::from_xy(end.x + (by.x - end.x) * 2.0 / 3.0, end.y + (by.y - end.y) * 2.0 / 3.0)
                };
                ring.points.extend([place(third(pen), true), place(third(to), true), place(to, false)]);
                pen = to;
            }
            PathSegment::CubicTo(a, b, to) => {
                ring.points.extend([place(a, true), place(b, true), place(to, false)]);
                pen = to;
            }
            PathSegment::Close => ring.closed = true,
        }
    }
    rings.push(ring);
    rings.retain(|ring| ring.points.len() > 1);
    let even_odd = path.fill().is_some_and(|fill| fill.rule() == usvg::FillRule::EvenOdd);
    Some(Shape { rings, fill, stroke, even_odd })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_svg_becomes_shapes_in_shares_of_its_box() {
        let logo = Logo::read(br##"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="10"><rect x="20" width="20" height="10" fill="#ff0000"/></svg>"##).unwrap();
        assert_eq!(logo.ratio, 4.0);
        let Picture::Shapes(shapes) = logo.picture else { panic!("pixels from an SVG") };
        assert_eq!(shapes[0].fill, Some([1.0, 0.0, 0.0]));
        assert_eq!(shapes[0].rings[0].points[0], (0.5, 0.0, false));
    }

    #[test]
    fn what_cannot_be_drawn_is_named() {
        let gradient = br##"<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><linearGradient id="g"><stop stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient><rect width="4" height="4" fill="url(#g)"/></svg>"##;
        for bytes in [
            gradient.as_slice(),
            b"GIF89a",
            b"\x89PNG broken",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"><text>x</text></svg>",
        ] {
            assert!(matches!(Logo::read(bytes), Err(PaperError::Logo(_))));
        }
    }
}
