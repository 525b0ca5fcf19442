//! The sentences of the review deck. A title is the finding of its slide.

use super::say;
use crate::papers::voice::{Voice, one_of};
use headroom_core::locale::Language;
use headroom_core::paper::SlideKind;

mod outcomes;
mod plans;
mod usage;

pub use outcomes::Grades;

impl Voice {
    pub(super) fn one_of(self, words: [&str; 3]) -> String {
        one_of(self.language, words).to_owned()
    }

    pub fn deck_title(self, quarter: &str, customer: &str) -> String {
        say!(
            self,
            "Quarterly review {quarter}, {customer}",
            "Quartalsgespräch {quarter}, {customer}",
            "Revue trimestrielle {quarter}, {customer}",
        )
    }

    pub fn deck_foot(self, supplier: &str, customer: &str, day: &str) -> String {
        let between = [supplier, customer].iter().filter(|name| !name.is_empty()).count() == 2;
        let names = match (between, self.language) {
            (false, _) => format!("{supplier}{customer}"),
            (true, Language::En) => format!("{supplier} and {customer}"),
            (true, Language::De) => format!("{supplier} und {customer}"),
            (true, Language::Fr) => format!("{supplier} et {customer}"),
        };
        say!(
            self,
            "{names}, quarterly review, {day}",
            "{names}, Quartalsgespräch, {day}",
            "{names}, revue trimestrielle, {day}",
        )
    }

    pub fn agenda_title(self, minutes: &str) -> String {
        say!(
            self,
            "{minutes} minutes, value first",
            "{minutes} Minuten, der Nutzen zuerst",
            "{minutes} minutes, la valeur d’abord",
        )
    }

    /// The question a part answers.
    pub fn agenda_question(self, part: usize) -> String {
        self.one_of(match part {
            0 => [
                "Did we do what we promised?",
                "Haben wir gehalten, was wir zugesagt haben?",
                "Avons-nous tenu nos promesses ?",
            ],
            1 => [
                "What do you pay for and hardly use?",
                "Was bezahlen Sie und nutzen es kaum?",
                "Que payez-vous sans presque l’utiliser ?",
            ],
            2 => [
                "Where are you going, and what do we do for it?",
                "Wohin wollen Sie, und was tun wir dafür?",
                "Où allez-vous, et que faisons-nous pour cela ?",
            ],
            3 => [
                "What is the one thing to do next?",
                "Was ist der eine nächste Schritt?",
                "Quelle est la seule chose à faire ensuite ?",
            ],
            _ => ["Who does what by when?", "Wer tut was bis wann?", "Qui fait quoi, et pour quand ?"],
        })
    }

    pub fn minutes(self, minutes: &str) -> String {
        format!("{minutes}\u{a0}min")
    }

    /// Two thoughts with a colon between them.
    pub fn labelled(self, label: &str, text: &str) -> String {
        say!(self, "{label}: {text}", "{label}: {text}", "{label}\u{a0}: {text}")
    }

    pub fn appendix_title(self) -> String {
        self.one_of([
            "Every number, its source and its day",
            "Jede Zahl, ihre Quelle und ihr Tag",
            "Chaque chiffre, sa source et son jour",
        ])
    }

    pub fn appendix_source(self, day: &str) -> String {
        say!(
            self,
            "All numbers with cut-off {day}",
            "Alle Zahlen mit Stichtag {day}",
            "Tous les chiffres arrêtés au {day}",
        )
    }

    /// Why a slide has nothing to show, and what fills it.
    pub fn slide_missing(self, kind: SlideKind) -> String {
        self.one_of(match kind {
            SlideKind::Outcomes => [
                "No success criterion has been agreed yet. We propose two or three for the next quarter.",
                "Noch ist kein Erfolgskriterium vereinbart. Wir schlagen zwei oder drei für das nächste Quartal vor.",
                "Aucun critère de succès n’est encore convenu. Nous en proposons deux ou trois pour le trimestre prochain.",
            ],
            SlideKind::Usage => [
                "There is no usage reading yet. It is on this slide at the next review.",
                "Es gibt noch keinen Nutzungsstand. Er steht beim nächsten Gespräch auf dieser Folie.",
                "Il n’y a pas encore de relevé d’utilisation. Il figurera ici à la prochaine revue.",
            ],
            SlideKind::Value => [
                "No result in your own measure has been recorded yet. We would like to agree how it is counted.",
                "Noch ist kein Ergebnis in Ihrem eigenen Maß erfasst. Wir möchten vereinbaren, wie es gezählt wird.",
                "Aucun résultat dans votre propre mesure n’est encore relevé. Convenons de la façon de le compter.",
            ],
            SlideKind::Gaps => [
                "There is no reading of what you pay for and use. We bring it to the next review.",
                "Es gibt keinen Stand darüber, was Sie bezahlen und nutzen. Wir bringen ihn zum nächsten Gespräch mit.",
                "Il n’y a pas de relevé de ce que vous payez et utilisez. Nous l’apporterons à la prochaine revue.",
            ],
            SlideKind::Goals => [
                "Your goals are not on paper yet. Today is the day to say them.",
                "Ihre Ziele stehen noch nicht auf Papier. Heute ist der Tag, sie zu nennen.",
                "Vos objectifs ne sont pas encore écrits. Aujourd’hui est le jour pour les dire.",
            ],
            SlideKind::Roadmap => [
                "No dates have been agreed yet. We fill them in with you.",
                "Noch sind keine Termine vereinbart. Wir tragen sie mit Ihnen ein.",
                "Aucune date n’est encore convenue. Nous les fixerons avec vous.",
            ],
            SlideKind::Recommendation => [
                "There is nothing to recommend before we have heard where you are going.",
                "Es gibt nichts zu empfehlen, bevor wir gehört haben, wohin Sie wollen.",
                "Rien à recommander avant d’avoir entendu où vous allez.",
            ],
            SlideKind::Next => [
                "The next steps are agreed today.",
                "Die nächsten Schritte werden heute vereinbart.",
                "Les prochaines étapes se décident aujourd’hui.",
            ],
            _ => [
                "There are no numbers yet.",
                "Es gibt noch keine Zahlen.",
                "Il n’y a pas encore de chiffres.",
            ],
        })
    }
}
