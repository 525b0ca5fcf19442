//! The headline says what the customer wants, not what we sell (001-19, 001-20).

use super::phrases::{Phrase, bytes, places};
use super::tokens::{Kind, Token, tokens};
use super::{Finding, Rule, tidy};

/// Names so ordinary that only their capital, or a word such as "plan" beside them, makes them a name.
static ORDINARY: [&str; 17] = [
    "basic",
    "pro",
    "enterprise",
    "team",
    "teams",
    "business",
    "growth",
    "standard",
    "premium",
    "starter",
    "plus",
    "free",
    "core",
    "advanced",
    "essential",
    "essentials",
    "professional",
];

/// Words that make the word beside them a product.
static CATALOGUE_WORDS: [&str; 12] = [
    "plan", "tier", "edition", "package", "bundle", "licence", "license", "licences", "licenses", "tarif",
    "paket", "forfait",
];

/// Finds names from the catalogue, SKUs and "the Growth tier" in a headline. `names` are product and plan
/// names and external ids as the book knows them; empty ones are ignored.
pub fn check_headline(text: &str, names: &[&str]) -> Vec<Finding> {
    let words = tokens(text);
    let mut found = Vec::new();
    for name in names {
        let wanted: Vec<Token> = tokens(name).into_iter().filter(|t| !t.is(Kind::Break)).collect();
        if wanted.is_empty() {
            continue;
        }
        for start in 0..words.len() {
            let Some(window) = words.get(start..start + wanted.len()) else { break };
            if !window.iter().zip(&wanted).all(|(a, b)| a.folded == b.folded) {
                continue;
            }
            if ordinary_use(text, &words, start, window, name) {
                continue;
            }
            let range = window[0].range.start..window[window.len() - 1].range.end;
            let message =
                format!("\"{name}\" is a product. A headline says what they want in their own words.");
            found.push(Finding::at(text, Rule::ProductName, range, message));
        }
    }
    for place in places(&[Phrase::parse("sku|skus")], &words) {
        let message = "A SKU in the headline. Say what they want in their own words.";
        found.push(Finding::at(text, Rule::ProductName, bytes(&words, &place), message));
    }
    found.extend(named_plans(text, &words));
    found.extend(codes(text));
    tidy(found)
}

/// An ordinary word in lower case with no catalogue word beside it: "our enterprise customers".
fn ordinary_use(text: &str, words: &[Token], start: usize, window: &[Token], name: &str) -> bool {
    if window.len() != 1 || !ORDINARY.contains(&window[0].folded.as_str()) {
        return false;
    }
    let neighbour = |at: Option<usize>| {
        at.and_then(|i| words.get(i)).is_some_and(|t| CATALOGUE_WORDS.contains(&t.folded.as_str()))
    };
    let written_as_named = text[window[0].range.clone()] == *name;
    !written_as_named && !neighbour(start.checked_sub(1)) && !neighbour(Some(start + 1))
}

/// "Growth tier", "the Scale plan": a capitalised word, not the first of the text, before a catalogue word.
fn named_plans(text: &str, words: &[Token]) -> Vec<Finding> {
    let mut found = Vec::new();
    for (i, pair) in words.windows(2).enumerate() {
        let capital = text[pair[0].range.clone()].starts_with(char::is_uppercase);
        let catalogue = matches!(pair[1].folded.as_str(), "tier" | "plan" | "edition");
        if i > 0 && pair[0].is(Kind::Word) && capital && catalogue {
            let range = pair[0].range.start..pair[1].range.end;
            let message = "Names a plan. A headline says what they want in their own words.";
            found.push(Finding::at(text, Rule::ProductName, range, message));
        }
    }
    found
}

/// `HR-PRO-50`: capitals and digits joined by hyphens.
fn codes(text: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut start = 0;
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end().trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '"', '”']);
        let word_start = word.len() - word.trim_start_matches(['(', '"', '“']).len();
        let code = &word[word_start..];
        let shape = code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-');
        let capitals = code.bytes().filter(u8::is_ascii_uppercase).count();
        let digits = code.bytes().filter(u8::is_ascii_digit).count();
        if shape && code.contains('-') && capitals >= 2 && digits >= 1 {
            let range = start + word_start..start + word.len();
            let message = "Looks like a SKU. Say what they want in their own words.";
            found.push(Finding::at(text, Rule::ProductName, range, message));
        }
        start += piece.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 5] = ["Pro", "Enterprise", "Insights Module", "HR-PRO-50", ""];

    #[test]
    fn a_name_from_the_catalogue_is_found() {
        for (text, matched) in [
            ("Move to Enterprise this year", "Enterprise"),
            ("the enterprise plan for all", "enterprise"),
            ("Insights module for every region", "Insights module"),
            ("insights-module for every region", "insights-module"),
            ("Order HR-PRO-50 now", "HR-PRO-50"),
            ("Order XK-200 now", "XK-200"),
            ("60 more seats on the Growth tier", "Growth tier"),
            ("SKU 12 for the team", "SKU"),
        ] {
            let found = check_headline(text, &NAMES);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert_eq!(found[0].matched, matched);
        }
    }

    #[test]
    fn an_ordinary_word_stays_one() {
        for text in [
            "Our enterprise customers wait two days",
            "ein Bericht pro Region",
            "One view for support and billing",
            "a plan for Monday",
            "The EMEA team sees what Berlin sees",
        ] {
            assert_eq!(check_headline(text, &NAMES), [], "{text}");
        }
    }
}
