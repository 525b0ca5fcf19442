//! Cuts a text into words, numbers and marks, and folds words so that patterns fit every spelling.

use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, then letters or digits.
    Word,
    /// Digits with their group and decimal signs.
    Number,
    /// `%`, "percent", "Prozent", "pour cent".
    Percent,
    /// A currency sign.
    Currency,
    /// A mark that ends a phrase. Hyphens, apostrophes and quotation marks do not, and are left out.
    Break,
}

#[derive(Debug, Clone)]
pub(super) struct Token {
    pub kind: Kind,
    /// Bytes of the original text.
    pub range: Range<usize>,
    /// Lower case without accents; the text itself for numbers.
    pub folded: String,
}

impl Token {
    pub fn is(&self, kind: Kind) -> bool {
        self.kind == kind
    }
}

/// Characters that print nothing and must not hide a word ("dis\u{ad}count").
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{300}'..='\u{36f}')
}

pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}')
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '¢' | '£' | '¤' | '¥' | '\u{20a0}'..='\u{20cf}' | '＄' | '￡' | '￥' | '﷼')
}

/// Lower case, without the accents of German and French and without invisible characters. "ae", "oe" and
/// "ue" are left alone; patterns that need both spellings name both.
pub(super) fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for c in word.chars().filter(|c| !is_invisible(*c)).flat_map(char::to_lowercase) {
        match c {
            'ä' | 'à' | 'â' | 'á' => folded.push('a'),
            'é' | 'è' | 'ê' | 'ë' => folded.push('e'),
            'î' | 'ï' | 'í' => folded.push('i'),
            'ö' | 'ô' | 'ó' => folded.push('o'),
            'ü' | 'û' | 'ù' | 'ú' => folded.push('u'),
            'ç' => folded.push('c'),
            'ß' => folded.push_str("ss"),
            'œ' => folded.push_str("oe"),
            other if is_invisible(other) => {}
            other => folded.push(other),
        }
    }
    folded
}

/// The tokens of a text, in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let end_of = |i: usize| chars.get(i).map_or(text.len(), |(at, _)| *at);
    let mut found: Vec<Token> = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let (start, c) = chars[i];
        let kind = if c.is_ascii_digit() {
            i = number_end(&chars, i);
            Kind::Number
        } else if c.is_alphabetic() {
            while i < chars.len() && (chars[i].1.is_alphanumeric() || is_invisible(chars[i].1)) {
                i += 1;
            }
            Kind::Word
        } else {
            i += 1;
            match c {
                '%' | '％' | '﹪' => Kind::Percent,
                c if is_currency(c) => Kind::Currency,
                ',' | '.' | ';' | ':' | '!' | '?' | '…' | '\n' | '|' | '•' => Kind::Break,
                _ => continue,
            }
        };
        let range = start..end_of(i);
        let folded = fold(&text[range.clone()]);
        found.push(Token { kind, range, folded });
    }
    join_percent_words(&mut found);
    found
}

/// One past the last character of a number: groups after `.`, `,`, an apostrophe or a space of three
/// digits, decimals, and the Swiss or German dash for "no cents" (`1'200.-`, `1.200,–`).
fn number_end(chars: &[(usize, char)], start: usize) -> usize {
    let at = |i: usize| chars.get(i).map(|(_, c)| *c);
    let is_digit = |i: usize| at(i).is_some_and(|c| c.is_ascii_digit());
    let mut i = start;
    while is_digit(i) {
        i += 1;
    }
    loop {
        match at(i) {
            Some('.' | ',' | '\'' | '’') if is_digit(i + 1) => {
                i += 1;
                while is_digit(i) {
                    i += 1;
                }
            }
            Some(c) if is_space(c) && c != '\n' && (1..=3).all(|n| is_digit(i + n)) && !is_digit(i + 4) => {
                i += 4;
            }
            Some('.' | ',') if matches!(at(i + 1), Some('-' | '–' | '—')) && !is_digit(i + 2) => {
                return i + 2;
            }
            _ => return i,
        }
    }
}

/// Makes one percent mark of "percent", "Prozent", "per cent" and "pour cent".
fn join_percent_words(tokens: &mut Vec<Token>) {
    let mut i = 0;
    while i < tokens.len() {
        if matches!(tokens[i].folded.as_str(), "percent" | "prozent" | "pourcent") {
            tokens[i].kind = Kind::Percent;
        } else if matches!(tokens[i].folded.as_str(), "per" | "pour")
            && tokens.get(i + 1).is_some_and(|next| next.folded == "cent")
        {
            let end = tokens[i + 1].range.end;
            tokens[i].range.end = end;
            tokens[i].kind = Kind::Percent;
            tokens.remove(i + 1);
        }
        i += 1;
    }
}
