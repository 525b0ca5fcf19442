//! What papers call what the book knows by a name of its own: usage metrics, and tasks that a rule wrote.

use super::say;
use crate::commands::tasks;
use crate::papers::voice::{Voice, one_of};
use headroom_core::locale::Language;

/// The canonical metrics by their names; others as the import called them.
pub fn metric(language: Language, metric: &str) -> String {
    let words = match metric {
        "seats_used" => ["Seats used", "Genutzte Plätze", "Postes utilisés"],
        "dau" => ["Daily users", "Tägliche Nutzer", "Utilisateurs par jour"],
        "mau" => ["Monthly users", "Monatliche Nutzer", "Utilisateurs par mois"],
        "features_adopted" => ["Features in use", "Genutzte Funktionen", "Fonctions utilisées"],
        "api_calls" => ["Interface calls", "Schnittstellenaufrufe", "Appels d’interface"],
        "premium_attempts" => ["Tries beyond the plan", "Versuche über den Tarif", "Essais hors formule"],
        "team_invites" => ["Invitations", "Einladungen", "Invitations"],
        other => return other.replace('_', " "),
    };
    one_of(language, words).to_owned()
}

impl Voice {
    /// What a metric is called in the paper's language.
    pub fn metric(self, name: &str) -> String {
        metric(self.language, name)
    }

    /// A task as the paper says it: what a rule wrote in its language, what somebody wrote as it is.
    pub fn task(self, what: &str) -> String {
        match what {
            tasks::ONE_PAGER => say!(self, "Send the one-pager", "Die Seite schicken", "Envoyer la page"),
            tasks::ASK_AGAIN => say!(
                self,
                "Ask again: the answer was vague",
                "Noch einmal fragen: die Antwort blieb vage",
                "Redemander : la réponse est restée vague",
            ),
            tasks::COME_BACK => say!(
                self,
                "Come back: the question was deflected",
                "Wiederkommen: die Frage wurde abgewehrt",
                "Revenir : la question a été écartée",
            ),
            tasks::DAY_90 => say!(
                self,
                "Hold the 90-day QBR",
                "Das Gespräch zum 90. Tag führen",
                "Tenir la revue du 90e jour",
            ),
            other => other.to_owned(),
        }
    }
}
