//! How a printed value is set so that its lines break and read as they should: French signs keep to their word, the
//! last two words stay together, and words from right to left keep their space before a number.
//!
//! It knows characters alone: no template, no page.

use std::borrow::Cow;

use headroom_press::is_right_to_left;

const NO_BREAK: char = '\u{A0}';

/// Keeps the last two words together, so that no line ends with one word alone. Long words and short texts
/// stay as they are: there the tie would tear a larger hole than it closes.
pub(crate) fn tied(text: &str) -> String {
    match text.trim_end().rsplit_once(' ') {
        Some((start, last)) if last.chars().count() <= 12 && start.split(' ').count() >= 3 => {
            format!("{start}{NO_BREAK}{last}")
        }
        _ => text.to_string(),
    }
}

/// Whether a text is read from right to left: its first letter says so.
pub(crate) fn is_from_the_right(text: &str) -> bool {
    text.chars().find(|letter| letter.is_alphabetic()).is_some_and(is_right_to_left)
}

/// A value as it is printed. The layout takes direction marks out of a text, so that only spaces are set here; a block
/// of words from the right has its direction from the style.
pub(crate) fn set(text: &str) -> Cow<'_, str> {
    if !text.contains(' ') {
        return Cow::Borrowed(text);
    }
    let has_right = text.chars().any(is_right_to_left);
    let signs: Vec<char> = text.chars().collect();
    let kept: Vec<bool> = (0..signs.len()).map(|at| is_kept(&signs, at, has_right)).collect();
    if !kept.contains(&true) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(signs.iter().zip(kept).map(|(sign, kept)| if kept { NO_BREAK } else { *sign }).collect())
}

/// Whether the space at this place may not end a line: before a French double sign, inside guillemets, and between a
/// word from the right and a number or another script, where the layout would lose it at the edge of the run.
fn is_kept(signs: &[char], at: usize, has_right: bool) -> bool {
    if signs[at] != ' ' || at == 0 {
        return false;
    }
    let (before, Some(after)) = (signs[at - 1], signs.get(at + 1).copied()) else { return false };
    let alone = signs.get(at + 2).is_none_or(|next| next.is_whitespace());
    let turns = has_right
        && before.is_alphanumeric()
        && after.is_alphanumeric()
        && is_right_to_left(before) != is_right_to_left(after);
    turns
        || before == '«'
        || after == '»'
        || (matches!(after, ':' | ';' | '?' | '!') && alone && before != ' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_signs_keep_to_their_word() {
        assert_eq!(set("Prix : 12 par an ; et après ?"), "Prix\u{A0}: 12 par an\u{A0}; et après\u{A0}?");
        assert_eq!(set("« oui »"), "«\u{A0}oui\u{A0}»");
        // A sign that begins a word is no French one, and other text stays as it is.
        assert_eq!(set("see :smile and 10:30"), "see :smile and 10:30");
        assert!(matches!(set("Two of three promises met"), Cow::Borrowed(_)));
    }

    #[test]
    fn words_from_the_right_keep_the_space_before_a_number() {
        assert_eq!(set("شارع الجامعة 44"), "شارع الجامعة\u{A0}44");
        assert!(is_from_the_right("“أريد أن”"));
        assert!(!is_from_the_right("14:00, then أريد"));
    }
}
