//! The sentences on what was delivered: grades, results and value.

use crate::papers::phrases::say;
use crate::papers::voice::Voice;
use headroom_core::locale::Language;

/// How many criteria turned out how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Grades {
    pub met: usize,
    pub partly: usize,
    pub missed: usize,
    pub open: usize,
}

impl Grades {
    pub fn graded(self) -> usize {
        self.met + self.partly + self.missed
    }
}

impl Voice {
    /// "2 of 3 promises met, 1 partly"
    pub fn grades(self, grades: Grades) -> String {
        let Grades { met, partly, missed, open } = grades;
        let all = grades.graded() + open;
        if grades.graded() == 0 {
            return if all == 1 {
                self.one_of([
                    "One promise is running and not yet graded",
                    "Eine Zusage läuft und ist noch nicht bewertet",
                    "Une promesse est en cours et pas encore évaluée",
                ])
            } else {
                say!(
                    self,
                    "{all} promises are running, none is graded yet",
                    "{all} Zusagen laufen, noch ist keine bewertet",
                    "{all} promesses sont en cours, aucune n’est encore évaluée",
                )
            };
        }
        if met == all && all == 1 {
            return self.one_of([
                "What we promised is met",
                "Was wir zugesagt haben, ist erreicht",
                "Ce que nous avions promis est atteint",
            ]);
        }
        if met == all && all == 2 {
            return self.one_of([
                "Both promises met",
                "Beide Zusagen erreicht",
                "Les deux promesses sont tenues",
            ]);
        }
        if met == all {
            return say!(
                self,
                "All {all} promises met",
                "Alle {all} Zusagen erreicht",
                "Les {all} promesses sont tenues"
            );
        }
        let mut text = say!(
            self,
            "{met} of {all} promises met",
            "{met} von {all} Zusagen erreicht",
            "{met} sur {all} promesses tenues",
        );
        for (count, words) in [
            (partly, ["partly", "teilweise", "en partie"]),
            (missed, ["missed", "verfehlt", "manquée"]),
            (open, ["still running", "noch offen", "en cours"]),
        ] {
            if count > 0 {
                text.push_str(&format!(", {count}\u{a0}{}", self.one_of(words)));
            }
        }
        text
    }

    pub fn addendum_criteria(self, paper: &str, version: i64) -> String {
        say!(
            self,
            "Success criteria of addendum {paper}, version {version}",
            "Erfolgskriterien aus Nachtrag {paper}, Fassung {version}",
            "Critères de succès de l’avenant {paper}, version {version}",
        )
    }

    pub fn criteria_agreed(self) -> String {
        self.one_of([
            "Success criteria as agreed with you",
            "Erfolgskriterien, wie mit Ihnen vereinbart",
            "Critères de succès convenus avec vous",
        ])
    }

    pub fn outcomes_source(self, day: &str) -> String {
        say!(
            self,
            "Grades up to {day}. The bar shows the way from the start to the target, the dark line.",
            "Bewertungen bis {day}. Der Balken zeigt den Weg vom Beginn zum Ziel, der dunklen Linie.",
            "Évaluations jusqu’au {day}. La barre montre le chemin du départ à la cible, le trait sombre.",
        )
    }

    pub fn criterion_version(self, version: i64) -> String {
        say!(self, "version {version}", "Fassung {version}", "version {version}")
    }

    /// What a criterion said before it was changed.
    pub fn earlier_version(self, version: i64, text: &str, target: &str) -> String {
        let text = text.trim_end_matches('.');
        if target.is_empty() {
            say!(self, "Version {version}: {text}", "Fassung {version}: {text}", "Version {version} : {text}")
        } else {
            say!(
                self,
                "Version {version}: {text}, target {target}",
                "Fassung {version}: {text}, Ziel {target}",
                "Version {version} : {text}, cible {target}",
            )
        }
    }

    pub fn due_day(self, day: &str) -> String {
        say!(self, "Due {day}", "Fällig am {day}", "Échéance le {day}")
    }

    pub fn measured_by_usage(self, metric: &str, day: &str) -> String {
        say!(
            self,
            "{metric}, product usage of {day}",
            "{metric}, Nutzung am {day}",
            "{metric}, utilisation au {day}"
        )
    }

    pub fn value_title(self, text: &str, now: &str, before: &str) -> String {
        let text = text.trim_end_matches('.');
        say!(
            self,
            "{text}: {now}, from {before}",
            "{text}: {now}, zuvor {before}",
            "{text} : {now}, contre {before}"
        )
    }

    pub fn at_start(self) -> String {
        self.one_of(["At the start", "Zu Beginn", "Au départ"])
    }

    pub fn agreed(self) -> String {
        self.one_of(["Agreed", "Vereinbart", "Convenu"])
    }

    pub fn now(self) -> String {
        self.one_of(["Now", "Heute", "Aujourd’hui"])
    }

    pub fn who_and_when(self, who: &str, day: &str) -> String {
        match (who.is_empty(), day.is_empty()) {
            (true, true) => String::new(),
            (true, false) => day.to_owned(),
            (false, true) => who.to_owned(),
            (false, false) => format!("{who}, {day}"),
        }
    }

    pub fn summary_met(self, all: &str) -> String {
        say!(self, "of {all} promises met", "von {all} Zusagen erreicht", "promesses tenues sur {all}")
    }
}
