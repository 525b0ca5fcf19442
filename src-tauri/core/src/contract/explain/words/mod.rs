//! The sentences of an explanation in English, German and French: dates, method, day counts and sums here, a line and
//! the notices in files of their own. Which of them is said when is in `explain`.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{counts_started_month, span_of};
use crate::contract::{
    Alignment, CalculationPolicy, CalculationTotals, ContractError, Divisor, PricePeriod, Proration,
    ProrationMethod, ProrationSegment, SegmentUnit,
};
use crate::dates::Term;
use crate::exact::{Exact, Rounding, power_of_ten};
use crate::locale::{DateStyle, Language, Locale, Minus, MoneyForm, MoneyStyle};
use crate::money::{Currency, Money};

/// One sentence in the speaker's language: English, German, French.
macro_rules! say {
    ($say:expr, $en:literal, $de:literal, $fr:literal $(,)?) => {
        match $say.language {
            Language::En => format!($en),
            Language::De => format!($de),
            Language::Fr => format!($fr),
        }
    };
}

mod lines;
mod notices;

/// The language of the words, and how numbers and dates are written.
pub(super) struct Say {
    pub language: Language,
    pub locale: Locale,
    pub currency: Currency,
}

impl Say {
    // ---- numbers and dates -------------------------------------------------------------------------------------

    fn date(&self, date: NaiveDate) -> String {
        self.locale.date(date, DateStyle::Long)
    }

    fn number(&self, value: Decimal) -> String {
        self.locale.decimal(value, 0, 9, Minus::Typographic)
    }

    fn money(&self, amount: Money) -> String {
        let style = MoneyStyle { form: MoneyForm::Plain, minus: Minus::Typographic, trim_whole: false };
        self.locale.money(amount.minor, amount.currency.scale(), amount.currency.code(), style)
    }

    /// All digits when they end within nine decimals, else two more than the currency has and an ellipsis.
    pub fn exact(&self, value: Exact) -> Result<String, ContractError> {
        let scale = self.currency.scale();
        let ended = value.times(Exact::new(power_of_ten(9)?, 1)?).ok().filter(Exact::is_whole);
        let (digits, places, rest) = match ended {
            Some(whole) => (whole.numerator(), 9, ""),
            None => {
                let cut = value.abs().times(Exact::new(power_of_ten(scale + 2)?, 1)?)?.floor();
                (if value.is_negative() { -cut } else { cut }, scale + 2, "…")
            }
        };
        let least = if rest.is_empty() { scale } else { places };
        Ok(match Decimal::try_from_i128_with_scale(digits, places) {
            Ok(number) => format!("{}{rest}", self.locale.decimal(number, least, places, Minus::Typographic)),
            Err(_) => value.to_string(),
        })
    }

    fn days(&self, days: i64) -> String {
        let count = self.locale.integer(days, Minus::Typographic);
        if days == 1 {
            say!(self, "1 day", "1 Tag", "1 jour")
        } else {
            say!(self, "{count} days", "{count} Tage", "{count} jours")
        }
    }

    fn span(&self, term: Term) -> String {
        if term.days() == 1 {
            return format!("({})", self.date(term.start));
        }
        let (start, last) = (self.date(term.start), self.date(term.last_day()));
        say!(self, "({start} to {last})", "({start} bis {last})", "(du {start} au {last})")
    }

    fn per(&self, period: Option<PricePeriod>) -> String {
        match period {
            Some(PricePeriod::Year) => say!(self, " a year", " im Jahr", " par an"),
            Some(PricePeriod::Quarter) => say!(self, " a quarter", " im Quartal", " par trimestre"),
            Some(PricePeriod::Month) => say!(self, " a month", " im Monat", " par mois"),
            Some(PricePeriod::Term) => {
                say!(self, " for the whole term", " für die ganze Laufzeit", " pour toute la durée")
            }
            None => String::new(),
        }
    }

    // ---- dates and method --------------------------------------------------------------------------------------

    pub fn term(&self, contract: Term) -> String {
        let (start, last, renewal) =
            (self.date(contract.start), self.date(contract.last_day()), self.date(contract.end));
        say!(
            self,
            "The contract started on {start}, ends on {last} and renews on {renewal}.",
            "Der Vertrag begann am {start}, endet am {last} und verlängert sich am {renewal}.",
            "Le contrat a commencé le {start}, se termine le {last} et se renouvelle le {renewal}.",
        )
    }

    pub fn effect(&self, charge: Term) -> String {
        let (start, last, days) =
            (self.date(charge.start), self.date(charge.last_day()), self.days(charge.days()));
        say!(
            self,
            "The change takes effect on {start}, which is the first day at the new price, and is calculated to {last}: {days}, both days counted.",
            "Die Änderung gilt ab dem {start}, dem ersten Tag zum neuen Preis, und ist bis zum {last} gerechnet: {days}, beide Tage mitgezählt.",
            "La modification prend effet le {start}, premier jour au nouveau prix, et est calculée jusqu’au {last}\u{a0}: {days}, premier et dernier jour compris.",
        )
    }

    pub fn method(&self, policy: CalculationPolicy, currency: Currency) -> String {
        let method = self.method_name(policy.method);
        let rounding = match policy.rounding {
            Rounding::HalfUp => say!(
                self,
                "halves away from zero",
                "Hälften von null weg",
                "les demies en s’éloignant de zéro",
            ),
            Rounding::HalfEven => say!(
                self,
                "halves to the even neighbour",
                "Hälften zur geraden Ziffer",
                "les demies au chiffre pair",
            ),
        };
        let how = if policy.unit_price_first {
            say!(
                self,
                "the prorated price of one unit is rounded first, then multiplied by the quantity, {rounding}",
                "der anteilige Preis einer Einheit wird zuerst gerundet, dann mit der Menge multipliziert, {rounding}",
                "le prix proratisé d’une unité est d’abord arrondi, puis multiplié par la quantité, {rounding}",
            )
        } else {
            say!(
                self,
                "each line is rounded once, {rounding}",
                "jede Zeile wird einmal gerundet, {rounding}",
                "chaque ligne est arrondie une fois, {rounding}",
            )
        };
        say!(
            self,
            "Method: {method}. No fraction and no daily rate is rounded; {how}. All amounts are in {currency}, without tax.",
            "Verfahren: {method}. Kein Bruch und kein Tagessatz wird gerundet; {how}. Alle Beträge in {currency}, ohne Steuern.",
            "Méthode\u{a0}: {method}. Aucune fraction ni aucun tarif journalier n’est arrondi\u{a0}; {how}. Tous les montants sont en {currency}, hors taxes.",
        )
    }

    fn method_name(&self, method: ProrationMethod) -> String {
        let label = method.label();
        match method {
            ProrationMethod::ActualActual => {
                say!(self, "{label}", "taggenau, tatsächliche Tage", "au jour près, jours réels")
            }
            ProrationMethod::Actual365 => {
                say!(self, "{label}", "taggenau, Jahr zu 365 Tagen", "au jour près, année de 365 jours")
            }
            ProrationMethod::WholeMonths => {
                say!(
                    self,
                    "{label}",
                    "ganze Monate, ein angefangener zählt",
                    "mois entiers, un mois entamé compte"
                )
            }
            ProrationMethod::MonthsDays { alignment, divisor } => {
                let counted = match alignment {
                    Alignment::Calendar => say!(self, "", "Kalendermonate", "mois civils"),
                    Alignment::Start => {
                        say!(self, "", "Monate ab dem ersten Tag", "mois à partir du premier jour")
                    }
                };
                let by = match divisor {
                    Divisor::Actual => say!(self, "", "die Tage ihres Monats", "les jours de leur mois"),
                    Divisor::Thirty => "30".to_owned(),
                    Divisor::TwelfthOfYear => "365/12".to_owned(),
                };
                say!(
                    self,
                    "{label}",
                    "Monate und Tage ({counted}, Resttage geteilt durch {by})",
                    "mois et jours ({counted}, jours restants divisés par {by})",
                )
            }
        }
    }

    /// The day counts: "Charged: 168 of the 365 days of the contract year (15 October 2026 to …)."
    pub fn charged(&self, found: &Proration) -> String {
        let mut parts: Vec<String> =
            found.segments.iter().map(|segment| self.segment(segment, found.unit)).collect();
        if let Some(started) = found.segments.last().filter(|_| counts_started_month(found)) {
            parts.pop();
            let span = self.span(span_of(started));
            parts.push(say!(
                self,
                "1 started month {span}",
                "1 angefangener Monat {span}",
                "1 mois entamé {span}"
            ));
        }
        if parts.is_empty() {
            return say!(
                self,
                "No day is charged.",
                "Es wird kein Tag berechnet.",
                "Aucun jour n’est facturé."
            );
        }
        let parts = parts.join(&say!(self, ", and ", " und ", " et "));
        say!(self, "Charged: {parts}.", "Berechnet: {parts}.", "Facturé\u{a0}: {parts}.")
    }

    fn segment(&self, segment: &ProrationSegment, unit: SegmentUnit) -> String {
        let span = self.span(span_of(segment));
        let days = segment.days;
        let of = match (segment.denominator, unit) {
            (None, unit) => return self.whole_units(segment.count.numerator(), unit, &span),
            (Some(all), SegmentUnit::FixedYear | SegmentUnit::Month) => {
                let all = if all.is_whole() { all.numerator().to_string() } else { all.to_string() };
                let days = self.days(days);
                return say!(
                    self,
                    "{days} divided by {all} {span}",
                    "{days} geteilt durch {all} {span}",
                    "{days} sur {all} {span}",
                );
            }
            (Some(_), SegmentUnit::ContractQuarter) => {
                say!(self, "the contract quarter", "des Vertragsquartals", "du trimestre contractuel")
            }
            (Some(_), SegmentUnit::ContractMonth) => {
                say!(self, "the contract month", "des Vertragsmonats", "du mois contractuel")
            }
            (Some(_), SegmentUnit::WholeTerm) => {
                say!(self, "the term", "der Laufzeit", "de la durée du contrat")
            }
            (Some(_), SegmentUnit::ContractYear) => {
                say!(self, "the contract year", "des Vertragsjahres", "de l’année contractuelle")
            }
        };
        let all = segment.denominator.map_or(0, |all| all.numerator());
        say!(
            self,
            "{days} of the {all} days of {of} {span}",
            "{days} der {all} Tage {of} {span}",
            "{days} des {all} jours {of} {span}",
        )
    }

    fn whole_units(&self, count: i128, unit: SegmentUnit, span: &str) -> String {
        match (unit, count) {
            (SegmentUnit::ContractQuarter, 1) => {
                say!(self, "1 whole quarter {span}", "1 ganzes Quartal {span}", "1 trimestre entier {span}")
            }
            (SegmentUnit::ContractQuarter, _) => say!(
                self,
                "{count} whole quarters {span}",
                "{count} ganze Quartale {span}",
                "{count} trimestres entiers {span}",
            ),
            (_, 1) => say!(self, "1 whole month {span}", "1 ganzer Monat {span}", "1 mois entier {span}"),
            (_, _) => say!(
                self,
                "{count} whole months {span}",
                "{count} ganze Monate {span}",
                "{count} mois entiers {span}",
            ),
        }
    }

    // ---- sums --------------------------------------------------------------------------------------------------

    pub fn sum(&self, totals: &CalculationTotals) -> String {
        let (total, charges, credits) =
            (self.money(totals.total), self.money(totals.charges), self.money(totals.credits));
        if totals.credits.is_zero() {
            return say!(
                self,
                "The rounded lines add up to {total}.",
                "Die gerundeten Zeilen ergeben zusammen {total}.",
                "Les lignes arrondies totalisent {total}.",
            );
        }
        say!(
            self,
            "The rounded lines add up to {total}: charges of {charges} and credits of {credits}.",
            "Die gerundeten Zeilen ergeben zusammen {total}: Belastungen von {charges} und Gutschriften von {credits}.",
            "Les lignes arrondies totalisent {total}\u{a0}: {charges} facturés et {credits} d’avoirs.",
        )
    }

    pub fn worth(&self, last: NaiveDate, totals: &CalculationTotals) -> String {
        let (added, value) = (self.money(totals.acv_added_at_renewal), self.money(totals.value_at_renewal));
        let last = self.date(last);
        say!(
            self,
            "The change is worth {added} a year. What is in force on {last} is worth {value} a year: the value at renewal.",
            "Die Änderung ist {added} im Jahr wert. Was am {last} gilt, ist {value} im Jahr wert: der Wert zur Verlängerung.",
            "La modification vaut {added} par an. Ce qui est en vigueur le {last} vaut {value} par an\u{a0}: la valeur au renouvellement.",
        )
    }

    /// Which calculation this one replaces, or takes back.
    pub fn earlier(&self, number: &str, taken_back: bool) -> String {
        if taken_back {
            return say!(
                self,
                "This takes back calculation {number}.",
                "Damit wird die Berechnung {number} zurückgenommen.",
                "Ce calcul annule le calcul {number}.",
            );
        }
        say!(
            self,
            "This replaces calculation {number}.",
            "Diese Berechnung ersetzt die Berechnung {number}.",
            "Ce calcul remplace le calcul {number}.",
        )
    }
}
