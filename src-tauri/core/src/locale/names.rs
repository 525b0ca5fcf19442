//! Names of months and weekdays in the languages of the papers, written and read.

use chrono::Weekday;

use super::Language;

/// Full and short names. German and French short months follow the languages' own usage: no dot after
/// a name that is not cut.
struct Names {
    months: [(&'static str, &'static str); 12],
    weekdays: [(&'static str, &'static str); 7],
}

static ENGLISH: Names = Names {
    months: [
        ("January", "Jan"),
        ("February", "Feb"),
        ("March", "Mar"),
        ("April", "Apr"),
        ("May", "May"),
        ("June", "Jun"),
        ("July", "Jul"),
        ("August", "Aug"),
        ("September", "Sep"),
        ("October", "Oct"),
        ("November", "Nov"),
        ("December", "Dec"),
    ],
    weekdays: [
        ("Monday", "Mon"),
        ("Tuesday", "Tue"),
        ("Wednesday", "Wed"),
        ("Thursday", "Thu"),
        ("Friday", "Fri"),
        ("Saturday", "Sat"),
        ("Sunday", "Sun"),
    ],
};

static GERMAN: Names = Names {
    months: [
        ("Januar", "Jan."),
        ("Februar", "Feb."),
        ("März", "März"),
        ("April", "Apr."),
        ("Mai", "Mai"),
        ("Juni", "Juni"),
        ("Juli", "Juli"),
        ("August", "Aug."),
        ("September", "Sept."),
        ("Oktober", "Okt."),
        ("November", "Nov."),
        ("Dezember", "Dez."),
    ],
    weekdays: [
        ("Montag", "Mo."),
        ("Dienstag", "Di."),
        ("Mittwoch", "Mi."),
        ("Donnerstag", "Do."),
        ("Freitag", "Fr."),
        ("Samstag", "Sa."),
        ("Sonntag", "So."),
    ],
};

static FRENCH: Names = Names {
    months: [
        ("janvier", "janv."),
        ("février", "févr."),
        ("mars", "mars"),
        ("avril", "avr."),
        ("mai", "mai"),
        ("juin", "juin"),
        ("juillet", "juil."),
        ("août", "août"),
        ("septembre", "sept."),
        ("octobre", "oct."),
        ("novembre", "nov."),
        ("décembre", "déc."),
    ],
    weekdays: [
        ("lundi", "lun."),
        ("mardi", "mar."),
        ("mercredi", "mer."),
        ("jeudi", "jeu."),
        ("vendredi", "ven."),
        ("samedi", "sam."),
        ("dimanche", "dim."),
    ],
};

fn names(language: Language) -> &'static Names {
    match language {
        Language::En => &ENGLISH,
        Language::De => &GERMAN,
        Language::Fr => &FRENCH,
    }
}

fn month_entry(language: Language, month: u32) -> (&'static str, &'static str) {
    let index = (month.clamp(1, 12) - 1) as usize;
    names(language).months[index]
}

/// The full name of a month, 1 to 12 (other values are clamped).
pub fn month_name(language: Language, month: u32) -> &'static str {
    month_entry(language, month).0
}

/// The short name of a month, 1 to 12 (other values are clamped).
pub fn month_name_short(language: Language, month: u32) -> &'static str {
    month_entry(language, month).1
}

pub fn weekday_name(language: Language, day: Weekday) -> &'static str {
    names(language).weekdays[day.num_days_from_monday() as usize].0
}

pub fn weekday_name_short(language: Language, day: Weekday) -> &'static str {
    names(language).weekdays[day.num_days_from_monday() as usize].1
}

/// The month a word names, in any of the languages: a full name, or its first three letters or more
/// when they fit one month only ("juin" and "juillet" differ from the fourth letter on).
pub fn month_named(word: &str) -> Option<u32> {
    let word = fold(word);
    if word.chars().count() < 3 {
        return None;
    }
    // A full name wins over a beginning, so that "mai" is May and never half of another word.
    let every = || Language::ALL.into_iter().flat_map(|l| (1..=12).map(move |m| (fold(month_name(l, m)), m)));
    if let Some((_, month)) = every().find(|(name, _)| *name == word) {
        return Some(month);
    }
    if let Some(month) = usual_short_form(&word) {
        return Some(month);
    }
    let mut found = None;
    for (_, month) in every().filter(|(name, _)| name.starts_with(&word)) {
        match found {
            None => found = Some(month),
            Some(earlier) if earlier != month => return None,
            Some(_) => {}
        }
    }
    found
}

/// Short forms that are no beginning of a name.
fn usual_short_form(word: &str) -> Option<u32> {
    match word {
        "mrz" | "mar" => Some(3),
        "jun" => Some(6),
        "jul" => Some(7),
        _ => None,
    }
}

/// Lower case, without the accents of German and French and without a closing dot.
fn fold(word: &str) -> String {
    word.trim_end_matches('.')
        .to_lowercase()
        .chars()
        .map(|c| match c {
            'ä' | 'à' | 'â' => 'a',
            'é' | 'è' | 'ê' => 'e',
            'û' | 'ù' | 'ü' => 'u',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_printed_month_name_is_read_back() {
        for language in Language::ALL {
            for month in 1..=12 {
                assert_eq!(month_named(month_name(language, month)), Some(month));
                assert_eq!(
                    month_named(month_name_short(language, month)),
                    Some(month),
                    "{language:?} {month}"
                );
            }
        }
    }

    #[test]
    fn a_beginning_that_fits_two_months_names_none() {
        assert_eq!(month_named("jui"), None, "juin and juillet");
        assert_eq!(month_named("ju"), None);
        assert_eq!(month_named("Sept"), Some(9));
        assert_eq!(month_named("DEC."), Some(12));
    }
}
