//! The sentences on what comes next: goals, roadmap, recommendation, steps.

use crate::papers::phrases::say;
use crate::papers::voice::Voice;
use headroom_core::locale::Language;

impl Voice {
    pub fn goals_title(self) -> String {
        self.one_of(["Where you want to be", "Wo Sie hinwollen", "Où vous voulez arriver"])
    }

    pub fn goals_lead(self) -> String {
        self.one_of([
            "In your own words, with the day you said it",
            "In Ihren Worten, mit dem Tag, an dem Sie es sagten",
            "Avec vos mots, et le jour où vous l’avez dit",
        ])
    }

    /// `theirs`: a date of the customer is on it.
    pub fn roadmap_title(self, theirs: bool) -> String {
        self.one_of(if theirs {
            [
                "Your dates, and what we do before them",
                "Ihre Termine, und was wir davor tun",
                "Vos dates, et ce que nous faisons avant",
            ]
        } else {
            ["What we do next", "Was wir als Nächstes tun", "Ce que nous faisons ensuite"]
        })
    }

    pub fn roadmap_source(self, day: &str) -> String {
        say!(
            self,
            "Plans as of {day}; when a date moves, we tell you",
            "Pläne vom {day}; wenn sich ein Termin verschiebt, sagen wir es Ihnen",
            "Plans au {day} ; si une date change, nous vous le disons",
        )
    }

    /// Whose bar it is.
    pub fn lane_note(self, goal: bool) -> String {
        self.one_of(if goal {
            ["Your goal", "Ihr Ziel", "Votre objectif"]
        } else {
            ["From us", "Von uns", "De notre part"]
        })
    }

    pub fn until_day(self, day: &str) -> String {
        say!(self, "Until {day}", "Bis {day}", "Jusqu’au {day}")
    }

    /// `used` of what is paid for: "71 of 90".
    pub fn recommend_close(self, what: &str, used: &str) -> String {
        say!(
            self,
            "{what}, {used}: put what you already pay for to work first",
            "{what}, {used}: zuerst nutzen, was Sie schon bezahlen",
            "{what}, {used}\u{a0}: utiliser d’abord ce que vous payez déjà",
        )
    }

    pub fn recommend_finish(self, text: &str) -> String {
        let text = text.trim_end_matches('.');
        say!(
            self,
            "Finish what we promised: {text}",
            "Zu Ende bringen, was wir zugesagt haben: {text}",
            "Achever ce que nous avons promis : {text}",
        )
    }

    pub fn recommend_room(self, value: &str, paid: &str, metric: &str) -> String {
        let metric = metric.to_lowercase();
        say!(
            self,
            "Plan room for those who come next: {value} of {paid} {metric}",
            "Raum für die Nächsten planen: {value} von {paid} {metric}",
            "Prévoir la place des suivants : {value} sur {paid} {metric}",
        )
    }

    /// "3 hours, then 10 minutes"
    pub fn then(self, from: &str, to: &str) -> String {
        format!("{from}\u{a0}→ {to}")
    }

    pub fn proposal_follows(self, number: &str, sent: Option<&str>) -> String {
        match sent {
            Some(day) => say!(
                self,
                "The written proposal {number} is with you since {day}.",
                "Das schriftliche Angebot {number} liegt Ihnen seit dem {day} vor.",
                "La proposition écrite {number} vous a été remise le {day}.",
            ),
            None => say!(
                self,
                "The written proposal {number} follows.",
                "Das schriftliche Angebot {number} folgt.",
                "La proposition écrite {number} suit.",
            ),
        }
    }

    pub fn grade_together(self, text: &str) -> String {
        let text = text.trim_end_matches('.');
        say!(self, "Grade together: {text}", "Gemeinsam bewerten: {text}", "Évaluer ensemble : {text}")
    }

    /// What closes a gap, and which one.
    pub fn gap_step(self, what: &str, close: &str) -> String {
        self.labelled(what, close)
    }

    pub fn next_review(self) -> String {
        self.one_of(["Next quarterly review", "Nächstes Quartalsgespräch", "Prochaine revue trimestrielle"])
    }
}
