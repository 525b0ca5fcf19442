//! The sentences of the addendum.

use super::say;
use crate::papers::voice::{Voice, unbroken};
use headroom_core::contract::PricePeriod;
use headroom_core::locale::Language;

impl Voice {
    pub fn agreement(self, reference: &str, date: &str) -> String {
        let of = match self.language {
            _ if date.is_empty() => String::new(),
            Language::En => format!(" of {date}"),
            Language::De => format!(" vom {date}"),
            Language::Fr => format!(" du {date}"),
        };
        say!(
            self,
            "to the Master Services Agreement {reference}{of} (“MSA”), which is part of this page by reference",
            "zum Rahmenvertrag {reference}{of} („Rahmenvertrag“), auf den diese Seite Bezug nimmt",
            "au contrat-cadre {reference}{of} («\u{202f}contrat-cadre\u{202f}»), dont les termes s’appliquent à cette page",
        )
    }

    pub fn replaces(self, what: &str, date: &str) -> String {
        say!(
            self,
            "It replaces {what} of {date}.",
            "Er ersetzt {what} vom {date}.",
            "Il remplace {what} du {date}."
        )
    }

    pub fn version(self, number: i64) -> String {
        say!(self, "version {number}", "Fassung {number}", "la version {number}")
    }

    pub fn unit_price_label(self, period: Option<PricePeriod>) -> String {
        let per = match period {
            Some(period) => format!(" {}", self.period(Some(period))),
            None => String::new(),
        };
        say!(self, "Unit price{per}", "Einzelpreis{per}", "Prix unitaire{per}")
    }

    /// Head of the amount column: the last day, written short, and the currency.
    pub fn amount_label(self, last: &str) -> String {
        let (until, currency) = (self.until(last), unbroken(self.currency_name()));
        format!("{until}, {currency}")
    }

    pub fn charge(self, what: &str) -> String {
        say!(self, "{what}, charge", "{what}, Belastung", "{what}, facturé")
    }

    pub fn credit(self, what: &str) -> String {
        say!(self, "{what}, credit", "{what}, Gutschrift", "{what}, avoir")
    }

    pub fn share_row(self, product: &str) -> String {
        say!(
            self,
            "{product}, share of the discount",
            "{product}, Anteil am Nachlass",
            "{product}, part de la remise",
        )
    }

    pub fn cap_row(self, product: &str) -> String {
        say!(
            self,
            "{product}, limited to what was billed",
            "{product}, begrenzt auf das Berechnete",
            "{product}, limité à ce qui a été facturé",
        )
    }

    pub fn fitted_row(self, product: &str) -> String {
        say!(
            self,
            "{product}, fitted to the agreed total",
            "{product}, auf die vereinbarte Summe angepasst",
            "{product}, ajusté au total convenu",
        )
    }

    pub fn costs_at_renewal(self, renewal: &str, amount: &str) -> String {
        say!(
            self,
            "From {renewal} the whole contract costs {amount} a year. The renewal date stays as it was.",
            "Ab {renewal} kostet der ganze Vertrag {amount} im Jahr. Der Verlängerungstermin bleibt, wie er war.",
            "À partir du {renewal}, tout le contrat coûte {amount} par an. La date de renouvellement reste la même.",
        )
    }

    /// What becomes of the agreement at its renewal: part of "everything else".
    pub fn renews_by_itself(self, renewal: &str, notice: Option<&str>) -> String {
        match notice {
            Some(notice) => say!(
                self,
                "The agreement renews by itself on {renewal} unless notice is given by {notice}.",
                "Der Vertrag verlängert sich am {renewal} von selbst, wenn er nicht bis {notice} gekündigt wird.",
                "Le contrat se renouvelle de lui-même le {renewal}, sauf préavis donné au plus tard le {notice}.",
            ),
            None => say!(
                self,
                "The agreement renews by itself on {renewal}.",
                "Der Vertrag verlängert sich am {renewal} von selbst.",
                "Le contrat se renouvelle de lui-même le {renewal}.",
            ),
        }
    }

    pub fn invoiced(self, period: &str) -> String {
        let words = match period {
            "monthly" => ["every month", "monatlich", "chaque mois"],
            "quarterly" => ["every quarter", "vierteljährlich", "chaque trimestre"],
            "annual" => ["once a year", "jährlich", "une fois par an"],
            _ => return String::new(),
        };
        let word = words[self.language as usize];
        say!(
            self,
            "It is invoiced {word} with the agreement.",
            "Die Rechnung kommt {word} mit dem Vertrag.",
            "La facturation suit le contrat, {word}.",
        )
    }
}
