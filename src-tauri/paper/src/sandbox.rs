//! What a template of the user's own may not do: run for ever, call itself, or let a text grow without end.
//!
//! A template reaches no file and no network in any case: it only knows the sources it is compiled with, and
//! Tera has nothing that leaves the process. This file reads tags, never HTML, and knows no view.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use tera::{Kwargs, State, Tera};

use crate::error::{PaperError, TemplateFault};

/// The longest source, in bytes.
const MAX_SOURCE: usize = 200_000;
/// The most rounds all loops of one rendering may make together.
const MAX_ROUNDS: u32 = 100_000;
/// The longest text a filter may make, in bytes.
const MAX_TEXT: usize = 100_000;
/// Counts a round; put behind every `for` of an own source.
const COUNT: &str = "headroom_round";

thread_local! {
    /// Rounds left in the rendering of this thread.
    static ROUNDS: Cell<u32> = const { Cell::new(MAX_ROUNDS) };
}

/// Starts the count of a rendering on this thread.
pub(crate) fn start() {
    ROUNDS.set(MAX_ROUNDS);
}

/// Puts the bounded filters and the count of rounds in place of Tera's own.
pub(crate) fn install(tera: &mut Tera) {
    tera.register_function(COUNT, |_: Kwargs, _: &State| -> tera::TeraResult<&'static str> {
        let left = ROUNDS.get();
        if left == 0 {
            return Err(tera::Error::message(format!(
                "the loops of a template may make at most {MAX_ROUNDS} rounds together"
            )));
        }
        ROUNDS.set(left - 1);
        Ok("")
    });
    tera.register_filter("replace", |text: &str, arguments: Kwargs, _: &State| {
        let (from, to) = (arguments.must_get::<String>("from")?, arguments.must_get::<String>("to")?);
        let grown = text.len() + text.matches(from.as_str()).count() * to.len();
        within(grown).map(|()| text.replace(&from, &to))
    });
    tera.register_filter("join", |values: Vec<tera::Value>, arguments: Kwargs, _: &State| {
        let between = arguments.get::<String>("sep")?.unwrap_or_default();
        let words: Vec<String> = values.iter().map(ToString::to_string).collect();
        let grown = words.iter().map(|word| word.len() + between.len()).sum();
        within(grown).map(|()| words.join(&between))
    });
    // Neither is of use on a paper, and both make texts longer.
    for name in ["indent", "str"] {
        tera.register_filter(name, |text: &str, _: Kwargs, _: &State| {
            within(text.len()).map(|()| text.to_string())
        });
    }
}

fn within(length: usize) -> tera::TeraResult<()> {
    if length > MAX_TEXT {
        return Err(tera::Error::message(format!("a text may be at most {} kB long", MAX_TEXT / 1000)));
    }
    Ok(())
}

/// A source with its loops counted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Guarded {
    pub text: String,
    /// What was put in: line, the column it begins at (both from 1, in `text`), and its length.
    added: Vec<(usize, usize, usize)>,
}

impl Guarded {
    /// The column of the user's own text for a column of `text`.
    pub(crate) fn column(&self, line: usize, column: usize) -> usize {
        let before = self.added.iter().filter(|(at, from, _)| *at == line && *from < column);
        column.saturating_sub(before.map(|(_, _, length)| length).sum::<usize>()).max(1)
    }
}

/// Counts the loops of an own source, and refuses what makes texts grow.
pub(crate) fn guard(name: &str, source: &str) -> Result<Guarded, PaperError> {
    if source.len() > MAX_SOURCE {
        let message = format!("a template may be at most {} kB long", MAX_SOURCE / 1000);
        return Err(fault(name, source, 0, message));
    }
    let mut text = String::with_capacity(source.len() + 256);
    let mut added = Vec::new();
    let mut copied = 0;
    for tag in tags(source) {
        let word = tag.word();
        if word == "set" || word == "set_global" {
            let message = "a template prints what it is given and keeps no values of its own".to_string();
            return Err(fault(name, source, tag.start, message));
        }
        if !tag.joins_simply() {
            let message = "`~` joins one value and one text in quotes; print longer chains side by side";
            return Err(fault(name, source, tag.start, message.to_string()));
        }
        if word == "for" {
            text.push_str(&source[copied..tag.end]);
            copied = tag.end;
            let count = if tag.inner.ends_with('-') { "() -}}" } else { "() }}" };
            let count = format!("{{{{ {COUNT}{count}");
            let (line, column) = place(&text, text.len());
            added.push((line, column, count.chars().count()));
            text.push_str(&count);
        }
    }
    text.push_str(&source[copied..]);
    Ok(Guarded { text, added })
}

/// Refuses sources and components that come round to themselves.
pub(crate) fn refuse_circles(sources: &BTreeMap<String, &str>) -> Result<(), PaperError> {
    let mut uses: BTreeMap<String, Vec<(String, &str, usize)>> = BTreeMap::new();
    for (name, source) in sources {
        let mut within = format!("\"{name}\"");
        for tag in tags(source) {
            match tag.word() {
                "component" => within = format!("<{}>", tag.second()),
                "endcomponent" => within = format!("\"{name}\""),
                "include" | "extends" => {
                    let target = format!("\"{}\"", tag.second());
                    uses.entry(within.clone()).or_default().push((target, name, tag.start));
                }
                _ => {}
            }
            for component in tag.components() {
                let target = format!("<{component}>");
                uses.entry(within.clone()).or_default().push((target, name, tag.start));
            }
        }
    }
    let mut clear = BTreeSet::new();
    for start in uses.keys() {
        let mut path = vec![start.as_str()];
        if let Some((target, source, at)) = circle(&uses, &mut path, &mut clear) {
            let message = format!("{target} is used inside itself");
            return Err(fault(source, sources.get(*source).copied().unwrap_or_default(), *at, message));
        }
    }
    Ok(())
}

type Uses<'a> = BTreeMap<String, Vec<(String, &'a str, usize)>>;

/// The use that leads back into `path`, if one does.
fn circle<'a>(
    uses: &'a Uses<'a>,
    path: &mut Vec<&'a str>,
    clear: &mut BTreeSet<&'a str>,
) -> Option<&'a (String, &'a str, usize)> {
    let here = path.last().copied()?;
    if clear.contains(here) {
        return None;
    }
    for one in uses.get(here).into_iter().flatten() {
        if path.contains(&one.0.as_str()) {
            return Some(one);
        }
        path.push(&one.0);
        let found = circle(uses, path, clear);
        path.pop();
        if found.is_some() {
            return found;
        }
    }
    clear.insert(here);
    None
}

/// `{{ ... }}` or `{% ... %}`.
pub(crate) struct Tag<'a> {
    start: usize,
    pub end: usize,
    /// Between the delimiters, without a leading `-`.
    pub inner: &'a str,
    block: bool,
}

impl<'a> Tag<'a> {
    /// The first word of a `{% %}`; empty for a `{{ }}`.
    pub fn word(&self) -> &'a str {
        if self.block { self.inner.split_whitespace().next().unwrap_or_default() } else { "" }
    }

    /// The second word without quotes and brackets: what is included, or the component's name.
    fn second(&self) -> &'a str {
        let rest = self.inner.trim_start().strip_prefix(self.word()).unwrap_or_default().trim_start();
        let rest = rest.trim_start_matches(['"', '\'', '`']);
        rest.split(|c: char| c.is_whitespace() || "\"'`()-".contains(c)).next().unwrap_or_default()
    }

    /// At most one `~`, with a text in quotes on one side: such a text grows by what is written, not by itself.
    fn joins_simply(&self) -> bool {
        let code = blanked(self.inner);
        let mut joins = code.match_indices('~');
        let Some((at, _)) = joins.next() else { return true };
        let quoted = |c: Option<char>| matches!(c, Some('"' | '\'' | '`'));
        joins.next().is_none()
            && (quoted(code[..at].trim_end().chars().last())
                || quoted(code[at + 1..].trim_start().chars().next()))
    }

    /// Names after a `<`: components that are used here. A comparison looks the same and names none.
    fn components(&self) -> Vec<String> {
        let code = blanked(self.inner);
        code.match_indices('<')
            .map(|(at, _)| code[at + 1..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect())
            .filter(|name: &String| !name.is_empty())
            .collect()
    }
}

/// The text with everything inside quotes turned into spaces; the quotes stay, and so do all positions.
pub(crate) fn blanked(inner: &str) -> String {
    let mut open = None;
    inner
        .chars()
        .flat_map(|c| {
            let shown = match open {
                Some(mark) if c == mark => {
                    open = None;
                    c
                }
                Some(_) => return std::iter::repeat_n(' ', c.len_utf8()),
                None => {
                    open = matches!(c, '"' | '\'' | '`').then_some(c);
                    c
                }
            };
            std::iter::repeat_n(shown, 1)
        })
        .collect()
}

/// All tags in order; comments and raw text hold none. A tag nobody closes ends the list: Tera says so itself.
pub(crate) fn tags(source: &str) -> Vec<Tag<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = source[at..].find(['{']).map(|offset| at + offset) {
        let rest = &source[start..];
        if rest.starts_with("{#") {
            let Some(end) = rest.find("#}") else { break };
            at = start + end + 2;
        } else if rest.starts_with("{{") || rest.starts_with("{%") {
            let block = rest.starts_with("{%");
            let Some(length) = blanked(&rest[2..]).find(if block { "%}" } else { "}}" }) else { break };
            let end = start + 2 + length + 2;
            let inner = rest[2..2 + length].strip_prefix('-').unwrap_or(&rest[2..2 + length]);
            let tag = Tag { start, end, inner, block };
            at = end;
            if tag.word() == "raw" {
                let Some(close) = source[end..].find("endraw") else { break };
                at = end + close;
            } else {
                found.push(tag);
            }
        } else {
            at = start + 1;
        }
    }
    found
}

/// Line and column of an offset, from 1.
pub(crate) fn place(source: &str, offset: usize) -> (usize, usize) {
    let before = &source[..offset];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}

fn fault(name: &str, source: &str, offset: usize, message: String) -> PaperError {
    let (line, column) = place(source, offset);
    PaperError::Template(TemplateFault { template: name.to_string(), line, column, message, unknown: None })
}
