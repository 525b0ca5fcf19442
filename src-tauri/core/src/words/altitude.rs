//! The altitude check (001-31): who must hear a need decides whom the paper is for.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::phrases::{Phrase, places};
use super::tokens::tokens;

/// Where the need comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NeedScope {
    SameTeam,
    NewDepartment,
    NewUseCase,
}

/// How high a title stands; a guess from words, shown as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Seniority {
    Unknown,
    Individual,
    Manager,
    Director,
    VicePresident,
    Executive,
}

/// The verdict, with a sentence for the screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Altitude {
    pub fits: bool,
    pub seniority: Seniority,
    pub message: String,
}

/// How senior a title reads, in English, German or French. The highest word of a title counts, except that
/// an assistant to somebody is not that somebody.
pub fn seniority(title: &str) -> Seniority {
    static LEVELS: [(Seniority, &[&str]); 5] = [
        (
            Seniority::Individual,
            &[
                "product|process|data|business owner",
                "assistant|assistentin|assistenz|assistante|referent|referentin",
            ],
        ),
        (
            Seniority::VicePresident,
            &[
                "vp|svp|evp|avp",
                "vice president",
                "vice président|présidente",
                "bereichsleiter|bereichsleiterin|bereichsleitung|hauptabteilungsleiter*|prokurist|prokuristin",
                "directeur|directrice général|générale adjoint|adjointe",
                "head of? *",
            ],
        ),
        (
            Seniority::Executive,
            &[
                "ceo|cfo|coo|cto|cio|cro|cmo|cpo|chro|ciso|cdo",
                "chief * officer",
                "chief *",
                "president|founder|cofounder|owner",
                "managing|general partner",
                "managing director",
                "geschäftsführer*|geschaeftsfuehrer*|vorstand*|inhaber*",
                "directeur|directrice général|générale",
                "pdg|dg|daf|dsi|drh",
                "président|présidente|gérant|gérante",
            ],
        ),
        (
            Seniority::Director,
            &["director|directeur|directrice|abteilungsleiter*|*leiter|*leiterin|leiter|leiterin|leitung"],
        ),
        (
            Seniority::Manager,
            &["manager|managerin|lead|leader|supervisor|teamleiter*|responsable|chef|cheffe"],
        ),
    ];
    let words = tokens(title);
    if words.is_empty() {
        return Seniority::Unknown;
    }
    for (level, patterns) in LEVELS {
        let phrases: Vec<Phrase> = patterns.iter().map(|p| Phrase::parse(p)).collect();
        if !places(&phrases, &words).is_empty() {
            return level;
        }
    }
    Seniority::Individual
}

/// Checks a person against a need: the same team is a talk with the champion, a new department or a new use
/// case needs a sponsor at VP level.
pub fn altitude(scope: NeedScope, name: &str, title: &str, is_champion: bool) -> Altitude {
    let seniority = seniority(title);
    let sponsor = seniority >= Seniority::VicePresident;
    let (fits, message) = match scope {
        NeedScope::SameTeam if is_champion || sponsor => (true, String::new()),
        NeedScope::SameTeam => (
            false,
            format!(
                "More of the same for the same team goes to the champion, and {name} is not marked as one."
            ),
        ),
        NeedScope::NewDepartment | NeedScope::NewUseCase if sponsor => (true, String::new()),
        NeedScope::NewDepartment => (
            false,
            format!(
                "A new department needs a sponsor at VP level. Ask {name} who that is, and meet them first."
            ),
        ),
        NeedScope::NewUseCase => (
            false,
            format!(
                "A new use case needs a sponsor at VP level. Ask {name} who that is, and meet them first."
            ),
        ),
    };
    Altitude { fits, seniority, message }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_read_in_three_languages() {
        for (title, expected) in [
            ("VP Operations", Seniority::VicePresident),
            ("Senior Vice-President, Sales", Seniority::VicePresident),
            ("Head of Support", Seniority::VicePresident),
            ("Bereichsleiterin Vertrieb", Seniority::VicePresident),
            ("CFO", Seniority::Executive),
            ("Chief Revenue Officer", Seniority::Executive),
            ("Geschäftsführerin", Seniority::Executive),
            ("Directrice générale", Seniority::Executive),
            ("Director of Engineering", Seniority::Director),
            ("Vertriebsleiter", Seniority::Director),
            ("Customer Success Manager", Seniority::Manager),
            ("Data analyst", Seniority::Individual),
            ("Product owner", Seniority::Individual),
            ("Assistant to the CEO", Seniority::Individual),
            ("", Seniority::Unknown),
        ] {
            assert_eq!(seniority(title), expected, "{title}");
        }
    }

    #[test]
    fn a_new_department_needs_a_sponsor_and_the_same_team_a_champion() {
        assert!(altitude(NeedScope::SameTeam, "Ana", "Analyst", true).fits);
        assert!(!altitude(NeedScope::SameTeam, "Ana", "Analyst", false).fits);
        assert!(!altitude(NeedScope::NewDepartment, "Ana", "Analyst", true).fits);
        assert!(altitude(NeedScope::NewDepartment, "Bo", "VP Finance", false).fits);
        let verdict = altitude(NeedScope::NewUseCase, "Ana", "Team lead", true);
        assert!(!verdict.fits && verdict.message.contains("VP level"));
    }
}
