//! Finds amounts of money in running text, however they are written.

use std::ops::Range;

use super::tokens::{Kind, Token};

/// Currency codes that are no word of our three languages; recognised in any case.
static CODES: [&str; 40] = [
    "usd", "eur", "gbp", "chf", "jpy", "cny", "rmb", "cad", "aud", "nzd", "sek", "nok", "dkk", "pln", "czk",
    "huf", "bgn", "rub", "uah", "ils", "inr", "idr", "myr", "sgd", "hkd", "twd", "krw", "thb", "vnd", "php",
    "brl", "mxn", "clp", "zar", "ngn", "aed", "sar", "kwd", "kr", "sfr",
];

/// Codes that are also words ("TRY 3 things", "TOP 10"): only in capitals and beside a number written as money.
static WORDLIKE_CODES: [&str; 8] = ["TRY", "RON", "COP", "PEN", "MAD", "ALL", "GEL", "ISK"];

static CURRENCY_WORDS: [&str; 16] = [
    "euro", "euros", "dollar", "dollars", "pound", "pounds", "sterling", "franken", "francs", "cents", "yen",
    "rupees", "rupien", "bucks", "livres", "kronen",
];

static MAGNITUDES: [&str; 22] = [
    "k",
    "m",
    "mm",
    "b",
    "bn",
    "mn",
    "mio",
    "mrd",
    "tsd",
    "thousand",
    "thousands",
    "million",
    "millions",
    "millionen",
    "billion",
    "billions",
    "tausend",
    "milliarden",
    "milliarde",
    "mille",
    "milliard",
    "milliards",
];

/// Number words that make "five thousand dollars" an amount.
static NUMBER_WORDS: [&str; 36] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "hundred",
    "ein",
    "zwei",
    "drei",
    "vier",
    "funf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "hundert",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "dix",
    "vingt",
    "cent",
    "cents",
    "cinquante",
];

/// Byte ranges of every amount in the text.
pub(super) fn amounts(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        if token.is(Kind::Number) {
            found.extend(around_number(text, tokens, i));
        } else if token.is(Kind::Word) {
            found.extend(glued_code(text, token));
            found.extend(number_words(tokens, i));
        }
    }
    found
}

/// `€1.2M`, `EUR 1.200`, `1 200 €`, `12k USD`, `5 millions d'euros`.
fn around_number(text: &str, tokens: &[Token], i: usize) -> Option<Range<usize>> {
    let number = &tokens[i];
    let mut start = None;
    if let Some(before) = i.checked_sub(1).map(|at| &tokens[at])
        && names_currency(text, before, number)
        && close(text, before, number)
    {
        start = Some(before.range.start);
        // "US$", "CA$": the letters belong to the sign.
        if before.is(Kind::Currency)
            && let Some(letters) = i.checked_sub(2).map(|at| &tokens[at])
            && letters.range.end == before.range.start
            && letters.is(Kind::Word)
        {
            start = Some(letters.range.start);
        }
    }
    let mut next = i + 1;
    let mut end = number.range.end;
    let is_magnitude = |t: &Token| t.is(Kind::Word) && MAGNITUDES.contains(&t.folded.as_str());
    if tokens.get(next).is_some_and(|t| is_magnitude(t) && close(text, number, t)) {
        end = tokens[next].range.end;
        next += 1;
        // "Mio. €": the dot of the abbreviation is no full stop.
        if tokens.get(next).is_some_and(|t| t.is(Kind::Break) && &text[t.range.clone()] == ".")
            && tokens
                .get(next + 1)
                .is_some_and(|t| t.is(Kind::Currency) || CODES.contains(&t.folded.as_str()))
        {
            next += 1;
        }
    }
    while tokens.get(next).is_some_and(|t| matches!(t.folded.as_str(), "de" | "d" | "us")) {
        next += 1;
    }
    if let Some(after) = tokens.get(next)
        && names_currency(text, after, number)
    {
        end = after.range.end;
        start = start.or(Some(number.range.start));
    }
    start.map(|start| start..end)
}

/// True when nothing but spaces and a sign stands between two tokens.
fn close(text: &str, a: &Token, b: &Token) -> bool {
    text[a.range.end..b.range.start]
        .chars()
        .all(|c| super::tokens::is_space(c) || matches!(c, '-' | '−' | '–' | '+' | '~' | '('))
}

fn names_currency(text: &str, token: &Token, number: &Token) -> bool {
    let written_as_money = || number.folded.contains(['.', ',', '\'', '’', ' ', '\u{a0}', '\u{202f}']);
    match token.kind {
        Kind::Currency => true,
        Kind::Word => {
            let word = token.folded.as_str();
            CODES.contains(&word)
                || CURRENCY_WORDS.contains(&word)
                || (WORDLIKE_CODES.contains(&&text[token.range.clone()]) && written_as_money())
        }
        _ => false,
    }
}

/// `USD1200` and `EUR1`.
fn glued_code(_text: &str, token: &Token) -> Option<Range<usize>> {
    let digits = token.folded.find(|c: char| c.is_ascii_digit())?;
    let tail = token.folded[digits..].trim_end_matches(['k', 'm']);
    let is_amount = CODES.contains(&&token.folded[..digits]) && tail.bytes().all(|b| b.is_ascii_digit());
    is_amount.then(|| token.range.clone())
}

/// "five thousand dollars", "zwanzigtausend Euro", "deux millions d'euros".
fn number_words(tokens: &[Token], i: usize) -> Option<Range<usize>> {
    let currency = &tokens[i];
    if !CURRENCY_WORDS.contains(&currency.folded.as_str()) && !CODES.contains(&currency.folded.as_str()) {
        return None;
    }
    let mut before = i.checked_sub(1)?;
    if matches!(tokens[before].folded.as_str(), "de" | "d" | "us") {
        before = before.checked_sub(1)?;
    }
    let word = tokens[before].folded.as_str();
    let compound = ["hundert", "tausend", "million"].iter().any(|part| word.contains(part));
    let long_magnitude = MAGNITUDES.contains(&word) && word.len() > 2;
    let is_number = NUMBER_WORDS.contains(&word) || compound || long_magnitude;
    is_number.then(|| tokens[before].range.start..currency.range.end)
}
