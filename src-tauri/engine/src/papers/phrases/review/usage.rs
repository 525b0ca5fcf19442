//! The sentences on what is used of what is paid for.

use crate::papers::phrases::say;
use crate::papers::voice::Voice;
use headroom_core::locale::Language;

impl Voice {
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
            ["paid for and still free", "bezahlt und noch frei", "en réserve, déjà payé"]
        })
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

    pub fn product_usage(self) -> String {
        self.one_of(["Product usage", "Nutzung des Produkts", "Utilisation du produit"])
    }

    pub fn reading_of(self, day: &str) -> String {
        say!(self, "Reading of {day}", "Stand vom {day}", "Relevé du {day}")
    }
}
