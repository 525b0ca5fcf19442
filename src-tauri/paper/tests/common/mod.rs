//! Sample views for the tests of the papers. People and companies are invented.
// Each test file uses a part of them; the example that measures speed includes them outside of a test.
#![allow(dead_code, clippy::unwrap_used)]

pub mod decks;
pub mod inspect;
pub mod languages;

use headroom_core::locale::Language;
use headroom_core::paper::*;

pub fn quote(text: &str, byline: &str) -> PaperQuote {
    PaperQuote { text: text.into(), byline: byline.into(), paraphrased: false }
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

fn head(title: &str, lead: &str, source: &str) -> SlideHead {
    SlideHead { title: title.into(), lead: lead.into(), source: source.into(), missing: String::new() }
}

fn value(label: &str, written: &str, amount: i64) -> ChartValue {
    ChartValue { label: label.into(), written: written.into(), amount }
}

fn fact(figure: &str, text: &str) -> PaperFact {
    PaperFact { figure: figure.into(), text: text.into() }
}

pub fn step(what: &str, who: &str, when: &str) -> StepLine {
    StepLine { what: what.into(), who: who.into(), when: when.into() }
}

/// Twelve slides, in English.
pub fn review() -> ReviewView {
    let agenda = |number: &str, name: &str, question: &str, minutes: &str| AgendaItem {
        number: number.into(),
        name: name.into(),
        question: question.into(),
        minutes: minutes.into(),
    };
    let reviewed = |text: &str,
                    target: &str,
                    result: &str,
                    bar: i64,
                    mark: i64,
                    grade: GradeMark,
                    word: &str,
                    evidence: &str| ReviewedCriterion {
        text: text.into(),
        target: target.into(),
        result: result.into(),
        bar: Share::of(bar, 100),
        target_mark: Share::of(mark, 100),
        mark: grade,
        word: word.into(),
        evidence: evidence.into(),
        confirmed: "Nadia Ferreira, 11 Nov".into(),
        ..ReviewedCriterion::default()
    };
    let gap = |what: &str, used: &str, paid: &str, bar: i64, why: &str, close: &str, owner: &str| ReviewGap {
        what: what.into(),
        used: used.into(),
        of_paid: paid.into(),
        bar: Share::of(bar, 100),
        why: why.into(),
        close: close.into(),
        owner: owner.into(),
    };
    let goal = |text: &str, by: &str, asks: &str| ReviewGoal { quote: quote(text, by), asks: asks.into() };
    let lane = |name: &str, note: &str, from: i64, to: i64, text: &str, goal: bool| RoadmapLane {
        name: name.into(),
        note: note.into(),
        left: Share::of(from, 70),
        width: Share::of(to - from, 70),
        text: text.into(),
        roomy: true,
        after: Share::of(to, 70),
        goal,
    };
    let months = ["Dec 2026", "Jan 2027", "Feb", "Mar", "Apr", "May", "Jun"];
    let number = |name: &str, value: &str, counted: &str, source: &str| NumberRow {
        name: name.into(),
        value: value.into(),
        counted: counted.into(),
        source: source.into(),
    };
    ReviewView {
        order: SlideOrder::default(),
        language: Language::En,
        supplier_name: "Brightwater".into(),
        account: "Hallam & Voss GmbH".into(),
        date: "Wednesday 18 November 2026, Bremen".into(),
        author: "Maya Lindqvist".into(),
        numbers_up_to: "15 November 2026".into(),
        footer: "Brightwater and Hallam & Voss, quarterly review, 18 November 2026".into(),
        cover_quote: Some(quote("One plan for office and workshop. If we manage that, the year was worth it.", "Nadia Ferreira, Head of Operations, 12 May 2026")),
        agenda: ReviewAgenda {
            title: "45 minutes, value first".into(),
            items: vec![
                agenda("1", "Outcomes delivered", "Did we keep what we promised in June?", "15 min"),
                agenda("2", "Adoption gaps", "What do you pay for and hardly use?", "10 min"),
                agenda("3", "Roadmap and goals", "Where are you going, and what do we ship?", "10 min"),
                agenda("4", "The recommendation", "What is the one thing to do next?", "5 min"),
                agenda("", "Next steps", "Who does what by when?", "5 min"),
            ],
        },
        summary: ReviewSummary {
            head: head("Two promises kept, one gap to close, one step to take", "The quarter on one page", "Product telemetry and plan register, cut-off 15 November 2026"),
            points: vec![
                fact("2 of 3", "promises met; the third depends on the workshop’s own logins"),
                fact("30 h", "a month are still lost to retyping, by Oskar Lindt’s count"),
                fact("18", "people in the workshop who would open the plan themselves"),
            ],
        },
        outcomes: ReviewOutcomes {
            head: head("Two of three promises met, one partly", "Criteria of addendum 2, version 1, signed 12 May 2026, due 13 September 2026", "Product telemetry and plan register, cut-off 15 November 2026. The dark line is the target."),
            criteria: vec![
                reviewed("Plan changes seen the same morning", "90 %", "94 %", 94, 90, GradeMark::Met, "Met", "Plan register, October"),
                reviewed("Planners working in Brightwater every week", "36 of 40", "36", 90, 90, GradeMark::Met, "Met", "Weekly active users"),
                reviewed("Stock counts booked without paper", "100 %", "71 %", 71, 99, GradeMark::Partly, "Partly", "Depot north prints"),
            ],
            remark_label: "Why partly".into(),
            remark: "87 of 300 counts still came on paper, all from depot north. One hour on site on 4 December closes the gap.".into(),
        },
        usage: UsageSlide {
            head: head("36 of 40 planners now work in Brightwater every week", "Planners active in the week, last full week of each month", "Weekly active users, product telemetry, cut-off 15 November 2026"),
            chart: ColumnChart::columns(
                &[value("Jun", "24", 24), value("Jul", "27", 27), value("Aug", "31", 31), value("Sep", "33", 33), value("Oct", "35", 35), value("Nov", "36", 36)],
                Some(("40 seats in the contract", 40)),
            ),
            facts: vec![fact("+12", "planners a week since June"), fact("4", "seats open: two planners on leave, two at depot north")],
        },
        value: ValueSlide {
            head: head("A plan change reaches the floor in 5 hours, not 26", "Median hours from a change to the first look at it, your own measure", "Plan register of Hallam & Voss, median per quarter, cut-off 15 November 2026"),
            bars: bars(&[value("Q1 2026", "26 h", 26), value("Q2 2026", "17 h", 17), value("Q3 2026", "8 h", 8), value("Q4 to date", "5 h", 5)]),
            quote: Some(quote("My Monday used to start with an hour of apologies. Last week it took ten minutes.", "Nadia Ferreira, Head of Operations, 12 November 2026")),
        },
        gaps: ReviewGaps {
            head: head("Three things you pay for and hardly use", "Closing these costs nothing and comes first", "Product telemetry, 30 days to 15 November 2026"),
            rows: vec![
                gap("Count form", "17", "of 40", 42, "Depot north works from paper", "One hour on site in December", "Ines Vogt, 4 Dec"),
                gap("Exception rules", "6", "of 20", 30, "Only one planner may edit", "Give the four shift leads edit rights", "Ruth Amsel, 27 Nov"),
                gap("Weekly digest", "9", "of 40", 22, "Went to spam until October", "Switch on for all planners", "Ben Achterberg, 23 Nov"),
            ],
        },
        goals: ReviewGoals {
            head: head("Where you want to be by summer", "", ""),
            goals: vec![
                goal("Whatever we do has to be in place before the stocktaking in January.", "Ruth Amsel, Finance, 17 November 2026", "Every person needs a login of their own by 11 January"),
                goal("If the office moves a job, the floor has to see it before the material is picked.", "Oskar Lindt, Workshop Manager, 16 November 2026", "Office and workshop need one board"),
                goal("Depot north should run like Bremen by summer.", "Nadia Ferreira, Head of Operations, 12 November 2026", "The second depot starts in the second quarter"),
            ],
        },
        roadmap: ReviewRoadmap {
            head: head("Your dates, and what we ship before them", "", "Plans of Brightwater as of 15 November 2026; dates of releases can move, and we tell you when they do"),
            months: months.iter().enumerate().map(|(at, label)| RoadmapMonth { label: (*label).into(), left: Share::of(at as i64, 7) }).collect(),
            lanes: vec![
                lane("Logins of their own", "Your goal", 0, 13, "Until 11 January", true),
                lane("Plan board", "Available now", 0, 7, "Set up", false),
                lane("One board", "Your goal", 10, 30, "Three teams by 1 March", true),
                lane("Board for depots", "In beta, release in January", 5, 20, "Beta, then release", false),
                lane("Depot north like Bremen", "Your goal", 40, 70, "Second quarter", true),
            ],
        },
        recommendation: ReviewRecommendation {
            text: "Give the workshop 18 seats of its own on 1\u{a0}December, on one board with the office.".into(),
            quote: Some(quote("I want the workshop to see the same plan as the office, on the same morning.", "Nadia Ferreira, Head of Operations, 12 November 2026")),
            reasons: vec![
                fact("It passes the stocktaking", "Nobody shares a login on 11 January; today two people share one."),
                fact("It gives back 30 hours a month", "The time the workshop spends typing what the office already typed."),
                fact("It keeps your own promise", "The floor sees a change first, so 94 % stay on the same morning."),
            ],
            source: "The written proposal P-2026-0212 follows on Tuesday 24 November. It ends with your contract on 14 June 2027 and renews on 15 June 2027.".into(),
            missing: String::new(),
        },
        next: ReviewSteps {
            head: head("Next steps", "", ""),
            steps: vec![
                step("Switch on the weekly digest for all planners", "Ben Achterberg, Brightwater", "Mon 23 Nov"),
                step("Send the written proposal", "Maya Lindqvist, Brightwater", "Tue 24 Nov"),
                step("Agree the proposal or change it, 15 minutes", "Nadia Ferreira and Oskar Lindt", "Thu 26 Nov"),
                step("Give the four shift leads edit rights for rules", "Ruth Amsel", "Fri 27 Nov"),
                step("One hour on counts at depot north", "Ines Vogt and Ben Achterberg", "Fri 4 Dec"),
            ],
        },
        appendix: vec![ReviewAppendix {
            head: head("Every number, its source and its day", "", "All numbers frozen on 16 November 2026 with cut-off 15 November 2026. Criteria: addendum 2, version 1"),
            rows: vec![
                number("Same-morning views", "94 %", "1,118 of 1,189 changes, October", "Plan register"),
                number("Planners a week", "36", "9 to 15 November, one login or more", "Product telemetry"),
                number("Hours to the floor", "5 h", "Median, 1 October to 15 November", "Plan register"),
                number("Counts without paper", "71 %", "213 of 300 counts, third quarter", "Count register"),
                number("Count form", "17 of 40", "One count or more in 30 days", "Product telemetry"),
                number("Exception rules", "6 of 20", "Active on 15 November", "Product telemetry"),
                number("Weekly digest", "9 of 40", "Opened once or more in 30 days", "Mail log"),
            ],
        }],
    }
}

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

/// A PNG of one colour, written by hand so that the tests need no encoder.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let crc = |bytes: &[u8]| {
        let mut crc = !0_u32;
        for byte in bytes {
            crc ^= u32::from(*byte);
            for _ in 0..8 {
                crc = if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 };
            }
        }
        !crc
    };
    let chunk = |name: &[u8], data: &[u8]| {
        let body = [name, data].concat();
        let length = (data.len() as u32).to_be_bytes();
        [&length[..], &body, &crc(&body).to_be_bytes()].concat()
    };
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    let row: Vec<u8> = [vec![0], [20_u8, 90, 160].repeat(width as usize)].concat();
    let raw = row.repeat(height as usize);
    let (mut low, mut high) = (1_u32, 0_u32);
    for byte in &raw {
        low = (low + u32::from(*byte)) % 65_521;
        high = (high + low) % 65_521;
    }
    let length = raw.len() as u16;
    // One stored (uncompressed) block inside a zlib frame.
    let data = [
        &[0x78, 0x01, 0x01][..],
        &length.to_le_bytes(),
        &(!length).to_le_bytes(),
        &raw,
        &(high << 16 | low).to_be_bytes(),
    ]
    .concat();
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &header), chunk(b"IDAT", &data), chunk(b"IEND", &[])]
        .concat()
}
