//! What a reader should know beside the sum: one sentence a notice of the calculation.

use super::Say;
use crate::contract::Notice;
use crate::locale::Language;

impl Say {
    pub fn notice(&self, notice: &Notice) -> String {
        match notice {
            Notice::ZeroDays => say!(
                self,
                "No day is left, so nothing is charged.",
                "Es bleibt kein Tag, also wird nichts berechnet.",
                "Il ne reste aucun jour, rien n’est donc facturé.",
            ),
            Notice::ZeroQuantity => say!(
                self,
                "The quantity is zero; the line is kept so that the paper explains itself.",
                "Die Menge ist null; die Zeile bleibt stehen, damit das Papier sich selbst erklärt.",
                "La quantité est nulle\u{a0}; la ligne reste pour que le document s’explique de lui-même.",
            ),
            Notice::RoundsToZero => say!(
                self,
                "The amount is smaller than half the smallest unit and rounds to zero.",
                "Der Betrag ist kleiner als die Hälfte der kleinsten Einheit und wird auf null gerundet.",
                "Le montant est inférieur à la moitié de la plus petite unité et s’arrondit à zéro.",
            ),
            Notice::LeapYear { day } => {
                let day = self.date(*day);
                say!(
                    self,
                    "{day} lies in the charge. This method always divides by 365, so a full contract year costs one day more than the yearly price.",
                    "Der {day} liegt im berechneten Zeitraum. Dieses Verfahren teilt immer durch 365, daher kostet ein volles Vertragsjahr einen Tag mehr als den Jahrespreis.",
                    "Le {day} tombe dans la période facturée. Cette méthode divise toujours par 365\u{a0}: une année contractuelle pleine coûte donc un jour de plus que le prix annuel.",
                )
            }
            Notice::StartedMonth { days } => {
                let days = self.days(*days);
                say!(
                    self,
                    "The last month is only started ({days}) and counts whole.",
                    "Der letzte Monat ist nur angefangen ({days}) und zählt ganz.",
                    "Le dernier mois n’est qu’entamé ({days}) et compte entier.",
                )
            }
            Notice::TermOneDayOff { months, days_past } if *days_past > 0 => say!(
                self,
                "The term is {months} months and 1 day more; check whether the renewal date was typed as the last day.",
                "Die Laufzeit ist 1 Tag länger als {months} Monate; prüfen Sie, ob als Verlängerungstermin der letzte Tag eingegeben wurde.",
                "La durée dépasse {months} mois de 1 jour\u{a0}; vérifiez si le dernier jour a été saisi comme date de renouvellement.",
            ),
            Notice::TermOneDayOff { months, .. } => say!(
                self,
                "The term is {months} months and 1 day less; check whether the renewal date was typed as the last day.",
                "Die Laufzeit ist 1 Tag kürzer als {months} Monate; prüfen Sie, ob als Verlängerungstermin der letzte Tag eingegeben wurde.",
                "Il manque 1 jour à {months} mois\u{a0}; vérifiez si le dernier jour a été saisi comme date de renouvellement.",
            ),
            Notice::YearEndMoved { anniversary, renewal_date } => {
                let (anniversary, renewal) = (self.date(*anniversary), self.date(*renewal_date));
                say!(
                    self,
                    "The contract began on the last day of February: its last year ends at the renewal date {renewal} instead of {anniversary}.",
                    "Der Vertrag begann am letzten Tag des Februars: sein letztes Jahr endet zum Verlängerungstermin {renewal} statt am {anniversary}.",
                    "Le contrat a commencé le dernier jour de février\u{a0}: sa dernière année se termine à la date de renouvellement {renewal} au lieu du {anniversary}.",
                )
            }
            Notice::CreditCapped { asked, allowed } => {
                let (asked, allowed) = (self.money(*asked), self.money(*allowed));
                say!(
                    self,
                    "A credit of {asked} would be more than was billed and not yet given back; it is limited to {allowed}.",
                    "Eine Gutschrift von {asked} wäre mehr, als berechnet und noch nicht zurückgegeben wurde; sie ist auf {allowed} begrenzt.",
                    "Un avoir de {asked} dépasserait ce qui a été facturé et pas encore rendu\u{a0}; il est limité à {allowed}.",
                )
            }
            Notice::LowerPriceConfirmed => say!(
                self,
                "The larger quantity reaches a cheaper tier, so the difference is a credit; this was confirmed.",
                "Die größere Menge erreicht eine günstigere Stufe, der Unterschied ist daher eine Gutschrift; das wurde bestätigt.",
                "La quantité plus grande atteint un palier moins cher, la différence est donc un avoir\u{a0}; cela a été confirmé.",
            ),
            Notice::UnitPriceRoundedFirst => say!(
                self,
                "The unit price was rounded before the quantity was applied.",
                "Der Einzelpreis wurde gerundet, bevor er mit der Menge multipliziert wurde.",
                "Le prix unitaire a été arrondi avant d’être multiplié par la quantité.",
            ),
            Notice::DiscountShare { amount } => {
                let amount = self.money(*amount);
                say!(
                    self,
                    "Its share of the discount on the whole change is {amount}.",
                    "Ihr Anteil am Nachlass auf die ganze Änderung ist {amount}.",
                    "Sa part de la remise sur l’ensemble est de {amount}.",
                )
            }
            Notice::FittedToTotal { calculated } => {
                let calculated = self.money(*calculated);
                say!(
                    self,
                    "It was {calculated} before the lines were fitted to the agreed total.",
                    "Sie betrug {calculated}, bevor die Zeilen an die vereinbarte Summe angepasst wurden.",
                    "Elle était de {calculated} avant l’ajustement des lignes au total convenu.",
                )
            }
            Notice::AgreedTotal { calculated } => {
                let calculated = self.money(*calculated);
                say!(
                    self,
                    "The total was agreed; calculated it would be {calculated}. The charges are split in proportion, by largest remainder.",
                    "Die Summe wurde vereinbart; gerechnet wären es {calculated}. Die Belastungen sind im Verhältnis geteilt, nach größtem Rest.",
                    "Le total a été convenu\u{a0}; le calcul donnerait {calculated}. Les montants facturés sont répartis en proportion, au plus fort reste.",
                )
            }
        }
    }
}
