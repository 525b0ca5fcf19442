//! What is said of one line of a calculation: its kind, its price, its discounts and how it was rounded.

use super::Say;
use crate::contract::explain::is_one_time;
use crate::contract::{CalculatedLine, ChangeLineKind, ContractError, Discount, ListKind, PricePeriod};
use crate::exact::Exact;
use crate::locale::{Language, Minus};
use crate::money::Money;
use rust_decimal::Decimal;

impl Say {
    pub fn kind(&self, line: &CalculatedLine) -> String {
        let (before, after) = (self.number(line.quantity_before), self.number(line.quantity_after));
        let quantity = self.number(line.quantity.abs());
        match line.kind {
            ChangeLineKind::AddedQuantity => say!(
                self,
                "{quantity} more, from {before} to {after}",
                "{quantity} zusätzlich, von {before} auf {after}",
                "{quantity} de plus, de {before} à {after}",
            ),
            ChangeLineKind::AddedProduct => {
                say!(self, "new, {quantity}", "neu, {quantity}", "nouveau, {quantity}")
            }
            ChangeLineKind::PlanCredit => say!(
                self,
                "credit for the plan that ends",
                "Gutschrift für den Tarif, der endet",
                "avoir pour la formule qui se termine",
            ),
            ChangeLineKind::PlanCharge => {
                say!(self, "the plan that begins", "der Tarif, der beginnt", "la formule qui commence")
            }
            ChangeLineKind::RemovalCredit => say!(
                self,
                "credit for {quantity} fewer, from {before} to {after}",
                "Gutschrift für {quantity} weniger, von {before} auf {after}",
                "avoir pour {quantity} de moins, de {before} à {after}",
            ),
            ChangeLineKind::ListDifference => say!(
                self,
                "from {before} to {after} on its price list",
                "von {before} auf {after} nach der Preisliste",
                "de {before} à {after} selon la grille de prix",
            ),
            ChangeLineKind::OneTimeFee => {
                say!(self, "a one-time fee", "eine einmalige Gebühr", "des frais uniques")
            }
            ChangeLineKind::RampStep => match &line.proration {
                Some(found) => {
                    let from = self.date(found.charge.start);
                    say!(self, "price from {from}", "Preis ab dem {from}", "prix à partir du {from}")
                }
                None => say!(self, "price step", "Preisstufe", "palier de prix"),
            },
            ChangeLineKind::ExtendedTerm => say!(
                self,
                "{quantity} going on to the moved renewal date",
                "{quantity}, weiter bis zum verschobenen Verlängerungstermin",
                "{quantity}, prolongé jusqu’à la nouvelle date de renouvellement",
            ),
            ChangeLineKind::TrueUp => say!(
                self,
                "use above the {before} paid for, {after} counted",
                "Nutzung über die bezahlten {before} hinaus, {after} gezählt",
                "usage au-delà des {before} payés, {after} comptés",
            ),
        }
    }

    /// Quantity, unit price and what comes off every time.
    pub fn price(&self, line: &CalculatedLine) -> Result<String, ContractError> {
        let period = self.per(line.period);
        let mut text = match &line.list_totals {
            Some(totals) => {
                let list = match totals.kind {
                    ListKind::Volume => {
                        say!(self, "the volume list", "die Mengenliste", "la grille au volume")
                    }
                    ListKind::Graduated => {
                        say!(self, "the graduated list", "die Staffelliste", "la grille par tranches")
                    }
                };
                let (before, after) = (self.exact(totals.before)?, self.exact(totals.after)?);
                let difference = self.exact(totals.after.minus(totals.before)?)?;
                say!(
                    self,
                    "{list} comes to {before}{period} before and {after} after, a difference of {difference}",
                    "{list} ergibt {before}{period} vorher und {after} nachher, ein Unterschied von {difference}",
                    "{list} donne {before}{period} avant et {after} après, soit une différence de {difference}",
                )
            }
            None => {
                let unit = self.exact(Exact::from_decimal(line.unit_price)?)?;
                format!("{} × {unit}{period}", self.number(line.quantity.abs()))
            }
        };
        for applied in line.discounts.iter().filter(|applied| !is_one_time(applied)) {
            text.push_str(&self.less(&self.discount(&applied.discount, line.period)));
        }
        let plain = line.quantity.abs() == Decimal::ONE && line.list_totals.is_none();
        if !plain || line.discounts.iter().any(|applied| !is_one_time(applied)) {
            let amount = self.exact(line.period_amount.abs())?;
            text.push_str(&say!(
                self,
                ", that is {amount}{period}",
                ", das sind {amount}{period}",
                ", soit {amount}{period}"
            ));
        }
        if line.period_amount.is_negative() {
            text.push_str(&say!(self, ", given back.", ", zurückgegeben.", ", rendus."));
        } else {
            text.push('.');
        }
        Ok(text)
    }

    pub fn less(&self, discount: &str) -> String {
        say!(self, ", less {discount}", ", abzüglich {discount}", ", moins {discount}")
    }

    pub fn discount(&self, discount: &Discount, period: Option<PricePeriod>) -> String {
        let percent = |percent: &Decimal| format!("{} %", self.number(*percent));
        match discount {
            Discount::Percent { percent: off, .. } => percent(off),
            Discount::MultiYear { percent: off, years } => {
                let off = percent(off);
                say!(
                    self,
                    "{off} for a contract of {years} years or more",
                    "{off} für einen Vertrag über {years} Jahre oder mehr",
                    "{off} pour un contrat de {years} ans ou plus",
                )
            }
            Discount::Fixed { amount, .. } => {
                let scale = self.currency.scale();
                let number = self.locale.decimal(*amount, scale, 9, Minus::Typographic);
                format!("{number}{}", self.per(period))
            }
        }
    }

    pub fn outside_the_fraction(&self) -> String {
        say!(
            self,
            "Charged once, outside the fraction:",
            "Einmal berechnet, außerhalb des Bruchs:",
            "Facturé une seule fois, hors fraction\u{a0}:",
        )
    }

    pub fn unit_first(&self, fraction: &str, unit: Money, quantity: Decimal) -> String {
        let (unit, quantity) = (self.money(unit), self.number(quantity.abs()));
        say!(
            self,
            "One unit × {fraction} is {unit} after rounding; {quantity} × {unit} =",
            "Eine Einheit × {fraction} ist gerundet {unit}; {quantity} × {unit} =",
            "Une unité × {fraction} fait {unit} après arrondi\u{a0}; {quantity} × {unit} =",
        )
    }

    pub fn rounded_to(&self, amount: Money) -> String {
        let amount = self.money(amount);
        say!(self, ", rounded to {amount}.", ", gerundet auf {amount}.", ", arrondi à {amount}.")
    }

    pub fn comes_to(&self, amount: Money) -> String {
        let amount = self.money(amount);
        say!(
            self,
            "The line comes to {amount}.",
            "Die Zeile ergibt {amount}.",
            "La ligne s’élève à {amount}."
        )
    }
}
