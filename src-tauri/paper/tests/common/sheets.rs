//! The internal sheets: white space and call brief.

use headroom_core::locale::Language;
use headroom_core::paper::*;

use super::{line, quote, step};

/// One internal page, in English.
pub fn white_space() -> WhiteSpaceView {
    let block =
        |title: &str, subtitle: &str, priority: &str, lines: &[(&str, &str)], amount: &str, quarter: &str| {
            WhiteSpaceBlock {
                title: title.into(),
                subtitle: subtitle.into(),
                priority: priority.into(),
                lines: lines.iter().map(|(label, text)| line(label, text)).collect(),
                need_label: "Need".into(),
                need: None,
                amount: amount.into(),
                quarter: quarter.into(),
            }
        };
    let mut plan = block(
        "Plan",
        "Low friction",
        "ARR 2, ease 5, aims 5",
        &[
            ("Current", "Team"),
            ("Target", "Business"),
            ("Value driver", "Single sign-on; one board across two teams"),
        ],
        "3,600",
        "Q4 2026",
    );
    plan.need = Some(quote(
        "Two people share one login because the third was never ordered.",
        "Oskar Lindt, 16 Nov 2026",
    ));
    WhiteSpaceView {
        language: Language::En,
        account: "Hallam & Voss GmbH".into(),
        made_by: "Maya Lindqvist, Saturday 21 November 2026".into(),
        currency: "euro".into(),
        arr_today: "25,200".into(),
        contract_ends_on: "14 Jun 2027".into(),
        licensed: "40 of 212".into(),
        could_be_added: "28,440".into(),
        state: vec![
            line("Products", "Brightwater, plan Team"),
            line("Departments", "Planning, Dispatch"),
            line("Use cases", "Job plans, plan changes, stock counts"),
        ],
        blocks: vec![
            block(
                "Seats",
                "High ARR, low friction",
                "ARR 5, ease 5, aims 4",
                &[
                    ("Current", "40 seats"),
                    ("Potential", "58; the workshop has 18 people (org chart, 16 Nov)"),
                    ("Value driver", "Thirty hours a month no longer spent on retyping"),
                ],
                "8,640",
                "Q4 2026",
            ),
            plan,
            block(
                "Scorecards",
                "Procurement",
                "ARR 4, ease 2, aims 3",
                &[
                    ("Champion", "Lena Fuchs, Head of Purchasing (untested)"),
                    ("Use case", "Supplier scorecards for the quarterly review"),
                    ("Value driver", "Two days less per review, no spreadsheets"),
                ],
                "9,000",
                "Q2 2027",
            ),
            block(
                "Depot boards",
                "Depot north",
                "ARR 3, ease 2, aims 4",
                &[
                    ("Champion", "Nobody yet; Nadia Ferreira will introduce us"),
                    ("Use case", "Gate times visible to dispatch and drivers"),
                    ("Value driver", "Fewer missed slots; the present tool runs until May 2027"),
                ],
                "7,200",
                "Q3 2027",
            ),
        ],
        total: WhiteSpaceTotal {
            segments: stacked(&[
                (25_200, Shade::Ink),
                (8_640, Shade::Accent),
                (3_600, Shade::Accent),
                (9_000, Shade::Tint),
                (7_200, Shade::Tint),
            ]),
            text: "25,200 today, 53,640 with everything, Q4 2026 to Q3 2027".into(),
            amount: "28,440".into(),
        },
        actions: vec![
            step("Agree the proposal for seats and plan", "Maya Lindqvist", "Thu 26 Nov"),
            step("Ask Lena Fuchs how the last supplier review went", "Ben Achterberg", "Fri 4 Dec"),
            step("Take up the introduction to depot north", "Maya Lindqvist", "Tue 12 Jan"),
        ],
        foot: "Prices from the catalogue of 1 October 2026; amounts are euro a year, without tax".into(),
    }
}

/// One internal page, in English.
pub fn brief() -> BriefView {
    let graded = |text: &str, note: &str, mark: GradeMark, word: &str| GradedLine {
        text: text.into(),
        note: note.into(),
        mark,
        word: word.into(),
    };
    let usage = |name: &str, written: &str, part: i64, note: &str, full: bool| UsageLine {
        name: name.into(),
        value: written.into(),
        bar: Share::of(part, 100),
        note: note.into(),
        full,
    };
    BriefView {
        language: Language::En,
        account: "Hallam & Voss GmbH".into(),
        meeting: "Thursday 26 November, 10:00 to 10:15, with Nadia Ferreira and Oskar Lindt".into(),
        purpose: "To agree the proposal or change it.".into(),
        opening: "What would the stocktaking find tomorrow?".into(),
        printed: "Printed Saturday 21 November 2026".into(),
        quotes: vec![
            quote("Whatever we do has to be in place before the stocktaking in January.", "Ruth Amsel, Finance, 17 November"),
            quote("We lose about thirty hours a month retyping what somebody else already typed.", "Oskar Lindt, Workshop Manager, 16 November"),
            quote("I want the workshop to see the same plan as the office, on the same morning.", "Nadia Ferreira, Head of Operations, 12 November"),
        ],
        promises: vec![step("We send Ruth the list of shared logins", "", "Mon 23 Nov"), step("We name the two sessions in December", "", "Thu 26 Nov"), step("Nadia tells us who signs for Hallam & Voss", "", "Thu 26 Nov")],
        criteria_title: "Criteria of addendum 2, version 1".into(),
        criteria: vec![
            graded("Plan changes seen the same morning, 90 %", "94 % in October, confirmed by Nadia Ferreira", GradeMark::Met, "Met"),
            graded("Planners working in Brightwater every week, 36 of 40", "36 in the week of 9 November", GradeMark::Met, "Met"),
            graded("Stock counts booked without paper, all", "71 %; depot north still prints", GradeMark::Partly, "Partly"),
        ],
        leave: "Price, discount, the end of the quarter. The renewal has its own half hour on Thursday 10 December.".into(),
        contract: vec![line("ARR, euro", "25,200"), line("Ends on", "14 Jun 2027"), line("Renews on", "15 Jun 2027"), line("Notice until", "16 Mar 2027"), line("Procurement", "10 days")],
        usage_title: "Usage, 20 November".into(),
        usage: vec![
            usage("Seats", "40 of 40", 100, "Full since 2 November", true),
            usage("Weekly planners", "36 of 40", 90, "33 in September", false),
            usage("Exports", "412 of 500", 82, "Limit reached in 24 days", false),
            usage("Rules", "6 of 20", 30, "", false),
        ],
        people: vec![line("Nadia Ferreira", "Head of Operations, economic buyer"), line("Oskar Lindt", "Workshop Manager, strong champion"), line("Ruth Amsel", "Finance, can block"), line("Lena Fuchs", "Head of Purchasing, untested")],
        foot: "From the book of Maya Lindqvist".into(),
    }
}
