//! The sentences of an explanation in English, German and French. Which of them is said when is in the file above.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{counts_started_month, is_one_time, span_of};
use crate::contract::{
    Alignment, CalculatedLine, CalculationPolicy, CalculationTotals, ChangeLineKind, ContractError, Discount,
    Divisor, ListKind, Notice, PricePeriod, Proration, ProrationMethod, ProrationSegment, SegmentUnit,
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

    // ---- a line ------------------------------------------------------------------------------------------------

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

    // ---- notices -----------------------------------------------------------------------------------------------

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
