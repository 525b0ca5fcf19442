//! A small pattern language for phrases, so that the lists of words stay readable.
//!
//! A pattern is a row of elements separated by spaces. `a|b` takes either word, a closing `?` makes the
//! element optional, `word*` takes every word that begins so, `*word` every word that ends so, `*word*`
//! every word that contains it, `#` takes a number and `%` a percent mark. Elements follow each other
//! without a comma or full stop between them. Words are written as in the language; they are folded here.

use std::ops::Range;

use super::tokens::{Kind, Token, fold};

#[derive(Debug, PartialEq)]
enum Word {
    Exact(String),
    Begins(String),
    Ends(String),
    Contains(String),
    Number,
    Percent,
}

impl Word {
    fn parse(text: &str) -> Word {
        match text {
            "#" => Word::Number,
            "%" => Word::Percent,
            _ => {
                let core = fold(text.trim_matches('*'));
                match (text.starts_with('*'), text.ends_with('*')) {
                    (true, true) => Word::Contains(core),
                    (true, false) => Word::Ends(core),
                    (false, true) => Word::Begins(core),
                    (false, false) => Word::Exact(core),
                }
            }
        }
    }

    fn fits(&self, token: &Token) -> bool {
        match self {
            Word::Number => token.is(Kind::Number),
            Word::Percent => token.is(Kind::Percent),
            _ if !token.is(Kind::Word) => false,
            Word::Exact(word) => token.folded == *word,
            Word::Begins(word) => token.folded.starts_with(word),
            Word::Ends(word) => token.folded.ends_with(word),
            Word::Contains(word) => token.folded.contains(word),
        }
    }
}

#[derive(Debug)]
struct Element {
    words: Vec<Word>,
    optional: bool,
}

/// A compiled phrase.
#[derive(Debug)]
pub(super) struct Phrase(Vec<Element>);

impl Phrase {
    pub fn parse(pattern: &str) -> Phrase {
        let element = |part: &str| {
            let (part, optional) = part.strip_suffix('?').map_or((part, false), |p| (p, true));
            Element { words: part.split('|').map(Word::parse).collect(), optional }
        };
        Phrase(pattern.split_whitespace().map(element).collect())
    }

    /// The number of tokens the phrase takes from the start of `tokens`.
    fn length_at(&self, tokens: &[Token]) -> Option<usize> {
        fn walk(elements: &[Element], tokens: &[Token], taken: usize) -> Option<usize> {
            let Some((element, rest)) = elements.split_first() else { return Some(taken) };
            let here = tokens.get(taken).is_some_and(|t| element.words.iter().any(|w| w.fits(t)));
            if here && let Some(length) = walk(rest, tokens, taken + 1) {
                return Some(length);
            }
            if element.optional { walk(rest, tokens, taken) } else { None }
        }
        walk(&self.0, tokens, 0).filter(|length| *length > 0)
    }
}

/// Every place where one of the phrases stands, as token ranges; the first phrase that fits wins a place.
pub(super) fn places(phrases: &[Phrase], tokens: &[Token]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for start in 0..tokens.len() {
        if let Some(length) = phrases.iter().find_map(|p| p.length_at(&tokens[start..])) {
            found.push(start..start + length);
        }
    }
    found
}

/// The bytes of the text a range of tokens covers.
pub(super) fn bytes(tokens: &[Token], range: &Range<usize>) -> Range<usize> {
    tokens[range.start].range.start..tokens[range.end - 1].range.end
}
