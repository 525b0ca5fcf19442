//! Whether a line on paper is still what the customer said (verbatim chain).
//!
//! Only white space and the shape of quotation marks and dots may differ; one other letter makes it a
//! paraphrase, which is allowed but marked.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::tokens::{is_invisible, is_space};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DiffKind {
    Same,
    /// In the quote, not in the line.
    Removed,
    /// In the line, not in the quote.
    Added,
}

/// A run of words that is the same in both texts, or in one of them only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DiffPart {
    pub kind: DiffKind,
    pub text: String,
}

/// How a line relates to the quote it is bound to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "wording", rename_all = "snake_case")]
pub enum Wording {
    /// Their words, letter by letter.
    Verbatim,
    /// Their words with parts left out, each gap shown by an ellipsis.
    Shortened,
    /// Other words: the paper prints "paraphrased", the screen shows the difference.
    Paraphrased { diff: Vec<DiffPart> },
}

impl Wording {
    /// True when the paper must print the mark "paraphrased".
    pub fn is_paraphrase(&self) -> bool {
        matches!(self, Wording::Paraphrased { .. })
    }
}

/// Compares a line with the quote it is bound to.
pub fn compare(quote: &str, line: &str) -> Wording {
    let said = normalised(quote);
    let written = normalised(line);
    if said == written {
        return Wording::Verbatim;
    }
    if is_shortened(&said, &written) {
        return Wording::Shortened;
    }
    Wording::Paraphrased { diff: word_diff(&said, &written) }
}

/// One space between words, straight quotation marks, three dots for an ellipsis, none around the whole.
fn normalised(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_invisible(*c) || ('\u{300}'..='\u{36f}').contains(c)) {
        match c {
            '…' => plain.push_str("..."),
            '“' | '”' | '„' | '‟' | '«' | '»' | '″' => plain.push('"'),
            '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' => plain.push('\''),
            c if is_space(c) => plain.push(' '),
            c => plain.push(c),
        }
    }
    // French print sets spaces inside its quotation marks.
    let plain = plain.split(' ').filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
    let plain = plain.replace("[...]", "...").replace("(...)", "...");
    let inner = plain.strip_prefix('"').and_then(|p| p.strip_suffix('"')).filter(|p| !p.contains('"'));
    inner.map_or(plain.clone(), |p| p.trim().to_owned())
}

/// True when the pieces between ellipses stand in the quote, in order, each on word boundaries.
fn is_shortened(said: &str, written: &str) -> bool {
    if !written.contains("...") {
        return false;
    }
    let pieces: Vec<&str> = written.split("...").map(str::trim).filter(|p| !p.is_empty()).collect();
    if pieces.is_empty() {
        return false;
    }
    let mut from = 0;
    for (index, piece) in pieces.iter().enumerate() {
        // Without an ellipsis in front, the line begins where the quote begins; likewise at the end.
        let anchored_start = index == 0 && !written.starts_with("...");
        let anchored_end = index + 1 == pieces.len() && !written.ends_with("...");
        let Some(at) = find_piece(said, piece, from, anchored_start, anchored_end) else { return false };
        from = at + piece.len();
    }
    true
}

fn find_piece(said: &str, piece: &str, from: usize, at_start: bool, at_end: bool) -> Option<usize> {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mut search = from;
    while let Some(found) = said.get(search..)?.find(piece) {
        let at = search + found;
        let end = at + piece.len();
        let cut_in_front = is_letter(said[..at].chars().next_back()) && is_letter(piece.chars().next());
        let cut_behind = is_letter(piece.chars().next_back()) && is_letter(said[end..].chars().next());
        let fits = !cut_in_front && !cut_behind && (!at_start || at == 0) && (!at_end || end == said.len());
        if fits {
            return Some(at);
        }
        search = at + piece.chars().next().map_or(1, char::len_utf8);
    }
    None
}

/// The longest common run of words, as parts. Texts longer than a page are compared as wholes.
fn word_diff(said: &str, written: &str) -> Vec<DiffPart> {
    let old: Vec<&str> = said.split(' ').filter(|w| !w.is_empty()).collect();
    let new: Vec<&str> = written.split(' ').filter(|w| !w.is_empty()).collect();
    let mut parts: Vec<DiffPart> = Vec::new();
    if old.len() * new.len() > 1_000_000 {
        push(&mut parts, DiffKind::Removed, said);
        push(&mut parts, DiffKind::Added, written);
        return parts;
    }
    let width = new.len() + 1;
    let mut common = vec![0u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i * width + j] = if old[i] == new[j] {
                common[(i + 1) * width + j + 1] + 1
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            push(&mut parts, DiffKind::Same, old[i]);
            (i, j) = (i + 1, j + 1);
        } else if j == new.len()
            || (i < old.len() && common[(i + 1) * width + j] >= common[i * width + j + 1])
        {
            push(&mut parts, DiffKind::Removed, old[i]);
            i += 1;
        } else {
            push(&mut parts, DiffKind::Added, new[j]);
            j += 1;
        }
    }
    parts
}

fn push(parts: &mut Vec<DiffPart>, kind: DiffKind, word: &str) {
    if word.is_empty() {
        return;
    }
    match parts.last_mut().filter(|last| last.kind == kind) {
        Some(last) => {
            last.text.push(' ');
            last.text.push_str(word);
        }
        None => parts.push(DiffPart { kind, text: word.to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &str = "We rebuild the same report every Monday, and it's never the same twice.";

    #[test]
    fn only_white_space_and_marks_may_differ() {
        for line in [
            SAID,
            "  We rebuild the same\nreport every\u{a0}Monday, and it’s never the same twice. ",
            "“We rebuild the same report every Monday, and it's never the same twice.”",
            "« We rebuild the same report every Monday, and it’s never the same twice. »",
        ] {
            assert_eq!(compare(SAID, line), Wording::Verbatim, "{line}");
        }
    }

    #[test]
    fn one_letter_makes_a_paraphrase_and_the_difference_is_shown() {
        let line = "We rebuild the same reports every Monday, and it's never the same twice.";
        let part = |kind, text: &str| DiffPart { kind, text: text.into() };
        assert_eq!(
            compare(SAID, line),
            Wording::Paraphrased {
                diff: vec![
                    part(DiffKind::Same, "We rebuild the same"),
                    part(DiffKind::Removed, "report"),
                    part(DiffKind::Added, "reports"),
                    part(DiffKind::Same, "every Monday, and it's never the same twice."),
                ]
            }
        );
        for line in [
            "we rebuild the same report every Monday, and it's never the same twice.",
            "We rebuild the same report every Monday",
            "",
        ] {
            assert!(
                compare(SAID, line).is_paraphrase(),
                "a change of case or a cut without ellipsis: {line}"
            );
        }
    }

    #[test]
    fn a_gap_with_an_ellipsis_is_shortened_not_paraphrased() {
        for line in [
            "We rebuild the same report … never the same twice.",
            "We rebuild the same report every Monday...",
            "We rebuild the same report every Monday […] twice.",
            "... it's never the same twice.",
        ] {
            assert_eq!(compare(SAID, line), Wording::Shortened, "{line}");
        }
        for line in [
            "never the same twice. … We rebuild",
            "We rebuild the same rep…",
            "rebuild the same report …",
            "…",
        ] {
            assert!(compare(SAID, line).is_paraphrase(), "{line}");
        }
    }

    proptest::proptest! {
        /// Nothing of either text is lost in the difference.
        #[test]
        fn the_parts_give_both_texts_back(a in "[a-c ]{0,30}", b in "[a-c ]{0,30}") {
            if let Wording::Paraphrased { diff } = compare(&a, &b) {
                let side = |drop: DiffKind| diff.iter().filter(|p| p.kind != drop).map(|p| p.text.as_str()).collect::<Vec<_>>().join(" ");
                proptest::prop_assert_eq!(side(DiffKind::Added), normalised(&a));
                proptest::prop_assert_eq!(side(DiffKind::Removed), normalised(&b));
            }
        }
    }
}
