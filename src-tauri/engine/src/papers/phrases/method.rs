//! The method, its days, rounding and remarks: what is needed to check an amount by hand.

use super::say;
use crate::papers::voice::Voice;
use headroom_core::contract::{Alignment, Divisor, Notice, ProrationMethod, SegmentUnit};
use headroom_core::exact::Rounding;
use headroom_core::locale::Language;

impl Voice {
    /// The method in words (contracts, section 1).
    pub fn method(self, method: ProrationMethod, unit: SegmentUnit) -> String {
        match (method, unit) {
            (ProrationMethod::ActualActual, SegmentUnit::ContractYear) => say!(
                self,
                "Days left divided by the days of the contract year.",
                "Verbleibende Tage geteilt durch die Tage des Vertragsjahres.",
                "Jours restants divisés par les jours de l’année contractuelle.",
            ),
            (ProrationMethod::ActualActual, _) => say!(
                self,
                "Days left divided by the days of the period the price is for.",
                "Verbleibende Tage geteilt durch die Tage des Zeitraums, für den der Preis gilt.",
                "Jours restants divisés par les jours de la période à laquelle le prix s’applique.",
            ),
            (ProrationMethod::Actual365, _) => say!(
                self,
                "Days left divided by 365, whatever the year.",
                "Verbleibende Tage geteilt durch 365, in jedem Jahr.",
                "Jours restants divisés par 365, quelle que soit l’année.",
            ),
            (ProrationMethod::WholeMonths, _) => say!(
                self,
                "Whole months from the first day; a month that has begun counts whole.",
                "Ganze Monate ab dem ersten Tag; ein angefangener Monat zählt ganz.",
                "Mois entiers à partir du premier jour ; un mois entamé compte entier.",
            ),
            (ProrationMethod::MonthsDays { alignment, divisor }, _) => {
                let counted = match alignment {
                    Alignment::Calendar => say!(self, "calendar months", "Kalendermonate", "mois civils"),
                    Alignment::Start => {
                        say!(
                            self,
                            "months from the first day",
                            "Monate ab dem ersten Tag",
                            "mois à partir du premier jour"
                        )
                    }
                };
                let by = match divisor {
                    Divisor::Actual => {
                        say!(
                            self,
                            "the days of their month",
                            "die Tage ihres Monats",
                            "les jours de leur mois"
                        )
                    }
                    Divisor::Thirty => say!(self, "30", "30", "30"),
                    Divisor::TwelfthOfYear => say!(self, "365/12", "365/12", "365/12"),
                };
                say!(
                    self,
                    "Whole months ({counted}) and, for the rest, days divided by {by}.",
                    "Ganze Monate ({counted}) und für den Rest Tage geteilt durch {by}.",
                    "Mois entiers ({counted}) et, pour le reste, jours divisés par {by}.",
                )
            }
        }
    }

    /// The method's name in the foot.
    pub fn method_name(self, method: ProrationMethod) -> String {
        match method {
            ProrationMethod::ActualActual => {
                say!(self, "daily, actual days", "taggenau, tatsächliche Tage", "au jour près, jours réels")
            }
            ProrationMethod::Actual365 => {
                say!(
                    self,
                    "daily, 365-day year",
                    "taggenau, Jahr zu 365 Tagen",
                    "au jour près, année de 365 jours"
                )
            }
            ProrationMethod::WholeMonths => say!(self, "whole months", "ganze Monate", "mois entiers"),
            ProrationMethod::MonthsDays { .. } => {
                say!(self, "months and days", "Monate und Tage", "mois et jours")
            }
        }
    }

    /// How many days are charged.
    pub fn days_between(self, start: &str, last: &str, days: &str) -> String {
        say!(
            self,
            "{start} to {last}, both included, are {days} days.",
            "{start} bis {last}, beide Tage eingeschlossen, sind {days} Tage.",
            "Du {start} au {last} inclus, cela fait {days} jours.",
        )
    }

    /// As [`Voice::days_between`], with the days of the one contract year they lie in.
    pub fn days_of_year(self, start: &str, last: &str, days: &str, from: &str, of: &str) -> String {
        say!(
            self,
            "{start} to {last}, both included, are {days} days; the year from {from} has {of}.",
            "{start} bis {last}, beide Tage eingeschlossen, sind {days} Tage; das Jahr ab {from} hat {of}.",
            "Du {start} au {last} inclus, cela fait {days} jours ; l’année à partir du {from} en compte {of}.",
        )
    }

    pub fn rounding(self, rounding: Rounding) -> String {
        match rounding {
            Rounding::HalfUp => say!(
                self,
                "Each line is rounded once, half up.",
                "Jede Zeile wird einmal gerundet, kaufmännisch.",
                "Chaque ligne est arrondie une fois, à la demie supérieure.",
            ),
            Rounding::HalfEven => say!(
                self,
                "Each line is rounded once, half to even.",
                "Jede Zeile wird einmal gerundet, halbe zur geraden Ziffer.",
                "Chaque ligne est arrondie une fois, la demie au chiffre pair.",
            ),
        }
    }

    /// "calculation C-2026-0058 (replaces C-2026-0051)"
    pub fn calculation(self, number: &str, replaced: Option<&str>) -> String {
        let word = match self.language {
            Language::En => "calculation",
            Language::De => "Berechnung",
            Language::Fr => "calcul",
        };
        let replaced = match replaced {
            None => String::new(),
            Some(old) => say!(self, " (replaces {old})", " (ersetzt {old})", " (remplace {old})"),
        };
        format!("{word} {number}{replaced}")
    }

    pub fn calculated_in(self, number: &str, replaced: Option<&str>, method: &str) -> String {
        let calculation = self.calculation(number, replaced);
        say!(
            self,
            "from {calculation}, method “{method}”",
            "aus {calculation}, Verfahren „{method}“",
            "d’après le {calculation}, méthode «\u{202f}{method}\u{202f}»",
        )
    }

    /// A remark of the record, as the customer reads it; empty for what only we need to know.
    pub fn notice(self, notice: &Notice) -> String {
        match notice {
            Notice::LeapYear { day } => {
                let day = self.date(*day);
                say!(
                    self,
                    "{day} lies in these days and the year counts 365, so a full year costs slightly more than the yearly price.",
                    "Der {day} liegt in diesen Tagen und das Jahr zählt 365; ein volles Jahr kostet daher etwas mehr als der Jahrespreis.",
                    "Le {day} tombe dans ces jours et l’année en compte 365 ; une année pleine coûte donc un peu plus que le prix annuel.",
                )
            }
            Notice::StartedMonth { days } => {
                let days = self.count(*days);
                say!(
                    self,
                    "The last month has {days} days and counts whole.",
                    "Der letzte Monat hat {days} Tage und zählt ganz.",
                    "Le dernier mois compte {days} jours et vaut un mois entier.",
                )
            }
            Notice::YearEndMoved { renewal_date, .. } => {
                let date = self.date(*renewal_date);
                say!(
                    self,
                    "The last contract year runs to {date}, because the contract began at the end of February.",
                    "Das letzte Vertragsjahr läuft bis {date}, weil der Vertrag Ende Februar begann.",
                    "La dernière année contractuelle court jusqu’au {date}, car le contrat a commencé fin février.",
                )
            }
            Notice::CreditCapped { asked, allowed } => {
                let (asked, allowed) = (self.amount(*asked), self.amount(*allowed));
                say!(
                    self,
                    "A credit of {asked} was limited to the {allowed} that were billed and not yet given back.",
                    "Eine Gutschrift von {asked} wurde auf {allowed} begrenzt, die berechnet und noch nicht erstattet waren.",
                    "Un avoir de {asked} a été limité aux {allowed} facturés et pas encore rendus.",
                )
            }
            Notice::UnitPriceRoundedFirst => say!(
                self,
                "The unit price was rounded first, then multiplied by the quantity.",
                "Zuerst wurde der Einzelpreis gerundet, dann mit der Menge multipliziert.",
                "Le prix unitaire a d’abord été arrondi, puis multiplié par la quantité.",
            ),
            Notice::AgreedTotal { calculated } => {
                let calculated = self.amount(*calculated);
                say!(
                    self,
                    "The total was agreed; the calculation gave {calculated}.",
                    "Die Summe wurde vereinbart; die Berechnung ergab {calculated}.",
                    "Le total a été convenu ; le calcul donnait {calculated}.",
                )
            }
            Notice::LowerPriceConfirmed => say!(
                self,
                "On this price list the larger quantity costs less.",
                "Nach dieser Preisliste kostet die größere Menge weniger.",
                "Selon cette grille, la quantité plus grande coûte moins.",
            ),
            Notice::ZeroDays
            | Notice::ZeroQuantity
            | Notice::RoundsToZero
            | Notice::TermOneDayOff { .. }
            | Notice::DiscountShare { .. }
            | Notice::FittedToTotal { .. } => String::new(),
        }
    }
}
