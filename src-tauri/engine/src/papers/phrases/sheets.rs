//! The words and sentences of the internal sheets: white space and call brief.

use super::say;
use crate::papers::voice::{Voice, one_of};
use headroom_core::book::{ChampionStrength, StakeholderRole};
use headroom_core::locale::Language;
use headroom_core::white_space::{Block, Promise};

/// The heads of the lines of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    People,
    Product,
    Current,
    Potential,
    Target,
    Need,
    ValueDriver,
    NotLookedAt,
    Champion,
    UseCase,
    Incumbent,
    Amount,
    EndsOn,
    RenewsOn,
    NoticeUntil,
    Procurement,
    Arr,
}

impl Voice {
    pub fn head(self, head: Head) -> &'static str {
        one_of(
            self.language,
            match head {
                Head::People => ["People", "Personen", "Personnes"],
                Head::Product => ["Product", "Produkt", "Produit"],
                Head::Current => ["Current", "Heute", "Actuel"],
                Head::Potential => ["Potential", "Möglich", "Potentiel"],
                Head::Target => ["Target", "Ziel", "Cible"],
                Head::Need => ["Need", "Bedarf", "Besoin"],
                Head::ValueDriver => ["Value driver", "Nutzen", "Valeur"],
                Head::NotLookedAt => ["Not looked at", "Noch zu prüfen", "À examiner"],
                Head::Champion => ["Champion", "Fürsprecher", "Allié"],
                Head::UseCase => ["Use case", "Anwendung", "Usage"],
                Head::Incumbent => ["Serves it now", "Macht es heute", "Solution actuelle"],
                Head::Amount => ["Amount", "Betrag", "Montant"],
                Head::EndsOn => ["Ends on", "Endet am", "Se termine le"],
                Head::RenewsOn => ["Renews on", "Verlängert sich", "Se renouvelle le"],
                Head::NoticeUntil => ["Notice until", "Kündigung bis", "Préavis jusqu’au"],
                Head::Procurement => ["Procurement", "Einkauf", "Achats"],
                Head::Arr => ["ARR", "ARR", "ARR"],
            },
        )
    }

    /// The name of an item without a product.
    pub fn block(self, block: Block) -> &'static str {
        one_of(
            self.language,
            match block {
                Block::Seats => ["Seats", "Plätze", "Postes"],
                Block::Plan => ["Plan", "Tarif", "Formule"],
                Block::CrossSell => ["Cross-sell", "Weiteres Produkt", "Autre produit"],
            },
        )
    }

    /// Empty for what is neither.
    pub fn promise(self, promise: Promise) -> &'static str {
        one_of(
            self.language,
            match promise {
                Promise::HighArrLowFriction => {
                    ["High ARR, low friction", "Hoher ARR, wenig Hürden", "ARR élevé, peu de friction"]
                }
                Promise::HighArr => ["High ARR", "Hoher ARR", "ARR élevé"],
                Promise::LowFriction => ["Low friction", "Wenig Hürden", "Peu de friction"],
                Promise::Other => ["", "", ""],
            },
        )
    }

    /// "ARR 4, ease 4, weight 5"; a mark that was not given is left out.
    pub fn marks(self, marks: [Option<i64>; 3]) -> String {
        let names = match self.language {
            Language::En => ["ARR", "ease", "weight"],
            Language::De => ["ARR", "leicht", "wichtig"],
            Language::Fr => ["ARR", "facilité", "poids"],
        };
        let given: Vec<String> = names
            .iter()
            .zip(marks)
            .filter_map(|(name, mark)| mark.map(|mark| format!("{name}\u{a0}{mark}")))
            .collect();
        given.join(", ")
    }

    pub fn in_a_deal(self) -> &'static str {
        one_of(self.language, ["in a deal", "in Verhandlung", "en négociation"])
    }

    /// "Q1 2027" of "2027Q1".
    pub fn quarter(self, quarter: &str) -> String {
        let Some((year, number)) = quarter.split_once('Q') else { return quarter.to_owned() };
        say!(self, "Q{number}\u{a0}{year}", "Q{number}\u{a0}{year}", "T{number}\u{a0}{year}")
    }

    /// "40 of 212".
    pub fn of_whole(self, part: &str, whole: &str) -> String {
        say!(self, "{part} of {whole}", "{part} von {whole}", "{part} sur {whole}")
    }

    /// How many could use it, and how many of them have no seat.
    pub fn could_use(self, people: &str, without: Option<&str>) -> String {
        match without {
            None => say!(
                self,
                "{people} could use it",
                "{people} könnten damit arbeiten",
                "{people} pourraient l’utiliser"
            ),
            Some(without) => say!(
                self,
                "{people} could use it, {without} of them have no seat",
                "{people} könnten damit arbeiten, {without} davon ohne Platz",
                "{people} pourraient l’utiliser, dont {without} sans poste",
            ),
        }
    }

    /// People without a seat whom no item of the sheet is about.
    pub fn seats_open(self, seats: &str) -> String {
        say!(self, "{seats} seats", "{seats} Plätze", "{seats} postes")
    }

    /// "Interface calls at 93 % of the limit".
    pub fn near_limit(self, metric: &str, percent: &str) -> String {
        say!(
            self,
            "{metric} at {percent} of the limit",
            "{metric} bei {percent} des Limits",
            "{metric} à {percent} de la limite"
        )
    }

    pub fn never_bought(self, products: &str) -> String {
        say!(self, "never bought: {products}", "nie gekauft: {products}", "jamais acheté : {products}")
    }

    /// A figure that nobody has looked at for 90 days.
    pub fn last_checked(self, day: Option<&str>) -> String {
        match day {
            Some(day) => {
                say!(self, "last checked {day}", "zuletzt geprüft {day}", "dernière vérification {day}")
            }
            None => say!(self, "never checked", "nie geprüft", "jamais vérifié"),
        }
    }

    /// "84 × 396.00 a year, less 14,400.00 of today".
    pub fn reckoning(self, units: &str, price: &str, period: &str, replaced: Option<&str>) -> String {
        let times = crate::papers::voice::TIMES;
        let product = format!("{units}{times}{price} {period}");
        match replaced {
            None => product,
            Some(replaced) => say!(
                self,
                "{product}, less {replaced} of today",
                "{product}, abzüglich {replaced} von heute",
                "{product}, moins {replaced} actuels",
            ),
        }
    }

    /// The whole under the bar: today, everything, and by when.
    pub fn space_total(self, today: &str, everything: &str, quarters: Option<(&str, &str)>) -> String {
        let span = match quarters {
            None => String::new(),
            Some((first, last)) if first == last => format!(", {first}"),
            Some((first, last)) => {
                say!(self, ", {first} to {last}", ", {first} bis {last}", ", {first} à {last}")
            }
        };
        say!(
            self,
            "{today} today, {everything} with everything{span}",
            "{today} heute, {everything} mit allem{span}",
            "{today} aujourd’hui, {everything} avec tout{span}",
        )
    }

    pub fn without_amount(self, count: usize) -> String {
        if count == 1 {
            say!(self, "one item without an amount", "ein Posten ohne Betrag", "un poste sans montant")
        } else {
            say!(
                self,
                "{count} items without an amount",
                "{count} Posten ohne Betrag",
                "{count} postes sans montant"
            )
        }
    }

    pub fn space_foot(self) -> String {
        let currency = self.currency_name();
        say!(
            self,
            "Amounts in {currency} a year, without tax. Where nobody named one, units times list price.",
            "Beträge in {currency} im Jahr, ohne Steuer. Wo keiner genannt ist: Menge mal Listenpreis.",
            "Montants en {currency} par an, hors taxes. À défaut : quantité fois prix catalogue.",
        )
    }

    // What is to be done next, where nobody wrote a task for it.
    pub fn give_notice(self) -> String {
        say!(
            self,
            "Settle the renewal before the last day of notice",
            "Verlängerung vor dem letzten Kündigungstag klären",
            "Régler le renouvellement avant la fin du préavis",
        )
    }

    pub fn prepare_renewal(self) -> String {
        say!(
            self,
            "Prepare the renewal talk",
            "Gespräch zur Verlängerung vorbereiten",
            "Préparer l’entretien de renouvellement",
        )
    }

    pub fn chase(self, number: &str) -> String {
        say!(
            self,
            "Ask for the answer to {number}",
            "Antwort auf {number} erfragen",
            "Demander la réponse à {number}"
        )
    }

    pub fn grade_criterion(self, text: &str) -> String {
        say!(self, "Grade “{text}”", "„{text}“ bewerten", "Évaluer « {text} »")
    }

    pub fn look_into(self, what: &str) -> String {
        say!(self, "Look into: {what}", "Prüfen: {what}", "À examiner : {what}")
    }

    pub fn pursue(self, title: &str) -> String {
        say!(self, "Take up {title}", "{title} aufgreifen", "Relancer {title}")
    }

    // The call brief.
    pub fn printed_on(self, day: &str) -> String {
        say!(self, "Printed {day}", "Gedruckt {day}", "Imprimé {day}")
    }

    pub fn last_talk(self, day: &str, people: &str) -> String {
        if people.is_empty() {
            say!(self, "Last call {day}", "Letztes Gespräch {day}", "Dernier appel {day}")
        } else {
            say!(
                self,
                "Last call {day}, with {people}",
                "Letztes Gespräch {day}, mit {people}",
                "Dernier appel {day}, avec {people}",
            )
        }
    }

    pub fn meeting(self, day: &str, people: &str) -> String {
        if people.is_empty() {
            day.to_owned()
        } else {
            say!(self, "{day}, with {people}", "{day}, mit {people}", "{day}, avec {people}")
        }
    }

    pub fn no_call_yet(self) -> String {
        say!(self, "No call noted yet", "Noch kein Gespräch notiert", "Aucun appel noté")
    }

    /// "Jamie Reyes and Priya Anand".
    pub fn and(self, names: &[&str]) -> String {
        match names {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [first @ .., last] => {
                let first = first.join(", ");
                say!(self, "{first} and {last}", "{first} und {last}", "{first} et {last}")
            }
        }
    }

    pub fn purpose_promised(self, what: &str) -> String {
        let what = what.trim_end_matches('.');
        say!(self, "Promised: {what}.", "Zugesagt: {what}.", "Promis : {what}.")
    }

    pub fn purpose_proposal(self, number: &str) -> String {
        say!(
            self,
            "To agree proposal {number} or change it.",
            "Um Angebot {number} zu vereinbaren oder zu ändern.",
            "Pour convenir de la proposition {number} ou la modifier.",
        )
    }

    pub fn purpose_listen(self) -> String {
        say!(
            self,
            "To hear how they work today.",
            "Um zu hören, wie sie heute arbeiten.",
            "Pour entendre comment ils travaillent aujourd’hui.",
        )
    }

    /// Opening questions: nothing in them is assumed, none can be answered with yes or no.
    pub fn ask_proposal(self) -> String {
        say!(
            self,
            "What would have to be different for this to work on your side?",
            "Was müsste anders sein, damit es bei Ihnen passt?",
            "Que faudrait-il changer pour que cela vous convienne ?",
        )
    }

    pub fn ask_limit(self) -> String {
        say!(
            self,
            "What is behind the growth on your side?",
            "Was steckt bei Ihnen hinter dem Zuwachs?",
            "Qu’est-ce qui explique la hausse de votre côté ?",
        )
    }

    pub fn ask_result(self) -> String {
        say!(
            self,
            "What is different for your people since we started?",
            "Was ist für Ihre Leute anders, seit wir begonnen haben?",
            "Qu’est-ce qui a changé pour vos équipes depuis le début ?",
        )
    }

    pub fn ask_anything(self) -> String {
        say!(
            self,
            "What has changed for you since we last spoke?",
            "Was hat sich bei Ihnen seit unserem letzten Gespräch geändert?",
            "Qu’est-ce qui a changé pour vous depuis notre dernier échange ?",
        )
    }

    /// What is not talked about, and what has a talk of its own.
    pub fn leave(self, parked: Option<&str>) -> String {
        let always = say!(
            self,
            "Price, discount, the end of the quarter.",
            "Preis, Rabatt, das Quartalsende.",
            "Le prix, la remise, la fin du trimestre.",
        );
        match parked.map(|parked| parked.trim().trim_end_matches('.')) {
            None | Some("") => always,
            Some(parked) => {
                let rest = say!(
                    self,
                    "For a talk of its own: {parked}.",
                    "Für ein eigenes Gespräch: {parked}.",
                    "Pour un autre entretien : {parked}.",
                );
                format!("{always} {rest}")
            }
        }
    }

    pub fn criteria_of(self, number: &str, version: &str) -> String {
        say!(
            self,
            "Criteria of {number}, version {version}",
            "Kriterien aus {number}, Fassung {version}",
            "Critères de {number}, version {version}",
        )
    }

    pub fn grade(self, grade: headroom_core::book::Grade) -> &'static str {
        use headroom_core::book::Grade;
        one_of(
            self.language,
            match grade {
                Grade::Met => ["Met", "Erreicht", "Atteint"],
                Grade::Partly => ["Partly", "Teilweise", "En partie"],
                Grade::Missed => ["Missed", "Verfehlt", "Manqué"],
                Grade::NotYet => ["Not yet", "Noch nicht", "Pas encore"],
            },
        )
    }

    pub fn due_on(self, day: &str) -> String {
        say!(self, "due {day}", "fällig {day}", "échéance {day}")
    }

    pub fn confirmed_by(self, who: &str) -> String {
        say!(self, "confirmed by {who}", "bestätigt von {who}", "confirmé par {who}")
    }

    pub fn business_days(self, days: &str) -> String {
        say!(self, "{days} working days", "{days} Arbeitstage", "{days} jours ouvrés")
    }

    pub fn usage_on(self, day: &str) -> String {
        say!(self, "Usage, {day}", "Nutzung, {day}", "Utilisation, {day}")
    }

    pub fn limit_reached(self) -> String {
        say!(self, "At the limit", "Am Limit", "À la limite")
    }

    /// The trend crossed the limit between the last figure and today.
    pub fn limit_by_now(self) -> String {
        say!(
            self,
            "Limit probably reached by now",
            "Limit wohl inzwischen erreicht",
            "Limite sans doute atteinte"
        )
    }

    pub fn limit_in(self, days: &str) -> String {
        say!(
            self,
            "Limit reached in {days} days",
            "Limit in {days} Tagen erreicht",
            "Limite atteinte dans {days} jours"
        )
    }

    /// "268 in September", the figure three months before.
    pub fn was(self, value: &str, month: &str) -> String {
        say!(self, "{value} in {month}", "{value} im {month}", "{value} en {month}")
    }

    pub fn role(self, role: StakeholderRole, strength: Option<ChampionStrength>) -> &'static str {
        use ChampionStrength as S;
        use StakeholderRole as R;
        one_of(
            self.language,
            match (role, strength) {
                (R::Champion, Some(S::Strong)) => ["strong champion", "starker Fürsprecher", "allié solide"],
                (R::Champion, Some(S::Weak)) => ["weak champion", "schwacher Fürsprecher", "allié fragile"],
                (R::Champion, Some(S::Untested)) => {
                    ["untested champion", "ungeprüfter Fürsprecher", "allié à confirmer"]
                }
                (R::Champion, None) => ["champion", "Fürsprecher", "allié"],
                (R::EconomicBuyer, _) => ["holds the budget", "hat das Budget", "détient le budget"],
                (R::DecisionMaker, _) => ["decides", "entscheidet", "décide"],
                (R::User, _) => ["user", "Anwender", "utilisateur"],
                (R::Procurement, _) => ["procurement", "Einkauf", "achats"],
                (R::Legal, _) => ["legal", "Recht", "juridique"],
                (R::Blocker, _) => ["can block", "kann blockieren", "peut bloquer"],
            },
        )
    }

    pub fn taken_from_the_book_of(self, name: &str) -> String {
        say!(self, "From the book of {name}", "Aus dem Buch von {name}", "Du livre de {name}")
    }

    pub fn sheet_title(self, brief: bool, customer: &str) -> String {
        if brief {
            say!(self, "Call brief {customer}", "Gesprächsnotiz vorab {customer}", "Fiche d’appel {customer}")
        } else {
            say!(self, "White space {customer}", "Ausbaufläche {customer}", "Potentiel {customer}")
        }
    }
}
