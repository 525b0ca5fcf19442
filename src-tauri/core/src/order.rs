//! How names are put in order: as people expect of a list, whatever the case, the accents and the digits.
//!
//! Not a dictionary of any one language: a list looks the same on every machine that opens the book.

/// What a text is sorted by: compared byte by byte, "Älmhult" stands by "Almhult" and "Plant 9" before "Plant 10".
pub fn sort_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len() + 8);
    let mut digits = String::new();
    for sign in text.trim().chars() {
        if sign.is_ascii_digit() {
            digits.push(sign);
            continue;
        }
        push_number(&mut key, &mut digits);
        push_plain(&mut key, sign);
    }
    push_number(&mut key, &mut digits);
    key
}

/// A text without case and accents, for finding words in it as they are typed.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    text.chars().for_each(|sign| push_plain(&mut folded, sign));
    folded
}

fn push_plain(to: &mut String, sign: char) {
    if sign.is_ascii() {
        to.push(sign.to_ascii_lowercase());
        return;
    }
    for lower in sign.to_lowercase() {
        match plain(lower) {
            Some(letters) => to.push_str(letters),
            None => to.push(lower),
        }
    }
}

/// A run of digits as its length and its value, so that longer numbers come later.
fn push_number(key: &mut String, digits: &mut String) {
    if digits.is_empty() {
        return;
    }
    let value = digits.trim_start_matches('0');
    // Length as a character from "0" on: digits stay before letters, as without a length.
    let length = u32::try_from(value.len()).unwrap_or(u32::MAX).min(9);
    key.push(char::from_digit(length, 10).unwrap_or('9'));
    key.push_str(value);
    digits.clear();
}

/// The plain letters of an accented small one.
fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        // The dot that a capital I leaves when it becomes small.
        '\u{307}' => "",
        _ => return None,
    })
}

#[cfg(test)]
mod test {
    use super::{fold, sort_key};

    /// The order a person expects: accents and case aside, numbers by their value.
    #[test]
    fn names_stand_where_one_looks_for_them() {
        let mut names =
            vec!["Zeta", "Örebro Works", "plant 10", "Plant 9", "Oslo", "étoile", "Etna", "Łódź", "Lund"];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(
            names,
            ["Etna", "étoile", "Łódź", "Lund", "Örebro Works", "Oslo", "Plant 9", "plant 10", "Zeta"]
        );
        assert_eq!(sort_key("Straße 007"), sort_key("STRASSE 7"));
        assert!(fold("Plant 10, Ålesund").contains("10, al"));
    }
}
