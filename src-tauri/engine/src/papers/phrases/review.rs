//! The sentences of the review deck. A title is the finding of its slide.

use super::say;
use crate::papers::voice::Voice;
use headroom_core::locale::Language;
use headroom_core::paper::SlideKind;

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
    fn one_of(self, words: [&str; 3]) -> String {
        let at = match self.language {
            Language::En => 0,
            Language::De => 1,
            Language::Fr => 2,
        };
        words[at].to_owned()
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

    pub fn usage_title(self, metric: &str, value: &str, paid: Option<&str>, month: &str) -> String {
        let colon = if self.language == Language::Fr { "\u{a0}:" } else { ":" };
        let of = match paid {
            Some(paid) => say!(self, "{value} of {paid}", "{value} von {paid}", "{value} sur {paid}"),
            None => value.to_owned(),
        };
        say!(
            self,
            "{metric}{colon} {of} in {month}",
            "{metric}{colon} {of} im {month}",
            "{metric}{colon} {of} en {month}"
        )
    }

    /// More is used than is paid for.
    pub fn usage_over(self, metric: &str, value: &str, over: &str, month: &str) -> String {
        say!(
            self,
            "{metric}: {value} in {month}, {over} more than the contract holds",
            "{metric}: {value} im {month}, {over} mehr, als der Vertrag vorsieht",
            "{metric}\u{a0}: {value} en {month}, {over} de plus que le contrat",
        )
    }

    /// There are readings, but none that says how it stands today.
    pub fn usage_is_old(self, day: &str) -> String {
        say!(
            self,
            "The last usage reading is of {day}. A newer one is on this slide at the next review.",
            "Der letzte Nutzungsstand ist vom {day}. Ein neuerer steht beim nächsten Gespräch auf dieser Folie.",
            "Le dernier relevé d’utilisation date du {day}. Un plus récent figurera ici à la prochaine revue.",
        )
    }

    pub fn usage_lead(self) -> String {
        self.one_of([
            "The last reading of each month",
            "Der letzte Stand jedes Monats",
            "Le dernier relevé de chaque mois",
        ])
    }

    pub fn usage_up_to(self, day: &str) -> String {
        say!(
            self,
            "Product usage, readings up to {day}",
            "Nutzung des Produkts, Stände bis {day}",
            "Utilisation du produit, relevés jusqu’au {day}",
        )
    }

    pub fn entitled(self, paid: &str) -> String {
        say!(self, "{paid} in the contract", "{paid} im Vertrag", "{paid} au contrat")
    }

    pub fn since(self, month: &str) -> String {
        say!(self, "since {month}", "seit {month}", "depuis {month}")
    }

    /// Under the figure of what is paid for and free, or over.
    pub fn free(self, over: bool) -> String {
        self.one_of(if over {
            ["more than the contract holds", "mehr, als der Vertrag vorsieht", "de plus que le contrat"]
        } else {
            ["paid for and still free", "bezahlt und noch frei", "payées et encore libres"]
        })
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

    pub fn gaps_title(self, count: usize) -> String {
        match count {
            1 => self.one_of([
                "One thing you pay for and hardly use",
                "Eines bezahlen Sie und nutzen es kaum",
                "Une chose payée et à peine utilisée",
            ]),
            2..=4 => {
                let at = count - 2;
                let en = ["Two", "Three", "Four"][at];
                let de = ["Zwei Dinge", "Drei Dinge", "Vier Dinge"][at];
                let fr = ["Deux", "Trois", "Quatre"][at];
                say!(
                    self,
                    "{en} things you pay for and hardly use",
                    "{de} bezahlen Sie und nutzen sie kaum",
                    "{fr} choses payées et à peine utilisées",
                )
            }
            _ => say!(
                self,
                "{count} things you pay for and hardly use",
                "{count} Dinge bezahlen Sie und nutzen sie kaum",
                "{count} choses payées et à peine utilisées",
            ),
        }
    }

    pub fn gaps_lead(self) -> String {
        self.one_of([
            "They are in your contract already; putting them to work comes first",
            "Sie stehen schon in Ihrem Vertrag; sie zu nutzen, kommt zuerst",
            "Elles sont déjà dans votre contrat ; les mettre au travail passe avant tout",
        ])
    }

    /// Two thoughts with a colon between them.
    pub fn labelled(self, label: &str, text: &str) -> String {
        say!(self, "{label}: {text}", "{label}: {text}", "{label}\u{a0}: {text}")
    }

    /// Over what is paid for when no gap was picked; `full` when all of it is in use.
    pub fn nothing_idle(self, full: bool) -> String {
        if !full {
            return self.one_of([
                "What you pay for, and how far it is used",
                "Was Sie bezahlen, und wie weit es genutzt wird",
                "Ce que vous payez, et dans quelle mesure vous l’utilisez",
            ]);
        }
        self.one_of([
            "What you pay for is in use",
            "Was Sie bezahlen, wird genutzt",
            "Ce que vous payez est utilisé",
        ])
    }

    pub fn of_paid(self, paid: &str) -> String {
        say!(self, "of {paid}", "von {paid}", "sur {paid}")
    }

    /// How a gap went since an earlier reading.
    pub fn gap_trend(self, then: &str, month: &str, moved: std::cmp::Ordering) -> String {
        match moved {
            std::cmp::Ordering::Greater => {
                say!(
                    self,
                    "Up from {then} in {month}",
                    "Im {month} waren es erst {then}",
                    "En hausse : {then} en {month}"
                )
            }
            std::cmp::Ordering::Less => {
                say!(
                    self,
                    "Down from {then} in {month}",
                    "Im {month} waren es noch {then}",
                    "En baisse : {then} en {month}"
                )
            }
            std::cmp::Ordering::Equal => {
                say!(self, "Unchanged since {month}", "Unverändert seit {month}", "Inchangé depuis {month}")
            }
        }
    }

    pub fn gap_close(self) -> String {
        self.one_of([
            "One session with those who have not started",
            "Eine Stunde mit denen, die noch nicht begonnen haben",
            "Une séance avec ceux qui n’ont pas commencé",
        ])
    }

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

    pub fn summary_met(self, all: &str) -> String {
        say!(self, "of {all} promises met", "von {all} Zusagen erreicht", "promesses tenues sur {all}")
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

    pub fn product_usage(self) -> String {
        self.one_of(["Product usage", "Nutzung des Produkts", "Utilisation du produit"])
    }

    pub fn reading_of(self, day: &str) -> String {
        say!(self, "Reading of {day}", "Stand vom {day}", "Relevé du {day}")
    }

    pub fn who_and_when(self, who: &str, day: &str) -> String {
        match (who.is_empty(), day.is_empty()) {
            (true, true) => String::new(),
            (true, false) => day.to_owned(),
            (false, true) => who.to_owned(),
            (false, false) => format!("{who}, {day}"),
        }
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
