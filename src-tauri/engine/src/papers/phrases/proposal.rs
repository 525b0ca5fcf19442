//! The sentences of the proposal.

use super::say;
use crate::papers::roi::DriverKind;
use crate::papers::voice::Voice;
use headroom_core::locale::Language;

impl Voice {
    /// "Ends on 14 June 2027, renews on 15 June 2027" (contracts, section 2: show both).
    pub fn co_term(self, last: &str, renewal: &str) -> (String, String) {
        let label = say!(self, "Co-term", "Laufzeit", "Échéance");
        let text = say!(
            self,
            "Ends on {last}, renews on {renewal}",
            "Endet am {last}, verlängert sich am {renewal}",
            "Se termine le {last}, se renouvelle le {renewal}",
        );
        (label, text)
    }

    pub fn until(self, last: &str) -> String {
        say!(self, "Until {last}", "Bis {last}", "Jusqu’au {last}")
    }

    pub fn amounts_in(self) -> String {
        let currency = self.currency_name();
        say!(
            self,
            "Amounts in {currency}, without tax.",
            "Beträge in {currency}, ohne Steuer.",
            "Montants en {currency}, hors taxes.",
        )
    }

    /// The days left of the contract year, where one year and its days are all there is to say.
    pub fn days_left(self, start: &str, days: &str, of: &str) -> String {
        say!(
            self,
            "Everything runs inside your present contract: from {start}, {days} of the {of} days of this contract year are left.",
            "Alles läuft in Ihrem bestehenden Vertrag: Ab {start} bleiben {days} der {of} Tage dieses Vertragsjahres.",
            "Tout se passe dans votre contrat actuel : à partir du {start}, il reste {days} des {of} jours de cette année contractuelle.",
        )
    }

    pub fn runs_from(self, start: &str, last: &str) -> String {
        say!(
            self,
            "Everything runs inside your present contract, from {start} to {last}.",
            "Alles läuft in Ihrem bestehenden Vertrag, vom {start} bis {last}.",
            "Tout se passe dans votre contrat actuel, du {start} au {last}.",
        )
    }

    pub fn whole_at_renewal(self, products: &str) -> String {
        let with = if products.is_empty() { String::new() } else { format!(" ({products})") };
        say!(
            self,
            "Your whole contract at the renewal{with}",
            "Ihr ganzer Vertrag zur Verlängerung{with}",
            "Tout votre contrat au renouvellement{with}",
        )
    }

    /// Head of the narrow column; the formula beneath says what is counted.
    pub fn driver(self, kind: DriverKind) -> String {
        match kind {
            DriverKind::Hours => say!(self, "Hours", "Stunden", "Heures"),
            DriverKind::Errors => say!(self, "Errors", "Fehler", "Erreurs"),
            DriverKind::Delay => say!(self, "Days", "Tage", "Jours"),
        }
    }

    /// Conservative, base, aggressive.
    pub fn case(self, index: usize) -> &'static str {
        let names = match self.language {
            Language::En => ["Conservative", "Base", "Aggressive"],
            Language::De => ["Vorsichtig", "Mittel", "Optimistisch"],
            Language::Fr => ["Prudent", "Moyen", "Optimiste"],
        };
        names[index.min(2)]
    }

    pub fn months(self, months: &str) -> String {
        say!(self, "{months} months", "{months} Monaten", "{months} mois")
    }

    /// The value does not even cover the yearly price.
    pub fn not_reached(self) -> String {
        say!(self, "not reached", "nicht erreicht", "non atteint")
    }

    pub fn value_formula(self, kind: DriverKind, cost: &str) -> String {
        let times = crate::papers::voice::TIMES;
        match kind {
            DriverKind::Hours => say!(
                self,
                "Value: hours saved a month{times}12{times}{cost}.",
                "Nutzen: gesparte Stunden im Monat{times}12{times}{cost}.",
                "Valeur : heures gagnées par mois{times}12{times}{cost}.",
            ),
            DriverKind::Errors => say!(
                self,
                "Value: errors avoided a month{times}12{times}{cost}.",
                "Nutzen: vermiedene Fehler im Monat{times}12{times}{cost}.",
                "Valeur : erreurs évitées par mois{times}12{times}{cost}.",
            ),
            DriverKind::Delay => say!(
                self,
                "Value: days of delay avoided a year{times}{cost}.",
                "Nutzen: vermiedene Tage Verzug im Jahr{times}{cost}.",
                "Valeur : jours de retard évités par an{times}{cost}.",
            ),
        }
    }

    /// A further driver, with its figure in each case.
    pub fn more_value(self, kind: DriverKind, counts: &str, cost: &str) -> String {
        let times = crate::papers::voice::TIMES;
        match kind {
            DriverKind::Hours => say!(
                self,
                "And hours saved a month ({counts}){times}12{times}{cost}.",
                "Dazu gesparte Stunden im Monat ({counts}){times}12{times}{cost}.",
                "Plus heures gagnées par mois ({counts}){times}12{times}{cost}.",
            ),
            DriverKind::Errors => say!(
                self,
                "And errors avoided a month ({counts}){times}12{times}{cost}.",
                "Dazu vermiedene Fehler im Monat ({counts}){times}12{times}{cost}.",
                "Plus erreurs évitées par mois ({counts}){times}12{times}{cost}.",
            ),
            DriverKind::Delay => say!(
                self,
                "And days of delay avoided a year ({counts}){times}{cost}.",
                "Dazu vermiedene Tage Verzug im Jahr ({counts}){times}{cost}.",
                "Plus jours de retard évités par an ({counts}){times}{cost}.",
            ),
        }
    }

    /// What another way costs, in front of what it leaves unsolved.
    pub fn option_price(self, until: &str, last: &str, yearly: &str) -> String {
        say!(
            self,
            "{until} until {last}, then {yearly} a year.",
            "{until} bis {last}, danach {yearly} im Jahr.",
            "{until} jusqu’au {last}, puis {yearly} par an.",
        )
    }

    pub fn option_later(self, yearly: &str, from: &str) -> String {
        say!(
            self,
            "Nothing now, {yearly} a year from {from}.",
            "Jetzt nichts, {yearly} im Jahr ab {from}.",
            "Rien maintenant, {yearly} par an à partir du {from}.",
        )
    }

    pub fn option_from(self, price: &str, from: &str) -> String {
        say!(self, "From {from}: {price}", "Ab {from}: {price}", "À partir du {from} : {price}")
    }

    /// What a usage figure means when nobody wrote it.
    pub fn constraint_used(self, metric: &str) -> String {
        let metric = metric.to_lowercase();
        say!(self, "{metric}.", "{metric}.", "{metric}.")
    }

    pub fn usage_source(self, day: &str) -> String {
        say!(
            self,
            "Counted in your workspace, {day}",
            "Gezählt in Ihrem Arbeitsbereich, {day}",
            "Compté dans votre espace, {day}",
        )
    }

    pub fn annex_title(self) -> String {
        say!(self, "How every figure came about", "Wie jede Zahl zustande kommt", "D’où vient chaque chiffre")
    }

    pub fn annex_intro(self, number: &str) -> String {
        say!(
            self,
            "For whoever wants to check: all amounts of page two, from calculation {number}.",
            "Zum Nachrechnen: alle Beträge von Seite zwei, aus Berechnung {number}.",
            "Pour vérifier : tous les montants de la page deux, tirés du calcul {number}.",
        )
    }

    pub fn annex_amounts(self) -> String {
        say!(self, "Amounts, line by line", "Beträge, Zeile für Zeile", "Montants, ligne par ligne")
    }

    pub fn annex_usage(self) -> String {
        say!(
            self,
            "What was used, month by month",
            "Was genutzt wurde, Monat für Monat",
            "Ce qui a été utilisé, mois par mois"
        )
    }

    /// Heads of the annex: line, formula, before rounding, amount; month, used, of.
    pub fn annex_heads(self) -> [Vec<String>; 2] {
        let words: [&[&str]; 2] = match self.language {
            Language::En => [&["Line", "Formula", "Before rounding", "Amount"], &["Day", "Used", "Paid for"]],
            Language::De => [&["Zeile", "Formel", "Vor Rundung", "Betrag"], &["Tag", "Genutzt", "Bezahlt"]],
            Language::Fr => [&["Ligne", "Formule", "Avant arrondi", "Montant"], &["Jour", "Utilisé", "Payé"]],
        };
        words.map(|words| words.iter().map(|word| (*word).to_owned()).collect())
    }

    pub fn price_formula(self, price: &str, once: Option<&str>) -> String {
        match once {
            None => say!(self, "Price: {price} a year.", "Preis: {price} im Jahr.", "Prix : {price} par an."),
            Some(once) => say!(
                self,
                "Price: {price} a year and {once} once.",
                "Preis: {price} im Jahr und einmalig {once}.",
                "Prix : {price} par an et {once} une fois.",
            ),
        }
    }

    pub fn or(self, title: &str) -> String {
        let title = title.trim();
        let word = match self.language {
            Language::En => "Or:",
            Language::De => "Oder:",
            Language::Fr => "Ou\u{202f}:",
        };
        let first = word.trim_end_matches(':').trim_end_matches('\u{202f}').to_lowercase();
        let starts = title
            .to_lowercase()
            .strip_prefix(&first)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        if starts || title.is_empty() { title.to_owned() } else { format!("{word} {title}") }
    }

    pub fn valid_until(self, date: &str) -> String {
        say!(
            self,
            "Prices hold until {date}.",
            "Die Preise gelten bis {date}.",
            "Prix valables jusqu’au {date}."
        )
    }

    pub fn due(self, day: &str, on: Option<&str>, clock: &str) -> String {
        match (on, clock) {
            (Some(date), _) => say!(self, "Day {day}, {date}", "Tag {day}, {date}", "Jour {day}, {date}"),
            (None, "signature") => {
                say!(
                    self,
                    "Day {day} after signature",
                    "Tag {day} nach Unterschrift",
                    "Jour {day} après signature"
                )
            }
            (None, "go_live") => {
                say!(
                    self,
                    "Day {day} after go-live",
                    "Tag {day} nach Einführung",
                    "Jour {day} après la mise en service"
                )
            }
            (None, _) => say!(self, "Day {day}", "Tag {day}", "Jour {day}"),
        }
    }

    pub fn baseline(self, value: &str) -> String {
        say!(self, "today {value}", "heute {value}", "aujourd’hui {value}")
    }

    pub fn paper_title(self, proposal: bool, number: &str, customer: &str) -> String {
        if proposal {
            say!(
                self,
                "Proposal {number} for {customer}",
                "Angebot {number} für {customer}",
                "Proposition {number} pour {customer}",
            )
        } else {
            say!(
                self,
                "Addendum {number} with {customer}",
                "Nachtrag {number} mit {customer}",
                "Avenant {number} avec {customer}",
            )
        }
    }
}
