//! Finds text that runs into other text or off the sheet. Rows in the flow push each other down; what a template
//! places at a fixed spot does not, and a long word there would be read through another one.

use headroom_press::Line;

/// What a letter takes above and below its baseline, as parts of its size: without accents and the tips of descenders,
/// so that lines set close do not count.
const ABOVE: f32 = 0.68;
const BELOW: f32 = 0.12;
/// Pixels two pieces of text may share: letters set close to each other, rounding.
const SHARED: f32 = 1.5;

/// Where a piece of text stands: left, right, top, bottom.
fn place(line: &Line) -> Option<(f32, f32, f32, f32)> {
    let seen = |at: usize| {
        line.text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(|c| !c.is_whitespace())
    };
    let mut edges: Option<(f32, f32)> = None;
    for (_, x, advance) in line.glyphs.iter().filter(|(at, _, _)| seen(*at)) {
        let (left, right) = edges.unwrap_or((*x, x + advance));
        edges = Some((left.min(*x), right.max(x + advance)));
    }
    let (left, right) = edges?;
    Some((left, right, line.baseline - line.size * ABOVE, line.baseline + line.size * BELOW))
}

/// The first pair of texts on a page that stand on each other.
pub(crate) fn crossing(lines: &[Line]) -> Option<(String, String)> {
    let places: Vec<_> = lines.iter().filter_map(|line| Some((line, place(line)?))).collect();
    for (at, (one, (left, right, top, bottom))) in places.iter().enumerate() {
        for (other, (l, r, t, b)) in &places[at + 1..] {
            let across = right.min(*r) - left.max(*l);
            let down = bottom.min(*b) - top.max(*t);
            if across > SHARED && down > SHARED {
                return Some((one.text.trim().to_owned(), other.text.trim().to_owned()));
            }
        }
    }
    None
}

/// The first text that leaves a sheet of this width.
pub(crate) fn beyond(lines: &[Line], width: f32) -> Option<String> {
    let leaves = |line: &&Line| {
        place(line).is_some_and(|(left, right, _, _)| left < -SHARED || right > width + SHARED)
    };
    lines.iter().find(leaves).map(|line| line.text.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters of 10 pixels, 20 high, from `x` on.
    fn line(text: &str, x: f32, baseline: f32) -> Line {
        let glyphs = (0..text.len()).map(|at| (at, x + at as f32 * 10.0, 10.0)).collect();
        Line { text: text.to_owned(), glyphs, baseline, size: 20.0 }
    }

    #[test]
    fn text_on_text_is_found_and_text_beside_or_below_is_not() {
        // "above" ends at 50 where "beside" begins; the next line stands 24 lower.
        let page = [line("above", 0.0, 20.0), line("beside", 50.0, 20.0), line("below", 0.0, 44.0)];
        assert_eq!(crossing(&page), None);
        // Ten pixels lower the letters of "into" stand in those of "above".
        let page = [line("above", 0.0, 20.0), line("into", 30.0, 30.0)];
        assert_eq!(crossing(&page), Some(("above".into(), "into".into())));
    }

    #[test]
    fn text_that_leaves_the_sheet_is_found() {
        // From 960 to 1,000 on a sheet of 980.
        assert_eq!(beyond(&[line("word", 960.0, 20.0)], 980.0), Some("word".into()));
        // A space behind the edge is not seen.
        assert_eq!(beyond(&[line("wo  ", 960.0, 20.0)], 980.0), None);
    }
}
