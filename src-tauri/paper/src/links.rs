//! Finds mail and web addresses in a page's text, so that they can be clicked. The layout engine makes no
//! links of its own; only `mailto:`, `http:` and `https:` ever come out of here.

use headroom_press::{Area, Line};

/// A clickable place and where it leads.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Link {
    pub target: String,
    pub area: Area,
}

pub(crate) fn links(lines: &[Line]) -> Vec<Link> {
    lines.iter().flat_map(links_of).collect()
}

fn links_of(line: &Line) -> Vec<Link> {
    let mut found = Vec::new();
    let mut from = 0;
    for word in line.text.split_inclusive(char::is_whitespace) {
        let start = from + (word.len() - word.trim_start_matches(is_wrapping).len());
        let bare = word.trim_matches(is_wrapping);
        from += word.len();
        if let Some(target) = target_of(bare)
            && let Some(area) = area_of(line, start, start + bare.len())
        {
            found.push(Link { target, area });
        }
    }
    found
}

fn is_wrapping(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            ',' | ';' | ':' | '.' | '(' | ')' | '<' | '>' | '"' | '\'' | '“' | '”' | '«' | '»' | '!' | '?'
        )
}

fn target_of(word: &str) -> Option<String> {
    if !word.is_ascii() || word.bytes().any(|b| b.is_ascii_control() || b" <>\"\\^`{|}".contains(&b)) {
        return None;
    }
    let web = word.strip_prefix("https://").or_else(|| word.strip_prefix("http://"));
    if let Some(rest) = web {
        return (rest.contains('.') && !rest.starts_with('.')).then(|| word.to_string());
    }
    let (name, host) = word.split_once('@')?;
    let host_reads =
        host.contains('.') && host.split('.').all(|part| !part.is_empty()) && !host.contains('@');
    (!name.is_empty() && host_reads).then(|| format!("mailto:{word}"))
}

fn area_of(line: &Line, start: usize, end: usize) -> Option<Area> {
    let inside: Vec<_> = line.glyphs.iter().filter(|(at, _, _)| (start..end).contains(at)).collect();
    let left = inside.first()?.1;
    let right = inside.last().map(|(_, x, advance)| x + advance)?;
    Some(Area { x: left, y: line.baseline - line.size, width: right - left, height: line.size * 1.3 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_and_nothing_else() {
        assert_eq!(target_of("maya@larkfield.example").as_deref(), Some("mailto:maya@larkfield.example"));
        assert_eq!(target_of("https://larkfield.example/x").as_deref(), Some("https://larkfield.example/x"));
        for word in ["javascript:alert(1)", "a@b", "@x.y", "x@.y", "file:///etc/passwd", "40", "a@b@c.d"] {
            assert_eq!(target_of(word), None, "{word}");
        }
    }

    #[test]
    fn a_link_covers_its_word_without_the_full_stop() {
        // Glyphs 10 wide: "ask a@b.c." puts the address at characters 4..9, so x 40 to 90.
        let text = "ask a@b.c.".to_string();
        let glyphs = (0..text.len()).map(|at| (at, at as f32 * 10.0, 10.0)).collect();
        let line = Line { text, glyphs, baseline: 100.0, size: 20.0 };
        let found = links(&[line]);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].area.x, found[0].area.width), (40.0, 50.0));
    }
}
