//! Sample views for the tests of the papers. People and companies are invented.
// Each test file uses a part of them; the example that measures speed includes them outside of a test.
#![allow(dead_code, unused_imports, clippy::unwrap_used)]

pub mod decks;
pub mod inspect;
pub mod languages;
mod reviews;
mod sheets;

pub use reviews::review;
pub use sheets::{brief, white_space};

use headroom_core::locale::Language;
use headroom_core::paper::*;

pub fn quote(text: &str, byline: &str) -> PaperQuote {
    PaperQuote { text: text.into(), byline: byline.into(), paraphrased: false }
}

pub fn step(what: &str, who: &str, when: &str) -> StepLine {
    StepLine { what: what.into(), who: who.into(), when: when.into() }
}

fn line(label: &str, text: &str) -> LabelledLine {
    LabelledLine { label: label.into(), text: text.into() }
}

fn criterion(figure: &str, text: &str, due: &str) -> ProposalCriterion {
    ProposalCriterion { figure: figure.into(), text: text.into(), due: due.into(), baseline: String::new() }
}

fn case(name: &str, driver: &str, bar: i64, value: &str, net: &str, payback: &str) -> RoiCase {
    RoiCase {
        name: name.into(),
        driver: driver.into(),
        bar: Share::of(bar, 36_960),
        value: value.into(),
        net: net.into(),
        payback: payback.into(),
    }
}

/// Two pages with everything on them, in English.
pub fn proposal() -> ProposalView {
    ProposalView {
        language: Language::En,
        document_id: "P-2026-0212".into(),
        version: "2".into(),
        date: "Tuesday 24 November 2026".into(),
        supplier_name: "Brightwater".into(),
        supplier_legal_name: "Brightwater Systems Ltd".into(),
        recipient_name: "Nadia Ferreira".into(),
        recipient_company: "Hallam & Voss GmbH".into(),
        headline: Headline {
            text: "I want the workshop to see the same plan as the office, on the same morning.".into(),
            byline: "Nadia Ferreira, Head of Operations, 12\u{a0}November\u{a0}2026".into(),
            ..Headline::default()
        },
        told_me: vec![
            quote("The workshop prints the plan at six and it is wrong by seven.", "Nadia Ferreira, Head of Operations, 12\u{a0}November\u{a0}2026"),
            quote("We lose about thirty hours a month retyping what somebody else already typed.", "Oskar Lindt, Workshop Manager, 16\u{a0}November\u{a0}2026"),
            quote("Two people share one login because the third was never ordered.", "Oskar Lindt, Workshop Manager, 16\u{a0}November\u{a0}2026"),
            quote("Whatever we do has to be in place before the stocktaking in January.", "Ruth Amsel, Finance, 17\u{a0}November\u{a0}2026"),
        ],
        proposing: vec![
            line("Seats", "18 for the workshop, beside the 40 in the office"),
            line("Module", "Shared plan board for all 58 people"),
            line("Timeline", "Live on 1\u{a0}December; two sessions in the workshop on 3 and 10\u{a0}December"),
            line("Co-term", "Ends on 14\u{a0}June\u{a0}2027, renews on 15\u{a0}June\u{a0}2027"),
        ],
        criteria: vec![
            criterion("18 of 18", "workshop people open the plan every morning", "Day 60, 30\u{a0}Jan\u{a0}2027"),
            criterion("0", "printed plans on the shop floor", "Day 60, 30\u{a0}Jan\u{a0}2027"),
            criterion("−30 h", "a month of retyping, by your own count", "Day 90, 1\u{a0}Mar\u{a0}2027"),
        ],
        price_intro: "Amounts in euro, without tax. Everything runs inside your present contract: from 1\u{a0}December\u{a0}2026, 196 of the 365 days of this contract year are left.".into(),
        constraint: Some(Constraint {
            figure: "40 of 40 seats".into(),
            text: "have been in use since 2\u{a0}November. Retyping for those without one costs about thirty hours a month.".into(),
            source: "Product telemetry, 20\u{a0}November\u{a0}2026".into(),
        }),
        until_label: "Until 14 June 2027".into(),
        price_lines: vec![
            PriceLine {
                title: "18 seats for the workshop, 480.00 each".into(),
                sentence: "You pay 196/365 of the yearly price, from the first day of the new seats to the last day of your contract year.".into(),
                per_year: "8,640.00".into(),
                until: "4,639.56".into(),
                parts: vec![],
            },
            PriceLine {
                title: "Plan Business instead of Team".into(),
                sentence: "For the same 196 days Team is credited and Business charged.".into(),
                per_year: "3,600.00".into(),
                until: "1,933.15".into(),
                parts: vec![
                    PricePart { text: "Business, 1 December to 14 June".into(), per_year: "9,600.00".into(), until: "5,155.07".into() },
                    PricePart { text: "Team, credit for the same days".into(), per_year: "−6,000.00".into(), until: "−3,221.92".into() },
                ],
            },
        ],
        totals: PriceTotals { per_year: "12,240.00".into(), until: "6,572.71".into() },
        at_renewal_label: "Your whole contract at the renewal, 58 seats".into(),
        at_renewal: "37,440.00".into(),
        roi: Some(Roi {
            driver_label: "Hours".into(),
            cases: vec![
                case("Conservative", "20", 13_200, "13,200.00", "960.00", "11.1 months"),
                case("Base", "30", 19_800, "19,800.00", "7,560.00", "7.4 months"),
                case("Aggressive", "40", 26_400, "26,400.00", "14,160.00", "5.6 months"),
            ],
            price_mark: Share::of(12_240, 36_960),
            formula: vec!["Value: hours saved a month × 12 × 55.00.".into(), "Price: 12,240.00 a year.".into()],
            quote: Some(quote("We lose about thirty hours a month …", "Oskar Lindt, Workshop Manager, 16 Nov 2026")),
        }),
        alternatives: vec![
            Alternative { title: "Or: seats only".into(), text: "4,639.56 until 14 June, then 8,640.00 a year. Ends the shared logins; the plan is still printed.".into() },
            Alternative { title: "Or: start with the renewal".into(), text: "Nothing now, 12,240.00 a year from 15 June. The January stocktaking runs as it did.".into() },
        ],
        next_step: Some(NextStep {
            text: "Thursday 26 November, 10:00 to 10:15, Nadia Ferreira and Oskar Lindt: agree this page or change it. The one-page addendum follows within a day.".into(),
            validity: "Prices hold until 18\u{a0}December\u{a0}2026.".into(),
            contact: Some(PaperContact { name: "Maya Lindqvist".into(), email: "maya@brightwater.example".into(), phone: String::new() }),
        }),
        calculation: "calculation C-2026-0088, daily, actual days".into(),
        annex: None,
    }
}

/// One page, in English.
pub fn addendum() -> AddendumView {
    let change = |what: &str, before: &str, after: &str, price: &str, amount: &str| ChangeLine {
        what: what.into(),
        before: before.into(),
        after: after.into(),
        unit_price: price.into(),
        period: String::new(),
        amount: amount.into(),
    };
    let sum = |what: &str, formula: &str, unrounded: &str, rounded: &str| CalculationLine {
        what: what.into(),
        formula: formula.into(),
        unrounded: unrounded.into(),
        rounded: rounded.into(),
    };
    let criterion = |text: &str, due: &str, by: &str| AddendumCriterion {
        text: text.into(),
        due: due.into(),
        graded_by: by.into(),
    };
    AddendumView {
        language: Language::En,
        document_id: "A-2026-0041".into(),
        number: "3".into(),
        date: "27 November 2026".into(),
        supplier_name: "Brightwater".into(),
        agreement: "to the Master Services Agreement MSA-2024-0117 of 3\u{a0}June\u{a0}2024 (“MSA”), which is part of this page by reference".into(),
        supersedes: String::new(),
        supplier: Party { legal_name: "Brightwater Systems Ltd".into(), address: vec!["9 Canal Street, Leeds LS0 0XX,".into(), "United Kingdom".into()], signatory: String::new() },
        customer: Party { legal_name: "Hallam & Voss GmbH".into(), address: vec!["Am Speicher 7, 28000 Bremen,".into(), "Germany".into()], signatory: String::new() },
        unit_price_label: "Unit price a year".into(),
        amount_label: "Until 14 June 2027, euro".into(),
        changes: vec![
            change("Seats", "40", "58", "480.00", "4,639.56"),
            change("Plan Team", "1", "0", "6,000.00", "−3,221.92"),
            change("Plan Business", "0", "1", "9,600.00", "5,155.07"),
        ],
        total: "6,572.71".into(),
        method: "Days left divided by days of the contract year. 1\u{a0}December 2026 to 14\u{a0}June 2027, both included, are 196\u{a0}days; the year from 15\u{a0}June 2026 has 365. Each line is rounded once, half up.".into(),
        calculation: vec![
            sum("18 more seats, charge", "18 × 480.00 × 196/365", "4,639.5616", "4,639.56"),
            sum("Plan Team, credit", "−6,000.00 × 196/365", "−3,221.9178", "−3,221.92"),
            sum("Plan Business, charge", "9,600.00 × 196/365", "5,155.0685", "5,155.07"),
        ],
        notices: vec![],
        effective_on: "1 December 2026".into(),
        ends_on: "14 June 2027".into(),
        renews_on: "15 June 2027".into(),
        at_renewal: "From then on 58 seats and plan Business cost 37,440.00 a year. The renewal date stays as it was.".into(),
        criteria_version: "1".into(),
        criteria: vec![
            criterion("18 of 18 workshop people open the plan every morning", "30 January 2027", "Oskar Lindt"),
            criterion("No printed plans on the shop floor", "30 January 2027", "Oskar Lindt"),
            criterion("30 hours a month less retyping, by the Customer’s own count", "1 March 2027", "Nadia Ferreira"),
        ],
        other_terms: String::new(),
        calculation_reference: "from calculation C-2026-0088, method “daily, actual days”".into(),
    }
}

/// A PNG of one colour.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    let dots = [20, 90, 160].repeat((width * height) as usize);
    encoder.write_header().unwrap().write_image_data(&dots).unwrap();
    bytes
}
