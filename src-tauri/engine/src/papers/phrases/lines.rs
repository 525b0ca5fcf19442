//! What a priced line is, and its proration in one sentence.

use super::say;
use crate::papers::voice::Voice;
use headroom_core::contract::{Discount, PricePeriod, SegmentUnit};
use headroom_core::locale::Language;

impl Voice {
    /// What a count of segments is a part of: "of the yearly price", "times the monthly price".
    fn price_unit(self, unit: SegmentUnit, period: PricePeriod, several: bool) -> String {
        let words = match (unit, several) {
            (SegmentUnit::ContractYear | SegmentUnit::FixedYear, false) => {
                ["of the yearly price", "des Jahrespreises", "du prix annuel"]
            }
            (SegmentUnit::ContractYear | SegmentUnit::FixedYear, true) => {
                ["times the yearly price", "Jahrespreise", "fois le prix annuel"]
            }
            (SegmentUnit::ContractQuarter, false) => {
                ["of the quarterly price", "des Quartalspreises", "du prix trimestriel"]
            }
            (SegmentUnit::ContractQuarter, true) => {
                ["times the quarterly price", "Quartalspreise", "fois le prix trimestriel"]
            }
            (SegmentUnit::ContractMonth | SegmentUnit::Month, false) => {
                ["of the monthly price", "des Monatspreises", "du prix mensuel"]
            }
            (SegmentUnit::ContractMonth | SegmentUnit::Month, true) => {
                ["times the monthly price", "Monatspreise", "fois le prix mensuel"]
            }
            (SegmentUnit::WholeTerm, _) => [
                "of the price of the whole term",
                "des Preises der ganzen Laufzeit",
                "du prix de toute la durée",
            ],
        };
        let mut text = words[self.language as usize].to_owned();
        if unit == SegmentUnit::Month && period == PricePeriod::Year {
            text.push_str(&say!(
                self,
                " (a twelfth of the yearly price)",
                " (je ein Zwölftel des Jahrespreises)",
                " (un douzième du prix annuel)",
            ));
        }
        text
    }

    /// The proration of one line in a sentence a procurement officer can check.
    pub fn you_pay(
        self,
        count: &str,
        unit: SegmentUnit,
        period: PricePeriod,
        start: &str,
        last: &str,
    ) -> String {
        let price = self.price_unit(unit, period, is_several(count));
        say!(
            self,
            "You pay {count} {price}, from {start} to {last}.",
            "Sie zahlen {count} {price}, vom {start} bis {last}.",
            "Vous payez {count} {price}, du {start} au {last}.",
        )
    }

    pub fn you_get_back(
        self,
        count: &str,
        unit: SegmentUnit,
        period: PricePeriod,
        start: &str,
        last: &str,
    ) -> String {
        let price = self.price_unit(unit, period, is_several(count));
        say!(
            self,
            "You get back {count} {price}, from {start} to {last}.",
            "Sie bekommen {count} {price} zurück, vom {start} bis {last}.",
            "{count} {price} vous sont rendus, du {start} au {last}.",
        )
    }

    pub fn whole_contract(self, start: &str, last: &str) -> String {
        say!(
            self,
            "You pay the full price of the whole contract, from {start} to {last}.",
            "Sie zahlen den vollen Preis des ganzen Vertrags, vom {start} bis {last}.",
            "Vous payez le prix complet de tout le contrat, du {start} au {last}.",
        )
    }

    pub fn charged_once(self) -> String {
        say!(
            self,
            "Charged once, in full.",
            "Einmal berechnet, in voller Höhe.",
            "Facturé une seule fois, en totalité.",
        )
    }

    /// The sentence above the two grey lines of a plan change.
    pub fn plan_change(self, days: &str, old: &str, new: &str) -> String {
        say!(
            self,
            "For the same {days} days {old} is credited and {new} charged.",
            "Für dieselben {days} Tage wird {old} gutgeschrieben und {new} berechnet.",
            "Pour les mêmes {days} jours, {old} est remboursé et {new} facturé.",
        )
    }

    pub fn part_charged(self, product: &str, start: &str, last: &str) -> String {
        say!(
            self,
            "{product}, {start} to {last}",
            "{product}, {start} bis {last}",
            "{product}, du {start} au {last}"
        )
    }

    pub fn part_credited(self, product: &str) -> String {
        say!(
            self,
            "{product}, credit for the same days",
            "{product}, Gutschrift für dieselben Tage",
            "{product}, avoir pour les mêmes jours",
        )
    }

    pub fn instead_of(self, new: &str, old: &str) -> String {
        say!(self, "{new} instead of {old}", "{new} statt {old}", "{new} au lieu de {old}")
    }

    pub fn more(self, product: &str, quantity: &str) -> String {
        say!(
            self,
            "{product}: {quantity} more",
            "{product}: {quantity} zusätzlich",
            "{product} : {quantity} de plus"
        )
    }

    pub fn fewer(self, product: &str, quantity: &str) -> String {
        say!(
            self,
            "{product}: {quantity} fewer",
            "{product}: {quantity} weniger",
            "{product} : {quantity} de moins"
        )
    }

    pub fn some(self, product: &str, quantity: &str) -> String {
        say!(self, "{product}: {quantity}", "{product}: {quantity}", "{product} : {quantity}")
    }

    pub fn changed(self, product: &str, after: &str, before: &str) -> String {
        say!(
            self,
            "{product}: {after} instead of {before}",
            "{product}: {after} statt {before}",
            "{product} : {after} au lieu de {before}",
        )
    }

    pub fn overage(self, product: &str, quantity: &str) -> String {
        say!(
            self,
            "{product}: {quantity} used beyond what is paid for",
            "{product}: {quantity} über das Bezahlte hinaus genutzt",
            "{product} : {quantity} utilisés au-delà de ce qui est payé",
        )
    }

    /// "480.00 each", with its period where that is not the year.
    pub fn each(self, price: &str, period: Option<PricePeriod>) -> String {
        let per = self.per(period);
        say!(self, "{price} each{per}", "je {price}{per}", "{price} chacun{per}")
    }

    fn per(self, period: Option<PricePeriod>) -> String {
        match period {
            None | Some(PricePeriod::Year) => String::new(),
            Some(PricePeriod::Month) => say!(self, " a month", " im Monat", " par mois"),
            Some(PricePeriod::Quarter) => say!(self, " a quarter", " im Quartal", " par trimestre"),
            Some(PricePeriod::Term) => say!(self, " for the term", " für die Laufzeit", " pour la durée"),
        }
    }

    /// A period as a table cell says it: "a month".
    pub fn period(self, period: Option<PricePeriod>) -> String {
        match period {
            None => say!(self, "one-time", "einmalig", "une fois"),
            Some(PricePeriod::Year) => say!(self, "a year", "im Jahr", "par an"),
            other => self.per(other).trim().to_owned(),
        }
    }

    pub fn span(self, start: &str, last: &str) -> String {
        say!(self, "{start} to {last}", "{start} bis {last}", "{start} au {last}")
    }

    pub fn discount(self, discount: &Discount) -> String {
        match discount {
            Discount::Percent { percent, recurring: true } => {
                let percent = self.percent(*percent);
                say!(
                    self,
                    "A discount of {percent} is taken off first.",
                    "Zuvor wird ein Nachlass von {percent} abgezogen.",
                    "Une remise de {percent} est d’abord déduite.",
                )
            }
            Discount::Percent { percent, recurring: false } => {
                let percent = self.percent(*percent);
                say!(
                    self,
                    "A discount of {percent} is taken off, this time only.",
                    "Ein Nachlass von {percent} wird abgezogen, nur dieses Mal.",
                    "Une remise de {percent} est déduite, cette fois seulement.",
                )
            }
            Discount::Fixed { amount, recurring } => {
                let amount = self.price(*amount);
                if *recurring {
                    say!(
                        self,
                        "{amount} is taken off the price first.",
                        "Zuvor werden {amount} vom Preis abgezogen.",
                        "{amount} sont d’abord déduits du prix.",
                    )
                } else {
                    say!(
                        self,
                        "{amount} is taken off once.",
                        "Einmalig werden {amount} abgezogen.",
                        "{amount} sont déduits une seule fois.",
                    )
                }
            }
            Discount::MultiYear { percent, years } => {
                let percent = self.percent(*percent);
                say!(
                    self,
                    "A discount of {percent} for {years} years or more is taken off first.",
                    "Zuvor wird ein Nachlass von {percent} für {years} Jahre oder mehr abgezogen.",
                    "Une remise de {percent} pour {years} ans ou plus est d’abord déduite.",
                )
            }
        }
    }

    pub fn discount_share(self, amount: &str) -> String {
        say!(
            self,
            "Its share of the discount on the whole change, {amount}, is taken off.",
            "Ihr Anteil am Nachlass auf die ganze Änderung, {amount}, ist abgezogen.",
            "Sa part de la remise sur l’ensemble, {amount}, est déduite.",
        )
    }

    pub fn capped(self) -> String {
        say!(
            self,
            "Limited to what was billed and not yet given back.",
            "Begrenzt auf das Berechnete und noch nicht Erstattete.",
            "Limité à ce qui a été facturé et pas encore rendu.",
        )
    }

    pub fn fitted(self) -> String {
        say!(
            self,
            "Fitted to the agreed total.",
            "Auf die vereinbarte Summe angepasst.",
            "Ajusté au total convenu."
        )
    }
}

/// More than one price: "168/365 + 1", "6".
fn is_several(count: &str) -> bool {
    count.contains('+') || !count.contains('/')
}
