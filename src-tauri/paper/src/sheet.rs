//! Takes a template's HTML apart into pages, and deals the rows of a flowing block out over as many pages as
//! they need: no row torn, the table's head repeated, no heading left alone at the foot.
//!
//! A page is `<section class="page">`. Inside it one element of class `flow` may be longer than the page:
//! its children are blocks of which
//! - class `repeat` is printed again at the top of every further page until the next `repeat` or `ends`,
//! - class `keep` stays with the block after it, class `with-last` with the block before it.

use crate::error::PaperError;
use headroom_press::Span;

/// A document taken apart: everything up to the first page, the pages, and the end.
pub(crate) struct Sheets<'a> {
    pub head: &'a str,
    pub pages: Vec<&'a str>,
}

const CLOSING: &str = "</body></html>";

impl<'a> Sheets<'a> {
    pub fn split(html: &'a str) -> Result<Sheets<'a>, PaperError> {
        let start = html
            .find("<section")
            .ok_or_else(|| PaperError::Markup("there is no <section class=\"page\">".to_string()))?;
        let (head, mut rest) = html.split_at(start);
        let mut pages = Vec::new();
        while let Some(from) = rest.find("<section") {
            let Some(length) = rest[from..].find("</section>") else {
                return Err(PaperError::Markup("a <section> is not closed".to_string()));
            };
            let to = from + length + "</section>".len();
            pages.push(&rest[from..to]);
            rest = &rest[to..];
        }
        Ok(Sheets { head, pages })
    }

    /// A document with this page alone.
    pub fn alone(&self, page: &str) -> String {
        [self.head, page, CLOSING].concat()
    }
}

/// How a page may be set when it does not fit: each step leaves less room between its parts, none sets type smaller
/// than the paper has it already.
pub(crate) const STEPS: [&str; 4] = ["near", "close", "tight", "dense"];

/// The same page set as `step` says; `None` when the style sheet has no rule for it.
pub(crate) fn closer(head: &str, page: &str, step: &str) -> Option<String> {
    let known = head.contains(&format!(".{step} ")) && page.contains("class=\"page");
    known.then(|| page.replacen("class=\"page", &format!("class=\"page {step}"), 1))
}

/// A page around its flowing block.
pub(crate) struct Flowing<'a> {
    before: &'a str,
    blocks: Vec<Block<'a>>,
    after: &'a str,
}

#[derive(Clone, Copy)]
struct Block<'a> {
    source: &'a str,
    repeat: bool,
    ends: bool,
    keep: bool,
    with_last: bool,
}

impl<'a> Flowing<'a> {
    /// Finds the flowing block of a page; `None` when it has none.
    pub fn of(page: &'a str) -> Result<Option<Flowing<'a>>, PaperError> {
        let Some(at) = page.find("class=\"flow") else { return Ok(None) };
        let inside = page[at..].find('>').map(|end| at + end + 1);
        let Some(inside) = inside else { return Err(unclosed()) };
        let mut blocks = Vec::new();
        let mut cursor = inside;
        loop {
            let Some(open) = page[cursor..].find('<').map(|o| cursor + o) else { return Err(unclosed()) };
            if page[open..].starts_with("</") {
                return Ok(Some(Flowing { before: &page[..inside], blocks, after: &page[open..] }));
            }
            let end = element_end(page, open).ok_or_else(unclosed)?;
            if !page[open..].starts_with("<!") {
                blocks.push(Block::of(&page[open..end]));
            }
            cursor = end;
        }
    }

    /// Deals the blocks out. `spans` are their measures on an endless page of `height`; a sheet is `sheet`
    /// high. Blocks taller than a sheet stand alone and show up as too long.
    pub fn pages(&self, spans: &[Span], height: f32, sheet: f32) -> Vec<String> {
        let (Some(first), Some(last)) = (spans.first(), spans.last()) else {
            return vec![[self.before, self.after].concat()];
        };
        if spans.len() != self.blocks.len() {
            return vec![self.with(&self.blocks)];
        }
        let room = sheet - (height - last.bottom) - first.top;
        let mut pages = Vec::new();
        let mut start = 0;
        while start < self.blocks.len() {
            let head = self.running_head(start);
            let taken = head.map_or(0.0, |at| spans[at].bottom - spans[at].top);
            let fits = |end: usize| taken + spans[end - 1].bottom - spans[start].top <= room + 0.5;
            let mut end = start + 1;
            while end < self.blocks.len() && fits(end + 1) {
                end += 1;
            }
            if end < self.blocks.len() {
                end = self.pull_back(start, end);
            }
            let mut page: Vec<Block> = head.map(|at| self.blocks[at]).into_iter().collect();
            page.extend(&self.blocks[start..end]);
            pages.push(self.with(&page));
            start = end;
        }
        pages
    }

    /// The table head that is still in force at `start`, unless `start` is itself one.
    fn running_head(&self, start: usize) -> Option<usize> {
        if self.blocks[start].repeat || self.blocks[start].ends {
            return None;
        }
        let before = self.blocks[..start].iter().rposition(|block| block.repeat || block.ends)?;
        self.blocks[before].repeat.then_some(before)
    }

    /// Moves the end of a page up so that no heading stands alone and no total leaves its last row.
    fn pull_back(&self, start: usize, end: usize) -> usize {
        let mut at = end;
        while at > start + 1
            && (self.blocks[at - 1].keep || self.blocks[at - 1].repeat || self.blocks[at].with_last)
        {
            at -= 1;
        }
        let useful = at > start && !(self.blocks[at - 1].keep || self.blocks[at - 1].repeat);
        if useful { at } else { end }
    }

    fn with(&self, blocks: &[Block]) -> String {
        let mut page = String::from(self.before);
        blocks.iter().for_each(|block| page.push_str(block.source));
        page.push_str(self.after);
        page
    }
}

impl<'a> Block<'a> {
    fn of(source: &'a str) -> Block<'a> {
        let tag = source.split('>').next().unwrap_or_default();
        let classes =
            tag.split("class=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
        let has = |class: &str| classes.split_ascii_whitespace().any(|own| own == class);
        Block {
            source,
            repeat: has("repeat"),
            ends: has("ends"),
            keep: has("keep"),
            with_last: has("with-last"),
        }
    }
}

fn unclosed() -> PaperError {
    PaperError::Markup("the flowing block is not closed".to_string())
}

/// Where the element (or comment) that opens at `open` ends.
fn element_end(html: &str, open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = open;
    loop {
        let tag = &html[at..];
        if tag.starts_with("<!--") {
            at += tag.find("-->")? + 3;
        } else {
            let end = at + tag.find('>')? + 1;
            if tag.starts_with("</") {
                depth = depth.checked_sub(1)?;
            } else if !html[at..end].ends_with("/>") {
                depth += 1;
            }
            at = end;
        }
        if depth == 0 {
            return Some(at);
        }
        at += html[at..].find('<')?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(top: f32) -> Span {
        Span { top, bottom: top + 10.0 }
    }

    #[test]
    fn pages_are_taken_apart_and_put_alone() {
        let html = "<html><body><section class=\"page\">a</section>\n<section class=\"page\">b</section></body></html>";
        let sheets = Sheets::split(html).unwrap();
        assert_eq!(sheets.pages.len(), 2);
        assert_eq!(
            sheets.alone(sheets.pages[1]),
            "<html><body><section class=\"page\">b</section></body></html>"
        );
        assert!(Sheets::split("<html><body></body></html>").is_err());
    }

    #[test]
    fn a_heading_goes_with_its_table_and_the_head_is_repeated() {
        // Five blocks of 10 in a room of 30 (sheet 30, nothing around): the heading "h" and the head "t"
        // would end page one with one row; rows 1..4 follow under a repeated head, the total keeps row 4.
        let page = "<section class=\"page\"><div class=\"flow\"><div class=\"keep\">h</div><div class=\"repeat\">t</div>\
                    <div>1</div><div>2</div><div>3</div><div>4</div><div class=\"with-last\">s</div></div></section>";
        let flowing = Flowing::of(page).unwrap().unwrap();
        let spans: Vec<Span> = (0..7).map(|i| row(i as f32 * 10.0)).collect();
        let pages = flowing.pages(&spans, 70.0, 30.0);
        let words: Vec<String> = pages
            .iter()
            .map(|page| page.split(['<', '>']).filter(|part| part.len() == 1).collect())
            .collect();
        assert_eq!(words, ["ht1", "t23", "t4s"]);
    }

    #[test]
    fn a_page_without_a_flowing_block_stays_whole() {
        assert!(Flowing::of("<section class=\"page\"><div>x</div></section>").unwrap().is_none());
        assert!(Flowing::of("<section class=\"page\"><div class=\"flow\"><div>x</div>").is_err());
    }
}
