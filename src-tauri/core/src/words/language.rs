//! The language check of page one: no amounts, no discount, no pressure, not the seller's calendar.
//!
//! Rules: 001-17, 001-20, 001-21. The lists are ours and meant to grow; each entry has a test that shows a
//! sentence it is for, or one it must leave alone.

use std::ops::Range;
use std::sync::LazyLock;

use super::amounts::amounts;
use super::phrases::{Phrase, bytes, places};
use super::tokens::{Kind, Token, tokens};
use super::{Finding, Rule, Speaker, tidy};

fn list(patterns: &[&str]) -> Vec<Phrase> {
    patterns.iter().map(|p| Phrase::parse(p)).collect()
}

static PERCENT_OFF: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    list(&[
        "# % off|cheaper|discount*|rebate*|markdown",
        "# % price|cost? reduction|cut",
        "# % lower prices|price|pricing|fees",
        "# % *rabatt*|nachlass|*nachlass|skonto|ermässigung|ermäßigung|günstiger|guenstiger|billiger",
        "# % weniger zahlen|bezahlen",
        "# % de? remise|réduction|rabais|escompte|ristourne",
        "# % moins cher|chère|chers|chères",
        "save|saves # % on|now|today|when|if",
        "spare|sparen sie? # % auf|bei|jetzt|wenn",
        "économisez # % sur",
        "half price|off",
        "halber|halben preis",
        "moitié prix",
    ])
});

static DISCOUNT: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    list(&[
        "discount*",
        "rebate|rebates",
        "special offer|offers|price|prices|pricing|deal|rate",
        "promo|promotional|coupon*|voucher*|bargain*",
        "introductory price|pricing|offer|rate",
        "free month|months|seats|seat|licences|licenses",
        "*rabatt|*rabatte|*rabatten|rabatt*",
        "*nachlass|preisnachlässe|skonto|vergünstigung*|verguenstigung*",
        "sonderangebot*|sonderpreis*|sonderkondition*|schnäppchen|aktionspreis*|gutschein*",
        "rabais|ristourne*|escompte",
        "offre spéciale|promotionnelle",
        "tarif préférentiel|réduit|spécial",
        "prix réduit|réduits|cassé|cassés|spécial|promotionnel",
        "réduction de|du|sur prix|tarif",
    ])
});

/// "remise" is also a handing over ("remise en service", "remise des rapports"), which is no discount.
static REMISE: LazyLock<Vec<Phrase>> = LazyLock::new(|| list(&["remise|remises"]));
static REMISE_OTHER: [&str; 9] = ["en", "a", "au", "aux", "des", "du", "la", "le", "les"];

static PRICE_WORDING: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    list(&[
        "price|prices|priced|pricing|pricelist|cheap|cheaper|cheapest|inexpensive",
        "fee|fees",
        "per|a seat|user|licence|license per|a month|year|quarter",
        "free of charge",
        "at no extra|additional? cost|charge",
        "preis|preise|preisen|preises|preisliste*|listenpreis*|stückpreis*|einzelpreis*|gesamtpreis*|preislich*",
        "gebühr*|gebuehr*|kostenlos*|kostenfrei*|gratis|günstig|günstiger|guenstig*|billig*",
        "pro nutzer|platz|lizenz|seat|user und|pro? monat|jahr",
        "prix|tarif|tarifs|tarification|gratuit*",
        "par utilisateur|siège|licence et? par mois|an",
    ])
});

static URGENCY: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    list(&[
        "limited time|offer|period|availability",
        "for a short|limited time",
        "act now|fast|quickly|today",
        "last|final chance|call",
        "hurry",
        "only|just until|till",
        "only|just # more? days|hours|weeks|seats|places|spots|licences|licenses left|remaining",
        "offer|price|deal|discount|rate ends|expires|expiring",
        "expires|ends soon|today|tonight|tomorrow",
        "today|now only",
        "don t miss|wait|delay",
        "do not miss|wait|delay",
        "before it is|s too late",
        "while it lasts|stocks|supplies",
        "once in a lifetime",
        "time is running out",
        "running out of time",
        "the clock is ticking",
        "offer|quote|price|prices|pricing is|are? only? valid|good until|through|till",
        "this week|month|quarter only",
        "angebot|preis|preise ist|sind? gültig|gültig? nur? gültig? bis",
        "offre|prix valable|valables jusqu",
        "sign|order|buy|commit|decide now|today|immediately",
        "sign|order|buy|commit|decide by|before friday|monday|tuesday|wednesday|thursday|tomorrow|midnight",
        "nur noch bis",
        "nur bis zum|ende|#|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag",
        "nur noch wenige? # tage|stunden|wochen|plätze|lizenzen",
        "nur noch # tage|stunden|wochen|plätze|lizenzen",
        "nur noch wenige|kurze tage|stunden|wochen|plätze|lizenzen|zeit",
        "nur noch heute|morgen|diese",
        "nur heute|jetzt",
        "nur für|fuer kurze zeit",
        "zeitlich|mengenmäßig begrenzt|befristet*|limitiert*",
        "begrenztes|befristetes|limitiertes angebot",
        "letzte|letzter chance|gelegenheit|aufruf",
        "jetzt zuschlagen|sichern|handeln|unterschreiben|bestellen|zugreifen",
        "angebot|rabatt|preis endet|läuft|gilt nur|ab|bald",
        "solange der? vorrat|vorräte reicht|reichen",
        "beeilen|beeilung",
        "die zeit läuft|drängt",
        "bevor es zu spät ist?",
        "heute|sofort noch? unterschreiben|bestellen",
        "offre|durée|temps|période limitée|limité|limitee",
        "dernière|derniere|ultime chance|occasion",
        "derniers|dernier jours|jour|délai",
        "plus que # jours|heures|semaines|places|licences",
        "seulement|uniquement jusqu au|à|a",
        "ne tardez|attendez pas",
        "n attendez pas|plus",
        "dépêchez|dépéchez vous?",
        "faites vite",
        "profitez en",
        "avant qu il ne soit trop tard",
        "offre|remise expire|prend",
        "signez|commandez|décidez maintenant|vite|aujourd",
        "le temps presse",
    ])
});

/// "urgent" presses only when it ends a thought: urgent tickets are the customer's own business.
static URGENT: LazyLock<Vec<Phrase>> =
    LazyLock::new(|| list(&["urgent|urgency|urgently|dringend|eilt|urgence|urgemment|asap"]));

static END_OF_QUARTER: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    list(&[
        "end of the|this|our|your|my|next|current|a? fiscal|financial|sales? quarter|q1|q2|q3|q4|qtr",
        "eoq|eofy",
        "quarter s? end|ends|ending|close|closes|closing",
        "q1|q2|q3|q4 end|ends|close|closes|closing",
        "before|by quarter|q1|q2|q3|q4 is? over|out|up",
        "close|closing of? the|this|our quarter|q1|q2|q3|q4",
        "end of the|our|this|your? fiscal|financial|sales year",
        "our|my quota",
        "quartalsende|quartalsendes|quartalsschluss",
        "ende|ablauf|schluss des|dieses|unseres|ihres|laufenden? laufenden? quartals|q1|q2|q3|q4",
        "quartal endet|schließt|schliesst|läuft",
        "geschäftsjahresende|jahresendgeschäft",
        "fin de|du|ce|d|notre|votre? ce|notre|votre|l? trimestre|t1|t2|t3|t4",
        "clôture de|du|notre|ce? ce|notre? trimestre|t1|t2|t3|t4",
        "trimestre se? termine|clôture|cloture|finit",
        "fin de|d l? exercice",
    ])
});

/// "quarter-end close" is a finance team's work, not ours.
static CUSTOMERS_CLOSE: [&str; 9] =
    ["close", "closes", "closing", "report", "reports", "reporting", "figures", "accounts", "books"];

/// Checks one text of page one. Amounts, percent-off, discount, urgency and end-of-quarter wording are
/// refused whoever said them; price wording only when the words are ours, since a customer may well say
/// "the price of delay". Findings are in the order of the text.
pub fn check_language(text: &str, speaker: Speaker) -> Vec<Finding> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    for range in amounts(text, &tokens) {
        let message = "An amount on page one. Amounts belong on page two.";
        found.push(Finding::at(text, Rule::CurrencyAmount, range, message));
    }
    let mut report = |rule: Rule, range: &Range<usize>, message: &str| {
        found.push(Finding::at(text, rule, bytes(&tokens, range), message));
    };
    for place in places(&PERCENT_OFF, &tokens) {
        report(Rule::PercentOff, &place, "A percentage off. Page one is about their words, not about terms.");
    }
    for place in signed_percentages(text, &tokens) {
        report(
            Rule::PercentOff,
            &place,
            "Reads as a discount. If it is a measure, write where it starts and where it should be.",
        );
    }
    for place in places(&DISCOUNT, &tokens) {
        report(Rule::Discount, &place, "Discount wording. Terms belong on page two.");
    }
    for place in places(&REMISE, &tokens) {
        let next = tokens.get(place.end);
        if next.is_none_or(|t| !REMISE_OTHER.contains(&t.folded.as_str())) {
            report(Rule::Discount, &place, "Discount wording. Terms belong on page two.");
        }
    }
    for place in places(&URGENCY, &tokens) {
        report(Rule::Urgency, &place, "Presses for time. Say what their date is, not what ours is.");
    }
    for place in places(&END_OF_QUARTER, &tokens) {
        let after = tokens.get(place.end).map_or("", |t| t.folded.as_str());
        let quarter_end = tokens[place.end - 1].folded == "end";
        if !(quarter_end && CUSTOMERS_CLOSE.contains(&after)) {
            report(
                Rule::EndOfQuarter,
                &place,
                "Our quarter is not the customer's concern. Use a date of theirs.",
            );
        }
    }
    if speaker == Speaker::Us {
        for place in places(&URGENT, &tokens) {
            if tokens.get(place.end).is_none_or(|t| !t.is(Kind::Word) && !t.is(Kind::Number)) {
                report(Rule::Urgency, &place, "Presses for time. Say what their date is, not what ours is.");
            }
        }
        for place in places(&PRICE_WORDING, &tokens) {
            report(Rule::PriceWording, &place, "Speaks of the price. Page two does that.");
        }
    }
    tidy(found)
}

/// `-20 %` where the minus is a sign (not "10-20 %") and no measured thing follows ("−20 % handling time").
fn signed_percentages(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    static OFFERS: [&str; 14] = [
        "on", "off", "for", "until", "now", "if", "when", "auf", "bis", "fur", "bei", "sur", "pour", "jusqu",
    ];
    let mut found = Vec::new();
    for (i, pair) in tokens.windows(2).enumerate() {
        if !(pair[0].is(Kind::Number) && pair[1].is(Kind::Percent)) {
            continue;
        }
        let before = text[..pair[0].range.start].trim_end_matches(super::tokens::is_space);
        let Some(before) = before.strip_suffix(['-', '−', '–']) else { continue };
        if before.ends_with(|c: char| c.is_alphanumeric() || c == '%') {
            continue;
        }
        let follows = tokens.get(i + 2);
        let measured = follows.is_some_and(|t| t.is(Kind::Word) && !OFFERS.contains(&t.folded.as_str()));
        if !measured {
            found.push(i..i + 2);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(text: &str, speaker: Speaker) -> Vec<Rule> {
        let mut rules: Vec<Rule> = check_language(text, speaker).into_iter().map(|f| f.rule).collect();
        rules.dedup();
        rules
    }

    /// Sentences nobody may write on page one, with the rule each breaks even as a customer's words.
    #[test]
    fn what_must_not_stand_on_page_one() {
        use Rule::*;
        for (text, rule) in [
            ("It costs $1,200 a month", CurrencyAmount),
            ("EUR 1.200", CurrencyAmount),
            ("1 200 €", CurrencyAmount),
            ("1\u{202f}200,50\u{a0}€", CurrencyAmount),
            ("1.200,00 EUR im Jahr", CurrencyAmount),
            ("we lose 30K USD", CurrencyAmount),
            ("about £2.5m", CurrencyAmount),
            ("2,5 Mio. €", CurrencyAmount),
            ("CHF 1'200.-", CurrencyAmount),
            ("das sind 1.200,– €", CurrencyAmount),
            ("USD1200", CurrencyAmount),
            ("US$ 12", CurrencyAmount),
            ("-$400", CurrencyAmount),
            ("five thousand dollars", CurrencyAmount),
            ("zwanzigtausend Euro", CurrencyAmount),
            ("5 millions d’euros", CurrencyAmount),
            ("500 Euro", CurrencyAmount),
            ("TRY 1,200.00", CurrencyAmount),
            ("₹ 90000", CurrencyAmount),
            ("＄100", CurrencyAmount),
            ("20 % off", PercentOff),
            ("20% off everything", PercentOff),
            ("20 percent off", PercentOff),
            ("20 % Rabatt", PercentOff),
            ("15 Prozent Nachlass", PercentOff),
            ("20 % günstiger", PercentOff),
            ("20 % de remise", PercentOff),
            ("10 pour cent de réduction", PercentOff),
            ("-20 %", PercentOff),
            ("−20\u{a0}% on all seats", PercentOff),
            ("half price", PercentOff),
            ("save 20 % on every seat", PercentOff),
            ("we were promised a discount", Discount),
            ("a dis\u{ad}count", Discount),
            ("mit Mengenrabatt", Discount),
            ("une remise exceptionnelle", Discount),
            ("Sonderangebot", Discount),
            ("offre spéciale", Discount),
            ("for a limited time", Urgency),
            ("limited-time offer", Urgency),
            ("Act now", Urgency),
            ("nur noch bis Freitag", Urgency),
            ("Nur noch 3 Tage", Urgency),
            ("zeitlich begrenzt", Urgency),
            ("offre à durée limitée", Urgency),
            ("plus que 3 jours", Urgency),
            ("Don’t miss it", Urgency),
            ("only 3 seats left", Urgency),
            ("The offer is valid until Friday", Urgency),
            ("offre valable jusqu’au 30 novembre", Urgency),
            ("this quarter only", Urgency),
            ("before the end of the quarter", EndOfQuarter),
            ("end-of-quarter", EndOfQuarter),
            ("by quarter-end", EndOfQuarter),
            ("end of Q4", EndOfQuarter),
            ("bis zum Quartalsende", EndOfQuarter),
            ("Ende des Quartals", EndOfQuarter),
            ("avant la fin du trimestre", EndOfQuarter),
            ("en fin de trimestre", EndOfQuarter),
            ("fin T4", EndOfQuarter),
        ] {
            let found = rules(text, Speaker::Customer);
            assert!(found.contains(&rule), "{text:?} gives {found:?}");
        }
    }

    #[test]
    fn price_and_urgent_are_refused_only_where_the_words_are_ours() {
        for (text, rule) in [
            ("At the same price", Rule::PriceWording),
            ("Der Preis bleibt", Rule::PriceWording),
            ("le prix reste", Rule::PriceWording),
            ("25 per seat per month", Rule::PriceWording),
            ("This is urgent.", Rule::Urgency),
        ] {
            assert_eq!(rules(text, Speaker::Us), [rule], "{text}");
            assert_eq!(rules(text, Speaker::Customer), [], "{text}");
        }
        assert_eq!(rules("That is the price of delay", Speaker::Customer), []);
    }

    /// Sentences that only look like it; each once got a list entry narrowed.
    #[test]
    fn what_may_stand_on_page_one() {
        for text in [
            "Two people rebuild the same report every Monday",
            "80 % of the team uses it every week",
            "Onboarding drops from 12 days to 5",
            "−20 % handling time by day 90",
            "10-20 % of tickets come back",
            "40 % fewer hand-offs",
            "ALL 5 teams TRY 3 things and the TOP 10 accounts",
            "In 2026 we open 3 offices",
            "60 seats from 1 December 2026 to 14 June 2027",
            "Urgent tickets are answered within 4 hours",
            "The quarter-end close takes 3 days",
            "la remise en service des postes",
            "the remaining 30 people",
            "Wir können nur manuell arbeiten",
            "saves 20 % of an analyst's week",
            "pro Region ein Bericht",
            "It starts in the next quarter",
            "We discovered counting errors",
            "1 200 users in 3 regions",
            "Der Kundendienst wartet zwei Tage",
            "free text search over tickets",
        ] {
            assert_eq!(check_language(text, Speaker::Us), [], "{text}");
        }
    }

    #[test]
    fn a_finding_says_where_in_units_of_the_window() {
        let text = "🙂 Nur 1.200 € für Sie";
        let found = check_language(text, Speaker::Us);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].matched, "1.200 €");
        // The emoji takes two UTF-16 units: 2 + " Nur " of 5 = 7; the amount has 7 characters.
        assert_eq!((found[0].start, found[0].end), (7, 14));
    }

    proptest::proptest! {
        #[test]
        fn any_text_can_be_checked(text in ".{0,80}") {
            for finding in check_language(&text, Speaker::Us) {
                let units: Vec<u16> = text.encode_utf16().collect();
                let slice = &units[finding.start as usize..finding.end as usize];
                proptest::prop_assert_eq!(String::from_utf16_lossy(slice), finding.matched);
            }
        }
    }
}
