//! The sentences of proposal and addendum in the three languages of the papers. Figures and names arrive
//! formatted; fixed words of the templates are in `headroom_core::paper::labels`.

use super::voice::Voice;
use headroom_core::contract::{
    Alignment, Discount, Divisor, Notice, PricePeriod, ProrationMethod, SegmentUnit,
};
use headroom_core::exact::Rounding;
use headroom_core::locale::Language;

/// One sentence in the language of the voice: English, German, French.
macro_rules! say {
    ($voice:expr, $en:literal, $de:literal, $fr:literal $(,)?) => {
        match $voice.language {
            Language::En => format!($en),
            Language::De => format!($de),
            Language::Fr => format!($fr),
        }
    };
}

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

    pub fn whole_at_renewal(self, products: &str) -> String {
        let with = if products.is_empty() { String::new() } else { format!(" ({products})") };
        say!(
            self,
            "Your whole contract at the renewal{with}",
            "Ihr ganzer Vertrag zur Verlängerung{with}",
            "Tout votre contrat au renouvellement{with}",
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

    pub fn hours_a_month(self) -> String {
        say!(self, "Hours a month", "Stunden im Monat", "Heures par mois")
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

    pub fn value_formula(self, rate: &str) -> String {
        let times = super::voice::TIMES;
        say!(
            self,
            "Value: hours saved a month{times}12{times}{rate}.",
            "Nutzen: gesparte Stunden im Monat{times}12{times}{rate}.",
            "Valeur : heures gagnées par mois{times}12{times}{rate}.",
        )
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

    pub fn amount_label(self, last: &str) -> String {
        let (until, currency) = (self.until(last), self.currency_name());
        format!("{until}, {currency}")
    }

    pub fn charge(self, what: &str) -> String {
        say!(self, "{what}, charge", "{what}, Berechnung", "{what}, facturé")
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

    pub fn days_between(self, start: &str, last: &str, days: &str) -> String {
        say!(
            self,
            "{start} to {last}, both included, are {days} days",
            "{start} bis {last}, beide Tage eingeschlossen, sind {days} Tage",
            "Du {start} au {last} inclus, cela fait {days} jours",
        )
    }

    pub fn year_has(self, from: &str, days: &str) -> String {
        say!(
            self,
            "the year from {from} has {days}",
            "das Jahr ab {from} hat {days}",
            "l’année à partir du {from} en compte {days}",
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

    pub fn from_calculation(self, number: &str, replaced: Option<&str>, method: &str) -> String {
        let replaced = match (replaced, self.language) {
            (None, _) => String::new(),
            (Some(old), Language::En) => format!(" (replaces {old})"),
            (Some(old), Language::De) => format!(" (ersetzt {old})"),
            (Some(old), Language::Fr) => format!(" (remplace {old})"),
        };
        say!(
            self,
            "from calculation {number}{replaced}, method “{method}”",
            "aus Berechnung {number}{replaced}, Verfahren „{method}“",
            "d’après le calcul {number}{replaced}, méthode «\u{202f}{method}\u{202f}»",
        )
    }

    pub fn calculation(self, number: &str, replaced: Option<&str>, method: &str) -> String {
        let replaced = match (replaced, self.language) {
            (None, _) => String::new(),
            (Some(old), Language::En) => format!(" (replaces {old})"),
            (Some(old), Language::De) => format!(" (ersetzt {old})"),
            (Some(old), Language::Fr) => format!(" (remplace {old})"),
        };
        say!(
            self,
            "calculation {number}{replaced}, {method}",
            "Berechnung {number}{replaced}, {method}",
            "calcul {number}{replaced}, {method}",
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

/// More than one price: "168/365 + 1", "6".
fn is_several(count: &str) -> bool {
    count.contains('+') || !count.contains('/')
}
