//! Reading a pasted transcript: who speaks when, and where the sentences are. The words themselves are never changed;
//! only line breaks between lines of one speaker become spaces.
//!
//! Understood are "Name: words", "Name (00:12): words", a line with name and time above the words, "[00:01:12] Name:
//! words", and WebVTT or SRT with their cues. A text without names is one turn of nobody.

use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use ts_rs::TS;

/// What one person says until somebody else speaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Turn {
    /// As the transcript names them.
    pub speaker: Option<String>,
    /// The time the transcript gives, as it is written.
    pub at: Option<String>,
    pub text: String,
    /// Where sentences begin and end in `text`, in UTF-16 units as the window counts.
    pub sentences: Vec<Sentence>,
}

/// A part of a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Sentence {
    pub start: usize,
    pub end: usize,
}

/// One line: the time and the name in front of it, and the words.
#[derive(Debug, Default)]
struct Line<'a> {
    at: Option<&'a str>,
    label: Option<String>,
    /// The label stands alone: it is about the lines below.
    heading: bool,
    words: &'a str,
}

/// Words that stand inside names without a capital.
const PARTICLES: &[&str] =
    &["de", "da", "del", "della", "der", "di", "du", "la", "le", "van", "von", "zu", "bin", "al", "el"];

/// Words that are written short, with a point that ends no sentence.
const SHORT: &[&str] = &["Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Nr", "No", "approx", "ca", "bzw", "vs"];

/// The turns of a transcript, in its order; neighbouring lines of one speaker are one turn.
pub fn turns(text: &str) -> Vec<Turn> {
    let lines: Vec<Line<'_>> = without_cues(text).map(read).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for label in lines.iter().filter_map(|line| line.label.as_deref()) {
        *counts.entry(label).or_default() += 1;
    }
    let labelled: usize = counts.values().sum();
    // "Example: we lost a day" is no speaker, unless most lines begin with one.
    let mostly = labelled * 2 >= lines.len();
    let is_speaker =
        |label: &str| mostly || label.contains(' ') || counts.get(label).is_some_and(|count| *count > 1);
    let mut found: Vec<Turn> = Vec::new();
    for line in &lines {
        let speaker = line.label.as_deref().filter(|label| line.heading || is_speaker(label));
        let whole = match (line.label.as_deref(), speaker) {
            (Some(label), None) => format!("{label}: {}", line.words),
            _ => line.words.to_owned(),
        };
        let goes_on = match (found.last(), speaker) {
            (Some(last), Some(speaker)) => last.speaker.as_deref() == Some(speaker),
            (Some(_), None) => true,
            (None, _) => false,
        };
        match found.last_mut().filter(|_| goes_on) {
            Some(last) => {
                if !last.text.is_empty() && !whole.is_empty() {
                    last.text.push(' ');
                }
                last.text.push_str(&whole);
            }
            None => found.push(Turn {
                speaker: speaker.map(str::to_owned),
                at: line.at.map(str::to_owned),
                text: whole,
                sentences: Vec::new(),
            }),
        }
    }
    found.retain(|turn| !turn.text.is_empty());
    for turn in &mut found {
        turn.sentences = sentences(&turn.text);
    }
    found
}

/// The lines that hold words: without blank ones and without what WebVTT and SRT add.
fn without_cues(text: &str) -> impl Iterator<Item = &str> {
    let cued = text.contains("-->");
    text.trim_start_matches('\u{feff}').lines().map(str::trim).filter(move |line| {
        let cue =
            line.starts_with("WEBVTT") || line.contains("-->") || line.bytes().all(|b| b.is_ascii_digit());
        !(line.is_empty() || cued && cue)
    })
}

fn read(line: &str) -> Line<'_> {
    if let Some((name, words)) = line.strip_prefix("<v ").and_then(|rest| rest.split_once('>')) {
        let words = words.trim_end_matches("</v>").trim();
        return Line { label: Some(name.trim().to_owned()), words, ..Line::default() };
    }
    let (at, rest) = time_before(line);
    // Only a name and a time: the words come below.
    let (name, behind) = time_behind(rest);
    if let Some(at) = behind
        && let Some(name) = speaker(name)
    {
        return Line { at: Some(at), label: Some(name), heading: true, words: "" };
    }
    if let Some((label, words)) =
        rest.split_once(": ").or_else(|| rest.strip_suffix(':').map(|label| (label, "")))
    {
        let (name, behind) = time_behind(label);
        if let Some(name) = speaker(name) {
            return Line { at: at.or(behind), label: Some(name), heading: false, words: words.trim() };
        }
    }
    Line { at, words: rest, ..Line::default() }
}

/// A time at the beginning, and what follows: "[00:01:12] Ana: yes".
fn time_before(line: &str) -> (Option<&str>, &str) {
    let open = line.trim_start_matches(['[', '(']);
    let end = open.find(|c: char| !(c.is_ascii_digit() || c == ':' || c == '.')).unwrap_or(open.len());
    let time = &open[..end];
    match is_time(time) {
        true => (Some(time), open[end..].trim_start_matches([']', ')', '-', '\u{2013}', ' ', '\t'])),
        false => (None, line),
    }
}

/// A time at the end, and what stands before: "Ana Ruiz  0:12", "Ana Ruiz (00:12)".
fn time_behind(text: &str) -> (&str, Option<&str>) {
    let text = text.trim();
    let bare = text.trim_end_matches([')', ']']);
    let start = bare.rfind(|c: char| !(c.is_ascii_digit() || c == ':' || c == '.')).map_or(0, |at| at + 1);
    let start = (start..=bare.len()).find(|at| bare.is_char_boundary(*at)).unwrap_or(bare.len());
    let time = &bare[start..];
    match is_time(time) {
        true => {
            (bare[..start].trim_end_matches(['(', '[', ' ', '\t', '-', '\u{2013}', ',', '|']), Some(time))
        }
        false => (text, None),
    }
}

fn is_time(text: &str) -> bool {
    let parts: Vec<&str> = text.split(':').collect();
    (2..=3).contains(&parts.len())
        && parts
            .iter()
            .all(|part| (1..=6).contains(&part.len()) && part.starts_with(|c: char| c.is_ascii_digit()))
}

/// The name a label is, if it can be one: up to five words with capitals, a company in brackets left out.
fn speaker(label: &str) -> Option<String> {
    let plain = label.split(['(', '[']).next().unwrap_or(label).trim();
    let named = |word: &str| {
        word.starts_with(|c: char| {
            c.is_uppercase() || c.is_ascii_digit() || (c.is_alphabetic() && !c.is_lowercase())
        }) || PARTICLES.contains(&word)
    };
    let words: Vec<&str> = plain.split_whitespace().collect();
    let odd = |c: char| matches!(c, '?' | '!' | ';' | ',' | '"' | '\u{201c}' | '\u{201d}' | ':' | '/');
    let fits = (1..=5).contains(&words.len())
        && plain.chars().count() <= 60
        && !plain.contains(odd)
        && !plain.starts_with(|c: char| c.is_ascii_digit())
        && words.iter().all(|word| named(word));
    fits.then(|| words.join(" "))
}

/// Where sentences begin and end. A point before a small letter, behind a single letter or behind a number ends none.
fn sentences(text: &str) -> Vec<Sentence> {
    let signs: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let (mut start, mut units) = (0, 0);
    for (at, sign) in signs.iter().enumerate() {
        units += sign.len_utf16();
        let east = matches!(sign, '\u{3002}' | '\u{ff1f}' | '\u{ff01}');
        let ends = east || matches!(sign, '.' | '?' | '!' | '\u{2026}') && is_end(&signs, at);
        if ends && units > start {
            found.push(Sentence { start, end: units });
            start = units + signs[at + 1..].iter().take_while(|c| c.is_whitespace()).count();
        }
    }
    if start < units {
        found.push(Sentence { start, end: units });
    }
    found
}

fn is_end(signs: &[char], at: usize) -> bool {
    let next = signs.get(at + 1);
    if !next.is_none_or(|sign| sign.is_whitespace()) {
        return false;
    }
    let after = signs[at + 1..].iter().find(|sign| !sign.is_whitespace());
    if after.is_some_and(|sign| sign.is_lowercase()) {
        return false;
    }
    let before: Vec<char> =
        signs[..at].iter().rev().take_while(|sign| !sign.is_whitespace()).copied().collect();
    let abbreviated =
        before.len() == 1 && before[0].is_alphabetic() || before.iter().all(char::is_ascii_digit);
    let word: String = before.into_iter().rev().collect();
    !(signs[at] == '.' && (abbreviated || SHORT.contains(&word.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<(Option<String>, String)> {
        turns(text).into_iter().map(|turn| (turn.speaker, turn.text)).collect()
    }

    fn turn(speaker: &str, text: &str) -> (Option<String>, String) {
        (Some(speaker.to_owned()), text.to_owned())
    }

    /// The forms the usual recorders write; each gives the same two turns with the words as they stand.
    #[test]
    fn who_speaks_is_read_from_the_usual_forms() {
        let expected =
            [turn("Ana Ruiz", "We rebuild it. Every Monday."), turn("Jo", "How long does it take?")];
        for text in [
            "Ana Ruiz: We rebuild it.\nEvery Monday.\nJo: How long does it take?",
            "Ana Ruiz (00:12): We rebuild it. Every Monday.\n\nJo (00:31): How long does it take?\n",
            "Ana Ruiz  0:12\nWe rebuild it. Every Monday.\n\nJo  0:31\nHow long does it take?",
            "[00:00:12] Ana Ruiz: We rebuild it. Every Monday.\n[00:00:31] Jo: How long does it take?",
            "WEBVTT\n\n1\n00:00:12.000 --> 00:00:14.000\nAna Ruiz: We rebuild it.\n\n2\n00:00:14.000 --> 00:00:15.000\nAna Ruiz: Every Monday.\n\n3\n00:00:31.000 --> 00:00:33.000\nJo: How long does it take?\n",
            "WEBVTT\n\n00:12.000 --> 00:15.000\n<v Ana Ruiz>We rebuild it. Every Monday.</v>\n\n00:31.000 --> 00:33.000\n<v Jo>How long does it take?</v>",
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
        assert_eq!(turns("Ana Ruiz (00:12): Yes.\nJo: No.")[0].at.as_deref(), Some("00:12"));
    }

    /// A colon alone makes no speaker, and a text without names is one turn.
    #[test]
    fn a_colon_in_a_sentence_is_no_speaker() {
        let text = "We met at the fair.\nExample: the March list was rebuilt twice.\nIt was late, we said: never again.\nThen we left.";
        assert_eq!(said(text).len(), 1);
        assert_eq!(said(text)[0].0, None);
        assert!(said(text)[0].1.contains("Example: the March list"));
        assert_eq!(said("  \n"), []);
    }

    /// Spans are in UTF-16 units: "Größe" has 5, an emoji 2.
    #[test]
    fn sentences_are_where_the_window_counts_them() {
        let cut = |text: &str| -> Vec<String> {
            let units: Vec<u16> = text.encode_utf16().collect();
            sentences(text).iter().map(|s| String::from_utf16(&units[s.start..s.end]).unwrap()).collect()
        };
        assert_eq!(cut("Größe zählt 🙂. Wirklich? Ja"), ["Größe zählt 🙂.", "Wirklich?", "Ja"]);
        assert_eq!(
            cut("It costs 3.5 hours, e.g. on Mondays. Mr. B. Smith knows."),
            ["It costs 3.5 hours, e.g. on Mondays.", "Mr. B. Smith knows."]
        );
        assert_eq!(cut("数字要快。每周一。"), ["数字要快。", "每周一。"]);
    }
}
